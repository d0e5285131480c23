"""The smallest sets of statements that cannot all be true."""

import datetime as dt

import numpy as np

from firsthand.dating.contradiction import contradictions
from firsthand.dating.weigh import curve
from firsthand.model import Clue, Evidence

DAYS = np.arange(dt.date(2015, 1, 1).toordinal(), dt.date(2025, 1, 1).toordinal(), dtype=np.int64)
CLAIM = Clue(
    kind="claimed",
    earliest=dt.date(2018, 6, 1),
    latest=dt.date(2018, 6, 1),
    evidence=Evidence(rule="restore.stated.line", quote="1 June 2018", locus="page"),
)


def after(year, weight, quote):
    evidence = Evidence(rule="dating.mention.year", quote=quote, weight=weight)
    return Clue(kind="after", earliest=dt.date(year, 1, 1), evidence=evidence)


def before(year, weight, quote):
    evidence = Evidence(rule="dating.mention.ahead", quote=quote, weight=weight)
    return Clue(kind="before", latest=dt.date(year, 1, 1), evidence=evidence)


def sets(*clues):
    found = contradictions(CLAIM, [(clue, curve(clue, DAYS)) for clue in clues], DAYS)
    return [sorted(each.quote for each in one.against) for one in found]


def test_clue_that_refutes_the_day_alone_is_a_set_of_its_own():
    assert sets(after(2020, 5.0, "2020"), after(2021, 4.0, "2021")) == [["2020"], ["2021"]]


def test_clues_that_refute_only_together_make_one_set_without_those_that_can_be_missed():
    assert sets(after(2020, 1.5, "a"), after(2021, 1.4, "b"), after(2021, 0.3, "c")) == [["a", "b"]]


def test_clue_that_agrees_with_the_day_is_in_no_set():
    assert sets(after(2020, 5.0, "2020"), after(2016, 5.0, "2016"), before(2019, 1.0, "2019")) == [["2020"]]


def test_what_does_not_refute_the_day_even_together_is_put_together():
    assert sets(after(2020, 0.9, "a"), after(2021, 0.8, "b")) == [["a", "b"]]


def test_order_of_clues_changes_nothing():
    one, other = after(2020, 1.5, "a"), after(2021, 1.4, "b")
    assert sets(one, other) == sets(other, one)
