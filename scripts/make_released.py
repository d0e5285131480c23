"""Make the archive that stands for a released version in the tests: ``python scripts/make_released.py``.

Run it once with each release, before the archive's tables change again: it takes a few invented pages in with the
firsthand that is installed and writes ``tests/archive/released/format<N>-<version>.fh.zst``, which no later change may
touch. The tests open every file of that folder, read it as it is, upgrade it, and add to it.
"""

import sys
import tempfile
from pathlib import Path

import zstandard

import firsthand
from firsthand import pipeline
from firsthand.archive import Archive, schema

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "archive"))
from conftest import FERRY, MARKET, html  # noqa: E402 (the pages of the tests)


def main(target: Path = ROOT / "tests" / "archive" / "released") -> None:
    """Write the archive; one that is there is left alone."""
    path = target / f"format{schema.FORMAT}-{firsthand.__version__}.fh.zst"
    if path.exists():
        print(f"{path} is there already; released archives are never changed")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "pages"
        folder.mkdir()
        (folder / "a.html").write_text(html("Ferry runs aground off Caldera Bay", "Bay Courier", FERRY), "utf-8")
        (folder / "b.html").write_text(html("112 taken off stranded ferry", "Northern Ledger", FERRY), "utf-8")
        (folder / "c.html").write_text(html("Quillport closes its fish market", "Quillport Post", MARKET), "utf-8")
        made = str(Path(name) / "made.fh")
        with Archive(made, write=True) as archive:
            pipeline.trace([folder], archive)
        path.write_bytes(zstandard.compress(Path(made).read_bytes(), 19))
    print(path)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
