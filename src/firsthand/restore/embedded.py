"""What a page states about itself in JSON: JSON-LD, and the state that script-driven pages carry along.

These statements are evidence. Whoever uses one checks that the visible page agrees.
"""

import dataclasses
import html
import json
import re
from typing import Any

from firsthand.model import Run, Span
from firsthand.restore import tokens

_TYPES = re.compile(r"(?:Article|Posting|Report|Story|Review|Column|Interview|Essay)$", re.I)
_MAX = 3_000_000
"""Characters of one script that are read; longer ones are application code with data mixed in."""
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|.)", re.DOTALL)
_SHORT = {"n": "\n", "t": "\t", "r": "\n", "b": "", "f": "\n"}


@dataclasses.dataclass(frozen=True, slots=True)
class Script:
    """One JSON script of the page."""

    value: Any
    """What it says."""
    place: Span
    """Its characters in the page as found."""


@dataclasses.dataclass(slots=True)
class Embedded:
    """All JSON of a page."""

    article: dict[str, Any]
    """The JSON-LD object of the article; empty when there is none."""
    place: Span | None
    """The script that it stands in."""
    site: dict[str, Any]
    """The JSON-LD object of the site or organisation; empty when there is none."""
    crumbs: tuple[str, ...]
    """Names of a BreadcrumbList."""
    state: tuple[Script, ...]
    """Other JSON scripts (``application/json``): the state of script-driven pages."""
    kinds: set[str] = dataclasses.field(default_factory=set)
    """Types of the JSON-LD objects, as written."""


def read(found_tokens: tokens.Tokens) -> Embedded:
    """Return the JSON statements of a page cut into tokens."""
    linked = _scripts(found_tokens, _LINKED)
    state = _scripts(found_tokens, _STATE)
    found = Embedded({}, None, {}, (), tuple(state))
    for script in linked:
        for node in _objects(script.value):
            kinds = node.get("@type")
            names = [kinds] if isinstance(kinds, str) else [k for k in kinds or () if isinstance(k, str)]
            found.kinds.update(names)
            _keep(found, node, names, script.place)
    return found


def _keep(found: Embedded, node: dict[str, Any], names: list[str], place: Span) -> None:
    if any(_TYPES.search(name) for name in names):
        better = len(node) > len(found.article) and ("headline" in node or "headline" not in found.article)
        if not found.article or ("articleBody" in node and "articleBody" not in found.article) or better:
            found.article, found.place = node, place
    elif any(name.endswith(("Organization", "WebSite")) for name in names) and "name" in node and not found.site:
        found.site = node
    elif "BreadcrumbList" in names and not found.crumbs:
        found.crumbs = tuple(_crumbs(node))


def _crumbs(node: dict[str, Any]) -> list[str]:
    names = []
    items = node.get("itemListElement")
    for item in items if isinstance(items, list) else ():
        if not isinstance(item, dict):
            continue
        inner = item.get("item")
        name = item.get("name") or (inner.get("name") if isinstance(inner, dict) else None)
        if isinstance(name, str) and name.strip():
            names.append(plain(name))
    return names[:12]


_LINKED = re.compile(r"\btype\s*=\s*[\"']?[^\"'>]*ld\+json", re.I)
_STATE = re.compile(r"\btype\s*=\s*[\"']?\s*application/json", re.I)


def _scripts(found: tokens.Tokens, kind: re.Pattern[str]) -> list[Script]:
    """Return the scripts whose type says this, at most 60 of them."""
    scripts: list[Script] = []
    for one in found.hidden:
        if one.name != "script" or not kind.search(one.attributes) or one.end - one.start > _MAX:
            continue
        value = _loads(found.page[one.start : one.end])
        if value is not None:
            scripts.append(Script(value, tokens.place(one)))
        if len(scripts) == 60:
            break
    return scripts


def _loads(text: str) -> Any:
    """Return the value of a JSON text as sites write it: inside comments, with a ``;`` at its end."""
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    text = text.removeprefix("//<![CDATA[").removesuffix("//]]>").strip()
    for candidate in (text, re.sub(r",(\s*[}\]])", r"\1", text)):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(value: Any) -> list[dict[str, Any]]:
    """Return every object inside a JSON-LD value, outer ones first, without recursion."""
    found: list[dict[str, Any]] = []
    queue = [value]
    while queue and len(found) < 2_000:
        item = queue.pop(0)
        if isinstance(item, dict):
            found.append(item)
            queue.extend(
                item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "isPartOf", "breadcrumb")
                if key in item
            )  # fmt: skip
        elif isinstance(item, list):
            queue.extend(item[:200])
    return found


def plain(text: str) -> str:
    """Return a JSON string as a reader would see it: entities decoded, tags gone, white space folded."""
    text = html.unescape(text)
    if "<" in text:
        text = re.sub(r"<[^<>]{0,2000}>", " ", text)
    return " ".join(html.unescape(text).split())


def names(value: Any, depth: int = 0) -> list[str]:
    """Return the names in an author or publisher value: a string, an object with ``name``, or a list of them."""
    if isinstance(value, str):
        return [plain(value)] if value.strip() else []
    if isinstance(value, dict):
        return names(value.get("name"), depth + 1) if depth < 4 else []
    if isinstance(value, list) and depth < 4:
        return [name for item in value[:30] for name in names(item, depth + 1)]
    return []


def longest_body(found: Embedded) -> str | None:
    """Return the article's text as the JSON holds it, with its markup; None when there is none."""
    body = found.article.get("articleBody")
    if isinstance(body, str) and len(body) > 200:
        return body
    best: str | None = None
    for script in found.state:
        for key, text in _strings(script.value):
            if (
                key in _BODY_KEYS
                and len(text) > 600
                and text.count(" ") > 80
                and (best is None or len(text) > len(best))
            ):
                best = text
    return best


_BODY_KEYS = frozenset("articleBody body content html text bodyHtml bodyText contentHtml rendered storyBody".split())


def _strings(value: Any) -> list[tuple[str, str]]:
    """Return (key, string) for the strings of a JSON value, at most 20,000 of them."""
    found: list[tuple[str, str]] = []
    queue: list[tuple[str, Any]] = [("", value)]
    while queue and len(found) < 20_000:
        key, item = queue.pop()
        if isinstance(item, str):
            found.append((key, item))
        elif isinstance(item, dict):
            queue.extend((str(name), inner) for name, inner in item.items())
        elif isinstance(item, list):
            queue.extend((key, inner) for inner in item)
    return found


def locate(page: str, text: str, low: int = 0) -> tuple[str, tuple[Run, ...], Span] | None:
    """Return (text, runs, place) of a JSON string in the page, each character with its place; None if not found.

    The string is looked for from `low` on as JSON writes it, plain or with escaped slashes and non-ASCII characters.
    """
    for form in _written(text):
        start = page.find(form, low)
        if start >= 0:
            return _unescaped(page, start, start + len(form))
    return None


def _written(text: str) -> list[str]:
    plain_form, ascii_form = json.dumps(text, ensure_ascii=False)[1:-1], json.dumps(text)[1:-1]
    forms = [plain_form, ascii_form, plain_form.replace("/", "\\/"), ascii_form.replace("/", "\\/")]
    angled = ascii_form.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return [*forms, angled, angled.replace("\\u003c", "\\u003C").replace("\\u003e", "\\u003E")]


def _unescaped(page: str, start: int, end: int) -> tuple[str, tuple[Run, ...], Span]:
    out: list[str] = []
    runs: list[Run] = []
    at, length = start, 0
    for found in (*_ESCAPE.finditer(page, start, end), None):
        low, high = found.span() if found else (end, end)
        if low > at:
            out.append(page[at:low])
            runs.append(Run(at=length, length=low - at, page=at, page_length=low - at))
            length += low - at
        at = high
        if found is None:
            break
        escape = found.group()[1:]
        char = chr(int(escape[1:], 16)) if escape[0] == "u" and len(escape) == 5 else _SHORT.get(escape, escape)
        if char:
            out.append(char)
            runs.append(Run(at=length, length=len(char), page=low, page_length=high - low))
            length += len(char)
    return "".join(out), tuple(runs), Span(start=start, end=end)
