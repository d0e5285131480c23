"""An archive into which pages were taken, and of which nothing was worked out yet."""

from pathlib import Path

from click.testing import CliRunner
from starlette.testclient import TestClient

from firsthand.cli import cli
from firsthand.web import app

PAGE = "<html><body><h1>Lamp is lit</h1><time>2031-03-04</time>" + (
    "<p>The keeper of the lamp said on Tuesday that nine ships had passed the cape since the storm.</p>" * 5
)


def test_pages_that_wait_are_said_to_wait_and_can_be_looked_at(tmp_path: Path) -> None:
    (tmp_path / "lamp.html").write_text(PAGE, "utf-8")
    archive = str(tmp_path / "lamp.fh")
    taken = CliRunner().invoke(cli, ["trace", str(tmp_path / "lamp.html"), "-o", archive, "--later", "-w", "0"])
    assert taken.exit_code == 0
    assert "1 article taken in" in CliRunner().invoke(cli, ["stories", archive]).output
    desk = TestClient(app(archive), base_url="http://127.0.0.1")
    assert "1 page waits to be worked out" in desk.get("/").text
    assert "nine ships" in desk.get("/page/lamp.html").text
    assert CliRunner().invoke(cli, ["apply", archive]).exit_code == 0
    assert "to be worked out" not in desk.get("/").text


def test_the_day_that_a_page_claims_opens_its_characters(tmp_path: Path) -> None:
    (tmp_path / "lamp.html").write_text(PAGE, "utf-8")
    archive = str(tmp_path / "lamp.fh")
    CliRunner().invoke(cli, ["trace", str(tmp_path / "lamp.html"), "-o", archive, "-w", "0"])
    shown = TestClient(app(archive), base_url="http://127.0.0.1").get("/page/lamp.html").text
    place = PAGE.index("2031-03-04")
    assert f'/found?at={place}-{place + 10}#t{place}-{place + 10}">Tue 4 Mar 2031</a>' in shown
