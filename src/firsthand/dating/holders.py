"""The names of the offices table, made ready to be found in texts."""

import functools
import itertools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from firsthand.model import Office, Person, Span, Tables

_WORD = re.compile(r"[^\W\d_][^\s,;:()\"“”]*")
_CAPITALISED = re.compile(r"[^\W\d_a-z][^\s,;:()\"“”]*")
_INSIDE = re.compile(r"[^\W\d_][^\s,;:()\"“”]*\Z")
"""Before a place: a word that goes on there."""
EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
"""A letter of Korean, Japanese or Chinese script."""
_CAP = 400_000
"""Characters of a text in which names are looked for, as many as dates are."""
_MOST_PARTS = 12
"""Words of the longest name."""
_SURNAME_FIRST = frozenset(("South Korea", "North Korea", "China", "Taiwan", "Vietnam", "Hungary"))
_HEADS = frozenset(("President", "Prime Minister", "Premier", "Chancellor", "Pope"))


class Holders:
    """Rows by folded name, and by surname for the heads of states whose country the table names."""

    def __init__(self, offices: tuple[Office, ...], persons: tuple[Person, ...] = ()) -> None:
        self.rows: dict[str, list[Office]] = defaultdict(list)
        self.persons = {key(person.name): person for person in persons}
        self.native: dict[str, list[Office]] = defaultdict(list)
        self.surnames: dict[str, list[Office]] = defaultdict(list)
        self._firsts: dict[str, list[list[str]]] = defaultdict(list)
        for office in offices:
            if EAST_ASIAN.match(office.holder):
                self.native[office.holder].append(office)
                continue
            self.rows[key(office.holder)].append(office)
            if office.title in _HEADS and office.country is not None:
                parts = key(office.holder).split()
                surname = parts[0] if office.country in _SURNAME_FIRST else parts[-1]
                self.surnames[surname].append(office)
        for name in sorted(self.rows.keys() | self.persons.keys()):
            self._firsts[name.split()[0]].append(name.split())

    def full_names(self, text: str) -> Iterator[tuple[str, Span]]:
        """Yield each place where a name of the table stands in full."""
        for at in self._starts(text):
            words = list(itertools.islice(_WORD.finditer(text, at), _MOST_PARTS))
            for parts in self._firsts.get(_plain(words[0]), ()):
                window = words[: len(parts)]
                if _same([_plain(got) for got in window], parts):
                    end = window[-1].end()
                    while end > at and not text[end - 1].isalnum():
                        end -= 1
                    yield " ".join(parts), Span(start=at, end=end)

    def _starts(self, text: str) -> list[int]:
        """Return where a capitalised word stands that opens a name of the table."""
        text, starts = text[:_CAP], []
        for word in set(_CAPITALISED.findall(text)):
            if not word[0].isupper() or key(word.rstrip(".'’")) not in self._firsts:
                continue
            at = text.find(word)
            while at >= 0:
                if not _INSIDE.search(text, max(0, at - 40), at):
                    starts.append(at)
                at = text.find(word, at + len(word))
        return sorted(set(starts))


def _plain(match: re.Match[str]) -> str:
    return key(match.group().rstrip(".'’"))


def _same(words: list[str], parts: list[str]) -> bool:
    """Tell whether words are a name; its last part may carry a genitive, or a stop in the table."""
    if len(words) != len(parts) or words[:-1] != [part.rstrip(".") for part in parts[:-1]]:
        return False
    return words[-1].removesuffix("'s") == parts[-1].rstrip(".")


def key(name: str) -> str:
    """Return a name without case and accents."""
    if name.isascii():
        return name.casefold() if " " not in name else " ".join(name.casefold().split())
    plain = unicodedata.normalize("NFKD", name).casefold()
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'").split())


class _Identity:
    """Tables as a key of the memo: the same object, without hashing its rows."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identity) and other.tables is self.tables

    def __hash__(self) -> int:
        return id(self.tables)


@functools.lru_cache(maxsize=4)
def _holders(identity: _Identity) -> Holders:
    return Holders(identity.tables.offices, identity.tables.persons)


def holders(tables: Tables) -> Holders:
    """Return the names of a table; made once for each table."""
    return _holders(_Identity(tables))
