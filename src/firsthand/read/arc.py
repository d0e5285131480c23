"""ARC, what crawlers wrote before WARC: a line with address, time, type and length, then the response.

Both versions are read (5 or 10 fields in the line). ARC states no digests; a record is sound when its length, the blank
line behind it and the next record fit. Damage is told and passed over as in a WARC. Rules: as `firsthand.read.warc`.
"""

import re

from firsthand.read.frames import Framer, Gap
from firsthand.read.piece import Found, Job, Piece
from firsthand.read.unfold import Unfolded
from firsthand.read.warc import taken

OPENS = (b"filedesc:", b"http:", b"https:", b"dns:", b"ftp:", b"warcinfo:")
"""How the members of a gzipped ARC open."""

_LINE = (
    rb"(?P<url>(?:filedesc|https?|dns|ftp|warcinfo):[^\s]{1,4096}) [0-9A-Fa-f.:]{1,45} (?P<when>[0-9]{12,17})"
    rb" (?P<type>[^\s]{1,120})(?: [^\s]{1,1024}){0,5} (?P<length>[0-9]{1,15})\r?\n"
)


class ArcFramer(Framer):
    """Walks through an ARC."""

    start = re.compile(_LINE)
    marker = re.compile(rb"(?<=\n)" + _LINE)
    ahead = 8_192

    def _headers(self) -> dict[str, str] | None:
        """Return the line of a record as the headers that a WARC would have."""
        line = self.start.match(self._stream.peek(self.ahead))
        if line is None:
            return None
        self._stream.read(line.end())
        url = line["url"].decode("utf-8", "replace")
        length = int(line["length"])
        http = self._stream.peek(5) == b"HTTP/" and url.startswith("http")
        kind = "warcinfo" if url.startswith(("filedesc:", "warcinfo:")) else "response" if http else "resource"
        return {
            "warc-type": kind,
            "warc-target-uri": url,
            "warc-date": line["when"].decode()[:14],
            "content-type": "" if http else line["type"].decode("latin-1"),
            "content-length": str(length),
        }


def arc(piece: Piece, job: Job, unfolded: Unfolded | None = None) -> Found:
    """Read an ARC; ``unfolded`` is what unfolds its gzip, so that damage and offsets are told by member."""
    framer = ArcFramer(piece.stream, unfolded, job.options.page_limit, job.budget)
    for frame in framer.frames():
        if isinstance(frame, Gap):
            frame = Gap(frame.offset, frame.skipped, frame.why.replace("WARC", "ARC"))
        found = taken(frame, piece, job)
        if found is not None:
            yield found
