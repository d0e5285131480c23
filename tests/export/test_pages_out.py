"""Every format parses back, holds every page, and never takes a claimed day for the day of writing."""

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

import firsthand
from firsthand import export
from firsthand.archive import Archive
from firsthand.cli import cli
from firsthand.export.annotations import annotations
from firsthand.export.bibtex import bibtex
from firsthand.export.csl import csl
from firsthand.export.jsonld import jsonld
from firsthand.export.ninjs import ninjs
from firsthand.export.page import Page, gather
from firsthand.export.pages import COLUMNS, pages_csv, pages_jsonl, pages_parquet
from firsthand.export.prov import prov
from firsthand.export.ris import ris
from firsthand.model import Article, Branch, Claim, Dating, Origin, Party, Span, Stemma

WEEK = Path(__file__).parents[2] / "examples" / "week"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """Three pages of two outlets, traced."""
    path = tmp_path_factory.mktemp("export") / "week.fh"
    firsthand.trace([WEEK / "northmerepress", WEEK / "coastlineradio"], path, workers=0)
    with Archive(str(path)) as opened:
        yield opened


@pytest.fixture
def held(archive: Archive) -> list[Page]:
    return list(gather(archive))


LIE = Page(
    article=Article(record="page_1", title="=1+1 {50%} & more", text="The ferry was stopped.", blocks=()),
    dating=Dating(
        earliest=dt.date(2019, 3, 4), latest=dt.date(2019, 3, 6), claimed=dt.date(2024, 1, 1),
        certainty="medium", verdict="contradicted",
    ),
)  # fmt: skip
"""A page that claims a day which its text contradicts, with a headline that a program would obey."""
UNKNOWN = Page(article=Article(record="page_2", text="The ferry was stopped.", blocks=()), dating=Dating())
"""A page of which nothing is known."""


@pytest.mark.parametrize("form", sorted(set(export.formats()) - export.BINARY - set(export.OF_STORIES) - {"geojson"}))
def test_every_format_names_every_page(archive: Archive, held: list[Page], form: str) -> None:
    made = export.render(form, archive)
    assert len(held) == 3
    for page in held:
        assert page.id.encode() in made.replace(b"page-", b"page_")  # FollowTheMoney takes no underscore
    assert made == export.render(form, archive)


def test_a_story_limits_the_pages(archive: Archive, held: list[Page]) -> None:
    story = held[0].story
    assert story is not None
    assert tuple(page.id for page in gather(archive, story.id)) == story.records


def test_rows_agree_in_csv_json_lines_and_parquet(held: list[Page]) -> None:
    lines = list(csv.DictReader(io.StringIO(pages_csv(held))))
    objects = [json.loads(line) for line in pages_jsonl(held).splitlines()]
    rows = pq.read_table(io.BytesIO(pages_parquet(held))).to_pylist()
    assert list(lines[0]) == list(COLUMNS) == list(rows[0])
    for page, line, thing, row in zip(held, lines, objects, rows, strict=True):
        assert line["id"] == thing["id"] == row["id"] == page.id
        assert line["date_edtf"] == thing["date_edtf"] == row["date_edtf"]
        assert row["date_earliest"] == dt.date.fromisoformat(thing["date_earliest"])
        assert row["claims"] == thing["claims"] == int(line["claims"]) == len(page.claims)


def test_a_cell_that_a_spreadsheet_would_execute_is_disarmed() -> None:
    assert next(csv.DictReader(io.StringIO(pages_csv([LIE]))))["title"].startswith("'=")


def test_unknown_values_are_left_out_of_json_and_null_in_parquet() -> None:
    thing = json.loads(pages_jsonl([UNKNOWN]))
    assert not {"date_earliest", "date_latest", "date_claimed", "date_likely", "title", "url"} & set(thing)
    row = pq.read_table(io.BytesIO(pages_parquet([UNKNOWN]))).to_pylist()[0]
    assert row["date_earliest"] is None
    assert row["title"] is None


def test_jsonld_has_articles_with_quotations_and_claims(held: list[Page]) -> None:
    graph = json.loads(jsonld(held))["@graph"]
    for page, article in zip(held, graph, strict=True):
        assert article["@type"] == "NewsArticle"
        assert article["headline"] == page.article.title
        assert article["datePublished"] == str(page.day)
        assert {part["@type"] for part in article["hasPart"]} == {"Claim", "Quotation"}


def test_ninjs_has_what_the_standard_asks_for(held: list[Page]) -> None:
    for page, thing in zip(held, json.loads(ninjs(held)), strict=True):
        assert thing["uri"] == f"urn:firsthand:{page.id}"
        assert thing["standard"]["version"] == "2.1"
        assert thing["bodies"][0]["value"] == page.article.text
        assert dt.datetime.fromisoformat(thing["contentcreated"]).date() == page.day


def test_references_carry_title_address_and_day(held: list[Page]) -> None:
    items = {item["id"]: item for item in json.loads(csl(held))}
    for page, ref in zip(held, ris(held).split("ER  - \r\n")[:-1], strict=True):
        assert page.day is not None
        assert items[page.id]["issued"] == {"date-parts": [[page.day.year, page.day.month, page.day.day]]}
        assert f"DA  - {page.day:%Y/%m/%d}\r\n" in ref
        assert f"UR  - {page.article.url}\r\n" in ref
        assert f"  date = {{{page.day}}}" in bibtex([page])


def test_tex_does_not_obey_a_headline() -> None:
    assert r"title = {{=1+1 \{50\%\} \& more}}" in bibtex([LIE])


def test_annotations_point_at_their_quotes(held: list[Page]) -> None:
    texts = {f"urn:firsthand:{page.id}": page.article.text for page in held}
    collection = json.loads(annotations(held))
    assert collection["total"] == sum(len(page.claims) for page in held) > 0
    for item in collection["first"]["items"]:
        for target in item["target"]:
            position, quote = target["selector"]
            text = texts[target["source"]]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert text[: position["start"]].endswith(quote.get("prefix", ""))
            assert text[position["end"] :].startswith(quote.get("suffix", ""))


def test_prov_derives_a_copy_from_its_exemplar_by_way_of_the_lost_one() -> None:
    branch = Branch(witness="page_2", exemplar="page_1", score=0.9, through="lost_1")
    origin = Origin(kind="unknown", name=None, certainty=0.0)
    stemma = Stemma(id="text_1", witnesses=("page_1", "page_2"), archetype="page_1", branches=(branch,), origin=origin)
    pages = [Page(article=each.article, stemma=stemma) for each in (LIE, UNKNOWN)]
    made = json.loads(prov(pages))
    steps = {(each["prov:generatedEntity"], each["prov:usedEntity"]) for each in made["wasDerivedFrom"].values()}
    assert steps == {("fh:page_2", "fh:lost_1"), ("fh:lost_1", "fh:page_1")}
    assert set(made["entity"]) == {"fh:page_1", "fh:page_2", "fh:lost_1"}


def test_a_contradicted_day_is_never_the_day_of_writing() -> None:
    assert json.loads(csl([LIE]))[0]["issued"] == {"date-parts": [[2019, 3, 4], [2019, 3, 6]]}
    assert "date = {2019-03-04/2019-03-06}" in bibtex([LIE])
    assert "DA  - " not in ris([LIE])
    article = json.loads(jsonld([LIE]))["@graph"][0]
    assert "datePublished" not in article
    assert article["fh:dateClaimed"] == "2024-01-01"
    assert "contentcreated" not in json.loads(ninjs([LIE]))[0]
    likely = Page(article=LIE.article, dating=msgspec.structs.replace(LIE.dating, likely=dt.date(2019, 3, 5)))
    assert json.loads(ninjs([likely]))[0]["contentcreated"] == "2019-03-05T00:00:00-00:00"


def test_unknown_days_are_absent_rather_than_empty() -> None:
    for made in (jsonld([UNKNOWN]), ninjs([UNKNOWN]), csl([UNKNOWN]), prov([UNKNOWN])):
        assert not re.search(r'"(datePublished|contentcreated|issued|fh:date_edtf|fh:dateEdtf)"', made)
        assert "null" not in made
    assert " date = " not in bibtex([UNKNOWN])
    assert not re.search("(?m)^(DA|PY|N1  - date_e)", ris([UNKNOWN]))


def test_the_command_writes_a_file_and_spares_the_archive(archive: Archive, tmp_path: Path) -> None:
    out = tmp_path / "week.csl.json"
    done = CliRunner().invoke(cli, ["export", str(archive.path), "--as", "csl", "-o", str(out)])
    assert done.exit_code == 0, done.output
    assert len(json.loads(out.read_text("utf-8"))) == 3
    assert CliRunner().invoke(cli, ["export", str(archive.path), "--as", "csl", "-o", str(archive.path)]).exit_code


def test_csv_can_begin_with_the_mark_that_excel_needs_and_nothing_else_can(archive: Archive, tmp_path: Path) -> None:
    out = tmp_path / "pages.csv"
    done = CliRunner().invoke(cli, ["export", str(archive.path), "--as", "pages-csv", "--bom", "-o", str(out)])
    assert done.exit_code == 0, done.output
    assert out.read_bytes().startswith(b"\xef\xbb\xbfid,")
    assert CliRunner().invoke(cli, ["export", str(archive.path), "--as", "csl", "--bom", "-o", str(out)]).exit_code


def test_claims_carry_what_they_hang_together_with() -> None:
    text = "The mayor said that Ana Ruiz said that the pier may close."
    content = Span(start=39, end=57)
    one = Claim(
        id="claim_1", record="page_1", source=Span(start=20, end=28), cue=Span(start=29, end=33), content=(content,),
        kind="indirect", hedge=Span(start=48, end=51),
        party=Party(id="ana ruiz", name="Ana Ruiz", kind="person", named=True),
        through=(Party(id="mayor", name="mayor", kind="anonymous", named=False),),
    )  # fmt: skip
    page = Page(
        article=Article(record="page_1", text=text, blocks=()), claims=(one,), groups={"claim_1": ("said_1", "point_1")}
    )
    (claim,) = json.loads(jsonld([page]))["@graph"][0]["hasPart"]
    assert claim["@type"] == "Claim"
    assert (claim["fh:hedge"], claim["fh:cueClass"]) == ("may", "states")
    assert (claim["fh:sameClaims"], claim["fh:through"]) == ("urn:firsthand:said_1", [{"name": "mayor"}])
    (annotation,) = json.loads(annotations([page]))["first"]["items"]
    said = {body["value"] for body in annotation["body"]}
    assert {"hedge: may", "through mayor", "urn:firsthand:said_1", "urn:firsthand:point_1"} <= said
