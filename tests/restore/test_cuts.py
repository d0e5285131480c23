import pytest

from firsthand.restore import cuts

OTHERS = (
    "Swans return to the upper basin after eleven years away",
    "Mayor drops keys into lock, draws crowd of divers and press",
    "Old lighthouse to become a library for sailors and their kin",
)


@pytest.mark.parametrize(
    "text",
    [
        "Baker strikes record deal of $765 million, 15",
        "Council plans hard line on late barges, says it is the longest",
        "Judge orders return of half",
        "Half",
        "Mayor says the old bridge needs a two",
        "Shoppers love this 19",
        "New rules for e",
        "The council votes to keep its one",
        "Swans return to the",
        "Storm closes the northern…",
    ],
)
def test_titles_that_ask_for_another_word_are_cut(text):
    assert cuts.is_cut(text, OTHERS, final=False)


@pytest.mark.parametrize(
    "text",
    [
        "The Best Stocking Stuffers Under $25",
        "Dancer Is Pregnant, Expecting Baby No. 4",
        "Most stressful jobs 2031: Judges and nurses all rank in top 10",
        "Singer of two songs dies aged 36",
        "Everything to know about season four",
        "Housing starts fall to nine-year low",
        "Fishing boats caught in the midwest",
        "Is the harbour bell out of tune?",
        "Council opens its harvest fest",
    ],
)
def test_whole_titles_are_not_cut(text):
    assert not cuts.is_cut(text, OTHERS, final=False)


def test_the_last_title_of_a_page_that_ends_without_a_line_end_is_cut_when_it_is_short():
    assert cuts.is_cut("Mystery donor pa", OTHERS, final=True)
    assert not cuts.is_cut("Swans leave the lower basin after eleven years of quarrel", OTHERS, final=True)


def test_a_title_that_another_goes_on_from_with_a_hyphen_is_cut():
    assert cuts.is_cut("Swans return from summer", ("Swans return from summer-long absence",), final=False)


@pytest.mark.parametrize(
    ("title", "cut"),
    [
        ("Velmora court sentences 'pier baron", True),
        ("Harbour fire (two hurt, one missing", True),
        ("Mayor's 'golden pier' sinks again", False),
        ("Fischer: „Der Pier bleibt“ in Velmora", False),
        ("Ferry sinks off Ilmery, at least seven die", False),
    ],
)
def test_an_open_bracket_or_quotation_is_a_cut(title: str, cut: bool) -> None:
    assert cuts.is_cut(title, ["Harbour council of Velmora votes to close old pier"], final=False) is cut
