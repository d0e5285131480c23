"""Measure whom pronouns and short forms are taken to mean, on the hand-checked table ``tests/claims/coreference.tsv``.

    .venv/bin/python bench/coreference.py [--json] [--wrong]

Each row names a file of ``examples``, a mention with the words behind it, and whom a reader says it means. A mention is
right when the claim that firsthand finds there has a party whose name holds all words of that name; a mention at which
no claim is found any more is wrong, too.
"""

import argparse
import csv
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import firsthand
from firsthand.model import Claim, Refusal
from firsthand.text.normalise import words

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "tests" / "claims" / "coreference.tsv"


@cache
def claims_of(file: str) -> tuple[str, tuple[Claim, ...]]:
    """Return the text of an example and its claims."""
    payload = (ROOT / "examples" / file).read_bytes()
    if file.startswith("voices/"):
        text = payload.decode()
    else:
        article = firsthand.restore(payload)
        assert not isinstance(article, Refusal), file
        text = article.text
    return text, firsthand.claims(text)


def judged() -> list[tuple[dict[str, str], str | None, bool]]:
    """Return for each row whom firsthand names, and whether that is right."""
    found = []
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            text, claims = claims_of(row["file"])
            pattern = r"\s+".join(map(re.escape, row["words"].split()))
            places = {match.start() for match in re.finditer(pattern, text)}
            named = [each for each in claims if each.source is not None and each.source.start in places]
            party = named[0].party.name if named and named[0].party is not None else None
            told = {word for word, _, _ in words(party or "")}
            right = {word for word, _, _ in words(row["meant"])} - {"the"} <= told
            found.append((row, party if named else "(no claim)", right))
    return found


def main() -> None:
    """Print the share that is right."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--json", action="store_true")
    asked.add_argument("--wrong", action="store_true")
    given = asked.parse_args()
    found = judged()
    rows: dict[str, Counter[bool]] = {
        "all": Counter(),
        "week": Counter(),
        "voices": Counter(),
        "pronouns": Counter(),
        "short forms": Counter(),
    }
    for row, _, right in found:
        pronoun = row["mention"].lower() in ("he", "she", "they", "it", "who")
        for name in ("all", row["file"].partition("/")[0], "pronouns" if pronoun else "short forms"):
            rows[name][right] += 1
    if given.json:
        print(json.dumps({name: {"cases": sum(c.values()), "right": c[True]} for name, c in rows.items()}, indent=1))
        return
    for name, counts in rows.items():
        print(f"{name:12}{sum(counts.values()):5} cases {counts[True] / max(1, sum(counts.values())):7.3f} right")
    if given.wrong:
        for row, party, right in found:
            if not right:
                print(f"{row['file'][-30:]:30} {row['words']:45} is {row['meant']}, not {party}")


if __name__ == "__main__":
    main()
