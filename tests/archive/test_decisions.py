"""Decisions in an archive: checked, appended, told apart by what became of them; and the narrow tables."""

from pathlib import Path

import pytest

from firsthand import views
from firsthand.archive import Archive, Derived, decide, judgement, replace_derived
from firsthand.archive.facets import countries, near_duplicates
from firsthand.errors import UsageError
from firsthand.model import Copy, Pair, Span


@pytest.fixture
def path(tmp_path: Path) -> str:
    with Archive(str(tmp_path / "a.fh"), write=True) as made:
        return made.path


@pytest.mark.parametrize(
    ("decision", "right", "about", "says"),
    [
        ("burn", None, {}, "no decision"),
        ("copy", None, {}, "two different sides"),
        ("copy", "page_a", {}, "two different sides"),
        ("date", None, {}, "needs a value"),
        ("date", None, {"value": "Tuesday"}, "no date"),
        ("name", None, {"value": " \x1b "}, "needs a value"),
        ("pin", None, {"who": ""}, "who makes it"),
        ("pin", None, {"reason": "x" * 2001}, "Too long"),
    ],
)
def test_a_decision_that_lacks_something_is_not_made(
    decision: str, right: str | None, about: dict[str, str], says: str
) -> None:
    with pytest.raises(UsageError, match=says):
        judgement(decision, "page_a", right, **({"who": "ann"} | about))


def test_words_of_people_lose_what_steers_terminals() -> None:
    assert judgement("pin", "page_a", who="a\x1b[2Jnn", reason="l1\nl2").who == "a [2Jnn"


def test_a_decision_is_appended_and_told(path: str) -> None:
    decide(path, (judgement("not copy", "page_a", "page_b", who="ann", reason="own interview"),))
    with Archive(path) as archive:
        (row,) = views.history(archive)
        assert (row["who"], row["state"], row["reason"]) == ("ann", "waiting", "own interview")
        assert views.waiting(archive) == 1


def test_a_decision_is_in_force_when_it_was_known_to_the_last_run(path: str) -> None:
    decide(path, (judgement("not copy", "page_a", "page_b", who="ann"),))
    with Archive(path, write=True) as archive:
        replace_derived(archive.connection, Derived(), "mark", tuple(archive.judgements))
        assert views.waiting(archive) == 0
        assert views.history(archive)[0]["state"] == "in force"


def test_a_pin_counts_at_once(path: str) -> None:
    decide(path, (judgement("pin", "page_a", who="ann"),))
    with Archive(path) as archive:
        assert views.waiting(archive) == 0
        assert views.history(archive)[0]["state"] == "in force"


def test_later_decisions_outrank_and_undo(path: str) -> None:
    decide(
        path, (judgement("copy", "page_a", "page_b", who="ann"), judgement("not copy", "page_b", "page_a", who="bob"))
    )
    with Archive(path) as archive:
        assert {row["decision"]: row["state"] for row in views.history(archive)} == {
            "copy": "outranked", "not copy": "waiting"}  # fmt: skip
        late = next(row for row in views.history(archive) if row["decision"] == "not copy")
    decide(path, (judgement("undo", str(late["id"]), who="ann"),))
    with Archive(path) as archive:
        assert {row["decision"]: row["state"] for row in views.history(archive)} == {
            "undo": "waiting", "copy": "waiting", "not copy": "undone"}  # fmt: skip


def test_decisions_do_not_make_an_archive(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such archive"):
        decide(str(tmp_path / "none.fh"), (judgement("pin", "page_a", who="ann"),))
    assert not (tmp_path / "none.fh").exists()


def test_an_archive_of_an_earlier_firsthand_has_empty_narrow_tables(path: str) -> None:
    with Archive(path, write=True) as archive:
        for table in ("facet", "party", "section", "ranked"):
            archive.connection.execute(f"DROP TABLE {table}")
    with Archive(path) as archive:
        assert views.parties(archive) == []
        assert views.stories(archive) == []
        assert views.search(archive, views.Query(words="anything")).total == 0


def test_a_city_goes_to_the_country_that_other_datelines_name() -> None:
    assert countries(["SELBORN, Orvia", "SELBORN", "QUAY", " , "]) == {
        "SELBORN, Orvia": "Orvia", "SELBORN": "Orvia", "QUAY": "Quay"}  # fmt: skip


def test_near_duplicates_need_nine_tenths_on_both_sides() -> None:
    def copy(left: str, right: str, share: float) -> Copy:
        whole = Pair(left=Span(start=0, end=9), right=Span(start=0, end=9))
        return Copy(
            left=left, right=right, relation="edited", score=1, left_share=share, right_share=1, shared=(whole,)
        )

    found = near_duplicates(
        [copy("page_a", "page_b", 0.95), copy("page_b", "page_c", 0.95), copy("page_c", "page_d", 0.5)]
    )
    assert found == {"page_a": "page_a", "page_b": "page_a", "page_c": "page_a"}
