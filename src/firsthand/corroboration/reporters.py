"""Independent reporters: which pages stand on one agency, one owner, one network, one text, and which on their own."""

from collections.abc import Mapping, Sequence

from firsthand.corroboration.owners import Owners, fold, printed
from firsthand.corroboration.retold import First
from firsthand.corroboration.signs import RELEASE_WIRES, own_reporting, press_release, relayed
from firsthand.corroboration.tally import Tally
from firsthand.model import Article, Claim, Copy, Evidence, Line, Party, Span, Standing, Stemma

SURE = 0.5
"""Certainty of an origin from which it counts as known."""


class Reporters:
    """Counts the reporters of one story."""

    def __init__(
        self, articles: Mapping[str, Article], copies: Sequence[Copy], claims: Mapping[str, list[Claim]], owners: Owners
    ) -> None:
        """Keep what is asked again and again."""
        self.articles = articles
        self.claims = claims
        self.owners = owners
        self.tally = Tally()
        self.copies: dict[str, list[Copy]] = {}
        for copy in copies:
            self.copies.setdefault(copy.left, []).append(copy)
            self.copies.setdefault(copy.right, []).append(copy)
        self.group_of: dict[str, str] = {}
        self._known = self._newsrooms()

    def add(self, cluster: Sequence[Stemma], doubt: tuple[str, Evidence] | None) -> None:
        """Count the texts of one cluster: the page that stands for it first, then every other page.

        Args:
            cluster: texts that surely depend on each other, the best known first.
            doubt: (text that this one may depend on, the aligned words); None when it stands alone.
        """
        held = [(text, sorted(r for r in text.witnesses if r in self.articles)) for text in cluster]
        held = [(text, records) for text, records in held if records]
        if not held:
            return
        text, records = held[0]
        lead = self.lead(text, records)
        group, name, sure, reason, evidence = self._stand(text, self.articles[lead])
        if doubt is not None and not self.told(lead):
            sure, evidence = False, (doubt[1], *evidence)
            reason = "It may depend on another text of this story, so it counts only possibly."
        standing: Standing = "reporter" if sure else "possible reporter"
        if group in self.tally.groups and (self.tally.groups[group] or not sure):
            standing = self._again(text, self.articles[lead])
            reason = f"Another text of {name}, which counts once."
        self.tally.admit(group, name, sure=sure)
        self._line(lead, name if standing != "client" else self.called(lead), standing, group, reason, evidence)
        doubtful = self.owners.doubtful(self.articles[lead])
        if doubtful is not None and text.origin.kind == "outlet":
            self.tally.tie(group, f"maybe {doubtful.id}")
        for other, pages in held:
            for record in pages:
                self.group_of[record] = group
                if record != lead:
                    self._witness(other, record, lead, group, name)

    def told(self, record: str) -> bool:
        """Tell whether a page shows reporting of its own."""
        return own_reporting(self.articles[record]) is not None

    def own_group(self, text: Stemma, record: str) -> str:
        """Return the group that a text would count with if it handed on nobody's report."""
        agency = self.owners.agency(text.origin.name)
        if agency is not None or (text.origin.kind == "agency" and text.origin.name):
            return agency.id if agency else str(text.origin.name)
        return self.owners.behind(self.articles[record], text.origin.name)[0]

    def newsroom(self, party: Party) -> str | None:
        """Return the group of a newsroom that is named as a party; None for any other party, and a state's agency."""
        agency = self.owners.agency(party.name) or self.owners.agency(party.id)
        if agency is not None:
            return None if agency.kind == "state" else agency.id
        row = self.owners.named.get(fold(party.name))
        if row is not None:
            return row.owner or row.name
        return self._known.get(fold(party.name)) if party.kind not in ("person", "anonymous", "group") else None

    def _newsrooms(self) -> dict[str, str]:
        """Return the groups of the outlets whose pages the story has, by their folded names."""
        found: dict[str, str] = {}
        for record in sorted(self.articles):
            page = self.articles[record]
            for name in (page.outlet, page.furniture.brand):
                if name:
                    found.setdefault(fold(name), self.owners.behind(page, page.outlet)[0])
        return found

    def lead(self, text: Stemma, held: Sequence[str]) -> str:
        """Return the page that stands for a text: the agency's own, else the archetype, else the longest."""
        for record in sorted(held):
            agency = self.owners.agency(self.articles[record].site)
            if agency is not None and agency.id == text.origin.name:
                return record
        if text.archetype in held:
            return str(text.archetype)
        return max(held, key=lambda record: (len(self.articles[record].text), record))

    def first(self, cluster: Sequence[Stemma]) -> First | None:
        """Return what stands for a cluster of texts, to be compared with others; None where no page is held."""
        for text in cluster:
            record = self._lead_of(text)
            if record is not None:
                outlet = text.origin.kind == "outlet" and not self.told(record)
                released = press_release(self.articles[record]) is not None or text.origin.name in RELEASE_WIRES
                return First(cluster[0].id, record, text.origin.kind == "agency", outlet, released)
        return None

    def linked(self, texts: Sequence[Stemma], doubts: Mapping[str, tuple[str, Evidence]]) -> frozenset[tuple[str, str]]:
        """Return the pairs of texts, by the pages that stand for them, of which one may depend on the other."""
        home = {record: text.id for text in texts for record in text.witnesses}
        pairs = {(home[copy.left], home[copy.right]) for record in self.copies for copy in self.copies[record]}
        pairs.update((text, other) for text, (other, _) in doubts.items())
        stands = {text.id: lead for text, lead in zip(texts, map(self._lead_of, texts), strict=True) if lead}
        both = {*pairs, *((right, left) for left, right in pairs)}
        return frozenset((stands[a], stands[b]) for a, b in both if a in stands and b in stands)

    def _lead_of(self, text: Stemma) -> str | None:
        records = [record for record in text.witnesses if record in self.articles]
        return self.lead(text, records) if records else None

    def leads(self, texts: Sequence[Stemma]) -> list[str]:
        """Return the page that stands for each text, in the order of the texts."""
        return [lead for text in texts if (lead := self._lead_of(text)) is not None]

    def behind(self, record: str, unsure: str) -> str:
        """Return the group of the reporter behind a page; ``unsure`` where that is only possible."""
        group = self.group_of[record]
        return group if self.tally.groups.get(group) else unsure

    def newsrooms(self) -> frozenset[str]:
        """Return the folded names under which the story's newsrooms may be quoted."""
        names = {fold(name) for group, name in self.tally.names.items() for name in (group, name)}
        return frozenset(names | {fold(printed(page)) for page in self.articles.values()} - {""})

    def _stand(self, text: Stemma, lead: Article) -> tuple[str, str, bool, str, tuple[Evidence, ...]]:
        """Return (group, name, sure, reason, evidence) of a text."""
        origin = text.origin
        sure = origin.certainty >= SURE
        release = press_release(lead)
        if release is not None or origin.name in RELEASE_WIRES:
            why = (release,) if release is not None else origin.evidence
            return lead.record, self.called(lead.record), False, "A press release: its sender's own statement.", why
        if origin.kind == "agency" and origin.name is not None:
            return self._agency(origin.name, sure, origin.evidence)
        told = own_reporting(lead)
        if origin.kind == "outlet" and origin.name is not None:
            return self._outlet(lead, origin.name, sure, told, origin.evidence)
        if told is not None and printed(lead) is not None:
            return self._outlet(lead, printed(lead), False, told, ())
        reason = "Nothing tells whose text this is: it may be a reporter's of its own, or one that is counted already."
        return lead.record, self.called(lead.record), False, reason, origin.evidence

    def _agency(
        self, name: str, sure: bool, evidence: tuple[Evidence, ...]
    ) -> tuple[str, str, bool, str, tuple[Evidence, ...]]:
        agency = self.owners.agency(name)
        shown = agency.name if agency else name
        if agency is not None and agency.kind == "state":
            reason = f"{shown} speaks for its government: what it says is one underlying source, and hardly a report."
            return agency.id, shown, False, reason, evidence
        certain = "is" if sure else "may be"
        return agency.id if agency else name, shown, sure, f"The text {certain} {shown}'s.", evidence

    def _outlet(
        self, lead: Article, name: str | None, sure: bool, told: Evidence | None, evidence: tuple[Evidence, ...]
    ) -> tuple[str, str, bool, str, tuple[Evidence, ...]]:
        group, _, owned = self.owners.behind(lead, name)
        shown = name or self.called(lead.record)
        proof = tuple(one for one in (told, owned, *evidence) if one is not None)
        if told is not None:
            return group, shown, True, f"{shown} shows reporting of its own.", proof
        other = relayed(self.claims.get(lead.record, ()), lead, self.owners)
        if other is not None:
            group, whose, words = other
            group = self._known.get(fold(whose), group)
            return group, whose, False, f"{shown} hands on what {whose} reported.", (words, *proof) if words else proof
        if sure:
            return group, shown, True, f"The text is {shown}'s own as far as its signs tell.", proof
        return group, shown, False, f"The text may be {shown}'s own; nothing but the site speaks for it.", proof

    def _again(self, text: Stemma, lead: Article) -> Standing:
        """Return what a further text of a group is."""
        if text.origin.kind == "agency":
            return "client"
        if relayed(self.claims.get(lead.record, ()), lead, self.owners) is not None:
            return "relay"
        standing = self.owners.behind(lead, text.origin.name)[1]
        return "same owner" if standing == "same owner" else "same network" if standing == "same network" else "copy"

    def _witness(self, text: Stemma, record: str, lead: str, group: str, name: str) -> None:
        """Write the line of a page that carries a text which another page stands for."""
        page, first = self.articles[record], self.articles[lead]
        proof = self._alignment(record)
        own = self._own_part(page)
        if own is not None:
            mine, _, _ = self.owners.behind(page, None)
            if self.tally.admit(mine, self.called(record), sure=False):
                self.tally.tie(mine, group)
                reason = f"Carries {name}'s text, and shows reporting of its own beside it."
                self._line(record, self.called(record), "possible reporter", mine, reason, (own, *proof))
                return
        standing: Standing = "client" if text.origin.kind == "agency" else "copy"
        reason = f"Carries {name}'s text."
        mine, kind, owned = self.owners.behind(page, None)
        if standing == "copy" and kind != "copy" and self.owners.behind(first, text.origin.name)[0] == mine:
            standing = "same owner" if kind == "same owner" else "same network"
            proof = (owned, *proof) if owned is not None else proof
        self._line(record, self.called(record), standing, group, reason, proof)

    def _own_part(self, page: Article) -> Evidence | None:
        """Return a sign of own reporting beside what a page took in whole from elsewhere; None when there is none."""
        for copy in self.copies.get(page.record, ()):
            if copy.relation != "embedding":
                continue
            left = copy.left == page.record
            if (copy.left_share if left else copy.right_share) > 0.9:
                continue
            taken: list[Span] = [pair.left if left else pair.right for pair in copy.shared]
            told = own_reporting(page, taken)
            if told is not None:
                return told
        return None

    def _alignment(self, record: str) -> tuple[Evidence, ...]:
        """Return the longest aligned stretch that proves that a page carries a text."""
        found: list[Span] = []
        for copy in self.copies.get(record, ()):
            other = copy.right if copy.left == record else copy.left
            if other in self.articles:
                found.extend((pair.left if copy.left == record else pair.right) for pair in copy.shared)
        if not found:
            return ()
        best = max(found, key=lambda span: (len(span), -span.start))
        quote = best.of(self.articles[record].text)[:300]
        where = Span(start=best.start, end=best.start + len(quote))
        return (Evidence(rule="corroboration.copy.aligned", quote=quote, record=record, where=where),)

    def called(self, record: str) -> str:
        """Return what a page goes by: what it calls itself, else its id."""
        return printed(self.articles[record]) or record

    def _line(
        self, record: str, name: str, standing: Standing, group: str, reason: str, evidence: tuple[Evidence, ...]
    ) -> None:
        line = Line(
            side="reporters", subject=record, name=name, standing=standing, group=group, reason=reason,
            evidence=evidence,
        )  # fmt: skip
        self.tally.lines.append(line)
