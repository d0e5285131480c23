"""How well days of writing are found, bounded, and false dates caught.

    python bench/dating.py [texts] [redated] [farms] [archive] [pages] [lags] [--limit N] [--site N] [--json]

texts: honest texts without any stated date; is the true day inside the 95 % interval, how wide is it, is the weekday
of the likely day right. redated: the same texts with a date line that is honest, or false (drawn from three years
before to three years after, not within three days); how many false ones are caught, how many honest ones accused.
farms: the same in sites of 20 pages (``--site N``), each site all honest or all false, solved together; false dates are
drawn twenty times.
archive: a text whose page carries no date, a false one, or a false one later than the true one, beside one honestly
dated copy, or one report of the same event (made: another text of the same true day, half of them a day later; link
score 0.9): how often is the likely day within a day of the true one. Each pair stands alone; with ``--site N`` the
pages come from one site of N pages, and the witnesses from another one.
lags: how many days after the weekday that they name texts were written, under an agency's dateline and without one.
pages: exact day of publication on real pages through restore, beside htmldate where it is installed; on how many the
true day is among the statements at all, and on how many of the misses it is the day of a change and of nothing else.
"""

import argparse
import csv
import datetime as dt
import functools
import gzip
import hashlib
import json
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain, islice
from pathlib import Path
from statistics import median

import msgspec
import restore_pages

from firsthand import dating, tables
from firsthand.model import (
    Article,
    Clue,
    Dateline,
    Dating,
    Evidence,
    Link,
    Origin,
    Record,
    Sighting,
    Span,
    Stated,
    Stemma,
    Story,
)
from firsthand.restore import dateline

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
    line = None
    match = _DATELINE.match(text)
    if match:
        where = Span(start=0, end=match.end())
        line = Dateline(place=match["place"], agency=match["agency"], day=match["day"], where=where)
    stated = ()
    if claimed:
        evidence = Evidence(rule="restore.stated.line", quote=str(claimed), record=name, locus="page")
        stated = (Stated(kind="claimed", earliest=claimed, latest=claimed, evidence=evidence),)
    return Article(record=name, text=text, blocks=(), language="en", dateline=line, stated=stated), record


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
            "weekday named": sum(d.weekday is not None for _, d in found) / len(found),
            "weekday right": sum(d.weekday == day.weekday() for day, d in found if d.weekday is not None)
            / max(1, sum(d.weekday is not None for _, d in found)),
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


def lags(limit: int) -> list[dict[str, object]]:
    counts: dict[tuple[str, str], Counter[int]] = {}
    for group, name, day, text in texts():
        page, record = article(name, text)
        page = msgspec.structs.replace(page, dateline=page.dateline or dateline.read(text, OPTIONS.tables))
        style = "wire" if page.dateline and page.dateline.agency else "other"
        for clue in dating.clues(page, record, OPTIONS):
            if clue.weekday is not None and clue.evidence.rule.startswith("dating.weekday"):
                count = counts.setdefault((group, f"{clue.evidence.rule} {style}"), Counter())
                count[(day.weekday() - clue.weekday) % 7] += 1
    return [
        {"set": group, "rule": rule, "texts": c.total()} | {str(lag): c[lag] / c.total() for lag in range(7)}
        for (group, rule), c in sorted(counts.items())
    ]


_DRAWS = 20
"""How often false dates are drawn for a site: one draw in which a site is not caught moves a set by hundredths."""


def farms(limit: int, size: int = 20) -> list[dict[str, object]]:
    """Sites of 20 pages, each site all honest or all false: what the habit of a site adds."""
    draw = random.Random(11)
    everything: dict[str, list[Text]] = {}
    for one in texts():
        everything.setdefault(one[0], []).append(one)
    rows = []
    for group, members in everything.items():
        count = Counter[str]()
        for at in range(0, min(len(members), limit) - size + 1, size):
            site = members[at : at + size]
            count["accused"] += sum(one.verdict == "contradicted" for one in farm(site, [0] * size))
            count["honest"] += size
            for _ in range(_DRAWS):
                found = farm(site, [draw.choice((-1, 1)) * draw.randint(4, 1100) for _ in site])
                count["false"] += size
                count["caught"] += sum(one.verdict == "contradicted" for one in found)
                count["held"] += sum(
                    (not one.earliest or one.earliest <= day) and (not one.latest or day <= one.latest)
                    for one, (_, _, day, _) in zip(found, site, strict=True)
                )
        if count["false"]:
            rows.append({
                "set": group, "pages": count["honest"], "accused": count["accused"] / count["honest"],
                "caught": count["caught"] / count["false"], "truth inside, false pages": count["held"] / count["false"],
            })  # fmt: skip
    return rows


def farm(site: list[Text], shifts: list[int]) -> list[Dating]:
    """Return how the pages of one site are dated that state days so many days off the true ones."""
    articles, clues = [], {}
    for (_, name, day, text), shift in zip(site, shifts, strict=True):
        page, record = article(name, "", day + dt.timedelta(shift))
        articles.append(msgspec.structs.replace(page, site="one.example"))
        clues[page.record] = dating.clues(page, record, OPTIONS) + told(name, text)
    found = {one.record: one for one in dating.solve(articles, clues, (), (), (), OPTIONS)}
    return [found[one.record] for one in articles]


@functools.cache
def told(name: str, text: str) -> tuple[Clue, ...]:
    """Return what a text itself says about its day."""
    return dating.clues(*article(name, text), OPTIONS)


_BESIDE = ("copy", "same-event report")
_LIES = ("no date", "false date", "later date")


def archive(limit: int, size: int = 1) -> list[dict[str, object]]:
    """One more page in the archive that knows the day: a copy, or another report of the event."""
    everything: dict[str, list[Text]] = {}
    for one in texts():
        everything.setdefault(one[0], []).append(one)
    rows = []
    for group, members in everything.items():
        members = members[:limit]
        for witness, lie in [(witness, lie) for witness in _BESIDE for lie in _LIES]:
            draw, c = random.Random(5), Counter[str]()
            for at in range(0, len(members) - size + 1, size):
                beside(members[at : at + size], witness, lie, draw, c)
            rows.append(
                {"set": group, "beside it": witness, "page states": lie, "texts": c["texts"]}
                | {key: c[key] / c["texts"] for key in ("within a day", "inside", "caught", "witness accused")}
            )
    return rows


def beside(members: list[Text], witness: str, lie: str, draw: random.Random, count: Counter[str]) -> None:
    """Count how the pages of one site are dated beside a site of witnesses that state the true days.

    Args:
        members: Texts of the site.
        witness: Whether the other site carries copies of the texts, or reports of the same events.
        lie: Whether the pages state no day, a false one, or a false one that is later than the true one.
        draw: Random numbers.
        count: Counts to raise.
    """
    articles, clues, stemmata, stories = [], {}, [], []
    for at, (_, name, day, text) in enumerate(members):
        sign = {"no date": 0, "false date": draw.choice((-1, 1)), "later date": 1}[lie]
        false = day + dt.timedelta(sign * draw.randint(4, 1100)) if sign else None
        later = dt.timedelta(draw.randint(0, 1) if witness != "copy" else 0)
        left, left_record = article(name, text, false)
        right, right_record = article(name + "-2", text if witness == "copy" else "A short report.", day + later)
        articles += [
            msgspec.structs.replace(left, site="one.example"),
            msgspec.structs.replace(right, site="two.example"),
        ]
        clues[left.record] = dating.clues(left, left_record, OPTIONS)
        clues[right.record] = dating.clues(right, right_record, OPTIONS)
        groups = {f"text_{at}a": (left.record, right.record)}
        if witness != "copy":
            groups = {f"text_{at}a": (left.record,), f"text_{at}b": (right.record,)}
            link = Link(left=f"text_{at}a", right=f"text_{at}b", score=0.9, evidence=())
            stories.append(
                Story(
                    id=f"story_{at}", name="", texts=tuple(groups), records=(left.record, right.record), links=(link,)
                )
            )
        origin = Origin(kind="unknown", name=None, certainty=0.5)
        stemmata += [
            Stemma(id=key, witnesses=held, archetype=None, origin=origin) for key, held in sorted(groups.items())
        ]
    found = dating.solve(articles, clues, stemmata, (), (), OPTIONS)
    found = {each.record: each for each in dating.narrow(found, stories, clues, stemmata, (), OPTIONS)}
    for _, name, day, _ in members:
        one = found[name]
        count["texts"] += 1
        count["within a day"] += one.likely is not None and abs((one.likely - day).days) <= 1
        count["inside"] += (not one.earliest or one.earliest <= day) and (not one.latest or day <= one.latest)
        count["caught"] += one.verdict == "contradicted"
        count["witness accused"] += found[name + "-2"].verdict == "contradicted"


def truths() -> Iterator[tuple[str, str, bytes, str | None]]:
    """Yield (set, address, page, true day or None) of real pages."""
    for url, row in sorted(json.loads((DATA / "htmldate/dates.json").read_text("utf-8")).items()):
        for path in (DATA / "htmldate/pages" / f"{row['file']}.gz", DATA / "htmldate/pages" / row["file"]):
            if path.exists():
                day = str(row["date"])
                yield "htmldate", url, gzip.decompress(path.read_bytes()), day if len(day) == 10 else None
    for page in restore_pages.wcxb(frozenset({"article"})):
        yield "wcxb", page.url or f"https://{page.name}.example/", page.html, page.date[:10] if page.date else None
    for page in restore_pages.fundus():
        yield "fundus", page.url, page.html, page.date[:10] if page.date else None


def half(url: str) -> str:
    """Return the half of the sites that a page belongs to: the rules' weights were set on ``set``."""
    return ("set", "held out")[hashlib.blake2b(restore_pages.site(url).encode()).digest()[0] % 2]


_IN_MARKUP = re.compile(
    rb"datePublished|published_time|pubdate|itemprop=.date|name=.(?:dc\.)?date|uploadDate|<time", re.IGNORECASE
)
"""Marks of a date in the head: pages whose gold has no date although they state one are left out."""


def pages(limit: int) -> list[dict[str, object]]:
    from firsthand.restore import Options, restore, statements

    try:
        from htmldate import find_date as peer
    except ImportError:
        peer = None
    options = Options(tables=tables.builtin())
    counts: dict[tuple[str, str], Counter[str]] = {}
    spent = Counter[str]()
    for number, (group, url, payload, day) in enumerate(chain(islice(truths(), 1), truths())):
        if number == 1:  # the first page loads models and tables, and is taken again
            counts, spent = {}, Counter[str]()
        count = counts.setdefault((group, half(url)), Counter())
        if count["dated"] >= limit:
            continue
        record = Record(id=url, payload=payload, media="html", encoding="utf-8", url=url, sighting=Sighting(file=url))
        start = time.process_time()
        restored = restore(record, options)
        spent["restore"] += time.process_time() - start
        start = time.process_time()
        refused = not isinstance(restored, Article)
        if not isinstance(restored, Article):  # as `firsthand.date` does it
            restored = Article(record=url, text="", blocks=(), url=url, stated=statements(record))
        one = dating.date(restored, record, OPTIONS)
        spent["dating"] += time.process_time() - start
        found = one.claimed
        if day is not None and len(day) < 10:
            continue
        other = _quiet(peer, payload.decode("utf-8", "replace"), url) if peer else None
        if day is None:
            if not _IN_MARKUP.search(payload):
                count["undated"] += 1
                count["invented"] += found is not None
                count["shown"] += found is not None and any("beside" in (each.note or "") for each in one.evidence)
                count["peer invented"] += other is not None
            continue
        count["dated"] += 1
        count["refused"] += refused
        count["right"] += str(found) == day
        count["none"] += found is None
        count["peer"] += other == day
        stated = {str(each.latest): each.kind for each in restored.stated if each.kind == "updated"}
        stated |= {str(each.latest): each.kind for each in restored.stated if each.kind != "updated"}
        count["stated"] += day in stated
        count["change"] += str(found) != day and stated.get(day) == "updated"
        count["solved"] += 1
        count["inside"] += str(one.earliest or "0") <= day <= str(one.latest or "9")
        count["narrow"] += bool(one.earliest and one.latest and (one.latest - one.earliest).days <= 3)
        count["likely"] += str(one.likely) == day
        count["accused"] += one.verdict == "contradicted"
    rows: list[dict[str, object]] = []
    for (group, part), c in sorted(counts.items()):
        dated, solved = max(1, c["dated"]), max(1, c["solved"])
        rows.append({
            "set": group, "sites": part, "dated": c["dated"], "exact day": c["right"] / dated,
            "htmldate": c["peer"] / dated, "true day stated": c["stated"] / dated,
            "missed and only stated as a change": c["change"], "no answer": c["none"] / dated, "refused": c["refused"],
            "undated": c["undated"], "invented": c["invented"],
            "of these shown beside the headline": c["shown"], "peer invented": c["peer invented"],
            "inside": c["inside"] / solved, "within 4 days": c["narrow"] / solved,
            "likely exact": c["likely"] / solved, "accused": c["accused"] / solved,
        })  # fmt: skip
    total = sum(c["dated"] + c["undated"] for c in counts.values())
    rows.append({f"{name}, ms a page": round(1000 * value / total, 1) for name, value in spent.items()})
    return rows


def _quiet(peer: Callable[..., str | None], page: str, url: str) -> str | None:
    try:
        return peer(page, url=url, original_date=True, extensive_search=True)
    except Exception:
        return None


PARTS = {"texts": coverage, "redated": redated, "farms": farms, "archive": archive, "pages": pages, "lags": lags}


def main() -> None:
    usage = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    usage.add_argument(
        "parts",
        nargs="*",
        choices=PARTS,
        metavar="part",
        default=[],
        help=f"{', '.join(PARTS)}; all but lags where none is named",
    )
    usage.add_argument("--limit", type=int, default=10**9, help="texts or pages of a set at most")
    usage.add_argument("--site", type=int, help="pages of a site: 20 in farms, 1 in archive unless told")
    usage.add_argument("--json", action="store_true", help="print JSON instead of rows")
    asked = usage.parse_args()
    sizes = {"size": asked.site} if asked.site else {}
    report = {
        name: PARTS[name](asked.limit, **(sizes if name in ("farms", "archive") else {}))
        for name in asked.parts or [name for name in PARTS if name != "lags"]
    }
    if asked.json:
        print(json.dumps(report, default=str, indent=1))
        return
    for name, rows in report.items():
        print(f"\n{name}")
        for row in rows:
            print("  " + "  ".join(f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in row.items()))


if __name__ == "__main__":
    main()
