"""What the two counts share: groups with their standing, ties between them, and the lines that give the reasons."""

from dataclasses import dataclass, field

from firsthand.corroboration.bounds import bounds
from firsthand.model import Bounds, Line


@dataclass(slots=True)
class Tally:
    """One count at work."""

    groups: dict[str, bool] = field(default_factory=dict)
    """Group -> sure (True) or only possible (False)."""
    names: dict[str, str] = field(default_factory=dict)
    """Group -> what a reader calls it."""
    ties: set[tuple[str, str]] = field(default_factory=set)
    """Groups that may be one and the same."""
    lines: list[Line] = field(default_factory=list)
    """The ledger."""

    def admit(self, group: str, name: str, *, sure: bool) -> bool:
        """Count a group; return whether it is new, or has become sure by this."""
        before = self.groups.get(group)
        self.groups[group] = bool(before) or sure
        self.names.setdefault(group, name)
        return before is None or (sure and not before)

    def fold(self, group: str, into: str, reason: str) -> None:
        """Count one group with another one; its lines say why."""
        sure = self.groups.pop(group)
        self.groups[into] = self.groups[into] or sure
        self.ties = {pair for pair in self.ties if group not in pair}
        for at, line in enumerate(self.lines):
            if line.group == group:
                self.lines[at] = Line(
                    side=line.side, subject=line.subject, name=line.name, group=into, evidence=line.evidence,
                    standing=line.standing if line.standing == "relay" else "copy", reason=f"{line.reason} {reason}",
                )  # fmt: skip

    def tie(self, left: str, right: str) -> None:
        """Note that two groups may be the same."""
        if left != right:
            self.ties.add((min(left, right), max(left, right)))

    def bounds(self, without: str | None = None) -> Bounds:
        """Return the count; ``without`` leaves one group out."""
        left = {group: sure for group, sure in sorted(self.groups.items()) if group != without}
        return bounds(left, sorted(self.ties))

    def explained(self) -> list[Line]:
        """Return the lines in order of their subjects; those of groups that may be one with another say so."""
        partners: dict[str, set[str]] = {}
        for left, right in self.ties:
            for mine, other in ((left, right), (right, left)):
                if mine in self.groups and other in self.groups:
                    partners.setdefault(mine, set()).add(self.names[other])
        found = []
        for line in sorted(self.lines, key=lambda each: each.subject):
            others = sorted(partners.get(line.group, ()))
            if others and line.standing in ("reporter", "possible reporter"):
                reason = f"{line.reason} It may be one with {' or '.join(others[:SHOWN])}."
                line = Line(
                    side=line.side, subject=line.subject, name=line.name, standing=line.standing, group=line.group,
                    reason=reason, evidence=line.evidence,
                )  # fmt: skip
            found.append(line)
        return found


def falls(tally: Tally, what: str, how: str) -> list[str]:
    """Return which single group carries a count, as sentences.

    Args:
        tally: the count.
        what: ``independent reporters`` or ``underlying sources``.
        how: what leaving a group out means, with ``{}`` for its name.
    """
    whole = tally.bounds()
    found = []
    for group in sorted(tally.groups, key=lambda each: (tally.names[each], each)):
        less = tally.bounds(without=group)
        if (less.low, less.high) < (whole.low, whole.high) and less.low < whole.low or less.high == 0:
            found.append(f"The number of {what} falls to {less} if {how.format(tally.names[group])}.")
    return found if len(found) <= MOST else []


SHOWN = 3
"""Partners that a line names."""
MOST = 3
"""A count that more groups than this carry rests on none of them."""
