"""Clusters of sites by average linkage: a group grows only while its members agree with each other, not by chains."""

from collections.abc import Callable, Iterable
from itertools import product

SAMPLE = 8
"""Members of a group that speak for it, evenly spaced, when two groups are weighed."""


def clusters(
    pairs: Iterable[tuple[int, int]], strength: Callable[[int, int], float], threshold: float
) -> list[tuple[int, ...]]:
    """Return groups of at least two sites, each sorted, in the order of their first members.

    Args:
        pairs: candidate pairs of site numbers.
        strength: how strongly two sites are linked, 0 to 1.
        threshold: least strength of a link, and least mean strength over all pairs between two groups that merge.
    """
    links = sorted((-round(strength(left, right), 9), left, right) for left, right in pairs)
    group = {}
    members: dict[int, list[int]] = {}
    for weight, left, right in links:
        if -weight < threshold:
            break
        for number in (left, right):
            if number not in group:
                group[number], members[number] = number, [number]
        first, second = sorted((group[left], group[right]))
        if first == second or _mean(members[first], members[second], strength) < threshold:
            continue
        members[first] = sorted(members[first] + members.pop(second))
        group.update(dict.fromkeys(members[first], first))
    return sorted(tuple(numbers) for numbers in members.values() if len(numbers) > 1)


def _mean(left: list[int], right: list[int], strength: Callable[[int, int], float]) -> float:
    crossing = [strength(min(pair), max(pair)) for pair in product(_spokesmen(left), _spokesmen(right))]
    return sum(crossing) / len(crossing)


def _spokesmen(numbers: list[int]) -> list[int]:
    if len(numbers) <= SAMPLE:
        return numbers
    return [numbers[at * (len(numbers) - 1) // (SAMPLE - 1)] for at in range(SAMPLE)]
