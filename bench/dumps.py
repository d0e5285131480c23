"""Measure restoring of text dumps: pages that have lost their markup.

    python bench/dumps.py                       # the shipped line model (in-sample: it was trained on these pages)
    python bench/dumps.py --folds DIR           # models from scripts/train_dumps.py --folds DIR, held out by site
    python bench/dumps.py --week                # the farm pages of examples/week against their truth

Word F1 as WCXB counts it, of the body in the dump of each page, beside doing nothing and a rule of four lines: keep
lines of 12 words or more that end like a sentence.
"""

import argparse
import json
import sys
import time
from pathlib import Path

import dump_pages
import numpy as np
import restore_pages

from firsthand import tables
from firsthand.restore import credit, dateline, dump, dumpbylines, dumptitles, furniture, planted, shapes, trees

ROOT = Path(__file__).resolve().parents[1]
BODY = ("paragraph", "heading", "item", "quote", "table", "code", "entry")


def restored(page, url=None, table=None):
    """Return (lines, furniture, credit, planted evidence) of a dump: the passes of the stage in order."""
    lines, found = furniture.read(dump.lines(page), page, url)
    dump.assign(lines, url)
    lines, signed = credit.read(lines, table or tables.builtin())
    title = next((line.text for line in lines if line.role == "title"), None)
    lines, taken = planted.clean(lines, found.brand, title)
    return lines, found, signed, taken


def body(lines):
    return "\n\n".join(line.text for line in lines if line.role in BODY)


def folds_of(folder):
    """Return the models of each fold by name; None without a folder."""
    if folder is None:
        return None
    made = []
    for fold in range(5):
        models = {}
        for name in (*dump.MODELS, dumptitles.MODEL):
            if (file := folder / f"{name}{fold}.npz").exists():
                with np.load(file) as data:
                    models[name] = trees.from_arrays(data)
        made.append(models)
    return made


def measure(pages, folds, limit):
    """Return rows of (name, ours, nothing, rule) and the seconds a page."""
    rows, spent, heads = [], 0.0, []
    for item in pages:
        if len(rows) >= limit:
            break
        text = dump_pages.render(item.html)
        if not text.strip():  # nothing is shown without scripts: there is no dump of it
            continue
        if folds:
            model = folds[restore_pages.fold_of(item.site)]
            trees.load = lambda name, model=model: model[name]
        start = time.process_time()
        lines, *_ = restored(text, item.url)
        spent += time.process_time() - start
        rule = "\n".join(line.text for line in dump.lines(text) if shapes.is_prose(line))
        others = [restore_pages.word_f1(each, item.text)[0] for each in (text, rule)]
        title = next((line.text for line in lines if line.role == "title"), None)
        signed = next((dumpbylines.name_of(line) for line in lines if line.role == "byline"), None)
        heads.append((item, title, signed))
        rows.append((item.name, restore_pages.word_f1(body(lines), item.text), *others))
    return rows, spent / max(1, len(rows)), heads


def named(heads):
    """Return how often headline and byline of a dump are right, and how often a byline is made up."""
    titled = [
        restore_pages.straight(title) == restore_pages.straight(item.title) for item, title, _ in heads if item.title
    ]
    drop = {"and", "by", "the"}
    signed = [
        set(restore_pages.words(byline or "")) - drop == set(restore_pages.words(item.author)) - drop
        for item, _, byline in heads
        if item.author
    ]
    made_up = [byline is not None for item, _, byline in heads if not item.author]
    rates = {"headline exact": titled, "byline same words": signed, "byline invented": made_up}
    return {key: round(float(np.mean(found)), 4) for key, found in rates.items() if found}


def week():
    """Return counts of right and wrong fields over the dumps of examples/week."""
    folder = ROOT / "examples" / "week"
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    table = tables.merge(tables.builtin(), tables.read(folder / "firsthand.toml"))
    counts: dict[str, list[int]] = {}
    for page in truth["pages"]:
        if not page["file"].endswith(".txt") or page.get("refusal"):
            continue
        lines, found, signed, taken = restored((folder / page["file"]).read_text("utf-8"), page["url"], table)
        text = body(lines)
        line = dateline.read(text, table)
        checks = {
            "body": text.split("\n\n") == page["body"],
            "title": next((one.text for one in lines if one.role == "title"), None) == page["title"],
            "dateline": (line.place if line else None) == (page["dateline"]["place"] if page["dateline"] else None),
            "credit": bool(signed) == bool(page["credit"]),
            "planted": sorted(one.quote for one in taken) == sorted(page["planted"] or ()),
        }
        want = page.get("furniture")
        if want:
            checks |= {
                "section": found.section == want["section"],
                "brand": found.brand == want["brand"],
                "views": found.views == want.get("views"),
                "claimed": found.claimed == want["claimed_text"],
            }
            for name in ("related", "ranking", "recommendation"):
                wanted = want.get(name) or ()
                made = getattr(found, name)
                checks[name] = [(one.text, one.snippet) for one in made] == [
                    (one["text"], one.get("snippet")) for one in wanted
                ]
                counts.setdefault("cut titles found", [0, 0])
                counts.setdefault("whole titles kept", [0, 0])
                for one, other in zip(made, wanted, strict=False):
                    key = "cut titles found" if other.get("cut") else "whole titles kept"
                    counts[key][0] += one.cut == bool(other.get("cut"))
                    counts[key][1] += 1
        for name, right in checks.items():
            pair = counts.setdefault(name, [0, 0])
            pair[0] += right
            pair[1] += 1
    return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=Path)
    parser.add_argument("--limit", type=int, default=10_000)
    parser.add_argument("--worst", type=int, default=0)
    parser.add_argument("--week", action="store_true")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if arguments.week:
        counts = week()
        print(
            json.dumps(counts)
            if arguments.json
            else "\n".join(f"{name:20} {a} of {b}" for name, (a, b) in counts.items())
        )
        return
    folds = folds_of(arguments.folds)
    answer = {}
    for name, pages in (
        ("wcxb articles", restore_pages.wcxb(frozenset({"article"}))),
        ("news (fundus)", restore_pages.fundus()),
    ):
        rows, seconds, heads = measure(pages, folds, arguments.limit)
        scores = np.array([[*row[1], row[2], row[3]] for row in rows]).mean(axis=0)
        keys = ("F1", "precision", "recall", "nothing", "rule")
        answer[name] = {key: round(float(score), 4) for key, score in zip(keys, scores, strict=True)}
        answer[name] |= {"pages": len(rows), "ms a page": round(1000 * seconds, 1), "held out": bool(folds)}
        answer[name] |= named(heads)
        for row in sorted(rows, key=lambda row: row[1][0])[: arguments.worst]:
            print(f"  {row[0]:40} F1 {row[1][0]:.3f} P {row[1][1]:.3f} R {row[1][2]:.3f}", file=sys.stderr)
    print(json.dumps(answer, indent=1))


if __name__ == "__main__":
    main()
