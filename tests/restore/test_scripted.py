"""A page whose article stands only in its scripts is restored from there, whatever the scripts' form."""

import json

import pytest

from firsthand.model import Article, Record, Refusal, Sighting
from firsthand.restore import restore

BODY = [
    "The harbour council of “Velmora” has closed the oldest bridge over the strait, after engineers found cracks in two of "
    "its piers below the water line.",
    "Ferries will carry lorries until the repair is done, said a spokeswoman for the port, who put its price at nine million "
    "crowns.",
    "Shopkeepers on the far shore fear for their trade: “Nobody crosses the water twice a day for bread,” one of them told "
    "the meeting.",
    "In the north, railway managers offered two extra trains each morning; whether the ministry will pay for them is not "
    "settled yet.",
    "An inquiry last winter had warned of rust, but its report was never printed, as papers seen by this desk show quite "
    "plainly now.",
    "Divers begin their work at the weekend, weather allowing, and a first finding is expected before the end of the month "
    "at the latest.",
]
TEASER = "Read our guide to the islands."


def flight(body: list[str]) -> str:
    rows = (
        '3:["$","article",null,{"children":'
        + json.dumps([["$", "p", None, {"children": one}] for one in body])
        + "}]\n"
    )
    return f"self.__next_f=self.__next_f||[];self.__next_f.push([1,{json.dumps(rows)}])"


def text_row(body: list[str]) -> str:
    html = "".join(f"<p>{one}</p>" for one in body)
    return f"self.__next_f.push([1,{json.dumps(f'7:T{len(html.encode()):x},{html}')}])"


def cut_flight(body: list[str]) -> str:
    """Chunks of 90 characters, so that paragraphs are cut, also inside an escape."""
    rows = "3:" + json.dumps(
        ["$", "article", None, {"children": [["$", "p", None, {"children": one}] for one in body]}]
    )
    pieces = [rows[at : at + 90] for at in range(0, len(rows), 90)]
    return "</script><script>".join(f"self.__next_f.push([1,{json.dumps(one)}])" for one in pieces)


def cut_row(body: list[str]) -> str:
    """A text row whose length stands in one chunk and whose text, with line ends in it, in the next two."""
    text = "\n".join(f"<p>{one}</p>" for one in body)
    rows = [f'2:["$","p"]\n7:T{len(text.encode()):x},', text[:400], text[400:] + '8:["$","div",null,{"id":"foot"}]\n']
    return "</script><script>".join(f"self.__next_f.push([1,{json.dumps(one)}])" for one in rows)


def single(body: list[str]) -> str:
    return ",".join("'" + one.replace("'", "\\'") + "'" for one in body)


FORMS = {
    "next_data": '<script id="__NEXT_DATA__" type="application/json">{}</script>'.format(
        json.dumps({"props": {"nav": [TEASER], "post": {"blocks": [{"kind": "p", "value": one} for one in BODY]}}})
    ),
    "flight": f"<script>{flight(BODY)}</script>",
    "flight text row": f"<script>{text_row(BODY)}</script>",
    "flight, cut": f"<script>{cut_flight(BODY)}</script>",
    "flight text row, cut": f"<script>{cut_row(BODY)}</script>",
    "single quotes": f"<script>window.story = {{paragraphs: [{single(BODY)}]}};</script>",
    "backquotes": "<script>const html = `" + "\n".join(f'<p class="text">{one}</p>' for one in BODY) + "`;</script>",
    "initial state": "<script>window.__INITIAL_STATE__ = {};</script>".format(
        json.dumps({"ui": TEASER, "story": {"paragraphs": BODY}})
    ),
    "preloaded state, parsed": "<script>window.__PRELOADED_STATE__ = JSON.parse({})</script>".format(
        json.dumps(json.dumps({"story": {"elements": [{"text": one} for one in BODY]}}))
    ),
    "apollo": "<script>window.__APOLLO_STATE__={}</script>".format(
        json.dumps({f"Paragraph:{at}": {"__typename": "Paragraph", "text": one} for at, one in enumerate(BODY)})
    ),
    "nuxt": "<script>window.__NUXT__=(function(a,b){{return {{data:[{{title:a,body:{}}}],ok:b}}}}({},true));</script>".format(
        json.dumps("".join(f"<p>{one}</p>" for one in BODY)).replace("/", "\\u002F"), json.dumps("Bridge closed")
    ),
    "json-ld": '<script type="application/ld+json">{}</script>'.format(
        json.dumps({"@type": "NewsArticle", "headline": "Bridge closed", "articleBody": "\n\n".join(BODY)})
    ),
}


def page(script: str) -> Record:
    html = f"<html><head><title>Bridge closed</title></head><body><div id=root></div>{script}</body></html>"
    return Record(id="page_0", payload=html.encode(), media="html", encoding="utf-8", sighting=Sighting(file="a"))


@pytest.mark.parametrize("form", FORMS)
def test_the_article_of_a_script_is_restored_in_order(form: str) -> None:
    found = restore(page(FORMS[form]))
    assert isinstance(found, Article), found
    assert found.text.split("\n\n") == BODY
    assert {block.rule for block in found.blocks if block.span} <= {
        "restore.body.literal", "restore.body.state", "restore.body.json",
    }  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_every_character_of_it_points_to_its_place(form: str) -> None:
    record = page(FORMS[form])
    found = restore(record)
    assert isinstance(found, Article)
    for block in found.blocks:
        if block.span is None:
            continue
        assert sum(run.length for run in block.runs) >= len(block.text.replace(" ", ""))
        for run in block.runs:
            if run.length == run.page_length:
                assert record.page[run.page : run.page + run.page_length] == block.text[run.at : run.at + run.length]


@pytest.mark.parametrize(
    "script",
    [
        "<script>var a = 'x'; function b() { return \"no prose here at all, only a short string.\"; }</script>",
        "<script>window.__STATE__ = {}</script>".format(json.dumps({"teasers": [TEASER] * 50})),
        '<script>window.x = "%s"</script>' % ("abc" * 5_000),
    ],
)
def test_scripts_without_an_article_stay_a_shell(script: str) -> None:
    refused = restore(page(script + "<!--" + " " * 1_000 + "-->"))
    assert isinstance(refused, Refusal)
    assert refused.reason == "script_shell"


def test_hostile_scripts_take_time_in_their_length() -> None:
    for script in ("<script>" * 50_000, "<script>" + '"\\' * 200_000, "<script>" + '"' * 300_000):
        assert isinstance(restore(page(script)), Refusal)


def test_a_page_that_shows_words_of_its_own_is_not_read_from_its_scripts() -> None:
    shown = "".join(f"<li><a href='/{at}'>Ferries, bridges and quays number {at}</a></li>" for at in range(30))
    notice = "<p>The ferry office sells tickets for the northern islands at the quay, from eight in the morning until noon.</p>"
    found = restore(page(f"<ul>{shown}</ul><main><h1>Tickets</h1>{notice}</main>{FORMS['initial state']}"))
    texts = [block.rule for block in found.blocks if block.span] if isinstance(found, Article) else []
    assert "restore.body.literal" not in texts
