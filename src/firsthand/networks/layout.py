"""Layout signals: which parts a page has, in what order, how long its lists are and how they are cut."""

from collections import Counter
from collections.abc import Iterator

from firsthand.model import Article, Item, Span
from firsthand.networks.page import Sign, show

UNUSUAL = {"views": 1.0, "reactions": 2.0, "ranking": 1.0, "recommendation": 1.0, "brand": 0.3}
"""What a part adds to an order that holds it; a section, a date and one related list are on most news pages."""
_COMMON_LENGTHS = frozenset({1, 2, 3, 4, 5, 6, 10})
"""List lengths that designers choose everywhere."""
_QUOTE = 160
"""Characters of a body block that are shown."""
_LISTS = ("related", "ranking", "recommendation")


def order(article: Article) -> Iterator[Sign]:
    """Yield the neighbours in the order of parts: ``reactions>related``, with the body as a part."""
    parts = parts_in_order(article)
    for (left, _, _), (right, quote, where) in zip(parts, parts[1:], strict=False):
        bits = 0.2 + UNUSUAL.get(left, 0.0) / 2 + UNUSUAL.get(right, 0.0) / 2
        rule = "networks.layout.order"
        yield (rule, f"{left}>{right}"), bits, show(article, rule, quote, where, f"{right} follows {left}")


def parts_in_order(article: Article) -> list[tuple[str, str, Span]]:
    """Return (part, its first characters, place) in page order; a part counts where it begins."""
    furniture = article.furniture
    found: dict[str, tuple[str, Span]] = {}
    for evidence in furniture.evidence:
        part = evidence.rule.rpartition(".")[2]
        if evidence.where is not None and part not in found:
            found[part] = evidence.quote, evidence.where
    for name in _LISTS:
        items: tuple[Item, ...] = getattr(furniture, name)
        if items:
            found[name] = items[0].text, items[0].place
    for block in article.blocks:
        part = "body" if block.span is not None else block.role
        if part in ("body", "title", "credit", "byline") and part not in found:
            found[part] = block.text[:_QUOTE], block.place
    found.pop("section", None)  # stands inside the crumb or the date line, so its place is that of another part
    return [(part, *found[part]) for part in sorted(found, key=lambda part: (found[part][1].start, part))]


def lengths(article: Article) -> Iterator[Sign]:
    """Yield the length of each list: some templates always print the same odd number."""
    for name in _LISTS:
        items: tuple[Item, ...] = getattr(article.furniture, name)
        if len(items) > 1:
            rule = "networks.layout.length"
            bits = 0.4 if len(items) in _COMMON_LENGTHS else 1.2
            note = f"the first of {len(items)} entries in {name}"
            yield (rule, f"{name}={len(items)}"), bits, show(article, rule, items[0].text, items[0].place, note)


def habits(article: Article) -> Iterator[Sign]:
    """Yield how lists are filled: titles cut in the middle, one printed several times, snippets cut in a word."""
    for name in _LISTS:
        items: tuple[Item, ...] = getattr(article.furniture, name)
        cut = next((item for item in items if item.cut), None)
        if cut is not None:
            rule = "networks.layout.cut"
            yield (rule, name), 1.5, show(article, rule, cut.text, cut.place, f"a cut title in {name}")
        repeated = [text for text, count in Counter(item.text for item in items).items() if count > 2]
        if repeated:
            rule = "networks.layout.repeat"
            where = next(item.place for item in items if item.text == repeated[0])
            yield (rule, name), 2.5, show(article, rule, repeated[0], where, f"one title three times in {name}")
        snippets = [item for item in items if item.snippet]
        if len(snippets) > 1:
            yield from _snippets(article, name, snippets)


def _snippets(article: Article, name: str, items: list[Item]) -> Iterator[Sign]:
    """Yield whether blurbs below titles end in the middle of a word or sentence, without any mark."""
    bare = [item for item in items if item.snippet and item.snippet.rstrip()[-1:].isalpha()]
    rule = "networks.layout.snippet"
    if len(bare) * 2 > len(items):
        yield (rule, f"{name}=cut"), 3.0, show(article, rule, bare[0].snippet or "", bare[0].place)
    else:
        yield (rule, f"{name}=whole"), 0.5, show(article, rule, items[0].snippet or "", items[0].place)
