"""Independent reporters: which pages stand on one agency, one owner, one network, one text, and which on their own."""

from collections.abc import Iterable, Mapping, Sequence

from firsthand.corroboration.owners import Owners, printed
from firsthand.corroboration.signs import RELEASE_WIRES, own_reporting, press_release, relayed
from firsthand.corroboration.tally import Tally
from firsthand.model import Article, Claim, Copy, Evidence, Line, Span, Standing, Stemma

SURE = 0.5
"""Certainty of an origin from which it counts as known."""
REWRITE = 0.8
"""Score from which a rewrite is held for one text with its exemplar; below it the two may be one."""


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

    def add(self, text: Stemma) -> None:
        """Count one text: the page that stands for it first, then its other witnesses."""
        held = [record for record in text.witnesses if record in self.articles]
        if not held:
            return
        lead = self.lead(text, held)
        group, name, sure, reason, evidence = self._stand(text, self.articles[lead])
        standing: Standing = "reporter" if sure else "possible reporter"
        if group in self.tally.groups and (self.tally.groups[group] or not sure):
            standing = self._again(text, self.articles[lead])
            reason = f"Another text of {name}, which counts once."
        self.tally.admit(group, name, sure=sure)
        self._line(lead, name if standing != "client" else self._called(lead), standing, group, reason, evidence)
        for record in held:
            self.group_of[record] = group
            if record != lead:
                self._witness(text, record, lead, group, name)
        doubtful = self.owners.doubtful(self.articles[lead])
        if doubtful is not None and text.origin.kind == "outlet":
            self.tally.tie(group, doubtful.id)

    def lead(self, text: Stemma, held: Sequence[str]) -> str:
        """Return the page that stands for a text: the agency's own, else the archetype, else the longest."""
        for record in sorted(held):
            agency = self.owners.agency(self.articles[record].site)
            if agency is not None and agency.id == text.origin.name:
                return record
        if text.archetype in held:
            return str(text.archetype)
        return max(held, key=lambda record: (len(self.articles[record].text), record))

    def _stand(self, text: Stemma, lead: Article) -> tuple[str, str, bool, str, tuple[Evidence, ...]]:
        """Return (group, name, sure, reason, evidence) of a text."""
        origin = text.origin
        sure = origin.certainty >= SURE
        release = press_release(lead)
        if release is not None or origin.name in RELEASE_WIRES:
            why = (release,) if release is not None else origin.evidence
            return lead.record, self._called(lead.record), False, "A press release: its sender's own statement.", why
        if origin.kind == "agency" and origin.name is not None:
            return self._agency(origin.name, sure, origin.evidence)
        told = own_reporting(lead)
        if origin.kind == "outlet" and origin.name is not None:
            return self._outlet(lead, origin.name, sure, told, origin.evidence)
        if told is not None and printed(lead) is not None:
            return self._outlet(lead, printed(lead), False, told, ())
        reason = "Nothing tells whose text this is: it may be a reporter's of its own, or one that is counted already."
        return lead.record, self._called(lead.record), False, reason, origin.evidence

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
        shown = name or self._called(lead.record)
        proof = tuple(one for one in (told, owned, *evidence) if one is not None)
        if told is not None:
            return group, shown, True, f"{shown} shows reporting of its own.", proof
        other = relayed(self.claims.get(lead.record, ()), lead, self.owners)
        if other is not None:
            group, whose, words = other
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
        proof = self._alignment(record, text)
        own = self._own_part(page)
        if own is not None:
            mine, _, _ = self.owners.behind(page, None)
            if self.tally.admit(mine, self._called(record), sure=False):
                self.tally.tie(mine, group)
                reason = f"Carries {name}'s text, and shows reporting of its own beside it."
                self._line(record, self._called(record), "possible reporter", mine, reason, (own, *proof))
                return
        standing: Standing = "client" if text.origin.kind == "agency" else "copy"
        reason = f"Carries {name}'s text."
        mine, kind, owned = self.owners.behind(page, None)
        if standing == "copy" and kind != "copy" and self.owners.behind(first, text.origin.name)[0] == mine:
            standing = "same owner" if kind == "same owner" else "same network"
            proof = (owned, *proof) if owned is not None else proof
        self._line(record, self._called(record), standing, group, reason, proof)

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

    def _alignment(self, record: str, text: Stemma) -> tuple[Evidence, ...]:
        """Return the longest aligned stretch that proves that a page carries a text."""
        found: list[Span] = []
        for copy in self.copies.get(record, ()):
            other = copy.right if copy.left == record else copy.left
            if other in text.witnesses:
                found.extend((pair.left if copy.left == record else pair.right) for pair in copy.shared)
        if not found:
            return ()
        best = max(found, key=lambda span: (len(span), -span.start))
        quote = best.of(self.articles[record].text)[:300]
        where = Span(start=best.start, end=best.start + len(quote))
        return (Evidence(rule="corroboration.copy.aligned", quote=quote, record=record, where=where),)

    def depend(self, same: Iterable[tuple[str, str]], different: frozenset[tuple[str, str]]) -> None:
        """Take in what is known of copies between texts, and what people decided about pages."""
        for left, right in same:
            self._unite(left, right)
        for record in sorted(self.copies):
            for copy in self.copies[record]:
                pair = (min(copy.left, copy.right), max(copy.left, copy.right))
                a, b = self.group_of.get(copy.left), self.group_of.get(copy.right)
                if copy.left != record or a is None or b is None or a == b or pair in different:
                    continue
                if copy.relation == "embedding" or (copy.relation == "rewrite" and copy.score < REWRITE):
                    self.tally.tie(a, b)
                elif copy.relation != "excerpt" or max(copy.left_share, copy.right_share) >= SURE:
                    self._unite(copy.left, copy.right)
                else:
                    self.tally.tie(a, b)

    def _unite(self, left: str, right: str) -> None:
        """Count the groups of two pages as one: the surer stays."""
        a, b = self.group_of.get(left), self.group_of.get(right)
        if a is None or b is None or a == b:
            return
        groups = self.tally.groups
        keep, gone = sorted((a, b), key=lambda group: (not groups.get(group, False), group))
        groups[keep] = groups.pop(gone, False) or groups.get(keep, False)
        self.group_of = {record: keep if group == gone else group for record, group in self.group_of.items()}
        self.tally.ties = {
            (min(x, y), max(x, y))
            for x, y in ((keep if p == gone else p, keep if q == gone else q) for p, q in self.tally.ties)
            if x != y
        }
        name = self.tally.names.get(keep, keep)
        self.tally.lines = [
            Line(side=line.side, subject=line.subject, name=line.name, group=keep, evidence=line.evidence,
                 standing="copy" if line.standing in ("reporter", "possible reporter") else line.standing,
                 reason=f"Depends on a text of {name}: the two count once.")
            if line.group == gone else line
            for line in self.tally.lines
        ]  # fmt: skip

    def _called(self, record: str) -> str:
        return printed(self.articles[record]) or record

    def _line(
        self, record: str, name: str, standing: Standing, group: str, reason: str, evidence: tuple[Evidence, ...]
    ) -> None:
        line = Line(
            side="reporters", subject=record, name=name, standing=standing, group=group, reason=reason,
            evidence=evidence,
        )  # fmt: skip
        self.tally.lines.append(line)
