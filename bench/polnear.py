"""Read PolNeAR (news text with brat annotations of source, cue and content) and score claims against it.

Spans are compared as word sets: quote marks and punctuation do not count. `part` means that the words shared are at
least half of the longer span. A whole claim is right when source, cue and content are all `part`, matched one to one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "polnear"
_WORD = re.compile(r"\w+(?:['’]\w+)?")


@dataclass(frozen=True)
class Gold:
    """One annotated claim: character ranges by role."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Document:
    """One article with its claims."""

    name: str
    text: str
    claims: tuple[Gold, ...]


def documents(part: str) -> list[Document]:
    """Return the articles of ``train`` or ``dev``, sorted by name."""
    found: dict[str, Document] = {}
    for path in sorted((ROOT / part / "attributions").glob("*.ann")):
        name = path.stem
        if not (ROOT / part / "text" / f"{name}.txt").exists():
            name = name.rpartition("_")[0]  # an article that several people annotated: the first of them counts
        if name not in found:
            text = (ROOT / part / "text" / f"{name}.txt").read_text(encoding="utf-8")
            found[name] = Document(name, text, tuple(_gold(path.read_text(encoding="utf-8"))))
    return list(found.values())


def _gold(lines: str) -> Iterable[Gold]:
    spans: dict[str, tuple[tuple[int, int], ...]] = {}
    events = []
    for line in lines.splitlines():
        fields = line.split("\t")
        if re.fullmatch(r"T\d+", fields[0]):
            pieces = fields[1].split(" ", 1)[1]
            spans[fields[0]] = tuple((int(a), int(b)) for a, b in (piece.split() for piece in pieces.split(";")))
        elif re.fullmatch(r"E\d+", fields[0]):
            events.append(fields[1].split())
    for event in events:
        roles: dict[str, list[tuple[int, int]]] = {"Source": [], "Cue": [], "Content": []}
        for role, name in (part.split(":") for part in event):
            key = role.rstrip("0123456789")
            if key in roles:
                roles[key].extend(spans[name])
        yield Gold(*(tuple(sorted(roles[key])) for key in ("Source", "Cue", "Content")))


class Words:
    """The words of a text, so that spans become sets of word numbers."""

    def __init__(self, text: str) -> None:
        self.places = [match.span() for match in _WORD.finditer(text)]

    def of(self, spans: Sequence[tuple[int, int]]) -> frozenset[int]:
        """Return the numbers of the words that the spans touch."""
        return frozenset(
            number
            for number, (start, end) in enumerate(self.places)
            if any(start < high and low < end for low, high in spans)
        )
