"""What keeps a hostile page, or a hostile site in another tab, out of the desk, and who may decide."""

import dataclasses
import hashlib
import hmac
import secrets
from urllib.parse import urlsplit

from starlette.datastructures import Headers as Heads
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; "
    "connect-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Nothing inline, nothing from elsewhere, in no frame."""

HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
"""Sent with every answer. No other site is told where a reader came from; ``no-referrer`` would tell the desk itself
nothing about where a form came from either (``Origin: null``)."""

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1", "[::1]"})
"""Addresses that only this machine reaches."""

COOKIE = "firsthand_desk"
"""Cookie of somebody who has given the token."""

LONGEST = 64 * 1024
"""Bytes of a form or of a JSON body."""


class Headers:
    """Adds `HEADERS` to every answer; an answer's own value of one of them is kept."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add to its answer."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name.lower() for name, _ in message.get("headers", ())}
                more = [each for each in HEADERS if each[0] not in own]
                message["headers"] = [*message.get("headers", ()), *more]
            await send(message)

        await self.app(scope, receive, with_headers)


@dataclasses.dataclass(frozen=True, slots=True)
class Rights:
    """Who may write decisions through this desk.

    On this machine's own address everybody who can open the desk may; on any other address nobody may without a token.
    """

    decide: bool = True
    """False: the desk only reads."""
    token: str | None = None
    """What has to be given before anything can be written; None: nothing has to."""
    who: str = "somebody"
    """The name that the form proposes."""
    embed: bool = False
    """Whether other sites may show the card of a story."""
    secret: bytes = dataclasses.field(default_factory=lambda: secrets.token_bytes(32))
    """Of this process; forms of an earlier one no longer count."""

    def _sign(self, what: str) -> str:
        return hmac.new(self.secret, what.encode(), hashlib.sha256).hexdigest()

    @property
    def form_key(self) -> str:
        """What every form carries; another site cannot read it."""
        return self._sign("form")

    @property
    def cookie(self) -> str:
        """What the cookie of somebody who gave the token says."""
        return self._sign("token")

    def known(self, request: Request) -> bool:
        """Tell whether whoever asks may write."""
        if not self.decide:
            return False
        return self.token is None or hmac.compare_digest(request.cookies.get(COOKIE, "").encode(), self.cookie.encode())

    def matches(self, token: str) -> bool:
        """Tell whether this is the token."""
        return self.token is not None and hmac.compare_digest(token.encode(), self.token.encode())

    def bearer(self, request: Request) -> bool:
        """Tell whether a program gave the token; without a token on the desk no program may write."""
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        return self.decide and kind.lower() == "bearer" and self.matches(token.strip())

    def check(self, request: Request, key: str) -> None:
        """Turn away a form that did not come from this desk.

        Raises:
            HTTPException: 403.
        """
        if not same_origin(request.headers) or not hmac.compare_digest(key.encode(), self.form_key.encode()):
            raise HTTPException(403, "This form did not come from this desk, or from an earlier start of it. Open the "
                                     "page anew and send it again.")  # fmt: skip


def same_origin(headers: Heads) -> bool:
    """Tell whether a browser says that a request comes from the desk's own pages; programs say nothing."""
    origin = headers.get("origin")
    try:
        if origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower():
            return False
    except ValueError:  # no address
        return False
    return headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")


def rights(
    host: str, token: str | None, *, read_only: bool = False, who: str = "somebody", embed: bool = False
) -> Rights:
    """Return who may write: with a token whoever has it, without one only whoever is at this machine."""
    return Rights(not read_only and (token is not None or host in LOOPBACK), token or None, who, embed)


def middleware(host: str) -> list[Middleware]:
    """Return what stands before every route: headers, and the check of the host name (DNS rebinding)."""
    known = ["localhost", "127.0.0.1", "[::1]", host]
    anywhere = host in ("0.0.0.0", "::")
    return [Middleware(Headers), Middleware(TrustedHostMiddleware, allowed_hosts=["*"] if anywhere else known)]
