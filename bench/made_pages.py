"""Generated news pages of real length, any number of them: ``python bench/made_pages.py FOLDER --pages 1000``.

The texts are those of ``made_news.py`` (300 to 800 words of a made-up vocabulary), bent to made-up events: reports of
one event share its people, place, figures and words. Around each text stands the furniture of its site, a third of the
sites being farms in one template, and scripts up to the mean length of real pages (``--kilobytes``; the 127 news pages
of the development data have 315 KB in the mean, 265 KB in the median). ``--form text`` writes plain dumps instead.

A page depends on its number alone. Pages go into Parquet files of 1,000, the truth into ``truth.jsonl`` beside them.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import multiprocessing
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from made_news import News
from reprints import reprint

PART = 1_000
KINDS = ("light", "planted", "heavy", "truncated", "excerpt", "passage", "rewrite", "light")
AGENCIES = ("Norther Wire", "Pan Press", "Svetla State News")
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_REACH = 5_000  # reports of an event, and reprints of a report, lie within so many pages of each other


@dataclass(frozen=True)
class Event:
    """What some pages tell of."""

    day: dt.date
    place: str
    cast: tuple[str, ...]
    words: tuple[str, ...]
    figures: tuple[str, ...]


@dataclass(frozen=True)
class Made:
    """One page and its truth."""

    number: int
    url: str
    title: str
    body: str
    day: dt.date
    shown: dt.date
    event: int
    of: int | None
    kind: str


class Pages:
    """Pages by number."""

    def __init__(self, kilobytes: int) -> None:
        self.news = News()
        self.size = kilobytes * 1024
        tokens = [str(token) for token in self.news.tokens]
        self.names = [token for token in tokens if token[:1].isupper()]
        self.rare = [token for token in tokens if token.isalpha() and token.islower() and len(token) > 6][2_000:30_000]
        rng = Random(5)
        self.filler = "".join(
            f'w.q.push({{"{rng.choice(self.rare)}":"{rng.getrandbits(96):x}","s":[{rng.randrange(999)}]}});\n'
            for _ in range(9_000)
        )

    def event(self, number: int) -> Event:
        """Return the event of a number: an event has two and a half pages in the mean."""
        rng = Random(f"event {number}")
        people = tuple(f"{rng.choice(self.names)} {rng.choice(self.names)}" for _ in range(3))
        day = dt.date(2024, 1, 1) + dt.timedelta(days=number * 2 // 55 % 700)
        figures = tuple(str(rng.randrange(12, 9_000)) for _ in range(3))
        words = tuple(rng.sample(self.rare, 14))
        return Event(day, rng.choice(self.names), (*people, f"{rng.choice(self.names)} Union"), words, figures)

    def event_of(self, number: int) -> int:
        """Return the event of an original page; a large one now and then."""
        rng = Random(f"of {number}")
        block = number // 50 * 20
        return block if rng.random() < 0.12 else block + rng.randrange(20)

    def report(self, number: int) -> str:
        """Return an original text: paragraphs with dateline, quotations and what belongs to its event."""
        event, rng = self.event(self.event_of(number)), Random(f"report {number}")
        paragraphs = self.news.base(number).split("\n\n")
        lead, union = event.cast[0], event.cast[-1]
        when = WEEKDAYS[event.day.weekday()]
        opening = (
            f"{event.place.upper()} — {lead} {event.words[0]} {event.figures[0]} {event.words[1]} in {event.place} "
        )
        paragraphs[0] = f"{opening}on {when}, {union} said. {paragraphs[0]}"
        for at in range(1, len(paragraphs)):
            who, word = rng.choice(event.cast), rng.choice(event.words)
            line = f"The {word} of {event.place} and the {rng.choice(event.words)} were {rng.choice(event.words)}"
            extra = (
                f"“{line},” {who} said on {when}."
                if rng.random() < 0.5
                else f"{who} has {event.figures[at % 3]} {word}."
            )
            paragraphs[at] = f"{extra} {paragraphs[at]}"
        if rng.random() < 0.3:
            paragraphs.append(f"({rng.choice(AGENCIES)})")
        return "\n\n".join(paragraphs)

    def page(self, number: int) -> Made:
        """Return the page of a number: six in ten report, four in ten carry what another page reports."""
        rng = Random(f"page {number}")
        copied = number % 5 in (2, 4) and number > 20
        of = self._report_before(number, rng) if copied else number
        kind = rng.choice(KINDS) if copied else "report"
        text = self.report(of)
        if copied:
            text = reprint(kind, text, self.news.base(number), rng, self.news.words)
        event = self.event(self.event_of(of))
        day = event.day + dt.timedelta(days=int(rng.random() < 0.3))
        farm = copied and rng.random() < 0.6
        site = f"{'farm' if farm else 'paper'}{rng.randrange(3 + number // 400):04d}.example"
        shown = day + dt.timedelta(days=rng.randrange(200, 600)) if farm else day
        title = f"{event.cast[0]} {' '.join(rng.sample(event.words, 4))} in {event.place}".capitalize()
        url = f"https://{site}/{shown:%Y/%m/%d}/{'-'.join(rng.sample(event.words, 3))}-{number}.html"
        return Made(number, url, title, text, day, shown, self.event_of(of), of if copied else None, kind)

    def _report_before(self, number: int, rng: Random) -> int:
        at = rng.randrange(max(0, number - _REACH), number)
        return at - 1 if at % 5 in (2, 4) and at else at

    def html(self, page: Made) -> str:
        """Return the page in its site's markup."""
        site, rng = page.url.split("/")[2], Random(page.url)
        own = Random(site)
        menu = "".join(f'<li><a href="/{word}">{word.title()}</a></li>' for word in own.sample(self.rare, 14))
        others = "".join(
            f'<li><a href="/{rng.getrandbits(40)}">{" ".join(rng.sample(self.rare, 8))}</a></li>' for _ in range(12)
        )
        body = "".join(f"<p>{part}</p>\n" for part in page.body.split("\n\n"))
        name = site.split(".")[0].title()
        slots = (
            f"<span class=views>{rng.randrange(9_999)} Views</span>"
            if site.startswith("farm")
            else f"<p class=byline>By {rng.choice(self.names)} {rng.choice(self.names)}</p>"
        )
        head = (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{page.title} | {name}</title>'
            f'<meta property="og:title" content="{page.title}"><meta property="og:site_name" content="{name}">'
            f'<meta property="article:published_time" content="{page.shown}T08:{page.number % 60:02d}:00Z">'
            f"<link rel=stylesheet href=/{own.getrandbits(40)}.css>"
        )
        tail = (
            f"<aside class=related><h3>{own.choice(self.rare).title()}</h3><ul>{others}</ul></aside>"
            f"<footer><p>Copyright {name}. All rights reserved.</p><ul>{menu}</ul></footer></body></html>"
        )
        made = (
            f"</head><body class='c{own.getrandbits(20)}'><header><a href=/>{name}</a><nav><ul>{menu}</ul></nav>"
            f"</header><main><article><h1>{page.title}</h1>{slots}"
            f"<time datetime={page.shown}>{page.shown:%B %d, %Y}</time>"
            f"{body}</article></main>{tail}"
        )
        room = max(0, self.size - len(head) - len(made))
        at = rng.randrange(len(self.filler))
        script = (self.filler[at:] + self.filler * (room // len(self.filler) + 1))[:room]
        return f"{head}<script>{script}</script>{made}"

    @staticmethod
    def dump(page: Made) -> str:
        """Return the page as a plain dump without markup."""
        name = page.url.split("/")[2].split(".")[0].title()
        foot = f"Copyright {name}. All rights reserved."
        return f"{name}\nHome\nWorld\nSport\n{page.title}\n{page.shown:%B %d, %Y}\n{page.body}\n\n{foot}\n"


def part(job: tuple[Path, int, int, str, int]) -> list[str]:
    """Write one Parquet file; return the lines of its truth."""
    folder, first, last, form, kilobytes = job
    pages = Pages(kilobytes)
    rows: dict[str, list[str]] = {"url": [], form: [], "captured": []}
    truth = []
    for number in range(first, last):
        made = pages.page(number)
        rows["url"].append(made.url)
        rows[form].append(pages.html(made) if form == "html" else pages.dump(made))
        rows["captured"].append("2026-06-01T00:00:00Z")
        truth.append(
            json.dumps(
                {
                    "url": made.url,
                    "n": number,
                    "event": made.event,
                    "of": made.of,
                    "kind": made.kind,
                    "day": str(made.day),
                    "text": made.body if os.environ.get("MADE_TEXTS") else "",
                }
            )
        )
    path = folder / f"pages-{first // PART:06d}.parquet"
    pq.write_table(pa.table(rows), path, compression="zstd", row_group_size=100)
    return truth


def make(folder: Path, pages: int, form: str = "html", kilobytes: int = 230, workers: int = 2) -> None:
    """Write pages and truth into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    jobs = [(folder, at, min(at + PART, pages), form, kilobytes) for at in range(0, pages, PART)]
    with (
        multiprocessing.get_context("spawn").Pool(workers) as pool,
        (folder.parent / f"{folder.name}-truth.jsonl").open("w") as file,
    ):
        for lines in pool.imap(part, jobs):
            file.writelines(f"{line}\n" for line in lines)


def truth(folder: Path) -> Iterator[dict[str, object]]:
    """Yield the truth of each page."""
    with (folder.parent / f"{folder.name}-truth.jsonl").open() as file:
        yield from map(json.loads, file)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=1_000)
    parser.add_argument("--form", choices=("html", "text"), default="html")
    parser.add_argument("--kilobytes", type=int, default=230)
    options = parser.parse_args()
    make(options.folder, options.pages, options.form, options.kilobytes)
    print(np.__version__ and f"{options.pages} pages in {options.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
