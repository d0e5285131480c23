"""What the families of furniture rules have found so far in one page, to be handed out as one `Furniture`."""

import dataclasses

from firsthand.model import Evidence, Furniture, Item, Reactions, Span
from firsthand.restore.draft import Line, part


@dataclasses.dataclass(slots=True)
class Finding:
    """Fields of `Furniture` as they are found; the first finding of a field stays."""

    section: str | None = None
    breadcrumb: tuple[str, ...] = ()
    brand: str | None = None
    views: str | None = None
    claimed: str | None = None
    reactions: Reactions | None = None
    lists: dict[str, tuple[Item, ...]] = dataclasses.field(default_factory=dict)
    labels: list[tuple[str, str]] = dataclasses.field(default_factory=list)
    evidence: list[Evidence] = dataclasses.field(default_factory=list)
    template: bool = False
    """Whether the page shows a form that only machine-made templates have; unknown wordings are trusted there."""

    def put(self, field: str, value: object, line: Line, start: int = 0, end: int | None = None) -> bool:
        """Keep a value for a field unless it has one, with the characters of the line that say so."""
        if getattr(self, field) or not value:
            return False
        setattr(self, field, value)
        self.witness(field, line, start, end)
        return True

    def witness(self, field: str, line: Line, start: int = 0, end: int | None = None) -> None:
        """Add the evidence for a field: the characters of a line, or of a part of it."""
        quote = line.text[start:end]
        place = part(line, start, len(line.text) if end is None else end).place if line.runs else line.place
        self.evidence.append(Evidence(rule=f"restore.furniture.{field}", quote=quote, locus="page", where=place))

    def label(self, kind: str, wording: str) -> None:
        """Keep the wording of a label, as printed."""
        wording = wording.strip()
        if wording and (kind, wording) not in self.labels:
            self.labels.append((kind, wording))

    def furniture(self) -> Furniture:
        """Return everything found as the noun; evidence in page order."""
        return Furniture(
            section=self.section,
            breadcrumb=self.breadcrumb,
            brand=self.brand,
            views=self.views,
            claimed=self.claimed,
            reactions=self.reactions,
            related=self.lists.get("related", ()),
            ranking=self.lists.get("ranking", ()),
            recommendation=self.lists.get("recommendation", ()),
            labels=tuple(self.labels),
            evidence=tuple(sorted(self.evidence, key=lambda one: (_start(one.where), one.rule))),
        )


def _start(span: Span | None) -> int:
    return span.start if span else 0
