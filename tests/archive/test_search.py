"""Search: the best first, and no ranking where words tell no page from another."""

import sys

import pytest

from firsthand.archive import Archive, Page, add_pages
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
