"""Reference: which party a pronoun or a short form means, by what the article named before it."""

from dataclasses import dataclass, field

from firsthand.claims.cast import Cast, Name
from firsthand.claims.draft import Draft
from firsthand.claims.lexicon import AUXILIARIES, BE, DETERMINERS, PRONOUNS
from firsthand.claims.parties import Phrase, article_off, identify, key_of, phrase
from firsthand.claims.recall import (
    BODIES,
    by_apposition,
    by_compound,
    named_by,
    opening_body,
    sentence_before,
    who_stands_before,
)
from firsthand.claims.roles import (
    FOREIGN_PRONOUNS,
    MEN,
    ORGANISATIONS,
    PERSON_PRONOUNS,
    PLURAL_PRONOUNS,
    PRODUCTS,
    TITLES,
    WOMEN,
)
from firsthand.model import Evidence, Party, PartyKind, Span

MEMORY = 1_500
"""Characters back to which ``he`` or ``the ministry`` may reach for what it means; about four paragraphs of news."""
_DEFINITE = frozenset("the this that his her its their".split())
_MEDIA = frozenset("media television tv radio broadcaster agency newspaper newspapers channel".split())
AHEAD = 500
"""Characters ahead in which ``its governor`` finds its name: reports often name a person in the next sentence only."""
_OF_AGENCIES = frozenset("agency report dispatch commentary media outlet service".split())
FAR = 12_000
"""Characters back to which ``the ministry`` may reach for a name that has the word in it: a long article."""
RECENT = 60
"""Sources that are remembered; more do not stand within reach."""


@dataclass
class Resolver:
    """Reads the sources of one article in order and keeps who was last spoken of."""

    text: str
    cast: Cast
    record: str | None = None
    seen: list[tuple[int, Party, Phrase]] = field(default_factory=list)
    """Sources so far: place, party, phrase."""

    def resolve(self, draft: Draft) -> tuple[Party | None, list[Evidence]]:
        """Return the party of a draft's source and why; remembers it for the sources that follow."""
        if draft.source is None:
            return None, []
        start, end = draft.source
        names = self.cast.between(start, end)
        parts = phrase(self.text[start:end], start, self.cast, names)
        if not parts.words:
            return None, []
        party, rule, note = self._decide(parts, draft)
        if party is None:
            return None, []
        self.seen.append((start, party, parts))
        quote = self.text[start:end]
        where = Span(start=start, end=end)
        evidence = Evidence(rule=rule, quote=quote, record=self.record, where=where, note=note)
        return party, [evidence]

    def _decide(self, parts: Phrase, draft: Draft) -> tuple[Party | None, str, str | None]:
        assert draft.source is not None
        start = draft.source[0]
        clause = len(parts.words) > 1 and (parts.words[0] == "who" or parts.words[1] in BE | AUXILIARIES)
        if parts.words[0] in PRONOUNS and (len(parts.words) == 1 or clause):
            party, note = self._pronoun(parts.words[0], start)
            return party, "claims.reference.pronoun", note
        if len(parts.words) == 1 and parts.words[0] in FOREIGN_PRONOUNS:
            return None, "", None
        party = identify(parts, self.cast)
        definite = parts.words[0] in _DEFINITE and len(parts.words) == 2
        state = "state" in parts.words and party is not None and party.kind == "organisation"  # its state news agency
        if party is not None and not state and (party.named or (party.kind == "anonymous" and not definite)):
            return party, f"claims.party.{party.kind.replace(' ', '_')}", None
        short = self._short_form(parts, start)
        medium = self._state_medium(parts) if short is None else None
        if medium is not None:
            return medium, "claims.party.state_medium", None
        if short is None and party is not None and party.kind == "anonymous":
            return party, "claims.party.anonymous", None
        if short is not None:
            return short, "claims.reference.short_form", f"{parts.core}: {short.name}"
        return party or _described(parts), "claims.party.described", None

    def _state_medium(self, parts: Phrase) -> Party | None:
        """Return the state agency that ``state media`` means: the only one that the article names, else just that."""
        words = set(parts.words)
        if "state" not in words and not any(word.startswith("state-") for word in parts.words):
            return None
        if not words & _MEDIA or any(name.kind == "person" for name in parts.names):
            return None
        named = {
            agency.id: agency
            for name in self.cast.names
            if (agency := self.cast.agencies.get(" ".join(w for w in name.words if w != "the"))) is not None
            and agency.kind == "state"
        }
        if len(named) == 1:
            agency = next(iter(named.values()))
            return Party(id=agency.id, name=agency.name, kind="state medium", named=True, description=parts.core)
        if named or parts.names:
            return None
        return Party(id=key_of(parts.words), name=parts.core, kind="state medium", named=False, description=parts.core)

    def _pronoun(self, word: str, start: int) -> tuple[Party | None, str | None]:
        """Resolve he, she, they, it and who."""
        if word in ("i", "you", "we"):
            return None, None
        if word == "who":
            return self._antecedent(start)
        recent = [(at, party) for at, party, _ in self.seen[-RECENT:] if start - MEMORY <= at < start]
        kinds: tuple[PartyKind, ...]
        if word in PERSON_PRONOUNS:
            return self._person_pronoun(word, start, recent)
        if word in PLURAL_PRONOUNS:
            kinds = ("anonymous", "group")
            found = [party for _, party in recent if party.kind in kinds]
        else:
            body = self._opening_body(start)
            if body is not None:
                return body, f"{word}: {body.name}, which opens the sentence before"
            found = [party for _, party in recent if self._is_body(party)]
        if not found:
            return None, None
        return found[-1], f"{word}: {found[-1].name}, the last that fits"

    def _is_body(self, party: Party) -> bool:
        """Tell whether ``it`` can mean a party."""
        if party.kind in ("organisation", "agency", "state medium", "outlet"):
            return True
        words = tuple(party.id.split())
        return party.kind == "unknown" and words[-1] not in TITLES and self.cast.fullest(words) is None

    def _opening_body(self, start: int) -> Party | None:
        """Return the body that opens the sentence before, where it has not been quoted and nobody else was there."""
        sentence = sentence_before(self.text, start)
        if sentence is None or any(sentence[0] <= at < start for at, _, _ in self.seen[-RECENT:]):
            return None
        first = next(iter(self.cast.between(sentence[0], sentence[0] + 60)), None)
        before = "" if first is None else self.text[sentence[0] : first.start].casefold().split()[-1:]
        if first is not None and before and before[0] in ORGANISATIONS | BODIES:
            return _body(first)
        found = opening_body(self.text, sentence, ORGANISATIONS)
        return None if found is None else _described_as(found)

    def _person_pronoun(
        self, word: str, start: int, recent: list[tuple[int, Party]]
    ) -> tuple[Party | None, str | None]:
        """Return the person last quoted here or one paragraph before, else the one last named, gender allowing."""
        floor = self.text.rfind("\n", 0, max(0, self.text.rfind("\n", 0, start) - 1)) + 1
        quoted = [
            (at, party) for at, party in recent if _is_one(party) and self._may_be(party.id, word)
        ]  # fmt: skip
        named = [
            name
            for name in self.cast.between(start - MEMORY, start)
            if name.kind == "person" and self._may_be(self._full(name).key, word)
        ]
        opener = self._opening_name(start, word)
        if quoted and quoted[-1][0] >= floor and (opener is None or opener.start <= quoted[-1][0]):
            return quoted[-1][1], f"{word}: {quoted[-1][1].name}, quoted last"
        best = opener or (named[-1] if named else None)
        if best is None:
            return (quoted[-1][1], f"{word}: {quoted[-1][1].name}, quoted last") if quoted else self._by_surname(start)
        full = self._full(best)
        party = Party(id=full.key, name=full.text, kind="person", named=True, description=" ".join(full.titles) or None)
        self.cast.gender.setdefault(full.key, word)
        return party, f"{word}: {full.text}, named before it"

    def _opening_name(self, start: int, word: str) -> Name | None:
        """Return the person who opens this sentence or the one before: subjects come first."""
        low = start
        for _ in range(2):
            low = max(self.text.rfind(". ", 0, low - 1), self.text.rfind("\n", 0, low - 1), 0)
            for name in self.cast.between(low, min(start, low + 60)):
                full = self._full(name)
                if full.kind == "person" and self._may_be(full.key, word):
                    return name
        return None

    def _by_surname(self, start: int) -> tuple[Party | None, str | None]:
        """Return the single unknown name that was a source last: the article never gives it in full."""
        found = [
            party for at, party, _ in self.seen[-RECENT:] if start - MEMORY <= at < start and party.kind == "unknown"
        ]
        return (found[-1], f"{found[-1].name}, quoted last") if found else (None, None)

    def _full(self, name: Name) -> Name:
        return self.cast.fullest(name.words) or name

    def _may_be(self, key: str, word: str) -> bool:
        return self.cast.gender.get(key, word) == word

    def _antecedent(self, start: int) -> tuple[Party | None, str | None]:
        """Resolve ``who`` to the phrase right before it."""
        for name in reversed(self.cast.between(start - 80, start)):
            if not 0 <= start - name.end <= 40:
                break
            full = self._full(name)
            if full.kind == "person":
                return Party(id=full.key, name=full.text, kind="person", named=True), f"who: {full.text}"
        before = who_stands_before(self.text, start)
        if before is None:
            return None, None
        at = self.text.rfind(before, 0, start)
        parts = phrase(before, at, self.cast, self.cast.between(at, at + len(before)))
        if not parts.words:
            return None, None
        return identify(parts, self.cast) or _described(parts), f"who: {before}"

    def _short_form(self, parts: Phrase, start: int) -> Party | None:
        """Resolve ``the ministry``, ``the president``, ``the new report`` to what the article named before."""
        words = tuple(word for word in parts.words if word not in DETERMINERS)
        if not words or len(words) > 3:
            return None
        head = words[-1]
        named = self.cast.between(start - FAR, start)
        if head in TITLES or head in MEN or head in WOMEN:
            found = self._titled(head, start)
            if found is not None or parts.words[0] not in _DEFINITE:
                return found
        if len(words) == 1 and head not in ORGANISATIONS:
            called = by_apposition(self.text, head, start, named)
            if called is None and parts.words[0] == "its":
                called = next((n for n in self.cast.between(start, start + AHEAD) if head in n.titles), None)
            if called is not None:
                full = self._full(called)
                return Party(id=full.key, name=full.text, kind="person", named=True, description=head)
        if head in ORGANISATIONS or head in PRODUCTS or head in BODIES:
            found = self._organised(head, start)
            if found is not None:
                return found
            body = named_by(self.text, head, start, named)
            if body is not None:
                return _body(body)
        if head in PRODUCTS:
            return self._put_out(head)
        fuller = by_compound(self.text, head, start) if len(words) == 1 and head in ORGANISATIONS | BODIES else None
        return None if fuller is None else _described_as(fuller)

    def _put_out(self, head: str) -> Party | None:
        """Return who put out ``the statement``: the party that was last quoted from one."""
        for at, party, _ in reversed(self.seen[-RECENT:]):
            sentence_end = self.text.find("\n", at)
            if head in self.text[at : min(sentence_end if sentence_end > 0 else at + 160, at + 160)].casefold():
                return party
        return None

    def _titled(self, head: str, start: int) -> Party | None:
        for name in reversed(self.cast.between(start - FAR, start)):
            if name.kind == "person" and head in name.titles:
                full = self._full(name)
                return Party(id=full.key, name=name.text, kind="person", named=True, description=" ".join(name.titles))
        for _, party, parts in reversed(self.seen[-RECENT:]):
            if party.kind == "person" and parts.extra and head in parts.extra.casefold().split():
                return party
        return None

    def _organised(self, head: str, start: int) -> Party | None:
        for name in reversed(self.cast.between(start - FAR, start)):
            if head in name.words and len(name.words) > 1:
                parts = phrase(name.text, name.start, self.cast, [name])
                found = identify(parts, self.cast)
                if found is not None and found.named:
                    return found
        kinds = ("organisation", "agency", "state medium", "outlet")
        for at, party, _ in reversed(self.seen[-RECENT:]):
            if party.kind in kinds and start - at < MEMORY:
                bureau = {"news", "press", "bureau"} & set(party.id.split())
                agency = (party.kind in ("agency", "state medium") or bureau) and head in _OF_AGENCIES
                if agency or head in party.id.split():
                    return party
        return None


def _body(name: Name) -> Party:
    return Party(id=" ".join((*name.titles, *name.words)) or name.key, name=name.text, kind="organisation", named=True)


def _described_as(words: str) -> Party:
    return Party(
        id=key_of(tuple(words.casefold().split())), name=words, kind="organisation", named=False, description=words
    )


def _is_one(party: Party) -> bool:
    """Tell whether ``he`` can mean a party: a person, named or not (``the mayor``, ``one witness``)."""
    words = party.id.split()
    if party.kind != "anonymous":
        return party.kind == "person"
    return any(word in TITLES or word in ("person", "witness", "official", "expert", "man", "woman") for word in words)


def _described(parts: Phrase) -> Party:
    """Return a party for a phrase that names nobody and that nothing before it explains."""
    head = parts.words[-1]
    kind: PartyKind = "organisation" if head in ORGANISATIONS else "unknown"
    if head in TITLES:
        kind = "anonymous"
    name = article_off(parts.core)
    return Party(id=key_of(parts.words), name=name, kind=kind, named=False, description=parts.core)
