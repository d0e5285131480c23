"""What is new in a later report, on the hand-made table: how much is found, and how much old is called new."""

import datetime as dt

import pytest
from made_nouns import article, claim, dating, party, stemma
from news_table import TABLE, Case
from news_table_late import LATE

from firsthand import stories
from firsthand.account import by_page
from firsthand.model import Judgement

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
