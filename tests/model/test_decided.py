"""What decisions come to: undoing, outranking, and parties that people join, part and name."""

import datetime as dt

from firsthand.model import Claim, Judgement, Party, Span, same_parties, standing, with_parties

START = dt.datetime(2031, 3, 3, tzinfo=dt.UTC)


def judgement(number: int, decision: str, left: str, right: str | None = None, value: str | None = None) -> Judgement:
    return Judgement(id=f"judgement_{number}", decision=decision, left=left, right=right, value=value, who="ann",
                     when=START + dt.timedelta(minutes=number))  # type: ignore[arg-type]  # fmt: skip


def claim(number: int, party: str, record: str = "page_a") -> Claim:
    who = Party(id=party, name=party.title(), kind="organisation", named=True)
    return Claim(id=f"claim_{number}", record=record, content=(Span(start=0, end=4),), kind="indirect", party=who)


def test_what_was_undone_no_longer_stands() -> None:
    first, gone = judgement(1, "not copy", "page_a", "page_b"), judgement(2, "undo", "judgement_1")
    assert standing((gone, first)) == ()


def test_undoing_an_undoing_brings_the_first_decision_back() -> None:
    first = judgement(1, "not copy", "page_a", "page_b")
    every = (first, judgement(2, "undo", "judgement_1"), judgement(3, "undo", "judgement_2"))
    assert standing(every) == (first,)


def test_decisions_stand_in_the_order_in_which_they_were_made() -> None:
    made = [judgement(n, "pin", f"page_{n}") for n in (3, 1, 2)]
    assert [each.left for each in standing(made)] == ["page_1", "page_2", "page_3"]


def test_joined_parties_go_by_the_last_one_of_the_chain() -> None:
    made = (judgement(1, "same party", "ona", "orvian news"), judgement(2, "same party", "orvian news", "agency"))
    assert same_parties(made) == {"ona": "agency", "orvian news": "agency"}


def test_a_circle_of_parties_ends() -> None:
    made = (
        judgement(1, "same party", "a", "b"),
        judgement(2, "same party", "b", "c"),
        judgement(3, "same party", "c", "a"),
    )
    assert len(set(same_parties(made).values())) == 1


def test_a_later_parting_outranks_the_joining() -> None:
    made = (judgement(1, "same party", "a", "b"), judgement(2, "other party", "b", "a"))
    assert same_parties(made) == {}


def test_claims_of_joined_parties_have_one_party() -> None:
    claims = with_parties(
        (claim(1, "ona"), claim(2, "orvian news")), (judgement(1, "same party", "ona", "orvian news"),)
    )
    assert [each.party.id for each in claims if each.party] == ["orvian news", "orvian news"]
    assert [each.party.name for each in claims if each.party] == ["Orvian News", "Orvian News"]


def test_a_party_goes_by_the_name_that_a_person_gave_it() -> None:
    (named,) = with_parties((claim(1, "ona"),), (judgement(1, "name", "ona", value="Orvian Agency"),))
    assert named.party is not None
    assert named.party.name == "Orvian Agency"


def test_in_one_page_a_party_may_be_another_one() -> None:
    claims = with_parties((claim(1, "lee", "page_a"), claim(2, "lee", "page_b")),
                          (judgement(1, "other party", "page_b", "lee"),))  # fmt: skip
    assert [each.party.id for each in claims if each.party] == ["lee", "lee in page_b"]


def test_without_decisions_claims_are_what_they_were() -> None:
    said = (claim(1, "ona"),)
    assert with_parties(said, ()) is said
