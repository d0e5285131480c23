"""Train the headline model for text dumps and write ``dump_titles.npz`` in ``firsthand/restore``.

Run with the bench extra installed: ``python scripts/train_dump_titles.py``, after ``scripts/train_dumps.py``. It reads
the WCXB articles and the fundus pages in ``../shared/data``, renders each as a dump, lets the line models tell the
body, and trains on the lines above it, each page with and without its address. ``--folds DIR`` also writes five models,
each without a fifth of the sites; the line models of the same folder are then used, so that nothing has seen the site.
The run is deterministic.
"""

import argparse
import sys
from pathlib import Path

import lightgbm
import numpy as np

HERE = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(HERE / "bench"), str(HERE / "scripts")]

import dump_pages  # noqa: E402
import dumps  # noqa: E402
import restore_pages  # noqa: E402

from firsthand.restore import dump, dumptitles, trees  # noqa: E402

FOLDS = 5
TREES = 90
WEIGHTS = {"fundus": 2.5}
"""There are few news pages."""
SETTINGS = {
    "objective": "binary", "num_leaves": 8, "learning_rate": 0.08, "min_data_in_leaf": 12, "feature_fraction": 0.4,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 4.0, "max_bin": 63, "verbose": -1, "seed": 7,
    "deterministic": True, "force_row_wise": True, "num_threads": 1,
}  # fmt: skip


def rows(item):
    """Return [(columns, target, weight)] of a page with and without its address; empty without the headline."""
    lines = dump.lines(dump_pages.render(item.html))
    dump.by_model(lines)
    made = []
    for url in (None, item.url):
        places, columns = dumptitles.table(lines, url)
        wanted = restore_pages.straight(item.title)
        target = np.array([restore_pages.straight(lines[at].text) == wanted for at in places], float)
        if target.any():
            made.append((columns, target, np.full(len(target), WEIGHTS.get(item.kind, 1.0))))
    return made


def train(parts):
    """Return the model of these pages' rows."""
    columns, target, weight = (np.concatenate(each) for each in zip(*parts, strict=True))
    data = lightgbm.Dataset(columns, target, weight=weight, feature_name=list(dumptitles.NAMES))
    return lightgbm.train(SETTINGS, data, num_boost_round=TREES)


def main():
    """Train the model that ships; with folds, five more."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=Path)
    arguments = parser.parse_args()
    models = dumps.folds_of(arguments.folds) if arguments.folds else None
    loaded = trees.load
    parts = []
    for pages in (restore_pages.wcxb(frozenset({"article"})), restore_pages.fundus()):
        for item in pages:
            fold = restore_pages.fold_of(item.site)
            if models:
                trees.load = models[fold].__getitem__
            if item.title:
                parts += [(fold, one) for one in rows(item)]
    trees.load = loaded
    path = HERE / "src/firsthand/restore" / f"{dumptitles.MODEL}.npz"
    np.savez_compressed(path, **trees.from_dump(train([one for _, one in parts]).dump_model()))
    for number in range(FOLDS) if arguments.folds else ():
        kept = [one for fold, one in parts if fold != number]
        made = trees.from_dump(train(kept).dump_model())
        np.savez_compressed(arguments.folds / f"{dumptitles.MODEL}{number}.npz", **made)


if __name__ == "__main__":
    main()
