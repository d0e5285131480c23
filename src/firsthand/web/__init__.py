"""The desk: an archive in a browser, server-rendered, readable without JavaScript.

Comes in: the path of an archive, which is read while another process may be writing it; only people's decisions are
written. Goes out: pages, each with a ``.json`` and a ``.csv`` twin, and REST under ``/api/v1``. Page text is hostile:
it is always escaped, captured markup is never rendered, and no request leaves the browser for anybody else.
"""

import contextlib
import socket

import uvicorn

from firsthand.errors import UsageError
from firsthand.web.routes import app
from firsthand.web.security import LOOPBACK, Rights, rights

__all__ = ["LOOPBACK", "Rights", "app", "listening", "rights", "serve"]


def listening(host: str = "127.0.0.1", port: int = 8770) -> socket.socket:
    """Return a socket that listens at an address; port 0 picks a free one.

    Raises:
        UsageError: another program listens there, or it is no address of this machine.
    """
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        why = f"{host} port {port} cannot be listened on: {error.strerror or error}"
        raise UsageError(f"{why}. With --port 0 a free port is taken.") from error


def serve(archive: str, bound: socket.socket, host: str = "127.0.0.1", rights: Rights | None = None) -> None:
    """Serve the desk until Ctrl-C.

    Args:
        archive: path of the archive.
        bound: where it listens, see `listening`.
        host: the name that the desk answers to, beside those of this machine; requests for others are turned away.
        rights: who may write; None: whoever sits at this machine.
    """
    config = uvicorn.Config(app(archive, host, rights), log_level="warning", server_header=False)
    with bound, contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[bound])
