"""Finding pages by their fingerprints: any passage, after any change, and in archives that had none."""

from pathlib import Path

from firsthand import pipeline
from firsthand.archive import Archive, prints
from firsthand.archive.connection import connect

from .conftest import FERRY, MARKET


def held(path: str) -> list[tuple[int, int]]:
    with Archive(path) as archive:
        return [(int(a), int(b)) for a, b in archive.connection.execute("SELECT print, n FROM print ORDER BY 1, 2")]


def test_a_passage_finds_the_pages_that_carry_it(path: str) -> None:
    with Archive(path) as archive:
        found = [archive.articles.get(record) for record in archive.near(" ".join(FERRY[1:]))]
        assert {each.outlet or each.title for each in found if each}
        assert len(found) == 2
        assert all(each is not None and FERRY[2] in each.text for each in found)
        assert archive.near("Nothing of the kind was ever written by anybody in this small town.") == ()
        assert archive.near("") == ()


def test_the_page_that_shares_most_comes_first_and_no_more_come_than_asked(path: str) -> None:
    with Archive(path) as archive:
        text = " ".join((*MARKET, FERRY[2]))
        first = archive.articles.get(archive.near(text)[0])
        assert first is not None
        assert MARKET[0] in first.text
        assert len(archive.near(text, 1)) == 1


def test_a_page_that_is_forgotten_leaves_no_fingerprint(path: str) -> None:
    with Archive(path) as archive:
        (market,) = archive.near(" ".join(MARKET))
    with Archive(path, write=True) as archive:
        pipeline.erase(archive, market, "an editor", "asked for by the paper")
    with Archive(path) as archive:
        assert archive.near(" ".join(MARKET)) == ()
        numbers = {int(row[0]) for row in archive.connection.execute("SELECT n FROM article")}
    assert {n for _, n in held(path)} <= numbers


def test_an_archive_without_fingerprints_gets_them_when_it_is_next_written(path: str) -> None:
    before = held(path)
    assert before
    with Archive(path, write=True) as archive:
        archive.connection.execute("DROP TABLE print")
    with Archive(path) as archive:
        assert archive.near(" ".join(FERRY)) == ()
    connect(path, write=True).close()
    assert held(path) == before


def test_pages_restored_again_are_found_by_what_they_say_now(path: str, tmp_path: Path) -> None:
    with Archive(path, write=True) as archive:
        record = archive.near(" ".join(MARKET))[0]
        with archive.connection:
            prints.drop(archive.connection, record)
            archive.connection.execute("UPDATE article SET text = ? WHERE id = ?", (" ".join(FERRY), record))
            prints.put(archive.connection, [record])
        assert record in archive.near(" ".join(FERRY))
        assert archive.near(" ".join(MARKET)) == ()
