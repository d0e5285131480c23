"""Which pairs are worth aligning: shared fingerprints, found in one sorted column.

Texts with the same words come in once. A fingerprint that few texts have joins each two of them. One that many texts
have joins each of them only to a few centres, the same for all fingerprints: so neither a page footer makes millions of
pairs, nor is a story lost that two hundred sites print.
"""

import numpy as np

from firsthand.text.shingles import Places, Prints

_BLOCK = 20_000_000  # pair codes held at once before they are counted


def pairs(prints: Prints, owners: Places, ranks: Places, crowd: int, centres: int) -> tuple[Places, Places, Places]:
    """Return candidate pairs as three columns: text, text (the smaller number first), fingerprints shared.

    Args:
        prints: fingerprints, each once a text.
        owners: the text of each.
        ranks: for each text its place among those that would serve as a centre, the best first.
        crowd: texts that may share a fingerprint before only centres are joined.
        centres: how many texts of a crowd are centres.
    """
    count = int(ranks.max()) + 1 if len(ranks) else 0
    order = np.lexsort((ranks[owners], prints)) if len(prints) else np.empty(0, np.int64)
    prints, owners = prints[order], owners[order]
    starts = np.flatnonzero(np.concatenate(([True], prints[1:] != prints[:-1]))) if len(prints) else order
    sizes = np.diff(np.concatenate((starts, [len(prints)])))
    codes: list[Places] = []
    shared: list[tuple[Places, Places]] = []
    held = 0
    for size in np.unique(sizes[sizes > 1]).tolist():
        one, two = _joins(size, crowd, centres)
        heads = starts[sizes == size]
        step = max(1, _BLOCK // len(one))
        for at in range(0, len(heads), step):
            block = heads[at : at + step, None]
            left, right = owners[block + one].ravel(), owners[block + two].ravel()
            codes.append(np.minimum(left, right) * count + np.maximum(left, right))
            held += len(codes[-1])
            if held >= _BLOCK:
                shared, codes, held = [_counted(codes, shared)], [], 0
    values, counts = _counted(codes, shared)
    return values // max(count, 1), values % max(count, 1), counts


def _joins(size: int, crowd: int, centres: int) -> tuple[Places, Places]:
    """Return which places of a list of `size` texts are joined."""
    if size <= crowd:
        one, two = np.triu_indices(size, 1)
        return one.astype(np.int64), two.astype(np.int64)
    rows = [np.stack((np.full(size - at - 1, at), np.arange(at + 1, size))) for at in range(centres)]
    joined = np.concatenate(rows, axis=1).astype(np.int64)
    return joined[0], joined[1]


def _counted(codes: list[Places], shared: list[tuple[Places, Places]]) -> tuple[Places, Places]:
    """Return each pair code once, with how often it came."""
    if not codes and not shared:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    fresh, counts = np.unique(np.concatenate(codes), return_counts=True) if codes else (np.empty(0, np.int64),) * 2
    if not shared:
        return fresh, counts
    values = np.concatenate((shared[0][0], fresh))
    total = np.concatenate((shared[0][1], counts))
    values, inverse = np.unique(values, return_inverse=True)
    return values, np.bincount(inverse, weights=total).astype(np.int64)
