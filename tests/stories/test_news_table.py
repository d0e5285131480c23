"""What is new in a later report, on the hand-made table: how much is found, and how much old is called new."""

import datetime as dt

import pytest
from made_nouns import article, claim, dating, party, stemma
from msgspec.structs import replace
from news_table import TABLE, Case
from news_table_late import LATE

from firsthand import copies, stories
from firsthand.account import by_page
from firsthand.model import Judgement, Span, Variant
from firsthand.stories.news import revised

FOUND = 0.85
FALSE = 0.10


def told(case: Case) -> set[tuple[str, str]]:
    """Return (kind, quote) of what the stage calls new in the later report of a case."""
    reports = [*case.earlier, case.later]
    pages = [article(f"r{at}", text, language="en") for at, (text, _) in enumerate(reports)]
    said = []
    for page, (_, spoken) in zip(pages, reports, strict=True):
        for who, content, *hedge in spoken:
            more = {"hedge": hedge[0]} if hedge else {}
            if who in page.text:
                more["source"] = who
            said.append(claim(page, content, party=party(who), **more))
    when = dt.datetime(2031, 4, 1, tzinfo=dt.UTC)
    joined = tuple(
        Judgement(id=f"judgement_{at}", decision="same story", left="r0", right=page.record, who="ed", when=when)
        for at, page in enumerate(pages[1:])
    )
    days = [dating(page.record, f"2031-03-{at + 3:02}") for at, page in enumerate(pages)]
    (story,) = stories.group(
        pages, [stemma(page.record) for page in pages], days, by_page(said), stories.Options(judgements=joined)
    )
    return {(news.kind, news.quote) for news in story.news if news.record == pages[-1].record}


def figures(table: list[Case] = TABLE) -> tuple[float, float]:
    """Return the share of news that is found, and the share of old statements that is called new."""
    found = expected = wrong = old = 0
    for case in table:
        got = told(case)
        found += len(got & case.news)
        expected += len(case.news)
        old += sum((("new statement", content) not in case.news) for _, content, *_ in case.later[1])
        wrong += len(got - case.news)
    return found / expected, wrong / old


def test_most_news_is_found_and_little_old_is_called_new() -> None:
    found, wrong = figures()
    assert found >= FOUND
    assert wrong <= FALSE


def test_cases_that_were_written_after_the_rules_come_out_no_worse() -> None:
    found, wrong = figures(LATE)
    assert found >= FOUND
    assert wrong <= FALSE


@pytest.mark.parametrize("case", [case for case in TABLE if not case.news], ids=lambda case: case.name)
def test_nothing_is_new_where_nothing_was_added(case: Case) -> None:
    assert told(case) == set()


def test_a_number_that_a_later_version_of_one_text_has_in_place_of_another_is_new():
    body = (
        "The old bridge at Orlen was closed on Sunday after two beams cracked, the mayor, Ida Varn, said. Nobody was hurt, "
        "and the police kept drivers away from the river until the evening. The repair will take {} weeks and cost "
        "{} crowns, she said. Buses will go by way of Tamm until then, and the school at the harbour stays shut."
    )
    told = (("3", "100,000"), ("4", "100,000"), ("5", "300,000"))
    pages = [article(f"r{at}", body.format(*numbers), language="en") for at, numbers in enumerate(told)]
    edges, texts = copies.trace(pages)
    assert len(texts) == 1
    younger = {"r1": ("3", "4", "4 weeks"), "r2": ("4", "5", "5 weeks")}
    variants = tuple(
        Variant(
            kind="number", before=before, after=after, first=record, exemplar="r0", witnesses=(record,), certainty=0.7,
            where=Span(start=page.text.index(quote), end=page.text.index(quote) + 1),
        )
        for page in pages[1:] for record, (before, after, quote) in younger.items() if page.record == record
    )  # fmt: skip
    text = replace(texts[0], variants=variants, archetype="r0")
    days = [dating(page.record, f"2031-03-{at + 3:02}") for at, page in enumerate(pages)]
    (story,) = stories.group(pages, [text], days, {})
    found = {(news.record, news.quote, news.before) for news in story.news if news.kind == "changed number"}
    assert found == {("r1", "4 weeks", "3 weeks"), ("r2", "5 weeks", "4 weeks")}


def test_a_number_whose_age_is_not_known_is_not_called_new():
    page = article("r1", "The repair will take 4 weeks, the mayor said.", language="en")
    variant = Variant(
        kind="number", before="3", after="4", first="r1", exemplar="r0", witnesses=("r1",), certainty=0.5,
        where=Span(start=21, end=22),
    )  # fmt: skip
    assert not list(revised(replace(stemma("r0", "r1"), variants=(variant,)), {"r1": page}))
    (one,) = revised(replace(stemma("r0", "r1"), variants=(replace(variant, certainty=0.7),)), {"r1": page})
    assert (one.quote, one.before) == ("4 weeks", "3 weeks")
