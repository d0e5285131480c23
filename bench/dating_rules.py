"""How often each dating rule is right on texts and pages whose day is known: what its weight has to be.

    python bench/dating_rules.py [--pages] [--json]

Prints for each rule the texts in which it spoke, how many were written before its first day or after its last one, or
outside its stretches, and the log-odds that this share gives (one error added), to be held against the weights in
`firsthand.dating`. ``--pages`` adds the real pages of the development sets through restore, which takes a minute.
"""

import argparse
import datetime as dt
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterator

import dating as bench
from firsthand import dating
from firsthand.model import Article, Clue, Record, Sighting
from firsthand.restore import Options, restore


def dated(pages: bool) -> Iterator[tuple[dt.date, Article, Record]]:
    """Yield the texts, and the pages if they are asked for, with their true days."""
    for _, name, day, text in bench.texts():
        yield (day, *bench.article(name, text))
    if not pages:
        return
    options = Options(tables=bench.OPTIONS.tables)
    for _, url, payload, day in bench.truths():
        if day is None or len(day) != 10:
            continue
        record = Record(id=url, payload=payload, media="html", encoding="utf-8", url=url, sighting=Sighting(file=url))
        restored = restore(record, options)
        if isinstance(restored, Article):
            yield dt.date.fromisoformat(day), restored, record


def outcome(clue: Clue, day: dt.date) -> str | None:
    """Return how a clue did: right, early (written before its first day), late, outside; None for one with no bound."""
    if clue.stretches:
        return "right" if any(low <= day <= high for low, high in clue.stretches) else "outside"
    if clue.kind not in ("after", "before", "around") or (clue.earliest is None and clue.latest is None):
        return None
    if clue.earliest is not None and day < clue.earliest:
        return "early"
    return "late" if clue.latest is not None and day > clue.latest else "right"


def main() -> None:
    usage = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    usage.add_argument("--pages", action="store_true", help="add the pages of the development sets")
    usage.add_argument("--json", action="store_true", help="print JSON instead of rows")
    asked = usage.parse_args()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for day, article, record in dated(asked.pages):
        for clue in dating.clues(article, record, bench.OPTIONS):
            found = outcome(clue, day)
            if found is not None:
                counts[clue.evidence.rule][found] += 1
                counts[clue.evidence.rule]["weights"] += round(100 * clue.evidence.weight)
    rows = []
    for rule, count in sorted(counts.items()):
        texts = sum(count[name] for name in ("right", "early", "late", "outside"))
        wrong = texts - count["right"]
        rows.append({
            "rule": rule, "texts": texts, "early": count["early"], "late": count["late"], "outside": count["outside"],
            "log-odds": round(math.log(max(1, count["right"]) / (wrong + 1)), 1),
            "mean weight": round(count["weights"] / 100 / texts, 1),
        })  # fmt: skip
    if asked.json:
        print(json.dumps(rows, indent=1))
        return
    for row in rows:
        print("  ".join(f"{name} {value}" for name, value in row.items()))


if __name__ == "__main__":
    main()
