"""How much work it takes to raise a count by one: ``python bench/redteam.py [--json] [--floor]``.

The stories of the invented week are attacked as ``firsthand redteam`` does, each way with two forged pages on two
sites. For each way: the words written for a page, the share of stories whose lower (upper) bound of independent
reporters rose, by how much the bounds rose on average, beside counting headlines and counting publishers, which rise by
two always.
``--floor`` fails when a way raises the lower bound of more stories than ``bench/floors.json`` allows.
"""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

import firsthand
from firsthand import redteam, tables
from firsthand.archive import Archive

WEEK = Path(__file__).parents[1] / "examples" / "week"
FLOORS = Path(__file__).with_name("floors.json")
STORIES = 13


def week():
    """Return (story, articles, stemmata, claims, clues) of the stories of the week, and the tables."""
    target = Path(tempfile.mkdtemp()) / "week.fh"
    firsthand.trace([WEEK], target).close()
    with Archive(str(target)) as archive:
        rules = tables.merge(tables.builtin(), archive.tables or firsthand.model.Tables())
        articles = {article.record: article for article in archive.articles}
        clues = {record: found for record in articles if (found := archive.clues.get(record)) is not None}
        claims, texts = list(archive.claims), list(archive.stemmata)
        told = []
        for story in sorted(archive.stories, key=lambda each: each.id)[:STORIES]:
            held = {record: articles[record] for record in story.records}
            mine = [claim for claim in claims if claim.record in held]
            told.append((story, held, [text for text in texts if text.id in story.texts], mine, clues))
    return told, rules


def measure(moves):
    """Return what each way comes to over all stories."""
    told, rules = week()
    options = redteam.Options(tables=rules, moves=moves)
    attempts = [redteam.attack(*story, options) for story in told]
    attempts = [made for made in attempts if made]
    found = {}
    for at, move in enumerate(moves):
        mine = [made[at] for made in attempts]
        found[move] = {
            "words a page": round(sum(each.written for each in mine) / len(mine) / options.pages, 1),
            "low rose": round(sum(each.raised[0] > 0 for each in mine) / len(mine), 3),
            "high rose": round(sum(each.raised[1] > 0 for each in mine) / len(mine), 3),
            "low by": round(sum(each.raised[0] for each in mine) / len(mine), 2),
            "high by": round(sum(each.raised[1] for each in mine) / len(mine), 2),
            "headlines by": options.pages,
            "publishers by": options.pages,
        }
    costs = {}
    for side in ("low", "high"):
        best = [redteam.cheapest(made, side) for made in attempts]
        costs[side] = {
            "stories in which nothing is enough": sum(each is None for each in best),
            "words a page, median of the others": _median([each.written / options.pages for each in best if each]),
        }
    return {"stories": len(attempts), "moves": found, "cheapest": costs}


def _median(values):
    ranked = sorted(values)
    return round(ranked[len(ranked) // 2], 1) if ranked else None


def broken(figures):
    """Return which ways raise a lower bound more often than the floors allow."""
    floors = json.loads(FLOORS.read_text("utf-8"))["redteam"]
    return [
        f"{move}: the lower bound rose in {found['low rose']:.3f} of the stories, {floors[move]:.3f} is allowed"
        for move, found in figures["moves"].items()
        if move in floors and found["low rose"] > floors[move]
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print figures as JSON")
    parser.add_argument(
        "--floor", action="store_true", help="fail when a way raises lower bounds more often than before"
    )
    args = parser.parse_args()
    start = time.process_time()
    figures = measure(tuple(redteam.MOVES))
    figures["seconds"] = round(time.process_time() - start, 1)
    if args.json:
        print(json.dumps(figures, indent=1))
    else:
        print(f"{'way':62} {'words':>6} {'low rose':>9} {'by':>6} {'high rose':>9} {'by':>6} {'headlines':>9}")
        for move, found in figures["moves"].items():
            print(
                f"{move:62} {found['words a page']:6} {found['low rose']:9.2f} {found['low by']:+6.2f}"
                f" {found['high rose']:9.2f} {found['high by']:+6.2f} {found['headlines by']:+9}"
            )
        print(figures["stories"], "stories;", figures["cheapest"], figures["seconds"], "s")
    if args.floor:
        failed = broken(figures)
        for line in failed:
            print(line, file=sys.stderr)
        sys.exit(bool(failed))


if __name__ == "__main__":
    main()
