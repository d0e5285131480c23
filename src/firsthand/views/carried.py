"""How the pages of an archive carry its texts: relations of pairs, and texts by origin."""

from typing import Any

from firsthand import tables
from firsthand.archive import Archive

_MOST = 6
"""Origins that are named."""


def carried(archive: Archive) -> dict[str, Any]:
    """Return counts over all pages that share their text with others.

    Args:
        archive: an open archive.

    Returns:
        ``pages`` and ``texts`` with more than one witness, ``relations`` of pairs and ``origins`` of all texts, each as
        (name, count), most first.
    """
    run, named = archive.connection.execute, agencies(archive)
    many = "SELECT stemma, count(*) AS pages FROM witness GROUP BY stemma HAVING pages > 1"
    texts, pages = run(f"SELECT count(*), coalesce(sum(pages), 0) FROM ({many})").fetchone() or (0, 0)
    relations = run("SELECT relation, count(*) FROM copy GROUP BY relation ORDER BY 2 DESC, 1").fetchall()
    sql = "SELECT coalesce(origin, 'not known'), count(*) FROM stemma GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?"
    return {
        "pages": int(str(pages)),
        "texts": int(str(texts)),
        "relations": [(str(name), int(str(count))) for name, count in relations],
        "origins": [(named.get(str(name), str(name)), int(str(count))) for name, count in run(sql, (_MOST,))],
    }


def agencies(archive: Archive) -> dict[str, str]:
    """Return the name of each agency by its id; the archive's own tables go before the built-in ones."""
    own = archive.tables
    rows = (*tables.builtin().agencies, *(own.agencies if own else ()))
    return {agency.id: agency.name for agency in rows}
