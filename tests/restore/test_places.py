import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.restore import hostile, markup, places


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
    folded, runs, place = places.fold(raw, [(raw, (0, len(raw)))])
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
def test_parsed_text_finds_its_place_though_the_parser_moved_it(page):
    found = hostile.scan(page, hostile.Limits())
    for line in markup.sheet(markup.parse(page), page, found.texts).lines:
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
    found = hostile.scan(page, hostile.Limits())
    for line in markup.sheet(markup.parse(page), page, found.texts).lines:
        at = 0
        for run in line.runs:
            assert run.at >= at
            at = run.at + run.length
            assert 0 <= run.page <= run.page + run.page_length <= len(page)
        assert at <= len(line.text)
        assert line.text == " ".join(line.text.split())
