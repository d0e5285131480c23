"""Which parties a story rests on: those behind the happening, not everybody whom its reports quote."""

import pytest
from made_nouns import NOBODY, agency, article, claim, outlet, party, stemma

from firsthand import corroboration
from firsthand.corroboration.core import bearings
from firsthand.model import Agency, Dateline, Span, Story, Tables

TABLES = Tables(
    agencies=(
        Agency(id="norwire", name="Norther Wire", forms=("NW", "Norther Wire")),
        Agency(id="panpress", name="Pan Press", forms=("PP", "Pan Press")),
        Agency(id="ssn", name="Svetla State News", forms=("SSN",), kind="state", country="Svetla"),
    )
)
DAM = (
    "The dam above Marrow broke on Tuesday and drowned 12 people, the River Office said. Water reached the market.\n\n"
    "The mayor had warned of cracks in the wall. Trains stopped for the day. Shops closed. Schools closed as well. "
    "Nobody slept. “I lost my hat,” said Nan Coyle. The finance minister praised the harvest. "
    "The River Office said the broken dam had drowned 12 people above Marrow."
)
SECOND = (
    "Marrow lay under water on Wednesday. Its market hall stood open.\n\nIn all, 12 people drowned when the dam above "
    "Marrow broke, Ivo Kant said."
)


def run(pages, texts, claims):
    story = Story(
        id="story_1",
        name="made",
        texts=tuple(sorted(text.id for text in texts)),
        records=tuple(sorted(page.record for page in pages)),
    )
    return corroboration.count(
        story,
        {page.record: page for page in pages},
        {text.id: text for text in texts},
        (),
        (),
        claims,
        corroboration.Options(tables=TABLES),
    )


def lines(count):
    return {line.subject: line for line in count.ledger if line.side == "sources"}


OFFICE = party("River Office", "organisation")


def test_bystander_and_comment_are_in_the_ledger_and_do_not_count() -> None:
    page = article("a", DAM, language="en")
    said = [
        claim(page, "The dam above Marrow broke on Tuesday and drowned 12 people", party=OFFICE),
        claim(page, "“I lost my hat,”", party=party("Nan Coyle"), kind="direct"),
        claim(page, "praised the harvest", party=party("Finance Minister", "person")),
    ]
    count = run([page], [stemma("a", origin=agency("norwire"))], said)
    assert str(count.sources) == "1"
    line = lines(count)["nan coyle"]
    assert line.standing == "relay"
    assert "does not report it" in line.reason


@pytest.mark.parametrize(
    ("content", "cue_class", "bearing"),
    [
        ("The dam above Marrow broke on Tuesday and drowned 12 people", "states", "core"),
        ("The dam above Marrow broke on Tuesday and drowned 12 people", "warns", "core"),  # a warning may be the news
        ("The dam above Marrow broke on Tuesday and drowned 12 people", "orders", "background"),
        ("the broken dam had drowned 12 people above Marrow", "states", "core"),  # says again what it opens with
        ("the broken dam had drowned 12 people above Marrow", "speculates", "background"),
        ("cracks in the wall", "states", "near"),
        ("“I lost my hat,”", "states", "background"),
    ],
)
def test_what_a_claim_is_to_its_story(content, cue_class, bearing) -> None:
    page = article("a", DAM, language="en")
    one = claim(page, content, cue_class=cue_class, party=OFFICE, kind="direct" if "“" in content else "indirect")
    assert bearings([(one, page, "x")], [page]) == {one.id: bearing}


def test_claim_that_another_reporter_has_too_carries_the_story_unless_one_may_depend_on_the_other() -> None:
    pages = [article("a", DAM), article("b", "Rain fell in Ellery all day long. Nobody came. " + "Cows slept. " * 6 +
                                        "Nan Coyle lost a blue velvet hat there.")]  # fmt: skip
    first = article("c", "Sheep grazed on the hills of Ellery. Nobody came. " + "Cows slept. " * 6 +
                    "Her hat of blue velvet was lost there.")  # fmt: skip
    one = claim(pages[1], "lost a blue velvet hat there", party=party("Nan Coyle"))
    two = claim(first, "Her hat of blue velvet was lost there", party=party("Ivo Kant"))
    heard = [(one, pages[1], "x"), (two, first, "y")]
    assert set(bearings(heard, [pages[1], first]).values()) == {"core"}
    linked = {("b", "c"), ("c", "b")}
    assert set(bearings(heard, [pages[1], first], linked).values()) == {"background"}
    assert set(bearings([(one, pages[1], "x"), (two, first, "x")], [pages[1], first]).values()) == {"background"}


def test_newsroom_of_the_story_that_another_report_cites_is_no_source_of_it() -> None:
    pages = [article("a", DAM), article("b", "Norther Wire said the dam broke. Nobody knew more.")]
    said = [
        claim(pages[0], "drowned 12 people", party=OFFICE),
        claim(pages[1], "the dam broke", party=party("Norther Wire", "agency")),
    ]
    count = run(pages, [stemma("a", origin=agency("norwire")), stemma("b", origin=outlet("Lone"))], said)
    assert lines(count)["norwire"].standing == "relay"
    assert "norwire" not in {line.group for line in lines(count).values() if line.standing == "reporter"}


def test_text_that_names_nobody_for_what_it_opens_with_is_possibly_a_source_of_its_own() -> None:
    page = article("a", DAM)
    said = [claim(page, "“I lost my hat,”", party=party("Nan Coyle"), kind="direct")]
    count = run([page], [stemma("a", origin=outlet("Lone"))], said)
    assert str(count.sources) == "1"
    assert lines(count)["a"].standing == "possible reporter"


@pytest.mark.parametrize(
    ("parties", "sources"),
    [
        ([("Health Ministry", "organisation"), ("Ministry of Health", "organisation")], "1"),
        ([("country's Health Ministry", "organisation"), ("Ministry", "organisation")], "1"),
        ([("Health Ministry", "organisation"), ("Transport Ministry", "organisation"), ("Ministry", "organisation")],
         "3"),
        ([("Health Ministry", "organisation"), ("Health Minister Ana Brel", "person")], "1"),
        ([("Foreign Ministry", "organisation"), ("Foreign Minister Ana Brel", "person"),
          ("Foreign Minister Ivo Kant", "person")], "1–3"),
        ([("Hester Malloway", "person"), ("Sexton Hester Malloway", "person")], "1"),
        ([("Lottie Ambrand", "person"), ("Lottie Ambrand of their association", "organisation")], "1"),
        ([("Svetla State News", "state medium"), ("state television", "organisation"), ("Svetla", "organisation")], "1"),
        ([("Orrin Harbor Office", "organisation"), ("Orrin", "unknown")], "1–2"),
    ],
)  # fmt: skip
def test_names_of_one_party_count_once(parties, sources) -> None:
    words = "one two three four".split()
    page = article("a", "They said one two three four.")
    said = [claim(page, word, party=party(name, kind)) for word, (name, kind) in zip(words, parties, strict=False)]
    assert str(run([page], [stemma("a", origin=agency("norwire"))], said).sources) == sources


def test_place_of_a_dateline_that_is_taken_for_a_speaker_is_not_sure() -> None:
    dateline = Dateline(place="SAN TELMO DEL ALTO, Calverra", where=Span(start=0, end=5))
    for printed, sources in ((dateline, "1–2"), (None, "2")):
        page = article("a", "San Telmo said the dam broke. Ana Brel said so, too.", dateline=printed)
        said = [claim(page, "the dam broke", party=party("San Telmo")), claim(page, "so", party=party("Ana Brel"))]
        assert str(run([page], [stemma("a", origin=agency("norwire"))], said).sources) == sources


def test_unnamed_people_of_many_reporters_widen_the_bound_by_two_at_most() -> None:
    pages = [article(name, f"Officials said the dam of {name} broke.") for name in "abcd"]
    said = [claim(page, "the dam", party=party("officials", "anonymous", named=False)) for page in pages]
    texts = [stemma(page.record, origin=outlet(f"Paper {page.record}")) for page in pages]
    assert str(run(pages, texts, said).sources) == "1–2"


WIRE = (
    "DREL — Calverra will close the Sund Narrows to trawlers from Orrin, Svetla State News said. President Ivo Kant "
    "signed the order in Drel after talks with Ana Brel. Lottie Ambrand of the Ellery Shipowners said trawlers would "
    "wait off Marrow, where the Tarn Convention of Port Ellery gives no shelter."
)
RETOLD = (
    "Boats from Orrin face a lock on the Sund Narrows under a decree of Ivo Kant of Calverra. Lottie Ambrand grumbled "
    "that skippers must idle off Marrow. Ana Brel will hold talks in Drel. Trawlers from Port Ellery wait, too."
)
OWN = (
    "Fishermen in Hest Bay mended nets by lamplight on Sunday. Joon Ostrander, who has sailed past Skelling Rock for "
    "40 years, said that the order of Ivo Kant would ruin Gannet Cove. His wife, Mira Vane, sold the boat to Silas "
    "Retter."
)


@pytest.mark.parametrize(
    ("text", "origin", "reporters"),
    [
        (RETOLD, outlet("The Lone Paper"), "1–2"),
        (RETOLD + " Skippers told this newspaper that they would sail.", outlet("The Lone Paper"), "2"),
        (RETOLD, agency("panpress"), "2"),
        (OWN, outlet("The Lone Paper"), "2"),
        (RETOLD, NOBODY, "1–2"),
    ],
)
def test_text_that_brings_no_name_of_its_own_counts_possibly(text, origin, reporters) -> None:
    pages = [article("a", WIRE), article("b", text)]
    said = [claim(pages[0], "trawlers would wait off Marrow", party=party("Lottie Ambrand"))]
    if "Ambrand" in text:
        said.append(claim(pages[1], "skippers must idle", party=party("Lottie Ambrand")))
    count = run(pages, [stemma("a", origin=agency("norwire")), stemma("b", origin=origin)], said)
    assert str(count.reporters) == reporters
    for line in count.ledger:
        for evidence in line.evidence:
            if evidence.rule == "corroboration.sign.retold":
                assert evidence.where is not None
                assert isinstance(evidence.where, Span)
                assert evidence.where.of(text) == evidence.quote
