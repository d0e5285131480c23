"""An ads.txt beside the pages goes through the whole run: kept, joined, and noticed when it comes later."""

from pathlib import Path

import firsthand
from firsthand.archive import Archive

PAGE = """<html><head><title>{title}</title><link rel="canonical" href="https://www.{host}/{name}">
<script>gtag('config', 'UA-7654321-{number}');</script></head><body><article><h1>{title}</h1>{body}</article></body></html>"""
FERRY = (
    "<p>The night ferry to Sund ran aground on Tuesday, and fishing boats brought everybody ashore before dawn.</p>"
    "<p>The harbor master said that a storm had moved the bank. Divers will look at the hull on Wednesday, he said, and "
    "until then a smaller boat without cars has to do for the people of the island.</p>"
)
MINE = (
    "<p>Miners in the Orrin valley voted on Friday to end a strike that had closed four pits for nineteen weeks.</p>"
    "<p>Their union said that work would begin again in June, once pumps have cleared the water from the lower levels. "
    "The owners welcomed the result in a short note to those who hold their shares.</p>"
)


def pages(folder: Path) -> None:
    for number, (host, title, body) in enumerate(
        [("one.example", "Ferry runs aground off Sund", FERRY), ("two.example", "Miners vote to end strike", MINE)]
    ):
        page = PAGE.format(title=title, host=host, name=number, number=number + 1, body=body)
        (folder / f"{number}.html").write_text(page, "utf-8")


def files(folder: Path) -> None:
    for host in ("one.example", "two.example"):
        (folder / f"www.{host}").mkdir()
        lines = "google.com, pub-1234567890123456, DIRECT\nadhouse.example, 77, RESELLER\n"
        (folder / f"www.{host}" / "ads.txt").write_text(lines, "utf-8")


def joined(archive: Archive) -> list[tuple[str, ...]]:
    return [each.sites for each in archive.networks]


def test_two_sites_that_call_one_account_their_own_are_joined_once_their_files_come(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    pages(tmp_path / "pages")
    archive = firsthand.trace(tmp_path / "pages", tmp_path / "a.fh")
    assert joined(archive) == []
    archive.close()
    files(tmp_path / "pages")
    archive = firsthand.trace(tmp_path / "pages", tmp_path / "a.fh")
    assert joined(archive) == [("one.example", "two.example")]
    assert [each.reason for each in archive.refusals] == ["site_file"]  # the same bytes are one record, found twice
    lines = [each for each in next(iter(archive.networks)).evidence if each.rule == "networks.advertising.account"]
    for each in lines:
        record = archive.records.get(each.record or "")
        assert record is not None
        assert each.where is not None
        assert each.where.of(record.page) == "google.com, pub-1234567890123456, DIRECT"
