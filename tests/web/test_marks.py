"""Marks cut a text into segments that lose nothing, whatever way they overlap."""

import itertools
import random

from firsthand.model import Span
from firsthand.web.marks import Mark, covered, joined, paragraphs, segments


def mark(start: int, end: int, kind: str = "cue", note: str = "", link: str | None = None) -> Mark:
    """Return a mark for a test."""
    return Mark(Span(start=start, end=end), kind, note, link)


TEXT = "Orvia closed the pass.\n\nMinister Sel said so.\n\nNobody left."


def test_segments_put_together_are_the_paragraphs_of_the_text() -> None:
    chance = random.Random(7)
    for _ in range(200):
        marks = [mark(*sorted(chance.choices(range(len(TEXT) + 1), k=2))) for _ in range(chance.randrange(9))]
        shown = paragraphs(TEXT, marks)
        assert "\n\n".join("".join(s.text for s in each.segments) for each in shown) == TEXT


def test_a_segment_knows_every_mark_that_it_lies_in() -> None:
    chance = random.Random(11)
    for _ in range(100):
        marks = [mark(*sorted(chance.choices(range(len(TEXT) + 1), k=2)), kind=f"k{n}") for n in range(6)]
        for each in paragraphs(TEXT, marks):
            at = each.span.start
            for segment in each.segments:
                expected = {m.kind for m in marks if m.span.start <= at and m.span.end >= at + len(segment.text)}
                assert set(segment.kinds.split()) == expected
                at += len(segment.text)


def test_overlapping_marks_share_the_segment_between_them() -> None:
    (only,) = paragraphs("one two three", [mark(0, 7, "content"), mark(4, 13, "date")])
    assert [(s.text, s.kinds) for s in only.segments] == [
        ("one ", "content"),
        ("two", "content date"),
        (" three", "date"),
    ]


def test_every_mark_has_a_permalink_where_it_begins_and_none_twice() -> None:
    marks = [mark(0, 5), mark(0, 22), mark(0, 5, "party"), mark(24, 36)]
    ids = list(itertools.chain.from_iterable(s.ids for p in paragraphs(TEXT, marks) for s in p.segments))
    assert sorted(ids) == ["t0-22", "t0-5", "t24-36"]


def test_a_mark_over_two_paragraphs_is_shown_in_both_and_linked_once() -> None:
    shown = paragraphs(TEXT, [mark(6, 40, "content")])
    assert [any(s.kinds for s in each.segments) for each in shown] == [True, True, False]
    assert [s.ids for each in shown for s in each.segments if s.ids] == [("t6-40",)]


def test_the_innermost_mark_gives_the_link() -> None:
    (only,) = paragraphs("abcdef", [mark(0, 6, link="#outer"), mark(2, 4, link="#inner")])
    assert [s.link for s in only.segments] == ["#outer", "#inner", "#outer"]


def test_white_space_alone_is_no_link() -> None:
    (only,) = paragraphs("ab cd", [mark(0, 5, link="#a"), mark(0, 2), mark(3, 5)])
    assert [s.link for s in only.segments] == ["#a", None, "#a"]


def test_two_texts_on_one_page_have_permalinks_of_their_own() -> None:
    (only,) = paragraphs("ab cd", [mark(0, 5)], "r")
    assert only.segments[0].ids == ("r0-5",)


def test_marks_outside_the_text_show_nothing() -> None:
    (only,) = paragraphs("abc", [mark(90, 95)])
    assert [s.text for s in only.segments] == ["abc"]
    assert only.segments[0].kinds == ""


def test_a_stretch_is_cut_without_regard_to_blank_lines() -> None:
    found = segments(TEXT, Span(start=18, end=30), [mark(20, 26)])
    assert "".join(s.text for s in found) == TEXT[18:30]
    assert [s.kinds for s in found] == ["", "cue", ""]


def test_joined_spans_do_not_overlap_and_cover_the_same() -> None:
    spans = [Span(start=5, end=9), Span(start=0, end=3), Span(start=2, end=6), Span(start=20, end=22)]
    assert [(s.start, s.end) for s in joined(spans)] == [(0, 9), (20, 22)]
    assert covered(Span(start=1, end=21), joined(spans)) == 9
