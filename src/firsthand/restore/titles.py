"""The headline: one of what the head states and what the page shows, by how these agree.

A small model of boosted trees, trained on candidates of other sites, scores each candidate by agreement with the
others, place, length and what was cut off; nothing in it knows a word.
"""

import numpy as np

from firsthand.model import Evidence, Span
from firsthand.restore import titlecolumns, trees
from firsthand.restore.draft import Line
from firsthand.restore.metadata import Meta
from firsthand.restore.titlecandidates import HEADINGS, Candidate, candidates

MODEL = "titles"


def read(meta: Meta, lines: list[Line], outlet: str | None) -> tuple[str | None, Line | None, Evidence | None]:
    """Return (headline, the line that shows it, evidence); (None, None, None) when the page has none."""
    found = candidates(meta, lines)
    if not found:
        return None, None, None
    scores = trees.load(MODEL).score(titlecolumns.table(found, meta, lines, outlet))
    best = _shown(found, found[int(np.argmax(scores))])
    if best.line is not None:
        rule = (
            "restore.title.h1"
            if best.rank
            else "restore.title.heading"
            if best.line.tag in HEADINGS
            else ("restore.title.shown")
        )
        return best.line.text, best.line, _evidence(rule, best.line.text, best.line.place)
    rule = "restore.title.stated" if best.whole & {"og", "twitter", "json"} else "restore.title.element"
    return best.text, None, _evidence(rule, best.text, None)


def _shown(found: list[Candidate], best: Candidate) -> Candidate:
    """Return what the page shows of the best candidate, where it is not shown whole and the page has no ``h1``."""
    if best.line is not None or any(one.rank for one in found):
        return best
    parts = [one for one in found if one.line is not None and one.cut and one.text in best.text]
    return max(parts, key=lambda one: len(one.text), default=best)


def _evidence(rule: str, quote: str, where: Span | None) -> Evidence:
    return Evidence(rule=rule, quote=quote, locus="page", where=where)
