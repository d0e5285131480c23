"""Claims that say the same: groups of a story, what differs in them, and the hand-made table of pairs."""

import datetime as dt
import importlib.util
from pathlib import Path

import pytest

from firsthand.claims import extract, same
from firsthand.model import Article, Branch, Dating, Origin, Stemma, Story

ROOT = Path(__file__).parents[2]


def bench(name):
    spec = importlib.util.spec_from_file_location(f"bench_{name}", ROOT / "bench" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def grouped(*texts, one_text=False):
    """Return the groups of a story whose texts were written a day after another."""
    pages = [Article(record=f"page_{at:016x}", text=text, blocks=(), language="en") for at, text in enumerate(texts)]
    origin = Origin(kind="unknown", name=None, certainty=0.0)
    parts = [tuple(each.record for each in pages)] if one_text else [(each.record,) for each in pages]
    stemmata = [
        Stemma(
            id=f"text_{at:016x}", witnesses=part, archetype=part[0], origin=origin,
            branches=tuple(Branch(witness=each, exemplar=part[0], score=1.0) for each in part[1:]),
        )
        for at, part in enumerate(parts)
    ]  # fmt: skip
    days = [
        Dating(record=each.record, likely=dt.date(2031, 5, 1 + at), certainty="likely", verdict="nothing claimed")
        for at, each in enumerate(pages)
    ]
    story = Story(
        id="story_1", name="made", texts=tuple(each.id for each in stemmata),
        records=tuple(each.record for each in pages),
    )  # fmt: skip
    said = [claim for each in pages for claim in extract(each)]
    return said, same(said, pages, stemmata, days, (story,))


FIRST = "Harbour master Ina Falk said that the ferry may have carried 212 passengers when it left Brannock."
AGAIN = "Ina Falk, the harbour master, told reporters that the ferry carried 212 passengers when it left Brannock."


def test_a_claim_in_other_words_joins_the_first_one_and_tells_that_the_hedge_is_gone() -> None:
    said, (group,) = grouped(FIRST, AGAIN)
    assert group.texts == 2
    assert group.first == next(claim.id for claim in said if claim.record == "page_0000000000000000")
    assert [(each.kind, each.before) for each in group.differences] == [("hedge lost", "may")]
    assert all(each.evidence[0].where is not None for each in group.differences)


def test_another_number_is_another_claim_but_a_changed_copy_is_the_same_one() -> None:
    changed = FIRST.replace("212", "512")
    assert grouped(FIRST, changed)[1] == []
    _, (group,) = grouped(FIRST, changed, one_text=True)
    assert [(each.kind, each.before, each.after) for each in group.differences] == [("number", "212", "512")]


def test_the_opposite_is_never_the_same() -> None:
    denied = "Harbour master Ina Falk said that the ferry did not carry 212 passengers when it left Brannock."
    assert grouped(AGAIN, denied)[1] == []


def test_two_parties_make_one_point_in_two_groups() -> None:
    other = "Shipping director Oleg Marsh said that the ferry carried 212 passengers when it left Brannock."
    _, groups = grouped(AGAIN, other)
    assert len(groups) == 2
    assert len({group.point for group in groups}) == 1
    assert len({group.party for group in groups}) == 2


def test_an_unnamed_person_who_is_named_later_is_one_party() -> None:
    unnamed = "An official said that the ferry carried 212 passengers when it left Brannock."
    _, (group,) = grouped(unnamed, AGAIN)
    assert [each.kind for each in group.differences] == ["named"]
    assert group.party is not None
    assert "falk" in group.party


def test_what_a_later_report_tells_on_nobodys_word_is_a_claim_that_became_a_fact() -> None:
    fact = "The ferry carried 212 passengers when it left Brannock. Rain fell in the evening."
    _, (group,) = grouped(AGAIN, fact)
    (difference,) = group.differences
    assert difference.kind == "fact"
    assert difference.claim is None
    assert difference.evidence[0].quote.startswith("The ferry carried 212")


def test_a_quotation_that_texts_render_differently_is_one_with_variants() -> None:
    one = "“We will not give up a single metre of our land, whatever they offer us,” President Teodor Vann said."
    other = "“We will not give up one single metre of our land, whatever they may offer,” Teodor Vann told parliament."
    _, (group,) = grouped(one, other)
    assert len(group.variants) == 2
    assert "wording" in {each.kind for each in group.differences}


def test_a_quotation_in_another_language_joins_where_names_and_figures_agree() -> None:
    one = "“On 14 March we told 2,300 families in Drevnik and Brannock,” said Anselm Roy."
    other = "« Le 14 mars, nous avons informé 2 300 familles à Drevnik et Brannock », a déclaré Anselm Roy."
    pages = [Article(record=f"page_{at}", text=text, blocks=(), language=code)
             for at, (text, code) in enumerate(((one, "en"), (other.replace("2 300", "2300"), "fr")))]  # fmt: skip
    origin = Origin(kind="unknown", name=None, certainty=0.0)
    stemmata = [Stemma(id=f"text_{p.record}", witnesses=(p.record,), archetype=p.record, origin=origin) for p in pages]
    story = Story(id="story_1", name="made", texts=tuple(s.id for s in stemmata), records=("page_0", "page_1"))
    groups = same([claim for p in pages for claim in extract(p)], pages, stemmata, (), (story,))
    assert [group.texts for group in groups] == [2]


@pytest.mark.parametrize("part", [0, 1])
def test_pairs_of_the_hand_made_table_are_told_with_an_f1_of_080(part: int) -> None:
    module = bench("same_claims")
    found = [each for each in module.judged() if int(each[0]["scene"]) % 2 == part]
    assert module.score(found)["F1"] >= 0.80
    assert len(module.judged()) >= 300


def test_pronouns_and_short_forms_of_the_checked_table_are_right_in_085_of_the_cases() -> None:
    found = bench("coreference").judged()
    assert len(found) >= 200
    assert sum(right for *_, right in found) >= 0.85 * len(found)
