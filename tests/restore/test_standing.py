import pytest

from firsthand.model import Span
from firsthand.restore import standing
from firsthand.restore.draft import Line

PROSE = "The rowers of Quay left the harbour on Tuesday before the tide had turned, and nobody saw them go."


def lines(*rows):
    return [
        Line(text=text, runs=(), place=Span(start=at, end=at + 1), role=role) for at, (text, role) in enumerate(rows)
    ]


def test_a_bare_name_under_the_headline_counts_where_a_biography_follows():
    biography = "Ada Fennimore is a reporter who has covered rowing and the harbour for twelve years."
    page = lines(("Rowers leave", "title"), ("Ada Fennimore", None), (PROSE, "paragraph"), (biography, None))
    assert standing.below(page, 0) is page[1]


def test_a_bare_name_that_the_page_never_comes_back_to_is_no_writer():
    page = lines(("Rowers leave", "title"), ("Garden Guides", None), (PROSE, "paragraph"), ("Garden Guides", None))
    assert standing.below(page, 0) is None


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        ((("Written by Ada Fennimore", None),), "Ada Fennimore"),
        ((("Ada Fennimore", None), ("Ada Fennimore rows for Quay.", None)), "Ada Fennimore"),
        ((("Ada Fennimore", None), ("Share this", None)), None),
        ((("By using this site you agree", None),), None),
    ],
)
def test_a_name_behind_the_end_counts_by_its_form(rows, name):
    found = standing.behind(lines((PROSE, "paragraph"), *rows))
    assert (found[0] if found else None) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Published August 7, 2031 by Ada Fennimore", "Ada Fennimore"),
        ("March 15, 2031 · 3 min read · By Quay Online", "Quay Online"),
        ("Nine rowers passed by Orlan", None),
        ("Updated August 7, 2031", None),
    ],
)
def test_a_line_that_ends_in_by_and_a_name_after_a_date_names_the_writer(text, name):
    assert standing.ending(text) == name
