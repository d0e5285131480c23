"""Where quotations open and close, in every style of marks."""

import pytest

from firsthand.claims.prose import paragraphs
from firsthand.claims.quotation import quotations


def cut(text):
    return [text[q.start : q.end] for found in quotations(text, [(0, len(text))]) for q in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “stay” twice.", ["“stay”"]),
        ('He said "stay" twice.', ['"stay"']),
        ("Er sagte: „Bleib hier“, dann ging er.", ["„Bleib hier“"]),
        ("Er sagte: »Bleib hier«, dann ging er.", ["»Bleib hier«"]),
        ("Il a dit « restez ici » deux fois.", ["« restez ici »"]),
        ("Han sade ”stanna här” igen.", ["”stanna här”"]),
        ("彼は「ここにいる」と言った。", ["「ここにいる」"]),
        ("She called it ‘a mess’ and left.", ["‘a mess’"]),
        ("The states’ rights and the people’s vote.", []),
        ("In the ’90s and '80s it didn't matter.", []),
        ("‘The workers’ pay is late,’ she said.", ["‘The workers’ pay is late,’"]),
        ("“He told me ‘no’ and left,” she said.", ["“He told me ‘no’ and left,”"]),
        ('A 6" pipe burst.', []),
        ("A “slip of the pen.", []),
    ],
)
def test_marks_pair_up_by_their_place(text, expected):
    assert cut(text) == expected


def test_an_open_quotation_runs_on_when_the_next_paragraph_opens_with_the_mark():
    text = "“One.\n\n“Two,” she said."
    first, second = (part.quotes for part in paragraphs(text))
    assert [quote.runs_on for quote in first] == [True]
    assert [quote.runs_on for quote in second] == [False]


def test_an_open_quotation_ends_as_a_slip_when_nothing_follows():
    assert paragraphs("“One.\n\nTwo.")[0].quotes == ()


def test_many_openings_without_an_end_are_read_in_linear_time():
    assert cut("“a " * 30_000) == []


def test_a_line_wrapped_by_hand_stays_in_its_paragraph():
    assert len(paragraphs("The minister said\nthat talks failed.\nThe port closed.")) == 2
