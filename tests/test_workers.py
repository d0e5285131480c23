"""A page that takes too long, or takes its worker down, costs only itself."""

import functools
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from firsthand.archive import Page, codec
from firsthand.model import Record, Refusal, Sighting, Tables
from firsthand.workers import Pool


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parent))


def record(number: int, text: str) -> Record:
    return Record(
        id=f"page_{number}", payload=text.encode(), media="text", encoding="utf-8", sighting=Sighting(file="f")
    )


def results(job: Callable[[Record, Tables], Page], texts: list[str]) -> list[str]:
    pages = [record(number, text) for number, text in enumerate(texts)]
    with Pool(2, 1.5, job, Tables()) as pool:
        done = list(pool.map(pages))
    assert [page.record for page in done] == pages
    assert all(isinstance(page.result, Refusal) for page in done)
    return [page.result.reason for page in done if isinstance(page.result, Refusal)]


def test_a_page_that_takes_too_long_is_refused_and_the_others_come_through() -> None:
    import worker_jobs

    reasons = results(worker_jobs.sleep_on_slow, ["a", "slow", "b", "c"])
    assert reasons == ["no_article", "timed_out", "no_article", "no_article"]


def test_a_page_that_takes_its_worker_down_is_refused_and_the_others_come_through() -> None:
    import worker_jobs

    reasons = results(worker_jobs.die_on_deadly, ["a", "deadly", "b"])
    assert reasons[1] == "too_hostile"
    assert (reasons[0], reasons[2]) == ("no_article", "no_article")


def test_results_come_in_the_order_of_the_pages() -> None:
    import worker_jobs

    texts = [f"page {number}" for number in range(60)]
    pages = [record(number, text) for number, text in enumerate(texts)]
    with Pool(2, 30, worker_jobs.sleep_on_slow, Tables()) as pool:
        details = [page.result.detail for page in pool.map(pages) if isinstance(page.result, Refusal)]
    assert details == texts


def test_what_is_spread_comes_back_in_order_and_as_it_would_be_here() -> None:
    import worker_jobs

    claims = [record(number, f"page {number}") for number in range(300)]
    with Pool(2, 30, worker_jobs.sleep_on_slow, Tables()) as pool:
        found = list(pool.spread(worker_jobs.seen, claims))
    assert found == [worker_jobs.seen(each) for each in claims]
    assert [codec.dump(each) for each in found] == [codec.dump(worker_jobs.seen(each)) for each in claims]


def test_a_worker_that_dies_costs_no_result_of_what_is_spread() -> None:
    import worker_jobs

    numbers = list(range(200))
    with Pool(2, 30, worker_jobs.sleep_on_slow, Tables()) as pool:
        assert list(pool.spread(functools.partial(worker_jobs.die_elsewhere, os.getpid()), numbers)) == numbers


def test_a_few_items_are_worked_out_here() -> None:
    import worker_jobs

    with Pool(2, 30, worker_jobs.sleep_on_slow, Tables()) as pool:
        assert list(pool.spread(worker_jobs.process, range(10))) == [os.getpid()] * 10


def test_workers_that_cannot_begin_are_an_error_and_no_endless_wait(tmp_path: Path) -> None:
    script = tmp_path / "script.py"  # it starts workers while it is loaded, and so does each of them
    script.write_text(
        "import firsthand\n"
        f"firsthand.trace([{str(Path(__file__).parents[1] / 'examples' / 'week' / 'dump')!r}],"
        f" {str(tmp_path / 'x.fh')!r}, workers=2)\n",
        "utf-8",
    )
    ended = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=300)
    assert ended.returncode != 0
    assert "UsageError: Worker processes end as soon as they are started" in ended.stderr
