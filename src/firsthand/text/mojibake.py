"""Mojibake: text that was decoded with the wrong encoding somewhere on its way, found and undone.

Three kinds, each told by damage that no language does:

- ``utf8``: UTF-8 that was read as a legacy encoding, once or several times over. Where nearly every stretch beyond
  ASCII gives sound UTF-8 when the misreading is undone, all of the page was misread: that does not happen by chance.
  Else every stretch is judged by itself, with ftfy's table of characters that do not stand together in any language.
- ``bytes``: single bytes of windows-1252 in a page that is UTF-8 otherwise. Decoding replaces them; the bytes are still
  there, and letters and typographic marks among them are read as what they were.
- ``alphabet``: letters of Western Europe that were read as Cyrillic or Greek ones, as the many words show in which such
  a letter stands among Latin ones.
"""

import codecs
import dataclasses
import html
import itertools
import re
from typing import Literal

import numpy as np

from firsthand.model.record import python_name

Kind = Literal["utf8", "bytes", "alphabet"]

_LEADS = "\u00c2-\u00df"
_CONT = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"  # bytes 80 to BF, read as Latin-1 and as windows-1252
_CYRILLIC_CONT = "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—™љ›њќћџ\xa0ЎўЈ¤Ґ¦§Ё©Є«¬\xad®Ї°±Ііґµ¶·ё№є»јЅѕї"
_SUSPECT = re.compile(
    rf"[{_LEADS}][{_CONT}]|[à-ï][{_CONT}]{{2}}|[ð-ô][{_CONT}]{{3}}|â€|(?:[РС][{_CYRILLIC_CONT}]){{2}}|вЂ[™њќ“”¦]"
    r"|‚Ä[ôúùìîò¶®¢]|ÔÇ[ÖÿÖ£¥ô]|√[©®†°•ß¶∂º¥±]|[├┬][^\x00-\x7f]|Ã |Ã&|â&euro;|â&#"
)
"""What every kind of UTF-8 read as something else shows; honest text does so too now and then, so it proves nothing."""
_NAMED = re.compile(r"&(?:Atilde|Acirc|acirc|ETH|Ntilde|#19[45]|#226|#xc[23]|#xe2);", re.IGNORECASE)
_STRETCH = re.compile(
    r"(?:&(?!(?:amp|lt|gt|quot|apos);)(?:[A-Za-z][A-Za-z0-9]{1,7}|#\d{3,5}|#[xX][0-9A-Fa-f]{2,4});"
    r"|[^\x00-\x7f]|(?<=Ã) )+"
)
_ASCII = re.compile("[\x00-\x7f]+")
_CODE = re.compile(r"<(script|style)[\s>]|<!--", re.IGNORECASE)
_QUOTES = frozenset("\"'`“”‘’«»>;<&\\")
_LOST = re.compile(f"â€(?:\ufffd|(?![{_CONT}]))")
"""A closing quotation mark of which the last byte, undefined in windows-1252, was lost."""
_MOST = 50_000
"""Stretches of one page that are judged; longer pages of mojibake are no page of news."""
_LETTERS = frozenset("éèàùçêâîôûëïäöüßñáíóúãõåæøœÄÖÜÉÈÀÇÊÂÎÔÛÁÍÓÚÑÅÆØŒ’“”‘–—…«»°©®£€\xa0·™•½¼¾²³¡¿ºª§´")
"""What a stray byte may have been: letters and marks that pages of Western Europe are full of."""
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
_WORD = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u04ff]{3,}")
_MIXED = re.compile("[A-Za-z][\u0370-\u04ff]|[\u0370-\u04ff][A-Za-z]")
_BEYOND = re.compile("[^\x00-\x7f]+")
_MISREAD = ("windows-1252", "latin-1", "windows-1251", "windows-1250", "windows-1254", "mac-roman", "cp437", "koi8-r")
"""Encodings that UTF-8 is misread as, the most frequent first."""
_TIMES = 3
"""How often a page may have been misread one time after another."""
_DISTINCT = 5
"""Different stretches that must be sound UTF-8 for a whole page to be held to be misread."""
_CERTAIN = 3
"""Stretches that are surely damaged, from which on doubtful ones of the same scripts are held to be so too."""
_FEW = 5
"""Words of mixed alphabets that a page must have; brand names make one or two."""


@dataclasses.dataclass(frozen=True, slots=True)
class Spot:
    """One stretch to be replaced."""

    start: int
    """First character in the text as found."""
    end: int
    """One past the last."""
    text: str
    """What it was meant to say."""
    kind: Kind
    """How it came to be."""


def find(text: str, payload: bytes | None = None, encoding: str = "utf-8") -> list[Spot]:
    """Return the damaged stretches of a text, in order and apart from each other; none for sound text.

    Arguments:
        text: a page as decoded.
        payload: its bytes, where they are at hand; lost characters are read from them.
        encoding: the WHATWG name of the encoding with which they were decoded.
    """
    if found := _alphabet(text, encoding):
        return found
    strays = _bytes(text, payload) if payload is not None and encoding == "utf-8" else []
    beyond = _beyond(text, payload if encoding == "utf-8" else None)
    twice = _whole(text, beyond) or _utf8(text, beyond)
    if strays:
        twice = [spot for spot in twice if "\ufffd" not in text[spot.start : spot.end]]
    return sorted([*strays, *twice], key=lambda spot: spot.start)


def _beyond(text: str, payload: bytes | None) -> list[str]:
    """Return the stretches of a text beyond ASCII, read off its UTF-8 where that is at hand: much faster."""
    if payload is None:
        return [one for one in _ASCII.split(text) if one]
    high = np.flatnonzero(np.frombuffer(payload, dtype=np.uint8) > 0x7F)
    if not len(high):
        return []
    cuts = np.flatnonzero(np.diff(high) > 1)
    firsts = high[np.concatenate([[0], cuts + 1])].tolist()
    lasts = high[np.concatenate([cuts, [len(high) - 1]])].tolist()
    return [payload[low : last + 1].decode("utf-8", "replace") for low, last in zip(firsts, lasts, strict=True)]


def _whole(text: str, beyond: list[str]) -> list[Spot]:
    """Return the stretches of a page that was misread from end to end, as often as it was."""
    some = beyond[:_MOST]
    if not any(_undone(some, codec) for codec in _MISREAD):
        return []
    found = list(itertools.islice(_BEYOND.finditer(text), _MOST))
    now: list[str] = [one.group() for one in found]
    for _ in range(_TIMES):
        better = next(filter(None, (_undone(now, codec) for codec in _MISREAD)), None)
        if better is None:
            break
        now = better
    changed = [
        Spot(one.start(), one.end(), meant, "utf8")
        for one, meant in zip(found, now, strict=True)
        if one.group() != meant
    ]
    return changed if _outside_code(text, changed) else []


def _undone(stretches: list[str], codec: str) -> list[str] | None:
    """Return the stretches with one misreading undone; None where too few of them allow it."""
    tried = dict.fromkeys(one for one in stretches if not one.isascii())
    if len(tried) < _DISTINCT:
        return None
    failed, allowed = 0, max(1, len(tried) // 12)
    meant: dict[str, str] = {}
    for one in tried:
        text = _sound_utf8(one, codec)
        failed += text is None
        if failed > allowed:
            return None
        meant[one] = one if text is None else text
    return [meant.get(one, one) for one in stretches]


def _sound_utf8(text: str, codec: str) -> str | None:
    """Return what a text's bytes in a legacy encoding are as UTF-8; None where they are none."""
    try:
        return text.encode(codec, "firsthand.control").decode("utf-8")
    except UnicodeError:
        return None


def _control(error: UnicodeError) -> tuple[bytes, int]:
    """Encode a C1 control as its byte: undefined bytes of a legacy encoding are read so."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    found = error.object[error.start : error.end]
    if any(not "\x80" <= char <= "\x9f" for char in found):
        raise error
    return found.encode("latin-1"), error.end


codecs.register_error("firsthand.control", _control)


def _utf8(text: str, beyond: list[str]) -> list[Spot]:
    """Return UTF-8 that was read as something else: first what is surely so, then what is so on a page that has it."""
    if not _SUSPECT.search(" ".join([*beyond, ""])) and not _NAMED.search(text):
        return []
    import ftfy  # takes as long to load as ten pages take to restore, and few pages need it

    sure: list[Spot] = []
    open_still: list[tuple[int, int, str]] = []
    for stretch in itertools.islice(_STRETCH.finditer(text), _MOST):
        raw = stretch.group()
        bare = html.unescape(raw) if "&" in raw else raw
        if not _SUSPECT.search(bare) or any(char < "\x80" and char != " " for char in bare):
            continue
        whole = _LOST.sub("\u201d", bare) if bare.startswith("â€") and len(bare) < 4 else bare
        start, end = stretch.span()
        capital = text[start - 1 : start].isupper() and bare[1:].isspace()  # MANHÃ and a space
        meant = bare if capital or bare[1:] == " " else ftfy.fix_encoding(whole)
        if _sound(meant, bare):
            sure.append(Spot(start, end, meant, "utf8"))
        elif not capital:
            open_still.append((start, end, bare))
    if len(sure) < _CERTAIN and all(_shown_as_such(text, spot) for spot in sure):
        return []
    if len(sure) < _CERTAIN:
        return sure if _outside_code(text, sure) else []
    scripts = {_script(char) for spot in sure for char in spot.text}
    for start, end, bare in open_still:
        meant = ftfy.fix_encoding("Ã©" + bare)[1:]
        if _sound(meant, bare) and scripts.issuperset(map(_script, meant)):
            sure.append(Spot(start, end, meant, "utf8"))
    sure.sort(key=lambda spot: spot.start)
    return sure if _outside_code(text, sure) else []


def _shown_as_such(text: str, spot: Spot) -> bool:
    """Tell whether a page speaks of the damage: one damaged character alone in quotation marks."""
    around = text[spot.start - 1 : spot.start], text[spot.end : spot.end + 1]
    return len(spot.text) == 1 and _QUOTES.issuperset(around)


def _outside_code(text: str, spots: list[Spot]) -> bool:
    """Tell whether any of the stretches stands outside of scripts, styles and comments; data of scripts is text."""
    at = number = 0
    while found := _CODE.search(text, at):
        while number < len(spots) and spots[number].start < found.start():
            return True
        head = text[found.end() - 1 : found.end() + 300]
        close = "-->" if found[1] is None else f"</{found[1]}"
        end = text.find(close, found.end())
        end = len(text) if end < 0 else end
        while number < len(spots) and spots[number].start < end:
            if found[1] and "json" in head.partition(">")[0].lower():
                return True
            number += 1
        at = end + 1
    return number < len(spots)


def _sound(meant: str, found: str) -> bool:
    return len(meant) < len(found) and "\ufffd" not in meant and "\x1a" not in meant


def _script(char: str) -> int:
    """Return a number for the part of Unicode that a character is of; all of East Asia is one."""
    return 0 if char < "\x80" or "\u2000" <= char < "\u2200" else min(ord(char), 0x3000) >> 8


def _stray(error: UnicodeError) -> tuple[str, int]:
    """Decode a byte that is no UTF-8 to a surrogate that keeps it; a longer stretch to a replacement character."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    alone = error.end - error.start == 1
    return (chr(0xDC00 + error.object[error.start]) if alone else "\ufffd"), error.end


codecs.register_error("firsthand.stray", _stray)


def _bytes(text: str, payload: bytes) -> list[Spot]:
    """Return the characters of a UTF-8 page that stand as single bytes of windows-1252."""
    if "\ufffd" not in text:
        return []
    kept = payload.decode("utf-8", "firsthand.stray")
    found = []
    for stray in itertools.islice(re.finditer("[\udc80-\udcff]", kept), _MOST):
        meant = bytes([ord(stray.group()) - 0xDC00]).decode("windows-1252", "replace")
        if meant in _LETTERS:
            found.append(Spot(stray.start(), stray.end(), meant, "bytes"))
    return found if len(kept) == len(text) else []


def _alphabet(text: str, encoding: str) -> list[Spot]:
    """Return the letters of a page in Latin script that were read as Cyrillic or Greek."""
    if encoding in ("utf-8", "utf-16le", "utf-16be") or not _MIXED.search(text):
        return []
    words = [word for word in _WORD.findall(text) if _FOREIGN.search(word)]
    mixed = sum(bool(_MIXED.search(word)) for word in words)
    if mixed < _FEW or 5 * mixed < 4 * len(words):
        return []
    found = []
    for stretch in re.finditer(r"[^\x00-\x7f]+", text):
        meant = _reread(stretch.group(), encoding)
        if meant is not None:
            found.append(Spot(stretch.start(), stretch.end(), meant, "alphabet"))
    return found


def _reread(text: str, encoding: str) -> str | None:
    try:
        return text.encode(python_name(encoding)).decode("windows-1252")
    except UnicodeError:
        return None
