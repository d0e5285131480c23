"""Everything around the article as data: path, brand, section, view label, claimed date, reactions, three lists.

Comes in: the lines of a page, from HTML or from a dump. Goes out: the same lines, glued ones split, with the roles and
rules of what was recognised, and one `Furniture`. Recognised by form and place: a headline told twice with something
around it, a date with little around it, ``label (n)`` behind the body, short labels over runs of list-like lines.
Wordings name the role of a list or a key where they are plain, never what is furniture.

In a dump whose form is that of a machine-made template (a glued head or date line, or a counter over lists), the lines
between head and tail are the body, and that is decided here. In any other dump `firsthand.restore.dump.assign` decides.
"""

from firsthand.model import Furniture
from firsthand.restore import heads, lists, metalines, shapes, wording
from firsthand.restore.draft import Line
from firsthand.restore.finding import Finding

_PROSE_AFTER = 0.12
"""Share of a tail's words that may stand in prose lines: a tail of lists has next to none."""
_PROSE_BEHIND = 0.5
"""The same behind a counter or a ``More:<section>`` line, where the titles of a list may all ask or exclaim."""
_LISTED = 40
"""Lines of the longest list on a page of no known template; more are a body that has been taken for one."""

_MOST = 50_000
"""Lines of the largest page whose tail is looked for; pages of news have a few hundred."""
_ROW = 3
"""Counters of one page; more are a row of them, as tag clouds have."""
_TRIES = 60
"""Lines that are tried as the first of the tail; more candidates than that are no page of news."""


def read(lines: list[Line], page: str, url: str | None) -> tuple[list[Line], Furniture]:
    """Return (lines, furniture). Lines that already have a role keep it unless they belong to a list or the head."""
    found = Finding()
    dump = all(line.tag is None for line in lines)
    lines = heads.read(lines, url, found)
    title_at = next((at for at, line in enumerate(lines) if line.role == "title"), None)
    if len(lines) > _MOST:
        return lines, found.furniture()
    if title_at is not None:
        metalines.read(lines, title_at, found)
    if dump:
        _dump_tail(lines, title_at, page, found)
    else:
        _markup_tail(lines, title_at, found)
    return lines, found.furniture()


def _markup_tail(lines: list[Line], title_at: int | None, found: Finding) -> None:
    """Read counter and lists of an HTML page."""
    counters = [line for line in lines if lists.counter(line) is not None]
    for line in lines[(title_at or 0) + 1 :] if 0 < len(counters) <= _ROW else ():
        if _count(line, lines, found):
            found.template = True
            break
    lists.keep(lists.in_markup(lines, found.template), None, found)


def _dump_tail(lines: list[Line], title_at: int | None, page: str, found: Finding) -> None:
    """Find where the tail of a dump begins and read it; in a template, decide the body too."""
    first = (title_at if title_at is not None else -1) + 1
    start = _tail_start(lines, first, found)
    if start is None:
        return
    last = lines[-1] if not page.endswith("\n") else None
    more = _more(lines, start, found)
    listings = lists.in_dump(lines, more, found.template)
    counters = [line for line in lines[start : start + 3] if _count(line, lines, found)]
    if counters and listings:
        found.template = True
        listings = lists.in_dump(lines, more, template=True)
    named = any(wording.role_of(listing.label.text) for listing in listings)
    if not found.template and (not named or any(len(listing.lines) > _LISTED for listing in listings)):
        return
    lists.keep(listings, last, found, blurbs=more > start)
    if found.template:
        _between(lines, first, start)
        for line in lines[start:]:
            if line.role is None:
                line.decide("furniture", "restore.furniture.tail")


def _tail_start(lines: list[Line], first: int, found: Finding) -> int | None:
    """Return the first line behind the body from which on nothing but counters, labels and lists follows."""
    prose = [shapes.is_prose(line) for line in lines]
    words = [shapes.size(line.text) for line in lines]
    seen = next((at for at in range(first, len(lines)) if prose[at]), None)
    if seen is None:
        return None
    tries = _TRIES
    total = sum(words[seen:])
    running = sum(words[at] for at in range(seen, len(lines)) if prose[at])
    for at in range(seen, len(lines)):
        sure = lists.counter(lines[at]) is not None or _is_more(lines[at], found)
        if at > seen and running <= (_PROSE_BEHIND if sure else _PROSE_AFTER) * total and _may_open(lines[at], found):
            if _opens_tail(lines, at, found):
                return at
            tries -= 1
            if not tries:
                return None
        total -= words[at]
        running -= words[at] if prose[at] else 0
    return None


def _may_open(line: Line, found: Finding) -> bool:
    return lists.counter(line) is not None or _is_more(line, found) or shapes.is_label(line.text)


def _opens_tail(lines: list[Line], at: int, found: Finding) -> bool:
    """Tell whether a line could be the first of the tail."""
    line = lines[at]
    if line.role is not None:
        return False
    if lists.counter(line) is not None:
        listed = lists.in_dump(lines[: at + 10], at + 1, template=True)
        return bool(listed) or found.template
    if _is_more(line, found):
        return True
    listings = lists.in_dump(lines[at:], 0, found.template)
    if not listings or listings[0].label is not line:
        return False
    named = wording.role_of(line.text) is not None
    return named or (len(listings) > 1 and listings[0].bulleted)


def _count(line: Line, lines: list[Line], found: Finding) -> bool:
    """Keep a reaction counter, unless the page has a row of them, as tag clouds have."""
    reactions = lists.counter(line)
    if reactions is None or line.links > 0.95 and line.tag == "li":
        return False
    if sum(lists.counter(other) is not None for other in lines) > _ROW:
        return False
    if not found.put("reactions", reactions, line):
        return False
    found.label("reactions", reactions.label)
    line.decide("furniture", "restore.furniture.reactions")
    return True


def _is_more(line: Line, found: Finding) -> bool:
    """Tell whether a line is ``More:<section>``: a label and the section that the head named."""
    head, colon, value = line.text.replace("：", ":").partition(":")
    return bool(colon and found.section and value.strip() == found.section and shapes.size(head) <= 3)


def _more(lines: list[Line], start: int, found: Finding) -> int:
    """Mark the ``More:<section>`` lines of a tail; return where it goes on behind one that opens it."""
    for line in lines[start:]:
        if line.role is None and _is_more(line, found):
            found.label("more", line.text[: -len(found.section or "")])
            line.decide("furniture", "restore.furniture.more")
    return start + 1 if start < len(lines) and lines[start].rule == "restore.furniture.more" else start


def _between(lines: list[Line], first: int, start: int) -> None:
    """Decide the body of a templated dump: every line between head and tail."""
    for line in lines[first:start]:
        if line.role is not None:
            continue
        if not any(char.isalnum() for char in line.text):
            line.decide("furniture", "restore.dump.rule")
        elif shapes.bullet(line.text):
            line.decide("item", "restore.dump.between")
        elif shapes.size(line.text) <= 10 and not shapes.ends(line.text) and len(line.text) < 90:
            line.decide("heading", "restore.dump.between")
        else:
            line.decide("paragraph", "restore.dump.between")
    for line in reversed(lines[first:start]):  # a heading with nothing under it is a last short paragraph
        if line.role not in (None, "furniture"):
            if line.role == "heading":
                line.decide("paragraph", "restore.dump.between")
            break
