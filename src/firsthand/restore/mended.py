"""A page with its mojibake undone, and the way back: every kept character still points to its place in the page found.

Restoring reads the mended page. What it gives out counts characters of that page, so each place is moved back: spans by
their ends, runs cut where a mended stretch begins or ends, since there one length stands for another.
"""

import bisect
import dataclasses
import re
from collections import Counter

import msgspec

from firsthand.model import Article, Block, Evidence, Refusal, Run, Span
from firsthand.text.mojibake import Spot

_SHOWN = 20
"""Mended stretches that are kept as evidence one by one; the first one's note counts all."""
_LOST = 0.1
"""Share of visible characters that could not be decoded: about every second word is hit."""
_FEW_LOST = 20
_HIDDEN = re.compile(r"<[^<>]{0,2000}>|\s+")
_NOTES = {
    "utf8": "UTF-8 that had been read as another encoding",
    "bytes": "single bytes of windows-1252 in a page of UTF-8",
    "alphabet": "Latin letters that had been read as another alphabet's",
}


@dataclasses.dataclass(frozen=True, slots=True)
class Mended:
    """A page with damaged stretches replaced."""

    page: str
    """The page to read."""
    found: str
    """The page as found."""
    spots: tuple[Spot, ...]
    """What was replaced, in order."""
    starts: tuple[int, ...]
    """Where each replacement begins in `page`."""

    def place(self, at: int, *, end: bool = False) -> int:
        """Return where a character of `page` stands in the page as found; with ``end``, one past the last before."""
        number = bisect.bisect_right(self.starts, at - end) - 1
        if number < 0:
            return at
        spot, start = self.spots[number], self.starts[number]
        past = start + len(spot.text)
        if at > past or (at == past and not (end and at > start)):
            return spot.end + at - past
        return spot.end if end else spot.start

    def span(self, span: Span) -> Span:
        """Return a span's place in the page as found."""
        return Span(start=self.place(span.start), end=self.place(span.end, end=span.end > span.start))

    def runs(self, runs: tuple[Run, ...]) -> tuple[Run, ...]:
        """Return runs with places in the page as found, cut where mended stretches begin and end."""
        return tuple(piece for run in runs for piece in self._run(run))

    def _run(self, run: Run) -> list[Run]:
        end = run.page + run.page_length
        if run.length != run.page_length:
            span = self.span(Span(start=run.page, end=end))
            return [Run(at=run.at, length=run.length, page=span.start, page_length=len(span))]
        cuts = {run.page, end}
        number = max(0, bisect.bisect_right(self.starts, run.page) - 1)
        while number < len(self.starts) and self.starts[number] < end:
            past = self.starts[number] + len(self.spots[number].text)
            cuts |= {cut for cut in (self.starts[number], past) if run.page < cut < end}
            number += 1
        borders = sorted(cuts)
        made = []
        for low, high in zip(borders, borders[1:], strict=False):
            span = self.span(Span(start=low, end=high))
            made.append(Run(at=run.at + low - run.page, length=high - low, page=span.start, page_length=len(span)))
        return made

    def evidence(self) -> tuple[Evidence, ...]:
        """Return one reason for each of the first mended stretches, with their number."""
        counts = Counter(spot.kind for spot in self.spots)
        return tuple(
            Evidence(
                rule=f"restore.mojibake.{spot.kind}",
                quote=self.found[spot.start : spot.end],
                locus="page",
                where=Span(start=spot.start, end=spot.end),
                note=f"Read as “{spot.text}”: {_NOTES[spot.kind]}. The page holds {counts[spot.kind]:,} such places.",
            )
            for spot in self.spots[:_SHOWN]
        )


def mend(page: str, spots: list[Spot]) -> Mended:
    """Return a page with these stretches replaced."""
    parts: list[str] = []
    starts: list[int] = []
    at = length = 0
    for spot in spots:
        parts += [page[at : spot.start], spot.text]
        length += spot.start - at
        starts.append(length)
        length += len(spot.text)
        at = spot.end
    return Mended("".join([*parts, page[at:]]), page, tuple(spots), tuple(starts))


def lost(page: str) -> str | None:
    """Return why a page's characters cannot be made sense of; None when they can, or nearly all of them."""
    missing = page.count("\ufffd")
    if missing <= _FEW_LOST:
        return None
    visible = len(_HIDDEN.sub("", page)) or 1
    if missing <= _LOST * visible:
        return None
    return (
        f"{missing:,} of {visible:,} visible characters were lost before the page was collected, or cannot be decoded."
    )


def back(result: Article | Refusal, mended: Mended) -> Article | Refusal:
    """Return what was restored from a mended page with all places in the page as found, and the reasons added."""
    replace = msgspec.structs.replace
    if isinstance(result, Refusal):
        return replace(result, evidence=_all(result.evidence, mended))
    around = result.furniture
    items = {
        name: tuple(replace(item, place=mended.span(item.place)) for item in getattr(around, name))
        for name in ("related", "ranking", "recommendation")
    }
    credit = result.credit
    return replace(
        result,
        blocks=tuple(_block(block, mended) for block in result.blocks),
        credit=credit and replace(credit, evidence=_all(credit.evidence, mended)),
        stated=tuple(replace(one, evidence=_all((one.evidence,), mended)[0]) for one in result.stated),
        furniture=replace(around, evidence=_all(around.evidence, mended), **items),
        entries=tuple(replace(one, evidence=_all(one.evidence, mended)) for one in result.entries),
        planted=_all(result.planted, mended),
        evidence=(*_all(result.evidence, mended), *mended.evidence()),
    )


def _block(block: Block, mended: Mended) -> Block:
    return msgspec.structs.replace(block, place=mended.span(block.place), runs=mended.runs(block.runs))


def _all(reasons: tuple[Evidence, ...], mended: Mended) -> tuple[Evidence, ...]:
    return tuple(
        msgspec.structs.replace(one, where=mended.span(one.where)) if one.where and one.locus == "page" else one
        for one in reasons
    )
