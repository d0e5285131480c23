"""What is remembered changes nothing in what comes out: pages may come in any order, at once or one by one."""

import random
import shutil
from pathlib import Path

import pytest

import firsthand
from firsthand import pipeline
from firsthand.archive import Archive, codec, decide, judgement, remembered
from firsthand.memory import Memory
from firsthand.model import Article
from firsthand.spread import here

WEEK = Path(__file__).parents[1] / "examples" / "week" / "dump"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return some pages of the week, each a file."""
    found = sorted(path for path in WEEK.rglob("*") if path.is_file() and path.suffix != ".toml")
    assert len(found) > 20
    return found[:24]


@pytest.fixture(scope="module")
def at_once(pages: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the archive of these pages, made at once."""
    path = tmp_path_factory.mktemp("once") / "made.fh"
    firsthand.trace(pages, path, workers=0).close()
    return path


def digest(path: Path) -> str:
    with Archive(str(path)) as archive:
        assert archive.verify() == []
        return archive.digest()


@pytest.mark.parametrize("seed", range(3))
def test_pages_that_come_later_give_what_all_at_once_give(
    seed: int, pages: list[Path], at_once: Path, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    coming = list(pages)
    chance.shuffle(coming)
    path = tmp_path / "made.fh"
    while coming:
        some = coming[: chance.choice((1, 1, 2, 5, 9))]
        del coming[: len(some)]
        firsthand.trace(some, path, workers=0).close()
    assert digest(path) == digest(at_once)


def test_an_archive_without_memory_is_the_same_archive(at_once: Path, tmp_path: Path) -> None:
    path = tmp_path / "made.fh"
    shutil.copy(at_once, path)
    with Archive(str(path), write=True) as archive:
        before = archive.digest()
        for forgetful in (False, True):
            if forgetful:
                remembered.clear(archive.connection)
            archive.connection.execute("DELETE FROM meta WHERE key = 'derived'")
            assert pipeline.apply(archive)
            assert archive.digest() == before


def test_what_a_run_did_not_ask_for_is_dropped(at_once: Path, tmp_path: Path) -> None:
    path = tmp_path / "made.fh"
    shutil.copy(at_once, path)
    with Archive(str(path), write=True) as archive:
        known = {bytes(key) for (key,) in archive.connection.execute("SELECT key FROM remembered")}
        remembered.put(archive.connection, [(b"nobody asks this", b"")])
        archive.connection.execute("DELETE FROM meta WHERE key = 'derived'")
        pipeline.apply(archive)
        assert {bytes(key) for (key,) in archive.connection.execute("SELECT key FROM remembered")} == known


def test_a_decision_is_not_answered_from_memory(at_once: Path, tmp_path: Path) -> None:
    path = tmp_path / "made.fh"
    shutil.copy(at_once, path)
    with Archive(str(path), write=True) as archive:
        shown = "".join(map(codec.dump, archive.counts))
        party = next(one.party for one in archive.claims if one.party and one.party.named and one.party.name in shown)
        named = judgement("name", party.id, value="The Bureau of Nowhere", who="Ana")
        decide(str(path), [named])
        pipeline.apply(archive)
        assert any("The Bureau of Nowhere" in codec.dump(count) for count in archive.counts)


def test_a_page_that_is_forgotten_leaves_nothing_in_memory(at_once: Path, tmp_path: Path) -> None:
    path = tmp_path / "made.fh"
    shutil.copy(at_once, path)
    with Archive(str(path), write=True) as archive:
        gone = next(each for each in archive.articles if len(each.text) > 300)
        pipeline.erase(archive, gone.record, "Ana", "It was taken down.")
        held = [codec.unpack(doc) for (doc,) in archive.connection.execute("SELECT doc FROM remembered")]
        assert held
        words = codec.dump(gone.text[:200])[1:-1].encode()
        copies = [each for each in archive.articles if gone.text[:200] in each.text]
        assert copies or not [doc for doc in held if words in doc]
        assert not [doc for doc in held if gone.record.encode() in doc]
        assert archive.verify() == []


def shouted(article: Article) -> tuple[str, int]:
    """Return something of an article."""
    assert article.text
    return article.text[:20].upper(), len(article.blocks)


def test_known_items_are_handed_out_in_order_and_not_worked_out_again(at_once: Path, tmp_path: Path) -> None:
    path = tmp_path / "made.fh"
    shutil.copy(at_once, path)
    asked: list[object] = []

    def below(work, items):
        for item in items:
            asked.append(item)
            yield work(item)

    with Archive(str(path), write=True) as archive:
        expected = [shouted(each) for each in archive.articles]
        some = list(archive.articles)[3:9]
        assert list(Memory(archive, "rules", below)(shouted, some)) == expected[3:9]
        assert len(asked) == 6
        assert list(Memory(archive, "rules", below)(shouted, archive.articles)) == expected
        assert len(asked) == len(expected)
        assert list(Memory(archive, "other rules", here)(shouted, archive.articles)) == expected
