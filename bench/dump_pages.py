"""Development pages as text dumps: one line a block of the page, no markup, as scrapers store them."""

from selectolax.lexbor import LexborHTMLParser

BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol option p pre section select "
    "summary table tbody td tfoot th thead title tr ul label".split()
)
HIDDEN = frozenset(
    "script style noscript template svg math iframe object head canvas audio video select textarea".split()
)


def render(html: bytes, *, bullets: bool = False, title: bool = False) -> str:  # noqa: C901 - one walk, no recursion
    """Return the page as a dump; ``bullets`` opens list items with a dash, ``title`` puts the page's title first."""
    tree = LexborHTMLParser(html.decode("utf-8", "replace"))
    lines: list[str] = []
    current: list[str] = []

    def flush() -> None:
        text = " ".join("".join(current).split())
        current.clear()
        if text and text != "-":
            lines.append(text)

    if title and tree.head is not None and (node := tree.head.css_first("title")) is not None:
        lines.append(" ".join(node.text().split()))
    node = tree.body
    depth: list[str] = []
    while node is not None:
        tag = node.tag
        down = None
        if tag == "-text":
            current.append(node.text_content or "")
        elif tag == "br":
            flush()
        elif tag not in HIDDEN and not tag.startswith("-") and tag != "!--":
            if tag in BLOCKS:
                flush()
                if bullets and tag == "li":
                    current.append("- ")
            down = node.child
        if down is not None:
            depth.append(tag)
            node = down
            continue
        while node is not None and node.next is None:
            if node.tag in BLOCKS:
                flush()
            if not depth:
                node = None
                break
            depth.pop()
            node = node.parent
            if node is not None and node.tag in BLOCKS:
                flush()
        if node is not None:
            node = node.next
    flush()
    return "\n".join(line for line in lines if line) + "\n"
