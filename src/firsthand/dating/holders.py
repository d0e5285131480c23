"""The names of the offices table, made ready to be found in texts."""

import functools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from firsthand.model import Office, Span, Tables

_WORD = re.compile(r"[^\W\d_][^\s,;:()\"“”]*")
_SURNAME_FIRST = frozenset(("South Korea", "North Korea", "China", "Taiwan", "Vietnam", "Hungary"))
_HEADS = frozenset(("President", "Prime Minister", "Premier", "Chancellor", "Pope"))


class Holders:
    """Rows by folded name, and by surname for the heads of states whose country the table names."""

    def __init__(self, offices: tuple[Office, ...]) -> None:
        self.rows: dict[str, list[Office]] = defaultdict(list)
        self.surnames: dict[str, list[Office]] = defaultdict(list)
        self._firsts: dict[str, list[list[str]]] = defaultdict(list)
        for office in offices:
            self.rows[key(office.holder)].append(office)
            if office.title in _HEADS and office.country is not None:
                parts = key(office.holder).split()
                surname = parts[0] if office.country in _SURNAME_FIRST else parts[-1]
                self.surnames[surname].append(office)
        for name in self.rows:
            self._firsts[name.split()[0]].append(name.split())

    def full_names(self, text: str) -> Iterator[tuple[str, Span]]:
        """Yield each place where a name of the table stands in full."""
        words = [(key(m.group().rstrip(".'’")), m.start(), m.end()) for m in _WORD.finditer(text)]
        for index, (word, start, _) in enumerate(words):
            if not text[start].isupper():
                continue
            for parts in self._firsts.get(word, ()):
                window = words[index : index + len(parts)]
                if _same([got[0] for got in window], parts):
                    end = window[-1][2]
                    while end > start and not text[end - 1].isalnum():
                        end -= 1
                    yield " ".join(parts), Span(start=start, end=end)


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
    return Holders(identity.tables.offices)


def holders(tables: Tables) -> Holders:
    """Return the names of a table; made once for each table."""
    return _holders(_Identity(tables))
