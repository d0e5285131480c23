"""What pages, agencies and groups go by, in words that a reader knows."""

import json
from collections.abc import Iterable
from pathlib import PurePath

import msgspec

from firsthand import views
from firsthand.archive import Archive
from firsthand.model import Count, Line

_THROUGH = "unnamed through "
"""How the ledger's group of unnamed people begins; the group of a reporter follows."""


_LANGUAGES = dict(
    pair.split("=")
    for pair in (
        "af=Afrikaans am=Amharic ar=Arabic az=Azerbaijani be=Belarusian bg=Bulgarian bn=Bengali bs=Bosnian ca=Catalan"
        " cs=Czech cy=Welsh da=Danish de=German el=Greek en=English eo=Esperanto es=Spanish et=Estonian eu=Basque"
        " fa=Persian fi=Finnish fr=French ga=Irish gl=Galician gu=Gujarati ha=Hausa he=Hebrew hi=Hindi hr=Croatian"
        " hu=Hungarian hy=Armenian id=Indonesian is=Icelandic it=Italian ja=Japanese ka=Georgian kk=Kazakh km=Khmer"
        " kn=Kannada ko=Korean ky=Kyrgyz lo=Lao lt=Lithuanian lv=Latvian mk=Macedonian ml=Malayalam mn=Mongolian"
        " mr=Marathi ms=Malay my=Burmese nb=Norwegian ne=Nepali nl=Dutch nn=Norwegian no=Norwegian pa=Punjabi"
        " pl=Polish ps=Pashto pt=Portuguese ro=Romanian ru=Russian si=Sinhala sk=Slovak sl=Slovenian so=Somali"
        " sq=Albanian sr=Serbian sv=Swedish sw=Swahili ta=Tamil te=Telugu tg=Tajik th=Thai tl=Tagalog tr=Turkish"
        " uk=Ukrainian ur=Urdu uz=Uzbek vi=Vietnamese yo=Yoruba zh=Chinese zu=Zulu"
    ).split()
)
"""English names of ISO 639-1 codes, those that news is written in most."""


def language(code: str | None) -> str:
    """Return the name of a language; a code without one stays as it is."""
    return _LANGUAGES.get(code or "", code or "")


class Names:
    """The names that one answer needs, looked up once.

    Args:
        archive: where they stand; its own tables go before the built-in ones.
        pages: ids of the pages that are named.
    """

    def __init__(self, archive: Archive, pages: Iterable[str] = ()) -> None:
        self._agencies = views.agencies(archive)
        self._archive = archive
        self.pages = page_names(archive, pages)

    def agency(self, key: str | None) -> str | None:
        """Return the name of an agency's id; what is no id is returned as it stands."""
        return self._agencies.get(key, key) if key else None

    def page(self, key: str) -> str:
        """Return what a page goes by."""
        return self.pages.get(key, key)

    def group(self, key: str, count: Count) -> str:
        """Return the name of a group of the ledger: an agency, a network, an owner, a page, or a party."""
        if key.startswith(_THROUGH):
            return f"Unnamed people, through {self.group(key.removeprefix(_THROUGH), count)}"
        if key in self._agencies:
            return self._agencies[key]
        if key in self.pages:
            return self.page(key)
        if key.startswith("network_"):
            network = self._archive.networks.get(key)
            return f"the network {network.name}" if network else key
        mine = [line for line in count.ledger if line.subject == key or line.group == key]
        lead = next((line for line in mine if line.standing == "reporter"), mine[0] if mine else None)
        if lead is None or lead.subject == key or lead.side == "sources":
            return self.line(lead) if lead else key
        return key if self.line(lead) == key else f"{self.line(lead)}, of {key}"

    def line(self, line: Line) -> str:
        """Return what a line of the ledger goes by; a page never by its bare id."""
        return self.page(line.name) if line.name == line.subject else line.name


class _Line(msgspec.Struct):
    """Of a line of a ledger what a list of names needs: most of a large ledger need not be read."""

    side: str
    name: str
    standing: str


class _Ledger(msgspec.Struct):
    ledger: list[_Line]


_LEDGER = msgspec.json.Decoder(_Ledger)


def reporters(archive: Archive, stories: Iterable[str], named: int = 4) -> dict[str, tuple[tuple[str, ...], int]]:
    """Return who raises the count of reporters, or may raise it, for each story that is asked for.

    Args:
        archive: open.
        stories: their ids.
        named: how many are named.

    Returns:
        Story -> the names of the first, those that surely raise it before the others; and how many more there are.
    """
    sql = "SELECT story, doc FROM count WHERE story IN (SELECT value FROM json_each(?))"
    found: dict[str, list[str]] = {}
    for story, doc in archive.connection.execute(sql, (json.dumps(sorted(stories)),)):
        raising = {
            (line.standing != "reporter", line.name)
            for line in _LEDGER.decode(str(doc)).ledger
            if line.side == "reporters" and line.standing in ("reporter", "possible reporter")
        }
        found[str(story)] = list(dict.fromkeys(name for _, name in sorted(raising)))
    shown = {name for names in found.values() for name in names[:named] if name.startswith("page_")}
    pages = page_names(archive, shown)
    return {
        story: (tuple(pages.get(name, name) for name in names[:named]), max(0, len(names) - named))
        for story, names in found.items()
    }


def page_names(archive: Archive, pages: Iterable[str]) -> dict[str, str]:
    """Return what each page goes by: its outlet, brand or site, else the name of the file (and row) it came from."""
    sql = (
        "SELECT r.value, coalesce(a.outlet, a.brand, a.site), s.file, s.place FROM json_each(?) r"
        " LEFT JOIN article a ON a.id = r.value LEFT JOIN sighting s ON s.record = r.value"
        " ORDER BY r.value, s.file DESC, s.place DESC"
    )
    names: dict[str, str] = {}
    for key, name, file, place in archive.connection.execute(sql, (json.dumps(sorted(set(pages))),)):
        if name or not file:
            names[str(key)] = str(name or key)
            continue
        lies = PurePath(str(file)).name
        names[str(key)] = lies + (f", {place}" if place is not None and int(place) >= 0 else "")
    return names
