"""RIS: one NEWS reference a page, for reference managers.

``DA`` and ``PY`` are the day that the evidence gives, and are left out where it gives none. One ``N1`` for
each column about its date says the interval, the day that the page claims, and the basis.
"""

from collections.abc import Iterable

from firsthand.export.page import Page, line


def ris(pages: Iterable[Page]) -> str:
    """Return the references."""
    return "".join(_reference(page) for page in pages)


def _reference(page: Page) -> str:
    article, day = page.article, page.day
    fields = [
        ("TY", "NEWS"),
        ("ID", page.id),
        ("TI", article.title),
        ("AU", article.byline),
        ("T2", page.outlet),
        ("PY", f"{day:%Y}" if day else None),
        ("DA", f"{day:%Y/%m/%d}" if day else None),
        ("LA", article.language),
        ("UR", article.url),
        *(("N1", f"{name}: {value}") for name, value in page.dates.items()),
    ]
    lines = [f"{tag}  - {line(value)}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", "", ""])
