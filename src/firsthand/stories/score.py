"""How likely two texts tell of one happening: a logistic score over features that can each be shown.

Weights are fitted by ``bench/stories.py --fit`` on pairs of ECB+ (35 topics, each with two look-alike events). What
that set cannot teach, because its texts carry no dates, is set by hand and said so below.
"""

from firsthand.model import Evidence, Link
from firsthand.stories.profile import Profile, Sketch
from firsthand.stories.wording import Rarity

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
PRINCIPALS = 4
"""The names that a text is about: its heaviest ones."""
AFTER_WEIGHT = -1.5
"""By hand: what each day costs that lies between the writing of one text and what the other opens with, …"""
AFTER_DAYS = 3
"""… up to so many: what happened after a text was written is not what it tells of."""


def units(left: Sketch, right: Sketch) -> tuple[int, int]:
    """Return how many things both texts count with the same number, and with other numbers."""
    mine, theirs = left.units, right.units
    shared = mine.keys() & theirs.keys()
    agree = sum(1 for unit in shared if mine[unit] & theirs[unit])
    return agree, len(shared) - agree


def shared_numbers(left: Sketch, right: Sketch, rarity: Rarity) -> float:
    """Return how much the numbers that both texts hold say together, 0 to 2."""
    shared = sorted(set(left.numbers).intersection(right.numbers))
    return min(2.0, sum(rarity.of_number(value) for value in shared) / 8)


def gap(left: Sketch, right: Sketch) -> int | None:
    """Return the days that certainly lie between the writing of two texts; None when either is undated."""
    mine, theirs = left.days, right.days
    if mine is None or theirs is None:
        return None
    return max(0, (theirs[0] - mine[1]).days, (mine[0] - theirs[1]).days)


def after(left: Sketch, right: Sketch) -> int:
    """Return by how many days what one text opens with happened after the other one was written; 0 when it did not."""
    found = 0
    for earlier, later in ((left, right), (right, left)):
        if later.happened is not None and earlier.days is not None:
            found = max(found, (later.happened[0] - earlier.days[1]).days)
    return min(found, AFTER_DAYS)


def by_hand(left: Sketch, right: Sketch, matter: float) -> float:
    """Return what days, years and shared matter add to the log-odds: never more than 0.

    Args:
        left: a text.
        right: another one.
        matter: the cosine of what is no name in either: two matters of one place share names only.
    """
    total = 0.0
    if left.years and right.years and set(left.years).isdisjoint(right.years):
        total += OTHER_YEARS
    total += ONLY_NAMES * max(0.0, 1 - matter / _LEAST_MATTER)
    between = gap(left, right)
    if between is not None:
        total += max(GAP_MOST, GAP_WEIGHT * max(0, between - GAP_DAYS))
    return total + AFTER_WEIGHT * after(left, right)


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
    mine, theirs = left.names, right.names
    said = {name: left.mention(name) for name in mine.keys() & theirs.keys()}
    best = sorted(said, key=lambda name: (-mine[name] * theirs[name], said[name][0], said[name][1]))[:6]
    seen: set[str] = set()
    found = []
    for name in best:
        quote, span, title = said[name]
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
                weight=round(WEIGHTS["names"] * mine[name] * theirs[name], 3),
                note=f"Both texts name {quote}.",
            )
        )
    return found


def _shared_numbers(left: Profile, right: Profile) -> list[Evidence]:
    found = []
    ours, others = left.sketch.units, right.sketch.units
    for unit in sorted(ours.keys() & others.keys()):
        mine, theirs = ours[unit], others[unit]
        agree = bool(mine & theirs)
        value = min(mine & theirs if agree else mine)
        quote, span, title = left.standing(left.sketch.stands(value))
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
    between = gap(left.sketch, right.sketch)
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
    between = after(left.sketch, right.sketch)
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
