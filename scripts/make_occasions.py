"""Make src/firsthand/tables/occasions.tsv: elections, public holidays and other occasions that come back.

    python scripts/make_occasions.py

Elections to March 2021 come from the leaders data (days that the list gives; months alone are left out), later ones and
the summits, games and feasts of the whole world from occasions_additions.tsv. Public holidays come from the package
holidays (MIT licence), which only this script needs: names in English, 2000 to 2035, by country as
occasions_countries.tsv lists them. A holiday on the same day each year is written ``XXXX-07-04``.
"""

import csv
import datetime as dt
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import holidays
from dateutil.easter import easter

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "shared/data/leaders"
TARGET = HERE.parent / "src/firsthand/tables/occasions.tsv"
YEARS = range(2000, 2036)
_WORLDWIDE = ("New Year", "Christmas", "May Day", "Labor Day", "Labour Day", "Saturday", "Sunday", "Bank Holiday")
_NOT_NAMES = re.compile(r"observed|substitut|alternative|day off|additional|temporary|preceding|following|holiday$"
                        r"|second|third|fourth|bridge|working|election|eve$|special|joint|\d",
                        re.IGNORECASE)  # fmt: skip
_ALSO = {
    "Korean New Year": "Lunar New Year/Seollal", "Chinese New Year": "Lunar New Year/Chinese New Year/Spring Festival",
    "Pesach": "Passover", "Washington's Birthday": "Presidents Day/Presidents' Day", "Thanksgiving Day": "Thanksgiving",
    "Martin Luther King Jr. Day": "Martin Luther King Jr. Day/MLK Day", "Juneteenth National Independence Day":
    "Juneteenth", "Eid al-Fitr": "Eid al-Fitr/Eid-ul-Fitr/Eid ul-Fitr", "Eid al-Adha": "Eid al-Adha/Eid-ul-Adha",
}  # fmt: skip
"""Names by which texts call a holiday besides the package's."""
Row = tuple[str, str, str, int, str]


def countries() -> dict[str, tuple[str, str]]:
    """Return forms and code by the name that the election list uses."""
    found = {}
    for line in (HERE / "occasions_countries.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, forms, code = line.split("\t")
            found[name] = (forms, code)
    return found


def additions(known: dict[str, tuple[str, str]]) -> tuple[list[Row], dict[str, list[tuple[str, str, str]]]]:
    """Return the rows that were entered by hand, and their elections by country: (day, length, origin)."""
    origin, rows, votes = "", [], defaultdict(list)
    for line in (HERE / "occasions_additions.tsv").read_text("utf-8").splitlines():
        if line.startswith("# origin: "):
            origin = line.removeprefix("# origin: ")
        if not line or line.startswith("#"):
            continue
        names, places, days, length = line.split("\t")
        for day in days.split(","):
            dt.date.fromisoformat(day.replace("XXXX", "2024"))
        if names == "election":
            assert places in known, places
            votes[places] += [(day, length, origin) for day in days.split(",")]
        else:
            rows.append((names, places, days, int(length), f"{origin}; entered by hand"))
    return rows, votes


def elections(known: dict[str, tuple[str, str]], more: dict[str, list[tuple[str, str, str]]]) -> list[Row]:
    days: dict[str, set[str]] = defaultdict(set)
    with (DATA / "electionlist_3_21.csv").open(encoding="utf-8", errors="replace") as file:
        for row in csv.DictReader(file):
            name = row["country"].strip()
            if name not in known or not row["event"].startswith("Vote"):
                continue
            try:
                day = dt.date(int(row["elec_year"]), int(row["elec_month"]), int(row["elec_day"]))
            except ValueError:
                continue
            if day.year >= 1990:
                days[name].add(str(day))
    listed = "leaders data, electionlist_3_21.csv, to March 2021"
    rows = []
    for name in sorted(days.keys() | more.keys()):
        added = {day for day, _, _ in more.get(name, ())}
        length = max((int(length) for _, length, _ in more.get(name, ())), default=1)
        said = {(True, True): f"{listed}; later ones by hand", (True, False): listed, (False, True): "entered by hand"}
        origin = said[bool(days.get(name)), bool(added)] + ("; election commission" if added else "")
        rows.append(("election", known[name][0], ",".join(sorted(days.get(name, set()) | added)), length, origin))
    return rows


def observed(known: dict[str, tuple[str, str]]) -> list[Row]:
    """Return the public holidays of the countries; what many countries keep within the same days is one row."""
    origin = f"package holidays {holidays.__version__}"
    kept: dict[str, dict[str, list[dt.date]]] = defaultdict(lambda: defaultdict(list))
    for forms, code in sorted(known.values()):
        if code == "-":
            continue
        for day, names in sorted(holidays.country_holidays(code, years=YEARS, language="en_US").items()):
            for name in names.split("; "):
                name = re.sub(r"\s*\([^)]*\)", "", name).split(" / ")[0].strip()
                if len(name) >= 5 and not _NOT_NAMES.search(name) and not name.startswith(_WORLDWIDE):
                    kept[_ALSO.get(name, name)][forms].append(day)
    rows = []
    for name, places in sorted(kept.items()):
        everywhere = sorted({day for days in places.values() for day in days})
        runs = stretches(everywhere, 4)
        if len(places) >= 4 and max(map(len, runs)) <= 7 and len({run[0].year for run in runs}) * 1.2 >= len(runs):
            rows.append((name, "-", ",".join(str(run[0]) for run in runs), max(map(len, runs)), origin))
            continue
        for forms, days in sorted(places.items()):
            firsts = [run[0] for run in stretches(days, 1)]
            length = max(1, round(len(days) / len(firsts)))
            usual, times = Counter((day.month, day.day) for day in firsts).most_common(1)[0]
            if times >= 0.75 * len(firsts) and len(firsts) >= 5:
                rows.append((name, forms, f"XXXX-{usual[0]:02}-{usual[1]:02}", length, origin))
            elif len({day.year for day in firsts}) >= 5:
                rows.append((name, forms, ",".join(map(str, firsts)), length, origin))
    return rows


def stretches(days: list[dt.date], gap: int) -> list[list[dt.date]]:
    """Return the days in runs that are at most so many days apart."""
    runs: list[list[dt.date]] = []
    for day in sorted(set(days)):
        if runs and (day - runs[-1][-1]).days <= gap:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def main() -> int:
    known = countries()
    rows, votes = additions(known)
    for names, shift in (("Easter/Easter Sunday", 0), ("Good Friday", -2), ("Ash Wednesday", -46)):
        days = (easter(year) + dt.timedelta(shift) for year in range(1990, YEARS.stop))
        rows.append((names, "-", ",".join(map(str, days)), 1, "Gregorian reckoning of Easter"))
    rows += elections(known, votes) + observed(known)
    head = "# names\tplaces\tfirst days\tdays\torigin; made by scripts/make_occasions.py, do not edit\n"
    text = "".join("\t".join(map(str, row)) + "\n" for row in sorted(set(rows)))
    TARGET.write_text(head + text, "utf-8")
    print(f"{TARGET}: {len(rows)} rows, {len(text)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
