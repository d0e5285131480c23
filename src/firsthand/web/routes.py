"""The addresses of the desk, and what answers at each."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from firsthand import export, views
from firsthand.archive import Archive, codec
from firsthand.errors import FirsthandError, UsageError
from firsthand.web import pages, security

_templates = Environment(
    loader=PackageLoader("firsthand.web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.globals["sentence"] = views.sentence


def _day(day: Any) -> str:
    """Return a day as a reader says it: ``Fri 22 Sep 2023``."""
    return f"{day:%a} {day.day} {day:%b %Y}" if day else "no day found"


def _web(address: str | None) -> bool:
    return bool(address) and str(address).lower().startswith(("http://", "https://"))


_templates.filters["day"] = _day
_templates.tests["web"] = _web


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
            return self.render("front.html", **pages.front(archive))

    def stories(self, request: Request) -> Response:
        """Answer with the front's list for programs: ``/stories.json``, ``/stories.csv``."""
        with Archive(self.path) as archive:
            return _rows(views.stories(archive), request.path_params["form"])

    def story(self, request: Request) -> Response:
        """Answer with one story."""
        with Archive(self.path) as archive:
            return self.render("story.html", **pages.story(archive, request.path_params["key"]))

    def story_data(self, request: Request) -> Response:
        """Answer with one story for programs."""
        with Archive(self.path) as archive:
            card = views.story(archive, views.find_story(archive, request.path_params["key"]))
            if request.path_params["form"] == "csv":
                return _rows(list(card.pages), "csv")
            return _json(card)

    def page(self, request: Request) -> Response:
        """Answer with one page."""
        with Archive(self.path) as archive:
            return self.render("page.html", **pages.page(archive, request.path_params["key"]))

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
        number = request.query_params.get("page", "1")
        with Archive(self.path) as archive:
            return self.render("search.html", **pages.search(archive, words, int(number) if number.isdecimal() else 1))

    def refusals(self, request: Request) -> Response:
        """Answer with what could not be used."""
        reason = request.query_params.get("reason")
        with Archive(self.path) as archive:
            return self.render(
                "refusals.html",
                rows=views.refusals(archive, reason),
                reasons=views.refusal_reasons(archive),
                reason=reason,
            )

    def network(self, request: Request) -> Response:
        """Answer with one network of sites."""
        with Archive(self.path) as archive:
            network = archive.networks.get(request.path_params["key"])
            if network is None:
                raise HTTPException(404, "There is no such network in this archive.")
            sql = (
                "SELECT a.id, a.title, coalesce(a.brand, a.outlet, a.site), d.date_edtf, d.date_claimed, d.verdict"
                " FROM member m JOIN article a ON a.id = m.record LEFT JOIN dating d ON d.record = a.id"
                " WHERE m.network = ? ORDER BY 3, a.id"
            )
            names = ("id", "title", "outlet", "written", "claimed", "verdict")
            rows = [dict(zip(names, row, strict=True)) for row in archive.connection.execute(sql, (network.id,))]
            return self.render("network.html", network=network, rows=rows)

    def wrong(self, request: Request, error: Exception) -> Response:
        """Answer when something is not there, or went wrong."""
        status = (
            error.status_code if isinstance(error, HTTPException) else 404 if isinstance(error, UsageError) else 500
        )
        detail = error.detail if isinstance(error, HTTPException) else str(error)
        return self.render("wrong.html", status=status, code=status, detail=detail)


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

    def at(path: str, answer: Callable[[Request], Response]) -> Route:
        return Route(path, answer, methods=["GET"])

    return Starlette(
        routes=[
            at("/", desk.front),
            at("/stories.{form:str}", desk.stories),
            at("/story/{key}.{form:str}", desk.story_data),
            at("/story/{key}", desk.story),
            at("/page/{key}/raw", desk.raw),
            at("/page/{key}.json", desk.page_data),
            at("/page/{key}", desk.page),
            at("/network/{key}", desk.network),
            at("/search", desk.search),
            at("/refusals", desk.refusals),
            Mount("/static", StaticFiles(packages=[("firsthand.web", "static")])),
        ],
        middleware=security.middleware(host),
        exception_handlers={HTTPException: desk.wrong, FirsthandError: desk.wrong, Exception: desk.wrong},
    )
