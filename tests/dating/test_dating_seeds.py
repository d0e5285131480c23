"""The two real pages that firsthand began with."""

import datetime as dt
from pathlib import Path

import pytest

from firsthand import dating, tables
from firsthand.model import Article, Evidence, Record, Sighting, Stated

SEEDS = Path(__file__).parents[2].parent / "shared/data/seeds"


@pytest.mark.shared
@pytest.mark.skipif(not SEEDS.exists(), reason="../shared is absent")
@pytest.mark.parametrize(
    ("claimed", "true"), [(dt.date(2025, 4, 6), dt.date(2023, 9, 22)), (dt.date(2025, 4, 14), dt.date(2023, 9, 19))]
)
def test_a_seed_page_is_dated_by_its_text_and_not_by_its_date_line(claimed, true):
    text = next(p.read_text("utf-8") for p in sorted(SEEDS.iterdir()) if f"Date:{claimed}" in p.read_text("utf-8"))
    lines = text.split("\n")
    start = next(at for at, line in enumerate(lines) if line.startswith("Date:"))
    end = next(at for at, line in enumerate(lines) if line.startswith(("veryGood", "___")))
    evidence = Evidence(rule="restore.stated.line", quote=lines[start][5:], locus="page")
    days = (Stated(kind="claimed", earliest=claimed, latest=claimed, evidence=evidence),)
    article = Article(record="seed", text="\n\n".join(lines[start + 1 : end]), blocks=(), language="en", stated=days)
    record = Record(id="seed", payload=b"", media="text", encoding="utf-8", sighting=Sighting(file="seed"))
    result = dating.date(article, record, dating.Options(tables=tables.builtin()))
    assert result.verdict == "contradicted"
    assert result.earliest <= true <= result.latest < claimed
    assert "dating.weekday.said" in {e.rule for e in result.evidence}
    assert true.weekday() in {day.weekday() for day, _ in result.candidates}
