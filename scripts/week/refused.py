"""Pages that hold no article: each with the reason for which it is to be refused."""
# ruff: noqa: E501 - the lines of page templates are as long as they are on the web

from __future__ import annotations

from html import escape
from random import Random

from .farm import pool
from .nouns import Outlet, Page

_CONSENT = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Your privacy choices</title></head>
<body class="cmp-open"><div id="cmp" role="dialog"><h1>Before you continue to {name}</h1>
<p>We and our 641 partners store and access information on a device, such as unique identifiers in cookies, to process
personal data. You may accept or manage your choices by clicking below, including your right to object where legitimate
interest is used.</p><button>Accept all</button><button>Reject all</button><button>Manage options</button>
<p><a href="/privacy">Privacy policy</a> | <a href="/cookies">Cookie list</a></p></div></body></html>
"""
_ERROR = """<html><head><title>404 - Page not found | {name}</title></head><body><h1>Page not found</h1>
<p>Sorry, the page that you asked for has been moved or no longer exists.</p><p><a href="/">Back to the front page</a></p>
<small>Reference 8c1f-0042</small></body></html>
"""
_SHELL = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>{name}</title>
<script>window.__STATE__={{"route":"/world","build":"4471"}};</script></head>
<body><div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript>
<script src="/static/js/main.4471.js"></script></body></html>
"""
_STUB = """<!doctype html><html><head><meta charset="utf-8"><title>Dairy prices: who gains? | {name}</title>
<meta property="og:type" content="article"></head><body><nav>Markets Rates Cargo Opinion</nav><h1>Dairy prices: who gains?</h1>
<p>Three numbers explain why butter costs what it costs in Port Selm.</p>
<div class="wall"><h2>Subscribe to keep reading</h2><p>This article is for subscribers. Try Market Sextant for four weeks for 1 mark.</p>
<a href="/subscribe">See our offers</a> Already a subscriber? <a href="/login">Log in</a></div></body></html>
"""
_CONTACT = """<!doctype html><html><head><meta charset="utf-8"><title>Contact | {name}</title></head><body><h1>Contact</h1>
<ul><li>Newsroom: 12 Anchor Street</li><li>Advertising: second floor</li><li>Telephone: ask at the kiosk</li></ul>
<form><input name="mail"><textarea></textarea><button>Send</button></form></body></html>
"""


def refused_pages(outlets: dict[str, Outlet], rng: Random) -> list[Page]:
    """The unusable pages of the week."""

    def page(name: str, slug: str, reason: str, content: str | bytes, container: str = "html", url: str = "") -> Page:
        outlet = outlets[name]
        filled = content.format(name=name).encode() if isinstance(content, str) else content
        address = f"https://www.{outlet.domain}/{url}" if url else None
        return Page(outlet, container, slug, filled, refusal=reason, url=address)

    return [
        page("Continental Dispatch", "storm-at-sea", "consent_wall", _CONSENT),
        page("Fellmoor Mirror", "viaduct-reopens", "consent_wall", _CONSENT, "jsonl", "news/viaduct-reopens"),
        page("Harbor Ledger", "old-tram-map", "error_page", _ERROR),
        page("Lirio Today", "gone", "error_page", _ERROR, "warc", "noticias/gone"),
        page("Brannock Courier", "world", "section_front", _front("Brannock Courier", rng)),
        page("El Faro de Lirio", "internacional", "section_front", _front("El Faro de Lirio", rng), "htm"),
        page("Velmark Daily Review", "app", "script_shell", _SHELL),
        page("Tarn Valley Times", "scan-0310", "not_text", b"\x89SCN\r\n\x00\x00" + rng.randbytes(2400)),
        page("Market Sextant", "dairy-prices", "paywall_stub", _STUB),
        page("Ilmery Islander", "page-7", "empty", b""),
        page("Zephlo", "000_blank", "empty", b"\n \n\t\n", "txt"),
        page("Quill Bay Observer", "contact", "no_article", _CONTACT),
    ]


def _front(name: str, rng: Random) -> bytes:
    titles = [*rng.sample(pool("teasers"), 12), *rng.sample(pool("lattice"), 6)]
    cards = "\n".join(
        f'<div class="card"><h3><a href="/story/{i}">{escape(title)}</a></h3><time>{rng.randint(1, 9)} hours ago</time></div>'
        for i, title in enumerate(titles)
    )
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>World news | {name}</title>
<meta property="og:type" content="website"></head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<h1>World</h1>
{cards}
<footer>{name}</footer></body></html>
""".encode()
