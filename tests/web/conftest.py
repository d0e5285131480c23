"""A small archive of invented nouns, one of them a page that means harm; a desk that is served, and a real browser."""

import asyncio
import contextlib
import datetime as dt
import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
import uvicorn

from firsthand.archive import Archive, Derived, Page, add_pages, codec, replace_derived, watching
from firsthand.model import (
    Agency,
    Alert,
    Article,
    Block,
    Bounds,
    Claim,
    Copy,
    Count,
    Dateline,
    Dating,
    Edit,
    Entry,
    Evidence,
    Furniture,
    Line,
    Network,
    Origin,
    Pair,
    Party,
    Record,
    Refusal,
    Sighting,
    Span,
    Stemma,
    Story,
    Tables,
    Watch,
)
from firsthand.model.stemma import Branch, Variant
from firsthand.model.story import News
from firsthand.web import app

HOSTILE = (
    "<script>alert('planted')</script> <img src=https://elsewhere.example/x.png onerror=alert(1)> said the minister.\n\n"
    "\u202eturned around\u202c and \x1b[31mred\x1b[0m \x07 \"'><svg/onload=alert(2)> {{ 7 * 7 }} {% raw %}"
)
WIRE = "SELBORN, Orvia (ONA) — Orvia closed its only mountain pass on Monday, Minister Sel Aurin said.\n\nTwo convoys waited."
COPIED = "Orvia closed its only mountain pass on Monday, Minister Sel Aurin said.\n\nThree convoys waited."
OWN = "A driver told this paper that the pass had been open on Sunday."
DAY = dt.date(2031, 3, 3)


CHROMIUM = os.environ.get("FIRSTHAND_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]


@contextlib.contextmanager
def _served(path: str) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as bound:
        server = uvicorn.Server(uvicorn.Config(app(path), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def served() -> Callable[[str], contextlib.AbstractContextManager[str]]:
    """Serves an archive for a while, and tells where."""
    return _served


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Return a browser."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM:
        pytest.skip("no Chromium on the path and none named by FIRSTHAND_CHROMIUM")
    with playwright.sync_playwright() as runner:
        browser = runner.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


class Browser:
    """Asks a desk in this very process."""

    def __init__(self, app: Any, base_url: str = "http://localhost:8770") -> None:
        self.app = app
        self.base_url = base_url

    def request(self, method: str, address: str, **more: Any) -> httpx.Response:
        """Return what the desk answers."""

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url=self.base_url) as client:
                return await client.request(method, address, **more)

        return asyncio.run(ask())

    def get(self, address: str, **more: Any) -> httpx.Response:
        """Return what the desk answers to a reader."""
        return self.request("GET", address, **more)


@dataclass(frozen=True)
class Small:
    """Where the archive lies, and what its nouns are called."""

    path: str
    wire: str = "page_00000000000000a1"
    client: str = "page_00000000000000b2"
    own: str = "page_00000000000000c3"
    hostile: str = "page_00000000000000d4"
    refused: str = "page_00000000000000e5"
    unread: str = "refusal_00000000000000f6"
    story: str = "story_0000000000000001"
    other: str = "story_0000000000000002"
    network: str = "network_0000000000000001"
    claim: str = "claim_0000000000000001"

    def addresses(self) -> list[str]:
        """Return the address of every view that a reader can open."""
        pages = [self.wire, self.client, self.own, self.hostile]
        return [
            "/", "/?by=latest", "/?by=echo", "/?by=place&is=Orvia", "/claims", "/claims?name=aurin", "/claims?by=aurin&cue=said", "/party?id=sel%20aurin",
            "/networks", "/export", f"/story/{self.story}/export", "/watches", "/watches?of=watch_0000000000000001", "/runs", "/decisions", "/enter", "/seen", f"/story/{self.story}/claims", f"/story/{self.other}/claims",
            f"/diff/{self.wire}/{self.own}", "/search?q=pass&collapse=high&dated=contradicted&since=2031-01-01",
            "/search?party=sel%20aurin&collapse=moderate", "/search?network=" + self.network, "/search", "/search?q=pass", "/search?q=nowhere", "/refusals", "/refusals?reason=no_article",
            f"/story/{self.story}", f"/story/{self.other}", f"/network/{self.network}", f"/page/{self.refused}",
            f"/page/{self.unread}", f"/page/{self.refused}/found", f"/diff/{self.wire}/{self.client}",
            f"/diff/{self.client}/{self.wire}", f"/page/{self.wire}?at=0-7",
            *(f"/page/{page}" for page in pages), *(f"/page/{page}/found" for page in pages),
        ]  # fmt: skip


def span(text: str, words: str) -> Span:
    """Return where words stand in a text."""
    return Span(start=text.index(words), end=text.index(words) + len(words))


def _page(key: str, text: str, file: str, claims: tuple[Claim, ...] = (), **fields: object) -> Page:
    title = str(fields.get("title") or "") or None
    found = f"{title}\n{text}"
    place = Span(start=found.index(text), end=len(found))
    blocks = (
        Block(role="title", text=title or "", place=Span(start=0, end=len(title or "")), rule="restore.test.title"),
        Block(role="furniture", text="around", place=Span(start=0, end=4), rule="restore.test.around"),
        Block(role="paragraph", text=text, place=place, span=Span(start=0, end=len(text)), rule="restore.test.body"),
    )
    record = Record(
        id=key, payload=found.encode(), media="text", encoding="utf-8", sighting=Sighting(file=file), url=None
    )
    article = Article(record=key, text=text, blocks=blocks, language="en", **fields)  # type: ignore[arg-type]
    return Page(record, article, claims)


def _claims(small: Small) -> tuple[Claim, ...]:
    party = Party(id="sel aurin", name="Minister Sel Aurin", kind="person", named=True)
    content = span(WIRE, "Orvia closed its only mountain pass on Monday")
    return (
        Claim(
            id=small.claim, record=small.wire, source=span(WIRE, "Minister Sel Aurin"), cue=span(WIRE, "said"),
            content=(content,), kind="indirect", party=party,
        ),
    )  # fmt: skip


def _pages(small: Small) -> list[Page]:
    dateline = Dateline(place="SELBORN, Orvia", agency="ona", where=span(WIRE, "SELBORN, Orvia (ONA) —"))
    brand = Evidence(rule="restore.furniture.brand", quote="Orvi", record=small.client, locus="page",
                     where=Span(start=0, end=4))  # fmt: skip
    gone = Sighting(file="pile/<b>gone</b>.html")
    return [
        _page(small.wire, WIRE, "pile/a.txt", _claims(small), title="Orvia closes pass", outlet="Orvian News Agency",
              dateline=dateline, url="https://ona.example/pass", site="ona.example"),
        _page(small.client, COPIED, "pile/b.txt", title="Orvia closes pass", furniture=Furniture(
              brand="PassTrend", section="Finance", claimed="2033-01-01", evidence=(brand,))),
        _page(small.own, OWN, "pile/c.txt", title="Pass was open, driver says"),
        _page(small.hostile, HOSTILE, "pile/d\x1b[2J.txt", title="<script>alert(3)</script>" + "W" * 5000,
              outlet="\u202eevil<b>", url="javascript:alert(4)", byline="<i>x</i>"),
        Page(Record(id=small.refused, payload=b"<script>alert(5)</script>", media="html", encoding="utf-8",
                    sighting=Sighting(file="pile/e.html")),
             Refusal(id=small.refused, record=small.refused, sighting=Sighting(file="pile/e.html"), stage="restore",
                     reason="no_article", detail="0 words of <b>body</b>")),
        Page(None, Refusal(id=small.unread, sighting=gone, stage="read", reason="unreadable", detail="no such <file>")),
    ]  # fmt: skip


def _copy(small: Small) -> Copy:
    first = "Orvia closed its only mountain pass on Monday, Minister Sel Aurin said."
    last = "convoys waited."
    pairs = tuple(Pair(left=span(WIRE, words), right=span(COPIED, words)) for words in (first, last))
    edits = (
        Edit(kind="dropped", left=span(WIRE, "SELBORN, Orvia (ONA) —"), before="SELBORN, Orvia (ONA) —"),
        Edit(kind="number", left=span(WIRE, "Two"), right=span(COPIED, "Three"), before="Two", after="Three"),
    )
    return Copy(left=small.wire, right=small.client, relation="edited", score=0.99, left_share=0.8, right_share=0.95,
                shared=pairs, edits=edits, exemplar=small.wire, certainty=0.9)  # fmt: skip


def _stemmata(small: Small) -> tuple[Stemma, ...]:
    branches = (Branch(witness=small.client, exemplar=small.wire, score=0.99),)
    unknown = Origin(kind="unknown", name=None, certainty=0)
    three = Variant(kind="number", before="Two", after="Three", first=small.client, exemplar=small.wire,
                    witnesses=(small.client,), where=span(COPIED, "Three"), certainty=0.9)  # fmt: skip
    return (
        Stemma(id="text_1", witnesses=(small.wire, small.client), archetype=small.wire, branches=branches, variants=(three,),
               origin=Origin(kind="agency", name="ona", certainty=0.95)),
        Stemma(id="text_2", witnesses=(small.own,), archetype=small.own, origin=unknown),
        Stemma(id="text_3", witnesses=(small.hostile,), archetype=None, origin=unknown, flags=("direction_open",)),
    )  # fmt: skip


def _datings(small: Small) -> tuple[Dating, ...]:
    monday = Evidence(rule="dating.weekday.said", quote="Monday", record=small.wire, where=span(WIRE, "Monday"))
    return (
        Dating(record=small.wire, earliest=DAY, latest=DAY, likely=DAY, certainty="high", evidence=(monday,)),
        Dating(record=small.client, earliest=DAY, latest=DAY + dt.timedelta(days=4), claimed=dt.date(2033, 1, 1),
               certainty="high", verdict="contradicted"),
        Dating(record=small.own, earliest=DAY, claimed=DAY, verdict="consistent"),
        Dating(record=small.hostile),
    )  # fmt: skip


def _counts(small: Small) -> tuple[Count, ...]:
    said = Evidence(rule="corroboration.source.said", quote="Minister Sel Aurin", record=small.wire,
                    where=span(WIRE, "Minister Sel Aurin"))  # fmt: skip
    rows = (
        ("reporters", small.client, "PassTrend", "client", "ona", "Carries the agency's text.", ()),
        ("reporters", small.wire, "Orvian News Agency", "reporter", "ona", "The text is the agency's.", ()),
        ("reporters", small.own, small.own, "possible reporter", small.own, "Nothing tells.", ()),
        ("sources", "sel aurin", "Minister Sel Aurin", "reporter", "sel aurin", "A named party.", (said,)),
        (
            "sources",
            "unnamed through ona",
            "Unnamed people",
            "possible reporter",
            "unnamed through ona",
            "Not named.",
            (),
        ),
    )
    ledger = tuple(
        Line(side=side, subject=subject, name=name, standing=standing, group=group, reason=why, evidence=proof)  # type: ignore[arg-type]
        for side, subject, name, standing, group, why, proof in rows
    )
    one = Bounds(low=1, high=2)
    evil = Line(side="reporters", subject=small.hostile, name="\u202eevil<b>", standing="possible reporter",
                group="<i>owner</i>", reason="<script>alert(6)</script>")  # fmt: skip
    return (
        Count(story=small.story, pages=3, texts=2, reporters=one, sources=one, ledger=ledger, coverage="Three pages."),
        Count(story=small.other, pages=1, texts=1, reporters=Bounds(low=0, high=1), sources=Bounds(low=0, high=0),
              ledger=(evil,), coverage="<b>One</b> page."),
    )  # fmt: skip


def _derived(small: Small) -> Derived:
    where = span(WIRE, "Orvia closed its only mountain pass on Monday")
    shown = Evidence(rule="timeline.sentence", quote=where.of(WIRE), record=small.wire, where=where)
    news = News(kind="first report", record=small.wire, where=where, quote=where.of(WIRE))
    late = dt.date(1871, 1, 1)
    return Derived(
        copies=(_copy(small),), stemmata=_stemmata(small), datings=_datings(small), counts=_counts(small),
        networks=(Network(id=small.network, name="PassTrend, <b>", sites=("passtrend.example", "<b>.example"),
                          brands=("PassTrend", "<b>Evil"), records=(small.client, small.hostile), score=0.9,
                          evidence=(shown, shown)),),
        stories=(
            Story(id=small.story, name="Orvia closes pass", texts=("text_1", "text_2"), earliest=DAY, latest=DAY,
                  records=(small.wire, small.client, small.own), news=(news,)),
            Story(id=small.other, name="<script>alert(7)</script>", texts=("text_3",), records=(small.hostile,)),
        ),
        entries=(
            Entry(id="entry_1", story=small.story, earliest=DAY, latest=DAY, reported=DAY, text=where.of(WIRE),
                  expression="on Monday", records=(small.wire,), reporters=1, evidence=(shown,)),
            Entry(id="entry_2", story=small.story, earliest=late, latest=dt.date(1871, 12, 31), reported=DAY,
                  text="The pass was built.", expression="in 1871", records=(small.wire,), reporters=1, evidence=()),
        ),
    )  # fmt: skip


def _watched(archive: Archive, small: Small) -> None:
    when = dt.datetime(2031, 3, 5, 12, tzinfo=dt.UTC)
    for number, name in ((1, "Orvia closes pass"), (2, "<script>alert(8)</script>\u202e")):
        watch = Watch(id=f"watch_{number:016}", kind="story", value=small.wire, on=("new number", "new origin"), name=name,
                      webhook=None, since=when)  # fmt: skip
        alert = Alert(id=f"alert_{number:016}", watch=watch.id, firing="new number", story=small.story, record=small.client,
                      where=span(COPIED, "Three"), quote="Three", before="Two", sentence=f"{name}: Three where Two stood.",
                      when=when)  # fmt: skip
        archive.connection.execute("INSERT INTO watch VALUES (?, ?)", (watch.id, codec.dump(watch)))
        watching.keep(archive.connection, 1, [alert])


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """Return a small archive on disk."""
    made = Small(str(tmp_path_factory.mktemp("desk") / "small.fh"))
    with Archive(made.path, write=True) as archive:
        add_pages(archive.connection, _pages(made), "test")
        replace_derived(archive.connection, _derived(made), "test")
        agency = Agency(id="ona", name="Orvian News Agency", forms=("ONA",))
        _watched(archive, made)
        archive.connection.execute("INSERT INTO meta VALUES ('tables', ?)", (codec.dump(Tables(agencies=(agency,))),))
    return made


@pytest.fixture(scope="session")
def browse() -> Callable[..., Browser]:
    """Return what makes a browser for a desk."""
    return Browser
