"""Regular expressions of ours on text that is made to hurt them: how time grows with length.

    python bench/redos.py [--length 16000] [--all] [--json] [--first 1] [--last 500]

Every compiled pattern in every module of firsthand is found by walking the modules. Each is searched in long runs of
one unit, the units being common ones and those that the pattern's own literals make. Time that grows fourfold when the
text doubles is quadratic; what counts is whether that matters at the lengths that reach a pattern, so the table gives
the time at full length. ``--first`` and ``--last`` take some of the patterns, in the order of their places, so that a
long run can be done in parts. Exit code 1 where a pattern takes over 2 s, or grows eightfold.
"""

import argparse
import importlib
import json
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Iterator
from typing import Any

import firsthand

UNITS = (
    "a", "A", "1", " ", "\n", "-", ",", ".", "<", ">", "&", "=", '"', "'", "“", "é", "a ", "A ", "Aa ", "1 ", "a,",
    "a.", "A. ", "1/", "<a", "<a ", "<!--", '="', "a=", "&#", "(",
    "[", "{", "https://a", "a@", "by ", "a-", " - ", "\t", "的",
)  # fmt: skip
SLOW, WORST = 2.0, 7.0
LIMIT = 4.0
"""CPU seconds after which a search is given up."""


def patterns() -> dict[str, re.Pattern[Any]]:
    """Return where it stands -> pattern."""
    found: dict[str, re.Pattern[Any]] = {}
    for info in pkgutil.walk_packages(firsthand.__path__, "firsthand."):
        if info.name.endswith("__main__"):
            continue
        module = importlib.import_module(info.name)
        for name, value in sorted(vars(module).items()):
            for number, pattern in enumerate(inside(value)):
                found.setdefault(f"{info.name.removeprefix('firsthand.')}.{name}[{number}]", pattern)
    unique: dict[tuple[Any, int], str] = {}
    for place, pattern in found.items():
        unique.setdefault((pattern.pattern, pattern.flags), place)
    return {place: found[place] for place in unique.values()}


def inside(value: Any, depth: int = 3) -> Iterator[re.Pattern[Any]]:
    """Yield the patterns in a value."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, dict):
        for each in (*value.keys(), *value.values()):
            yield from inside(each, depth - 1)
    elif depth and isinstance(value, tuple | list | frozenset | set):
        for each in value:
            yield from inside(each, depth - 1)


def units(pattern: re.Pattern[Any]) -> list[str]:
    """Return what to repeat: common units, and words that stand in the pattern."""
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    words = sorted(set(re.findall(r"[A-Za-z]{2,12}|[^\w\s\\()\[\]{}?*+|^$]", text)))[:24]
    return [*UNITS, *words, *(f"{word} " for word in words[:12])]


def seconds(pattern: re.Pattern[Any], unit: str, length: int, times: int = 2) -> float:
    """Return the least CPU time of some searches."""
    text: Any = (unit * (length // len(unit) + 1))[:length] + "\x00"
    if isinstance(pattern.pattern, bytes):
        text = text.encode()[:length]
    best = LIMIT
    for _ in range(times):
        start = time.process_time()
        signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)  # the engine of regular expressions asks for signals
        try:
            for _match in zip(pattern.finditer(text), range(10_000), strict=False):
                pass
        except TooLong:
            return LIMIT
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        best = min(best, time.process_time() - start)
        if best > 0.5:
            break
    return best


class TooLong(Exception):
    """A search has taken as long as it may."""


def _stop(*_: object) -> None:
    raise TooLong


def measure(length: int, first: int = 1, last: int = sys.maxsize) -> list[dict[str, Any]]:
    rows = []
    signal.signal(signal.SIGVTALRM, _stop)
    found = patterns()
    for number, (place, pattern) in enumerate(found.items(), 1):
        if not first <= number <= last:
            continue
        print(f"\r{number} of {len(found)} patterns", end="", file=sys.stderr, flush=True)
        worst = max(((seconds(pattern, unit, length // 8, 1), unit) for unit in units(pattern)), key=lambda one: one[0])
        half, full = (seconds(pattern, worst[1], size) for size in (length // 2, length))
        rows.append({
            "pattern": place, "unit": worst[1], "milliseconds": round(full * 1000, 2),
            "growth": round(full / half, 1) if half > 0.0005 else 1.0,
        })  # fmt: skip
    return sorted(rows, key=lambda row: -float(row["milliseconds"]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--length", type=int, default=16_000)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--last", type=int, default=sys.maxsize)
    options = parser.parse_args()
    rows = measure(options.length, options.first, options.last)
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        print(f"{len(rows)} patterns, {options.length:,} characters")
        print(f"{'pattern':58} {'unit':>12} {'ms':>9} {'x2':>5}")
        for row in rows if options.all else rows[:20]:
            print(f"{row['pattern']:58} {row['unit']!r:>12} {row['milliseconds']:9.2f} {row['growth']:5.1f}")
    bad = [row for row in rows if row["milliseconds"] > SLOW * 1000 or row["growth"] > WORST]
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
