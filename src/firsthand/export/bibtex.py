"""BibTeX: one ``@online`` entry a page, in biblatex's fields.

``date`` is EDTF, which biblatex reads, so that an interval stays one; ``year`` and ``month`` are for old BibTeX and are
given only where the interval leaves no choice. The claimed day stands in ``note`` where the evidence contradicts it.
"""

from collections.abc import Iterable

from firsthand.export.page import Page, line

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
"""What TeX would obey, and how it is printed instead."""

_ADDRESS = {"\\": "%5C", "{": "%7B", "}": "%7D"}
"""Characters of an address that would end a field; biblatex takes all others of an address as they are."""


def bibtex(pages: Iterable[Page]) -> str:
    """Return the entries."""
    return "\n".join(_entry(page) for page in pages)


def _entry(page: Page) -> str:
    article, dating = page.article, page.dating
    first, last = (dating.earliest, dating.latest) if dating else (None, None)
    fields = {
        "title": _braced(article.title),
        "author": _braced(article.byline),
        "organization": _escaped(page.outlet),
        "date": page.edtf,
        "year": str(first.year) if first and last and first.year == last.year else None,
        "month": str(first.month) if first and last and (first.year, first.month) == (last.year, last.month) else None,
        "url": "".join(_ADDRESS.get(each, each) for each in line(article.url)) if article.url else None,
        "langid": article.language,
        "note": _note(page),
        **{name.replace("_", "-"): _escaped(value) for name, value in page.dates.items()},
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@online{{{page.id},", *lines, "}\n"])


def _note(page: Page) -> str | None:
    lies = page.dating is not None and page.dating.verdict == "contradicted" and page.claimed
    return f"The page claims {page.claimed}, which its text contradicts" if lies else None


def _escaped(text: str | None) -> str | None:
    return "".join(_SPECIAL.get(each, each) for each in line(text)) if text else None


def _braced(text: str | None) -> str | None:
    # inner braces keep the capitals, and keep a byline from being taken apart into first and last names
    return f"{{{_escaped(text)}}}" if text else None
