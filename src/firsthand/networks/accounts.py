"""Account signals: the same analytics or advertising account on two sites means one who counts, or one who is paid.

Analytics and advertising are two families: a shared account of each makes a link without any shared template. Accounts
of a hosting platform stand on many sites that share nothing else, and lose their weight with that (`rarity`).
"""

from collections.abc import Iterator

from firsthand.model import Article, Evidence, Outlet
from firsthand.networks.site import Key, show

_WEIGHTS = {"analytics": 7.0, "advertising": 8.0}


def ids(article: Article) -> Iterator[tuple[Key, float, Evidence]]:
    """Yield the accounts that stand in the source of one page."""
    for each in article.identifiers:
        kind = each.rule.rpartition(".")[2]
        if kind in _WEIGHTS:
            rule = f"networks.{kind}.account"
            yield (rule, each.quote), _WEIGHTS[kind], show(article, rule, each.quote, each.where)


def listed(row: Outlet | None) -> Iterator[tuple[Key, float, Evidence]]:
    """Yield the accounts that a site's ``ads.txt`` names as its own, from the outlets table."""
    for account in row.accounts if row else ():
        system, _, number = account.rpartition(":")
        rule = "networks.advertising.account"
        what = number if system in ("", "google.com") else account
        note = f"in the ads.txt of {row.domain}" if row else None
        evidence = Evidence(rule=rule, quote=account, locus="table", note=note)
        yield (rule, what), _WEIGHTS["advertising"], evidence
