"""Who wrote it, as printed. A name that the visible page does not show is not believed."""

import re
from typing import Any

from firsthand import dates
from firsthand.model import Evidence
from firsthand.restore import embedded, signed
from firsthand.restore.draft import Line
from firsthand.restore.metadata import Meta

_BY = re.compile(
    r"^\s*(?:(?:written|words|text|story|reporting|posted|published|analysis|opinion)\s+)?by\s*:?\s+", re.I
)
_OTHER_BY = re.compile(r"^(?:[Pp]or|[Pp]ar|[Vv]on|[Dd]oor|[Aa]v|[Pp]rzez)\s+(?=[^\W\d_a-z]\S*\s[^\W\d_a-z])")
_LABEL = re.compile(
    r"^(?:author|autor|autore|auteur|verfasser|von|par|por|di|af|av|door|przez|автор|作者|記者|记者|기자)s?\s*[:：]\s*",
    re.I,
)
_CUT = re.compile(
    r"\s*(?:[|•·—–\n]|\s-\s|\bon\s+\w+\s+\d|\b(?:published|updated|posted|last)\b|\d{1,2}[:.]\d\d|\d{4}).*$",
    re.I | re.S,
)
_NAME = re.compile(r"^[^\W\d_][\w.'’\-]*(?:\s+[^\W\d_][\w.'’\-]*){0,5}$")
_NOT_NAMES = frozenset(
    "admin administrator editor editors staff webmaster author authors unknown guest anonymous none null user root by "
    "written posted published the team editorial contributor writer share follow".split()
)
_AND = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b)\s+")


def read(meta: Meta, lines: list[Line], title: str | None, outlet: str | None) -> tuple[str | None, Evidence | None]:
    """Return (byline without ``By``, evidence); (None, None) when the page names no writer.

    Order of trust: a person whom the JSON-LD states and the visible page shows; a visible line ``By …`` near the
    headline; a ``meta`` name that the page shows; elements near the headline that are marked as the author's, by
    class or by a link to an author's page.
    """
    shown = " ".join(line.text for line in lines).casefold()
    fits = _Fit(title)
    persons = _persons(meta.json.article.get("author"))
    own = outlet.casefold() if outlet else None
    stated = [name for value in persons for name in _shown(value, shown) if fits(name) and name.casefold() != own]
    if stated:
        return _made("restore.byline.json", stated, lines)
    head = _head(lines, title)
    for at, line in enumerate(head):
        text = line.text
        if _BARE.match(text) and at + 1 < len(head):
            text = f"By {head[at + 1].text}"
        if line.role != "credit" and _says(text) and (name := clean(signed.without_by(text))) and fits(name):
            return name, Evidence(rule="restore.byline.line", quote=line.text, locus="page", where=line.place)
    for key in _META:
        names = [name for value in meta.tags.get(key, [])[:6] for name in _shown(value, shown) if fits(name)]
        if names:
            return _made("restore.byline.meta", names, lines)
    for line in lines:
        if line.role == "byline" and (name := clean(signed.without_by(line.text))) and fits(name):
            return name, Evidence(rule=line.rule, quote=line.text, locus="page", where=line.place)
    found = _marked(meta, head, fits)
    unseen = [name for name in persons if " " in name and fits(name) and name.casefold() != own and _NAME.match(name)]
    if found[0] is None and unseen:
        text = _join(unseen[:4])
        note = "The page states this name and does not show it."
        return text, Evidence(rule="restore.byline.unseen", quote=text, locus="page", weight=0.5, note=note)
    return found


def _says(text: str) -> bool:
    """Tell whether a line is ``By`` and names; other languages' words for it must be followed by a name alone."""
    if text.casefold().startswith(_CREDITS) or ";" in text:
        return False
    if _BY.match(text):
        return len(text) <= 160
    return signed.says_by(text) and bool(_CAPITALISED.match(signed.name_of(text)))


_CREDITS = ("reporting", "editing", "photo", "image", "compiled", "edited", "translated")
_CAPITALISED = re.compile(
    r"^(?:[^\W\d_a-z][\w.'’\-]*|(?:de|da|del|van|von|der|den|bin|al|el|la|y|e|and|und|et)\b|[ ,&])+$"
)
_MARKED = 60
"""Characters of a marked name with its role or outlet; longer texts are biographies."""
_META = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
         "citation_author", "twitter:data1")  # fmt: skip
_BARE = re.compile(r"^(?:(?:written|words|story|reporting|posted)\s+)?by:?$", re.I)
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
            name = clean(text)
            named = name and fits(name) and _NAME.match(name.split(",")[0]) and len(name) <= _MARKED
            if by == rule and name and named and name.casefold() in joined:
                names.append(name)
        kept = list(dict.fromkeys(names))[:8]
        if kept:
            return _made(rule, kept, head)
    for line in head:
        named = bool(line.href and _AUTHOR_PAGE.search(line.href)) or bool(_AUTHOR_WORDS.search(line.hint[:80]))
        name = clean(line.text)
        if named and name and fits(name) and _NAME.match(name) and len(name.split()) in (2, 3, 4) and name[0].isupper():
            return _made("restore.byline.link", [name], head)
    return None, None


def _persons(value: Any) -> list[str]:
    """Return the names of a JSON-LD author value, organisations left out."""
    items = value if isinstance(value, list) else [value]
    found = []
    for item in items[:30]:
        kind = str(item.get("@type", "")) if isinstance(item, dict) else ""
        if "Organization" not in kind:
            found += embedded.names(item)
    return list(dict.fromkeys(found))


def _shown(value: str, shown: str) -> list[str]:
    """Return a stated name as the page shows it: whole, else its parts; none that the page does not show."""
    whole = clean(value)
    if whole and whole.casefold() in shown:
        return [whole]
    parts = [part.strip() for part in _AND.split(whole or "")]
    return [part for part in parts if len(part) > 3 and " " in part and part.casefold() in shown]


def _made(rule: str, names: list[str], lines: list[Line]) -> tuple[str, Evidence]:
    text = _join(list(dict.fromkeys(names)))
    return text, _evidence(rule, text, lines)


def clean(text: str) -> str | None:
    """Return a name as printed, without ``By``, labels, and what follows it (dates, roles after a bar)."""
    text = " ".join(text.split())
    if text.startswith(("http:", "https:", "@", "www.")):
        return None
    text = _LABEL.sub("", _BY.sub("", _OTHER_BY.sub("", text)))
    if any(char.isdigit() for char in text):
        for start, _, _ in dates.find(text):
            text = text[:start]
            break
    text = _CUT.sub("", text).strip(" ,.;:|-–—/")
    return text or None


class _Fit:
    """Whether a text can be a writer's name on this page."""

    def __init__(self, title: str | None) -> None:
        self.others = {title.casefold()} if title else set()

    def __call__(self, name: str) -> bool:
        """Tell whether the text is short, without digits, and neither the headline nor a role."""
        folded = name.casefold()
        if not 2 < len(name) <= 120 or "@" in name or "/" in name or any(char.isdigit() for char in name):
            return False
        if folded in self.others:
            return False
        words = folded.split()
        return len(words) <= 14 and not all(word.strip(".,:") in _NOT_NAMES for word in words)


def _head(lines: list[Line], title: str | None) -> list[Line]:
    """Return the short lines around the headline: a few above, more below."""
    at = next((number for number, line in enumerate(lines) if line.role == "title"), None)
    if at is None:
        return [line for line in lines[:40] if len(line.text) <= 160]
    return [line for line in lines[max(0, at - 4) : at + 16] if len(line.text) <= 160]


def _join(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def _evidence(rule: str, text: str, lines: list[Line]) -> Evidence:
    name = text.split(",")[0].split(" and ")[0].casefold()
    for line in lines:
        if name in line.text.casefold() and len(line.text) <= 300:
            return Evidence(rule=rule, quote=line.text, locus="page", where=line.place)
    return Evidence(rule=rule, quote=text, locus="page")
