"""A live blog's entries come out in the page's order, each with its heading and the time that it claims."""

import datetime as dt
import json

import pytest

from firsthand.model import Article, Record, Sighting
from firsthand.restore import restore

ENTRIES = [
    ("11:40", "Harbour reopens to small boats", "The harbour master of Velmora let the first fishing boats out at noon, after divers "
     "had found no more chains below the breakwater. Ferries stay in port until the evening."),
    ("11:05", "Minister promises a report", "Transport minister Ilva Morand told reporters on the quay that a report on the broken "
     "chain would be printed before the end of the week, whatever it said of her own office."),
    ("10:20", "Two ferries turned back", "Two ferries from the northern islands were turned back off the lighthouse, the coast guard "
     "said, and their passengers were taken to the hotel of the railway company for the night."),
    ("9:45", "Chain breaks at the breakwater", "A chain that held the outer barrier of the harbour broke in the early morning, and parts of "
     "it drifted into the fairway, according to the port office. Nobody was hurt when it broke."),
]  # fmt: skip
PRINTED = {
    "24 hours": lambda clock: clock,
    "with a zone": lambda clock: f"{clock} GMT",
    "with points": lambda clock: clock.replace(":", "."),
    "French": lambda clock: clock.replace(":", "h"),
    "with the day": lambda clock: f"14 March 2025, {clock}",
    "half days": lambda clock: f"{clock} a.m. EST",
    "updated": lambda clock: f"Updated at {clock}",
}


def record(markup: str, media: str = "html") -> Record:
    return Record(id="page_0", payload=markup.encode(), media=media, encoding="utf-8", sighting=Sighting(file="a"))


def html(entries, printed=lambda clock: clock, *, below: bool = False, head: str = "") -> str:
    parts = []
    for clock, title, text in entries:
        stamp = f'<time class="entry-time" datetime="2025-03-14T{clock:0>5}:00+00:00">{printed(clock)}</time>'
        heading = f"<h2>{title}</h2>"
        first, second = (heading, f"<div>{stamp}</div>") if below else (f"<div>{stamp}</div>", heading)
        parts.append(f'<section class="live-entry">{first}{second}<p>{text}</p></section>')
    return (
        f"<html lang=en><head><title>Harbour closed: live</title>{head}</head><body><nav><a href=/>Home</a></nav>"
        f"<main><h1>Velmora harbour closed after a chain breaks: live</h1>{''.join(parts)}</main></body></html>"
    )


def read(found: object) -> list[tuple[str | None, str]]:
    assert isinstance(found, Article), found
    return [(one.title, found.text[one.span.start : one.span.end]) for one in found.entries]


@pytest.mark.parametrize("below", [False, True], ids=["time above the heading", "time below the heading"])
@pytest.mark.parametrize("name", PRINTED)
@pytest.mark.parametrize("order", [1, -1], ids=["newest first", "oldest first"])
def test_entries_are_told_by_their_times_in_page_order(name: str, below: bool, order: int) -> None:
    entries = ENTRIES[::order]
    found = restore(record(html(entries, PRINTED[name], below=below)))
    assert read(found) == [(title, f"{title}\n\n{text}") for _, title, text in entries]
    assert isinstance(found, Article)
    assert [one.evidence[0].quote for one in found.entries] == [PRINTED[name](clock) for clock, _, _ in entries]
    assert {one.evidence[0].rule for one in found.entries} == {"restore.entry.form"}
    assert [block.text for block in found.blocks if block.role == "entry"] == [title for _, title, _ in entries]


def test_the_machine_value_of_a_time_is_the_entry_s_instant() -> None:
    found = restore(record(html(ENTRIES)))
    assert isinstance(found, Article)
    assert found.entries[0].instant == dt.datetime(2025, 3, 14, 11, 40, tzinfo=dt.UTC)
    assert found.entries[3].instant == dt.datetime(2025, 3, 14, 9, 45, tzinfo=dt.UTC)


def test_entries_over_midnight_run_one_way() -> None:
    clocks = ["00:40", "00:10", "23:50", "23:20"]
    moved = [(clock, title, text) for clock, (_, title, text) in zip(clocks, ENTRIES, strict=True)]
    assert len(read(restore(record(html(moved))))) == 4


def test_a_dump_of_a_live_blog_has_its_entries() -> None:
    lines = ["Velmora harbour closed after a chain breaks: live"]
    for clock, title, text in ENTRIES:
        lines += [clock, title, text]
    found = restore(record("\n".join(lines) + "\n", "text"))
    assert [title for title, _ in read(found)] == [title for _, title, _ in ENTRIES]


def linked(entries) -> str:
    updates = [
        {"@type": "BlogPosting", "headline": title, "articleBody": text, "datePublished": f"2025-03-14T{clock:0>5}:00Z"}
        for clock, title, text in entries
    ]
    value = {"@type": "LiveBlogPosting", "headline": "Harbour closed", "liveBlogUpdate": updates}
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def test_json_ld_names_the_entries_and_their_times() -> None:
    found = restore(record(html(ENTRIES, lambda _: "a while ago", head=linked(ENTRIES[::-1]))))
    assert read(found) == [(title, f"{title}\n\n{text}") for _, title, text in ENTRIES]
    assert isinstance(found, Article)
    assert {one.evidence[0].rule for one in found.entries} == {"restore.entry.json"}
    assert [one.instant.hour for one in found.entries if one.instant] == [11, 11, 10, 9]


def test_a_live_blog_that_stands_in_json_ld_alone_is_restored_entry_by_entry() -> None:
    page = f"<html><head><title>Harbour closed</title>{linked(ENTRIES)}</head><body><div id=app></div></body></html>"
    found = restore(record(page))
    assert read(found) == [(title, f"{title}\n\n{text}") for _, title, text in ENTRIES]


NO_LIVE_BLOGS = {
    "a timetable": "<p>The ferry office has printed the hours of the new line, which begins to run on the first of May.</p>"
    + "".join(f"<div><b>{hour}:15</b></div><p>Quay {hour}</p>" for hour in range(9, 15)),
    "one time": "<div>10:40</div>" + "".join(f"<p>{text}</p>" for _, _, text in ENTRIES),
    "times in any order": html(
        [(clock, *rest[1:]) for clock, rest in zip(("11:05", "9:45", "11:40", "10:20"), ENTRIES, strict=True)]
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NO_LIVE_BLOGS)
def test_times_alone_make_no_live_blog(name: str) -> None:
    text = "".join(f"<p>{one[2]}</p>" for one in ENTRIES)
    found = restore(
        record(f"<html><body><article><h1>Harbour closed</h1>{text}{NO_LIVE_BLOGS[name]}</article></body></html>")
    )
    assert isinstance(found, Article)
    assert found.entries == ()
