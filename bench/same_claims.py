"""Measure same-claim groups on the hand-made table ``tests/claims/same_claims.tsv``: pair precision, recall and F1.

    .venv/bin/python bench/same_claims.py [--json] [--wrong]

Each scene of the table has one claim and others that say the same (reworded, cut, hedged, unnamed, rendered in another
language) or do not (another figure, name, speaker, polarity, act, matter). Limits were chosen on scenes of odd numbers;
those of even numbers were not looked at while they were chosen, and are told apart below.
"""

import argparse
import csv
import json
from collections import Counter, defaultdict
from pathlib import Path

from firsthand import tables
from firsthand.claims.alike import alike
from firsthand.claims.assemble import assemble
from firsthand.claims.draft import Draft
from firsthand.claims.meaning import Meaning, meaning
from firsthand.claims.prose import paragraphs
from firsthand.claims.tagger import shipped
from firsthand.claims.voices import voice

TABLE = Path(__file__).resolve().parents[1] / "tests" / "claims" / "same_claims.tsv"


def meant(source: str, cue: str, content: str) -> Meaning:
    """Return one row's claim, its party, polarity and hedge worked out as in any text."""
    text = f"{source} {cue} {content}."
    low, middle = len(source), len(source) + 1 + len(cue)
    draft = Draft((low + 1, middle), (0, low), [(middle + 1, len(text) - 1)], "bench.table.row")
    (claim,) = assemble(text, [draft], paragraphs(text), tables.builtin(), None)
    return meaning(claim, text, shipped(), english=cue not in ("dijo", "sagte", "a déclaré", "declaró"))


def judged() -> list[tuple[dict[str, str], bool, bool, str]]:
    """Return for each pair its row, what the table says, what firsthand says, and why."""
    found = []
    base: Meaning | None = None
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            here = meant(row["source"], row["cue"], row["content"])
            if row["verdict"] == "base":
                base = here
                continue
            assert base is not None
            like, speaks = alike(base, here), voice(base, here)
            said = like.same and speaks != "other"
            found.append((row, row["verdict"] == "same", said, f"{like.score:.2f} {like.against} {speaks}"))
    return found


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--json", action="store_true")
    asked.add_argument("--wrong", choices=("odd", "even", "all"), help="list the pairs that are wrong")
    given = asked.parse_args()
    found = judged()
    parts = {"all": found} | {
        name: [each for each in found if int(each[0]["scene"]) % 2 == odd] for name, odd in (("odd", 1), ("even", 0))
    }
    rows = {name: score(part) for name, part in parts.items()}
    if given.json:
        print(json.dumps(rows, indent=1))
        return
    for name, row in rows.items():
        print(
            f"{name:6}"
            + "  ".join(f"{key} {value:.3f}" if key != "pairs" else f"{key} {value}" for key, value in row.items())
        )
    kinds: dict[str, Counter[bool]] = defaultdict(Counter)
    for row, gold, said, _ in found:
        kinds[f"{row['verdict']:6}{row['kind']}"][gold == said] += 1
    for kind, counts in sorted(kinds.items()):
        print(f"  {kind:20}{counts[True]:4} right {counts[False]:4} wrong")
    for row, gold, said, why in parts.get(given.wrong or "", []):
        if gold != said:
            said_so = f"{row['source']} | {row['cue']} | {row['content']}"
            print(f"{row['scene']:>3} {row['verdict']:6}{row['kind']:12}{why:28}{said_so}")


def score(part: list[tuple[dict[str, str], bool, bool, str]]) -> dict[str, float]:
    """Return precision, recall and F1 of the pairs held to be the same."""
    both = sum(gold and said for _, gold, said, _ in part)
    precision = both / max(1, sum(said for _, _, said, _ in part))
    recall = both / max(1, sum(gold for _, gold, _, _ in part))
    return {
        "pairs": len(part),
        "precision": precision,
        "recall": recall,
        "F1": 2 * both / max(1, sum(s for _, _, s, _ in part) + sum(g for _, g, _, _ in part)),
    }


if __name__ == "__main__":
    main()
