"""Every relation, every reason for none, and every class of edit that copies must tell, one row each."""

from typing import Any

import pytest
from copies_texts import AGENCIES, FERRY, GARDEN, GERMAN, MINE, article, dateline

from firsthand import copies
from firsthand.model import Article, Copy, Evidence, Span, Tables

OPTIONS = copies.Options(tables=Tables(agencies=AGENCIES))
FIRST, SECOND, THIRD = FERRY.split("\n\n")
WIRE: dict[str, Any] = {"text": FERRY, "site": "lantern.example", "dateline": dateline(FERRY, "lpa")}
REWRITE = """PORT ELLERY, Calverra — On Tuesday the night ferry between Port Ellery and the island of Sund hit ground, and \
fishing boats took all 212 people aboard to land before dawn, the coast guard stated. Harbor master Joon Ostrander noted \
that the vessel, the 40-year-old Marta Lind, had struck a sandbank moved by last week's storms. A pilot was asked for by \
her captain, who was told that nobody was on duty after midnight.

Schoolteacher Delia Marsh, travelling with 31 pupils, told of a long, soft push, as if a hand had been put on the ship. \
Two passengers were treated at the clinic in Sund for cold, but nobody was hurt. In October the company that operates the \
line, Ellery Crossings, reportedly cut its winter crew by a third. On Tuesday evening it could not be reached.

On Wednesday divers will examine the hull. The islanders depend until then on a smaller boat without cars, and within a \
day the price of fresh bread in Sund climbed from three crowns to five. An inquiry, its third into the same line in seven \
years, was promised by the transport ministry. The first two finished with no report."""
OTHER_REPORT = """Passengers of the Marta Lind spoke on Tuesday of hours on a dark deck. "We sang with the pupils so that \
they would not look at the water," one of the teachers remembered. Boats from Sund, most of them out for herring, had \
answered a call on the radio and took 212 people off. Nobody died.

The grounding is the third mishap of Ellery Crossings since the spring. Its manager, Tilda Roan, told a radio station that \
storms had shifted the bank and that charts were out of date. Sailors at Port Ellery pointed at the dark pilot house. \
Transport officials met through the morning. They want to hear the captain first."""
QUOTATION = (
    "“We have waited eleven years for this crossing, and nobody who stood on that quay will forget what it cost. "
    "I ask the company to open its books, and I ask the minister to read them before he signs anything again,”"
)
RELEASE = (
    "The company said in a press release that it would build forty new landing stages over the next three years, that "
    "each of them would be staffed by at least two people, and that the first would open before the autumn storms."
)
STANDING = (
    "The desk corrects mistakes promptly and openly. Readers who find an error are asked to write to the standards "
    "editor, who replies within two working days; the address stands at the foot of every page."
)

NOTE = (
    "Editor’s note: The Marta Lind Fund pays for the reports of three of our writers on ferries, harbors and the 14 islands "
    "of Calverra, and Tilda Roan, who leads it, once sat on the board of Ellery Crossings and still holds 2 percent of it."
)
TITLE = (
    "{} Teo Brandvold, First Secretary of the Central Committee of the Miners’ Party of Calverra and President of the "
    "Council of State of the Free Republic of Calverra, {}"
)


def edge(left: dict[str, Any], right: dict[str, Any]) -> Copy | None:
    found, _ = copies.trace([article("a", **left), article("b", **right)], OPTIONS)
    return found[0] if found else None


RELATIONS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("verbatim", {"text": FERRY}, {"text": FERRY.replace("“", '"').replace("”", '"')}),
    ("edited", {"text": FERRY}, {"text": FERRY.replace("brought ashore", "carried to land").replace("212", "221")}),
    ("excerpt", {"text": FERRY}, {"text": f"{FIRST}\n\nMore news in the evening."}),
    ("embedding", {"text": FERRY}, {"text": f"{GARDEN}\n\n{FERRY}"}),
    ("version", WIRE, WIRE | {"text": FERRY.replace("212 people", "214 people"), "title": "UPDATE 1-Ferry aground"}),
    ("rewrite", {"text": FERRY}, {"text": REWRITE}),
    ("translation", {"text": FERRY, "language": "en"}, {"text": GERMAN, "language": "de"}),
]


@pytest.mark.parametrize(("relation", "left", "right"), RELATIONS, ids=[row[0] for row in RELATIONS])
def test_each_relation_is_told_with_spans_shares_and_a_score(
    relation: str, left: dict[str, Any], right: dict[str, Any]
) -> None:
    copy = edge(left, right)
    assert copy is not None
    assert copy.relation == relation
    assert copy.shared
    assert 0 < copy.score < 1
    assert 0 < copy.left_share <= 1
    assert 0 < copy.right_share <= 1


NONE: list[tuple[str, str, str]] = [
    ("independent reports of one event", FERRY, OTHER_REPORT),
    ("one quotation in both", f"{MINE} {QUOTATION} Brandvold said.", f"{QUOTATION} she told the crowd. {GARDEN}"),
    ("one press release in both", f"{MINE}\n\n{RELEASE}", f"{RELEASE}\n\n{GARDEN}"),
    ("one standing line in both", f"{MINE}\n\n{STANDING}", f"{GARDEN}\n\n{STANDING}"),
    ("one editor's note in both", f"{MINE}\n\n{NOTE}", f"{NOTE}\n\n{GARDEN}"),
    (
        "one person with a long title in both",
        f"{MINE} {TITLE.format('A letter came from', 'on Monday.')}",
        f"{TITLE.format('The gardeners wrote to', 'who did not answer.')} {GARDEN}",
    ),
]


@pytest.mark.parametrize(("why", "left", "right"), NONE, ids=[row[0] for row in NONE])
def test_what_two_texts_share_for_another_reason_is_no_copy(why: str, left: str, right: str) -> None:
    assert edge({"text": left}, {"text": right}) is None, why


@pytest.mark.parametrize(("sites", "found"), [(("one.example",) * 2, False), (("one.example", "two.example"), True)])
def test_a_passage_that_two_pages_of_one_site_share_is_that_houses_own(sites: tuple[str, str], found: bool) -> None:
    taken = FIRST[FIRST.index("The vessel") :]
    left, right = f"{MINE} {GARDEN} {taken}", f"{taken} {FERRY[len(FIRST) :]} {OTHER_REPORT} {REWRITE[:300]}"
    copy = edge({"text": left, "site": sites[0]}, {"text": right, "site": sites[1]})
    assert (copy is not None) == found


LONG = (
    f"{FERRY} The account could not be independently verified. State media said that nobody was to blame. The line "
    "lost 3 percent of its passengers after Sept. 9."
)
EDITS: list[tuple[str, str, str, str]] = [
    ("punctuation", "ship,” said", 'ship", said', "other marks"),
    ("punctuation", "harbor master", "Harbor Master", "capitals"),
    ("punctuation", "212 people", "two hundred and twelve people", "a figure in words"),
    ("punctuation", "in seven years", "in 7 years", "a word in figures"),
    ("punctuation", "3 percent of", "3% of", "a percent sign"),
    ("punctuation", "after Sept. 9", "after September 9", "a month written out"),
    ("punctuation", "aground on Tuesday", "aground Tuesday", "a weekday without its preposition"),
    ("spelling", "harbor", "harbour", "another spelling"),
    ("number", "212", "221", "turned figures"),
    ("number", "three crowns", "four crowns", "another number in words"),
    ("number", "31 pupils", "thirteen pupils", "another number in another writing"),
    ("name", "Delia Marsh", "Dora Finch", "another person"),
    ("name", "Ellery Crossings", "Brandvold Lines", "another company"),
    ("place", "the clinic in Sund", "the clinic in Velmar", "another town"),
    ("place", "the island of Sund", "the island of Morl", "a name that stands as a place elsewhere"),
    ("date", "hull on Wednesday", "hull on 2 April", "a weekday that became a day"),
    ("date", "in October", "in November", "another month"),
    ("date", "last week's storms", "this week's storms", "another week"),
    ("quotation", "a long, soft push", "a terrible hard push", "words that somebody said"),
    ("hedge", ", reportedly cut", ", cut", "an adverb of doubt"),
    ("hedge", " The account could not be independently verified.", "", "what was not verified"),
    ("attribution", "State media said that nobody", "Nobody", "state media"),
    ("attribution", ", according to harbor master Joon Ostrander", "", "according to"),
    ("attribution", " before dawn, the coast guard said", " before dawn", "who said it"),
    ("added", SECOND, f"{SECOND}\n\nA fisherman who had brought forty of them ashore went back to sea.", "a paragraph"),
    ("dropped", f"{SECOND}\n\n", "", "a paragraph"),
    ("moved", f"{SECOND}\n\n{THIRD}", f"{THIRD}\n\n{SECOND}", "a paragraph"),
    ("planted", "Divers will", "Divers,Zandora will", "a brand after a comma"),
    ("planted", "212 people", "212Zandora people", "a brand at a figure"),
    ("wording", "struck a sandbank", "hit a sandbank", "another word"),
]


@pytest.mark.parametrize(("kind", "before", "after", "why"), EDITS, ids=[f"{row[0]}: {row[3]}" for row in EDITS])
def test_each_edit_is_classed_by_what_it_changes(kind: str, before: str, after: str, why: str) -> None:
    assert before in LONG
    copy = copies.compare(LONG, LONG.replace(before, after, 1))
    assert copy is not None
    assert kind in {edit.kind for edit in copy.edits}, why
    assert {edit.kind for edit in copy.edits} <= {kind, "punctuation"}, why


def test_house_style_alone_leaves_a_text_verbatim() -> None:
    styled = LONG.replace("212 people", "two hundred and twelve people").replace("Sept. 9", "September 9")
    copy = copies.compare(LONG, styled)
    assert copy is not None
    assert copy.relation == "verbatim"


def page(record: str, title: str, *words: str) -> Article:
    rows = (
        Evidence(rule="restore.planted.word", quote=word, locus="page", where=Span(start=0, end=len(word)))
        for word in words
    )
    return article(record, FERRY, title=title, planted=tuple(rows))


def test_a_changed_headline_and_strings_that_restoring_took_out_are_shown_with_the_edits() -> None:
    copy = copies.pair(
        page("a", "Ferry aground"), page("b", "Night ferry hits sandbank", "Zandora", "Zandora"), OPTIONS
    )
    assert copy is not None
    assert [(edit.kind, edit.before, edit.after) for edit in copy.edits] == [
        ("headline", "Ferry aground", "Night ferry hits sandbank"),
        ("planted", "", "Zandora"),
    ]
    assert copy.relation == "verbatim"


def test_planted_strings_count_once_for_the_direction() -> None:
    copy = copies.pair(page("a", "Ferry"), page("b", "Ferry", "Zandora"), OPTIONS)
    assert copy is not None
    assert [each.rule for each in copy.evidence].count("copies.direction.planted") == 1
