"""Search: the best first, and no ranking where words tell no page from another."""

import sys

import pytest

from firsthand.archive import Archive, Page, add_pages, grams
from firsthand.model import Article, Record, Sighting
from firsthand.views.search import Query
from firsthand.views.search import search as find


def page(number: int, title: str, text: str) -> Page:
    name = f"page_{number:016x}"
    record = Record(id=name, payload=b"", media="text/plain", encoding="utf-8", sighting=Sighting(file=f"{number}.txt"))
    return Page(record, Article(record=name, title=title, text=text, blocks=(), language="en"))


@pytest.fixture
def archive() -> Archive:
    made = Archive(write=True)
    pages = [page(n, f"Note {n}", f"The harbour of Quill Bay, entry {n}, was calm. " * 3) for n in range(30)]
    pages[4] = page(4, "Harbour dues of Quill Bay", "The lanterns were lit in the evening.")
    pages[7] = page(7, "Note 7", "Nothing of note but one lanterns festival, " + "with music and with boats " * 40)
    add_pages(made.connection, pages, "")
    return made


def test_a_word_of_the_headline_comes_first(archive: Archive) -> None:
    assert archive.search("harbour")[0].record == "page_0000000000000004"


def test_a_rare_word_is_ranked_and_shown_where_it_stands(archive: Archive) -> None:
    hits = archive.search("lanterns")
    assert [hit.record[-1] for hit in hits] == ["4", "7"]
    assert all("⟦lanterns⟧" in hit.snippet for hit in hits)
    assert hits[0].score > hits[1].score


def test_words_of_a_crowd_give_the_last_pages_first(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["firsthand.archive.search"], "CROWD", 10)
    hits = archive.search("harbour", limit=3)
    assert [int(hit.record[5:], 16) for hit in hits] == [29, 28, 27]
    assert [int(hit.record[5:], 16) for hit in archive.search("harbour", limit=2, offset=2)] == [27, 26]
    assert all("⟦harbour⟧" in hit.snippet for hit in hits)
    assert [hit.record[-1] for hit in archive.search("lanterns")] == ["4", "7"]
    found = find(archive, Query(words="harbour"), limit=3)
    assert found.total == 29
    assert [int(str(row["record"])[5:], 16) for row in found.rows] == [29, 28, 27]


RUNS = {
    1: ("港口今日开放", "北京市的港口今日开放，GDP增长百分之五。渔民很高兴。"),
    2: ("天气", "上海的天气很好，港口关闭。"),
    3: ("Harbour", "미국은 항구를 열었다. 어부들은 기뻐했다."),
    4: ("港", "ท่าเรือเปิดแล้ววันนี้"),
}


@pytest.fixture
def runs() -> Archive:
    made = Archive(write=True)
    add_pages(made.connection, [page(n, *said) for n, said in RUNS.items()], "")
    return made


@pytest.mark.parametrize(
    ("words", "pages"),
    [
        ("港口", {1, 2}),
        ("港", {1, 2, 4}),
        ("市的港口", {1}),
        ("京的", set()),
        ("放，GDP", {1}),
        ("gdp增长", {1}),
        ("北京 天气", set()),
        ("上海 港口", {2}),
        ('"上海的天气"', {2}),
        ("放北", set()),
        ("미국", {3}),
        ("항구 harbour", {3}),
        ("เรือเปิด", {4}),
        ("口" * 3000, set()),
    ],
)
def test_a_word_inside_a_run_is_found(runs: Archive, words: str, pages: set[int]) -> None:
    hits = runs.search(words)
    assert {int(hit.record[5:], 16) for hit in hits} == pages
    found = find(runs, Query(words=words))
    assert {int(str(row["record"])[5:], 16) for row in found.rows} == pages
    assert found.total == len(pages)


def test_the_word_is_marked_where_it_stands_and_a_headline_counts_more(runs: Archive) -> None:
    hits = runs.search("港口")
    assert [int(hit.record[5:], 16) for hit in hits] == [1, 2]
    assert "⟦港口⟧" in hits[1].snippet


def test_pages_that_go_take_their_pairs_with_them(runs: Archive) -> None:
    add_pages(runs.connection, [page(2, "Note", "Nothing in a run.")], "")
    assert [int(hit.record[5:], 16) for hit in runs.search("港口")] == [1]
    with runs.connection:
        grams.refill(runs.connection)
    assert [int(hit.record[5:], 16) for hit in runs.search("港口")] == [1]
    assert list(runs.verify()) == []
