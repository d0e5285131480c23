import datetime as dt
from typing import Any

import pytest
from copies_texts import AGENCIES, FERRY, article, credit, dateline

from firsthand import copies
from firsthand.model import Copy, Evidence, Span, Stated, Tables

OPTIONS = copies.Options(tables=Tables(agencies=AGENCIES))
SHORT = FERRY[: FERRY.index("Divers")].strip()


def stated(kind: Any, day: str) -> tuple[Stated, ...]:
    when = dt.date.fromisoformat(day)
    return (Stated(kind=kind, earliest=when, latest=when, evidence=Evidence(rule="test.day", quote=day)),)


def edge(left: dict[str, Any], right: dict[str, Any]) -> Copy:
    found, _ = copies.trace([article("a", **{"text": FERRY} | left), article("b", **{"text": FERRY} | right)], OPTIONS)
    assert len(found) == 1
    return found[0]


PLANTED = (Evidence(rule="test.planted", quote="Zandora", locus="page", where=Span(start=0, end=7)),)
CASES: list[tuple[dict[str, Any], dict[str, Any], str | None, str]] = [
    ({}, {}, None, "equal bare texts say nothing"),
    ({}, {"text": SHORT}, "a", "the shorter stands in the longer"),
    ({"site": "www.lantern.example"}, {"site": "x.example"}, "a", "the agency's own page"),
    ({"dateline": dateline(FERRY, "lpa")}, {}, "a", "only one side kept the agency"),
    ({"credit": credit("LPA", "lpa")}, {"credit": credit("LPA", "lpa")}, None, "both kept it"),
    ({"planted": PLANTED}, {}, "b", "one side was tampered with"),
    ({"text": FERRY.replace("on Tuesday, and", "on 2025-04-01, and")}, {}, "b", "a weekday became a date"),
    ({"stated": stated("published", "2024-03-05")}, {"stated": stated("published", "2025-04-06")}, "a", "later day"),
    (
        {"stated": stated("claimed", "2024-03-05")},
        {"stated": stated("claimed", "2025-04-06")},
        None,
        "a shown day alone",
    ),
    ({"outlet": "Ellery Observer"}, {"text": FERRY + " This was first told by the Ellery Observer."}, "a", "names it"),
]


@pytest.mark.parametrize(("left", "right", "exemplar", "why"), CASES, ids=[case[3] for case in CASES])
def test_the_exemplar_is_decided_only_where_evidence_suffices(
    left: dict[str, Any], right: dict[str, Any], exemplar: str | None, why: str
) -> None:
    copy = edge(left, right)
    assert copy.exemplar == exemplar, why
    assert (copy.certainty is None) == (exemplar is None)


@pytest.mark.parametrize(("left", "right", "exemplar", "why"), CASES, ids=[case[3] for case in CASES])
def test_direction_turns_with_the_pair(
    left: dict[str, Any], right: dict[str, Any], exemplar: str | None, why: str
) -> None:
    turned = edge(right, left).exemplar
    assert turned == {"a": "b", "b": "a", None: None}[exemplar], why


def test_every_decided_direction_has_its_reasons() -> None:
    copy = edge({"dateline": dateline(FERRY, "lpa")}, {"text": SHORT})
    rules = {evidence.rule for evidence in copy.evidence}
    assert {"copies.direction.signature", "copies.direction.completeness"} <= rules
