"""A page is restored with its mojibake undone, marked, and every kept character still points to its place."""

import pytest

from firsthand.model import Article, Record, Sighting, Span
from firsthand.restore import restore
from firsthand.restore.mended import mend
from firsthand.text.mojibake import Spot

BODY = [
    "Le théâtre de Velmora a rouvert ses portes hier soir, après l’été des travaux, devant près de huit cents invités.",
    "« À côté de la scène, l’hôtel reste fermé », a déclaré l’élève de l’école d’à côté, que la ville avait interrogé.",
    "Selon la préfète, la dépense s’élève à trente mille couronnes ; la région en a payé un tiers à la fin de l’année.",
    "Les répétitions ont commencé dès février, et les décors, dessinés à Ostrand, sont arrivés par la mer en mars.",
]


def misread(text: str) -> str:
    return "".join(
        bytes([byte]).decode("cp1252") if byte not in b"\x81\x8d\x8f\x90\x9d" else chr(byte) for byte in text.encode()
    )


def page(paragraphs: list[str], title: str = "Le théâtre rouvre à Velmora") -> Record:
    html = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>"
    html += "".join(f"<p>{one}</p>" for one in paragraphs) + "</article></body></html>"
    return Record(id="page_0", payload=html.encode(), media="html", encoding="utf-8", sighting=Sighting(file="a.html"))


@pytest.mark.parametrize("damaged", [(0, 1, 2, 3), (1,), (0, 2)])
def test_body_and_title_read_as_before_and_say_so(damaged: tuple[int, ...]) -> None:
    sound = restore(page(BODY))
    record = page(
        [misread(one) if at in damaged else one for at, one in enumerate(BODY)], misread("Le théâtre rouvre à Velmora")
    )
    found = restore(record)
    assert isinstance(found, Article)
    assert isinstance(sound, Article)
    assert (found.text, found.title, found.language) == (sound.text, sound.title, "fr")
    marks = [one for one in found.evidence if one.rule == "restore.mojibake.utf8"]
    assert marks
    for one in marks:
        assert one.where is not None
        assert one.where.of(record.page) == one.quote
        assert "Read as" in (one.note or "")


def test_every_kept_character_points_to_its_place() -> None:
    record = page([misread(one) for one in BODY])
    found = restore(record)
    assert isinstance(found, Article)
    for block in found.blocks:
        assert block.runs[0].page >= block.place.start
        for run in block.runs:
            here, there = block.text[run.at : run.at + run.length], record.page[run.page : run.page + run.page_length]
            assert there.split() == (here if run.length == run.page_length else misread(here)).split()
    at = found.text.index("préfète")
    span = found.page_span(Span(start=at, end=at + len("préfète")))
    assert span is not None
    assert span.of(record.page) == misread("préfète")


def test_a_sound_page_carries_no_mark() -> None:
    found = restore(page(BODY))
    assert isinstance(found, Article)
    assert not any(one.rule.startswith("restore.mojibake") for one in found.evidence)


def test_places_before_inside_and_after_a_replacement_lead_back() -> None:
    mended = mend("ab€€€cd", [Spot(2, 5, "xy", "utf8")])
    assert mended.page == "abxycd"
    assert [mended.place(at) for at in range(7)] == [0, 1, 2, 2, 5, 6, 7]
    assert mended.span(Span(start=0, end=2)) == Span(start=0, end=2)
    assert mended.span(Span(start=2, end=4)) == Span(start=2, end=5)
    assert mended.span(Span(start=4, end=6)) == Span(start=5, end=7)
