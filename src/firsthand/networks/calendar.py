"""False-date habits: sites that print the texts of others under days long after the first print."""

import datetime as dt
from collections.abc import Sequence

from firsthand.model import Article
from firsthand.networks.site import Site, add, show
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
        for article in site.articles:
            title, day = _headline(article), _claimed(article)
            if title and day:
                holders.setdefault(title, set()).add(site.key)
                first[title] = min(first.get(title, (day, site.key)), (day, site.key))
    for site in sites:
        late: list[tuple[Article, dt.date, dt.date]] = []
        compared = 0
        for article in site.articles:
            title, day = _headline(article), _claimed(article)
            if title and day and len(holders[title]) > 1:
                compared += 1
                if day - first[title][0] > LATE:
                    late.append((article, day, first[title][0]))
        if late and len(late) * 2 >= compared:
            article, day, before = late[0]
            note = f"says {day}; the same headline stands elsewhere in the archive under {before}"
            claimed = next(each for each in article.stated if each.earliest == day)
            evidence = show(article, _RULE, claimed.evidence.quote, claimed.evidence.where, note)
            add(site, [((_RULE, "late"), 2.0, evidence)])


def _headline(article: Article) -> str | None:
    title = [word for word, _, _ in words((article.title or "")[:300])]
    return " ".join(title) if len(title) >= _FEWEST_WORDS else None


def _claimed(article: Article) -> dt.date | None:
    """Return the day that the page shows or publishes, when it is one day."""
    for kind in ("claimed", "published"):
        for stated in article.stated:
            if stated.kind == kind and stated.earliest == stated.latest:
                return stated.earliest
    return None
