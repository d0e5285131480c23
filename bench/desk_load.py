"""The desk on 100,000 pages: 20 readers at once while another process writes.

    python bench/desk_load.py make BIG.fh [--pages 100000]
    python bench/desk_load.py run BIG.fh [--readers 20] [--think 1.0] [--seconds 60] [--json]
    python bench/desk_load.py cpu BIG.fh [--json]

`make` writes an archive of invented nouns, without running any stage: stories of one to 400 pages, texts with copies,
datings, ledgers, claims, networks, in the proportions that `trace` gave on development data. `run` serves a copy of it
in a process of its own, lets readers open views in a random order (a reader looks `think` seconds at each), and another
process writes pages all the while. Times are of the server: from the question to the whole answer, in its process.
`cpu` asks one address after another in this process and tells the time that the processor worked at each, which other
programs on the machine do not lengthen as much; each address is asked once before.
"""

import argparse
import asyncio
import datetime as dt
import http.client
import json
import multiprocessing
import os
import random
import shutil
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import uvicorn

from firsthand.archive import Archive, Derived, Page, add_pages, replace_derived
from firsthand.model import (
    Article,
    Block,
    Bounds,
    Claim,
    Copy,
    Count,
    Dateline,
    Dating,
    Entry,
    Evidence,
    Line,
    Network,
    News,
    Origin,
    Pair,
    Party,
    Record,
    Sighting,
    Span,
    Stemma,
    Story,
    make_id,
)
from firsthand.model.stemma import Branch
from firsthand.web import app

SYLLABLES = [a + b for a in "bdfgklmnpr" for b in "aeio"]
DAY = dt.date(2024, 1, 1)


def words(chance: random.Random) -> list[str]:
    """Return 30,000 invented words, the frequent ones first and short."""
    made: dict[str, None] = {}
    while len(made) < 30_000:
        made["".join(chance.choices(SYLLABLES, k=2 + len(made) // 8_000 + chance.randrange(2)))] = None
    return list(made)


def text(chance: random.Random, known: list[str], weights: list[float]) -> str:
    """Return an article of 120 to 600 words in paragraphs."""
    paragraphs = []
    for _ in range(chance.randrange(3, 12)):
        drawn = chance.choices(known, cum_weights=weights, k=chance.randrange(30, 60))
        paragraphs.append(f"{' '.join(drawn).capitalize()}.")
    return "\n\n".join(paragraphs)


class Maker:
    """Draws the nouns of one archive."""

    def __init__(self, pages: int) -> None:
        self.chance = random.Random(8)
        self.known = words(self.chance)
        total, self.weights = 0.0, []
        for rank in range(len(self.known)):
            total += 1 / (rank + 10)
            self.weights.append(total)
        self.pages = pages
        self.names = [" ".join(w.capitalize() for w in self.chance.sample(self.known, 2)) for _ in range(4_000)]
        self.parties = [Party(id=n.lower(), name=n, kind="person", named=True) for n in self.names[:3_000]]
        self.outlets = self.names[3_000:3_400]
        self.agencies = [f"ag{n}" for n in range(12)]
        self.derived: dict[str, list[object]] = defaultdict(list)
        self.members: dict[int, list[str]] = defaultdict(list)

    def sizes(self) -> Iterator[int]:
        left = self.pages
        while left > 0:
            size = min(left, int(self.chance.paretovariate(0.9)), 400)
            left -= size
            yield size

    def article(self, key: str, body: str, site: str, place: str, agency: str | None) -> Page:
        title = " ".join(self.chance.choices(self.known, cum_weights=self.weights, k=7)).capitalize()
        name = self.chance.choice(self.outlets)
        spans, start = [], 0
        for part in body.split("\n\n"):
            spans.append(Span(start=start, end=start + len(part)))
            start += len(part) + 2
        blocks = tuple(
            Block(
                role="paragraph",
                text=s.of(body),
                place=Span(start=s.start + len(title) + 1, end=s.end + len(title) + 1),
                span=s,
                rule="bench.made",
            )
            for s in spans
        )
        line = Dateline(place=place, agency=agency, where=Span(start=0, end=6))
        made = Article(
            record=key,
            text=body,
            title=title,
            blocks=blocks,
            language="en",
            outlet=name,
            site=site,
            url=f"https://{site}/{key}",
            dateline=line,
        )
        record = Record(
            id=key,
            payload=f"{title}\n{body}".encode(),
            media="text",
            encoding="utf-8",
            url=made.url,
            sighting=Sighting(file=f"pile/{key}.txt"),
        )
        claims = tuple(self.claim(key, body, n, span) for n, span in enumerate(spans[1:3]))
        return Page(record, made, claims)

    def claim(self, key: str, body: str, number: int, span: Span) -> Claim:
        (party,) = self.chance.choices(self.parties, cum_weights=self.weights[: len(self.parties)])
        source, cue = Span(start=span.start, end=span.start + 5), Span(start=span.start + 6, end=span.start + 10)
        content = Span(start=span.start + 11, end=span.end)
        return Claim(
            id=make_id("claim", key, str(number)),
            record=key,
            source=source,
            cue=cue,
            content=(content,),
            kind="indirect",
            party=party,
        )

    def story(self, size: int) -> list[Page]:
        chance, made, stemmata, lines = self.chance, [], [], []
        place = f"{self.names[chance.randrange(300)].split()[0].upper()}, {self.names[chance.randrange(40)]}"
        when = DAY + dt.timedelta(days=chance.randrange(700))
        left, everything = size, []
        while left > 0:
            many = min(left, max(1, int(chance.paretovariate(0.8))))
            left -= many
            body, agency = text(chance, self.known, self.weights), chance.choice(self.agencies)
            keys = [make_id("page", str(len(everything)), str(size), str(chance.random())) for _ in range(many)]
            for key in keys:
                number = chance.randrange(4_000)
                made.append(self.article(key, body, f"site{number}.example", place, agency))
                if number < 200:
                    self.members[number // 10].append(key)
                everything.append(key)
                self.dating(key, body, when)
            stemmata.append(self.text(keys, body, agency))
            lines += [
                Line(
                    side="reporters",
                    subject=key,
                    name=key,
                    group=agency,
                    reason="It carries the agency's text.",
                    standing="reporter" if key == keys[0] else "copy",
                )
                for key in keys
            ]
        self.told(everything, stemmata, lines, made, when)
        return made

    def dating(self, key: str, body: str, when: dt.date) -> None:
        false = self.chance.random() < 0.1
        said = Evidence(rule="dating.weekday.said", quote=body[:8], record=key, where=Span(start=0, end=8))
        self.derived["datings"].append(
            Dating(
                record=key,
                earliest=when,
                latest=when + dt.timedelta(days=3),
                likely=when,
                certainty="high",
                claimed=when + dt.timedelta(days=400 if false else 0),
                evidence=(said,) * 6,
                verdict="contradicted" if false else "consistent",
            )
        )

    def text(self, keys: list[str], body: str, agency: str) -> Stemma:
        root, whole = keys[0], Span(start=0, end=len(body))
        for key in keys[1:]:
            left, right = sorted((root, key))
            self.derived["copies"].append(
                Copy(
                    left=left,
                    right=right,
                    relation="verbatim",
                    score=0.99,
                    left_share=1.0,
                    right_share=1.0,
                    shared=(Pair(left=whole, right=whole),),
                    exemplar=root,
                    certainty=0.9,
                )
            )
        made = Stemma(
            id=make_id("text", *keys),
            witnesses=tuple(sorted(keys)),
            archetype=root,
            branches=tuple(Branch(witness=key, exemplar=root, score=0.9) for key in sorted(keys[1:])),
            origin=Origin(kind="agency", name=agency, certainty=0.9),
        )
        self.derived["stemmata"].append(made)
        return made

    def told(self, keys: list[str], texts: list[Stemma], lines: list[Line], pages: list[Page], when: dt.date) -> None:
        key = make_id("story", *(each.id for each in texts))
        articles = [page.result for page in pages if isinstance(page.result, Article)]
        news = tuple(
            News(kind="new statement", record=a.record, where=Span(start=0, end=60), quote=a.text[:60])
            for a in articles[:40]
        )
        low = len({line.group for line in lines})
        self.derived["stories"].append(
            Story(
                id=key,
                name=articles[0].title or key,
                texts=tuple(sorted(t.id for t in texts)),
                earliest=when,
                records=tuple(sorted(keys)),
                latest=when + dt.timedelta(days=3),
                news=news,
            )
        )
        counts = Bounds(low=low, high=low + 1)
        self.derived["counts"].append(
            Count(
                story=key,
                pages=len(keys),
                texts=len(texts),
                reporters=counts,
                sources=counts,
                ledger=tuple(lines),
                coverage="Made for a measurement.",
            )
        )
        for number, a in enumerate(articles[:30]):
            day = when - dt.timedelta(days=number)
            shown = Evidence(rule="timeline.sentence", quote=a.text[:60], record=a.record, where=Span(start=0, end=60))
            self.derived["entries"].append(
                Entry(
                    id=make_id("entry", key, str(number)),
                    story=key,
                    earliest=day,
                    latest=day,
                    reported=when,
                    text=a.text[:60],
                    expression="then",
                    records=(a.record,),
                    reporters=1,
                    evidence=(shown,),
                )
            )

    def networks(self) -> list[Network]:
        shown = Evidence(rule="networks.template", quote="made")
        return [
            Network(
                id=make_id("network", str(n)),
                name=f"Made {n}",
                sites=tuple(f"site{n * 10 + i}.example" for i in range(10)),
                brands=tuple(self.names[n * 3 : n * 3 + 3]),
                records=tuple(sorted(keys)),
                score=0.9,
                evidence=(shown,),
            )
            for n, keys in sorted(self.members.items())
        ]


def make(path: str, pages: int) -> None:
    maker, batch = Maker(pages), []
    started = time.process_time()
    with Archive(path, write=True) as archive:
        for size in maker.sizes():
            batch += maker.story(size)
            if len(batch) >= 2_000:
                add_pages(archive.connection, batch, "made")
                batch = []
        add_pages(archive.connection, batch, "made")
        derived = Derived(networks=maker.networks(), **maker.derived)  # type: ignore[arg-type]
        replace_derived(archive.connection, derived, "made")
        archive.connection.execute("ANALYZE")
    size = Path(path).stat().st_size / 1e6
    print(
        f"{path}: {pages} pages, {len(derived.stories)} stories, {size:.0f} MB,"
        f" {time.process_time() - started:.0f} s of CPU"
    )


def addresses(path: str, chance: random.Random) -> dict[str, list[str]]:
    """Return what readers open: of each kind of view up to 60 addresses, large stories among them."""
    with Archive(path) as archive:
        ask = archive.connection.execute
        stories = [str(row[0]) for row in ask("SELECT story FROM ranked ORDER BY n LIMIT 30")]
        stories += [str(row[0]) for row in ask("SELECT id FROM story ORDER BY id LIMIT 30")]
        pages = [str(row[0]) for row in ask("SELECT record FROM facet ORDER BY record LIMIT 60")]
        copies = [(str(a), str(b)) for a, b in ask('SELECT "left", "right" FROM copy ORDER BY 1, 2 LIMIT 40')]
        networks = [str(row[0]) for row in ask("SELECT id FROM network ORDER BY id LIMIT 20")]
        parties = [str(row[0]) for row in ask("SELECT id FROM party ORDER BY texts DESC, id LIMIT 20")]
        parties += [str(row[0]) for row in ask("SELECT id FROM party ORDER BY id LIMIT 20")]
    known = words(random.Random(8))
    common, rare = known[200:220], chance.sample(known[2_000:20_000], 20)  # in a fifth of all pages, in a few hundred
    found = {
        "front": ["/", "/?page=2", "/?by=latest", "/?by=echo"],
        "story": [f"/story/{key}" for key in stories],
        "claim board": [f"/story/{key}/claims" for key in stories],
        "page": [f"/page/{key}" for key in pages],
        "as found": [f"/page/{key}/found" for key in pages],
        "compare": [f"/diff/{left}/{right}" for left, right in copies],
        "search, rare word": [f"/search?q={word}" for word in rare],
        "search, common word": [f"/search?q={word}" for word in common],
        "search, folded": [f"/search?q={word}&collapse=moderate&dated=narrow" for word in common],
        "parties": ["/claims", f"/claims?name={quote(parties[0][:4])}"],
        "party": [f"/party?id={quote(key)}" for key in parties],
        "networks": ["/networks", *(f"/network/{key}" for key in networks)],
        "watches, runs": ["/watches", "/runs", "/decisions", "/refusals"],
        "REST": ["/api/v1/stories", "/api/v1/pages?limit=200", f"/api/v1/search?q={common[0]}"],
    }
    return {view: asked for view, asked in found.items() if asked}


def serve(
    path: str, port: "multiprocessing.Queue[int]", times: "multiprocessing.Queue[tuple[str, float, int]]"
) -> None:
    """Serve an archive in this process and tell how long each answer took."""
    import socket

    desk = app(path)

    async def timed(scope, receive, send):  # type: ignore[no-untyped-def]
        start, status = time.perf_counter(), 0

        async def noted(message):  # type: ignore[no-untyped-def]
            nonlocal status
            status = message.get("status", status)
            await send(message)

        await desk(scope, receive, noted)
        if scope["type"] == "http":
            query = scope["query_string"].decode()
            times.put((scope["path"] + (f"?{query}" if query else ""), 1000 * (time.perf_counter() - start), status))

    with socket.create_server(("127.0.0.1", 0)) as bound:
        port.put(bound.getsockname()[1])
        uvicorn.Server(uvicorn.Config(timed, log_level="error")).run(sockets=[bound])


def write(path: str, stop: "multiprocessing.Event", wrote: "multiprocessing.Value") -> None:  # type: ignore[valid-type]
    """Write pages in batches of 50 until told to stop, as a run does."""
    maker = Maker(1)
    maker.chance = random.Random(99)
    with Archive(path, write=True) as archive:
        while not stop.is_set():
            batch: list[Page] = []
            while len(batch) < 50:
                batch += maker.story(10)
            add_pages(archive.connection, batch, "made")
            wrote.value += len(batch)
            stop.wait(0.5)


def read(port: int, views: dict[str, list[str]], seed: int, think: float, until: float) -> None:
    """Read views in a random order until the time is over."""
    chance = random.Random(seed)
    time.sleep(think * chance.random())
    while time.monotonic() < until:
        address = chance.choice(views[chance.choice(sorted(views))])
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", address, headers={"Host": f"127.0.0.1:{port}"})
        connection.getresponse().read()
        connection.close()
        time.sleep(think * (0.5 + chance.random()))


def run(path: str, readers: int, think: float, seconds: float) -> tuple[list[dict[str, object]], int]:
    with tempfile.TemporaryDirectory() as folder:
        copy = str(Path(folder) / "copy.fh")
        shutil.copy(path, copy)
        views = addresses(copy, random.Random(3))
        port: multiprocessing.Queue[int] = multiprocessing.Queue()
        times: multiprocessing.Queue[tuple[str, float, int]] = multiprocessing.Queue()
        stop, wrote = multiprocessing.Event(), multiprocessing.Value("i", 0)
        server = multiprocessing.Process(target=serve, args=(copy, port, times), daemon=True)
        writer = multiprocessing.Process(target=write, args=(copy, stop, wrote), daemon=True)
        server.start()
        where = port.get(timeout=60)
        writer.start()
        kind = {address: view for view, asked in views.items() for address in asked}
        until = time.monotonic() + seconds
        crowd = [threading.Thread(target=read, args=(where, views, n, think, until)) for n in range(readers)]
        found: dict[str, list[float]] = defaultdict(list)
        wrong: list[str] = []
        for each in crowd:
            each.start()
        while any(each.is_alive() for each in crowd) or not times.empty():
            try:
                address, took, status = times.get(timeout=0.2)
            except Exception:
                continue
            found[kind.get(address, "other")].append(took)
            if status != 200:
                wrong.append(f"{status} {address}")
        stop.set()
        writer.join(30)
        server.terminate()
    if wrong:
        print("\n".join(wrong[:10]), file=sys.stderr)
    rows = [summed(view, took) for view, took in sorted(found.items())]
    rows.append(summed("all", [one for many in found.values() for one in many]))
    return rows, wrote.value


async def cpu(path: str) -> list[dict[str, object]]:
    """Return the processor time of each view, up to 20 addresses a view, each asked once before."""
    transport = httpx.ASGITransport(app=app(path))
    rows: list[dict[str, object]] = []
    everything: list[float] = []
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        for view, asked in addresses(path, random.Random(3)).items():
            took = []
            for address in asked[:: max(1, len(asked) // 20)]:
                (await client.get(address)).raise_for_status()
                start = time.process_time()
                await client.get(address)
                took.append(1000 * (time.process_time() - start))
            everything += took
            rows.append(summed(view, took))
    return [*rows, summed("all", everything)]


def summed(view: str, took: list[float]) -> dict[str, object]:
    took = sorted(took)
    return {"view": view, "answers": len(took), "median ms": round(took[len(took) // 2], 1),
            "95 % ms": round(took[int(0.95 * (len(took) - 1))], 1), "worst ms": round(took[-1], 1)}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=("make", "run", "cpu"))
    parser.add_argument("archive")
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--think", type=float, default=1.0)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if given.what == "make":
        make(given.archive, given.pages)
        return
    if given.what == "cpu":
        rows, wrote = asyncio.run(cpu(given.archive)), 0
    else:
        rows, wrote = run(given.archive, given.readers, given.think, given.seconds)
    if given.json:
        print(json.dumps({"views": rows, "pages written": wrote}, indent=2))
        return
    print(" | ".join(rows[0]))
    for row in rows:
        print(" | ".join(str(value) for value in row.values()))
    busy = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"{wrote} pages were written meanwhile; load of the machine: {busy} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
