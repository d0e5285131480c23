"""The shapes of lines: prose, labels, bullets, headlines. What can be told without knowing a word."""

import functools
import re

from firsthand.restore.draft import Line

_BULLET = re.compile(r"(?:[-–—•·*▪■◆●►▶»>✓]|\d{1,2}[.)、])\s+(?=\S)")
_END = re.compile(r"[.!?…。！？؟।]['\"”’“‘»«)\]）」』]*$")
_STOP = re.compile(r"(?:[.…。।]|[.!?]['\"”’»])['\"”’“‘»«)\]）」』]*$")
_WORD = re.compile(r"[^\W_]+")
_TAIL = 40
"""Characters at the end of a line among which its end mark is looked for."""
_LONGEST = 100_000
"""Characters of a line whose words are counted; no line of a real page is as long."""
UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f]")
"""A character of a script that sets no spaces between words."""
_UNSPACED_PER_WORD = 2
"""Characters of Chinese, Japanese or Thai that count as a word of other scripts."""


_KEPT = 1_000
"""Characters of the longest line whose count is kept: what is kept stays in memory."""


def size(text: str) -> int:
    """Return how many words a line has; two characters of a script without spaces count as one."""
    return _kept_size(text) if len(text) <= _KEPT else _size(text)


@functools.lru_cache(maxsize=4_096)
def _kept_size(text: str) -> int:
    return _size(text)


def _size(text: str) -> int:
    text = text[:_LONGEST]
    unspaced = 0 if text.isascii() else len(UNSPACED.findall(text))
    if unspaced * 3 < len(text) or not text:
        return len(_WORD.findall(text))
    return unspaced // _UNSPACED_PER_WORD


def bullet(text: str) -> int:
    """Return the length of a list mark and the space behind it, 0 when the line opens with none."""
    match = _BULLET.match(text)
    return match.end() if match else 0


def ends(text: str) -> bool:
    """Tell whether the line ends like a sentence, with a question or an exclamation counted."""
    return bool(_END.search(text, max(0, len(text) - _TAIL)))


def stops(text: str) -> bool:
    """Tell whether the line ends with a full stop: headlines may ask or exclaim, they do not stop."""
    return bool(_STOP.search(text, max(0, len(text) - _TAIL)))


def is_prose(line: Line) -> bool:
    """Tell whether a line reads like a paragraph: a dozen words or more that end like a sentence, no list mark."""
    return not bullet(line.text) and size(line.text) >= 12 and ends(line.text) and line.links < 0.7


def is_label(text: str) -> bool:
    """Tell whether a line could head a list: up to five words, no digits in it, no end mark, no list mark."""
    bare = text.rstrip(":： ")
    if not 1 <= len(bare) <= 40 or bullet(text) or ends(bare) or any(char.isdigit() for char in bare):
        return False
    return 1 <= size(bare) <= 5 and bare[0].isalpha() and not set(bare) & set("|<>{}@/;=")


def is_headline(text: str) -> bool:
    """Tell whether a line could be a title in a list: three words or more, not too long, no full stop at its end."""
    return 3 <= size(text) <= 40 and len(text) <= 220 and not stops(text)
