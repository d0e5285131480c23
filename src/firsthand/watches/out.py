"""Alerts for others: rows, Atom (RFC 4287), RSS 2.0, JSON Feed 1.1, the text of an e-mail.

Everything that pages say is escaped, and characters that XML does not know are left out.
"""

import dataclasses
import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from email.message import EmailMessage
from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr

from firsthand.archive import Archive, codec
from firsthand.model import Alert, Watch
from firsthand.views import Row

MOST = 500
"""Alerts of one feed; the archive has all."""

WATCH_COLUMNS = ("id", "kind", "name", "on", "alerts", "webhook", "since")
ALERT_COLUMNS = ("when", "watch", "firing", "sentence", "about", "story", "page", "start", "end", "before", "id")

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclasses.dataclass(frozen=True, slots=True)
class Feed:
    """What a feed is made of."""

    archive: str
    """Name of the archive."""
    desk: str
    """Where its links lead, without a slash at the end."""
    alerts: Sequence[Alert]
    """Latest first."""
    watches: Mapping[str, Watch]
    """By id."""


def fired(archive: Archive, watches: Sequence[str], limit: int = MOST) -> list[Alert]:
    """Return the alerts of some watches, latest first."""
    sql = "SELECT doc FROM alert WHERE watch IN (SELECT value FROM json_each(?)) ORDER BY n DESC LIMIT ?"
    found = archive.connection.execute(sql, (json.dumps(list(watches)), limit))
    return [codec.load(Alert, str(doc)) for (doc,) in found]


def unsent(archive: Archive, watches: Iterable[str]) -> dict[str, list[Alert]]:
    """Return the alerts that were not sent yet, by watch, latest first."""
    found: dict[str, list[Alert]] = {}
    for key in sorted(watches):
        sql = "SELECT doc FROM alert WHERE watch = ? AND sent IS NULL ORDER BY n DESC LIMIT ?"
        alerts = [codec.load(Alert, str(doc)) for (doc,) in archive.connection.execute(sql, (key, MOST))]
        if alerts:
            found[key] = alerts
    return found


def watch_rows(archive: Archive, watches: Iterable[Watch]) -> list[Row]:
    """Return one row a watch."""
    count = "SELECT count(*) FROM alert WHERE watch = ?"
    return [
        {
            "id": each.id,
            "kind": each.kind,
            "name": each.name,
            "on": ", ".join(each.on),
            "alerts": (archive.connection.execute(count, (each.id,)).fetchone() or (0,))[0],
            "webhook": each.webhook,
            "since": each.since.isoformat(),
        }
        for each in watches
    ]


def alert_rows(alerts: Iterable[Alert], watches: Iterable[Watch]) -> list[Row]:
    """Return one row an alert."""
    names = {each.id: each.name for each in watches}
    return [
        {
            "when": each.when.isoformat(),
            "watch": names.get(each.watch, each.watch),
            "firing": each.firing,
            "sentence": each.sentence,
            "about": each.about,
            "story": each.story,
            "page": each.record,
            "start": each.where.start if each.where else None,
            "end": each.where.end if each.where else None,
            "before": each.before,
            "id": each.id,
        }
        for each in alerts
    ]


def address(alert: Alert) -> str:
    """Return where the desk shows what an alert is about."""
    if alert.where is not None:
        place = f"{alert.where.start}-{alert.where.end}"
        return f"/page/{alert.record}?at={place}#t{place}"
    return f"/page/{alert.record}#date" if alert.firing == "contradicted date" else f"/page/{alert.record}"


def _title(feed: Feed) -> str:
    only = next(iter(feed.watches.values())) if len(feed.watches) == 1 else None
    return f"{only.name}: what is new in {feed.archive}" if only else f"What is new in {feed.archive}"


def _head(feed: Feed, alert: Alert) -> str:
    watch = feed.watches.get(alert.watch)
    about = alert.about or (watch.name if watch else None)
    return f"{alert.firing}: {about}" if about else alert.firing


def _xml(text: str) -> str:
    return escape(_NO_XML.sub("\ufffd", text))


def _attribute(text: str) -> str:
    return quoteattr(_NO_XML.sub("\ufffd", text))


def _latest(feed: Feed) -> dt.datetime:
    whens = [each.when for each in feed.alerts] or [each.since for each in feed.watches.values()]
    return max(whens, default=dt.datetime(1970, 1, 1, tzinfo=dt.UTC))


def atom(feed: Feed) -> str:
    """Return an Atom feed."""
    entries = "".join(
        f"  <entry>\n    <id>urn:firsthand:{_xml(each.id)}</id>\n    <title>{_xml(_head(feed, each))}</title>\n"
        f"    <updated>{each.when.isoformat()}</updated>\n"
        f'    <link rel="alternate" href={_attribute(feed.desk + address(each))}/>\n'
        f"    <category term={_attribute(each.firing)}/>\n"
        f'    <content type="text">{_xml(each.sentence)}</content>\n  </entry>\n'
        for each in feed.alerts
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"  <id>{_xml(_own(feed))}</id>\n  <title>{_xml(_title(feed))}</title>\n"
        f"  <updated>{_latest(feed).isoformat()}</updated>\n  <author><name>firsthand</name></author>\n"
        f'  <link rel="alternate" href={_attribute(feed.desk + "/watches")}/>\n{entries}</feed>\n'
    )


def _own(feed: Feed) -> str:
    keys = sorted(feed.watches)
    return f"urn:firsthand:{keys[0] if len(keys) == 1 else 'watches'}"


def rss(feed: Feed) -> str:
    """Return an RSS 2.0 feed."""
    items = "".join(
        f"    <item>\n      <title>{_xml(_head(feed, each))}</title>\n"
        f"      <link>{_xml(feed.desk + address(each))}</link>\n"
        f'      <guid isPermaLink="false">urn:firsthand:{_xml(each.id)}</guid>\n'
        f"      <pubDate>{format_datetime(each.when)}</pubDate>\n      <category>{_xml(each.firing)}</category>\n"
        f"      <description>{_xml(_xml(each.sentence))}</description>\n    </item>\n"  # readers take it for markup
        for each in feed.alerts
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0">\n  <channel>\n'
        f"    <title>{_xml(_title(feed))}</title>\n    <link>{_xml(feed.desk)}/watches</link>\n"
        "    <description>What watches of a firsthand archive fired on.</description>\n"
        f"    <lastBuildDate>{format_datetime(_latest(feed))}</lastBuildDate>\n{items}  </channel>\n</rss>\n"
    )


def json_feed(feed: Feed) -> str:
    """Return a JSON Feed 1.1; each item also has the alert as it is kept."""
    items = [
        {
            "id": f"urn:firsthand:{each.id}",
            "url": feed.desk + address(each),
            "title": _head(feed, each),
            "content_text": each.sentence,
            "date_published": each.when.isoformat(),
            "tags": [each.firing],
            "_firsthand": json.loads(codec.dump(each)),
        }
        for each in feed.alerts
    ]
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(feed),
        "home_page_url": f"{feed.desk}/watches",
        "items": items,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def eml(feed: Feed) -> str:
    """Return the text of an e-mail, without addresses: whoever sends it puts them in."""
    message = EmailMessage()
    message["Subject"] = _NO_XML.sub(" ", f"{len(feed.alerts)} alerts: {_title(feed)}").replace("\n", " ")
    message["Date"] = _latest(feed)
    lines = []
    for each in feed.alerts:
        lines += [f"* {_head(feed, each)}", f"  {each.sentence}", f"  {feed.desk}{address(each)}", ""]
    text = "\n".join(lines) or "Nothing new.\n"
    message.set_content(_NO_XML.sub("\ufffd", text.replace("\r", " ")))
    return message.as_string()


FEEDS: dict[str, Callable[[Feed], str]] = {"atom": atom, "rss": rss, "jsonfeed": json_feed, "eml": eml}
"""Format -> what writes it."""
