"""Train the line model for text dumps and write ``src/firsthand/restore/dump.npz``.

Run with the bench extra installed: ``python scripts/train_dumps.py``. It reads the WCXB articles and the fundus
pages in ``../shared/data``, renders each as a dump in two ways, trains with LightGBM, and writes only numbers. The
run is deterministic. ``--folds DIR`` also trains five models by site, for ``bench/dumps.py``.
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
from train_restore import shares  # noqa: E402

from firsthand.restore import dump, linefeatures, trees  # noqa: E402

TREES = 120
FOLDS = 5
SETTINGS = {
    "objective": "cross_entropy", "num_leaves": 31, "learning_rate": 0.09, "min_data_in_leaf": 30,
    "feature_fraction": 0.4, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0, "max_bin": 63,
    "verbose": -1, "seed": 7, "deterministic": True, "force_row_wise": True, "num_threads": 1,
}  # fmt: skip


def pages():
    """Yield the WCXB articles and the fundus pages."""
    yield from restore_pages.wcxb(frozenset({"article"}))
    yield from restore_pages.fundus()


def rows(item, bullets, title):
    """Return (columns, target, weight) of one dump's lines."""
    lines = dump.lines(dump_pages.render(item.html, bullets=bullets, title=title))
    total, share = shares([line.text for line in lines], item.text)
    weight = np.minimum(total / max((total * share).sum(), 50.0), 1.0) + 0.0005
    return linefeatures.table(lines), share, weight


def collect(cache):
    """Return (site, rows) for each page, from the cache when it is there."""
    if cache and cache.exists():
        return pickle.loads(cache.read_bytes())
    parts = []
    for item in pages():
        odd = hashlib.blake2b(item.name.encode()).digest()[0] % 2 == 0
        found = rows(item, False, odd)
        if len(found[0]):
            parts.append((item.site, found))
        found = rows(item, True, not odd)
        if len(found[0]):
            parts.append((item.site, found))
    if cache:
        cache.write_bytes(pickle.dumps(parts))
    return parts


def train(parts):
    """Return a model of these pages."""
    columns, target, weight = (np.concatenate(column) for column in zip(*parts, strict=True))
    data = lightgbm.Dataset(columns, target, weight=weight / weight.mean(), feature_name=list(linefeatures.NAMES))
    return lightgbm.train(SETTINGS, data, TREES)


def main():
    """Train on everything; with ``--folds`` also once for each fold of sites."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=Path)
    parser.add_argument("--cache", type=Path)
    arguments = parser.parse_args()
    parts = collect(arguments.cache)
    if arguments.folds:
        arguments.folds.mkdir(parents=True, exist_ok=True)
        for fold in range(FOLDS):
            model = train([part for site, part in parts if restore_pages.fold_of(site) != fold])
            np.savez_compressed(arguments.folds / f"dump{fold}.npz", **trees.from_dump(model.dump_model()))
    model = train([part for _, part in parts])
    np.savez_compressed(HERE / "src/firsthand/restore/dump.npz", **trees.from_dump(model.dump_model()))


if __name__ == "__main__":
    main()
