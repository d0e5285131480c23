"""Origin of pages by agency or own reporting, with the credit taken off half of them: ``python bench/origin.py``.

    python bench/origin.py [--stories 200] [--seed 1] [--json] [--wrong]

Honest texts (Wikinews, US political news) are dressed in the house style of ten agencies or as an outlet's own
reporting, printed on one to four pages each with furniture and small edits, and half of the pages lose every credit.
The pages are restored and traced; a page is right when its text's origin is the true agency, or the true outlet.
``unknown`` is never right. Real newswire whose agency is known is measured beside it, with its sign taken off.
"""

from __future__ import annotations

import argparse
import csv
import html
import json
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from random import Random

import reprints

from firsthand import copies, tables
from firsthand.model import Article, Record, Sighting, Tables, record_id
from firsthand.restore import Options, restore

SHORT = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
LONG = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December")  # fmt: skip
CITIES = ("LONDON", "PARIS", "NAIROBI", "CAIRO", "LIMA", "OTTAWA", "DELHI", "JAKARTA", "MADRID", "OSLO")
COUNTRIES = ("England", "France", "Kenya", "Egypt", "Peru", "Canada", "India", "Indonesia", "Spain", "Norway")
WRITERS = ("Dana Whitlow", "Milo Hartsock", "Ines Calloway", "Piers Annand", "Greta Solberg", "Amos Tindall")
TOWNS = ("Harrow", "Kelso", "Marlin", "Dunmore", "Ashby", "Corran", "Tolland", "Wexley", "Oakham", "Pinder")
PAPERS = ("Ledger", "Courier", "Tribune", "Beacon", "Standard", "Echo", "Observer", "Gazette")


@dataclass(frozen=True)
class House:
    """How the generator writes for one agency. Written from what their stories look like, apart from the table."""

    agency: str
    dateline: str  # {a} the sign with its brackets, {C} capitals, {T} title case, {L} country, {s} {l} {r} day
    sign: str
    tail: str
    told: str
    weekday: str  # on, bare
    months: tuple[str, ...]
    slug: str
    home: str = ""


REUTERS = tuple(month.rstrip(".") for month in SHORT)
HOUSES = (
    House("ap", "{C}, {L}{a} — ", " (AP)", "___\nFollow AP’s coverage at https://apnews.com/hub/world",
          "The Associated Press", "bare", SHORT, "3rd Ld-Writethru, "),
    House("reuters", "{C}, {r}{a} - ", " (Reuters)", "(Reporting by {w}; Editing by {v})", "Reuters", "on", REUTERS,
          "UPDATE 2-"),
    House("afp", "{T}{a} - ", " (AFP)", "© 2023 AFP", "AFP", "on", LONG, ""),
    House("xinhua", "{C}, {s}{a} -- ", " (Xinhua)", "Enditem", "Xinhua", "on", SHORT, ""),
    House("tass", "{C}, {l}.{a} ", " /TASS/.", "", "TASS", "on", LONG, "", "MOSCOW"),
    House("yonhap", "{C}, {s}{a} -- ", " (Yonhap)", "(END)", "Yonhap News Agency", "bare", SHORT, "(2nd LD) ", "SEOUL"),
    House("kcna", "{T}, {l}{a} -- ", " (KCNA)", "", "KCNA", "on", LONG, "", "PYONGYANG"),
    House("dpa", "{T}{a} - ", " (dpa)", "dpa ab yz xx", "dpa", "on", LONG, "", "BERLIN"),
    House("ani", "{T} [{L}], {l}{a}: ", " (ANI)", "(ANI)", "ANI", "on", LONG, ""),
    House("efe", "{T}, {r}{a}.- ", " (EFE)", "EFE", "EFE", "on", LONG, ""),
)  # fmt: skip


@dataclass
class Page:
    """One made page with its truth."""

    body: list[str]
    title: str
    outlet: str
    byline: str | None
    truth: tuple[str, str]
    story: int
    credited: bool
    farm: bool = False
    left: bool = True
    """Whether anything stands in the page that could tell its agency: a part of the dateline, who was told, a slug."""


def dressed(text: str, house: House, rng: Random) -> tuple[str, list[str]]:
    """Return (sign, paragraphs) of a text in a house style; the sign can be taken out of the first paragraph."""
    at = rng.randrange(len(CITIES))
    city = house.home or CITIES[at]
    month, day = rng.randrange(12), rng.randint(1, 28)
    line = house.dateline.format(
        a=house.sign, C=city, T=city.title(), L=COUNTRIES[at], s=f"{SHORT[month]} {day}", l=f"{LONG[month]} {day}",
        r=f"{REUTERS[month]} {day}",
    )  # fmt: skip
    text = re.sub(r"^[A-Z][\w .,]{2,40}(?:\([A-Z]\w+\))?\s*(?:—|–|--|-)\s+", "", text)
    paragraphs = [part for part in re.split(r"\n\s*\n", text) if part.strip()][:14]
    paragraphs = [_habits(part, house) for part in paragraphs]
    if rng.random() < 0.25 and len(paragraphs) > 2:
        paragraphs[2] += f" “It will take a long time,” one of them told {house.told}."
    return house.sign, [line + paragraphs[0], *paragraphs[1:]]


def _habits(text: str, house: House) -> str:
    days = r"((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
    if house.weekday == "bare":
        text = re.sub(rf"(?<=[a-z]) on {days}", r" \1", text)
    else:
        text = re.sub(rf"\b(said|told reporters|announced|reported|died|met) {days}", r"\1 on \2", text)
    for long, mine in zip(LONG, house.months, strict=True):
        text = re.sub(rf"\b{long} (?=\d)", f"{mine} ", text)
    return text


def stories(texts: list[str], seed: int) -> list[Page]:
    """Pages of all stories: ten agencies and own reporting in equal parts, half without credit."""
    rng = Random(seed)
    found: list[Page] = []
    for number, text in enumerate(texts):
        house = (*HOUSES, None)[number % (len(HOUSES) + 1)]
        pages = rng.choice((1, 1, 2, 3, 4))
        title = " ".join(re.findall(r"[\w’']+", text)[3:11]).capitalize()
        if house is None:
            found += _own(text, title, number, pages, rng)
            continue
        sign, paragraphs = dressed(text, house, rng)
        tail = house.tail.format(w=rng.choice(WRITERS), v=rng.choice(WRITERS))
        slug = house.slug if rng.random() < 0.15 else ""
        for _ in range(pages):
            credited = rng.random() < 0.5
            body, left = list(paragraphs), True
            if not credited:
                body[0] = body[0].replace(sign, "", 1)
                if rng.random() < 0.35:  # the whole dateline goes
                    body[0] = re.sub(r"^.{3,60}?(?: — | -- | - |: |\.- |\. )", "", body[0], count=1)
                    left = bool(slug) or any(f"told {house.told}" in part for part in body)
            elif tail:
                body += tail.split("\n")
            body = _edited(body, rng)
            byline = rng.choice((None, None, f"{house.told}")) if credited else None
            found.append(Page(body, slug + title, _outlet(rng), byline, ("agency", house.agency), number, credited,
                              not credited and rng.random() < 0.3, left))  # fmt: skip
    return found


def _own(text: str, title: str, number: int, pages: int, rng: Random) -> list[Page]:
    outlet = _outlet(rng)
    paragraphs = [part for part in re.split(r"\n\s*\n", text) if part.strip()][:14]
    if rng.random() < 0.2 and len(paragraphs) > 2:
        paragraphs[2] += f" “Nobody asked us,” a resident told {rng.choice(HOUSES).told}."
    if rng.random() < 0.4:
        at = rng.randrange(len(CITIES))
        paragraphs[0] = rng.choice((f"{CITIES[at]} — ", f"{TOWNS[at].upper()}, {COUNTRIES[at]} — ")) + paragraphs[0]
    byline = rng.choice(WRITERS)
    made = [Page(paragraphs, title, outlet, byline, ("outlet", outlet), number, credited=rng.random() < 0.5)]
    if not made[0].credited:
        made[0].byline = None
    for _ in range(pages - 1):
        kept = rng.random() < 0.5
        body = _edited([*paragraphs, f"This story first appeared in the {outlet}."] if kept else paragraphs, rng)
        farm = not kept and rng.random() < 0.5
        made.append(Page(body, title, _outlet(rng), None, ("outlet", outlet), number, credited=kept, farm=farm))
    return made


def _outlet(rng: Random) -> str:
    return f"{rng.choice(TOWNS)} {rng.choice(PAPERS)}"


def _edited(body: list[str], rng: Random) -> list[str]:
    body = list(body)
    if rng.random() < 0.4 and len(body) > 5:
        del body[rng.randrange(2, len(body) - 1)]
    if rng.random() < 0.4:
        at = rng.randrange(len(body))
        body[at] = body[at].replace("“", '"').replace("”", '"')
    return body


def payload(page: Page, rng: Random) -> bytes:
    """The page in HTML, with furniture of a plain site."""
    host = page.outlet.lower().replace(" ", "") + ".example"
    byline = f'<p class="byline">By {html.escape(page.byline)}</p>' if page.byline else ""
    body = "\n".join(f"<p>{html.escape(part)}</p>" for part in page.body)
    related = "".join(f"<li><a href='/{at}'>{rng.choice(TOWNS)} council to vote on {rng.choice(TOWNS)} road</a></li>"
                      for at in range(4))  # fmt: skip
    if page.farm:
        related += f"<li>veryNice! ({rng.randint(2, 90)})</li>"
    return (
        f"<html><head><title>{html.escape(page.title)} | {page.outlet}</title><meta property='og:site_name'"
        f" content='{page.outlet}'><link rel='canonical' href='https://{host}/news/{page.story}'></head><body>"
        f"<header><nav><a href='/'>Home</a><a href='/news'>News</a></nav></header><main><article>"
        f"<h1>{html.escape(page.title)}</h1>{byline}{body}</article></main>"
        f"<aside><h3>Related</h3><ul>{related}</ul></aside><footer>All rights reserved.</footer></body></html>"
    ).encode()


def measure(texts: list[str], seed: int, wrong: bool) -> dict[str, object]:
    """Restore and trace the made pages; shares of right origins by how the page stands."""
    rng = Random(seed)
    known = tables.builtin()
    truth: dict[str, Page] = {}
    articles: list[Article] = []
    for at, page in enumerate(stories(texts, seed)):
        data = payload(page, rng)
        url = f"https://{page.outlet.lower().replace(' ', '')}.example/news/{at}"
        record = Record(id=record_id(data, url, None, str(at)), payload=data, media="html", encoding="utf-8", url=url,
                        sighting=Sighting(file=str(at)))  # fmt: skip
        found = restore(record, Options(tables=known))
        if isinstance(found, Article):
            articles.append(found)
            truth[found.record] = page
    _, stemmata = copies.trace(articles, copies.Options(tables=known))
    held = {record: stemma.origin for stemma in stemmata for record in stemma.witnesses}
    credited = {page.story for page in truth.values() if page.credited}
    rights: dict[str, Counter[str]] = defaultdict(Counter)
    agencies: dict[str, Counter[str]] = defaultdict(Counter)
    for record, page in truth.items():
        origin = held[record]
        verdict = "right" if (origin.kind, origin.name) == page.truth else origin.kind
        kind = "own" if page.truth[0] == "outlet" else "agency"
        group = (
            "credited"
            if page.credited
            else "stripped, a credited copy"
            if page.story in credited
            else "stripped, alone"
        )
        keys = ["all", f"{kind}, all", f"{kind}: {group}"]
        if kind == "agency" and group == "stripped, alone":
            keys.append(f"{kind}: {group}, {'style' if page.left else 'nothing'} left")
        if kind == "own" or page.left or group != "stripped, alone":
            keys.append("all where anything tells it")
        for key in keys:
            rights[key][verdict] += 1
        agencies[page.truth[1] if kind == "agency" else "own"][verdict] += 1
        if wrong and verdict != "right":
            quotes = [(each.rule[12:], each.quote[:30], each.weight) for each in origin.evidence[:4]]
            print(page.truth, group, "->", origin.kind, origin.name, quotes, repr(page.body[0][:70]), file=sys.stderr)
    rows: dict[str, object] = {"pages": len(truth)}
    for key in sorted(rights) + sorted(agencies):
        counts = (rights | agencies)[key]
        total = sum(counts.values())
        more = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()) if name != "right")
        rows[key] = f"{counts['right'] / total:.3f} of {total}" + (f" ({more})" if more else "")
    return rows


def newswire() -> dict[str, object]:
    """Real texts of known agencies with their sign taken off, and real own reporting: what house style alone says."""
    known = tables.builtin()
    groups: dict[str, list[str]] = {"kcna": [re.sub(r" ?\(KCNA\)", "", text) for text in reprints.kcna()[::10]]}
    for path in sorted((reprints.DATA / "aquaint_timeml").glob("*.tml")):
        agency = {"APW": "ap", "XIE": "xinhua", "NYT": "nyt"}.get(path.name[:3], "")
        body = re.search(r"<TEXT>(.*?)</TEXT>", path.read_text("utf-8", errors="replace"), re.DOTALL)
        if body and agency:
            text = re.sub(r"\s?\((?:AP|Xinhua)\)|/[^/]{0,20}Xinhua/", "", re.sub(r"<[^>]*>", "", body[1])).strip()
            groups.setdefault(agency, []).append(re.sub(r"[ \t]*\n[ \t]*", "\n", text))
    groups["own reporting (Wikinews)"] = reprints.wikinews()
    rows: dict[str, object] = {}
    for name in sorted(groups):
        said = Counter()
        for text in groups[name]:
            said[copies.origin(Article(record="x", text=text, blocks=()), known).name or "unknown"] += 1
        rows[f"real, no sign: {name}"] = ", ".join(f"{key} {count}" for key, count in said.most_common(6))
    return rows | _printed(known)


def _printed(known: Tables) -> dict[str, object]:
    """Stories of agencies as US outlets printed them, with every sign taken off, beside the outlets' own."""
    folder = reprints.DATA / "polnear"
    with (folder / "metadata.tsv").open(encoding="utf-8", newline="") as stream:
        about = {row["filename"]: row for row in csv.DictReader(stream, delimiter="\t")}
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted(folder.glob("*/text/*.txt")):
        row = about.get(path.stem)
        if row is None or row["wire"] in ("NA", ""):
            continue
        agency = "own" if row["wire"] == "None" else row["wire"].lower()
        title, _, body = path.read_text("utf-8", errors="replace").partition("\n\n")
        body = re.sub(r"\s?\((?:AP|UPI|AFP|Reuters)\)", "", body.strip())
        body = re.sub(r"\n[^\n]*(?:eporting by|diting by|contributed to this report)[^\n]*", "", body)
        byline = row["author"] if agency == "own" and row["author"] not in ("None", "") else None
        page = Article(record="x", title=title, text=body, blocks=(), outlet=row["publisher"], byline=byline)
        origin = copies.origin(page, known)
        named = origin.name if origin.kind == "agency" else "no agency"
        own = ("no agency", row["publisher"].replace("-", ""))
        right = named == agency or agency == "own" and named in own
        said[f"{agency}, {'named writer' if byline else 'nobody named'}"]["right" if right else str(named)] += 1
    shown = {name: ", ".join(f"{key} {count}" for key, count in said[name].most_common(4)) for name in sorted(said)}
    return {f"real, printed by US outlets: {name}": line for name, line in shown.items()}


def main() -> None:
    """Print shares of right origins; ``--wrong`` lists the others on standard error."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=220)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args()
    texts = reprints.wikinews() + reprints.polnear()
    texts = sorted({text for text in texts if 150 <= len(text.split()) <= 900 and text.count("\n\n") >= 3})
    known = tables.builtin()  # a text that some agency signs already has no known truth when it is dressed
    texts = [text for text in texts if not copies.origin(Article(record="x", text=text, blocks=()), known).evidence]
    Random(5).shuffle(texts)
    start = options.seed * 31 % max(1, len(texts) - options.stories)
    rows = measure(texts[start : start + options.stories], options.seed, options.wrong) | newswire()
    if options.json:
        json.dump(rows, sys.stdout, indent=1)
        return
    for name, value in rows.items():
        print(f"{name:44} {value}")


if __name__ == "__main__":
    main()
