"""The commands about copying, on some pages of the week."""

import json
from pathlib import Path

from click.testing import CliRunner

import firsthand
from firsthand.cli import cli

WEEK = Path(__file__).parents[2] / "examples" / "week"


def shown(*arguments: object) -> str:
    done = CliRunner().invoke(cli, [str(each) for each in arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_copies_shows_every_text_that_several_pages_carry_as_a_tree_with_its_pairs(archive: Path) -> None:
    out = shown("copies", archive)
    assert "Tree: who has it from whom" in out
    assert "Pairs" in out


def test_copies_of_a_page_and_of_its_story_name_the_same_text(archive: Path) -> None:
    rows = json.loads(shown("copies", archive, "--format", "json"))
    page, text = rows[0]["left"], rows[0]["text"]
    assert {row["text"] for row in json.loads(shown("copies", archive, page, "--format", "json"))} == {text}
    with firsthand.open(archive) as opened:
        story = opened.connection.execute("SELECT story FROM told WHERE record = ?", (page,)).fetchone()[0]
    assert text in {row["text"] for row in json.loads(shown("copies", archive, story, "--format", "json"))}


def test_a_page_that_is_not_there_is_a_usage_error(archive: Path) -> None:
    done = CliRunner().invoke(cli, ["copies", str(archive), "page_nowhere"])
    assert done.exit_code != 0


def test_network_shows_sites_days_whom_it_copies_and_why(archive: Path) -> None:
    networks = json.loads(shown("networks", archive, "--format", "json"))
    out = shown("network", archive, networks[0]["id"])
    for words in ("sites", "claims", "Whose texts it carries", "Why these sites are taken for one operation"):
        assert words in out
    brand = networks[0]["brands"].split(", ")[0]
    assert networks[0]["id"] in shown("network", archive, brand)


def test_diff_shows_direction_headline_and_edits_without_furniture(tmp_path: Path) -> None:
    body = (
        "<p>The night ferry between Port Ellery and the island of Sund ran aground on Tuesday, and all 212 people aboard "
        "were brought ashore by fishing boats before dawn, the coast guard said. The vessel struck a sandbank that had "
        "moved during last week's storms, according to harbor master Joon Ostrander.</p><p>Divers will look at the hull "
        "on Wednesday. Until then the islanders depend on a smaller boat that carries no cars, and the price of fresh "
        "bread in Sund rose from three crowns to five within a day.</p>"
    )
    for name, title, text in (("one", "Ferry aground", body), ("two", "Panic at sea", body.replace("212", "221"))):
        page = f"<html><body><nav>Home of {name}</nav><article><h1>{title}</h1>{text}</article></body></html>"
        (tmp_path / f"{name}.html").write_text(page, encoding="utf-8")
    out = shown("diff", tmp_path / "one.html", tmp_path / "two.html")
    assert "headline" in out
    assert "number" in out
    assert "221" in out
    assert "Home of" not in out


def test_wire_answers_for_a_plain_text_however_short(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("SEOUL, Aug. 12 -- The talks ended without a result.", encoding="utf-8")
    assert "agency Yonhap" in shown("wire", path)
