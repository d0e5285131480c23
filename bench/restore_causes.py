"""What went wrong on a page: the words that an extractor kept or dropped wrongly, by where they stand."""

import restore_pages

LEAST = 0.5
"""Share of the true words that a page's lines must hold for the page to be blamed on the choice of lines."""


def cause(blocks, gold):
    """Return (cause, share of the true words that it explains) for a page.

    Arguments:
        blocks: (text, whether it was kept) of each block of the page in its order; empty for a refused page.
        gold: the true text.
    """
    if not any(kept for _, kept in blocks):
        return "no output", 1.0
    total, share = restore_pages.shares([text for text, _ in blocks], gold)
    true = (total * share).sum()
    if true < LEAST * len(restore_pages.words(gold)):
        return "true text not among the lines", 1 - true / max(len(restore_pages.words(gold)), 1)
    solid = [at for at in range(len(blocks)) if share[at] > 0.5 and total[at] > 3]
    if not solid:
        return "true text not among the lines", 1.0
    first, last = solid[0], solid[-1]
    got = [at for at in solid if blocks[at][1]] or [last + 1]
    sums = dict.fromkeys(
        ("head kept", "tail kept", "furniture inside kept", "start dropped", "end dropped", "part dropped"), 0.0
    )
    for at, (_, kept) in enumerate(blocks):
        if kept:
            name = "head kept" if at < first else "tail kept" if at > last else "furniture inside kept"
            sums[name] += total[at] * (1 - share[at])
        else:
            name = "start dropped" if at < got[0] else "end dropped" if at > got[-1] else "part dropped"
            sums[name] += total[at] * share[at]
    worst = max(sums, key=sums.get)
    return worst, sums[worst] / true
