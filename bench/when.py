"""Date expressions on TimeML newswire: spans and values found, against the human marks.

    python bench/when.py [--errors]

Value F1 as in TempEval-3: an expression counts when its span overlaps a marked one (relaxed) and the value is the same.
Durations and sets are marked too; the tool reports them without a value of the scheme, so they are counted as wrong.
"""

import datetime as dt
import html
import re
import sys
from pathlib import Path

from firsthand.text.when import Expression, find, resolve, tense_of

DATA = Path(__file__).parents[1].parent / "shared/data/aquaint_timeml"
_MARK = re.compile(r"<TIMEX3([^>]*)>(.*?)</TIMEX3>", re.S)


REFERENCES = {"now": "PRESENT_REF", "future": "FUTURE_REF"}


def lasting(e: Expression) -> str:
    """Return the TimeML value of a stretch without an anchor."""
    if e.kind == "vague":
        return "PXY" if e.unit == "decade" else f"PX{e.unit[0].upper()}"
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


def main() -> None:
    found = marked = spans = right = 0
    errors: list[str] = []
    for path in sorted(DATA.glob("*.tml")):
        raw = path.read_text("utf-8", "replace")
        dct = re.search(
            r'<TIMEX3[^>]*?value="(\d{4}-\d\d-\d\d)[^>]*CREATION_TIME|CREATION_TIME"[^>]*value="(\d{4}-\d\d-\d\d)', raw
        )
        if dct is None:
            continue
        anchor = dt.date.fromisoformat(dct[1] or dct[2])
        body = raw[raw.find("<TEXT>") + 6 : raw.find("</TEXT>")]
        text, gold = "", []
        for piece in re.split(r"(<TIMEX3[^>]*>.*?</TIMEX3>)", body, flags=re.S):
            mark = _MARK.fullmatch(piece)
            plain = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", mark[2] if mark else piece)))
            if mark:
                gold.append((len(text), len(text) + len(plain), re.search(r'value="([^"]*)"', mark[1])[1]))
            text += plain
        used = set()
        ours = find(text, "en")
        found += len(ours)
        marked += len(gold)
        for e in ours:
            hit = next(
                (i for i, g in enumerate(gold) if i not in used and g[0] < e.span.end and e.span.start < g[1]), None
            )
            got = value(e, anchor, text)
            if hit is None:
                errors.append(
                    f"extra  {e.text!r} {e.kind} {got} | {text[max(0, e.span.start - 40) : e.span.end + 20]!r}"
                )
                continue
            used.add(hit)
            spans += 1
            want = re.sub(r"(?<=\d)T.*", "", gold[hit][2]).replace("-XX", "")
            want = re.sub(r"-W(\d)$", r"-W0\1", want)  # the same week, written with one digit
            if got == want:
                right += 1
            else:
                around = text[max(0, e.span.start - 50) : e.span.end + 20]
                errors.append(f"value  {e.text!r} {e.kind} got {got} want {gold[hit][2]} | {around!r} {anchor}")
        errors += [f"missed {text[g[0] : g[1]]!r} {g[2]}" for i, g in enumerate(gold) if i not in used]

    def f1(hits: int) -> float:
        return 2 * hits / (found + marked)

    print(f"expressions marked {marked}, found {found}; relaxed span F1 {f1(spans):.3f}; value F1 {f1(right):.3f}")
    if "--errors" in sys.argv:
        print(*errors, sep="\n")


if __name__ == "__main__":
    main()
