"""GeoJSON (RFC 7946): where pages say that they were written, by their datelines.

Coordinates come from a small table of our own, ``places.tsv``: capitals and cities that datelines often name, to a
hundredth of a degree. A place is taken only where name and region agree with one row, or the name alone means it; what
the table does not hold is left out and counted, never guessed.
"""

import functools
import unicodedata
from collections.abc import Iterable
from importlib import resources
from typing import Any

from firsthand.export.page import NAMESPACE, Page, dump, known

Point = tuple[float, float]
"""Degrees east and north, in GeoJSON's order."""


def geojson(pages: Iterable[Page]) -> str:
    """Return a FeatureCollection with one feature a page whose dateline names known places."""
    features, without, unknown = [], 0, 0
    for page in pages:
        line = page.article.dateline
        points = located(line.place) if line else ()
        if line is None:
            without += 1
        elif not points:
            unknown += 1
        else:
            features.append(_feature(page, points))
    left_out = {"without_dateline": without, "place_not_in_table": unknown}
    return dump({"type": "FeatureCollection", "features": features, "left_out": left_out})


def located(place: str) -> tuple[Point, ...]:
    """Return where the place of a dateline lies: several points for ``BEIJING/TOKYO``, none where it is not sure."""
    found = [_point(part) for part in place.split("/")]
    return tuple(each for each in found if each is not None) if all(found) else ()


def _point(place: str) -> Point | None:
    name, comma, region = (part.strip() for part in place.partition(","))
    region = region.rpartition(",")[2].strip() or region
    rows = _places().get(_folded(name), ())
    if comma:
        fits = [point for _, regions, point in rows if _folded(region) in regions]
    else:
        fits = [point for alone, _, point in rows if alone]
    return fits[0] if len(fits) == 1 else None


@functools.cache
def _places() -> dict[str, tuple[tuple[bool, frozenset[str], Point], ...]]:
    """Return the table: folded name -> rows (whether it may stand alone, regions, point)."""
    text = resources.files("firsthand.export").joinpath("places.tsv").read_text("utf-8")
    found: dict[str, tuple[tuple[bool, frozenset[str], Point], ...]] = {}
    for line in text.splitlines()[1:]:
        names, alone, regions, north, east = line.split("\t")
        row = (alone == "1", frozenset(map(_folded, regions.split(";"))), (float(east), float(north)))
        for name in sorted(set(map(_folded, names.split(";")))):
            found[name] = (*found.get(name, ()), row)
    return found


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.replace("’", "'")).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c)).replace(".", "").strip()


def _feature(page: Page, points: tuple[Point, ...]) -> dict[str, Any]:
    line = page.article.dateline
    one = {"type": "Point", "coordinates": list(points[0])}
    several = {"type": "MultiPoint", "coordinates": [list(each) for each in points]}
    says = known(
        title=page.article.title, outlet=page.outlet, url=page.article.url, place=line.place if line else None,
        agency=line.agency if line else None, story=page.story.id if page.story else None,
    )  # fmt: skip
    geometry = one if len(points) == 1 else several
    return {"type": "Feature", "id": NAMESPACE + page.id, "geometry": geometry, "properties": says | page.dates}
