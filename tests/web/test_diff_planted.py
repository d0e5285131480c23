"""What restoring took out of a page as planted stands in the comparison of two pages."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import firsthand
from firsthand.web import app

WEEK = Path(__file__).parents[2] / "examples" / "week"
NAME = "tarsova-to-close-kessar-strait-to-foreign-ships.html"


def test_the_comparison_of_two_pages_names_planted_strings(tmp_path: Path, browse: Callable[..., Any]) -> None:
    pages = tmp_path / "pages"
    for outlet in ("quillvest", "corvane"):
        path = next(path for path in sorted((WEEK / outlet).iterdir()) if path.name.startswith(NAME[:30]))
        (pages / outlet).mkdir(parents=True)
        shutil.copy(path, pages / outlet / path.name)
    with firsthand.trace(pages, tmp_path / "two.fh") as archive:
        copy = next(iter(archive.copies))
        planted = next(edit for edit in copy.edits if edit.kind == "planted")
    desk = browse(app(str(tmp_path / "two.fh")))
    answer = desk.get(f"/diff/{copy.left}/{copy.right}")
    assert answer.status_code == 200
    assert "Planted, and taken out by restoring" in answer.text
    assert (planted.before or planted.after) in answer.text
