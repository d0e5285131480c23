"""What workers do to pages: read a file, take a page through the stages that need no other page. Runs on the engine."""

import pickle
from collections.abc import Sequence
from typing import Any

from firsthand import intake, read
from firsthand.archive import Page, codec
from firsthand.engine.listing import Job, here
from firsthand.model import Article, Claim, Clue, Record, Refusal, Tables

FOUND = {"at": "int", "number": "int", "id": "text", "record": "binary"}
"""Columns of a page as found: the place of its file, its place there, its id, and all of it."""
RESTORED = {
    "record": "text", "payload": "binary", "article": "text", "refusal": "text", "claims": "text", "clues": "text",
}  # fmt: skip
"""Columns of what became of a page, nouns as JSON, for other programs to read as well."""


def found(limits: read.Options, job: bytes) -> list[dict[str, Any]]:
    """Return the pages of some files; nothing is understood yet."""
    files: Job = unpacked(job)
    rows: list[dict[str, Any]] = []
    for at, file in files:
        if isinstance(file, Refusal):
            rows.append({"at": at, "number": 0, "id": file.id, "record": _kept(file)})
            continue
        with here(file) as opened:
            for number, each in enumerate(read.stored(opened, limits)):
                rows.append({"at": at, "number": number, "id": each.id, "record": _kept(each)})
    return rows


def _kept(each: Record | Refusal) -> bytes:
    """Return a page as found, as bytes that tell what they are."""
    kind = b"R" if isinstance(each, Record) else b"X"
    return codec.pack(kind + codec.dump(each).encode())


def record(kept: bytes) -> Record:
    """Return the record of a page that was read; never asked of a refusal."""
    return codec.load(Record, codec.unpack(kept)[1:])


def restored(tables: Tables, kept: bytes) -> dict[str, Any]:
    """Return what became of one page."""
    data = codec.unpack(kept)
    if data[:1] != b"R":
        return _row(Page(None, codec.load(Refusal, data[1:])))
    return _row(intake.page(codec.load(Record, data[1:]), tables))


def _row(page: Page) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(RESTORED)
    if page.record is not None:
        row["payload"] = codec.pack(page.record.payload)
        row["record"] = codec.dump(_bare(page.record))
    if isinstance(page.result, Refusal):
        row["refusal"] = codec.dump(page.result)
        return row
    row["article"] = codec.dump(page.result)
    row["claims"], row["clues"] = codec.dump(page.claims), codec.dump(page.clues)
    return row


def _bare(record: Record) -> Record:
    """Return a record without its payload, which stands in a column of its own."""
    return Record(**{name: getattr(record, name) for name in record.__struct_fields__} | {"payload": b""})


def opened(row: Sequence[Any]) -> Page:
    """Return the page that a row of the engine holds in the columns of `RESTORED`."""
    record, payload, article, refusal, claims, clues = row
    held = None
    if record is not None:
        bare = codec.load(Record, record)
        fields = {name: getattr(bare, name) for name in bare.__struct_fields__}
        held = Record(**fields | {"payload": codec.unpack(payload)})
    if refusal is not None:
        return Page(held, codec.load(Refusal, refusal))
    said, own = codec.load(tuple[Claim, ...], claims), codec.load(tuple[Clue, ...], clues)
    return Page(held, codec.load(Article, article), said, own)


def unpacked(data: bytes) -> Any:
    """Return what `firsthand.workers.packed` was given; only our own workers make such bytes."""
    return pickle.loads(data)
