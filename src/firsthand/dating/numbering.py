"""Running numbers in addresses order the pages of one site: ``/story/1042`` was made between 1041 and 1043."""

import dataclasses
import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from firsthand.dating.claim import word
from firsthand.model import Article, Clue, Evidence

_NUMBER = re.compile(r"(?<![\d.])(?P<n>[1-9]\d{2,11})(?!\d)")
_YEARLIKE = re.compile(r"(?:19|20)\d\d(?:[01]\d(?:[0-3]\d(?:\d\d)*)?)?")
_LEAST = 8
"""Pages with a number and a day from which a site's numbers are looked at."""
_ORDERED = 0.9
"""Share of the days that have to rise with the numbers: those of the longest rising run, and those that fit in it."""
_SLACK = dt.timedelta(2)
"""Days by which neighbours may be out of order: pieces are numbered when they are begun."""
_AFTER_WEIGHT = 3.0
"""Log-odds that a text was not written after a page with a higher number had been published."""
_BEFORE_WEIGHT = 1.0
"""Log-odds that it was not written before the page with the lower number: old texts get new pages."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Page:
    number: int
    day: dt.date
    record: str


def number_clues(articles: Sequence[Article], clues: Mapping[str, tuple[Clue, ...]]) -> dict[str, tuple[Clue, ...]]:
    """Return what the running numbers of a site say about its pages, by record.

    Only sites whose numbers rise with the days that their pages state: at least eight such pages, of which nine in ten
    stand in one rising run. A page of the run itself is told nothing. A page that states no day, or one out of the run,
    was made between its neighbours' days; its text is not younger, and probably not older.
    The numbers order pages, not texts: of a text with several pages only the upper bound holds.
    Rules: ``dating.number.before``, ``dating.number.after``.

    Args:
        articles: Articles of the archive.
        clues: Clues by record id.
    """
    sites: dict[tuple[str, str], list[tuple[int, Article]]] = defaultdict(list)
    for article in articles:
        found = _numbered(article)
        if found is not None:
            sites[found[0]].append((found[1], article))
    told: dict[str, tuple[Clue, ...]] = {}
    for (site, _), members in sorted(sites.items()):
        run, fitting = _run(members, clues)
        for number, article in members if run else ():
            if article.record not in fitting:
                told[article.record] = _between(site, number, article, run)
    return told


def _numbered(article: Article) -> tuple[tuple[str, str], int] | None:
    """Return the site with the form of the address, and its running number; None where it has none.

    The form is how deep the number stands, whether in a query, and what follows it: numbers of one kind are compared.
    """
    url = article.url
    if url is None or article.site is None:
        return None
    path = url[url.find("/", url.find("//") + 2) :] if "//" in url else url
    numbers = [match for match in _NUMBER.finditer(path[:500]) if not _YEARLIKE.fullmatch(match["n"])]
    if not numbers:
        return None
    last = numbers[-1]
    before = path[: last.start()]
    form = f"{before.count('/')}{'?' in before}{path[last.end() : last.end() + 1]}"
    return (article.site, form), int(last["n"])


def _run(members: list[tuple[int, Article]], clues: Mapping[str, tuple[Clue, ...]]) -> tuple[list[_Page], set[str]]:
    """Return the pages whose days rise with their numbers, and those that fit among them; nothing when too few do."""
    pages = []
    for number, article in members:
        own = word(clues.get(article.record, ()))
        claimed = own.claimed.latest if own and own.claimed else None
        if claimed is not None:
            pages.append(_Page(number, claimed, article.record))
    if len(pages) < _LEAST:
        return [], set()
    pages.sort(key=lambda page: (page.number, page.day, page.record))
    run = _rising(pages)
    fitting = {page.record for page in run}
    numbers = [page.number for page in run]
    for page in pages:
        at = bisect_left(numbers, page.number)
        low = run[at - 1].day if at else page.day
        high = run[at].day if at < len(run) else page.day
        if low - _SLACK <= page.day <= high + _SLACK:
            fitting.add(page.record)
    spread = (run[-1].day - run[0].day).days
    return (run, fitting) if len(fitting) >= _ORDERED * len(pages) and spread >= _LEAST else ([], set())


def _rising(pages: list[_Page]) -> list[_Page]:
    """Return the longest run of pages, in the order of their numbers, whose days do not fall."""
    tails: list[dt.date] = []
    places: list[int] = []
    before: list[int] = []
    for at, page in enumerate(pages):
        place = bisect_right(tails, page.day)
        before.append(places[place - 1] if place else -1)
        if place == len(tails):
            tails.append(page.day)
            places.append(at)
        else:
            tails[place], places[place] = page.day, at
    found, at = [], places[-1]
    while at >= 0:
        found.append(pages[at])
        at = before[at]
    return found[::-1]


def _between(site: str, number: int, article: Article, run: list[_Page]) -> tuple[Clue, ...]:
    numbers = [page.number for page in run]
    found = []
    at = bisect_right(numbers, number)
    if at < len(run):
        later = run[at]
        note = f"number {number} on {site} comes before {later.number}, published {later.day}"
        found.append(Clue(kind="before", latest=later.day, evidence=_evidence("before", article, number, note)))
    at = bisect_left(numbers, number)
    if at > 0:
        earlier = run[at - 1]
        note = f"number {number} on {site} comes after {earlier.number}, published {earlier.day}"
        found.append(Clue(kind="after", earliest=earlier.day, evidence=_evidence("after", article, number, note)))
    return tuple(found)


def _evidence(which: str, article: Article, number: int, note: str) -> Evidence:
    weight = _AFTER_WEIGHT if which == "before" else _BEFORE_WEIGHT
    return Evidence(
        rule=f"dating.number.{which}", quote=str(number), record=article.record, locus="url", weight=weight, note=note
    )
