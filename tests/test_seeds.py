"""The two real pages that firsthand began with: everything that the design says of them. They lie outside the project."""

import datetime as dt
from pathlib import Path

import pytest

import firsthand
from firsthand.archive import Archive

SEEDS = Path(__file__).parents[2] / "shared" / "data" / "seeds"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the development data does not lie beside the project"),
]
FIRST, SECOND = "000_224e29597f2f497a.txt", "003_dc63b9cd7060ff2e.txt"
TRUE = {FIRST: dt.date(2023, 9, 22), SECOND: dt.date(2023, 9, 19)}
CLAIMED = {FIRST: dt.date(2025, 4, 6), SECOND: dt.date(2025, 4, 14)}


@pytest.fixture(scope="module")
def archive() -> Archive:
    return firsthand.trace(SEEDS)


def article(archive: Archive, name: str) -> firsthand.Article:
    (row,) = archive.connection.execute("SELECT record FROM sighting WHERE file LIKE ?", (f"%{name}",))
    found = archive.articles.get(row[0])
    assert found is not None
    return found


def printed(name: str) -> list[str]:
    """The lines of a page as found."""
    return (SEEDS / name).read_text("utf-8").split("\n")


def listed(lines: list[str], label: str, until: str | None) -> list[str]:
    start = lines.index(label) + 1
    end = lines.index(until) if until else len(lines)
    return [line.removeprefix("- ") for line in lines[start:end] if line]


@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_the_body_is_exactly_the_paragraphs_of_the_article(archive: Archive, name: str) -> None:
    lines = printed(name)
    end = (
        lines.index("___")
        if "___" in lines
        else next(i for i, line in enumerate(lines) if line.startswith("veryGood!"))
    )
    assert article(archive, name).text.split("\n\n") == lines[4:end]


@pytest.mark.parametrize(("name", "brand", "views", "count"), [(FIRST, "VisionFunds", "Indexbit View", 96), (SECOND, "StockSource", "View", 18318)])  # fmt: skip
def test_the_furniture_is_complete(archive: Archive, name: str, brand: str, views: str, count: int) -> None:
    lines, found = printed(name), article(archive, name)
    furniture = found.furniture
    assert found.title == lines[1]
    assert (furniture.section, furniture.brand, furniture.views) == ("Finance", brand, views)
    assert furniture.claimed == lines[3].removeprefix("Date:")
    assert furniture.reactions is not None
    assert (furniture.reactions.label, furniture.reactions.count) == ("veryGood!", count)
    assert [item.text for item in furniture.related] == listed(lines, "Related", "Ranking")
    assert [item.text for item in furniture.ranking] == listed(lines, "Ranking", "Recommendation")
    assert [item.text for item in furniture.recommendation] == listed(lines, "Recommendation", None)


def test_cut_titles_are_marked(archive: Archive) -> None:
    furniture = article(archive, FIRST).furniture
    lists = (furniture.related, furniture.ranking, furniture.recommendation)
    cut = [item.text.rsplit(" ", 2)[-1] for items in lists for item in items if item.cut]
    assert cut == ["15", "hard", "longest"]


def test_dateline_and_credit_name_the_agency(archive: Archive) -> None:
    for name in (FIRST, SECOND):
        dateline = article(archive, name).dateline
        assert dateline is not None
        assert (dateline.place, dateline.agency) == ("SEOUL, South Korea", "ap")
    credit = article(archive, FIRST).credit
    assert credit is not None
    assert credit.agency == "ap"
    assert credit.text.startswith("Follow AP")
    assert article(archive, SECOND).credit is None


def test_both_pages_stand_in_one_network_and_one_thread(archive: Archive) -> None:
    keys = {article(archive, name).record for name in (FIRST, SECOND)}
    assert [set(network.records) for network in archive.networks] == [keys]
    threads = {story.thread for story in archive.stories}
    assert len(threads) == 1
    assert None not in threads


@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_the_dating_contains_the_true_day_and_not_the_claimed_one(archive: Archive, name: str) -> None:
    dating = archive.datings.get(article(archive, name).record)
    assert dating is not None
    assert dating.claimed == CLAIMED[name]
    assert dating.earliest is not None
    assert dating.latest is not None
    assert dating.earliest <= TRUE[name] <= dating.latest
    assert not dating.earliest <= CLAIMED[name] <= dating.latest
    assert dating.verdict == "contradicted"
    families = {each.rule.split(".")[1] for each in dating.evidence}
    assert {"weekday", "office"} <= families
    if name == SECOND:
        assert "known" in families  # the war's year, the pandemic


@pytest.mark.parametrize(
    ("name", "party", "cue", "words"),
    [
        (FIRST, "kcna", "said", "consolidate"),
        (FIRST, "kcna", "said", "Kim underscored the need"),
        (FIRST, "experts", "speculated", "banned arms transfer"),
        (FIRST, "us south korea and their partners", "have warned", "would pay a price"),
        (FIRST, "yoon suk yeol", "said", "circumvent international norms"),
        (FIRST, "yoon suk yeol", "said", "will not sit idly by"),
        (FIRST, "observers", "say", "could ship ammunitions"),
        (SECOND, "north korea", "said", "has returned home"),
        (SECOND, "kcna", "said", "crossed a border river"),
        (SECOND, "us and south korean officials", "warned", "would face consequences"),
        (SECOND, "experts", "say", "sophisticated spy satellite"),
        (SECOND, "analysts", "say", "enlarged arsenal"),
    ],
)
def test_who_says_what(archive: Archive, name: str, party: str, cue: str, words: str) -> None:
    found = article(archive, name)
    claims = [claim for claim in archive.claims if claim.record == found.record]
    said = [c for c in claims if any(words in piece.of(found.text) for piece in c.content)]
    assert any(c.party and c.party.id == party and c.cue and cue in c.cue.of(found.text) for c in said)


def test_kcna_through_ap_is_one_underlying_source_and_ap_one_reporter(archive: Archive) -> None:
    for count in archive.counts:
        lines = [line for line in count.ledger if line.side == "sources" and line.subject == "kcna"]
        assert len(lines) == 1
        assert str(count.reporters) == "1"


def test_the_timeline_has_the_border_crossing_and_the_meeting(archive: Archive) -> None:
    for words, day in (("crossed a border river", dt.date(2023, 9, 18)), ("Politburo meeting", dt.date(2023, 9, 20))):
        (entry,) = [each for each in archive.entries if words in each.text]
        assert entry.earliest is None or entry.earliest <= day
        assert entry.latest is None or day <= entry.latest
        assert entry.expression
