"""A story's report: what a desk hands on, each statement with footnotes to the characters it rests on.

Comes in: an open archive and a story. Goes out: sections of plain text with numbered notes, which `report_html` and
`report_md` write. Texts of pages stand in it as they are; escaping is the writers'. What is cut is said.
"""

import dataclasses
from collections.abc import Callable, Sequence

from firsthand import views
from firsthand.archive import Archive
from firsthand.export.page import line
from firsthand.model import Article, Count, Dating, Entry, Evidence, Line, News
from firsthand.views import StoryCard

SECTIONS = {
    "reporters": "Independent reporters", "sources": "Underlying sources", "claims": "Who says what",
    "dates": "Dates", "timeline": "Timeline", "news": "What was new", "pages": "Pages", "method": "How this was made",
}  # fmt: skip
"""Parts of a report that can be chosen, in their order."""

MOST = 60
"""Points of one section; more are counted, not shown."""
NOTES = 3
"""Footnotes of one point."""
QUOTE = 280
"""Characters of a quotation in a footnote."""


@dataclasses.dataclass(frozen=True, slots=True)
class Note:
    """One footnote: the words, and where they stand."""

    number: int
    quote: str
    where: str
    """Who published the page, its headline, and the place in it."""
    link: str | None
    """Permalink of the characters in a desk; None where no desk was named."""
    address: str | None
    """Address of the page itself; None when not known."""


@dataclasses.dataclass(frozen=True, slots=True)
class Point:
    """One statement of a section."""

    text: str
    notes: tuple[int, ...] = ()
    lead: str = ""
    """What stands before it: a name, a day."""


@dataclasses.dataclass(frozen=True, slots=True)
class Section:
    """One part of the report."""

    key: str
    heading: str
    points: tuple[Point, ...]
    said: str = ""
    """What stands above its points."""
    left_out: int = 0
    """Points that were cut."""


@dataclasses.dataclass(frozen=True, slots=True)
class Report:
    """A whole report."""

    title: str
    sentence: str
    """The count, with what it speaks of: it always reads the same way."""
    coverage: str
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    link: str | None
    """Permalink of the story in a desk."""


class _Notes:
    """Footnotes in the order in which they are first called; the same characters are one note."""

    def __init__(self, archive: Archive, card: StoryCard, desk: str | None) -> None:
        self.made: list[Note] = []
        self._known: dict[tuple[object, ...], int] = {}
        self._archive, self._desk = archive, desk
        self._names = {str(row["id"]): row for row in card.pages}
        self._articles: dict[str, Article | None] = {}
        self.state = (archive.meta("derived") or "")[:12]

    def of(self, evidence: Sequence[Evidence]) -> tuple[int, ...]:
        """Return the numbers of the notes for the strongest pieces of evidence."""
        return tuple(dict.fromkeys(self._one(each) for each in evidence[:NOTES]))

    def name(self, record: str) -> str:
        """Return who published a page."""
        row = self._names.get(record)
        return str(row["outlet"] if row else None or record)

    def _one(self, each: Evidence) -> int:
        place = None if each.where is None else (each.where.start, each.where.end)
        key = (each.record, each.locus, place, each.quote)
        if key not in self._known:
            self._known[key] = len(self.made) + 1
            self.made.append(self._note(each, len(self.made) + 1))
        return self._known[key]

    def _note(self, each: Evidence, number: int) -> Note:
        quote = line(each.quote)
        quote = quote if len(quote) <= QUOTE else quote[:QUOTE].rstrip() + " …"
        if each.record is None:
            where = "reference table" if each.locus == "table" else "the archive as a whole"
            return Note(number, quote, f"{where} ({each.rule})", None, None)
        row = self._names.get(each.record)
        title = line(str(row["title"])) if row and row["title"] else "(no headline)"
        where = f"{self.name(each.record)}, “{title}”"
        link = None
        if each.where is not None and each.locus in ("text", "page", "title"):
            kinds = {"text": "the text", "page": "the page as found", "title": "the headline"}
            where += f", characters {each.where.start}–{each.where.end} of {kinds[each.locus]}"
        if self._desk:
            link = self._desk + _place(each) + self._as(each)
        if each.record not in self._articles:
            self._articles[each.record] = self._archive.articles.get(each.record)
        article = self._articles[each.record]
        return Note(number, quote, f"{where}, {each.record}", link, article.url if article else None)

    def _as(self, each: Evidence) -> str:
        """Return what freezes a permalink, and the place to go to on the page."""
        spot = "" if each.where is None or each.locus == "title" else f"#t{each.where.start}-{each.where.end}"
        mark = "&" if "?" in _place(each) else "?"
        return (f"{mark}as={self.state}" if self.state else "") + spot


def _place(each: Evidence) -> str:
    if each.where is None or each.locus not in ("text", "page"):
        return f"/page/{each.record}"
    view = "" if each.locus == "text" else "/found"
    return f"/page/{each.record}{view}?at={each.where.start}-{each.where.end}"


def report(archive: Archive, key: str, desk: str | None = None, parts: Sequence[str] = ()) -> Report:
    """Return the report of a story.

    Args:
        archive: open.
        key: id of the story.
        desk: address of a desk that permalinks lead to (``http://127.0.0.1:8000``); None: none are made.
        parts: of `SECTIONS`, in any order; none of them: all.

    Raises:
        UsageError: there is no such story.
    """
    card = views.story(archive, key)
    base = desk.rstrip("/") if desk else None
    notes = _Notes(archive, card, base)
    makers: dict[str, Callable[[], Section | None]] = {
        "reporters": lambda: _ledger(card, "reporters", notes),
        "sources": lambda: _ledger(card, "sources", notes),
        "claims": lambda: _claims(archive, card.count, notes),
        "dates": lambda: _dates(archive, card, notes),
        "timeline": lambda: _timeline(card.entries, notes),
        "news": lambda: _news(card.story.news, notes),
        "pages": lambda: _pages(archive, card),
        "method": lambda: _method(archive, card, notes),
    }
    sections = [make() for name, make in makers.items() if not parts or name in parts]
    count = card.count
    sentence = f"{count.sentence} · {_some(count.sources, 'underlying source')}, in this archive"
    return Report(
        title=card.story.name,
        sentence=sentence,
        coverage=count.coverage,
        sections=tuple(each for each in sections if each is not None and each.points),
        notes=tuple(notes.made),
        link=f"{base}/story/{key}?as={notes.state}" if base else None,
    )


def _quoted(text: str) -> str:
    """Return words in quotation marks, without those that they bring."""
    return f"“{line(text).strip('“”„«»')}”"


def _some(number: object, word: str) -> str:
    return f"{number} {word}" if str(number) == "1" else f"{number} {word}s"


def _cut(key: str, points: Sequence[Point], said: str = "", total: int | None = None) -> Section:
    left_out = (len(points) if total is None else total) - min(len(points), MOST)
    return Section(key, SECTIONS[key], tuple(points[:MOST]), said, left_out)


_WEIGHT = {"reporter": "Counts", "possible reporter": "May count"}


def _ledger(card: StoryCard, side: str, notes: _Notes) -> Section:
    lines = [each for each in card.count.ledger if each.side == side]
    groups: dict[str, list[Line]] = {}
    for each in lines:
        groups.setdefault(each.group, []).append(each)
    points = []
    for members in list(groups.values())[:MOST]:
        lead = next((each for each in members if each.standing in ("reporter", "possible reporter")), members[0])
        more = f" Counted with it: {len(members) - 1} more." if len(members) > 1 else ""
        weight = _WEIGHT.get(lead.standing, "Does not count by itself")
        points.append(Point(f"{weight}. {lead.reason}{more}", notes.of(lead.evidence), lead.name))
    bounds = card.count.reporters if side == "reporters" else card.count.sources
    said = f"{bounds}: at least {bounds.low}, at most {bounds.high}."
    if side == "reporters" and card.count.counterfactuals:
        said = " ".join((said, *card.count.counterfactuals[:3]))
    return _cut(side, points, said, len(groups))


def _claims(archive: Archive, count: Count, notes: _Notes) -> Section:
    given, assertions = views.reliability(archive), count.assertions
    points = [
        Point(
            f"{_quoted(each.quote)}{' (denied)' if each.denied else ''}: {_some(each.reporters, 'reporter')},"
            f" {_some(each.sources, 'source')}, {_some(each.pages, 'page')}."
            f" Credibility suggested from the counts: {digit}, {views.CREDIBILITY[digit].partition(':')[0]}."
            f" Reliability: {views.letters_behind(count, each, given) or 'set by nobody'}.",
            notes.of(each.evidence),
            "; ".join(each.parties) or "nobody named",
        )
        for each, digit in zip(assertions[:MOST], views.credibility(assertions), strict=False)
    ]
    said = "What most reporters tell comes first. Credibility and reliability are two columns of the Admiralty scale."
    return _cut("claims", points, said, len(assertions))


def _dates(archive: Archive, card: StoryCard, notes: _Notes) -> Section:
    points = []
    datings = [each for row in card.pages if (each := archive.datings.get(str(row["id"])))]
    order = sorted(
        datings, key=lambda each: (each.verdict != "contradicted", str(each.earliest or "9"), each.record or "")
    )
    for each in order[:MOST]:
        points.append(Point(_dated(each), notes.of(each.evidence), notes.name(each.record or "")))
    lies = sum(each.verdict == "contradicted" for each in datings)
    said = f"{lies} of {len(datings)} pages claim a day that the evidence contradicts; they come first."
    return _cut("dates", points, said, len(datings))


def _dated(dating: Dating) -> str:
    found = f"written {dating.edtf}" if dating.earliest or dating.latest else "no day of writing found"
    claims = f"; the page says {dating.claimed}" if dating.claimed else "; the page states no day"
    against = " — " + dating.contradictions[0].sentence if dating.contradictions else ""
    return f"{found} (certainty: {dating.certainty}){claims} ({dating.verdict}){against}"


def _timeline(entries: Sequence[Entry], notes: _Notes) -> Section:
    points = []
    for each in entries[:MOST]:
        differ = "; ".join(f"{one.value} ({_some(len(one.records), 'page')})" for one in each.conflicts)
        told = f"{line(each.text)} ({_some(each.reporters, 'text')})"
        points.append(
            Point(told + (f" Reports differ: {differ}." if differ else ""), notes.of(each.evidence[:1]), each.edtf)
        )
    return _cut("timeline", points, "Days as the texts give them, in EDTF.", len(entries))


def _news(news: Sequence[News], notes: _Notes) -> Section:
    points = []
    for each in news[:MOST]:
        found = Evidence(rule="stories.news", quote=each.quote, record=each.record, where=each.where)
        before = f" Before: {_quoted(each.before)}." if each.before else ""
        points.append(
            Point(f"{each.kind}: {_quoted(each.quote)}.{before}", notes.of((found,)), notes.name(each.record))
        )
    return _cut("news", points, "In the order of writing, against everything that the archive held before.", len(news))


def _pages(archive: Archive, card: StoryCard) -> Section:
    sql = "SELECT r.id, r.url, r.digest, r.captured FROM record r JOIN told t ON t.record = r.id WHERE t.story = ?"
    held = {str(row[0]): row[1:] for row in archive.connection.execute(sql, (card.story.id,))}
    points = []
    for row in card.pages[:MOST]:
        url, digest, captured = held.get(str(row["id"]), (None, None, None))
        facts = [
            f"“{line(str(row['title'] or '(no headline)'))}”", f"written {row['written'] or '..'}",
            f"says {row['claimed']}" if row["claimed"] else "states no day", str(url or "no address"),
            f"captured {captured}" if captured else "capture time not known", str(row["id"]), f"sha256 {digest}",
        ]  # fmt: skip
        points.append(Point("; ".join(facts), (), line(str(row["outlet"] or row["id"]))))
    return _cut("pages", points, "Each page as the archive holds it.", len(card.pages))


def _method(archive: Archive, card: StoryCard, notes: _Notes) -> Section:
    rules = archive.connection.execute("SELECT group_concat(DISTINCT rules) FROM record").fetchone()
    points = [
        Point("Every number speaks of this archive only; what it does not hold is not counted."),
        Point(
            f"Worked out by firsthand, rules {rules[0] if rules else 'unknown'}, state of the archive {notes.state}."
        ),
        Point(f"Story {card.story.id}."),
    ]
    for row in views.history(archive, card.story.records):
        why = f": {line(str(row['reason']))}" if row["reason"] else ""
        what = " ".join(str(row[name]) for name in ("decision", "left", "right", "value") if row[name])
        points.append(Point(f"Decided by {row['who']} on {row['when']} ({row['state']}): {what}{why}"))
    return _cut("method", points)
