"""The five questions of a verification desk, answered in a real browser in at most three steps from the front page.

A step is one click or one field sent. ``docs/compare.md`` says the same.
"""

import contextlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import firsthand
from firsthand.archive import Archive

PHOTOS = os.environ.get("FIRSTHAND_PHOTOS")

WEEK = Path(__file__).parents[2] / "examples" / "week"
SITES = ("northmerepress", "coastlineradio", "fellmoormirror", "lanternpress", "thegannet", "quillvest", "harborledger")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An archive of a few sites of the week."""
    made = tmp_path_factory.mktemp("questions") / "some.fh"
    firsthand.trace([WEEK / name for name in SITES], made, workers=0)
    return str(made)


@pytest.fixture(scope="module")
def address(path: str, served: Any) -> Iterator[str]:
    with served(path) as where:
        yield where


class Walk:
    """A reader in front of the desk, whose steps are counted."""

    def __init__(self, page: Any) -> None:
        self.page, self.steps, self.wrong = page, 0, []

    def click(self, link: Any) -> None:
        self.steps += 1
        link.click()
        self.page.wait_for_load_state()

    def shown(self, what: str) -> Any:
        found = self.page.locator(what).first
        assert found.is_visible(), what
        return found


@pytest.fixture
def walk(chromium: Any, address: str, request: pytest.FixtureRequest) -> Iterator[Walk]:
    """A reader at the front page; at the end there must be neither an error nor a request to strangers."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, base_url=address, accept_downloads=True)
    found = Walk(context.new_page())
    found.page.on("console", lambda said: found.wrong.append(said.text) if said.type == "error" else None)
    found.page.on("pageerror", lambda error: found.wrong.append(str(error)))
    found.page.on("request", lambda one: None if one.url.startswith(address) else found.wrong.append(one.url))
    found.page.goto("/")
    yield found
    if PHOTOS:
        with contextlib.suppress(OSError):
            found.page.screenshot(path=str(Path(PHOTOS) / f"{request.node.name}.png"))
    context.close()
    assert found.wrong == []
    assert found.steps <= 3


def _first_story(walk: Walk) -> Any:
    return walk.page.locator("main h2 a[href^='/story/']").first


def test_is_this_one_source_is_said_on_the_front_and_reasoned_one_step_on(walk: Walk) -> None:
    assert re.search(r"\d+ pages?.*\d+ texts?.*origins?", walk.shown(".counts").inner_text().replace("\n", " "))
    walk.click(_first_story(walk))
    assert "Independent reporters" in walk.shown("#reporters").inner_text()
    assert walk.page.locator("ol.ledger li").count() >= 1


def test_who_had_it_first(walk: Walk) -> None:
    walk.click(_first_story(walk))
    walk.click(walk.page.locator("nav.jump a[href='#texts']"))
    walk.shown("svg.copytree g a[href^='/page/']")  # the root stands at the left
    walk.click(walk.page.get_by_text("As a list").first)  # the same in words
    walk.shown("ul.copies li a[href^='/page/']")
    assert "first report" in walk.page.locator("ol.news").inner_text()


def test_when_was_it_written(walk: Walk) -> None:
    walk.click(_first_story(walk))
    assert re.search(r"\d [A-Z][a-z]{2} \d{4}", walk.page.locator("#pages ~ div time, form time").first.inner_text())
    walk.click(walk.page.locator("section[aria-labelledby=pages] a[href^='/page/']").first)
    assert "ritten" in walk.shown("section[aria-labelledby=date], #date").inner_text()


def test_who_says_so(walk: Walk) -> None:
    walk.click(_first_story(walk))
    walk.click(walk.page.locator("nav.jump a[href$='/claims']"))
    assert walk.page.locator("main a[href^='/party?id=']").count() >= 1
    assert walk.page.locator("main a[href*='/page/']").count() >= 1


def test_what_is_new(walk: Walk) -> None:
    walk.click(_first_story(walk))
    walk.click(walk.page.locator("nav.jump a[href='#news']"))
    assert walk.page.locator("ol.news li .tag").count() >= 1


def test_a_footnote_to_paste_is_three_steps_away(walk: Walk, path: str) -> None:
    walk.click(_first_story(walk))
    walk.click(walk.page.locator("nav.jump a[href$='/export']"))
    walk.click(walk.page.get_by_role("button", name="Read or print it"))
    notes = walk.page.locator("section.notes li")
    assert notes.count() > 5
    link = notes.locator("a[href*='/page/']").first.get_attribute("href")
    assert "&as=" in link
    found = re.search(r"/page/(page_[0-9a-f]+)\?at=(\d+)-(\d+)", link)
    assert found is not None
    with Archive(path) as archive:
        article = archive.articles.get(found[1])
        assert article is not None
        words = " ".join(article.text[int(found[2]) : int(found[3])].split())
    assert words.startswith(notes.first.locator("q").inner_text().removesuffix(" …")[:40])
    walk.page.emulate_media(media="print")
    assert walk.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_a_bundle_can_be_saved_and_checks_out(walk: Walk, tmp_path: Path) -> None:
    from firsthand import evidence, pipeline

    walk.click(_first_story(walk))
    walk.click(walk.page.locator("nav.jump a[href$='/export']"))
    walk.steps += 1
    with walk.page.expect_download() as waiting:
        walk.page.locator("a[href$='/bundle.zip']").click()
    waiting.value.save_as(tmp_path / "story.zip")
    assert evidence.check((tmp_path / "story.zip").read_bytes(), pipeline.RULES).wrong == ()
