"""Columns of the line model for dumps: what a line is like without markup, where it stands, and beside what.

Nothing here depends on a word's meaning but five small groups of words of the trade (share bars, cookie walls,
newsletters, legal feet, comments) and the share of everyday words, which sentences have and menus lack.
"""

import re
from collections import Counter

import numpy as np

from firsthand import dates
from firsthand.restore import linetopics, shapes, wording
from firsthand.restore.draft import Line
from firsthand.restore.trees import Array
from firsthand.text.normalise import words
from firsthand.text.rates import rate

__all__ = ["NAMES", "read", "table"]

_CUES = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"\b(?:share|tweet|facebook|twitter|whatsapp|linkedin|pinterest|instagram|teilen|compartir|partager"
        r"|condividi)\b"
        r"|поделиться|分享|シェア|공유",
        r"\b(?:cookies?|privacy|terms|consent|gdpr|datenschutz|privacidad|confidentialité|impressum)\b|隐私"
        r"|プライバシー",
        r"\b(?:subscri\w+|newsletters?|sign up|log ?in|sign in|register|abonn\w+|suscr\w+|iscri\w+|advertis\w+"
        r"|sponsored"
        r"|anzeige|publicidad|publicité|registrieren)\b|подпис|订阅|登录|会員|구독|광고",
        r"©|\(c\)\s|\bcopyright\b|all rights reserved|powered by|\bcontact us\b|\babout us\b|版权|著作権|저작권",
        r"\b(?:comments?|repl(?:y|ies)|leave a|kommentare?|comentarios?|commentaires?|commenti)\b|коммент|评论"
        r"|コメント|댓글",
    )
)
_BASE = (
    "chars", "words", "word_length", "everyday", "digits", "capitals", "upper", "commas", "inner_stops", "end_stop",
    "end_ask", "end_colon", "end_none", "opens_capital", "opens_lower", "bullet", "label", "quotes", "marks", "address",
    "date", "heads_list", "tool", "topical", "repeats", "share", "legal", "letter", "foot", "comment",
)  # fmt: skip
_PLACE = (
    "at", "at_end", "share_before", "words_before", "words_after", "lines", "page_words", "prose_lines", "from_first",
    "from_last", "from_best_start", "from_best_end", "in_best", "prose_before", "prose_after", "short_run", "item_run",
)  # fmt: skip
_NEAR = ("words", "everyday", "end_stop", "end_none", "capitals")
_LONGEST = 20_000
"""Characters of a line that are looked at; the longest paragraph of a real page has a few thousand."""
_STEPS = (-3, -2, -1, 1, 2, 3)
_WINDOWS = (3, 8)

NAMES: tuple[str, ...] = (
    *_BASE,
    *_PLACE,
    *(f"{name}{step:+d}" for name in _NEAR for step in _STEPS),
    *(f"{name}_{width}_{side}" for width in _WINDOWS for side in ("up", "down") for name in ("words", "prose")),
    *linetopics.NAMES,
)
"""The columns in order."""


def table(lines: list[Line]) -> Array:
    """Return one row a line, with the columns `NAMES`."""
    if not lines:
        return np.zeros((0, len(NAMES)), np.float32)
    return read(lines)[0]


def read(lines: list[Line]) -> tuple[Array, linetopics.Topics]:
    """Return (the table of some lines, at least one; what each of them is about)."""
    found = [[word for word, _, _ in words(line.text[:_LONGEST])] for line in lines]
    prose = np.array([float(shapes.is_prose(line)) for line in lines])
    base = _base(lines, found, prose)
    place = _place(base, prose)
    about = linetopics.topics(found)
    column = dict(zip((*_BASE, *_PLACE), np.hstack([base, place]).T, strict=True))
    more = linetopics.table([line.text for line in lines], found, about, column, prose > 0)
    return np.hstack([base, place, _near(base), _windows(base[:, 1], prose), more]).astype(np.float32), about


def _base(lines: list[Line], found: list[list[str]], prose: Array) -> Array:
    """Return what each line is like by itself, and how it repeats the page."""
    seen = Counter(line.text for line in lines)
    vocabulary = Counter(word for at, group in enumerate(found) if prose[at] for word in set(group))
    rows = []
    for at, (line, group) in enumerate(zip(lines, found, strict=True)):
        row = _shape(line.text[:_LONGEST], group)
        rare = [word for word in group if rate(word) < 0.1]
        known = sum(vocabulary[word] > prose[at] for word in rare)
        row.append(known / len(rare) if rare else 0.5)
        row.append(float(seen[line.text]))
        row += [float(bool(cue.search(line.text[:400]))) for cue in _CUES]
        rows.append(row)
    return np.array(rows)


def _shape(text: str, group: list[str]) -> list[float]:
    """Return the shape of one line."""
    letters = sum(char.isalpha() for char in text)
    raw = text.split()
    count = max(len(group), 1)
    return [
        float(min(len(text), 2_000)),
        float(min(shapes.size(text), 400)),
        letters / count,
        sum(rate(word) >= 0.5 for word in group) / count,
        sum(char.isdigit() for char in text) / len(text),
        sum(word[0].isupper() for word in raw) / len(raw),
        sum(char.isupper() for char in text) / max(letters, 1),
        float(sum(text.count(mark) for mark in ",，、،")) / count,
        float(min(len(re.findall(r"[.!?。！？]\s?(?=\S)", text)), 20)),
        float(shapes.stops(text)),
        float(text.endswith(("?", "!", "？", "！"))),
        float(text.endswith((":", "："))),
        float(text[-1].isalnum()),
        float(text[0].isupper()),
        float(text[0].islower()),
        float(bool(shapes.bullet(text))),
        float(shapes.is_label(text)),
        float(any(mark in text for mark in '“”"«»„「')),
        float(sum(text.count(mark) for mark in "|›»>/·•")) / count,
        float("http" in text or "www." in text or "@" in text),
        float(len(text) <= 120 and any(True for _ in dates.find(text))),
        float(len(text) <= 40 and wording.role_of(text) is not None),
        float(wording.is_tool(text) and len(text) <= 60),
    ]


def _place(base: Array, prose: Array) -> Array:
    """Return where each line stands in the page and in its densest stretch."""
    count, sizes = len(base), base[:, 1]
    at = np.arange(count, dtype=float)
    before = np.concatenate([[0.0], np.cumsum(sizes)[:-1]])
    total = float(sizes.sum())
    first, last = _ends(prose)
    start, end = _densest(sizes, prose)
    columns = [
        np.minimum(at, 300), np.minimum(count - 1 - at, 300), before / max(total, 1), np.minimum(before, 3_000),
        np.minimum(total - before - sizes, 3_000), np.full(count, min(count, 1_000)), np.full(count, min(total,
        10_000)), np.full(count, min(prose.sum(), 200)), np.clip(at - first, -50, 50), np.clip(last - at, -50, 50),
        np.clip(at - start, -50, 50), np.clip(end - at, -50, 50), ((at >= start) & (at <= end)).astype(float),
        _distance(prose), _distance(prose[::-1])[::-1], _runs(prose == 0), _runs(base[:, 15] > 0),
    ]  # fmt: skip
    return np.stack(columns, axis=1)


def _ends(prose: Array) -> tuple[int, int]:
    places = np.flatnonzero(prose)
    return (int(places[0]), int(places[-1])) if len(places) else (0, len(prose) - 1)


def _densest(sizes: Array, prose: Array) -> tuple[int, int]:
    """Return the stretch with the most prose: words of prose lines count, other lines cost (Kadane's algorithm)."""
    best, run, start, found = 0.0, 0.0, 0, (0, len(sizes) - 1)
    for at, gain in enumerate(np.where(prose > 0, sizes, -8.0 - 0.5 * np.minimum(sizes, 20))):
        if run <= 0:
            run, start = 0.0, at
        run += float(gain)
        if run > best:
            best, found = run, (start, at)
    return found


def _distance(prose: Array) -> Array:
    """Return the lines since the last prose line, 50 at most."""
    found, since = [], 50.0
    for one in prose:
        found.append(since)
        since = 1.0 if one else min(since + 1, 50.0)
    return np.array(found)


def _runs(mask: Array) -> Array:
    """Return for each line the length of the run of marked lines that it stands in, 50 at most; 0 outside."""
    found = np.zeros(len(mask))
    start = 0
    for at in range(len(mask) + 1):
        if at == len(mask) or not mask[at]:
            found[start:at] = min(at - start, 50)
            start = at + 1
    return found


def _near(base: Array) -> Array:
    """Return the shapes of the three lines on each side; -1 outside the page."""
    columns = []
    for name in _NEAR:
        column = base[:, _BASE.index(name)]
        padded = np.concatenate([np.full(3, -1.0), column, np.full(3, -1.0)])
        columns += [padded[3 + step : 3 + step + len(column)] for step in _STEPS]
    return np.stack(columns, axis=1)


def _windows(sizes: Array, prose: Array) -> Array:
    """Return words and prose lines in the lines just above and below."""
    columns = []
    for width in _WINDOWS:
        for values in (sizes, prose):
            summed = np.concatenate([[0.0], np.cumsum(values)])
            at = np.arange(len(values))
            up = summed[at] - summed[np.maximum(at - width, 0)]
            down = summed[np.minimum(at + 1 + width, len(values))] - summed[at + 1]
            columns.append((up, down))
    up_down = [columns[0][0], columns[1][0], columns[0][1], columns[1][1]]
    up_down += [columns[2][0], columns[3][0], columns[2][1], columns[3][1]]
    return np.stack(up_down, axis=1)
