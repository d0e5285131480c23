"""An ``ads.txt``: the accounts through which a site sells its advertising, as it says itself.

Recognised by its form alone (IAB, ads.txt 1.1): lines of an advertising system, an account and ``DIRECT`` or
``RESELLER``, and variables such as ``OWNERDOMAIN=``. It is no article; what it says of the site is kept as the
evidence of the refusal, so that networks can ask for it. The site is the host of its address; a file without an
address goes by the folder that it lies in, or by its name, where that is a host.
"""

import re

from firsthand.model import Evidence, Record, Refusal, Span
from firsthand.restore.metadata import site_of
from firsthand.text.hosts import host_of_file

_ACCOUNT = re.compile(
    r"[ \t]*(?P<system>[\w-]+(?:\.[\w-]+)+)[ \t]*,[ \t]*(?P<account>[^\s,#]{1,80})"
    r"[ \t]*,[ \t]*(?P<how>direct|reseller)\b",
    re.IGNORECASE,
)
_VARIABLE = re.compile(
    r"[ \t]*(?P<name>ownerdomain|managerdomain|contact|subdomain|inventorypartnerdomain)[ \t]*=[ \t]*"
    r"(?P<value>[^\s,#]{1,200})",
    re.IGNORECASE,
)
_SAID = {"ownerdomain": "owner", "managerdomain": "manager"}
_MOST = 2_000
"""Accounts that are kept, those of its own before those of resellers."""
_LEAST = 0.6
"""Share of the lines, comments and empty ones left out, that must have the form."""
_LONGEST = 300_000
"""Characters of a file that is looked at; the longest real ones have about 200,000."""
REASON = "site_file"


def refused(record: Record, page: str) -> Refusal | None:
    """Return the refusal that carries what an ``ads.txt`` says; None when a page is none.

    Args:
        record: the page as found.
        page: its characters.
    """
    if len(page) > _LONGEST or "," not in page:
        return None
    said = _lines(page)
    if said is None:
        return None
    site = _site(record)
    own = sum(each.rule.endswith(".direct") for each in said)
    resold = sum(each.rule.endswith(".reseller") for each in said)
    whose = site.quote if site else "a site that neither an address nor a file name gives"
    return Refusal(
        id=record.id,
        record=record.id,
        sighting=record.sighting,
        stage="restore",
        reason=REASON,
        detail=f"An ads.txt of {whose}, with {own} accounts of its own and {resold} of resellers: data about the site.",
        evidence=(*((site,) if site else ()), *said),
    )


def _lines(page: str) -> tuple[Evidence, ...] | None:
    """Return what the lines say, in the order of trust; None when too few of them have the form."""
    found: dict[tuple[str, str], Evidence] = {}
    lines = fitting = at = 0
    for line in page.splitlines(keepends=True):
        start, at = at, at + len(line)
        bare = line.split("#", 1)[0].strip().lstrip("\ufeff")
        if not bare:
            continue
        lines += 1
        account, variable = _ACCOUNT.match(line.lstrip("\ufeff")), _VARIABLE.match(line.lstrip("\ufeff"))
        fitting += account is not None or variable is not None
        start += len(line) - len(line.lstrip("\ufeff"))
        if account is not None:
            kind, what = account["how"].lower(), f"{account['system'].lower()}:{account['account']}"
            where = Span(start=start + account.start("system"), end=start + account.end())
        elif variable is not None and variable["name"].lower() in _SAID:
            kind, what = _SAID[variable["name"].lower()], variable["value"].lower().removeprefix("www.")
            where = Span(start=start + variable.start("name"), end=start + variable.end())
        else:
            continue
        found.setdefault((kind, what), _evidence(kind, what, where))
    kinds = {kind for kind, _ in found}
    if not kinds & {"direct", "reseller"} or fitting < _LEAST * lines:
        return None
    order = ("owner", "manager", "direct", "reseller")
    ranked = sorted(found, key=lambda key: order.index(key[0]))  # lines of one kind stay in the order of the file
    return tuple(found[key] for key in ranked[:_MOST])


def _evidence(kind: str, what: str, where: Span) -> Evidence:
    return Evidence(rule=f"restore.ads.{kind}", quote=what, locus="page", where=where)


def _site(record: Record) -> Evidence | None:
    """Return whose file it is: by its address, else by the name of the file or its folder."""
    if record.url is not None:
        host = site_of(record.url)
        return Evidence(rule="restore.ads.site", quote=host, locus="url") if host else None
    host = host_of_file(record.sighting.file)
    note = "by the name of the file or of its folder"
    return Evidence(rule="restore.ads.site", quote=host, locus="url", note=note) if host else None
