"""Days on which something happened, as a text tells them."""

import datetime as dt

import pytest

from firsthand.model import Span
from firsthand.text.occurrence import meant, of_speaking
from firsthand.text.when import find

FIRST, LAST = dt.date(2031, 3, 4), dt.date(2031, 3, 20)


@pytest.mark.parametrize(
    ("text", "first", "last", "days"),
    [
        ("It fell on Monday.", FIRST, FIRST, (dt.date(2031, 3, 3), dt.date(2031, 3, 3))),
        ("It fell on Monday.", FIRST, LAST, (dt.date(2031, 3, 3), dt.date(2031, 3, 17))),
        ("It fell on Monday.", None, LAST, (None, dt.date(2031, 3, 17))),
        ("It fell on Monday.", None, None, None),
        ("It fell in late 2011.", None, None, (dt.date(2011, 9, 1), dt.date(2011, 12, 31))),
        ("It fell in the 1990s.", FIRST, LAST, None),
        ("It fell for two weeks.", FIRST, LAST, None),
    ],
)
def test_days_that_an_expression_can_mean(text, first, last, days) -> None:
    (expression,) = find(text)
    assert meant(expression, text, first, last) == days


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("It fell, Brel said Friday.", True),
        ("Brel told reporters on Friday that it fell.", True),
        ("It fell on Friday, Brel said.", False),
    ],
)
def test_day_of_an_utterance_is_told_from_that_of_an_event(text, spoken) -> None:
    (expression,) = find(text)
    assert of_speaking(text, Span(start=0, end=len(text)), expression.span) is spoken


def test_cue_right_before_a_day_makes_it_one_of_speaking() -> None:
    text = "Brel warned Friday that it might fall."
    (expression,) = find(text)
    assert of_speaking(text, Span(start=0, end=len(text)), expression.span, [text.index(" Friday")])
