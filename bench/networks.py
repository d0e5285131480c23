"""Networks: site pairs joined on the invented week against its truth, and false joins among unrelated real sites.

    python bench/networks.py [--json] [--show]

The week's pages are restored and joined; a pair of outlets is right when the truth puts both into one network. On the
real pages of ``../shared/data`` (one site each, unrelated but for a few houses) every joined pair is counted as wrong,
also those among the sites that share a theme: sites of which at least three furniture forms are the same.
"""

import gzip
import io
import json
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from firsthand import networks, tables
from firsthand.model import Article, Media, Record, Sighting, record_id
from firsthand.networks import wording
from firsthand.restore import Options, restore

ROOT = Path(__file__).parents[1]
WEEK = ROOT / "examples" / "week"
SHARED = ROOT.parent / "shared" / "data"


def article(payload: bytes, name: str, media: Media = "html", url: str | None = None) -> Article | None:
    """Return the restored page, or None when it was refused."""
    record = Record(
        id=record_id(payload, url, None, name),
        payload=payload,
        media=media,
        encoding="utf-8",
        url=url,
        sighting=Sighting(file=name),
    )
    found = restore(record, Options(tables=tables.builtin()))
    return found if isinstance(found, Article) else None


def week() -> tuple[list[Article], dict[str, dict[str, str | None]]]:
    """Return the week's articles, and by record what the truth says of its page."""
    truth = json.loads((WEEK / "truth.json").read_text("utf-8"))
    rows = [json.loads(line) for line in (WEEK / "feed.jsonl").read_text("utf-8").splitlines()]
    crawl = _crawl(WEEK / "crawl.warc.gz")
    articles, pages = [], {}
    for page in truth["pages"]:
        if page["refusal"] is not None:
            continue
        found = _week_page(page["file"], rows, crawl)
        if found is not None:
            articles.append(found)
            pages[found.record] = page
    return articles, pages


def _crawl(path: Path) -> dict[str, bytes]:
    with path.open("rb") as stream:
        return {
            record.rec_headers.get_header("WARC-Target-URI"): record.content_stream().read()
            for record in ArchiveIterator(stream)
            if record.rec_type == "response"
        }


def _week_page(name: str, rows: list[dict[str, str]], crawl: dict[str, bytes]) -> Article | None:
    path, _, inner = name.partition("#")
    if path == "feed.jsonl":
        row = rows[int(inner) - 1]
        media: Media = "html" if row.get("html") else "text"
        return article((row.get("html") or row["text"]).encode(), name, media, row.get("url"))
    if inner:
        return article(crawl[inner], name, "html", inner)
    payload = (WEEK / path).read_bytes()
    payload = gzip.decompress(payload) if path.endswith(".gz") else payload
    return article(payload, name, "text" if ".txt" in path else "html")


def strangers() -> list[Article]:
    """Return one article for each page of the real sets; where an address is missing, the file stands for a site."""
    found = []
    for path in sorted((SHARED / "fundus").rglob("*.html.gz")) + sorted((SHARED / "wcxb" / "html").glob("*.html.gz")):
        made = article(gzip.decompress(path.read_bytes()), path.name)
        if made is not None:
            found.append(made)
    return found


def week_figures(show: bool) -> dict[str, float]:
    """Return precision and recall of outlet pairs on the week."""
    articles, pages = week()
    found = networks.find(articles, networks.Options(tables=tables.read(WEEK / "firsthand.toml")))
    member = {record: each.id for each in found for record in each.records}
    if show:
        _print(found, {record: str(page["outlet"]) for record, page in pages.items()})
    kept = sorted(pages)
    right = wrong = missed = 0
    for left, right_page in combinations(kept, 2):
        if pages[left]["outlet"] == pages[right_page]["outlet"]:
            continue
        network = pages[left]["network"]
        true = network is not None and network == pages[right_page]["network"]
        joined = left in member and member[left] == member.get(right_page)
        right, wrong, missed = right + (true and joined), wrong + (joined and not true), missed + (true and not joined)
    outlets = _outlet_pairs(pages, member)
    return {
        "week pages": len(articles),
        "week networks": len(found),
        **outlets,
        "page pairs precision": round(right / max(1, right + wrong), 4),
        "page pairs recall": round(right / max(1, right + missed), 4),
    }


def _outlet_pairs(pages: dict[str, dict[str, str | None]], member: dict[str, str]) -> dict[str, float]:
    """Return precision and recall of pairs of outlets; two are joined when any of their pages are in one network."""
    nets: dict[str, set[str]] = {}
    truth: dict[str, str | None] = {}
    for record, page in pages.items():
        outlet = str(page["outlet"])
        truth[outlet] = page["network"]
        nets.setdefault(outlet, set()).update({member[record]} if record in member else ())
    pairs = list(combinations(sorted(nets), 2))
    true = {pair for pair in pairs if truth[pair[0]] and truth[pair[0]] == truth[pair[1]]}
    said = {pair for pair in pairs if nets[pair[0]] & nets[pair[1]]}
    return {
        "site pairs true": len(true),
        "site pairs precision": round(len(true & said) / max(1, len(said)), 4),
        "site pairs recall": round(len(true & said) / max(1, len(true)), 4),
    }


def stranger_figures(show: bool) -> dict[str, float]:
    """Return how many pairs of unrelated sites are joined, and how many of those pairs share a theme."""
    articles = strangers()
    found = networks.find(articles)
    if show:
        _print(found, {})
    sites = {each.record: each.site or each.record for each in articles}
    forms = {each.record: {key for key, _, _ in wording.forms(each)} for each in articles}
    shared: Counter[tuple[str, str]] = Counter()
    holders: dict[object, list[str]] = {}
    for record in sorted(forms):
        for key in forms[record]:
            holders.setdefault(key, []).append(record)
    for records in holders.values():
        shared.update((a, b) for a, b in combinations(records, 2) if sites[a] != sites[b])
    themed = {pair for pair, count in shared.items() if count >= 3}
    member = {record: each.id for each in found for record in each.records}
    wrong = {pair for pair in combinations(sorted(member), 2) if member[pair[0]] == member[pair[1]]}
    wrong = {(a, b) for a, b in wrong if sites[a] != sites[b]}
    return {
        "real pages": len(articles),
        "real sites": len(set(sites.values())),
        "page pairs with three forms in common": len(themed),
        "of these joined": len(themed & wrong),
        "page pairs joined": len(wrong),
    }


def _print(found: tuple[networks.Network, ...], outlets: dict[str, str]) -> None:
    for each in found:
        print(f"\n{each.name}  {each.score}  {len(each.records)} pages\n  {', '.join(each.sites)}", file=sys.stderr)
        counts = Counter(outlets.get(record, "?") for record in each.records)
        print("  truth:", ", ".join(f"{name} {count}" for name, count in sorted(counts.items())), file=sys.stderr)
        for sign, rows in (("+", each.evidence), ("-", each.against)):
            for row in rows:
                print(f"  {sign} {row.weight:.2f} {row.rule}  {row.quote[:70]!r}  {row.note or ''}", file=sys.stderr)


def main() -> None:
    """Print the table, or one JSON object with ``--json``; with ``--show`` every network goes to standard error."""
    show = "--show" in sys.argv
    figures = week_figures(show)
    if SHARED.is_dir():
        figures |= stranger_figures(show)
    if "--json" in sys.argv:
        print(json.dumps(figures))
        return
    out = io.StringIO()
    for name, value in figures.items():
        out.write(f"{name:36} {value}\n")
    print(out.getvalue(), end="")


if __name__ == "__main__":
    main()
