"""How likely two texts tell of one happening: a logistic score over features that can each be shown.

Weights are fitted by ``bench/stories.py --fit`` on pairs of ECB+ (35 topics, each with two look-alike events). What
that set cannot teach, because its texts carry no dates, is set by hand and said so below.
"""

import math
from dataclasses import dataclass

from firsthand.model import Evidence, Link
from firsthand.stories.profile import Profile, Rarity, Vector

WEIGHTS: dict[str, float] = {
    "words": 0.61,
    "lead": 1.92,
    "lead_in_body": 1.1,
    "names": 3.1,
    "lead_names": -0.08,
    "names_contained": 0.88,
    "lead_names_contained": 0.62,
    "numbers": 0.45,
    "counts_agree": 1.38,
    "counts_differ": -0.86,
    "neighbours": 1.83,
    "alone": 0.13,
    "relative": 3.05,
}
INTERCEPT = -5.63
OTHER_YEARS = -1.0
"""By hand: both texts name years, and none in common."""
ONLY_NAMES = -1.5
"""By hand: the texts share hardly anything but names: two matters of one place, or of one person."""
_LEAST_MATTER = 0.1
GAP_DAYS = 2
"""By hand: days between two reports of one happening that cost nothing."""
GAP_WEIGHT = -0.5
"""By hand: what each further day costs."""
GAP_MOST = -12.0
AFTER_WEIGHT = -1.5
"""By hand: what each day costs that lies between the writing of one text and what the other opens with, …"""
AFTER_DAYS = 3
"""… up to so many: what happened after a text was written is not what it tells of."""


@dataclass(frozen=True, slots=True)
class Near:
    """How two texts stand among their neighbours, see `firsthand.stories.candidates`."""

    neighbours: float
    """Share of the nearest texts of either that are near to both, the two themselves left out; 0 to 1."""
    alone: float
    """1.0 when neither has another neighbour."""
    relative: float
    """Their similarity over that to the other neighbours, at most 2; 1 when there are none."""


def cosine(left: Vector, right: Vector) -> float:
    """Return the cosine of two vectors of length 1."""
    if len(left) > len(right):
        left, right = right, left
    return sum(weight * right[word] for word, weight in left.items() if word in right)


def similarity(left: Profile, right: Profile) -> tuple[float, float, float]:
    """Return the three cosines that decide who is whose neighbour: words, lead, names."""
    return cosine(left.words, right.words), cosine(left.lead, right.lead), cosine(left.names, right.names)


def features(left: Profile, right: Profile, rarity: Rarity, near: Near) -> dict[str, float]:
    """Return the named features of a pair; the same when left and right are exchanged."""
    words, lead, named = similarity(left, right)
    agree, differ = _units(left, right)
    shared = sorted(left.sketch.numbers.keys() & right.sketch.numbers.keys())
    return {
        "words": words,
        "lead": lead,
        "lead_in_body": (cosine(left.lead, right.words) + cosine(right.lead, left.words)) / 2,
        "names": named,
        "lead_names": cosine(left.lead_names, right.lead_names),
        "names_contained": _contained(left, right, lead=False),
        "lead_names_contained": _contained(left, right, lead=True),
        "numbers": min(2.0, sum(rarity.of_number(value) for value in shared) / 8),
        "counts_agree": min(3.0, agree),
        "counts_differ": min(3.0, differ),
        "neighbours": near.neighbours,
        "alone": near.alone,
        "relative": near.relative,
    }


def _matter(left: Profile, right: Profile) -> float:
    """Return the cosine of what is no name in either text: two matters of one place share names only."""
    names = left.sketch.names.keys() | right.sketch.names.keys()
    sizes = [sum(w * w for word, w in side.words.items() if word not in names) for side in (left, right)]
    shared = sum(w * right.words[word] for word, w in left.words.items() if word in right.words and word not in names)
    return shared / math.sqrt(sizes[0] * sizes[1]) if min(sizes) > 0 else 0.0


def _units(left: Profile, right: Profile) -> tuple[int, int]:
    """Return how many things both texts count with the same number, and with other numbers."""
    mine, theirs = left.sketch.units, right.sketch.units
    agree = sum(1 for unit in mine if unit in theirs and mine[unit] & theirs[unit])
    return agree, sum(1 for unit in mine if unit in theirs) - agree


def _contained(left: Profile, right: Profile, *, lead: bool) -> float:
    """Return how much of the names of the text with fewer stand in the other, by rarity; 0 to 1."""
    mine = left.sketch.lead_names if lead else left.sketch.names
    theirs = right.sketch.lead_names if lead else right.sketch.names
    sizes = [sum(left.weights[name] for name in sorted(mine)), sum(right.weights[name] for name in sorted(theirs))]
    if min(sizes) <= 0:
        return 0.0
    return sum(left.weights[name] for name in sorted(mine) if name in theirs) / min(sizes)


def gap(left: Profile, right: Profile) -> int | None:
    """Return the days that certainly lie between the writing of two texts; None when either is undated."""
    mine, theirs = left.sketch.days, right.sketch.days
    if mine is None or theirs is None:
        return None
    return max(0, (theirs[0] - mine[1]).days, (mine[0] - theirs[1]).days)


def after(left: Profile, right: Profile) -> int:
    """Return by how many days what one text opens with happened after the other one was written; 0 when it did not."""
    found = 0
    for earlier, later in ((left.sketch, right.sketch), (right.sketch, left.sketch)):
        if later.happened is not None and earlier.days is not None:
            found = max(found, (later.happened[0] - earlier.days[1]).days)
    return min(found, AFTER_DAYS)


def by_hand(left: Profile, right: Profile) -> float:
    """Return what days, years and shared matter add to the log-odds: never more than 0."""
    total = 0.0
    years = left.sketch.years, right.sketch.years
    if all(years) and not years[0] & years[1]:
        total += OTHER_YEARS
    total += ONLY_NAMES * max(0.0, 1 - _matter(left, right) / _LEAST_MATTER)
    between = gap(left, right)
    if between is not None:
        total += max(GAP_MOST, GAP_WEIGHT * max(0, between - GAP_DAYS))
    return total + AFTER_WEIGHT * after(left, right)


def probability(values: dict[str, float], extra: float) -> float:
    """Return the score of features, 0 to 1."""
    return 1 / (1 + math.exp(-(INTERCEPT + extra + sum(WEIGHTS[name] * value for name, value in values.items()))))


def link(left: Profile, right: Profile, score: float) -> Link:
    """Return a link with what the two texts share: names, numbers, places, days, in that order."""
    if right.sketch.text < left.sketch.text:
        left, right = right, left
    return Link(
        left=left.sketch.text,
        right=right.sketch.text,
        score=round(score, 4),
        evidence=(*_shared_names(left, right), *_shared_numbers(left, right), *_place_and_days(left, right)),
    )


def _shared_names(left: Profile, right: Profile) -> list[Evidence]:
    shared = left.sketch.mentions.keys() & right.sketch.mentions.keys()
    best = sorted(shared, key=lambda name: (-left.names.get(name, 0) * right.names.get(name, 0), name))[:6]
    seen: set[str] = set()
    found = []
    for name in best:
        quote, span, title = left.sketch.mentions[name]
        if quote in seen:
            continue
        seen.add(quote)
        found.append(
            Evidence(
                rule="stories.link.name",
                quote=quote,
                record=left.sketch.record,
                locus="title" if title else "text",
                where=span,
                weight=round(WEIGHTS["names"] * left.names[name] * right.names[name], 3),
                note=f"Both texts name {quote}.",
            )
        )
    return found


def _shared_numbers(left: Profile, right: Profile) -> list[Evidence]:
    found = []
    for unit in sorted(left.sketch.units.keys() & right.sketch.units.keys()):
        mine, theirs = left.sketch.units[unit], right.sketch.units[unit]
        agree = bool(mine & theirs)
        value = min(mine & theirs if agree else mine)
        quote, span, title = left.sketch.numbers[value]
        other = min(theirs)
        note = "Both texts count the same." if agree else f"The other text has {other} in its place."
        weight = WEIGHTS["counts_agree" if agree else "counts_differ"]
        found.append(
            Evidence(
                rule="stories.link.number",
                quote=quote,
                record=left.sketch.record,
                locus="title" if title else "text",
                where=span,
                weight=weight,
                note=note,
            )
        )
    return found[:4]


def _place_and_days(left: Profile, right: Profile) -> list[Evidence]:
    found = []
    if left.sketch.place is not None and left.sketch.place == right.sketch.place:
        note = "Both texts are datelined there."
        place = Evidence(
            rule="stories.link.place", quote=left.sketch.place, record=left.sketch.record, weight=0.0, note=note
        )
        found.append(place)
    between = gap(left, right)
    if between is not None:
        note = "Written on the same days." if between == 0 else f"At least {between} days lie between their writing."
        days = left.sketch.days
        quote = f"{days[0]}/{days[1]}" if days else ""
        found.append(
            Evidence(
                rule="stories.link.days",
                quote=quote,
                record=left.sketch.record,
                locus="archive",
                weight=max(GAP_MOST, GAP_WEIGHT * max(0, between - GAP_DAYS)),
                note=note,
            )
        )
    return [*found, *_after(left, right)]


def _after(left: Profile, right: Profile) -> list[Evidence]:
    """Return the words with which one text opens on what happened after the other one was written."""
    between = after(left, right)
    found = []
    for earlier, later in ((left.sketch, right.sketch), (right.sketch, left.sketch)):
        if between and later.happened is not None and earlier.days is not None and later.happened[0] > earlier.days[1]:
            _, quote, where = later.happened
            note = f"It opens with {later.happened[0]}; the other text was written by {earlier.days[1]}."
            found.append(
                Evidence(
                    rule="stories.link.after",
                    quote=quote,
                    record=later.record,
                    where=where,
                    weight=AFTER_WEIGHT * between,
                    note=note,
                )
            )
    return found
