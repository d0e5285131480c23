from typing import Any

import pytest
from copies_texts import AGENCIES, FERRY, MINE, article, credit, dateline

from firsthand import copies
from firsthand.model import Furniture, Outlet, Reactions, Tables

TABLES = Tables(agencies=AGENCIES, outlets=(Outlet(name="Orrin Post", domain="orrinpost.example"),))
WIRE = FERRY.replace("Calverra —", "Calverra (LPA) —")
FARM = Furniture(brand="Zandora", reactions=Reactions(label="nice!", count=3))
CASES: list[tuple[str, dict[str, Any], tuple[str, str | None], str]] = [
    (MINE, {}, ("unknown", None), "a bare text without any sign"),
    (FERRY, {"dateline": dateline(FERRY, "lpa")}, ("agency", "lpa"), "dateline"),
    (FERRY, {"credit": credit("© 2024 Lantern Press Agency", None)}, ("agency", "lpa"), "credit line of a known form"),
    (FERRY, {"byline": "Ada Quill, LPA"}, ("agency", "lpa"), "byline"),
    (FERRY, {"site": "news.lantern.example"}, ("agency", "lpa"), "the agency's host"),
    (FERRY, {"outlet": "Calverra News"}, ("agency", "cvn"), "the agency as outlet"),
    (WIRE, {}, ("agency", "lpa"), "form in brackets at the head"),
    (MINE + "\n\n© 2024 LPA", {}, ("agency", "lpa"), "copyright at the foot"),
    (MINE.replace("Tarn Minerals", "LPA Minerals"), {}, ("unknown", None), "a form in the middle of a text is no sign"),
    (MINE, {"outlet": "Valley Echo", "byline": "Ada Quill"}, ("outlet", "Valley Echo"), "own byline"),
    (MINE, {"site": "orrinpost.example"}, ("outlet", "Orrin Post"), "known outlet"),
    (MINE, {"site": "somewhere.example"}, ("outlet", "somewhere.example"), "an address and no sign of another origin"),
    (MINE, {"outlet": "Zandora", "furniture": FARM}, ("unknown", None), "a farm page without any sign"),
]


@pytest.mark.parametrize(("text", "more", "expected", "why"), CASES, ids=[case[3] for case in CASES])
def test_the_origin_of_one_text(text: str, more: dict[str, Any], expected: tuple[str, str | None], why: str) -> None:
    found = copies.origin(article("a", text, **more), TABLES)
    assert (found.kind, found.name) == expected, why
    assert bool(found.evidence) == (found.kind != "unknown")


def test_signs_that_agree_make_an_origin_surer() -> None:
    one = copies.origin(article("a", FERRY, dateline=dateline(FERRY, "lpa")), TABLES)
    two = copies.origin(article("a", FERRY, dateline=dateline(FERRY, "lpa"), byline="Ada Quill, LPA"), TABLES)
    assert two.certainty > one.certainty
