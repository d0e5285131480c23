import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.text.when import find, resolve, tense_of

FRIDAY = dt.date(2023, 9, 22)

CASES = [
    # expression in a sentence, first day, last day
    ("The harbour board said Friday that", "2023-09-22", "2023-09-22"),
    ("They met on Wednesday in Orvale.", "2023-09-20", "2023-09-20"),
    ("It was closed Monday morning.", "2023-09-18", "2023-09-18"),
    ("It closed last Friday.", "2023-09-15", "2023-09-15"),
    ("The vote is due next Friday.", "2023-09-29", "2023-09-29"),
    ("The council will vote Tuesday.", "2023-09-26", "2023-09-26"),
    ("It closed yesterday.", "2023-09-21", "2023-09-21"),
    ("It opens tomorrow.", "2023-09-23", "2023-09-23"),
    ("It burned down last night.", "2023-09-21", "2023-09-21"),
    ("The fire was out this morning.", "2023-09-22", "2023-09-22"),
    ("He arrived last week.", "2023-09-11", "2023-09-17"),
    ("Prices rose last month.", "2023-08-01", "2023-08-31"),
    ("Prices rose last year.", "2022-01-01", "2022-12-31"),
    ("It began earlier this month.", "2023-09-01", "2023-09-30"),
    ("He took office in late 2011.", "2011-09-01", "2011-12-31"),
    ("It began on Sept. 19 in Orvale.", "2023-09-19", "2023-09-19"),
    ("It began on Tuesday, Sept. 19, there.", "2023-09-19", "2023-09-19"),
    ("It began on 19 September 2021.", "2021-09-19", "2021-09-19"),
    ("The strike began in August.", "2023-08-01", "2023-08-31"),
    ("The strike began last November.", "2022-11-01", "2022-11-30"),
    ("It happened two days ago.", "2023-09-20", "2023-09-20"),
    ("It happened three years ago.", "2020-01-01", "2020-12-31"),
    ("It rose over the past two months.", "2023-07-22", "2023-09-22"),
    ("It was built in the 1990s.", "1990-01-01", "1999-12-31"),
    ("It fell in the second quarter of 2020.", "2020-04-01", "2020-06-30"),
    ("It opened in the summer of 2012.", "2012-06-01", "2012-08-31"),
    ("The court gave them until 9 a.m. EST Tuesday to sign.", "2023-09-26", "2023-09-26"),
    ("The vote was postponed until Tuesday morning.", "2023-09-26", "2023-09-26"),
    ("She stayed in hospital until Tuesday.", "2023-09-19", "2023-09-19"),
    ("The president Tuesday vowed to rebuild it.", "2023-09-19", "2023-09-19"),
    ("Ministers have decided to close it on Tuesday.", "2023-09-26", "2023-09-26"),
    ("He was shot to death last Oct. 23 at home.", "2022-10-23", "2022-10-23"),
    ("It was heard in the week of Sept. 6 there.", "2023-09-04", "2023-09-10"),
]


@pytest.mark.parametrize(("text", "first", "last"), CASES)
def test_an_expression_means_these_days_in_a_text_of_a_friday(text, first, last):
    (expression,) = find(text, "en")
    low, high = resolve(expression, FRIDAY, tense_of(text, expression.span))
    assert (str(low), str(high)) == (first, last)


def test_late_in_a_year_is_its_last_third():
    (expression,) = find("It began in late 2011.", "en")
    assert resolve(expression, FRIDAY) == (dt.date(2011, 9, 1), dt.date(2011, 12, 31))


@pytest.mark.parametrize(
    "text", ["He is 43 years old.", "May they rest.", "They march on.", "Jan Orlok came.", "In 2,019 cases it rained."]
)
def test_ages_names_and_numbers_are_no_dates(text):
    assert [e for e in find(text, "en") if e.kind != "duration"] == []


@pytest.mark.parametrize(("text", "language", "expected"), [
    ("Das teilte die Hafenbehörde am Mittwoch mit.", "de", "2023-09-20"),
    ("Le port a été fermé mardi.", "fr", "2023-09-19"),
    ("El puerto cerró ayer.", "es", "2023-09-21"),
    ("Порт закрыли в понедельник.", "ru", "2023-09-18"),
    ("Das Schiff kam am 19. September an.", "de", "2023-09-19"),
    ("港は9月19日に閉鎖された。", "ja", "2023-09-19"),
    ("항구는 19일 폐쇄됐다.", "ko", "2023-09-19"),
])  # fmt: skip
def test_other_languages_name_days_too(text, language, expected):
    (expression,) = find(text, language)
    assert str(resolve(expression, FRIDAY)[0]) == expected


def test_durations_and_ordinals_resolve_to_nothing():
    for text in ("It took two weeks.", "in the second year of the drought", "It runs daily."):
        (expression,) = find(text, "en")
        assert resolve(expression, FRIDAY) == (None, None)


def test_the_second_year_of_something_keeps_its_number():
    (expression,) = find("in the second year of the drought", "en")
    assert (expression.kind, expression.ordinal, expression.unit) == ("ordinal", 2, "year")


@given(
    st.text(max_size=300), st.sampled_from(["en", "de", "ja", None]), st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))
)
def test_spans_cut_their_text_do_not_overlap_and_resolve_without_an_error(text, language, anchor):
    past = 0
    for expression in find(text, language):
        assert expression.span.of(text) == expression.text
        assert expression.span.start >= past
        past = expression.span.end
        low, high = resolve(expression, anchor)
        assert low is None or high is None or low <= high


def test_last_winter_said_in_winter_is_the_one_before() -> None:
    (found,) = find("Prices fell last winter, the bank said.", "en")
    assert resolve(found, dt.date(2031, 1, 14), "past") == (dt.date(2029, 12, 1), dt.date(2030, 2, 28))
