"""What comes out of the invented week, against what was put in (synthetic truth: examples/week/truth.json).

    python bench/week.py [--misses]

Every stage is judged on the same run of ``trace``. The corpus is small and ours; these figures show that the flow
works, not how good it is on the web: for that see the bench of each stage.
"""

import argparse
import collections
import json
import sys
from itertools import combinations
from pathlib import Path
from typing import Any

import firsthand
from firsthand.archive import Archive

WEEK = Path(__file__).parents[1] / "examples" / "week"
Page = dict[str, Any]


def match(archive: Archive, truth: dict[str, Any]) -> dict[str, Page]:
    """Return the truth of each page by record id (or refusal id)."""
    by_place: dict[str, str] = {}
    for key, file, place in archive.connection.execute(
        "SELECT s.record, s.file, s.place FROM sighting s UNION SELECT id, file, ifnull(place, -1) FROM refusal"
    ):
        name = file.split("week/", 1)[-1]
        by_place[name] = by_place[f"{name}#{place}"] = key
        row = archive.connection.execute("SELECT url FROM record WHERE id = ?", (key,)).fetchone()
        if row and row[0]:
            by_place[f"{name}#{row[0]}"] = key
    found = {}
    for page in truth["pages"]:
        key = by_place.get(page["file"])
        if key is None:
            print("no record for", page["file"], file=sys.stderr)
        else:
            found[key] = page
    return found


class Tally:
    """Right and wrong answers of one question, with the wrong ones by name."""

    def __init__(self) -> None:
        self.right: collections.Counter[str] = collections.Counter()
        self.asked: collections.Counter[str] = collections.Counter()
        self.misses: list[str] = []

    def note(self, question: str, right: bool, miss: str) -> None:
        """Count one answer."""
        self.asked[question] += 1
        self.right[question] += right
        if not right:
            self.misses.append(f"{question}: {miss}")


def words(text: str) -> list[str]:
    """Return the words of a text."""
    return text.split()


def judge_pages(archive: Archive, truth: dict[str, Page], tally: Tally) -> None:
    """Restoring, furniture, refusing, dating."""
    for key, page in truth.items():
        article, refusal = archive.articles.get(key), archive.refusals.get(key)
        name = page["file"]
        if page["refusal"]:
            got = refusal.reason if refusal else "an article"
            tally.note(
                "refused with the right reason", got == page["refusal"], f"{name} is {page['refusal']}, got {got}"
            )
            continue
        tally.note("article found", article is not None, f"{name}: {refusal.reason if refusal else '?'}")
        if article is None:
            continue
        body = [words(paragraph) for paragraph in page["body"]]
        got_body = [words(paragraph) for paragraph in article.text.split("\n\n")]
        tally.note("body exact", body == got_body, f"{name}: {_first_difference(body, got_body)}")
        tally.note("headline", article.title == page["title"], f"{name}: {article.title!r} is {page['title']!r}")
        byline = (page["byline"] or "").removeprefix("By ").removeprefix("Von ").removeprefix("Por ") or None
        tally.note("byline", article.byline == byline, f"{name}: {article.byline!r} is {byline!r}")
        want = page["dateline"] or {}
        got_line = article.dateline
        same = (got_line.place if got_line else None) == want.get("place")
        tally.note("dateline place", same, f"{name}: {got_line} is {want}")
        if page["planted"]:
            left = [each for each in page["planted"] if each in article.text]
            tally.note("planted words out", not left, f"{name}: {left}")
        judge_furniture(article, page, tally)
        judge_date(archive, key, page, tally)


def judge_furniture(article: firsthand.Article, page: Page, tally: Tally) -> None:
    """Every furniture field of a farm page."""
    want = page["furniture"]
    if want is None:
        return
    got = article.furniture
    name = page["file"]
    for field in ("section", "brand", "views"):
        tally.note(
            f"furniture {field}",
            getattr(got, field) == want[field],
            f"{name}: {getattr(got, field)!r} is {want[field]!r}",
        )
    reactions = {"label": got.reactions.label, "count": got.reactions.count} if got.reactions else None
    tally.note("furniture reactions", reactions == want["reactions"], f"{name}: {reactions} is {want['reactions']}")
    for field in ("related", "ranking", "recommendation"):
        mine = [(item.text, item.cut) for item in getattr(got, field)]
        theirs = [(item["text"], item["cut"]) for item in want[field] or ()]
        tally.note(
            f"furniture {field} items",
            [t for t, _ in mine] == [t for t, _ in theirs],
            f"{name}: {len(mine)} of {len(theirs)}",
        )
        tally.note(f"furniture {field} cut marks", mine == theirs, f"{name}: {sorted(set(mine) ^ set(theirs))[:3]}")


def judge_date(archive: Archive, key: str, page: Page, tally: Tally) -> None:
    """The interval, the most likely day, and whether a lie was caught."""
    dating = archive.datings.get(key)
    assert dating is not None
    written, name = page["written"], page["file"]
    inside = str(dating.earliest or "0001-01-01") <= written <= str(dating.latest or "9999-12-31")
    tally.note("day of writing inside the interval", inside, f"{name}: {dating.edtf} is {written}")
    tally.note("most likely day right", str(dating.likely) == written, f"{name}: {dating.likely} is {written}")
    if page["claimed"]:
        lied = dating.verdict == "contradicted"
        if page["claim_true"]:
            tally.note("honest date left in peace", not lied, f"{name}: {dating.edtf}")
        else:
            tally.note("false date caught", lied, f"{name}: claims {page['claimed']}, {dating.edtf} {dating.verdict}")


def pairs(groups: dict[str, str]) -> set[frozenset[str]]:
    """Return the pairs of keys that stand in one group."""
    by_group: dict[str, list[str]] = {}
    for key, group in groups.items():
        by_group.setdefault(group, []).append(key)
    return {frozenset(pair) for keys in by_group.values() for pair in combinations(sorted(keys), 2)}


def judge_groups(archive: Archive, truth: dict[str, Page], whole: dict[str, Any]) -> dict[str, tuple[float, float]]:
    """Precision and recall of pairs: one text, one story, one network."""
    used = {key: page for key, page in truth.items() if archive.articles.get(key) is not None and page["text"]}
    roots = {text["key"]: text for text in whole["texts"]}

    def root(key: str) -> str:
        above = roots[key].get("version_of") or roots[key].get("translation_of") or roots[key].get("rewrite_of")
        return root(above) if above else key

    text_of = {w: s.id for s in archive.stemmata for w in s.witnesses if w in used}
    story_of = {r: s.id for s in archive.stories for r in s.records if r in used}
    net_of = {r: n.id for n in archive.networks for r in n.records if r in used}
    wanted = (
        ("one text", text_of, {k: root(p["text"]) for k, p in used.items()}),
        ("one story", story_of, {k: p["story"] for k, p in used.items() if p["story"]}),
        ("one network", net_of, {k: p["network"] for k, p in used.items() if p["network"]}),
    )
    found = {}
    for name, mine, theirs in wanted:
        got, want = pairs(mine), pairs(theirs)
        both = len(got & want)
        found[name] = (both / max(1, len(got)), both / max(1, len(want)))
        if ARGUMENTS.misses:
            report(name, got - want, want - got, used)
    return found


def report(name: str, wrong: set[frozenset[str]], missed: set[frozenset[str]], pages: dict[str, Page]) -> None:
    """Print which kinds of pages are wrongly joined or apart."""
    for label, some in (("wrongly joined", wrong), ("apart", missed)):
        kinds = collections.Counter(
            " / ".join(sorted(f"{pages[k]['text']}:{pages[k]['relation']}" for k in pair)) for pair in some
        )
        for kind, n in kinds.most_common(12):
            print(f"  {name}, {label}: {kind} ({n})")


def judge_counts(archive: Archive, truth: dict[str, Page], whole: dict[str, Any], tally: Tally) -> None:
    """Whether the true counts lie inside the bounds."""
    for story in whole["stories"]:
        keys = {key for key, page in truth.items() if page["story"] == story["key"]}
        mine = max(archive.stories, key=lambda each: len(keys & set(each.records)))
        count = archive.counts.get(mine.id)
        assert count is not None
        for side, bounds in (("reporters", count.reporters), ("sources", count.sources)):
            low, high = story[side]
            miss = f"{story['key']}: {bounds} is {low}–{high}"
            tally.note(f"{side}: bounds meet the truth", bounds.low <= high and bounds.high >= low, miss)
            tally.note(f"{side}: lower bound not too high", bounds.low <= high, miss)


def _first_difference(want: list[list[str]], got: list[list[str]]) -> str:
    if want == got:
        return ""
    for place, (left, right) in enumerate(zip(want, got, strict=False)):
        if left != right:
            return f"paragraph {place + 1}: {' '.join(right)[:90]!r} is {' '.join(left)[:90]!r}"
    if len(got) > len(want):
        return f"{len(got) - len(want)} too many: {' '.join(got[len(want)])[:90]!r}"
    return f"{len(want) - len(got)} missing: {' '.join(want[len(got)])[:90]!r}"


def main() -> None:
    """Trace the week and print the table."""
    whole = json.loads((WEEK / "truth.json").read_text("utf-8"))
    archive = firsthand.trace(WEEK)
    truth = match(archive, whole)
    tally = Tally()
    judge_pages(archive, truth, tally)
    judge_counts(archive, truth, whole, tally)
    groups = judge_groups(archive, truth, whole)
    print(f"{'question':<44}{'right':>7}{'of':>6}{'share':>8}")
    for question, asked in tally.asked.items():
        print(f"{question:<44}{tally.right[question]:>7}{asked:>6}{tally.right[question] / asked:>8.3f}")
    print(f"\n{'pairs':<44}{'precision':>10}{'recall':>8}")
    for name, (precision, recall) in groups.items():
        print(f"{name:<44}{precision:>10.3f}{recall:>8.3f}")
    if ARGUMENTS.misses:
        print("\n" + "\n".join(sorted(tally.misses)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="name every wrong answer")
    ARGUMENTS = parser.parse_args()
    main()
