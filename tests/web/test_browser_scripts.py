"""Writing systems in a real browser: right to left, without spaces, mixed; on a phone and on a wall screen."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from firsthand import pipeline
from firsthand.archive import Archive

ARABIC = (
    "قالت هيئة المياه في أورفال يوم الاثنين إن السد فتح بواباته بعد أربعة أيام من المطر في التلال. "
    "وأضافت الهيئة أن مستوى النهر ارتفع مترين خلال الليل وأن الجسر القديم أغلق أمام الشاحنات حتى إشعار آخر."
)
CHINESE = (
    "奥尔瓦尔水务局周一表示，山区连降四天大雨后，水坝已打开闸门。水务局称，河水一夜之间上涨了两米，"
    "旧桥已对卡车关闭，直至另行通知。当地居民说，他们从未见过这样的水位，学校也将停课三天。"
)
ENGLISH = "The dam at Orvale opened its gates on Monday, the water board said, after four days of rain in the hills."


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, served: Any) -> Iterator[tuple[str, dict[str, str]]]:
    folder = tmp_path_factory.mktemp("scripts")
    for name, title, text in (
        ("ar", "السد فتح بواباته", ARABIC),
        ("zh", "水坝打开闸门", CHINESE),
        ("en", "Dam opens", ENGLISH),
    ):
        paragraphs = "".join(f"<p>{text}</p>" for _ in range(4))
        page = f"<html lang={name}><head><meta charset=utf-8><title>{title}</title></head><body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
        (folder / f"{name}.html").write_text(page, "utf-8")
    path = str(folder / "scripts.fh")
    with Archive(path, write=True) as archive:
        pipeline.trace([folder], archive)
        sql = "SELECT s.file, s.record FROM sighting s JOIN article a ON a.id = s.record"
        keys = {Path(str(file)).stem: str(key) for file, key in archive.connection.execute(sql)}
    with served(path) as where:
        yield where, keys


@pytest.mark.parametrize(("name", "way"), [("ar", "rtl"), ("zh", "ltr"), ("en", "ltr")])
def test_a_text_runs_in_the_direction_of_its_script(
    desk: tuple[str, dict[str, str]], chromium: Any, name: str, way: str
) -> None:
    where, keys = desk
    page = chromium.new_page()
    page.goto(f"{where}/page/{keys[name]}")
    for selector in ("h1", "article p[data-at]"):
        assert page.eval_on_selector(selector, "each => getComputedStyle(each).direction") == way
    assert page.evaluate("getComputedStyle(document.body).direction") == "ltr"
    page.close()


@pytest.mark.parametrize("width", [390, 1280, 2560])
@pytest.mark.parametrize("name", ["ar", "zh"])
def test_no_script_makes_a_page_scroll_sideways(
    desk: tuple[str, dict[str, str]], chromium: Any, name: str, width: int
) -> None:
    where, keys = desk
    page = chromium.new_page(viewport={"width": width, "height": 900})
    for view in (f"/page/{keys[name]}", f"/page/{keys[name]}/found", "/", "/search?q=水坝", "/search?q=السد"):
        page.goto(where + view)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, view
    page.close()


@pytest.mark.parametrize(("name", "words"), [("ar", "الجسر"), ("zh", "旧桥")])
def test_words_of_any_script_are_found_and_marked(
    desk: tuple[str, dict[str, str]], chromium: Any, name: str, words: str
) -> None:
    where, keys = desk
    page = chromium.new_page()
    page.goto(f"{where}/search?q={words}")
    assert page.locator(f'a[href="/page/{keys[name]}"]').count() == 1
    assert words in page.locator("main").inner_text()
    page.close()


def test_a_permalink_counts_characters_in_any_script(desk: tuple[str, dict[str, str]], chromium: Any) -> None:
    where, keys = desk
    page = chromium.new_page()
    start = CHINESE.index("旧桥")
    page.goto(f"{where}/page/{keys['zh']}?at={start}-{start + 2}#t{start}-{start + 2}")
    assert page.locator(".asked").first.inner_text() == "旧桥"
    page.close()
