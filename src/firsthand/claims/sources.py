"""Source phrases: the words beside a cue that name who is quoted, found by their edges."""

from firsthand.claims.cues import is_adverb
from firsthand.claims.lexicon import (
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    CUES,
    DAY_WORDS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    VERBS,
)
from firsthand.claims.prose import Paragraph

_STOPS = frozenset(";:—–()[]")
_QUOTES = frozenset('“”"«»„‘’‟「」『』')
LONGEST = 40
"""Tokens of a source phrase with its appositions; the longest in PolNeAR's training part has 37 words."""
_OPENERS = frozenset("but and so yet still meanwhile however moreover instead also then though".split())


def before(paragraph: Paragraph, cue_low: int) -> tuple[int, int] | None:
    """Return the token range of the source that ends right before a cue, None where nothing fits."""
    lower = paragraph.lower
    first = _clause_floor(paragraph, cue_low)
    high = cue_low
    while high > first and (lower[high - 1] in DAY_WORDS or is_adverb(lower[high - 1])):
        high -= 1
    if high <= first:
        return None
    if lower[high - 1] in PRONOUNS:
        return high - 1, high
    if lower[high - 1] == ",":
        return _with_apposition(paragraph, first, high)
    if lower[high - 1] in ("and", "but", "or"):
        return subject(paragraph, first, high - 1)
    low = _phrase_start(paragraph, first, high)
    return (low, high) if _is_party(paragraph, low, high) else None


def after(paragraph: Paragraph, cue_high: int) -> tuple[int, int] | None:
    """Return the token range of a source that follows its cue: ``said Ana Ruiz, a spokeswoman for the port``."""
    lower = paragraph.lower
    last = paragraph.bounds[paragraph.sentence[cue_high]][1] if cue_high < len(lower) else cue_high
    at = cue_high
    commas = 0
    while at < last and at - cue_high < LONGEST:
        word = lower[at]
        if word in _QUOTES or word in _STOPS or word in (".", "!", "?"):
            break
        if word == ",":
            if not _apposition_follows(paragraph, at, last, commas):
                break
            commas += 1
        elif (at > cue_high and _sets_scene(lower, at)) or (
            word in CONJUNCTIONS and word not in ("who", "that", "where", "which")
        ):
            break
        at += 1
    while at > cue_high and lower[at - 1] in (",", "and"):
        at -= 1
    return (cue_high, at) if at > cue_high and _is_party(paragraph, cue_high, at) else None


def subject(paragraph: Paragraph, low: int, high: int) -> tuple[int, int] | None:
    """Return the subject of the clause that fills ``low`` to ``high``: its first phrase, up to its verb."""
    lower = paragraph.lower
    while low < high and (lower[low] in _OPENERS or lower[low] in CONJUNCTIONS or lower[low] == ","):
        low += 1
    comma = _leading_phrase(paragraph, low, high)
    low = comma if comma is not None else low
    if low < high and lower[low] in PRONOUNS:
        return low, low + 1
    at = low
    while at < high and at - low < LONGEST and not is_verb(paragraph, at):
        if lower[at] in _STOPS or lower[at] in _QUOTES:
            return None
        at += 1
    while at > low and (is_adverb(lower[at - 1]) or lower[at - 1] == ","):
        at -= 1
    return (low, at) if low < at < high and _is_party(paragraph, low, at) else None


def is_verb(paragraph: Paragraph, at: int) -> bool:
    """Guess whether a token is a finite verb."""
    word, lower = paragraph.words[at], paragraph.lower[at]
    if word[:1].isupper():
        return False
    if lower in VERBS or lower in AUXILIARIES or lower in BE:
        return True
    if lower in CUES:
        return CUES[lower][1] in ("past", "third")
    return lower.endswith("ed") and len(lower) > 4 and paragraph.lower[at - 1] not in DETERMINERS


def _clause_floor(paragraph: Paragraph, cue_low: int) -> int:
    """Return the first token that a source before this cue may have: after a quotation or a stop."""
    low = paragraph.bounds[paragraph.sentence[min(cue_low, len(paragraph.lower) - 1)]][0]
    for at in range(cue_low - 1, max(low, cue_low - LONGEST) - 1, -1):
        if paragraph.lower[at] in _STOPS or paragraph.lower[at] in _QUOTES:
            closes = at > 0 and paragraph.quoted[at]
            inner = (
                closes and at + 1 < cue_low and paragraph.lower[at + 1] not in (",",) and not _is_long(paragraph, at)
            )
            if not inner and not (paragraph.lower[at] in "()" and _parenthesis(paragraph, at, low)):
                return at + 1
    return max(low, cue_low - LONGEST)


def _is_long(paragraph: Paragraph, at: int) -> bool:
    """Tell whether the quotation around a token has more than four words: a nickname is no statement."""
    place = paragraph.spans[at][0]
    for quote in paragraph.quotes:
        if quote.start <= place < quote.end:
            return paragraph.first(quote.end) - paragraph.first(quote.start) > 6
    return True


def _parenthesis(paragraph: Paragraph, at: int, low: int) -> bool:
    """Tell whether a bracket belongs to a short remark inside a name: ``Ann Lee (D-Iowa)``."""
    if paragraph.lower[at] == ")":
        return any(paragraph.lower[back] == "(" for back in range(max(low, at - 8), at))
    return any(word == ")" for word in paragraph.lower[at : at + 9])


def _phrase_start(paragraph: Paragraph, first: int, high: int) -> int:
    """Walk back from the end of a phrase to where its clause opens."""
    lower = paragraph.lower
    low = high
    while low > first:
        word = lower[low - 1]
        if word == "," and not (_listed(paragraph, low - 1, high)):
            break
        if word in CONJUNCTIONS:
            break
        if word in ("and", "&") and _joins_clauses(paragraph, first, low - 1):
            break
        if low < high and is_verb(paragraph, low - 1) and lower[low - 1] not in ("named", "based", "called"):
            break
        low -= 1
    while low < high and (lower[low] in _OPENERS or lower[low] in (",", "“", "”", '"')):
        low += 1
    return _skip_leading_circumstance(paragraph, low, high)


def _skip_leading_circumstance(paragraph: Paragraph, low: int, high: int) -> int:
    """Step over ``On Tuesday`` or ``In a statement`` before the phrase proper."""
    lower = paragraph.lower
    if lower[low] in DAY_WORDS and low + 1 < high and paragraph.words[low + 1][:1].isalpha():
        return low + 1 if lower[low + 1] not in ("'s",) else low
    if lower[low] not in PREPOSITIONS or lower[low] in ("of", "around", "about"):
        return low
    for at in range(high - 1, low, -1):
        word = lower[at]
        if (word in DETERMINERS or word in PRONOUNS) and lower[at - 1] not in PREPOSITIONS:
            return at
        if lower[at - 1] in DAY_WORDS or (lower[at - 1].isdigit() and paragraph.words[at][0].isupper()):
            return at
    return low


def _with_apposition(paragraph: Paragraph, first: int, high: int) -> tuple[int, int] | None:
    """Return ``Ana Ruiz, who runs the port,`` when a comma stands right before the cue."""
    lower = paragraph.lower
    for at in range(high - 2, first, -1):
        if lower[at] != ",":
            continue
        if not _apposition_opens(paragraph, at + 1):
            continue
        low = _phrase_start(paragraph, first, at)
        return (low, high - 1) if _is_party(paragraph, low, at) else None
    return None


def _apposition_opens(paragraph: Paragraph, at: int) -> bool:
    lower, words = paragraph.lower, paragraph.words
    if lower[at] in ("who", "whose", "which", "a", "an", "the", "one", "now", "then", "himself", "herself", "both"):
        return True
    return lower[at] in CUES or words[at][0].isupper() or lower[at][0].isdigit() or lower[at].isalpha()


def _apposition_follows(paragraph: Paragraph, comma: int, last: int, commas: int) -> bool:
    """Tell whether the words after a comma still describe the source."""
    if comma + 1 >= last or commas >= 3:
        return False
    word, lower = paragraph.words[comma + 1], paragraph.lower[comma + 1]
    if lower in ("who", "a", "an", "the", "his", "her", "its", "one", "then", "now", "also"):
        return lower not in ("then", "also")
    if lower in CONJUNCTIONS or lower in CUES or lower.endswith("ing") or lower in PRONOUNS:
        return False
    if lower.isdigit():
        return True
    return (word[0].isupper() and lower not in DAY_WORDS) or lower.endswith(("man", "woman", "or", "er", "ent"))


def _sets_scene(lower: list[str], at: int) -> bool:
    """Tell whether a word opens when or where it was said, not who said it: ``in a statement``, ``Tuesday``."""
    if lower[at] not in ("in", "on", "at", "during"):
        return lower[at] in DAY_WORDS
    nearby = lower[at + 1 : at + 5]
    tails = ("statement", "interview", "email", "letter", "report", "speech", "conference", "tweet", "post", "briefing")
    return any(word in DAY_WORDS for word in nearby[:2]) or any(word in tails for word in nearby)


def _listed(paragraph: Paragraph, comma: int, high: int) -> bool:
    """Tell whether a comma stands in a list or a place name: ``The U.S., South Korea and their partners``."""
    words, lower = paragraph.words, paragraph.lower
    if comma == 0 or comma + 1 >= high:
        return False
    if not (words[comma - 1][0].isupper() and words[comma + 1][0].isupper()):
        return False
    return "and" in lower[comma + 1 : high] and high - comma < 14


def _joins_clauses(paragraph: Paragraph, first: int, at: int) -> bool:
    """Tell whether an ``and`` joins clauses rather than names: there is a verb before it."""
    return paragraph.lower[at - 1] == "," or any(is_verb(paragraph, back) for back in range(first, at))


def _leading_phrase(paragraph: Paragraph, low: int, high: int) -> int | None:
    """Return the place after the comma that ends a leading phrase (``Speaking in the capital, ``)."""
    lower = paragraph.lower
    if low >= high or not (lower[low] in PREPOSITIONS or lower[low].endswith("ing") or lower[low] in CONJUNCTIONS):
        return None
    for at in range(low, min(high, low + 25)):
        if lower[at] == ",":
            return at + 1
    return None


def _is_party(paragraph: Paragraph, low: int, high: int) -> bool:
    """Tell whether a phrase can say who speaks: it has letters and does not open like a clause."""
    if not 0 <= low < high or high - low > LONGEST:
        return False
    lower = paragraph.lower
    if lower[low] in CONJUNCTIONS or lower[low] in ("to", "of", "not", "there", "what", "how", "why", "that"):
        return False
    if high - low == 1 and lower[low] in ("this", "it", "that", "which", "these", "so", "and", "or", "as"):
        return lower[low] == "it"
    return any(word[:1].isalpha() for word in paragraph.words[low:high])
