"""Bounds of a number of independent groups: what is sure, what is possible, and which may be one and the same."""

from collections.abc import Iterable, Mapping

from firsthand.model import Bounds


class Same:
    """Names that mean one thing, as a forest; the smallest name of each tree stands for it."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = (), apart: Iterable[tuple[str, str]] = ()) -> None:
        """Join the pairs; names that are ``apart`` are never made the same."""
        self._parent: dict[str, str] = {}
        self.apart = frozenset(apart)
        for left, right in pairs:
            self.join(left, right)

    def top(self, name: str) -> str:
        """Return the name that stands for all that are the same as this one."""
        parent = self._parent
        while parent.get(name, name) != name:
            parent[name] = parent.get(parent[name], parent[name])
            name = parent[name]
        return name

    def join(self, left: str, right: str) -> None:
        """Make two names the same, unless that would join what is to stay apart."""
        low, high = sorted((self.top(left), self.top(right)))
        if low != high and not any({self.top(a), self.top(b)} == {low, high} for a, b in self.apart):
            self._parent[high] = low


def bounds(groups: Mapping[str, bool], ties: Iterable[tuple[str, str]], *, least: int = 1) -> Bounds:
    """Return how many independent groups there are, at least and at most.

    Args:
        groups: group -> whether it is sure (True) or only possible (False).
        ties: pairs of groups that may be one and the same; for the lower bound they are.
        least: what the lower bound is at least, where there is any group.

    Returns:
        Low: the sure groups, tied ones counted once. High: all groups.
    """
    same = Same(ties)
    sure = {same.top(group) for group, certain in groups.items() if certain}
    low = max(least if groups else 0, len(sure))
    return Bounds(low=low, high=max(low, len(groups)))
