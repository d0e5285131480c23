"""What a sentence is about, and how common a word is."""

import pytest

from firsthand.model import Span
from firsthand.text.rates import RARE, rate
from firsthand.text.terms import alike, counted, stem, telling


@pytest.mark.parametrize(
    ("left", "right"),
    [("bridge", "bridges"), ("earthquake", "earthquakes"), ("minister's", "minister"), ("mine", "mines")],
)
def test_forms_of_a_word_have_one_stem(left: str, right: str) -> None:
    assert stem(left) == stem(right)


def test_common_words_tell_nothing() -> None:
    assert telling("The bridge of Sund was in the way") >= {"bridge", "sund"}
    assert not telling("the of in and") & {"the", "of", "in", "and"}


def test_a_sentence_is_all_of_itself_and_nothing_of_another() -> None:
    one, other = telling("mud buried Marrow"), telling("miners left Orrin")
    assert (alike(one, one), alike(one, other), alike(one, frozenset())) == (1.0, 0.0, 0.0)


def test_numbers_with_what_they_count() -> None:
    text = "In Marrow 12 villagers and twenty-one miners died."
    found = list(counted(text, Span(start=0, end=len(text))))
    assert [(value, unit, span.of(text)) for value, unit, span in found] == [
        ("12", "village", "12 villagers"),
        ("21", "miner", "twenty-one miners"),
    ]


@pytest.mark.parametrize(("word", "low", "high"), [("the", 0.7, 1.0), ("der", 0.5, 1.0), ("marrowsund", RARE, RARE)])
def test_rates_of_words(word: str, low: float, high: float) -> None:
    assert low <= rate(word) <= high
