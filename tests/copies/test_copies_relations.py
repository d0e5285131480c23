"""How a reprint, a correction, an update, a translation and a farm page relate to the text that they come from."""

from typing import Any

import pytest
from copies_texts import AGENCIES, FERRY, MINE, article, credit, dateline

from firsthand import copies
from firsthand.model import Copy, Furniture, Reactions, Tables

OPTIONS = copies.Options(tables=Tables(agencies=AGENCIES))
PARAGRAPHS = FERRY.split("\n\n")
WIRE: dict[str, Any] = {"text": FERRY, "site": "lantern.example", "dateline": dateline(FERRY, "lpa")}
FARM = Furniture(brand="Zandora", reactions=Reactions(label="nice!", count=3), views="Zandora View")
STRAIGHT = FERRY.replace("“", '"').replace("”", '"').replace("—", "-")
CORRECTED = FERRY.replace("212 people", "221 people")
UPDATED = (
    CORRECTED.replace("31 pupils", "37 pupils") + "\n\nThe Marta Lind was towed free at noon by two tugs from Velmar."
)
LEFT_OUT = "\n\n".join(
    (PARAGRAPHS[0], PARAGRAPHS[1].replace("It could not be reached for comment on Tuesday evening.", ""))
)


def edge(left: dict[str, Any], right: dict[str, Any]) -> Copy:
    found, _ = copies.trace([article("a", **left), article("b", **right)], OPTIONS)
    assert len(found) == 1
    return found[0]


CASES: list[tuple[dict[str, Any], dict[str, Any], str, str | None, str]] = [
    (WIRE, {"text": STRAIGHT, "site": "post.example"}, "verbatim", "a", "house style of marks"),
    (WIRE, {"text": FERRY.upper(), "site": "post.example"}, "verbatim", "a", "capitals throughout"),
    (WIRE, {"text": FERRY, "title": "Ferry aground", "site": "post.example"}, "verbatim", "a", "its own headline"),
    (WIRE, {"text": FERRY.replace("brought ashore", "carried to land")}, "edited", "a", "a few words changed"),
    (WIRE, {"text": LEFT_OUT, "site": "post.example"}, "excerpt", "a", "the end left out"),
    (WIRE, WIRE | {"text": CORRECTED}, "version", None, "a correction by the agency"),
    (WIRE, WIRE | {"text": UPDATED, "site": None}, "version", "a", "an update that bears the agency, reprinted"),
    (
        WIRE,
        WIRE | {"text": FERRY, "title": "UPDATE 1-Ferry", "dateline": None},
        "verbatim",
        None,
        "sent again unchanged",
    ),
    ({"text": FERRY + " " + MINE, "site": "post.example"}, WIRE, "excerpt", "b", "two texts in one page"),
]


@pytest.mark.parametrize(("left", "right", "relation", "exemplar", "why"), CASES, ids=[case[4] for case in CASES])
def test_the_relation_says_what_the_copy_did(
    left: dict[str, Any], right: dict[str, Any], relation: str, exemplar: str | None, why: str
) -> None:
    copy = edge(left, right)
    assert (copy.relation, copy.exemplar) == (relation, exemplar), why


HONEST: list[tuple[dict[str, Any], str]] = [
    (WIRE, "the agency's own page"),
    ({"text": FERRY, "site": "post.example", "dateline": dateline(FERRY, "lpa")}, "a page with the agency's dateline"),
    ({"text": FERRY, "site": "post.example", "credit": credit("LPA", "lpa")}, "a page with the agency's credit"),
    ({"text": FERRY, "site": "post.example"}, "a page without any sign"),
    ({"text": "\n\n".join(PARAGRAPHS[:2]), "site": "post.example"}, "a page that left out the end"),
]


@pytest.mark.parametrize(("honest", "why"), HONEST, ids=[case[1] for case in HONEST])
@pytest.mark.parametrize("signed", [True, False], ids=["farm kept the dateline", "farm dropped it"])
def test_a_farm_page_is_never_the_exemplar_of_an_honest_one(honest: dict[str, Any], why: str, signed: bool) -> None:
    farm = {
        "text": FERRY,
        "site": "zandora.example",
        "furniture": FARM,
        "dateline": dateline(FERRY, "lpa") if signed else None,
    }
    assert edge(honest, farm).exemplar in ("a", None), why
    assert edge(farm, honest).exemplar in ("b", None), why


def test_the_furniture_of_a_farm_is_told_as_a_reason() -> None:
    copy = edge({"text": FERRY}, {"text": FERRY, "furniture": FARM})
    assert copy.exemplar == "a"
    assert [reason.quote for reason in copy.evidence if reason.rule == "copies.direction.farm"] == ["nice!"]
