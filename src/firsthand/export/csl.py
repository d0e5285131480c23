"""CSL-JSON: one item a page, for citation processors.

``issued`` is the interval of days that the evidence gives; one that is open at an end is given in words of EDTF
(``literal``), and one without any bound is left out. The claimed day stands under ``custom``.
"""

from collections.abc import Iterable
from typing import Any

from firsthand.export.page import Page, dump, known


def csl(pages: Iterable[Page]) -> str:
    """Return the array of items."""
    return dump([_item(page) for page in pages])


def _item(page: Page) -> dict[str, Any]:
    article = page.article
    custom = known(**page.dates, story=page.story.id if page.story else None)
    found = known(
        id=page.id, type="article-newspaper", title=article.title, URL=article.url, language=article.language,
        author=[{"literal": article.byline}] if article.byline else None, issued=_issued(page), custom=custom,
    )  # fmt: skip
    return found | ({"container-title": page.outlet} if page.outlet else {})


def _issued(page: Page) -> dict[str, Any] | None:
    dating = page.dating
    if dating is None or page.edtf is None:
        return None
    if dating.earliest is None or dating.latest is None:
        return {"literal": page.edtf}
    ends = [dating.earliest] if dating.earliest == dating.latest else [dating.earliest, dating.latest]
    return {"date-parts": [[day.year, day.month, day.day] for day in ends]}
