import numpy as np

from firsthand.text.shingles import sampled, shingles
from firsthand.text.wordnumbers import Hashes, numbered


def column_of(text: str) -> Hashes:
    return numbered([text])[0]


def test_too_few_words_make_no_shingle() -> None:
    assert len(shingles(column_of("one two three four"), 5)) == 0


def test_fingerprints_of_a_text_do_not_depend_on_its_neighbours() -> None:
    texts = [" ".join(f"w{seed * number % 97}" for number in range(40 + seed)) for seed in range(1, 30)]
    columns = [column_of(text) for text in [*texts, "", "too short", *texts[:3]]]
    prints, owners, _ = sampled(columns, 5, 8)
    for number, column in enumerate(columns):
        alone, _, _ = sampled([column], 5, 8)
        assert prints[owners == number].tolist() == alone.tolist()


def test_fingerprints_are_the_smallest_of_each_window() -> None:
    column = column_of(" ".join(f"w{number * number % 61}" for number in range(80)))
    every = shingles(column, 5).tolist()
    expected = {min(every[at : at + 8]) for at in range(len(every) - 7)}
    assert set(sampled([column], 5, 8)[0].tolist()) == expected


def test_twelve_equal_words_always_share_a_fingerprint() -> None:
    common = " ".join(f"c{number}" for number in range(12))
    for seed in range(30):
        left = column_of(" ".join(f"l{seed}x{n}" for n in range(seed)) + f" {common} " + "end of left")
        right = column_of(f"start {seed} {common} " + " ".join(f"r{seed}x{n}" for n in range(seed)))
        assert np.intersect1d(sampled([left], 5, 8)[0], sampled([right], 5, 8)[0]).size
