"""What kind of page it is: a row of numbers from its head and its lines, and text for readers without scripts."""

import numpy as np
import pytest

from firsthand.model import Article, Record, Sighting
from firsthand.restore import body, metadata, page, pagekind, restore, tokens

WORDS = "The harbour office of Halvorstad said that the ferry would sail again on Monday, wind and tide allowing."


def head(html):
    return dict(zip(pagekind.NAMES, pagekind.head(metadata.read(tokens.read(html))), strict=False))


@pytest.mark.parametrize(
    ("html", "name", "value"),
    [
        ('<meta property="og:type" content="article">', "og_article", 1),
        ('<meta property="og:type" content="og:product">', "og_product", 1),
        ('<script type="application/ld+json">{"@type": "NewsArticle"}</script>', "json_Article", 1),
        ('<script type="application/ld+json">{"@graph": [{"@type": ["QAPage"]}]}</script>', "json_Forum", 1),
        ('<link rel="canonical" href="https://post.example/2031/03/a-long-slug">', "url_hyphens", 2),
        ('<link rel="canonical" href="https://post.example/2031/03/a-long-slug">', "url_dated", 1),
        ('<link rel="canonical" href="https://post.example/">', "url_bare", 1),
        ("<p>nothing stated</p>", "url_deep", -1),
        ('<link rel="canonical" href="http://[broken">', "url_deep", -1),
    ],
)
def test_what_the_head_states_is_a_number(html, name, value):
    assert head(html)[name] == value


@pytest.mark.parametrize("html", ["", "<p></p>", f"<p>{WORDS}</p>", "<ul><li><a href=/>one</a></ul>" * 3])
def test_the_table_has_a_row_a_line_and_finite_numbers(html):
    read = page.read_html(tokens.read(html))
    rows = page.table(read)
    assert len(rows) == len(read.sheet.lines)
    assert np.isfinite(rows).all()


def test_short_lines_that_are_all_link_are_not_asked_about():
    read = page.read_html(tokens.read(f'<p><a href="/a">Ferry news</a></p><p>{WORDS}</p>'))
    assert body.asked(page.table(read)).tolist() == [False, True]


def test_text_that_stands_for_readers_without_scripts_is_read_with_its_places():
    posts = "".join(f"<div class='post'><p>{WORDS} {number}</p></div>" for number in range(20))
    html = f"<html><body><div id=app></div><noscript><h1>When does the ferry sail?</h1>{posts}</noscript></body></html>"
    sighting = Sighting(file="page")
    found = restore(Record(id="page_0", payload=html.encode(), media="html", encoding="utf-8", sighting=sighting))
    assert isinstance(found, Article)
    assert found.text.count("harbour office") == 20
    for block in found.blocks:
        assert html[block.place.start : block.place.end].startswith(block.text[:20])


def test_text_for_readers_without_scripts_is_left_out_where_the_page_shows_its_own():
    shown = "".join(f"<p>{WORDS} {number}</p>" for number in range(15))
    read = page.read_html(tokens.read(f"<article>{shown}</article><noscript><p>{WORDS * 60}</p></noscript>"))
    assert len(read.sheet.lines) == 15
