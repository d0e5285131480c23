import hypothesis.strategies as st
import pytest
from hypothesis import example, given, settings

from firsthand.text.normalise import words
from firsthand.text.wordnumbers import located, number_of, numbered

TEXT = "In VARN — the “old town” — U.S. officials paid 3,500 crowns, the mayor’s office said. Nobody\u200b knew why; 新华社 did."
LETTERS = st.text(alphabet="aB1ß İﬁ.,'’ʼ-_\u00ad\u200b新ｱﾞ가ᄀ\u1161é\u0301½٣\ud800\n", max_size=40)


@settings(max_examples=300, deadline=None)
@given(LETTERS)
@example(TEXT)
@example("U.S. 4.5 1.000,50 a.b'c’d ...x. .y ,z")
def test_words_are_those_of_normalise_with_their_places(text: str) -> None:
    numbers, starts, ends = located(text)
    expected = list(words(text))
    assert list(zip(starts.tolist(), ends.tolist(), strict=True)) == [(start, end) for _, start, end in expected]
    assert numbers.tolist() == [number_of(text[start:end]) for _, start, end in expected]


@settings(max_examples=100, deadline=None)
@given(st.lists(LETTERS, max_size=5))
def test_texts_numbered_together_are_numbered_as_alone(texts: list[str]) -> None:
    assert [column.tolist() for column in numbered(texts)] == [located(text)[0].tolist() for text in texts]


def test_texts_longer_than_a_batch_are_numbered_like_short_ones() -> None:
    long, short = "one two " * 40_000, "one two"
    together, alone = numbered([short, long, short])[1:], numbered([short])[0].tolist()
    assert together[0].tolist() == alone * 40_000
    assert together[1].tolist() == alone


def test_word_numbers_are_the_same_on_every_machine() -> None:
    assert number_of("Varn") == number_of("VARN") == located("varn")[0][0] == 2_226_311_421


def test_case_apostrophes_and_invisible_marks_do_not_change_a_word() -> None:
    assert number_of("MAYOR’S") == number_of("mayor's") == number_of("may\u00ador's")


def test_no_two_words_of_a_long_list_have_one_number() -> None:
    every = [f"{left}{right}" for left in range(300) for right in "abcdefghijklmnopqrstuvwxyz"]
    assert len(set(numbered([" ".join(every)])[0].tolist())) == len(every)


@pytest.mark.parametrize("text", ["", " . , — ", "\u200b\u200b"])
def test_a_text_without_words_has_no_numbers(text: str) -> None:
    assert numbered([text])[0].tolist() == []
