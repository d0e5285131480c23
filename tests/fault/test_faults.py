"""Faults at writes: whatever fails, no accepted page is lost, the archive opens, and doing it again ends well.

A sample of the writes; ``FIRSTHAND_FAULTS=1`` goes through every single one.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import zstandard

from firsthand import pipeline
from firsthand.archive import Archive

HERE = Path(__file__).parent
STEP = int(os.environ.get("FIRSTHAND_FAULTS", "61"))
pytestmark = pytest.mark.skipif(os.name != "posix", reason="forks and kills with a signal")

TEXTS = {
    "a": (
        "Ferry runs aground off Caldera Bay",
        ("The ferry Morning Tern ran aground on Tuesday off Caldera Bay.",) * 2,
    ),
    "b": (
        "Quillport closes its fish market",
        (
            "The council of Quillport voted on Monday to close the old fish market after inspectors found cracks.",
            "“Nobody asked us,” said Marit Oss, who has sold herring there for thirty years, on Tuesday.",
            "The repairs are expected to cost four million crowns and to last until spring, the mayor said.",
        ),
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Some pages, and an archive of them."""
    pages = tmp_path / "pages"
    pages.mkdir()
    for name, (title, paragraphs) in TEXTS.items():
        body = "".join(f"<p>{each}</p>" for each in paragraphs)
        html = f"<html><title>{title}</title><body><article><h1>{title}</h1>{body}</article></body></html>"
        (pages / f"{name}.html").write_text(html, "utf-8")
        (pages / f"{name}-again.html").write_text(html.replace("</h1>", "</h1><p>From our desk</p>"), "utf-8")
    (pages / "empty.html").write_text("", "utf-8")
    with Archive(str(tmp_path / "start.fh"), write=True) as archive:
        pipeline.trace([pages], archive)
    return tmp_path


MODES = ("kill", "power", "torn", "full", "error")
CASES = [(mode, job) for job in ("trace", "forget", "compact", "upgrade", "backup") for mode in MODES]
CASES.remove(("full", "backup"))  # two failures of one copy are more than apsw tells of; tests/archive/test_upkeep.py


@pytest.mark.parametrize(("mode", "job"), CASES)
def test_a_fault_at_any_write_loses_nothing(folder: Path, mode: str, job: str) -> None:
    if job == "upgrade":
        old = (HERE.parent / "archive" / "released" / "format1.fh.zst").read_bytes()
        (folder / "start.fh").write_bytes(zstandard.decompress(old))
    command = [sys.executable, str(HERE / "faults.py"), mode, job, str(folder), "1", str(STEP)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=1800)
    assert done.returncode == 0, done.stderr[-2000:]
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(found) > 1
    whole = found[-1]["digest"]
    for each in found:
        assert each["lost"] == [], each
        assert each["wrong"] == [], each
        assert not each["said"].startswith("BAD"), each
        assert each["again"] == [], each
        assert each["sealed"], each
        if job != "forget":
            assert each["digest"] == whole, each
    said = {each["said"].split(":")[0] for each in found[:-1]}
    assert said <= ({"killed"} if mode in ("kill", "power", "torn") else {"ArchiveError", "done", "past the end"})
    for each in found[:-1]:
        if mode == "full" and each["said"] != "past the end":
            assert "full" in each["said"] or "written" in each["said"], each
