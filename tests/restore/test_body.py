"""Which lines are the article, where the markup says little."""

import numpy as np

from firsthand.model import Span
from firsthand.restore.body import links_behind
from firsthand.restore.draft import Line

PROSE = "The council of Vardia voted on Friday to close the old harbour for good, a spokeswoman for the mayor said."


def lines(*rows):
    return [Line(text=text, runs=(), place=Span(start=0, end=len(text)), links=links) for text, links in rows]


def behind(*rows):
    made = lines(*rows)
    words = np.array([len(line.text.split()) for line in made], dtype=float)
    return sorted(links_behind(np.ones(len(made), dtype=bool), words, made))


def test_links_behind_the_end_of_prose_and_their_heading_are_not_body():
    assert behind((PROSE, 0), (PROSE, 0), ("THIS WEEK", 0), ("Chess: a quiet move", 1.0), ("Lost pets", 1.0)) == [
        2,
        3,
        4,
    ]


def test_short_last_line_without_links_behind_it_stays():
    assert behind((PROSE, 0), (PROSE, 0), ("Two eggs", 0)) == []


def test_links_within_prose_stay():
    assert behind((PROSE, 0), ("The full report", 1.0), (PROSE, 0)) == []


def test_page_whose_content_is_links_keeps_them():
    assert behind(("Reports", 0), *((f"Report number {n}", 1.0) for n in range(9))) == []
