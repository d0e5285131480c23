"""Cue class, polarity and hedge on a table of sentences of our own, and what looks like attribution and is none."""

import csv
from pathlib import Path

import pytest

from firsthand.claims import of_text

TABLE = Path(__file__).parent / "traits.tsv"
NONE = Path(__file__).parent / "no_claims.tsv"


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_class_polarity_and_hedge_are_right_in_nine_of_ten_sentences():
    right = dict.fromkeys(("class", "negated", "hedge"), 0)
    table = rows(TABLE)
    for row in table:
        found = of_text(row["sentence"])
        if not found:
            continue
        one = found[0]
        hedge = one.hedge.of(row["sentence"]) if one.hedge is not None else "-"
        right["class"] += one.cue_class == row["class"]
        right["negated"] += one.negated == (row["negated"] == "yes")
        right["hedge"] += hedge == row["hedge"]
    assert {name: count >= 0.9 * len(table) for name, count in right.items()} == dict.fromkeys(right, True), right


@pytest.mark.parametrize("row", rows(NONE), ids=lambda row: row["kind"])
def test_what_looks_like_attribution_and_is_none_gives_no_claim(row):
    found = [one for one in of_text(row["text"].replace("\\n", "\n")) if one.cue is not None or one.kind == "direct"]
    wrong = [(one.source, one.content[0].of(row["text"].replace("\\n", "\n"))) for one in found if not row["but"]]
    assert not wrong
    if row["but"]:
        text = row["text"].replace("\\n", "\n")
        assert [one.source.of(text) if one.source else None for one in found] == [row["but"]]
