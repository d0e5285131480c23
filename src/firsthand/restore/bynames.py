"""The forms of bylines: how a line says who wrote, and what of it is the name."""

import re

from firsthand import dates
from firsthand.restore import signed

_BY = re.compile(
    r"^\s*(?:(?:written|words|text|story|article|recipe|authored|reporting|posted|published|analysis|opinion|author)\s+)?"
    r"by\s*:?\s+",
    re.I,
)
_GLUED_BY = re.compile(r"^((?:[A-Z][a-z]+ )?[Bb]y:?)(?=[A-Z][a-z]+ [A-Z])")
_OTHER_BY = re.compile(r"^(?:[Pp]or|[Pp]ar|[Vv]on|[Dd]oor|[Aa]v|[Pp]rzez)\s+(?=[^\W\d_a-z]\S*\s[^\W\d_a-z])")
_LABEL = re.compile(
    r"^(?:author|autor|autore|auteur|verfasser|von|par|por|di|af|av|door|przez|автор|作者|記者|记者|기자)s?\s*[:：]\s*",
    re.I,
)
_CUT = re.compile(
    r"\s*(?:[|•·⋅—–\n]|\s-\s|\bon\s+\w+\s+\d|[.,;]?\s*\b(?:medically\s+)?(?:reviewed|edited|fact-?checked)\s+by\b|\b(?:published|updated|posted|last)\b|\d{1,2}[:.]\d\d|\d{4}).*$",
    re.I | re.S,
)
_GLUED = re.compile(r"(?<=[a-z])(?:Updated|Published|Posted|Last|View|Read|Follow|Share)\b.*$")
_ROLE = re.compile(
    r",\s+(?:[^,]{0,40}\b)?(?:writer|editor|reporter|correspondent|columnist|journalist|director|officer|manager|expert"
    r"|founder|author|contributor|president|analyst|strategist|specialist|CEO|CTO|CMO|VP|redakt\w+|volont[aä]r\w*"
    r"|journalist\w+|periodista|giornalista)\b.*$",
    re.I,
)
_GLUED_ROLE = re.compile(
    r"(?<=[a-z])(?=[A-Z][\w&/ -]{0,40}\b(?:Writer|Editor|Reporter|Correspondent|Columnist|Journalist|Contributor)\b).*$"
)
"""A post that a page sets right behind the name: ``Ada FennimoreLifestyle Writer``."""
_SECTIONS = re.compile(r",\s+in\s+[^\W\d_a-z].*$")
_AND = re.compile(r"\s*(?:,|;|&|\+|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bog\b|\boch\b|\ben\b)\s+")
_COUNTED = re.compile(
    r"(?<=\w)\s+\d{1,3}\s?[-–—]?\s?(?:\d{1,3}\s)?(?:min|sec|comment|view|share|read|lesez|Kommentar)\w*.*$", re.I
)
"""Counts behind a name: ``12 min read``, ``3 comments``."""
_DAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?$", re.I)
_GLUED_DATE = re.compile(r"(?<=[a-z])[A-Z][a-z]{2,8}\.?\s\d{1,2}\b.*$")
_FOR = re.compile(r",\s+[^\W\d_a-z][^,]*\s[a-z]+$")
"""A post with whom it is held for (``, Harbor Ledger correspondent``): it says who supplied the text, so it is kept."""
_HUMP = re.compile(r"[a-z]{6}[A-Z][a-z]")
"""Behind that many letters no name has a capital (``SubbaRao`` has five)."""
_POST = re.compile(
    r"(?<=[a-z])\s+(?:senior|staff|chief|contributing|lead|managing|associate|deputy|assistant|freelance)\s+(?:[\w&]+\s+){0,3}"
    r"(?:writer|reporter|editor|correspondent|columnist|journalist|contributor)$",
    re.I,
)
_WEEKDAY = re.compile(r"[\s,]+(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s*$", re.I)
_BIOGRAPHY = re.compile(r"\s+(?:on behalf of|in|for|at)\s.*$")
_CREDITS = ("reporting", "editing", "photo", "image", "compiled", "edited", "translated")
_CAPITALISED = re.compile(
    r"^[ ,&]*(?:(?:[^\W\d_a-z][\w.'’\-]*|(?:de|da|del|van|von|der|den|bin|al|el|la|y|e|and|und|et)\b)(?:[ ,&]+|$))+$"
)
"""Words each end at a mark or at the end: without that, a run of capitals can be taken apart in 2**n ways."""
_PERSON = re.compile(r"^[^\W\d_a-z][\w'’\-]+(?:\s[^\W\d_a-z]\.|\s(?:de|da|del|van|von|der|den|al|el|la))*"
                     r"(?:\s[^\W\d_a-z][\w'’\-]+){1,2}$")  # fmt: skip


def clean(text: str) -> str | None:
    """Return a name as printed, without ``By``, labels, and what follows it (dates, posts held)."""
    text = " ".join(text.split())
    if text.startswith(("http:", "https:", "@", "www.")):
        return None
    text = _GLUED_BY.sub(r"\1 ", text)
    text = _LABEL.sub("", _BY.sub("", _OTHER_BY.sub("", text)))
    text = _GLUED_DATE.sub("", text)
    if any(char.isdigit() for char in text):
        for start, _, _ in dates.find(text):
            text = _WEEKDAY.sub("", text[:start])
            break
    text = _POST.sub("", text)
    text = _COUNTED.sub("", text)
    text = _GLUED_ROLE.sub("", _GLUED.sub("", _SECTIONS.sub("", _CUT.sub("", text)))).strip(" ,.;:|-–—/")
    if _DAY.match(text):
        return None
    if " & " not in text and " and " not in text and not _FOR.search(text):
        text = _ROLE.sub("", text)
    return text.removesuffix(" on").strip() or None


def parts(names: str) -> list[str]:
    """Return the single names of a byline that joins several."""
    return [part.strip() for part in _AND.split(names) if part.strip()]


def says(text: str) -> bool:
    """Tell whether a line is ``By`` and names; other languages' words for it must be followed by a name alone."""
    if text.casefold().startswith(_CREDITS) or ";" in text:
        return False
    text = _GLUED_BY.sub(r"\1 ", text)
    if _BY.match(text):
        return len(text) <= 160 and _begins(_BY.sub("", text))
    return signed.says_by(text) and bool(_CAPITALISED.match(signed.name_of(text)))


def _begins(name: str) -> bool:
    """Tell whether a text begins like a name: a capital and more than ``I``, or one small word alone (a handle)."""
    first = name.split(" ")[0] if name else ""
    if first in ("", "I", "We", "You"):
        return False
    return not first[0].islower() or " " not in name or first in ("the", "de", "van", "von")


def is_person(name: str) -> bool:
    """Tell whether a text has the form of a person's full name: two or three capitalised words, particles aside."""
    return bool(_PERSON.match(name)) and not _HUMP.search(name)


def glued(name: str) -> bool:
    """Tell whether capitals stand inside two words, where no name has them: words that a page set without a space."""
    return len(_HUMP.findall(name)) > 1


def dated(text: str) -> str | None:
    """Return the person's name that a line gives beside a date and nothing else; None when it gives none."""
    if len(text) > 110 or not any(char.isdigit() for char in text):
        return None
    spans = [(start, end) for start, end, _ in dates.find(text)]
    if not spans:
        return None
    before, after = text[: spans[0][0]], text[spans[-1][1] :]
    if ":" in before or "：" in before:  # a label of the date, and what is glued to it
        return None
    for side in (before, after):
        name = _BIOGRAPHY.sub("", clean(side.strip(" |•·⋅—–-,")) or "")
        if is_person(name):
            return name
    return None
