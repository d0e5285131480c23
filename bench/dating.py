"""How well days of writing are found, bounded, and false dates caught.

    python bench/dating.py [texts] [redated] [farms] [pages] [--limit N] [--json]

texts: honest texts without any stated date; is the true day inside the 95 % interval, how wide is it, is the weekday
of the likely day right. redated: the same texts with a date line that is honest, or false (drawn from three years
before to three years after, not within three days); how many false ones are caught, how many honest ones accused.
farms: the same in sites of 20 pages, each site all honest or all false, solved together.
pages: exact day of publication on real pages through restore, beside htmldate where it is installed.
"""

import csv
import datetime as dt
import gzip
import json
import random
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from firsthand import dating, tables
from firsthand.model import Article, Dateline, Evidence, Record, Sighting, Span, Stated

DATA = Path(__file__).parents[1].parent / "shared/data"
OPTIONS = dating.Options(tables=tables.builtin())
Text = tuple[str, str, dt.date, str]
_DATELINE = re.compile(
    r"(?P<place>[A-Z][\w ,/'-]{2,40}), (?P<day>(?:[A-Z][a-z]{2,8}\.?) \d{1,2}) \((?P<agency>[A-Za-z]+)\) ?(?:--|—|-) ?"
)


def texts() -> Iterator[Text]:
    """Yield (set, name, day, text) of dated texts, header dates taken out."""
    for name in ("wikinews_2019.csv", "wikinews_2020.csv"):
        with (DATA / "wikinews" / name).open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                body = re.sub(r"^\s*\w+day, \w+ \d+, \d{4}\s*", "", row["text"])
                yield "wikinews", row["url"], dt.date.fromisoformat(row["date"]), body
    with gzip.open(DATA / "kcna/kcna.json.gz") as file:
        for row in json.load(file)[::7]:
            yield "kcna", row["link"] + row["headline"], dt.date.fromisoformat(row["date_str"]), row["story_text"]
    for path in sorted((DATA / "polnear").glob("*/text/*.txt")):
        match = re.match(r"(breitbart|politico)_(20\d\d-\d\d-\d\d)", path.name)
        if match:
            yield "own-day sites", path.name, dt.date.fromisoformat(match[2]), path.read_text("utf-8")
    for path in sorted((DATA / "aquaint_timeml").glob("*.tml")):
        raw = path.read_text("utf-8", "replace")
        day = re.search(r'<DCT>.*?value="(\d{4}-\d\d-\d\d)', raw, re.S)
        if day:
            body = re.sub(r"<[^>]+>", "", raw[raw.find("<TEXT>") : raw.find("</TEXT>")])
            yield "newswire", path.name, dt.date.fromisoformat(day[1]), re.sub(r"(?<!\n)\n(?!\n)", " ", body).strip()


def article(name: str, text: str, claimed: dt.date | None = None) -> tuple[Article, Record]:
    """Wrap a text as a restored page, with a date line or without."""
    record = Record(id=name, payload=b"", media="text", encoding="utf-8", sighting=Sighting(file=name))
    dateline = None
    match = _DATELINE.match(text)
    if match:
        where = Span(start=0, end=match.end())
        dateline = Dateline(place=match["place"], agency=match["agency"], day=match["day"], where=where)
    stated = ()
    if claimed:
        evidence = Evidence(rule="restore.stated.line", quote=str(claimed), record=name, locus="page")
        stated = (Stated(kind="claimed", earliest=claimed, latest=claimed, evidence=evidence),)
    return Article(record=name, text=text, blocks=(), language="en", dateline=dateline, stated=stated), record


def coverage(limit: int) -> list[dict[str, object]]:
    groups: dict[str, list[tuple[dt.date, object]]] = {}
    start, count = time.process_time(), 0
    for group, name, day, text in texts():
        if len(groups.get(group, ())) < limit:
            groups.setdefault(group, []).append((day, dating.date(*article(name, text), OPTIONS)))
            count += 1
    rows = []
    for group, found in groups.items():
        bounded = [(day, one) for day, one in found if one.earliest and one.latest]
        inside = sum((not d.earliest or d.earliest <= day) and (not d.latest or day <= d.latest) for day, d in found)
        picked = [(day, one.likely) for day, one in found if one.likely]
        rows.append({
            "set": group, "texts": len(found), "inside": inside / len(found), "both ends": len(bounded) / len(found),
            "median days": median([(d.latest - d.earliest).days + 1 for _, d in bounded]) if bounded else None,
            "likely given": len(picked) / len(found),
            "likely exact": sum(day == likely for day, likely in picked) / max(1, len(picked)),
            "weekday right": sum(day.weekday() == likely.weekday() for day, likely in picked) / max(1, len(picked)),
        })  # fmt: skip
    rows.append({"set": "milliseconds a text", "texts": round(1000 * (time.process_time() - start) / count, 1)})
    return rows


def redated(limit: int) -> list[dict[str, object]]:
    draw = random.Random(7)
    groups: dict[str, list[tuple[str, str, bool]]] = {}
    for group, name, day, text in texts():
        if len(groups.get(group, ())) >= limit:
            continue
        shift = draw.choice((-1, 1)) * draw.randint(4, 1100)
        honest = dating.date(*article(name, text, day), OPTIONS)
        false = dating.date(*article(name, text, day + dt.timedelta(shift)), OPTIONS)
        held = (not false.earliest or false.earliest <= day) and (not false.latest or day <= false.latest)
        groups.setdefault(group, []).append((honest.verdict, false.verdict, held))
    rows = []
    for group, found in groups.items():
        count = len(found)
        rows.append({
            "set": group, "texts": count, "accused": sum(h == "contradicted" for h, _, _ in found) / count,
            "caught": sum(f == "contradicted" for _, f, _ in found) / count,
            "truth inside when caught": sum(i for _, f, i in found if f == "contradicted")
            / max(1, sum(f == "contradicted" for _, f, _ in found)),
        })  # fmt: skip
    return rows


def farms(limit: int) -> list[dict[str, object]]:
    """Sites of 20 pages, each site all honest or all false: what the habit of a site adds."""
    draw = random.Random(11)
    rows = []
    everything: dict[str, list[Text]] = {}
    for one in texts():
        everything.setdefault(one[0], []).append(one)
    for group, members in everything.items():
        accused = caught = held = honest = false = 0
        for at in range(0, min(len(members), limit) - 19, 20):
            for lies in (False, True):
                articles, clues, days = [], {}, {}
                for _, name, day, text in members[at : at + 20]:
                    shift = draw.choice((-1, 1)) * draw.randint(4, 1100) if lies else 0
                    page, record = article(name, text, day + dt.timedelta(shift))
                    page = Article(
                        **{f: getattr(page, f) for f in page.__struct_fields__ if f != "site"}, site=f"{at}.example"
                    )
                    articles.append(page)
                    clues[page.record] = dating.clues(page, record, OPTIONS)
                    days[page.record] = day
                for one in dating.solve(articles, clues, (), (), (), OPTIONS):
                    honest += not lies
                    false += lies
                    wrong = one.verdict == "contradicted"
                    accused += wrong and not lies
                    caught += wrong and lies
                    day = days[one.record]
                    held += lies and (not one.earliest or one.earliest <= day) and (not one.latest or day <= one.latest)
        if false:
            rows.append(
                {
                    "set": group,
                    "pages": false,
                    "accused": accused / honest,
                    "caught": caught / false,
                    "truth inside, false pages": held / false,
                }
            )
    return rows


def truths() -> Iterator[tuple[str, str, bytes, str | None]]:
    """Yield (set, address, page, true day or None) of real pages."""
    for url, row in sorted(json.loads((DATA / "htmldate/dates.json").read_text("utf-8")).items()):
        for path in (DATA / "htmldate/pages" / f"{row['file']}.gz", DATA / "htmldate/pages" / row["file"]):
            if path.exists():
                yield "htmldate", url, gzip.decompress(path.read_bytes()), row["date"]
    for path in sorted((DATA / "wcxb/ground-truth").glob("*.json")):
        row = json.loads(path.read_text("utf-8"))
        if row.get("_internal", {}).get("page_type", {}).get("primary") != "article":
            continue
        page = DATA / "wcxb/html" / f"{path.stem}.html.gz"
        if page.exists():
            day = row["ground_truth"].get("publish_date")
            yield (
                "wcxb",
                row.get("url") or f"https://{path.stem}.example/",
                gzip.decompress(page.read_bytes()),
                day[:10] if day else None,
            )


def pages(limit: int) -> list[dict[str, object]]:
    from firsthand.restore import Options, restore

    try:
        from htmldate import find_date as peer
    except ImportError:
        peer = None
    options = Options(tables=tables.builtin())
    counts: dict[str, dict[str, int]] = {}
    for group, url, payload, day in truths():
        count = counts.setdefault(
            group, dict.fromkeys(("dated", "right", "none", "undated", "invented", "peer", "peer invented"), 0)
        )
        if count["dated"] >= limit:
            continue
        record = Record(id=url, payload=payload, media="html", encoding="utf-8", url=url, sighting=Sighting(file=url))
        restored = restore(record, options)
        found = None
        if isinstance(restored, Article):
            one = dating.date(restored, record, OPTIONS)
            found = published(one)
        other = _quiet(peer, payload.decode("utf-8", "replace"), url) if peer else None
        if day is None:
            count["undated"] += 1
            count["invented"] += found is not None
            count["peer invented"] += other is not None
            continue
        count["dated"] += 1
        count["right"] += str(found) == day
        count["none"] += found is None
        count["peer"] += other == day
    return [
        {
            "set": group, "dated": c["dated"], "exact day": c["right"] / max(1, c["dated"]),
            "no answer": c["none"] / max(1, c["dated"]), "htmldate": c["peer"] / max(1, c["dated"]) if peer else None,
            "undated": c["undated"], "invented": c["invented"], "peer invented": c["peer invented"] if peer else None,
        }
        for group, c in counts.items()
    ]  # fmt: skip


def published(one: object) -> dt.date | None:
    """Return the day that the dating would give as the page's day of publication."""
    return one.claimed


def _quiet(peer: Callable[..., str | None], page: str, url: str) -> str | None:
    try:
        return peer(page, url=url, original_date=True, extensive_search=True)
    except Exception:
        return None


def main() -> None:
    limit = int(sys.argv[sys.argv.index("--limit") + 1]) if "--limit" in sys.argv else 10**9
    chosen = [name for name in ("texts", "redated", "farms", "pages") if name in sys.argv] or [
        "texts",
        "redated",
        "farms",
        "pages",
    ]
    report = {
        name: {"texts": coverage, "redated": redated, "farms": farms, "pages": pages}[name](limit) for name in chosen
    }
    if "--json" in sys.argv:
        print(json.dumps(report, default=str, indent=1))
        return
    for name, rows in report.items():
        print(f"\n{name}")
        for row in rows:
            print("  " + "  ".join(f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in row.items()))


if __name__ == "__main__":
    main()
