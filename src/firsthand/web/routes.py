"""The addresses of the desk, and what answers at each."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from firsthand import export, views
from firsthand.archive import Archive, codec
from firsthand.errors import FirsthandError, UsageError
from firsthand.web import diff, found, page, pages, security, story
from firsthand.web.templating import environment

_templates = environment()


FORMS = ("json", "csv")
"""The twins of a list that programs can ask for."""


class Desk:
    """The pages of one archive. Each request opens the archive anew: opening costs under a millisecond."""

    def __init__(self, path: str) -> None:
        self.path = path

    def render(self, template: str, status: int = 200, **values: Any) -> Response:
        """Return a page."""
        name = Path(self.path).name
        text = _templates.get_template(template).render(archive=name, **({"words": ""} | values))
        return HTMLResponse(text, status)

    def front(self, request: Request) -> Response:
        """Answer with stories, most independent reporters first."""
        with Archive(self.path) as archive:
            return self.render("front.html", **pages.front(archive, _number(request)))

    def stories(self, request: Request) -> Response:
        """Answer with the front's list for programs: ``/stories.json``, ``/stories.csv``."""
        with Archive(self.path) as archive:
            return _rows(views.stories(archive), _form(request))

    def story(self, request: Request) -> Response:
        """Answer with one story."""
        with Archive(self.path) as archive:
            return self.render("story.html", **story.story(archive, request.path_params["key"]))

    def story_data(self, request: Request) -> Response:
        """Answer with one story for programs."""
        with Archive(self.path) as archive:
            card = views.story(archive, views.find_story(archive, request.path_params["key"]))
            if _form(request) == "csv":
                return _rows(list(card.pages), "csv")
            return _json(card)

    def page(self, request: Request) -> Response:
        """Answer with one page."""
        with Archive(self.path) as archive:
            at = page.span_asked(request.query_params.get("at"))
            return self.render("page.html", **page.page(archive, request.path_params["key"], at))

    def found(self, request: Request) -> Response:
        """Answer with the page as found, escaped, and what stands where in it."""
        with Archive(self.path) as archive:
            at = page.span_asked(request.query_params.get("at"))
            return self.render("found.html", **found.found(archive, request.path_params["key"], at))

    def diff(self, request: Request) -> Response:
        """Answer with two pages side by side."""
        with Archive(self.path) as archive:
            keys = request.path_params["one"], request.path_params["other"]
            return self.render("diff.html", **diff.diff(archive, *keys))

    def diff_data(self, request: Request) -> Response:
        """Answer with the verified edge of two pages for programs."""
        with Archive(self.path) as archive:
            keys = [views.find_page(archive, request.path_params[side]) for side in ("one", "other")]
            copy = diff.edge(archive, *keys)
            if copy is None:
                raise HTTPException(404, "No verified copy joins these two pages.")
            return _json(copy)

    def page_data(self, request: Request) -> Response:
        """Answer with one page for programs."""
        with Archive(self.path) as archive:
            card = views.page(archive, views.find_page(archive, request.path_params["key"]))
            return _json({name: getattr(card, name) for name in card.__slots__ if name != "record"})

    def raw(self, request: Request) -> Response:
        """Answer with the page as found, as text: never rendered."""
        with Archive(self.path) as archive:
            record = archive.records.get(views.find_page(archive, request.path_params["key"]))
            if record is None:
                raise HTTPException(404, "This place could not be read, so there is no page to show.")
            return PlainTextResponse(record.page)

    def search(self, request: Request) -> Response:
        """Answer with pages that hold all words."""
        words = request.query_params.get("q", "")[:400].strip()
        with Archive(self.path) as archive:
            return self.render("search.html", **pages.search(archive, words, _number(request)))

    def refusals(self, request: Request) -> Response:
        """Answer with what could not be used."""
        with Archive(self.path) as archive:
            return self.render("refusals.html", **pages.refusals(archive, request.query_params.get("reason")))

    def refusals_data(self, request: Request) -> Response:
        """Answer with what could not be used for programs."""
        with Archive(self.path) as archive:
            return _rows(views.refusals(archive, request.query_params.get("reason")), _form(request))

    def network(self, request: Request) -> Response:
        """Answer with one network of sites."""
        with Archive(self.path) as archive:
            return self.render("network.html", **pages.network(archive, request.path_params["key"]))

    def network_data(self, request: Request) -> Response:
        """Answer with one network for programs."""
        with Archive(self.path) as archive:
            return _json(pages.network(archive, request.path_params["key"])["network"])

    def wrong(self, request: Request, error: Exception) -> Response:
        """Answer when something is not there, or went wrong."""
        status, detail, headers = 500, "The desk failed on this page; the log of the server says why.", None
        if isinstance(error, HTTPException):
            status, detail = error.status_code, error.detail
        elif isinstance(error, FirsthandError):
            status = 404 if isinstance(error, UsageError) else 500
            detail = str(error).replace(self.path, Path(self.path).name)
        else:  # answered outside the middleware, which therefore adds no headers
            headers = {name.decode(): value.decode() for name, value in security.HEADERS}
        answer = self.render("wrong.html", status=status, code=status, detail=detail)
        answer.headers.update(headers or {})
        return answer


def _number(request: Request) -> int:
    """Return the number of the page of a list that was asked for; the first when it is none."""
    number = request.query_params.get("page", "1")
    return max(1, int(number)) if number.isascii() and number.isdecimal() and len(number) < 9 else 1


def _form(request: Request) -> str:
    return request.url.path.rpartition(".")[2]


def _json(value: Any) -> Response:
    return Response(codec.dump(value), media_type="application/json")


def _rows(rows: list[views.Row], form: str) -> Response:
    out = io.StringIO()
    export.write(form, rows, tuple(rows[0]) if rows else (), out)
    kind = "text/csv; charset=utf-8" if form == "csv" else "application/json"
    return Response(out.getvalue(), media_type=kind)


def app(archive: str, host: str = "127.0.0.1") -> Starlette:
    """Return the desk of one archive as an ASGI application; ``host`` is the name that it answers to."""
    desk = Desk(archive)
    for name in _templates.list_templates():  # compiled now, so that nobody waits for it at the first visit
        _templates.get_template(name)

    def at(path: str, answer: Callable[[Request], Response]) -> Route:
        return Route(path, answer, methods=["GET"])

    return Starlette(
        routes=[
            at("/", desk.front),
            *(at(f"/stories.{form}", desk.stories) for form in FORMS),
            *(at(f"/refusals.{form}", desk.refusals_data) for form in FORMS),
            *(at(f"/story/{{key}}.{form}", desk.story_data) for form in FORMS),
            at("/story/{key}", desk.story),
            at("/page/{key}/raw", desk.raw),
            at("/page/{key}.json", desk.page_data),
            at("/page/{key}", desk.page),
            at("/page/{key}/found", desk.found),
            at("/diff/{one}/{other}.json", desk.diff_data),
            at("/diff/{one}/{other}", desk.diff),
            at("/network/{key}.json", desk.network_data),
            at("/network/{key}", desk.network),
            at("/search", desk.search),
            at("/refusals", desk.refusals),
            Mount("/static", StaticFiles(packages=[("firsthand.web", "static")])),
        ],
        middleware=security.middleware(host),
        exception_handlers={HTTPException: desk.wrong, FirsthandError: desk.wrong, Exception: desk.wrong},
    )
