"""What REST gives: one function a resource, from an open archive and checked parameters to plain values and nouns."""

import dataclasses
from collections.abc import Callable
from typing import Any

from firsthand import views
from firsthand.archive import Archive, codec
from firsthand.errors import UsageError
from firsthand.model import Alert, Claim, Copy, Count, Dating, Network, Story
from firsthand.views.search import query
from firsthand.watches import out

Values = dict[str, str]
Page = tuple[list[Any], str | None]
"""Items, and the cursor of the next ones; None at the end."""


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """A request for a resource, checked."""

    path: Values
    """What stood in the address."""
    query: Values
    """The other parameters."""
    limit: int = 50
    after: tuple[str, ...] = ()
    """What the cursor says: the key behind which to go on."""

    @property
    def start(self) -> int:
        """Return how many items are passed over, for lists that are numbered."""
        return int(self.after[0]) if self.after and self.after[0].isdecimal() else 0


def _there(value: Any, what: str) -> Any:
    if value is None:
        raise UsageError(f"The archive holds no such {what}.")
    return value


def _numbered(rows: list[Any], asked: Asked) -> tuple[list[Any], tuple[str, ...] | None]:
    """Return a list of one item more than was asked for, cut, and where the next one begins."""
    return rows[: asked.limit], (str(asked.start + asked.limit),) if len(rows) > asked.limit else None


def _keyed(
    items: list[Any], asked: Asked, key: Callable[[Any], tuple[str, ...]]
) -> tuple[list[Any], tuple[str, ...] | None]:
    kept = items[: asked.limit]
    return kept, key(kept[-1]) if len(items) > asked.limit else None


def stories(archive: Archive, asked: Asked) -> Any:
    """Return stories as rows, most independent reporters first."""
    return _numbered(views.stories(archive, asked.limit + 1, asked.start), asked)


def story(archive: Archive, asked: Asked) -> Story:
    """Return one story."""
    found: Story = _there(archive.stories.get(asked.path["id"]), "story")
    return found


def count(archive: Archive, asked: Asked) -> Count:
    """Return the counts of one story with their ledger."""
    found: Count = _there(archive.counts.get(asked.path["id"]), "story")
    return found


def timeline(archive: Archive, asked: Asked) -> Any:
    """Return the timeline of one story, by day."""
    entries = views.story(archive, story(archive, asked).id).entries
    return _numbered(list(entries[asked.start : asked.start + asked.limit + 1]), asked)


def story_pages(archive: Archive, asked: Asked) -> Any:
    """Return the pages of one story as rows."""
    rows = views.story_pages(archive, story(archive, asked).id)
    return _numbered(rows[asked.start : asked.start + asked.limit + 1], asked)


def pages(archive: Archive, asked: Asked) -> Any:
    """Return all articles as rows, in the order of their ids."""
    sql = (
        "SELECT a.id, a.title, f.name, a.url, f.language, d.date_edtf, d.date_claimed, d.verdict, f.text, f.story"
        " FROM article a LEFT JOIN facet f ON f.n = a.n LEFT JOIN dating d ON d.record = a.id WHERE a.id > ?"
        " ORDER BY a.id LIMIT ?"
    )
    names = ("id", "title", "outlet", "url", "language", "written", "claimed", "verdict", "text", "story")
    bindings = (asked.after[0] if asked.after else "", asked.limit + 1)
    rows = [dict(zip(names, row, strict=True)) for row in archive.connection.execute(sql, bindings)]
    return _keyed(rows, asked, lambda row: (row["id"],))


def page(archive: Archive, asked: Asked) -> Any:
    """Return everything known about one page, but for its bytes."""
    card = views.page(archive, asked.path["id"])
    names = ("sightings", "article", "refusal", "dating", "stemma", "claims")
    return {name: getattr(card, name) for name in names} | {
        "id": asked.path["id"],
        "story": card.story.id if card.story else None,
        "networks": [network.id for network in card.networks],
    }


def page_date(archive: Archive, asked: Asked) -> Dating:
    """Return when one page was written, with the evidence."""
    found: Dating = _there(archive.datings.get(asked.path["id"]), "article")
    return found


def page_copies(archive: Archive, asked: Asked) -> Any:
    """Return the verified edges from and to one page."""
    key = asked.path["id"]
    _there(archive.articles.get(key), "article")
    after = (*asked.after, "", "")
    edges = archive.copies.where(
        '("left" = ?1 OR "right" = ?1) AND ("left", "right") > (?2, ?3)', key, *after[:2], limit=asked.limit + 1
    )
    return _keyed(list(edges), asked, lambda copy: (copy.left, copy.right))


def page_claims(archive: Archive, asked: Asked) -> Any:
    """Return who says what in one page."""
    _there(archive.articles.get(asked.path["id"]), "article")
    after = asked.after[0] if asked.after else ""
    found = archive.claims.where("record = ? AND id > ?", asked.path["id"], after, limit=asked.limit + 1)
    return _keyed(list(found), asked, lambda claim: (claim.id,))


def copies(archive: Archive, asked: Asked) -> Any:
    """Return all verified edges."""
    after = (*asked.after, "", "")
    edges = archive.copies.where('("left", "right") > (?, ?)', *after[:2], limit=asked.limit + 1)
    return _keyed(list(edges), asked, lambda copy: (copy.left, copy.right))


def copy(archive: Archive, asked: Asked) -> Copy:
    """Return the verified edge between two pages, whichever is named first."""
    found: Copy = _there(archive.copies.get(*sorted((asked.path["one"], asked.path["other"]))), "edge")
    return found


def networks(archive: Archive, asked: Asked) -> Any:
    """Return networks of sites as rows, in the order of their ids."""
    sql = "SELECT id, name, sites, pages, score FROM network WHERE id > ? ORDER BY id LIMIT ?"
    names = ("id", "name", "sites", "pages", "score")
    bindings = (asked.after[0] if asked.after else "", asked.limit + 1)
    rows = [dict(zip(names, row, strict=True)) for row in archive.connection.execute(sql, bindings)]
    return _keyed(rows, asked, lambda row: (row["id"],))


def network(archive: Archive, asked: Asked) -> Network:
    """Return one network with its signals."""
    found: Network = _there(archive.networks.get(asked.path["id"]), "network")
    return found


def claims(archive: Archive, asked: Asked) -> Any:
    """Return claims: of one party, or all, in the order of their ids."""
    after, party = asked.after[0] if asked.after else "", asked.query.get("party")
    if party is None:
        found = archive.claims.where("id > ?", after, limit=asked.limit + 1)
        return _keyed(list(found), asked, lambda claim: (claim.id,))
    keys = [row["id"] for row in views.claims_of(archive, party, asked.limit + 1, after)]
    return _keyed([views.claim(archive, str(key)) for key in keys], asked, lambda claim: (claim.id,))


def claim(archive: Archive, asked: Asked) -> Claim:
    """Return one claim."""
    found: Claim = _there(views.claim(archive, asked.path["id"]), "claim")
    return found


def parties(archive: Archive, asked: Asked) -> Any:
    """Return who is quoted, those that most texts quote first."""
    return _numbered(views.parties(archive, asked.query.get("name", ""), asked.limit + 1, asked.start), asked)


def search(archive: Archive, asked: Asked) -> Any:
    """Return the pages that hold all words and meet all conditions."""
    found = views.search(archive, query(asked.query), asked.limit + 1, asked.start)
    return _numbered(list(found.rows), asked)


def refusals(archive: Archive, asked: Asked) -> Any:
    """Return what could not be used, in the order of ids."""
    after, reason = asked.after[0] if asked.after else "", asked.query.get("reason")
    found = archive.refusals.where("id > ?1 AND (?2 IS NULL OR reason = ?2)", after, reason, limit=asked.limit + 1)
    return _keyed(list(found), asked, lambda refusal: (refusal.id,))


def runs(archive: Archive, asked: Asked) -> Any:
    """Return the runs, latest first."""
    rows = views.runs(archive)
    return _numbered(rows[asked.start : asked.start + asked.limit + 1], asked)


def judgements(archive: Archive, asked: Asked) -> Any:
    """Return people's decisions with what became of them, latest first."""
    rows = views.history(archive)
    return _numbered(rows[asked.start : asked.start + asked.limit + 1], asked)


def watches(archive: Archive, asked: Asked) -> Any:
    """Return what is watched, as rows."""
    held = [each for each in archive.watches if not asked.after or each.id > asked.after[0]]
    return _keyed(out.watch_rows(archive, held[: asked.limit + 1]), asked, lambda row: (str(row["id"]),))


def alerts(archive: Archive, asked: Asked) -> Any:
    """Return what the watches fired on, the earliest first; with a watch, only its alerts."""
    sql = "SELECT doc FROM alert WHERE ?1 = '' OR watch = ?1 ORDER BY n LIMIT ?2 OFFSET ?3"
    bindings = (asked.query.get("watch", ""), asked.limit + 1, asked.start)
    return _numbered([codec.load(Alert, str(doc)) for (doc,) in archive.connection.execute(sql, bindings)], asked)
