"""Whose text it is likely to be when no sign names an agency: house style, from the agencies table.

Weak evidence, added up as log-odds: the form of the dateline that is left when the agency's name was taken out of it,
where it files from, slugs before the headline, the form of the tail, whom people in the text spoke to, turns of phrase,
and how weekdays and days of the month are written. A habit that several agencies share decides nothing between them.
"""

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

from firsthand.copies.known import once
from firsthand.model import Agency, Article, Evidence, Span, Tables

ENOUGH = 1.4
"""Log-odds from which an agency is named; an undated dateline with a place in capitals alone is far below."""
AHEAD = 0.5
"""How much it must be ahead of the next one."""
_DATED, _PLACED, _PLAIN = 1.8, 1.4, 0.5  # a dateline with a day; with a country or region; with a place alone
_TITLED = 1.0  # a place alone, not in capitals
_HOME, _HOME_UNDATED, _AWAY = 0.9, 0.5, -1.2
_SLUG, _TAIL, _SAYS, _HABIT = 2.0, 2.5, 0.9, 0.4
_TOLD = (1.0, 2.0)  # once, and more often
_OWN = 1.2  # against any agency: the page names a writer or rights holder of its own
_NO_WRITER = 0.5  # a page of a known outlet files from a place and names nobody who was there
_REACH = 110
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_SMALL = "ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек"
_CAPITAL_MONTHS = "GEN|FEB|MAR|APR|MAG|GIU|LUG|AGO|SET|OTT|NOV|DIC"
_WILD = re.compile(r"\b(?:May|March|April|June|July)\b")
_ENDS = re.compile(r"\s?\.-|\s?--|\s?[—–:]|\s-(?=\s)|\.(?=\s+[A-Z“\"])")
_DAY = re.compile(
    rf"\b(?:(?P<point>(?:{_SHORT})\.)\s?\d{{1,2}}|(?P<full>{_MONTHS})\s\d{{1,2}}|(?P<bare>{_SHORT})\s\d{{1,2}}"
    rf"|\d{{1,2}}\s(?P<small>{_SMALL})|\d{{1,2}}\s(?P<capital>{_CAPITAL_MONTHS}))(?![\d\w])"
)
_FORMS = (("point", "Mon. #"), ("full", "Month #"), ("bare", "Mon #"), ("small", "# mon"), ("capital", "# MON"))
_TELLS = re.compile(r"[^.!?\n]{40}")  # a sentence follows the place, not the name of a thing on sale
_LETTERS = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[^\W\d_]+(?:[ '’.\-][^\W\d_]+)*")
_WEEKDAY = re.compile(r"\b(\w+) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_NO_VERB = frozenset("last next this since until by late early every before after from of the a each".split())


def likely(article: Article, tables: Tables) -> tuple[str, float, tuple[Evidence, ...]] | None:
    """Return (agency, log-odds, evidence) of the agency whose house style a text has; None where none stands out.

    Args:
        article: the article.
        tables: agencies with their styles.
    """
    seen = _Seen(article)
    found: dict[str, list[Evidence]] = {}
    for agency in _habits(tables).possible(seen):
        reasons = [*_told(article, agency, seen.words), *seen.habits(agency)]
        if reasons:
            found[agency.id] = reasons
    own = _OWN if article.byline or (article.credit is not None and article.credit.agency is None) else 0.0
    own = 0.0 if any(each.rule.endswith(".tail") for each in found.get(_first(found), ())) else own
    sums = {name: sum(each.weight for each in reasons) for name, reasons in found.items()}
    ranked = sorted(sums, key=lambda name: (-sums[name], name))
    if not ranked or sums[ranked[0]] - own < ENOUGH:
        return None
    if len(ranked) > 1 and sums[ranked[0]] - sums[ranked[1]] < AHEAD:
        return None
    reasons = sorted(found[ranked[0]], key=lambda each: (-each.weight, each.rule, each.quote))
    return ranked[0], round(sums[ranked[0]] - own, 4), tuple(reasons)


def _first(found: dict[str, list[Evidence]]) -> str:
    return min(found, key=lambda name: (-sum(each.weight for each in found[name]), name), default="")


class _Habits:
    """The habits of all agencies, by what a text must show of them."""

    def __init__(self, tables: Tables) -> None:
        self._agencies = tables.agencies
        self._names: dict[str, list[tuple[int, str]]] = {}
        self._joined: dict[str, list[tuple[int, str]]] = {}
        self._datelines: dict[str, list[int]] = {}
        self._lines: list[tuple[str, str, int]] = []
        self._phrases: list[tuple[str, int]] = []
        for number, agency in enumerate(tables.agencies):
            for first, form in _firsts(agency):
                if first:
                    self._names.setdefault(first, []).append((number, form))
                elif form:
                    letter = next((letter for letter in form if not letter.isascii()), form[0])
                    self._joined.setdefault(letter, []).append((number, form))
            for kind, values in _habits_of(agency).items():
                for value in values:
                    if kind == "dateline":
                        self._datelines.setdefault(value, []).append(number)
                    elif kind in ("slug", "tail"):
                        self._lines.append((kind, value, number))
                    elif kind == "says":
                        self._phrases.append((value, number))

    def possible(self, seen: "_Seen") -> list[Agency]:
        """Return the agencies of which a text shows anything but how it writes days, which alone names nobody."""
        found: set[int] = set()
        text = seen.article.text
        names = [self._names[word] for word in seen.words & self._names.keys()]
        names += [self._joined[letter] for letter in frozenset(text) & self._joined.keys()]
        found.update(number for forms in names for number, form in forms if form in text)
        if seen.shape:
            found.update(number for shape in seen.shapes for number in self._datelines.get(shape, ()))
        for kind, form, number in self._lines:
            if number not in found and any(_fits(form, line) for line in seen.lines(kind)):
                found.add(number)
        found.update(number for phrase, number in self._phrases if phrase in text)
        return [self._agencies[number] for number in sorted(found)]


class _Seen:
    """What a text shows, worked out once for all agencies."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.words = frozenset(_LETTERS.findall(article.text))
        self.shape, self.place, self.where = dateline_shape(article.text)
        self.shapes = _shapes(self.shape, article.text[: self.where])
        unsigned = not article.byline and article.credit is None and bool(article.outlet or article.site)
        self.nobody = unsigned and _TELLS.match(article.text, self.where) is not None
        head = article.text[:_REACH]
        self.openings = [line for line in (article.title or "", head) if line]
        credit = article.credit.text if article.credit else ""
        self.tails = [line for line in (credit.replace("\n", " "), article.text[-500:].rpartition("\n")[2]) if line]

    @cached_property
    def weekdays(self) -> str:
        """How weekdays stand in the text."""
        return _weekdays(self.article.text)

    @cached_property
    def days(self) -> str:
        """How days of the month stand behind the head of the text."""
        return _days(self.article.text[_REACH:])

    def lines(self, kind: str) -> list[str]:
        """Return where a ``slug`` or ``tail`` stands."""
        return self.openings if kind == "slug" else self.tails

    def habits(self, agency: Agency) -> Iterator[Evidence]:
        """Yield what speaks for (or, of where it files from, against) an agency."""
        habits = _habits_of(agency)
        if self.shape and not self.shapes.isdisjoint(habits.get("dateline", ())):
            quote = self.article.text[: self.where]
            yield self._show("dateline_form", quote, _weight(self.shape), f"form {self.shape}")
            if self.nobody:
                yield self._show("no_writer", quote, _NO_WRITER, "a dateline, and nobody who wrote it")
            homes = habits.get("home", ())
            if homes:
                here = any(home.casefold() in self.place.casefold() for home in homes)
                weight = _AWAY if not here else _HOME if "#" in self.shape else _HOME_UNDATED
                yield self._show("home", self.place, weight, f"{agency.name} mostly files from home")
        for kind, weight in (("slug", _SLUG), ("tail", _TAIL)):
            lines = self.lines(kind)
            form = next((form for form in habits.get(kind, ()) for line in lines if _fits(form, line)), None)
            if form is not None:
                line = next(line for line in lines if _fits(form, line))
                yield self._show(kind, line, weight, f"form {form}")
        said = [words for words in habits.get("says", ()) if words in self.article.text]
        if said:
            yield self._show("says", ", ".join(said), _SAYS * min(3, len(said)), "turns of phrase of its own")
        for kind in ("weekday", "month"):
            value = "" if kind not in habits else self.weekdays if kind == "weekday" else self.days
            if value:
                same = value in habits[kind]
                yield self._show(kind, value, _HABIT if same else -_HABIT, f"{agency.name}: {habits[kind][0]}")

    def _show(self, kind: str, quote: str, weight: float, note: str) -> Evidence:
        return Evidence(
            rule=f"copies.wire.{kind}", quote=quote[:200], record=self.article.record, weight=weight, note=note
        )


_habits = once(_Habits)


@lru_cache(maxsize=512)
def _habits_of(agency: Agency) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for entry in agency.style:
        kind, _, value = entry.partition(" ")
        found[kind] = (*found.get(kind, ()), value)
    return found


def _shapes(shape: str, line: str) -> frozenset[str]:
    """Return a form in all its ways of writing the month, where it is one that nobody shortens: ``June 3``."""
    if not shape or not _WILD.search(line):
        return frozenset((shape,))
    return frozenset(re.sub(r"\b(?:Month|Mon\.?)(?= #)", form, shape) for form in ("Month", "Mon", "Mon."))


def _weight(shape: str) -> float:
    if "#" in shape:
        return _DATED
    if "," in shape or "/" in shape or "[" in shape:
        return _PLACED
    return _TITLED if shape.startswith("Title") else _PLAIN


@lru_cache(maxsize=512)
def _form(form: str) -> re.Pattern[str]:
    parts = (re.escape(part).replace(r"\#", r"\d+") for part in form.split("*"))
    return re.compile(".{0,160}?".join(parts), re.DOTALL)


def _fits(form: str, line: str) -> bool:
    """Tell whether a line opens with a form: ``#`` is any number, ``*`` anything."""
    return _form(form).match(line.lstrip()) is not None


def dateline_shape(text: str) -> tuple[str, str, int]:
    """Return (form, place, end) of the dateline that opens a text, the agency's name left out; empty where none does.

    ``SEOUL, Sept. 22 (AP) --`` and ``SEOUL, Sept. 22 --`` both have the form ``CAPS, Mon. # --``.
    """
    head = text[:_REACH].split("\n", 1)[0]
    bare = re.sub(r"\s?\((?=[^()]*\))[A-Za-z/\- ]{2,30}\)\s?|\s/[A-Za-z/\-]{2,20}/\.?", " ", head)
    end = _ENDS.search(bare)
    if end is None:
        whole = text.split("\n", 1)[0].strip()
        return ("CAPS", whole, len(whole)) if whole.isupper() and 3 <= len(whole) <= 30 else ("", "", 0)
    before, mark = bare[: end.end()], end.group().strip()
    if mark == "." and not _DAY.search(before):
        day = re.match(r"\s+" + _DAY.pattern + r"\s-", bare[end.end() :])  # MOSCOW. Sept 22 -
        if day is None or not before[:-1].isupper():
            return "", "", 0
        before, mark = bare[: end.end() + day.end()], "-"
    following = bare[len(before) :].lstrip("“\"'‘«( ")
    if not _DAY.search(before) and not following[:1].isupper() and not following[:1].isdigit():
        return "", "", 0
    return _shaped(before.removesuffix(mark).rstrip(), mark, len(before) + len(head) - len(bare))


def _shaped(before: str, mark: str, end: int) -> tuple[str, str, int]:
    day = _DAY.search(before)
    form = next((form for group, form in _FORMS if day and day.group(group)), "")
    place = (before[: day.start()] if day else before).strip()
    words = _WORD.findall(place)
    if not (words or day) or len(place) > 60 or any(char.isdigit() for char in place) or len(words) > 4:
        return "", "", 0
    if not all(word[0].isupper() for each in words for word in each.split()) or any(char in place for char in '"“”?!'):
        return "", "", 0
    case = _WORD.sub(lambda match: "CAPS" if match.group().isupper() and len(match.group()) > 2 else "Title", place)
    case = re.sub(r"CAPS(?:/CAPS)+", "CAPS", case).replace("Title.", "Title")
    rest = before[day.end() :].strip() if day else ""
    year = ", #" if re.match(r",?\s?\d{4}\b", rest) else ""
    joined = mark if mark in (".", ".-", ":") else f" {mark}"
    if mark == ".-" and " .-" in before + mark:
        joined = " .-"
    return re.sub(r"\s+", " ", f"{case} {form}{year}{joined}").strip(), place.strip(" ,."), end


def _told(article: Article, agency: Agency, words: frozenset[str]) -> Iterator[Evidence]:
    """Yield that people spoke to an agency, or that its own reporters and tallies are named.

    Args:
        article: the article.
        agency: the agency.
        words: the words of the article; most agencies stand in none, and need no search.
    """
    if not any((first in words or not first) and form in article.text for first, form in _firsts(agency)):
        return
    spoken = _spoken(agency)
    found = [match for _, match in zip(range(3), spoken.finditer(article.text), strict=False)]
    if found:
        first = found[0]
        yield Evidence(
            rule="copies.wire.told",
            quote=first.group(),
            record=article.record,
            where=Span(start=first.start(), end=first.end()),
            weight=_TOLD[min(len(found), 2) - 1],
            note=f"{agency.name} speaks of itself as where people were heard",
        )


@lru_cache(maxsize=512)
def _firsts(agency: Agency) -> tuple[tuple[str, str], ...]:
    """Return the forms of an agency's name, each behind its first word; behind none in scripts that join words."""
    firsts = ((_LETTERS.search(form) if form.isascii() else None, form) for form in agency.forms)
    return tuple((first.group() if first else "", form) for first, form in firsts)


@lru_cache(maxsize=512)
def _spoken(agency: Agency) -> re.Pattern[str]:
    forms = "|".join(sorted(map(re.escape, (*agency.forms, agency.name)), key=lambda form: (-len(form), form)))
    return re.compile(
        rf"\b(?:told|tells|telling|interview with|spoke to|speaking to|emailed to|sent to)\s(?:the\s)?(?:{forms})(?!\w)"
        rf"|\b(?:an?|the|two|three)\s(?:{forms})\s(?:report|journalis|correspond|photograph|tally|count\b|witness|survey"
        rf"|poll\b|team|video)",
    )


def _weekdays(text: str) -> str:
    """Return ``bare`` or ``on``: how most weekdays stand; empty where too few do."""
    before = [match.group(1) for match in _WEEKDAY.finditer(text[:20_000])]
    on = sum(word == "on" for word in before)
    bare = sum(word.islower() and word != "on" and word not in _NO_VERB for word in before)
    if on + bare < 2 or max(on, bare) < 2 * min(on, bare) + 1:
        return ""
    return "on" if on > bare else "bare"


def _days(text: str) -> str:
    """Return the form in which most days of the month stand; months that nobody shortens say nothing."""
    counts: dict[str, int] = {}
    for match in _DAY.finditer(text[:20_000]):
        form = next(form for group, form in _FORMS if match.group(group))
        if not _WILD.search(match.group()):
            counts[form] = counts.get(form, 0) + 1
    return min(counts, key=lambda form: (-counts[form], form), default="")
