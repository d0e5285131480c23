"""An engine makes the laptop's archive, also when a worker is lost in the middle."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import firsthand
from firsthand import copies, intake, read
from firsthand.archive import Page
from firsthand.copies import index
from firsthand.engine import connect, listing, pages, shared
from firsthand.errors import UsageError
from firsthand.model import Article, Record, Refusal, Tables
from firsthand.workers import packed

WEEK = Path(__file__).parents[2] / "examples" / "week"
HERE = Path(__file__).parent
needs_daft = pytest.mark.skipif(importlib.util.find_spec("daft") is None, reason="needs firsthand[cluster]: daft")
needs_ray = pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="needs firsthand[cluster]: ray")


def run(on: str, folder: Path, place: Path, *when: str) -> tuple[str, str]:
    target = place / f"{on}.fh"
    command = [sys.executable, str(HERE / "engine_runs.py"), on, str(folder), str(target), str(place / "steps"), *when]
    done = subprocess.run(command, capture_output=True, text=True, timeout=1800, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    said = done.stdout.split()
    return said[-2], said[-1]


def laptop(folder: Path, place: Path) -> str:
    with firsthand.trace([folder], place / "laptop.fh", workers=0) as archive:
        return archive.digest()


@needs_daft
def test_daft_makes_the_archive_that_the_laptop_makes(tmp_path: Path) -> None:
    assert run("daft", WEEK / "dump", tmp_path) == ("whole", laptop(WEEK / "dump", tmp_path))


@needs_daft
@needs_ray
def test_a_worker_killed_while_pages_are_restored_changes_nothing(tmp_path: Path) -> None:
    assert run("ray", WEEK, tmp_path, "pages", "4") == ("killed", laptop(WEEK, tmp_path))


@needs_daft
@needs_ray
def test_a_worker_killed_while_copies_are_joined_changes_nothing(tmp_path: Path) -> None:
    assert run("ray", WEEK, tmp_path, "copies", "0.7") == ("killed", laptop(WEEK, tmp_path))


def text(number: int, of: int, rng: np.random.Generator) -> Article:
    words = np.random.default_rng(of).integers(0, 900, 260)
    if of != number:
        at = int(rng.integers(0, 120))
        words[at : at + 60] = rng.integers(0, 900, 60)
    line = [f"w{word}" for word in words] + [f"shared{place}" for place in range(12)] * (number % 3 == 0)
    return Article(record=f"page_{number:04d}", text=" ".join(line) + ".", blocks=())


def test_candidates_joined_in_parts_are_those_found_in_one_piece() -> None:
    rng = np.random.default_rng(1)
    articles = [text(number, number if number % 3 else int(rng.integers(0, number + 1)), rng) for number in range(120)]
    options = copies.Options()
    found = index.groups(articles, Tables())
    whole = index.fingerprints(found, options.shingle, options.window)
    one, two = index.candidates(found, whole, options.crowd, options.centres, options.least_prints)
    expected = sorted(zip(one.tolist(), two.tolist(), strict=True))

    rows = {}
    for article in articles:
        record, doc = shared.row(article)
        told = shared.worded(Tables(), doc)
        rows[record] = (doc, (record, told["digest"], told["words"], told["signed"]))
    made = shared.Numbered([row for _, row in rows.values()])
    assert [held[0] for held in made.records] == [group.first.article.record for group in found]
    cut = made.bits, options.shingle, options.window, 5
    parts: dict[int, list[bytes]] = {}
    sizes = np.zeros(len(made.records), np.int64)
    for number, held in enumerate(made.records):
        told = shared.prints(cut, rows[held[0]][0], number)
        sizes[number] = told["size"]
        for cell in told["cells"]:
            parts.setdefault(cell["part"], []).append(cell["prints"])
    homes: dict[int, list[tuple[int, bytes]]] = {}
    for part, lists in parts.items():
        for cell in shared.many(cut, part, lists):
            homes.setdefault(cell["home"], []).append((cell["from"], cell["at"]))
    kept: dict[int, list[bytes]] = {}
    for cells in homes.values():
        for cell in shared.rows([source for source, _ in cells], [at for _, at in cells]):
            kept.setdefault(cell["part"], []).append(cell["rows"])
    coded: dict[int, list[tuple[bytes, bytes]]] = {}
    asked = cut, len(sizes), options.crowd, options.centres
    for part, lists in parts.items():
        for cell in shared.codes(asked, lists, kept.get(part)):
            coded.setdefault(cell["home"], []).append((cell["codes"], cell["counts"]))
    pairs = []
    for cells in coded.values():
        told = shared.pairs(sizes, options.least_prints, [some for some, _ in cells], [some for _, some in cells])
        pairs += [(pair["one"], pair["two"]) for pair in told]
    assert expected
    assert sorted(pairs) == expected


def test_a_page_comes_through_the_engine_as_it_went_in(tmp_path: Path) -> None:
    (file,) = read.files([WEEK / "feed.jsonl"])
    (job,) = listing.jobs([file])
    rows = pages.found(read.Options(), packed(job))
    assert [row["number"] for row in rows] == list(range(len(rows)))
    for row, record in zip(rows, read.records([WEEK / "feed.jsonl"]), strict=True):
        page = pages.opened(list(pages.restored(Tables(), row["record"]).values()))
        if isinstance(record, Refusal):
            assert page == Page(None, record)
        else:
            assert isinstance(record, Record)
            assert page == intake.page(record, Tables())


def test_files_are_cut_into_jobs_in_order(tmp_path: Path) -> None:
    files = [read.File(tmp_path / str(at), str(at), size) for at, size in enumerate([10, listing.JOB, 5, 5])]
    jobs = listing.jobs(files)
    assert [[at for at, _ in job] for job in jobs] == [[0], [1], [2, 3]]


def test_an_address_stands_for_everything_under_it(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("b.txt", "a.txt", "deep/c.txt", ".hidden"):
        (tmp_path / name).write_text("one\n")
    found = listing.files([f"file://{tmp_path}"])
    assert [file.shown for file in found if isinstance(file, read.File)] == [
        f"file://{tmp_path}/{name}" for name in ("a.txt", "b.txt", "deep/c.txt")
    ]
    assert isinstance(found[0], read.File)
    with listing.here(found[0]) as opened:
        assert opened.path.read_text() == "one\n"
        assert opened.shown == found[0].shown


def test_an_address_where_nothing_is_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nothing to read"):
        listing.files([f"file://{tmp_path}/none"])


@pytest.mark.parametrize("on", ["spark", "ray:/", "local"])
def test_an_engine_that_is_none_is_refused(on: str) -> None:
    with pytest.raises(UsageError, match="no engine"):
        connect(on, "steps")


def test_what_is_missing_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "daft", None)
    with pytest.raises(UsageError, match=r"firsthand\[cluster\]"):
        connect("daft", "steps")
