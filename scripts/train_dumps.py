"""Train the two line models for text dumps and write ``dump.npz`` and ``dump_second.npz`` in ``firsthand/restore``.

Run with the bench extra installed: ``python scripts/train_dumps.py``. It reads the WCXB pages and the fundus pages in
``../shared/data``, renders each as a dump (articles and news in two ways), trains with LightGBM, and writes only
numbers. The run is deterministic. The second model learns from answers that the first one gave for sites that it had
not seen. ``--folds DIR`` also writes five pairs of models, each without a fifth of the sites, for ``bench/dumps.py``.
"""

import argparse
import hashlib
import pickle
import sys
from pathlib import Path

import lightgbm
import numpy as np

HERE = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(HERE / "bench"), str(HERE / "scripts")]

import dump_pages  # noqa: E402
import restore_pages  # noqa: E402

from firsthand.restore import dump, linecontext, linefeatures, trees  # noqa: E402

TREES = 120
FOLDS = 5
MOST = 4_000
"""Lines of the longest dump that is learned from."""
WEIGHTS = {"fundus": 2.5, "article": 1.0}
OTHERS = 0.3
"""How much a page counts: there are few news pages, and pages of other types only show what else there is."""
SETTINGS = {
    "objective": "cross_entropy", "num_leaves": 31, "learning_rate": 0.08, "min_data_in_leaf": 30,
    "feature_fraction": 0.3, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0, "max_bin": 63,
    "verbose": -1, "seed": 7, "deterministic": True, "force_row_wise": True, "num_threads": 1,
}  # fmt: skip


def rows(item, bullets, title):
    """Return (columns, what lines are about, words of lines, target, weight) of one dump; None without lines."""
    lines = dump.lines(dump_pages.render(item.html, bullets=bullets, title=title))
    if not lines or len(lines) > MOST:
        return None
    total, share = restore_pages.shares([line.text for line in lines], item.text)
    weight = np.minimum((total + 1) / max((total * share).sum(), 50.0), 1.0) + 0.0005
    columns, about = linefeatures.read(lines)
    return columns, about, total, share, weight * WEIGHTS.get(item.kind, OTHERS)


def collect(cache):
    """Return (site, rows) for each page, from the cache when it is there."""
    if cache and cache.exists():
        return pickle.loads(cache.read_bytes())
    parts = []
    for pages in (restore_pages.wcxb(), restore_pages.fundus()):
        for item in pages:
            odd = hashlib.blake2b(item.name.encode()).digest()[0] % 2 == 0
            ways = ((False, odd), (True, not odd)) if item.kind in WEIGHTS else ((odd, odd),)
            found = [rows(item, *way) for way in ways]
            parts += [(item.site, one) for one in found if one is not None]
    if cache:
        cache.write_bytes(pickle.dumps(parts))
    return parts


def train(parts, tables, names):
    """Return a model of these pages' tables."""
    target, weight = (np.concatenate([part[1][at] for part in parts]) for at in (3, 4))
    data = lightgbm.Dataset(np.concatenate(tables), target, weight=weight / weight.mean(), feature_name=list(names))
    return lightgbm.train(SETTINGS, data, TREES)


def write(model, path):
    """Write the model's arrays."""
    np.savez_compressed(path, **trees.from_dump(model.dump_model()))


def main():
    """Train the first models, then the second ones on their answers; write the folds and the two that ship."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=Path)
    parser.add_argument("--cache", type=Path)
    arguments = parser.parse_args()
    parts = collect(arguments.cache)
    fold = np.array([restore_pages.fold_of(site) for site, _ in parts])
    seconds: list = [None] * len(parts)
    firsts = []
    for number in range(FOLDS):
        kept = [part for part, at in zip(parts, fold, strict=True) if at != number]
        firsts.append(train(kept, [part[1][0] for part in kept], linefeatures.NAMES))
        for at in np.flatnonzero(fold == number):
            columns, about, total, *_ = parts[at][1]
            answers = firsts[number].predict(columns, num_threads=1)
            seconds[at] = np.hstack([columns, linecontext.table(answers, total, about)])
    names = (*linefeatures.NAMES, *linecontext.NAMES)
    folder = HERE / "src/firsthand/restore"
    write(train(parts, [part[1][0] for part in parts], linefeatures.NAMES), folder / "dump.npz")
    write(train(parts, seconds, names), folder / "dump_second.npz")
    if arguments.folds:
        arguments.folds.mkdir(parents=True, exist_ok=True)
        for number in range(FOLDS):
            kept = np.flatnonzero(fold != number)
            write(firsts[number], arguments.folds / f"dump{number}.npz")
            second = train([parts[at] for at in kept], [seconds[at] for at in kept], names)
            write(second, arguments.folds / f"dump_second{number}.npz")


if __name__ == "__main__":
    main()
