"""How the desk answers: pages from templates, rows and nouns for programs, and what was asked for."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from firsthand import export, views
from firsthand.archive import Archive, codec
from firsthand.errors import FirsthandError, UsageError
from firsthand.web import security
from firsthand.web.security import Rights
from firsthand.web.templating import environment

templates = environment()

FORMS = ("json", "csv")
"""The twins of a page that programs can ask for."""

REMEMBERED = 64
"""Things that are kept for others who ask the same; then all are dropped."""

WHO = "firsthand_who"
"""Cookie that keeps the name of who decides."""

SEEN = "firsthand_seen"
"""Cookie: the number of the last alert that somebody has seen on the page of watches."""


class Answers:
    """Answers of one archive. Each request opens the archive anew: opening costs under a millisecond."""

    def __init__(self, path: str, rights: Rights) -> None:
        self.path, self.rights = path, rights
        self._known: dict[tuple[str, ...], Any] = {}

    def open(self) -> Archive:
        """Return the archive, open for reading."""
        return Archive(self.path)

    def once(self, archive: Archive, name: str, make: Callable[[], Any]) -> Any:
        """Return what was made before in the same state of the archive, else make it.

        Args:
            archive: open.
            name: what it is, with all that it depends on beside the state: what was worked out, and what was decided.
            make: makes it.
        """
        decided = archive.connection.execute("SELECT count(*) FROM judgement").fetchone() or (0,)
        key = (archive.meta("derived") or "", str(decided[0]), name)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            found = self._known[key] = make()
        return found

    def render(self, request: Request, template: str, status: int = 200, **values: Any) -> Response:
        """Return a page; ``archive_open`` among the values lets it tell how the archive stands."""
        archive: Archive | None = values.pop("archive_open", None)
        state = (archive.meta("derived") or "")[:12] if archive else ""
        asked = request.query_params.get("as")
        values = {
            "words": "",
            "archive": Path(self.path).name,
            "deciding": self.rights.known(request),
            "may_enter": self.rights.decide and self.rights.token is not None,
            "form_key": self.rights.form_key,
            "who": unquote(request.cookies.get(WHO, "")) or self.rights.who,
            "waiting": views.waiting(archive) if archive else 0,
            "unseen": unseen(archive, request) if archive else 0,
            "state": state,
            "changed_since": asked[:12] if asked and state and asked[:12] != state else "",
            "frozen": None,
            "here": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
            "path": request.url.path,
            **values,
        }
        return HTMLResponse(templates.get_template(template).render(**values), status)

    def wrong(self, request: Request, error: Exception) -> Response:
        """Answer when something is not there, or went wrong."""
        status, detail = told(error, self.path)
        answer = self.render(request, "wrong.html", status=status, code=status, detail=detail)
        if not isinstance(error, HTTPException | FirsthandError):
            # answered outside the middleware, which therefore adds no headers
            answer.headers.update({name.decode(): value.decode() for name, value in security.HEADERS})
        return answer


def unseen(archive: Archive, request: Request) -> int:
    """Return how many alerts of watches came since somebody looked at them last."""
    seen = request.cookies.get(SEEN, "0")
    last = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 12 else 0
    row = archive.connection.execute("SELECT count(*) FROM alert WHERE n > ?", (last,)).fetchone()
    return int(row[0]) if row else 0


def told(error: Exception, path: str) -> tuple[int, str]:
    """Return the status and what a reader is told of an error: nothing of the folder, nothing of our own failures."""
    if isinstance(error, HTTPException):
        return error.status_code, str(error.detail)
    if isinstance(error, FirsthandError):
        return 404 if isinstance(error, UsageError) else 500, str(error).replace(path, Path(path).name)
    return 500, "The desk failed on this page; the log of the server says why."


def number(request: Request) -> int:
    """Return the number of the page of a list that was asked for; the first when it is none."""
    asked = request.query_params.get("page", "1")
    return max(1, int(asked)) if asked.isascii() and asked.isdecimal() and len(asked) < 9 else 1


def form_of(request: Request) -> str:
    """Return which twin was asked for, by the end of the address; ``html`` when none was."""
    end = request.url.path.rpartition(".")[2]
    return end if end in FORMS else "html"


def as_json(value: Any) -> Response:
    """Return nouns, cards or plain values as JSON."""
    return Response(codec.dump(value), media_type="application/json")


def as_rows(rows: list[views.Row], form: str) -> Response:
    """Return rows as JSON or CSV."""
    out = io.StringIO()
    export.write(form, rows, tuple(rows[0]) if rows else (), out)
    kind = "text/csv; charset=utf-8" if form == "csv" else "application/json"
    return Response(out.getvalue(), media_type=kind)


async def fields(request: Request) -> list[tuple[str, str]]:
    """Return the fields of a form that was sent.

    Raises:
        HTTPException: it is no form, or too long.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind != "application/x-www-form-urlencoded":
        raise HTTPException(415, "Only forms are taken here.")
    try:
        return parse_qsl((await body(request)).decode("utf-8", "replace"), max_num_fields=2_000)
    except ValueError as error:
        raise HTTPException(413, "That is too many fields.") from error


async def body(request: Request) -> bytes:
    """Return what was sent.

    Raises:
        HTTPException: it is too long.
    """
    data = b""
    async for piece in request.stream():
        data += piece
        if len(data) > security.LONGEST:
            raise HTTPException(413, "That is too long.")
    return data


def back(address: str) -> str:
    """Return an address within the desk to go back to; the front for any other."""
    inside = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address[:2_000] if inside else "/"
