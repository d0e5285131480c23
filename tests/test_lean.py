"""The stages behind the networks do without an article's blocks: they give the same as with them."""

from pathlib import Path

import pytest

import firsthand
from firsthand import pipeline
from firsthand.archive import codec
from firsthand.tables import builtin

WEEK = Path(__file__).parents[1] / "examples" / "week"


def test_no_stage_after_the_networks_looks_at_what_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with firsthand.trace([WEEK / "dump"], tmp_path / "made.fh", workers=0) as archive:
        clues = {article.record: archive.clues.get(article.record) or () for article in archive.articles}
        said = list(archive.claims)
        slim = pipeline.derive(archive.articles, clues, said, builtin())
        monkeypatch.setattr(pipeline, "slim", lambda article: article)
        whole = pipeline.derive(archive.articles, clues, said, builtin())
        assert len(archive.articles) > 20
    assert whole.copies
    for kind in ("copies", "stemmata", "networks", "datings", "stories", "counts", "entries"):
        assert [codec.dump(each) for each in getattr(slim, kind)] == [codec.dump(each) for each in getattr(whole, kind)]
