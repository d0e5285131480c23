"""The desk in a real browser: nothing fails, nothing leaves the machine, keys work, phones need not scroll sideways.

Needs playwright (``pip install playwright``) and a Chromium (on the path, or named by ``FIRSTHAND_CHROMIUM``); skipped
without them. With ``FIRSTHAND_AXE`` naming a file ``axe.min.js``, accessibility is checked too.
"""

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

AXE = os.environ.get("FIRSTHAND_AXE")


@pytest.fixture(scope="module")
def address(small: Any, served: Any) -> Iterator[str]:
    """Serve the small archive, and return where."""
    with served(small.path) as where:
        yield where


@pytest.fixture
def tab(chromium: Any, address: str) -> Iterator[Any]:
    """Return a tab that notes errors and requests to strangers."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, base_url=address)
    page = context.new_page()
    page.wrong = []
    page.on("console", lambda message: page.wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.on("dialog", lambda dialog: page.wrong.append(f"dialog: {dialog.message}"))
    page.on("request", lambda request: None if request.url.startswith(address) else page.wrong.append(request.url))
    yield page
    context.close()


def test_every_view_opens_without_an_error_or_a_request_to_strangers(tab: Any, small: Any) -> None:
    for view in small.addresses():
        assert tab.goto(view).status == 200
        assert tab.locator("h1").count() == 1
        assert tab.wrong == [], view


@pytest.mark.parametrize("width", [390, 1280])
def test_no_view_scrolls_sideways(tab: Any, small: Any, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 844})
    for view in small.addresses():
        tab.goto(view)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, view


def test_views_without_scripts_say_the_same(chromium: Any, address: str, small: Any) -> None:
    context = chromium.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto(f"/story/{small.story}")
    assert "Orvian News Agency" in page.locator("#reporters ~ ol").inner_text()
    context.close()


def test_a_permalink_scrolls_to_its_characters(tab: Any, small: Any) -> None:
    tab.goto(f"/page/{small.wire}?at=30-60#t30-60")
    assert tab.evaluate("document.querySelector(':target') !== null")
    tab.goto(f"/page/{small.wire}#{small.claim}")
    assert tab.locator(f"tr#{small.claim}:target").count() == 1


def test_keys_walk_open_search_and_explain(tab: Any, small: Any) -> None:
    tab.goto("/")
    tab.keyboard.press("j")
    assert tab.locator(".item.here h2").inner_text() == "Orvia closes pass"
    tab.keyboard.press("j")
    tab.keyboard.press("k")
    tab.keyboard.press("o")
    tab.wait_for_url(f"**/story/{small.story}")
    tab.keyboard.press("?")
    assert tab.locator("dialog#keys").is_visible()
    tab.keyboard.press("Escape")
    assert not tab.locator("dialog#keys").is_visible()
    tab.keyboard.press("/")
    tab.keyboard.type("pass j")
    assert tab.locator("#q").input_value() == "pass j"
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search?q=pass+j")
    tab.locator("h1").click()
    tab.keyboard.press("g")
    tab.wait_for_url("**/")
    assert tab.wrong == []


def test_drawings_get_larger_by_key_and_button(tab: Any, small: Any) -> None:
    tab.goto(f"/story/{small.story}")
    width = "document.querySelector('svg.copytree').getBoundingClientRect().width"
    before = tab.evaluate(width)
    tab.locator(".drawn:has(svg.copytree)").focus()
    tab.keyboard.press("+")
    assert tab.evaluate(width) > before
    tab.locator("details.tree .zoom button").last.click()
    assert tab.evaluate(width) == before
    assert tab.wrong == []


def test_selected_words_get_a_link(tab: Any, small: Any) -> None:
    tab.goto(f"/page/{small.own}")
    tab.evaluate(
        "const text = document.querySelector('p[data-at]').firstChild; getSelection().setBaseAndExtent(text, 2, text, 8)"
    )
    tab.wait_for_selector("#pick:visible")
    assert tab.locator("#pick").get_attribute("href") == f"/page/{small.own}?at=2-8#t2-8"


def test_a_decision_is_made_and_undone_by_hand(chromium: Any, small: Any, served: Any, tmp_path: Path) -> None:
    source = sqlite3.connect(small.path)
    copy = sqlite3.connect(tmp_path / "own.fh")
    source.backup(copy)
    source.close()
    copy.close()
    with served(str(tmp_path / "own.fh")) as where:
        context = chromium.new_context(base_url=where)
        page = context.new_page()
        page.goto(f"/diff/{small.wire}/{small.client}")
        page.get_by_label("Why").fill("own interview")
        page.get_by_label("Who").fill("ann")
        page.get_by_role("button", name="Not a copy").click()
        page.wait_for_selector("text=own interview")
        page.goto("/decisions")
        page.locator("summary", has_text="Undo").click()
        page.get_by_role("button", name="It no longer stands").click()
        page.wait_for_selector("text=undone")
        assert page.get_by_label("Who").first.input_value() == "ann"
        context.close()


PLANTED = [
    "<script>document.title='owned'</script>",
    "<meta http-equiv=refresh content='0;url=https://elsewhere.example/'>",
    "<svg onload=document.title='owned'><animate onbegin=document.title='owned' attributeName=x dur=1s>",
    "<style>body{background:url(https://elsewhere.example/x.png)}</style>",
    "<link rel=stylesheet href=https://elsewhere.example/x.css>",
    "<a href=\"javascript:document.title='owned'\">a link</a>",
    "<iframe srcdoc=\"<script>parent.document.title='owned'</script>\"></iframe>",
    "<base href=https://elsewhere.example/>",
    "<form action=https://elsewhere.example/><button autofocus>go</button></form>",
    "<img src=x onerror=document.title='owned'>",
    "\"><details open ontoggle=document.title='owned'>",
    "</textarea></title></script><script>document.title='owned'</script>",
    "{{ 7 * 7 }} {% include '/etc/passwd' %} ${7*7}",
    "\u202eturned around\u2066 and kept open",
    "a\u0000b \u001b]0;owned\u0007 \u001b[2J",
    "W" * 4_000,
]
"""What pages plant in their words, headlines, outlets and addresses."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An archive of pages whose every field means harm, taken in as any other."""
    import html
    import json

    import firsthand

    folder = tmp_path_factory.mktemp("hostile")
    rows = []
    for number, bad in enumerate(PLANTED):
        words = " ".join(f"The harbour office of Quillport said on Tuesday that ferry {n} was late." for n in range(6))
        body = f"<p>{words}</p><p>“{html.escape(bad)} was all we saw,” said {html.escape(bad[:60])}.</p><p>{words}</p>"
        head = (
            f"<title>{html.escape(bad)} at Quillport</title><meta property=og:site_name content='{html.escape(bad)}'>"
        )
        page = f"<html><head>{head}</head><body><article><h1>{html.escape(bad)} at Quillport</h1>{body}</article></body></html>"
        rows.append(
            json.dumps({"url": f"https://q{number}.example/<script>alert(1)</script>?{bad[:99]}", "html": page})
        )
    (folder / "rows.jsonl").write_text("\n".join(rows), "utf-8")
    firsthand.trace([folder / "rows.jsonl"], folder / "hostile.fh").close()
    return str(folder / "hostile.fh")


def test_nothing_that_a_page_plants_runs_loads_or_leads_away(chromium: Any, hostile: str, served: Any) -> None:
    import firsthand

    with firsthand.open(hostile) as archive:
        pages = [each.record for each in archive.articles]
        views = ["/", "/?by=latest", "/claims", "/search?q=harbour", "/refusals", "/networks", "/runs"]
        views += [f"/page/{key}" for key in pages] + [f"/page/{key}/found" for key in pages]
        views += [f"/story/{each.id}" for each in archive.stories]
    assert len(pages) >= len(PLANTED) // 2
    with served(hostile) as where:
        context = chromium.new_context(base_url=where, viewport={"width": 1280, "height": 900})
        tab = context.new_page()
        wrong: list[str] = []
        tab.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        tab.on("dialog", lambda dialog: wrong.append(dialog.message))
        tab.on("request", lambda request: None if request.url.startswith(where) else wrong.append(request.url))
        for view in views:
            assert tab.goto(view).status == 200, view
            assert tab.title() != "owned", view
            assert (
                tab.evaluate("document.querySelectorAll('iframe, base, object, embed, [onload], [onerror]').length")
                == 0
            )
            away = "[...document.links].filter(a => !/^https?:/.test(a.protocol)).length"
            assert tab.evaluate(away) == 0, view
            assert tab.evaluate("document.documentElement.scrollWidth") <= 1280, view
            assert tab.url.startswith(where)
        context.close()
    assert wrong == []


def test_the_first_tab_stop_skips_to_the_content(tab: Any) -> None:
    tab.goto("/")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main"


@pytest.mark.skipif(not AXE or not Path(AXE).is_file(), reason="FIRSTHAND_AXE names no axe.min.js")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_complain_of(chromium: Any, address: str, small: Any, scheme: str) -> None:
    context = chromium.new_context(color_scheme=scheme, base_url=address, bypass_csp=True)
    page = context.new_page()
    found = []
    for view in [*small.addresses(), "/page/none"]:
        page.goto(view)
        page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        page.add_script_tag(path=AXE)
        for each in page.evaluate("axe.run()")["violations"]:
            found += [(view, each["id"], node["target"], node["failureSummary"]) for node in each["nodes"][:2]]
    context.close()
    assert found == [], found
