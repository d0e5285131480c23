"""Lines with roles to an article: the body's text, and every block with its place."""

from firsthand.model import Block, Role, Span
from firsthand.restore.draft import Line

BODY: frozenset[Role] = frozenset(("paragraph", "heading", "item", "quote", "table", "code", "entry"))
"""Roles whose blocks make `Article.text`."""

__all__ = ["BODY", "blocks"]


def blocks(lines: list[Line]) -> tuple[str, tuple[Block, ...]]:
    """Return (text of the body, all blocks in page order); lines without a role count as furniture."""
    parts: list[str] = []
    made: list[Block] = []
    length = 0
    for line in lines:
        role: Role = line.role or "furniture"
        span = None
        if role in BODY and line.text:
            if parts:
                length += 2
            span = Span(start=length, end=length + len(line.text))
            length = span.end
            parts.append(line.text)
        made.append(
            Block(
                role=role,
                text=line.text,
                place=line.place,
                span=span,
                runs=line.runs,
                rule=line.rule or "restore.body.undecided",
                score=line.score,
            )
        )
    return "\n\n".join(parts), tuple(made)
