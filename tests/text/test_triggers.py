"""Patterns run only near their trigger words, and find what they find when they run everywhere."""

import pytest

from firsthand.text.when import find

FILLER = "The miller of Orvale grinds barley for the guild and sings. " * 5


@pytest.mark.parametrize("words", [
    "on Wednesday, the 22nd of September 2023", "Sept. 19", "late 2011", "the early 1990s", "the '80s", "last summer",
    "the third quarter of 2022", "two or three weeks ago", "the previous several seventeen weekends",
    "in the second year of the war", "tomorrow", "every two weeks", "currently", "next Friday", "22/09/2023",
    "2023年9月22日", "le 3 mars 2021",
])  # fmt: skip
@pytest.mark.parametrize("language", ["en", None])
def test_an_expression_is_found_in_a_long_text_as_it_is_alone(words, language):
    def shape(text, shift):
        return [(e.span.start - shift, e.span.end - shift, e.kind, e.unit, e.bounds) for e in find(text, language)]

    alone = shape(f". {words}. ", 0)
    assert alone
    assert shape(f"{FILLER}. {words}. {FILLER}", len(FILLER)) == alone
