"""REST under ``/api/v1``: JSON with cursors, ETags, and errors as ``application/problem+json``."""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from firsthand.archive import codec, decide, judgement
from firsthand.errors import UsageError
from firsthand.web.answer import Answers, body, told
from firsthand.web.openapi import JUDGEMENT, MOST, OPERATIONS, ROOT, Operation, document
from firsthand.web.resources import Asked


def routes(answers: Answers) -> list[Route]:
    """Return the addresses of REST."""
    described = json.dumps(document(), sort_keys=True).encode()

    def description(request: Request) -> Response:
        return _tagged(request, described)

    made = [Route(ROOT + each.path, _get(answers, each), methods=["GET"]) for each in OPERATIONS]
    return [
        Route(ROOT, lambda _: RedirectResponse(f"{ROOT}/openapi.json"), methods=["GET"]),
        Route(f"{ROOT}/openapi.json", description, methods=["GET"]),
        *made,
        Route(f"{ROOT}/judgements", _decide(answers), methods=["POST"]),
    ]


def _get(answers: Answers, operation: Operation) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        asked = _asked(request, operation)
        with answers.open() as archive:
            found = operation.answer(archive, asked)
        if not operation.paged:
            return _tagged(request, codec.dump(found).encode())
        items, after = found
        following = None if after is None else _cursor(after)
        answer = _tagged(request, codec.dump({"items": items, "next": following}).encode())
        if following:
            more = urlencode({**asked.query, "limit": asked.limit, "cursor": following})
            answer.headers["link"] = f'<{request.url.path}?{more}>; rel="next"'
        return answer

    return answer


def _asked(request: Request, operation: Operation) -> Asked:
    """Return the parameters of a request, checked against what the description says of them.

    Raises:
        HTTPException: 400.
    """
    given = request.query_params
    known: dict[str, str] = {}
    for name, schema in operation.parameters:
        value = given.get(name)
        if value is None:
            continue
        if len(value) > schema.get("maxLength", 400) or value not in schema.get("enum", (value,)):
            raise HTTPException(400, f"The parameter {name!r} is not one of {schema.get('enum', 'a proper length')}.")
        if schema.get("format") == "date" and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
            raise HTTPException(400, f"The parameter {name!r} is a day: 2023-09-22.")
        known[name] = value
    limit = given.get("limit", "50")
    if not (limit.isascii() and limit.isdecimal() and len(limit) < 5 and 1 <= int(limit) <= MOST):
        raise HTTPException(400, f"The parameter 'limit' is a whole number from 1 to {MOST}.")
    return Asked({k: str(v) for k, v in request.path_params.items()}, known, int(limit), _after(given.get("cursor")))


def _cursor(after: tuple[str, ...]) -> str:
    return base64.urlsafe_b64encode(json.dumps(after).encode()).decode().rstrip("=")


def _after(cursor: str | None) -> tuple[str, ...]:
    """Return what a cursor says.

    Raises:
        HTTPException: 400, it is none of ours.
    """
    if not cursor:
        return ()
    try:
        found = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        found = None
    if not (isinstance(found, list) and 1 <= len(found) <= 2 and all(isinstance(part, str) for part in found)):
        raise HTTPException(400, "The parameter 'cursor' is none that this address gave out.")
    if len(found) == 1 and found[0].isdecimal() and (not found[0].isascii() or len(found[0]) > 9):
        raise HTTPException(400, "The parameter 'cursor' is none that this address gave out.")
    return tuple(found)


def _tagged(request: Request, data: bytes) -> Response:
    """Return an answer with its ETag, or 304 where the client has it already."""
    tag = f'"{hashlib.blake2b(data, digest_size=12).hexdigest()}"'
    headers = {"etag": tag, "cache-control": "no-cache"}
    known = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    if tag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    return Response(data, media_type="application/json", headers=headers)


def _decide(answers: Answers) -> Callable[[Request], Any]:
    async def answer(request: Request) -> Response:
        if not answers.rights.decide or answers.rights.token is None:
            raise HTTPException(403, "Programs write decisions only to a desk that was started with --token.")
        if not answers.rights.bearer(request):
            raise HTTPException(401, "Send the desk's token: Authorization: Bearer TOKEN.")
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            raise HTTPException(415, "Send the decision as application/json.")
        try:
            sent = json.loads(await body(request))
        except (ValueError, RecursionError) as error:
            raise HTTPException(400, "The body is no JSON.") from error
        known = JUDGEMENT["properties"]
        right = isinstance(sent, dict) and set(sent) <= set(known) and set(JUDGEMENT["required"]) <= set(sent)
        if not right or not all(isinstance(each, str) or each is None for each in sent.values()):
            raise HTTPException(
                400, f"A decision has the fields {', '.join(known)}; decision, left and who must be there."
            )
        if (
            any(len(value or "") > known[name].get("maxLength", 100) for name, value in sent.items())
            or not sent["left"]
        ):
            raise HTTPException(400, "A field is too long, or nothing is said about what the decision is about.")
        about = {name: sent.get(name) for name in ("value", "who", "reason")}
        try:
            made = judgement(str(sent["decision"]), str(sent["left"]), sent.get("right"), **about)
        except UsageError as error:
            raise HTTPException(400, str(error)) from error
        decide(answers.path, (made,))
        return Response(codec.dump({"id": made.id, "state": "waiting"}), 201, media_type="application/json")

    return answer


def problem(error: Exception, path: str) -> Response:
    """Return an error as a problem document."""
    status, detail = told(error, path)
    title = HTTPStatus(status).phrase
    data = codec.dump({"type": "about:blank", "title": title, "status": status, "detail": detail})
    headers = {"www-authenticate": "Bearer"} if status == 401 else {}
    return Response(data, status, media_type="application/problem+json", headers=headers)
