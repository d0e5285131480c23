"""What leaves the desk as a file: every format under an address of its own, in the desk and over REST."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

import firsthand
from firsthand import export
from firsthand.archive import Archive
from firsthand.web import app, out, rights
from firsthand.web.openapi import ROOT, document


@pytest.fixture(scope="module")
def desk(small: Any, browse: Any) -> Any:
    return browse(app(small.path))


@pytest.mark.parametrize("form", sorted(export.formats()))
def test_a_story_can_be_had_in_every_format_in_the_desk_and_over_rest(desk: Any, small: Any, form: str) -> None:
    answer = desk.get(f"/story/{small.story}/export/{form}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"] == f'attachment; filename="{small.story}.{export.ENDINGS[form]}"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    with Archive(small.path) as archive:
        assert answer.content == export.render(form, archive, small.story, "http://localhost:8770")
    rest = desk.get(f"{ROOT}/stories/{small.story}/export/{form}")
    assert rest.content == answer.content
    again = desk.get(f"{ROOT}/stories/{small.story}/export/{form}", headers={"if-none-match": rest.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("form", sorted(set(export.formats()) - set(export.OF_STORIES)))
def test_all_pages_can_be_had_in_every_format_of_pages(desk: Any, small: Any, form: str) -> None:
    for address in (f"/export/{form}", f"{ROOT}/export/{form}"):
        answer = desk.get(address)
        assert answer.status_code == 200
        assert answer.headers["content-disposition"] == f'attachment; filename="small.{export.ENDINGS[form]}"'


def test_rest_describes_the_formats_that_there_are() -> None:
    paths = document()["paths"]
    for path, known in (
        ("/export/{form}", set(export.formats()) - set(export.OF_STORIES)),
        ("/stories/{id}/export/{form}", set(export.formats())),
    ):
        (form,) = (each for each in paths[path]["get"]["parameters"] if each["name"] == "form")
        assert set(form["schema"]["enum"]) == known


def test_what_is_not_there_is_told_in_words(desk: Any, small: Any) -> None:
    for address in ("/export/docx", "/export/report-md", "/story/story_9/export/csl", "/story/story_9/report",
                    "/story/story_9/bundle.zip"):  # fmt: skip
        answer = desk.get(address)
        assert answer.status_code == 404
        assert "text/html" in answer.headers["content-type"]
    problem = desk.get(f"{ROOT}/stories/{small.story}/export/docx")
    assert problem.status_code == 404
    assert problem.headers["content-type"] == "application/problem+json"
    assert "docx" in problem.json()["detail"]


def test_what_is_too_large_for_the_desk_names_the_command(desk: Any, small: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(out, "MOST", 1)
    monkeypatch.setattr(out, "BUNDLE_MOST", 1)
    answer = desk.get(f"{ROOT}/export/csl")
    assert answer.status_code == 413
    assert "firsthand export small.fh --as csl" in answer.json()["detail"]
    assert "firsthand bundle small.fh" in desk.get(f"/story/{small.story}/bundle.zip").text
    assert "firsthand export small.fh" in desk.get("/export").text


def test_the_report_stands_under_a_policy_of_its_own_and_links_into_the_desk(desk: Any, small: Any) -> None:
    answer = desk.get(f"/story/{small.story}/report")
    policy = answer.headers["content-security-policy"]
    assert "script-src" not in policy
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert "frame-ancestors 'none'" in policy
    assert f"http://localhost:8770/story/{small.story}" in answer.text
    assert "<script" not in answer.text


def test_the_parts_of_a_report_can_be_chosen_and_kept_as_a_file(desk: Any, small: Any) -> None:
    some = desk.get(f"/story/{small.story}/report?part=pages&part=nonsense").text
    assert 'id="pages"' in some
    assert 'id="reporters"' not in some
    text = desk.get(f"/story/{small.story}/report?part=reporters&as_file=md")
    assert text.headers["content-type"] == "text/markdown; charset=utf-8"
    assert "## Independent reporters" in text.text
    assert "## Pages" not in text.text
    kept = desk.get(f"/story/{small.story}/report?as_file=html")
    assert kept.headers["content-disposition"].endswith('.html"')


def test_a_bundle_can_be_had_from_the_desk(browse: Any, tmp_path: Path) -> None:
    path = tmp_path / "one.fh"
    firsthand.trace([Path(__file__).parents[2] / "examples" / "week" / "coastlineradio"], path, workers=0)
    with Archive(str(path)) as archive:
        key = archive.stories[0].id
    answer = browse(app(str(path))).get(f"/story/{key}/bundle.zip")
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.content)) as opened:
        assert json.loads(opened.read("manifest.json"))["story"] == key


def test_what_other_rules_worked_out_is_not_bundled(desk: Any, small: Any) -> None:
    answer = desk.get(f"/story/{small.story}/bundle.zip")
    assert answer.status_code == 404
    assert "worked out by rules test" in answer.text


def test_the_page_of_a_story_leads_to_all_of_it(desk: Any, small: Any, browse: Any) -> None:
    assert f'href="/story/{small.story}/export"' in desk.get(f"/story/{small.story}").text
    page = desk.get(f"/story/{small.story}/export").text
    for form in export.formats():
        assert f'href="/story/{small.story}/export/{form}"' in page
    assert f'action="/story/{small.story}/report"' in page
    assert "&lt;iframe" not in page
    opened = browse(app(small.path, rights=rights("127.0.0.1", None, embed=True)))
    assert "&lt;iframe" in opened.get(f"/story/{small.story}/export").text
