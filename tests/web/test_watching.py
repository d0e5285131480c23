"""Watches on the desk: the page, the badge, the feeds, the forms."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import feedparser
import pytest

from firsthand.archive import Archive
from firsthand.web import app


@pytest.fixture
def desk(small: Any, browse: Any, tmp_path: Path) -> Any:
    """Return a browser of a desk on a copy of the small archive."""
    path = str(tmp_path / "copy.fh")
    shutil.copy(small.path, path)
    browser = browse(app(path))
    browser.path = path
    return browser


def form_key(desk: Any) -> str:
    """Return the key that the desk's forms carry."""
    return re.search(r'name="form_key" value="([0-9a-f]+)"', desk.get("/watches").text)[1]  # type: ignore[index]


def test_the_badge_counts_what_was_not_seen(desk: Any) -> None:
    assert '<span class="badge">2<' in desk.get("/").text
    seen = desk.get("/watches")
    assert seen.text.count("not seen before") == 2
    assert '<span class="badge">' not in seen.text
    sent = {"cookie": f"firsthand_seen={seen.cookies['firsthand_seen']}"}
    assert '<span class="badge">' not in desk.get("/", headers=sent).text
    assert "not seen before" not in desk.get("/watches", headers=sent).text


@pytest.mark.parametrize("cookie", ["", "x", "-1", "9" * 40, "²"])
def test_a_cookie_that_makes_no_sense_has_seen_nothing(desk: Any, cookie: str) -> None:
    answer = desk.get("/", headers={"cookie": f"firsthand_seen={cookie}".encode("latin-1")})
    assert '<span class="badge">2<' in answer.text


def test_what_hostile_pages_say_is_escaped_in_page_and_feeds(desk: Any) -> None:
    assert "<script>alert(8)" not in desk.get("/watches").text
    for ending in ("atom", "rss"):
        text = desk.get(f"/watches.{ending}").text
        assert "<script>" not in text
        assert len(feedparser.parse(text).entries) == 2


def test_a_feed_of_one_watch_has_its_alerts_alone(desk: Any) -> None:
    feed = desk.get("/watches.jsonfeed?of=watch_0000000000000001")
    assert feed.headers["content-type"].startswith("application/feed+json")
    (item,) = json.loads(feed.text)["items"]
    assert item["url"].startswith("http://localhost:8770/page/page_00000000000000b2?at=")
    assert desk.get("/watches.csv").text.count("\n") == 3
    assert len(json.loads(desk.get("/watches.json").text)) == 2


def test_a_watch_is_set_up_by_a_form_and_taken_away_by_another(desk: Any, small: Any) -> None:
    key = form_key(desk)
    sent = {"form_key": key, "kind": "story", "value": small.story, "on": "new origin", "back": "/watches"}
    assert desk.request("POST", "/watch", data=sent).status_code == 303
    with Archive(desk.path) as archive:
        (made,) = [each for each in archive.watches if each.on == ("new origin",)]
    assert made.value == small.wire
    assert desk.request("POST", "/watch", data={"form_key": key, "remove": made.id}).status_code == 303
    with Archive(desk.path) as archive:
        assert made.id not in [each.id for each in archive.watches]


@pytest.mark.parametrize(
    ("more", "status"),
    [({"form_key": "no"}, 403), ({"kind": "moon"}, 400), ({"kind": "party", "value": "nobody at all"}, 400),
     ({"on": "rain"}, 400), ({"value": ""}, 400)],
)  # fmt: skip
def test_a_form_that_means_nothing_is_turned_away(desk: Any, small: Any, more: dict[str, str], status: int) -> None:
    sent = {"form_key": form_key(desk), "kind": "story", "value": small.story} | more
    assert desk.request("POST", "/watch", data=sent).status_code == status
    with Archive(desk.path) as archive:
        assert len(archive.watches) == 2


def test_a_search_can_be_watched_with_its_conditions(desk: Any) -> None:
    page = desk.get("/search?q=pass&outlet=PassTrend").text
    assert 'value="q=pass&amp;outlet=PassTrend"' in page


def test_a_claim_leads_to_the_form_that_watches_it(desk: Any, small: Any) -> None:
    assert f"/watches?kind=claim&amp;value={small.claim}#new" in desk.get(f"/page/{small.wire}").text
    form = desk.get(f"/watches?kind=claim&value={small.claim}").text
    assert "<option selected>claim</option>" in form
    assert f'value="{small.claim}"' in form
    evil = desk.get('/watches?kind=claim&value="><script>').text
    assert "<script>" not in evil.replace("<script src=", "")


def test_a_desk_for_reading_only_offers_no_watch(small: Any, browse: Any) -> None:
    from firsthand.web import rights

    reader = browse(app(small.path, rights=rights("127.0.0.1", None, read_only=True)))
    assert "/watch" not in re.findall(r'action="([^"]+)"', reader.get(f"/story/{small.story}").text)
    assert reader.request("POST", "/watch", data={"kind": "query", "value": "x"}).status_code == 403
