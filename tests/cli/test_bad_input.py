"""Bad input: each gets a clear error or a named refusal, and nothing else is lost."""

import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest

import firsthand

GOOD = """<html><head><title>Ferry halted at Osk</title></head><body><h1>Ferry halted at Osk</h1>
<p>OSK, Varland (XNA) - The night ferry to Osk was stopped on Tuesday after inspectors found cracks in its hull, the
harbor office said. Some 240 passengers were taken ashore in small boats and spent the night in a school gym.</p>
<p>"We will not let it sail until it is safe," harbor master Lena Orvik said. The ferry, built in 1987, carries about
90,000 people a year across the sound, according to its owner, which declined to say when repairs would begin.</p>
<p>Islanders said they had complained about the ship for years. The transport ministry said on Wednesday that it would
send a replacement within a week, and that tickets would remain valid until the end of the month.</p></body></html>"""


def trace(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run ``firsthand trace`` in a process of its own."""
    command = [sys.executable, "-m", "firsthand", "trace", *map(str, arguments), "--workers", "0"]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good page in it."""
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "good.html").write_text(GOOD, "utf-8")
    return pages


def reasons(archive: Path) -> dict[str, str]:
    """Return file name to reason of every refusal, and check that the good page came through."""
    with firsthand.open(archive) as opened:
        assert [article.title for article in opened.articles] == ["Ferry halted at Osk"]
        return {Path(refusal.sighting.file).name: refusal.reason for refusal in opened.refusals}


def test_a_missing_path_is_a_usage_error_and_leaves_no_archive(tmp_path: Path) -> None:
    done = trace(tmp_path / "nowhere", "-o", tmp_path / "x.fh")
    assert done.returncode == 2
    assert "no such file or folder" in " ".join(done.stderr.split())
    assert not (tmp_path / "x.fh").exists()


def test_an_empty_folder_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = trace(tmp_path / "empty", "-o", tmp_path / "x.fh")
    assert done.returncode == 2
    assert "no pages" in done.stderr


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("zero.html", b"", "empty"),
        ("junk.html", bytes(range(256)) * 40, "not_text"),
        ("report.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"stream of a letter" * 50, "unknown_format"),
        ("cut.html.gz", gzip.compress(GOOD.encode() * 50, mtime=0)[:400], "damaged"),
        ("big.html", b"<p>" + b"word " * 12_000_000, "too_large"),
        ("nothing.html", b"<html><body></body></html>", "no_article"),
    ],
)
def test_a_bad_page_is_refused_by_name_and_the_good_one_comes_through(
    folder: Path, name: str, data: bytes, reason: str
) -> None:
    (folder / name).write_bytes(data)
    target = folder.parent / "x.fh"
    done = trace(folder, "-o", target)
    assert done.returncode == 3, done.stderr
    assert reasons(target) == {name: reason}
    assert f"--reason {reason}" in " ".join(done.stdout.split())


def test_mixed_encodings_are_read_as_far_as_they_go(folder: Path) -> None:
    (folder / "good.html").write_bytes(GOOD.encode() + "<p>Zażółć gęślą</p>".encode("iso-8859-2"))
    target = folder.parent / "x.fh"
    done = trace(folder, "-o", target)
    assert done.returncode in (0, 3)
    with firsthand.open(target) as opened:
        assert len(opened.articles) + len(opened.refusals) == 1


def test_text_that_is_no_text_in_its_encoding_is_refused(folder: Path) -> None:
    (folder / "wrong.txt").write_bytes(b"\x80\x81\x82\x83\xfe\xff\x00\x01 abc " * 300)
    target = folder.parent / "x.fh"
    assert trace(folder, "-o", target).returncode == 3
    assert set(reasons(target)) == {"wrong.txt"}


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_refused(folder: Path) -> None:
    secret = folder / "secret.html"
    secret.write_text(GOOD)
    secret.chmod(0)
    target = folder.parent / "x.fh"
    assert trace(folder, "-o", target).returncode == 3
    assert reasons(target) == {"secret.html": "unreadable"}


def test_a_folder_of_junk_ends_well(tmp_path: Path) -> None:
    junk = tmp_path / "junk"
    junk.mkdir()
    for number in range(40):
        (junk / f"{number}.bin").write_bytes(bytes((number * 37 + i * i) % 256 for i in range(number * 50)))
    done = trace(junk, "-o", tmp_path / "x.fh")
    assert done.returncode == 3, done.stderr
    with firsthand.open(tmp_path / "x.fh") as opened:
        assert len(opened.refusals) == 40
        assert not opened.articles


def test_a_wrong_table_file_says_what_is_wrong(folder: Path) -> None:
    (folder / "firsthand.toml").write_text("[[agency]]\nid = 'x'\nnmae = 'X'\n")
    done = trace(folder, "-o", folder.parent / "x.fh")
    assert done.returncode == 2
    assert "nmae" in done.stderr


def test_no_page_of_the_week_is_an_internal_error() -> None:
    week = Path(__file__).parents[2] / "examples" / "week"
    assert "internal_error" not in {refusal.reason for refusal in firsthand.trace(week / "feed.jsonl").refusals}


def test_an_archive_in_the_folder_that_is_read_is_no_page(folder: Path) -> None:
    target = folder / "pages.fh"
    assert trace(folder, "-o", target).returncode == 0
    assert trace(folder, "-o", target).returncode == 0
    assert reasons(target) == {}
