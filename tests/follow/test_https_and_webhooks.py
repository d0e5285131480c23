"""HTTPS with a certificate that is checked, crawl delays, and alerts sent to a webhook; all on this machine."""

import datetime as dt
import http.server
import ipaddress
import json
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("feedparser")
pytest.importorskip("protego")
pytest.importorskip("defusedxml")
from click.testing import CliRunner

from firsthand import watches
from firsthand.archive import Archive, watching
from firsthand.cli import cli
from firsthand.follow import Limits, Options, follow, post
from firsthand.model import Alert, Watch

LOCAL = Limits(bytes=100_000, seconds=5.0, allow_loopback=True)
PAGE = b"<html><head><title>Dam opened</title></head><body><p>The dam at Orvale opened.</p></body></html>"


class Handler(http.server.BaseHTTPRequestHandler):
    robots = b"User-agent: *\nCrawl-delay: 7\n"
    sent: list[tuple[str, str, bytes]] = []
    status = 200

    def log_message(self, *_: object) -> None: ...

    def do_GET(self) -> None:
        self.say(200, Handler.robots if self.path == "/robots.txt" else PAGE)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Handler.sent.append((self.path, self.headers["Content-Type"], body))
        if self.path == "/away":
            self.send_response(307)
            self.send_header("Location", "/hook")
            self.end_headers()
            return
        self.say(Handler.status, b"thanks")

    def say(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def serving(server: http.server.ThreadingHTTPServer) -> Iterator[int]:
    Handler.sent, Handler.status = [], 200
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def site() -> Iterator[str]:
    for port in serving(http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)):
        yield f"http://127.0.0.1:{port}"


def certificate(folder: Path) -> Path:
    """Return a file with a key and a certificate for 127.0.0.1, made for this test."""
    x509 = pytest.importorskip("cryptography.x509")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "firsthand test")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - dt.timedelta(days=1)).not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    path = folder / "both.pem"
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    path = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)

    class Quiet(http.server.ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None: ...

    server = Quiet(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    for port in serving(server):
        yield f"https://127.0.0.1:{port}", path


def listed(tmp_path: Path, *urls: str) -> list[Path]:
    path = tmp_path / "feeds.txt"
    path.write_text("\n".join(urls))
    return [path]


def test_a_certificate_that_nobody_vouches_for_is_not_taken(secure: tuple[str, Path], tmp_path: Path) -> None:
    done = follow(listed(tmp_path, f"{secure[0]}/a"), tmp_path / "kept", Options(delay=0.0, limits=LOCAL))
    assert done.fetched == 0
    assert [why for _, why in done.refused] == ["robots.txt: no answer: ConnectError"]


def test_https_is_followed_where_the_certificate_is_known(
    secure: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(secure[1]))
    done = follow(
        listed(tmp_path, f"{secure[0]}/a"), tmp_path / "kept", Options(delay=0.0, limits=LOCAL), lambda _: None
    )
    assert (done.fetched, done.refused) == (1, [])


def test_a_crawl_delay_of_robots_txt_outranks_a_shorter_one(site: str, tmp_path: Path) -> None:
    waits: list[float] = []
    urls = listed(tmp_path, f"{site}/a", f"{site}/b", f"{site}/c")
    follow(urls, tmp_path / "kept", Options(delay=1.0, limits=LOCAL), waits.append)
    assert len(waits) == 2
    assert all(5 < wait <= 7 for wait in waits)


def test_a_site_that_asks_for_hours_is_left_alone(site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Handler, "robots", b"User-agent: *\nCrawl-delay: 7200\n")
    done = follow(listed(tmp_path, f"{site}/a"), tmp_path / "kept", Options(delay=0.0, limits=LOCAL))
    assert done.fetched == 0
    assert "7200 s between two requests" in done.refused[0][1]


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://10.0.0.1/hook", "not a public address"),
        ("http://[::ffff:127.0.0.1]/hook", "not a public address"),
        ("http://2130706433/hook", "not a public address"),
        ("file:///etc/passwd", "only http and https"),
        ("http://user:word@hook.example/", "name or password"),
    ],
)
def test_nothing_is_sent_into_the_inside(url: str, why: str) -> None:
    assert why in (post(url, b"{}", "application/json", Limits()) or "")


def test_a_webhook_that_sends_elsewhere_or_fails_has_not_taken_it(site: str) -> None:
    assert post(f"{site}/away", b"{}", "application/json", LOCAL) == "status 307"
    Handler.status = 500
    assert post(f"{site}/hook", b"{}", "application/json", LOCAL) == "status 500"
    assert [path for path, _, _ in Handler.sent] == ["/away", "/hook"]


def test_alerts_are_sent_once_and_again_only_while_nobody_took_them(site: str, tmp_path: Path) -> None:
    path = str(tmp_path / "a.fh")
    when = dt.datetime(2031, 3, 5, tzinfo=dt.UTC)
    watch = Watch(
        id="watch_1", kind="query", value="q=dam", on=watches.FIRINGS, name="dam", webhook=f"{site}/hook", since=when
    )
    with Archive(path, write=True) as archive:
        archive.connection.execute("SELECT 1")
    watching.add(path, watch)
    with Archive(path, write=True) as archive:
        alert = Alert(
            id="alert_1", watch="watch_1", firing="new origin", story=None, record="page_1", sentence="New.", when=when
        )
        watching.keep(archive.connection, 1, [alert])
    given = ["watches", path, "--post"]
    assert "not a public address" in " ".join(CliRunner().invoke(cli, given).output.split())
    Handler.status = 503
    failed = CliRunner().invoke(cli, [*given, "--allow-private"])
    assert failed.exit_code == 3
    Handler.status = 204
    assert "1 alert sent" in CliRunner().invoke(cli, [*given, "--allow-private"]).output
    assert "Nothing waits" in CliRunner().invoke(cli, [*given, "--allow-private"]).output
    assert len(Handler.sent) == 2
    where, media, body = Handler.sent[-1]
    assert (where, media) == ("/hook", "application/feed+json")
    assert json.loads(body)["items"][0]["content_text"] == "New."
