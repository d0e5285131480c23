"""What a page says of its own day, also where it holds no article: a refused page is still asked for its date."""

from firsthand.model import Record, Stated
from firsthand.restore import apart, body, hostile, metadata, page, refuse, stated, tokens, trees

_LIMITS = hostile.Limits()


def statements(record: Record, max_bytes: int = 10_000_000, limits: hostile.Limits = _LIMITS) -> tuple[Stated, ...]:
    """Return the dates that a page with markup states about itself, whether or not it is refused.

    Args:
        record: The page as found.
        max_bytes: Larger payloads are not read.
        limits: What markup may hold before it is not read.

    Returns:
        What head, shown lines and address state; only the address's day where the page itself cannot be read.
    """
    source = record.page
    if (
        len(record.payload) > max_bytes
        or record.media == "text"
        or refuse.not_text(source) is not None
        or hostile.page_trouble(source, limits) is not None
    ):
        return stated.read(None, [], "", record.url)
    found = tokens.read(source)
    if hostile.trouble(found, limits) is not None:
        return stated.read(None, [], "", record.url)
    read = page.read_html(found)
    lines = read.sheet.lines
    if read.sheet.trouble is None:
        apart.mark(read.sheet)
        body.decide(lines, page.table(read), trees.load("model"))
    return stated.read(read.meta, lines, source, metadata.address(read.meta, record.url)[0])
