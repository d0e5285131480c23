"""The addresses of the desk, and what answers at each."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from firsthand.errors import FirsthandError
from firsthand.web import api, security
from firsthand.web.answer import FORMS, Answers, templates
from firsthand.web.asked import Asking
from firsthand.web.desk import Desk
from firsthand.web.openapi import ROOT
from firsthand.web.out import Out
from firsthand.web.security import Rights
from firsthand.web.write import Writing

Handler = Callable[[Request], Response | Awaitable[Response]]


def app(archive: str, host: str = "127.0.0.1", rights: Rights | None = None) -> Starlette:
    """Return the desk of one archive as an ASGI application.

    Args:
        archive: its path.
        host: the name that the desk answers to, beside those of this machine.
        rights: who may write; without it, whoever sits at this machine.
    """
    answers = Answers(archive, rights or security.rights(host, None))
    desk, writing, asking = Desk(answers), Writing(answers), Asking(answers)
    for name in templates.list_templates():  # compiled now, so that nobody waits for it at the first visit
        templates.get_template(name)
    return Starlette(
        routes=[*_views(desk), *_forms(writing, asking), *Out(answers).routes(), *api.routes(answers), Mount(
            "/static", StaticFiles(packages=[("firsthand.web", "static")]))],
        middleware=security.middleware(host),
        exception_handlers={kind: _wrong(answers) for kind in (HTTPException, FirsthandError, Exception)},
    )  # fmt: skip


def _views(desk: Desk) -> list[Route]:
    twins: dict[str, Callable[[Request], Response]] = {
        "/search": desk.search,
        "/claims": desk.parties,
        "/party": desk.party,
        "/networks": desk.networks,
        "/refusals": desk.refusals,
        "/runs": desk.runs,
        "/decisions": desk.decisions,
        "/watches": desk.watches,
        "/story/{key}/claims": desk.claims,
        "/story/{key}": desk.story,
        "/page/{key}/found": desk.found,
        "/page/{key}": desk.page,
        "/diff/{one}/{other}": desk.diff,
        "/network/{key}": desk.network,
    }
    alone: dict[str, Callable[[Request], Response]] = {
        "/": desk.front,
        **{f"/stories.{form}": desk.stories for form in FORMS},
        **{f"/story/{{key}}/counted.{form}": desk.counted for form in FORMS},
        **{f"/watches.{feed}": desk.watches for feed in ("atom", "rss", "jsonfeed")},
        "/story/{key}/card": desk.card,
        "/story/{key}/card.svg": desk.card,
        "/page/{key}/raw": desk.raw,
        "/enter": desk.enter,
        "/favicon.ico": lambda _: RedirectResponse("/static/icon.svg", 301),
    }
    routes = [Route(path, answer, methods=["GET"]) for path, answer in alone.items()]
    for path, answer in twins.items():
        routes += [Route(f"{path}.{form}", answer, methods=["GET"]) for form in FORMS]
        routes.append(Route(path, answer, methods=["GET"]))
    return routes


def _forms(writing: Writing, asking: Asking) -> list[Route]:
    forms: dict[str, Any] = {
        "/decide": writing.decide, "/enter": writing.enter, "/apply": writing.apply, "/seen": asking.answer,
        "/watch": writing.watch,
    }  # fmt: skip
    routes = [Route(path, answer, methods=["POST"]) for path, answer in forms.items()]
    return [Route("/seen", asking.form, methods=["GET"]), *routes]


def _wrong(answers: Answers) -> Callable[[Request, Exception], Response]:
    def answer(request: Request, error: Exception) -> Response:
        if request.url.path.startswith(ROOT):
            return api.problem(error, answers.path)
        return answers.wrong(request, error)

    return answer
