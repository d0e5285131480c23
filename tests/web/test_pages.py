"""What the views show, before any template: names, ledgers, copies, dates, the timeline."""

import datetime as dt
from typing import Any

import pytest

from firsthand.archive import Archive, Derived, replace_derived
from firsthand.errors import UsageError
from firsthand.model import Bounds, Count, Dating, Entry, Evidence, Line, Network, Origin, Span, Stemma
from firsthand.model.stemma import Branch
from firsthand.web import diff, found, ledger, page, pages, story, timeline
from firsthand.web.names import Names
from firsthand.web.templating import days, harmless, there, web

DAY = dt.date(2031, 3, 3)


@pytest.fixture(scope="module")
def archive(small: Any) -> Any:
    """Return the small archive, opened."""
    with Archive(small.path) as opened:
        yield opened


def entry(earliest: dt.date | None, latest: dt.date | None, reported: dt.date | None = DAY) -> Entry:
    """Return an entry of a timeline."""
    return Entry(id="entry_1", story="story_1", earliest=earliest, latest=latest, reported=reported, text="It rained.",
                 expression="then", records=(), reporters=1, evidence=())  # fmt: skip


def test_the_front_names_reporters_in_words(archive: Archive, small: Any) -> None:
    shown = pages.front(archive)
    assert [row["id"] for row in shown["stories"]] == [small.story, small.other]
    assert shown["reporters"][small.story] == (("Orvian News Agency", "c.txt"), 0)
    assert shown["held"]["contradicted dates"] == 1


def test_a_front_beyond_the_last_is_the_last(archive: Archive) -> None:
    assert pages.front(archive, 99)["number"] == 1


def test_a_network_goes_by_its_brands_and_else_by_its_sites() -> None:
    def named(brands: tuple[str, ...]) -> object:
        one = Network(id="n", name="", sites=("a.example",), brands=brands, records=(), score=1, evidence=())
        with Archive(write=True) as archive:
            replace_derived(archive.connection, Derived(networks=(one,)), "mark")
            return pages.networks(archive)[0]["brands"]

    assert named(()) == "a.example"
    assert named(("Un", "Deux")) == "Un, Deux"
    assert named(tuple("abcdefgh")) == "a, b, c, d, e, f and 2 more"


def test_the_ledger_folds_a_group_into_one_row_reporters_first(archive: Archive, small: Any) -> None:
    sides = story.story(archive, small.story)["sides"]
    first, second = sides["reporters"]
    assert (first.name, first.lead.standing, first.tally, first.weight) == (
        "Orvian News Agency", "reporter", "1 client", "counts as 1",
    )  # fmt: skip
    assert (second.name, second.weight) == ("c.txt", "counts as 0 or 1")
    assert [group.name for group in sides["sources"]] == [
        "Minister Sel Aurin",
        "Unnamed people, through Orvian News Agency",
    ]


def test_a_group_without_a_reporter_says_that_it_is_counted_with_another(archive: Archive) -> None:
    lines = tuple(
        Line(
            side="reporters", subject=f"page_{n}", name=f"Paper {n}", standing="same owner", group="Holding", reason=""
        )
        for n in range(3)
    )
    count = Count(story="s", pages=3, texts=1, reporters=Bounds(low=0, high=0), sources=Bounds(low=0, high=0),
                  ledger=lines, coverage="")  # fmt: skip
    (group,) = ledger.groups(count, "reporters", Names(archive))
    assert (group.name, group.tally, group.weight) == (
        "Paper 0, of Holding",
        "2 of the same owner",
        "counted with another",
    )


def test_the_copy_tree_shows_who_took_from_whom(archive: Archive, small: Any) -> None:
    tree = story.story(archive, small.story)["trees"][0]
    (root,) = tree.roots
    assert tree.origin == "text of Orvian News Agency"
    assert root.name == "Orvian News Agency"
    assert [(below.name, below.copy.relation) for below in root.below] == [("PassTrend", "edited")]


def test_the_copy_tree_shows_where_a_number_changed(archive: Archive, small: Any) -> None:
    tree = story.story(archive, small.story)["trees"][0]
    (reading,) = tree.readings
    assert (reading.variant.before, reading.variant.after, reading.name) == ("Two", "Three", "PassTrend")
    assert reading.where.startswith(f"/page/{small.client}?at=")
    assert reading.compare == f"/diff/{small.wire}/{small.client}"
    assert [each.after for each in tree.roots[0].below[0].entered] == ["Three"]


def test_a_lost_version_stands_between_those_that_share_its_changes(archive: Archive, small: Any) -> None:
    lost = "lost_00000000000000aa"
    branches = tuple(
        Branch(witness=key, exemplar=small.wire, score=0.9, through=lost) for key in (small.client, small.own)
    )
    text = Stemma(id="text_1", witnesses=(small.wire, small.client, small.own), archetype=small.wire, branches=branches,
                  origin=Origin(kind="unknown", name=None, certainty=0))  # fmt: skip
    told, count = archive.stories.get(small.story), archive.counts.get(small.story)
    assert told is not None
    assert count is not None
    with Archive(write=True) as other:
        replace_derived(other.connection, Derived(stemmata=(text,), stories=(told,), counts=(count,)), "mark")
        (tree,) = story.story(other, small.story)["trees"]
    (root,) = tree.roots
    (between,) = root.below
    assert between.lost
    assert between.key == ""
    assert {each.key for each in between.below} == {small.client, small.own}
    assert tree.drawing is not None
    assert [node.key for node in tree.drawing.nodes].count("") == 1
    assert tree.drawing.left_out == 0


def test_a_page_names_those_that_carry_it_and_how(archive: Archive, small: Any) -> None:
    (carrier,) = page.page(archive, small.client)["carriers"]
    assert (carrier.name, carrier.share, carrier.way) == ("Orvian News Agency", 0.95, "taken from there")


def test_copied_paragraphs_are_told_from_those_that_are_partly_copied(archive: Archive, small: Any) -> None:
    wire = page.page(archive, small.wire)["body"]
    assert [each.copied for each in wire] == ["partly", "partly"]
    assert wire[0].note == "also in PassTrend"
    assert [each.copied for each in page.page(archive, small.client)["body"]] == ["whole", "partly"]
    assert [each.copied for each in page.page(archive, small.own)["body"]] == [""]


def test_a_refused_page_has_no_body(archive: Archive, small: Any) -> None:
    assert "body" not in page.page(archive, small.refused)


def test_a_diff_sets_paragraphs_beside_each_other_and_marks_edits(archive: Archive, small: Any) -> None:
    shown = diff.diff(archive, small.wire, small.client)
    assert len(shown["rows"]) == 2
    edits = [[s.text for s in row.left if "edit" in s.kinds.split()] for row in shown["rows"]]
    assert edits == [["SELBORN, Orvia (ONA) —"], ["Two"]]
    assert [s.text for s in shown["rows"][1].right if "edit" in s.kinds.split()] == ["Three"]
    assert shown["way"] == "Orvian News Agency"


def test_a_diff_turned_around_says_the_same_from_the_other_side(archive: Archive, small: Any) -> None:
    here, there = (
        diff.diff(archive, *pair)["copy"] for pair in ((small.wire, small.client), (small.client, small.wire))
    )
    assert diff.turned(there) == here
    assert {edit.kind for edit in there.edits} == {"added", "number"}


def test_a_moved_paragraph_stands_alone_and_nothing_is_lost(archive: Archive, small: Any) -> None:
    one, two, three = ("The river rose at dawn here.", "The mayor closed two bridges today.", "Nobody was hurt at all.")
    left, right = "\n\n".join((one, two, three)), "\n\n".join((three, one, two))
    copy = archive.copies[0]
    pairs = tuple(
        type(copy.shared[0])(
            left=Span(start=left.index(text), end=left.index(text) + len(text)),
            right=Span(start=right.index(text), end=right.index(text) + len(text)),
        )
        for text in (one, two, three)
    )
    moved = type(copy)(
        left="page_a", right="page_b", relation="edited", score=1, left_share=1, right_share=1, shared=pairs
    )
    rows = diff.rows(left, right, moved)
    assert ["".join(s.text for s in row.left) for row in rows if row.left] == [one, two, three]
    assert ["".join(s.text for s in row.right) for row in rows if row.right] == [three, one, two]
    assert sum(row.left is not None and row.right is not None for row in rows) == 2


def test_what_stands_where_is_told_by_role_and_by_name(archive: Archive, small: Any) -> None:
    shown = found.found(archive, small.client)
    record = archive.records.get(small.client)
    assert record is not None
    assert "".join(s.text for s in shown["segments"]) == record.page
    assert "brand" in [label for s in shown["segments"] for label in s.labels]


def test_a_long_page_is_shown_around_what_was_asked_for(archive: Archive, small: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(found, "WINDOW", 40)
    shown = found.found(archive, small.wire, Span(start=60, end=66))
    assert len(shown["shown"]) == 40
    assert any("asked" in s.kinds for s in shown["segments"])


def test_a_place_that_could_not_be_read_has_nothing_to_show(archive: Archive, small: Any) -> None:
    with pytest.raises(UsageError):
        found.found(archive, small.unread)


@pytest.mark.parametrize(
    ("claimed", "earliest", "latest", "shown"),
    [(None, DAY, DAY, False), (DAY, None, DAY, False), (DAY, DAY, DAY, False), (dt.date(2033, 1, 1), DAY, DAY, True),
     (DAY, DAY, dt.date(2031, 4, 1), True), (dt.date.min, DAY, dt.date.max, True)],
)  # fmt: skip
def test_a_date_bar_needs_two_things_to_compare(
    claimed: dt.date | None, earliest: dt.date | None, latest: dt.date | None, shown: bool
) -> None:
    bar = page.date_bar(Dating(record="r", claimed=claimed, earliest=earliest, latest=latest))
    assert (bar is not None) == shown
    if bar is not None:
        assert 0 <= bar.left <= 100
        assert bar.left + bar.width <= 100.01
        assert 0 <= bar.claimed <= 100


def test_the_timeline_keeps_the_days_of_the_story_readable() -> None:
    chart = timeline.chart(
        [entry(DAY, DAY), entry(dt.date(1871, 1, 1), dt.date(1871, 12, 31)), entry(dt.date(2099, 1, 1), None)]
    )
    assert chart is not None
    assert (chart.first, chart.last) == (DAY, DAY)
    assert [bar.off for bar in chart.bars] == [None, "before", "after"]


def test_a_timeline_without_days_is_none() -> None:
    assert timeline.chart([]) is None
    assert timeline.chart([entry(None, None, None)]) is None


@pytest.mark.parametrize("length", [1, 2, 5, 9, 30, 100, 400, 5_000, 40_000, 700_000])
def test_an_axis_has_few_labels_and_no_label_twice(length: int) -> None:
    ticks = timeline.ticks(dt.date(1, 1, 1), dt.date(1, 1, 1) + dt.timedelta(days=length - 1))
    assert 1 <= len(ticks) <= timeline.TICKS
    assert len({tick.label for tick in ticks}) == len(ticks)
    assert [tick.at for tick in ticks] == sorted(tick.at for tick in ticks)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [("2031-03-04", "2031-03-08", "4–8 Mar 2031"), ("2031-03-04", "2031-03-04", "4 Mar 2031"),
     ("2031-03-01", "2031-03-31", "Mar 2031"), ("2031-01-01", "2031-12-31", "2031"), ("2031-02-28", "2031-03-02", "28 Feb – 2 Mar 2031"),
     ("2030-12-31", "2031-01-01", "31 Dec 2030 – 1 Jan 2031"), ("2031-03-04", None, "from 4 Mar 2031"),
     (None, "2031-03-04", "until 4 Mar 2031"), (None, None, "no day found"), ("9999-12-01", "9999-12-31", "1–31 Dec 9999")],
)  # fmt: skip
def test_intervals_are_said_shortly(first: str | None, last: str | None, said: str) -> None:
    assert days(first, last) == said


def test_only_web_addresses_become_links() -> None:
    assert web("https://ona.example/")
    assert web("HTTP://ona.example/")
    assert not any(
        web(address) for address in ("javascript:alert(1)", " https://x", "//x", "data:text/html,x", "", None)
    )


def test_evidence_opens_where_it_stands() -> None:
    spot = Span(start=3, end=9)
    assert there(Evidence(rule="r", quote="q", record="page_a", where=spot)) == "/page/page_a?at=3-9#t3-9"
    assert (
        there(Evidence(rule="r", quote="q", record="page_a", locus="page", where=spot))
        == "/page/page_a/found?at=3-9#t3-9"
    )
    assert there(Evidence(rule="r", quote="q", locus="table")) is None


def test_harmful_characters_are_replaced_one_for_one() -> None:
    assert harmless("a\x1b[31m\u202eb\n\tc") == "a\ufffd[31m\ufffdb\n\tc"
    assert harmless(7) == 7


def test_finds_of_a_search_are_marked() -> None:
    assert [(s.text, s.kinds) for s in pages.marked("the ⟦pass⟧ was\n\nopen")] == [
        ("the ", ""), ("pass", "found"), (" was\n\nopen", ""),
    ]  # fmt: skip
