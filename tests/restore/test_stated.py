"""The dates that a page states: which are kept, with what zone, kind and weight."""

import datetime as dt

import pytest

from firsthand.model import Article, Record, Sighting
from firsthand.restore import restore

BODY = """<p>The millers of Orvale met the guild on the hill again and agreed that the old wheel should turn before the
harvest, though nobody could say who would pay for the timber and the long work of the spring.</p><p>“We have waited for
eleven years,” the warden told a crowded hall, and added that the carpenters of two villages had offered their help for
nothing but bread.</p><p>Opponents fear for the trout. A survey by the river board counted fewer than forty fish below
the weir, half as many as a decade ago, and asked for a ladder beside the sluice.</p><p>The council will vote when the
engineers have handed in their drawings; until then a fence keeps children and geese away from the rotten planks.</p>"""


def stated(head="", above="", beside="", behind="", url=None):
    page = (
        f"<html lang=en><head><title>Old wheel turns again in Orvale</title>{head}</head><body><nav><a href=/>Home</a>"
        f"</nav>{above}<article><h1>Old wheel turns again in Orvale</h1>{beside}{BODY}</article>{behind}</body></html>"
    )
    record = Record(id="page_a", payload=page.encode(), media="html", encoding="utf-8", url=url, sighting=Sighting(file="a"))  # fmt: skip
    article = restore(record)
    assert isinstance(article, Article)
    return article.stated, page


def days(found, rule):
    return [str(one.latest) for one in found if one.evidence.rule == f"restore.stated.{rule}"]


def test_a_date_beside_the_headline_outweighs_one_behind_the_text():
    found, _ = stated(beside="<div>22 September 2023</div>", behind="<div>3 October 2023</div>")
    weights = {str(one.latest): one.evidence.weight for one in found}
    assert weights["2023-09-22"] > 0.9 > 0.6 > weights["2023-10-03"]


def test_a_time_element_of_another_piece_weighs_less_than_the_own_one():
    teasers = "".join(
        f"<div><h3><a href=/{n}>Another piece about bread</a></h3><time datetime='2023-10-0{n}T08:00:00+02:00'></time></div>"
        for n in range(1, 8)
    )
    found, _ = stated(beside="<time datetime='2023-09-22T08:00:00+02:00'>today</time>", behind=teasers)
    times = [one for one in found if one.evidence.rule == "restore.stated.time"]
    assert str(max(times, key=lambda one: one.evidence.weight).latest) == "2023-09-22"
    assert sorted(one.evidence.weight for one in times)[-2] < 0.7


def test_quotes_stand_in_the_page_where_they_say():
    head = "<meta property='article:published_time' content='2023-09-22T23:30:00-05:00'>"
    found, page = stated(head, beside="<time datetime='2023-09-22T23:30'>22 Sept 2023</time>")
    assert len(found) >= 3
    for one in found:
        assert one.evidence.where is not None
        assert one.evidence.where.of(page) == one.evidence.quote


def test_a_timestamp_gives_the_local_day_as_printed():
    found, _ = stated("<meta property='article:published_time' content='2023-09-22T23:30:00-05:00'>")
    assert days(found, "meta") == ["2023-09-22"]


@pytest.mark.parametrize(("name", "expected"), [
    ("published-date", ["2023-09-22"]),
    ("articledate", ["2023-09-22"]),
    ("event-date", []),
    ("expiry", []),
    ("date-modified-by-build", []),
])  # fmt: skip
def test_a_meta_name_counts_by_its_words(name, expected):
    found, _ = stated(f"<meta name='{name}' content='2023-09-22'>")
    assert days(found, "meta") == expected


def test_a_change_is_not_a_publication():
    found, _ = stated(
        "<meta property='article:modified_time' content='2023-09-22'>", beside="<p>Updated 23 Sept 2023</p>"
    )
    assert {one.kind for one in found} == {"updated"}


def test_a_script_date_is_read_where_the_head_is_silent():
    script = '<script>var state = {"datePublished":"2023-09-22T08:00:00Z"}</script>'
    found, _ = stated(script)
    assert days(found, "script") == ["2023-09-22"]
    found, _ = stated(script + "<meta name=date content='2023-09-21'>")
    assert (days(found, "script"), days(found, "meta")) == ([], ["2023-09-21"])


def test_an_ambiguous_date_keeps_both_days():
    found, _ = stated(beside="<div>03/04/2023</div>")
    assert days(found, "line") == ["2023-04-03", "2023-03-04"] or days(found, "line") == ["2023-03-04", "2023-04-03"]


@pytest.mark.parametrize("url", [
    "https://gazette.example/2023/09/22/wheel.html",
    "https://gazette.example/news/22-09-2023-wheel",
    "https://gazette.example/a/20230922/wheel",
])  # fmt: skip
def test_the_address_gives_a_day(url):
    found, _ = stated(url=url)
    assert days(found, "address") == ["2023-09-22"]


@pytest.mark.parametrize("text", ["© 2023 Orvale Gazette", "Founded in March 1998", "Page 3 of 12"])
def test_a_year_or_month_alone_is_no_day_of_the_page(text):
    found, _ = stated(behind=f"<footer>{text}</footer>")
    assert found == ()


def test_thousands_of_dates_are_read_in_bounds():
    found, _ = stated(behind="<div class=date>1 May 2023</div>" * 3000)
    assert len(found) <= 40
    assert all(one.latest <= dt.date(2023, 5, 1) for one in found)


def test_a_line_with_two_dates_states_the_publication_and_the_change():
    found, page = stated(
        beside="<div><span>Mills</span><b>SEPTEMBER 22, 2023</b><i>Updated: JANUARY 02, 2026</i></div>"
    )
    shown = {str(one.latest): one for one in found if one.evidence.rule == "restore.stated.line"}
    assert shown["2023-09-22"].kind == "claimed"
    assert shown["2023-09-22"].evidence.weight > 0.9
    assert shown["2026-01-02"].kind == "updated"
    for one in shown.values():
        assert one.evidence.where.of(page) == one.evidence.quote


def test_a_date_that_its_line_labels_counts_beside_the_headline_however_long_the_line_is():
    found, _ = stated(
        beside="<p>Essay - Published: 2023.09.22 | water mills | carpenters | rivers | trout | guilds</p>"
    )
    assert days(found, "line") == ["2023-09-22"]


def test_a_paragraph_may_open_with_its_date_and_a_full_stop():
    found, _ = stated(
        beside="<p>22. September 2023. The wheel turned once and stood still, and nobody on the hill was surprised by it.</p>"
    )
    assert days(found, "line") == ["2023-09-22"]


def test_a_labelled_date_far_from_the_text_is_a_statement_and_two_of_them_are_a_list():
    far = "<div><a href=/x>More of the river</a></div>" * 9
    alone, _ = stated(behind=far + "<div><b>Datum</b> 22.09.2023</div>")
    assert days(alone, "line") == ["2023-09-22"]
    many, _ = stated(behind=far + "<div>Posted by Ilsa on 22.09.2023</div><div>Posted by Marend on 24.09.2023</div>")
    assert days(many, "line") == []


@pytest.mark.parametrize(("url", "likely"), [("https://mill.example.co.uk/a", "2023-04-03"), ("https://mill.example.gov/a", "2023-03-04")])  # fmt: skip
def test_the_weight_of_an_ambiguous_date_goes_to_the_reading_of_the_country(url, likely):
    found, _ = stated(beside="<div>03/04/2023</div>", url=url)
    weights = {str(one.latest): one.evidence.weight for one in found if one.evidence.rule == "restore.stated.line"}
    assert weights.keys() == {"2023-03-04", "2023-04-03"}
    assert max(weights, key=weights.__getitem__) == likely
    assert 0.9 < sum(weights.values()) < 1.0


def test_a_script_may_write_its_first_publication_without_dashes():
    found, _ = stated('<script>var page = {firstPublicationDate: "20230922", structure: 7};</script>')
    assert days(found, "script") == ["2023-09-22"]


def test_a_time_element_of_a_day_that_its_line_calls_a_change_is_a_change():
    marked = "<div>Updated <time datetime='2023-10-22T09:00:00+02:00'></time>on 22 October 2023</div>"
    found, _ = stated("<meta property='article:published_time' content='2023-09-22'>", beside=marked)
    assert {one.kind for one in found if str(one.latest) == "2023-10-22"} == {"updated"}
