"""What one page shows, worked out of nothing but its article."""

from collections.abc import Iterator

from firsthand.model import Article
from firsthand.networks import accounts, calendar, layout, paths, pools, wording
from firsthand.networks.page import Page, Shown, Sign, folded, packed


def shown(article: Article) -> Shown:
    """Return what one page shows; depends on the article alone.

    Args:
        article: the article, with its blocks.
    """
    furniture = article.furniture
    site, name = _site(article)
    day, dated = calendar.claimed(article)
    place = next((each.where for each in furniture.evidence if each.rule.endswith(".brand")), None)
    page = Page(
        record=article.record,
        site=site,
        name=name,
        brand=furniture.brand,
        brand_place=place,
        headline=calendar.headline(article),
        day=day,
        dated=dated,
        planted=article.planted,
        slots=tuple(wording.filled(article)),
    )
    return packed(page, _signs(article))


def _signs(article: Article) -> Iterator[Sign]:
    yield from wording.forms(article)
    yield from wording.coined(article)
    yield from layout.order(article)
    yield from layout.lengths(article)
    yield from layout.habits(article)
    yield from paths.shapes(article)
    yield from pools.items(article)
    yield from accounts.ids(article)


def _site(article: Article) -> tuple[str, str]:
    if article.site:
        return f"host:{article.site}", article.site
    brand = article.furniture.brand
    if brand and folded(brand):
        return f"brand:{folded(brand)}", brand
    return f"page:{article.record}", article.record
