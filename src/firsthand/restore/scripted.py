"""An article that the page shows only by script: its text from the page's JSON, each character with its place."""

import dataclasses
import html
import re

from firsthand.model import Role, Run, Span
from firsthand.restore import embedded, literals
from firsthand.restore.draft import Line, part

_PIECE = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9]*)[^<>]{0,2000}>|\n+|&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,7}|[A-Za-z]{2,31});")
_INLINE = frozenset("a b i em strong span u sup sub mark small code cite abbr time q s del ins font".split())
_ROLES: dict[str, Role] = {
    "h1": "heading",
    "h2": "heading",
    "h3": "heading",
    "h4": "heading",
    "li": "item",
    "blockquote": "quote",
}
_LEAST = 120
"""Words that a JSON text must have to stand for a page that shows none; teasers are shorter."""
_MISSES = 20
"""Strings of a live blog that are not found as JSON writes them, after which no more are looked for."""


def lines(found: embedded.Embedded, page: str, shown: int, visible: int) -> list[Line]:
    """Return the article's lines as the JSON holds them; empty when it has no article longer than what is shown.

    Arguments:
        found: the page's JSON.
        page: the page as found.
        shown: words of running text that the page shows without scripts.
        visible: all words that it shows, menus included; literals stand for a page that shows next to none.
    """
    body = embedded.longest_body(found)
    wanted = max(_LEAST, 3 * shown)
    updates = _of_updates(found, page)
    if sum(line.text.count(" ") + 1 for line in updates) >= wanted:
        return updates
    located = embedded.locate(page, body) if body is not None and body.count(" ") >= wanted else None
    if body is None or located is None:
        return _from_literals(page, wanted) if visible < _LEAST else []
    text, runs, place = located
    whole = Line(text=text, runs=runs, place=place, tag="p")
    rule = "restore.body.json" if body is found.article.get("articleBody") else "restore.body.state"
    return [line for line in _paragraphs(whole, rule) if line.text]


def _of_updates(found: embedded.Embedded, page: str) -> list[Line]:
    """Return headings and paragraphs of the updates that JSON-LD lists for a live blog, in its order."""
    made: list[Line] = []
    listed = found.article.get("liveBlogUpdate")
    low, missed = (found.place.start if found.place else 0), 0
    for update in listed if isinstance(listed, list) else ():
        for key, tag in (("headline", "h2"), ("articleBody", "p")) if isinstance(update, dict) else ():
            text = update.get(key)
            if not isinstance(text, str) or not text.strip() or missed > _MISSES:
                continue
            located = embedded.locate(page, text, low)
            if located is None:
                missed += 1
                continue
            whole = Line(text=located[0], runs=located[1], place=located[2], tag=tag)
            made += [line for line in _paragraphs(whole, "restore.body.json", tag) if line.text]
    return sorted(made, key=lambda line: line.place.start)


def _from_literals(page: str, wanted: int) -> list[Line]:
    """Return the article as the scripts' string literals hold it: the longest, or all that are prose, in page order."""
    return _prose(literals.prose(page), wanted) or _prose(literals.prose(page, every=True), wanted)


def _prose(found: list[Line], wanted: int) -> list[Line]:
    """Return the lines of literals that together make an article; empty when they are too short."""
    longest = max(found, key=lambda line: line.text.count(" "), default=None)
    if longest is not None and longest.text.count(" ") >= wanted and _parted(longest.text):
        found = [longest]
    made = [line for whole in found for line in _paragraphs(whole, "restore.body.literal") if line.text]
    made = list({line.text: line for line in reversed(made)}.values())[::-1]
    return made if sum(line.text.count(" ") + 1 for line in made) >= wanted else []


def _parted(text: str) -> bool:
    """Tell whether a string is a whole body: it has paragraphs, or is as long as several."""
    return "\n" in text.strip() or text.count("<p") > 1 or len(text) > 2_000


def _paragraphs(whole: Line, rule: str, first: str = "p") -> list[Line]:
    """Return the paragraphs of a JSON text: cut at line ends and block tags, tags dropped, entities decoded."""
    made: list[Line] = []
    parts: list[Line] = []
    tag, at = first, 0
    for found in (*_PIECE.finditer(whole.text), None):
        low, high = found.span() if found else (len(whole.text), len(whole.text))
        if low > at:
            parts.append(part(whole, at, low))
        at = high
        token = found.group() if found else "\n"
        if token[0] == "&" and found is not None:
            parts.append(_decoded(part(whole, low, high), html.unescape(token)))
            continue
        name = found.group(1).lower() if found and found.group(1) else ""
        if name.lstrip("/") in _INLINE:
            continue
        made.append(_joined(parts, tag, rule))
        parts = []
        tag = name if name in _ROLES else "p"
    return made


def _decoded(piece: Line, char: str) -> Line:
    place = piece.place
    run = Run(at=0, length=len(char), page=place.start, page_length=len(place))
    return dataclasses.replace(piece, text=char, runs=(run,))


def _joined(parts: list[Line], tag: str, rule: str) -> Line:
    """Return one line of several, white space folded."""
    text = ""
    runs: list[Run] = []
    for piece in parts:
        for run in piece.runs:
            for found in re.finditer(r"\S+(?: \S+)*|\s+", piece.text[run.at : run.at + run.length]):
                token = found.group()
                if token.isspace():
                    text += "" if not text or text.endswith(" ") else " "
                    continue
                same = run.length == run.page_length
                runs.append(
                    Run(
                        at=len(text),
                        length=len(token),
                        page=run.page + (found.start() if same else 0),
                        page_length=len(token) if same else run.page_length,
                    )
                )
                text += token
    if not runs:
        return Line(text="", runs=(), place=Span(start=0, end=0))
    place = Span(start=runs[0].page, end=runs[-1].page + runs[-1].page_length)
    line = Line(text=text.rstrip(), runs=tuple(runs), place=place, tag=tag)
    line.decide(_ROLES.get(tag, "paragraph"), rule)
    return line
