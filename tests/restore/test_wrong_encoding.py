"""What no encoding explains is refused by name, and not restored as nonsense."""

import random

import pytest

from firsthand.model import Article, Record, Refusal, Sighting
from firsthand.read.page import page
from firsthand.read.piece import Facts, Options
from firsthand.restore import restore

TEXT = "The harbour council of Velmora said on Tuesday that its oldest bridge would stay closed for a week or more. "
HTML = f"<html><head><title>Bridge</title></head><body><article><p>{TEXT * 8}</p></article></body></html>"


def outcome(payload: bytes, media: str = "html") -> Article | Refusal:
    """Return what becomes of some bytes: read, and restored if they could be read."""
    record = page(
        payload, "html" if media == "html" else "text", Facts(sighting=Sighting(file="a"), name="a"), Options()
    )
    return restore(record) if isinstance(record, Record) else record


def noise(low: int, count: int = 5_000) -> bytes:
    rng = random.Random(5)
    return bytes(rng.randrange(low, 256) for _ in range(count))


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (HTML.encode("cp037"), "wrong_encoding"),
        (HTML.encode("cp500"), "wrong_encoding"),
        (noise(128), "wrong_encoding"),
        (b"<html><body><p>" + noise(160) + b"</p>", "wrong_encoding"),
        (noise(0), "not_text"),
        (HTML.encode("utf-32"), "not_text"),
        (HTML.replace("a", "\ufffd").replace("e", "\ufffd").replace("t", "\ufffd").encode(), "wrong_encoding"),
    ],
)
def test_bytes_that_no_encoding_explains_are_refused(payload: bytes, reason: str) -> None:
    refused = outcome(payload)
    assert isinstance(refused, Refusal)
    assert refused.reason == reason
    assert any(char.isdigit() for char in refused.detail)


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252"])
def test_what_can_be_read_is_restored(codec: str) -> None:
    found = outcome(HTML.encode(codec))
    assert isinstance(found, Article)
    assert found.text.startswith("The harbour council of Velmora")


def test_a_few_lost_characters_cost_nothing() -> None:
    found = outcome(HTML.replace("Velmora", "V\ufffdlmora").encode())
    assert isinstance(found, Article)
    assert "V\ufffdlmora" in found.text
