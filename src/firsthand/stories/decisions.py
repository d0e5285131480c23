"""What people have decided about stories, as pairs of texts that are to be joined or parted, and names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from firsthand.model import Judgement, Stemma, make_id
from firsthand.stories.candidates import Pair


@dataclass(frozen=True, slots=True)
class Decided:
    """Judgements, resolved to places in the list of texts."""

    texts: tuple[str, ...]
    """Ids of the texts, in order."""
    parted: tuple[Pair, ...]
    """Texts that a person put into different ones."""
    stories: tuple[tuple[str, str], ...]
    """Pairs of texts, or of stories by their ids, whose stories are to be joined."""
    names: dict[str, str]
    """Record, text or story id -> the name that a person gave."""

    def join_stories(self, groups: list[list[int]]) -> list[list[int]]:
        """Return the groups with those put together that a person joined.

        Whole stories are joined, after they have grown: a pair that is put together first would be a group of two
        unlike texts, to which neither's likes would come. Ids that no longer exist join nothing, nor do stories of
        which two texts were parted.
        """
        for left, right in self.stories:
            home: dict[str, int] = {}
            for at, members in enumerate(groups):
                home[make_id("story", *(self.texts[place] for place in members))] = at
                home.update((self.texts[place], at) for place in members)
            a, b = home.get(left), home.get(right)
            if a is not None and b is not None and a != b and not self._keeps_apart(groups[a], groups[b]):
                merged = sorted(groups[a] + groups[b])
                groups = sorted([*(group for at, group in enumerate(groups) if at not in (a, b)), merged])
        return groups

    def _keeps_apart(self, left: list[int], right: list[int]) -> bool:
        one, other = set(left), set(right)
        return any((a in one and b in other) or (a in other and b in one) for a, b in self.parted)


def decided(judgements: Iterable[Judgement], texts: Sequence[Stemma]) -> Decided:
    """Return what the judgements mean for these texts.

    Args:
        judgements: in any order; of two on the same pair, or two names of one thing, the later one holds.
        texts: the stemmata, in the order that the pairs count.
    """
    at = {text.id: place for place, text in enumerate(texts)}
    at.update((record, place) for place, text in enumerate(texts) for record in text.witnesses)
    last: dict[tuple[str, str], Judgement] = {}
    names: dict[str, str] = {}
    for judgement in sorted(judgements, key=lambda each: (each.when, each.id)):
        if judgement.decision == "name" and judgement.value:
            names[judgement.left] = judgement.value
        elif judgement.decision in ("same story", "other story") and judgement.right is not None:
            last[_key(judgement.left, judgement.right, at)] = judgement
    parted: set[Pair] = set()
    stories: set[tuple[str, str]] = set()
    for judgement in last.values():
        left, right = at.get(judgement.left), at.get(judgement.right or "")
        same = judgement.decision == "same story"
        if same:
            stories.add((_text(judgement.left, left, texts), _text(judgement.right or "", right, texts)))
        elif left is not None and right is not None and left != right:
            parted.add((min(left, right), max(left, right)))
    ids = tuple(text.id for text in texts)
    return Decided(ids, tuple(sorted(parted)), tuple(sorted(stories)), names)


def _key(left: str, right: str, at: dict[str, int]) -> tuple[str, str]:
    """Return one key for a pair, whether it names records or their texts, in either order."""
    low, high = sorted(str(at.get(side, side)) for side in (left, right))
    return low, high


def _text(subject: str, place: int | None, texts: Sequence[Stemma]) -> str:
    return subject if place is None else texts[place].id
