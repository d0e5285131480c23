"""Every address of the desk answers, escapes what pages say, and keeps strangers out."""

import csv
import io
import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from firsthand.web import app
from firsthand.web.security import POLICY


@pytest.fixture(scope="module")
def desk(small: Any, browse: Any) -> Any:
    """Return a browser of the desk of the small archive."""
    return browse(app(small.path))


class Outline(HTMLParser):
    """What a page of the desk is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append((tag, dict(attrs)))

    def named(self, name: str) -> list[dict[str, str | None]]:
        """Return the attributes of all tags of one name."""
        return [attributes for tag, attributes in self.tags if tag == name]


def test_every_view_answers_with_closed_policies(desk: Any, small: Any) -> None:
    for address in small.addresses():
        answer = desk.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["content-security-policy"] == POLICY
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"


def test_no_page_text_becomes_markup(desk: Any, small: Any) -> None:
    for address in small.addresses():
        outline = Outline(desk.get(address).text)
        names = {tag for tag, _ in outline.tags}
        assert not names & {"img", "iframe", "object", "embed", "style", "i", "base"}, address
        assert [script.get("src") for script in outline.named("script")] == ["/static/keys.js", "/static/draw.js"]
        for _, attributes in outline.tags:
            assert not [name for name in attributes if name.startswith("on") or name == "style"], address


def test_links_lead_into_the_desk_or_to_the_web_and_nowhere_else(desk: Any, small: Any) -> None:
    for address in small.addresses():
        for tag, attributes in Outline(desk.get(address).text).tags:
            for name in ("href", "src", "action"):
                target = attributes.get(name)
                if target is None:
                    continue
                assert re.match(r"/(?!/)|#|https://ona\.example/", target), (address, target)
                assert tag == "a" or target.startswith("/")


def test_text_that_steers_screens_or_turns_them_around_is_shown_harmless(desk: Any, small: Any) -> None:
    for address in small.addresses():
        text = desk.get(address).text
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e]", text), address
    assert "{{ 7 * 7 }}" in desk.get(f"/page/{small.hostile}").text


def test_ids_are_unique_and_links_within_a_page_have_targets(desk: Any, small: Any) -> None:
    for address in small.addresses():
        outline = Outline(desk.get(address).text)
        ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
        assert len(ids) == len(set(ids)), address
        for link in outline.named("a"):
            if (link.get("href") or "").startswith("#"):
                assert str(link["href"])[1:] in ids, (address, link["href"])


def test_a_permalink_to_any_characters_has_a_target(desk: Any, small: Any) -> None:
    for place in ("3-5", "10-60", "0-7"):
        for view in ("", "/found"):
            outline = Outline(desk.get(f"/page/{small.wire}{view}?at={place}").text)
            assert any(attributes.get("id") == f"t{place}" for _, attributes in outline.tags)


@pytest.mark.parametrize("place", ["", "x", "9-3", "5-5", "-1-4", "0-99999999", "1-2-3", "٣-٤", "0" * 40 + "-9"])
def test_a_permalink_to_nothing_shows_the_page_all_the_same(desk: Any, small: Any, place: str) -> None:
    for view in ("", "/found"):
        assert desk.get(f"/page/{small.wire}{view}", params={"at": place}).status_code == 200


def test_links_to_evidence_open_the_very_characters(desk: Any, small: Any) -> None:
    text = desk.get(f"/network/{small.network}").text
    links = [link["href"] for link in Outline(text).named("a") if "at=" in (link.get("href") or "")]
    assert links
    for link in links:
        address, _, anchor = str(link).partition("#")
        assert f'id="{anchor}"' in desk.get(address).text


def test_what_a_source_said_is_linked_to_its_claim(desk: Any, small: Any) -> None:
    assert f'href="/page/{small.wire}#{small.claim}"' in desk.get(f"/story/{small.story}").text
    assert f'id="{small.claim}"' in desk.get(f"/page/{small.wire}").text


@pytest.mark.parametrize(
    "address",
    ["/story/story_ffff", "/page/page_ffff", "/network/network_ffff", "/diff/page_ffff/page_eeee", "/nowhere",
     "/page/page_ffff/found", "/page/page_ffff/raw", "/page/page_ffff.json", "/story/story_ffff.csv", "/static/none.css",
     "/page/..%2f..%2fetc%2fpasswd", "/static/..%2f..%2frouts.py", "/stories.xml", "/page/%00", "/story/%E2%80%AE<b>"],
)  # fmt: skip
def test_what_is_not_there_says_so_kindly(desk: Any, address: str) -> None:
    answer = desk.get(address)
    assert answer.status_code == 404
    assert "Not here" in answer.text
    assert "<b>" not in answer.text
    assert answer.headers["content-security-policy"] == POLICY


def test_a_place_that_could_not_be_read_has_no_raw_page(desk: Any, small: Any) -> None:
    assert desk.get(f"/page/{small.unread}/raw").status_code == 404
    assert desk.get(f"/page/{small.unread}/found").status_code == 404


def test_pages_that_no_copy_joins_are_compared_when_asked(desk: Any, small: Any) -> None:
    assert "Neither text was copied" in desk.get(f"/diff/{small.wire}/{small.own}").text
    assert desk.get(f"/diff/{small.wire}/{small.own}.json").status_code == 404
    for one, other in ((small.wire, small.refused), (small.wire, small.wire)):
        assert desk.get(f"/diff/{one}/{other}").status_code == 404


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "evil.example:8770", "127.0.0.1.evil", ""])
def test_another_host_name_is_turned_away(desk: Any, host: str) -> None:
    answer = desk.get("/", headers={"host": host})
    assert answer.status_code in (400, 421)
    assert "Orvia" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "localhost:8770", "127.0.0.1:1", "[::1]:8770", "LOCALHOST"])
def test_this_machine_is_let_in(desk: Any, host: str) -> None:
    assert desk.get("/", headers={"host": host}).status_code == 200


def test_a_desk_for_another_name_answers_to_it(small: Any, browse: Any) -> None:
    client = browse(app(small.path, "desk.example"), "http://desk.example")
    assert client.get("/").status_code == 200
    anywhere = browse(app(small.path, "0.0.0.0"), "http://whatever.example")
    assert anywhere.get("/").status_code == 200


def test_only_reading_is_possible(desk: Any, small: Any) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert desk.request(method, f"/page/{small.wire}").status_code == 405


def test_heads_are_answered_without_a_body(desk: Any, small: Any) -> None:
    for address in small.addresses():
        answer = desk.request("HEAD", address)
        assert answer.status_code == 200
        assert answer.content == b""


def test_the_raw_page_is_text_and_whole(desk: Any, small: Any) -> None:
    answer = desk.get(f"/page/{small.refused}/raw")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.text == "<script>alert(5)</script>"


def test_json_twins_parse_and_hold_the_nouns(desk: Any, small: Any) -> None:
    assert [row["id"] for row in desk.get("/stories.json").json()] == [small.story, small.other]
    assert desk.get(f"/story/{small.story}.json").json()["count"]["pages"] == 3
    assert desk.get(f"/page/{small.wire}.json").json()["article"]["record"] == small.wire
    assert {row["role"] for row in desk.get(f"/page/{small.wire}/found.json").json()} >= {"paragraph"}
    assert desk.get(f"/page/{small.wire}/found.csv").text.startswith("start,end,role,kept,rule")
    assert desk.get(f"/diff/{small.client}/{small.wire}.json").json()["left"] == small.wire
    assert desk.get(f"/network/{small.network}.json").json()["id"] == small.network
    assert {row["reason"] for row in desk.get("/refusals.json").json()} == {"no_article", "unreadable"}
    assert desk.get("/search.json?q=pass").json()[0]["record"] in (small.wire, small.client, small.own)
    assert desk.get("/claims.json").json()[0]["id"] == "sel aurin"
    assert desk.get("/party.json?id=sel%20aurin").json()[0]["id"] == "sel aurin"
    assert desk.get("/networks.json").json()[0]["id"] == small.network
    assert desk.get("/runs.json").json() == {"runs": [], "progress": None}
    assert desk.get("/decisions.json").json() == []
    for address in ("/stories.json", "/refusals.json", f"/page/{small.hostile}.json"):
        assert desk.get(address).headers["content-type"] == "application/json"
    assert "<script>" in json.dumps(desk.get(f"/page/{small.hostile}.json").json())


def test_csv_twins_parse(desk: Any, small: Any) -> None:
    found = (
        ("/stories.csv", 2), (f"/story/{small.story}.csv", 3), ("/refusals.csv", 2), ("/search.csv?q=pass", 3),
        ("/claims.csv", 1), (f"/story/{small.story}/claims.csv", 1), ("/party.csv?id=sel+aurin", 1),
        ("/networks.csv", 1), (f"/network/{small.network}.csv", 2), (f"/page/{small.wire}.csv", 1),
        (f"/diff/{small.wire}/{small.client}.csv", 2), ("/runs.csv", 0), ("/decisions.csv", 0),
    )  # fmt: skip
    for address, rows in found:
        answer = desk.get(address)
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        assert len(list(csv.DictReader(io.StringIO(answer.text)))) == rows


def test_headings_descend_by_one_and_tables_say_what_their_columns_are(desk: Any, small: Any) -> None:
    for address in small.addresses():
        outline = Outline(desk.get(address).text)
        levels = [int(tag[1]) for tag, _ in outline.tags if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False)), (address, levels)
        assert all(cell.get("scope") == "col" for cell in outline.named("th")), address


def test_search_pages_stay_within_bounds(desk: Any) -> None:
    for number in ("0", "-1", "999999999999", "x", "", "٣"):
        assert desk.get("/search", params={"q": "pass", "page": number}).status_code == 200
        assert desk.get("/", params={"page": number}).status_code == 200
    assert desk.get("/search", params={"q": '"' * 500 + "AND OR NEAR( * ^"}).status_code == 200


def test_an_archive_that_went_away_is_told_without_its_folder(browse: Any, tmp_path: Any) -> None:
    client = browse(app(str(tmp_path / "gone.fh")))
    answer = client.get("/")
    assert answer.status_code == 404
    assert "gone.fh" in answer.text
    assert str(tmp_path) not in answer.text


def test_a_failure_of_the_desk_tells_nothing_and_keeps_its_headers(small: Any, browse: Any, monkeypatch: Any) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("a secret path")

    monkeypatch.setattr("firsthand.views.held", fails)
    client = browse(app(small.path))
    answer = client.get("/")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.headers["content-security-policy"] == POLICY
