"""Running numbers in addresses order the pages of one site."""

import datetime as dt

import pytest

from firsthand import dating
from firsthand.model import Article, Evidence, Record, Sighting, Stated

FIRST = dt.date(2020, 3, 2)


def site(days, form="https://orvale.example/story/{number}.html", texts=None):
    """Return articles whose numbers run on, stating these days (None: no day), and their datings by place."""
    articles, clues = [], {}
    for at, day in enumerate(days):
        stated = ()
        if day is not None:
            evidence = Evidence(rule="restore.stated.line", quote=str(day), locus="page", weight=0.96)
            stated = (Stated(kind="claimed", earliest=day, latest=day, evidence=evidence),)
        name, url = f"page_{at:02}", form.format(number=4100 + 7 * at)
        text = texts[at] if texts else "Nothing here tells the day."
        article = Article(
            record=name, text=text, blocks=(), language="en", url=url, site="orvale.example", stated=stated
        )
        record = Record(id=name, payload=b"", media="text", encoding="utf-8", url=url, sighting=Sighting(file=name))
        articles.append(article)
        clues[name] = dating.clues(article, record)
    return dating.solve(articles, clues, (), (), ())


def rising(count=12):
    return [FIRST + dt.timedelta(9 * at) for at in range(count)]


def test_page_without_a_day_is_no_younger_than_the_page_with_the_next_number():
    days = rising()
    days[5] = None
    found = site(days)[5]
    assert found.latest is not None
    assert found.latest <= days[6] + dt.timedelta(60)
    assert {each.rule for each in found.evidence} >= {"dating.number.before", "dating.number.after"}


def test_page_out_of_the_order_has_its_number_as_evidence_and_the_others_do_not():
    days = rising()
    days[5] = dt.date(2023, 1, 4)
    found = site(days)
    told = [any(each.rule.startswith("dating.number") for each in one.evidence) for one in found]
    assert told == [at == 5 for at in range(len(days))]


def test_number_and_weekday_together_refute_a_date():
    days = rising()
    days[5] = dt.date(2023, 1, 4)
    texts = ["Nothing here tells the day."] * len(days)
    texts[5] = "The council of Orvale said Friday that the bridge will be mended."
    found = site(days, texts=texts)[5]
    assert found.verdict == "contradicted"
    assert any(each.rule == "dating.number.before" for one in found.contradictions for each in one.against)


@pytest.mark.parametrize(
    "days",
    [
        rising(6),
        [FIRST + dt.timedelta((at * 389) % 997) for at in range(12)],
        [FIRST] * 12,
    ],
)
def test_few_pages_numbers_in_no_order_or_days_that_are_all_alike_say_nothing(days):
    days = [*days, None]
    assert not any(each.rule.startswith("dating.number") for one in site(days) for each in one.evidence)


@pytest.mark.parametrize("form", ["https://orvale.example/2020/0101/a-{number}x", "https://orvale.example/about"])
def test_address_without_a_running_number_says_nothing(form):
    found = site([*rising(), None], form=form)
    assert found[-1].verdict == "no evidence"


def test_neighbours_a_day_out_of_order_are_in_order():
    days = rising()
    days[4], days[5] = days[5], days[5] - dt.timedelta(1)
    assert not any(each.rule.startswith("dating.number") for one in site(days) for each in one.evidence)
