"""Date expressions on TimeML newswire: spans and values found, against the human marks.

    python bench/when.py [--errors set]

Value F1 as in TempEval-3: an expression counts when its span overlaps a marked one (relaxed) and the value is the same.
Durations and sets are marked too; the tool reports them without a value of the scheme, so they are counted as wrong.
Half of the texts, drawn by name, is held out: errors are read in the other one.
"""

import argparse
import datetime as dt
import hashlib
import html
import re
from collections import Counter
from pathlib import Path

from firsthand.text.when import Expression, find, resolve, tense_of

DATA = Path(__file__).parents[1].parent / "shared/data/aquaint_timeml"
HALVES = ("set", "held out")
_MARK = re.compile(r"<TIMEX3([^>]*)>(.*?)</TIMEX3>", re.S)
REFERENCES = {"now": "PRESENT_REF", "future": "FUTURE_REF"}


def lasting(e: Expression) -> str:
    """Return the TimeML value of a stretch without an anchor."""
    if e.kind == "vague":
        unit = "Y" if e.unit == "decade" else e.unit[0].upper()
        return f"PTX{unit}" if e.unit in ("hour", "minute") else f"PX{unit}"
    count = e.ordinal if e.ordinal is not None else abs(e.shift or 0)
    if e.unit in ("hour", "minute"):
        return f"PT{count}H30M" if "1/2" in e.text and e.unit == "hour" else f"PT{count}{e.unit[0].upper()}"
    return f"P{count * (10 if e.unit == 'decade' else 1)}{e.unit[0].upper() if e.unit != 'decade' else 'Y'}"


def value(e: Expression, anchor: dt.date, text: str) -> str | None:
    """Return the TimeML value of an expression."""
    if e.kind in REFERENCES:
        return REFERENCES[e.kind]
    if e.kind in ("duration", "period", "vague"):
        return lasting(e)
    if e.kind == "set":
        word = next((w for w in ("da", "week", "month", "year", "ann") if w in e.text.lower()), "da")
        return "P1" + {"da": "D", "week": "W", "month": "M", "year": "Y", "ann": "Y"}[word]
    if e.kind == "ordinal":
        return None
    low, high = resolve(
        Expression(**{f: getattr(e, f) for f in e.__slots__ if f != "part"}), anchor, tense_of(text, e.span)
    )
    if low is None or high is None:
        return None
    if e.kind == "season" and e.month:
        return f"{low.year}-{ {3: 'SP', 6: 'SU', 9: 'FA', 12: 'WI'}[e.month] }"
    days = (high - low).days + 1
    if days == 1:
        return low.isoformat()
    if e.unit == "week":
        return "{}-W{:02}".format(*(low + dt.timedelta(3)).isocalendar()[:2])
    if days <= 31:
        return f"{low.year}-{low.month:02}"
    if days <= 366:
        return f"{low.year}"
    return f"{low.year // 10}X"


def read(path: Path) -> tuple[dt.date, str, list[tuple[int, int, str]]] | None:
    """Return the day of writing, the plain text and the marks (start, end, value); None for a text without a day."""
    raw = path.read_text("utf-8", "replace")
    day = re.search(
        r'<TIMEX3[^>]*?value="(\d{4}-\d\d-\d\d)[^>]*CREATION_TIME|CREATION_TIME"[^>]*value="(\d{4}-\d\d-\d\d)', raw
    )
    if day is None:
        return None
    text, marks = "", []
    for piece in re.split(
        r"(<TIMEX3[^>]*>.*?</TIMEX3>)", raw[raw.find("<TEXT>") + 6 : raw.find("</TEXT>")], flags=re.S
    ):
        mark = _MARK.fullmatch(piece)
        plain = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", mark[2] if mark else piece)))
        if mark:
            marks.append((len(text), len(text) + len(plain), re.search(r'value="([^"]*)"', mark[1])[1]))
        text += plain
    return dt.date.fromisoformat(day[1] or day[2]), text, marks


def score(anchor: dt.date, text: str, marks: list[tuple[int, int, str]], count: Counter[str]) -> list[str]:
    """Count what is marked, found and right in one text, and return the errors."""
    used: set[int] = set()
    errors = []
    ours = find(text, "en")
    count["found"] += len(ours)
    count["marked"] += len(marks)
    for e in ours:
        hit = next(
            (i for i, g in enumerate(marks) if i not in used and g[0] < e.span.end and e.span.start < g[1]), None
        )
        got = value(e, anchor, text)
        around = text[max(0, e.span.start - 50) : e.span.end + 20]
        if hit is None:
            errors.append(f"extra  {e.text!r} {e.kind} {got} | {around!r}")
            continue
        used.add(hit)
        count["spans"] += 1
        want = re.sub(r"(?<=\d)T.*", "", marks[hit][2]).replace("-XX", "")
        want = re.sub(r"-W(\d)$", r"-W0\1", want)  # the same week, written with one digit
        if got == want:
            count["values"] += 1
        else:
            errors.append(f"value  {e.text!r} {e.kind} got {got} want {marks[hit][2]} | {around!r} {anchor}")
    missed = [g for i, g in enumerate(marks) if i not in used]
    return errors + [f"missed {text[g[0] : g[1]]!r} {g[2]} | {text[max(0, g[0] - 50) : g[1] + 20]!r}" for g in missed]


def main() -> None:
    usage = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    usage.add_argument("--errors", choices=HALVES, help="also print the errors in one half of the texts")
    asked = usage.parse_args()
    counts = {half: Counter[str]() for half in HALVES}
    for path in sorted(DATA.glob("*.tml")):
        half = HALVES[hashlib.blake2b(path.name.encode()).digest()[0] % 2]
        told = read(path)
        if told is None:
            continue
        counts[half]["texts"] += 1
        errors = score(*told, counts[half])
        if asked.errors == half:
            print(*errors, sep="\n")
    for name, count in [*counts.items(), ("all", sum(counts.values(), Counter()))]:
        both = (count["found"] + count["marked"]) / 2
        print(
            f"{name}: texts {count['texts']}, expressions marked {count['marked']}, found {count['found']}; "
            f"relaxed span F1 {count['spans'] / both:.3f}; value F1 {count['values'] / both:.3f}"
        )


if __name__ == "__main__":
    main()
