"""What could be a page's headline: its headings, the statements of its head, and these cut at their separators."""

import dataclasses
import re

from rapidfuzz import fuzz

from firsthand.restore import embedded, metadata
from firsthand.restore.draft import Line
from firsthand.restore.metadata import Meta

SEPARATOR = re.compile(r"\s+[|\-–—•·»:›/]\s+|\s*[|»›]\s*|\s+::\s+")
COLON = re.compile(r"^([^:：]{2,40})[:：]\s+(?=\S)")
"""A name before a colon: ``<site>: <headline>``, but also ``<topic>: <headline>``."""
HEADINGS = ("h1", "h2", "h3")
_SOURCES = ("og", "twitter", "json", "title")


@dataclasses.dataclass(slots=True)
class Candidate:
    """A text that could be the headline."""

    text: str
    """White space folded."""
    line: Line | None = None
    """The first line that shows it."""
    at: int = -1
    """Number of that line; -1 when it is not shown."""
    rank: int = 0
    """1 for the first ``h1``, and so on; 0 when it is none."""
    whole: set[str] = dataclasses.field(default_factory=set)
    """Statements that say just this."""
    cut: dict[str, str] = dataclasses.field(default_factory=dict)
    """Statement of which it is a part, to what was cut off."""
    head_cut: bool = False
    """Whether the beginning was cut off."""


def candidates(meta: Meta, lines: list[Line]) -> list[Candidate]:
    """Return the candidates of a page, those that the page shows first, in page order."""
    said = stated(meta)
    forms: dict[str, Candidate] = {}
    for source, text in said.items():
        for form, rest, head_cut in pieces(text):
            one = forms.setdefault(form, Candidate(form))
            if rest:
                one.cut.setdefault(source, rest)
                one.head_cut = one.head_cut or head_cut
            else:
                one.whole.add(source)
    rank = 0
    headings: list[Candidate] = []
    for at, line in enumerate(lines[:_MOST]):
        text = line.text
        if line.tag == "h1" and len(text) <= 400 and rank < 6:
            rank += 1
            headings.append(_shown(forms, text, line, at, rank))
        elif (text in forms and forms[text].line is None and line.links < 0.9) or (
            len(headings) < 14 and _is_heading(line) and _nearest(text, said) >= 50
        ):
            headings.append(_shown(forms, text, line, at, 0))
    shown = {id(one) for one in headings}
    unique = list({id(one): one for one in headings}.values())
    return (unique + [one for one in forms.values() if id(one) not in shown])[:60]


def _is_heading(line: Line) -> bool:
    return 8 < len(line.text) <= 300 and (line.tag in HEADINGS or "headline" in line.hint[:60])


def _nearest(text: str, stated: dict[str, str]) -> float:
    return max((fuzz.ratio(text.casefold(), form.casefold()) for form in stated.values()), default=0.0)


_MOST = 600
"""Lines among which a headline is looked for."""


def _shown(forms: dict[str, Candidate], text: str, line: Line, at: int, rank: int) -> Candidate:
    one = forms.setdefault(text, Candidate(text))
    if one.line is None or (rank and not one.rank):
        one.line, one.at = line, at
    one.rank = one.rank or rank
    return one


def stated(meta: Meta) -> dict[str, str]:
    """Return what the head says the headline is, by where it says so; tags and entities decoded."""
    values = (
        metadata.first(meta, "og:title"),
        metadata.first(meta, "twitter:title"),
        metadata.string(meta.json.article.get("headline")),
        meta.title,
    )
    found = {source: embedded.plain(value)[:400] for source, value in zip(_SOURCES, values, strict=True) if value}
    return {source: text for source, text in found.items() if text}


def pieces(title: str) -> list[tuple[str, str, bool]]:
    """Return (form, what was cut off, whether the beginning was) for a title and its parts between separators."""
    cuts = [found.span() for found in SEPARATOR.finditer(title)][:8]
    forms = [(title, "", False)]
    forms += [(title[:low].strip(), title[high:].strip(), False) for low, high in cuts]
    forms += [(title[high:].strip(), title[:low].strip(), True) for low, high in cuts]
    if found := COLON.match(title):
        forms.append((title[found.end() :], found[1], True))
        forms += [(title[found.end() : low].strip(), title[high:].strip(), True) for low, high in cuts[-1:]]
    return [form for form in forms if form[0]]
