"""Which of the days that a page states is its own."""

import datetime as dt

import pytest

from firsthand.dating.claim import word
from firsthand.model import Clue, Evidence, Span

A, B = dt.date(2023, 9, 22), dt.date(2023, 10, 5)


def says(day, weight=0.95, kind="published", rule="restore.stated.meta", quote=None, at=0):
    where = Span(start=at, end=at + 10)
    evidence = Evidence(rule=rule, quote=quote or str(day), locus="page", where=where, weight=weight)
    return Clue(kind=kind, earliest=day, latest=day, evidence=evidence)


def line(day, weight=0.96, **more):
    return says(day, weight, "claimed", "restore.stated.line", **more)


def claimed(*clues):
    found = word(clues)
    return found.claimed.latest if found and found.claimed else None


@pytest.mark.parametrize(("clues", "expected"), [
    ([], None),
    ([says(A)], A),
    ([line(A), says(B, 0.94)], A),  # readers are shown one day, the head says another
    ([line(A, 0.43), says(B, 0.94)], B),  # the shown day stands far from the headline
    ([line(A), line(B, 0.62, at=50), says(B, 0.94)], B),  # two families agree
    ([line(A, 0.12)], None),  # a date of a list is no date of the page
    ([says(A, 0.25, "updated")], None),  # a change that is not shown
    ([says(A, 0.5, "updated", "restore.stated.line")], A),  # a change that readers are shown
    ([says(A, 0.25, "updated"), says(B)], B),
])  # fmt: skip
def test_the_ranking_of_statements(clues, expected):
    assert claimed(*clues) == expected
    assert claimed(*reversed(clues)) == expected


def test_two_readings_share_one_statement_and_another_statement_decides():
    third, april = dt.date(2023, 4, 3), dt.date(2023, 3, 4)
    both = [line(third, quote="03/04/2023"), line(april, quote="03/04/2023")]
    shares = [share.probability for share in word(both).shares]
    assert shares[0] == shares[1]
    assert claimed(*both, says(april)) == april


def test_the_same_instant_on_two_clocks_is_the_local_day():
    local, utc = dt.date(2023, 9, 22), dt.date(2023, 9, 23)
    head = says(utc, quote="2023-09-23T02:10:00+00:00")
    assert claimed(head, line(local, 0.9)) == local
    assert claimed(head, line(local - dt.timedelta(3), 0.5)) == utc


def test_shares_are_probabilities_and_leave_room_for_none_of_them():
    shares = word([line(A), says(B)]).shares
    assert 0.9 < sum(share.probability for share in shares) < 1.0


def test_a_refuted_day_loses_its_share_only():
    first, second = word([line(A), says(B)]).without(A).shares
    assert (first.probability, second.probability > 0) == (0.0, True)


def test_text_decides_between_two_readings_of_one_date():
    days = (dt.date(2020, 2, 10), dt.date(2020, 10, 2))
    clues = [line(day, quote="02/10/2020") for day in days]
    for sure in days:
        told = {day: 0.0 if day == sure else -4.0 for day in days}
        read = word(clues).read(clues, told)
        assert read.shares[0].day == sure
        assert read.claimed.latest == sure
