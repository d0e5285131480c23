"""Forged pages: a real text, passed off as another newsroom's by the means that cost least.

Nothing here is meant to be read. To fool a counter no sense is needed: words are exchanged for others about as common,
names, numbers and who said it stay. That is what the best paraphrase could do to the words, at the lowest price.
"""

import dataclasses
import datetime as dt
import html
import zlib
from collections.abc import Collection

from firsthand.model import Article, Record, Sighting, Span
from firsthand.model.record import record_id
from firsthand.text import names
from firsthand.text.normalise import words
from firsthand.text.rates import around, rate

ORDINARY = 0.3
"""Words in more articles than this hold sentences together; a paraphrase keeps them."""
_FIRST = "Fen Brack Holl Tarn Wex Yarrow Quill Sedge Morr Culver Stane Thorn Varley Ember Linden Osk".split()
_LAST = "Chronicle Observer Ledger Dispatch Bulletin Gazette Examiner Tribune".split()
_GIVEN = "Ida Joss Merle Odo Tilda Bram Greta Ivor Nell Ruben Sanne Viggo".split()
_FAMILY = "Aldous Brandt Corvey Dunmore Eskil Farrow Gellert Hask Imrie Jarrow Kelso Lomax".split()
_PLACES = "HOLLMERE BRACKSTOW QUILLHAVEN SEDGEFORD WEXLOW OSKBURY".split()


@dataclasses.dataclass(frozen=True, slots=True)
class Means:
    """What a forger does to a text."""

    title: bool = False
    """Write another headline."""
    days: int = 0
    """Days by which the stated date lies after the true one."""
    unmarked: bool = True
    """Take out the agency's dateline and credit."""
    byline: bool = False
    """Sign it with an invented name, under an invented masthead."""
    dateline: bool = False
    """Open it with another place."""
    part: tuple[int, int] = (0, 1)
    """(which, of how many) parts of the text."""
    cloned: bool = False
    """All forged pages wear one layout; without it each has one of its own."""
    exchanged: float = 0.0
    """Share of the ordinary words that are exchanged."""
    told: bool = False
    """Add a sentence in which somebody told the paper what the text says."""
    voice: bool = False
    """Open with an invented party that says what the text says, under invented names."""


@dataclasses.dataclass(frozen=True, slots=True)
class Forged:
    """One forged page."""

    record: Record
    site: str
    written: int
    """Words that had to be written anew."""


def forge(victim: Article, day: dt.date | None, means: Means, number: int) -> Forged:
    """Return a forged page.

    Args:
        victim: the page whose text is taken.
        day: when it was written; None where that is not known.
        means: what is done to it.
        number: which forged page it is; site, masthead and names hang on it.
    """
    site = f"{_FIRST[number % len(_FIRST)].lower()}{number}.example"
    outlet = f"The {_FIRST[number % len(_FIRST)]} {_LAST[number % len(_LAST)]}" if means.byline else None
    body, written = _body(victim, means, number)
    title = victim.title or ""
    if means.title:
        title, more = _exchange(title, 1.0, number, ())
        written += more
    added = _added(victim, means, number, outlet)
    written += sum(len(text.split()) for text in added)
    lead = f"{_PLACES[number % len(_PLACES)]} — " if means.dateline else ""
    paragraphs = [each for each in body.split("\n\n") if each.strip()]
    paragraphs = [*added[:1], *paragraphs, *added[1:]] if means.voice else [*paragraphs, *added]
    if paragraphs:
        paragraphs[0] = lead + paragraphs[0]
    stated = day + dt.timedelta(days=means.days) if day is not None else None
    author = f"{_GIVEN[number % len(_GIVEN)]} {_FAMILY[number * 5 % len(_FAMILY)]}" if means.byline else None
    written += 2 * means.byline + means.dateline
    page = _page(title, outlet, author, stated, paragraphs, 0 if means.cloned else number)
    payload, url = page.encode(), f"https://{site}/news/{number}"
    key = record_id(payload, url, None, None)
    place = Sighting(file=f"forged/{site}.html")
    return Forged(
        Record(id=key, payload=payload, media="html", encoding="utf-8", url=url, sighting=place), site, written
    )


def _body(victim: Article, means: Means, number: int) -> tuple[str, int]:
    """Return the words of the text that a forged page has, and how many of them are new."""
    text = victim.text
    if means.unmarked and victim.dateline is not None:
        text = text[victim.dateline.where.end :].lstrip(" —–-:\n")
    which, parts = means.part
    paragraphs = text.split("\n\n")
    size = -(-len(paragraphs) // parts)
    text = "\n\n".join(paragraphs[which * size : (which + 1) * size])
    return _exchange(text, means.exchanged, number, _cues(text))


def _cues(text: str) -> list[Span]:
    """Return nothing that may be exchanged: names."""
    return [name.span for name in names.find(text)]


def _exchange(text: str, share: float, number: int, kept: Collection[Span]) -> tuple[str, int]:
    """Return a text with a share of its ordinary words exchanged for others about as common, and how many were."""
    if share <= 0:
        return text, 0
    held = {at for span in kept for at in range(span.start, span.end)}
    out: list[str] = []
    last = exchanged = 0
    for place, (word, start, end) in enumerate(words(text)):
        if start in held or rate(word) >= ORDINARY or word[0].isdigit() or word in _SAYING:
            continue
        if zlib.crc32(f"{number} {place}".encode()) % 1000 >= share * 1000:
            continue
        choice = around(rate(word))
        other = choice[zlib.crc32(f"{number} {word}".encode()) % len(choice)]
        out += [text[last:start], other.capitalize() if text[start].isupper() else other]
        last, exchanged = end, exchanged + 1
    return "".join([*out, text[last:]]), exchanged


_SAYING = frozenset("said says say told tells added according announced reported warned confirmed denied".split())
"""Words that name who speaks: who exchanges them loses the quotation with them."""


def _added(victim: Article, means: Means, number: int, outlet: str | None) -> list[str]:
    """Return the sentences that a forger adds."""
    someone = f"{_GIVEN[(number + 3) % len(_GIVEN)]} {_FAMILY[(number * 7 + 2) % len(_FAMILY)]}"
    what = " ".join((victim.title or victim.text[:80]).split()[:8]).rstrip(".,;:")
    added = []
    if means.voice:
        added.append(f"{what}, {someone} of the {_FIRST[number % len(_FIRST)]} Residents Union said.")
    if means.told:
        paper = outlet or "this newspaper"
        added.append(f"“I saw it with my own eyes,” {someone}, who lives nearby, told {paper}.")
    return added


def _page(
    title: str, outlet: str | None, author: str | None, day: dt.date | None, paragraphs: list[str], layout: int
) -> str:
    """Return the page; every layout has names of its own for its parts, and another order of what stands around."""
    name = _FIRST[layout % len(_FIRST)].lower() + str(layout)
    esc = html.escape
    head = f"<title>{esc(title)}{' | ' + esc(outlet) if outlet else ''}</title>"
    if outlet:
        head += f'<meta property="og:site_name" content="{esc(outlet)}">'
    if day is not None:
        head += f'<meta property="article:published_time" content="{day.isoformat()}T09:00:00Z">'
    by = f'<p class="{name}-by">By {esc(author)}</p>' if author else ""
    when = f'<time class="{name}-at" datetime="{day.isoformat()}">{day:%d %B %Y}</time>' if day else ""
    marks = (by, when) if layout % 2 else (when, by)
    body = "".join(f'<p class="{name}-p">{esc(each)}</p>' for each in paragraphs)
    around_it = f'<nav class="{name}-nav"><a href="/">Home</a><a href="/{name}">{name.title()}</a></nav>'
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">{head}</head><body class="{name}">{around_it}'
        f'<article class="{name}-story"><h1>{esc(title)}</h1>{"".join(marks)}{body}</article>'
        f'<footer class="{name}-foot">{esc(outlet or name)}</footer></body></html>'
    )
