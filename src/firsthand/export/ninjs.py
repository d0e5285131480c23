"""IPTC ninjs 2.1: one news object a page.

``contentcreated`` must be an instant. Where only the day is known, it is midnight with the offset ``-00:00``, the
mark of RFC 3339 for an offset that is not known; the days themselves are ``descriptions`` with the roles
``date_edtf``, ``date_claimed`` and the other columns about dates.
"""

from collections.abc import Iterable
from typing import Any

from firsthand.export.page import NAMESPACE, Page, dump, known

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_2.1.json"
"""Address of the standard's schema."""


def ninjs(pages: Iterable[Page]) -> str:
    """Return an array of news objects."""
    return dump([_object(page) for page in pages])


def _object(page: Page) -> dict[str, Any]:
    article = page.article
    notes = page.dates
    counts = {"charcount": len(article.text), "wordcount": len(article.text.split())}
    plain: dict[str, object] = {"role": "main", "contenttype": "text/plain"}
    return known(
        uri=NAMESPACE + page.id, type="text", representationtype="full", language=article.language,
        standard={"name": "ninjs", "version": "2.1", "schema": SCHEMA}, contentcreated=_instant(page),
        by=article.byline, located=article.dateline.place if article.dateline else None,
        headlines=[plain | {"value": article.title}] if article.title else None,
        bodies=[plain | counts | {"value": article.text}],
        descriptions=[{"role": role, "value": value} for role, value in notes.items()],
        infosources=[{"name": page.outlet}] if page.outlet else None,
        altids=[{"role": role, "value": value} for role, value in _ids(page).items()],
    )  # fmt: skip


def _instant(page: Page) -> str | None:
    dating, day = page.dating, page.day
    if dating is None or day is None:
        return None
    instant = dating.claimed_instant
    believed = dating.verdict != "contradicted"
    if believed and instant is not None and instant.tzinfo is not None and instant.date() == day:
        return instant.isoformat()
    return f"{day}T00:00:00-00:00"


def _ids(page: Page) -> dict[str, str]:
    found = {
        "firsthand": page.id,
        "url": page.article.url,
        "text": page.stemma.id if page.stemma else None,
        "story": page.story.id if page.story else None,
        "exemplar": page.exemplar,
    }
    return {role: value for role, value in found.items() if value}
