"""Account signals: the same analytics or advertising account on two sites means one who counts, or one who is paid.

Analytics and advertising are two families: a shared account of each makes a link without any shared template. Accounts
of a hosting platform stand on many sites that share nothing else, and lose their weight with that (`rarity`).

An ``ads.txt`` says whose accounts are the site's own (``DIRECT``), who resells (``RESELLER``), and who owns and who
manages the site. Many sites have the same hundreds of lines, because they sell through the same houses. So a line of a
reseller is no signal; an account that any site of the archive marks as a reseller's is a middleman's, wherever it is
called direct; and where a manager keeps the file, the accounts in it may be the manager's.
"""

from collections.abc import Iterable, Iterator, Sequence

from firsthand.model import Article, Declared, Evidence, Outlet
from firsthand.networks.page import Sign, show
from firsthand.networks.site import Site, add

_WEIGHTS = {"analytics": 7.0, "advertising": 8.0}
_OWNER = 8.0
"""Both declare one owner, or one declares the other's host."""
_MIDDLEMAN, _MANAGED = 0.3, 1.0
"""What an account counts that somebody marks as a reseller's; that stands in a file which a manager keeps."""
_OWNERS = 1.5
"""Log-odds against: two owners that are declared, and differ."""
_ACCOUNT, _OWNED = "networks.advertising.account", "networks.advertising.owner"


def ids(article: Article) -> Iterator[Sign]:
    """Yield the accounts that stand in the source of one page."""
    for each in article.identifiers:
        kind = each.rule.rpartition(".")[2]
        if kind in _WEIGHTS:
            rule = f"networks.{kind}.account"
            yield (rule, each.quote), _WEIGHTS[kind], show(article, rule, each.quote, each.where)


def listed(row: Outlet | None) -> Iterator[Sign]:
    """Yield the accounts that a site's ``ads.txt`` names as its own, from the outlets table."""
    for account in row.accounts if row else ():
        note = f"in the ads.txt of {row.domain}" if row else None
        evidence = Evidence(rule=_ACCOUNT, quote=account, locus="table", note=note)
        yield (_ACCOUNT, _bare(account)), _WEIGHTS["advertising"], evidence


def declare(sites: Sequence[Site], declared: Iterable[Declared]) -> None:
    """Add to each site what its own ``ads.txt``, or that of the host that it is a part of, says.

    Args:
        sites: all sites, with the accounts of their pages.
        declared: every ``ads.txt`` of the archive.
    """
    by_host: dict[str, list[Evidence]] = {}
    for row in sorted(declared, key=lambda row: (row.site, str(row.said[:1]))):
        by_host.setdefault(row.site, []).extend(row.said)
    if not by_host:
        return
    resold = {_bare(each.quote) for said in by_host.values() for each in said if each.rule.endswith(".reseller")}
    for site in sites:
        host = _declaring(site, by_host)
        for each in by_host.get(host, ()) if host else ():
            kind = each.rule.rpartition(".")[2]
            if kind in ("owner", "manager"):
                site.says.setdefault(kind, each)
        add(site, _accounts(site, by_host.get(host or "", ()), resold, host or ""))
    owners = {said.quote for site in sites if (said := site.says.get("owner")) is not None}
    for site in sites:
        add(site, _owned(site, owners))


def _declaring(site: Site, by_host: dict[str, list[Evidence]]) -> str | None:
    """Return the host whose ``ads.txt`` speaks for a site: its own, else that of a host that it is a part of."""
    if not site.key.startswith("host:"):
        return None
    parts = site.name.lower().removeprefix("www.").split(".")
    hosts = (".".join(parts[at:]) for at in range(max(1, len(parts) - 1)))
    return next((host for host in hosts if host in by_host), None)


def _accounts(site: Site, said: Iterable[Evidence], resold: set[str], host: str) -> Iterator[Sign]:
    """Yield the accounts that a site calls its own; what they count depends on who else has them, and who keeps it."""
    managed = site.says.get("manager")
    for each in said:
        if not each.rule.endswith(".direct"):
            continue
        what, note, weight = _bare(each.quote), f"in the ads.txt of {host}", _WEIGHTS["advertising"]
        if what in resold:
            weight, note = _MIDDLEMAN, f"{note}; another site's ads.txt has it as a reseller's"
        elif managed is not None and managed.quote != host:
            weight, note = _MANAGED, f"{note}, which {managed.quote} manages"
        yield (_ACCOUNT, what), weight, _shown(each, _ACCOUNT, note)


def _owned(site: Site, owners: set[str]) -> Iterator[Sign]:
    """Yield who owns a site by its own word, and that a site is named as owner by another."""
    said = site.says.get("owner")
    if said is not None:
        yield (_OWNED, said.quote), _OWNER, _shown(said, _OWNED, "declared in its ads.txt")
    host = site.name.lower().removeprefix("www.")
    if site.key.startswith("host:") and host in owners and (said is None or said.quote != host):
        note = "named as owner in another site's ads.txt"
        yield (_OWNED, host), _OWNER, Evidence(rule=_OWNED, quote=host, locus="archive", note=note)


def against(left: Site, right: Site) -> list[Evidence]:
    """Return what two files say against one operation: two owners; and, not counted, one manager for both."""
    found = []
    one, two = left.says.get("owner"), right.says.get("owner")
    if one is not None and two is not None and one.quote != two.quote:
        note = f"{left.name} declares {one.quote}, {right.name} {two.quote}"
        if _apart(left, right):
            found.append(_shown(one, "networks.against.declared", note, _OWNERS))
    one, two = left.says.get("manager"), right.says.get("manager")
    if one is not None and two is not None and one.quote == two.quote:
        note = "one house sells the advertising of both: the accounts that they share may be its own"
        found.append(_shown(one, "networks.against.manager", note, 0.0))
    return found


def _apart(left: Site, right: Site) -> bool:
    """Tell whether neither of two sites names the other as its owner."""
    return left.says["owner"].quote != right.name.lower() and right.says["owner"].quote != left.name.lower()


def _bare(account: str) -> str:
    """Return an account as pages print it: without its system where its own form tells the system."""
    system, _, number = account.rpartition(":")
    return number if system in ("", "google.com") else account


def _shown(each: Evidence, rule: str, note: str, weight: float = 1.0) -> Evidence:
    return Evidence(
        rule=rule, quote=each.quote, record=each.record, locus=each.locus, where=each.where, weight=weight, note=note
    )
