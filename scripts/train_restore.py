"""Train the block model of `firsthand.restore` and write ``src/firsthand/restore/model.npz``.

Run with the bench extra installed: ``python scripts/train_restore.py``. It reads ``../shared/data`` (WCXB and fundus),
trains with LightGBM, and writes only numbers. The run is deterministic: same data, same file. ``--folds`` also trains
five models by site and writes their scores for held-out pages, which ``bench/restore.py`` measures.
"""

import argparse
import multiprocessing
import sys
from pathlib import Path

import lightgbm
import numpy as np

HERE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HERE / "bench"))

import restore_pages  # noqa: E402

from firsthand.restore import body, features, hostile, page, tokens, trees  # noqa: E402

TREES = 120
FOLDS = 5
WEIGHTS = {"article": 1.0, "fundus": 1.5}
"""Weight of a page by its kind; other kinds of pages have less, since articles are what the stage is for."""
OTHER = 0.6
SETTINGS = {
    "objective": "cross_entropy", "num_leaves": 31, "learning_rate": 0.1, "min_data_in_leaf": 20,
    "min_sum_hessian_in_leaf": 1.0, "feature_fraction": 0.3, "bagging_fraction": 0.7, "bagging_freq": 1,
    "lambda_l2": 5.0, "max_bin": 63, "verbose": -1, "seed": 7, "deterministic": True, "force_row_wise": True,
    "num_threads": 1,
}  # fmt: skip


def rows(item):
    """Return (fold, (columns, target, weight) of one page's lines); None for the lines of a page that is not parsed.

    Lines that are never asked about (`body.asked`) are left out.
    """
    found = tokens.read(item.html.decode("utf-8", "replace"))
    fold = restore_pages.fold_of(item.site, FOLDS)
    if hostile.trouble(found, hostile.Limits()) is not None:
        return fold, None
    read = page.read_html(found)
    total, share = restore_pages.shares([line.text for line in read.sheet.lines], item.text)
    weight = (np.minimum(total / max((total * share).sum(), 50.0), 1.0) + 0.001) * WEIGHTS.get(item.kind, OTHER)
    columns = page.table(read)
    asked = body.asked(columns)
    return fold, (columns[asked], share[asked], weight[asked])


def train(parts):
    """Return a model of these pages."""
    columns, target, weight = (np.concatenate(column) for column in zip(*parts, strict=True))
    data = lightgbm.Dataset(columns, target, weight=weight / weight.mean(), feature_name=list(features.NAMES))
    return lightgbm.train(SETTINGS, data, TREES)


def write(model, path):
    """Write the model's arrays."""
    np.savez_compressed(path, **trees.from_dump(model.dump_model()))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--folds", type=Path, help="folder for five models, each trained without one fifth of the sites"
    )
    options = parser.parse_args()
    pages, parts = [], []
    with multiprocessing.Pool(2) as pool:
        for fold, part in pool.imap(rows, (*restore_pages.wcxb(), *restore_pages.fundus()), chunksize=8):
            if part is not None:
                pages.append(fold)
                parts.append(part)
    print(f"{len(parts)} pages, {sum(len(part[1]) for part in parts)} lines")
    if options.folds:
        options.folds.mkdir(parents=True, exist_ok=True)
        for fold in range(FOLDS):
            write(
                train([part for at, part in zip(pages, parts, strict=True) if at != fold]),
                options.folds / f"model{fold}.npz",
            )
    write(train(parts), HERE / "src/firsthand/restore/model.npz")


if __name__ == "__main__":
    main()
