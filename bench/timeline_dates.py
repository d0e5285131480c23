"""Which days a timeline chooses, against people's marks: ``python bench/timeline_dates.py``.

Not the Date-F1 of the 17-topic news timelines, which are not at hand: a measure of our own. The 73 reports of the
AQUAINT TimeML corpus tell of four affairs. People marked every date expression in them with its value. The days that a
chronicler should have: for each affair the days that two or more reports mark (a report's own day of writing is none),
N of them. The timeline's answer: its N most reported days (``firsthand timeline --dates N``), days of writing given.
Beside it, as a baseline, the N days on which most reports were written.
"""

import datetime as dt
import re
from collections import Counter, defaultdict

from when import DATA

from firsthand import timeline
from firsthand.claims import extract
from firsthand.model import Article, Dating, Origin, Stemma, Story

AFFAIRS = {
    "embassies": re.compile(
        r"embass(?:y|ies).{0,400}(?:bomb|blast|explo)|(?:bomb|blast|explo).{0,400}embass", re.S | re.I
    ),
    "boy from Cuba": re.compile(r"\bElian\b", re.I),
    "doctor": re.compile(r"Slepian|abortion", re.I),
    "alliance": re.compile(r"\bNATO\b"),
}
"""Words that tell which affair a report is of, tried in this order."""
_MARK = re.compile(r"<TIMEX3([^>]*)>(.*?)</TIMEX3>", re.S)
_DAY = re.compile(r'value="(\d{4}-\d\d-\d\d)')
_WRITTEN = re.compile(
    r'<TIMEX3[^>]*?value="(\d{4}-\d\d-\d\d)[^>]*CREATION_TIME|CREATION_TIME"[^>]*value="(\d{4}-\d\d-\d\d)'
)


def reports():
    """Return (affair, article, day of writing, marked days) of every report."""
    found = []
    for path in sorted(DATA.glob("*.tml")):
        raw = path.read_text("utf-8", "replace")
        written = _WRITTEN.search(raw)
        body = re.search(r"<TEXT>(.*?)</TEXT>", raw, re.S)
        if written is None:
            continue
        day = dt.date.fromisoformat(written[1] or written[2])
        inside = body[1] if body else raw
        marked = {dt.date.fromisoformat(m[1]) for each in _MARK.finditer(inside) if (m := _DAY.search(each[1]))} - {day}
        text = re.sub(r"<[^>]+>", "", inside)
        text = re.sub(r"[ \t]+", " ", text)
        text = re.sub(r"\n(?!\s*\n)\s*", " ", text).strip()
        affair = next((name for name, words in AFFAIRS.items() if words.search(text)), None)
        if affair:
            page = Article(record=f"page_{path.stem}", title=None, text=text, blocks=(), language="en")
            found.append((affair, page, day, marked))
    return found


def chosen(told, many):
    """Return the days of the timeline that most reports have, as many as asked for."""
    pages = {page.record: page for _, page, _, _ in told}
    days = {page.record: Dating(record=page.record, earliest=day, latest=day, likely=day, certainty="certain")
            for _, page, day, _ in told}  # fmt: skip
    unknown = Origin(kind="unknown", name=None, certainty=0.0)
    texts = {key: Stemma(id=key, witnesses=(key,), archetype=key, origin=unknown) for key in pages}
    said = [claim for page in pages.values() for claim in extract(page)]
    story = Story(id="story_1", name="made", texts=tuple(sorted(texts)), records=tuple(sorted(pages)))
    entries = timeline.entries(story, pages, texts, days, said)
    reported = defaultdict(set)
    for entry in entries:
        if entry.earliest is not None and entry.earliest == entry.latest:
            reported[entry.earliest].update(entry.records)
    ranked = sorted(reported, key=lambda day: (-len(reported[day]), day))
    return set(ranked[:many]), set(ranked)


def main():
    print(
        f"{'affair':16} {'reports':>7} {'days':>5} {'chosen F1':>10} {'baseline F1':>11} {'in the whole timeline':>22}"
    )
    hits = [0, 0, 0, 0]
    for affair in AFFAIRS:
        told = [each for each in reports() if each[0] == affair]
        counted = Counter(day for _, _, _, marked in told for day in marked)
        gold = {day for day, times in counted.items() if times >= 2}
        mine, every = chosen(told, len(gold))
        written = Counter(day for _, _, day, _ in told)
        plain = set(sorted(written, key=lambda day: (-written[day], day))[: len(gold)])
        right = len(mine & gold), len(plain & gold), len(every & gold)
        f1 = [2 * one / (len(side) + len(gold)) for one, side in zip(right[:2], (mine, plain), strict=True)]
        print(f"{affair:16} {len(told):7} {len(gold):5} {f1[0]:10.3f} {f1[1]:11.3f} {right[2] / len(gold):22.3f}")
        for at, number in enumerate((right[0], len(mine) + len(gold), right[1], len(plain) + len(gold))):
            hits[at] += number
    print(f"{'together':16} {'':7} {'':5} {2 * hits[0] / hits[1]:10.3f} {2 * hits[2] / hits[3]:11.3f}")


if __name__ == "__main__":
    main()
