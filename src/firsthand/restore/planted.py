"""Words that a farm pushed into the text: its own brand, or a sister's, where no writer would have put them.

Told by two things together. What the word is: the page's brand, a word of its view label, or a word that does the same
damage at several places. What it does: it splits a number (``1,Zopes200``), follows a comma without a space
(``morning,Zopes according``), or is glued to the next or the last word (``BoughworthCorvane``, ``Zophlosaid``). A word
that stands free is left alone: the Post may well have reported. The spaces around a removed word are repaired.
"""

import re
from collections import Counter
from typing import NamedTuple

from firsthand.model import Evidence, Run, Span
from firsthand.restore.draft import Line, part
from firsthand.text.rates import RARE, rate

_SPLITS_NUMBER = re.compile(r"\d[,.\u202f\xa0 ]([^\W\d_]{3,24})(?=\d{3}(?!\d))")
_AFTER_COMMA = re.compile(r",(?<=[^\W\d_],)([^\W\d_a-z][^\W\d_]{2,23})(?=\s)")
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_HUMPED = re.compile(r"^(?!Mc|Mac|De|La|Le|Di|O['’])[A-Z][a-z]+[A-Z][a-z]+$")
_FUNCTION = frozenset("the said that were which would with from this have been their they will was for are and".split())
_SURE_ENDINGS = frozenset("the said that were which would this".split())
_SURELY_TWO = 5
"""Letters behind a word that is known to be planted from which on they are another word, not an ending of it."""
_SLOPPY = 3
"""Different words after a comma without a space that show the page simply sets no spaces."""
_MOST = 200
"""Places that are repaired in one page."""
_LONGEST = 40
"""Letters of the longest word that may be two glued together."""
_TARGETS = ("paragraph", "heading", "item", "quote", "title", "deck", "credit", "byline")


class _Hit(NamedTuple):
    start: int
    end: int
    kind: str
    space: bool
    """Whether a space must stand where the word stood."""


def clean(lines: list[Line], brand: str | None, title: str | None) -> tuple[list[Line], tuple[Evidence, ...]]:
    """Return (lines without planted words, evidence for each of them in page order).

    Arguments:
        lines: the page's lines with their roles; body, title and credit lines are repaired.
        brand: the site's name as printed, None when it is not known.
        title: the headline, another place where words are told to be used as words.
    """
    targets = [at for at, line in enumerate(lines) if line.role in _TARGETS]
    page = _Page([lines[at].text for at in targets], title or "")
    suspects = dict.fromkeys(_own_words(brand, lines), True)
    for word in page.strangers():
        suspects.setdefault(word, False)
    evidence: list[Evidence] = []
    lines = list(lines)
    for word in sorted(suspects, key=lambda word: (-len(word), word)):
        for at in targets:
            hits = page.hits(word, lines[at].text, own=suspects[word])
            for hit in reversed(hits[: _MOST - len(evidence)]):
                evidence.append(_witness(lines[at], hit))
                lines[at] = _without(lines[at], hit)
    return lines, tuple(sorted(evidence, key=lambda one: one.where.start if one.where else 0))


def _own_words(brand: str | None, lines: list[Line]) -> list[str]:
    """Return the words that the page calls itself by: brand, brand without spaces, rare words of the view label."""
    words = [brand, brand.replace(" ", "")] if brand else []
    for line in lines:
        if line.rule == "restore.furniture.views":
            words += [word for word in _TOKEN.findall(line.text) if word[0].isupper() and rate(word.lower()) <= RARE]
    return [word for word in words if len(word) >= 3 and any(char.isalpha() for char in word)]


class _Page:
    """The words of a page, and what can be told from them about a suspect."""

    def __init__(self, texts: list[str], title: str) -> None:
        self.texts = texts
        self.tokens: Counter[str] = Counter()
        for text in (*texts, title):
            self.tokens.update(_TOKEN.findall(text))
        self.commas = Counter(word for text in texts for word in _AFTER_COMMA.findall(text))
        self.numbers = Counter(word for text in texts for word in _SPLITS_NUMBER.findall(text))

    def strangers(self) -> list[str]:
        """Return words that are no known brand and do damage as only planted words do."""
        found = set(self.numbers)
        glued = self._glued()
        for word in self.commas:  # what does damage elsewhere may be glued to any word
            glued[word] = max(glued[word], self._begins(word))
        sloppy = len(self.commas) >= _SLOPPY
        for word, count in self.commas.items():
            spots = count + glued[word]
            if word in found or self.free(word):
                continue
            if (spots >= 2 and not sloppy) or glued[word] or (_HUMPED.match(word) and not sloppy):
                found.add(word)
        found.update(word for word, count in glued.items() if count >= 2 and not self.free(word))
        found.update(word for word in glued if _HUMPED.match(word) and glued[word] and not self.free(word))
        return sorted(found)

    def _begins(self, word: str) -> int:
        """Return how many different words a suspect is glued to, whatever words they are."""
        rests = {token[len(word) :] for token in self.tokens if token.startswith(word) and self.tokens[token] <= 2}
        return sum(len(rest) > 2 and (self._is_word(rest) or (len(rest) > 3 and rest.islower())) for rest in rests)

    def free(self, word: str) -> bool:
        """Tell whether a word is used as a word: it stands between spaces, not after a comma without one."""
        pattern = re.compile(rf"(?:^|[\s“\"‘(]){re.escape(word)}(?![^\W_])")
        return any(pattern.search(text) for text in self.texts)

    def _glued(self) -> Counter[str]:
        """Return, for each beginning of a capitalised word that is no word, at how many different words it is glued."""
        found: dict[str, set[str]] = {}
        for token in self.tokens:
            if (
                not token[0].isupper()
                or not 7 <= len(token) <= _LONGEST
                or rate(token.lower()) > RARE
                or self.tokens[token] > 2
            ):
                continue
            for cut in range(4, len(token) - 1):
                head, rest = token[:cut], token[cut:]
                plain = rest in _FUNCTION or (rest[0].isupper() and rest[1:].islower() and self.tokens[rest] > 0)
                if plain and head[1:].lower() != head[1:].upper() and rate(head.lower()) <= RARE:
                    found.setdefault(head, set()).add(rest)
        return Counter({head: len(rests) for head, rests in found.items() if self._sure(head, rests)})

    def _sure(self, head: str, rests: set[str]) -> bool:
        """Tell whether a beginning counts: two words, a comma, a number, or a brand's shape and a sure end."""
        if len(rests) > 1 or head in self.commas or head in self.numbers:
            return True
        return bool(_HUMPED.match(head)) and bool(rests & _SURE_ENDINGS)

    def hits(self, word: str, text: str, *, own: bool) -> list[_Hit]:
        """Return the places of a line where a word does damage."""
        found: list[_Hit] = []
        if word not in text:
            return found
        for match in re.finditer(re.escape(word), text):
            hit = self._damage(word, text, match.start(), match.end(), own)
            if hit:
                found.append(hit)
        return found

    def _damage(self, word: str, text: str, start: int, end: int, own: bool) -> _Hit | None:
        left, right = text[start - 1 : start], text[end : end + 1]
        if right.isdigit() and re.search(r"\d[,.\u202f\xa0 ]?$", text[max(0, start - 2) : start]):
            return _Hit(start, end, "number", False)
        if left in tuple(",;") and text[start - 2 : start - 1].isalpha():
            if right == " ":
                return _Hit(start, end, "comma", False)
            if right.isalpha() and self._is_word(_word_at(text, end)):
                return _Hit(start, end, "comma", True)
            return _Hit(start, end, "comma", False) if right in tuple(",.;:") else None
        if left.isalpha() and right == " " and left.islower():
            before = re.search(r"[^\W\d_]+$", text[:start])
            return _Hit(start, end, "glued", False) if before and self._is_word(before.group()) else None
        if right.isalpha() and not left.isalnum():
            return self._glued_to(word, text, start, end, own)
        return None

    def _glued_to(self, word: str, text: str, start: int, end: int, own: bool) -> _Hit | None:
        """Tell whether a word is glued to the next one, and is not the beginning of a longer word."""
        rest = _word_at(text, end)
        whole = word + rest
        if rate(whole.lower()) > RARE or self.tokens[whole] > 2 or len(rest) < 2:
            return None
        least = 3 if _HUMPED.match(word) else _SURELY_TWO
        if not self._is_word(rest) and (len(rest) < least or rate(word.lower()) > RARE or not rest.islower()):
            return None
        if own and rate(word.lower()) > RARE and not (rest in _SURE_ENDINGS or rest[0].isupper()):
            return None
        return _Hit(start, end, "glued", False)

    def _is_word(self, word: str) -> bool:
        """Tell whether the page, or the language, uses it as a word of its own."""
        return bool(word) and (rate(word.lower()) > 0.01 or self.tokens[word] > 0)


def _word_at(text: str, at: int) -> str:
    match = _TOKEN.match(text, at)
    return match.group() if match else ""


def _witness(line: Line, hit: _Hit) -> Evidence:
    cut = part(line, hit.start, hit.end)
    return Evidence(
        rule=f"restore.planted.{hit.kind}", quote=line.text[hit.start : hit.end], locus="page", where=cut.place
    )


def _without(line: Line, hit: _Hit) -> Line:
    """Return the line without the characters of a hit; places of all others kept."""
    head, tail = part(line, 0, hit.start), part(line, hit.end, len(line.text))
    middle = " " if hit.space else ""
    text = head.text + middle + tail.text
    shift = len(head.text) + len(middle)
    runs = head.runs + tuple(
        Run(at=run.at + shift, length=run.length, page=run.page, page_length=run.page_length) for run in tail.runs
    )
    place = Span(start=runs[0].page, end=runs[-1].page + runs[-1].page_length) if runs else line.place
    made = part(line, 0, len(line.text))
    made.text, made.runs, made.place = text, runs, place
    return made
