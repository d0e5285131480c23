"""What the second line model sees, and which lines are kept."""

import numpy as np
import pytest

from firsthand.model import Record, Refusal, Sighting
from firsthand.restore import dump, linecontext, linefeatures, restore

TEXT = "The harbour council of Velmora voted on Tuesday to close the old pier, the mayor said.\n"


def test_sure_lines_are_kept_and_doubtful_ones_beside_them_are_not() -> None:
    keep, expected = linecontext.most_likely(np.array([0.1, 0.95, 0.9, 0.2]), np.array([10.0, 50.0, 50.0, 10.0]))
    assert keep.tolist() == [False, True, True, False]
    assert 0.8 < expected < 1.0


def test_the_limit_is_lower_on_pages_that_are_hard_to_tell() -> None:
    keep, _ = linecontext.most_likely(np.array([0.4, 0.4, 0.3]), np.array([20.0, 20.0, 20.0]))
    assert keep.all()


def test_stretch_is_the_range_with_the_greatest_sum() -> None:
    assert linecontext.stretch(np.array([-1.0, 2.0, -0.5, 3.0, -9.0])) == (1, 4)
    assert linecontext.stretch(np.array([-1.0, -2.0])) == (0, 0)


@pytest.mark.parametrize("page", [TEXT, TEXT * 3, "新年的港口委员会投票决定关闭旧码头。\n" * 4, "…\n\n1\n"])
def test_tables_have_a_column_a_name_and_no_gaps(page: str) -> None:
    lines = dump.lines(page)
    columns, about = linefeatures.read(lines)
    context = linecontext.table(np.full(len(lines), 0.5), np.full(len(lines), 8.0), about)
    assert columns.shape == (len(lines), len(linefeatures.NAMES))
    assert context.shape == (len(lines), len(linecontext.NAMES))
    assert np.isfinite(columns).all()
    assert np.isfinite(context).all()


@pytest.mark.parametrize("page", ["x\n" * 20_001, "word " * 400_001])
def test_a_dump_beyond_measure_is_refused_by_name(page: str) -> None:
    sighting = Sighting(file="dump.txt")
    found = restore(Record(id="page_0", payload=page.encode(), media="text", encoding="utf-8", sighting=sighting))
    assert isinstance(found, Refusal)
    assert found.reason == "too_hostile"
