"""Any byte of a bundle that was changed is named."""

import hashlib
import random
import re
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.archive import codec
from firsthand.errors import InputError
from firsthand.evidence import damage, flips, zipped
from firsthand.evidence.bundle import MANIFEST, STAMP, comment
from firsthand.evidence.held import File, Manifest


def made(stamp: bytes | None = None) -> bytes:
    """A bundle of two files, one of several blocks."""
    files = {"README.txt": b"Words.\n", "pages.warc": bytes(random.Random(4).randbytes(5_200))}
    listed = tuple(
        File(name=name, size=len(data), sha256=hashlib.sha256(data).hexdigest(), crc32=zlib.crc32(data),
             blocks=flips.crcs(data))
        for name, data in files.items()
    )  # fmt: skip
    manifest = codec.dump(Manifest(format=1, rules="r/t", story="story_1", sentence="1 page", files=listed)).encode()
    more = {} if stamp is None else {STAMP: stamp}
    return zipped.pack(files | {MANIFEST: manifest} | more, comment(manifest))


@pytest.mark.parametrize("stamp", [None, b"\x30\x82 a stamp"])
def test_an_untouched_bundle_has_no_fault(stamp: bytes | None) -> None:
    found = damage.opened(made(stamp))
    assert found.faults == ()
    assert found.files.get(STAMP) == stamp


@pytest.mark.parametrize("stamp", [None, b"\x30\x82 a stamp"], ids=["plain", "stamped"])
def test_every_single_changed_byte_is_named_by_its_place_and_former_value(stamp: bytes | None) -> None:
    data = made(stamp)
    random_one = random.Random(7)
    for place in range(0, len(data), 1 if stamp is None else 3):
        changed = bytearray(data)
        changed[place] ^= random_one.randrange(1, 256)
        faults = damage.opened(bytes(changed)).faults
        assert [(each.place, each.was, each.now) for each in faults] == [(place, data[place], changed[place])], place


def test_several_changed_bytes_are_named_by_their_blocks_or_places() -> None:
    data = made()
    at = data.index(b"pages.warc") + len("pages.warc")
    changed = bytearray(data)
    for place in (at + 10, at + 20, at + 5_000):
        changed[place] ^= 1
    faults = damage.opened(bytes(changed)).faults
    assert [(each.file, each.start, each.end) for each in faults] == [
        ("pages.warc", 0, 4_096), ("pages.warc", 5_000, 5_001),
    ]  # fmt: skip


def test_a_cut_and_an_appended_bundle_are_told() -> None:
    data = made()
    appended = damage.opened(data + b"more").faults
    assert [(each.start, each.end) for each in appended] == [(len(data), len(data) + 4)]
    cut = damage.opened(data[:-70]).faults
    assert cut[-1].end == len(data)


def test_a_manifest_changed_in_two_places_is_refused() -> None:
    data = made()
    at = data.index(b'"story_1"')
    changed = bytearray(data)
    changed[at + 1] ^= 1
    changed[at + 30] ^= 1
    with pytest.raises(InputError, match="manifest"):
        damage.opened(bytes(changed))


def test_a_fault_reads_as_one_sentence() -> None:
    data = bytearray(made())
    data[data.index(b"Words")] = 0x58
    (fault,) = damage.opened(bytes(data)).faults
    assert re.fullmatch(r"README.txt: byte 0 is 0x58 and was 0x57 \(byte \d+ of the bundle\)\.", str(fault))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_is_changed_is_told_and_never_a_crash(data: st.DataObject) -> None:
    right = made()
    changed = bytearray(right)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(changed) - 1))
        piece = data.draw(st.binary(max_size=6))
        changed[at : at + data.draw(st.integers(0, 6))] = piece
    try:
        found = damage.opened(bytes(changed))
    except InputError:
        return
    assert bool(found.faults) == (bytes(changed) != right)
