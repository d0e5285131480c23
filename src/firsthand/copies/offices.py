"""Names with their offices: ``Ada Lorne, general secretary of the Party and president of the Council of the Republic``.

Every report about a person gives the same long title letter for letter, and an agency of a state never shortens it. A
title is nobody's prose: two texts that share it have not copied each other.
"""

import numpy as np

from firsthand.text.wordnumbers import Hashes, Layout, number_of

_JOINING = frozenset(map(number_of, "the of and for a an in to 's".split()))
_OFFICES = frozenset(
    map(
        number_of,
        "president secretary minister chairman chairwoman chairperson chair director commander leader head member "
        "members chief governor mayor senator spokesman spokeswoman spokesperson ambassador king queen prince princess "
        "premier chancellor justice professor marshal representative commissioner".split(),
    )
)
_RANKS = frozenset(map(number_of, "general deputy vice first prime supreme senior acting former foreign state".split()))
_KNOWN = np.array(sorted(_JOINING | _OFFICES | _RANKS), np.uint32)
_TITLES = np.array(sorted(_OFFICES), np.uint32)
_LEAST, _MOST = 7, 60
"""Words of a title: a shorter one is as long as chance allows, a longer one is a text in capitals."""
_NAMES = 3
"""Words with a capital in it."""


def spans(hashes: Hashes, layout: Layout) -> list[tuple[int, int]]:
    """Return first word and end of each stretch that holds nothing but names, offices and what joins them.

    Args:
        hashes: the words.
        layout: which of them have a capital.
    """
    inside = layout.names | np.isin(hashes, _KNOWN)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], inside, [False])).astype(np.int8)))
    starts, ends = edges[::2], edges[1::2]
    found = []
    for first, past in zip(starts.tolist(), ends.tolist(), strict=True):
        if not _LEAST <= past - first <= _MOST or int(layout.names[first:past].sum()) < _NAMES:
            continue
        if bool(np.isin(hashes[first:past], _TITLES).any()):
            found.append((first, past))
    return found
