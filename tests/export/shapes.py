"""What the published schemas allow of the fields that we write, noted down as facts.

ninjs 2.1 (IPTC), CSL-JSON (citationstyles.org), Web Annotation (W3C), WACZ 1.1.1 (Webrecorder), GeoJSON (RFC 7946), and
the properties that schema.org gives to each type.
"""

from typing import Any

TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
NUMBER: dict[str, Any] = {"type": "number"}


def only(required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    """A JSON Schema of an object that has these properties and no other."""
    return {"type": "object", "required": [*required], "additionalProperties": False, "properties": properties}


def many(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


_SAID = only(("value",), role=TEXT, contenttype=TEXT, value={"type": "string"})

NINJS = many(
    only(
        ("uri",),
        uri={"type": "string", "format": "uri", "pattern": "^urn:"},
        type={"enum": ["text", "audio", "video", "picture", "graphic", "composite", "component"]},
        representationtype={"enum": ["full", "partial"]},
        language=TEXT,
        standard=only(name=TEXT, version=TEXT, schema=TEXT),
        contentcreated={
            "type": "string",
            "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$",
        },
        by=TEXT,
        located=TEXT,
        headlines=many(_SAID),
        descriptions=many(_SAID),
        bodies=many(
            only(
                ("value",),
                role=TEXT,
                contenttype=TEXT,
                charcount=NUMBER,
                wordcount=NUMBER,
                value={"type": "string"},
            )
        ),
        infosources=many(only(name=TEXT, rel=TEXT, uri=TEXT, literal=TEXT)),
        altids=many(only(role=TEXT, value=TEXT)),
    )
)

_PART: dict[str, Any] = {"type": ["string", "number"]}
_DATE = only(
    (),
    literal=TEXT,
    **{"date-parts": many(many(_PART) | {"minItems": 1, "maxItems": 3}) | {"minItems": 1, "maxItems": 2}},
)

CSL = many(
    only(
        ("type", "id"),
        type={"enum": ["article", "article-newspaper", "post", "webpage"]},
        id=TEXT,
        title=TEXT,
        URL=TEXT,
        language=TEXT,
        author=many(only(literal=TEXT)),
        issued=_DATE,
        custom={"type": "object"},
        **{"container-title": TEXT},
    )
)

_SELECTORS = {
    "oneOf": [
        only(("type", "start", "end"), type={"const": "TextPositionSelector"}, start={"type": "integer", "minimum": 0},
             end={"type": "integer", "minimum": 0}),
        only(("type", "exact"), type={"const": "TextQuoteSelector"}, exact={"type": "string"}, prefix={"type": "string"},
             suffix={"type": "string"}),
    ]
}  # fmt: skip

ANNOTATIONS = only(
    ("@context", "id", "type"),
    id={"type": "string", "format": "uri"},
    type={"const": "AnnotationCollection"},
    label=TEXT,
    total={"type": "integer", "minimum": 0},
    first=only(
        ("type", "items"),
        id=TEXT,
        type={"const": "AnnotationPage"},
        startIndex={"type": "integer", "minimum": 0},
        items=many(
            only(
                ("id", "type", "target"),
                id=TEXT,
                type={"const": "Annotation"},
                motivation={"enum": ["describing", "classifying", "identifying", "commenting"]},
                body=many(
                    only(
                        ("type", "value"),
                        type={"const": "TextualBody"},
                        purpose={"enum": ["describing", "classifying", "tagging", "linking"]},
                        format=TEXT,
                        value=TEXT,
                    )
                ),
                target=many(
                    {
                        "type": "object",
                        "required": ["source"],
                        "properties": {"source": TEXT, "selector": many(_SELECTORS), "scope": TEXT},
                        "patternProperties": {"^fh:date_": TEXT},
                        "additionalProperties": False,
                    }
                ),
            )
        ),
    ),
    **{"@context": {"type": "array", "contains": {"const": "http://www.w3.org/ns/anno.jsonld"}}},
)

WACZ_PACKAGE = only(
    ("profile", "resources", "wacz_version"),
    profile={"const": "data-package"},
    wacz_version={"const": "1.1.1"},
    title=TEXT,
    software=TEXT,
    created={"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$"},
    resources=many(
        only(
            ("name", "path", "hash", "bytes"),
            name=TEXT,
            path={"type": "string", "pattern": "^(archive|indexes|pages)/[a-z.]+$"},
            hash={"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
            bytes={"type": "integer"},
        )
    ),
)

_POSITION = {"type": "array", "minItems": 2, "maxItems": 2, "prefixItems": [
    {"type": "number", "minimum": -180, "maximum": 180}, {"type": "number", "minimum": -90, "maximum": 90}]}  # fmt: skip

GEOJSON = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": many(
            only(
                ("type", "geometry", "properties"),
                type={"const": "Feature"},
                id=TEXT,
                properties={"type": "object"},
                geometry={
                    "oneOf": [
                        only(("type", "coordinates"), type={"const": "Point"}, coordinates=_POSITION),
                        only(("type", "coordinates"), type={"const": "MultiPoint"}, coordinates=many(_POSITION)),
                    ]
                },
            )
        ),
    },
}

SCHEMA_ORG = {
    "NewsArticle": {"identifier", "headline", "url", "inLanguage", "articleBody", "author", "publisher", "datePublished",
                    "isBasedOn", "hasPart", "isPartOf"},
    "Claim": {"text", "claimInterpreter", "author"},
    "Quotation": {"text", "spokenByCharacter"},
    "Collection": {"name"},
    "Person": {"name"},
    "Organization": {"name"},
}  # fmt: skip
"""Properties, of those that we write, that each type has there."""

FTM = {
    "Article": {"title", "author", "publisher", "sourceUrl", "language", "bodyText", "publishedAt", "locationMentioned",
                "keywords", "notes"},
    "Person": {"name"},
    "Organization": {"name"},
    "LegalEntity": {"name"},
    "Documentation": {"document", "entity", "role", "summary"},
    "UnknownLink": {"subject", "object", "role"},
}  # fmt: skip
"""Properties, of those that we write, of each schema of FollowTheMoney 4; ids are letters, digits, dots and dashes."""

_DAY = {
    "type": "object",
    "required": ["year"],
    "properties": {name: {"type": "integer"} for name in ("year", "month", "day")},
}
_SAYS = only((), headline={"type": "string"}, text={"type": "string"})
TIMELINEJS = only(
    ("events",),
    title=only((), text=_SAYS),
    events=many(
        {
            "type": "object",
            "required": ["start_date"],
            "additionalProperties": False,
            "properties": {
                "start_date": _DAY,
                "end_date": _DAY,
                "text": _SAYS,
                "display_date": TEXT,
                "unique_id": TEXT,
                "group": TEXT,
            },
        }
    ),
)
"""Every event needs a day to start on (timeline.knightlab.com/docs/json-format.html)."""
