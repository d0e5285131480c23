"""The matching copy of a text: what two copies of one sentence have in common, with the way back.

The stored text keeps everything as it stands. For matching, case, typographic variants, marks without shape (bidi
controls, variation selectors, soft hyphens, zero-width characters) and punctuation are folded away; `words` keeps for
each word its place in the stored text.
"""

import re
import unicodedata
from collections.abc import Iterator

_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e0fff"
)
INVISIBLE = re.compile(f"[{_INVISIBLE}]+")
"""Default-ignorable characters of Unicode that pages carry: bidi marks, joiners, variation selectors (which C2PA text
credentials use for whole manifests), tags."""

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(
    rf"[{_CJK}]|(?:[^\W_{_CJK}]|[{_INVISIBLE}])+(?:['’ʼ.,](?=[^\W_{_CJK}])(?:[^\W_{_CJK}]|[{_INVISIBLE}])+)*",
    re.UNICODE,
)
_ALONE = re.compile(f"[{_CJK}]")
_APOSTROPHE = str.maketrans({"’": "'", "ʼ": "'", "‘": "'"})


def fold(word: str) -> str:
    """Return the matching form of a word: NFKC, case-folded, without invisible characters or inner full stops."""
    if not word.isascii():
        word = unicodedata.normalize("NFKC", INVISIBLE.sub("", word)).translate(_APOSTROPHE)
    word = word.casefold()
    return word.replace(".", "") if "." in word and not word[0].isdigit() else word


def words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield (folded word, start, end) for each word; a Chinese or Japanese character counts as a word."""
    for match in _WORD.finditer(text):
        folded = fold(match.group())
        if folded:
            yield folded, match.start(), match.end()


def stands_alone(character: str) -> bool:
    """Tell whether a character is a word by itself: Chinese and Japanese."""
    return _ALONE.match(character) is not None


def visible(text: str) -> str:
    """Return the text without invisible characters and with white space folded to single spaces, ends trimmed."""
    return " ".join((text if text.isascii() else INVISIBLE.sub("", text)).split())
