"""What the templates of the desk may call: days, names and quotes as readers meet them."""

import pytest

from firsthand.web.names import language
from firsthand.web.templating import brief, linked, quoting, written
from firsthand.web.tree import COLUMN, Witness, drawing


@pytest.mark.parametrize(
    ("edtf", "read"),
    [
        ("2031-03-04", "4 Mar 2031"),
        ("2031-03-04/2031-03-08", "4–8 Mar 2031"),
        ("2031-03", "Mar 2031"),
        ("2031-03-04/..", "from 4 Mar 2031"),
        ("../2031-03-04", "until 4 Mar 2031"),
        ("..", "no day found"),
        (None, "no day found"),
        ("someday", "someday"),
    ],
)
def test_an_interval_is_shown_as_readers_say_it(edtf: str | None, read: str) -> None:
    assert written(edtf) == read


def test_an_id_in_a_sentence_is_a_link_under_its_name_and_nothing_else_is_markup() -> None:
    told = linked("copied in “page_0123456789abcdef” & <b>page_12</b>", {"page_0123456789abcdef": "The <i>Post</i>"})
    assert '<a href="/page/page_0123456789abcdef" dir="auto">The &lt;i&gt;Post&lt;/i&gt;</a>' in told
    assert "&amp; &lt;b&gt;page_12&lt;/b&gt;" in told


@pytest.mark.parametrize(
    ("words", "own"),
    [
        ("“We waited,”", True),
        ("“an incident” on the line", True),
        ("of „Brot“", True),
        ("it’s late", False),
        ("", False),
    ],
)
def test_words_that_bring_quotation_marks_get_no_others(words: str, own: bool) -> None:
    assert quoting(words) is own


def test_a_page_that_has_only_its_file_goes_by_the_last_part_of_it() -> None:
    assert brief("week/text/storm.txt") == "storm.txt"
    assert brief("AC/DC News") == "AC/DC News"


def test_a_language_goes_by_its_name_and_an_unknown_code_by_itself() -> None:
    assert (language("ja"), language("xx"), language(None)) == ("Japanese", "xx", "")


class _Page:
    relation = "verbatim"

    def __init__(self, name: str, *below: Witness) -> None:
        self.name, self.key, self.below = name, f"page_{name}", below


@pytest.mark.parametrize("name", ["Valley Post", "W" * 60, "奥尔维亚" * 20])
def test_a_line_of_the_copy_tree_begins_behind_the_name_and_ends_at_the_next_page(name: str) -> None:
    drawn = drawing((_Page(name, _Page("one"), _Page("two")),), 3, lost=False)
    assert drawn is not None
    for x, _, to, _, _ in drawn.lines:
        assert 17 + 6 * len(drawn.nodes[0].name) < x < to == COLUMN
