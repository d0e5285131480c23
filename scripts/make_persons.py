"""Make src/firsthand/tables/persons.tsv: when holders of offices were born, to date ``Mary Doe, 54`` by.

    python scripts/make_persons.py

Days come from us_executive.yaml (CC0), years from the leaders list of March 2021, days of people whom neither has from
persons_additions.tsv. Names are those of offices.tsv, so that one person goes by the same spellings in both.
"""

import csv
import sys

import yaml
from make_offices import DATA, HERE, key

OFFICES = HERE.parent / "src/firsthand/tables/offices.tsv"
TARGET = HERE.parent / "src/firsthand/tables/persons.tsv"


def main() -> int:
    rows = [line.split("\t") for line in OFFICES.read_text("utf-8").splitlines() if not line.startswith("#")]
    names = {name: key(name) for _, name, *_ in rows}
    born: dict[str, tuple[str, str]] = {}
    listed: set[tuple[str, str]] = set()
    with (DATA / "leaderlist_3_21.csv").open(encoding="utf-8", errors="replace") as file:
        for row in csv.DictReader(file):
            listed.update((part, row["birthyear"]) for part in key(row["leader"]).split())
            if row["birthyear"].isdigit() and len(row["leader"].split()) > 1:
                born[key(row["leader"])] = (row["birthyear"], "leaders list of March 2021 (leaderlist_3_21.csv)")
    for person in yaml.safe_load((DATA / "us_executive.yaml").read_text("utf-8")):
        day = person.get("bio", {}).get("birthday")
        for first in {person["name"]["first"], person["name"].get("nickname", person["name"]["first"])}:
            if day:
                born[key(f"{first} {person['name']['last']}")] = (day, "us_executive.yaml (CC0)")
    origin = ""
    for line in (HERE / "persons_additions.tsv").read_text("utf-8").splitlines():
        if line.startswith("# origin: "):
            origin = line.removeprefix("# origin: ")
        if line and not line.startswith("#"):
            forms, day = line.split("\t")
            for name in forms.split("/"):
                known = any((part, day[:4]) in listed for part in key(name).split())
                agrees = "; the year as in the leaders list" if known else "; in no list here"
                born[key(name)] = (day, f"{origin}; entered by hand{agrees}")
                names[name] = key(name)
    found = sorted((name, *born[short]) for name, short in names.items() if short in born)
    head = "# name\tborn (day or year)\torigin; made by scripts/make_persons.py, do not edit\n"
    TARGET.write_text(head + "".join("\t".join(row) + "\n" for row in found), "utf-8")
    print(f"{TARGET}: {len(found)} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main())
