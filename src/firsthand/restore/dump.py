"""A text dump: a page that has lost its markup. Its lines, and what each of them is."""

from firsthand.restore import places
from firsthand.restore.draft import Line


def lines(page: str) -> list[Line]:
    """Return the lines of a dump that hold characters, white space folded, with their places in the page."""
    found = []
    at = 0
    for raw in page.splitlines(keepends=True):
        text, runs, place = places.fold(page, [(raw, (at, at + len(raw)))], entities=False)
        if text and place is not None:
            found.append(Line(text=text, runs=runs, place=place))
        at += len(raw)
    return found
