"""Which of two copies is the exemplar: reasons for each side added up, and no answer where they do not suffice.

Reasons in order of trust: the agency's own page; one text names the other's outlet; damage (planted strings, a farm's
furniture, lost spaces, a weekday turned into a date, a dropped hedge or attribution); agency signature on one side
only; completeness; stated days; capture. Weights are log-odds, positive for left as exemplar.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from firsthand.copies import slips
from firsthand.copies.passages import Ground
from firsthand.copies.witness import Witness
from firsthand.model import Article, Edit, Evidence, Pair, Tables

_ENOUGH = 0.8
_MUCH = 0.6  # share of both texts from which a lost end is seen
_NOT_WHOLE = 0.8  # share below which a text has something of its own beside the passage
_ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b|\b[A-Z][a-z]{2,8}\.? \d{1,2}\b|\b\d{1,2} [A-Z][a-z]{2,8}\b")
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Direction:
    """Who was copied from, how surely, and why."""

    exemplar: str | None
    """Record id; None when undecided."""
    certainty: float | None
    """0.5 to 1; None when undecided."""
    evidence: tuple[Evidence, ...]
    """Reasons for either side, strongest first; a negative weight speaks for right."""


def direct(
    left: Witness,
    right: Witness,
    ground: Ground,
    edits: Sequence[Edit],
    tables: Tables,
    shared: Sequence[Pair] = (),
) -> Direction:
    """Return the direction of a verified pair. Swapping the two texts swaps the answer.

    Args:
        left: one text.
        right: the other.
        ground: what they share, in numbers.
        edits: where they differ.
        tables: agencies.
        shared: the aligned stretches.
    """
    reasons: list[Evidence] = []
    _signatures(left, right, tables, reasons)
    _named(left.article, right.article, reasons)
    _damage(left.article, right.article, edits, reasons)
    _completeness(left, right, ground, reasons)
    _peculiar(left, right, ground, edits, shared, reasons)
    _days(left.article, right.article, reasons)
    total = sum(reason.weight for reason in reasons)
    reasons.sort(key=lambda reason: (-abs(reason.weight), reason.rule, reason.quote))
    if abs(total) < _ENOUGH:
        return Direction(None, None, tuple(reasons))
    exemplar = left.record if total > 0 else right.record
    return Direction(exemplar, round(1 / (1 + math.exp(-abs(total))), 4), tuple(reasons))


def _reason(article: Article, rule: str, quote: str, weight: float, note: str) -> Evidence:
    return Evidence(
        rule=f"copies.direction.{rule}", quote=quote[:200], record=article.record, weight=round(weight, 4), note=note
    )


def _signatures(left: Witness, right: Witness, tables: Tables, reasons: list[Evidence]) -> None:
    """Weigh the agency's own page most; a signature on one side only was dropped on the other."""
    signed = [left.signs(tables), right.signs(tables)]
    homes = [next((sign for _, sign in found if sign.rule.endswith(".domain")), None) for found in signed]
    for sign, other, witness, side in ((homes[0], homes[1], left, 1), (homes[1], homes[0], right, -1)):
        if sign is not None and other is None:
            reasons.append(
                _reason(witness.article, "agency_page", sign.quote, 3.0 * side, "stands on the agency's own host")
            )
            return
    for found, none, witness, side in ((signed[0], signed[1], left, 1), (signed[1], signed[0], right, -1)):
        if found and not none:
            quote = found[0][1].quote
            reasons.append(
                _reason(witness.article, "signature", quote, 1.2 * side, "only this side carries the agency")
            )
            return


def _named(left: Article, right: Article, reasons: list[Evidence]) -> None:
    """Take a text for the copy that names the other's outlet as where it has it from."""
    for one, two, side in ((left, right, 1), (right, left, -1)):
        for name in (one.outlet, one.site):
            if name is None or len(name) < 4 or name in {two.outlet, two.site}:
                continue
            credit = two.credit.text if two.credit else ""
            if name.casefold() in credit.casefold() or name.casefold() in two.text.casefold():
                reasons.append(_reason(two, "names_outlet", name, 2.0 * side, f"names {name}"))
                break


def _damage(left: Article, right: Article, edits: Sequence[Edit], reasons: list[Evidence]) -> None:
    """Find what a copy does to a text and an exemplar does not: planted words, lost spaces, dates for weekdays."""
    for one, two, side in ((left, right, 1), (right, left, -1)):
        if two.planted and not one.planted:
            reasons.append(_reason(two, "planted", two.planted[0].quote, 1.5 * side, "foreign words pushed in"))
        elif (label := _farm_label(two)) and not _farm_label(one) and not one.planted:
            reasons.append(_reason(two, "farm", label, 1.6 * side, "dressed with reactions or view counts"))
    for edit in edits:
        _damaged(left, right, edit, reasons)
    counts: dict[str, float] = {}
    kept: list[Evidence] = []
    for reason in reasons:  # ten lost hedges are one habit, not ten reasons
        key = f"{reason.rule}{reason.weight > 0}"
        counts[key] = counts.get(key, 0) + 1
        if counts[key] <= 2:
            kept.append(reason)
    reasons[:] = kept


def _farm_label(article: Article) -> str:
    """Return the reactions or view label with which a farm dresses other people's texts; empty where there is none.

    An honest page may lack the signature and the end of a text that a farm still has: that makes the farm no exemplar.
    """
    furniture = article.furniture
    if furniture.reactions is not None:
        return furniture.reactions.label
    return furniture.views or ""


def _damaged(left: Article, right: Article, edit: Edit, reasons: list[Evidence]) -> None:
    before, after = edit.before, edit.after
    if edit.kind == "planted":
        side = 1 if len(after) > len(before) else -1
        reasons.append(_reason(right if side > 0 else left, "planted", after or before, 1.2 * side, "planted word"))
    elif edit.kind == "date":
        if _WEEKDAY.search(before) and not _WEEKDAY.search(after) and _ISO_DAY.search(after):
            reasons.append(_reason(right, "weekday", after, 0.9, f"{before} became {after}"))
        elif _WEEKDAY.search(after) and not _WEEKDAY.search(before) and _ISO_DAY.search(before):
            reasons.append(_reason(left, "weekday", before, -0.9, f"{after} became {before}"))
    elif edit.kind == "punctuation":
        one, two = len(before.split()), len(after.split())
        if one != two and before.replace(" ", "") == after.replace(" ", ""):
            side = 1 if two < one else -1
            damaged = right if side > 0 else left
            reasons.append(_reason(damaged, "lost_space", after if side > 0 else before, 0.8 * side, "a space is lost"))
    elif edit.kind in ("hedge", "attribution") and edit.right is None:
        reasons.append(_reason(left, "softened", before, 0.5, "the other side dropped an attribution or hedge"))


def _peculiar(
    left: Witness,
    right: Witness,
    ground: Ground,
    edits: Sequence[Edit],
    shared: Sequence[Pair],
    reasons: list[Evidence],
) -> None:
    """Weigh slips, lost marks, lost ends, and passages that are strangers in one of the texts."""
    found = list(islice(slips.slips(left, right, edits), 2))
    if any(edit.kind == "punctuation" for edit in edits):
        found += slips.flattened(left, right)
    whole = any(reason.rule.endswith(".completeness") for reason in reasons)
    if not whole and min(ground.left_share, ground.right_share) >= _MUCH:
        found += slips.cut(edits)
    if max(ground.left_share, ground.right_share) < _NOT_WHOLE:
        found += slips.at_home(left, right, shared)
    for rule, damaged_left, quote, weight, note in found:
        side = right if not damaged_left else left
        reasons.append(_reason(side.article, rule, quote, -weight if damaged_left else weight, note))


def _completeness(left: Witness, right: Witness, ground: Ground, reasons: list[Evidence]) -> None:
    """Hold the longer side for the exemplar when the shorter stands in it whole."""
    for one, two, share, other, side in (
        (left, right, ground.right_share, ground.left_share, 1),
        (right, left, ground.left_share, ground.right_share, -1),
    ):
        if share >= 0.9 and other < 0.93 and len(one) > len(two):
            weight = 1.1 if other >= 0.2 else 0.6
            quote = f"{other:.0%} of {len(one)} words against {share:.0%} of {len(two)}"
            reasons.append(
                _reason(one.article, "completeness", quote, weight * side, "the shorter stands in the longer")
            )
            return


def _days(left: Article, right: Article, reasons: list[Evidence]) -> None:
    """Hold the side with the later stated day for the copy.

    A day shown to readers counts less than one in metadata; when both were captured is added to either.
    """
    for kinds, weight in ((("published",), 0.9), (("claimed",), 0.6)):
        if _later(left, right, kinds, weight, reasons):
            break
    _later(left, right, ("captured",), 0.3, reasons)


def _later(left: Article, right: Article, kinds: tuple[str, ...], weight: float, reasons: list[Evidence]) -> bool:
    """Add the later of two stated days, if both sides state one; tell whether both do."""
    days = []
    for article in (left, right):
        stated = [stated for stated in article.stated if stated.kind in kinds]
        days.append(min(stated, key=lambda stated: (stated.earliest, stated.latest)) if stated else None)
    one, two = days
    if one is None or two is None:
        return False
    if one.latest < two.earliest:
        reasons.append(_reason(right, "later_day", two.evidence.quote, weight, f"later than {one.latest}"))
    elif two.latest < one.earliest:
        reasons.append(_reason(left, "later_day", one.evidence.quote, -weight, f"later than {two.latest}"))
    return True
