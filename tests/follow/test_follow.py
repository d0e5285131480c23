"""Following feeds against a server on this machine, and the table of addresses that are never asked."""

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("feedparser")
pytest.importorskip("protego")
pytest.importorskip("defusedxml")
from firsthand import read
from firsthand.follow import Limits, Options, feeds, follow
from firsthand.follow.fetch import get
from firsthand.follow.guard import Refused, check_url, is_public

PAGE = b"<html><head><title>Dam opened</title></head><body><p>The dam at Orvale opened.</p></body></html>"


class Handler(http.server.BaseHTTPRequestHandler):
    asked: list[str] = []
    headers_seen: list[dict[str, str]] = []
    lead_to = ""

    def log_message(self, *_: object) -> None: ...

    def do_GET(self) -> None:
        Handler.asked.append(self.path)
        Handler.headers_seen.append(dict(self.headers.items()))
        base = f"http://127.0.0.1:{self.server.server_address[1]}"
        rss = f"<rss version='2.0'><channel><item><link>{base}/a</link></item><item><link>{base}/secret/b</link></item></channel></rss>"
        if self.path == "/robots.txt":
            self.say(200, b"User-agent: *\nDisallow: /secret/\n")
        elif self.path == "/feed" and self.headers.get("If-None-Match") == '"1"':
            self.say(304, b"")
        elif self.path == "/feed":
            self.say(200, rss.replace("/secret/b", "/c").encode(), ETag='"1"')
        elif self.path == "/closed":
            self.say(200, rss.encode())
        elif self.path == "/busy":
            self.say(429, b"", **{"Retry-After": "120"})
        elif self.path == "/inside":
            self.say(302, b"", Location="http://10.0.0.1/")
        elif self.path == "/file":
            self.say(302, b"", Location="file:///etc/passwd")
        elif self.path == "/lead":
            self.say(302, b"", Location=Handler.lead_to)
        elif self.path == "/round":
            self.say(302, b"", Location="/round")
        elif self.path == "/huge":
            self.say(200, b"x" * 300_000)
        elif self.path == "/slow":
            self.send_response(200)
            self.send_header("Content-Length", "50")
            self.end_headers()
            gone.wait(5)
        else:
            self.say(200, PAGE, **{"Content-Type": "text/html"})

    def say(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


gone = threading.Event()
LOCAL = Options(delay=0.0, limits=Limits(bytes=100_000, seconds=5.0, allow_loopback=True))


@pytest.fixture
def site() -> Iterator[str]:
    Handler.asked, Handler.headers_seen = [], []
    gone.clear()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    gone.set()
    server.shutdown()
    server.server_close()
    thread.join()


def listed(tmp_path: Path, *urls: str) -> list[Path]:
    path = tmp_path / "feeds.txt"
    path.write_text("\n".join(urls))
    return [path]


def test_what_a_feed_lists_is_kept_as_warc_once_and_the_feed_is_asked_conditionally(site: str, tmp_path: Path) -> None:
    first = follow(listed(tmp_path, f"{site}/feed"), tmp_path / "kept", LOCAL)
    assert (first.fetched, first.refused) == (2, [])
    assert first.warc is not None
    records = list(read.records([first.warc]))
    assert [record.url for record in records] == [f"{site}/a", f"{site}/c"]
    assert {record.payload for record in records} == {PAGE}
    second = follow(listed(tmp_path, f"{site}/feed"), tmp_path / "kept", LOCAL)
    assert (second.fetched, second.unchanged, second.warc) == (0, 1, None)
    assert all(each["User-Agent"].startswith("firsthand/") for each in Handler.headers_seen)


def test_robots_txt_is_obeyed(site: str, tmp_path: Path) -> None:
    done = follow(listed(tmp_path, f"{site}/closed"), tmp_path / "kept", LOCAL)
    assert done.fetched == 1
    assert done.refused == [(f"{site}/secret/b", "robots.txt forbids it")]
    assert "/secret/b" not in Handler.asked


def test_a_run_that_ended_early_goes_on_where_it_stopped(site: str, tmp_path: Path) -> None:
    short = Options(delay=0.0, most=1, limits=LOCAL.limits)
    assert follow(listed(tmp_path, f"{site}/feed"), tmp_path / "kept", short).fetched == 1
    assert follow(listed(tmp_path, f"{site}/feed"), tmp_path / "kept", short).fetched == 1
    assert [path for path in Handler.asked if path in ("/a", "/c")] == ["/a", "/c"]


def test_a_host_that_asks_to_be_left_alone_is_left_alone(site: str, tmp_path: Path) -> None:
    done = follow(listed(tmp_path, f"{site}/busy", f"{site}/feed"), tmp_path / "kept", LOCAL)
    assert done.fetched == 0
    assert "/feed" not in Handler.asked


def test_two_requests_to_a_host_are_apart(site: str, tmp_path: Path) -> None:
    waits: list[float] = []
    follow(listed(tmp_path, f"{site}/feed"), tmp_path / "k", Options(delay=50.0, limits=LOCAL.limits), waits.append)
    assert len(waits) == 2
    assert all(0 < wait <= 50 for wait in waits)


@pytest.mark.parametrize(
    ("path", "why"),
    [("inside", "not a public"), ("file", "only http"), ("round", "redirects"), ("huge", "bytes"), ("slow", "within")],
)
def test_answers_that_lead_astray_are_refused(site: str, path: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        get(f"{site}/{path}", {}, Limits(bytes=100_000, seconds=1.0, allow_loopback=True))


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "2130706433", "0177.0.0.1", "0x7f.1", "127.1", "0", "10.0.0.1", "169.254.169.254", "192.168.1.1",
     "172.16.0.1", "100.64.0.1", "224.0.0.1", "255.255.255.255", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:a00:1]",
     "[fe80::1]", "[fc00::1]", "[ff02::1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "localhost",
     "017700000001", "0x7f000001", "127.0.0.1.", "192.0.0.192", "198.18.0.1", "[::127.0.0.1]", "[64:ff9b:1::a00:1]",
     "[2001:0:7f00:1::]", "[fec0::1]", "\uff11\uff12\uff17.0.0.1", "\u2460\u2461\u2466.0.0.1"],
)  # fmt: skip
def test_an_address_that_is_not_public_is_never_asked(host: str) -> None:
    with pytest.raises(Refused):
        get(f"http://{host}:8080/", {}, Limits(seconds=1.0))


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://orvale.example/", "gopher://orvale.example/", "//orvale.example/", "http://",
     "http://me:word@orvale.example/", "http://orvale.example:22/", "http://orvale.example:99999/",
     "http://orvale.example\\@10.0.0.1/", "http://orvale.example/\r\nX: y", "data:text/html,x"],
)  # fmt: skip
def test_an_address_of_another_form_is_refused(url: str) -> None:
    with pytest.raises(Refused):
        check_url(url)


@pytest.mark.parametrize(
    ("url", "asked"),
    [("http://o.example/a b", None), ("http://o.example/caf\u00e9?x=\u00df#here", "http://o.example/caf%C3%A9?x=%C3%9F"),
     ("http://stra\u00dfe.example:8080/%20a", "http://strasse.example:8080/%20a"),
     ("http://b\u00fccher.example/", "http://xn--bcher-kva.example/"), ("http://" + "\u00fc" * 80 + ".example/", None)],
)  # fmt: skip
def test_an_address_in_any_script_is_asked_in_the_characters_of_http(url: str, asked: str | None) -> None:
    if asked is None:
        with pytest.raises(Refused):
            check_url(url)
    else:
        assert check_url(url) == asked


def test_allowing_this_machine_allows_no_other_private_address() -> None:
    assert is_public("127.0.0.1", allow_loopback=True)
    assert not is_public("10.0.0.1", allow_loopback=True)
    assert not is_public("169.254.169.254", allow_loopback=True)


@pytest.mark.parametrize(
    ("body", "kind", "addresses"),
    [
        (b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='/a'/></entry></feed>", "feed", ("http://o.example/a",)),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "http://o.example/b"}, 3]}', "feed", ("http://o.example/b",)),
        (b"<?xml version='1.0'?><urlset xmlns='x'><url><loc>http://o.example/c</loc></url></urlset>", "sitemap", ("http://o.example/c",)),
        (b"<sitemapindex><sitemap><loc>http://o.example/d</loc></sitemap></sitemapindex>", "index", ("http://o.example/d",)),
        (b"<opml><body><outline><outline xmlUrl='http://o.example/e'/></outline></body></opml>", "opml", ("http://o.example/e",)),
        (b"# mine\nhttp://o.example/f\n", "addresses", ("http://o.example/f",)),
        (b"<rss><channel><item><link>file:///etc/passwd</link></item></channel></rss>", "feed", ()),
        (b"<!DOCTYPE rss [<!ENTITY a 'aaaa'>]><rss><channel/></rss>", "page", ()),
        (b"<urlset><url>", "page", ()),
        (b"<!DOCTYPE html><html><body>words</body></html>", "page", ()),
        (b"", "page", ()),
    ],
)  # fmt: skip
def test_a_list_is_told_by_its_form(body: bytes, kind: str, addresses: tuple[str, ...]) -> None:
    found = feeds.read(body, "http://o.example/")
    assert (found.kind, found.addresses) == (kind, addresses)


def test_the_command_takes_what_it_fetched_into_the_archive(site: str, tmp_path: Path) -> None:
    from click.testing import CliRunner

    from firsthand.cli import cli

    path, archive = listed(tmp_path, f"{site}/feed")[0], tmp_path / "some.fh"
    given = ["follow", str(path), "-o", str(archive), "--delay", "0", "--allow-private"]
    done = CliRunner().invoke(cli, given)
    assert done.exit_code == 0, done.output
    assert "2 pages fetched" in done.output
    assert archive.exists()
    assert "new pages" not in CliRunner().invoke(cli, given).output
    refused = CliRunner().invoke(cli, [*given[:4], *given[4:-1]])
    assert refused.exit_code == 3
    assert "not a public address" in " ".join(refused.output.split())


def test_captures_of_a_run_that_was_stopped_before_they_were_taken_in_come_with_the_next(
    site: str, tmp_path: Path
) -> None:
    from click.testing import CliRunner

    from firsthand.archive import Archive
    from firsthand.cli import cli
    from firsthand.follow import taken, waiting

    path, archive = listed(tmp_path, f"{site}/feed")[0], tmp_path / "some.fh"
    folder = archive.with_suffix(".follow")
    follow([path], folder, LOCAL)  # as by a run that was killed, or found the archive locked
    assert len(waiting(folder)) == 1
    done = CliRunner().invoke(cli, ["follow", str(path), "-o", str(archive), "--delay", "0", "--allow-private"])
    assert done.exit_code == 0, done.output
    with Archive(str(archive)) as opened:
        assert len(list(opened.records)) == 2
    assert waiting(folder) == []
    taken(folder, waiting(folder))


def test_old_captures_are_deleted_only_when_an_archive_has_them(site: str, tmp_path: Path) -> None:
    from dataclasses import replace

    from firsthand.follow import taken, waiting

    path, folder = listed(tmp_path, f"{site}/feed")[0], tmp_path / "k"
    first = follow([path], folder, LOCAL).warc
    assert first is not None
    old = first.rename(folder / "follow-20010101T000000000000.warc.gz")
    follow([path], folder, replace(LOCAL, keep_days=1))
    assert old.exists()
    taken(folder, waiting(folder))
    follow([path], folder, replace(LOCAL, keep_days=1))
    assert not old.exists()


def test_a_name_that_changes_its_meaning_after_it_was_checked_is_not_followed(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rebinding: each answer of the name server differs; the connection goes to an address that was checked itself."""
    import socket

    answers = iter(["93.184.216.34", "127.0.0.1", "10.0.0.1"])
    real = socket.getaddrinfo
    connected: list[str] = []

    def naming(host: str, port: int, *more: object, **named: object) -> object:
        if host == "rebinding.example":
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]
        return real(host, port, *more, **named)  # type: ignore[arg-type]

    def connecting(address: tuple[str, int], *_: object, **__: object) -> socket.socket:
        connected.append(address[0])
        raise OSError("no network in this test")

    monkeypatch.setattr(socket, "getaddrinfo", naming)
    monkeypatch.setattr(socket, "create_connection", connecting)
    for _ in range(3):
        with pytest.raises(Refused):
            get("http://rebinding.example:8080/", {}, Limits(seconds=1.0))
    assert connected == ["93.184.216.34"]


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.2:1/", "http://[::ffff:10.0.0.1]/", "http://2852039166/", "http://0xa9fea9fe/",
     "http://0251.0376.0251.0376/", "//10.0.0.1/", "http://localhost.:22/", "gopher://127.0.0.1/", "http://a@10.0.0.1/"],
)  # fmt: skip
def test_a_redirect_into_the_inside_is_refused(site: str, target: str) -> None:
    Handler.lead_to = target
    with pytest.raises(Refused):
        get(f"{site}/lead", {}, Limits(seconds=1.0, allow_loopback=True))
    Handler.lead_to = ""
