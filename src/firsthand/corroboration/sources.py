"""Independent underlying sources: the parties on whose word a story rests, whoever reported them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from firsthand.corroboration.bounds import Same
from firsthand.corroboration.core import Bearing
from firsthand.corroboration.owners import Owners, fold
from firsthand.corroboration.parties import UNNAMED, is_state_media, key_of, merged, state_media, telling_parts
from firsthand.corroboration.signs import said_by
from firsthand.corroboration.tally import Tally
from firsthand.model import Article, Claim, Evidence, Line, Party, Standing

_SILENT = frozenset({"declines", "asks"})
"""Cues after which nothing has been stated."""
_RANKS: dict[Bearing, int] = {"core": 0, "near": 1, "background": 2}
_CORE, _BACKGROUND = 0, 2
MOST_UNNAMED = 2
"""Groups of unnamed people that widen the upper bound, however many reporters quote some: the same few people may have
spoken to all of them. Without this limit bounds over 400 made stories are 1.12 wide, with it 1.00."""
MAX_EVIDENCE = 8
"""Quotes that one line of the ledger shows."""
Saying = tuple[Claim, Article, str]
"""A claim, its page, and the group of that page's reporter."""


def states(claim: Claim) -> bool:
    """Tell whether a claim states something: who declines, asks, or says not whether, has stated nothing."""
    return claim.cue_class not in _SILENT and (not claim.negated or claim.cue_class == "denies")


@dataclass(frozen=True, slots=True)
class Standpoint:
    """What one party counts as."""

    group: str
    sure: bool
    standing: Standing
    reason: str


class Sources:
    """Counts the underlying sources of one story."""

    def __init__(
        self,
        owners: Owners,
        newsrooms: frozenset[str],
        places: frozenset[str],
        apart: frozenset[tuple[str, str]] = frozenset(),
    ) -> None:
        """Keep the tables, the folded names of the story's newsrooms, the folded places of its datelines, and the
        pairs of parties that a person has told apart.
        """
        self.owners = owners
        self.apart = apart
        self.newsrooms = newsrooms
        self.places = places
        self.tally = Tally()
        self.tops: dict[str, str] = {}
        self.bearings: Mapping[str, Bearing] = {}
        self.spoken: set[str] = set()
        self._points: dict[str, Standpoint] = {}

    def behind(self, sayings: Iterable[Saying]) -> dict[str, bool]:
        """Return the groups on whose word some claims stand, and whether each is sure; to be asked after `count`."""
        found: dict[str, bool] = {}
        for claim, _, reporter in sayings:
            point = self._points.get(key_of(claim, reporter, self.owners)) if claim.party is not None else None
            group, sure = (point.group, point.sure) if point else (f"{UNNAMED}{reporter}", False)
            found[group] = found.get(group, False) or sure
        return found

    def _top(self, key: str, same: Same) -> str:
        """Return the group of a party: a state medium stands for all that is one with it."""
        top = same.top(key)
        return self.tops.get(top, top)

    def count(
        self,
        sayings: Iterable[Saying],
        texts: Mapping[str, tuple[str, str, Article]],
        bearings: Mapping[str, Bearing],
    ) -> Tally:
        """Count the parties.

        Args:
            sayings: what was said, of every text once.
            texts: record -> (reporter's group, its name, page) of the page that stands for each text.
            bearings: claim -> what it is to the story; only what carries it, or tells of the same, counts.
        """
        self.bearings = bearings
        said: dict[str, list[Saying]] = defaultdict(list)
        parties: dict[str, Party] = {}
        for saying in sayings:
            claim = saying[0]
            if claim.party is None or not states(claim):
                continue
            key = key_of(claim, saying[2], self.owners)
            said[key].append(saying)
            known = parties.get(key)
            if known is None or (len(claim.party.name), claim.party.name) > (len(known.name), known.name):
                parties[key] = claim.party
        same, ties = merged(parties, self.owners, self.apart)
        rank = {key: min(_RANKS[bearings[saying[0].id]] for saying in said[key]) for key in parties}
        self.tops = {same.top(agency.id): agency.id for agency in state_media(parties, self.owners)}
        for key in sorted(parties, key=lambda each: (rank[each], each not in self.tops.values(), each)):
            self._party(key, parties[key], said[key], same, rank[key])
        for left, right in sorted(ties):
            self.tally.tie(self._top(left, same), self._top(right, same))
        self._countries(parties, same)
        self._partly(said, same)
        for record, (reporter, name, page) in sorted(texts.items()):
            if record not in self.spoken:
                self._unattributed(record, reporter, name, page)
        unnamed = sorted(group for group in self.tally.groups if group.startswith(UNNAMED))
        for group in unnamed[MOST_UNNAMED:]:
            self.tally.fold(group, unnamed[MOST_UNNAMED - 1], "Nobody can tell unnamed people apart: they count once.")
        return self.tally

    def _party(self, key: str, party: Party, sayings: Sequence[Saying], same: Same, rank: int) -> None:
        """Count one party and write its line."""
        point = self._points[key] = self._standpoint(key, party, sayings, same)
        name = "Unnamed people" if point.group.startswith(UNNAMED) else party.name
        agency = self.owners.agency(point.group)
        standing, reason = point.standing, point.reason
        fresh = point.group not in self.tally.groups
        if self._is_newsroom(key, party):
            standing, reason = "relay", "A newsroom that is counted among the reporters, not a source of its own."
        elif rank == _BACKGROUND:
            standing, reason = (
                "relay",
                f"Comments on it, or tells what lies around it, and does not report it: does not count. {reason}",
            )
        else:
            counted = agency.name if agency else name
            self.tally.admit(point.group, counted, sure=point.sure and rank == _CORE)
            self.spoken.update(page.record for claim, page, _ in sayings if self.bearings[claim.id] == "core")
            if rank != _CORE and standing == "reporter":
                standing = "possible reporter"
                reason = f"{reason} It tells of the same matter, not of what the reports open with or repeat."
        if not fresh and point.standing != "relay":
            standing, reason = "copy", f"One and the same as {self.tally.names[point.group]}: counts once."
        line = Line(
            side="sources", subject=key, name=name, standing=standing, group=point.group, reason=reason,
            evidence=_quotes(sayings),
        )  # fmt: skip
        self.tally.lines.append(line)

    def _is_newsroom(self, key: str, party: Party) -> bool:
        """Tell whether a party is a newsroom whose report the story has."""
        if party.kind not in ("agency", "outlet", "organisation", "unknown") or is_state_media(party):
            return False
        agency = self.owners.agency(key)
        if agency is not None and agency.kind == "state":
            return False
        return bool({fold(key), fold(party.name), fold(party.id)} & self.newsrooms)

    def _standpoint(self, key: str, party: Party, sayings: Sequence[Saying], same: Same) -> Standpoint:
        reporters = len({reporter for _, _, reporter in sayings})
        reports = "one reporter" if reporters == 1 else f"{reporters} reporters"
        relay = self._only_through(sayings)
        if relay is not None and relay != key:
            agency = self.owners.agency(relay)
            shown = agency.name if agency else relay
            return Standpoint(
                self._top(relay, same), True, "relay", f"Its words reach the archive through {shown} only."
            )
        agency = self.owners.agency(key)
        if is_state_media(party) or (agency is not None and agency.kind == "state"):
            reason = f"A state medium: all that it says is one underlying source, here behind {reports}."
            return Standpoint(self._top(key, same), True, "reporter", reason)
        if party.kind in ("agency", "outlet") or agency is not None:
            reason = "Another newsroom: on whom its report rests cannot be seen from here."
            return Standpoint(self._top(key, same), False, "possible reporter", reason)
        if key.startswith(UNNAMED):
            reason = "Not named: they may be several people, or people who are counted already."
            return Standpoint(key, False, "possible reporter", reason)
        if party.kind == "unknown" or not party.named or any(fold(key) == p[: len(fold(key))] for p in self.places):
            reason = "The text does not tell who this is: it may be a party that is counted already."
            return Standpoint(self._top(key, same), False, "possible reporter", reason)
        about = " It speaks of itself, which is no confirmation." if _of_itself(party, sayings) else ""
        return Standpoint(self._top(key, same), True, "reporter", f"A named party, quoted by {reports}.{about}")

    def _only_through(self, sayings: Sequence[Saying]) -> str | None:
        """Return the state medium through which all words of a party came; None when any came another way."""
        ways = set()
        for claim, _, _ in sayings:
            state = None
            for relay in claim.through:
                agency = self.owners.agency(relay.name) or self.owners.agency(relay.id)
                if relay.kind == "state medium" or (agency is not None and agency.kind == "state"):
                    state = agency.id if agency else relay.id
                    break
            ways.add(state)
        return ways.pop() if len(ways) == 1 else None

    def _countries(self, parties: Mapping[str, Party], same: Same) -> None:
        """Tie the office holders of a country to the state medium that speaks for it."""
        groups = self.tally.groups
        countries: dict[str, str] = {}
        for key in sorted(parties):
            agency = self.owners.agency(key)
            country = self.owners.holders.get(fold(parties[key].name)) or self.owners.holders.get(key)
            if agency is not None and agency.kind == "state":
                country = agency.country
            if country:
                countries[self._top(key, same)] = fold(country)
        tops = sorted(top for top in countries if top in groups)
        for at, left in enumerate(tops):
            for right in tops[at + 1 :]:
                state = any((a := self.owners.agency(side)) is not None and a.kind == "state" for side in (left, right))
                if state and countries[left] == countries[right]:
                    self.tally.tie(left, right)

    def _partly(self, said: Mapping[str, Sequence[Saying]], same: Same) -> None:
        """Tie a party to the state medium through which some of its words came: the others may have come so, too."""
        for key in sorted(said):
            for claim, _, _ in said[key]:
                for relay in claim.through:
                    agency = self.owners.agency(relay.name) or self.owners.agency(relay.id)
                    if relay.kind == "state medium" or (agency is not None and agency.kind == "state"):
                        self.tally.tie(self._top(key, same), self._top(agency.id if agency else relay.id, same))

    def _unattributed(self, record: str, reporter: str, name: str, page: Article) -> None:
        """Count a text that names no party at all: it rests on its reporter's own eyes, or on nobody who is named."""
        group = f"{UNNAMED}{reporter}"
        fresh = group not in self.tally.groups
        self.tally.admit(group, f"what {name} tells without naming anybody", sure=False)
        reason = "Nobody is named for what it tells first: it rests on what its reporter saw, or on people unnamed."
        first = page.text[:120]
        line = Line(
            side="sources", subject=record, name=name, standing="possible reporter" if fresh else "copy", group=group,
            reason=reason, evidence=(Evidence(rule="corroboration.source.none", quote=first, record=record),),
        )  # fmt: skip
        self.tally.lines.append(line)


def _quotes(sayings: Sequence[Saying]) -> tuple[Evidence, ...]:
    """Return where a party is quoted, each page's first mention before any second one."""
    seen: Counter[str] = Counter()
    ranked = []
    for claim, page, _ in sorted(sayings, key=lambda each: (each[1].record, each[0].id)):
        evidence = said_by(claim, page, "corroboration.source.said")
        if evidence is not None:
            ranked.append((seen[page.record], page.record, evidence.where.start if evidence.where else 0, evidence))
            seen[page.record] += 1
    return tuple(evidence for *_, evidence in sorted(ranked, key=lambda item: item[:3])[:MAX_EVIDENCE])


def _of_itself(party: Party, sayings: Sequence[Saying]) -> bool:
    """Tell whether all that a party says names the party itself."""
    own = telling_parts(party.id)
    return bool(own) and all(
        own & telling_parts(" ".join(piece.of(page.text) for piece in claim.content)) for claim, page, _ in sayings
    )
