import pytest

from firsthand.model import Agency, Tables
from firsthand.restore import credit, dump
from firsthand.restore.draft import Line

TABLES = Tables(agencies=(Agency(id="qnx", name="Quillnorth Exchange", forms=("QNX", "Quillnorth Exchange")),))
PARAGRAPHS = [
    "The river council voted on Tuesday to open the northern locks a month early, its chair said.",
    "Barge owners had asked for the change since the spring floods, which closed the canal for weeks.",
    "The council will meet again in October to settle who pays for the dredging of the lower basin.",
]


def lines(*tail: str) -> list[Line]:
    made = dump.lines("\n".join([*PARAGRAPHS, *tail]))
    for one in made:
        one.decide("paragraph", "test")
    return made


def read(*tail):
    made, found = credit.read(lines(*tail), TABLES)
    return [one.text for one in made if one.role == "paragraph"], found, made


@pytest.mark.parametrize(
    "tail",
    [
        ["___", "Follow QNX’s coverage of the rivers at https://quillnorth.example/hub/rivers"],
        ["Copyright 2031 Quillnorth Exchange. All rights reserved. This material may not be published."],
        ["© 2031 QNX"],
        ["This story was originally published by Quillnorth Exchange."],
        ["(Reporting by Jane Roe for QNX; Editing by John Doe)"],
        ["QNX writer Jane Roe in Dornhaven contributed to this report."],
        ["QNX"],
        ["(QNX)"],
        ["QNX/ab"],
        ["Quillnorth Exchange (translated by the newsroom)"],
        ["Quelle: QNX"],
    ],
)
def test_agency_tails_are_credit_and_not_body(tail):
    body, found, _ = read(*tail)
    assert body == PARAGRAPHS
    assert found is not None
    assert found.agency == "qnx"
    assert found.evidence


def test_an_unknown_agency_is_credited_without_an_id():
    body, found, _ = read("___", "Follow ZZP’s coverage of the rivers at https://zzp.example/hub/rivers")
    assert body == PARAGRAPHS
    assert found is not None
    assert found.agency is None


def test_a_signature_at_the_end_of_the_last_paragraph_is_split_off():
    made, found = credit.read(lines("He thanked the crews and left. (QNX)"), TABLES)
    assert found is not None
    assert [one.text for one in made][-2:] == ["He thanked the crews and left.", "(QNX)"]


@pytest.mark.parametrize(
    "text",
    [
        "He said the report by QNX was wrong and that the council would publish its own figures next week.",
        "More boats will follow in spring, the council said.",
        "The coverage of the storm by local stations was praised by the mayor.",
        "This report will be published by the council in May.",
        "The story of the lock begins with a flood in the last century.",
    ],
)
def test_prose_that_only_sounds_like_a_credit_stays_body(text):
    body, found, _ = read(text)
    assert body == [*PARAGRAPHS, text]
    assert found is None


def test_captions_leave_the_body():
    body, _, made = read("Barges wait at the northern lock. (QNX Photo/Jane Roe)")
    assert body == PARAGRAPHS
    assert made[-1].role == "caption"


def test_a_page_without_body_has_no_credit():
    assert credit.read([], TABLES) == ([], None)
