"""Path signals: the shape of addresses, and numbered files that recur across hosts."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from firsthand.model import Article, Evidence, Span
from firsthand.networks.page import Sign

_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"\d+")
_HEX = re.compile(r"(?=[0-9a-f]*\d)[0-9a-f]{8,}")


def shapes(article: Article) -> Iterator[Sign]:
    """Yield the shape of the page's path (``/word/number5.html``) and its numbered file name."""
    if not article.url:
        return
    path = _path(article.url)
    parts = [part for part in path.split("/") if part]
    if not parts or len(parts) > 8:
        return
    stem, dot, extension = parts[-1].rpartition(".")
    if not dot or len(extension) > 5:
        stem, extension = parts[-1], ""
    shape = (
        "/" + "/".join([*(_shape(part) for part in parts[:-1]), _shape(stem)]) + (f".{extension}" if extension else "")
    )
    where = Span(start=article.url.find(path), end=article.url.find(path) + len(path))
    rule = "networks.paths.shape"
    bits = 0.2 + (0.6 if "number" in shape else 0.0) + (0.4 if extension else 0.0)
    yield (rule, shape), bits, _show(article, rule, path, where, f"shape {shape}")
    if _NUMBER.fullmatch(stem) and len(stem) > 4:
        rule = "networks.paths.file"
        yield (rule, "/".join(parts)), 5.0, _show(article, rule, path, where, "the same numbered file on both hosts")


def _path(url: str) -> str:
    try:
        return urlsplit(url).path[:400]
    except ValueError:
        return ""


def _shape(part: str) -> str:
    """Return the kind of one segment of a path."""
    if _YEAR.fullmatch(part):
        return "year"
    if _NUMBER.fullmatch(part):
        return f"number{len(part)}"
    if _HEX.fullmatch(part):
        return "hex"
    if part.count("-") + part.count("_") > 2:
        return "slug" if not _NUMBER.search(part) else "slug#"
    return "word"


def _show(article: Article, rule: str, quote: str, where: Span, note: str) -> Evidence:
    return Evidence(rule=rule, quote=quote, record=article.record, locus="url", where=where, note=note)
