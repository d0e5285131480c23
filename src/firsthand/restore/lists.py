"""Lists of other pieces under a short label, and the counter of reactions: the tail of a page.

In HTML a list is a label and the linked or listed lines under it. In a dump it is a label and either lines that open
with one list mark, or lines of a headline's shape. Its role comes from the label's wording where that is plain, else
from the order of the lists (related, ranking, recommendation).
"""

import re
from statistics import fmean, median

from firsthand.model import Item, Reactions
from firsthand.restore import cuts, shapes, wording
from firsthand.restore.draft import Line, part
from firsthand.restore.finding import Finding
from firsthand.text.normalise import words
from firsthand.text.rates import rate

_COUNTER = re.compile(r"^\s*(\S[^()（）]{0,30}?)\s?[(（]\s?(\d[\d.,\s]{0,11})\s?[)）]\s*$")
_CLOSED = (")", "）")
_FOOT = re.compile(r"©|\(c\)\s|copyright|all rights reserved|alle rechte|todos los derechos|tous droits", re.I)
_JUDGED = 60
"""Titles of one list that are asked whether they were cut; a longer list is an index, not a box."""
_LEAST = 3
"""Lines that make a list."""
_PROSE = 0.06
"""How much larger the share of everyday words is in snippets than in titles, at least."""
_SPEAKS = 1.3
"""How much must speak for snippets on a page whose template does not have them anyway (at most 3.5)."""
_SPEAKS_THERE = 0.1
"""The same where the template has them."""
_TOPICAL = 0.1
"""Rate below which a word tells what a line is about."""
_INNER_END = re.compile(r"[^\W\d_]{3,}[.!?]['\"”’)]?\s[\"“‘(]?[^\W\d_a-z]|[。！？].")
_ORDER: tuple[wording.ListRole, ...] = ("related", "ranking", "recommendation")


class Listing:
    """One list: its label and its lines."""

    __slots__ = ("bulleted", "label", "lines")

    def __init__(self, label: Line, lines: list[Line], bulleted: bool) -> None:
        self.label, self.lines, self.bulleted = label, lines, bulleted


def counter(line: Line) -> Reactions | None:
    """Return the reaction counter that a line is: ``veryGood! (96)``; None when it is none."""
    match = _COUNTER.match(line.text) if len(line.text) <= 48 and line.text.rstrip()[-1:] in _CLOSED else None
    if not match or shapes.size(match.group(1)) > 3 or not wording.is_reaction(match.group(1)):
        return None
    return Reactions(label=match.group(1).strip(), count=int(re.sub(r"\D", "", match.group(2))))


def foot(line: Line) -> bool:
    """Tell whether a line is the page's own foot: a copyright line."""
    return len(line.text) <= 160 and bool(_FOOT.search(line.text))


def in_dump(lines: list[Line], start: int, template: bool) -> list[Listing]:
    """Return the lists of a dump's tail that begins at a line."""
    tail = lines[start:]
    usual = median(len(line.text) for line in tail) if tail else 0
    listings: list[Listing] = []
    at = 0
    while at < len(tail):
        if not _heads_list(tail, at, usual, template):
            at += 1
            continue
        end = _list_end(tail, at, usual, template, template and len(listings) < len(_ORDER) - 1)
        body = tail[at + 1 : end]
        listings.append(Listing(tail[at], body, bool(shapes.bullet(body[0].text))))
        at = end
    return listings


def _heads_list(tail: list[Line], at: int, usual: float, template: bool) -> bool:
    """Tell whether a line of the tail is the label of a list that follows it."""
    label, below = tail[at], tail[at + 1 : at + 1 + _LEAST]
    if not shapes.is_label(label.text) or len(below) < _LEAST or any(counter(line) for line in below):
        return False
    if all(shapes.bullet(line.text) for line in below):
        return True
    if any(shapes.bullet(line.text) for line in below):
        return False
    plain = wording.role_of(label.text) is not None
    brief = len(label.text) <= 30 and len(label.text) < 0.6 * usual and not _FOOT.search(label.text)
    shaped = sum(shapes.is_headline(line.text) for line in below) >= 2
    return shaped and (plain or (template and brief and shapes.size(below[0].text) > shapes.size(label.text)))


def _list_end(tail: list[Line], at: int, usual: float, template: bool, more: bool) -> int:
    """Return the number of the line that no longer belongs to the list under a label.

    ``more`` tells whether another list may follow: then a line of one or two words among long titles is its label.
    """
    bulleted = bool(shapes.bullet(tail[at + 1].text))
    end = at + 1
    while end < len(tail):
        line = tail[end]
        if bulleted != bool(shapes.bullet(line.text)) or foot(line):
            break
        known = wording.role_of(line.text) is not None
        new = known or bulleted or (more and _stands_out(tail, end, usual))
        if end > at + _LEAST and new and _heads_list(tail, end, usual, template):
            break
        if end > at + _LEAST and not bulleted and _label_over_bullets(tail, end):
            break
        end += 1
    return end


def _stands_out(tail: list[Line], at: int, usual: float) -> bool:
    """Tell whether a line of one or two words stands among titles that are all much longer."""
    text = tail[at].text
    near = [*tail[max(0, at - _LEAST) : at], *tail[at + 1 : at + 1 + _LEAST]]
    brief = len(text.split()) <= 2 and shapes.size(text) <= 4 and len(text) < 0.45 * usual
    return brief and sum(len(line.text) <= 1.5 * len(text) for line in near) <= (" " not in text)


def _label_over_bullets(tail: list[Line], at: int) -> bool:
    below = tail[at + 1 : at + 3]
    return shapes.is_label(tail[at].text) and len(below) == 2 and all(shapes.bullet(line.text) for line in below)


def in_markup(lines: list[Line], template: bool) -> list[Listing]:
    """Return the lists of an HTML page: a label, and at least three listed or linked lines right under it."""
    listings: list[Listing] = []
    at = 0
    while at < len(lines) - _LEAST:
        label, below = lines[at], lines[at + 1]
        if label.links > 0.5 or len(label.text) > 48 or not _listed(below) or not shapes.is_label(label.text):
            at += 1
            continue
        if not (template and _is_heading(label)) and wording.role_of(label.text) is None:
            at += 1
            continue
        end = at + 1
        while end < len(lines) and _listed(lines[end]) and not (_is_heading(lines[end]) and lines[end].links < 0.5):
            end += 1
        if sum(line.links > 0.5 for line in lines[at + 1 : end]) >= _LEAST:
            listings.append(Listing(label, lines[at + 1 : end], False))
            at = end
        else:
            at += 1
    return listings


def _is_heading(line: Line) -> bool:
    return line.tag in ("h2", "h3", "h4", "h5", "h6", "strong", "b", "div", "span")


def _listed(line: Line) -> bool:
    return line.links > 0.8 or line.tag in ("li", "dt", "dd")


def keep(listings: list[Listing], last: Line | None, found: Finding, *, blurbs: bool = False) -> None:
    """Give each list its role, keep its items, and set the roles of its lines.

    Arguments:
        listings: the lists in page order.
        last: the page's last line when the page may be cut there, else None.
        found: where items and labels are kept.
        blurbs: whether the page's template is one whose titles have snippets.
    """
    roles = _roles([listing.label.text for listing in listings])
    for listing, role in zip(listings, roles, strict=True):
        listing.label.decide("furniture", f"restore.furniture.{role or 'list'}")
        for line in listing.lines:
            line.decide("furniture", f"restore.furniture.{role or 'list'}")
        if role is None:
            continue
        found.lists[role] = _items(listing, last, blurbs)
        found.label(role, listing.label.text)
        found.witness(role, listing.label)


def _roles(labels: list[str]) -> list[wording.ListRole | None]:
    """Return a role for each list: its wording's, else the next that is free in the usual order; each role once."""
    roles: list[wording.ListRole | None] = []
    for label in labels:
        role = wording.role_of(label)
        roles.append(role if role and role not in roles else None)
    if len(labels) > len(_ORDER):
        return roles
    free = [role for role in _ORDER if role not in roles]
    if len(labels) == 1 and roles == [None]:
        return ["recommendation"]
    return [role if role else free.pop(0) for role in roles]


def _items(listing: Listing, last: Line | None, blurbs: bool) -> tuple[Item, ...]:
    """Return the items of a list, with the words below a title as its snippet where titles and snippets alternate."""
    lines = [part(line, shapes.bullet(line.text), len(line.text)) for line in listing.lines]
    titles, snippets = (lines, []) if listing.bulleted else _alternate(lines, blurbs)
    texts = [line.text for line in titles]
    items = []
    for at, line in enumerate(titles):
        final = last is not None and listing.lines[-1] is last and at == len(titles) - 1 and not snippets
        snippet = snippets[at].text if at < len(snippets) else None
        items.append(
            Item(
                text=line.text,
                cut=at < _JUDGED and cuts.is_cut(line.text, texts[:_JUDGED], final=final),
                snippet=snippet,
                url=line.href,
                place=line.place,
            )
        )
    return tuple(items)


def _alternate(lines: list[Line], blurbs: bool) -> tuple[list[Line], list[Line]]:
    """Return (titles, snippets): every second line is a snippet when enough speaks for it."""
    if any(line.tag == "dd" for line in lines) or (
        any(line.links > 0.5 for line in lines) and any(line.links < 0.1 for line in lines)
    ):
        return _by_link(lines)
    odd, even = lines[::2], lines[1::2]
    if len(even) < 2 or len(odd) - len(even) > 1 or any(line.tag for line in lines):
        return lines, []
    if len({line.text for line in lines}) < len(lines) and not blurbs:
        return lines, []
    return (odd, even) if _blurbs(odd, even) >= (_SPEAKS_THERE if blurbs else _SPEAKS) else (lines, [])


def _blurbs(odd: list[Line], even: list[Line]) -> float:
    """Return how much speaks for every second line being a snippet of the one above it.

    Snippets break off in mid-word, are longer, use the small words that headlines save, run over the end of a sentence,
    and take up words of the title above rather than of the one below.
    """
    pairs = list(zip(odd, even, strict=False))
    count = len(even)
    broken = (sum(cuts.in_word(line.text) for line in even) - sum(cuts.in_word(line.text) for line in odd)) / count
    prose = fmean(map(_prose_share, even)) - fmean(map(_prose_share, odd))
    longer = sum(len(below.text) > 1.15 * len(above.text) for above, below in pairs) / count
    shorter = sum(len(above.text) > 1.15 * len(below.text) for above, below in pairs) / count
    run_on = (sum(_runs_on(line) for line in even) - sum(_runs_on(line) for line in odd)) / count
    above = sum(_shares(left, right) for left, right in pairs) / count
    below = sum(_shares(left, right) for left, right in zip(odd[1:], even, strict=False)) / count
    told = max(-0.5, min(1.0, prose / (2 * _PROSE)))
    return 0.8 * broken + 0.5 * told + 0.5 * (longer - shorter) + 0.5 * run_on + 1.2 * (above - below)


def _runs_on(line: Line) -> bool:
    """Tell whether a sentence ends within the line and another begins."""
    return bool(_INNER_END.search(line.text)) and not shapes.ends(line.text)


def _shares(left: Line, right: Line) -> bool:
    """Tell whether two lines have a rare word in common."""
    first, second = (
        {word for word, _, _ in words(line.text) if len(word) > 3 and rate(word) < _TOPICAL} for line in (left, right)
    )
    return bool(first & second)


def _prose_share(line: Line) -> float:
    """Return the share of words that nearly every text uses: sentences need them, headlines save them."""
    found = [word for word, _, _ in words(line.text)]
    return sum(rate(word) >= 0.5 for word in found) / len(found) if found else 0.0


def _by_link(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Return (titles, snippets) of an HTML list where titles are linked and snippets are not."""
    titles: list[Line] = []
    snippets: list[Line] = []
    for line in lines:
        if line.links > 0.5 and line.tag != "dd":
            if len(snippets) < len(titles):
                return [one for one in lines if one.links > 0.5], []
            titles.append(line)
        elif len(snippets) < len(titles):
            snippets.append(line)
    return titles, snippets
