"""Read the stories: whole texts (`.txt`), and edits of them (`.edit`) that became versions or heavy rewordings."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from .nouns import Text

FOLDER = Path(__file__).parent / "stories"
_DATELINE = re.compile(r"^[^—–]{3,60} — ")
_EMBEDDED = re.compile(r"\{([a-z0-9-]+):(\d+)\}")


def read_texts() -> dict[str, Text]:
    """All texts by key, edits applied and embedded passages filled in."""
    texts = {text.key: text for text in map(_read_text, sorted(FOLDER.glob("*.txt")))}
    for path in sorted(FOLDER.glob("*.edit")):
        edited = _read_edit(path, texts)
        texts[edited.key] = edited
    return {key: _fill(text, texts) for key, text in sorted(texts.items())}


def without_dateline(paragraph: str) -> str:
    """The first paragraph as an outlet prints it that drops place and agency."""
    return _DATELINE.sub("", paragraph)


def _read_text(path: Path) -> Text:
    head, body, claims = path.read_text(encoding="utf-8").split("\n===\n")
    fields = _header(head.splitlines())
    place, _, agency = fields.pop("dateline", "").partition("|")
    parties = fields.pop("parties").split("; ")
    byline = fields.pop("byline")
    return Text(
        **fields,
        parties=tuple(parties),
        byline=None if byline == "-" else byline,
        place=place or None,
        agency=None if agency in ("", "-") else agency,
        paragraphs=tuple(body.strip().split("\n\n")),
        claims=_claims(claims),
    )


def _read_edit(path: Path, texts: dict[str, Text]) -> Text:
    lines = path.read_text(encoding="utf-8").splitlines()
    fields = _header([line for line in lines if line[:2] not in ("<<", ">>", "+ ")])
    base = texts[fields.get("version_of") or fields["heavy_of"]]
    body = "\n\n".join(base.paragraphs)
    old = ""
    for line in lines:
        if line.startswith("<< "):
            old = line[3:]
        elif line.startswith(">> "):
            if body.count(old) != 1:
                raise ValueError(f"{path.name}: not once in {base.key}: {old!r}")
            body = body.replace(old, line[3:])
        elif line.startswith("+ "):
            body += "\n\n" + line[2:]
    claims = path.with_suffix(".claims")
    return replace(
        base,
        **fields,
        paragraphs=tuple(body.split("\n\n")),
        claims=_claims(claims.read_text(encoding="utf-8")) if claims.exists() else (),
    )


def _header(lines: list[str]) -> dict[str, Any]:
    return dict(line.split(": ", 1) for line in lines if line.strip())


def _claims(block: str) -> tuple[tuple[str, str, str], ...]:
    rows = (line.split(" | ") for line in block.splitlines() if line.strip())
    return tuple((source, cue, content) for source, cue, content in rows)


def _fill(text: Text, texts: dict[str, Text]) -> Text:
    """Replace `{key:n}` with paragraph n of that text."""

    def passage(found: re.Match[str]) -> str:
        return texts[found[1]].paragraphs[int(found[2]) - 1]

    return replace(text, paragraphs=tuple(_EMBEDDED.sub(passage, part) for part in text.paragraphs))
