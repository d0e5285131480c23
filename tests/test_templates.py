"""Templates from many pages: the same archive for any order, batches, workers and kills."""

import random
from pathlib import Path

import pytest

from firsthand import intake, pipeline
from firsthand.archive import Archive, traces
from firsthand.restore.template import RULE

STANDING = "Readers pay for this desk, and a small sum each month keeps one reporter of ours on the road."
NOUNS = "harbour council ferry ministry orchard bridge tariff reservoir clinic railway quarry archive".split()


def page(number: int) -> str:
    rng = random.Random(number)
    body = [
        f"The {rng.choice(NOUNS)} number {rng.randrange(900)} of Velmora was moved to the {rng.choice(NOUNS)} on day "
        f"{rng.randrange(900)}, and the {rng.choice(NOUNS)} there paid {rng.randrange(9000)} crowns for it, officials said."
        for _ in range(8)
    ]
    inner = "".join(f"<p>{one}</p>" for one in [*body, STANDING])
    head = f"<link rel=canonical href='https://quaydesk.example/{number}'><title>Report {number} from Velmora</title>"
    return (
        f"<html><head>{head}</head><body><article><h1>Report {number} from Velmora</h1>{inner}</article></body></html>"
    )


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Nine pages of one invented site."""
    made = [tmp_path / f"{number}.html" for number in range(9)]
    for number, file in enumerate(made):
        file.write_text(page(number), "utf-8")
    return made


def traced(target: Path, batches: list[list[Path]], workers: int = 0) -> tuple[str, list[str]]:
    """Return (digest, texts) of an archive into which the batches went one after another."""
    with Archive(str(target), write=True) as archive:
        for batch in batches:
            pipeline.trace(batch, archive, pipeline.Options(workers=workers))
        return archive.digest(), [article.text for article in archive.articles]


def test_the_sites_line_is_taken_out_of_every_page_and_said_so(files: list[Path], tmp_path: Path) -> None:
    with Archive(str(tmp_path / "a.fh"), write=True) as archive:
        pipeline.trace(files, archive)
        for article in archive.articles:
            assert STANDING not in article.text
            assert RULE in {one.rule for one in article.evidence}
        assert len(archive.articles) == len(files)
        assert archive.verify() == []
        assert pipeline.trace(files, archive).derived is False


def test_order_batches_and_workers_change_nothing(files: list[Path], tmp_path: Path) -> None:
    whole = traced(tmp_path / "whole.fh", [files])
    assert traced(tmp_path / "batches.fh", [files[7:], files[2:4], files[4:7], files[:2]]) == whole
    assert traced(tmp_path / "workers.fh", [files], workers=2) == whole


def test_a_run_that_stopped_before_or_amid_the_templates_goes_on(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = traced(tmp_path / "whole.fh", [files])
    put_mark = traces.put_mark
    for allowed in (0, 4):
        count = iter(range(allowed))

        def stop(connection: object, record: str, mark: str, count: object = count) -> None:
            if next(count, None) is None:  # type: ignore[call-overload]
                raise KeyboardInterrupt
            put_mark(connection, record, mark)  # type: ignore[arg-type]

        target = tmp_path / f"stopped{allowed}.fh"
        with monkeypatch.context() as patch, Archive(str(target), write=True) as archive:
            patch.setattr(traces, "put_mark", stop)
            patch.setattr(intake, "BATCH", 2)
            with pytest.raises(KeyboardInterrupt):
                pipeline.trace(files, archive)
        assert traced(target, [files]) == whole


def test_nothing_is_learnt_from_two_pages(files: list[Path], tmp_path: Path) -> None:
    _, texts = traced(tmp_path / "two.fh", [files[:2]])
    assert all(STANDING in text for text in texts)
