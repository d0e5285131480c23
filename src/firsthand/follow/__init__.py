"""Follow feeds: fetch what is new, politely, into a WARC beside the archive. Nothing runs unless it is asked for.

Comes in: files with feeds or addresses (OPML, or one address a line), and a folder. Goes out: the WARC of this run,
and what came of each address. It asks robots.txt first, waits between two requests to a host, asks for a list only
if it has changed, goes on where it was stopped, and connects to public addresses only. It runs no scripts and signs
in nowhere.
"""

import datetime as dt
import email.utils
import io
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from protego import Protego
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from firsthand.errors import InputError, UsageError
from firsthand.follow import feeds
from firsthand.follow.fetch import Answer, get, plain
from firsthand.follow.fetch import Limits as Limits
from firsthand.follow.fetch import post as post
from firsthand.follow.guard import Refused
from firsthand.follow.state import State

_TRY_LATER = frozenset({408, 425, 429, 500, 502, 503, 504})
_DEPTH = 3
_LONGEST_WAIT = 86_400.0


@dataclass(frozen=True, slots=True)
class Options:
    """How to ask."""

    agent: str = "firsthand/0.1 (follows news feeds)"
    """Sent with every request; the first word is what robots.txt is asked for."""
    delay: float = 2.0
    """Seconds between two requests to one host, unless robots.txt asks for more."""
    most: int = 500
    """Pages fetched in one run."""
    keep_days: int | None = None
    """WARCs of runs before so many days are deleted; None keeps all."""
    limits: Limits = field(default_factory=Limits)
    """Of one address."""


@dataclass(slots=True)
class Outcome:
    """What a run did."""

    warc: Path | None = None
    """The captures; None when nothing was new."""
    fetched: int = 0
    """Pages kept."""
    unchanged: int = 0
    """Lists that had not changed."""
    refused: list[tuple[str, str]] = field(default_factory=list)
    """Addresses that gave nothing, and why."""


def follow(
    lists: Sequence[Path], folder: Path, options: Options | None = None, sleep: Callable[[float], None] = time.sleep
) -> Outcome:
    """Fetch what is new in feeds.

    Args:
        lists: OPML files, or files with one address a line; feeds, sitemaps and pages in any mix.
        folder: where captures and state are kept; made when it is not there.
        options: how to ask.
        sleep: waits between requests.

    Raises:
        InputError: a file cannot be read.
        UsageError: a file holds no address.
    """
    options = options or Options()
    starts = [url for path in lists for url in _starts(path)]
    folder.mkdir(parents=True, exist_ok=True)
    _retire(folder, options.keep_days)
    run = _Run(folder, options, sleep)
    try:
        for url in dict.fromkeys(starts):
            run.list(url)
    finally:
        run.close()
    return run.outcome


def waiting(folder: Path) -> list[Path]:
    """Return the captures that no archive has taken in yet: of this run, and of runs that were stopped."""
    state = State(folder)
    try:
        return [path for path in sorted(folder.glob("follow-*.warc.gz")) if not state.is_taken(path.name)]
    finally:
        state.close()


def taken(folder: Path, captures: Sequence[Path]) -> None:
    """Note captures that an archive has taken in."""
    state = State(folder)
    try:
        for path in captures:
            state.taken(path.name)
    finally:
        state.close()


def _starts(path: Path) -> tuple[str, ...]:
    try:
        found = feeds.read(path.read_bytes())
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error
    if found.kind not in ("opml", "addresses") or not found.addresses:
        raise UsageError(f"{path} is no list of feeds; give OPML, or a text file with one http address a line.")
    return found.addresses


def _retire(folder: Path, days: int | None) -> None:
    """Delete captures of runs before so many days, but none that no archive has taken in."""
    if days is None:
        return
    kept = {path.name for path in waiting(folder)}
    before = (dt.datetime.now(dt.UTC) - dt.timedelta(days=days)).strftime("%Y%m%dT%H%M%S")
    for path in sorted(folder.glob("follow-*.warc.gz")):
        if path.name.removeprefix("follow-") < before and path.name not in kept:
            path.unlink()


class _Run:
    """One run: its state, its captures, and when each host was asked last."""

    def __init__(self, folder: Path, options: Options, sleep: Callable[[float], None]) -> None:
        self.outcome = Outcome()
        self._folder, self._options, self._sleep = folder, options, sleep
        self._state = State(folder)
        self._robots: dict[str, Protego | str] = {}
        self._last: dict[str, float] = {}
        self._file: io.BufferedWriter | None = None

    def close(self) -> None:
        self._state.close()
        if self._file:
            self._file.close()

    def list(self, url: str, depth: int = 0) -> None:
        if self._state.has(url):  # a page that was given as an address
            return
        answer = self._ask(url, self._state.conditions(url))
        if answer is None:
            return
        if answer.status == 304:
            self.outcome.unchanged += 1
            return
        if answer.status != 200:
            self.outcome.refused.append((url, f"status {answer.status}"))
            return
        try:
            found = feeds.read(plain(answer, self._options.limits.bytes), answer.url)
        except Refused as error:
            self.outcome.refused.append((url, str(error)))
            return
        if found.kind == "page":
            self._keep(url, answer)
            return
        if found.kind in ("index", "opml", "addresses"):
            if depth >= _DEPTH:
                self.outcome.refused.append((url, f"lists within lists over {_DEPTH} deep"))
                return
            for inner in found.addresses:
                self.list(inner, depth + 1)
            return
        done = [self._page(page) for page in found.addresses]
        if all(done):
            # Only now: a run that is stopped in the middle must be given the same list again.
            self._state.listed(url, answer.header("etag"), answer.header("last-modified"))

    def _page(self, url: str) -> bool:
        """Fetch a page that was not fetched yet; return whether it is done with for good."""
        if self._state.has(url):
            return True
        if self.outcome.fetched >= self._options.most:
            return False
        answer = self._ask(url, {})
        if answer is None:
            return False
        if answer.status in _TRY_LATER:
            if answer.status not in (429, 503):  # `_ask` has told of these
                self.outcome.refused.append((url, f"status {answer.status}; asked again in the next run"))
            return False
        self._keep(url, answer)
        return True

    def _keep(self, url: str, answer: Answer) -> None:
        self._write(answer)
        self._state.asked(url, answer.status)
        self.outcome.fetched += 1

    def _ask(self, url: str, conditions: dict[str, str]) -> Answer | None:
        try:
            answer = get(url, {"User-Agent": self._options.agent, **conditions}, self._options.limits, self._wait_for)
        except Refused as error:
            self.outcome.refused.append((url, str(error)))
            return None
        if answer.status in (429, 503):
            seconds = _retry_after(answer)
            self._state.leave(urlsplit(answer.url).netloc, time.time() + seconds)
            self.outcome.refused.append((url, f"status {answer.status}: the host is left alone for {seconds:.0f} s"))
        return answer

    def _wait_for(self, url: str) -> None:
        """Ask robots.txt, and wait for the turn of a host."""
        parts = urlsplit(url)
        if self._state.until(parts.netloc) > time.time():
            raise Refused(f"{parts.netloc} asked to be left alone for a while")
        rules = self._rules(f"{parts.scheme}://{parts.netloc}")
        if isinstance(rules, str):
            raise Refused(rules)
        if not rules.can_fetch(url, self._options.agent.split("/")[0]):
            raise Refused("robots.txt forbids it")
        asked = rules.crawl_delay(self._options.agent.split("/")[0]) or 0.0
        if asked > 600:
            raise Refused(f"robots.txt asks for {asked:g} s between two requests")
        self._turn(parts.netloc, max(self._options.delay, asked))

    def _turn(self, host: str, delay: float) -> None:
        wait = self._last.get(host, -1e9) + delay - time.monotonic()
        if wait > 0:
            self._sleep(wait)
        self._last[host] = time.monotonic()

    def _rules(self, site: str) -> Protego | str:
        if site not in self._robots:
            limits = replace(self._options.limits, bytes=500_000)
            try:
                answer = get(f"{site}/robots.txt", {"User-Agent": self._options.agent}, limits)
                if answer.status >= 500 or answer.status == 429:
                    self._robots[site] = f"robots.txt: status {answer.status}"
                else:
                    text = plain(answer, 500_000) if answer.status == 200 else b""
                    self._robots[site] = Protego.parse(text.decode("utf-8", "replace"))
            except Refused as error:
                self._robots[site] = f"robots.txt: {error}"
        return self._robots[site]

    def _write(self, answer: Answer) -> None:
        if self._file is None:
            stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S%f")
            self.outcome.warc = self._folder / f"follow-{stamp}.warc.gz"
            self._file = self.outcome.warc.open("xb")
        kept = [each for each in answer.headers if each[0].lower() != "transfer-encoding"]
        said = StatusAndHeaders(answer.line, kept, protocol="HTTP/1.1")
        writer = WARCWriter(self._file, gzip=True)
        record = writer.create_warc_record(
            answer.url, "response", payload=io.BytesIO(answer.body), http_headers=said
        )  # fmt: skip
        writer.write_record(record)
        record.raw_stream.close()  # warcio leaves its copy of the body open
        self._file.flush()
        os.fsync(self._file.fileno())  # the state says next that this page need not be asked again


def _retry_after(answer: Answer) -> float:
    said = (answer.header("retry-after") or "").strip()
    if said.isascii() and said.isdigit():
        return min(float(said[:9]), _LONGEST_WAIT)
    try:
        until = email.utils.parsedate_to_datetime(said)
    except ValueError:
        return 600.0
    return min(max(until.timestamp() - time.time(), 0.0), _LONGEST_WAIT)
