"""Reports of one event date each other: what is told on Friday by one outlet is told on Friday by the next."""

from collections.abc import Mapping, Sequence

from firsthand.dating.decided import decided
from firsthand.dating.solution import Habit, read_off, weigh_text
from firsthand.dating.together import AllSettings, from_copies, linked, texts_of
from firsthand.dating.weigh import NEAR
from firsthand.model import Clue, Copy, Dating, Stemma, Story

_TIGHT = 4
"""Days of the widest interval that dates a neighbour."""
_SURE = 0.95
"""Weight of the surest link: stories are made by scores, and a story of several days has reports of each."""
_LEAST = 0.3
"""Score of a link below which it dates nothing."""

Texts = Mapping[str, tuple[str, ...]]


def narrow_all(
    datings: Sequence[Dating],
    stories: Sequence[Story],
    clues: Mapping[str, tuple[Clue, ...]],
    stemmata: Sequence[Stemma],
    copies: Sequence[Copy],
    options: AllSettings,
) -> tuple[Dating, ...]:
    """Return the datings after neighbours have spoken; see `firsthand.dating.narrow`."""
    by_record = {dating.record: dating for dating in datings if dating.record is not None}
    texts = texts_of(sorted(by_record), stemmata, copies)
    best = {text: min((by_record[record] for record in records), key=_width) for text, records in texts.items()}
    near = _neighbours(stories, texts, best)
    if not near:
        return tuple(datings)
    judged = decided(options.judgements, texts)
    ends = {text: (dating.earliest, dating.latest) for text, dating in best.items()}
    bounds = from_copies(copies, texts, ends)
    again: dict[str, Dating] = {}
    for text, clue in sorted(near.items()):
        records = texts[text]
        own = {record: clues.get(record, ()) for record in records}
        trust = {record: by_record[record].trust for record in records}
        extra = [*([judged[text]] if text in judged else ()), *bounds.get(text, ()), clue]
        known = {record: value for record, value in trust.items() if value is not None}
        solution = weigh_text(own, known, extra, options)
        for record in records:
            false = next((one for one in by_record[record].evidence if one.rule == "dating.house.false"), None)
            habit = Habit(known[record], false) if record in known else None
            again[record] = read_off(record, own[record], solution, options, habit)
    return tuple(again.get(dating.record or "", dating) for dating in datings)


def _neighbours(stories: Sequence[Story], texts: Texts, best: Mapping[str, Dating]) -> dict[str, Clue]:
    """Return for each text that is wide the clue of its surest neighbour that is tight."""
    home = {record: text for text, records in texts.items() for record in records}
    found: dict[str, Clue] = {}
    for story in sorted(stories, key=lambda one: one.id):
        inside = sorted({home[record] for record in story.records if record in home})
        tight = [text for text in inside if _width(best[text]) <= _TIGHT and best[text].verdict != "contradicted"]
        if len(inside) < 2 or not tight:
            continue
        scores = {(min(link.left, link.right), max(link.left, link.right)): link.score for link in story.links}
        for text in inside:
            ranked = [
                (score, other)
                for other in tight
                if other != text
                and _width(best[other]) < _width(best[text])
                and (score := _score(text, other, scores)) >= _LEAST
            ]
            if ranked:
                score, other = max(ranked, key=lambda one: (one[0], -_width(best[one[1]]), one[1]))
                found[text] = _clue(best[other], min(score, 1.0) * _SURE, texts[other][0])
    return found


def _score(left: str, right: str, scores: Mapping[tuple[str, str], float]) -> float:
    """Return how sure it is that two texts of a story tell one event: the score of their link, else of a chain."""
    one, other = left.split(" ")[0], right.split(" ")[0]
    if one == other:
        return 0.0  # two versions of one text: their order is told by the copies
    direct = scores.get((min(one, other), max(one, other)))
    if direct is not None:
        return direct
    mine = max((score for pair, score in scores.items() if one in pair), default=0.0)
    theirs = max((score for pair, score in scores.items() if other in pair), default=0.0)
    return mine * theirs


def _clue(dating: Dating, weight: float, record: str) -> Clue:
    note = f"reports the same event, and was written {dating.edtf}"
    evidence = linked(NEAR, record, round(weight, 3), note)
    return Clue(kind="around", earliest=dating.earliest, latest=dating.latest, evidence=evidence)


def _width(dating: Dating) -> int:
    """Return the days of an interval; a very large number where an end is open."""
    if dating.earliest is None or dating.latest is None:
        return 1_000_000
    return (dating.latest - dating.earliest).days + 1
