"""The page as found, with what stands where: every block by its role, every piece of furniture by its name."""

from typing import Any

from firsthand import views
from firsthand.archive import Archive
from firsthand.errors import UsageError
from firsthand.model import Article, Block, Span
from firsthand.web.marks import Mark, segments
from firsthand.web.names import Names

WINDOW = 60_000
"""Characters of the page that are shown at once; the raw page has all of them."""


def found(archive: Archive, key: str, at: Span | None = None) -> dict[str, Any]:
    """Return what the view of a page as found shows; ``at`` is a stretch of it that was asked for.

    Raises:
        UsageError: nothing could be read there.
    """
    record = archive.records.get(views.find_page(archive, key))
    if record is None:
        raise UsageError("This place could not be read, so there is no page to show.")
    page = record.page
    article = archive.articles.get(record.id)
    marks = _marks(article) if article else []
    if at is not None and at.end <= len(page):
        marks.append(Mark(at, "asked", "what the link points at"))
    start = max(0, at.start - WINDOW // 2) if at is not None and len(page) > WINDOW else 0
    shown = Span(start=min(start, max(0, len(page) - WINDOW)), end=min(len(page), start + WINDOW))
    return {
        "record": record,
        "article": article,
        "name": Names(archive, [record.id]).page(record.id),
        "segments": segments(page, shown, marks),
        "shown": shown,
        "length": len(page),
    }


def rows(archive: Archive, key: str) -> list[views.Row]:
    """Return what stands where in a page as found: one row a block, none for a page that was refused."""
    article = archive.articles.get(views.find_page(archive, key))
    return [
        {
            "start": each.place.start,
            "end": each.place.end,
            "role": each.role,
            "kept": int(each.span is not None),
            "rule": each.rule,
            "score": each.score,
            "text": each.text,
        }
        for each in (article.blocks if article else ())
    ]


def _marks(article: Article) -> list[Mark]:
    marks = [Mark(block.place, _kind(block), _why(block), label=_label(block)) for block in article.blocks]
    for each in article.furniture.evidence:
        if each.where is not None and each.locus == "page":
            name = each.rule.rpartition(".")[2]
            marks.append(Mark(each.where, "field", f"{name} ({each.rule})", label=name))
    for each in article.planted:
        if each.where is not None and each.locus == "page":
            marks.append(Mark(each.where, "planted", f"planted, taken out ({each.rule})", label="planted"))
    return [mark for mark in marks if mark.span.start < mark.span.end]


def _kind(block: Block) -> str:
    """Return the class of a block: in the body, of the article but not of its body, or around it."""
    return "kept" if block.span is not None else "around" if block.role == "furniture" else "part"


def _label(block: Block) -> str | None:
    """Return what is shown before a block; paragraphs and furniture are too many to be told each time."""
    return None if block.role in ("paragraph", "furniture") else block.role


def _why(block: Block) -> str:
    sure = f", {block.score:.0%} body" if block.score is not None else ""
    return f"{block.role} ({block.rule}{sure})"
