import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.restore import markup, places, tokens


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("one two", "one two"),
        ("  one\n   two  ", "one two"),
        ("a &amp; b", "a & b"),
        ("a&nbsp;b", "a b"),
        ("&nbsp;a&nbsp;", "a"),
        ("caf&eacute;", "café"),
        ("x &zzz; y & z", "x &zzz; y & z"),
    ],
)
def test_folding_keeps_the_place_of_every_character(raw, text):
    folded, runs, place = places.fold(raw, [(0, len(raw))])
    assert folded == text
    assert place is not None
    assert all(run.at + run.length <= len(folded) for run in runs)
    for run in runs:
        if run.length == run.page_length and "&" not in raw:
            assert folded[run.at : run.at + run.length] == raw[run.page : run.page + run.page_length]


@pytest.mark.parametrize(
    "page",
    [
        "<p>one <b>two</b> three</p><p>four</p>",
        "<table>stray<tr><td>cell</td></tr></table><p>after</p>",
        "<p>a</b>b</p><p>c</p>",
        "<noscript><p>hidden</p></noscript><p>shown</p>",
        "<p>x<p>y<div>z",
        "<pre>\n\nfirst line\nsecond</pre><p>end</p>",
        "<p>one\r\ntwo</p>",
    ],
)
def test_text_of_untidy_markup_keeps_its_place(page):
    for line in markup.sheet(tokens.read(page)).lines:
        assert line.runs
        shown = "".join(line.text.split())
        there = "".join(page[run.page : run.page + run.page_length] for run in line.runs)
        assert "".join(there.split()) == shown


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<b>", "</b>", "<td>", "<table>", "a ", "b&amp;c", " ", "<!-- x -->", "<", "<li>", "é"]
        )
    )
)
def test_runs_of_any_markup_stay_inside_line_and_page(parts):
    page = "".join(parts)
    for line in markup.sheet(tokens.read(page)).lines:
        at = 0
        for run in line.runs:
            assert run.at >= at
            at = run.at + run.length
            assert 0 <= run.page <= run.page + run.page_length <= len(page)
        assert at <= len(line.text)
        assert line.text == " ".join(line.text.split())


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        ("<p>one<p>two", ["one", "two"]),
        ("<ul><li>one<li>two<ul><li>three</ul><li>four</ul>five", ["one", "two", "three", "four", "five"]),
        ("<table><tr><td>a<td>b<tr><td>c</table>d", ["a b", "c", "d"]),
        ("<div>one</p>two</section></div>three", ["one", "two", "three"]),
        ("one<br>two", ["one two"]),
        ("One ends.<br>Two begins", ["One ends.", "Two begins"]),
        ("<b>Headline of it</b><br>text goes on", ["Headline of it", "text goes on"]),
        ("one<br> <br>two", ["one", "two"]),
        ("<tr><td><a>x</a><br><a>y</a></td><td>Text of the cell</td></tr>", ["x y", "Text of the cell"]),
        ("a&nbsp;<b>b</b>c", ["a bc"]),
    ],
)
def test_lines_are_what_a_reader_sees_apart(page, lines):
    assert [line.text for line in markup.sheet(tokens.read(page)).lines] == lines
