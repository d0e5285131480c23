"""The stages behind the networks do without an article's blocks: they give the same as with them."""

from pathlib import Path

import firsthand
from firsthand import pipeline
from firsthand.account import by_page
from firsthand.archive import codec, lean
from firsthand.tables import builtin

WEEK = Path(__file__).parents[1] / "examples" / "week"


def test_no_stage_after_the_networks_looks_at_what_is_left_out(tmp_path: Path) -> None:
    with firsthand.trace([WEEK / "dump"], tmp_path / "made.fh", workers=0) as archive:
        clues = {article.record: archive.clues.get(article.record) or () for article in archive.articles}
        said = by_page(archive.claims)
        articles = list(archive.articles)
        left_out = pipeline.derive(articles, clues, said, builtin())
        whole = pipeline.derive(articles, clues, said, builtin(), thin=articles)
        assert len(articles) > 20
    assert whole.copies
    for kind in ("copies", "stemmata", "networks", "datings", "stories", "counts", "entries"):
        assert list(map(codec.dump, getattr(left_out, kind))) == list(map(codec.dump, getattr(whole, kind)))


def test_a_lean_article_is_read_as_one_that_was_made_lean(tmp_path: Path) -> None:
    with firsthand.trace([WEEK / "dump"], tmp_path / "made.fh", workers=0) as archive:
        for article in archive.articles:
            assert codec.dump(lean.read(codec.dump(article).encode())) == codec.dump(lean.lean(article))
