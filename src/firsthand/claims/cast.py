"""The cast of an article: every name in it, with the titles that stand before it and the short forms it goes by."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property

from firsthand.claims.lexicon import CONJUNCTIONS, DAY_WORDS, DETERMINERS, MONTHS, PREPOSITIONS, PRONOUNS
from firsthand.claims.prose import datelines
from firsthand.claims.roles import COMPASS, COUNTRIES, MEN, ORGANISATIONS, OUTLETS, TITLES, UNNAMED, WOMEN
from firsthand.model import Agency, Tables
from firsthand.text.normalise import fold

_NAME = re.compile(
    r"(?:[A-Z](?:\.[A-Z])+\.?|(?:Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Gen|Col|Lt|Sgt|Capt|Prof|Rev|St|Jr|Sr)\b\.?"
    r"|[A-Z]\.|[^\W\d_a-z][\w]*(?:[-’'][^\W\d_]+)*)"
)
_TIGHT = re.compile(r" (?:de|del|della|di|da|dos|van|von|der|den|bin|ibn|al|el) ")
_POSSESSIVE = re.compile(r"['’]s?$")
_OPENERS = (
    DETERMINERS | PRONOUNS | CONJUNCTIONS | PREPOSITIONS | DAY_WORDS | MONTHS
    | frozenset("and or nor not there here what how why also still yet meanwhile however asked although".split())
)  # fmt: skip
MOST_NAMES = 4_000
"""Names of one article that are kept; a long live blog has a few hundred."""


@dataclass(frozen=True)
class Name:
    """One run of capitalised words, or a title and such a run."""

    start: int
    end: int
    text: str
    """As printed, titles included."""
    words: tuple[str, ...]
    """Folded words of the name proper, without titles."""
    titles: tuple[str, ...]
    """Folded titles before it, small-lettered ones included (``leader``)."""
    kind: str
    """person, organisation, country, or unknown."""

    @property
    def key(self) -> str:
        """The name's folded words as one string."""
        return " ".join(self.words)


@dataclass
class Cast:
    """Names by their words, in text order."""

    names: list[Name]
    text: str
    """The whole text."""
    agencies: dict[str, Agency]
    """Folded form -> agency."""
    outlets: frozenset[str]
    """Folded outlet names."""
    by_word: dict[str, list[Name]] = field(default_factory=dict)
    acronyms: dict[str, Name] = field(default_factory=dict)
    """``knpa`` -> the name whose initials it is, where the article has both."""
    _fullest: dict[tuple[str, ...], Name | None] = field(default_factory=dict)
    gender: dict[str, str] = field(default_factory=dict)
    """Name key -> ``he`` or ``she``, where a title or a word beside the name tells."""

    @cached_property
    def _starts(self) -> list[int]:
        return [name.start for name in self.names]

    def between(self, low: int, high: int) -> list[Name]:
        """Return the names that start in a range of characters."""
        return self.names[bisect_left(self._starts, low) : bisect_left(self._starts, high)]

    def opens_sentence(self, place: int) -> bool:
        """Tell whether a character opens a sentence, so that its capital says nothing."""
        before = self.text[max(0, place - 3) : place].strip(" \"“‘'")
        return not before or before[-1] in ".!?\n—:" or self.text[place - 1] == "\n"

    def fullest(self, words: tuple[str, ...]) -> Name | None:
        """Return the fullest person whose name opens or ends with the words: ``yoon`` -> Yoon Suk Yeol."""
        if words in self._fullest:
            return self._fullest[words]
        self._fullest[words] = best = self._find_fullest(words)
        return best

    def _find_fullest(self, words: tuple[str, ...]) -> Name | None:
        found = [
            name
            for name in self.by_word.get(words[-1], [])
            if len(words) <= len(name.words) <= 5
            and name.kind == "person"
            and (name.words[-len(words) :] == words or name.words[: len(words)] == words)
        ]
        if not found:
            return None
        counts: dict[str, int] = {}
        for name in found:
            counts[name.key] = counts.get(name.key, 0) + 1
        longest = max(found, key=lambda name: (len(name.words) > 1, counts[name.key], len(name.words), -name.start))
        same = [name for name in found if name.words == longest.words]
        return max(same, key=lambda name: (min(len(name.titles), 3), len(name.text), -name.start))


def cast(text: str, tables: Tables) -> Cast:
    """Return the cast of a text."""
    agencies = {
        fold(form): agency for agency in tables.agencies for form in (agency.name, *agency.forms) if len(form) > 1
    }
    agencies = {_plain(form): agency for form, agency in agencies.items()}
    outlets = frozenset(_plain(fold(outlet.name)) for outlet in tables.outlets)
    where = datelines(text)
    named = [name for name in _names(text) if not any(low <= name.start < high for low, high in where)]
    found = Cast(names=named[:MOST_NAMES], text=text, agencies=agencies, outlets=outlets)
    for name in found.names:
        for word in set(name.words):
            found.by_word.setdefault(word, []).append(name)
        for title in name.titles:
            if title in WOMEN or title in MEN:
                found.gender.setdefault(name.key, "she" if title in WOMEN else "he")
        if len(name.words) > 2:
            initials = "".join(word[0] for word in name.words if word not in ("of", "the", "and", "for"))
            if len(initials) > 2:
                found.acronyms.setdefault(initials, name)
    return found


def _plain(form: str) -> str:
    return " ".join(word for word in form.replace("-", " ").split() if word != "the")


def _names(text: str) -> list[Name]:
    """Collect runs of capitalised words with the titles before them."""
    runs: list[list[re.Match[str]]] = []
    for match in _NAME.finditer(text):
        if match.start() and (text[match.start() - 1].isalnum() or text[match.start() - 1] in "’'-_@#"):
            continue
        between = text[runs[-1][-1].end() : match.start()] if runs else "\n"
        closed = bool(runs) and runs[-1][-1].group().endswith(("'s", "’s", "’", "'"))
        joined = between in (" ", "\u00a0") or (_TIGHT.fullmatch(between) is not None)
        if between == " of " and runs and fold(runs[-1][-1].group()) in ORGANISATIONS | {"bank", "republic", "state"}:
            joined = True
        if runs and joined and not closed and len(runs[-1]) < 9:
            runs[-1].append(match)
        else:
            runs.append([match])
    return [name for name in (_name(text, run) for run in runs) if name is not None]


def _name(text: str, run: list[re.Match[str]]) -> Name | None:
    while run and fold(run[0].group()).strip(".") in _OPENERS and run[0].group() not in ("US", "U.S.", "U.S", "IT"):
        run = run[1:]
    while run and fold(run[-1].group()) in DAY_WORDS:
        run = run[:-1]
    if not run:
        return None
    start, end = run[0].start(), run[-1].end()
    printed = _POSSESSIVE.sub("", text[start:end])
    folded = [fold(_POSSESSIVE.sub("", word.group())).rstrip(".") for word in run]
    split = 0
    for place, word in enumerate(folded[:-1]):
        if word in TITLES:
            split = place + 1
    small = _small_title(text, start)
    words = tuple(word for word in folded[split:] if word)
    if not words:
        return None
    titles = tuple(folded[:split]) + ((small,) if small else ())
    kind = kind_of(words, titles)
    if kind == "person" and not titles and text[max(0, start - 4) : start] in ("The ", "the "):
        kind = "unknown"  # people do not stand with an article; ships, films and groups do
    if split and kind != "person":
        words, titles = tuple(folded), ()
        kind = kind_of(words, titles)
    return Name(start, start + len(printed), printed, words, titles, kind)


def _small_title(text: str, start: int) -> str | None:
    """Return the small-lettered title right before a name: ``leader``, ``spokesman``."""
    match = re.search(r"([a-z]+) $", text[max(0, start - 24) : start])
    return match.group(1) if match is not None and match.group(1) in TITLES else None


def kind_of(words: tuple[str, ...], titles: tuple[str, ...]) -> str:
    """Tell what a name is, by its words."""
    key = " ".join(words)
    if any(word in ORGANISATIONS or word in OUTLETS for word in words):
        return "organisation" if not titles or words[-1] in ORGANISATIONS or words[-1] in OUTLETS else "person"
    if key in COUNTRIES or words[-1] in COUNTRIES or words[0] in COMPASS:
        return "country"
    if titles:
        return "person"
    if len(words) == 1:
        return "unknown"
    if any(word in UNNAMED for word in words) or len(words) > 4 or any(any(c.isdigit() for c in w) for w in words):
        return "unknown"
    return "person"
