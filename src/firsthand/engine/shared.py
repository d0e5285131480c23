"""Copies on the engine: the candidates of `firsthand.copies` as a join on fingerprints, verified part by part.

The fingerprints of all texts are cut into parts by their value, so that all that are equal lie together. Each part says
which of its fingerprints are common; a text then says which common ones stand three in a row; each part makes the codes
of its pairs; and the codes of one pair, brought together, tell whether it is worth aligning. The steps and thresholds
are those of `firsthand.copies.candidates`, which works them out in one piece.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np

from firsthand.archive import codec
from firsthand.copies import Options, index
from firsthand.copies.candidates import PLACE, common, in_a_row, once, pack, pair_codes, summed, worth
from firsthand.copies.sieve import Limits
from firsthand.copies.witness import witnesses
from firsthand.engine.frames import Frame, Frames
from firsthand.model import Article, Copy, Tables
from firsthand.text.shingles import Places, sampled

ARTICLES = {"record": "text", "doc": "binary"}
PAIRS = 2_000
"""Candidate pairs that are verified together."""
_PART = 2_000_000
"""Fingerprints in a part, about: 16 MB."""
_WORDED = {"digest": "text", "words": "int", "signed": "bool"}


def row(article: Article) -> tuple[str, bytes]:
    """Return an article as a row of the engine."""
    return article.record, codec.pack(codec.dump(article).encode())


def _article(doc: bytes) -> Article:
    return codec.load(Article, codec.unpack(doc))


class Numbered:
    """Texts with the same words under one number, in the order of `firsthand.copies.index.groups`."""

    def __init__(self, rows: Sequence[tuple[str, str, int, bool]]) -> None:
        by_words: dict[str, list[tuple[str, int, bool]]] = {}
        for record, digest, words, signed in sorted(rows):
            by_words.setdefault(digest, []).append((record, words, signed))
        found = list(by_words.values())
        found.sort(key=lambda held: (not any(signed for _, _, signed in held[:50]), -held[0][1], held[0][0]))
        self.records = [[record for record, _, _ in held] for held in found]
        self.words = [held[0][1] for held in found]

    @property
    def bits(self) -> int:
        """Bits of a number."""
        return max(1, len(self.records).bit_length())


def worded(tables: Tables, doc: bytes) -> dict[str, Any]:
    """Return what decides under which number an article comes."""
    (one,) = witnesses([_article(doc)])
    return {"digest": index.digest(one).hex(), "words": len(one), "signed": bool(one.signs(tables))}


def numbered(frames: Frames, docs: Frame, options: Options) -> tuple[Numbered, Frame]:
    """Return the numbers, and a table with the first article of each."""
    found = frames.each(docs, partial(worded, options.tables), ["doc"], "worded", _WORDED)
    found = frames.split(found.select("record", "worded"), "worded")
    made = Numbered(list(frames.rows(found.select("record", "digest", "words", "signed"))))
    firsts: dict[str, list[Any]] = {
        "record": [held[0] for held in made.records],
        "number": list(range(len(made.records))),
    }
    return made, docs.join(frames.of(firsts), on="record")


def prints(cut: tuple[int, int, int, int], doc: bytes, number: int) -> dict[str, Any]:
    """Return the fingerprints of a text, packed, by the part into which they fall; and how many they are."""
    bits, shingle, window, parts = cut
    values, _, places = sampled([witnesses([_article(doc)])[0].hashes], shingle, window)
    packed = pack(values, np.full(len(values), number, np.int64), places, bits)
    packed.sort()
    packed = once(packed)
    home = (packed >> np.uint64(bits + PLACE)) % np.uint64(parts)
    cells = [{"part": part, "prints": _bytes(packed[home == part])} for part in np.unique(home).tolist()]
    return {"size": len(packed), "cells": cells}


def _bytes(column: Any) -> bytes:
    """Return a column of 64-bit numbers as bytes: engines take whole numbers for floating ones on the way."""
    return bytes(column.astype(column.dtype.newbyteorder("<")).tobytes())


def _column(parts: Sequence[bytes], kind: str = "<i8") -> Any:
    """Return many columns as one."""
    return np.concatenate([np.frombuffer(each, kind) for each in parts]) if parts else np.empty(0, kind)


def _unpacked(bits: int, lists: Sequence[bytes]) -> tuple[Any, Places]:
    """Return the fingerprints of a part in rising order, and text and place of each."""
    packed = np.sort(_column(lists, "<u8"))
    rest = np.uint64((1 << bits + PLACE) - 1)
    return packed >> np.uint64(bits + PLACE), (packed & rest).astype(np.int64)


def many(cut: tuple[int, int, int, int], part: int, lists: Sequence[bytes]) -> list[dict[str, Any]]:
    """Return where the common fingerprints of a part stand, by the texts in which they do."""
    bits, _, _, parts = cut
    values, owners = _unpacked(bits, lists)
    at = owners[common(values)] if len(values) else owners
    home = (at >> PLACE) % parts
    return [{"home": one, "from": part, "at": _bytes(at[home == one])} for one in np.unique(home).tolist()]


def rows(sources: Sequence[int], lists: Sequence[bytes]) -> list[dict[str, Any]]:
    """Return which common fingerprints stand three in a row in their text, by the part that they come from."""
    kept = in_a_row(_column(lists))
    found = []
    for source, each in zip(sources, lists, strict=True):
        mine = np.intersect1d(np.frombuffer(each, "<i8"), kept)
        if len(mine):
            found.append({"part": source, "rows": _bytes(mine)})
    return found


def codes(
    asked: tuple[tuple[int, int, int, int], int, int, int],
    lists: Sequence[bytes],
    kept: Sequence[bytes] | None,
) -> list[dict[str, Any]]:
    """Return the codes of the pairs of a part with their counts, by the part into which a pair falls."""
    (bits, _, _, parts), count, crowd, centres = asked
    values, owners = _unpacked(bits, lists)
    if not len(values):
        return []
    keep = ~common(values)
    keep[~keep] = np.isin(owners[~keep], _column(kept or []))
    ranks = np.arange(count, dtype=np.int64)
    found = list(pair_codes(values[keep], owners[keep], ranks, (crowd, centres)))
    if not found:
        return []
    made, counts = np.unique(np.concatenate(found), return_counts=True)
    home = (made >> PLACE) % parts
    return [
        {"home": one, "codes": _bytes(made[home == one]), "counts": _bytes(counts[home == one])}
        for one in np.unique(home).tolist()
    ]


def pairs(sizes: Places, least: int, lists: Sequence[bytes], counts: Sequence[bytes]) -> list[dict[str, int]]:
    """Return the pairs that are worth aligning, of all that fall into one part."""
    made, held = _column(lists), _column(counts)
    values, inverse = np.unique(made, return_inverse=True)
    both, shared, alike = summed(values, np.bincount(inverse, weights=held).astype(np.int64))
    one, two = both // max(len(sizes), 1), both % max(len(sizes), 1)
    keep = worth((one, two, shared, alike), sizes, least)
    return [{"one": a, "two": b} for a, b in zip(one[keep].tolist(), two[keep].tolist(), strict=True)]


def candidates(frames: Frames, first: Frame, made: Numbered, options: Options) -> list[tuple[int, int]]:
    """Return the pairs of numbers that are worth aligning, sorted."""
    count = len(made.records)
    parts = max(2 * frames.workers, sum(made.words) // 3 // _PART)
    cut = made.bits, options.shingle, options.window, parts
    cells = {"size": "int", "cells": [{"part": "int", "prints": "binary"}]}
    found = frames.each(first, partial(prints, cut), ["doc", "number"], "found", cells)
    kept = frames.kept(frames.split(found.select("number", "found"), "found"), "fingerprints")
    sizes = np.zeros(count, np.int64)
    for number, size in frames.rows(kept.select("number", "size")):
        sizes[number] = size
    spread = frames.opened(kept, "cells")
    home = frames.kept(spread.groupby("part").agg(frames.listed("prints")), "parts")
    some = {"home": "int", "from": "int", "at": "binary"}
    crowded = frames.each(home, partial(many, cut), ["part", "prints"], "many", [some])
    crowded = frames.opened(crowded, "many")
    crowded = crowded.groupby("home").agg(frames.listed("from"), frames.listed("at"))
    rowed = frames.each(crowded, rows, ["from", "at"], "rows", [{"part": "int", "rows": "binary"}])
    rowed = frames.opened(rowed, "rows")
    rowed = frames.kept(rowed.groupby("part").agg(frames.listed("rows")), "rows")
    joined = home.join(rowed, on="part", how="left")
    asked = cut, count, options.crowd, options.centres
    kind = {"home": "int", "codes": "binary", "counts": "binary"}
    coded = frames.each(joined, partial(codes, asked), ["prints", "rows"], "codes", [kind])
    coded = frames.opened(coded, "codes")
    coded = coded.groupby("home").agg(frames.listed("codes"), frames.listed("counts"))
    ends = {"one": "int", "two": "int"}
    told = frames.each(coded, partial(pairs, sizes, options.least_prints), ["codes", "counts"], "pair", [ends])
    told = frames.opened(told, "pair")
    return sorted(frames.rows(frames.kept(told, "pairs").select("one", "two")))


def align(
    asked: tuple[Limits, Tables, int], docs: Sequence[bytes], numbers: Sequence[int], wanted: Sequence[Sequence[int]]
) -> list[str]:
    """Return the verified copies among some pairs, and among the articles of some numbers.

    Args:
        asked: thresholds, tables, crowd.
        docs: the articles.
        numbers: the number of each.
        wanted: pairs of numbers; a number with itself asks for the articles with the very same words.
    """
    limits, tables, crowd = asked
    held: dict[int, list[Article]] = {}
    for doc, number in zip(docs, numbers, strict=True):
        held.setdefault(number, []).append(_article(doc))
    order = sorted(held)
    groups = [index.Group(sorted(witnesses(held[each]), key=lambda one: one.record)) for each in order]
    place = {number: at for at, number in enumerate(order)}
    made: list[str] = []
    both = [(place[one], place[two]) for one, two in wanted if one != two]
    for one, two in wanted:
        if one == two:
            made.extend(map(codec.dump, index.equal(groups[place[one]], limits, tables, crowd)))
    ends = np.array(both, np.int64).reshape(-1, 2)
    made.extend(map(codec.dump, index.unequal(groups, ends[:, 0], ends[:, 1], limits, tables, crowd)))
    return made


def verified(
    frames: Frames, docs: Frame, made: Numbered, found: Sequence[tuple[int, int]], options: Options
) -> Iterator[Copy]:
    """Yield the copies among candidate pairs: each part of the pairs where the articles of it are brought together."""
    equals = [(number, number) for number, held in enumerate(made.records) if len(held) > 1]
    asked = sorted([*found, *equals])
    parts = [asked[at : at + PAIRS] for at in range(0, len(asked), PAIRS)]
    if not parts:
        return
    needs = [(part, number) for part, some in enumerate(parts) for number in sorted({n for both in some for n in both})]
    every = [(part, number, record) for part, number in needs for record in made.records[number]]
    columns: dict[str, list[Any]] = {
        "part": [part for part, _, _ in every],
        "number": [n for _, n, _ in every],
        "record": [r for *_, r in every],
    }
    held = frames.of(columns).join(docs, on="record").groupby("part").agg(frames.listed("doc"), frames.listed("number"))
    wanted: dict[str, list[Any]] = {
        "part": list(range(len(parts))),
        "wanted": [[list(both) for both in some] for some in parts],
    }
    held = held.join(frames.of(wanted), on="part")
    options_ = options.limits, options.tables, options.crowd
    told = frames.each(held, partial(align, options_), ["doc", "number", "wanted"], "copy", ["text"])
    kept = frames.kept(told.select("copy").explode("copy").drop_null("copy"), "copies")
    for (doc,) in frames.rows(kept.select("copy")):
        yield codec.load(Copy, doc)
