"""The short lines between headline and body: date lines, view labels and counters, ``key:value`` lines.

A date line is a date with little around it; what stands before it is its label.
``<date>source:<brand>category:<section>`` is read by what the page says elsewhere: the brand and the section end
where the next key begins. A view label is known by a count or by its word, and in a machine-made template by its
place between headline and date.
"""

import re

from firsthand import dates
from firsthand.restore import shapes, wording
from firsthand.restore.draft import Line
from firsthand.restore.finding import Finding

_REACH = 8
"""Lines below the headline that may be such lines; body text ends the search."""
_ROOM = 40
"""Characters beside a date that still make a date line."""
_KEY = re.compile(r"([^\W\d_]{2,20})\s?[:：]\s?")
_LABEL = re.compile(r"([^\W\d_]+(?:\s[^\W\d_]+)?)\s?[:：]\s*$")
_GLUED_COLON = re.compile(r"(?<=[^\W\d_])[:：](?=\d)")
"""The colon between a label and a date: to the date reader it would look like a part of a clock."""
_COUNT = re.compile(r"\d")
_KEYS: dict[str, tuple[str, ...]] = {
    "brand": ("source", "from", "via", "quelle", "fuente", "fonte", "bron", "źródło", "источник", "kaynak", "sumber",
              "来源", "來源", "出典", "출처", "المصدر"),
    "section": ("category", "section", "channel", "topic", "kategorie", "rubrik", "categoría", "sección", "catégorie",
                "rubrique", "categoria", "sezione", "categorie", "kategoria", "категория", "рубрика", "kategori",
                "分类", "分類", "栏目", "カテゴリ", "카테고리", "القسم"),
}  # fmt: skip
_NOT_VIEWS = frozenset(("by", "von", "por", "par", "di", "da", "door", "av", "af"))


def read(lines: list[Line], title_at: int, found: Finding) -> None:
    """Read the lines below the headline; their roles are set, what they say is kept."""
    head = _head(lines, title_at)
    dated = [at for at in head if _date_line(lines[at], lines, found)]
    for at in head:
        line = lines[at]
        if line.free and found.views is None and _is_views(line, bool(dated) and abs(at - dated[0]) <= 2, found):
            found.put("views", line.text, line)
            found.label("views", line.text)
            line.decide("furniture", "restore.furniture.views")
    for at in head:
        if lines[at].free and not _date_line(lines[at], lines, found):
            _pairs(lines[at], 0, lines, found)


def _head(lines: list[Line], title_at: int) -> list[int]:
    """Return the numbers of the short lines from the headline to the first prose line."""
    head = []
    for at in range(title_at + 1, min(title_at + 1 + _REACH, len(lines))):
        line = lines[at]
        if shapes.is_prose(line) or len(line.text) > 160 or shapes.bullet(line.text):
            break
        if line.free:
            head.append(at)
    return head


def _date_line(line: Line, lines: list[Line], found: Finding) -> bool:
    """Read a line that is a date and little else."""
    if not line.free or found.claimed:
        return False
    plain = _GLUED_COLON.sub(" ", line.text)
    spans = [(start, end) for start, end, _ in dates.find(plain)]
    if not spans:
        return False
    start, end = spans[0]
    before, after = line.text[:start], line.text[end:]
    pairs = bool(_KEY.match(after.lstrip(" |,;")))
    if len(before) > _ROOM or (len(after) > _ROOM and not pairs) or shapes.stops(line.text):
        return False
    if shapes.size(before) > 6 or before.rstrip().endswith((",", "(")):
        return False
    found.put("claimed", line.text[start:end], line, start, end)
    _before_date(line, before, found)
    if pairs:
        _pairs(line, end, lines, found)
        found.template = found.template or not after[:1].isspace()
    line.decide("furniture", "restore.furniture.claimed")
    return True


def _before_date(line: Line, before: str, found: Finding) -> None:
    """Read what stands before a date: its label, and a view label glued to that."""
    match = _LABEL.search(before)
    if not match:
        if before.strip():
            found.label("claimed", before)
        return
    start = match.start(1) + _second(match.group(1))
    found.label("claimed", before[start:])
    rest = before[:start].strip(" |·•")
    if rest and shapes.size(rest) <= 4 and not wording.is_tool(rest):
        found.put("views", rest, line, before.index(rest), before.index(rest) + len(rest))
        found.label("views", rest)


def _second(text: str) -> int:
    """Return where the second of two glued labels begins: at an inner capital, or behind a word for views; else 0."""
    for at in range(len(text) - 1, 0, -1):
        if text[at].isupper() and text[at - 1].islower() and " " not in text[at:]:
            return at
    end = wording.views_end(text)
    return end if end is not None and end < len(text) else 0


def _pairs(line: Line, start: int, lines: list[Line], found: Finding) -> None:
    """Read ``source:<brand>category:<section>`` from a place in a line on."""
    text, at, seen = line.text, start, False
    while match := _KEY.match(text, _skip(text, at)):
        low = match.end()
        field = _field(match.group(1), text[low:], found)
        high = _value_end(text, low, field, lines, found)
        value = text[low:high].strip()
        if not value or field is None:
            return
        if field == "brand":
            found.template = found.template or found.brand == value
        found.put(field, value, line, low, low + len(value))
        found.label({"brand": "source", "section": "category"}[field], match.group())
        at, seen = high, True
    if seen and start == 0:
        line.decide("furniture", "restore.furniture.pair")


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " |,;·•/":
        at += 1
    return at


def _field(key: str, rest: str, found: Finding) -> str | None:
    """Return the field that a key fills: by its word, by the brand that follows it, else by what is still missing."""
    folded = key.casefold()
    for field, words in _KEYS.items():
        if folded in words:
            return field
    if found.brand and rest.startswith(found.brand):
        return "brand"
    return "section" if found.brand and found.section is None and found.template else None


def _value_end(text: str, low: int, field: str | None, lines: list[Line], found: Finding) -> int:
    """Return where a value ends: at the known brand or section, before the next key, or with the line."""
    if field == "brand" and found.brand and text.startswith(found.brand, low):
        return low + len(found.brand)
    following = _KEY.search(text, low)
    if following is None:
        return len(text)
    key = following.group(1)
    for words in _KEYS.values():
        for word in words:
            if key.casefold().endswith(word) and key.casefold() != word:
                return following.end(1) - len(word)
    for line in lines[:4]:
        for high in range(following.start(1) + 1, following.end(1)):
            if text[low:high] and line.text.startswith(text[low:high].strip() + ":"):
                return high
    return following.start(1)


def _is_views(line: Line, before_date: bool, found: Finding) -> bool:
    """Tell whether a short line is a view label or counter."""
    text = line.text
    if not shapes.size(text) or shapes.size(text) > 5 or len(text) > 40 or shapes.ends(text) or wording.is_tool(text):
        return False
    if text.split()[0].casefold().rstrip(":") in _NOT_VIEWS or any(True for _ in dates.find(text)):
        return False
    if wording.names_views(text):
        return True
    if found.template and before_date and line.links < 0.5:
        return not _KEY.match(text) or bool(_COUNT.search(text))
    return False
