"""Who printed what, and how: one line for each outlet, `text/option,option` for each of its pages.

Containers: html (when none is named), htm, gz, txt, jsonl, warc. Other options of honest pages: excerpt, short (a
short credit), none (no credit), nodateline, b0 (no byline), late (dated a day later), nodate, false (a false date),
text (the text, not the HTML, in a JSONL row). Options of farm pages: nocredit, nodateline, plant,
drop (one paragraph), text.
"""

from __future__ import annotations

HONEST_PLAN = {
    "Corvane Newswire": "strait-close rate-cvn-1/warc rate-cvn-2 quake-brannock/jsonl",
    "Northmere Press": "altar-nmp poultry-nmp/warc",
    "Lantern Press Agency": "bridge-lpa-1 bridge-lpa-2 ballot-lpa/jsonl",
    "Velmark Ministry of Health": "clinic-release/jsonl",
    "Harbor Ledger": "bridge-ledger meters strait-close strait-turn/warc rate-cvn-2/short clinic-cvn/gz,late,b0 "
    "strait-close/jsonl",
    "Brannock Courier": "organ quake-brannock rate-cvn-1/gz,short bridge-ledger/short strait-close/jsonl,late",
    "Selm Evening Post": "strait-close clinic-cvn/late rate-cvn-1/warc bridge-ledger/short,b0 quake-brannock/excerpt "
    "quake-tallow/txt",
    "The Aldersund Standard": "clinic-nmp altar-nmp strait-turn/late poultry-nmp/gz quake-tallow/jsonl "
    "strait-close/short",
    "Velmark Daily Review": "strait-close-review/short clinic-nmp/late altar-nmp/htm bridge-lpa-1 poultry-nmp/jsonl,b0",
    "Aldersunder Bote": "altar-de",
    "Continental Dispatch": "poultry-dispatch/b0 strait-close strait-turn/warc clinic-cvn/nodate bridge-lpa-2 "
    "ballot-lpa/short,nodateline altar-nmp/late",
    "Fellmoor Mirror": "strait-mirror quake-brannock/short rate-cvn-1 clinic-cvn/htm,b0 altar-nmp/jsonl,late "
    "bridge-ledger/excerpt",
    "The Gannet": "altar-gannet bridge-lpa-2/short quake-brannock/none,b0,nodate,nodateline poultry-nmp/none,b0",
    "El Faro de Lirio": "ballot-es",
    "Lirio Today": "bridge-live bridge-lpa-1/short ballot-lpa/warc strait-turn/nodate,none,b0",
    "Quill Bay Observer": "boat quake-tallow poultry-nmp/short strait-turn/excerpt clinic-nmp/nodate",
    "Ilmery Islander": "quake-tallow/htm poultry-nmp/warc strait-turn/htm,nodate quake-brannock/htm,late "
    "clinic-nmp/htm",
    "Market Sextant": "rate-sextant/b0 strait-turn/short poultry-nmp/excerpt strait-close/warc rate-cvn-2/jsonl,text",
    "Drevnik Open Page": "strait-open strait-close/nodate,short",
    "Tarn Valley Times": "quake-brannock rate-cvn-1/false strait-close/nodate bridge-lpa-1/warc bridge-ledger/excerpt",
    "Wireglass": "strait-close/excerpt strait-turn/excerpt,false clinic-cvn/excerpt,warc quake-tallow/excerpt "
    "altar-nmp/excerpt,jsonl ballot-lpa/excerpt poultry-nmp/excerpt,nodate",
    "Coastline Radio": "poultry-coast quake-tallow/short,b0 strait-turn/excerpt,jsonl ballot-lpa/txt,nodate",
}

FARM_PLAN = {
    "FundLattice": "strait-close/txt strait-turn/txt,plant quake-tallow/plant clinic-cvn/jsonl,text,nocredit "
    "bridge-lpa-2/drop",
    "CoinMeadow": "strait-close/txt,nocredit,plant rate-cvn-1/txt,drop altar-nmp/plant poultry-nmp/txt ballot-lpa/warc",
    "StockOrchid": "strait-turn/txt,nocredit quake-brannock/txt,plant clinic-nmp bridge-ledger/txt,plant",
    "QuillVest": "strait-close/plant,drop strait-turn/plant,nocredit,nodateline quake-tallow/txt,nocredit,drop "
    "bridge-lpa-1/txt,plant rate-cvn-1/jsonl",
    "Zephlo": "clinic-cvn/txt,plant strait-close/plant,nocredit altar-nmp/txt ballot-es/txt poultry-nmp/warc,plant",
    "Burnto": "quake-brannock/txt,nocredit,plant clinic-nmp/txt,plant strait-turn/plant ballot-lpa/txt,drop",
    "Kyrandex": "quake-tallow/txt,plant rate-cvn-1/txt,plant,nocredit bridge-lpa-1 strait-close/jsonl,text,plant",
    "Ovalmint": "strait-turn/txt,drop,plant clinic-cvn/nocredit,drop,nodateline altar-nmp/jsonl,nocredit "
    "poultry-nmp/txt,plant",
    "Capitol Larch": "strait-close/txt rate-cvn-1/plant clinic-nmp/txt,nocredit,nodateline,plant quake-brannock/warc",
    "Boughworth": "strait-turn/txt,plant,nocredit bridge-lpa-2/txt,plant altar-nmp/drop poultry-nmp/jsonl,text,plant",
    "Trendquay": "strait-close/txt,plant,drop quake-tallow/plant,nocredit ballot-lpa/txt,plant clinic-cvn/warc",
    "Venturepond": "bridge-lpa-1/txt,nocredit rate-cvn-1/txt,plant strait-turn quake-brannock/txt,plant,drop",
}


def entries(plan: dict[str, str]) -> list[tuple[str, str, set[str]]]:
    """The rows of a plan: outlet, text key, options."""
    rows = []
    for outlet, line in plan.items():
        for entry in line.split():
            key, _, options = entry.partition("/")
            rows.append((outlet, key, set(filter(None, options.split(",")))))
    return rows
