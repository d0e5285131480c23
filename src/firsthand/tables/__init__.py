"""Reference tables: agencies, outlets, offices, events, persons and occasions, built in or from a ``firsthand.toml``.

Comes in: files of this package, and paths of TOML files. Goes out: one `Tables` value that stages get in their options.
A row that is added under an id, domain, (title, holder, first day), name or first words that are already there
replaces it.
"""

import datetime as dt
import functools
import tomllib
from collections.abc import Callable, Iterable
from importlib import resources
from pathlib import Path
from typing import TypeVar

import msgspec

from firsthand.errors import UsageError
from firsthand.model import Agency, Event, Occasion, Office, Outlet, Person, Tables

T = TypeVar("T")


class _File(msgspec.Struct, forbid_unknown_fields=True):
    """What a ``firsthand.toml`` may hold."""

    agency: tuple[Agency, ...] = ()
    outlet: tuple[Outlet, ...] = ()
    office: tuple[Office, ...] = ()
    event: tuple[Event, ...] = ()
    person: tuple[Person, ...] = ()
    occasion: tuple[Occasion, ...] = ()


@functools.cache
def builtin() -> Tables:
    """Return the tables that ship with firsthand."""
    here = resources.files(__name__)
    agencies = _parse((here / "agencies.toml").read_text("utf-8"), "agencies.toml").agency
    offices = tuple(_offices((here / "offices.tsv").read_text("utf-8")))
    events = tuple(_events((here / "events.tsv").read_text("utf-8")))
    persons = tuple(_persons((here / "persons.tsv").read_text("utf-8")))
    occasions = tuple(_occasions((here / "occasions.tsv").read_text("utf-8")))
    return Tables(agencies=agencies, offices=offices, events=events, persons=persons, occasions=occasions)


def read(path: Path) -> Tables:
    """Return the rows of one ``firsthand.toml``, and nothing else.

    Raises:
        UsageError: the file cannot be read, is not TOML, or holds a table or field that is not known.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as a table file: {error}. Give a UTF-8 TOML file.") from error
    rows = _parse(text, str(path))
    return Tables(
        agencies=rows.agency, outlets=rows.outlet, offices=rows.office, events=rows.event, persons=rows.person,
        occasions=rows.occasion,
    )  # fmt: skip


def merge(old: Tables, new: Tables) -> Tables:
    """Return both tables as one, sorted; a row of ``new`` replaces the row of ``old`` under the same key."""
    return Tables(
        agencies=_merge(old.agencies, new.agencies, lambda row: (row.id,)),
        outlets=_merge(old.outlets, new.outlets, lambda row: (row.domain,)),
        offices=_merge(old.offices, new.offices, lambda row: (row.title, row.holder, row.first.isoformat())),
        events=_merge(old.events, new.events, lambda row: (row.words[0] if row.words else "",)),
        persons=_merge(old.persons, new.persons, lambda row: (row.name,)),
        occasions=_merge(old.occasions, new.occasions, lambda row: (*row.words[:1], *row.places[:1])),
        declared=(*old.declared, *new.declared),
    )


def _parse(text: str, name: str) -> _File:
    try:
        data = tomllib.loads(text)
        for kind in ("office", "event", "person", "occasion"):
            for row in data.get(kind, ()):
                row.setdefault("origin", name.rsplit("/", 1)[-1])
        return msgspec.convert(data, _File)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, AttributeError, TypeError) as error:
        raise UsageError(
            f"{name}: {error}. It may hold [[agency]], [[outlet]], [[office]], [[event]], [[person]] and [[occasion]]"
            " tables; see docs/tables.md."
        ) from error


def _merge(old: Iterable[T], new: Iterable[T], key: Callable[[T], tuple[str, ...]]) -> tuple[T, ...]:
    rows = {key(row): row for row in old}
    rows.update((key(row), row) for row in new)
    return tuple(rows[each] for each in sorted(rows))


def _offices(text: str) -> Iterable[Office]:
    """Yield the rows of ``offices.tsv``: title, holder, country, first, last, origin; ``-`` is None; ``#`` comments."""
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        title, holder, country, first, last, origin = line.split("\t")
        yield Office(
            title=title,
            holder=holder,
            country=None if country == "-" else country,
            first=dt.date.fromisoformat(first),
            last=None if last == "-" else dt.date.fromisoformat(last),
            origin=origin,
        )


def _events(text: str) -> Iterable[Event]:
    """Yield the rows of ``events.tsv``: words parted by ``/``, first day, weight, origin; ``#`` comments."""
    for line in text.splitlines():
        if line and not line.startswith("#"):
            words, first, weight, origin = line.split("\t")
            day = dt.date.fromisoformat(first)
            yield Event(words=tuple(words.split("/")), first=day, weight=float(weight), origin=origin)


def _persons(text: str) -> Iterable[Person]:
    """Yield the rows of ``persons.tsv``: name, day or year of birth, origin; ``#`` comments."""
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, born, origin = line.split("\t")
            year = len(born) == 4
            yield Person(
                name=name,
                earliest=dt.date.fromisoformat(f"{born}-01-01" if year else born),
                latest=dt.date.fromisoformat(f"{born}-12-31" if year else born),
                origin=origin,
            )


_EVERY_YEAR = range(1990, 2041)
"""Years for which ``XXXX-07-04`` stands."""


def _occasions(text: str) -> Iterable[Occasion]:
    """Yield the rows of ``occasions.tsv``: names, places, first days, length in days, origin; ``#`` comments."""
    for line in text.splitlines():
        if line and not line.startswith("#"):
            words, places, days, length, origin = line.split("\t")
            yield Occasion(
                words=tuple(words.split("/")),
                places=() if places == "-" else tuple(places.split("/")),
                days=tuple(_days(days)),
                length=int(length),
                origin=origin,
            )


def _days(text: str) -> Iterable[dt.date]:
    """Yield the days of a list; ``XXXX-07-04`` is that day of every year."""
    for each in text.split(","):
        if each.startswith("XXXX"):
            yield from (dt.date.fromisoformat(f"{year}{each[4:]}") for year in _EVERY_YEAR)
        else:
            yield dt.date.fromisoformat(each)
