"""A bundle holds all that a count rests on, has determined bytes, and comes out the same on another machine."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from warcio.archiveiterator import ArchiveIterator

import firsthand
from firsthand import evidence, pipeline
from firsthand.archive import Archive, decide, judgement
from firsthand.cli import cli
from firsthand.errors import InputError, UsageError

WEEK = Path(__file__).parents[2] / "examples" / "week"
SITES = ("northmerepress", "coastlineradio", "fellmoormirror", "lanternpress", "thegannet")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    path = tmp_path_factory.mktemp("evidence") / "some.fh"
    firsthand.trace([WEEK / name for name in SITES], path, workers=0)
    with Archive(str(path)) as opened:
        yield opened


@pytest.fixture(scope="module")
def key(archive: Archive) -> str:
    return max(archive.stories, key=lambda story: (len(story.records), story.id)).id


@pytest.fixture(scope="module")
def made(archive: Archive, key: str) -> bytes:
    return evidence.packed(evidence.bundle(archive, key))


def test_the_same_archive_gives_the_same_bytes(archive: Archive, key: str, made: bytes) -> None:
    assert evidence.packed(evidence.bundle(archive, key)) == made


def test_a_bundle_checks_out_without_its_archive(archive: Archive, key: str, made: bytes) -> None:
    found = evidence.check(made, pipeline.RULES)
    count, story = archive.counts.get(key), archive.stories.get(key)
    assert count is not None
    assert story is not None
    assert found.wrong == ()
    assert found.pages == len(story.records) > 1
    assert found.spans > 20
    assert found.sentence == f"{count.sentence} · underlying sources: {count.sources}"
    assert found.archived == ()


def test_other_programs_open_a_bundle_and_its_pages(archive: Archive, key: str, made: bytes) -> None:
    story = archive.stories.get(key)
    assert story is not None
    with zipfile.ZipFile(io.BytesIO(made)) as opened:
        assert opened.testzip() is None
        names = opened.namelist()
        pages = opened.read("pages.warc")
        assert names[-1] == "manifest.json"
        assert "firsthand verify" in opened.read("README.txt").decode()
        assert {each.date_time for each in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    found = {}
    for one in ArchiveIterator(io.BytesIO(pages), check_digests="raise"):
        if one.rec_type != "warcinfo":
            found[one.rec_headers.get_header("Firsthand-Record")] = one.content_stream().read()
    assert found == {key: record.payload for key in story.records if (record := archive.records.get(key))}


def test_a_bundle_tells_nothing_of_the_folders_of_the_machine(made: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(made)) as opened:
        for name in opened.namelist():
            assert str(WEEK).encode() not in opened.read(name), name


def test_people_s_decisions_travel_with_the_pages(archive: Archive, key: str, tmp_path: Path) -> None:
    copy = tmp_path / "decided.fh"
    copy.write_bytes(Path(archive.path).read_bytes())
    story = archive.stories.get(key)
    assert story is not None
    one, other = story.records[:2]
    decide(str(copy), (judgement("not copy", one, other, who="Rosa", reason="asked them"),))
    with Archive(str(copy)) as opened:
        held = json.loads(evidence.bundle(opened, key)["judgements.json"])
    assert [(each["who"], each["reason"]) for each in held] == [("Rosa", "asked them")]


def test_a_count_that_was_changed_with_all_its_digests_is_found_out(archive: Archive, key: str) -> None:
    files = evidence.bundle(archive, key)
    again = json.loads(files["again.json"])
    again["count"]["reporters"]["high"] += 5
    forged = _repacked(files | {"again.json": json.dumps(again).encode()})
    found = evidence.check(forged, pipeline.RULES)
    assert any(line.startswith("The count was ") for line in found.wrong)


def test_a_page_that_was_changed_with_all_its_digests_gives_another_article(archive: Archive, key: str) -> None:
    files = evidence.bundle(archive, key)
    story = archive.stories.get(key)
    assert story is not None
    article = archive.articles.get(story.records[0])
    assert article is not None
    word = max(article.text.split("\n\n")[0].split(), key=lambda each: (len(each) if each.isascii() else 0, each))
    pages = files["pages.warc"].replace(word.encode(), b"x" * len(word))
    found = evidence.check(_repacked(files | {"pages.warc": pages}), pipeline.RULES)
    assert any("digest" in line for line in found.wrong)
    assert any("restored article" in line for line in found.wrong)


def test_other_rules_are_named_where_something_differs(archive: Archive, key: str) -> None:
    files = evidence.bundle(archive, key)
    again = json.loads(files["again.json"])
    again["datings"][0][1] = "1999-01-01"
    found = evidence.check(_repacked(files | {"again.json": json.dumps(again).encode()}), "9.9.9")
    assert "may come from that" in found.wrong[0]


def test_what_is_no_bundle_is_refused_in_words(archive: Archive) -> None:
    plain = io.BytesIO()
    with zipfile.ZipFile(plain, "w") as opened:
        opened.writestr("a.txt", "a")
    for data in (plain.getvalue(), b"PK\x03\x04", b"", b"PK\x05\x06" + b"\0" * 18):
        with pytest.raises(InputError):
            evidence.check(data, pipeline.RULES)
    with pytest.raises(UsageError):
        evidence.bundle(archive, "story_0")


def test_the_commands_write_and_check_a_bundle(archive: Archive, key: str, made: bytes, tmp_path: Path) -> None:
    out, asks = tmp_path / "one.zip", tmp_path / "one.tsq"
    run = CliRunner().invoke(cli, ["bundle", archive.path, key, "-o", str(out), "--request", str(asks)])
    assert run.exit_code == 0, run.output
    assert out.read_bytes() == made
    assert len(asks.read_bytes()) == 59
    checked = CliRunner().invoke(cli, ["verify", str(out)])
    assert checked.exit_code == 0, checked.output
    assert "All is as it was written" in checked.output
    digest = next(line for line in run.output.splitlines() if line.startswith("Digest: "))
    assert digest in checked.output
    changed = bytearray(made)
    changed[len(changed) // 2] ^= 4
    out.write_bytes(changed)
    broken = CliRunner().invoke(cli, ["verify", str(out)])
    assert broken.exit_code == 4
    assert f"byte {len(changed) // 2:,}" in broken.output
    assert CliRunner().invoke(cli, ["bundle", archive.path, key, "-o", archive.path]).exit_code != 0


def _repacked(files: dict[str, bytes]) -> bytes:
    """Return a bundle whose digests fit its files again, as a forger would leave it."""
    from firsthand.archive import codec
    from firsthand.evidence.bundle import MANIFEST, manifest
    from firsthand.evidence.held import Told

    plain = {name: data for name, data in files.items() if name != MANIFEST}
    return evidence.packed(plain | {MANIFEST: manifest(plain, codec.load(Told, files["story.json"]))})


def test_of_a_bundle_that_is_traced_only_the_captures_are_pages(
    archive: Archive, key: str, made: bytes, tmp_path: Path
) -> None:
    (tmp_path / "one.zip").write_bytes(made)
    firsthand.trace([tmp_path / "one.zip"], tmp_path / "again.fh", workers=0)
    story = archive.stories.get(key)
    assert story is not None
    addressed = {record.url for page in story.records if (record := archive.records.get(page)) and record.url}
    with Archive(str(tmp_path / "again.fh")) as again:
        assert {record.url for record in again.records} == addressed


def test_a_forged_bundle_is_told_and_never_a_crash(archive: Archive, key: str) -> None:
    files = evidence.bundle(archive, key)
    kept, story = json.loads(files["records.json"]), json.loads(files["story.json"])
    kept[0]["encoding"], kept[0]["payload"] = "no-such-encoding", 10**9
    odd = dict(story, story=dict(story["story"], records=["page_0", *story["story"]["records"][1:]]))
    for forged in (
        files | {"records.json": json.dumps(kept).encode()},
        files | {"records.json": b"[]"},
        files | {"story.json": json.dumps(odd).encode()},
    ):
        assert evidence.check(_repacked(forged), pipeline.RULES).wrong
    with pytest.raises(InputError):
        evidence.check(_repacked(files | {"spans.json": b"{}"}), pipeline.RULES)


def test_decisions_that_count_are_worked_out_again_with_the_pages(archive: Archive, tmp_path: Path) -> None:
    copy = tmp_path / "decided.fh"
    copy.write_bytes(Path(archive.path).read_bytes())
    stemma = max(archive.stemmata, key=lambda one: (len(one.witnesses), one.id))
    one, other = stemma.witnesses[:2]
    decide(str(copy), (judgement("not copy", one, other, who="Rosa", reason="asked them"),))
    with Archive(str(copy), write=True) as opened:
        pipeline.apply(opened)
        (row,) = opened.connection.execute("SELECT story FROM told WHERE record = ?", (one,))
        found = evidence.check(evidence.packed(evidence.bundle(opened, str(row[0]))), pipeline.RULES)
    assert found.wrong == ()
    assert found.archived == ()
