"""Every kind of view of the desk in a real browser: photographed, and what goes wrong there.

    python bench/desk_views.py ARCHIVE FOLDER [ADDRESS…]

Serves the archive on this machine and opens one address of each kind, and those that are given, in light, dark, on a
phone (390 pixels) and on a wall screen (2,560). Told are: answers other than 200, errors of the console, requests to
another host, pages that scroll sideways. Needs playwright and a Chromium (on the path, or named by FIRSTHAND_CHROMIUM).
"""

import os
import shutil
import socket
import sys
import threading
import time
from pathlib import Path
from urllib.parse import quote

import uvicorn
from playwright.sync_api import sync_playwright

from firsthand.archive import Archive, past
from firsthand.model import Story
from firsthand.web import app

SCREENS = (("light", 1280, 900), ("dark", 1280, 900), ("light", 390, 844), ("light", 2560, 1300))


def addresses(path: str) -> dict[str, str]:
    """Return one address of each kind of view."""
    with Archive(path) as archive:

        def one(sql: str) -> list[str]:
            return [str(value) for value in archive.connection.execute(sql).fetchone() or ()]

        story = (one("SELECT story FROM ranked ORDER BY n LIMIT 1") or [""])[0]
        copy = one('SELECT "left", "right" FROM copy ORDER BY score LIMIT 1')
        page = copy[0] if copy else (one("SELECT id FROM article LIMIT 1") or [""])[0]
        false = one("SELECT record FROM dating WHERE verdict = 'contradicted' ORDER BY record LIMIT 1")
        network = one("SELECT id FROM network ORDER BY pages DESC LIMIT 1")
        party = one("SELECT id FROM party ORDER BY texts DESC, id LIMIT 1")
        refusal = one("SELECT id FROM refusal ORDER BY id LIMIT 1")
        word = max((one("SELECT title FROM article LIMIT 1") or ["page"])[0].split(), key=len)
        first = one("SELECT mark FROM state ORDER BY n LIMIT 1")
        gone = next(past.gone(archive.connection, "story", 1), None) if first else None
    found = {
        "front": "/", "latest": "/?by=latest", "echo": "/?by=echo", "story": f"/story/{story}",
        "board": f"/story/{story}/claims", "card": f"/story/{story}/card", "export": f"/story/{story}/export",
        "report": f"/story/{story}/report", "page": f"/page/{page}", "found": f"/page/{page}/found",
        "parties": "/claims", "networks": "/networks", "search": f"/search?q={quote(word)}",
        "folded": f"/search?q={quote(word)}&collapse=moderate", "seen": "/seen", "watches": "/watches",
        "refusals": "/refusals", "decisions": "/decisions", "runs": "/runs", "not there": "/page/none",
    }  # fmt: skip
    more = {"false date": ("/page/{}", false), "network": ("/network/{}", network), "refused": ("/page/{}", refusal)}
    found |= {name: form.format(key[0]) for name, (form, key) in more.items() if key}
    if copy:
        found["compare"] = f"/diff/{copy[0]}/{copy[1]}"
    if party:
        found["party"] = f"/party?id={quote(party[0])}"
    if gone is not None:
        from firsthand.archive import codec

        found["frozen"] = f"/story/{codec.load(Story, gone).id}?as={first[0][:12]}"
    return found


def main() -> None:
    if len(sys.argv) < 3:
        sys.exit("Give an archive and a folder: python bench/desk_views.py week.fh pictures")
    path, folder = sys.argv[1], Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("FIRSTHAND_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    views, wrong = addresses(path), []
    views |= {f"given {number}": address for number, address in enumerate(sys.argv[3:], 1)}
    with socket.create_server(("127.0.0.1", 0)) as bound:
        server = uvicorn.Server(uvicorn.Config(app(path), log_level="error"))
        threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True).start()
        while not server.started:
            time.sleep(0.01)
        where = f"http://127.0.0.1:{bound.getsockname()[1]}"
        with sync_playwright() as runner:
            browser = runner.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            for scheme, width, height in SCREENS:
                tab = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": height})
                tab.set_default_timeout(120_000)
                now = ""
                tab.on("console", lambda m: m.type == "error" and wrong.append(f"{now}: {m.text}"))  # noqa: B023
                tab.on("request", lambda r: r.url.startswith(where) or wrong.append(f"{now}: asks {r.url}"))  # noqa: B023
                for name, address in views.items():
                    now = f"{name} ({scheme}, {width})"
                    answer = tab.goto(where + address)
                    if answer is None or answer.status != (404 if name == "not there" else 200):
                        wrong.append(f"{now}: {answer and answer.status}")
                    if tab.evaluate("document.documentElement.scrollWidth") > width:
                        wrong.append(f"{now}: scrolls sideways")
                    tab.screenshot(path=folder / f"{name.replace(' ', '-')}-{scheme}-{width}.png")
                tab.close()
            browser.close()
        server.should_exit = True
    wrong = [each for each in wrong if not (each.startswith("not there") and "404" in each)]
    print("\n".join(wrong) or "nothing wrong")
    print(f"{len(views)} kinds of views, {len(views) * len(SCREENS)} pictures in {folder}")


if __name__ == "__main__":
    main()
