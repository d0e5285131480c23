"""What a page may hold before it is refused: everything after this is linear in it, and still takes its time.

Parsers take quadratic time on some small pages; this stage has none. What is left to bound is the work that a page can
ask for: tags, stretches of text, attributes of one tag, and (in `markup`) how deep elements nest.
"""

import dataclasses
import re

from firsthand.restore.tokens import Tokens

_ATTRIBUTE = re.compile(r"[^\s=>]+\s*=?\s*(?:\"[^\"]*\"|'[^']*'|)")


@dataclasses.dataclass(frozen=True, slots=True)
class Limits:
    """What a page may hold. Measured: at these limits no page takes 2 s (``bench/restore.py --hostile``)."""

    tags: int = 150_000
    """Tags in the page; a long news page has 20,000."""
    texts: int = 20_000
    """Stretches of text between tags; the longest of 1,600 development pages has under 7,000."""
    ampersands: int = 80_000
    """``&`` in the page; the development pages have at most 36,240."""
    brackets: int = 400_000
    """``<`` in the page, tags or not; the development pages have at most 21,646."""
    attributes: int = 1_000
    """Attributes of one tag; real pages stay under 200."""
    tag: int = 2_000_000
    """Characters of one tag; inlined images make long ones."""


def page_trouble(page: str, limits: Limits) -> str | None:
    """Return why a page should not even be cut into tokens, in one sentence; None when it may."""
    if (count := page.count("&")) > limits.ampersands:
        return f"{count:,} ampersands (at most {limits.ampersands:,})"
    if len(page) > limits.brackets and (count := page.count("<")) > limits.brackets:
        return f"{count:,} opening brackets (at most {limits.brackets:,})"
    return None


def trouble(found: Tokens, limits: Limits) -> str | None:
    """Return why no lines should be made of these tokens, in one sentence; None when they may."""
    if len(found.rows) > limits.tags:
        return f"{len(found.rows):,} tags (at most {limits.tags:,})"
    if len(found.rows) > limits.texts:
        texts = sum(1 for row in found.rows if row[3] and not row[3].isspace())
        if texts > limits.texts:
            return f"{texts:,} stretches of text (at most {limits.texts:,})"
    longest = max([len(row[1]) for row in found.rows], default=0)
    if longest > limits.tag:
        return f"one tag has {longest:,} characters (at most {limits.tag:,})"
    if longest > limits.attributes:
        return next(
            (odd for row in found.rows if len(row[1]) > limits.attributes and (odd := _tag(row[1], limits))), None
        )
    return None


def _tag(text: str, limits: Limits) -> str | None:
    count = sum(1 for _ in _ATTRIBUTE.finditer(text))
    return f"one tag has {count:,} attributes (at most {limits.attributes:,})" if count > limits.attributes else None


_DUMP_LINES, _DUMP_CHARACTERS = 20_000, 2_000_000
"""Lines and characters of the longest dump that is read: a page of news has a few hundred lines, a book 600,000
characters."""


def dump_trouble(page: str) -> str | None:
    """Return why a text dump is too large to be read line by line; None when it can be."""
    if len(page) > _DUMP_CHARACTERS:
        return f"the dump has {len(page):,} characters (at most {_DUMP_CHARACTERS:,})"
    count = page.count("\n") + page.count("\r")
    if count > _DUMP_LINES:
        return f"the dump has {count:,} lines (at most {_DUMP_LINES:,})"
    return None
