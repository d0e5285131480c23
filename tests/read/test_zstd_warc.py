"""WARC under zstandard with a dictionary in front: the form in which large volunteer crawls are published."""

from pathlib import Path

import pytest
import zstandard

from firsthand import read
from firsthand.model import Record, Refusal

from .conftest import page, record

COUNT = 30
DICTIONARY = zstandard.train_dictionary(8192, [record(n) for n in range(200)])


def skippable(data: bytes, nibble: int = 0x0D) -> bytes:
    return bytes([0x50 | nibble]) + b"\x2a\x4d\x18" + len(data).to_bytes(4, "little") + data


def crawl(count: int = COUNT, *, packed: bool = False) -> bytes:
    packer = zstandard.ZstdCompressor(dict_data=DICTIONARY, write_checksum=True)
    held = DICTIONARY.as_bytes()
    held = zstandard.compress(held) if packed else held
    return skippable(held) + b"".join(packer.compress(record(n)) for n in range(count))


def found(path: Path, data: bytes) -> tuple[list[Record], list[Refusal]]:
    path.write_bytes(data)
    each = list(read.records([path]))
    return [e for e in each if isinstance(e, Record)], [e for e in each if isinstance(e, Refusal)]


@pytest.mark.parametrize("packed", [False, True], ids=["plain dictionary", "packed dictionary"])
@pytest.mark.parametrize("name", ["crawl.warc.zst", "crawl"])
def test_every_record_is_read_with_the_dictionary_in_front(tmp_path: Path, packed: bool, name: str) -> None:
    records, refusals = found(tmp_path / name, crawl(packed=packed))
    assert refusals == []
    assert [each.payload for each in records] == [page(n) for n in range(COUNT)]
    assert len({each.sighting.offset for each in records}) == COUNT


def test_frames_without_content_between_records_are_passed_over(tmp_path: Path) -> None:
    packer = zstandard.ZstdCompressor(dict_data=DICTIONARY)
    data = (
        crawl(2)
        + skippable(b"an index of frames", 0x0E)
        + skippable(b"no dictionary here")
        + packer.compress(record(2))
    )
    records, refusals = found(tmp_path / "crawl.warc.zst", data)
    assert refusals == []
    assert [each.payload for each in records] == [page(n) for n in range(3)]


@pytest.mark.parametrize("place", range(20))
def test_damage_is_told_and_reading_goes_on_behind_it(tmp_path: Path, place: int) -> None:
    whole = crawl()
    data = bytearray(whole)
    begin = len(skippable(DICTIONARY.as_bytes()))
    at = begin + (len(data) - begin) * place // 20 + 20
    data[at : at + 8] = bytes(8)
    records, refusals = found(tmp_path / "crawl.warc.zst", bytes(data))
    payloads = {each.payload for each in records}
    assert refusals
    assert {each.reason for each in refusals} == {"damaged"}
    assert payloads <= {page(n) for n in range(COUNT)}
    assert len(payloads) >= COUNT - 2


def test_a_lost_dictionary_is_told(tmp_path: Path) -> None:
    without = crawl()[len(skippable(DICTIONARY.as_bytes())) :]
    for data in (without, skippable(b"") + without, skippable(bytes(100)) + without, crawl()[:5000]):
        records, refusals = found(tmp_path / "crawl.warc.zst", data)
        assert records == []
        assert {each.reason for each in refusals} == {"damaged"}


def test_a_dictionary_that_unfolds_without_end_is_not_unfolded(tmp_path: Path) -> None:
    bomb = skippable(zstandard.compress(bytes(200 << 20))) + zstandard.compress(record(1))
    records, refusals = found(tmp_path / "crawl.warc.zst", bomb)
    assert refusals
    assert "dictionary" in refusals[0].detail
    assert len(records) <= 1


def test_a_page_under_seekable_zstandard_is_a_page(tmp_path: Path) -> None:
    data = skippable(b"made by some writer", 0x01) + zstandard.compress(page(1)) + skippable(b"seek table", 0x0E)
    records, refusals = found(tmp_path / "one.html.zst", data)
    assert refusals == []
    assert [each.payload for each in records] == [page(1)]
