"""Who wrote it, as printed: statements that the page shows, then lines by their form, then statements alone."""

import re
from typing import Any

from rapidfuzz import fuzz

from firsthand.model import Evidence
from firsthand.restore import bynames, embedded, metadata, signed, standing
from firsthand.restore.draft import Line
from firsthand.restore.metadata import Meta

_NAME = re.compile(r"^[^\W\d_][\w.'’\-]*(?:\s+[^\W\d_][\w.'’\-]*){0,5}$")
_NOT_NAMES = frozenset(
    "admin administrator editor editors staff webmaster author authors unknown guest anonymous none null user root by "
    "written posted published the team editorial contributor writer share follow".split()
)
_AND = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b)\s+")


def read(meta: Meta, lines: list[Line], title: str | None, outlet: str | None) -> tuple[str | None, Evidence | None]:
    """Return (byline without ``By``, evidence); (None, None) when the page names no writer.

    Order of trust: a person whom the JSON-LD states and the visible page shows; a visible line ``By …`` near the
    headline or the first paragraph; a ``meta`` name that the page shows; elements near the headline that are marked as
    the author's, by class or by a link to an author's page; a person's name beside a date under the headline; last, a
    person's full name that the JSON-LD, or two statements of the head, give and the page does not show. A name that is
    the outlet's or its address's is believed only of a JSON-LD person.
    """
    shown = " ".join(line.text for line in lines).casefold()
    fits = _Fit(title, outlet, meta)
    persons = _persons(meta.json.article.get("author"))
    stated = [name for value in persons for name in _shown(value, shown) if fits(name) and not fits.is_outlet(name)]
    head = _head(lines)
    stated = [name for name in stated if bynames.is_person(name) or _brief(name, lines)]
    if stated:
        return _made("restore.byline.json", _more(stated, head, fits), lines)
    for at, line in enumerate(head):
        text = line.text
        if _BARE.match(text) and at + 1 < len(head):
            text = f"By {head[at + 1].text}"
        if line.role != "credit" and bynames.says(text):
            name = bynames.clean(signed.without_by(text))
            if name and fits(name) and not fits.is_host(name):
                return name, Evidence(rule="restore.byline.line", quote=line.text, locus="page", where=line.place)
    for line in head:
        name = standing.ending(line.text)
        if name and fits(name) and not fits.is_host(name):
            return name, Evidence(rule="restore.byline.line", quote=line.text, locus="page", where=line.place)
    for key in _META:
        names = [name for value in meta.tags.get(key, [])[:6] for name in _shown(value, shown)]
        names = [name for name in names if fits(name) and not fits.is_outlet(name)]
        names = [name for name in names if bynames.is_person(name.split(",")[0]) or _near(name, head)]
        if names:
            return _made("restore.byline.meta", _more(names, head, fits), lines)
    found = _marked(meta, head, fits)
    if found[0] is None and (name := _only(meta, shown, fits)):
        return _made("restore.byline.class", [name], lines)
    return found if found[0] is not None else _last(meta, lines, head, persons, fits, shown)


def _last(
    meta: Meta, lines: list[Line], head: list[Line], persons: list[str], fits: "_Fit", shown: str
) -> tuple[str | None, Evidence | None]:
    """Return the writer by the weaker signs: a name beside a date, a line set apart as a byline, a name not shown."""
    at = _title(lines)
    for line in lines[at + 1 : at + 6] if at is not None else ():
        name = bynames.dated(line.text)
        if name and fits(name) and not fits.is_outlet(name):
            return name, Evidence(rule="restore.byline.dated", quote=line.text, locus="page", where=line.place)
    alone = standing.below(lines, at) if at is not None else None
    if alone is not None and fits(alone.text) and not fits.is_outlet(alone.text) and not fits.is_subject(alone.text):
        return alone.text, Evidence(rule="restore.byline.alone", quote=alone.text, locus="page", where=alone.place)
    for number in range(at + 1, min(at + 6, len(lines))) if at is not None else ():
        line = lines[number]
        if line.free and signed.bare_name(lines, number) and bynames.is_person(line.text) and fits(line.text):
            line.decide("byline", "restore.byline.beside")
    for line in lines:
        if line.role == "byline" and (name := bynames.clean(signed.without_by(line.text))) and fits(name):
            return name, Evidence(rule=line.rule, quote=line.text, locus="page", where=line.place)
    signs = standing.behind(lines)
    if signs is not None and fits(signs[0]) and not fits.is_outlet(signs[0]):
        return signs[0], Evidence(rule="restore.byline.behind", quote=signs[1].text, locus="page", where=signs[1].place)
    for key in _META[:4]:
        names = [name for value in meta.tags.get(key, [])[:2] for name in _shown(value, shown) if fits(name)]
        names = [name for name in names if _brief(name, lines)]
        if names:
            return _made("restore.byline.meta", names, lines)
    told = [bynames.clean(value) or "" for key in _META for value in meta.tags.get(key, [])[:2]]
    agreed = [name for name in dict.fromkeys(told) if told.count(name) > 1]
    unseen = [name for name in persons if bynames.is_person(name) and not fits.is_outlet(name)]
    unseen += [name for name in agreed if name and not fits.is_outlet(name)]
    unseen = [name for name in dict.fromkeys(unseen) if name and len(name) > 2 and not name[0].isdigit()]
    if not unseen:
        return None, None
    text = _join(unseen[:4])
    note = "The page states this name and does not show it."
    return text, Evidence(rule="restore.byline.unseen", quote=text, locus="page", weight=0.5, note=note)


_BRIEF = 60
"""Characters besides it in the lines of which one must show a name that is not a person's."""
_COPYRIGHT = re.compile(r"©|\(c\)|copyright|all rights", re.I)
_MARKED = 60
"""Characters of a marked name with its role or outlet; longer texts are biographies."""
_META = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
         "citation_author", "twitter:data1")  # fmt: skip
_BARE = re.compile(r"^(?:(?:written|words|story|article|authored|reporting|posted)\s+)?by:?$", re.I)
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:es)?|auteurs?|by|profiles?|people|staff|contributors?|writers?|journalists?)/", re.I
)
_AUTHOR_WORDS = re.compile(r"\b(?:\w*author\w*|\w*byline\w*|writer|contributor|autor\w*)\b")


def _marked(meta: Meta, head: list[Line], fits: "_Fit") -> tuple[str | None, Evidence | None]:
    """Return the names near the headline that markup gives to the author."""
    texts = {line.text.casefold() for line in head}
    joined = " \n ".join(texts)
    for rule in ("restore.byline.itemprop", "restore.byline.rel", "restore.byline.class"):
        names = []
        for by, text in meta.bylines:
            name = bynames.clean(text)
            named = name and fits(name) and _NAME.match(name.split(",")[0]) and len(name) <= _MARKED
            if by == rule and name and named and name.casefold() in joined:
                names.append(name)
        kept = list(dict.fromkeys(names))[:8]
        kept = [name for name in kept if not any(name != other and other in name for other in kept)]
        kept = [name for name in kept if bynames.is_person(name)] or kept
        if kept:
            return _made(rule, kept, head)
    for line in head:
        named = bool(line.href and _AUTHOR_PAGE.search(line.href)) or bool(_AUTHOR_WORDS.search(line.hint[:80]))
        name = bynames.clean(line.text)
        if named and name and fits(name) and _NAME.match(name) and len(name.split()) in (2, 3, 4) and name[0].isupper():
            return _made("restore.byline.link", [name], head)
    return None, None


def _only(meta: Meta, shown: str, fits: "_Fit") -> str | None:
    """Return the person whom marked elements anywhere on the page name, where they name one alone."""
    found = set()
    for _, text in meta.bylines:
        name = bynames.clean(text)
        if name and bynames.is_person(name) and name.casefold() in shown:
            found.add(name)
    name = found.pop() if len(found) == 1 else None
    return name if name and fits(name) and not fits.is_outlet(name) and not fits.is_subject(name) else None


def _persons(value: Any) -> list[str]:
    """Return the names of a JSON-LD author value, organisations left out."""
    items = value if isinstance(value, list) else [value]
    found = []
    for item in items[:30]:
        kind = str(item.get("@type", "")) if isinstance(item, dict) else ""
        if "Organization" in kind:
            continue
        names = embedded.names(item)
        if not names and isinstance(item, dict):
            name = " ".join(str(item[key]) for key in ("givenName", "familyName") if isinstance(item.get(key), str))
            names = embedded.names(name)
        found += names
    return list(dict.fromkeys(found))


def _shown(value: str, shown: str) -> list[str]:
    """Return a stated name as the page shows it: whole, else its parts; none that the page does not show."""
    whole = bynames.clean(value)
    if whole and whole.casefold() in shown:
        return [whole]
    parts = [part.strip() for part in _AND.split(whole or "")]
    return [part for part in parts if len(part) > 3 and " " in part and part.casefold() in shown]


def _more(names: list[str], head: list[Line], fits: "_Fit") -> list[str]:
    """Return these names, or all of a line near the headline that lists them among other persons' names."""
    for line in head:
        if len(line.text) > 140 or names[0] not in line.text:
            continue
        listed = bynames.parts(bynames.clean(signed.without_by(line.text)) or "")
        if len(listed) <= len(names) or any(name not in listed for name in names) or any(map(fits.is_outlet, listed)):
            continue
        if _all_persons(listed):
            return listed
    return names


def _brief(name: str, lines: list[Line]) -> bool:
    """Tell whether a short line, no copyright notice, holds this name."""
    folded = name.casefold()
    return any(
        folded in line.text.casefold() and len(line.text) <= len(name) + _BRIEF and not _COPYRIGHT.search(line.text)
        for line in lines
    )


def _near(name: str, head: list[Line]) -> bool:
    """Tell whether a line near the headline is this name, with ``By``, a date or an author's class at most."""
    folded = name.casefold()
    for line in head:
        if len(line.text) > len(name) + 60 or folded not in line.text.casefold():
            continue
        if (bynames.clean(line.text) or "").casefold() == folded or _AUTHOR_WORDS.search(line.hint[:80]):
            return True
    return False


def _all_persons(names: list[str]) -> bool:
    return len(set(names)) == len(names) and all(map(bynames.is_person, names))


def _made(rule: str, names: list[str], lines: list[Line]) -> tuple[str, Evidence]:
    text = _join(list(dict.fromkeys(names)))
    return text, _evidence(rule, text, lines)


class _Fit:
    """Whether a text can be a writer's name on this page."""

    def __init__(self, title: str | None, outlet: str | None, meta: Meta) -> None:
        self.title = title.casefold() if title else None
        self.outlet = outlet.casefold() if outlet else None
        self.host = (metadata.address(meta, None)[1] or "").replace("-", "")

    def __call__(self, name: str) -> bool:
        """Tell whether the text is short, without digits, and neither the headline nor a role."""
        folded = name.casefold()
        if (
            not (1 if name[0] > "\u2e80" else 2) < len(name) <= 120
            or "@" in name
            or "/" in name
            or any(char.isdigit() for char in name)
        ):
            return False
        if folded == self.title or bynames.glued(name):
            return False
        words = folded.split()
        return len(words) <= 14 and not all(word.strip(".,:") in _NOT_NAMES for word in words)

    def is_subject(self, name: str) -> bool:
        """Tell whether the headline speaks of one of its words: then it is what the page is about."""
        told = set((self.title or "").split())
        return any(word in told for word in name.casefold().split())

    def is_outlet(self, name: str) -> bool:
        """Tell whether a name is the outlet's own, or the one in its address."""
        folded = name.casefold()
        return (self.outlet is not None and fuzz.ratio(folded, self.outlet) > 85) or self.is_host(name)

    def is_host(self, name: str) -> bool:
        """Tell whether a name of one word, or of words that are not a person's, is the site's in its address."""
        squeezed = "".join(char for char in name.casefold() if char.isalnum())
        return len(squeezed) > 3 and squeezed in self.host and not bynames.is_person(name)


_REACH = 14
"""Lines above the first paragraph among which a byline is looked for besides those around the headline."""


def _first(lines: list[Line]) -> int | None:
    """Return the number of the first long paragraph."""
    return next((n for n, line in enumerate(lines) if line.role == "paragraph" and len(line.text) > 120), None)


def _title(lines: list[Line]) -> int | None:
    """Return the number of the headline's line; where none is it, of the last ``h1`` above the first paragraph."""
    at = next((number for number, line in enumerate(lines) if line.role == "title"), None)
    if at is None:
        above = [number for number, line in enumerate(lines[: _first(lines) or 0]) if line.tag == "h1"]
        at = above[-1] if above else None
    return at


def _head(lines: list[Line]) -> list[Line]:
    """Return the short lines around the headline, then those above the first long paragraph."""
    at = _title(lines)
    near = lines[:40] if at is None else lines[max(0, at - 4) : at + 16]
    first = _first(lines)
    if first is not None and at is not None and first > at + 16:
        near = [*near, *lines[max(at + 16, first - _REACH) : first + 2]]
    return [line for line in near if len(line.text) <= 160]


def _join(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def _evidence(rule: str, text: str, lines: list[Line]) -> Evidence:
    name = text.split(",")[0].split(" and ")[0].casefold()
    for line in lines:
        if name in line.text.casefold() and len(line.text) <= 300:
            return Evidence(rule=rule, quote=line.text, locus="page", where=line.place)
    return Evidence(rule=rule, quote=text, locus="page")
