"""The command that asks whether a text has been seen, against an archive of some pages of the week."""

import json
from pathlib import Path

from click.testing import CliRunner

from firsthand import seen
from firsthand.archive import Archive
from firsthand.cli import cli
from firsthand.model import Tables


def asked(*arguments: str, text: str | None = None) -> str:
    result = CliRunner().invoke(cli, ["seen", *arguments], input=text)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_page_of_the_pile_is_seen_on_the_other_pages_of_its_text(archive: Path) -> None:
    with Archive(str(archive)) as opened:
        text = next(text for text in opened.stemmata if len(text.witnesses) >= 5)
        article = opened.articles.get(text.witnesses[0])
        assert article is not None
        others = {each.article.record for each in seen.seen(opened, article, Tables())}
        assert article.record not in others
        assert len(others & set(text.witnesses)) >= 0.8 * (len(text.witnesses) - 1)
        lines = json.loads(asked(str(archive), "-", "--format", "json", text=article.text))
    assert {line["id"] for line in lines} >= others
    assert all(line["share"] >= 0 and line["relation"] for line in lines)
    assert lines == sorted(lines, key=lambda line: (-line["share"], line["id"]))


def test_a_passage_is_told_with_the_story_that_it_belongs_to(archive: Path) -> None:
    with Archive(str(archive)) as opened:
        article = max(opened.articles, key=lambda article: (len(article.text), article.record))
    said = asked(str(archive), "-", text=article.text[: len(article.text) // 2])
    assert "this text" in said
    assert "story_" in said
    assert "origin" in said


def test_an_unknown_text_is_said_to_be_unknown(archive: Path) -> None:
    assert "No page of this archive" in asked(str(archive), "-", text="Nobody has ever put these words in this row.")


def test_nothing_to_ask_about_is_an_error_that_says_so(archive: Path, tmp_path: Path) -> None:
    empty = CliRunner().invoke(cli, ["seen", str(archive), "-"], input=" ")
    assert empty.exit_code != 0
    assert "1 to 200,000 characters" in str(empty.exception)
    missing = CliRunner().invoke(cli, ["seen", str(archive), str(tmp_path / "no.html")])
    assert missing.exit_code != 0
    assert "cannot be read" in str(missing.exception)
