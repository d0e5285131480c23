"""What every export of pages is made from: one page with all that the archive worked out about it."""

import dataclasses
import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from firsthand.archive import Archive
from firsthand.export.table import escaped, safe
from firsthand.model import Article, Claim, Dating, Stemma, Story
from firsthand.views import date_columns

DATES = ("date_earliest", "date_latest", "date_edtf", "date_claimed", "date_basis", "date_certainty")
"""Columns about a page's date that every export of pages carries, by these names or as near as a format allows."""

NAMESPACE = "urn:firsthand:"
"""What stands before an id of ours where a format asks for an address."""


T = TypeVar("T")

_KEPT = 500
"""Texts, and stories, that are kept while pages are gathered."""


@dataclasses.dataclass(frozen=True, slots=True)
class Page:
    """One restored page, ready for export."""

    article: Article
    """What it holds."""
    dating: Dating | None = None
    """When it was written."""
    stemma: Stemma | None = None
    """The text that it is a witness of."""
    story: Story | None = None
    """The story that it belongs to."""
    claims: tuple[Claim, ...] = ()
    """Who says what in it, in the order of the text."""
    groups: Mapping[str, tuple[str, str]] = dataclasses.field(default_factory=dict)
    """Claim -> id of the group of claims that say the same, and of the point that it makes; for those that repeat."""

    @property
    def id(self) -> str:
        """The record's id."""
        return self.article.record

    @property
    def outlet(self) -> str | None:
        """Who published it, as far as the page says; None when it says nothing."""
        return self.article.outlet or self.article.furniture.brand or self.article.site

    @property
    def exemplar(self) -> str | None:
        """Record id of the page that it was copied from; None when there is none or it is not known."""
        branches = self.stemma.branches if self.stemma else ()
        return next((each.exemplar for each in branches if each.witness == self.id), None)

    @property
    def day(self) -> dt.date | None:
        """The day of writing that the evidence gives: the only one, or the most likely; never what is only claimed."""
        if self.dating is None:
            return None
        only = self.dating.earliest if self.dating.earliest == self.dating.latest else None
        return only or self.dating.likely

    @property
    def edtf(self) -> str | None:
        """The days of writing as EDTF; None when nothing bounds them."""
        return self.dating.edtf if self.dating and (self.dating.earliest or self.dating.latest) else None

    @property
    def dates(self) -> dict[str, str]:
        """The columns about its date that every export of pages carries (`DATES`), as far as they are known."""
        columns = date_columns(self.dating) if self.dating else {}
        found = {name: str(value) for name in DATES if (value := columns.get(name)) is not None}
        return found if self.edtf else {name: value for name, value in found.items() if name != "date_edtf"}

    @property
    def claimed(self) -> str | None:
        """The day that the page claims, true or not; None when it claims none."""
        return str(self.dating.claimed) if self.dating and self.dating.claimed else None


def gather(archive: Archive, story: str | None = None) -> Iterator[Page]:
    """Yield the pages of an archive, or of one story, by id; refused pages have no article and are left out."""
    told = "SELECT record FROM told WHERE story = ?2"
    sql = f"SELECT id FROM article WHERE ?1 OR id IN ({told}) ORDER BY id"
    texts: dict[str, Stemma | None] = {}
    told_in: dict[str, Story | None] = {}
    for key in [str(each) for (each,) in archive.connection.execute(sql, (story is None, story))]:
        article = archive.articles.get(key)
        if article is None:
            continue
        claims = archive.claims.where("record = ?", key)
        yield Page(
            article=article,
            dating=archive.datings.get(key),
            stemma=_one(texts, archive.stemmata.get, archive, "SELECT stemma FROM witness WHERE record = ?", key),
            story=_one(told_in, archive.stories.get, archive, "SELECT story FROM told WHERE record = ?", key),
            claims=tuple(sorted(claims, key=lambda each: (each.content[0].start, each.id))),
            groups=_groups(archive, key),
        )


def _groups(archive: Archive, key: str) -> dict[str, tuple[str, str]]:
    sql = (
        "SELECT c.id, g.id, g.point FROM claim c JOIN grouped m ON m.claim = c.id JOIN claim_group g"
        " ON g.id = m.claim_group WHERE c.record = ?"
    )
    return {str(claim): (str(group), str(point)) for claim, group, point in archive.connection.execute(sql, (key,))}


def _one(known: dict[str, T], get: Callable[[str], T], archive: Archive, sql: str, key: str) -> T | None:
    """Return the noun that a page belongs to; those of the last pages are kept, since a large one has many pages."""
    row = archive.connection.execute(sql, (key,)).fetchone()
    if row is None:
        return None
    name = str(row[0])
    if name not in known:
        if len(known) >= _KEPT:
            known.clear()
        known[name] = get(name)
    return known[name]


def line(text: str) -> str:
    """Return page text as one line without control characters, for formats that end a value at a line break."""
    return " ".join(safe(text).split())


def known(**values: Any) -> dict[str, Any]:
    """Return the values that there are; a leading ``_`` of a name stands for ``@``, which Python names cannot have."""
    return {
        "@" + name[1:] if name.startswith("_") else name: value
        for name, value in values.items()
        if value is not None and value not in ("", [], {})
    }


def dump(value: object) -> str:
    """Return JSON that people can read too."""
    return escaped(json.dumps(value, ensure_ascii=False, indent=1)) + "\n"
