"""Which sites end in one network, on invented pages of invented farms and papers."""

import random
from collections.abc import Sequence

import pytest

from firsthand import networks
from firsthand.model import (
    Article,
    Block,
    Evidence,
    Furniture,
    Item,
    Network,
    Outlet,
    Reactions,
    Role,
    Span,
    Tables,
)

NOUNS = (
    "heron kettle lantern orchard pebble quarry ribbon saddle tunnel violin walnut anchor basket cactus drum".split()
)
VERBS = "finds drops sells paints hides loses mends rides weighs opens closes counts".split()


def titles(pool: str, first: int, count: int) -> list[str]:
    """Return titles of one pool: the same numbers give the same titles."""
    rng = random.Random(pool)
    rows = [
        f"{pool} {rng.choice(NOUNS)} {rng.choice(VERBS)} the {rng.choice(NOUNS)} of {rng.choice(NOUNS)} {n}"
        for n in range(200)
    ]
    return rows[first : first + count]


class Page:
    """Builds one page as text, with the blocks and furniture that restoring would find in it."""

    def __init__(self, record: str) -> None:
        self.record, self.text = record, ""
        self.blocks: list[Block] = []
        self.evidence: list[Evidence] = []

    def line(self, text: str, role: Role = "furniture", field: str | None = None) -> Span:
        """Add a line and return its place."""
        place = Span(start=len(self.text), end=len(self.text) + len(text))
        self.text += text + "\n"
        span = Span(start=0, end=len(text)) if role == "paragraph" else None
        self.blocks.append(Block(role=role, text=text, place=place, span=span, rule="test"))
        if field:
            self.evidence.append(Evidence(rule=f"restore.furniture.{field}", quote=text, locus="page", where=place))
        return place

    def items(self, rows: Sequence[str]) -> tuple[Item, ...]:
        """Add a list."""
        return tuple(Item(text=row, place=self.line(row)) for row in rows)


def farm(
    brand: str,
    number: int = 0,
    *,
    counter: str = "soFine!",
    words: tuple[str, str, str] = ("Related", "Ranking", "Recommendation"),
    crumb: str = "Now at:Start > ",
    pool: str = "p",
    site: str | None = None,
    planted: str | None = None,
) -> Article:
    """Return a page of a farm whose template glues path, section, headline and brand."""
    page = Page(f"page_{brand}_{number}")
    title = f"Harbor mayor number {number} orders a new bell for {brand} town"
    page.line(f"{crumb}Money{title} -{brand}", field="breadcrumb")
    page.line(title, "title")
    page.line("Coined View", field="views")
    page.line("Stamp:2031-02-03 04:05:06", field="claimed")
    page.line("The mayor said on Monday that the old bell had cracked and would be melted.", "paragraph")
    page.line(f"{counter} ({number + 7})", field="reactions")
    lists = []
    for at, (word, count) in enumerate(zip(words, (9, 8, 8), strict=True)):
        page.line(word)
        lists.append(page.items(titles(pool, (number * 7 + at * 11) % 60, count)))
    spot = Evidence(rule="restore.planted.word", quote=planted, locus="page") if planted else None
    return Article(
        record=page.record,
        title=title,
        text="The mayor said on Monday that the old bell had cracked and would be melted.",
        blocks=tuple(page.blocks),
        site=site,
        url=f"https://{site}/money/{number + 30000}.html" if site else None,
        planted=(spot,) if spot else (),
        furniture=Furniture(
            section="Money",
            brand=brand,
            views="Coined View",
            claimed="2031-02-03 04:05:06",
            reactions=Reactions(label=counter, count=number + 7),
            related=lists[0],
            ranking=lists[1],
            recommendation=lists[2],
            labels=(
                ("related", words[0]),
                ("ranking", words[1]),
                ("recommendation", words[2]),
                ("claimed", "Stamp:"),
                ("reactions", counter),
            ),
            evidence=tuple(page.evidence),
        ),
    )


def paper(site: str, number: int = 0, pool: str | None = None) -> Article:
    """Return a page of an honest paper on a common theme: plain words, its own list."""
    page = Page(f"page_{site}_{number}")
    title = f"Council of {site} votes {number} times on one bridge"
    for text in ("Home", "News", "Sport", "Share this:", "Leave a Reply Cancel reply"):
        page.line(text)
    page.line(f"Home / News / {title}")
    page.line(title, "title")
    page.line("Posted on March 3, 2031", field="claimed")
    page.line("The council voted on Tuesday, for the second time this year, on the old bridge.", "paragraph")
    page.line("Related")
    related = page.items(titles(pool or site, number * 5, 5))
    page.line("Your email address will not be published. Required fields are marked *")
    page.line("Proudly powered by WordPress")
    return Article(
        record=page.record,
        title=title,
        text="The council voted on Tuesday, for the second time this year, on the old bridge.",
        blocks=tuple(page.blocks),
        site=site,
        url=f"https://{site}/2031/03/council-votes-on-one-bridge-{number}",
        furniture=Furniture(
            section="News", related=related, labels=(("related", "Related"),), evidence=tuple(page.evidence)
        ),
    )


def sites(found: Sequence[Network]) -> list[tuple[str, ...]]:
    """Return the sites of each network."""
    return [network.sites for network in found]


def test_two_brands_with_one_page_each_make_one_network() -> None:
    assert sites(networks.find([farm("Zibbo", pool="a"), farm("Quentle", pool="b")])) == [("Quentle", "Zibbo")]


def test_the_network_is_found_among_papers_too() -> None:
    pile = [paper(f"paper{n}.example", k) for n in range(12) for k in range(3)]
    assert sites(networks.find([*pile, farm("Zibbo", pool="a"), farm("Quentle", pool="b")])) == [("Quentle", "Zibbo")]


def test_one_template_with_other_label_words_is_another_network() -> None:
    other = {
        "counter": "muchWow!",
        "words": ("See Also", "Hot Shelf", "Chosen"),
        "crumb": "Place:Front > ",
        "pool": "q",
    }
    pile = [farm(brand, n) for brand in ("Zibbo", "Quentle") for n in range(3)]
    pile += [farm(brand, n, **other) for brand in ("Morvex", "Tandle") for n in range(3)]  # type: ignore[arg-type]
    assert sorted(sites(networks.find(pile))) == [("Morvex", "Tandle"), ("Quentle", "Zibbo")]


def test_papers_on_a_common_theme_are_not_joined() -> None:
    assert networks.find([paper(f"paper{n}.example", k) for n in range(8) for k in range(4)]) == ()


def test_two_papers_alone_on_a_common_theme_are_not_joined() -> None:
    assert networks.find([paper("north.example"), paper("south.example")]) == ()


def test_papers_that_print_one_agencys_titles_are_not_joined() -> None:
    pile = [paper(f"paper{n}.example", k, pool="wire") for n in range(8) for k in range(4)]
    assert networks.find(pile) == ()


def test_the_order_of_input_changes_nothing() -> None:
    pile = [farm(brand, n) for brand in ("Zibbo", "Quentle", "Ambro") for n in range(3)]
    pile += [paper(f"paper{n}.example", k) for n in range(4) for k in range(2)]
    expected = networks.find(pile)
    for seed in range(3):
        random.Random(seed).shuffle(pile)
        assert networks.find(pile) == expected


def test_a_page_given_twice_counts_once() -> None:
    pile = [farm("Zibbo"), farm("Quentle")]
    assert networks.find(pile + pile) == networks.find(pile)


def test_a_dump_goes_by_the_host_that_prints_its_brand() -> None:
    pile = [farm("Zibbo", 1), farm("Zibbo", 2, site="zibbo.example"), farm("Quentle", 1)]
    assert sites(networks.find(pile)) == [("Quentle", "zibbo.example")]


def test_one_site_alone_is_no_network() -> None:
    assert networks.find([farm("Zibbo", 1), farm("Zibbo", 2, site="zibbo.example")]) == ()


def test_a_host_and_a_part_of_it_are_no_network() -> None:
    pile = [farm("Zibbo", 1, site="zibbo.example"), farm("Zibbo", 2, site="m.zibbo.example")]
    assert networks.find(pile) == ()


def test_pages_without_site_and_brand_stand_for_themselves() -> None:
    pages = [farm(brand) for brand in ("Zibbo", "Quentle")]
    bare = [_without_brand(page) for page in pages]
    assert sites(networks.find(bare)) == [tuple(sorted(page.record for page in bare))]


def _without_brand(page: Article) -> Article:
    blocks = tuple(block for block in page.blocks if not block.text.startswith("Now at:"))
    old = page.furniture
    furniture = Furniture(
        reactions=old.reactions,
        related=old.related,
        ranking=old.ranking,
        recommendation=old.recommendation,
        labels=old.labels,
        evidence=old.evidence,
    )
    return Article(record=page.record, title=page.title, text=page.text, blocks=blocks, furniture=furniture)


@pytest.mark.parametrize(
    ("owners", "joined"),
    [((None, None), True), (("Tern House", "Tern House"), False), (("Tern House", "Gull Trust"), True)],
)
def test_a_known_common_owner_explains_a_template(owners: tuple[str | None, str | None], joined: bool) -> None:
    pile = [farm(name, n, site=f"{name.lower()}.example") for name in ("Zibbo", "Quentle") for n in range(2)]
    outlets = tuple(
        Outlet(name=name, domain=f"{name.lower()}.example", owner=owner)
        for name, owner in zip(("Zibbo", "Quentle"), owners, strict=True)
    )
    found = networks.find(pile, networks.Options(tables=Tables(outlets=outlets)))
    assert bool(found) is joined
    if owners[0] != owners[1]:
        assert "networks.against.owners" in {each.rule for each in found[0].against}


def test_a_label_of_the_outlets_table_is_shown_and_not_counted() -> None:
    outlet = Outlet(name="Zibbo", domain="zibbo.example", label="The Bell Group")
    found = networks.find([farm("Zibbo"), farm("Quentle")], networks.Options(tables=Tables(outlets=(outlet,))))
    shown = [each for each in found[0].evidence if each.rule == "networks.label.outlets"]
    assert [each.weight for each in shown] == [0.0]
    assert found[0].score == networks.find([farm("Zibbo"), farm("Quentle")])[0].score


def test_a_word_planted_in_one_site_that_is_the_name_of_the_other_is_the_strongest_signal() -> None:
    found = networks.find([farm("Zibbo", planted="Quentle"), farm("Quentle")])
    assert found[0].evidence[0].rule == "networks.planted.brand"


def test_evidence_quotes_the_very_characters_of_the_page() -> None:
    pile = {page.record: page for page in (farm("Zibbo", 1), farm("Quentle", 2))}
    lines = {(page.record, block.place.start): block.text for page in pile.values() for block in page.blocks}
    found = networks.find(list(pile.values()))
    placed = [each for each in found[0].evidence if each.locus == "page" and each.where is not None]
    assert len(placed) > 10
    assert all(each.quote in lines[each.record or "", each.where.start] for each in placed if each.where)


def test_every_site_of_a_network_is_shown_in_its_evidence() -> None:
    brands = ["Zibbo", "Quentle", "Ambro", "Dunnel", "Fesk", "Gorm"]
    found = networks.find([farm(brand, n) for brand in brands for n in range(2)])
    shown = {record.split("_")[1] for each in found[0].evidence if (record := each.record)}
    assert shown == set(brands)


def test_a_large_network_is_one_network() -> None:
    pile = [farm(f"Brand{n}x", n, site=f"brand{n}x.example") for n in range(60)]
    found = networks.find(pile)
    assert [len(network.sites) for network in found] == [60]


def test_no_articles_make_no_networks() -> None:
    assert networks.find([]) == ()
