"""Wording and counter signals: the forms of labels, date lines, crumbs and counters of a page."""

import bisect
import re
from collections.abc import Iterator

from firsthand.model import Article, Block, Span
from firsthand.networks.forms import Form, form_of
from firsthand.networks.page import Sign, Slot, folded, show
from firsthand.networks.vocabulary import COMMON

_RULE = "networks.wording.form"
_COUNTER = "networks.counter.form"
_COINED = "networks.counter.coined"
_COUNT = re.compile(r"#\)?$|^#")
_WORD = re.compile(r"[^\W\d_]+")
_ROLES = frozenset({"furniture", "byline"})
MOST_LINES = 400
"""Furniture lines of one page that are looked at: the first and the last 200."""


def slots_of(article: Article) -> tuple[tuple[str, str], ...]:
    """Return (name, value) of what changes from page to page and from brand to brand."""
    furniture = article.furniture
    values = (
        ("title", article.title),
        ("brand", furniture.brand),
        ("brand", article.outlet),
        ("section", furniture.section),
        ("byline", article.byline),
        ("claimed", None),
    )
    return tuple((name, " ".join(value.split())) for name, value in values if value and len(value.strip()) > 1)


def forms(article: Article) -> Iterator[Sign]:
    """Yield the wording signals of one page: every furniture line that is no list entry, reduced to its form."""
    slots = slots_of(article)
    printed = set()
    for block in furniture_lines(article):
        form = form_of(block.text, slots)
        if form is None:
            continue
        if form.key in printed:
            continue
        printed.add(form.key)
        rule = _COUNTER if "#" in form.key and "⟨" not in form.key and _COUNT.search(form.key) else _RULE
        yield (rule, form.key), form.bits, show(article, rule, block.text, block.place, f"form {form.key}")
    for slot, label, where in labels(article):
        form = form_of(label, slots)
        if form is not None and not any(form.key in key for key in printed):
            yield (_RULE, form.key), form.bits, show(article, _RULE, label, where, f"the label of {slot}")


def coined(article: Article) -> Iterator[Sign]:
    """Yield the coined words of the view label: the ``Ledgerbit`` of ``Ledgerbit View``."""
    label = article.furniture.views
    if label is None or len(label) > 60:
        return
    where = next((e.where for e in article.furniture.evidence if e.rule.endswith(".views")), None)
    for word in _WORD.findall(label):
        if len(word) > 3 and word.lower() not in COMMON:
            yield (_COINED, folded(word)), 4.0, show(article, _COINED, label, where)


def labels(article: Article) -> Iterator[tuple[str, str, Span | None]]:
    """Yield (slot, wording, place) of every label that restoring told apart, the reaction counter among them."""
    furniture = article.furniture
    places = {each.rule.rpartition(".")[2]: each.where for each in furniture.evidence}
    rows = list(furniture.labels)
    if furniture.reactions and "reactions" not in {slot for slot, _ in rows}:
        rows.append(("reactions", furniture.reactions.label))
    if furniture.views and "views" not in {slot for slot, _ in rows}:
        rows.append(("views", furniture.views))
    for slot, label in rows:
        if label.strip():
            yield slot, label, places.get(slot)


def filled(article: Article) -> Iterator[Slot]:
    """Yield how the page words each slot, for the comparison of slots that both sites fill."""
    slots = slots_of(article)
    for slot, label, where in labels(article):
        if slot in ("breadcrumb", "brand", "section", "title"):
            continue
        form = form_of(label, slots)
        wording = _slot_wording(slot, form, label)
        if wording:
            evidence = show(article, "networks.against.labels", label, where, f"the label of {slot}")
            yield Slot(name=slot, wording=wording, odd=form is not None and form.odd > 0, evidence=evidence)


def _slot_wording(slot: str, form: Form | None, label: str) -> str:
    """Return the comparable wording; of a view label the last word alone, as farms put a coined word before it."""
    if slot == "views":
        words = [word for word in label.split() if not any(char.isdigit() for char in word)]
        return folded(words[-1]) if words else ""
    return folded(form.key if form else label)


def furniture_lines(article: Article) -> Iterator[Block]:
    """Yield the furniture blocks that are no entries of a list."""
    starts, ends = _items(article)
    blocks = [block for block in article.blocks if block.role in _ROLES and block.text.strip()]
    if len(blocks) > MOST_LINES:
        blocks = blocks[: MOST_LINES // 2] + blocks[-MOST_LINES // 2 :]
    for block in blocks:
        at = bisect.bisect_right(starts, block.place.start + 3) - 1  # a dash and a space may open the block
        if at < 0 or ends[at] <= block.place.start:
            yield block


def _items(article: Article) -> tuple[list[int], list[int]]:
    """Return the starts and ends of list entries in the page, sorted."""
    furniture = article.furniture
    rows = (*furniture.related, *furniture.ranking, *furniture.recommendation)
    places = sorted((item.place.start, item.place.end) for item in rows)
    return [start for start, _ in places], [end for _, end in places]
