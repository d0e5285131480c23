"""Turn a CSV of outlets into rows for a ``firsthand.toml``: owners, and known networks as labels.

    python scripts/make_outlets.py outlets.csv --domain domain --name title --label network >> firsthand.toml

Lists of known networks and of owners are published as CSV with columns of their own; the options name the columns. A
label is shown on the network's page and never makes a link; an owner speaks against one (docs/tables.md). Rows without
a domain are left out; of several rows with one domain the last one holds, as in a table file.
"""

import argparse
import csv
import json
import sys
from pathlib import Path
from urllib.parse import urlsplit


def host(value: str) -> str:
    """Return the host of an address or of a bare domain, without ``www.``; empty where there is none."""
    value = value.strip().lower()
    return (urlsplit(value if "//" in value else f"//{value}").hostname or "").removeprefix("www.")


def rows(path: Path, columns: dict[str, str | None]) -> dict[str, dict[str, str]]:
    """Return name, domain, owner and label of each outlet by its domain.

    Args:
        path: the CSV file, UTF-8.
        columns: which column holds ``domain``, ``name``, ``owner`` and ``label``; None for none.
    """
    found = {}
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for line in csv.DictReader(stream):
            given = {key: (line.get(column) or "").strip() for key, column in columns.items() if column}
            domain = host(given.pop("domain", ""))
            if domain:
                row = {key: value for key, value in given.items() if value}
                found[domain] = {"name": domain} | row | {"domain": domain}
    return found


def main() -> None:
    """Print one ``[[outlet]]`` row a domain, sorted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--domain", default="domain", help="column of the host or address")
    parser.add_argument("--name", default="name", help="column of the outlet's name")
    parser.add_argument("--owner", default=None, help="column of the owner")
    parser.add_argument("--label", default=None, help="column of the known network")
    given = parser.parse_args()
    columns = {key: getattr(given, key) for key in ("domain", "name", "owner", "label")}
    found = rows(given.file, columns)
    for domain in sorted(found):
        # A TOML basic string is written as JSON writes one.
        fields = "\n".join(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in found[domain].items())
        sys.stdout.write(f"[[outlet]]\n{fields}\n\n")


if __name__ == "__main__":
    main()
