"""One GET: guarded, bounded in bytes and time, every step of a redirect checked anew."""

import http
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin

import httpcore

from firsthand.follow.guard import Backend, Refused, check_url

_HOPS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one address may cost."""

    bytes: int = 10_000_000
    """Largest body; the limit of a page in `firsthand.read`."""
    seconds: float = 30.0
    """From the first connection to the last byte, one step of a redirect."""
    allow_loopback: bool = False
    """Also ask 127.0.0.1 and ::1; for tests."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said."""

    url: str
    """The address that answered, after redirects."""
    status: int
    """HTTP status."""
    headers: list[tuple[str, str]] = field(default_factory=list)
    """As they came."""
    body: bytes = b""
    """As it came, within its content encoding."""

    def header(self, name: str) -> str | None:
        """Return the first header of a name."""
        return next((value for key, value in self.headers if key.lower() == name), None)

    @property
    def line(self) -> str:
        """Status and phrase, as in a WARC."""
        known = self.status in http.HTTPStatus._value2member_map_
        return f"{self.status} {http.HTTPStatus(self.status).phrase}" if known else str(self.status)


def get(
    url: str, headers: dict[str, str], limits: Limits, may: Callable[[str], None] = lambda _: None
) -> Answer:  # fmt: skip
    """Return the answer of an address, after at most five redirects.

    Args:
        url: what to ask.
        headers: sent with it; ``Accept-Encoding`` is always ``identity``.
        limits: bytes and seconds.
        may: called with each address before it is asked; raises `Refused` for one that must not be.

    Raises:
        Refused: an address is not allowed, the body is too large, too slow, or the server cannot be reached.
    """
    for _ in range(_HOPS + 1):
        url = check_url(url)
        may(url)
        answer = _once(url, headers, limits)
        onward = answer.header("location")
        if answer.status not in _REDIRECTS or not onward:
            return answer
        url = urljoin(url, onward)
    raise Refused(f"more than {_HOPS} redirects")


def post(url: str, body: bytes, media: str, limits: Limits) -> str | None:
    """Send something to an address; return why it was not taken, None when it was.

    Args:
        url: where; guarded as any other address, and redirects are not followed.
        body: what is sent.
        media: its type.
        limits: bytes and seconds of the answer.
    """
    try:
        sent = {"Content-Type": media, "User-Agent": "firsthand/0.1 (sends alerts)"}
        answer = _once(check_url(url), sent, limits, body)
    except Refused as error:
        return str(error)
    return None if 200 <= answer.status < 300 else f"status {answer.status}"


def _once(url: str, headers: dict[str, str], limits: Limits, body_sent: bytes | None = None) -> Answer:
    method = "GET" if body_sent is None else "POST"
    deadline = time.monotonic() + limits.seconds
    sent = {**headers, "Accept-Encoding": "identity"}
    try:
        with (
            httpcore.ConnectionPool(network_backend=Backend(deadline, limits.allow_loopback)) as pool,
            pool.stream(
                method, url, headers=[(k.encode(), v.encode("latin-1", "replace")) for k, v in sent.items()],
                content=body_sent,
            ) as response,
        ):  # fmt: skip
            body = bytearray()
            for piece in response.iter_stream():
                body += piece
                if len(body) > limits.bytes:
                    raise Refused(f"more than {limits.bytes} bytes")
            got = [(k.decode("latin-1"), v.decode("latin-1")) for k, v in response.headers]
            return Answer(url, response.status, got, bytes(body))
    except httpcore.TimeoutException as error:
        raise Refused(f"no whole answer within {limits.seconds:g} s") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, UnicodeError) as error:
        raise Refused(f"no answer: {type(error).__name__}") from error


def plain(answer: Answer, limit: int) -> bytes:
    """Return a body without gzip or deflate, which some servers send unasked; never more than a limit.

    Raises:
        Refused: another encoding, a damaged one, or more than the limit.
    """
    said = (answer.header("content-encoding") or "identity").strip().lower()
    if said == "identity":
        return answer.body
    if said not in ("gzip", "x-gzip", "deflate"):
        raise Refused(f"the content encoding {said!r} was not asked for")
    inflate = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        body = inflate.decompress(answer.body, limit + 1)
    except zlib.error as error:
        raise Refused("the compressed body is damaged") from error
    if len(body) > limit:
        raise Refused(f"more than {limit} bytes")
    return body
