"""What is new and what is not, on invented nouns."""

import datetime as dt

import pytest

from firsthand.model import Bounds, Contradiction, Count, Dating, Evidence, Line, News, Origin, Span, Stemma, Story
from firsthand.model.stemma import Variant
from firsthand.watches import changes
from firsthand.watches.changes import Told

LATER = "The pass was closed at noon, the ministry said. Fourteen convoys waited at the gate of Selborn."


def told(*lines: tuple[str, str, str], news: tuple[News, ...] = (), key: str = "story_1") -> Told:
    ledger = tuple(
        Line(side="reporters", subject=subject, name=subject, standing=standing, group=group, reason="")  # type: ignore[arg-type]
        for subject, standing, group in lines
    )
    one = Bounds(low=1, high=1)
    records = tuple(line.subject for line in ledger)
    story = Story(id=key, name="Pass", texts=("text_1",), records=records, news=news)
    count = Count(story=key, pages=len(ledger), texts=1, reporters=one, sources=one, ledger=ledger, coverage="")
    return Told(story, count)


@pytest.mark.parametrize(
    ("before", "after", "new"),
    [
        ([("a", "reporter", "ona")], [("a", "reporter", "ona"), ("b", "client", "ona")], []),
        ([("a", "reporter", "ona")], [("a", "reporter", "ona"), ("b", "copy", "ona")], []),
        ([("a", "reporter", "ona")], [("a", "reporter", "ona"), ("b", "reporter", "b")], ["b"]),
        ([("a", "reporter", "ona")], [("a", "reporter", "ona"), ("b", "possible reporter", "b")], ["b"]),
        ([("a", "reporter", "network_1")], [("a", "reporter", "network_2")], []),
        ([("a", "copy", "x")], [("a", "reporter", "a")], ["a"]),
        ([], [("a", "reporter", "a")], ["a"]),
        ([("a", "reporter", "a")], [("a", "reporter", "a"), ("c", "same network", "n"), ("b", "reporter", "n")], ["b"]),
    ],
)
def test_only_a_group_that_raises_the_count_is_a_new_origin(
    before: list[tuple[str, str, str]], after: list[tuple[str, str, str]], new: list[str]
) -> None:
    olds = [told(*before)] if before else []
    found = changes.origins(told(*after), olds, lambda line: line.name)
    assert [each.records[0] for each in found] == new


def piece(kind: str, quote: str, record: str = "b") -> News:
    return News(kind=kind, record=record, where=Span(start=0, end=len(quote)), quote=quote)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("news", "held", "firing"),
    [
        (piece("changed number", "Fourteen convoys"), "Three convoys waited.", ["new number"]),
        (piece("changed number", "Fourteen convoys"), LATER, []),
        (piece("new statement", "that the pass of Selborn will open again in the spring"), LATER, ["new claim"]),
        (piece("new statement", "The pass was closed at noon, the ministry said"), LATER, []),
        (piece("new statement", "The pass was closed at midday, the ministry said"), LATER, ["new claim"]),
        (piece("new party", "Ilsa Merrin"), LATER, ["new claim"]),
        (piece("correction", "An earlier version misstated the day."), LATER, ["correction"]),
        (piece("first report", "The pass was closed."), "", []),
        (piece("dropped hedge", "closed"), "", []),
    ],
)
def test_what_a_page_held_before_says_is_not_new(news: News, held: str, firing: list[str]) -> None:
    found = changes.reports(told(("b", "copy", "x"), news=(news,)), [told(("a", "reporter", "a"))], lambda: {"a": held})
    assert [each.firing for each in found] == firing


def test_news_that_was_told_before_is_not_looked_at_again() -> None:
    def never() -> dict[str, str]:
        raise AssertionError

    same = (piece("new statement", "that it will open again"),)
    assert (
        changes.reports(told(("a", "reporter", "a"), news=same), [told(("a", "reporter", "a"), news=same)], never) == []
    )


def stemma(*witnesses: str, variants: tuple[Variant, ...] = ()) -> Stemma:
    origin = Origin(kind="agency", name="ona", certainty=0.9)
    return Stemma(id="text_1", witnesses=witnesses, archetype=witnesses[0], origin=origin, variants=variants)


@pytest.mark.parametrize(
    ("witnesses", "held", "new"),
    [(("b",), {"a"}, 1), (("b",), {"a", "b"}, 0), (("a", "b"), {"a"}, 0), (("b", "c"), set(), 1)],
)
def test_a_number_is_new_when_no_page_held_before_has_it(witnesses: tuple[str, ...], held: set[str], new: int) -> None:
    where = Span(start=LATER.index("Fourteen"), end=LATER.index("Fourteen") + 8)
    variant = Variant(kind="number", before="Three", after="Fourteen", first=witnesses[0], exemplar="a",
                      witnesses=witnesses, where=where, certainty=0.9)  # fmt: skip
    text = stemma("a", "b", "c", variants=(variant,))
    story = told(("a", "reporter", "a")).story
    found = changes.versions(text, [stemma("a")], held.__contains__, story, lambda _: LATER)
    assert len(found) == new
    assert all("Fourteen convoys waited" in each.sentence for each in found)


def test_a_note_that_a_held_page_carries_is_not_new() -> None:
    story = told(("a", "reporter", "a")).story
    note = "Correction: it was Monday."
    assert changes.notes(story, {"b": [note]}, ["CORRECTION: it was  Monday"]) == []
    (one,) = changes.notes(story, {"b": [note], "c": [note]}, [])
    assert (one.firing, one.records) == ("correction", ("b",))


def dating(record: str, verdict: str = "contradicted") -> Dating:
    said = Evidence(rule="x.y.z", quote="2031")
    why = (Contradiction(statement=said, against=(said,), sentence="The page says 2031."),)
    return Dating(record=record, claimed=dt.date(2031, 1, 1), verdict=verdict, contradictions=why)  # type: ignore[arg-type]


def test_a_false_date_is_told_once_a_text_and_not_for_another_copy() -> None:
    texts = {key: stemma("a", "b", "c") for key in "abc"}
    pairs = [(dating("b"), None), (dating("c"), dating("c", "consistent"))]
    (one,) = changes.dates(pairs, texts, lambda _: False, lambda _: "story_1", str)
    assert one.sentence == "b: The page says 2031. 1 more of the same text."
    assert changes.dates(pairs, texts, lambda _: True, lambda _: "story_1", str) == []
    assert changes.dates([(dating("b"), dating("b"))], texts, lambda _: False, lambda _: None, str) == []
