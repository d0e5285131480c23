"""Who wrote it, as printed. A name that the visible page does not show is not believed."""

import re
from collections.abc import Iterable

from firsthand.model import Evidence
from firsthand.restore import embedded
from firsthand.restore.draft import Line
from firsthand.restore.metadata import Meta, first

_BY = re.compile(
    r"^\s*(?:(?:written|words|text|story|reporting|posted|published|analysis|opinion)\s+)?by\s*:?\s+", re.I
)
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
    "admin administrator editor staff webmaster author unknown guest anonymous none null user root".split()
)
_AND = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b)\s+")


def read(meta: Meta, lines: list[Line], title: str | None, outlet: str | None) -> tuple[str | None, Evidence | None]:
    """Return (byline without ``By``, evidence); (None, None) when the page names no writer.

    Order of trust: a stated name (JSON-LD, meta) that the visible page shows too; an element marked as the author's;
    a visible line ``By …`` near the headline.
    """
    shown = " ".join(line.text for line in lines).casefold()
    head = _head(lines, title)
    for rule, names in _stated(meta):
        kept = [name for name in names if _plausible(name, title, outlet) and name.casefold() in shown]
        if kept:
            text = _join(kept)
            return text, _evidence(rule, text, lines)
    for line in head:
        if _BY.match(line.text) and (name := clean(line.text)) and _plausible(name, title, outlet):
            return name, Evidence(rule="restore.byline.line", quote=line.text, locus="page", where=line.place)
    marked = [(rule, name) for rule, text in meta.bylines if (name := clean(text)) and _plausible(name, title, outlet)]
    for rule, name in marked:
        if _NAME.match(name) and any(name.casefold() in line.text.casefold() for line in head):
            return name, _evidence(rule, name, lines)
    return None, None


def _stated(meta: Meta) -> Iterable[tuple[str, list[str]]]:
    yield "restore.byline.json", _split(embedded.names(meta.json.article.get("author")))
    for key in ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "twitter:data1"):
        for value in meta.tags.get(key, [])[:3]:
            yield "restore.byline.meta", _split([value])
    creator = first(meta, "dcterms.creator", "citation_author")
    if creator:
        yield "restore.byline.meta", _split([creator])


def _split(values: list[str]) -> list[str]:
    found = []
    for value in values:
        for name in _AND.split(clean(value) or ""):
            if name and name not in found:
                found.append(name)
    return found


def clean(text: str) -> str | None:
    """Return a name as printed, without ``By``, labels, and what follows it (dates, roles after a bar)."""
    text = " ".join(text.split())
    if text.startswith(("http:", "https:", "@", "www.")):
        return None
    text = _CUT.sub("", _LABEL.sub("", _BY.sub("", text))).strip(" ,.;:|-–—/")
    return text or None


def _plausible(name: str, title: str | None, outlet: str | None) -> bool:
    folded = name.casefold()
    if not 2 < len(name) <= 80 or folded in _NOT_NAMES or "@" in name or "/" in name:
        return False
    if len(name.split()) > 10 or any(char.isdigit() for char in name):
        return False
    return not (title and folded == title.casefold())


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
