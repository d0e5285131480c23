"""Origins without a sign: house style, publishers at home, pictures, and where a text first appeared."""

from typing import Any

import pytest
from copies_texts import FERRY, MINE, article, credit

from firsthand import copies
from firsthand.model import Agency, Dateline, Span, Tables

QNX = Agency(
    id="qnx", name="Quillnorth Exchange", forms=("QNX", "Quillnorth Exchange"), domains=("quillnorth.example",),
    style=("dateline CAPS, Mon. # --", "home Velmar", "slug UPDATE #-", "tail (Reporting by *; Editing by *)",
           "weekday on", "month Mon. #"),
)  # fmt: skip
LPA = Agency(id="lpa", name="Lantern Press", forms=("LPA", "Lantern Press"), style=("dateline CAPS, Mon. # --",))
KAB = Agency(id="kab", name="Kabo News", forms=("Kabo", "Kabo News"), style=("dateline Title -",))
POST = Agency(
    id="post", name="Orrin Post", forms=("Orrin Post",), domains=("orrinpost.example",), kind="syndicate",
    publisher=True,
)  # fmt: skip
TABLES = Tables(agencies=(QNX, LPA, KAB, POST))
CASES: list[tuple[str, dict[str, Any], tuple[str, str | None], str]] = [
    ("VELMAR, Sept. 22 -- " + MINE, {}, ("agency", "qnx"), "a dateline of its form, from its home"),
    ("TARNOW, Sept. 22 -- " + MINE, {}, ("agency", "lpa"), "away from the other agency's home"),
    ("VELMAR — " + MINE, {}, ("unknown", None), "a form that no agency has"),
    (MINE, {"title": "UPDATE 2-Miners end strike"}, ("agency", "qnx"), "a slug"),
    (MINE, {"credit": credit("(Reporting by Ada Quill; Editing by Teo Brand)", None)}, ("agency", "qnx"), "a tail"),
    (MINE + " He told QNX so. He told QNX more.", {}, ("agency", "qnx"), "whom people spoke to, twice"),
    (MINE + " He told QNX so.", {"outlet": "Echo", "byline": "Ada Quill"}, ("outlet", "Echo"), "a guest of another"),
    (MINE, {"site": "orrinpost.example", "byline": "Ada Quill"}, ("outlet", "orrinpost.example"), "publisher at home"),
    (MINE, {"byline": "Ada Quill, Orrin Post"}, ("agency", "post"), "the same elsewhere"),
    (MINE, {"outlet": "Echo", "credit": credit("Ida Marsh/LPA", "lpa")}, ("outlet", "Echo"), "a picture's credit"),
    (MINE, {"site": "quillnorth.example", "byline": "LPA"}, ("agency", "lpa"), "another agency's text at home"),
    (MINE, {"outlet": "Echo", "byline": "LPA Winters"}, ("outlet", "Echo"), "initials of a person"),
    (MINE + "\n\nSource: LPA/QNX)", {"outlet": "Echo"}, ("outlet", "Echo"), "half a bracket"),
    (MINE + "\n\n(Source: LPA/QNX)", {"outlet": "Echo"}, ("agency", "lpa"), "the first of a bracket"),
    (MINE, {"outlet": "Echo", "byline": "By Teo Kabo"}, ("outlet", "Echo"), "an agency's name as a surname"),
    (MINE, {"outlet": "Echo", "byline": "Teo Brand, Kabo"}, ("agency", "kab"), "the same behind a comma"),
    (MINE, {"outlet": "Echo", "credit": credit("From LPA:", None)}, ("outlet", "Echo"), "a colon introduces words"),
    ("Velmar - " + MINE, {}, ("unknown", None), "a place alone in a bare text"),
    ("Velmar - " + MINE, {"outlet": "Echo"}, ("agency", "kab"), "a place alone, and nobody who wrote it"),
    ("Velmar - " + MINE, {"outlet": "Echo", "byline": "Ada Quill"}, ("outlet", "Echo"), "a place and a writer"),
    ("Velmar Bicycle - Red. " + MINE, {"outlet": "Echo"}, ("outlet", "Echo"), "a thing on sale is no place"),
    (MINE + " First published in the Marlin Herald.", {"outlet": "Echo"}, ("outlet", "Marlin Herald"), "no month"),
    (MINE + " First published in the Valley Herald.", {"outlet": "Echo"}, ("outlet", "Valley Herald"), "elsewhere"),
]


@pytest.mark.parametrize(("text", "more", "expected", "why"), CASES, ids=[case[3] for case in CASES])
def test_the_origin_of_a_text_without_a_plain_sign(
    text: str, more: dict[str, Any], expected: tuple[str, str | None], why: str
) -> None:
    found = copies.origin(article("a", text, **more), TABLES)
    assert (found.kind, found.name) == expected, why


def test_house_style_is_never_as_sure_as_a_sign() -> None:
    found = copies.origin(article("a", "VELMAR, Sept. 22 -- " + MINE), TABLES)
    assert found.certainty <= 0.8
    assert {each.rule for each in found.evidence} >= {"copies.wire.dateline_form", "copies.wire.home"}


def test_a_stations_call_sign_in_a_dateline_is_the_outlet_itself() -> None:
    line = Dateline(place="VELMAR", agency="KQVX", where=Span(start=0, end=15))
    found = copies.origin(article("a", "VELMAR (KQVX) — " + MINE, dateline=line, outlet="Channel 4"), TABLES)
    assert (found.kind, found.name) == ("outlet", "Channel 4")


def test_copies_that_name_where_the_text_first_appeared_speak_for_all() -> None:
    pages = [
        article("a", FERRY, outlet="Ellery Observer", byline="Ada Quill"),
        article("b", FERRY, outlet="Echo", credit=credit("This story first appeared in the Ellery Observer.", None)),
        article("c", FERRY, outlet="Herald"),
    ]
    _, stemmata = copies.trace(pages, copies.Options(tables=TABLES))
    assert [stemma.origin.name for stemma in stemmata] == ["Ellery Observer"]
