import pytest

from firsthand.model import Agency, Tables
from firsthand.restore import dateline

TABLES = Tables(
    agencies=(
        Agency(
            id="qnx",
            name="Quillnorth Exchange",
            forms=("QNX", "Quillnorth", "Квилл Новости", "퀼통신", "奎尔社", "QNX/obn"),
        ),
        Agency(id="ovp", name="Ostvale Press", forms=("ovp", "Ostvale Press")),
    )
)


@pytest.mark.parametrize(
    ("text", "place", "day", "agency"),
    [
        ("DORNHAVEN, Westmark (QNX) — The council", "DORNHAVEN, Westmark", None, "qnx"),
        ("DORNHAVEN (QNX) - The council", "DORNHAVEN", None, "qnx"),
        ("DORNHAVEN, Sept 22 (QNX) - The council", "DORNHAVEN", "Sept 22", "qnx"),
        ("DORNHAVEN, Sept. 22 (Quillnorth) -- The council", "DORNHAVEN", "Sept. 22", "qnx"),
        ("DORNHAVEN. Sept 22 (QNX) - The council", "DORNHAVEN", "Sept 22", "qnx"),
        ("Dornhaven, September 22 (QNX) -- The council", "Dornhaven", "September 22", "qnx"),
        ("Dornhaven (ovp) - Der Rat", "Dornhaven", None, "ovp"),
        ("Dornhaven (ovp/lt) - Der Rat", "Dornhaven", None, "ovp"),
        ("DORNHAVEN, 6. März (QNX) – Der Rat", "DORNHAVEN", "6. März", "qnx"),
        ("DORNHAVEN, 22 Sep. (QNX) - El consejo", "DORNHAVEN", "22 Sep", "qnx"),
        ("DORNHAVEN, September 22. /QNX/. The council", "DORNHAVEN", "September 22", "qnx"),
        ("ДОРНХАФЕН, 22 сен - Квилл Новости. Совет", "ДОРНХАФЕН", "22 сен", "qnx"),
        ("(QNX) - DORNHAVEN, 22 SET - Il consiglio", "DORNHAVEN", "22 SET", "qnx"),
        ("奎尔社北京9月22日电（记者）议会", "北京", "9月22日", "qnx"),
        ("(서울=퀼통신) 홍길동 기자 = 의회", "서울", None, "qnx"),
        ("دورن (QNX) - قال المجلس", "دورن", None, "qnx"),
        ("Port Lane, Sep 22 (QNX) The council", "Port Lane", "Sep 22", "qnx"),
        ("ST. BRANNOCK (QNX) — The council", "ST. BRANNOCK", None, "qnx"),
        ("DORNHAVEN (Lakeside Newswire) — The council", "DORNHAVEN", None, "Lakeside Newswire"),
        ("DORNHAVEN — The council", "DORNHAVEN", None, None),
        ("DORNHAVEN, Tuesday — The council", "DORNHAVEN", "Tuesday", None),
    ],
)
def test_dateline_is_read_in_every_style(text, place, day, agency):
    found = dateline.read(text, TABLES)
    assert found is not None
    assert (found.place, found.day, found.agency) == (place, day, agency)
    assert found.where.start == 0
    assert text[: found.where.end] == found.where.of(text)


@pytest.mark.parametrize(
    "text",
    [
        "WESTMARK State — the governor said",
        "WESTMARK State — The governor said",
        "FILE — A man walks by the river",
        "UPDATE (QNX) — The council",
        "CORRECTION (Sept. 22) — An earlier version",
        "NORTH (Northern Old River Transport Holding) — The company",
        "LOCK — The old LOCK has failed",
        "AI — The technology",
        "Dornhaven — The town",
        "The council (QNX) said — again",
        "DORNHAVEN - the town",
        "",
        "— — —",
        "(((((((",
    ],
)
def test_prose_is_no_dateline(text):
    assert dateline.read(text, TABLES) is None


def test_only_the_start_of_the_text_can_be_a_dateline():
    assert dateline.read("The council met.\n\nDORNHAVEN (QNX) — It voted.", TABLES) is None
