"""Invented news for the tests of copies, and builders for articles."""

from typing import Any

from firsthand.model import Agency, Article, Credit, Dateline, Span

FERRY = """PORT ELLERY, Calverra — The night ferry between Port Ellery and the island of Sund ran aground on Tuesday, and \
all 212 people aboard were brought ashore by fishing boats before dawn, the coast guard said. The vessel, the 40-year-old \
Marta Lind, struck a sandbank that had moved during last week's storms, according to harbor master Joon Ostrander. Her \
captain had asked for a pilot and was told that none was on duty after midnight.

“I felt a long, soft push, as if somebody had put a hand on the ship,” said Delia Marsh, a schoolteacher who was \
travelling with 31 pupils. Nobody was hurt, but two passengers were treated for cold at the clinic in Sund. The company \
that runs the line, Ellery Crossings, reportedly cut its winter crew by a third in October. It could not be reached for \
comment on Tuesday evening.

Divers will look at the hull on Wednesday. Until then the islanders depend on a smaller boat that carries no cars, and \
the price of fresh bread in Sund rose from three crowns to five within a day. The transport ministry has promised an \
inquiry, its third into the same line in seven years. The first two ended without a report."""

MINE = """Miners in the Orrin valley have voted to end a strike that closed four pits for nineteen weeks, their union \
announced on Friday. Of 3,140 members who cast a vote in the town halls of Orrin and Little Tarn, 61 percent accepted an \
offer that raises wages by 4.5 percent and brings back free coal for pensioners. Teo Brandvold, who led the strike, said \
that he had hoped for more and would not stand again. The owners, Tarn Minerals, welcomed the result in a short note to \
investors. Work is to begin again on the first Monday in June, once the pumps have cleared water from the lower levels. \
Three of the four pits flooded in March, when engineers walked out as well. Shops in Little Tarn had given credit to \
some 900 families, and a baker there keeps a book of debts that fills 74 pages. The regional bank has offered to take \
them over without interest until the end of next year."""

GARDEN = """A garden that was planted on the roof of a parking house in Velmar has become home to eleven kinds of wild \
bees, among them one that was thought to have died out in the country forty years ago. Students found the insect in a \
crack between two planters while they were counting ants for a course in statistics. Professor Imre Halloway, who leads \
the department of biology, called it the cheapest discovery of his life. The city now wants to leave the planters where \
they are, although the roof was to be sealed in spring. A museum has asked for two of the animals. The gardeners, most \
of them pensioners from the houses across the street, have put up a sign that asks visitors not to lean on the wall. \
They water the beds with rain from an old brewery tank that a neighbour gave them."""

GERMAN = """PORT ELLERY, Calverra — Die Nachtfähre zwischen Port Ellery und der Insel Sund ist am Dienstag auf Grund \
gelaufen, alle 212 Menschen an Bord wurden vor Morgengrauen von Fischerbooten an Land gebracht, wie die Küstenwache \
mitteilte. Das Schiff, die 40 Jahre alte Marta Lind, traf nach Angaben von Hafenmeister Joon Ostrander auf eine \
Sandbank. Ihr Kapitän hatte einen Lotsen verlangt.

„Ich spürte einen langen, weichen Stoß“, sagte die Lehrerin Delia Marsh, die mit 31 Schülern reiste. Verletzt wurde \
niemand, doch zwei Reisende wurden in Sund behandelt. Die Reederei, Ellery Crossings, soll ihre Mannschaft im Oktober \
um ein Drittel verkleinert haben. Sie war am Dienstagabend nicht zu erreichen."""

AGENCIES = (
    Agency(id="lpa", name="Lantern Press Agency", forms=("LPA", "Lantern Press Agency"), domains=("lantern.example",)),
    Agency(id="cvn", name="Calverra News", forms=("CVN", "Calverra News"), domains=("cvn.example",), kind="state"),
)


def article(record: str, text: str, **more: Any) -> Article:
    """An article with the given text and whatever else a test needs."""
    return Article(record=record, text=text, blocks=(), **more)


def dateline(text: str, agency: str | None = None) -> Dateline:
    """The dateline that opens the text."""
    end = text.index("—") + 1
    return Dateline(place=text[: end - 2], agency=agency, where=Span(start=0, end=end))


def credit(text: str, agency: str | None) -> Credit:
    """An agency credit."""
    return Credit(text=text, agency=agency, evidence=())


def numbered() -> list[Article]:
    """A few texts of one story and of others."""
    paragraphs = FERRY.split("\n\n")
    return [
        article("p1", FERRY, dateline=dateline(FERRY, "lpa")),
        article("p2", FERRY.replace("Tuesday", "2025-04-01").replace("212", "221")),
        article("p3", "\n\n".join(paragraphs[:2])),
        article("p4", MINE),
        article("p5", MINE + "\n\n" + paragraphs[1]),
        article("p6", GARDEN),
        article("p7", FERRY),
        article("p8", "\n\n".join(reversed(paragraphs))),
    ]
