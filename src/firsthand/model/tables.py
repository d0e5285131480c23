"""Reference tables: facts that are not in any page. They are data, handed to the stages that need them."""

import datetime as dt
from typing import Literal

from firsthand.model.network import Declared
from firsthand.model.noun import Noun


class Agency(Noun, frozen=True, kw_only=True):
    """A news agency or syndicate, and how it signs."""

    id: str
    """Short stable id: ``ap``."""
    name: str
    """``Associated Press``."""
    forms: tuple[str, ...]
    """Every way it signs: ``AP``, ``The Associated Press``."""
    domains: tuple[str, ...] = ()
    """Its own hosts."""
    kind: Literal["agency", "state", "syndicate"] = "agency"
    """``state``: speaks for its government, so what it says is one underlying source."""
    country: str | None = None
    """Where it is at home; None for none in particular."""
    publisher: bool = False
    """It prints for readers itself: what stands on its own hosts is own reporting, elsewhere it is a syndicate's."""
    style: tuple[str, ...] = ()
    """Its house style, one habit an entry: ``dateline CAPS, Mon. # --``, ``home Seoul``; see ``docs/tables.md``."""


class Outlet(Noun, frozen=True, kw_only=True):
    """A publisher, and who owns it."""

    name: str
    """As it calls itself."""
    domain: str
    """Host without ``www.``."""
    owner: str | None = None
    """None when not known."""
    label: str | None = None
    """A known network that it belongs to; a label for people, never a rule."""
    accounts: tuple[str, ...] = ()
    """Advertising accounts that its ``ads.txt`` names as its own: ``google.com:pub-…``."""


class Office(Noun, frozen=True, kw_only=True):
    """Who held an office, and from when to when."""

    title: str
    """``President``, ``Defense Minister``."""
    holder: str
    """Full name."""
    country: str | None = None
    """Country or body: ``South Korea``, ``NATO``; None for an office without one."""
    first: dt.date
    """First day in office."""
    last: dt.date | None = None
    """Last day; None while the table knows of no end."""
    origin: str
    """Where the row comes from."""


class Event(Noun, frozen=True, kw_only=True):
    """Something with a known first day that texts name: a text that names it is younger."""

    words: tuple[str, ...]
    """Every way in which texts name it, letter for letter: ``war in Ukraine``."""
    first: dt.date
    """Day on which it began, or was first named so."""
    weight: float = 4.0
    """Log-odds that these words mean this event."""
    origin: str
    """Where the day is on record."""


class Person(Noun, frozen=True, kw_only=True):
    """When somebody was born: a text that gives an age is dated by it."""

    name: str
    """Full name."""
    earliest: dt.date
    """First day on which the birth may have been."""
    latest: dt.date
    """Last day; the same where the day is known, the end of the year where only that is."""
    origin: str
    """Where the row comes from."""


class Occasion(Noun, frozen=True, kw_only=True):
    """Something that comes back, or came once, on known days: an election, a holiday, a summit, the Games."""

    words: tuple[str, ...]
    """Every way in which texts name it, letter for letter: ``G20 summit``."""
    places: tuple[str, ...] = ()
    """Names of the country or place of which a text must speak; none are asked for where it is empty."""
    days: tuple[dt.date, ...]
    """First day of each time."""
    length: int = 1
    """Days that it lasts."""
    origin: str
    """Where the days come from."""


class Tables(Noun, frozen=True, kw_only=True, cache_hash=True):
    """All tables together, as one value; its hash, a key of what is worked out of it, is worked out once."""

    agencies: tuple[Agency, ...] = ()
    """Agencies and syndicates."""
    outlets: tuple[Outlet, ...] = ()
    """Outlets with owners."""
    offices: tuple[Office, ...] = ()
    """Offices and who held them."""
    events: tuple[Event, ...] = ()
    """Events with a known first day."""
    persons: tuple[Person, ...] = ()
    """People with their days of birth."""
    occasions: tuple[Occasion, ...] = ()
    """Elections, holidays, summits and games with their days."""
    declared: tuple[Declared, ...] = ()
    """What sites of the archive say of themselves in an ``ads.txt``; never from a table file."""
