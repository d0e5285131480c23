"""The templates, and what they may call: every value is escaped, and a name that is missing is an error."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from firsthand import views
from firsthand.dates import from_edtf
from firsthand.model import Evidence
from firsthand.web.names import language

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e]")
"""Control characters, and the two that turn the direction of everything after them."""
_ID = re.compile("(?:page|network|story)_[0-9a-f]{16}")
_QUOTES = '"“”„«»‘’「」『』'


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
    made.filters.update(
        day=day, days=days, written=written, of=of, bounds=bounds, linked=linked, brief=brief, language=language
    )
    made.tests.update(web=web, quoting=quoting)
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


def written(edtf: object) -> str:
    """Return an interval in EDTF as a reader says it; one that a computer alone can read stays as it is."""
    if edtf in (None, "", "..", "../.."):
        return days(None)
    try:
        interval = from_edtf(str(edtf))
    except ValueError:
        return str(edtf)
    return days(interval.earliest, interval.latest)


def _short(when: dt.date | None) -> str:
    return f"{when.day} {when:%b} {when.year}" if when else ""


def of(number: Any, one: str, many: str | None = None) -> str:
    """Return a number with its noun: ``1 page``, ``2,000 pages``."""
    return f"{f'{number:,}' if isinstance(number, int) else number} {one if str(number) == '1' else many or one + 's'}"


def bounds(low: int, high: int) -> str:
    """Return two bounds as one number where they agree: ``2``, ``2–3``."""
    return str(low) if low == high else f"{low}–{high}"


def quoting(text: object) -> bool:
    """Tell whether words bring quotation marks of their own, at one end or both."""
    return str(text).strip().startswith(tuple(_QUOTES)) or str(text).strip().endswith(tuple(_QUOTES))


def brief(name: object) -> str:
    """Return what a page goes by without the folders, where all that is known of it is its file."""
    return str(name).rpartition("/")[2] if name and " " not in str(name) else str(name)


def linked(sentence: object, names: Mapping[str, str] = {}) -> Markup:
    """Return a sentence with each id in it as a link, under the name that is given for it."""
    told, at = Markup(), 0
    for found in _ID.finditer(str(sentence)):
        told += escape(str(sentence)[at : found.start()])
        told += Markup('<a href="/{}/{}" dir="auto">{}</a>').format(
            found[0].partition("_")[0], found[0], names.get(found[0], found[0])
        )
        at = found.end()
    return told + escape(str(sentence)[at:])


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
