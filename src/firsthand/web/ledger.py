"""The ledger of a count, folded: lines that count together stand together, those that raise the count first."""

import dataclasses
from collections import Counter
from collections.abc import Iterable
from typing import Literal

from firsthand.model import Count, Line, Standing
from firsthand.web.names import Names

_ORDER: dict[Standing, int] = {
    "reporter": 0,
    "possible reporter": 1,
    "relay": 2,
    "same owner": 3,
    "same network": 4,
    "client": 5,
    "copy": 6,
}
_PLURAL: dict[Standing, str] = {
    "reporter": "reporters",
    "possible reporter": "possible reporters",
    "relay": "relays",
    "same owner": "of the same owner",
    "same network": "of the same network",
    "client": "clients",
    "copy": "copies",
}


@dataclasses.dataclass(frozen=True, slots=True)
class Group:
    """Lines of a ledger that count once."""

    key: str
    """The ledger's group."""
    name: str
    """What a reader calls it."""
    lead: Line
    """The line that stands for it."""
    others: tuple[Line, ...]
    """The lines that count with it."""
    tally: str
    """What the others are: ``34 clients, 1 copy``; empty without any."""

    @property
    def weight(self) -> str:
        """Return what the group adds to the count, in words."""
        words = {"reporter": "counts as 1", "possible reporter": "counts as 0 or 1", "relay": "not counted"}
        return words.get(self.lead.standing, "counted with another")


def groups(count: Count, side: Literal["reporters", "sources"], names: Names) -> list[Group]:
    """Return one side of a ledger by groups: surely counted, possibly counted, not counted; the largest first."""
    found: dict[str, list[Line]] = {}
    for line in count.ledger:
        if line.side == side:
            found.setdefault(line.group, []).append(line)
    made = [_group(key, lines, count, names) for key, lines in found.items()]
    return sorted(made, key=lambda group: (_ORDER[group.lead.standing], -len(group.others), group.name, group.key))


def _group(key: str, lines: Iterable[Line], count: Count, names: Names) -> Group:
    lead, *others = sorted(lines, key=lambda line: (_ORDER[line.standing], names.line(line), line.subject))
    kinds = Counter(line.standing for line in others)
    tally = ", ".join(
        f"{n} {kind if n == 1 and not kind.startswith('same') else _PLURAL[kind]}"
        for kind, n in sorted(kinds.items(), key=lambda each: _ORDER[each[0]])
    )
    return Group(key, names.group(key, count), lead, tuple(others), tally)
