"""Restore: the article inside one page, told apart from everything around it.

Comes in: one `Record`, HTML or a text dump. Goes out: one `Article`, or one `Refusal` with a reason. Pure: no files
but the model that ships with this package, no clock, no network.

Rules in order of trust: what the page shows; what it states about itself (JSON-LD, OpenGraph, microdata), believed
where the shown page agrees; the block model's score; the form and place of lines. A page whose text is only in its
JSON is restored from there.

What one page cannot tell, many can: `trace` keeps what a page restored alone leaves behind, `learn` and `learn_tails`
find in the traces of many pages the lines that recur under different texts, and with ``Options.template`` a page is
restored again without them.

Not here: which date is true (`dating`), who copied from whom (`copies`), which sites share a template (`networks`).
The rules by id, their measured errors and known failures: ``docs/how/restore.md``.
"""

import dataclasses

from firsthand.model import Article, Record, Refusal, Tables
from firsthand.restore import adstxt, hostile, refuse, tokens
from firsthand.restore.mended import back, lost, mend
from firsthand.restore.page import restore_html, restore_text
from firsthand.restore.recurring import learn, learn_tails, matter, trace
from firsthand.restore.statements import statements
from firsthand.restore.template import Template
from firsthand.text import mojibake

__all__ = ["Options", "Template", "learn", "learn_tails", "matter", "restore", "statements", "trace"]


@dataclasses.dataclass(frozen=True, slots=True)
class Options:
    """What a caller may set."""

    tables: Tables = Tables()
    """Agencies and outlets, for credits, datelines and outlets."""
    max_bytes: int = 10_000_000
    """Larger payloads are refused as `too_large`."""
    limits: hostile.Limits = hostile.Limits()
    """What markup may hold before it is refused as `too_hostile`."""
    template: Template = Template()
    """Lines that recur on other pages of the site; the empty one restores a page alone."""


def restore(record: Record, options: Options = Options()) -> Article | Refusal:
    """Return the article of a page, or why there is none.

    Arguments:
        record: the page as found.
        options: see `Options`.

    Returns:
        An `Article` that goes by the record's id, or a `Refusal` of stage ``restore``.
    """
    if len(record.payload) > options.max_bytes:
        detail = f"The page has {len(record.payload):,} bytes (at most {options.max_bytes:,})."
        return refuse.refusal(record, "too_large", detail)
    page = record.page
    if (odd := refuse.not_text(page.replace("\ufffd", ""))) is not None:
        return refuse.refusal(record, "not_text", odd)
    spots = mojibake.find(page, record.payload, record.encoding)
    mended = mend(page, spots)
    if (gone := lost(mended.page)) is not None:
        return refuse.refusal(record, "wrong_encoding", gone)
    if not spots:
        return _restore(record, page, options)
    return back(_restore(record, mended.page, options), mended)


def _restore(record: Record, page: str, options: Options) -> Article | Refusal:
    """Return the article of a page whose characters are sound."""
    if record.media == "text":
        if (long := hostile.dump_trouble(page)) is not None:
            return refuse.refusal(record, "too_hostile", f"Not read: {long}.")
        if (said := adstxt.refused(record, page)) is not None:
            return said
        return restore_text(record, page, options.tables, options.template)
    trouble = hostile.page_trouble(page, options.limits)
    found = tokens.read(page if trouble is None else "")
    trouble = trouble or hostile.trouble(found, options.limits)
    if trouble is not None:
        return refuse.refusal(record, "too_hostile", f"Not read: {trouble}.")
    return restore_html(record, found, options.tables, options.template)
