"""What changed in an archive since an earlier state, gathered for the comparison."""

import json
from collections.abc import Sequence
from functools import partial

from firsthand import views
from firsthand.archive import Archive, codec, past
from firsthand.model import Count, Dating, Line, Stemma, Story
from firsthand.watches import changes
from firsthand.watches.changes import Change, Told


def since_then(archive: Archive, since: int) -> list[Change]:
    """Return what is new against an earlier state: by story, then by kind, then by page."""
    before = _Before(archive, since)
    found: list[Change] = []
    for key in before.changed_stories:
        story, count = archive.stories.get(key), archive.counts.get(key)
        if story is None or count is None:
            continue
        olds = before.stories_of(story)
        after = Told(story, count)
        found += changes.origins(after, olds, partial(_line_name, archive))
        found += changes.reports(after, olds, partial(_texts, archive, olds))
        found += _versions(archive, story, before)
        found += _notes(archive, story, before)
    return found + _dates(archive, before)


class _Before:
    """An earlier state of the archive, as far as it was otherwise than now."""

    def __init__(self, archive: Archive, since: int) -> None:
        self.connection, self.since = archive.connection, since
        kinds = ("story", "count")
        self.changed_stories = sorted({key for kind in kinds for key in past.changed(self.connection, kind, since)})
        self.changed_texts = frozenset(past.changed(self.connection, "stemma", since))
        self._stories: dict[str, Story] = {}
        self._holding: dict[str, str] = {}
        for key in self.changed_stories:
            doc = past.doc(self.connection, "story", key, since)
            if doc is not None:
                self._stories[key] = story = codec.load(Story, doc)
                self._holding.update(dict.fromkeys(story.records, key))
        self._texts: dict[str, Stemma] = {}
        for doc in past.gone(self.connection, "stemma", since):
            text = codec.load(Stemma, doc)
            self._texts.update(dict.fromkeys(text.witnesses, text))

    def stories_of(self, story: Story) -> list[Told]:
        """Return the stories that then held any page of a story."""
        keys = sorted({self._holding[record] for record in story.records if record in self._holding})
        counts = ((key, past.doc(self.connection, "count", key, self.since)) for key in keys)
        return [Told(self._stories[key], codec.load(Count, doc)) for key, doc in counts if doc is not None]

    def texts_of(self, text: Stemma) -> list[Stemma]:
        """Return the texts, of those that changed, that then held any witness of a text."""
        found = {self._texts[key].id: self._texts[key] for key in text.witnesses if key in self._texts}
        return [found[key] for key in sorted(found)]

    def dating(self, record: str) -> Dating | None:
        """Return the dating that a page then had; None when it was not there."""
        doc = past.doc(self.connection, "dating", record, self.since)
        return None if doc is None else codec.load(Dating, doc)

    def held(self, record: str) -> bool:
        """Tell whether a page was there."""
        return past.doc(self.connection, "dating", record, self.since) is not None


def _versions(archive: Archive, story: Story, before: _Before) -> list[Change]:
    def article(record: str) -> str:
        row = archive.connection.execute("SELECT text FROM article WHERE id = ?", (record,)).fetchone()
        return str(row[0]) if row else ""

    found: list[Change] = []
    for key in story.texts:
        text = archive.stemmata.get(key) if key in before.changed_texts else None
        if text is not None and text.variants:
            found += changes.versions(text, before.texts_of(text), before.held, story, article)
    return found


def _notes(archive: Archive, story: Story, before: _Before) -> list[Change]:
    fresh = [record for record in story.records if not before.held(record)]
    said = {record: _notes_of(archive, record) for record in fresh}
    if not any(said.values()):
        return []
    known = [note for record in story.records if record not in said for note in _notes_of(archive, record)]
    return changes.notes(story, said, known)


def _notes_of(archive: Archive, record: str) -> list[str]:
    article = archive.articles.get(record)
    return [block.text for block in article.blocks if block.role == "note"] if article else []


def _texts(archive: Archive, before: Sequence[Told]) -> dict[str, str]:
    """Return the texts of all pages that some stories held."""
    records = sorted({record for told in before for record in told.story.records})
    sql = "SELECT id, text FROM article WHERE id IN (SELECT value FROM json_each(?))"
    return {str(key): str(text) for key, text in archive.connection.execute(sql, (json.dumps(records),))}


def _line_name(archive: Archive, line: Line) -> str:
    return _page_name(archive, line.subject) if line.name == line.subject else line.name


def _page_name(archive: Archive, record: str) -> str:
    row = next(iter(views.pages_about(archive, [record])), None)
    return str(row["outlet"] or record) if row else record


def _dates(archive: Archive, before: _Before) -> list[Change]:
    connection = archive.connection
    pairs = []
    for key in past.changed(connection, "dating", before.since):
        now = archive.datings.get(key)
        if now is not None:
            pairs.append((now, before.dating(key)))
    texts: dict[str, Stemma] = {}
    for now, _ in pairs:
        if now.verdict == "contradicted" and now.record is not None:
            inside = "id = (SELECT stemma FROM witness WHERE record = ?)"
            texts.update((now.record, one) for one in archive.stemmata.where(inside, now.record))

    def lied(text: Stemma) -> bool:
        return any(was is not None and was.verdict == "contradicted" for was in map(before.dating, text.witnesses))

    def told(record: str) -> str | None:
        row = connection.execute("SELECT story FROM told WHERE record = ?", (record,)).fetchone()
        return str(row[0]) if row else None

    return changes.dates(pairs, texts, lied, told, partial(_page_name, archive))
