"""A few invented pages, and an archive of them."""

from pathlib import Path

import pytest

from firsthand import pipeline
from firsthand.archive import Archive

FERRY = (
    "CALDERA BAY (NPA) - The ferry Morning Tern ran aground on Tuesday evening off Caldera Bay with 112 passengers"
    " aboard, the harbour office said.",
    "“We heard the hull scrape and then everything stood still,” said Ines Varga, a teacher who was on board.",
    "The harbour office said all passengers were taken off by midnight and that nobody was hurt.",
)
MARKET = (
    "The council of Quillport voted on Monday to close the old fish market after inspectors found cracks in its roof.",
    "Mayor Odo Pell said the traders would be moved to the zinnober customs hall until the roof is repaired.",
    "“Nobody asked us,” said Marit Oss, who has sold herring there for thirty years and keeps a marmalade cat.",
    "The repairs are expected to cost four million crowns and to last until spring, the quaestor Ulvi Brandt said.",
)


def html(title: str, outlet: str, paragraphs: tuple[str, ...]) -> str:
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    return f"<html><head><title>{title} - {outlet}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder of three pages, two of them copies, and an empty one."""
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.html").write_text(html("Ferry runs aground off Caldera Bay", "Bay Courier", FERRY), "utf-8")
    (folder / "b.html").write_text(html("112 taken off stranded ferry", "Northern Ledger", FERRY), "utf-8")
    (folder / "c.html").write_text(html("Quillport closes its fish market", "Quillport Post", MARKET), "utf-8")
    (folder / "d.html").write_text("", "utf-8")
    return folder


@pytest.fixture
def path(pages: Path, tmp_path: Path) -> str:
    """An archive of these pages."""
    made = str(tmp_path / "kept.fh")
    with Archive(made, write=True) as archive:
        pipeline.trace([pages], archive)
    return made
