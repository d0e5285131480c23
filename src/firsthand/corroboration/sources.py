"""Independent underlying sources: the parties on whose word a story rests, whoever reported them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from firsthand.corroboration.bounds import Same
from firsthand.corroboration.owners import Owners, fold
from firsthand.corroboration.signs import said_by
from firsthand.corroboration.tally import Tally
from firsthand.model import Agency, Article, Claim, Evidence, Line, Office, Party, Standing

_SILENT = frozenset({"declines", "asks"})
"""Cues after which nothing has been stated."""
MAX_EVIDENCE = 8
"""Quotes that one line of the ledger shows."""
Saying = tuple[Claim, Article, str]
"""A claim, its page, and the group of that page's reporter."""


@dataclass(frozen=True, slots=True)
class Standpoint:
    """What one party counts as."""

    group: str
    sure: bool
    standing: Standing
    reason: str


class Sources:
    """Counts the underlying sources of one story."""

    def __init__(self, owners: Owners, offices: Sequence[Office]) -> None:
        """Keep the tables."""
        self.owners = owners
        self.holders = {fold(office.holder): office.country for office in offices if office.country}
        self.tally = Tally()

    def count(self, sayings: Iterable[Saying], silent: Mapping[str, tuple[str, str, Article]]) -> Tally:
        """Count the parties.

        Args:
            sayings: what was said, of every text once.
            silent: record -> (reporter's group, its name, page) of texts that attribute nothing to anybody.
        """
        said: dict[str, list[Saying]] = defaultdict(list)
        parties: dict[str, Party] = {}
        for saying in sayings:
            claim = saying[0]
            if claim.party is None or claim.cue_class in _SILENT or (claim.negated and claim.cue_class != "denies"):
                continue
            key = self._key(claim, saying[2])
            said[key].append(saying)
            known = parties.get(key)
            if known is None or (len(claim.party.name), claim.party.name) > (len(known.name), known.name):
                parties[key] = claim.party
        same = self._same(parties)
        for key in sorted(parties):
            self._party(key, parties[key], said[key], same)
        self._doubts(parties, same)
        self._partly(said, same)
        for record, (reporter, name, page) in sorted(silent.items()):
            self._unattributed(record, reporter, name, page)
        return self.tally

    def _key(self, claim: Claim, reporter: str) -> str:
        """Return what one party is called throughout the story."""
        party = claim.party
        assert party is not None
        agency = self.owners.agency(party.name) or self.owners.agency(party.id)
        if agency is not None and party.kind not in ("person", "anonymous"):
            return agency.id
        if party.kind == "anonymous" or (not party.named and not _proper(party.name)):
            return f"unnamed through {reporter}"
        return party.id

    def _same(self, parties: Mapping[str, Party]) -> Same:
        """Return which party keys mean one.

        A surname and its full name, initials and what they stand for, a speaker and the body that he speaks for.
        """
        same = Same()
        people = [key for key, party in parties.items() if party.named]
        for short in sorted(people):
            parts = short.split()
            longer = [key for key in people if key != short and _ends_with(key.split(), parts)]
            if len(longer) == 1 and parties[short].kind == parties[longer[0]].kind:
                same.join(short, longer[0])
            for other in sorted(people):
                if len(parts) == 1 and len(short) > 2 and _initials(other) == short:
                    same.join(short, other)
        states = {fold(agency.country): agency.id for agency in self._state_media(parties) if agency.country}
        for key in sorted(people):
            if key in states:  # "North Korea said": a state and the medium that speaks for it
                same.join(key, states[key])
        bodies = [key for key in people if parties[key].kind == "organisation" and len(key.split()) > 1]
        for key in sorted(parties):
            party = parties[key]
            if party.kind in ("person", "group"):
                told = set(fold(f"{party.name} {party.description or ''}").split())
                for body in sorted(bodies):
                    if body != key and set(body.split()) <= told:
                        same.join(key, body)
        return same

    def _state_media(self, parties: Mapping[str, Party]) -> list[Agency]:
        """Return the state media among the parties, sorted by id."""
        asked = (self.owners.agency(key) for key in sorted(parties))
        return [agency for agency in asked if agency is not None and agency.kind == "state"]

    def _party(self, key: str, party: Party, sayings: Sequence[Saying], same: Same) -> None:
        """Count one party and write its line."""
        point = self._standpoint(key, party, sayings, same)
        name = "Unnamed people" if point.group.startswith("unnamed through ") else party.name
        agency = self.owners.agency(point.group)
        counted = agency.name if agency else name
        standing = point.standing
        if standing != "relay":
            fresh = point.group not in self.tally.groups
            self.tally.admit(point.group, counted, sure=point.sure)
            if not fresh:
                standing = "copy"
        elif point.group not in self.tally.groups:
            self.tally.admit(point.group, counted, sure=point.sure)
        reason = point.reason
        if standing == "copy":
            reason = f"One and the same as {self.tally.names[point.group]}: counts once."
        line = Line(
            side="sources", subject=key, name=name, standing=standing, group=point.group, reason=reason,
            evidence=_quotes(sayings),
        )  # fmt: skip
        self.tally.lines.append(line)

    def _standpoint(self, key: str, party: Party, sayings: Sequence[Saying], same: Same) -> Standpoint:
        reporters = len({reporter for _, _, reporter in sayings})
        reports = "one reporter" if reporters == 1 else f"{reporters} reporters"
        relay = self._only_through(sayings)
        if relay is not None and relay != key:
            agency = self.owners.agency(relay)
            shown = agency.name if agency else relay
            return Standpoint(same.top(relay), True, "relay", f"Its words reach the archive through {shown} only.")
        agency = self.owners.agency(key)
        if party.kind == "state medium" or (agency is not None and agency.kind == "state"):
            reason = f"A state medium: all that it says is one underlying source, here behind {reports}."
            return Standpoint(same.top(key), True, "reporter", reason)
        if party.kind in ("agency", "outlet") or agency is not None:
            reason = "Another newsroom: on whom its report rests cannot be seen from here."
            return Standpoint(same.top(key), False, "possible reporter", reason)
        if key.startswith("unnamed through "):
            reason = "Not named: they may be several people, or people who are counted already."
            return Standpoint(key, False, "possible reporter", reason)
        if party.kind == "unknown" or not party.named:
            reason = "The text does not tell who this is: it may be a party that is counted already."
            return Standpoint(same.top(key), False, "possible reporter", reason)
        about = " It speaks of itself, which is no confirmation." if _of_itself(party, sayings) else ""
        return Standpoint(same.top(key), True, "reporter", f"A named party, quoted by {reports}.{about}")

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

    def _doubts(self, parties: Mapping[str, Party], same: Same) -> None:
        """Tie parties that may be one: groups that name others, and officials of a state medium's country."""
        groups = self.tally.groups
        countries: dict[str, str] = {}
        for key in sorted(parties):
            agency = self.owners.agency(key)
            country = self.holders.get(fold(parties[key].name)) or self.holders.get(key)
            if agency is not None and agency.kind == "state":
                country = agency.country
            if country:
                countries[same.top(key)] = fold(country)
        tops = sorted(top for top in countries if top in groups)
        for at, left in enumerate(tops):
            for right in tops[at + 1 :]:
                state = any((a := self.owners.agency(side)) is not None and a.kind == "state" for side in (left, right))
                if state and countries[left] == countries[right]:
                    self.tally.tie(left, right)
        for key in sorted(parties):
            if parties[key].kind == "group" or not parties[key].named:
                mine = _telling(parties[key].name)
                for other in sorted(parties):
                    theirs = _telling(parties[other].name)
                    if other != key and mine and theirs and len(mine & theirs) >= min(2, len(mine), len(theirs)):
                        self.tally.tie(same.top(key), same.top(other))

    def _partly(self, said: Mapping[str, Sequence[Saying]], same: Same) -> None:
        """Tie a party to the state medium through which some of its words came: the others may have come so, too."""
        for key in sorted(said):
            for claim, _, _ in said[key]:
                for relay in claim.through:
                    agency = self.owners.agency(relay.name) or self.owners.agency(relay.id)
                    if relay.kind == "state medium" or (agency is not None and agency.kind == "state"):
                        self.tally.tie(same.top(key), same.top(agency.id if agency else relay.id))

    def _unattributed(self, record: str, reporter: str, name: str, page: Article) -> None:
        """Count a text that names no party at all: it rests on its reporter's own eyes, or on nobody who is named."""
        group = f"unnamed through {reporter}"
        fresh = group not in self.tally.groups
        self.tally.admit(group, f"what {name} tells without naming anybody", sure=False)
        reason = "No party is named: the text rests on what its reporter saw, or on people whom it does not name."
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
    own = _telling(party.id)
    return bool(own) and all(
        own & _telling(" ".join(piece.of(page.text) for piece in claim.content)) for claim, page, _ in sayings
    )


def _proper(name: str) -> bool:
    """Tell whether a description of unnamed people names somebody (``U.S. officials``): a capital beside the first."""
    return any(word[:1].isupper() for word in name.split()[1:]) or name.split()[0].rstrip(".").isupper()


def _ends_with(whole: list[str], tail: list[str]) -> bool:
    return len(whole) > len(tail) and whole[-len(tail) :] == tail


def _initials(key: str) -> str:
    parts = [part for part in key.split() if part not in ("of", "the", "for", "and")]
    return "".join(part[0] for part in parts) if len(parts) > 1 else ""


def _telling(key: str) -> set[str]:
    """Return the words of a name, cut to five letters so that ``Korea`` and ``Korean`` meet."""
    return {part[:5] for part in fold(key).split() if len(part) > 3 and part not in ("their", "partners", "officials")}
