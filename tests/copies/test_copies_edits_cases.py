import pytest
from copies_texts import FERRY

from firsthand import copies

CASES = [
    ("212 people", "221 people", "number", "a figure changed"),
    ("40-year-old", "41-year-old", "number", "a figure inside a word group changed"),
    ("on Tuesday, and", "on April 1, and", "date", "a weekday became a day"),
    ("Joon Ostrander", "Jan Osterhout", "name", "another name"),
    ("the clinic in Sund", "the clinic in Velmar", "place", "another place after 'in'"),
    ("harbor master", "harbour master", "spelling", "house spelling"),
    (", reportedly cut", ", cut", "hedge", "a hedge removed"),
    (", according to harbor master Joon Ostrander.", ".", "attribution", "an attribution removed"),
    ("a long, soft push", "a terrible hard push", "quotation", "words inside a quotation"),
    ("struck a sandbank", "hit a sandbank", "wording", "another word"),
    ("night ferry between", "night ferryZandora between", "planted", "a brand glued to a word"),
    ("before dawn, the", "before dawn,Zandora the", "planted", "a brand after a comma without its space"),
    (" Until then the islanders depend on a smaller boat that carries no cars,", "", "dropped", "a clause left out"),
    ("went aground", "went aground", None, "nothing"),
]


@pytest.mark.parametrize(("before", "after", "kind", "why"), CASES, ids=[case[3] for case in CASES])
def test_an_edit_is_classed_by_what_it_touches(before: str, after: str, kind: str | None, why: str) -> None:
    copy = copies.compare(FERRY, FERRY.replace(before, after))
    assert copy is not None
    kinds = {edit.kind for edit in copy.edits}
    assert kinds - {"punctuation"} == ({kind} if kind else set()), why


def test_every_edit_shows_the_characters_that_it_says() -> None:
    other = FERRY.replace("212", "221").replace("Tuesday", "Monday").replace("harbor", "harbour") + " More was added."
    copy = copies.compare(FERRY, other)
    assert copy is not None
    assert len(copy.edits) >= 4
    for edit in copy.edits:
        if edit.left is not None:
            assert edit.left.of(FERRY)[:400] == edit.before
        if edit.right is not None:
            assert edit.right.of(other)[:400] == edit.after


def test_added_words_stand_on_the_right_only() -> None:
    copy = copies.compare(FERRY, FERRY + " Nobody from the board of the line came to the quay that night.")
    assert copy is not None
    assert [(edit.kind, edit.left) for edit in copy.edits] == [("added", None)]


def test_a_moved_paragraph_is_told_as_moved_and_not_as_dropped() -> None:
    first, second, third = FERRY.split("\n\n")
    copy = copies.compare(FERRY, "\n\n".join((first, third, second)))
    assert copy is not None
    assert {edit.kind for edit in copy.edits} == {"moved"}
