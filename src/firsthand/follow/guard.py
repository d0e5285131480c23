"""What may be connected to: public addresses only, checked on the very address that the connection then uses."""

import ipaddress
import socket
import time
from collections.abc import Iterable
from typing import Any
from urllib.parse import SplitResult, quote, urlsplit

import httpcore

_SIX_IN_FOUR = ipaddress.ip_network("64:ff9b::/96")
"""NAT64 (RFC 6052): the last four bytes are an IPv4 address."""

_SPECIAL = tuple(
    ipaddress.ip_network(each)
    for each in ("192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48", "100::/64", "2001::/23", "3fff::/20", "5f00::/16")
)
"""Special purposes in IANA's registries that not every version of Python counts as not public; some clouds answer
questions about a machine's secrets at 192.0.0.192."""


class Refused(Exception):
    """An address that is not asked, or an answer that is not taken; the message says why."""


def check_url(url: str) -> str:
    """Return an address without its fragment, if its form may be asked.

    Raises:
        Refused: another scheme than http and https, no host, a name and password in it, or a port of another service.
    """
    if any(ord(c) <= 32 or ord(c) == 127 for c in url) or "\\" in url:
        raise Refused("the address holds white space, a control character or a backslash")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Refused(f"no address: {error}") from error
    if parts.scheme not in ("http", "https"):
        raise Refused(f"only http and https are asked, not {parts.scheme or 'an address without a scheme'!r}")
    if not parts.hostname or parts.username is not None or parts.password is not None:
        raise Refused("the address has no host, or a name or password in it")
    if port is not None and port < 1024 and port not in (80, 443):
        raise Refused(f"port {port} belongs to another service")
    return _ascii(parts._replace(fragment=""))


def _ascii(parts: SplitResult) -> str:
    """Return an address in the characters that HTTP sends: names as IDNA, all else percent-encoded."""
    host = parts.hostname or ""
    try:
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise Refused(f"no host has the name {host[:80]}") from error
    host = f"[{host}]" if ":" in host else host
    netloc = host if parts.port is None else f"{host}:{parts.port}"
    path, query = (quote(each, safe="%/:?#[]@!$&'*+,;=~()") for each in (parts.path, parts.query))
    return parts._replace(netloc=netloc, path=path, query=query).geturl()


def is_public(address: str, allow_loopback: bool = False) -> bool:
    """Return whether an IP address is one of the public network, also where an IPv4 address hides in an IPv6 one."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if inner is None and found in _SIX_IN_FOUR:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner), allow_loopback)
    if allow_loopback and found.is_loopback:
        return True
    if any(found.version == each.version and found in each for each in _SPECIAL):
        return False
    return found.is_global and not found.is_multicast and not found.is_reserved and not _site_local(found)


def _site_local(found: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return isinstance(found, ipaddress.IPv6Address) and found.is_site_local


def resolve(host: str, port: int, allow_loopback: bool = False) -> list[str]:
    """Return the addresses of a host, all of them public.

    Raises:
        Refused: the host is not found, or one of its addresses is not public.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Refused(f"the host {host} is not found") from error
    addresses = sorted({str(each[4][0]) for each in found})
    for address in addresses:
        if not is_public(address, allow_loopback):
            raise Refused(f"{host} stands for {address}, which is not a public address")
    return addresses


class Backend(httpcore.NetworkBackend):
    """Connects to the address that was checked, so that a name cannot change its meaning in between."""

    def __init__(self, deadline: float, allow_loopback: bool) -> None:
        self._deadline, self._allow_loopback = deadline, allow_loopback
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:  # fmt: skip
        """Connect to the first address of a host that answers."""
        failed: Exception | None = None
        for address in resolve(host, port, self._allow_loopback):
            try:
                stream = self._inner.connect_tcp(address, port, _left(self._deadline), None, socket_options)
                return Timed(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed or httpcore.ConnectError("no address")

    def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore.NetworkStream:
        """Refuse: sockets of this machine are never asked."""
        raise Refused("a socket of this machine")


class Timed(httpcore.NetworkStream):
    """A connection that ends at a moment, however slowly the other side drips."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: float) -> None:
        self._inner, self._deadline = inner, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return what has come."""
        return self._inner.read(max_bytes, _left(self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send."""
        self._inner.write(buffer, _left(self._deadline))

    def close(self) -> None:
        """End it."""
        self._inner.close()

    def start_tls(self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None) -> "Timed":
        """Encrypt it; the certificate is checked against the name, not the address."""
        return Timed(self._inner.start_tls(ssl_context, server_hostname, _left(self._deadline)), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """Return what the connection knows."""
        return self._inner.get_extra_info(info)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time for this address is over")
    return left
