"""An ads.txt is told by its form, and what it says of its site is kept with places."""

import pytest

from firsthand.model import Record, Refusal, Sighting, record_id
from firsthand.restore import restore

FILE = """# ads.txt of the Dornhaven Post
google.com, pub-1234567890123456, DIRECT, f08c47fec0942fa0
Adhouse.example, 77-12, reseller # a house
adhouse.example, 77-13, RESELLER
OWNERDOMAIN=Lakeside.example
MANAGERDOMAIN = adhouse.example
contact=ads@dornhavenpost.example
"""


def read(text: str, url: str | None = None, file: str = "ads.txt") -> object:
    payload = text.encode()
    record = Record(
        id=record_id(payload, url, None, file),
        payload=payload,
        media="text",
        encoding="utf-8",
        url=url,
        sighting=Sighting(file=file),
    )
    return restore(record)


def test_every_line_is_kept_with_its_place() -> None:
    found = read(FILE, "https://www.dornhavenpost.example/ads.txt")
    assert isinstance(found, Refusal)
    assert found.reason == "site_file"
    assert "1 accounts of its own and 2 of resellers" in found.detail
    said = [(each.rule.rpartition(".")[2], each.quote) for each in found.evidence]
    assert said == [
        ("site", "dornhavenpost.example"),
        ("owner", "lakeside.example"),
        ("manager", "adhouse.example"),
        ("direct", "google.com:pub-1234567890123456"),
        ("reseller", "adhouse.example:77-12"),
        ("reseller", "adhouse.example:77-13"),
    ]
    places = [each.where.of(FILE) for each in found.evidence[1:] if each.where]
    assert places[0] == "OWNERDOMAIN=Lakeside.example"
    assert places[2] == "google.com, pub-1234567890123456, DIRECT"


SITES: list[tuple[str | None, str, str | None]] = [
    ("https://www.one.example/ads.txt", "saved/x.txt", "one.example"),
    (None, "mirror/www.one.example/ads.txt", "one.example"),
    (None, "saved/one.example.ads.txt", "one.example"),
    (None, "saved.zip!/one.example/ads.txt", "one.example"),
    (None, "saved/ads.txt", None),
]


@pytest.mark.parametrize(("url", "file", "site"), SITES)
def test_the_site_is_that_of_the_address_or_of_the_file(url: str | None, file: str, site: str | None) -> None:
    found = read(FILE, url, file)
    assert isinstance(found, Refusal)
    assert next((each.quote for each in found.evidence if each.rule == "restore.ads.site"), None) == site


OTHERS = [
    "google.com, pub-1, DIRECT, was the only line that she could read, and the rest of the page was about a ferry.\n"
    "The boats went out at dawn, all of them, and nobody was hurt.\nThe captain slept.",
    "OWNERDOMAIN=lakeside.example, and nothing else",
    "name, place, day\nAda, Sund, Monday\nTeo, Orrin, Friday",
    "",
]


@pytest.mark.parametrize("text", OTHERS)
def test_what_has_not_the_form_is_no_ads_txt(text: str) -> None:
    found = read(text, "https://one.example/ads.txt")
    assert getattr(found, "reason", None) != "site_file"


def test_a_file_of_very_many_lines_keeps_its_own_accounts() -> None:
    lines = [f"adhouse.example, {at}, RESELLER" for at in range(5_000)] + ["google.com, pub-1, DIRECT"]
    found = read("\n".join(lines), "https://one.example/ads.txt")
    assert isinstance(found, Refusal)
    assert found.evidence[1].quote == "google.com:pub-1"
    assert len(found.evidence) == 2_001
