"""Who has a text from whom, and which sites are one operation: stemmata, edges, readings, networks."""

import dataclasses

from firsthand.archive import Archive
from firsthand.errors import UsageError
from firsthand.model import Branch, Copy, Dating, Network, Stemma
from firsthand.views.row import NAME, Row, rows


@dataclasses.dataclass(frozen=True, slots=True)
class Lineage:
    """One text: its tree, the edges between its witnesses, and what is needed to name them."""

    stemma: Stemma
    """The tree, its readings and its origin."""
    copies: tuple[Copy, ...]
    """Edges between its witnesses and from them to others, sorted."""
    names: dict[str, str]
    """Record id -> what the page goes by: outlet, brand, site or file."""
    days: dict[str, str]
    """Record id -> when its text was written, as EDTF."""

    @property
    def order(self) -> tuple[tuple[int, Branch], ...]:
        """The steps of the tree with their depth, exemplars before their copies."""
        below: dict[str | None, list[Branch]] = {}
        for branch in sorted(self.stemma.branches, key=lambda each: (each.through or "", each.witness), reverse=True):
            below.setdefault(branch.exemplar, []).append(branch)
        found: list[tuple[int, Branch]] = []
        waiting = [(0, branch) for branch in below.get(None, ())]
        while waiting:
            depth, branch = waiting.pop()
            found.append((depth, branch))
            waiting += [(depth + 1, each) for each in below.get(branch.witness, ())]
        return tuple(found)


def lineages(archive: Archive, *, page: str | None = None, story: str | None = None) -> tuple[Lineage, ...]:
    """Return the texts that more than one page carries, most witnesses first, then by id.

    Args:
        archive: open.
        page: only the text of this page (also when nobody else carries it).
        story: only texts of this story.
    """
    sql = "witnesses > 1"
    bindings: tuple[str, ...] = ()
    if page is not None:
        sql, bindings = "id = (SELECT stemma FROM witness WHERE record = ?)", (page,)
    elif story is not None:
        sql = (
            "witnesses > 1 AND id IN (SELECT w.stemma FROM witness w JOIN told t ON t.record = w.record"
            " WHERE t.story = ?)"
        )
        bindings = (story,)
    found = [_lineage(archive, stemma) for stemma in archive.stemmata.where(sql, *bindings)]
    return tuple(sorted(found, key=lambda each: (-len(each.stemma.witnesses), each.stemma.id)))


def _lineage(archive: Archive, stemma: Stemma) -> Lineage:
    inside = "(SELECT record FROM witness WHERE stemma = ?1)"
    edges = archive.copies.where(f'"left" IN {inside} OR "right" IN {inside}', stemma.id)
    records = {side for edge in edges for side in (edge.left, edge.right)} | set(stemma.witnesses)
    names: dict[str, str] = {}
    days: dict[str, str] = {}
    for record in sorted(records):
        sql = f"SELECT {NAME}, d.date_edtf FROM article a LEFT JOIN dating d ON d.record = a.id WHERE a.id = ?"
        for name, day in archive.connection.execute(sql, (record,)):
            names[record], days[record] = str(name or record).rpartition("/")[2], str(day or "")
    return Lineage(stemma, tuple(sorted(edges, key=lambda edge: (edge.left, edge.right))), names, days)


@dataclasses.dataclass(frozen=True, slots=True)
class NetworkCard:
    """One network: who is in it, the days it claims, whom it copies, and how late."""

    network: Network
    """Sites, brands, signals and counter-evidence."""
    pages: tuple[Row, ...]
    """One row a page: what it claims, when it was written."""
    claimed: tuple[str | None, str | None]
    """First and last day that its pages claim."""
    sources: tuple[Row, ...]
    """Whose texts it carries: origin, pages, and days between writing and claim (least, middle, most)."""


def network(archive: Archive, key: str) -> NetworkCard:
    """Return everything known about one network.

    Args:
        archive: open.
        key: its id, the start of one, or words of its name, sites or brands.

    Raises:
        UsageError: no network is meant, or several.
    """
    every = tuple(archive.networks)
    start = key if key.startswith("network_") else f"network_{key}"
    meant = [each for each in every if each.id.startswith(start)]
    if not meant:
        folded = key.casefold()
        meant = [
            each for each in every if any(folded in name.casefold() for name in (each.name, *each.sites, *each.brands))
        ]
    if len(meant) != 1:
        what = f"There is no network {key!r}" if not meant else f"{key!r} could be any of {len(meant)}"
        raise UsageError(f"{what}. List them with: firsthand networks {archive.path}")
    one = meant[0]
    sql = (
        f"SELECT a.id, {NAME}, a.title, d.date_claimed, d.date_edtf, d.date_latest, d.verdict, s.origin_kind, s.origin"
        " FROM member m JOIN article a ON a.id = m.record LEFT JOIN dating d ON d.record = a.id"
        " LEFT JOIN witness w ON w.record = a.id LEFT JOIN stemma s ON s.id = w.stemma WHERE m.network = ?"
        " ORDER BY 2, a.id"
    )
    names = ("id", "outlet", "title", "claimed", "written", "latest", "verdict", "origin_kind", "origin")
    pages = rows(archive, sql, names, one.id)
    days = sorted(str(row["claimed"]) for row in pages if row["claimed"])
    return NetworkCard(
        one, tuple(pages), (days[0], days[-1]) if days else (None, None), tuple(_sources(archive, pages))
    )


def _sources(archive: Archive, pages: list[Row]) -> list[Row]:
    """Return whose texts the pages carry, most pages first, with how late they print them."""
    of: dict[str, list[int]] = {}
    count: dict[str, int] = {}
    for row in pages:
        name = str(row["origin"] or "not known")
        count[name] = count.get(name, 0) + 1
        dating = archive.datings.get(str(row["id"]))
        late = _late(dating)
        if late is not None:
            of.setdefault(name, []).append(late)
    found: list[Row] = []
    for name in sorted(count, key=lambda name: (-count[name], name)):
        late_by = sorted(of.get(name, ()))
        found.append(
            {
                "origin": name,
                "pages": count[name],
                "least_days_late": late_by[0] if late_by else None,
                "middle_days_late": late_by[len(late_by) // 2] if late_by else None,
                "most_days_late": late_by[-1] if late_by else None,
            }
        )
    return found


def _late(dating: Dating | None) -> int | None:
    """Return the days from the last day on which the text can have been written to the day that the page claims."""
    if dating is None or dating.claimed is None or dating.latest is None:
        return None
    return max(0, (dating.claimed - dating.latest).days)
