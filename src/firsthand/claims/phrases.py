"""Attribution without a verb: ``according to``, ``in the words of``, speakers before a colon, transcripts."""

import re
from itertools import takewhile

from firsthand.claims.draft import Draft, Range
from firsthand.claims.lexicon import CONJUNCTIONS, DETERMINERS, PREPOSITIONS, PRONOUNS
from firsthand.claims.prose import Paragraph
from firsthand.claims.sources import is_verb

_MASS = frozenset("police sources officials prosecutors investigators lawyers court records data".split())
_SPEAKER = re.compile(
    r"([A-Z][A-Z.'’ -]{1,40}|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}(?: \([^)\n]{1,40}\))?)\s?: +(?=\S)"
)
TRANSCRIPT_LINES = 3
"""Lines that open with a speaker and a colon from which a text is held to be a transcript."""


def according_to(paragraph: Paragraph) -> list[Draft]:
    """Return the claims of ``according to``; ``according to plan`` is none, told by its bare noun."""
    found = []
    for at, word in enumerate(paragraph.lower[:-2]):
        if word != "according" or paragraph.lower[at + 1] != "to" or paragraph.quoted[at]:
            continue
        first, last = paragraph.bounds[paragraph.sentence[at]]
        end = _phrase_end(paragraph, at + 2, last)
        if end == at + 2 or _is_manner(paragraph, at + 2, end):
            continue
        content = _content(paragraph, (first, last), at, end)
        if content:
            cue = paragraph.span(at, at + 2)
            found.append(Draft(cue, paragraph.span(at + 2, end), content, "claims.phrase.according_to", 0.9))
    return found


def _phrase_end(paragraph: Paragraph, low: int, last: int) -> int:
    """Return where the source after ``according to`` ends."""
    lower = paragraph.lower
    at = low
    opener = low >= 2 and paragraph.bounds[paragraph.sentence[low]][0] == low - 2
    while at < last:
        word = lower[at]
        if word in (".", ";", "!", "?", "—", ":", "–"):
            break
        if word == ",":
            described = not opener and at + 1 < last and lower[at + 1] in ("a", "an", "the", "who", "which", "one")
            closes = described and any(lower[further] == "," for further in range(at + 1, last))
            if not (described and (closes or last - at < 20)):
                break
        if word in ("but", "while", "although", "because", "though") and at > low:
            break
        at += 1
    return at


def _is_manner(paragraph: Paragraph, low: int, high: int) -> bool:
    """Tell ``according to plan``, ``according to size``: a bare small-lettered singular noun is no party."""
    lower, words = paragraph.lower, paragraph.words
    if lower[low] in ("how", "what", "which", "whether", "where", "when"):
        return True
    head = lower[low]
    bare = not words[low][0].isupper() and head not in DETERMINERS and head not in PRONOUNS
    if not bare or head in _MASS or head.isdigit():
        return False
    nouns = list(takewhile(lambda word: word.isalpha() and word not in PREPOSITIONS, lower[low:high]))
    nouns = [noun for noun in nouns if noun not in ("and", "or")]
    return len(nouns) <= 2 and not nouns[-1].endswith(("s", "police", "research", "media")) if nouns else True


def _content(paragraph: Paragraph, bounds: tuple[int, int], at: int, end: int) -> list[Range]:
    """Return what is attributed: the rest of the sentence, on the side where it stands."""
    first, last = bounds
    lower = paragraph.lower
    after = end + 1 if end < last and lower[end] == "," else end
    high = last
    while high > after and lower[high - 1] in (".", "!", "?"):
        high -= 1
    tail = [paragraph.span(after, high)] if high - after >= 3 else []
    low = at
    while low > first and lower[low - 1] in (",", "—", "–"):
        low -= 1
    head = []
    if low - first >= 3 or (low > first and low - first >= 2 and not tail):
        head = [paragraph.span(first, low)]
    if head and tail and (lower[after] in CONJUNCTIONS or lower[after] in ("and", "who", "which")):
        tail = []
    quote = next((q for q in paragraph.quotes if head and q.start <= head[0][0] < q.end), None)
    if quote is not None:
        head = [(quote.start, head[0][1])]
    return head + tail


def speakers(parts: list[Paragraph]) -> list[Draft]:
    """Return what speakers say before a colon: transcripts, and ``Ana Ruiz: “…”`` in running text."""
    lines = [_SPEAKER.match(part.text, part.start, part.end) for part in parts]
    named = [number for number, line in enumerate(lines) if line is not None]
    transcript = len(named) >= TRANSCRIPT_LINES and 3 * len(named) >= len(parts)
    found = []
    for place, number in enumerate(named):
        part, line = parts[number], lines[number]
        assert line is not None
        capitals = line.group(1).isupper() and len(line.group(1)) > 3
        quoted = any(quote.start == line.end() for quote in part.quotes)
        if not (transcript or capitals or quoted):
            continue
        colon = line.group().index(":", len(line.group(1))) + line.start()
        content = [(line.end(), _right(part))]
        if transcript and place + 1 < len(named):  # what stands before the next speaker is the same person's
            content += [(other.start, _right(other)) for other in parts[number + 1 : named[place + 1]]]
        rule = "claims.speaker.transcript" if transcript or capitals else "claims.speaker.colon"
        found.append(Draft((colon, colon + 1), line.span(1), content, rule, 0.9 if transcript or quoted else 0.6))
    return found


def _right(part: Paragraph) -> int:
    return part.start + len(part.text[part.start : part.end].rstrip())


def colons(paragraph: Paragraph) -> list[Draft]:
    """Return ``X: “…”`` inside a paragraph, where a short name without a verb opens the sentence."""
    found = []
    for at, word in enumerate(paragraph.lower):
        if word != ":" or paragraph.quoted[at] or at + 1 >= len(paragraph.lower):
            continue
        quote = next((q for q in paragraph.quotes if q.start == paragraph.spans[at + 1][0]), None)
        first, _ = paragraph.bounds[paragraph.sentence[at]]
        if quote is None or not 0 < at - first <= 8 or not paragraph.words[first][0].isupper():
            continue
        if any(is_verb(paragraph, token) or paragraph.lower[token].endswith("ing") for token in range(first, at)):
            continue
        source = paragraph.span(first, at)
        found.append(Draft(paragraph.span(at, at + 1), source, [(quote.start, quote.end)], "claims.speaker.colon", 0.8))
    return found
