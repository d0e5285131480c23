"""The whole flow on the invented week: nothing is lost, and neither order, workers nor a kill change what comes out."""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import firsthand
from firsthand import pipeline
from firsthand.archive import Archive, begin_run

ROOT = Path(__file__).parents[1]
WEEK = ROOT / "examples" / "week"
TRACE = [sys.executable, "-m", "firsthand", "trace"]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The week, traced once."""
    return firsthand.trace(WEEK, tmp_path_factory.mktemp("whole") / "week.fh")


def _run(*arguments: str | Path, timeout: float = 300) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*TRACE, *map(str, arguments)], capture_output=True, text=True, timeout=timeout, check=False)


def test_every_page_ends_as_one_article_or_one_refusal(whole: Archive) -> None:
    articles = {article.record for article in whole.articles}
    refused = [refusal.record for refusal in whole.refusals if refusal.record]
    assert len(refused) == len(set(refused))
    assert not articles & set(refused)
    assert articles | set(refused) == {record.id for record in whole.records}


def test_every_page_of_the_week_is_accounted_for(whole: Archive) -> None:
    truth = json.loads((WEEK / "truth.json").read_text("utf-8"))
    assert len(whole.articles) + len(whole.refusals) == len(truth["pages"])


def test_every_article_stands_in_exactly_one_stemma_and_one_story(whole: Archive) -> None:
    articles = sorted(article.record for article in whole.articles)
    assert sorted(witness for stemma in whole.stemmata for witness in stemma.witnesses) == articles
    assert sorted(record for story in whole.stories for record in story.records) == articles
    assert sorted(dating.record for dating in whole.datings if dating.record) == articles
    assert sorted(count.story for count in whole.counts) == sorted(story.id for story in whole.stories)


def test_spans_cut_the_text_that_they_claim(whole: Archive) -> None:
    for article in whole.articles:
        for block in article.blocks:
            if block.span is not None:
                assert block.span.of(article.text) == block.text
    for story in whole.stories:
        for news in story.news:
            article = whole.articles.get(news.record)
            assert article is not None
            assert news.where.of(article.text) == news.quote


def test_every_kept_character_points_back_to_its_place_in_the_page(whole: Archive) -> None:
    for article in whole.articles:
        record = whole.records.get(article.record)
        assert record is not None
        page = record.page
        for block in article.blocks:
            if block.span is None:
                continue
            for run in block.runs:
                if run.length == run.page_length:
                    there = page[run.page : run.page + run.page_length]
                    here = block.text[run.at : run.at + run.length]
                    assert re.sub(r"\s", " ", there) == re.sub(r"\s", " ", here)


def test_the_archive_verifies(whole: Archive) -> None:
    assert whole.verify() == []


def test_a_second_run_does_nothing(whole: Archive) -> None:
    before = whole.digest()
    outcome = pipeline.trace([WEEK], whole)
    assert (outcome.new, outcome.refused, outcome.derived) == (0, 0, False)
    assert whole.digest() == before


def test_every_run_is_noted_and_an_interrupted_one_is_told_apart(tmp_path: Path) -> None:
    page = sorted((WEEK / "dump").glob("*.txt"))[0]
    with Archive(str(tmp_path / "runs.fh"), write=True) as archive:
        begin_run(archive.connection, "0", "a run that was killed")
        pipeline.trace([page], archive)
        rows = archive.connection.execute("SELECT state, pages FROM run ORDER BY id").fetchall()
    assert rows == [("interrupted", 0), ("finished", 1)]


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_input_changes_nothing(whole: Archive, seed: int, tmp_path: Path) -> None:
    parts = sorted(path for path in WEEK.iterdir() if path.name != "truth.json")
    random.Random(seed).shuffle(parts)
    with Archive(str(tmp_path / "parts.fh"), write=True) as archive:
        tables = firsthand.pipeline.firsthand.tables.read(WEEK / "firsthand.toml")
        half = len(parts) // 2
        for some in (parts[:half], parts[half:]):
            pipeline.trace([path for path in some if path.suffix != ".toml"], archive, extra=tables)
        assert _content(archive) == _content(whole)


def _content(archive: Archive) -> list[object]:
    """Everything but where pages were found, which depends on how the paths were given."""
    shelves = ("articles", "copies", "stemmata", "networks", "datings", "stories", "claims", "counts", "entries")
    return [tuple(getattr(archive, shelf)) for shelf in shelves]


def test_two_workers_give_the_same_archive(whole: Archive, tmp_path: Path) -> None:
    target = tmp_path / "two.fh"
    done = _run(WEEK, "-o", target, "--workers", "2")
    assert done.returncode == 3, done.stderr
    with firsthand.open(target) as archive:
        assert archive.digest() == whole.digest()


@pytest.mark.skipif(os.name != "posix", reason="kills with a signal")
@pytest.mark.parametrize("wait", [0.8, 1.6, 2.6])
def test_a_killed_run_goes_on_where_it_was(whole: Archive, wait: float, tmp_path: Path) -> None:
    target = tmp_path / "killed.fh"
    process = subprocess.Popen(
        [*TRACE, str(WEEK), "-o", str(target), "--workers", "1"], stderr=subprocess.DEVNULL, start_new_session=True
    )
    time.sleep(wait)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    kept = 0
    if target.exists() and target.stat().st_size:
        with Archive(str(target), write=True) as archive:
            kept = len(archive.records)
    done = _run(WEEK, "-o", target, "--workers", "0")
    assert done.returncode in (0, 3), done.stderr
    with firsthand.open(target) as archive:
        assert len(archive.records) >= kept
        assert archive.digest() == whole.digest()


def test_the_archive_is_one_plain_sqlite_file_with_a_search_index_that_datasette_finds(whole: Archive) -> None:
    (sql,) = whole.connection.execute("SELECT sql FROM sqlite_master WHERE name = 'article_search'").fetchone()
    assert 'content="article"' in sql


def test_readers_read_while_a_writer_writes(tmp_path: Path) -> None:
    target = str(tmp_path / "both.fh")
    with Archive(target, write=True) as writing:
        writing.connection.execute("BEGIN IMMEDIATE")
        with firsthand.open(target) as reading:
            assert len(reading.articles) == 0
        writing.connection.execute("COMMIT")


def test_two_writers_are_told_apart(tmp_path: Path) -> None:
    from firsthand.archive import writer

    target = str(tmp_path / "one.fh")
    with Archive(target, write=True) as archive, writer(target), pytest.raises(firsthand.ArchiveError, match="another"):
        pipeline.trace([WEEK], archive)


def test_the_week_stays_as_it_was(tmp_path: Path) -> None:
    """Reading leaves no trace in the folder that was read."""
    copy = tmp_path / "week"
    shutil.copytree(WEEK, copy)
    before = sorted((p.relative_to(copy), p.stat().st_size) for p in copy.rglob("*"))
    firsthand.trace(copy)
    assert sorted((p.relative_to(copy), p.stat().st_size) for p in copy.rglob("*")) == before
