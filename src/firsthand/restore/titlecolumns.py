"""The columns that the headline model sees of a candidate: agreement, place, length, what was cut off."""

import dataclasses
import re
from collections import Counter

import numpy as np
from rapidfuzz import fuzz

from firsthand.restore import embedded, metadata, trees
from firsthand.restore.draft import Line
from firsthand.restore.metadata import Meta
from firsthand.restore.titlecandidates import COLON, SEPARATOR, Candidate, pieces, stated

NAMES: tuple[str, ...] = (
    "h1", "of_h1", "lower", "shown", "line", "headline", "og", "twitter", "json", "title", "cut_og", "cut_title",
    "cut_json", "like_og", "like_title", "like_json", "like_h1", "chars", "words", "longest", "separators", "outlet",
    "rest", "rest_outlet", "head_cut", "votes", "has_og", "has_json", "has_h1", "capitals", "ends", "colon",
    "curly", "alike", "slug", "of_slug",
    "before_prose", "linked", "in_lead", "in_description", "same_as_stated", "stated_h1", "nearest_h1",
    "nearest_stated", "part_of_stated", "year", "longest_h1", "logo", "said", "of_element", "initials", "digits",
    "question", "bracket",
)  # fmt: skip
"""The columns of the model, in order."""
_PROSE = 140
"""Characters of a line, few of them in links, from which on it is read as running text."""
_LEAD = 6
"""Lines of running text whose words a headline is expected to share."""
_LOGO = re.compile(r"\b(?:logo|site-?title|brand|masthead|sitename|blog-?title)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_INITIAL = re.compile(r"\b\w")
_MARKS = str.maketrans("‘’“”«»–—", '\'\'""""--')
_LETTERS = re.compile(r"[^\W_]+")


@dataclasses.dataclass(frozen=True, slots=True)
class _Page:
    """What the columns of all candidates of one page need."""

    whole: dict[str, str]
    """Text of each statement."""
    headings: list[str]
    """The ``h1``, case folded."""
    first: str
    """The first of them as printed."""
    longest: int
    """Characters of the longest candidate."""
    outlet: str
    """Case folded."""
    slug: frozenset[str]
    """Words of the address."""
    alike: Counter[str]
    """How often each text occurs among the candidates, marks and case aside."""
    statements: list[str]
    """What the head says, case folded."""
    bare: Counter[str]
    """The same, marks and case aside."""
    forms: frozenset[str]
    """The same, with what separators part."""
    prose: list[int]
    """Numbers of the lines of running text."""
    lead: frozenset[str]
    """Words of the first of them."""
    described: frozenset[str]
    """Words of the description in the head."""
    element: int
    """Characters of the ``title`` element."""


def table(found: list[Candidate], meta: Meta, lines: list[Line], outlet: str | None) -> trees.Array:
    """Return one row a candidate, with the columns `NAMES`."""
    page = _page(found, meta, lines, outlet)
    return np.array([[*_row(one, page), *_forms(one.text, page), *_around(one, page)] for one in found], np.float32)


def _page(found: list[Candidate], meta: Meta, lines: list[Line], outlet: str | None) -> _Page:
    said = list(stated(meta).values())
    headings = [one.text for one in found if one.rank]
    prose = [at for at, line in enumerate(lines) if len(line.text) > _PROSE and line.links < 0.4]
    described = metadata.first(meta, "og:description", "description", "twitter:description") or ""
    return _Page(
        whole={source: one.text for one in found for source in one.whole},
        headings=[text.casefold() for text in headings],
        first=headings[0] if headings else "",
        longest=max(len(one.text) for one in found),
        outlet=outlet.casefold() if outlet else "",
        slug=_slug(meta),
        alike=Counter(bare(one.text) for one in found),
        statements=[text.casefold() for text in said],
        bare=Counter(bare(text) for text in said),
        forms=frozenset(bare(form) for text in said for form, _, _ in pieces(text)),
        prose=prose,
        lead=_words(" ".join(lines[at].text for at in prose[:_LEAD])[:3_000]),
        described=_words(embedded.plain(described)),
        element=len(meta.title or ""),
    )


def bare(text: str) -> str:
    """Return a text without case, marks and spaces, for comparing."""
    return "".join(_LETTERS.findall(text.casefold()))


def _words(text: str) -> frozenset[str]:
    return frozenset(_LETTERS.findall(text.casefold()))


def _slug(meta: Meta) -> frozenset[str]:
    """Return the words of the last long step of the page's own address: often the headline as first written."""
    address, _ = metadata.address(meta, None)
    steps = [step for step in re.split(r"[/?#]", address or "")[3:] if step.count("-") + step.count("_") >= 2]
    return _words(steps[-1]) if steps else frozenset()


def _forms(text: str, page: _Page) -> list[float]:
    """Return how its form agrees with the other candidates' and with the address.

    Whether it holds typographic marks, how many candidates differ from it by marks and case at most, the share of its
    words that stand in the address, and the other way round; -1 without an address.
    """
    words = _words(text)
    both = len(words & page.slug)
    known = bool(page.slug and words)
    return [
        float(text.translate(_MARKS) != text),
        float(page.alike[bare(text)]),
        both / len(words) if known else -1.0,
        both / len(page.slug) if known else -1.0,
    ]


def _row(one: Candidate, page: _Page) -> list[float]:
    text, folded = one.text, one.text.casefold()
    rest = one.cut.get("og") or one.cut.get("title") or one.cut.get("json") or ""
    return [
        float(one.rank),
        float(len(page.headings)),
        float(one.line is not None and one.line.tag in ("h2", "h3")),
        float(one.line is not None),
        float(min(one.at, 200)),
        float(one.line is not None and "headline" in one.line.hint[:60]),
        *(float(source in one.whole) for source in ("og", "twitter", "json", "title")),
        *(float(source in one.cut) for source in ("og", "title", "json")),
        *(_like(folded, page.whole.get(source)) for source in ("og", "title", "json")),
        _like(folded, page.first),
        float(len(text)),
        float(text.count(" ") + 1),
        len(text) / page.longest,
        float(len(SEPARATOR.findall(text))),
        _like(folded, page.outlet),
        float(len(rest)),
        fuzz.partial_ratio(rest.casefold(), page.outlet) / 100 if rest and page.outlet else -1.0,
        float(one.head_cut),
        float(len(one.whole) + len(one.cut) + (one.line is not None)),
        float("og" in page.whole),
        float("json" in page.whole),
        float(bool(page.first)),
        sum(char.isupper() for char in text) / len(text),
        float(text[-1] in ".!?…:"),
        float(bool(COLON.match(text))),
    ]


def _around(one: Candidate, page: _Page) -> list[float]:
    """Return where it stands before the running text, and what it shares with that and with all statements."""
    text, folded, words, same = one.text, one.text.casefold(), _words(one.text), bare(one.text)
    gap = next((at - one.at for at in page.prose if at > one.at), 99) if one.at >= 0 else -1
    initials = _INITIAL.findall(text)
    return [
        float(gap),
        one.line.links if one.line else -1.0,
        len(words & page.lead) / max(1, len(words)),
        len(words & page.described) / max(1, len(words)) if page.described else -1.0,
        float(same in page.forms) + float(same in page.bare),
        float(any(bare(heading) in page.forms for heading in page.headings)),
        max((_like(folded, heading) for heading in page.headings), default=-1.0),
        max((_like(folded, said) for said in page.statements), default=-1.0),
        max((fuzz.partial_ratio(folded, said) / 100 for said in page.statements), default=-1.0),
        float(bool(_YEAR.search(text))),
        float(max(map(len, page.headings), default=0)),
        float(one.line is not None and bool(_LOGO.search(one.line.hint[:80]))),
        float(page.bare[same]),
        len(text) / max(1, page.element),
        sum(char.isupper() for char in initials) / max(1, len(initials)),
        float(sum(char.isdigit() for char in text)),
        float("?" in text),
        float("(" in text or "[" in text),
    ]


def _like(folded: str, other: str | None) -> float:
    return fuzz.ratio(folded, other.casefold()) / 100 if other else -1.0
