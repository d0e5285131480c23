"""Measure restoring of farm pages: honest texts wrapped in both templates with wordings that nobody has seen.

    python bench/farms.py [--pages 200] [--seed 1] [--misses] [--json]

Body by word F1 as WCXB counts it, each field of the furniture exact, planted words and cut marks as precision and
recall. Half of the pages are dumps and half HTML; see `farm_pages` for how they are made.
"""

import argparse
import collections
import json

import farm_pages
import restore_pages

from firsthand import tables
from firsthand.model import Record, Refusal, Sighting
from firsthand.restore import Options, restore


def judge(page, options, counts, misses):
    """Add one page's answers to the counts."""
    media = "html" if page.markup else "text"
    key = f"{page.template} {media}"
    sighting = Sighting(file=page.name)
    payload = page.page.encode()
    record = Record(id="rec_0", payload=payload, media=media, encoding="utf-8", sighting=sighting)
    made = restore(record, options)
    if isinstance(made, Refusal):
        note(counts, misses, key, "article", False, page, made.reason)
        return
    note(counts, misses, key, "article", True, page, "")
    f1 = restore_pages.word_f1(made.text, "\n".join(page.body))[0]
    counts[key]["body F1"][0] += f1
    counts[key]["body F1"][1] += 1
    if f1 < 0.99:
        misses.append(f"{page.name} {page.language} {media}: body {f1:.3f}")
    found = made.furniture
    note(counts, misses, key, "headline", made.title == page.title, page, (made.title, page.title))
    pairs = {"section": page.section, "brand": page.brand, "views": page.views, "claimed": page.claimed}
    for name, wanted in pairs.items():
        note(counts, misses, key, name, getattr(found, name) == wanted, page, (getattr(found, name), wanted))
    reactions = (found.reactions.label, found.reactions.count) if found.reactions else None
    note(counts, misses, key, "reactions", reactions == page.reactions, page, (reactions, page.reactions))
    for name, wanted in page.lists.items():
        mine = [(one.text, one.snippet) for one in getattr(found, name)]
        theirs = [(one.text, one.snippet) for one in wanted]
        note(counts, misses, key, name, mine == theirs, page, (mine[:1], len(mine), mine[-1:], len(theirs)))
        if mine == theirs:
            for one, other in zip(getattr(found, name), wanted, strict=True):
                tally(
                    counts[key], "cut marks", one.cut, other.cut, misses, f"{page.name} {other.cut}: {one.text[-60:]!r}"
                )
    quotes, wanted = (collections.Counter(group) for group in ([one.quote for one in made.planted], page.planted))
    row = counts[key]["planted words"]
    row[0] += sum((quotes & wanted).values())
    row[1] += sum(quotes.values())
    row[2] += sum(wanted.values())
    if quotes != wanted:
        misses.append(f"{page.name} {page.language} {media} planted: {dict(quotes)} is {dict(wanted)}")


def note(counts, misses, key, name, right, page, what):  # noqa: PLR0913
    counts[key][name][0] += right
    counts[key][name][1] += 1
    if not right:
        misses.append(f"{page.name} {page.language} {'html' if page.markup else 'text'} {name}: {what}")


def tally(counts, name, said, true, misses, what):
    row = counts[name]
    row[0] += said and true
    row[1] += said
    row[2] += true
    if said != true:
        misses.append(f"{what} is marked {said}")


def shown(row):
    """Return a cell: right of asked, or precision and recall."""
    if not row[2]:
        return f"{row[0] / max(row[1], 1):.3f} of {row[1]}" if row[1] else "-"
    return f"P {row[0] / max(row[1], 1):.3f} R {row[0] / row[2]:.3f} of {row[2]}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    counts = collections.defaultdict(lambda: collections.defaultdict(lambda: [0, 0, 0]))
    misses: list[str] = []
    options = Options(tables=tables.builtin())
    for page in farm_pages.pages(arguments.pages, arguments.seed):
        judge(page, options, counts, misses)
    if arguments.json:
        print(json.dumps(counts))
        return
    for key in sorted(counts):
        print(key)
        for name, row in counts[key].items():
            print(f"  {name:16} {shown(row)}")
    if arguments.misses:
        print("\n".join(misses))


if __name__ == "__main__":
    main()
