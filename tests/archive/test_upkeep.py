"""Keeping an archive: any changed byte is found, copies are whole, old formats open, and what is forgotten is gone."""

import os
import random
import re
import subprocess
import sys
from pathlib import Path

import apsw
import pytest
import zstandard

from firsthand import pipeline
from firsthand.archive import Archive, backup, compact, decide, judgement, upgrade
from firsthand.archive.connection import connect
from firsthand.errors import ArchiveError, UsageError

OLD = Path(__file__).parent / "released" / "format1.fh.zst"
"""What firsthand wrote before there was a log: made by that firsthand from four invented pages."""


@pytest.fixture
def old(tmp_path: Path) -> str:
    made = tmp_path / "old.fh"
    made.write_bytes(zstandard.decompress(OLD.read_bytes()))
    return str(made)


def wrong(path: str) -> list[str]:
    """Return what verify says, or the error with which the archive does not even open."""
    try:
        with Archive(path) as archive:
            return archive.verify()
    except ArchiveError as error:
        return [str(error)]


def record_of(path: str, word: str) -> str:
    with Archive(path) as archive:
        return next(each.record for each in archive.articles if word in each.text)


def test_any_flipped_byte_is_found(path: str) -> None:
    data = Path(path).read_bytes()
    assert wrong(path) == []
    page = 4096
    with Archive(path) as archive:
        own = [int(row[0]) for row in archive.connection.execute("SELECT pageno FROM dbstat WHERE name = 'seal'")]
    assert own
    places = {*range(100), *random.Random(7).sample(range(len(data)), 150)}
    places |= {(number - 1) * page + at for number in own for at in range(0, page, 97)}
    missed = []
    for place in sorted(places):
        with Path(path).open("r+b") as file:
            file.seek(place)
            file.write(bytes([data[place] ^ (1 << place % 8)]))
        if not wrong(path):
            missed.append(place)
        with Path(path).open("r+b") as file:
            file.seek(place)
            file.write(data[place : place + 1])
    assert missed == []
    assert wrong(path) == []


def test_bytes_at_the_end_that_are_gone_or_added_are_found(path: str) -> None:
    data = Path(path).read_bytes()
    for changed in (data[:-4096], data[:-1], data + bytes(4096)):
        Path(path).write_bytes(changed)
        assert wrong(path)


def test_the_seal_of_many_pages_covers_them_all(path: str) -> None:
    from firsthand.archive import seal

    with Archive(path, write=True) as archive:
        with archive.connection:
            archive.connection.execute("CREATE TABLE filler (n INTEGER PRIMARY KEY, b BLOB)")
            archive.connection.execute(
                "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 9000)"
                " INSERT INTO filler SELECT n, randomblob(4000) FROM c"
            )
            archive.connection.execute("DELETE FROM filler WHERE n % 3 = 0")
        assert seal.put_on(archive.connection)
        assert archive.connection.execute("SELECT count(*) FROM dbstat WHERE name = 'seal'").fetchone()[0] > 3
    assert wrong(path) == []


def test_an_archive_that_is_being_written_is_not_sealed(path: str, pages: Path) -> None:
    from firsthand.archive import begin_run

    with Archive(path, write=True) as archive:
        begin_run(archive.connection, "0", "killed")
        assert not archive.sealed()
        assert archive.verify() == []
    with Archive(path, write=True) as archive:
        pipeline.trace([pages], archive)
        assert archive.sealed()


def test_a_decision_keeps_the_seal(path: str) -> None:
    decide(path, (judgement("pin", record_of(path, "ferry"), who="ann"),))
    with Archive(path) as archive:
        assert archive.sealed()
        assert archive.verify() == []


def test_a_changed_decision_and_a_lost_one_are_found_without_a_seal(path: str) -> None:
    decide(path, (judgement("pin", record_of(path, "ferry"), who="ann"),))
    connection = apsw.Connection(path)
    connection.execute("DELETE FROM seal; UPDATE judgement SET doc = replace(doc, 'ann', 'bob')")
    assert any("not as it was made" in line for line in wrong(path))
    connection.execute("DELETE FROM judgement")
    assert any("has lost it" in line for line in wrong(path))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("UPDATE log SET doc = '{}' WHERE n = 1", "not as it was appended"),
        ("DELETE FROM log WHERE n = 1", "missing"),
        ("DELETE FROM log WHERE n = 2", "was written last"),
        ("UPDATE run SET pages = 99", "the log says"),
    ],
)
def test_the_log_is_a_chain(path: str, change: str, says: str) -> None:
    connection = apsw.Connection(path)
    connection.execute("DELETE FROM seal")
    if "log" in change:
        with pytest.raises(apsw.ConstraintError, match="append-only"):
            connection.execute(change)
        connection.execute("DROP TRIGGER log_unchanged; DROP TRIGGER log_complete")
    connection.execute(change)
    assert any(says in line for line in wrong(path))


def test_a_clock_that_jumps_back_leaves_later_decisions_later(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import datetime as dt

    from firsthand.model import standing

    record = record_of(path, "ferry")
    ahead = judgement("name", record, value="First name", who="ann")
    import msgspec

    decide(path, (msgspec.structs.replace(ahead, when=dt.datetime(2099, 1, 1, tzinfo=dt.UTC)),))
    decide(path, (judgement("name", record, value="Second name", who="ann"),))
    with Archive(path) as archive:
        assert [each.value for each in standing(archive.judgements)] == ["First name", "Second name"]
        assert archive.verify() == []


def test_a_copy_is_whole_sealed_and_never_overwrites(path: str, tmp_path: Path) -> None:
    target = str(tmp_path / "copy.fh")
    assert backup(path, target) == os.path.getsize(target)
    with Archive(path) as archive, Archive(target) as copy:
        assert archive.digest() == copy.digest()
        assert copy.sealed()
        assert copy.verify() == []
    with pytest.raises(UsageError, match="overwrites nothing"):
        backup(path, target)
    with pytest.raises(UsageError, match="no such archive"):
        backup(str(tmp_path / "none.fh"), str(tmp_path / "new.fh"))
    assert sorted(each.name for each in tmp_path.glob("*.fh")) == ["copy.fh", "kept.fh"]
    assert not list(tmp_path.glob("*.part*"))


def test_where_no_copy_can_be_written_the_place_is_named_and_nothing_left(path: str, tmp_path: Path) -> None:
    for target in (tmp_path / "nowhere" / "copy.fh", Path(path) / "copy.fh"):
        with pytest.raises(ArchiveError, match=f"^{re.escape(str(target))} cannot be written"):
            backup(path, str(target))
    limit = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
    code = f"{limit}from firsthand.archive import backup\nbackup(*sys.argv[1:])"
    target = tmp_path / "copy.fh"
    done = subprocess.run([sys.executable, "-c", code, path, str(target)], capture_output=True, text=True, check=False)
    assert f"ArchiveError: {target} cannot be written" in done.stderr
    assert [each.name for each in tmp_path.iterdir() if "copy" in each.name] == []
    assert wrong(path) == []


def test_a_damaged_archive_is_not_copied(path: str, tmp_path: Path) -> None:
    data = bytearray(Path(path).read_bytes())
    data[4096 * 8 : 4096 * 9] = b"\xff" * 4096
    Path(path).write_bytes(data)
    with pytest.raises(ArchiveError):
        backup(path, str(tmp_path / "copy.fh"))
    assert not (tmp_path / "copy.fh").exists()


def test_compacting_changes_nothing_but_the_size(path: str) -> None:
    with Archive(path) as archive:
        before = archive.digest()
    connection = connect(path, write=True)
    connection.execute(
        "CREATE TABLE filler (b BLOB); INSERT INTO filler VALUES (randomblob(400000)); DROP TABLE filler"
    )
    connection.close()
    was, now = compact(path)
    assert now <= was - 400_000
    with Archive(path) as archive:
        assert archive.digest() == before
        assert archive.verify() == []
        assert archive.sealed()


def test_an_archive_of_the_first_format_is_read_as_it_is(old: str) -> None:
    data = Path(old).read_bytes()
    with Archive(old) as archive:
        assert archive.verify() == []
        assert not archive.sealed()
        assert len(archive.articles) == 3
        assert archive.log_head()[0] == 0
    assert Path(old).read_bytes() == data


def test_an_archive_of_the_first_format_is_upgraded_with_all_it_holds(old: str) -> None:
    with Archive(old) as archive:
        before = archive.digest()
    assert upgrade(old) == (1, 2)
    assert upgrade(old) == (2, 2)
    with Archive(old) as archive:
        assert archive.digest() == before
        assert archive.verify() == []
        assert archive.sealed()
        assert archive.log_head()[0] == 1


def test_a_later_format_is_left_alone(path: str) -> None:
    apsw.Connection(path).execute("PRAGMA user_version = 99")
    with pytest.raises(ArchiveError, match="newer firsthand"):
        upgrade(path)


def held_bytes(path: str) -> bytes:
    """Return all bytes of an archive and what lies beside it, with every compressed stretch unfolded."""
    data = b"".join(each.read_bytes() for each in sorted(Path(path).parent.glob(Path(path).name + "*")))
    parts = [data]
    for at in (match.start() for match in re.finditer(re.escape(b"\x28\xb5\x2f\xfd"), data)):
        unfolding = zstandard.ZstdDecompressor().decompressobj()
        try:
            parts.append(unfolding.decompress(data[at:]))
        except zstandard.ZstdError:
            continue
    with Archive(path) as archive:  # what lies over several pages of the file is unfolded by value
        for table in ("record", "article", "trace"):
            for row in archive.connection.execute(f"SELECT * FROM {table}"):
                parts += [
                    zstandard.decompress(value)
                    for value in row
                    if isinstance(value, bytes) and value[:4] == b"\x28\xb5\x2f\xfd"
                ]
    return b"\n".join(parts)


WORDS = re.compile(rb"fish market|zinnober|marmalade|herring|quaestor|Marit|Brandt|Odo Pell|quillport", re.IGNORECASE)


def test_a_forgotten_page_leaves_a_tombstone_and_no_byte_of_its_text(path: str, pages: Path) -> None:
    record = record_of(path, "fish market")
    assert WORDS.search(held_bytes(path))
    with Archive(path, write=True) as archive:
        pipeline.erase(archive, record, "ann", "asked to")
        assert archive.verify() == []
        assert archive.sealed()
        assert archive.search("herring") == ()
        row = archive.connection.execute("SELECT record, who, why FROM tombstone").fetchone()
        assert row == (record, "ann", "asked to")
        assert WORDS.search(held_bytes(path)) is None
    assert WORDS.search(held_bytes(path)) is None
    with Archive(path, write=True) as archive:
        outcome = pipeline.trace([pages], archive)
        assert (outcome.new, archive.records.get(record)) == (0, None)
        assert archive.verify() == []
    assert WORDS.search(held_bytes(path)) is None


def test_forgetting_that_was_stopped_half_way_is_told_and_can_be_finished(path: str) -> None:
    from firsthand.archive import forget

    record = record_of(path, "fish market")
    with Archive(path, write=True) as archive:
        forget(archive.connection, record, "ann", "asked to")
        assert any("was interrupted" in line for line in archive.verify())
        pipeline.apply(archive)
    compact(path)
    assert wrong(path) == []
    assert WORDS.search(held_bytes(path)) is None


def test_forgetting_needs_a_page_and_a_reason(path: str) -> None:
    with Archive(path, write=True) as archive:
        with pytest.raises(UsageError, match="no page"):
            pipeline.erase(archive, "page_0000", "ann", "asked to")
        with pytest.raises(UsageError, match="reason"):
            pipeline.erase(archive, next(iter(archive.articles)).record, "ann", " ")
        assert archive.verify() == []
