"""The headline: one of what the head states and what the page shows, by how these agree.

Candidates are the headings, the statements of the head (``og:title``, ``twitter:title``, JSON-LD, ``title``), and those
cut at their separators. A small model of boosted trees, trained on candidates of other sites, scores each by agreement
with the others, place, length and what was cut off; nothing in it knows a word.
"""

import dataclasses
import re
from collections import Counter

import numpy as np
from rapidfuzz import fuzz

from firsthand.model import Evidence, Span
from firsthand.restore import embedded, metadata, trees
from firsthand.restore.draft import Line
from firsthand.restore.metadata import Meta

_SEPARATOR = re.compile(r"\s+[|\-–—•·»:›/]\s+|\s*[|»›]\s*|\s+::\s+")
_COLON = re.compile(r"^([^:：]{2,40})[:：]\s+(?=\S)")
"""A name before a colon: ``<site>: <headline>``, but also ``<topic>: <headline>``."""
_HEADINGS = ("h1", "h2", "h3")
_SOURCES = ("og", "twitter", "json", "title")
MODEL = "titles"
NAMES: tuple[str, ...] = (
    "h1", "of_h1", "lower", "shown", "line", "headline", "og", "twitter", "json", "title", "cut_og", "cut_title",
    "cut_json", "like_og", "like_title", "like_json", "like_h1", "chars", "words", "longest", "separators", "outlet",
    "rest", "rest_outlet", "head_cut", "votes", "has_og", "has_json", "has_h1", "capitals", "ends", "colon",
    "curly", "alike", "slug", "of_slug",
)  # fmt: skip
"""The columns of the model, in order."""


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


def read(meta: Meta, lines: list[Line], outlet: str | None) -> tuple[str | None, Line | None, Evidence | None]:
    """Return (headline, the line that shows it, evidence); (None, None, None) when the page has none."""
    found = candidates(meta, lines)
    if not found:
        return None, None, None
    scores = trees.load(MODEL).score(table(found, meta, outlet))
    best = found[int(np.argmax(scores))]
    if best.line is not None:
        rule = (
            "restore.title.h1"
            if best.rank
            else "restore.title.heading"
            if best.line.tag in _HEADINGS
            else ("restore.title.shown")
        )
        return best.line.text, best.line, _evidence(rule, best.line.text, best.line.place)
    rule = "restore.title.stated" if best.whole & {"og", "twitter", "json"} else "restore.title.element"
    return best.text, None, _evidence(rule, best.text, None)


def candidates(meta: Meta, lines: list[Line]) -> list[Candidate]:
    """Return the candidates of a page, those that the page shows first, in page order."""
    stated = _stated(meta)
    forms: dict[str, Candidate] = {}
    for source, text in stated.items():
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
            len(headings) < 14 and _is_heading(line) and _nearest(text, stated) >= 50
        ):
            headings.append(_shown(forms, text, line, at, 0))
    shown = {id(one) for one in headings}
    unique = list({id(one): one for one in headings}.values())
    return (unique + [one for one in forms.values() if id(one) not in shown])[:60]


def _is_heading(line: Line) -> bool:
    return 8 < len(line.text) <= 300 and (line.tag in _HEADINGS or "headline" in line.hint[:60])


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


def _stated(meta: Meta) -> dict[str, str]:
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
    cuts = [found.span() for found in _SEPARATOR.finditer(title)][:8]
    forms = [(title, "", False)]
    forms += [(title[:low].strip(), title[high:].strip(), False) for low, high in cuts]
    forms += [(title[high:].strip(), title[:low].strip(), True) for low, high in cuts]
    if found := _COLON.match(title):
        forms.append((title[found.end() :], found[1], True))
        forms += [(title[found.end() : low].strip(), title[high:].strip(), True) for low, high in cuts[-1:]]
    return [form for form in forms if form[0]]


def table(found: list[Candidate], meta: Meta, outlet: str | None) -> trees.Array:
    """Return one row a candidate, with the columns `NAMES`."""
    slug = _slug(meta)
    alike = Counter(_bare(one.text) for one in found)
    whole = {source: one.text for one in found for source in one.whole}
    first = next((one.text for one in found if one.rank), "")
    ones = sum(one.rank > 0 for one in found)
    longest = max(len(one.text) for one in found)
    name = outlet.casefold() if outlet else ""
    rows = [
        [*_row(one, whole, first, ones, longest, name), *_forms(one.text, alike), *_of_slug(one.text, slug)]
        for one in found
    ]
    return np.array(rows, dtype=np.float32)


_QUOTES = str.maketrans("‘’“”«»–—", '\'\'""""--')
_LETTERS = re.compile(r"[^\W_]+")


def _bare(text: str) -> str:
    return "".join(_LETTERS.findall(text.casefold()))


def _forms(text: str, alike: Counter[str]) -> list[float]:
    """Return whether it holds typographic marks, and how many candidates differ from it by marks and case at most."""
    return [float(text.translate(_QUOTES) != text), float(alike[_bare(text)])]


def _slug(meta: Meta) -> frozenset[str]:
    """Return the words of the last long step of the page's own address: often the headline as first written."""
    address, _ = metadata.address(meta, None)
    steps = [step for step in re.split(r"[/?#]", address or "")[3:] if step.count("-") + step.count("_") >= 2]
    return frozenset(_LETTERS.findall(steps[-1].casefold())) if steps else frozenset()


def _of_slug(text: str, slug: frozenset[str]) -> list[float]:
    """Return the shares of its words that stand in the address, and the other way round; -1 without an address."""
    words = set(_LETTERS.findall(text.casefold()))
    if not slug or not words:
        return [-1.0, -1.0]
    both = len(words & slug)
    return [both / len(words), both / len(slug)]


def _row(one: Candidate, whole: dict[str, str], first: str, ones: int, longest: int, outlet: str) -> list[float]:
    text, folded = one.text, one.text.casefold()
    rest = one.cut.get("og") or one.cut.get("title") or one.cut.get("json") or ""
    return [
        float(one.rank),
        float(ones),
        float(one.line is not None and one.line.tag in ("h2", "h3")),
        float(one.line is not None),
        float(min(one.at, 200)),
        float(one.line is not None and "headline" in one.line.hint[:60]),
        float("og" in one.whole),
        float("twitter" in one.whole),
        float("json" in one.whole),
        float("title" in one.whole),
        float("og" in one.cut),
        float("title" in one.cut),
        float("json" in one.cut),
        _like(folded, whole.get("og")),
        _like(folded, whole.get("title")),
        _like(folded, whole.get("json")),
        _like(folded, first),
        float(len(text)),
        float(text.count(" ") + 1),
        len(text) / longest,
        float(len(_SEPARATOR.findall(text))),
        _like(folded, outlet),
        float(len(rest)),
        fuzz.partial_ratio(rest.casefold(), outlet) / 100 if rest and outlet else -1.0,
        float(one.head_cut),
        float(len(one.whole) + len(one.cut) + (one.line is not None)),
        float("og" in whole),
        float("json" in whole),
        float(bool(first)),
        sum(char.isupper() for char in text) / len(text),
        float(text[-1] in ".!?…:"),
        float(bool(_COLON.match(text))),
    ]


def _like(folded: str, other: str | None) -> float:
    return fuzz.ratio(folded, other.casefold()) / 100 if other else -1.0


def _evidence(rule: str, quote: str, where: Span | None) -> Evidence:
    return Evidence(rule=rule, quote=quote, locus="page", where=where)
