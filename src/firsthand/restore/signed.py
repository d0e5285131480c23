"""Who wrote a dump's article: the line above or below the body that names them by its form.

``By Jane Roe`` in a dozen languages, ``Jane Roe, Staff Writer``, or a bare name between headline and body with a date
beside it. Agencies sign credits, not bylines; a name that the body quotes as somebody else is not looked for.
"""

import re

from firsthand import dates
from firsthand.restore import shapes, wording
from firsthand.restore.draft import Line

_BY = re.compile(
    r"^(?:(?:written|words|text|story|reporting|posted|published|reported|analysis|opinion|submitted)\s+)?"
    r"(?:by|von|par|por|di|da|door|av|af|przez|autore?|autor|auteur|author|yazan|oleh|penulis|автор|текст"
    r"|作者|記者|记者"
    r"|文|撰文|기자|بقلم|द्वारा)\s?[:：]?\s+(?=\S)|^(?:作者|記者|记者|文|撰文)\s?[:：/／]\s?(?=\S)",
    re.I,
)
_KOREAN = re.compile(r"^([가-힣]{2,4})\s(?:선임)?기자(?:\s\S+@\S+)?$")
_NAME = re.compile(
    r"^[^\W\d_a-z][\w'’.\-]*(?:\s(?:[^\W\d_a-z][\w'’.\-]*|de|da|del|van|von|der|den|bin|al|el|la|y|e|and|und|et)){1,6}$"
)
_ROLE = re.compile(
    r"[,|]\s*(?:.{0,30}\b(?:writer|reporter|editor|correspondent|contributor|columnist|staff|journalist"
    r"|redakteur\w*|redactor\w*"
    r"|journaliste|corresponsal|giornalista))\b",
    re.I,
)


def without_by(text: str) -> str:
    """Return a byline without the words that introduce it."""
    return _BY.sub("", text, count=1)


def name_of(text: str) -> str:
    """Return the names of a byline, without what introduces or follows them."""
    text = without_by(text)
    for start, _, _ in dates.find(text):
        text = text[:start]
        break
    text = re.split(
        r"\s[|•·–—]\s|\s-\s|,\s*(?=.{0,30}\b(?:writer|reporter|editor|correspondent|press|staff)\b)|\s(?:on|am|le"
        r"|el)\s*$",
        text,
        flags=re.I,
    )[0]
    return text.strip(" ,;:|•·-–—/")


def says_by(text: str) -> bool:
    """Tell whether a line says, in some language's word for ``By``, who wrote."""
    if len(text) > 140 or shapes.size(text) > 20 or shapes.stops(text):
        return False
    if _KOREAN.match(text):
        return True
    if not _BY.match(text):
        return False
    name = name_of(text)
    words = name.split()
    return bool(words) and len(words) <= 12 and words[0][0].upper() == words[0][0] and not words[0][0].isdigit()


def bare_name(lines: list[Line], at: int) -> bool:
    """Tell whether a line is a name with a role behind it, or with a date line beside it."""
    text = lines[at].text
    if len(text) > 80 or wording.is_tool(text):
        return False
    if _ROLE.search(text):
        return bool(_NAME.match(re.split(r"[,|]", text)[0].strip()))
    if not _NAME.match(text) or len(text.split()) > 4 or text.isupper():
        return False
    beside = [lines[near].text for near in (at - 1, at + 1) if 0 <= near < len(lines)]
    return any(len(one) <= 80 and any(True for _ in dates.find(one)) for one in beside)
