"""What stands between a cue and its content: to whom, when and where it was said."""

from firsthand.claims.cues import Cue
from firsthand.claims.lexicon import DAY_WORDS, DETERMINERS, PRONOUNS
from firsthand.claims.prose import Paragraph

_SPOKEN_TO = frozenset("tell warn ask urge remind assure inform instruct order advise direct implore command".split())
_SPOKEN_OF = frozenset("order advise direct ask urge".split())
"""Of these, the verbs that take a thing as often as a hearer: ``ordered new talks``."""
_OPENS = frozenset("in on at during to from via by after before of through about with".split())
_WHEN = frozenset("last this earlier late early".split())
_SPANS = frozenset(
    "week weekend month year night morning afternoon evening spring summer fall autumn winter day".split()
)
_MARKS = frozenset('“„«"‘「『‟')
LONGEST = 14
"""Tokens within which ``that``, a colon or a quotation mark must come for the words before it to be a setting."""


def skip_setting(paragraph: Paragraph, cue: Cue, last: int) -> int:
    """Return the token where content can begin after a cue: ``told reporters in the capital on Friday | that …``."""
    at = cue.high
    if cue.base in _SPOKEN_TO:
        at = _skip_hearer(paragraph, cue, at, last)
    for _ in range(4):
        step = _skip_one(paragraph, at, last)
        if step == at:
            break
        at = step
    return at


def _skip_one(paragraph: Paragraph, at: int, last: int) -> int:
    lower = paragraph.lower
    if at >= last:
        return at
    word = lower[at]
    if word in DAY_WORDS:
        at += 1
        while at < last and (lower[at].isdigit() or (lower[at] in ("morning", "night", "afternoon", "evening"))):
            at += 1
        return at
    if word in _WHEN and at + 1 < last and (lower[at + 1] in _SPANS or lower[at + 1] in DAY_WORDS):
        return at + 2
    if word == "earlier":
        return at + 1
    if word not in _OPENS or (word == "to" and at + 1 < last and not _is_phrase(paragraph, at + 1)):
        return at
    return _skip_phrase(paragraph, at, last)


def _is_phrase(paragraph: Paragraph, at: int) -> bool:
    return paragraph.lower[at] in DETERMINERS or paragraph.words[at][0].isupper() or paragraph.lower[at].endswith("s")


def _skip_phrase(paragraph: Paragraph, at: int, last: int) -> int:
    """Step over a phrase that opens with a preposition, if something that starts content follows soon."""
    lower = paragraph.lower
    for token in range(at + 1, min(last, at + LONGEST)):
        word = lower[token]
        if word in ("that", "whether", ":") or word in _MARKS or lower[token] in (".", "!", "?"):
            return token
        if word == ",":
            return token
    if last - at < LONGEST:
        return last
    if lower[at + 1] in DAY_WORDS:
        return _skip_one(paragraph, at + 1, last)
    if at + 2 < last and lower[at + 2] in ("statement", "interview", "letter", "tweet", "email", "report", "speech"):
        return at + 3
    return at


def _skip_hearer(paragraph: Paragraph, cue: Cue, at: int, last: int) -> int:
    """Step over to whom it was said: ``told him``, ``told reporters``, ``told The Morning Post``."""
    lower, words = paragraph.lower, paragraph.words
    if at >= last or lower[at] in ("that", "of", "against", "about", ":", ",", "to", "for") or lower[at] in _MARKS:
        return at
    if lower[at] in PRONOUNS or lower[at] in ("him", "her", "them", "us", "me"):
        return at + 1
    low = at
    if cue.base in _SPOKEN_OF and not words[at][0].isupper():
        return at
    if lower[at] in DETERMINERS:
        at += 1
        while at < last and lower[at].isalpha() and not words[at][0].isupper() and at - low < 4:
            if lower[at] in PRONOUNS or lower[at] in DETERMINERS or lower[at] in ("that", "to", "in", "on", "at"):
                break
            at += 1
    while at < last and words[at][:1].isupper() and at - low < 6:
        at += 1
    while at < last and at == low and lower[at].isalpha():
        at += 1
    for token in range(low, min(last, low + 10)):  # a longer hearer ends where the content plainly begins
        if lower[token] in ("that", "to", ":") or lower[token] in _MARKS:
            return max(token, low)
        if lower[token] in (",", "."):
            break
    return at
