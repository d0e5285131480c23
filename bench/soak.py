"""Following, tracing and serving at once, on generated traffic of this machine: ``python bench/soak.py --minutes 20``.

Eight news sites on 127.0.0.2 to 127.0.0.9 publish made-up pages all the time, in feeds, and now and then fail: status
503, an answer that is cut, a page that is gone, junk. `firsthand follow` runs again and again and is killed in every
eighth run; `firsthand trace` takes in folders of dumps and must wait for its turn; `firsthand serve` is asked for its
views and its REST answers without pause. At the end the traffic stops, everything runs once more, the archive is
verified, and every page that a site has handed out whole must be in it.
"""

import argparse
import http.server
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from made_pages import Made, Pages

from firsthand.archive import Archive

SITES = [f"127.0.0.{n}" for n in range(2, 10)]
LISTED = 400
DUMPS = 10
VIEWS = ("/", "/stories.json", "/search?q=the", "/networks", "/refusals", "/claims", "/runs",
         "/api/v1/stories?limit=20", "/api/v1/pages?limit=20", "/api/v1/search?q=said", "/api/v1/runs")  # fmt: skip
JUNK = (b"\x89PNG\r\n\x1a\n" + bytes(500), b"", b"<html></html>", bytes(range(256)) * 20)


@dataclass
class World:
    """What the sites publish, and what they have handed out whole."""

    pages: Pages
    rate: float
    port: int = 0
    begun: float = field(default_factory=time.monotonic)
    ended: float | None = None
    whole: set[str] = field(default_factory=set)
    asked: dict[str, int] = field(default_factory=dict)
    bad: int = 0

    def count(self) -> int:
        """Return how many pages are published by now."""
        return int(((self.ended or time.monotonic()) - self.begun) * self.rate) + len(SITES)

    def feed(self, host: str) -> bytes:
        """Return the feed of a site: its latest pages."""
        numbers = [n for n in range(self.count()) if SITES[n % len(SITES)] == host][-LISTED:]
        items = "".join(f"<item><link>http://{host}:{self.port}/page/{n}</link></item>" for n in numbers)
        return f"<rss version='2.0'><channel>{items}</channel></rss>".encode()


class Handler(http.server.BaseHTTPRequestHandler):
    """One of the sites."""

    world: World

    def log_message(self, *_: object) -> None: ...

    def do_GET(self) -> None:
        host = self.headers["Host"].split(":")[0]
        if self.path == "/feed":
            self._say(200, self.world.feed(host), "application/rss+xml")
        elif self.path.startswith("/page/"):
            self._page(host, int(self.path.rsplit("/", 1)[-1]))
        else:
            self._say(404, b"", "text/plain")

    def _page(self, host: str, number: int) -> None:
        """Hand out a page; one in fifty fails at first, one in a hundred is junk or gone."""
        world, rng = self.world, Random(f"fate {number}")
        url = f"http://{host}:{world.port}{self.path}"
        world.asked[url] = world.asked.get(url, 0) + 1
        first, fate = world.asked[url] == 1, rng.randrange(200)
        body = world.pages.html(world.pages.page(number)).encode()
        if first and fate < 4:
            world.bad += 1
            if fate < 2:
                self._say(503, b"busy", "text/plain", {"Retry-After": "1"})
            else:
                self._say(200, body, "text/html; charset=utf-8", cut=True)
            return
        if fate in (4, 5):
            body = JUNK[number % len(JUNK)]
        self._say(404 if fate == 6 else 200, body, "text/html; charset=utf-8")
        world.whole.add(url)

    def _say(
        self, status: int, body: bytes, kind: str, more: dict[str, str] | None = None, *, cut: bool = False
    ) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **(more or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)


def memory(process: subprocess.Popen[bytes]) -> float:
    """Return the megabytes that a process and its children hold; what several of them share is counted once."""
    total, waiting = 0.0, [process.pid]
    while waiting:
        pid = waiting.pop()
        try:
            status = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii", "replace")
            waiting += [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]
        except OSError:
            continue
        total += next((int(line.split()[1]) for line in status.splitlines() if line.startswith("Pss:")), 0) / 1024
    return total


@dataclass
class Tally:
    """What happened."""

    follow: list[tuple[float, float]] = field(default_factory=list)
    trace: list[tuple[float, float]] = field(default_factory=list)
    serve: list[tuple[float, float]] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    killed: int = 0
    turned_away: int = 0
    wrong: list[str] = field(default_factory=list)
    dumps: int = 0


class Soak:
    """The whole of it."""

    def __init__(self, folder: Path, rate: float, kilobytes: int) -> None:
        self.folder, self.tally = folder, Tally()
        self.world = World(Pages(kilobytes), rate)
        self.archive = folder / "soak.fh"
        self.over = threading.Event()
        self.server: subprocess.Popen[bytes] | None = None
        self.desk = ""

    def sites(self) -> None:
        """Open the sites, all on one port."""
        Handler.world = self.world
        for host in SITES:
            server = http.server.ThreadingHTTPServer((host, self.world.port), Handler)
            server.daemon_threads = True
            self.world.port = server.server_address[1]
            threading.Thread(target=server.serve_forever, daemon=True).start()
        lists = "\n".join(f"http://{host}:{self.world.port}/feed" for host in SITES)
        (self.folder / "feeds.txt").write_text(lists + "\n", "utf-8")

    def run(self, *words: str, kill_after: float | None = None) -> tuple[int, float, str]:
        """Run a command of firsthand; return its exit code, its largest memory, what it said."""
        with (self.folder / f"{words[0]}.log").open("w+b") as log:
            process = subprocess.Popen([sys.executable, "-m", "firsthand", *words], stdout=log, stderr=log,
                                       start_new_session=True)  # fmt: skip
            begun, most = time.monotonic(), 0.0
            while process.poll() is None:
                most = max(most, memory(process))
                if kill_after is not None and time.monotonic() - begun > kill_after:
                    os.killpg(process.pid, signal.SIGKILL)
                    process.wait()
                time.sleep(0.5)
            log.seek(0)
            return process.returncode, most, log.read().decode("utf-8", "replace")

    def following(self) -> None:
        """Follow again and again; every eighth run is killed."""
        rng, runs = Random(3), 0
        while not self.over.is_set():
            runs += 1
            kill = rng.uniform(0.5, 12.0) if runs % 8 == 0 else None
            self._follow(kill)
            self.over.wait(2.0)

    def _follow(self, kill: float | None = None) -> None:
        code, most, said = self.run("follow", str(self.folder / "feeds.txt"), "-o", str(self.archive), "--delay", "0",
                                    "--allow-private", kill_after=kill)  # fmt: skip
        self._judge("follow", code, most, said)

    def _judge(self, what: str, code: int, most: float, said: str) -> bool:
        """Note what a command came to; return whether it did its work."""
        if code == -signal.SIGKILL:
            self.tally.killed += 1
        elif code == 1 and "is being written by another firsthand" in " ".join(said.split()):
            self.tally.turned_away += 1
        elif code not in (0, 3):
            self.tally.wrong.append(f"{what}: exit code {code}: {said[-600:]}")
        else:
            getattr(self.tally, what).append((time.monotonic() - self.world.begun, most))
            return True
        return False

    def tracing(self) -> None:
        """Take in a folder of dumps every half minute."""
        while not self.over.is_set():
            self.drop()
            self.over.wait(30.0)

    def drop(self) -> None:
        """Write dumps, and take them in as soon as the archive is free."""
        folder = self.folder / f"dumps-{self.tally.dumps:05d}"
        folder.mkdir()
        for n in range(DUMPS):
            number = 10_000_000 + self.tally.dumps * DUMPS + n
            page: Made = self.world.pages.page(number)
            (folder / f"{number}.txt").write_text(Pages.dump(page), "utf-8")
        self.tally.dumps += 1
        while not self._judge("trace", *self.run("trace", str(folder), "-o", str(self.archive), "-w", "1")):
            if len(self.tally.wrong) >= 20:
                return
            time.sleep(1.0)

    def serving(self) -> None:
        """Open the desk and ask it without pause."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.desk = f"http://127.0.0.1:{port}"
        log = (self.folder / "serve.log").open("wb")
        self.server = subprocess.Popen([sys.executable, "-m", "firsthand", "serve", str(self.archive), "--port",
                                        str(port)], stdout=log, stderr=log)  # fmt: skip
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.5)
        while not self.over.is_set():
            for path in (*VIEWS, *self._one_of_each()):
                self._ask(path)
                time.sleep(0.05)
            self.tally.serve.append((time.monotonic() - self.world.begun, memory(self.server)))

    def _one_of_each(self) -> list[str]:
        """Return the addresses of a story and a page of those that the desk lists now."""
        found = []
        for path, view in (("/api/v1/stories?limit=50", "/story/"), ("/api/v1/pages?limit=50", "/page/")):
            listed = json.loads(self._ask(path) or b"{}")
            rows = listed if isinstance(listed, list) else listed.get("items", listed.get("rows", []))
            found += [f"{view}{rows[len(self.tally.waits) % len(rows)]['id']}"] if rows else []
        return found

    def _ask(self, path: str) -> bytes:
        begun = time.monotonic()
        try:
            with urllib.request.urlopen(self.desk + path, timeout=60) as answer:
                body = bytes(answer.read())
        except urllib.error.HTTPError as error:
            if error.code >= 500:
                self.tally.wrong.append(f"{path}: status {error.code}")
            return b""
        except OSError as error:
            if not self.over.is_set():
                self.tally.wrong.append(f"{path}: {error}")
            return b""
        self.tally.waits.append(time.monotonic() - begun)
        return body

    def end(self) -> dict[str, object]:
        """Stop the traffic, let everything run once more, and look what is there."""
        self.world.ended = time.monotonic()
        for _ in range(3):  # hosts that asked to be left alone are asked again
            self._follow()
            time.sleep(1.5)
        if self.server:
            self.server.terminate()
            self.server.wait()
        with Archive(str(self.archive)) as archive:
            held = {record.url for record in archive.records}
            held |= {row[0] for row in archive.connection.execute("SELECT file FROM sighting")}
            wrong, pages, sealed = archive.verify(), len(list(archive.records)), archive.sealed()
            refused = archive.connection.execute("SELECT count(*) FROM refusal").fetchone()[0]
        dumps = {f"{10_000_000 + n}.txt" for n in range(self.tally.dumps * DUMPS)}
        names = {str(each).rsplit("/", 1)[-1] for each in held if each}
        unread = self._unread()
        lost = sorted(self.world.whole - held - unread) + sorted(dumps - names)
        return {"pages published": self.world.count(), "handed out whole": len(self.world.whole), "dumps": len(dumps),
                "answers that failed": self.world.bad, "pages in the archive": pages, "refused": refused,
                "captures that are no pages": len(self.world.whole & unread), "lost": lost[:5],
                "number lost": len(lost), "verify": wrong[:5], "sealed": sealed,
                "archive MB": round(self.archive.stat().st_size / 1e6, 1)}  # fmt: skip

    def _unread(self) -> set[str]:
        """Return the addresses whose captures are junk on purpose: they end as refusals without a page."""
        return {url for url in self.world.whole if Random(f"fate {url.rsplit('/', 1)[-1]}").randrange(200) in (4, 5)}


def quarters(samples: list[tuple[float, float]]) -> dict[str, float]:
    """Return the median megabytes of the first and the last quarter of some samples, and the largest."""
    if not samples:
        return {"samples": 0}
    part = max(1, len(samples) // 4)
    first, last = ([mb for _, mb in each] for each in (samples[:part], samples[-part:]))
    return {"samples": len(samples), "first quarter MB": round(statistics.median(first), 1),
            "last quarter MB": round(statistics.median(last), 1),
            "largest MB": round(max(mb for _, mb in samples), 1)}  # fmt: skip


def main() -> int:
    """Run it and print what came of it; 1 where anything was lost or failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--rate", type=float, default=0.5, help="pages published a second")
    parser.add_argument("--kilobytes", type=int, default=100, help="size of a page")
    options = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    with tempfile.TemporaryDirectory() as name:
        soak = Soak(Path(name), options.rate, options.kilobytes)
        soak.sites()
        soak._follow()
        threads = [threading.Thread(target=each) for each in (soak.following, soak.tracing, soak.serving)]
        for thread in threads:
            thread.start()
        begun = time.monotonic()
        while time.monotonic() - begun < options.minutes * 60 and len(soak.tally.wrong) < 20:
            time.sleep(1.0)
        soak.over.set()
        for thread in threads:
            thread.join()
        minutes = round((time.monotonic() - begun) / 60, 1)
        found = {"minutes": minutes} | soak.end()
        tally = soak.tally
        waits = sorted(tally.waits) or [0.0]
        found |= {"follow": quarters(tally.follow), "trace": quarters(tally.trace), "serve": quarters(tally.serve),
                  "requests to the desk": len(tally.waits), "median s": round(waits[len(waits) // 2], 3),
                  "p95 s": round(waits[int(len(waits) * 0.95)], 3), "runs killed": tally.killed,
                  "turned away by the other writer": tally.turned_away, "wrong": tally.wrong[:10]}  # fmt: skip
        for key, value in found.items():
            print(f"{key}: {value}", flush=True)
        return int(bool(found["number lost"] or found["verify"] or tally.wrong))


if __name__ == "__main__":
    raise SystemExit(main())
