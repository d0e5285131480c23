"""The description of REST in OpenAPI 3.1: made from the same table that answers requests."""

import dataclasses
from collections.abc import Callable
from typing import Any

from firsthand.archive import NEEDS, Archive, codec
from firsthand.export import OF_STORIES, formats
from firsthand.model import (
    Alert,
    Article,
    Claim,
    Copy,
    Count,
    Dating,
    Entry,
    Network,
    Refusal,
    Sighting,
    Stemma,
    Story,
)
from firsthand.views.search import DATED
from firsthand.web import resources
from firsthand.web.resources import Asked

ROOT = "/api/v1"
VERSION = "1.0"
MOST = 200
"""Items of one answer."""

Schema = dict[str, Any]


@dataclasses.dataclass(frozen=True, slots=True)
class Operation:
    """One address of REST."""

    path: str
    answer: Callable[[Archive, Asked], Any]
    schema: str
    """Name of the schema of the answer, or of one item of a list."""
    paged: bool = True
    parameters: tuple[tuple[str, Schema], ...] = ()
    """Query parameters beside ``limit`` and ``cursor``."""

    @property
    def name(self) -> str:
        """Return what clients call it."""
        return str(getattr(self.answer, "__name__", ""))


_TEXT: Schema = {"type": "string", "maxLength": 400}
_DAY: Schema = {"type": "string", "format": "date"}
_SEARCH: tuple[tuple[str, Schema], ...] = (
    ("q", _TEXT), *((name, _TEXT) for name in ("outlet", "agency", "network", "language", "place", "basis", "party")),
    ("dated", {"type": "string", "enum": [*DATED]}), ("since", _DAY), ("until", _DAY),
    ("collapse", {"type": "string", "enum": ["off", "high", "moderate"]}),
)  # fmt: skip

OPERATIONS = (
    Operation("/stories", resources.stories, "Row"),
    Operation("/stories/{id}", resources.story, "Story", paged=False),
    Operation("/stories/{id}/count", resources.count, "Count", paged=False),
    Operation("/stories/{id}/timeline", resources.timeline, "Entry"),
    Operation("/stories/{id}/pages", resources.story_pages, "Row"),
    Operation("/pages", resources.pages, "Row"),
    Operation("/pages/{id}", resources.page, "Page", paged=False),
    Operation("/pages/{id}/date", resources.page_date, "Dating", paged=False),
    Operation("/pages/{id}/copies", resources.page_copies, "Copy"),
    Operation("/pages/{id}/claims", resources.page_claims, "Claim"),
    Operation("/copies", resources.copies, "Copy"),
    Operation("/copies/{one}/{other}", resources.copy, "Copy", paged=False),
    Operation("/networks", resources.networks, "Row"),
    Operation("/networks/{id}", resources.network, "Network", paged=False),
    Operation("/claims", resources.claims, "Claim", parameters=(("party", _TEXT),)),
    Operation("/claims/{id}", resources.claim, "Claim", paged=False),
    Operation("/parties", resources.parties, "Row", parameters=(("name", _TEXT),)),
    Operation("/search", resources.search, "Row", parameters=_SEARCH),
    Operation("/refusals", resources.refusals, "Refusal", parameters=(("reason", _TEXT),)),
    Operation("/runs", resources.runs, "Row"),
    Operation("/judgements", resources.judgements, "Row"),
    Operation("/watches", resources.watches, "Row"),
    Operation("/alerts", resources.alerts, "Alert", parameters=(("watch", _TEXT),)),
)

LIMIT: Schema = {"type": "integer", "minimum": 1, "maximum": MOST, "default": 50}
CURSOR: Schema = {"type": "string", "maxLength": 400}

_NULLABLE = {"type": ["string", "null"]}
JUDGEMENT: Schema = {
    "type": "object",
    "additionalProperties": False,
    "required": ["decision", "left", "who"],
    "properties": {
        "decision": {"type": "string", "enum": [*NEEDS]},
        "left": {"type": "string", "minLength": 1, "maxLength": 500},
        "right": {"type": ["string", "null"], "maxLength": 500},
        "value": {"type": ["string", "null"], "maxLength": 300},
        "who": {"type": "string", "minLength": 1, "maxLength": 100},
        "reason": {"type": ["string", "null"], "maxLength": 2000},
    },
}


def document() -> Schema:
    """Return the whole description."""
    nouns = (Alert, Article, Claim, Copy, Count, Dating, Entry, Network, Refusal, Sighting, Stemma, Story)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "firsthand",
            "version": VERSION,
            "description": "What one archive of captured pages holds: where each page came from, when it was written, "
            "who says what in it, and how many independent sources stand behind a story. Texts in the answers were "
            "written by others; a span counts characters of the article's text.",
        },
        "servers": [{"url": ROOT}],
        "paths": {path: _path(path) for path in dict.fromkeys(each.path for each in OPERATIONS)} | _files(),
        "components": {
            "schemas": codec.schemas(nouns) | _own(),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _files() -> Schema:
    """Return the addresses that give files for other programs; `firsthand.web.out` answers them."""
    binary: Schema = {"schema": {"type": "string", "contentMediaType": "application/octet-stream"}}
    tag = {"ETag": {"description": "Changes whenever the answer does.", "schema": {"type": "string"}}}
    found: Schema = {}
    for path, about, known in (
        ("/export/{form}", "All pages", set(formats()) - set(OF_STORIES)),
        ("/stories/{id}/export/{form}", "The pages of one story", set(formats())),
    ):
        inside = {name: {"type": "string", "minLength": 1} for name in ("id",) if f"{{{name}}}" in path}
        inside["form"] = {"type": "string", "enum": sorted(known)}
        found[path] = {
            "get": {
                "operationId": "export_story" if "{id}" in path else "export",
                "summary": f"{about}, in a format of other programs.",
                "parameters": [
                    *(
                        {"name": name, "in": "path", "required": True, "schema": schema}
                        for name, schema in inside.items()
                    ),
                    {"name": "If-None-Match", "in": "header", "required": False, "schema": {"type": "string"}},
                ],
                "responses": {
                    "200": {"description": "A file.", "headers": tag, "content": {"*/*": binary}},
                    "304": {"description": "Not changed since the answer whose ETag was sent."},
                }
                | _problems("404", "413"),
            }
        }
    return found


def _own() -> dict[str, Schema]:
    plain: Schema = {"type": ["string", "number", "integer", "boolean", "null"]}
    one = {name: {"anyOf": [{"$ref": f"#/components/schemas/{kind}"}, {"type": "null"}]} for name, kind in
           (("article", "Article"), ("refusal", "Refusal"), ("dating", "Dating"), ("stemma", "Stemma"))}  # fmt: skip
    many = {name: {"type": "array", "items": {"$ref": f"#/components/schemas/{kind}"}} for name, kind in
            (("sightings", "Sighting"), ("claims", "Claim"))}  # fmt: skip
    rest = {"id": {"type": "string"}, "story": _NULLABLE, "networks": {"type": "array", "items": {"type": "string"}}}
    page = {**rest, **one, **many}
    problem = {"type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
               "detail": {"type": "string"}}  # fmt: skip
    return {
        "Row": {"type": "object", "additionalProperties": plain},
        "Page": {"type": "object", "properties": page, "required": [*page], "additionalProperties": False},
        "NewJudgement": JUDGEMENT,
        "Problem": {"type": "object", "properties": problem, "required": [*problem], "additionalProperties": False},
    }


def _path(path: str) -> Schema:
    operation = next(each for each in OPERATIONS if each.path == path)
    found: Schema = {"get": _get(operation)}
    if path == "/judgements":
        found["post"] = {
            "operationId": "decide",
            "summary": "Append a decision; it outranks what is worked out, from the next run on.",
            "security": [{"token": []}],
            "requestBody": {"required": True, "content": _json({"$ref": "#/components/schemas/NewJudgement"})},
            "responses": {"201": {"description": "Kept.", "content": _json({"$ref": "#/components/schemas/Row"})}}
            | _problems("400", "401", "403", "413", "415"),
        }
    return found


def _get(operation: Operation) -> Schema:
    item: Schema = {"$ref": f"#/components/schemas/{operation.schema}"}
    if operation.paged:
        item = {
            "type": "object",
            "properties": {"items": {"type": "array", "items": item}, "next": _NULLABLE},
            "required": ["items", "next"],
            "additionalProperties": False,
        }
    inside = [part[1:-1] for part in operation.path.split("/") if part.startswith("{")]
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}} for name in inside
    ]
    asked = (*operation.parameters, *((("limit", LIMIT), ("cursor", CURSOR)) if operation.paged else ()))
    parameters += [{"name": name, "in": "query", "required": False, "schema": schema} for name, schema in asked]
    parameters.append({"name": "If-None-Match", "in": "header", "required": False, "schema": {"type": "string"}})
    tag = {"ETag": {"description": "Changes whenever the answer does.", "schema": {"type": "string"}}}
    return {
        "operationId": operation.name,
        "summary": (operation.answer.__doc__ or "").strip().splitlines()[0].replace("Return ", "", 1).capitalize(),
        "parameters": parameters,
        "responses": {
            "200": {"description": "Found.", "headers": tag, "content": _json(item)},
            "304": {"description": "Not changed since the answer whose ETag was sent."},
        }
        | _problems("400", "404"),
    }


def _problems(*codes: str) -> Schema:
    schema = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {code: {"description": "What was wrong.", "content": schema} for code in codes}


def _json(schema: Schema) -> Schema:
    return {"application/json": {"schema": schema}}
