"""The two columns of the Admiralty scale."""

import datetime as dt

import pytest

from firsthand import views
from firsthand.model import Assertion, Bounds, Judgement, Line
from firsthand.views.admiralty import letters


def told(quote: str, reporters: tuple[int, int], sources: tuple[int, int], *, denied: bool = False) -> Assertion:
    return Assertion(
        claims=(f"claim_{quote[:9]}",), first="claim", quote=quote, parties=(), denied=denied, pages=1, texts=1,
        reporters=Bounds(low=reporters[0], high=reporters[1]), sources=Bounds(low=sources[0], high=sources[1]),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("reporters", "sources", "digit"),
    [((1, 1), (1, 1), "6"), ((3, 3), (1, 1), "6"), ((2, 2), (1, 2), "3"), ((1, 1), (2, 2), "3"), ((2, 3), (2, 2), "2"),
     ((9, 9), (9, 9), "2")],
)  # fmt: skip
def test_credibility_follows_from_the_bounds_and_is_never_a_one(reporters, sources, digit) -> None:
    assert views.credibility([told("the mill in Tarn burned", reporters, sources)]) == [digit]


def test_denial_of_the_same_thing_makes_both_claims_doubtful() -> None:
    one = told("Silas Retter took money from a bridge builder", (1, 1), (1, 1))
    other = told("Silas Retter took money from the bridge builder", (1, 1), (1, 1), denied=True)
    aside = told("the harvest fair in Ellery drew a crowd", (1, 1), (1, 1))
    assert views.credibility([one, other, aside]) == ["4", "4", "6"]


def test_another_number_of_the_same_thing_speaks_against_a_claim() -> None:
    one = told("mud buried Marrow and killed 12 villagers", (2, 2), (2, 2))
    other = told("mud buried Marrow and killed 21 villagers", (1, 1), (1, 1))
    assert views.credibility([one, other]) == ["3", "4"]


def test_every_suggestion_is_explained_and_one_and_five_are_left_to_people() -> None:
    assert set(views.CREDIBILITY) == {"2", "3", "4", "6"}
    assert set(views.RELIABILITY) == set("ABCDEF")


def decision(hour: int, left: str, value: str | None, what: str = "reliability") -> Judgement:
    when = dt.datetime(2024, 1, 1, hour, tzinfo=dt.UTC)
    return Judgement(id=f"judgement_{hour}", decision=what, left=left, value=value, who="ed", when=when)


def test_last_letter_holds_and_an_undone_one_does_not() -> None:
    one, two = decision(1, "The Fir Post", "B"), decision(2, "the fir post", "D")
    line = Line(side="reporters", subject="page_1", name="The Fir Post", standing="reporter", group="x", reason="So.")
    assert views.letter_of(line, letters([one, two])) == "D"
    assert views.letter_of(line, letters([one, two, decision(3, "judgement_2", None, "undo")])) == "B"
    assert views.letter_of(line, {}) is None
