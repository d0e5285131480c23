"""The door: pages with markup in, an article or a named refusal out."""

import json

import pytest

from firsthand.model import Article, Record, Refusal, Sighting
from firsthand.restore import Options, restore

PARAGRAPHS = [
    "HALVORSTAD, Norvania (TNS) — The harbour council of Halvorstad voted on Tuesday to close the old ferry bridge for two "
    "years, officials said, after engineers found cracks in three of its pillars.",
    "Mayor Ilse Brandvik said the city would run free boats & buses from Monday. “Nobody will be cut off,” she told "
    "reporters after the vote, which passed by 14 to 3 with two members absent.",
    "The bridge, built in 1931, carries about 9,000 cars a day. Repairs are expected to cost 42 million crowns, a third of "
    "which the national government has promised to pay.",
    "Shop owners on the south bank said they feared for their trade. The council will hear them next week before it "
    "decides on compensation, according to a statement by the harbour office.",
]
HEAD = """<title>Halvorstad closes its ferry bridge - The Norvania Post</title>
<meta property="og:title" content="Halvorstad closes its ferry bridge">
<meta property="og:site_name" content="The Norvania Post">
<meta property="article:published_time" content="2031-03-04T09:15:00+01:00">"""


def page(body=None, head=HEAD, extra=""):
    paragraphs = "".join(f"<p>{text.replace('&', '&amp;')}</p>\n" for text in PARAGRAPHS)
    body = (
        body
        if body is not None
        else (
            f'<article class="story"><h1>Halvorstad closes its ferry bridge</h1><div class="byline">By <a rel="author" href="/a">Tove Lindqvist</a></div>'
            f'<div class="story-body">{paragraphs}</div></article>'
        )
    )
    menu = "".join(f'<li><a href="/{name}">{name.title()}</a></li>' for name in ("news", "sport", "weather", "culture"))
    return (
        f'<!doctype html><html lang="en"><head>{head}</head><body><nav class="menu"><ul>{menu}</ul></nav>{body}{extra}'
        '<div class="related"><h3>More stories</h3><ul><li><a href="/1">Ferry fares go up again in spring</a></li>'
        '<li><a href="/2">Two held after dockside fire</a></li></ul></div>'
        "<footer><p>Copyright 2031 The Norvania Post. All rights reserved.</p></footer></body></html>"
    )


def record(html, media="html", url="https://www.norvaniapost.example/2031/03/04/bridge"):
    return Record(
        id="page_0000000000000000",
        payload=html if isinstance(html, bytes) else html.encode(),
        media=media,
        encoding="utf-8",
        url=url,
        sighting=Sighting(file="page.html"),
    )


@pytest.fixture(scope="module")
def article():
    found = restore(record(page()))
    assert isinstance(found, Article)
    return found


def test_body_is_the_paragraphs_and_nothing_else(article):
    kept = article.text.split("\n\n")
    assert [text[-60:] for text in kept] == [text[-60:] for text in PARAGRAPHS]


def test_headline_byline_and_outlet_stand_in_their_fields_and_not_in_the_body(article):
    assert article.title == "Halvorstad closes its ferry bridge"
    assert article.byline == "Tove Lindqvist"
    assert article.outlet == "The Norvania Post"
    assert article.language == "en"
    assert "Lindqvist" not in article.text
    assert article.title not in article.text


def test_every_kept_character_stands_in_the_page_where_its_run_says():
    source = page()
    found = restore(record(source))
    for block in found.blocks:
        for run in block.runs:
            kept, raw = block.text[run.at : run.at + run.length], source[run.page : run.page + run.page_length]
            assert kept == raw or raw == "&amp;"
        assert sum(run.length for run in block.runs) >= len(block.text.replace(" ", ""))


def test_block_spans_cut_the_text_that_they_claim(article):
    for block in article.blocks:
        if block.span is not None:
            assert block.span.of(article.text) == block.text


def test_dropped_blocks_are_kept_with_the_rule_that_dropped_them(article):
    dropped = {block.text: block for block in article.blocks if block.role == "furniture"}
    assert "Ferry fares go up again in spring" in dropped
    assert all(block.rule.startswith("restore.") for block in article.blocks)
    assert all(block.span is None for block in dropped.values())


def test_the_published_time_of_the_head_is_a_stated_date_with_its_place(article):
    stated = [one for one in article.stated if one.evidence.rule == "restore.stated.meta"]
    assert stated[0].kind == "published"
    assert stated[0].earliest.isoformat() == "2031-03-04"
    assert stated[0].evidence.where.of(page()) == "2031-03-04T09:15:00+01:00"


def test_the_address_states_a_claimed_day(article):
    assert [one.earliest.isoformat() for one in article.stated if one.evidence.locus == "url"] == ["2031-03-04"]


def test_a_byline_that_the_page_does_not_show_is_not_believed():
    head = HEAD + '<meta name="author" content="Piet Unseen">'
    body = (
        "<article><h1>Halvorstad closes its ferry bridge</h1>"
        + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
        + "</article>"
    )
    assert restore(record(page(body, head))).byline is None


def test_captions_and_corrections_stand_apart_from_the_body():
    extra = [f"<p>{text}</p>" for text in PARAGRAPHS]
    extra.insert(
        2, '<figure><img src="x.jpg"><figcaption>The ferry bridge on Monday. Photo: Karl Example</figcaption></figure>'
    )
    extra.append(
        '<p class="correction"><em>Correction: An earlier version of this article misstated the length of the bridge.</em></p>'
    )
    found = restore(record(page(f"<article><h1>Halvorstad closes its ferry bridge</h1>{''.join(extra)}</article>")))
    roles = {block.role: block.text for block in found.blocks}
    assert roles["caption"].startswith("The ferry bridge on Monday")
    assert roles["note"].startswith("Correction:")
    assert "Karl Example" not in found.text
    assert "earlier version" not in found.text


def test_an_article_that_is_only_in_json_is_restored_from_there_with_places():
    text = "\n\n".join(PARAGRAPHS)
    data = json.dumps({"@type": "NewsArticle", "headline": "Halvorstad closes its ferry bridge", "articleBody": text})
    source = f'<html><head>{HEAD}<script type="application/ld+json">{data}</script></head><body><div id="app"></div></body></html>'
    found = restore(record(source))
    assert isinstance(found, Article)
    assert "Nobody will be cut off" in found.text
    block = next(block for block in found.blocks if "9,000 cars" in block.text)
    place = found.page_span(block.span)
    assert source[place.start : place.end].startswith("The bridge, built in 1931")


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (
            "<html><head><title>404 Not Found</title></head><body><h1>404</h1><p>The page was not found.</p></body></html>",
            "error_page",
        ),
        ("<html><body><div id=root></div><script>" + "x=1;" * 900 + "</script></body></html>", "script_shell"),
        ("<html><body><p>Hello there.</p></body></html>", "no_article"),
        ("\x00\x01\x02\x03" * 500, "not_text"),
        ("<div>" * 100_000 + "word", "too_hostile"),
        ("<div " + " ".join(f"a{n}" for n in range(40_000)) + ">word", "too_hostile"),
        (
            "<html><title>Before you go on</title><body><p>We and our 812 partners store cookies on your device. With your "
            "consent we may use personal data for advertising.</p><p>You may change your consent and cookie choices, or "
            "object, at any time in our privacy centre. Cookies last 13 months.</p><button>Accept</button></body></html>",
            "consent_wall",
        ),
        (
            "<html><title>Home</title><body>"
            + "".join(
                f"<div class=card><a href=/{n}><h3>The council of town {n} votes to close its old bridge for repairs</h3></a></div>"
                for n in range(40)
            )
            + "</body></html>",
            "section_front",
        ),
    ],
)
def test_a_page_without_an_article_is_refused_by_name(html, reason):
    found = restore(record(html, url=None))
    assert isinstance(found, Refusal)
    assert found.reason == reason
    assert found.record == found.id == "page_0000000000000000"
    assert found.stage == "restore"


def test_a_paywall_stub_is_refused_and_its_words_are_kept():
    head = HEAD + '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>'
    body = f"<article><h1>Halvorstad closes its ferry bridge</h1><p>{PARAGRAPHS[0]}</p></article>"
    body += "<div class=paywall><p>Subscribe to continue reading.</p><p>Already a subscriber? Log in.</p></div>"
    found = restore(record(page(body, head)))
    assert isinstance(found, Refusal)
    assert found.reason == "paywall_stub"
    assert "harbour council" in found.excerpt


def test_a_page_over_the_size_limit_is_refused():
    found = restore(record(page()), Options(max_bytes=100))
    assert isinstance(found, Refusal)
    assert found.reason == "too_large"


def test_the_same_page_gives_the_same_article():
    assert restore(record(page())) == restore(record(page()))


@pytest.mark.parametrize("html", ["<p>" + "<p>word" * 50_000, "<b>word" * 3_000, "&am" * 100_000, "<!--" * 50_000, ""])
def test_broken_markup_ends_as_an_article_or_a_refusal(html):
    assert isinstance(restore(record(html)), Article | Refusal)
