"""Which encoding a page is written in.

In order of trust: a byte order mark; UTF-8 that proves itself by several sound sequences, whatever is declared; the
transport's charset, the page's own ``<meta>`` or XML declaration, as long as the bytes bear it out; UTF-8 that is sound
or nearly so; UTF-16 by its zero bytes; ISO-2022-JP by its escapes; letter frequencies of the legacy encodings; and
windows-1252, where a browser ends too.

A browser believes the declaration. Here sound UTF-8 outranks it: archived pages are often stored under a header or a
``<meta>`` that was true of another copy, and text in a legacy encoding is next to never sound UTF-8 by accident. What
was declared is not lost: it stays in `Record.headers` and in the page itself.
"""

import re
from typing import Literal

import webencodings

from firsthand.model.record import python_name

PRESCAN = 1024
"""Bytes in which HTML looks for its own declaration before it reads (WHATWG HTML, "prescan a byte stream")."""

_LATE = 65_536  # A parser that meets a later <meta charset> starts again; heads longer than this were not seen.
_PROOF = 3  # Sound multi-byte sequences that outrank a declaration; legacy text of two letters may be UTF-8 by chance.
_SAMPLE = 200_000  # Bytes that the frequencies are taken from.
_DENSE = 0.4  # Share of bytes beyond ASCII that no language in Latin letters reaches.
_PLAUSIBLE = 0.45  # Share of the expected frequency; right guesses measured 0.7 and more, wrong ones under 0.3.

_META = re.compile(rb"<meta[\s/][^>]{0,1000}", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s{0,20}=\s{0,20}[\"']?\s{0,20}([^\s\"'/>;]{1,40})", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_XML = re.compile(rb"^\s{0,20}<\?xml[^>]{0,200}?encoding\s{0,5}=\s{0,5}[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_HTTP = re.compile(r"charset\s{0,20}=\s{0,20}[\"']?\s{0,20}([^\s\"';,]{1,40})", re.IGNORECASE)
_ESCAPES = re.compile(rb"\x1b(?:\$[@B]|\([BJI])")
_RUN = re.compile(rb"[\x80-\xff]+")
_LATIN = ("windows-1252", "windows-1250", "windows-1254", "windows-1257")
_HIGH = re.compile(rb"[\x80-\xff]")

_CYRILLIC = ("оеаинтсрвлкмдпуяыьгзбчйхі", 0.85)
_HIRAGANA = ("".join(map(chr, range(0x3041, 0x3094))) + "、。ー", 0.5)
_FREQUENT = {
    "windows-1252": ("éèàùçêâîôûëïäöüßñáíóúãõåæøœÄÖÜÉ’“”‘–—…«»°©£€\xa0·", 0.8),
    "gb18030": (
        "，。、“”的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面"
        "而方后多定行学法所民得经日月新市家",
        0.35,
    ),
    "big5": (
        "，。、「」的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說產種面"
        "而方後多定行學法所民得經日月新市家",
        0.35,
    ),
    "shift_jis": _HIRAGANA,
    "euc-jp": _HIRAGANA,
    "euc-kr": ("이다의는에을가하고를은한로지기서도사인대정리자일시어부나해그있했들", 0.4),
    "windows-1251": _CYRILLIC,
    "koi8-r": _CYRILLIC,
    "iso-8859-5": _CYRILLIC,
    "ibm866": _CYRILLIC,
    "x-mac-cyrillic": _CYRILLIC,
    "windows-1250": ("ąćęłńśźżóčřšžýáíéěůúőűöüďťňâăîşţäß„”–—“’", 0.8),
    "windows-1254": ("ışğİçöüŞĞÇÖÜ’“”", 0.8),
    "windows-1257": ("āčēģīķļņšūžąęėįų„“”–", 0.8),
    "windows-1253": ("αοιετσνηυρπκμλωςάίόέήύώ", 0.85),
    "windows-1255": ("יהולאתבשרמנ", 0.7),
    "windows-1256": ("اليمونتربعدسفهكحق", 0.8),
    "windows-874": ("านรอกเงมยลวดทสตปบคหแโใ่้ีัิ", 0.7),
}
_EAST = frozenset("".join(_FREQUENT[name][0] for name in ("gb18030", "big5", "shift_jis", "euc-kr")))
_EAST_SHARE = 0.2  # Dumps measured 0.35 and more; the bytes of legacy encodings taken in pairs under 0.05.
_WIDE_LEAST = 20
# For each encoding the characters beyond ASCII that are most frequent in what is written in it, and the part of all
# characters beyond ASCII that they make at least in a page of news. On a tie the encoding that stands first wins.


def lookup(label: str | None) -> str | None:
    """Return the WHATWG name that a label means; None for none, an unknown one, and the ``replacement`` encoding."""
    if not label:
        return None
    found = webencodings.lookup(label)
    return None if found is None or found.name == "replacement" else str(found.name)


def charset(content_type: str | None) -> str | None:
    """Return the charset label of a ``Content-Type`` value as it stands; None where it names none."""
    found = _HTTP.search(content_type or "")
    return found.group(1) if found else None


def sniff(payload: bytes, media: Literal["html", "text"], declared: str | None = None) -> str:
    """Return the WHATWG name of the encoding to read a page with.

    ``declared`` is the label that came with the page from outside (a ``Content-Type`` charset). The answer always has a
    Python codec, see `python_name`; it need not fit: decode with replacement, and look how much was replaced.
    """
    mark = _mark(payload)
    if mark:
        return mark
    labels = [lookup(declared)]
    if media == "html":
        labels += [_meta(payload[:PRESCAN]), _xml(payload), _meta(payload[:_LATE])]
    names = [name for name in labels if name]
    good, bad = _soundness(payload, "utf-8")
    if bad == 0 and good >= _PROOF:
        return "utf-8"
    for name in names:
        if name != "utf-8" and _bears_out(payload, name):
            return name
    return _undeclared(payload, good, bad, names)


def _undeclared(payload: bytes, good: int, bad: int, names: list[str]) -> str:
    """Return the encoding of bytes that no declaration fits, but for UTF-8."""
    wide = _wide(payload)
    if wide:
        return wide
    if bad == 0:
        return "iso-2022-jp" if _ESCAPES.search(payload) and _fits(payload, "iso-2022-jp") else "utf-8"
    if good >= bad:  # UTF-8 with pieces of something else: what is sound is kept, the rest is replaced
        return "utf-8"
    guess = _guess(payload)
    if guess:
        return guess
    # Where nearly every letter is beyond ASCII and no language comes out, windows-1252 would decode it to nonsense in
    # silence; as UTF-8 it is visibly not decoded.
    if _dense(payload):
        return next((name for name in names if name not in _LATIN), "utf-8")
    return names[0] if names else "windows-1252"


def _dense(payload: bytes) -> bool:
    """Tell whether more bytes are beyond ASCII than any language in Latin letters has."""
    sample = _sample(payload)
    return len(_HIGH.findall(sample)) > _DENSE * max(1, len(sample))


def _mark(payload: bytes) -> str | None:
    if payload.startswith(b"\xef\xbb\xbf"):
        return "utf-8"
    if payload.startswith(b"\xff\xfe"):
        return "utf-16le"
    return "utf-16be" if payload.startswith(b"\xfe\xff") else None


def _meta(head: bytes) -> str | None:
    """Return what a ``<meta charset>`` or ``<meta http-equiv>`` declares; as HTML has it, UTF-16 there means UTF-8."""
    for tag in _META.finditer(_COMMENT.sub(b"", head)):
        found = _CHARSET.search(tag.group())
        name = lookup(found.group(1).decode("latin-1")) if found else None
        if name:
            return _in_markup(name)
    return None


def _xml(payload: bytes) -> str | None:
    found = _XML.match(payload[:PRESCAN])
    name = lookup(found.group(1).decode("latin-1")) if found else None
    return _in_markup(name) if name else None


def _in_markup(name: str) -> str:
    """Return what a name means in markup: what was read as ASCII is not UTF-16 (WHATWG HTML, prescan)."""
    if name in ("utf-16le", "utf-16be"):
        return "utf-8"
    return "windows-1252" if name == "x-user-defined" else name


def _soundness(payload: bytes, name: str) -> tuple[int, int]:
    """Return how many characters beyond ASCII decode, and how many places do not."""
    if payload.isascii() and not name.startswith(("utf-16", "iso-2022")):
        return 0, 0
    text = payload.decode(python_name(name), "replace")
    bad = text.count("\ufffd") - payload.count(b"\xef\xbf\xbd") * (name == "utf-8")  # lost before it was written
    return len(text) - len(text.encode("ascii", "ignore")) - bad, bad


def _fits(payload: bytes, name: str) -> bool:
    try:
        payload.decode(python_name(name))
    except UnicodeError:
        return False
    return True


def _bears_out(payload: bytes, name: str) -> bool:
    """Tell whether the bytes can be what was declared: they decode, or nearly all of what is beyond ASCII does."""
    if name in _LATIN and _dense(payload):
        return False
    if name.startswith("utf-16"):
        return _wide(payload) == name or (_zeros(payload) != (0, 0) and _fits(payload, name))
    good, bad = _soundness(payload, name)
    return bad == 0 or good >= 9 * bad


def _zeros(payload: bytes) -> tuple[int, int]:
    head = payload[:4096]
    return head[0::2].count(0), head[1::2].count(0)


def _wide(payload: bytes) -> str | None:
    """Return the UTF-16 that zero bytes on one side alone betray; every script uses spaces and digits."""
    even, odd = _zeros(payload)
    half = len(payload[:4096]) // 2
    if len(payload) % 2 or half < 4:
        return None
    for name, many, few in (("utf-16le", odd, even), ("utf-16be", even, odd)):
        if many >= half * 0.08 and few <= many * 0.02 and _fits(payload, name):
            return name
    return _wide_by_letters(payload) if half >= _WIDE_LEAST else None


def _wide_by_letters(payload: bytes) -> str | None:
    """Return the UTF-16 of a text that has no ASCII at all, as East Asian dumps may have none."""
    head = payload[:4096]
    if _soundness(head[:4092], "utf-8")[1] == 0:
        return None
    for name in ("utf-16le", "utf-16be"):
        text = head.decode(name, "ignore")
        if sum(char in _EAST for char in text) > _EAST_SHARE * len(text) and _fits(payload, name):
            return name
    return None


def _guess(payload: bytes) -> str | None:
    """Return the legacy encoding under which the letters are spread as in a language that is written in it."""
    sample = _sample(payload)
    best, name = _PLAUSIBLE, None
    run = len(_HIGH.findall(sample)) / max(1, len(_RUN.findall(sample)))
    for encoding, (frequent, share) in _FREQUENT.items():
        if run > 2.5 if encoding in _LATIN else run < 1.5:  # letters beyond ASCII stand alone, or make whole words
            continue
        text = sample.decode(python_name(encoding), "ignore")
        beyond = [char for char in text if char > "\x7f"]
        letters = sum(char.isalpha() for char in beyond)
        if not letters:
            continue
        lost = (sample.decode(python_name(encoding), "replace").count("\ufffd")) / len(beyond)
        score = sum(char in frequent for char in beyond) / len(beyond) / share - 4 * lost
        if score > best:
            best, name = score, encoding
    return name


def _sample(payload: bytes) -> bytes:
    """Return the lines that hold bytes beyond ASCII: markup and scripts say nothing about the language."""
    if len(payload) <= 4096:
        return payload
    lines = []
    size = 0
    for line in payload.split(b"\n"):
        if _HIGH.search(line):
            lines.append(line)
            size += len(line)
            if size > _SAMPLE:
                break
    return b"\n".join(lines)[: 2 * _SAMPLE]
