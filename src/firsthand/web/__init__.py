"""The desk: an archive in a browser, server-rendered, readable without JavaScript.

Comes in: the path of an archive, which is only read; another process may be writing it. Goes out: pages, each with a
``.json`` twin (lists also ``.csv``). Page text is hostile: it is always escaped, captured markup is never rendered, and
no request leaves the browser for anybody else.
"""

import uvicorn

from firsthand.web.routes import app

__all__ = ["app", "serve"]


def serve(archive: str, host: str = "127.0.0.1", port: int = 8770) -> None:
    """Serve the desk until Ctrl-C.

    Args:
        archive: path of the archive.
        host: address to listen on; requests for other host names are turned away.
        port: port to listen on; 0 picks a free one.
    """
    uvicorn.run(app(archive, host), host=host, port=port, log_level="warning", server_header=False)
