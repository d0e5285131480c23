"""The section and path of a page whose head states none: read where the page shows them, by form.

In order of trust: the path as JSON-LD lists it; a path on one line above the headline (``Home > Trade``), or in one
list of links there; a short line beside the headline that links to a folder of the page's own address, or that its
markup names as kicker, section or category. Menus are none: they stand further away, and have more than a path's steps.
"""

import re
from urllib.parse import urlsplit

import msgspec

from firsthand.model import Evidence, Furniture
from firsthand.restore import shapes, wording
from firsthand.restore.draft import Line

_ABOVE = 12
"""Lines above the headline among which a path is looked for."""
_BESIDE = 3
"""Lines above, and one below, among which a kicker is."""
_ARROW = re.compile(r"\s*[>»›→❯]\s*")
_NAMED_ARROW = re.compile(r"\s*(?:[>»›→❯]|::|\s[/|\\]\s)\s*")
"""Steps may also be parted by strokes where the markup says that they are a path."""
_STEPS = 6
"""Most steps of a path; a menu has more."""
_WORDS = 5
"""Most words of a step."""
_KICKER = re.compile(
    r"\b(?:kicker|eyebrow|overline|rubric|rubrik|section-?(?:name|label|title|link)|category|categories"
    r"|cat-?links?|article-?section|articlesection|post-?cat)\b"
)
_PATH = re.compile(r"\b(?:breadcrumbs?|crumbs?|breadcrumblist)\b")


def add(around: Furniture, lines: list[Line], title: str | None, stated: tuple[str, ...], url: str | None) -> Furniture:
    """Return the furniture with section and path as the page shows them, where it has none yet.

    Arguments:
        around: what the furniture rules and the head gave.
        lines: the page's lines.
        title: its headline; without one nothing is found.
        stated: the path as JSON-LD lists it.
        url: the page's address.
    """
    if around.section is not None or title is None:
        return around
    if (step := _last(stated, title)) is not None:
        why = Evidence(rule="restore.furniture.section", quote=step, locus="page", note="The page's JSON-LD lists it.")
        return msgspec.structs.replace(around, section=step, evidence=(*around.evidence, why))
    at = next((at for at, line in enumerate(lines) if line.role == "title" or line.text == title), None)
    if at is None:
        return around
    steps, shown = _path(lines, at)
    if (step := _last(steps, title)) is not None and shown is not None:
        path = around.breadcrumb or steps
        return _with(around, step, shown, path)
    kicker = next((line for line in _beside(lines, at) if _is_kicker(line, url, title)), None)
    return around if kicker is None else _with(around, kicker.text, kicker, around.breadcrumb)


def _with(around: Furniture, section: str, line: Line, path: tuple[str, ...]) -> Furniture:
    if line.free:
        line.decide("furniture", "restore.furniture.section")
    why = Evidence(rule="restore.furniture.section", quote=line.text[:200], locus="page", where=line.place)
    return msgspec.structs.replace(around, section=section, breadcrumb=path, evidence=(*around.evidence, why))


def _last(steps: tuple[str, ...], title: str) -> str | None:
    """Return the last step of a path before the page itself; None where only the way home is left."""
    folded = title.casefold()
    left = [step for step in steps if step.casefold()[:30] != folded[:30] and not folded.startswith(step.casefold())]
    return left[-1] if len(left) > 1 and shapes.size(left[-1]) <= _WORDS and len(left[-1]) <= 60 else None


def _path(lines: list[Line], title: int) -> tuple[tuple[str, ...], Line | None]:
    """Return (steps, line that shows the last of them) of the path nearest above the headline."""
    for at in range(title - 1, max(-1, title - 1 - _ABOVE), -1):
        line = lines[at]
        named = bool(_PATH.search(line.hint[:120]))
        arrow = _NAMED_ARROW if named else _ARROW
        steps = tuple(step for step in (each.strip() for each in arrow.split(line.text[:300])) if step)
        if _are_steps(steps, line, named):
            return steps, line
        if named and line.links > 0.5:
            items = [one for one in lines[max(0, at - _STEPS) : at + 1] if _PATH.search(one.hint[:120]) and one.links]
            if 2 <= len(items) <= _STEPS:
                return tuple(arrow.sub("", one.text).strip(" /|") for one in items), items[-1]
    return (), None


def _are_steps(steps: tuple[str, ...], line: Line, named: bool) -> bool:
    """Tell whether the parts of a line are a path: few and short, linked or in a dump, none of them a date or count."""
    if not 2 <= len(steps) <= _STEPS or len(line.text) > 140:
        return False
    linked = line.tag is None or line.links > 0.3
    short = all(shapes.size(step) <= _WORDS and not any(map(str.isdigit, step)) for step in steps[:-1])
    return short and (named or (linked and line.role != "byline"))


def _beside(lines: list[Line], title: int) -> list[Line]:
    """Return the lines beside the headline, nearest first."""
    above = lines[max(0, title - _BESIDE) : title][::-1]
    return [*above, *lines[title + 1 : title + 2]]


def _is_kicker(line: Line, url: str | None, title: str) -> bool:
    text = line.text
    if not 1 <= shapes.size(text) <= _WORDS or len(text) > 40 or shapes.ends(text) or text.endswith(":"):
        return False
    if any(map(str.isdigit, text)) or text.casefold() in title.casefold() or line.role in ("byline", "caption"):
        return False
    if line.links > 0.8 and line.href and url and _folder(line.href, url):
        first = text.casefold().split()[0][:4]
        return not first.isascii() or first in line.href.casefold()  # ``Back to …`` is no section
    return bool(_KICKER.search(line.hint[:60])) and not _PATH.search(line.hint[:120]) and not wording.is_tool(text)


def _folder(href: str, url: str) -> bool:
    """Tell whether an address is a folder that the page's own address lies in."""
    try:
        link, page = urlsplit(href[:2_000]), urlsplit(url[:2_000])
    except ValueError:  # an address with an open bracket
        return False
    path = link.path.rstrip("/")
    same = not link.netloc or link.netloc.removeprefix("www.") == page.netloc.removeprefix("www.")
    return same and len(path) > 2 and page.path.startswith(path + "/")
