"""The headline of a dump: which of the lines above the text is it.

Nothing marks it. What speaks for a line: the words of the text, and those of the address where there is one; that it is
told again elsewhere; what stands between it and the text (a deck, a byline, a date) and what stands above it (a menu).
A small model of boosted trees weighs these; it knows no word and no site.
"""

import re

import numpy as np

from firsthand import dates
from firsthand.restore import shapes, signed, trees, wording
from firsthand.restore.draft import Line

MODEL = "dump_titles"
_ABOVE = 400
"""Lines above the text that are looked at."""
_BEHIND = 3
"""Lines from the first paragraph on that are looked at: the line model may take the headline for body."""
_LONGEST = 260
_LEAST = 0.05
"""Answer of the model below which a dump has no headline."""
_WORD = re.compile(r"[^\W_]+")
_FAR = 30.0
_SEPARATORS = (" | ", " - ", " – ", " — ")
NAMES = (
    "distance", "share_above", "at", "words", "chars", "body_share", "lead_share", "slug_share", "slug_words", "stops",
    "ends", "asks", "capitals", "first_capital", "digits", "date_behind", "date_before", "by_behind", "by_before",
    "long_between", "short_between", "longest_between", "score", "score_behind", "score_before", "equal", "inside",
    "prefix", "separator", "tool", "before_words", "behind_words", "longer_near", "colon", "is_body", "menu_before",
)  # fmt: skip


def decide(lines: list[Line], url: str | None) -> None:
    """Give the headline of a dump its role, unless a rule has found one."""
    if any(line.role == "title" for line in lines):
        return
    places, rows = table(lines, url)
    if not places:
        return
    answers = trees.load(MODEL).score(rows)
    best = int(np.argmax(answers))
    if answers[best] >= _LEAST:
        lines[places[best]].decide("title", "restore.title.dump")


def table(lines: list[Line], url: str | None) -> tuple[list[int], trees.Array]:
    """Return (numbers of the lines that could be the headline, their columns)."""
    body = [at for at, line in enumerate(lines) if line.role == "paragraph"]
    first = next((at for at in body if shapes.is_prose(lines[at])), body[0] if body else None)
    if first is None:
        return [], np.zeros((0, len(NAMES)))
    low = max(0, first - _ABOVE)
    window = lines[low : first + _BEHIND]
    page = _Page(window, first - low, [lines[at].text for at in body], url)
    places = [at for at, line in enumerate(window) if _could_be(line)]
    if not places:
        return [], np.zeros((0, len(NAMES)))
    return [low + at for at in places], np.array([page.row(at) for at in places])


def _could_be(line: Line) -> bool:
    if line.role not in (None, "heading", "paragraph", "furniture") or line.rule.startswith("restore.furniture"):
        return False
    size = shapes.size(line.text)
    return (size >= 3 or (size >= 2 and len(line.text) >= 12)) and size <= 40 and len(line.text) <= _LONGEST


def _words(text: str) -> list[str]:
    """Return the words of a text that say something; of a script without spaces, its pairs of characters."""
    text = text.casefold()
    if len(shapes.UNSPACED.findall(text)) * 3 >= len(text) > 0:
        return [text[at : at + 2] for at in range(len(text) - 1)]
    return [word for word in _WORD.findall(text) if len(word) > 3 or word.isdigit()]


class _Page:
    """What the columns of all candidates of one dump have in common."""

    def __init__(self, window: list[Line], first: int, body: list[str], url: str | None) -> None:
        self.lines, self.first = window, first
        self.texts = [line.text for line in window]
        self.folded = [text.casefold() for text in self.texts]
        self.sizes = [shapes.size(text) for text in self.texts]
        self.body = set(_words("\n".join(body)[:60_000]))
        self.lead = set(_words("\n".join(body[:4])[:6_000]))
        self.slug = set(_WORD.findall((url or "").casefold().split("//")[-1].partition("/")[2]))
        self.slug = {word for word in self.slug if len(word) > 3}
        self.scores = [line.score or 0.0 for line in window]
        self.dated = [_dated(text) for text in self.texts]
        self.signs = [len(text) <= 140 and signed.says_by(text) for text in self.texts]
        self.labels = [size <= 4 for size in self.sizes]
        self.times: dict[str, int] = {}
        for text in self.folded:
            self.times[text] = self.times.get(text, 0) + 1

    def row(self, at: int) -> list[float]:
        """Return the columns of the candidate on one line."""
        text, words = self.texts[at], _words(self.texts[at])
        count = len(words) or 1
        tokens = text.split()
        low, high = min(at + 1, self.first), max(at, self.first)
        between = self.sizes[low:high]
        near = self.sizes[max(0, at - 4) : at + 5]
        slug = sum(word in self.slug for word in {w[:24] for w in _WORD.findall(self.folded[at])} if len(word) > 3)
        return [
            float(self.first - at), (at + 1) / (self.first + 1), float(min(at, 200)), float(self.sizes[at]),
            float(len(text)),
            sum(word in self.body for word in words) / (count + 1),
            sum(word in self.lead for word in words) / (count + 1),
            slug / len(self.slug) if self.slug else -1.0, float(len(self.slug)),
            float(shapes.stops(text)), float(shapes.ends(text)), float(text.endswith(("?", "？"))),
            sum(token[0].isupper() for token in tokens) / len(tokens), float(text[0].isupper()),
            sum(char.isdigit() for char in text) / len(text),
            self.next_of(self.dated, at, 1), self.next_of(self.dated, at, -1),
            self.next_of(self.signs, at, 1), self.next_of(self.signs, at, -1),
            float(sum(size >= 8 for size in between)), float(sum(size < 4 for size in between)),
            float(max(between, default=0)), self.scores[at],
            _mean(self.scores[at + 1 : at + 4]), _mean(self.scores[max(0, at - 3) : at]),
            float(self.times[self.folded[at]]), *self.retold(at), float(any(mark in text for mark in _SEPARATORS)),
            float(wording.is_tool(text)), float(self.sizes[at - 1] if at else 0),
            float(self.sizes[at + 1] if at + 1 < len(self.sizes) else 0),
            float(sum(size > self.sizes[at] for size in near)), float(":" in text),
            float(self.lines[at].role == "paragraph"), sum(self.labels[max(0, at - 8) : at]) / 8,
        ]  # fmt: skip

    def next_of(self, flags: list[bool], at: int, step: int) -> float:
        """Return how many lines behind (or before) a line the next flagged one stands, at most `_FAR`."""
        near = range(at + step, at + step * 9, step)
        return next((float(abs(other - at)) for other in near if 0 <= other < len(flags) and flags[other]), _FAR)

    def retold(self, at: int) -> tuple[float, float]:
        """Return how many other lines hold a line, and how many begin as it does."""
        text = self.folded[at]
        if len(text) < 12:
            return 0.0, 0.0
        others = [one for one in self.folded if len(one) != len(text)]
        return float(sum(text in one for one in others)), float(sum(one[:12] == text[:12] for one in others))


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _dated(text: str) -> bool:
    return len(text) <= 90 and any(char.isdigit() for char in text) and next(iter(dates.find(text)), None) is not None
