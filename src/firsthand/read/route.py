"""Which reader reads a piece: told by its first bytes, see `firsthand.read.sniff`."""

from firsthand.errors import fault
from firsthand.model import Refusal, Sighting
from firsthand.read.arc import OPENS, arc
from firsthand.read.archives import untar, unzip
from firsthand.read.feeds import feed
from firsthand.read.index import index
from firsthand.read.mhtml import mhtml
from firsthand.read.page import name_of, page_of
from firsthand.read.piece import Facts, Found, Job, Piece, refusal
from firsthand.read.rows import lines, parquet
from firsthand.read.sniff import HEAD, other, plain, shape, suffix
from firsthand.read.stream import Broken, OverBudget, Stream
from firsthand.read.unfold import Folding, Unfolded, start_of
from firsthand.read.warc import warc

_WRAPS = 2
"""Compressions one over the other; a gzip that unfolds to itself has no end."""


_LISTS = {"parquet": parquet, "rows": lines, "feed": feed}


def descend(piece: Piece, job: Job) -> Found:
    """Read a piece, whatever it is: every page in it comes out as one record or refusal.

    A fault of ours ends this piece with the refusal ``internal_error``; the pages before it are kept.

    Raises:
        OverBudget: The input unfolds to more than its budget.
        OSError: The input file cannot be read.
    """
    try:
        yield from _read(piece, job)
    except Broken as broken:
        yield _damaged(piece, broken)
    except (OverBudget, OSError):
        raise
    except Exception as error:  # whatever it is, other files and members must not suffer
        yield refusal(Sighting(file=piece.file), "internal_error", fault("file", error), piece.stream.size)


def _damaged(piece: Piece, broken: Broken) -> Refusal:
    where = Sighting(file=piece.file, offset=broken.offset)
    return refusal(where, "damaged", f"{broken.what}, at byte {broken.offset:,}", broken.skipped)


def _read(piece: Piece, job: Job) -> Found:
    head = piece.stream.peek(HEAD)
    if not head and piece.stream.breaks:
        piece.stream.read(1)
    kind = shape(head, piece.name)
    if kind == "warc" and not head.startswith(b"WARC/") and piece.name.lower().endswith(".gz"):
        kind = "gzip"  # its first member is damaged; the next ones are looked for
    if kind in ("gzip", "bzip2", "xz", "zstd"):
        yield from _unfold(piece, kind, job)
    elif kind in ("zip", "tar"):
        if piece.depth >= job.options.depth_limit:
            detail = f"a container inside {piece.depth} others; {job.options.depth_limit} is the limit"
            yield refusal(Sighting(file=piece.file), "too_hostile", detail, piece.stream.size)
            return
        yield from unzip(piece, job) if kind == "zip" else untar(piece, job)
    elif kind == "warc":
        yield from warc(piece, job)
    elif kind == "arc":
        yield from arc(piece, job)
    elif kind in _LISTS:
        yield from _LISTS[kind](piece, job)
    elif kind == "index":
        yield from index(piece, job)
    elif kind == "mhtml":
        yield mhtml(piece, job)
    elif kind == "other":
        what = other(head) or "no page: neither markup nor a text dump (.txt) nor a container of pages"
        yield refusal(Sighting(file=piece.file), "unknown_format", f"it is {what}", piece.stream.size)
    else:
        yield page_of(
            piece, "html" if kind == "html" else "text", job.options, Facts(Sighting(file=piece.file), name_of(piece))
        )


def _unfold(piece: Piece, folding: Folding, job: Job) -> Found:
    """Read what is under a compression."""
    if piece.wraps >= _WRAPS:
        detail = f"compressed more than {_WRAPS} times over"
        yield refusal(Sighting(file=piece.file), "too_hostile", detail, piece.stream.size)
        return
    opens = _opens(piece, folding)
    unfolded = Unfolded(piece.stream, folding, job.budget, opens)
    inner = Piece(piece.file, plain(piece.name), Stream(unfolded), piece.depth, piece.wraps + 1, piece.path)
    if opens == OPENS:
        yield from arc(inner, job, unfolded)
    elif opens:
        yield from warc(inner, job, unfolded)
    else:
        yield from _read(inner, job)


def _opens(piece: Piece, folding: Folding) -> bytes | tuple[bytes, ...] | None:
    """Return how each member opens where a WARC or ARC is under a compression; the bytes outrank the name."""
    start = start_of(piece.stream, folding, HEAD)
    ending = suffix(piece.name)
    if start.startswith(b"WARC/") or (ending in (".warc", ".wet", ".wat") and not start.startswith(b"filedesc:")):
        return b"WARC/"
    return OPENS if start.startswith(b"filedesc:") or ending == ".arc" else None
