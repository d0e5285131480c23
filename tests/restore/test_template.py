"""Lines that recur under different texts are the site's; lines that recur because the text does are the article's."""

import random

import pytest

from firsthand.model import Article, Record, Refusal, Sighting
from firsthand.restore import Options, Template, learn, learn_tails, matter, restore, trace
from firsthand.restore.template import RULE

NOUNS = "harbour council ferry ministry orchard bridge tariff reservoir clinic railway quarry archive lantern".split()
VERBS = "opened closed measured rebuilt questioned financed inspected delayed praised audited moved sold".split()
PLACES = "Velmora Ostrand Quillport Marrow Tessaly Brennock Halvard Sundry Corvale Innisk".split()
STANDING = "Readers pay for this desk, and a small sum each month keeps one reporter of ours on the road."
BACKGROUND = "The strait has been closed to heavy freight since the flood of the year before last, officials say."


def text(seed: int, count: int = 9) -> list[str]:
    """Return the paragraphs of an invented report, different for each seed."""
    rng = random.Random(seed)
    found = []
    for _ in range(count):
        parts = [
            f"the {rng.choice(NOUNS)} of {rng.choice(PLACES)} was {rng.choice(VERBS)} on day {rng.randrange(900)}"
            for _ in range(3)
        ]
        found.append(f"{parts[0].capitalize()}, while {parts[1]} and {parts[2]}, an engineer said at the site.")
    return found


def page(number: int, body: list[str], before: str = "", after: str = "", hint: str = "") -> Record:
    """Return an invented page: a headline, a body, and what stands above and below it."""
    paragraphs = "".join(f"<p>{one}</p>" for one in body)
    html = (
        f"<html><head><title>Report {number} from {PLACES[number % 10]}</title></head><body><div id=top><a href=/>Home"
        f"</a></div><article><h1>Report {number} from {PLACES[number % 10]}</h1>{before}{paragraphs}{after}{hint}"
        "</article></body></html>"
    )
    return Record(
        id=f"page_{number}", payload=html.encode(), media="html", encoding="utf-8",
        url=f"https://quaydesk.example/{number}", sighting=Sighting(file=f"{number}.html"),
    )  # fmt: skip


def learnt(pages: list[Record]) -> tuple[list[Article], list[Article | Refusal], Template]:
    """Return (pages restored alone, the same with their template, the template of the site)."""
    alone = [restore(one) for one in pages]
    assert all(isinstance(one, Article) for one in alone)
    articles = [one for one in alone if isinstance(one, Article)]
    traces = [trace(one) for one in articles]
    template = learn(traces)
    known = dict(template.lines)
    again = [restore(one, Options(template=matter(left, known))) for one, left in zip(pages, traces, strict=True)]
    return articles, again, template


@pytest.mark.parametrize("where", ["before", "after"])
def test_a_line_at_the_end_of_different_texts_is_the_sites(where: str) -> None:
    alone, again, _ = learnt([page(n, text(n), **{where: f"<p>{STANDING}</p>"}) for n in range(5)])
    assert all(STANDING in article.text for article in alone)
    for one in again:
        assert isinstance(one, Article)
        assert STANDING not in one.text
        block = next(block for block in one.blocks if block.text == STANDING)
        assert (block.role, block.rule, block.span) == ("furniture", RULE, None)
        assert [each.quote for each in one.evidence if each.rule == RULE] == [STANDING]


def test_nothing_but_the_recurring_line_is_lost() -> None:
    alone, again, _ = learnt([page(n, text(n), after=f"<p>{STANDING}</p>") for n in range(5)])
    for before, one in zip(alone, again, strict=True):
        assert isinstance(one, Article)
        assert one.text == before.text.replace(f"\n\n{STANDING}", "")
        assert (one.title, one.byline, one.url) == (before.title, before.byline, before.url)


def test_fifty_reprints_of_one_text_keep_every_paragraph() -> None:
    body = text(1)
    alone, _, template = learnt([page(n, body) for n in range(50)])
    assert template.lines == ()
    assert all(body[0] in article.text and body[-1] in article.text for article in alone)


def test_reprints_with_edits_in_every_copy_keep_their_shared_paragraphs() -> None:
    pages = []
    for number in range(12):
        body = text(1)
        for at in range(1, 8):
            if (at + number) % 3:
                body[at] = body[at].replace(" while ", f" while, by account {number}, ", 1)
        pages.append(page(number, body))
    _, _, template = learnt(pages)
    assert template.lines == ()


def test_reprints_do_not_hide_what_the_site_adds_to_other_texts() -> None:
    bodies = [*([text(1)] * 20), *(text(n) for n in range(2, 8))]
    _, again, template = learnt([page(n, body, after=f"<p>{STANDING}</p>") for n, body in enumerate(bodies)])
    assert len(template.lines) > 0
    for one, body in zip(again, bodies, strict=True):
        assert isinstance(one, Article)
        assert STANDING not in one.text
        assert all(paragraph in one.text for paragraph in body)


def test_a_paragraph_of_background_inside_follow_ups_stays() -> None:
    pages = []
    for number in range(8):
        body = text(number)
        if number % 2:
            body.insert(3 + number % 3, BACKGROUND)
        pages.append(page(number, body))
    _, again, _ = learnt(pages)
    for number, one in enumerate(again):
        assert isinstance(one, Article)
        assert (BACKGROUND in one.text) == bool(number % 2)


def test_section_marks_that_recur_stay() -> None:
    pages = []
    for number in range(6):
        body = text(number)
        parts = [*body[:3], "Pros:", *body[3:6], "Cons:", *body[6:]]
        pages.append(page(number, parts))
    alone, again, _ = learnt(pages)
    assert [one.text for one in again if isinstance(one, Article)] == [one.text for one in alone]


def test_two_pages_teach_nothing() -> None:
    _, _, template = learnt([page(n, text(n), after=f"<p>{STANDING}</p>") for n in range(2)])
    assert template.lines == ()


def test_order_of_pages_does_not_change_what_is_learnt() -> None:
    pages = [page(n, text(n % 7), after=f"<p>{STANDING}</p>") for n in range(20)]
    traces = [trace(one) for one in map(restore, pages) if isinstance(one, Article)]
    first = learn(traces)
    random.Random(3).shuffle(traces)
    assert learn(traces) == first
    assert learn_tails(traces) == learn_tails(sorted(traces))


def test_a_page_that_shows_only_its_sites_lines_holds_no_article() -> None:
    wall = [f"{STANDING[:-1]}, as it has for {n} years in all weathers and on every coast we know." for n in range(3)]
    pages = [page(n, wall if n > 9 else [*text(n), *wall]) for n in range(12)]
    known = dict(learn([trace(one) for one in map(restore, pages) if isinstance(one, Article)]).lines)
    last = restore(pages[-1])
    assert isinstance(last, Article)
    refused = restore(pages[-1], Options(template=matter(trace(last), known)))
    assert isinstance(refused, Refusal)
    assert refused.reason == "no_article"


def test_an_agencys_standing_line_is_found_across_sites() -> None:
    line = (
        "Papers in nine towns on the coast pay for the Halvard Wire, which was founded in a winter of storms and has "
        "reported on their harbours ever since."
    )
    dumps = []
    for number in range(6):
        body = text(number, 14)
        payload = "\n".join([f"Report {number} on the harbour of {PLACES[number]}", *body, line]).encode()
        dumps.append(
            Record(id=f"page_{number}", payload=payload, media="text", encoding="utf-8", sighting=Sighting(file="x"))
        )
    articles = [one for one in map(restore, dumps) if isinstance(one, Article)]
    assert len(articles) == 6
    assert all(line in one.text for one in articles)
    traces = [trace(one) for one in articles]
    known = dict(learn_tails(traces).lines)
    for one, left in zip(dumps, traces, strict=True):
        again = restore(one, Options(template=matter(left, known)))
        assert isinstance(again, Article)
        assert line not in again.text
        assert len(again.text) > 1_000


def test_an_empty_trace_teaches_nothing() -> None:
    assert learn([]) == learn([b"", b"", b""]) == learn_tails([b""]) == Template()
