"""Decisions through the desk: who may make them, what they become, and that no other site can send them."""

import shutil
import time
from pathlib import Path
from typing import Any

import pytest

from firsthand import views
from firsthand.archive import Archive
from firsthand.web import app, rights

HERE = "http://localhost:8770"


@pytest.fixture
def path(small: Any, tmp_path: Path) -> str:
    """Return a copy of the small archive that may be written."""
    with Archive(small.path) as archive:
        archive.connection.execute("SELECT 1")
    shutil.copy(small.path, tmp_path / "own.fh")
    for end in ("-wal", "-shm"):
        if Path(small.path + end).exists():
            shutil.copy(small.path + end, tmp_path / f"own.fh{end}")
    return str(tmp_path / "own.fh")


def form(given: Any, **fields: str) -> dict[str, Any]:
    """Return a form as a browser sends it from the desk."""
    sent = {"form_key": given.form_key, "who": "ann", "reason": "own interview", "back": "/decisions", **fields}
    return {"data": sent, "headers": {"origin": HERE, "sec-fetch-site": "same-origin"}}


def test_a_decision_made_in_the_desk_is_kept_with_its_reason(path: str, small: Any, browse: Any) -> None:
    given = rights("127.0.0.1", None)
    desk = browse(app(path, rights=given))
    sent = form(given, decision="not copy", left=small.wire, right=small.client)
    answer = desk.request("POST", "/decide", **sent)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/decisions"
    assert "samesite=strict" in answer.headers["set-cookie"].lower()
    with Archive(path) as archive:
        (row,) = views.history(archive)
        assert (row["decision"], row["who"], row["reason"], row["state"]) == (
            "not copy",
            "ann",
            "own interview",
            "waiting",
        )
    assert "own interview" in desk.get("/decisions").text
    assert "1 decision waits" in desk.get("/").text


@pytest.mark.parametrize(
    ("headers", "key"),
    [
        ({"origin": "http://evil.example"}, True),
        ({"origin": "null"}, True),
        ({"origin": "http://["}, True),
        ({"origin": HERE, "sec-fetch-site": "cross-site"}, True),
        ({"origin": HERE, "sec-fetch-site": "same-site"}, True),
        ({"origin": HERE}, False),
        ({}, False),
    ],
)
def test_a_form_of_another_site_is_turned_away(
    path: str, small: Any, browse: Any, headers: dict[str, str], key: bool
) -> None:
    given = rights("127.0.0.1", None)
    sent = form(given, decision="pin", left=small.wire)
    if not key:
        sent["data"]["form_key"] = "0" * 64
    for address in ("/decide", "/apply"):
        answer = browse(app(path, rights=given)).request("POST", address, data=sent["data"], headers=headers)
        assert answer.status_code == 403
    with Archive(path) as archive:
        assert views.history(archive) == []


@pytest.mark.parametrize(("host", "token", "read_only", "may"), [
    ("127.0.0.1", None, False, True), ("localhost", None, False, True), ("0.0.0.0", None, False, False),
    ("desk.example", None, False, False), ("desk.example", "s3cret", False, False), ("127.0.0.1", None, True, False),
    ("127.0.0.1", "s3cret", False, False)])  # fmt: skip
def test_only_this_machine_or_the_token_may_decide(
    path: str, small: Any, browse: Any, host: str, token: str | None, read_only: bool, may: bool
) -> None:
    given = rights(host, token, read_only=read_only)
    desk = browse(app(path, host, given))
    assert ('action="/decide"' in desk.get(f"/page/{small.wire}").text) is may
    answer = desk.request("POST", "/decide", **form(given, decision="pin", left=small.wire))
    assert answer.status_code == (303 if may else 403)


def test_a_cookie_that_is_no_key_is_a_stranger(path: str, small: Any, browse: Any) -> None:
    desk = browse(app(path, rights=rights("127.0.0.1", "s3cret")))
    cookie = {"cookie": b"firsthand_desk=\xe9\xff"}
    assert desk.get("/", headers=cookie).status_code == 200
    assert desk.request("POST", "/apply", headers=cookie).status_code == 403


def test_a_form_of_thousands_of_fields_is_too_long(path: str, browse: Any) -> None:
    desk = browse(app(path, rights=rights("127.0.0.1", None)))
    answer = desk.request("POST", "/decide", data={f"f{n}": "1" for n in range(3000)})
    assert answer.status_code == 413


def test_whoever_gives_the_token_may_decide(path: str, small: Any, browse: Any) -> None:
    given = rights("127.0.0.1", "s3cret")
    desk = browse(app(path, rights=given))
    assert desk.request("POST", "/enter", **form(given, token="wrong")).status_code == 403
    entered = desk.request("POST", "/enter", **form(given, token="s3cret"))
    assert entered.status_code == 303
    cookie = entered.headers["set-cookie"].partition(";")[0]
    assert "s3cret" not in cookie
    sent = form(given, decision="pin", left=small.wire)
    sent["headers"]["cookie"] = cookie
    assert desk.request("POST", "/decide", **sent).status_code == 303


@pytest.mark.parametrize("address", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:1", ""])
def test_a_form_leads_back_into_the_desk_only(path: str, small: Any, browse: Any, address: str) -> None:
    given = rights("127.0.0.1", None)
    sent = form(given, decision="pin", left=small.wire, back=address)
    assert browse(app(path, rights=given)).request("POST", "/decide", **sent).headers["location"] == "/"


def test_a_story_is_named_merged_pinned_and_split_by_its_pages(path: str, small: Any, browse: Any) -> None:
    given = rights("127.0.0.1", None)
    desk = browse(app(path, rights=given))
    for fields in (
        {"decision": "name", "left": small.story, "value": "The pass"},
        {"decision": "same story", "left": small.story, "right": small.other},
        {"decision": "pin", "left": small.story},
        {"decision": "split", "left": small.story, "page": small.own},
    ):
        answer = desk.request("POST", "/decide", **form(given, **fields))
        assert answer.status_code == 303, answer.text
    with Archive(path) as archive:
        rows = views.history(archive)
        assert [row["decision"] for row in rows] == ["other story", "pin", "same story", "name"]
        assert all(str(row["left"]).startswith("page_") for row in rows)
        assert views.pinned(archive) == [small.story]
    assert "Pinned" in desk.get("/").text


def test_a_decision_that_lacks_something_is_answered_in_words(path: str, small: Any, browse: Any) -> None:
    given = rights("127.0.0.1", None)
    desk = browse(app(path, rights=given))
    for fields in (
        {"decision": "date", "left": small.wire, "value": "soon"}, {"decision": "burn", "left": small.wire},
        {"decision": "split", "left": small.story}, {"decision": "same story", "left": small.wire, "right": "nowhere"},
        {"decision": "same party", "left": "sel aurin", "right": "nobody at all"},
        {"decision": "pin", "left": small.wire, "who": ""},
    ):  # fmt: skip
        assert desk.request("POST", "/decide", **form(given, **fields)).status_code == 400
    assert (
        desk.request("POST", "/decide", content=b"{}", headers={"content-type": "application/json"}).status_code == 415
    )
    long = form(given, decision="pin", left=small.wire, reason="x" * 70_000)
    assert desk.request("POST", "/decide", **long).status_code == 413


def test_a_link_of_an_earlier_state_says_so(small: Any, browse: Any) -> None:
    desk = browse(app(small.path))
    assert "is not kept" in desk.get(f"/story/{small.story}?as=0123456789ab").text
    assert "worked out anew" in desk.get("/search?q=pass&as=0123456789ab").text
    assert "worked out anew" not in desk.get(f"/story/{small.story}?as=test").text


def test_cards_are_framed_only_where_the_desk_was_opened_to_others(small: Any, browse: Any) -> None:
    closed = browse(app(small.path))
    opened = browse(app(small.path, rights=rights("127.0.0.1", None, embed=True)))
    for end in ("", ".svg"):
        card = closed.get(f"/story/{small.story}/card{end}")
        assert "frame-ancestors 'none'" in card.headers["content-security-policy"]
        card = opened.get(f"/story/{small.story}/card{end}")
        assert "frame-ancestors *" in card.headers["content-security-policy"]
        assert "1–2 independent reporters" in card.text
        assert "what it does not hold is not counted" in card.text
    assert "frame-ancestors 'none'" in opened.get(f"/story/{small.story}").headers["content-security-policy"]


def test_a_card_escapes_what_pages_say(small: Any, browse: Any) -> None:
    assert "<script>" not in browse(app(small.path)).get(f"/story/{small.other}/card.svg").text


def test_the_desk_has_the_archive_worked_out_by_a_process_of_its_own(path: str, small: Any, browse: Any) -> None:
    given = rights("127.0.0.1", None)
    desk = browse(app(path, rights=given))
    desk.request("POST", "/decide", **form(given, decision="name", left=small.wire, value="The pass"))
    answer = desk.request("POST", "/apply", **form(given))
    assert (answer.status_code, answer.headers["location"]) == (303, "/runs")
    for _ in range(600):
        with Archive(path) as archive:
            if not views.waiting(archive):
                break
        time.sleep(0.1)
    with Archive(path) as archive:
        assert views.waiting(archive) == 0
    assert "finished" in desk.get("/runs").text
