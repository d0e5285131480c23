"""Has this text been seen: the pages of an archive that carry a text or a part of it, with nothing worked out anew.

Comes in: an archive and one article, or bare words. Goes out: verified copies, told as if the text were one more page.
Pages that share fingerprints with it are looked up (`archive.prints`), and each is aligned and verified by `copies`.
So the answer takes a fraction of a second whatever the archive holds; dates, stories and counts are those of its last
run, and the text itself is not taken in.
"""

from typing import NamedTuple

import msgspec

from firsthand import copies, views
from firsthand.archive import Archive
from firsthand.errors import UsageError
from firsthand.model import Article, Copy, Origin, Tables

ASKED = "asked"
"""The record that the text goes by: no id of a page, and before all of them, so that it is the left of every copy."""

LONGEST = 200_000
"""Characters of a text that can be asked about."""

WHOLE = 0.5
"""Share of the text from which a page is said to carry it, and not a part of it."""

MOST = 60
"""Pages that are aligned with it: those that share most fingerprints."""


class Seen(NamedTuple):
    """One page that carries the text, or a part of it."""

    copy: Copy
    """How the two hang together; ``left`` is the text that is asked about."""
    article: Article
    """The page."""


def seen(archive: Archive, asked: Article | str, tables: Tables) -> tuple[Seen, ...]:
    """Return the pages of an archive that hang together with a text, those first that have most of it.

    Args:
        archive: open for reading.
        asked: an article, or bare words. A page that is in the archive itself is not compared with itself.
        tables: agencies, and outlets with their names, for the direction.

    Raises:
        UsageError: there are no words, or too many.
    """
    if isinstance(asked, str):
        asked = Article(record=ASKED, text=asked, blocks=())
    if not asked.text.strip() or len(asked.text) > LONGEST:
        raise UsageError(f"A text that is asked about has 1 to {LONGEST:,} characters.")
    mine = msgspec.structs.replace(asked, record=ASKED)
    found = []
    for record in archive.near(asked.text, MOST):
        other = archive.articles.get(record) if record != asked.record else None
        copy = None if other is None else copies.pair(mine, other, copies.Options(tables=tables))
        if copy is not None and other is not None:
            found.append(Seen(copy, other))
    return tuple(sorted(found, key=lambda each: (-each.copy.left_share, each.article.record)))


def origin(archive: Archive, found: tuple[Seen, ...]) -> Origin | None:
    """Return whose text it is, as the archive has it of the page that has most of it; None where nothing was found."""
    if not found:
        return None
    sql = "id = (SELECT stemma FROM witness WHERE record = ?)"
    return next((text.origin for text in archive.stemmata.where(sql, found[0].article.record)), None)


def listed(archive: Archive, found: tuple[Seen, ...]) -> list[views.Row]:
    """Return one row a page: what it shares with the text, who was first, and when it was written in which story."""
    about = {str(row["id"]): row for row in views.pages_about(archive, [each.article.record for each in found])}
    return [
        about[each.article.record]
        | {
            "relation": each.copy.relation,
            "share": round(each.copy.left_share, 3),
            "share_of_page": round(each.copy.right_share, 3),
            "first": _FIRST[None if each.copy.exemplar is None else each.copy.exemplar == ASKED],
            "certainty": each.copy.certainty,
            "edits": len(each.copy.edits),
        }
        for each in found
        if each.article.record in about
    ]


_FIRST = {None: None, True: "this text", False: "the page"}
