"""False-date habits: sites that print the texts of others under days long after the first print."""

import datetime as dt
from collections.abc import Sequence

from firsthand.model import Article, Evidence
from firsthand.networks.page import Page, show
from firsthand.networks.site import Site, add
from firsthand.text.normalise import words

LATE = dt.timedelta(days=21)
"""A reprint that claims a day so much later than the first print does not show the day of its text."""
_FEWEST_WORDS = 5
_RULE = "networks.dates.late"


def habits(sites: Sequence[Site]) -> None:
    """Add the habit to each site that claims late days on at least half of the headlines that others print too."""
    first: dict[str, tuple[dt.date, str]] = {}
    holders: dict[str, set[str]] = {}
    for site in sites:
        for page in site.pages:
            title, day = page.headline, page.day
            if title and day:
                holders.setdefault(title, set()).add(site.key)
                first[title] = min(first.get(title, (day, site.key)), (day, site.key))
    for site in sites:
        late: list[tuple[Page, dt.date, dt.date]] = []
        compared = 0
        for page in site.pages:
            title, day = page.headline, page.day
            if title and day and len(holders[title]) > 1:
                compared += 1
                if day - first[title][0] > LATE:
                    late.append((page, day, first[title][0]))
        if late and len(late) * 2 >= compared:
            page, day, before = late[0]
            assert page.dated is not None
            note = f"says {day}; the same headline stands elsewhere in the archive under {before}"
            evidence = show(page, _RULE, page.dated.quote, page.dated.where, note)
            add(site, [((_RULE, "late"), 2.0, evidence)])


def headline(article: Article) -> str | None:
    """Return the words of a page's headline, folded; None where they are too few to be compared."""
    title = [word for word, _, _ in words((article.title or "")[:300])]
    return " ".join(title) if len(title) >= _FEWEST_WORDS else None


def claimed(article: Article) -> tuple[dt.date, Evidence] | tuple[None, None]:
    """Return the day that the page shows or publishes, when it is one day, and where it first stands."""
    for kind in ("claimed", "published"):
        for stated in article.stated:
            if stated.kind == kind and stated.earliest == stated.latest:
                return next(
                    (each.earliest, each.evidence) for each in article.stated if each.earliest == stated.earliest
                )
    return None, None
