"""Feeds as input: whole articles come out as pages, summaries as refusals, and nothing in a feed can do harm."""

import json
from pathlib import Path

import pytest

from firsthand import read
from firsthand.model import Article, Record, Refusal
from firsthand.restore import restore

LEDE = "The dam at Orvale opened its gates on Monday, the water board said, after four days of rain in the hills."
REST = " ".join(f"Sentence {n} tells what the keeper of gate {n} saw that morning from the bridge." for n in range(12))
BODY = f"<p>{LEDE}</p><p>{REST}</p>"

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<?xml-stylesheet href="x.css"?><!-- <feed> is not the root --><!-- -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Orvale Ledger</title><link>https://ledger.example/</link>
<item><title>Dam &amp;amp; gates</title><link>https://ledger.example/dam</link><pubDate>Mon, 03 Mar 2031 09:30:00 +0100</pubDate>
<dc:creator>Ilsa Merrin</dc:creator><description>A summary.</description><content:encoded><![CDATA[{BODY}]]></content:encoded></item>
<item><title>Only told in short</title><link>https://ledger.example/short</link><description>&lt;p&gt;The dam opened.&lt;/p&gt;</description></item>
<item><title>Whole in the summary</title><guid>https://ledger.example/long</guid><description><![CDATA[{BODY}]]></description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Ledger</title>
<entry><title type="html">Dam opens</title><link rel="edit" href="https://ledger.example/edit"/><link href="https://ledger.example/dam"/>
<published>2031-03-03T09:30:00+01:00</published><updated>2031-03-04T10:00:00Z</updated><author><name>Ilsa Merrin</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{BODY}</div></content></entry>
<entry><title>Plain</title><link href="https://ledger.example/plain"/><content type="text">{LEDE} &lt;b&gt;

{REST}</content></entry></feed>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Ledger",
        "items": [
            {"id": 1, "url": "https://ledger.example/dam", "title": "Dam", "content_html": BODY, "authors": [{"name": "I. M."}],
             "date_published": "2031-03-03T09:30:00+01:00"},
            {"id": 2, "url": "https://ledger.example/plain", "content_text": f"{LEDE}\n\n{REST}"},
            {"id": 3, "url": "https://ledger.example/short", "summary": "The dam opened."},
            "no item",
        ],
    }
)  # fmt: skip


def given(tmp_path: Path, name: str, text: str | bytes) -> list[Record | Refusal]:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return list(read.records([path]))


@pytest.mark.parametrize(
    ("name", "text", "urls"),
    [
        ("a.xml", RSS, ["dam", None, "long"]),
        ("a.rss", RSS, ["dam", None, "long"]),
        ("index.html", RSS, ["dam", None, "long"]),
        ("a.atom", ATOM, ["dam", "plain"]),
        ("a.xml", ATOM.encode("utf-16"), ["dam", "plain"]),
        ("a.json", JSON, ["dam", "plain", None]),
        ("feed", JSON, ["dam", "plain", None]),
    ],
)
def test_items_with_their_whole_content_are_pages(
    tmp_path: Path, name: str, text: str | bytes, urls: list[str | None]
) -> None:
    found = given(tmp_path, name, text)
    got = [each.url and each.url.rpartition("/")[2] if isinstance(each, Record) else None for each in found]
    assert got == urls
    assert [each.sighting.offset for each in found] == list(range(1, len(urls) + 1))
    assert all(each.reason == "no_article" for each in found if isinstance(each, Refusal))


@pytest.mark.parametrize(("name", "text"), [("a.xml", RSS), ("a.xml", ATOM), ("a.json", JSON)])
def test_the_article_of_an_item_is_restored_whole_with_its_day(tmp_path: Path, name: str, text: str) -> None:
    record = given(tmp_path, name, text)[0]
    assert isinstance(record, Record)
    article = restore(record)
    assert isinstance(article, Article)
    assert article.text == f"{LEDE}\n\n{REST}"
    assert article.url == "https://ledger.example/dam"
    assert 'content="2031-03-03T09:30:00+01:00"' in record.page


def test_a_headline_escaped_twice_is_read_once(tmp_path: Path) -> None:
    record = given(tmp_path, "a.xml", RSS)[0]
    assert isinstance(record, Record)
    assert "<h1>Dam &amp; gates</h1>" in record.page


def test_plain_text_of_a_feed_stays_plain(tmp_path: Path) -> None:
    record = given(tmp_path, "a.xml", ATOM)[1]
    assert isinstance(record, Record)
    assert "&lt;b&gt;" in record.page


BOMB = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>'
DEEP = (
    "<rss><channel><item><title>x</title><description>"
    + "<b>" * 60_000
    + "</b>" * 60_000
    + "</description></item></channel></rss>"
)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (BOMB, "too_hostile"),
        (BOMB.encode("utf-16"), "too_hostile"),
        (DEEP, "too_hostile"),
        ("<rss><channel><item><title>cut", "damaged"),
        ("<rss version='2.0'><channel></channel></rss>", "no_article"),
        ('{"version": "https://jsonfeed.org/version/1", "items": [', "damaged"),
        ('{"version": "https://jsonfeed.org/version/1", "items": {}}', "no_article"),
    ],
)
def test_a_feed_that_cannot_be_read_is_one_refusal(tmp_path: Path, text: str | bytes, reason: str) -> None:
    (found,) = given(tmp_path, "a.xml" if str(text)[:1] == "<" or isinstance(text, bytes) else "a.json", text)
    assert isinstance(found, Refusal)
    assert found.reason == reason


def test_other_xml_is_still_no_page(tmp_path: Path) -> None:
    for text in ("<?xml version='1.0'?><urlset><url><loc>x</loc></url></urlset>", "<opml></opml>", "<!--" * 3000):
        (found,) = given(tmp_path, "a.xml", text)
        assert isinstance(found, Refusal)
        assert found.reason == "unknown_format"


def test_content_of_a_feed_never_leaves_its_page(tmp_path: Path) -> None:
    evil = RSS.replace("Dam &amp;amp; gates", '"&gt;&lt;/title&gt;&lt;script&gt;').replace("Ilsa Merrin", '"&gt;&lt;x')
    record = given(tmp_path, "a.xml", evil)[0]
    assert isinstance(record, Record)
    assert record.page.count("<title>") == record.page.count("</title>") == 1
    assert '<meta name="author" content="&quot;&gt;&lt;x">' in record.page
