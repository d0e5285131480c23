"""A section that the head does not state is read where the page shows it."""

import json

import pytest

from firsthand.model import Article, Record, Sighting
from firsthand.restore import restore

TITLE = "Port office orders repair of broken harbour chain"
BODY = "".join(f"<p>{one}</p>" for one in (
    "The port office of Velmora ordered the repair of the harbour chain that broke on Monday morning, and put the price of "
    "the work at nine million crowns.",
    "Divers found two of its links on the ground of the fairway, officials said, where they had come to rest some forty "
    "metres from the lighthouse.",
    "Ferries to the islands will not leave before the evening, and lorries have to take the long way round over the bridge "
    "in the north of the town.",
))  # fmt: skip
URL = "https://quay-ledger.example/trade/ports/2025/03/chain-repair"
MENU = "<nav><ul>" + "".join(f'<li><a href="/{one.lower()}/">{one}</a></li>' for one in (
    "News", "Trade", "Sport", "Culture", "Weather", "Opinion", "Archive")) + "</ul></nav>"  # fmt: skip


def crumbs(*names: str) -> str:
    items = [{"@type": "ListItem", "position": at, "name": name} for at, name in enumerate(names, 1)]
    return f'<script type="application/ld+json">{json.dumps({"@type": "BreadcrumbList", "itemListElement": items})}</script>'


CASES = {
    "a path in JSON-LD": (crumbs("Start", "Trade", "Ports", TITLE), "", "", "Ports"),
    "a path in JSON-LD that is only the way home": (crumbs("Start", TITLE), "", "", None),
    "a path on one line": ("", '<div><a href="/">Home</a> &gt; <a href="/trade/">Trade</a></div>', "", "Trade"),
    "a path with the headline in it": (
        "", f'<div class="breadcrumbs"><a href="/">Home</a> / <a href="/trade/">Trade</a> / {TITLE}</div>', "", "Trade"),
    "a path as a list": (
        "", '<ol class="breadcrumb"><li><a href="/">Home</a></li><li><a href="/trade/">Trade</a></li></ol>', "", "Trade"),
    "in another language": ("", '<div><a href="/">Начало</a> » <a href="/t/">Торговля</a></div>', "", "Торговля"),
    "a kicker that links to a folder of the address": ("", '<a href="/trade/">Trade</a>', "", "Trade"),
    "a kicker named by its class": ("", '<p class="article-kicker">Ports and ships</p>', "", "Ports and ships"),
    "a category below the headline": ("", "", '<div class="category"><a href="/c/9">Ports</a></div>', "Ports"),
    "the menu alone": ("", "", "", None),
    "a link to a folder of another page": ("", '<a href="/sport/">Sport</a>', "", None),
    "the way back": ("", '<a href="/trade/">Back to trade</a>', "", None),
    "a date": ("", '<div class="category">14 March 2025</div>', "", None),
    "a line of counts and dates": ("", "<div>109 comments | 14 March | Share</div>", "", None),
    "a headline's question": ("", '<div class="kicker">What did it cost?</div>', "", None),
    "what the head states comes first": (
        '<meta property="article:section" content="Economy">', '<a href="/trade/">Trade</a>', "", "Economy"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_section_is_found_by_form_or_not_at_all(name: str) -> None:
    head, above, below, wanted = CASES[name]
    page = f"<html><head><title>{TITLE}</title>{head}</head><body>{MENU}<main>{above}<h1>{TITLE}</h1>{below}{BODY}</main></body></html>"
    sighting = Sighting(file="a")
    found = restore(
        Record(id="page_0", payload=page.encode(), media="html", encoding="utf-8", url=URL, sighting=sighting)
    )
    assert isinstance(found, Article)
    assert found.furniture.section == wanted
    assert "Trade" not in found.text
    if wanted and wanted != "Economy":
        assert any(one.rule == "restore.furniture.section" for one in found.furniture.evidence)


NOTES = {
    "Correction: An earlier version gave the wrong price of the chain.": True,
    "Editor's note: This story was updated with a statement of the port office.": True,
    "Clarification, 15 March: The ferry was turned back, not damaged.": True,
    "This article was amended on 15 March to correct the name of the lighthouse.": True,
    "An earlier version of this story misstated the depth of the fairway.": True,
    "Korrektur: In einer früheren Fassung stand ein falscher Preis.": True,
    "Correctif : une version précédente donnait un mauvais prix.": True,
    "Fe de erratas: el precio de la cadena era otro.": True,
    "訂正：初出時に誤った金額を記載しました。": True,
    "Corrections officers at the island prison heard the chain break in the night, the ministry said on Monday.": False,
    "The editor of the Quay Ledger noted that the chain had been broken before, in the year of the storms.": False,
    "This story has been told in Velmora for a hundred years, and nobody has ever written it down before.": False,
}


@pytest.mark.parametrize("line", NOTES)
def test_corrections_and_editor_s_notes_stand_apart_from_the_body(line: str) -> None:
    page = f"<html><head><title>{TITLE}</title></head><body><main><h1>{TITLE}</h1>{BODY}<p>{line}</p>{BODY}</main></body></html>"
    found = restore(
        Record(id="page_0", payload=page.encode(), media="html", encoding="utf-8", sighting=Sighting(file="a"))
    )
    assert isinstance(found, Article)
    note = [block for block in found.blocks if block.text == line]
    assert [block.role == "note" for block in note] == [NOTES[line]]
    assert (line not in found.text) == NOTES[line]
