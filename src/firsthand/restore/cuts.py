"""Titles that were cut: at a hyphen, in a word, at the end of the page.

A template that cuts at the first hyphen leaves a title that ends on the first half of a compound: a number after a
comma ("$765 million, 15" of "15-year"), a prefix or an adjective that seldom ends a title ("immigration hard" of
"hard-line"), a superlative. Told without the rest of the title, so a cut after a noun that could end a title is not
seen.
"""

import re
from collections.abc import Sequence
from statistics import median

from firsthand.restore import shapes
from firsthand.text.rates import RARE, rate

_LAST = re.compile(r"([^\W_]+)$")
_NUMBER = re.compile(
    r"(?:,|\b(?:an?|the|this|that|its|his|her|their|after|another|every|next|last|first))\s\$?\d{1,3}$", re.I
)
_COUNTED = re.compile(
    r"\b(?:to|its|his|her|their|a|an|the|of|for|after|with|by|at|in|nearly|over|about|another|second)\s(?:one|two|three|four|five|six"
    r"|seven|eight|nine|ten"
    r"|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)$",
    re.I,
)
_LETTER = re.compile(r"(?:\s[A-Za-z]|(?<!\$)\b(?:ex|non|co|e))$")
_SUPERLATIVE = re.compile(r"\s(?!best\b)[a-z]{2,}(?:[^\W\d_r]|er|r)est$")
_NO_SUPERLATIVE = re.compile(
    r"(?:inter|for|fo|har|con|prot|requ|arr|inv|sugg|dig|man|t|r|w|qu|gu|n|cr|ch|v|p|mid|n(?:orth|out)?w|south|north)"
    r"(?:e?est|vest|test)$|(?:interest|forest|harvest|contest|protest|request|arrest|invest|suggest|digest|manifest"
    r"|conquest|honest|modest|midwest|northwest|southwest|everest|budapest|bequest|unrest|detest|attest"
    r"|wildest dreams)$"
)
_HALVES = frozenset(
    "non long self multi anti pre co mid cross pro single fast hard double ultra semi half far late short full near ex "
    "vice counter middle built sub super eco zero award dual hyper micro trans un inter mini tri quasi neo "
    "pseudo alt wet "
    "lame broad multimillion multibillion cease drought newly highly vice re sci single large cross trans hydro mega "
    "semi hyper deep forty indo sino afro anglo franco euro covid kovid sars ковид нью северо юго супер вице экс "
    "rendez sous porte".split()
)
"""First halves of compounds that stand before a hyphen far more often than at the end of a title; picked from counts
over 3,608 English titles and 4,532 texts, where they end one title in 250, and over 59,000 sentences in nine languages,
where they stand before a hyphen at least six times as often as at the end."""
_NAMED = frozenset("COVID Covid KOVID SARS MERS Нью Северо Юго".split())
"""First halves that are names, whatever their letters."""
_OPENED, _CLOSED = re.compile(r"(?:^|\s)['‘](?=\w)"), re.compile(r"\S['’](?!\w)")
"""Where a quotation in single marks opens and closes; an apostrophe in a word does neither."""
_OPEN = frozenset(
    "the a an of for and or to with by from as at that his her its their my our your than into über und oder "
    "der das "
    "den dem des ein eine von mit für zum zur im am el la los las un una de del y o con por para le les du "
    "des et ou avec "
    "pour dans sur il lo gli e di da con per i os uma com em no na dos das do het een van voor met".split()
)
"""Words that no title ends on."""
_BRIEF = 0.4
"""Share of the usual length below which one or two words are a cut title, not a short one."""
_MANY = 5
"""Titles in a list that tell well enough how long titles are there to doubt one of three words as well."""
_SHORT = 0.62
"""The same for the page's last item, where the page may end in mid-title."""


def is_cut(text: str, siblings: Sequence[str], *, final: bool) -> bool:
    """Tell whether a title of a list was cut; ``final`` when the page ends with it, without a line end."""
    if shapes.ends(text):
        return text.endswith(("...", "…"))
    if _unclosed(text):
        return True
    if any(other != text and other.startswith((f"{text}-", f"{text}‑")) for other in siblings):
        return True
    others = [len(other) for other in siblings if other != text]
    usual = median(others) if others else 0
    if shapes.size(text) <= (3 if len(others) >= _MANY else 2) and len(text) < _BRIEF * usual:
        return True
    if final and (len(text) < _SHORT * usual or (len(text) < usual and _broken(text))):
        return True
    return _dangles(text)


def _unclosed(text: str) -> bool:
    """Tell whether a bracket or a quotation is open at the end."""
    for left, right in ("()", "[]", "„“" if "„" in text else "“”", "«»", "「」", "（）"):
        if text.rfind(left) > text.rfind(right):
            return True
    if text.count('"') % 2 and text.rfind('"') < len(text) - 1:
        return True
    opened = _OPENED.search(text)
    return opened is not None and not _CLOSED.search(text, opened.end())


def in_word(text: str) -> bool:
    """Tell whether a line may end inside a word: no end mark, and a last word that texts hardly use."""
    match = _LAST.search(text)
    return bool(match) and not shapes.ends(text) and match is not None and rate(match.group(1).lower()) <= RARE


def _broken(text: str) -> bool:
    """Tell whether the last word looks like a beginning: four small letters at most that texts hardly use."""
    match = _LAST.search(text)
    return bool(match and len(match.group(1)) <= 4 and match.group(1).islower() and in_word(text))


def _dangles(text: str) -> bool:
    """Tell whether the last word asks for another."""
    if _NUMBER.search(text) or _COUNTED.search(text) or _LETTER.search(text):
        return True
    if _SUPERLATIVE.search(text) and not _NO_SUPERLATIVE.search(text):
        return True
    match = _LAST.search(text)
    if match is None:
        return False
    word = match.group(1)
    if word in _NAMED:
        return True
    if word == "far" and text.endswith(" so far"):
        return False
    return word.islower() and (word in _OPEN or word in _HALVES)
