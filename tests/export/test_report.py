"""A story's report says what it rests on, word for word, and lets no page speak in its own name."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

import firsthand
from firsthand import export
from firsthand.archive import Archive
from firsthand.cli import cli
from firsthand.errors import UsageError
from firsthand.export.report import SECTIONS, Note, Point, Report, Section, report
from firsthand.export.report_html import report_html
from firsthand.export.report_md import report_md

WEEK = Path(__file__).parents[2] / "examples" / "week"
DESK = "http://127.0.0.1:8000"

EVIL = 'x</li><script src="//evil.example/a.js"></script><img src=x onerror=a()> ![a](http://evil.example) [b](c) `d` \u202ee'
HOSTILE = Report(
    title=EVIL, sentence="1 page", coverage=EVIL, link=None,
    sections=(Section("claims", "Who says what", (Point(EVIL, (1,), EVIL), Point("1. first\n\n# second")), EVIL, 7),),
    notes=(Note(1, EVIL, EVIL, 'http://desk/"><script>', "javascript:alert(1)"),),
)  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    path = tmp_path_factory.mktemp("report") / "some.fh"
    firsthand.trace([WEEK / name for name in ("northmerepress", "coastlineradio", "lanternpress")], path, workers=0)
    with Archive(str(path)) as opened:
        yield opened


@pytest.fixture(scope="module")
def key(archive: Archive) -> str:
    return max(archive.stories, key=lambda story: (len(story.records), story.id)).id


class Parts(HTMLParser):
    """Collects tags with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_every_footnote_stands_word_for_word_in_its_page(archive: Archive, key: str) -> None:
    made = report(archive, key, DESK)
    assert len(made.notes) > 10
    for note in made.notes:
        if note.link is None:  # a row of a table, or the archive as a whole
            assert not note.where.startswith("page_")
            continue
        found = re.fullmatch(DESK + r"/page/(page_[0-9a-f]+)\?at=(\d+)-(\d+)&as=[0-9a-f]{12}#t\2-\3", note.link)
        if found is None:  # evidence that stands as found, or in the headline
            continue
        article = archive.articles.get(found[1])
        assert article is not None
        words = " ".join(article.text[int(found[2]) : int(found[3])].split())
        assert words.startswith(note.quote.removesuffix(" …")), note


def test_every_call_has_its_note_and_every_note_a_call(archive: Archive, key: str) -> None:
    made = report(archive, key)
    called = {each for section in made.sections for point in section.points for each in point.notes}
    assert called == {note.number for note in made.notes} == set(range(1, len(made.notes) + 1))
    page, text = report_html(made), report_md(made)
    targets = {attrs.get("id") for _, attrs in Parts(page).found}
    assert {f"n{each}" for each in called} <= targets
    assert {int(each) for each in re.findall(r"(?m)^\[\^(\d+)\]:", text)} == called
    assert {int(each) for each in re.findall(r"\[\^(\d+)\](?!:)", text)} == called


def test_the_count_reads_as_everywhere_and_speaks_of_the_archive(archive: Archive, key: str) -> None:
    count = archive.counts.get(key)
    assert count is not None
    for made in (export.render("report-html", archive, key), export.render("report-md", archive, key)):
        assert count.sentence in made.decode()
        assert "in this archive" in made.decode()


def test_the_page_asks_nobody_for_anything_and_runs_nothing(archive: Archive, key: str) -> None:
    for page in (export.render("report-html", archive, key, DESK).decode(), report_html(HOSTILE)):
        tags = Parts(page).found
        assert {tag for tag, _ in tags}.isdisjoint(
            {"script", "img", "iframe", "link", "object", "embed", "form", "svg"}
        )
        assert not any(name.startswith("on") or name == "src" for _, attrs in tags for name in attrs)
        policy = next(attrs["content"] for tag, attrs in tags if attrs.get("http-equiv") == "Content-Security-Policy")
        assert policy is not None
        assert policy.startswith("default-src 'none'")
        assert "url(" not in page
        assert all((attrs["href"] or "").startswith(("http", "#")) for tag, attrs in tags if tag == "a")


def test_page_text_is_only_text_in_both_forms() -> None:
    page, text = report_html(HOSTILE), report_md(HOSTILE)
    assert "<script" not in page.replace("&lt;script", "")
    assert "\u202e" not in page + text
    assert "7 more are not shown here." in page
    assert "7 more are not shown here." in text
    assert not re.search(r"(?<!\\)<(?!http)", text)
    assert not re.search(r"(?<!\\)!\[|(?<![\\\]])\[(?![\^t])", text)
    assert "javascript" not in page
    assert "javascript" not in text
    assert "\n# second" not in text
    assert "- &#49;. first" in text


def test_sections_can_be_chosen(archive: Archive, key: str) -> None:
    assert [each.key for each in report(archive, key, parts=("pages", "sources")).sections] == ["sources", "pages"]
    assert {each.key for each in report(archive, key).sections} <= set(SECTIONS)


def test_a_report_is_about_one_story_and_the_command_says_so(archive: Archive, key: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--story"):
        export.render("report-md", archive)
    out = tmp_path / "report.html"
    args = ["export", archive.path, "--as", "report-html", "--story", key, "--desk", DESK, "-o", str(out)]
    done = CliRunner().invoke(cli, args)
    assert done.exit_code == 0, done.output
    assert f"{DESK}/story/{key}" in out.read_text("utf-8")
    assert CliRunner().invoke(cli, [*args[:-3], "javascript:x", "-o", str(out)]).exit_code != 0


def test_every_format_has_an_ending_and_a_line_about_it() -> None:
    assert set(export.ENDINGS) == set(export.formats())
    assert all(export.formats().values())
