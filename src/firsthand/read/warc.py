"""WARC: captured pages out of a crawl.

Pages are ``response``, ``resource`` and ``conversion`` records that hold HTML or text. Requests, metadata, redirects,
 pictures, styles, scripts and ``robots.txt`` are no pages: they are passed over and counted, but what is
wrong with them is still found. Rules: ``read.warc.damaged``, ``read.warc.digest``, ``read.warc.type``,
``read.warc.encoding``, ``read.warc.too_large``, ``read.warc.revisit``. A revisit is the page of the
record that it refers to, under its own address and time.
"""

import re
from urllib.parse import urlsplit

from firsthand.model import Record, Refusal, Sighting
from firsthand.read import http
from firsthand.read.frames import Frame, Framer, Gap, digest_fits
from firsthand.read.page import name_of, page, too_large
from firsthand.read.piece import Facts, Found, Job, Piece, address, moment, refusal
from firsthand.read.sniff import HEAD, media, other
from firsthand.read.unfold import Unfolded
from firsthand.text.encoding import charset

_KEPT = ("content-type", "date", "last-modified")
_WITHOUT_PAGE = ("warcinfo", "request", "metadata", "revisit", "continuation")
_WITH_PAGE = ("response", "resource", "conversion")
_HTML = ("text/html", "application/xhtml+xml", "application/html", "application/vnd.wap.xhtml+xml")
_OPEN = ("", "unk", "unknown", "application/octet-stream", "application/unknown", "application/x-unknown", "text")
_DOCUMENT = re.compile(
    rb"\s{0,200}(?:<!--.{0,400}?-->\s{0,200})?<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL
)


def warc(piece: Piece, job: Job, unfolded: Unfolded | None = None) -> Found:
    """Read a WARC; ``unfolded`` is what unfolds its gzip, so that damage and offsets are told by member."""
    framer = Framer(piece.stream, unfolded, job.options.page_limit, job.budget)
    for frame in framer.frames():
        found = taken(frame, piece, job)
        if found is not None:
            yield found


def taken(frame: Frame | Gap, piece: Piece, job: Job) -> Record | Refusal | None:
    """Return what a frame holds, or the refusal of a gap; None for what is no page, which is counted."""
    where = Sighting(file=piece.file, offset=frame.offset)
    if isinstance(frame, Gap):
        return refusal(where, "damaged", f"at byte {frame.offset:,}: {frame.why}", frame.skipped)
    revisit = frame.headers.get("warc-type", "").lower() == "revisit" and frame.digest is not False
    if revisit:
        original = job.originals.find(frame)
        if original is None:
            return _lost_original(frame, where, job)
        frame = original
    found = _record(frame, piece, job)
    if isinstance(found, str):
        job.skipped(found)
        return None
    if isinstance(found, Record) and not revisit:
        job.originals.keep(frame)
    return found


def _lost_original(frame: Frame, where: Sighting, job: Job) -> Refusal | None:
    """Return the refusal of a revisit whose original was not read; what is surely no page is only counted."""
    response = http.head(frame.block)
    stated = (response.get("content-type") if response else None) or ""
    if _page_kind(stated, b"", address(frame.headers.get("warc-target-uri"))) is None:
        job.skipped("WARC revisit")
        return None
    named = frame.headers.get("warc-refers-to-target-uri") or frame.headers.get("warc-payload-digest") or "nothing"
    detail = f"a revisit without a body; what it refers to ({named[:200]}) was not read before it"
    return refusal(where, "original_missing", detail, frame.length)


def _record(frame: Frame, piece: Piece, job: Job) -> Record | Refusal | str:
    """Return what one WARC record holds: a page, a refusal, or what it is that is no page."""
    where = Sighting(file=piece.file, offset=frame.offset)
    kind = frame.headers.get("warc-type", "").lower()
    if job.options.check_digests and frame.digest is False:
        stated = frame.headers.get("warc-block-digest", "")[:80]
        return refusal(where, "damaged", f"the {frame.length:,} bytes do not have the digest {stated}", frame.length)
    if kind in _WITHOUT_PAGE:
        return f"WARC {kind}"
    if kind not in _WITH_PAGE:
        return refusal(where, "unknown_format", f"a WARC record of the type {kind[:40]!r}", frame.length)
    url = address(frame.headers.get("warc-target-uri"))
    scheme = (url or "").split(":", 1)[0].lower()
    if scheme in ("dns", "whois", "urn", "metadata", "ftp"):
        return f"WARC {kind} of {scheme}:"
    response = http.head(frame.block) if kind == "response" else None
    facts = Facts(
        sighting=where,
        name=f"{name_of(piece)}:{frame.offset}",
        url=url,
        captured=moment(frame.headers.get("warc-date")),
    )
    if response is None:
        return _plain(frame, facts, job)
    return _response(frame, response, facts, job)


def _plain(frame: Frame, facts: Facts, job: Job) -> Record | Refusal | str:
    """Return the page of a record that holds it without HTTP."""
    stated = frame.headers.get("content-type", "")
    kind = _page_kind(stated, frame.block, facts.url)
    if kind is None:
        return _other_kind(stated)
    if len(frame.block) < frame.length:
        return too_large(facts, frame.length, job.options)
    if job.options.check_digests and _payload_fails(frame, [frame.block]):
        return _payload_refusal(frame, facts)
    facts = facts.at(charset=charset(stated), headers=(("content-type", stated),) if stated else ())
    return page(frame.block, media(frame.block[:HEAD], "html" if kind == "html" else "text"), facts, job.options)


def _response(frame: Frame, response: http.Response, facts: Facts, job: Job) -> Record | Refusal | str:
    """Return the page of an HTTP response."""
    stated = response.get("content-type") or ""
    if response.status in (204, 205, 304) or 100 <= response.status < 200:
        return "HTTP response without a body"
    if 300 <= response.status < 400:
        return "HTTP redirect"
    raw = frame.block[response.body :]
    coded = bool(response.get("content-encoding") or response.get("transfer-encoding"))
    if _page_kind(stated, b"" if coded else raw, facts.url) is None and not (coded and _open(stated)):
        return _other_kind(stated)
    if len(frame.block) < frame.length:
        return too_large(facts, frame.length, job.options)
    try:
        body = http.body(raw, response, job.options.page_limit)
    except http.TooLarge:
        return too_large(facts, None, job.options)
    except http.Unsound as error:
        return refusal(facts.sighting, "damaged", f"at byte {facts.sighting.offset:,}: {error}", len(raw))
    if job.options.check_digests and _payload_fails(frame, [raw, body]):
        return _payload_refusal(frame, facts)
    kind = _page_kind(stated, body, facts.url)
    if kind is None:
        return _other_kind(stated)
    headers = tuple(sorted((name, value[:500]) for name, value in response.headers if name in _KEPT))
    if response.status >= 400:
        headers = ((":status", str(response.status)), *headers)
    facts = facts.at(charset=charset(stated), headers=headers)
    return page(body, media(body[:HEAD], "html" if kind == "html" else "text"), facts, job.options)


def _payload_fails(frame: Frame, forms: list[bytes]) -> bool:
    """Tell whether the payload digest fits no form of the payload, where no block digest vouches for it."""
    stated = frame.headers.get("warc-payload-digest", "")
    if frame.digest is not None or not stated:
        return False
    fits = [digest_fits(stated, form) for form in forms]
    return None not in fits and True not in fits


def _payload_refusal(frame: Frame, facts: Facts) -> Refusal:
    stated = frame.headers.get("warc-payload-digest", "")[:80]
    return refusal(facts.sighting, "damaged", f"the payload does not have the digest {stated}", frame.length)


def _open(stated: str) -> bool:
    return stated.split(";")[0].strip().lower() in _OPEN


def _other_kind(stated: str) -> str:
    kind = stated.split(";")[0].strip().lower()[:60]
    return f"WARC record of {kind or 'no stated type'}"


def _page_kind(stated: str, head: bytes, url: str | None) -> str | None:
    """Return ``html`` or ``text`` for what can be a page; None for what is none.

    The bytes outrank the stated type: a picture is no page whatever its header says, and a whole HTML document is one.
    """
    kind = stated.split(";")[0].strip().lower()
    if head and other(head[:HEAD]):
        return None
    if kind in _HTML or _DOCUMENT.match(head[:HEAD]):
        return "html"
    if _robots(url):
        return None
    if kind == "text/plain":
        return "text"
    return "html" if _open(stated) and media(head[:HEAD], "text") == "html" else None


def _robots(url: str | None) -> bool:
    try:
        return urlsplit(url or "").path.rsplit("/", 1)[-1].lower() in ("robots.txt", "security.txt")
    except ValueError:
        return False
