"""Train the headline model of `firsthand.restore` and write ``src/firsthand/restore/titles.npz``.

Run with the bench extra installed: ``python scripts/train_titles.py``, before ``scripts/train_restore.py``, whose
columns look at the headline. Each candidate of a page of ``../shared/data`` (WCXB and fundus) is a row; it is right
when it equals the true headline, white space, quotes and dashes folded. The run is deterministic. It prints what five
models, each trained without one fifth of the sites, choose; ``--folds`` keeps these models.
"""

import argparse
import sys
from pathlib import Path

import lightgbm
import numpy as np

HERE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(HERE / "bench"))

import restore_pages  # noqa: E402

from firsthand.restore import markup, metadata, titlecandidates, titlecolumns, tokens, trees  # noqa: E402

TREES = 120
FOLDS = 5
SETTINGS = {
    "objective": "binary", "num_leaves": 8, "learning_rate": 0.05, "min_data_in_leaf": 15, "feature_fraction": 0.6,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 2.0, "verbose": -1, "seed": 7, "deterministic": True,
    "force_row_wise": True, "num_threads": 2,
}  # fmt: skip


def rows(item):
    """Return (columns, whether right, candidates) of a page."""
    found = tokens.read(item.html.decode("utf-8", "replace"))
    meta = metadata.read(found)
    outlet, _ = metadata.outlet(meta, None)
    lines = markup.sheet(found).lines
    some = titlecandidates.candidates(meta, lines)
    if not some:
        return None
    gold = restore_pages.straight(item.title)
    right = np.array([restore_pages.straight(one.text) == gold for one in some], dtype=float)
    return titlecolumns.table(some, meta, lines, outlet), right, some


def train(parts):
    """Return a model of these pages; a page without a right candidate teaches nothing."""
    kept = [part for part in parts if part[1].any()]
    columns, target = (np.concatenate([part[at] for part in kept]) for at in (0, 1))
    return lightgbm.train(SETTINGS, lightgbm.Dataset(columns, target, feature_name=list(titlecolumns.NAMES)), TREES)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--folds", type=Path, help="folder for five models, each trained without one fifth of the sites"
    )
    options = parser.parse_args()
    pages, parts, kinds = [], [], []
    for item in (*restore_pages.wcxb(frozenset({"article"})), *restore_pages.fundus()):
        if item.title and (part := rows(item)) is not None:
            pages.append(restore_pages.fold_of(item.site, FOLDS))
            kinds.append("fundus" if item.kind == "fundus" else "WCXB articles")
            parts.append(part)
    right = np.zeros(len(parts))
    for fold in range(FOLDS):
        arrays = trees.from_dump(
            train([part for at, part in zip(pages, parts, strict=True) if at != fold]).dump_model()
        )
        if options.folds:
            np.savez_compressed(options.folds / f"titles{fold}.npz", **arrays)
        model = trees.from_arrays(arrays)
        for number, (at, part) in enumerate(zip(pages, parts, strict=True)):
            if at == fold:
                right[number] = part[1][int(np.argmax(model.score(part[0])))]
    for kind in sorted(set(kinds)):
        mask = np.array([one == kind for one in kinds])
        best = np.mean([part[1].any() for part, keep in zip(parts, mask, strict=True) if keep])
        print(f"{kind}: exact {right[mask].mean():.3f}, among the candidates {best:.3f}")
    np.savez_compressed(HERE / "src/firsthand/restore/titles.npz", **trees.from_dump(train(parts).dump_model()))


if __name__ == "__main__":
    main()
