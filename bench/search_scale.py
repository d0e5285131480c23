"""Searching large archives: ``python bench/search_scale.py --sizes 10000,100000,1000000``.

The articles are made: 300 to 800 words each, drawn by Zipf's law from 400,000 invented words, so that a few words stand
on nearly every page and most on hardly any, as in real news. Queries are one to three words of a page, drawn as they
stand there (common ones most of the time, which is harder than what people ask for; the 40 commonest words are left
out, as `STOP_WORDS` leaves out English ones) or, second, the rarest of eight.
Only the articles and their index are filled. Times are CPU milliseconds of a search for 20 pages; a million articles
take 6 GB of disk and a quarter of an hour to make.
"""

import argparse
import tempfile
import time
from pathlib import Path

import numpy as np

from firsthand.archive import Archive

TYPES = 400_000
STOPS = 40
BATCH = 5_000
STARTS = "b br c ch d dr f fl g gr h j k kl l m n p pl pr qu r s st t tr v w z".split()
VOWELS = "a e i o u ai ea ou".split()


def vocabulary() -> list[str]:
    """Return invented words, the commonest first."""
    syllables = [start + vowel for start in STARTS for vowel in VOWELS]
    found = list(syllables)
    found += [one + two for one in syllables for two in syllables]
    found += [one + two + "n" for one in syllables for two in syllables]
    for one in syllables:
        found += [one + two + three for two in syllables[:50] for three in syllables[50:90]]
    return found[:TYPES]


def rates() -> np.ndarray:
    """Return the cumulated shares of the words (Zipf and Mandelbrot; the constants are usual for English)."""
    share = 1 / (np.arange(TYPES) + 2.7) ** 1.07
    return np.cumsum(share / share.sum())


def fill(archive: Archive, first: int, last: int, words: list[str], shares: np.ndarray) -> None:
    """Add articles from one number to another."""
    for low in range(first, last, BATCH):
        rng = np.random.default_rng(low)
        rows = []
        for number in range(low, min(last, low + BATCH)):
            size = int(rng.integers(300, 800))
            text = [words[at] for at in np.searchsorted(shares, rng.random(size)).tolist()]
            rows.append((f"{number:064x}", " ".join(text[:9]), " ".join(text)))
        with archive.connection:
            archive.connection.executemany("INSERT INTO article (id, title, text, doc) VALUES (?, ?, ?, x'')", rows)


def asked(count: int, words: list[str], shares: np.ndarray, *, rare: bool) -> list[str]:
    """Return queries: words as a page holds them, or the rarest of eight such."""
    rng = np.random.default_rng(7)
    found = []
    for _ in range(count):
        drawn = np.searchsorted(shares, shares[STOPS - 1] + rng.random(8) * (1 - shares[STOPS - 1])).tolist()
        take = int(rng.integers(1, 4))
        found.append(" ".join(words[at] for at in (sorted(drawn)[-take:] if rare else drawn[:take])))
    return found


def measured(archive: Archive, queries: list[str]) -> tuple[float, float, float]:
    """Return the median, the 95th percentile and the largest CPU time of some searches, in milliseconds."""
    spent = []
    for query in queries:
        started = time.process_time()
        archive.search(query)
        spent.append(1000 * (time.process_time() - started))
    return float(np.median(spent)), float(np.percentile(spent, 95)), max(spent)


def main() -> None:
    """Grow one archive and search it at each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="10000,100000")
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--folder", type=Path, help="where the archive goes; kept there")
    wanted = parser.parse_args()
    words, shares = vocabulary(), rates()
    with tempfile.TemporaryDirectory() as temporary:
        path = (wanted.folder or Path(temporary)) / "search.fh"
        print(f"{'articles':>9} {'filled s':>9}   words of a page: median, 95 %, worst   rare words   (CPU ms)")
        for size in map(int, wanted.sizes.split(",")):
            started = time.process_time()
            held = 0
            if path.exists():
                with Archive(str(path)) as archive:
                    held = len(archive.articles)
            if held < size:
                with Archive(str(path), write=True) as archive:
                    fill(archive, held, size, words, shares)
            filled = time.process_time() - started
            with Archive(str(path)) as archive:
                told = [measured(archive, asked(wanted.queries, words, shares, rare=rare)) for rare in (False, True)]
            shown = "   ".join("{:6.1f} {:6.1f} {:6.1f}".format(*each) for each in told)
            print(f"{size:9,} {filled:9.0f}   {shown}", flush=True)


if __name__ == "__main__":
    main()
