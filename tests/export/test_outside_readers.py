"""Every format is read by a reader, or fits a schema, that is not ours."""

import csv
import gzip
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import shapes
from pyld import jsonld as pyld
from warcio.archiveiterator import ArchiveIterator

import firsthand
from firsthand import export
from firsthand.archive import Archive
from firsthand.export.geojson import geojson, located
from firsthand.export.page import DATES, Page, gather
from firsthand.export.wacz import surt
from firsthand.model import Article, Dateline, Span

WEEK = Path(__file__).parents[2] / "examples" / "week"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """A few sites, with copies, addresses, pages without one, and people who are quoted."""
    path = tmp_path_factory.mktemp("export") / "some.fh"
    sites = [WEEK / name for name in ("northmerepress", "coastlineradio", "lanternpress", "feed.jsonl")]
    firsthand.trace(sites, path, workers=0)
    with Archive(str(path)) as opened:
        yield opened


@pytest.fixture(scope="module")
def held(archive: Archive) -> list[Page]:
    return list(gather(archive))


def made(form: str, archive: Archive) -> Any:
    return json.loads(export.render(form, archive))


@pytest.mark.parametrize(
    ("form", "shape"),
    [("ninjs", shapes.NINJS), ("csl", shapes.CSL), ("annotations", shapes.ANNOTATIONS), ("geojson", shapes.GEOJSON)],
)
def test_json_fits_the_published_schema(archive: Archive, form: str, shape: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(shape)
    jsonschema.Draft202012Validator(shape).validate(made(form, archive))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # theirs, not ours
def test_stix_is_read_by_the_library_of_its_makers(archive: Archive, held: list[Page]) -> None:
    stix2 = pytest.importorskip("stix2")
    bundle = stix2.parse(export.render("stix", archive).decode(), allow_custom=False)
    by_id = {each["id"]: each for each in bundle.objects}
    notes = {each["external_references"][0]["external_id"]: each for each in bundle.objects
             if each["type"] == "note" and "external_references" in each}  # fmt: skip
    assert set(notes) == {page.id for page in held}
    for page in held:
        note = notes[page.id]
        assert note["content"] == page.article.text
        (dates,) = note["extensions"].values()
        assert {name: dates[name] for name in page.dates} == page.dates
        assert all(ref in by_id for ref in note["object_refs"])
    for each in bundle.objects:
        refs = [*each.get("object_refs", ()), *(each[name] for name in ("source_ref", "target_ref") if name in each)]
        assert set(refs) <= set(by_id), each["id"]
    url = next(each for each in bundle.objects if each["type"] == "url")
    assert url["id"] == stix2.URL(value=url["value"])["id"]
    assert sum(each["type"] == "relationship" for each in bundle.objects) == _copies(held)


def _copies(held: list[Page]) -> int:
    known = {page.id for page in held}
    return sum(page.exemplar in known for page in held)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # theirs, not ours
def test_prov_is_read_by_an_outside_reader(archive: Archive, held: list[Page]) -> None:
    reader = pytest.importorskip("prov.model")
    document = reader.ProvDocument.deserialize(content=export.render("prov", archive).decode(), format="json")
    entities = {str(each.identifier) for each in document.get_records(reader.ProvEntity)}
    assert {f"fh:{page.id}" for page in held} <= entities
    for each in document.get_records(reader.ProvDerivation):
        assert {str(value) for _, value in each.formal_attributes[:2]} <= entities


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # theirs, not ours
def test_bibliographies_are_read_by_outside_readers(archive: Archive, held: list[Page]) -> None:
    bibtexparser, rispy = pytest.importorskip("bibtexparser"), pytest.importorskip("rispy")
    library = bibtexparser.parse_string(export.render("bibtex", archive).decode())
    assert not library.failed_blocks
    entries = {each.key: each.fields_dict for each in library.entries}
    references = {each["id"]: each for each in rispy.loads(export.render("ris", archive).decode())}
    for page in held:
        assert entries[page.id]["date"].value == page.edtf
        assert {
            name: entries[page.id][name.replace("_", "-")].value.replace("\\", "") for name in page.dates
        } == page.dates
        assert references[page.id]["title"] == page.article.title
        assert references[page.id]["notes"] == [f"{name}: {value}" for name, value in page.dates.items()]


def test_jsonld_expands_to_properties_that_schema_org_has(archive: Archive, held: list[Page]) -> None:
    def loader(address: str, _: object) -> dict[str, Any]:
        assert address == "https://schema.org"
        context = {"@context": {"@vocab": "https://schema.org/", "id": "@id", "type": "@type"}}
        return {"contextUrl": None, "documentUrl": address, "document": context}

    graph = pyld.expand(made("jsonld", archive), {"documentLoader": loader})
    assert len(graph) == len(held)
    for thing in _things(graph):
        (kind,) = (each.removeprefix("https://schema.org/") for each in thing["@type"])
        said = {name.removeprefix("https://schema.org/") for name in thing if name.startswith("https://")}
        assert said <= shapes.SCHEMA_ORG[kind], kind
    for page, article in zip(held, graph, strict=True):
        own = {name: value[0]["@value"] for name, value in article.items() if name.startswith("urn:firsthand:date")}
        assert own | {"urn:firsthand:dateVerdict": ""} == {
            f"urn:firsthand:date{name[5:].capitalize()}": value for name, value in page.dates.items()
        } | {"urn:firsthand:dateVerdict": ""}


def _things(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every typed thing in an expanded document."""
    if isinstance(value, list):
        for each in value:
            yield from _things(each)
    elif isinstance(value, dict):
        if "@type" in value and "@value" not in value:
            yield value
        for each in value.values():
            yield from _things(each)


def test_annotations_expand_with_a_context_like_the_published_one(archive: Archive) -> None:
    terms = {name: f"http://www.w3.org/ns/oa#{name}" for name in (
        "Annotation", "TextualBody", "TextPositionSelector", "TextQuoteSelector", "exact", "prefix", "suffix")}  # fmt: skip
    more = {"type": "@type", "id": "@id", "@vocab": "http://www.w3.org/ns/oa#"}

    def loader(address: str, _: object) -> dict[str, Any]:
        assert address == "http://www.w3.org/ns/anno.jsonld"
        return {"contextUrl": None, "documentUrl": address, "document": {"@context": terms | more}}

    (collection,) = pyld.expand(made("annotations", archive), {"documentLoader": loader})
    kinds = {kind for thing in _things(collection) for kind in thing["@type"]}
    assert "http://www.w3.org/ns/oa#Annotation" in kinds
    assert any("urn:firsthand:date_edtf" in thing for thing in _all(collection))


def _all(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for each in value:
            yield from _all(each)
    elif isinstance(value, dict):
        yield value
        for each in value.values():
            yield from _all(each)


def test_followthemoney_has_known_schemata_properties_and_ids(archive: Archive, held: list[Page]) -> None:
    entities = [json.loads(line) for line in export.render("ftm", archive).decode().splitlines()]
    ids = {each["id"] for each in entities}
    assert len(ids) == len(entities)
    for each in entities:
        assert re.fullmatch(r"[0-9a-zA-Z]([0-9a-zA-Z.-]*[0-9a-zA-Z])?", each["id"])
        assert set(each["properties"]) <= shapes.FTM[each["schema"]]
        assert all(isinstance(value, str) and value for values in each["properties"].values() for value in values)
        for name in ("document", "entity", "subject", "object"):
            assert set(each["properties"].get(name, ())) <= ids
    articles = [each["properties"] for each in entities if each["schema"] == "Article"]
    assert [each["notes"] for each in articles] == [[f"{k}: {v}" for k, v in page.dates.items()] for page in held]
    assert {each["language"][0] for each in articles if "language" in each} <= {"eng", "deu", "spa", "fra"}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # theirs, not ours
def test_followthemoney_is_valid_for_its_own_library(archive: Archive) -> None:
    ftm = pytest.importorskip("followthemoney", reason="followthemoney is not installed")
    for line in export.render("ftm", archive).decode().splitlines():
        entity = json.loads(line)
        ftm.model.get(entity["schema"]).validate(entity)


def test_a_wacz_has_right_digests_and_an_index_that_leads_to_each_page(archive: Archive, held: list[Page]) -> None:
    data = export.render("wacz", archive)
    assert data == export.render("wacz", archive)
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    package = json.loads(files["datapackage.json"])
    jsonschema.Draft202012Validator(shapes.WACZ_PACKAGE).validate(package)
    assert json.loads(files["datapackage-digest.json"])["hash"] == _sha(files["datapackage.json"])
    for each in package["resources"]:
        assert (each["hash"], each["bytes"]) == (_sha(files[each["path"]]), len(files[each["path"]]))
    lines = files["indexes/index.cdxj"].decode().splitlines()
    assert lines == sorted(lines)
    assert len(lines) == len(held)
    payloads = {hashlib.sha256(record.payload).hexdigest() for page in held if (record := archive.records.get(page.id))}
    for line in lines:
        says = json.loads(line.split(" ", 2)[2])
        start = int(says["offset"])
        member = files["archive/" + says["filename"]][start : start + int(says["length"])]
        one = next(iter(ArchiveIterator(io.BytesIO(member), check_digests="raise")))
        assert one.rec_headers.get_header("WARC-Target-URI") == says["url"]
        digest = hashlib.sha256(one.content_stream().read()).hexdigest()
        assert says["digest"] == f"sha256:{digest}"
        assert digest in payloads
    pages = [json.loads(line) for line in files["pages/pages.jsonl"].decode().splitlines()]
    assert pages[0]["format"] == "json-pages-1.0"
    assert [(each["id"], each["date_edtf"]) for each in pages[1:]] == [(page.id, page.edtf) for page in held]
    assert gzip.decompress(files["archive/data.warc.gz"]).startswith(b"WARC/1.1\r\nWARC-Type: warcinfo")


def _sha(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def test_a_wacz_taken_in_again_gives_the_same_texts(archive: Archive, held: list[Page], tmp_path: Path) -> None:
    (tmp_path / "some.wacz").write_bytes(export.render("wacz", archive))
    firsthand.trace([tmp_path / "some.wacz"], tmp_path / "again.fh", workers=0)
    with Archive(str(tmp_path / "again.fh")) as again:
        texts = {article.url: article.text for article in again.articles}
        assert len(again.articles) == len(texts)
    for page in held:
        if page.article.url and (record := archive.records.get(page.id)) and record.url:
            assert texts[page.article.url] == page.article.text


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("http://www.Example.com/A/b?z=1&a=2", "com,example)/a/b?a=2&z=1"),
        ("https://news.example.co.uk:8080/x/", "uk,co,example,news:8080)/x"),
        ("http://example.org", "org,example)/"),
        ("http://www2.x.example/index.html#frag", "example,x)/index.html"),
        ("urn:firsthand:page_1", "urn:firsthand:page_1"),
        ("http://[broken", "http://[broken"),
    ],
)
def test_addresses_are_sorted_as_web_archives_sort_them(address: str, key: str) -> None:
    assert surt(address) == key


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("SEOUL, South Korea", ((126.98, 37.57),)),
        ("Seoul", ((126.98, 37.57),)),
        ("LONDON", ((-0.13, 51.51),)),
        ("LONDON, Ontario", ((-81.25, 42.98),)),
        ("PARIS, Texas", ((-95.56, 33.66),)),
        ("PARIS, Tennessee", ()),
        ("PORTLAND", ()),
        ("Portland, Maine", ((-70.26, 43.66),)),
        ("PORTLAND, Ore.", ((-122.68, 45.52),)),
        ("BOGOTÁ, Colombia", ((-74.07, 4.71),)),
        ("N’DJAMENA", ((15.06, 12.13),)),
        ("BEIJING/TOKYO", ((116.41, 39.9), (139.69, 35.68))),
        ("BEIJING/NOWHERE", ()),
        ("PORT VELMARK", ()),
        ("", ()),
    ],
)
def test_a_dateline_has_coordinates_only_where_one_place_is_meant(place: str, found: tuple[Any, ...]) -> None:
    assert located(place) == found


def test_pages_without_a_known_place_are_left_out_and_counted() -> None:
    def page(number: int, place: str | None) -> Page:
        line = None if place is None else Dateline(place=place, where=Span(start=0, end=5))
        return Page(article=Article(record=f"page_{number}", text="Rain fell.", blocks=(), dateline=line))

    made = json.loads(geojson([page(1, "SEOUL, South Korea"), page(2, "PORT VELMARK"), page(3, None)]))
    jsonschema.Draft202012Validator(shapes.GEOJSON).validate(made)
    assert [each["id"] for each in made["features"]] == ["urn:firsthand:page_1"]
    assert made["left_out"] == {"without_dateline": 1, "place_not_in_table": 1}


def test_rows_are_read_by_the_readers_of_the_standard_library_and_keep_the_columns_about_dates(
    archive: Archive,
) -> None:
    rows = list(csv.DictReader(io.StringIO(export.render("pages-csv", archive).decode())))
    assert set(DATES) <= set(rows[0])


@pytest.mark.parametrize(
    "form", sorted(set(export.formats()) - set(export.OF_STORIES) - {"pages-parquet", "wacz", "geojson"})
)
def test_every_export_of_pages_carries_the_days_of_writing_and_the_basis(
    archive: Archive, held: list[Page], form: str
) -> None:
    text = export.render(form, archive).decode()
    for page in held:
        for name in ("date_edtf", "date_claimed", "date_basis", "date_certainty"):
            if form != "annotations" or page.claims:
                assert (page.dates.get(name) or "") in text.replace("\\", ""), (form, name)


def test_a_timeline_fits_the_viewer_s_format(archive: Archive) -> None:
    told = max(archive.stories, key=lambda story: (len(story.records), story.id))
    made = json.loads(export.render("timelinejs", archive, told.id))
    jsonschema.Draft202012Validator(shapes.TIMELINEJS).validate(made)
    assert made["events"]
