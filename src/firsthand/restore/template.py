"""What one page cannot tell: lines that stand on pages of different texts are the site's, not the article's.

Two halves. `learnt` holds which lines recur, each with how widely; `recurring.learn` finds them in the traces of many
pages. `apply` takes them out of one page's body, in this order of trust:

1. A run of recurring lines at either end of the body: nothing but the site's own lines beyond it.
2. Inside the body a recurring line of prose, where something else speaks against it too: a doubtful score, or other
   class words than the paragraphs around it on a line of half the site's pages, or that it stands on nearly all pages.
3. Inside the body a recurring short line, only with a doubtful score: ``Pros:`` recurs as well, and is body.

Where recurring lines make most of a body, only those count that stand on half of the site's pages: a digest of older
pieces recurs too.
"""

import collections
import dataclasses
import hashlib

from firsthand.model import Evidence
from firsthand.restore import shapes
from firsthand.restore.compose import BODY
from firsthand.restore.draft import Line

RULE = "restore.template.recurring"
"""Rule of the blocks that a template took out of the body, and of the evidence that says so."""

SOME, HALF, MOST = 1, 2, 3
"""How widely a line recurs: on three different texts at least; on half of five pages or more; on four of five of eight
or more."""

_DOUBT = 0.7
"""Score below which the model alone doubts a line inside the body: of recurring lines between body lines, those of news
pages had 0.45 to 0.88 and were none of the article's, section marks of reviews had 0.73 to 0.96 and were."""
_OWN = 25
"""Words that a body must have left, as on a page restored alone."""
_PROSE = 8
"""Words from which on a recurring line is no mere label."""


@dataclasses.dataclass(frozen=True, slots=True)
class Template:
    """The recurring lines of a page's site, as far as they matter to the page."""

    lines: tuple[tuple[int, int], ...] = ()
    """(digest of the line, how widely it recurs), sorted."""

    @property
    def mark(self) -> str:
        """A short name of the template: equal for equal lines, empty for none."""
        text = repr(self.lines).encode()
        return hashlib.blake2b(text, digest_size=8).hexdigest() if self.lines else ""


def digest(text: str) -> int:
    """Return the number by which a line is known on all pages: case and white space folded."""
    folded = " ".join(text.casefold().split())
    return int.from_bytes(hashlib.blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def apply(lines: list[Line], template: Template) -> tuple[Evidence, ...]:
    """Take the template's lines out of the body and return one reason for each; nothing else is touched.

    Arguments:
        lines: the decided lines of a page.
        template: what is known to recur.
    """
    known = dict(template.lines)
    if not known:
        return ()
    body = [line for line in lines if line.role in BODY and line.role != "entry"]
    spread = [known.get(digest(line.text), 0) for line in body]
    sizes = [max(1, shapes.size(line.text)) for line in body]
    if 2 * sum(size for size, wide in zip(sizes, spread, strict=True) if wide) > sum(sizes):
        spread = [wide if wide >= HALF else 0 for wide in spread]
    if not any(spread):
        return ()
    own = [at for at, wide in enumerate(spread) if not wide]
    first, last = (own[0], own[-1]) if own else (len(body), -1)
    usual = _usual([body[at] for at in own])
    taken = [
        line
        for at, line in enumerate(body)
        if spread[at] and (at < first or at > last or _stray(line, sizes[at], spread[at], usual))
    ]
    return tuple(_take(line) for line in taken)


def _usual(lines: list[Line]) -> str | None:
    """Return the class words under which most of a page's own prose stands; None in a dump."""
    if not lines or lines[0].tag is None:
        return None
    counts: collections.Counter[str] = collections.Counter()
    for line in lines:
        counts[line.hint] += len(line.text)
    return min(counts, key=lambda hint: (-counts[hint], hint))


def _stray(line: Line, size: int, wide: int, usual: str | None) -> bool:
    """Tell whether a recurring line between a page's own lines is out of place there."""
    if line.score is not None and line.score < _DOUBT:
        return True
    if size < _PROSE or line.role == "heading":
        return False
    return wide == MOST or (wide == HALF and usual is not None and line.hint != usual)


def too_little(lines: list[Line]) -> str | None:
    """Return why what a template leaves of a body is no article; None when it is one."""
    left = sum(shapes.size(line.text) for line in lines if line.role in BODY)
    if left >= _OWN:
        return None
    return f"{left} words are left without the lines that recur on other pages of the site."


def _take(line: Line) -> Evidence:
    line.decide("furniture", RULE)
    note = "This line stands on pages of this site whose articles are different texts."
    return Evidence(rule=RULE, quote=line.text, locus="page", where=line.place, note=note)
