"""Pages of content farms: template A and template B, as text dump and as HTML, with planted brand words."""
# ruff: noqa: E501 - the lines of page templates are as long as they are on the web

from __future__ import annotations

import re
from functools import cache
from html import escape
from pathlib import Path
from random import Random

from .nouns import Furniture, Item, Outlet, Page, Text
from .texts import without_dateline
from .world import NETWORKS, Network

POOLS = Path(__file__).parent / "pools"


@cache
def pool(name: str) -> tuple[str, ...]:
    """The lines of one pool of titles."""
    return tuple((POOLS / f"{name}.txt").read_text(encoding="utf-8").splitlines())


def farm_page(outlet: Outlet, text: Text, container: str, options: set[str], rng: Random) -> Page:
    """One reprint by a farm; options: see plan.py."""
    network = next(row for row in NETWORKS if row.name == outlet.network)
    claimed = f"2025-{rng.randint(1, 6):02}-{rng.randint(1, 28):02}"
    clock = f"{rng.randint(0, 23):02}:{rng.randint(0, 59):02}:{rng.randint(0, 59):02}"
    body = list(text.paragraphs)
    if "drop" in options:
        del body[rng.randint(3, len(body) - 2)]
    if "nodateline" in options:
        body[0] = without_dateline(body[0])
    word = rng.choice([brand.replace(" ", "") for brand in network.brands])
    printed, count = _plant(body, word, rng) if "plant" in options else (body, 0)
    credit = None if "nocredit" in options else text.credit
    furniture = _furniture(network, outlet.name, f"{claimed} {clock}", rng)
    as_html = container != "txt" and "text" not in options
    url = f"https://www.{outlet.domain}/{furniture.section.lower()}/{rng.randint(10000, 99999)}.html"
    draw = {"A": (_a_text, _a_html), "B": (_b_text, _b_html)}[network.template][as_html]
    content = draw(network, furniture, text.headline, printed, credit)
    content = (
        content.replace("<head><meta", f'<head><link rel="canonical" href="{url}"><meta')
        if network.template == "A"
        else content
    )
    slug = re.sub(r"[^a-z0-9]+", "-", text.headline.lower())[:48].strip("-")
    return Page(
        outlet,
        container,
        slug,
        content.encode(),
        text,
        "verbatim",
        url=url,
        title=text.headline,
        body=tuple(body),
        dateline=(text.place, text.agency) if text.place and "nodateline" not in options else None,
        credit=credit,
        claimed=claimed,
        claim_true=False,
        furniture=furniture,
        planted=(word,) * count,
    )


def _plant(body: list[str], word: str, rng: Random) -> tuple[list[str], int]:
    """Put `word` into the dateline, a number, after a comma or before a word: always a pure insertion."""
    printed = list(body)
    wanted = rng.sample(
        [r"(?<=^[A-Z ]{5}).{0,14}?, (?=[A-Z][a-z]+ \()", r"\d,(?=\d{3})", r"[a-z],(?= [a-z])", r"[a-z] (?=the |said )"],
        3,
    )
    count = 0
    for pattern in wanted:
        places = [(i, hit.end()) for i, part in enumerate(printed) for hit in re.finditer(pattern, part)]
        places = [(i, at) for i, at in places if word not in printed[i]]
        if places:
            i, at = rng.choice(places)
            printed[i] = printed[i][:at] + word + printed[i][at:]
            count += 1
    return printed, count


def _furniture(network: Network, brand: str, claimed: str, rng: Random) -> Furniture:
    section = rng.choice(network.sections)
    if network.template == "B":
        rows = [row.split(" | ") for row in rng.sample(pool(network.name), 8)]
        items = tuple(Item(title, snippet=_cut_in_word(snippet, rng)) for title, snippet in rows)
        return Furniture(section, brand, None, claimed, None, (), (), items)
    titles = rng.sample(pool(network.name), 25)
    related, ranking, picks = titles[: rng.randint(8, 10)], titles[10:18], titles[18:24]
    recommendation = [picks[0], picks[1], picks[2], picks[1], picks[3], picks[1], picks[4], picks[5]]
    return Furniture(
        section,
        brand,
        network.views[network.brands.index(brand)],
        claimed,
        (network.reaction, rng.choice([rng.randint(2, 99), rng.randint(100, 40000)])),
        tuple(Item(title) for title in related),
        tuple(_cut_at_hyphen(title) for title in ranking),
        (*map(Item, recommendation[:-1]), Item(recommendation[-1][: rng.randint(14, 24)].rstrip(), cut=True)),
    )


def _cut_at_hyphen(title: str) -> Item:
    head, hyphen, _ = title.partition("-")
    return Item(head, cut=True) if hyphen and len(head) > 4 else Item(title)


def _cut_in_word(snippet: str, rng: Random) -> str:
    at = rng.randint(48, len(snippet) - 8)
    while not (snippet[at - 1].isalpha() and snippet[at].isalpha()):
        at -= 1
    return snippet[:at]


def _credit_lines(credit: str | None) -> list[str]:
    return credit.split(" / ") if credit and credit.startswith("___") else [credit] if credit else []


def _a_text(network: Network, made: Furniture, title: str, body: list[str], credit: str | None) -> str:
    assert made.reactions
    label, count = made.reactions
    lines = [
        f"{network.crumb}{made.section}{title} -{made.brand}",
        title,
        made.views or "",
        f"{network.date_label}{made.claimed_text}",
        *body,
        *_credit_lines(credit),
        f"{label} ({count})",
        network.lists[0],
        *(f"- {item.text}" for item in made.related),
        network.lists[1],
        *(f"- {item.text}" for item in made.ranking),
        network.lists[2],
        *(item.text for item in made.recommendation),
    ]
    return "\n".join(lines)


def _a_html(network: Network, made: Furniture, title: str, body: list[str], credit: str | None) -> str:
    assert made.reactions
    label, count = made.reactions
    text = "\n".join(f"<p>{escape(part, quote=False)}</p>" for part in [*body, *_credit_lines(credit)])
    home, _, arrow = network.crumb.partition(" ")
    blocks = [
        f"<h3>{name}</h3>\n<ul>\n"
        + "\n".join(f"<li><a href='/{i}'>{escape(x.text)}</a></li>" for i, x in rows)
        + "\n</ul>"
        for name, rows in zip(
            network.lists,
            (enumerate(made.related), enumerate(made.ranking, 20), enumerate(made.recommendation, 40)),
            strict=True,
        )
    ]
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{escape(title)} -{made.brand}</title>
<meta name="keywords" content="{made.brand},{made.section}"><link rel="stylesheet" href="/style/{network.name}.css"></head>
<body><div class="top"><a href="/">{made.brand}</a></div>
<div class="pos">{home} {arrow.replace(">", "&gt;")}<a href="/list/">{made.section}</a><span>{escape(title)} -{made.brand}</span></div>
<h1 class="tt">{escape(title)}</h1>
<div class="info"><span>{made.views}</span><span>{network.date_label}{made.claimed_text}</span></div>
<div class="cont">
{text}
</div>
<div class="zan"><a href="javascript:;">{label} (<b>{count}</b>)</a></div>
<div class="side">
{chr(10).join(blocks)}
</div><div class="foot">Copyright {made.brand} 2025</div></body></html>
"""


def _b_text(_: Network, made: Furniture, title: str, body: list[str], credit: str | None) -> str:
    lines = [
        f"{made.brand}: {title}",
        f"{made.claimed_text}source:{made.brand}category:{made.section}",
        *body,
        *_credit_lines(credit),
        f"More:{made.section}",
        "Recommend",
        *(line for item in made.recommendation for line in (item.text, item.snippet or "")),
    ]
    return "\n".join(lines) + "\n"


def _b_html(_: Network, made: Furniture, title: str, body: list[str], credit: str | None) -> str:
    text = "<br/><br/>\n".join(escape(part, quote=False) for part in [*body, *_credit_lines(credit)])
    items = "\n".join(
        f'<dl><dt><a href="/a/{i}.html">{escape(x.text)}</a></dt><dd>{escape(x.snippet or "")}</dd></dl>'
        for i, x in enumerate(made.recommendation)
    )
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"/>
<title>{made.brand}: {escape(title)}</title></head><body id="larchtheme">
<h1>{made.brand}: {escape(title)}</h1>
<div class="meta"><i>{made.claimed_text}</i><i>source:{made.brand}</i><i>category:{made.section}</i></div>
<div id="artbody">{text}</div>
<div class="more">More:<a href="/c/">{made.section}</a></div>
<h2>Recommend</h2>
{items}
</body></html>
"""
