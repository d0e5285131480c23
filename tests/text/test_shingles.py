import numpy as np
import pytest

from firsthand.text.normalise import words
from firsthand.text.shingles import Lexicon, shingles, winnow, word_hashes, word_places

LEXICON = Lexicon()
TEXT = "In VARN — the “old town” — U.S. officials paid 3,500 crowns, the mayor’s office said. Nobody\u200b knew why; 新华社 did."


def test_words_are_those_of_normalise_with_their_places() -> None:
    hashes, starts, ends = word_places(TEXT, LEXICON)
    expected = list(words(TEXT))
    assert [TEXT[start:end] for start, end in zip(starts, ends, strict=True)] == [TEXT[a:b] for _, a, b in expected]
    assert hashes.tolist() == [LEXICON[word] for word, _, _ in expected]
    assert word_hashes(TEXT, LEXICON).tolist() == hashes.tolist()


def test_word_numbers_are_the_same_on_every_machine() -> None:
    assert Lexicon()["Varn"] == Lexicon()["VARN"] == 1_278_942_430


def test_case_apostrophes_and_invisible_marks_do_not_change_a_word() -> None:
    assert LEXICON["MAYOR’S"] == LEXICON["mayor's"] == LEXICON["may\u00ador's"]


@pytest.mark.parametrize("text", ["", " . , — ", "\u200b\u200b"])
def test_a_text_without_words_has_no_numbers(text: str) -> None:
    assert len(word_hashes(text, LEXICON)) == 0


def test_too_few_words_make_no_shingle() -> None:
    assert len(shingles(word_hashes("one two three four", LEXICON), 5)) == 0


def test_fingerprints_of_a_text_do_not_depend_on_its_neighbours() -> None:
    texts = [" ".join(f"w{seed * number % 97}" for number in range(40 + seed)) for seed in range(1, 30)]
    columns = [word_hashes(text, LEXICON) for text in [*texts, "", "too short", *texts[:3]]]
    prints, owners = winnow(columns, 5, 8)
    for number, column in enumerate(columns):
        alone, _ = winnow([column], 5, 8)
        assert prints[owners == number].tolist() == alone.tolist()


def test_fingerprints_are_the_smallest_of_each_window() -> None:
    column = word_hashes(" ".join(f"w{number * number % 61}" for number in range(80)), LEXICON)
    every = shingles(column, 5).tolist()
    expected = {min(every[at : at + 8]) for at in range(len(every) - 7)}
    assert set(winnow([column], 5, 8)[0].tolist()) == expected


def test_twelve_equal_words_always_share_a_fingerprint() -> None:
    common = " ".join(f"c{number}" for number in range(12))
    for seed in range(30):
        left = word_hashes(" ".join(f"l{seed}x{n}" for n in range(seed)) + f" {common} " + "end of left", LEXICON)
        right = word_hashes(f"start {seed} {common} " + " ".join(f"r{seed}x{n}" for n in range(seed)), LEXICON)
        assert np.intersect1d(winnow([left], 5, 8)[0], winnow([right], 5, 8)[0]).size
