"""Make src/firsthand/tables/offices.tsv from the leaders data and from offices_additions.tsv.

    python scripts/make_offices.py [--check]

Facts only: who held which office from when to when. A holder of whom the additions know goes by the additions alone.
The leaders list gives months of leaving without days, so its rows end with that month; it stops in March 2021, so its
last holders have no end here. Holders that it names by surname alone are left out: a surname is not enough to date by.
"""

import calendar
import csv
import datetime as dt
import re
import sys
import unicodedata
from pathlib import Path

import yaml

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "shared/data/leaders"
TARGET = HERE.parent / "src/firsthand/tables/offices.tsv"
SINCE = dt.date(1960, 1, 1)
_SAME_DAYS = 2
"""Days by which two lists may differ on a first day: election, oath, handing over."""

Row = tuple[str, str, str, str, str, str]


def key(name: str) -> str:
    """Return a name without accents, case, hyphens and order of its parts: two lists agree on little more."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return " ".join(sorted(re.findall(r"[a-z]{2,}", plain.replace("-", ""))))


def additions() -> list[Row]:
    origin, rows = "", []
    for line in (HERE / "offices_additions.tsv").read_text("utf-8").splitlines():
        if line.startswith("# origin: "):
            origin = line.removeprefix("# origin: ")
        if not line or line.startswith("#"):
            continue
        title, holders, country, first, last = line.split("\t")
        dt.date.fromisoformat(first)
        assert last == "-" or first < last, line
        rows += [(title, holder, country, first, last, origin) for holder in holders.split("/")]
    return rows


def executives() -> list[Row]:
    people = yaml.safe_load((DATA / "us_executive.yaml").read_text("utf-8"))
    rows = []
    for person in people:
        name = person["name"]
        full = name.get("official_full") or f"{name['first']} {name['last']}"
        firsts = (name["first"], name.get("nickname", name["first"]))
        names = dict.fromkeys([*(f"{first} {name['last']}" for first in firsts), full])
        for kind, title in (("prez", "President"), ("viceprez", "Vice President")):
            for first, last in stints([t for t in person["terms"] if t["type"] == kind]):
                if last >= SINCE.isoformat():
                    end = "-" if last > "2026-01-01" else last
                    rows += [(title, one, "United States", first, end, "us_executive.yaml (CC0)") for one in names]
    return rows


def spelt(rows: list[Row]) -> list[Row]:
    """Return the rows once more for each other spelling of their holder, with the same days and origin."""
    more: dict[str, list[str]] = {}
    for line in (HERE / "offices_spellings.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, forms = line.split("\t")
            more[name] = forms.split("/")
    known = {row[1] for row in rows}
    found = []
    for title, holder, *rest in rows:
        found += [(title, form, *rest) for form in more.get(holder, ()) if form not in known]
    return found


def stints(terms: list[dict[str, str]]) -> list[tuple[str, str]]:
    """Join terms that follow one another without a gap."""
    joined: list[tuple[str, str]] = []
    for term in sorted(terms, key=lambda term: term["start"]):
        if joined and joined[-1][1] == term["start"]:
            joined[-1] = (joined[-1][0], term["end"])
        else:
            joined.append((term["start"], term["end"]))
    return joined


def leaders(known: set[str]) -> list[Row]:
    rows = []
    with (DATA / "leaderlist_3_21.csv").open(encoding="utf-8", errors="replace") as file:
        for row in csv.DictReader(file):
            name = " ".join(row["leader"].replace(".", ". ").split())
            parts = re.findall(r"[^\W\d_]{2,}", name)
            if len(parts) < 2 or " " not in name or "\ufffd" in name or re.search(r"[(/,]", name) or key(name) in known:
                continue
            try:
                first = dt.date(int(row["syear"]), int(row["smonth"]), int(row["sdate"]))
                year, month = int(row["eyear"] or 0), int(row["emonth"] or 0)
                last = dt.date(year, month, calendar.monthrange(year, month)[1]) if year else None
            except ValueError:
                continue
            if (last is None or last >= SINCE) and (last is None or first < last):
                rows.append(
                    (
                        "Leader",
                        name,
                        "-",
                        str(first),
                        str(last or "-"),
                        "leaders list of March 2021 (leaderlist_3_21.csv)",
                    )
                )
    return rows


def sourced(rows: list[Row]) -> list[Row]:
    """Return the rows that were entered by hand, each saying whether the leaders list has its holder from the same day.

    The list holds leaders only, and counts power where ours counts titles (Xi from 2012, Putin from 2000), so that it
    confirms days but refutes none.
    """
    known: dict[str, list[dt.date]] = {}
    with (DATA / "leaderlist_3_21.csv").open(encoding="utf-8", errors="replace") as file:
        for row in csv.DictReader(file):
            words = re.findall(r"[^\W\d_]{2,}", row["leader"])
            try:
                first = dt.date(int(row["syear"]), int(row["smonth"]), int(row["sdate"]))
            except ValueError:
                continue
            for name in dict.fromkeys([key(row["leader"]), *map(key, words)]):
                known.setdefault(name, []).append(first)
    made = []
    for title, holder, country, first, last, origin in rows:
        day = dt.date.fromisoformat(first)
        names = [key(holder), *map(key, holder.replace("-", " ").split())]
        near = any(abs((day - one).days) <= _SAME_DAYS for name in names for one in known.get(name, ()))
        word = "first day as in the leaders list of March 2021" if near else "entered by hand, in no list here"
        made.append((title, holder, country, first, last, f"{origin}; {word}"))
    return made


def main() -> int:
    rows = sourced(additions()) + executives()
    rows += spelt(rows)
    rows += leaders({key(row[1]) for row in rows})
    rows = sorted(set(rows), key=lambda row: (row[1], row[3], row[0]))
    head = "# title\tholder\tcountry\tfirst\tlast\torigin; made by scripts/make_offices.py, do not edit\n"
    text = head + "".join("\t".join(row) + "\n" for row in rows)
    if "--check" in sys.argv:
        same = TARGET.read_text("utf-8") == text
        print("offices.tsv is up to date" if same else "offices.tsv differs: run python scripts/make_offices.py")
        return 0 if same else 1
    TARGET.write_text(text, "utf-8")
    print(f"{TARGET}: {len(rows)} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main())
