import pytest

from firsthand.restore import hostile, markup, tokens


def trouble(page):
    found = tokens.read(page)
    return hostile.trouble(found, hostile.Limits()) or markup.sheet(found).trouble


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        ("<p>one</p> <p>two</p>", ["one", "two"]),
        ("<p title='a > b'>one</p>", ["one"]),
        ('<p title="a > b">one</p>', ["one"]),
        ("<p it's>one</p><p>two's</p>", ["one", "two's"]),
        ("<!-- <p>no</p> -->yes", ["yes"]),
        ("<!-->yes", ["yes"]),
        ("<script>if (a<b) x='<p>no</p>'</script>yes", ["yes"]),
        ("<style>p > a {}</style>yes<style>open", ["yes"]),
        ("a < b and 3<4", ["a < b and 3<4"]),
        ("one<p title='open", ["one"]),
        ("one<!-- open", ["one"]),
        ("<svg><svg>a</svg>b</svg>c", ["c"]),
        ("<svg/>a<SVG>b</SVG>c", ["a", "c"]),
        ("<noscript>never closed", ["never closed"]),
        ("<SCRIPT>a</SCRIPT>b<select><option>c</select>d", ["b", "d"]),
        ("<script></script>", []),
    ],
)
def test_text_stretches_are_what_stands_between_tags(page, texts):
    found = tokens.read(page)
    assert found.ends[-1] == len(page)
    assert [page[start:end] for start, end in found.texts()] == texts


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<p " + "a " * 40_000 + ">x", "attributes"),
        ("<div>" * 100_000, "open at once"),
        ("<x-a>" * 5_000, "open at once"),
        ("<p>word" * 50_000, "stretches"),
        ("<br>" * 200_000, "tags"),
    ],
)
def test_a_page_that_holds_readers_up_is_named(page, words):
    assert words in (trouble(page) or "")


@pytest.mark.parametrize(
    "page",
    [
        "<ul>" + "<li>word" * 15_000,
        "<p>word" * 15_000,
        "<svg>" + '<path d="M0"/>' * 20_000 + "</svg>",
        "<div>" * 300 + "</div>" * 300,
        "<br>" * 50_000,
        "".join(f"<font size={n}>" for n in range(300)) + "<p>x" * 3_000,
        "<select>" + "<option>x" * 5_000,
        "<p><svg>" * 5_000,
    ],
)
def test_untidy_but_harmless_pages_pass(page):
    assert trouble(page) is None
