"""Seconds, pages a second and peak memory of each stage, on the bundled week and on the development data.

    python bench/flow.py [--json] [--accept]

Every corpus runs in a process of its own, one stage after the other on one core. The figures are compared with
``bench/floors.json``: a stage may not become slower than its floor. Machines differ, so speed is judged as a ratio to a
yardstick that is timed in the same run (hashing and sorting words in plain Python); ``--accept`` writes new floors.
"""

import argparse
import dataclasses
import json
import multiprocessing
import resource
import sys
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / "shared" / "data"
FLOORS = HERE / "floors.json"


@dataclasses.dataclass
class Corpus:
    """A name and the paths to read; skipped when they are not there."""

    name: str
    paths: list[Path]


def corpora() -> list[Corpus]:
    """Return the corpora that are there."""
    fundus = sorted((SHARED / "fundus").rglob("*.html.gz"))[:150]
    wcxb = sorted((SHARED / "wcxb").rglob("*.html.gz"))[:300]
    known = [
        Corpus("week", [HERE.parent / "examples" / "week"]),
        Corpus("seeds", [SHARED / "seeds"]),
        Corpus("fundus (127 news pages)", fundus),
        Corpus("wcxb (300 pages)", wcxb),
    ]
    return [each for each in known if each.paths and each.paths[0].exists()]


def yardstick() -> float:
    """Return the seconds that a fixed piece of plain Python takes here."""
    started = time.process_time()
    words = [f"word{(i * 7919) % 4099}" for i in range(400_000)]
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return time.process_time() - started


def measure(paths: list[Path]) -> dict[str, Any]:
    """Take one corpus through the stages, and time each."""
    from firsthand import copies, corroboration, dating, networks, pipeline, read, stories, tables, timeline
    from firsthand.account import by_page, count
    from firsthand.claims import Options as ClaimOptions
    from firsthand.claims import extract
    from firsthand.model import Record, Refusal
    from firsthand.restore import Options as RestoreOptions
    from firsthand.restore import restore

    known = tables.builtin()
    for path in paths:
        if (path / "firsthand.toml").is_file():
            known = tables.merge(known, tables.read(path / "firsthand.toml"))
    seconds: dict[str, float] = {}
    clock = time.process_time

    def timed(name: str, work: Any) -> Any:
        started = clock()
        value = work()
        seconds[name] = seconds.get(name, 0.0) + clock() - started
        return value

    found = timed("read", lambda: list(read.records(paths)))
    records = [each for each in found if isinstance(each, Record)]
    restored = timed("restore", lambda: [restore(each, RestoreOptions(tables=known)) for each in records])
    pairs = [(a, r) for a, r in zip(restored, records, strict=True) if not isinstance(a, Refusal)]
    articles = [article for article, _ in pairs]
    said = timed("claims", lambda: [c for a in articles for c in extract(a, ClaimOptions(tables=known))])
    options = dating.Options(tables=known)
    clues = timed("clues", lambda: {a.record: dating.clues(a, r, options) for a, r in pairs})
    edges, stemmata = timed("copies", lambda: copies.trace(articles, copies.Options(tables=known)))
    sites = timed("networks", lambda: networks.find(articles, networks.Options(tables=known)))
    datings = timed("dating", lambda: dating.solve(articles, clues, stemmata, edges, sites, options))
    by_record, how_told = by_page(said), stories.Options(tables=known)
    told = timed("stories", lambda: stories.group(articles, stemmata, datings, by_record, how_told))
    derived = pipeline.Derived(edges, stemmata, sites, datings, told)
    how = corroboration.Options(known)
    timed("counts and timeline", lambda: count(derived, articles, by_record, how, pipeline.Silent()))
    assert timeline
    return {
        "pages": len(found),
        "articles": len(articles),
        "stories": len(told),
        "seconds": seconds,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def main() -> int:
    """Print the table, compare with the floors; 1 if a floor was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--accept", action="store_true", help="write the figures of this run as floors")
    arguments = parser.parse_args()
    results: dict[str, Any] = {}
    unit = yardstick()
    for corpus in corpora():
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            results[corpus.name] = pool.apply(measure, (corpus.paths,))
    if arguments.json:
        print(json.dumps({"yardstick_seconds": unit, "corpora": results}, indent=1))
    else:
        show(results)
    return judge(results, unit, accept=arguments.accept)


def show(results: dict[str, Any]) -> None:
    """Print one table a corpus."""
    for name, result in results.items():
        print(f"\n{name}: {result['pages']} pages, {result['articles']} articles, {result['stories']} stories, "
              f"peak {result['peak_mb']:.0f} MB")  # fmt: skip
        print(f"  {'stage':<22}{'CPU s':>9}{'pages/s':>10}")
        for stage, spent in result["seconds"].items():
            print(f"  {stage:<22}{spent:>9.2f}{result['pages'] / max(spent, 1e-6):>10.0f}")
        whole = sum(result["seconds"].values())
        print(f"  {'all':<22}{whole:>9.2f}{result['pages'] / whole:>10.0f}")


def judge(results: dict[str, Any], unit: float, *, accept: bool) -> int:
    """Compare the time a page, in yardsticks, with the floors; half as long again, and 0.3 s, is a fail."""
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    mine = {
        name: {stage: round(spent / result["pages"] / unit, 5) for stage, spent in result["seconds"].items()}
        | {"peak_mb": round(result["peak_mb"])}
        for name, result in results.items()
    }
    if accept:
        FLOORS.write_text(json.dumps(floors | {"flow": mine}, indent=1, sort_keys=True) + "\n", "utf-8")
        return 0
    broken = 0
    for name, stages in floors.get("flow", {}).items():
        for stage, floor in stages.items():
            now = mine.get(name, {}).get(stage)
            noise = 0.3 / results[name]["pages"] / unit if name in results else 0.0
            if now is not None and now > 1.5 * floor + noise:
                broken = 1
                print(f"floor broken: {name}, {stage}: {now} against {floor}", file=sys.stderr)
    return broken


if __name__ == "__main__":
    sys.exit(main())
