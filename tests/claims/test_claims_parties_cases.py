"""Which party a source means, case by case. Agencies, people and places are invented."""

import pytest

from firsthand.claims import Options, of_text
from firsthand.model import Agency, Tables

TABLES = Tables(
    agencies=(
        Agency(id="lna", name="Larch News Agency", forms=("LNA", "Larch News Agency"), kind="state"),
        Agency(id="bnp", name="Brannock Press", forms=("BNP", "Brannock Press"), kind="agency"),
    )
)


def party(text, cue=None):
    claims = of_text(text, Options(tables=TABLES, model=False))
    chosen = [claim for claim in claims if cue is None or (claim.cue and claim.cue.of(text) == cue)]
    return chosen[-1].party


CASES = [
    # text; the last claim's party: id, kind, named
    ("The official Larch News Agency said Friday that talks failed.", "lna", "state medium", True),
    ("The new LNA report said that talks failed.", "lna", "state medium", True),
    ("BNP reported that talks failed.", "bnp", "agency", True),
    ("Experts say that talks failed.", "experts", "anonymous", False),
    ("Many experts say that talks failed.", "experts", "anonymous", False),
    ("A person familiar with the matter said that talks failed.", "person familiar with the matter", "anonymous", False),
    ("Police said that two people were hurt.", "police", "anonymous", False),
    ("Larch and Brannock officials have warned that talks failed.", "larch and brannock officials", "anonymous", False),
    ("Japan, Norway and their partners have warned that talks failed.", "japan norway and their partners", "group", True),
    ("Norway said that talks failed.", "norway", "organisation", True),
    ("The Foreign Ministry said that talks failed.", "foreign ministry", "organisation", True),
    ("The Brannock Gazette reported that talks failed.", "brannock gazette", "outlet", True),
    ("Larch President Bo Tamm spoke. Tamm said that talks failed.", "bo tamm", "person", True),
    ("Larch President Bo Tamm spoke. He said that talks failed.", "bo tamm", "person", True),
    ("Larch President Bo Tamm met Prime Minister Ida Lund. The president said that talks failed.", "bo tamm", "person", True),
    ("The Foreign Ministry denied it. The ministry said that talks failed.", "foreign ministry", "organisation", True),
    ("The Foreign Ministry said that talks failed. It said that trade stopped.", "foreign ministry", "organisation", True),
    ("Analysts say that talks failed. They say that trade stopped.", "analysts", "anonymous", False),
    ("Kim Dae Won, a farmer, left. Kim said that talks failed.", "kim dae won", "person", True),
    ("The mayor said that he left. He said that talks failed.", "mayor", "anonymous", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "id_", "kind", "named"), CASES)
def test_a_source_means_one_party(text, id_, kind, named):
    found = party(text)
    assert found is not None
    assert (found.id, found.kind, found.named) == (id_, kind, named)


def test_the_fullest_form_is_the_name():
    text = "South Larch President Bo Tamm said that talks failed. Tamm said that trade stopped."
    assert party(text).name == "South Larch President Bo Tamm"


def test_a_description_is_kept():
    text = "“Talks have failed this time,” said Ana Ruiz, a spokeswoman for the port."
    assert party(text).description == "a spokeswoman for the port"


def test_gender_of_a_title_keeps_she_from_a_king():
    text = "Queen Ida Lund met King Bo Tamm. She said that talks failed."
    assert party(text).id == "ida lund"


def test_the_writer_of_the_text_is_no_party():
    assert party("I said that talks failed.") is None


@pytest.mark.parametrize(
    ("text", "id_", "kind"),
    [
        ("A clerk in the Orlan Port Office said that talks failed.", "clerk in the orlan port office", "anonymous"),
        ("The Orlan Port Office said that talks failed.", "orlan port office", "organisation"),
        ("The University of Orlan said that talks failed.", "university of orlan", "organisation"),
        ("National Railways said that talks failed.", "national railways", "organisation"),
    ],
)
def test_the_head_of_a_phrase_says_what_it_is(text, id_, kind):
    found = party(text)
    assert (found.id, found.kind) == (id_, kind)


def test_a_name_behind_its_office_is_the_person():
    found = party("The town’s oldest pilot, Ana Ruiz, said that talks failed.")
    assert (found.id, found.description) == ("ana ruiz", "The town’s oldest pilot")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Larch News Agency reported a test. State media said that it failed.", "Larch News Agency"),
        ("State television said that the test failed.", "State television"),
        ("BRANNOCK, Larch — The pier was empty. He said that the ferry was late.", None),
        ("Greta Sol, the head of the school, left. The head said that the school was shut.", "Greta Sol"),
        ("The shipping company Norrland Lines apologised. It said that the ferry was late.", "Norrland Lines"),
        ("The water board met. The board said that the lake was low.", "water board"),
        ("The Health Ministry said in a statement that files were lost. The statement said that none was sold.",
         "Health Ministry"),
        ("The doctors’ association met. The doctors’ association said that beds were empty.", "doctors’ association"),
    ],
)  # fmt: skip
def test_media_bodies_and_offices_are_resolved_and_datelines_are_nobody(text, name):
    found = party(text)
    assert (found.name if found else None) == name
