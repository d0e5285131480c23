"""Headline and byline of a dump: nothing marks them, so what stands around them has to."""

import pytest

from firsthand.model import Article, Record, Sighting
from firsthand.restore import dumptitles, restore, trees

MENU = ["Home", "News", "Harbour", "Opinion", "Weather", "Subscribe", "Sign in"]
TEASERS = ["Five walks along the northern dykes", "What the new ferry fares mean for you"]
TITLE = "Port office orders repair of broken harbour chain"
DECK = "Ferries stay in port until divers have cleared the fairway of the parts that drifted off in the night."
BODY = [
    "The port office of Velmora ordered the repair of the harbour chain that broke on Monday morning, and put the price of "
    "the work at nine million crowns.",
    "Divers found two of its links on the ground of the fairway, officials said, where they had come to rest some forty "
    "metres from the lighthouse.",
    "Ferries to the islands will not leave before the evening, and lorries have to take the long way round over the bridge "
    "in the north of the town.",
    "The chain had been looked at last winter, when the same office found it in good repair, according to a report that was "
    "read out in the council.",
]
FOOT = ["About us", "Contact", "Terms of use"]


def dump(*head: str, foot: tuple[str, ...] = ()) -> Article:
    page = "\n".join([*MENU, *TEASERS, *head, *BODY, *foot, *FOOT]) + "\n"
    record = Record(id="page_0", payload=page.encode(), media="text", encoding="utf-8", sighting=Sighting(file="a"))
    found = restore(record)
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize("head", [
    (TITLE,), (TITLE, DECK), (TITLE, DECK, "By Ilva Morand"), (TITLE, "14 March 2025"),
    ("Harbour", TITLE, DECK, "14 March 2025, 10:40", "Share"), (TITLE, "The lighthouse of Velmora, seen from the mole. Photo: port office."),
])  # fmt: skip
def test_the_headline_is_told_from_menu_teasers_deck_and_caption(head: tuple[str, ...]) -> None:
    assert dump(*head).title == TITLE


BYLINES = [
    (("By Ilva Morand",), "Ilva Morand"),
    (("By Ilva Morand 12 min read",), "Ilva Morand"),
    (("Von Ilva Morand, Redakteurin",), "Ilva Morand"),
    (("14 March 2025 | Ilva Morand",), "Ilva Morand"),
    (("Ilva Morand", "14 March 2025"), "Ilva Morand"),
    (("Ilva Morand, Staff Writer",), "Ilva Morand"),
    (("14 March 2025",), None),
    (("Harbour News", "14 March 2025"), None),
    (("Read More", "14 March 2025"), None),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "name"), BYLINES)
def test_a_byline_is_a_line_that_says_so_or_a_name_with_a_date(lines: tuple[str, ...], name: str | None) -> None:
    assert dump(TITLE, *lines, foot=("More news from the harbour", "Read more")).byline == name


def test_a_bare_name_is_believed_where_the_page_says_below_who_that_is() -> None:
    about = "Ilva Morand writes about ports and the people who work there."
    assert dump(TITLE, "Ilva Morand", foot=(about,)).byline == "Ilva Morand"
    assert dump(TITLE, "Ilva Morand").byline is None


def test_the_model_was_trained_on_the_columns_that_are_made() -> None:
    assert trees.load(dumptitles.MODEL).names == dumptitles.NAMES
