"""What one page shows travels in a small form, and only what two sites show is kept."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from firsthand import networks
from firsthand.archive import codec
from firsthand.model import Article, Block, Evidence, Furniture, Item, Span
from firsthand.networks.collect import MOST_TITLES, collect
from firsthand.networks.forms import form_of
from firsthand.networks.page import Shown
from firsthand.networks.showing import shown
from firsthand.text.normalise import visible


def page(number: int, site: str, lines: tuple[str, ...], titles: tuple[str, ...] = ()) -> Article:
    """Return a page with some furniture lines and a related list."""
    blocks = tuple(
        Block(role="furniture", text=text, place=Span(start=100 * at, end=100 * at + len(text)), rule="test")
        for at, text in enumerate(lines)
    )
    related = tuple(Item(text=text, place=Span(start=90_000, end=90_001)) for text in titles)
    return Article(
        record=f"page_{number:03d}", text="Nobody came.", blocks=blocks, site=site, furniture=Furniture(related=related)
    )


def as_json(work: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
    """Hand out like an archive that keeps every result as JSON."""
    return (codec.load(Shown, codec.dump(work(item))) for item in items)


def test_networks_are_the_same_whoever_keeps_what_the_pages_show() -> None:
    glued = "Now at:Start > MoneyBell melts"
    pile = [
        page(n, f"site{n % 4}.example", (glued, "soOdd! (3)", f"line {n}"), ("An old bell melts twice",))
        for n in range(12)
    ]
    found = networks.find(pile)
    assert len(found) == 1
    assert networks.find(pile, networks.Options(spread=as_json)) == found
    assert networks.find(iter(pile[::-1])) == found


def test_a_signal_of_one_site_alone_is_not_kept() -> None:
    sites = collect(map(shown, [page(1, "a.example", ("Both", "Mine:here")), page(2, "b.example", ("Both",))]), 0.2)
    assert [sorted(what for _, what in site.signals) for site in sites] == [["Both"], ["Both"]]


def test_an_account_of_one_site_alone_is_kept_because_a_table_may_name_it_for_another() -> None:
    account = Evidence(rule="restore.identifier.advertising", quote="pub-0000000000000001", locus="page")
    article = Article(record="page_1", text="Nobody came.", blocks=(), site="a.example", identifiers=(account,))
    assert [key for site in collect([shown(article)], 0.2) for key in site.signals] == [
        ("networks.advertising.account", "pub-0000000000000001")
    ]


def test_a_line_on_too_few_of_a_sites_pages_is_not_its_template() -> None:
    pages = [page(n, "a.example", ("Often",)) for n in range(9)] + [page(9, "a.example", ("Once",))]
    sites = collect(map(shown, [*pages, page(10, "b.example", ("Often", "Once"))]), 0.2)
    assert [sorted(what for _, what in site.signals) for site in sites] == [["Often"], ["Often"]]


def test_a_page_that_comes_twice_counts_once_and_a_large_site_keeps_some_titles_only() -> None:
    titles = tuple(f"the {n} old bells of town" for n in range(90))
    pages = [page(n, "a.example", ("Home",), tuple(f"{title} {n}" for title in titles)) for n in range(30)]
    (site,) = collect(map(shown, [*pages, *pages]), 0.2)
    assert (len(site.pages), site.titles) == (30, MOST_TITLES)


def test_no_pages_make_no_sites() -> None:
    assert collect([], 0.2) == []
    assert networks.find([]) == ()


def slow_slots(text: str, slots: tuple[tuple[str, str], ...]) -> str:
    """Return a line with its slots taken out, one after another, as plainly as can be."""
    line = visible(text)
    for name, value in sorted(slots, key=lambda slot: (-len(slot[1]), slot)):
        line = re.sub(re.escape(value), f"⟨{name}⟩", line, flags=re.IGNORECASE)
    return line


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("KELVIN Gazette: here", "kelvin gazette"),
        ("\u212aELVIN Gazette: here", "kelvin gazette"),  # the Kelvin sign is a k where case does not count
        ("\u0130stanbul Post: here", "istanbul post"),
        ("istanbul post: here", "\u0130STANBUL POST"),
        ("stra\u00dfe: here", "STRASSE"),
        ("me\u017f\u017fenger: here", "messenger"),
        ("Title: title", "TITLE"),
        ("brand: Brand ⟩x", "brand"),
    ],
)
def test_a_slot_is_taken_out_as_a_search_that_ignores_case_would(text: str, value: str) -> None:
    slots = (("title", value), ("section", "here"))
    expected = form_of(slow_slots(text, slots), ())
    assert form_of(text, slots) == expected
