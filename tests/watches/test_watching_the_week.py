"""The week of the examples in three runs: the bulk, mere copies, and then what is really new."""

import json
import shutil
from pathlib import Path

import pytest

from firsthand import pipeline, watches
from firsthand.archive import Archive, past
from firsthand.errors import UsageError
from firsthand.watches import out

WEEK = Path(__file__).parents[2] / "examples" / "week"
LATE = ("bridge-ledger", "bridge-lpa-2", "rate-cvn-2")
"""Texts that come last: an outlet's own report, a version with more dead, a correction."""


def parts(folder: Path) -> list[Path]:
    truth = json.loads((WEEK / "truth.json").read_text("utf-8"))["pages"]
    wanted = ("bridge", "rate", "library", "meters")
    made = []
    for name in ("bulk", "copies", "news"):
        (folder / name).mkdir(parents=True)
        shutil.copy(WEEK / "firsthand.toml", folder / name)
        made.append(folder / name)
    for page in truth:
        if not str(page["story"]).startswith(wanted) or not (WEEK / page["file"]).is_file():
            continue
        copied = page["text"] == "bridge-lpa-1" and page["brand"]
        into = made[2] if page["text"] in LATE else made[1] if copied else made[0]
        target = into / page["file"]
        target.parent.mkdir(exist_ok=True)
        shutil.copy(WEEK / page["file"], target)
    return made


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list[list[tuple[str, str, str]]]]:
    """Return an archive after the three runs, and the alerts after each of them."""
    folder = tmp_path_factory.mktemp("week")
    bulk, copies, news = parts(folder)
    path = str(folder / "week.fh")
    with Archive(path, write=True) as archive:
        pipeline.trace([bulk], archive)
        assert past.number(archive.connection) == 1
        wanted = [
            watches.made(archive, "story", "rail bridge", name="bridge"),
            watches.made(archive, "story", "central bank", name="rate"),
            watches.made(archive, "query", "ferryman", ("new claim",), name="words"),
            watches.made(archive, "site", "harborledger.example", ("new origin",), name="ledger"),
            watches.made(archive, "site", "Velmark Daily Review", name="silent"),
        ]
    for each in wanted:
        watches.add(path, each)
    names = {each.id: each.name for each in wanted}
    seen = []
    for part in (copies, news, news):
        with Archive(path, write=True) as archive:
            pipeline.trace([part], archive)
            seen.append([(names[each.watch], each.firing, each.sentence) for each in archive.alerts])
    return path, seen


def test_mere_copies_fire_nothing_but_a_false_date(ran: tuple[str, list[list[tuple[str, str, str]]]]) -> None:
    _, (copies, *_) = ran
    assert {firing for _, firing, _ in copies} <= {"contradicted date"}
    assert len(copies) <= 1


def test_an_outlets_own_report_is_a_new_origin(ran: tuple[str, list[list[tuple[str, str, str]]]]) -> None:
    _, (_, news, _) = ran
    origins = [(name, told) for name, firing, told in news if firing == "new origin"]
    assert {name for name, _ in origins} == {"bridge", "ledger"}
    assert all(told.startswith("Harbor Ledger is an independent reporter") for _, told in origins)


def test_a_later_version_brings_new_numbers_and_a_correction(ran: tuple[str, list[list[tuple[str, str, str]]]]) -> None:
    _, (_, news, _) = ran
    numbers = [told for name, firing, told in news if (name, firing) == ("bridge", "new number")]
    assert any(told.endswith("has 11 where six stood.") for told in numbers)
    corrections = [told for name, firing, told in news if (name, firing) == ("rate", "correction")]
    assert any("to correct the vote of the bank" in told for told in corrections)


def test_a_watch_fires_on_what_it_was_asked_for_alone(ran: tuple[str, list[list[tuple[str, str, str]]]]) -> None:
    _, (_, news, _) = ran
    assert {firing for name, firing, _ in news if name == "words"} == {"new claim"}
    assert {firing for name, firing, _ in news if name == "ledger"} == {"new origin"}
    assert [each for each in news if each[0] == "silent"] == []


def test_the_same_thing_is_told_once(ran: tuple[str, list[list[tuple[str, str, str]]]]) -> None:
    path, (_, news, again) = ran
    assert again == news
    with Archive(path) as archive:
        assert len({each.id for each in archive.alerts}) == len(archive.alerts)


def test_the_same_steps_give_the_same_alerts(ran: tuple[str, list[list[tuple[str, str, str]]]], tmp_path: Path) -> None:
    path, (_, news, _) = ran
    bulk, copies, late = parts(tmp_path)
    other = str(tmp_path / "other.fh")
    with Archive(other, write=True) as archive:
        pipeline.trace([bulk], archive)
    with Archive(path) as archive:
        held = tuple(archive.watches)
        first = [(each.id, each.sentence) for each in archive.alerts]
    for each in held:
        watches.add(other, each)
    with Archive(other, write=True) as archive:
        pipeline.trace([copies], archive)
        pipeline.trace([late], archive)
        assert [(each.id, each.sentence) for each in archive.alerts] == first


def test_what_a_run_changed_can_be_seen_as_it_was(ran: tuple[str, list[list[tuple[str, str, str]]]]) -> None:
    path, _ = ran
    with Archive(path) as archive:
        connection = archive.connection
        before = set(past.gone(connection, "story", 1))
        now = {str(row[0]) for row in connection.execute("SELECT doc FROM story")}
        assert before
        assert not before & now
        for key in past.changed(connection, "dating", 1):
            assert past.doc(connection, "dating", key, past.number(connection)) is not None


def test_a_watch_that_means_nothing_is_refused(ran: tuple[str, list[list[tuple[str, str, str]]]]) -> None:
    path, _ = ran
    with Archive(path) as archive:
        for kind, value in (("party", "nobody at all"), ("network", "network_0"), ("claim", "claim_0"), ("moon", "x")):
            with pytest.raises(UsageError):
                watches.made(archive, kind, value)
        with pytest.raises(UsageError):
            watches.made(archive, "query", "x", webhook="file:///etc/passwd")


def test_a_watch_taken_away_takes_its_alerts_along(
    ran: tuple[str, list[list[tuple[str, str, str]]]], tmp_path: Path
) -> None:
    path = str(tmp_path / "copy.fh")
    shutil.copy(ran[0], path)
    with Archive(path) as archive:
        key = next(each.id for each in archive.watches if each.name == "bridge")
        assert [each.id for each in watches.remove(archive, key)] == [key]
    with Archive(path) as archive:
        assert all(each.watch != key for each in archive.alerts)
        assert archive.verify() == []


def test_feeds_can_be_read_by_another_reader(ran: tuple[str, list[list[tuple[str, str, str]]]]) -> None:
    feedparser = pytest.importorskip("feedparser")
    with Archive(ran[0]) as archive:
        held = {each.id: each for each in archive.watches}
        feed = out.Feed("week.fh", "http://desk.example", out.fired(archive, list(held)), held)
    for write in (out.atom, out.rss):
        read = feedparser.parse(write(feed))
        assert not read.bozo
        assert len(read.entries) == len(feed.alerts)
        assert {entry.link for entry in read.entries} == {f"http://desk.example{out.address(a)}" for a in feed.alerts}
        assert all(entry.get("published_parsed") or entry.get("updated_parsed") for entry in read.entries)
    items = json.loads(out.json_feed(feed))["items"]
    assert [item["content_text"] for item in items] == [each.sentence for each in feed.alerts]


def test_the_text_of_an_email_can_be_read_back(ran: tuple[str, list[list[tuple[str, str, str]]]]) -> None:
    import email
    import email.policy

    with Archive(ran[0]) as archive:
        held = {each.id: each for each in archive.watches}
        feed = out.Feed("week.fh", "http://desk.example", out.fired(archive, list(held)), held)
    message = email.message_from_string(out.eml(feed), policy=email.policy.default)
    text = message.get_body().get_content()  # type: ignore[union-attr]
    assert all(each.sentence.replace("\n", "") in text.replace("\n", "") for each in feed.alerts)
    assert message["date"].datetime == max(each.when for each in feed.alerts)
