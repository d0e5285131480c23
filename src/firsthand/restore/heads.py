"""The head of a templated page: a headline that is repeated with a path before it and a brand behind it.

`Current:Home > Finance<headline> -<brand>` over `<headline>`: what both lines share is the headline, what stands before
it the path, what stands behind it the brand, whatever the words are. `<brand>: <headline>` is split only where another
line of the page names that brand as a value (``source:<brand>``) or the address does.
"""

import re
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from firsthand.restore import shapes
from firsthand.restore.draft import Line, part
from firsthand.restore.finding import Finding

_REACH = 14
"""Lines from the top among which the two headlines are looked for."""
_ABOVE, _BELOW = 10, 4
"""The same around the headline of an HTML page, above which menus stand."""
_SUFFIX = re.compile(r"\s*(?:\s[-–—]\s?|\s?[|·_»:]\s?|(?<=[\w’”'\"?!])-(?=[A-Z])|[–—])\s*(\S.{1,39})$")
_ARROW = re.compile(r"\s*(?:[>»›→]|::|\s/\s)\s*")
_QUOTED = re.compile(r"«[^»]*(?:»|$)")
"""A quotation in guillemets: no arrow, though it looks like one."""
_CRUMB_LABEL = re.compile(r"^([^\W\d_][^>»›→:：]{0,24}[:：])\s*(?=\S)")
_HUMP = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z“‘\"'])")
_PREFIX = re.compile(r"^([^\W_][^:：|]{1,39}?)\s?[:：|]\s+(?=\S)")
_HEADLINE_WORDS = 3
_ALIKE = 70
"""Likeness of a headline and its place in a longer line (0 to 100) below which they are not aligned."""


def read(lines: list[Line], url: str | None, found: Finding) -> list[Line]:
    """Return the lines with the headline told apart; the roles of what is recognised are set."""
    low, high = _window(lines)
    pair = _repeated(lines, low, high)
    if pair:
        _crumb(lines[pair[0]], pair[2], found)
        lines[pair[1]].decide("title", "restore.title.repeated")
        return lines
    lines = _glued_alone(lines, found)
    if any(line.role == "title" for line in lines[:_REACH]) and lines[0].tag is None:
        return lines
    return _brand_first(lines, url, found)


def _window(lines: list[Line]) -> tuple[int, int]:
    """Return the half-open range of lines that are the head: the first of a dump, those about an HTML headline."""
    at = next((number for number, line in enumerate(lines) if line.role == "title"), None)
    return (0, _REACH) if at is None or lines[0].tag is None else (max(0, at - _ABOVE), at + _BELOW)


def _repeated(lines: list[Line], low: int, high: int) -> tuple[int, int, tuple[int, int]] | None:
    """Return (glued line, headline, where the headline stands in it) for the longest headline told twice."""
    best: tuple[int, int, tuple[int, int]] | None = None
    top = [(at, line.text) for at, line in enumerate(lines[low:high], low) if len(line.text) <= 500]
    for at, text in top:
        if not _HEADLINE_WORDS <= shapes.size(text) <= 45 or _ARROW.search(_QUOTED.sub(" ", text[:60])):
            continue
        for other, glued in top:
            if other == at or len(glued) <= len(text):
                continue
            place = _within(glued, text)
            if place and _framed(glued, place) and (best is None or len(text) > len(lines[best[1]].text)):
                best = (other, at, place)
    return best


def _within(glued: str, text: str) -> tuple[int, int] | None:
    """Return where the text stands in the longer line; a word pushed into one of the two does not hinder."""
    at = glued.find(text)
    if at >= 0:
        return at, at + len(text)
    if shapes.size(text) < 5 or len(glued) > 2 * len(text) + 60 or fuzz.partial_ratio(text, glued) < _ALIKE:
        return None
    blocks = SequenceMatcher(None, glued, text, autojunk=False).get_matching_blocks()
    blocks = [block for block in blocks if block.size >= 4]
    if not blocks or sum(block.size for block in blocks) < 0.85 * len(text):
        return None
    start, end = blocks[0].a - blocks[0].b, blocks[-1].a + blocks[-1].size
    whole = blocks[-1].b + blocks[-1].size == len(text) and start >= 0
    return (start, end) if whole else None


def _framed(glued: str, place: tuple[int, int]) -> bool:
    """Tell whether what surrounds the headline is a path or a brand, not the rest of a sentence."""
    before, after = glued[: place[0]], glued[place[1] :]
    brand = bool(_SUFFIX.match(after))
    if len(before) > 120 or (after.strip() and not brand):
        return False
    if not before.strip() or _ARROW.search(before) or before.rstrip().endswith((":", "：", "|")):
        return True
    return brand and len(before) <= 40 and not before.endswith(" ")


def _crumb(glued: Line, place: tuple[int, int], found: Finding) -> None:
    """Read what stands before and behind the headline in the glued line."""
    start, end = place
    before = glued.text[:start]
    if _ARROW.search(before):
        _path(glued, before, found)
        found.template = found.template or not before.endswith((" ", ">", "»", "›"))
    elif before.rstrip().endswith((":", "：", "|")):
        name = before.rstrip(" :：|")
        found.put("brand", name, glued, 0, len(name))
    elif before.strip():
        label = _CRUMB_LABEL.match(before)
        found.put("section", before[label.end() if label else 0 :], glued, label.end() if label else 0, start)
        found.template = True
    _brand_behind(glued, end, found)
    glued.decide("furniture", "restore.furniture.breadcrumb")


def _path(line: Line, text: str, found: Finding) -> None:
    """Read ``Current:Home > Finance``: the label, the steps, the section as the last of them."""
    label = _CRUMB_LABEL.match(text)
    low = label.end() if label else 0
    steps = tuple(step for step in (each.strip() for each in _ARROW.split(text[low:])) if step)
    if not steps:
        return
    if label:
        found.label("breadcrumb", label.group(1))
    found.put("breadcrumb", steps, line, low, len(text.rstrip(" >»›→")))
    if len(steps) > 1:
        at = text.rindex(steps[-1])
        found.put("section", steps[-1], line, at, at + len(steps[-1]))


def _brand_behind(line: Line, end: int, found: Finding) -> None:
    """Read `` -VisionFunds`` or `` | Section | Brand`` behind a headline."""
    match = _SUFFIX.match(line.text, end)
    if match:
        value = re.split(r"\s[-–—|]\s|\|", match.group(1))[-1].strip()
        if value:
            at = line.text.rindex(value)
            found.put("brand", value, line, at, at + len(value))


def _glued_alone(lines: list[Line], found: Finding) -> list[Line]:
    """Split ``Home > FinanceNorth … -Brand`` where the headline is not told a second time: at the inner capital."""
    for at, line in enumerate(lines[:3]):
        text = line.text
        arrow = list(_ARROW.finditer(text[:80]))
        suffix = _last_suffix(text)
        if not arrow or not suffix or line.tag not in (None, "div", "p"):
            continue
        hump = _HUMP.search(text, arrow[-1].end(), arrow[-1].end() + 30)
        if hump is None or shapes.size(text[hump.start() : suffix]) < 4:
            continue
        found.template = True
        _path(line, text[: hump.start()], found)
        _brand_behind(line, suffix, found)
        pieces = [part(line, 0, hump.start()), part(line, hump.start(), suffix), part(line, suffix, len(text))]
        pieces[0].decide("furniture", "restore.furniture.breadcrumb")
        pieces[1].decide("title", "restore.title.glued")
        pieces[2].decide("furniture", "restore.furniture.brand")
        return [*lines[:at], *pieces, *lines[at + 1 :]]
    return lines


def _last_suffix(text: str) -> int | None:
    """Return where the last `` -Brand`` of a line begins."""
    places = [match.start() for match in re.finditer(r"\s[-–—|]", text)]
    return places[-1] if places and len(text) - places[-1] <= 42 else None


def _brand_first(lines: list[Line], url: str | None, found: Finding) -> list[Line]:
    """Split ``<brand>: <headline>`` where a value in the lines below, or the address, names the same brand."""
    host = re.sub(r"[^a-z0-9]", "", (url or "").lower().split("//")[-1].split("/")[0])
    marked = [(at, line) for at, line in enumerate(lines) if line.role == "title"]
    for at, line in marked or list(enumerate(lines[:4])):
        match = _PREFIX.match(line.text)
        if not match or shapes.size(line.text[match.end() :]) < _HEADLINE_WORDS or shapes.stops(line.text):
            continue
        brand = match.group(1)
        folded = re.sub(r"[^a-z0-9]", "", brand.lower())
        below = any(re.search(rf"[:：]\s?{re.escape(brand)}", other.text) for other in lines[at + 1 : at + 5])
        if not below and not (len(folded) > 3 and folded in host):
            continue
        found.put("brand", brand, line, 0, len(brand))
        found.template = found.template or below
        name, title = part(line, 0, match.end(1)), part(line, match.end(), len(line.text))
        name.decide("furniture", "restore.furniture.brand")
        title.decide("title", "restore.title.after_brand")
        return [*lines[:at], name, title, *lines[at + 1 :]]
    return lines
