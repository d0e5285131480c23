"""What a terminal would obey, and what would forge a line: planted wherever a page or a file can plant it, shown nowhere."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from firsthand import views
from firsthand.archive import Archive
from firsthand.cli import cli

PLANTS = {
    "erases": "\x1b[2J\x1b[1;1H",
    "title": "\x1b]0;owned\x07",
    "link": "\x1b]8;;http://evil.example/\x1b\\here\x1b]8;;\x1b\\",
    "clipboard": "\x1b]52;c;ZXZpbA==\x07",
    "eight bits": "\x9b31m\x9d0;owned\x9c\x90q\x9c",
    "back": "\x08\x08\x08\r",
    "bell": "\x07\x0e\x0f\x7f",
    "bidi": "\u202e\u2066\u2069\u200f\u061c",
    "lines": "\n2031-04-01 ERROR all pages deleted\u2028FORGED\u2029FORGED\x85FORGED\x0bFORGED\x0cFORGED",
}
OBEYED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def run(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "4000"}).invoke(cli, list(arguments))


def html(plant: str, number: int) -> str:
    words = f"The ferry Morning Tern {plant}ran aground on Tuesday off Caldera Bay with {number + 3} aboard."
    entity = "".join(f"&#{ord(each)};" for each in plant)
    return (
        f"<html><head><title>Ferry {plant}{entity} aground {number}</title><meta name='author' content='Ann {plant}{entity}'>"
        f"<meta property='og:site_name' content='Bay {plant}{entity} Courier'></head><body><article>"
        f"<h1>Ferry {plant}{entity} aground {number}</h1><p>CALDERA BAY, April {number + 1}, 2031 — {words}</p>"
        f"<p>“We heard {plant}{entity} the hull scrape,” said Ines {plant} Varga, a teacher who was on board.</p>"
        f"<p>{words} {words}</p></article></body></html>"
    )


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of pages with plants in words, names, addresses and file names; and of files that are refused."""
    top = tmp_path_factory.mktemp("planted")
    folder = top / "pages"
    folder.mkdir()
    rows = []
    for number, plant in enumerate(PLANTS.values()):
        name = plant.replace("/", "_").replace("\x00", "")[:60]
        (folder / f"p{number}{name}.html").write_text(html(plant, number), "utf-8")
        (folder / f"bad{number}{name}.pdf").write_bytes(b"%PDF-1.4")
        rows.append({"url": f"https://bay.example/{plant}/{number}", "html": html(plant, number + 20)})
    (folder / "rows\x1b[31m\nFORGED.jsonl").write_text(
        "\n".join(map(json.dumps, rows)) + "\n{" + PLANTS["link"], "utf-8"
    )
    made = top / "planted.fh"
    result = run("trace", str(folder), "-o", str(made), "-w", "1")
    assert result.exit_code == 3, result.output
    clean(result.output)
    return made


def clean(output: str) -> None:
    found = OBEYED.search(output)
    assert found is None, repr(output[max(0, found.start() - 80) : found.end() + 40])
    forged = [line for line in output.splitlines() if re.match(r"(?:FORGED|2031-04-01 ERROR)", line)]
    assert not forged, forged


LISTS = ("stories", "dates", "copies", "networks", "refusals", "decisions", "watches", "timeline", "count", "new")


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
@pytest.mark.parametrize("command", LISTS)
def test_no_list_prints_what_a_terminal_obeys(archive: Path, command: str, form: str) -> None:
    with Archive(str(archive)) as opened:
        story = str(views.stories(opened)[0]["id"])
    more = [story] if command in ("timeline", "count") else ["--since", "2031-01-01"] if command == "new" else []
    result = run(command, str(archive), *more, "--format", form)
    if result.exit_code == 2:
        pytest.skip(f"{command} has no such format or argument")
    assert result.exit_code in (0, 3), result.output
    if form == "csv":  # a line feed within quotation marks is part of a cell
        lines = list(csv.reader(io.StringIO(result.output)))
        assert {len(each) for each in lines} == {len(lines[0])}
        clean(result.output.replace("\n", " "))
        return
    clean(result.output)


def test_no_view_of_one_thing_prints_what_a_terminal_obeys(archive: Path) -> None:
    with Archive(str(archive)) as opened:
        pages = [each.record for each in opened.articles]
        stories = [str(each["id"]) for each in views.stories(opened)]
    assert len(pages) > 10
    for key in pages[:12]:
        clean(run("page", str(archive), key).output)
    for key in stories:
        clean(run("story", str(archive), key).output)
    clean(run("search", str(archive), "ferry").output)
    clean(run("status", str(archive)).output)


def test_single_files_and_messages_print_nothing_that_a_terminal_obeys(archive: Path) -> None:
    folder = archive.parent / "pages"
    files = sorted(folder.glob("p*.html"))
    for command in ("restore", "date", "claims", "wire"):
        for file in files[:4]:
            clean(run(command, str(file)).output)
    clean(run("diff", str(files[0]), str(files[1])).output)
    for plant in PLANTS.values():
        clean(run("trace", f"no{plant}where").output.replace("\n", " "))
        clean(run("stories", f"no{plant}where.fh").output.replace("\n", " "))
        clean(run("page", str(archive), f"no{plant}where").output.replace("\n", " "))


def test_words_of_people_forge_no_line(archive: Path) -> None:
    with Archive(str(archive)) as opened:
        story = str(views.stories(opened)[0]["id"])
    run("decide", str(archive), "name", story, f"Ferry{PLANTS['lines']}", "--who", f"ann{PLANTS['erases']}", "--why",
        PLANTS["link"])  # fmt: skip
    clean(run("decisions", str(archive)).output)
