import datetime as dt

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.dates import Interval, day, find, from_edtf, month, parse, year

ONE_DAY = [
    "2023-09-22",
    "2023/09/22",
    "20230922",
    "2023-09-22T10:11:12+09:00",
    "Fri, 22 Sep 2023 10:00:00 GMT",
    "Fri Sep 22 10:00:00 2023",
    "Published Sept. 22, 2023 at 4:15 PM EDT",
    "September 22nd, 2023",
    "22nd of September, 2023",
    "22-Sep-2023",
    "9/22/23",
    "22.09.2023 10:15",
    "22. September 2023, 10:15 Uhr",
    "22 septembre 2023 à 10h15",
    "22 de septiembre de 2023",
    "22 de setembro de 2023",
    "22 settembre 2023",
    "22 september 2023",
    "22 сентября 2023, 10:11",
    "22 вересня 2023",
    "22 września 2023",
    "22. září 2023",
    "22 Eylül 2023",
    "2023. szeptember 22.",
    "22 Σεπτεμβρίου 2023",
    "ngày 22 tháng 9 năm 2023",
    "2023年9月22日 10:11",
    "令和5年9月22日",
    "2023년 9월 22일 오후 4:15",
    "٢٢ سبتمبر ٢٠٢٣",
    "٢٢/٠٩/٢٠٢٣",
    "22 सितंबर 2023",
]


@pytest.mark.parametrize("text", ONE_DAY)
def test_a_printed_day_is_read_in_many_languages(text):
    assert [one.exact for one in parse(text)] == [dt.date(2023, 9, 22)]


def test_day_and_month_that_can_be_swapped_are_two_candidates():
    assert [one.edtf for one in parse("03/04/2023")] == ["2023-03-04", "2023-04-03"]
    assert [one.edtf for one in parse("03/04/2023", prefer_day_first=True)] == ["2023-04-03", "2023-03-04"]
    assert [one.edtf for one in parse("03/04/2023", prefer_day_first=False)] == ["2023-03-04", "2023-04-03"]


def test_a_weekday_beside_an_ambiguous_date_decides_it():
    assert [one.edtf for one in parse("Monday 03/04/2023")] == ["2023-04-03"]


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2025-04-06 19:11:46", "2025-04-06T19:11:46"),
        ("Sept. 22, 2023 at 4:15 PM EDT", "2023-09-22T16:15:00-04:00"),
        ("10:15 AM EDT, Sept 22, 2023", "2023-09-22T10:15:00-04:00"),
        ("2023-09-22T23:30:00Z", "2023-09-22T23:30:00+00:00"),
        ("2023년 9월 22일 오후 4:15", "2023-09-22T16:15:00"),
    ],
)
def test_a_time_keeps_its_offset_and_stays_naive_without_one(text, instant):
    assert parse(text)[0].instant == dt.datetime.fromisoformat(instant)


@pytest.mark.parametrize(
    "text", ["", "hello", "Version 1.2.2003.4", "2023-02-30", "31/31/2023", "12345678901", "x" * 500]
)
def test_what_is_no_date_gives_no_candidate(text):
    assert parse(text) == ()


def test_a_month_and_a_year_keep_their_length():
    assert parse("September 2023") == (month(2023, 9),)
    assert parse("2023") == (year(2023),)
    assert parse("2023-09") == (month(2023, 9),)


def test_find_yields_spans_that_cut_the_date_with_its_time():
    text = "Posted on 22 September 2023, 10:15 by Orla; see also 3/4/2022 and May 2021."
    assert [text[start:end] for start, end, _ in find(text)] == ["22 September 2023, 10:15", "3/4/2022", "May 2021"]


def test_a_month_that_touches_the_word_before_it_is_read_where_its_capital_parts_them():
    line = "Mental HealthDECEMBER 22, 2022Updated: JANUARY 02, 2026"
    assert [(line[a:b], str(c[0].exact)) for a, b, c in find(line)] == [
        ("DECEMBER 22, 2022", "2022-12-22"), ("JANUARY 02, 2026", "2026-01-02"),
    ]  # fmt: skip
    assert list(find("the dismay 22, 2022 words")) == []


def test_words_that_also_name_months_are_no_dates():
    assert list(find("The record set 2019 runs out 2020 times; buy a Mac 2011.")) == []


@given(st.text(max_size=300))
def test_any_text_is_searched_without_an_error_and_spans_lie_inside(text):
    for start, end, candidates in find(text):
        assert 0 <= start < end <= len(text)
        assert candidates


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%Y年%m月%d日"]),
)
def test_every_day_comes_back_from_its_printed_form(one, form):
    assert parse(one.strftime(form)) == (day(one.year, one.month, one.day),)


def test_comparison_never_invents_precision():
    february, sixteenth = month(2021, 2), day(2021, 2, 16)
    assert not february.before(sixteenth)
    assert not sixteenth.before(february)
    assert not february.after(sixteenth)
    assert february.overlaps(sixteenth)


@pytest.mark.parametrize(("left", "right", "before"), [
    (day(2021, 1, 31), month(2021, 2), True),
    (day(2021, 2, 1), month(2021, 2), False),
    (month(2021, 2), day(2021, 3, 1), True),
    (Interval(None, dt.date(2021, 1, 31)), month(2021, 2), True),
    (Interval(dt.date(2020, 1, 1), None), month(2021, 2), False),
])  # fmt: skip
def test_before_on_each_side_of_a_boundary(left, right, before):
    assert left.before(right) is before


def test_open_ends_stay_open_when_intervals_meet():
    assert Interval(dt.date(2020, 1, 1), None).meet(Interval(None, None)) == Interval(dt.date(2020, 1, 1), None)
    assert day(2020, 1, 1).meet(day(2020, 1, 2)) is None


def test_an_interval_that_ends_before_it_begins_cannot_be_built():
    with pytest.raises(ValueError, match="cannot end"):
        Interval(dt.date(2020, 1, 2), dt.date(2020, 1, 1))


@pytest.mark.parametrize("text", [
    "2023-09-22", "2023-09", "2023", "202X", "19XX", "2023-XX-XX", "2023-09-XX", "2023-21",
    "2023-09-19/2023-09-22", "2023-09/2024", "2024-02",
])  # fmt: skip
def test_edtf_bounds_agree_with_the_edtf_package(text):
    other, ours = edtf.parse_edtf(text), from_edtf(text)
    assert ours.earliest is not None
    assert ours.latest is not None
    low, high = other.lower_strict(), other.upper_strict()
    assert (ours.earliest.year, ours.earliest.month, ours.earliest.day) == tuple(low[:3])
    assert (ours.latest.year, ours.latest.month, ours.latest.day) == tuple(high[:3])


@pytest.mark.parametrize("text", ["2023-09-22", "2023-09", "2023", "2024-02", "2023-09-XX", "1962"])
def test_edtf_bounds_agree_with_the_undate_package(text):
    undate = pytest.importorskip("undate")
    other, ours = undate.Undate.parse(text, "EDTF"), from_edtf(text)
    assert str(ours.earliest) == str(other.earliest)
    assert str(ours.latest) == str(other.latest)


@pytest.mark.parametrize("text", ["2023-09/..", "../2023-09", "..", "2023-09/", "/2023-09"])
def test_an_open_or_unknown_end_gets_no_bound(text):
    found = from_edtf(text)
    assert (found.earliest is None) == (text[0] in "./")
    assert (found.latest is None) == (text[-1] in "./")


@pytest.mark.parametrize(
    "text",
    ["2023-09-22", "2023-09", "2023", "2023-09~", "2023?", "2023-09-19/2023-09-22", "../2023-09-22", "2023-09-19/.."],
)
def test_edtf_goes_in_and_out_unchanged(text):
    assert from_edtf(text).edtf == text


def test_a_winter_runs_into_the_next_year():
    assert from_edtf("2023-24") == Interval(dt.date(2023, 12, 1), dt.date(2024, 2, 29))


def test_unknown_and_open_ends_are_none():
    assert from_edtf("/2023-09-22") == from_edtf("../2023-09-22") == Interval(None, dt.date(2023, 9, 22))
    assert from_edtf("..") == Interval()


@pytest.mark.parametrize(
    "text", ["Y17E8", "-1985", "2023-13", "2023-02-30", "202X-09", "yesterday", "2023-XX-09", "2024/2023"]
)
def test_what_is_no_edtf_or_no_date_is_refused_with_the_text(text):
    with pytest.raises(ValueError, match=r"."):
        from_edtf(text)
