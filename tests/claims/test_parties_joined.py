"""Which parties of an archive are one by their names alone, and that people outrank it."""

import datetime as dt

from firsthand.claims import parties_joined
from firsthand.model import Claim, Judgement, Party, Span, same_parties, standing


def claims(*parties):
    return [
        Claim(
            id=f"claim_{at}", content=(Span(start=0, end=1),), kind="indirect",
            party=Party(id=key, name=name, kind=kind, named=True),
        )
        for at, (key, name, kind) in enumerate(parties)
    ]  # fmt: skip


BUREAU = ("ostmark central news bureau", "Ostmark Central News Bureau", "organisation")


def joined(*parties):
    return same_parties(standing(parties_joined(claims(*parties))))


def test_an_acronym_is_the_one_body_with_its_initials():
    assert joined(BUREAU, ("ocnb", "OCNB", "organisation")) == {"ocnb": BUREAU[0]}


def test_an_acronym_of_two_bodies_is_joined_with_neither():
    other = (
        "office of the citizens of northern brannock",
        "Office of the Citizens of Northern Brannock",
        "organisation",
    )
    assert joined(BUREAU, other, ("ocnb", "OCNB", "organisation")) == {}


def test_a_word_in_small_letters_is_no_acronym():
    assert joined(BUREAU, ("ocnb", "Ocnb", "organisation")) == {}


def test_an_office_in_front_of_a_name_is_left_off():
    found = joined(("professor odo krantz", "Professor Odo Krantz", "person"), ("odo krantz", "Odo Krantz", "person"))
    assert found == {"professor odo krantz": "odo krantz"}


def test_a_person_who_parts_two_parties_outranks_their_names():
    made = parties_joined(claims(BUREAU, ("ocnb", "OCNB", "organisation")))
    parted = Judgement(
        id="judgement_1", decision="other party", left="ocnb", right=BUREAU[0], who="ana",
        when=dt.datetime(2031, 5, 1, tzinfo=dt.UTC),
    )  # fmt: skip
    assert same_parties(standing((*made, parted))) == {}
