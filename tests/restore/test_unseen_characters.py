"""What readers do not see and machines do: it stays in the stored text, and out of the copy that matching reads."""

import pytest

from firsthand.model import Article, Record, Sighting
from firsthand.restore import restore
from firsthand.text import normalise
from firsthand.text.normalise import visible

MARK = (
    "\ufeff"
    + "".join(chr(0xFE00 + at % 16) for at in b"C2PATXT")
    + "".join(chr(0xE0100 + at) for at in (1, 97, 239, 5))
)
"""A run as C2PA sets it into text: a mark of no width, and a byte for each variation selector."""
KEPT = {
    "a C2PA run at the end of a paragraph": ("The port office ordered the repair" + MARK + " of the chain.", "The port office ordered the repair of the chain."),
    "a C2PA run inside a word": ("Divers found two li" + MARK + "nks on the ground.", "Divers found two links on the ground."),
    "right-to-left marks": ("The ship \u200f\u05e9\u05dc\u05d5\u05dd\u200e left at noon.", "The ship \u05e9\u05dc\u05d5\u05dd left at noon."),
    "isolates": ("The ship \u2067\u05e9\u05dc\u05d5\u05dd\u2069 left at noon.", "The ship \u05e9\u05dc\u05d5\u05dd left at noon."),
    "embeddings": ("The ship \u202bبحر\u202c left at noon.", "The ship بحر left at noon."),
}  # fmt: skip
BODY = [
    "The port office of Velmora ordered the repair of the harbour chain that broke on Monday morning, and put the price of "
    "the work at nine million crowns.",
    "Ferries to the islands will not leave before the evening, and lorries have to take the long way round over the bridge "
    "in the north of the town, where a tenth of the shops stay closed.",
    "The chain had been looked at last winter, when the same office found it in good repair, according to a report that was "
    "read out in the council.",
]


def article(text: str, media: str) -> tuple[Article, Record]:
    body = [BODY[0], f"{BODY[1]} {text}", BODY[2]]
    page = "\n".join(["Port office orders repair of chain", *body])
    if media == "html":
        page = "<html><head><title>Port office orders repair of chain</title></head><body><main>" + "".join(
            f"<p>{one}</p>" for one in body
        ) + "</main></body></html>"  # fmt: skip
    record = Record(id="page_0", payload=page.encode(), media=media, encoding="utf-8", sighting=Sighting(file="a"))
    found = restore(record)
    assert isinstance(found, Article), found
    return found, record


@pytest.mark.parametrize("media", ["html", "text"])
@pytest.mark.parametrize("name", KEPT)
def test_they_survive_in_the_stored_text_with_their_places(name: str, media: str) -> None:
    text, _ = KEPT[name]
    found, record = article(text, media)
    assert text in found.text
    assert found.planted == ()
    block = next(block for block in found.blocks if text in block.text)
    for run in block.runs:
        if run.length == run.page_length:
            assert record.page[run.page : run.page + run.length] == block.text[run.at : run.at + run.length]


@pytest.mark.parametrize("media", ["html", "text"])
@pytest.mark.parametrize("name", KEPT)
def test_they_are_left_out_of_the_matching_copy(name: str, media: str) -> None:
    text, seen = KEPT[name]
    found, _ = article(text, media)
    at = found.text.index(text)
    shown = [word for word, start, _ in normalise.words(found.text) if at <= start < at + len(text)]
    assert shown == [word for word, _, _ in normalise.words(seen)]
    assert seen in visible(found.text)
