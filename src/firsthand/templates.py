"""Between the pages alone and the pages together: which pages are to be restored again, now that all of them are in.

Every page is first restored alone and leaves a trace. What recurs is learnt from the traces of all pages that the
archive holds, so that neither the order in which pages came, nor batches, nor a kill in between, changes the outcome.
"""

import hashlib

from firsthand.archive import Archive, traces
from firsthand.model import Article
from firsthand.restore import Template, learn, learn_tails, matter, trace


def traced(article: Article) -> tuple[str, bytes]:
    """Return (group, trace) of a page that was restored alone; without address and brand the group is empty."""
    brand = article.furniture.brand
    return article.site or (f"brand {brand.casefold()}" if brand else ""), trace(article)


def waiting(archive: Archive) -> dict[str, Template]:
    """Return, for each page that now has another template than it was last restored with, that template."""
    found: dict[str, Template] = {}
    tails = dict(learn_tails(traces.every(archive.connection)).lines)
    for site in traces.sites(archive.connection):
        pages = traces.of_site(archive.connection, site)
        own = dict(learn(doc for _, _, doc in pages).lines) if site else {}
        for record, mark, doc in pages:
            template = matter(doc, tails | own)
            if template.mark != mark:
                found[record] = template
    return found


def state(archive: Archive, rules: str) -> str:
    """Return a name of everything that templates are learnt from."""
    total = hashlib.sha256(rules.encode())
    for record, _ in traces.marks(archive.connection):
        total.update(record.encode())
    return total.hexdigest()
