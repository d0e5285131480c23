"""Which of the changes a watch is about: told by the archive as it stands after them."""

import json
import re
from collections.abc import Sequence
from urllib.parse import parse_qsl

from firsthand import views
from firsthand.archive import Archive, codec, past
from firsthand.model import Assertion, Claim, Count, Watch
from firsthand.views.search import meeting, query
from firsthand.watches.changes import Change, folded

SAME_MATTER = 0.5
"""A change is about a claim when it has this share of the claim's numbers and words of four letters and more."""

_TELLING = re.compile(r"\d+|\w{4,}")


def meets(archive: Archive, watch: Watch, changes: Sequence[Change]) -> list[Change]:
    """Return the changes that a watch is about and fires on, in their order."""
    wanted = [each for each in changes if each.firing in watch.on]
    if watch.kind == "story":
        row = archive.connection.execute("SELECT story FROM told WHERE record = ?", (watch.value,)).fetchone()
        return [each for each in wanted if row and each.story == row[0]]
    if watch.kind == "claim":
        return _of_claim(archive, watch, wanted)
    pages = {record for each in wanted for record in each.records}
    if watch.kind == "party":
        return [each for each in wanted if _quotes(archive, watch.value, each)]
    if watch.kind == "query":
        met = meeting(archive, query(dict(parse_qsl(watch.value))), pages)
    elif watch.kind == "site":
        met = _of_site(archive, watch.value, pages)
    else:
        met = _of_network(archive, watch, pages)
    return [each for each in wanted if not met.isdisjoint(each.records)]


def _quotes(archive: Archive, party: str, change: Change) -> bool:
    """Tell whether a page of a change quotes a party; for words, whether it is the party who says or is named there."""
    sql = (
        "SELECT doc FROM claim WHERE record IN (SELECT value FROM json_each(?))"
        " AND party IN (SELECT value FROM json_each(?))"
    )
    bindings = (json.dumps(change.records), json.dumps(views.aliases(archive, party)))
    claims = [codec.load(Claim, str(doc)) for (doc,) in archive.connection.execute(sql, bindings)]
    if change.where is None:
        return bool(claims)
    where = change.where
    spans = [span for claim in claims for span in (*claim.content, claim.source) if span is not None]
    return any(span.start < where.end and where.start < span.end for span in spans)


def _of_site(archive: Archive, site: str, pages: set[str]) -> set[str]:
    sql = (
        "SELECT a.id FROM json_each(?1) r JOIN article a ON a.id = r.value WHERE lower(a.site) = ?2"
        " OR substr(lower(a.site), -length(?2) - 1) = '.' || ?2 OR lower(a.outlet) = ?2 OR lower(a.brand) = ?2"
    )
    rows = archive.connection.execute(sql, (json.dumps(sorted(pages)), site.casefold()))
    return {str(row[0]) for row in rows}


def _of_network(archive: Archive, watch: Watch, pages: set[str]) -> set[str]:
    """Return the pages that belong to the network, whatever its id is by now."""
    sql = (
        "SELECT record FROM member WHERE record IN (SELECT value FROM json_each(?1))"
        " AND (network = ?2 OR network IN (SELECT network FROM member WHERE record = ?3))"
    )
    return {
        str(row[0]) for row in archive.connection.execute(sql, (json.dumps(sorted(pages)), watch.value, watch.anchor))
    }


def _of_claim(archive: Archive, watch: Watch, changes: list[Change]) -> list[Change]:
    """Return changes in the claim's story that speak of the same, or are about a page that asserts it."""
    claim = archive.claims.get(watch.value)
    record = claim.record if claim else None
    row = archive.connection.execute("SELECT story FROM told WHERE record = ?", (record,)).fetchone()
    if row is None:
        return []
    count = archive.counts.get(str(row[0]))
    one = asserted(count, watch.value)
    asserting = pages_of(archive, one.claims if one else (watch.value,))
    words = set(_TELLING.findall(folded(watch.name)))
    return [
        each
        for each in changes
        if each.story == row[0]
        and (not asserting.isdisjoint(each.records) if each.where is None else _alike(words, each))
    ]


def _alike(words: set[str], change: Change) -> bool:
    said = set(_TELLING.findall(folded(f"{change.quote} {change.before or ''}")))
    context = len(words & said) / max(1, len(words))
    return context >= SAME_MATTER or (change.firing == "new number" and bool(words & said & _numbers(change.before)))


def _numbers(text: str | None) -> set[str]:
    return set(re.findall(r"\d+", text or ""))


def asserted(count: Count | None, claim: str) -> Assertion | None:
    """Return the counted assertion that a claim belongs to."""
    return next((one for one in count.assertions if claim in one.claims or claim == one.first), None) if count else None


def pages_of(archive: Archive, claims: Sequence[str]) -> set[str]:
    """Return the pages on which claims stand."""
    sql = "SELECT DISTINCT record FROM claim WHERE id IN (SELECT value FROM json_each(?))"
    return {str(row[0]) for row in archive.connection.execute(sql, (json.dumps(list(claims)),))}


def reporters_of(archive: Archive, watch: Watch, since: int) -> list[Change]:
    """Return a change when more reporters tell a watched claim than did in an earlier state.

    Args:
        archive: open.
        watch: of a claim.
        since: number of the earlier state.
    """
    claim = archive.claims.get(watch.value)
    row = archive.connection.execute(
        "SELECT story FROM told WHERE record = ?", (claim.record if claim else None,)
    ).fetchone()
    if row is None:
        return []
    now = asserted(archive.counts.get(str(row[0])), watch.value)
    was = asserted(_count_then(archive, claim.record if claim else None, since), watch.value)
    if now is None or was is None:
        return []
    if (now.reporters.low, now.reporters.high) <= (was.reporters.low, was.reporters.high):
        return []
    fresh = sorted(pages_of(archive, now.claims) - pages_of(archive, was.claims)) or sorted(
        pages_of(archive, now.claims)
    )
    told = f"“{now.quote[:300]}”: told by {now.reporters} independent reporters, {was.reporters} before."
    return [Change("new origin", str(row[0]), tuple(fresh), f"reporters {now.reporters}", told)]


def _count_then(archive: Archive, record: str | None, since: int) -> Count | None:
    """Return the count of the story that held a page in an earlier state."""
    for doc in past.gone(archive.connection, "count", since):
        count = codec.load(Count, doc)
        if any(line.subject == record for line in count.ledger):
            return count
    row = archive.connection.execute("SELECT story FROM told WHERE record = ?", (record,)).fetchone()
    return archive.counts.get(str(row[0])) if row else None
