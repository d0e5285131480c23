"""The desk: an archive in a browser, server-rendered, readable without JavaScript.

Comes in: the path of an archive, which is read while another process may be writing it; only people's decisions are
written. Goes out: pages, each with a ``.json`` and a ``.csv`` twin, and REST under ``/api/v1``. Page text is hostile:
it is always escaped, captured markup is never rendered, and no request leaves the browser for anybody else.
"""

import uvicorn

from firsthand.web.routes import app
from firsthand.web.security import LOOPBACK, Rights, rights

__all__ = ["LOOPBACK", "Rights", "app", "rights", "serve"]


def serve(archive: str, host: str = "127.0.0.1", port: int = 8770, rights: Rights | None = None) -> None:
    """Serve the desk until Ctrl-C.

    Args:
        archive: path of the archive.
        host: address to listen on; requests for other host names are turned away.
        port: port to listen on; 0 picks a free one.
        rights: who may write; None: whoever sits at this machine.
    """
    uvicorn.run(app(archive, host, rights), host=host, port=port, log_level="warning", server_header=False)
