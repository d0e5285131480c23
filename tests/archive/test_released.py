"""Archives of every released version, and of states of the tables in between, open, are upgraded, and can be added to."""

from pathlib import Path

import pytest
import zstandard

from firsthand import pipeline, views
from firsthand.archive import Archive, schema, upgrade

RELEASED = sorted((Path(__file__).parent / "released").glob("*.fh.zst"))


@pytest.fixture(params=RELEASED, ids=[each.name for each in RELEASED])
def released(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    made = tmp_path / "old.fh"
    made.write_bytes(zstandard.decompress(request.param.read_bytes()))
    return str(made)


def test_the_present_format_has_its_archive() -> None:
    assert any(each.name.startswith(f"format{schema.FORMAT}-") for each in RELEASED), "run scripts/make_released.py"


def test_a_released_archive_is_read_without_being_changed(released: str) -> None:
    data = Path(released).read_bytes()
    with Archive(released) as archive:
        assert archive.verify() == []
        assert len(archive.articles) == 3
        assert views.stories(archive)
        assert int(str(views.status(archive)["pages"])) >= 3
        page = next(iter(archive.articles)).record
        assert views.page(archive, page)
    assert Path(released).read_bytes() == data


def test_a_released_archive_is_upgraded_with_all_it_holds(released: str) -> None:
    with Archive(released) as archive:
        before = archive.digest()
    assert upgrade(released)[1] == schema.FORMAT
    with Archive(released) as archive:
        assert archive.digest() == before
        assert archive.verify() == []
        assert archive.sealed()


def test_a_released_archive_takes_the_same_pages_and_more(released: str, pages: Path) -> None:
    (pages / "e.html").write_text((pages / "c.html").read_text("utf-8").replace("Monday", "Sunday"), "utf-8")
    with Archive(released, write=True) as archive:
        held = len(archive.articles)
        pipeline.trace([pages], archive)
    with Archive(released) as archive:
        assert archive.verify() == []
        assert archive.sealed()
        assert len(archive.articles) > held
