"""Names, told from ordinary capitalised words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.text.names import Casing, find, see, settled

CASES = [
    ("The minister met Ana Brel in Port Ellery on a grey morning.", ["Ana Brel", "Port Ellery"]),
    ("Experts disagreed. Nobody had asked them.", []),  # a common word that opens a sentence
    ("Brel said no. The offer was made to Brel twice.", ["Brel", "Brel"]),  # it stands with a capital elsewhere
    ("Tessa Brel said no.", ["Tessa Brel"]),  # an unknown word that leads a name
    ("It was the Bank of Sund that paid for it all.", ["Bank of Sund"]),
    ("He met Ana Brel and Ivo Kant there.", ["Ana Brel", "Ivo Kant"]),
    ("They blamed Calverra's navy for it.", ["Calverra"]),
    ("it was all quiet there, and nobody came", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_names_of_a_sentence(text: str, expected: list[str]) -> None:
    assert [name.text for name in find(text)] == expected


def test_more_texts_tell_what_a_headline_cannot() -> None:
    headline = "Orrin Miners Reject Offer From Tarn Minerals"
    counts = Casing()
    for text in (
        headline,
        "The miners of Orrin reject any offer. An offer from Tarn Minerals came late; miners laughed.",
    ):
        counts.add(see(text))
    seen = see(headline)
    found = settled(headline, seen.drawn, {word: counts.usual(word) for word in seen.asked})
    assert [name.text for name in found] == ["Orrin", "Tarn Minerals"]


def test_script_without_case_falls_back_to_what_it_repeats() -> None:
    found = {name.text for name in find("云港大桥周一倒塌。云港大桥建于三十年前，云港市长说。")}
    assert any("云港" in name for name in found)


@given(st.text(max_size=300))
def test_spans_cut_the_names_they_claim(text: str) -> None:
    for name in find(text):
        assert name.span.of(text) == name.text
