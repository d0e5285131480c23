"""What the honest templates share: the copy to set, and the blocks of furniture round it."""
# ruff: noqa: E501 - the lines of page templates are as long as they are on the web

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from html import escape

from .nouns import Outlet

_MONTHS = "January February March April May June July August September October November December".split()
_MESES = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()


@dataclass(frozen=True)
class Sheet:
    """One article ready to be set in an outlet's template."""

    outlet: Outlet
    url: str
    title: str
    section: str
    body: tuple[str, ...]
    byline: str | None
    credit: str | None
    published: date | None
    clock: str
    modified: str | None = None  # an ISO moment
    caption: str | None = None
    more: str | None = None  # the text of a "read more" link under an excerpt
    language: str = "en"
    teasers: tuple[str, ...] = ()
    comments: tuple[str, ...] = field(default=())
    eds: str | None = None  # an agency's note to editors

    @property
    def iso(self) -> str | None:
        """The published moment in ISO form."""
        return f"{self.published.isoformat()}T{self.clock}:00+00:00" if self.published else None


def html(text: str) -> str:
    """Escape for element content; curly quotes stay as they are."""
    return escape(text, quote=False)


def long_date(day: date) -> str:
    """7 March 2024."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def american_date(day: date) -> str:
    """March 7, 2024."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def spanish_date(day: date) -> str:
    """7 de marzo de 2024."""
    return f"{day.day} de {_MESES[day.month - 1]} de {day.year}"


def credit_block(sheet: Sheet, tag: str = "p") -> str:
    """The credit line or tail below the body."""
    if not sheet.credit:
        return ""
    lines = sheet.credit.split(" / ") if sheet.credit.startswith("___") else [sheet.credit]
    return "\n".join(f"<{tag} class='credit'>{html(line)}</{tag}>" for line in lines)


def share_bar() -> str:
    """Buttons that share the page."""
    return '<ul class="share"><li><a href="#m">Mail</a></li><li><a href="#c">Copy link</a></li><li><a href="#p">Print</a></li></ul>'


def figure(sheet: Sheet) -> str:
    """The photograph, its caption and its credit."""
    if not sheet.caption:
        return ""
    caption, _, credit = sheet.caption.partition(" Photo: ")
    extra = f'<span class="photographer">Photo: {html(credit)}</span>' if credit else ""
    return f'<figure><img src="/img/{len(sheet.title)}.jpg" alt=""><figcaption>{html(caption)}{extra}</figcaption></figure>'


def related(sheet: Sheet, heading: str = "Read also") -> str:
    """A box of teasers."""
    items = "".join(f'<li><a href="/t/{i}">{html(title)}</a></li>' for i, title in enumerate(sheet.teasers))
    return f'<aside class="related"><h4>{heading}</h4><ul>{items}</ul></aside>'


def newsletter(sheet: Sheet) -> str:
    """A box that asks for an address."""
    return (
        f'<div class="newsletter-signup"><h4>The {html(sheet.outlet.name)} morning letter</h4><p>Five stories before your first coffee. '
        'Unsubscribe whenever you like.</p><form><input type="email" placeholder="Your address"><button>Sign up</button></form></div>'
    )


def comments(sheet: Sheet) -> str:
    """What readers wrote."""
    rows = (line.split(" | ") for line in sheet.comments)
    items = "\n".join(
        f'<div class="comment"><b>{html(who)}</b><p>{html(said)}</p><a>Reply</a></div>' for who, said in rows
    )
    return (
        f'<section id="comments"><h3>{len(sheet.comments)} comments</h3>\n{items}</section>' if sheet.comments else ""
    )


def cookie_notice() -> str:
    """A bar at the foot of the page."""
    return '<div class="cookie-bar">We use cookies to count readers. <button>Fine</button> <a href="/cookies">More</a></div>'


def footer(sheet: Sheet) -> str:
    """The imprint."""
    owner = f" Part of {html(sheet.outlet.owner)}." if sheet.outlet.owner else ""
    return (
        f"<footer><p>© 2024 {html(sheet.outlet.name)}.{owner}</p><p><a href='/about'>About us</a> <a href='/ads'>Advertise</a> "
        "<a href='/privacy'>Privacy</a></p></footer>"
    )


def tags(sheet: Sheet) -> str:
    """A cloud of tags made from the words of the title."""
    words = sorted({word.strip("‘’,.:!") for word in sheet.title.split() if len(word) > 5})[:6]
    return (
        '<div class="tags">'
        + " ".join(f'<a rel="tag" href="/tag/{html(w.lower())}">{html(w)}</a>' for w in words)
        + "</div>"
    )
