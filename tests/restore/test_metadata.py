import pytest

from firsthand.restore import byline, markup, metadata, stated, tokens

ARTICLE = "<p>The rowers of Quay left the harbour on Tuesday before the tide had turned, and nobody saw them come back at all.</p>"


def meta(html):
    return metadata.read(tokens.read(html))


@pytest.mark.parametrize(
    ("head", "key", "value"),
    [
        ('<meta property="og:title" content="Rowers leave">', "og:title", "Rowers leave"),
        ("<META NAME=Author CONTENT='Ada Fennimore'>", "author", "Ada Fennimore"),
        ('<meta content="a &amp; b" name="keywords"/>', "keywords", "a & b"),
        ('<meta itemprop="datePublished" content="2031-03-04">', "datepublished", "2031-03-04"),
        ('<!-- <meta name="author" content="Nobody"> -->', "author", None),
        ('<meta name="author" content=" ">', "author", None),
    ],
)
def test_statements_of_the_head_are_read_however_they_are_written(head, key, value):
    assert metadata.first(meta(head), key) == value


def test_title_language_and_address_are_what_the_head_states():
    found = meta(
        '<html lang="de"><head><title>Ruderer &amp; Boot</title><link rel="alternate canonical" href="https://quay.example/a">'
    )
    assert (found.title, found.language, found.canonical) == ("Ruderer & Boot", "de", "https://quay.example/a")


def test_json_of_scripts_is_read_and_broken_json_is_passed_over():
    page = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Rowers leave"},</script>'
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Rowers come back",}</script>'
    )
    assert meta(page).json.article == {"@type": "NewsArticle", "headline": "Rowers come back"}


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ('<span class="author">Ada <b>Fennimore</b></span> says', ["Ada Fennimore"]),
        ('<a rel="author" href="/a">Ada</a>', ["Ada"]),
        ('<p itemprop="author"><span>Ada &amp; Jon</span></p>', ["Ada & Jon"]),
        ('<div class="unauthorised">no</div>', []),
    ],
)
def test_elements_marked_as_the_authors_give_their_text(html, texts):
    assert [text for _, text in meta(html).bylines] == texts


def wrote(head, body):
    found = tokens.read(f"<html><head>{head}</head><body>{body}</body></html>")
    lines = markup.sheet(found).lines
    lines[0].decide("title", "test")
    read = metadata.read(found)
    outlet, _ = metadata.outlet(read, None)
    name, evidence = byline.read(read, lines, lines[0].text, outlet)
    return name, evidence.rule if evidence else None


@pytest.mark.parametrize(
    ("head", "line", "answer"),
    [
        ("", "<p>By Ada Fennimore</p>", ("Ada Fennimore", "restore.byline.line")),
        (
            '<meta name="author" content="Ada Fennimore">',
            "<p>Ada Fennimore, 3 May</p>",
            ("Ada Fennimore", "restore.byline.meta"),
        ),
        ('<meta name="author" content="Ada Fennimore">', "", (None, None)),
        (
            '<meta name="author" content="Ada Fennimore"><meta name="twitter:data1" content="Ada Fennimore">',
            "",
            ("Ada Fennimore", "restore.byline.unseen"),
        ),
        ("", '<p class="byline">Ada Fennimore</p>', ("Ada Fennimore", "restore.byline.class")),
        ("", "<p>Ada Fennimore | May 3, 2031</p>", ("Ada Fennimore", "restore.byline.dated")),
        ("", "<p>Rowing, harbours and tides</p>", (None, None)),
        ("", "<p>By quayrowers</p>", ("quayrowers", "restore.byline.line")),
        ('<link rel="canonical" href="https://quayrowers.example/a">', "<p>By quayrowers</p>", (None, None)),
    ],
)
def test_the_writer_is_who_the_page_shows_or_who_two_statements_name(head, line, answer):
    assert wrote(head, f"<h1>Rowers leave the harbour</h1>{line}{ARTICLE}") == answer


@pytest.mark.parametrize(
    ("html", "rules"),
    [
        ('<meta property="article:published_time" content="2031-03-04T05:06:00Z">', {"restore.stated.meta"}),
        ('<time datetime="2031-03-04">4 March 2031</time>', {"restore.stated.time"}),
        ('<meta property="article:published_time" content="soon">', set()),
    ],
)
def test_dates_that_the_page_states_keep_the_rule_that_read_them(html, rules):
    found = stated.read(meta(html), [], html, None)
    assert {one.evidence.rule for one in found} >= rules
    assert all(one.earliest.isoformat() == "2031-03-04" for one in found)
