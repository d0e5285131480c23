"""The templates, and what they may call: every value is escaped, and a name that is missing is an error."""

import datetime as dt
import re
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from firsthand import views
from firsthand.model import Evidence

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e]")
"""Control characters, and the two that turn the direction of everything after them."""


def environment() -> Environment:
    """Return the templates of the desk; each is compiled once, when it is first asked for."""
    made = Environment(
        loader=PackageLoader("firsthand.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=harmless,
    )
    made.globals["sentence"] = views.sentence
    made.filters.update(day=day, days=days, of=of, bounds=bounds)
    made.tests["web"] = web
    made.globals["there"] = there
    return made


def harmless(value: Any) -> Any:
    """Return a value with characters that steer terminals, or turn text around, shown as U+FFFD, one for one."""
    return _UNSEEN.sub("\ufffd", value) if isinstance(value, str) and _UNSEEN.search(value) else value


def day(value: dt.date | str | None) -> str:
    """Return a day as a reader says it: ``Fri 22 Sep 2023``."""
    when = dt.date.fromisoformat(value) if isinstance(value, str) else value
    return f"{when:%a} {when.day} {when:%b} {when.year}" if when else "no day found"


def days(first: dt.date | str | None, last: dt.date | str | None = None) -> str:
    """Return an interval as a reader says it: ``4–8 Mar 2024``, ``Mar 2024``, ``1974``."""
    low = dt.date.fromisoformat(first) if isinstance(first, str) else first
    high = dt.date.fromisoformat(last) if isinstance(last, str) else last
    if low is None and high is None:
        return "no day found"
    if low is None or high is None:
        return f"from {_short(low)}" if low else f"until {_short(high)}"
    if low == high:
        return _short(low)
    after = high + dt.timedelta(days=1) if high < dt.date.max else high
    if (low.day, after.day) == (1, 1) and (after.year - low.year) * 12 + after.month - low.month == 1:
        return f"{low:%b} {low.year}"
    if (low.month, low.day, after.month, after.day, after.year - low.year) == (1, 1, 1, 1, 1):
        return str(low.year)
    if (low.year, low.month) == (high.year, high.month):
        return f"{low.day}–{_short(high)}"
    if low.year == high.year:
        return f"{low.day} {low:%b} – {_short(high)}"
    return f"{_short(low)} – {_short(high)}"


def _short(when: dt.date | None) -> str:
    return f"{when.day} {when:%b} {when.year}" if when else ""


def of(number: Any, one: str, many: str | None = None) -> str:
    """Return a number with its noun: ``1 page``, ``2 pages``."""
    return f"{number} {one if str(number) == '1' else many or one + 's'}"


def bounds(low: int, high: int) -> str:
    """Return two bounds as one number where they agree: ``2``, ``2–3``."""
    return str(low) if low == high else f"{low}–{high}"


def web(address: str | None) -> bool:
    """Tell whether an address may be made a link: only http and https."""
    return bool(address) and str(address).lower().startswith(("http://", "https://"))


def there(each: Evidence) -> str | None:
    """Return the address of the characters of a piece of evidence; None when they stand in no article's text."""
    if each.record is None or each.where is None or each.locus not in ("text", "page"):
        return None
    place = f"{each.where.start}-{each.where.end}"
    view = "" if each.locus == "text" else "/found"
    return f"/page/{each.record}{view}?at={place}#t{place}"
