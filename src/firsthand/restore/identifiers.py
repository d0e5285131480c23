"""Accounts of analytics and advertising that stand in a page's source: who counts and who is paid for the readers.

Recognised by their published forms alone: ``UA-1234567-1`` (the account, without the number of the property),
``G-XXXXXXXXXX``, ``GTM-XXXXXXX``, ``ca-pub-1234567890123456``, and the number of a tracking pixel where it is set up.
"""

import re

from firsthand.model import Evidence, Span

_FORMS = (
    ("analytics", re.compile(r"(UA-(?<![\w-]UA-)\d{4,10})-\d{1,4}(?![\w-])")),
    ("analytics", re.compile(r"(G-(?<![\w-]G-)(?=[A-Z0-9]*\d)[A-Z0-9]{8,12})(?![\w-])")),
    ("analytics", re.compile(r"(GTM-(?<![\w-]GTM-)[A-Z0-9]{5,9})(?![\w-])")),
    ("analytics", re.compile(r"fbq\(\s?[\"']init[\"'],\s?[\"']?(\d{10,18})(?!\d)")),
    ("advertising", re.compile(r"(pub-(?:(?<![\w-]pub-)|(?<=ca-pub-)(?<![\w-]ca-pub-))\d{16})(?!\d)")),
)
"""What may not stand before a form is looked at behind its first letters: they are found fast, any place is not."""
_MARKS = ("UA-", "G-", "GTM-", "fbq(", "pub-")
_MOST = 24
"""Accounts of one page: a page with more is a list of them."""


def read(page: str) -> tuple[Evidence, ...]:
    """Return each account once, where it stands first, in the order of the page; none where there are too many.

    Args:
        page: the page as found.
    """
    found: dict[str, Evidence] = {}
    for (kind, form), mark in zip(_FORMS, _MARKS, strict=True):
        at = page.find(mark)
        while at >= 0:
            match = form.match(page, at)
            if match and match.group(1) not in found:
                where = Span(start=match.start(1), end=match.end(1))
                rule = f"restore.identifier.{kind}"
                found[match.group(1)] = Evidence(rule=rule, quote=match.group(1), locus="page", where=where)
            at = page.find(mark, match.end() if match else at + 1)
    if len(found) > _MOST:
        return ()
    return tuple(sorted(found.values(), key=lambda each: each.where.start if each.where else 0))
