"""Containers that mean harm: bombs, quines, ten thousand tiny members, paths that climb, links."""

import bz2
import gzip
import io
import os
import tarfile
import zipfile
import zlib
from pathlib import Path

import pytest
import zstandard

from firsthand import read
from firsthand.model import Record, Refusal

PAGE = b"<html><title>A page</title><body><p>One two three four five six seven.</p></body></html>"
SMALL = read.Options(unfold_floor=1 << 20, unfold_ratio=10)
"""Limits as a program may set them; the built-in ones are 64 MB and 250 times."""


def results(path: Path, options: read.Options = SMALL) -> tuple[list[Record], list[Refusal]]:
    found = list(read.records([path], options))
    return [e for e in found if isinstance(e, Record)], [e for e in found if isinstance(e, Refusal)]


def deflated_zeros(size: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(size >> 20)) + packer.flush()


def test_a_small_file_that_unfolds_to_200_megabytes_is_refused_by_the_built_in_budget(tmp_path: Path) -> None:
    twice = gzip.compress(deflated_zeros(200 << 20), 9)
    assert len(twice) < 1_000
    (tmp_path / "bomb.html.gz").write_bytes(twice)
    records, (refusal,) = results(tmp_path / "bomb.html.gz", read.Options())
    assert records == []
    assert refusal.reason == "too_large"


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, zstandard.compress], ids=["gzip", "bzip2", "zstd"])
@pytest.mark.parametrize("name", ["bomb.html", "bomb.jsonl", "bomb.warc", "bomb.arc", "bomb.tar", "bomb"])
def test_a_bomb_of_any_kind_is_refused(tmp_path: Path, pack: object, name: str) -> None:
    data = b"filedesc://x 0.0.0.0 20040101000000 text/plain 9000000\n" if name.endswith("arc") else b"<html>"
    (tmp_path / name).write_bytes(pack(data + bytes(8 << 20)))  # type: ignore[operator]
    records, refusals = results(tmp_path / name)
    assert records == []
    assert refusals[-1].reason in ("too_large", "damaged", "unknown_format")


def test_a_quine_that_unfolds_to_itself_ends(tmp_path: Path) -> None:
    layer = PAGE
    for _ in range(40):
        layer = gzip.compress(layer)
    (tmp_path / "layers.gz").write_bytes(layer)
    assert [each.reason for each in results(tmp_path / "layers.gz")[1]] == ["too_hostile"]
    inner = PAGE
    for _ in range(12):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as made:
            made.writestr("again.zip", inner)
        inner = out.getvalue()
    (tmp_path / "nested.zip").write_bytes(inner)
    assert [each.reason for each in results(tmp_path / "nested.zip")[1]] == ["too_hostile"]


def test_ten_thousand_tiny_members_are_read_one_by_one(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "many.zip", "w") as made:
        for n in range(10_000):
            made.writestr(f"{n}.html", f"<p>{n}</p>")
    records, refusals = results(tmp_path / "many.zip", read.Options())
    assert (len(records), refusals) == (10_000, [])


def test_overlapping_members_count_against_the_budget(tmp_path: Path) -> None:
    """Many entries of a list that name one member, as in the bombs that need no nesting."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.html", b"<html>" + bytes(900_000))
        entry = made.filelist[0]
        made.filelist = [entry] * 50
    (tmp_path / "overlap.zip").write_bytes(out.getvalue())
    records, refusals = results(tmp_path / "overlap.zip")
    assert len(records) <= 2
    assert refusals


PATHS = ["../../etc/page.html", "/etc/page.html", "C:\\x\\page.html", "a/../../page.html", "\x1b[2J.html", "x" * 5000]


@pytest.mark.parametrize("path", PATHS)
def test_a_path_that_climbs_writes_nothing_and_reads_nothing_else(
    tmp_path: Path, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(tmp_path / "paths.zip", "w") as made:
        made.writestr(zipfile.ZipInfo(path), PAGE)
    with tarfile.open(tmp_path / "paths.tar", "w") as tar:
        info = tarfile.TarInfo(path)
        info.size = len(PAGE)
        tar.addfile(info, io.BytesIO(PAGE))
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    for name in ("paths.zip", "paths.tar"):
        records, _ = results(tmp_path / name, read.Options())
        assert all(each.payload == PAGE and each.sighting.file.split("!/")[0].endswith(name) for each in records)
    assert sorted(tmp_path.iterdir()) == before


def test_links_in_containers_and_folders_show_nothing_from_outside(tmp_path: Path) -> None:
    secret = tmp_path / "secret.html"
    secret.write_bytes(PAGE)
    folder = tmp_path / "pages"
    folder.mkdir()
    os.symlink(secret, folder / "link.html")
    os.symlink(tmp_path, folder / "up")
    with tarfile.open(folder / "links.tar", "w") as tar:
        for kind, name in ((tarfile.SYMTYPE, "soft.html"), (tarfile.LNKTYPE, "hard.html")):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, str(secret)
            tar.addfile(info)
    info = zipfile.ZipInfo("link.html")
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(folder / "links.zip", "w") as made:
        made.writestr(info, str(secret))
    records, refusals = results(folder, read.Options())
    assert records == []
    assert {each.reason for each in refusals} == {"unreadable"}
