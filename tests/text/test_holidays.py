"""Named days of the year."""

import datetime as dt

import pytest

from firsthand.text.holidays import easter, holiday
from firsthand.text.when import find, resolve, tense_of


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Thanksgiving", "2023-11-23"),
        ("Election Day", "2016-11-08"),
        ("Election Day", "2022-11-08"),
        ("Labor Day", "2024-09-02"),
        ("Memorial Day", "2021-05-31"),
        ("New Year’s Eve", "2019-12-31"),
        ("Good Friday", "2024-03-29"),
        ("Easter Monday", "2025-04-21"),
    ],
)
def test_day_of_a_name_in_a_year(name, day):
    assert holiday(name, int(day[:4])).isoformat() == day


def test_easter_of_years_at_both_ends_of_its_range():
    assert easter(1818) == dt.date(1818, 3, 22)
    assert easter(2038) == dt.date(2038, 4, 25)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The boat was found last Thanksgiving.", "2022-11-24"),
        ("They will vote on Election Day.", "2023-11-07"),
        ("It was sold at Christmas 2019.", "2019-12-25"),
    ],
)
def test_named_day_hangs_on_the_day_of_writing(text, day):
    (one,) = find(text)
    assert resolve(one, dt.date(2023, 9, 22), tense_of(text, one.span))[0].isoformat() == day


def test_month_of_this_year_and_hours():
    text = "It began in February this year and took five hours."
    month, hours = find(text)
    assert resolve(month, dt.date(2023, 9, 22), "past") == (dt.date(2023, 2, 1), dt.date(2023, 2, 28))
    assert resolve(hours, dt.date(2023, 9, 22)) == (None, None)
