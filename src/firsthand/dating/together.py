"""All texts of an archive: witnesses share a solution, sites earn or lose their word, copies bound each other."""

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from operator import attrgetter
from typing import Protocol

from firsthand.dating.decided import decided
from firsthand.dating.distribution import Solution
from firsthand.dating.habits import Clues, Sign, habits, signs
from firsthand.dating.numbering import number_clues
from firsthand.dating.solution import Habit, Settings, read_off, weigh_text
from firsthand.keep import Indexed, Keep
from firsthand.model import Article, Clue, Copy, Dating, Evidence, Judgement, Network, Stemma
from firsthand.spread import Spread


class AllSettings(Settings, Protocol):
    """The options that solving an archive needs."""

    @property
    def judgements(self) -> tuple[Judgement, ...]: ...  # noqa: D102 - see Options
    @property
    def spread(self) -> Spread: ...  # noqa: D102
    @property
    def keep(self) -> Keep: ...  # noqa: D102
    @property
    def alone(self) -> "AllSettings": ...  # noqa: D102


def solve_all(
    articles: Sequence[Article],
    clues: Clues,
    stemmata: Sequence[Stemma],
    copies: Sequence[Copy],
    networks: Sequence[Network],
    options: AllSettings,
) -> Sequence[Dating]:
    """Return one dating an article; see `firsthand.dating.solve`."""
    texts = texts_of([article.record for article in articles], stemmata, copies)
    judged = {text: (clue,) for text, clue in decided(options.judgements, texts).items()}
    numbered = number_clues(articles, clues)
    for text, records in texts.items():
        more = tuple(
            clue
            for record in records
            for clue in numbered.get(record, ())
            if clue.kind == "before" or len(records) == 1
        )
        if more:
            judged[text] = (*judged.get(text, ()), *more)
    spread, keep, options = options.spread, options.keep, options.alone

    def asked(text: str, known: Mapping[str, Habit], more: Sequence[Clue] = ()) -> Asked:
        """Return what is asked of a text; made anew for each question, so that no clues are held in between."""
        own = {record: clues.get(record, ()) for record in texts[text]}
        trust = {record: known[record] for record in texts[text] if record in known}
        return Asked(own, trust, (*judged.get(text, ()), *more))

    spoken = spread(partial(_signs, options), (asked(text, {}) for text in texts))
    known = habits(articles, networks, spoken, options)
    met = _met(copies, texts)
    ends = dict(zip(met, spread(partial(_ends, options), (asked(text, known) for text in met)), strict=True))
    extra = from_copies(copies, texts, ends)
    read = spread(partial(_read, options), (asked(text, known, extra.get(text, ())) for text in texts))
    datings = Indexed(keep(dating for told in read for dating in told), attrgetter("record"))
    return keep(datings[article.record] for article in articles)


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """What it takes to solve one text."""

    clues: Mapping[str, tuple[Clue, ...]]
    """Clues by witness."""
    habits: Mapping[str, Habit]
    """How far the word of a witness goes, where its house tells."""
    extra: tuple[Clue, ...]
    """Clues from people and from other texts."""

    def solution(self, options: Settings) -> Solution:
        """Return the distribution of the text: some megabytes, so that nobody keeps those of many texts."""
        trust = {record: habit.trust for record, habit in self.habits.items()}
        return weigh_text(self.clues, trust, self.extra, options)


def _signs(options: Settings, asked: Asked) -> dict[str, Sign]:
    return signs(asked.clues, asked.extra, options)


def _ends(options: Settings, asked: Asked) -> "Ends":
    dating = read_off(None, (), asked.solution(options), options)
    return dating.earliest, dating.latest


def _read(options: Settings, asked: Asked) -> tuple[Dating, ...]:
    """Return the datings of the witnesses of one text, in order."""
    solution = asked.solution(options)
    return tuple(
        read_off(record, own, solution, options, asked.habits.get(record)) for record, own in asked.clues.items()
    )


def _met(copies: Sequence[Copy], texts: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the texts that hang together with another one by a copy whose direction is known, sorted."""
    home = {record: text for text, records in texts.items() for record in records}
    found: set[str] = set()
    for copy in copies:
        left, right = home.get(copy.left), home.get(copy.right)
        if copy.exemplar is not None and left is not None and right is not None and left != right:
            found.update((left, right))
    return sorted(found)


def texts_of(
    known: Sequence[str], stemmata: Sequence[Stemma], copies: Sequence[Copy] = ()
) -> dict[str, tuple[str, ...]]:
    """Return the witnesses of each text, those that are known; strays are texts of their own.

    A version (a writethru, a correction) stands in the stemma of the text that it replaces, but was written on a day
    of its own: it and what was copied from it are a text apart, named after its first record.
    """
    left = set(known)
    versions = {(copy.left, copy.right) for copy in copies if copy.relation == "version"}
    texts: dict[str, tuple[str, ...]] = {}
    for stemma in sorted(stemmata, key=lambda one: one.id):
        inside = sorted(left.intersection(stemma.witnesses))
        left.difference_update(inside)
        for number, part in enumerate(_parts(stemma, inside, versions)):
            texts[stemma.id if number == 0 else f"{stemma.id} {part[0]}"] = part
    texts.update((record, (record,)) for record in sorted(left))
    return texts


def _parts(stemma: Stemma, inside: list[str], versions: set[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Return the witnesses of a stemma, parted where a branch leads to a version; the archetype's part first."""
    if not inside:
        return []
    cut = {
        branch.witness: branch.exemplar
        for branch in stemma.branches
        if branch.exemplar is not None
        and (min(branch.witness, branch.exemplar), max(branch.witness, branch.exemplar)) in versions
    }
    above = {branch.witness: branch.exemplar for branch in stemma.branches if branch.witness not in cut}

    def root(witness: str) -> str:
        seen = {witness}
        while (upper := above.get(witness)) is not None and upper not in seen:
            witness = upper
            seen.add(witness)
        return witness if witness in cut else ""

    parts: dict[str, list[str]] = defaultdict(list)
    for record in inside:
        parts[root(record) if cut else ""].append(record)
    return [tuple(parts[key]) for key in sorted(parts)]


Ends = tuple[dt.date | None, dt.date | None]
"""First and last day of an interval."""


def from_copies(
    copies: Sequence[Copy], texts: Mapping[str, tuple[str, ...]], ends: Mapping[str, Ends]
) -> dict[str, list[Clue]]:
    """Return what texts say about texts that were made from them: a copy is not older than its exemplar.

    Args:
        copies: Verified edges.
        texts: Records by text.
        ends: Interval of each text.
    """
    home = {record: text for text, records in texts.items() for record in records}
    extra: dict[str, list[Clue]] = defaultdict(list)
    for copy in _in_order(copies):
        if copy.exemplar is None or home.get(copy.left) == home.get(copy.right):
            continue
        younger = copy.right if copy.exemplar == copy.left else copy.left
        if copy.exemplar not in home or younger not in home:
            continue
        weight = 6.0 * (2 * (copy.certainty or 0.5) - 1) * copy.score
        first, last = ends[home[copy.exemplar]][0], ends[home[younger]][1]
        if first is not None and weight > 0:
            evidence = linked("dating.copies.after", copy.exemplar, weight, f"copied from a text of {first} or later")
            extra[home[younger]].append(Clue(kind="after", earliest=first, evidence=evidence))
        if last is not None and weight > 0:
            evidence = linked("dating.copies.before", younger, weight, f"copied in a text of {last} or earlier")
            extra[home[copy.exemplar]].append(Clue(kind="before", latest=last, evidence=evidence))
    return extra


def _in_order(copies: Sequence[Copy]) -> Iterator[Copy]:
    pairs = [(copy.left, copy.right) for copy in copies]
    return map(copies.__getitem__, sorted(range(len(pairs)), key=pairs.__getitem__))


def linked(rule: str, record: str, weight: float, note: str) -> Evidence:
    """Return evidence that lies in another page of the archive."""
    return Evidence(rule=rule, quote=record, record=record, locus="archive", weight=weight, note=note)
