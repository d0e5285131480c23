"""Accounts of analytics and advertising: read from a page's source, and what sharing one means."""

import pytest

from firsthand import networks
from firsthand.model import Article, Declared, Evidence, Outlet, Span, Tables
from firsthand.restore import identifiers

PAGE = """<script>gtag('config', 'UA-1234567-3'); gtag('config', 'G-AB12CD34EF')</script>
<ins data-ad-client="ca-pub-1234567890123456"></ins> <p>The A-10 and the G-SUMMITS of UA-flights.</p>"""


def test_accounts_are_read_by_their_form_with_their_place() -> None:
    found = identifiers.read(PAGE)
    assert [(each.rule.rpartition(".")[2], each.quote) for each in found] == [
        ("analytics", "UA-1234567"),
        ("analytics", "G-AB12CD34EF"),
        ("advertising", "pub-1234567890123456"),
    ]
    assert all(each.where is not None and each.where.of(PAGE) == each.quote for each in found)


def test_a_page_that_lists_accounts_has_none_of_its_own() -> None:
    assert identifiers.read(" ".join(f"UA-{number}-1" for number in range(10_000, 10_040))) == ()


def page(site: str, *ids: tuple[str, str]) -> Article:
    seen = tuple(
        Evidence(rule=f"restore.identifier.{kind}", quote=name, locus="page", where=Span(start=0, end=1))
        for kind, name in ids
    )
    return Article(record=site, text=f"News of {site}.", blocks=(), site=site, identifiers=seen)


BOTH = (("analytics", "UA-1234567"), ("advertising", "pub-1234567890123456"))


def test_the_same_who_counts_and_who_is_paid_make_one_operation() -> None:
    found = networks.find([page("one.example", *BOTH), page("two.example", *BOTH), page("three.example")])
    assert [each.sites for each in found] == [("one.example", "two.example")]
    assert {each.rule for each in found[0].evidence} == {"networks.analytics.account", "networks.advertising.account"}


def test_one_shared_account_alone_joins_nothing() -> None:
    assert networks.find([page("one.example", BOTH[0]), page("two.example", BOTH[0])]) == ()


def test_accounts_that_many_sites_have_are_a_platforms() -> None:
    pages = [page(f"site{number}.example", *BOTH) for number in range(30)]
    pages += [page(f"other{number}.example") for number in range(30)]
    assert networks.find(pages) == ()


def test_an_account_in_ads_txt_meets_the_same_account_in_a_page() -> None:
    row = Outlet(name="Two", domain="two.example", accounts=("google.com:pub-1234567890123456",))
    pages = [page("one.example", *BOTH), page("two.example", BOTH[0])]
    found = networks.find(pages, networks.Options(tables=Tables(outlets=(row,))))
    assert [each.sites for each in found] == [("one.example", "two.example")]


OWN = "google.com:pub-1234567890123456"
HOUSE = tuple(f"adhouse.example:{number}" for number in range(200))


def declared(site: str, *direct: str, resold: tuple[str, ...] = (), **said: str) -> Declared:
    rows = [("direct", each) for each in direct] + [("reseller", each) for each in resold] + list(said.items())
    lines = (
        Evidence(rule=f"restore.ads.{kind}", quote=what, record=f"ads_{site}", locus="page") for kind, what in rows
    )
    return Declared(site=site, said=tuple(lines))


def joined(*files: Declared, sites: tuple[str, ...] = ("one.example", "two.example")) -> list[tuple[str, ...]]:
    """The sites of all networks, where the two sites have one analytics account and these files."""
    pages = [page(site, BOTH[0]) for site in sites] + [page("other.example")]
    return [each.sites for each in networks.find(pages, networks.Options(tables=Tables(declared=files)))]


TWO = ("one.example", "two.example")
FILES: list[tuple[tuple[Declared, ...], bool, str]] = [
    ((declared("one.example", OWN), declared("two.example", OWN)), True, "one account that both call their own"),
    ((declared("one.example", OWN), declared("two.example", "google.com:pub-9")), False, "two accounts"),
    (
        (declared("one.example", OWN, resold=HOUSE), declared("two.example", "google.com:pub-9", resold=HOUSE)),
        False,
        "two hundred lines of resellers that everybody has",
    ),
    (
        (
            declared("one.example", OWN),
            declared("two.example", OWN),
            declared("far.example", "google.com:pub-9", resold=(OWN,)),
        ),
        False,
        "an account that a third site has as a reseller's",
    ),
    (
        (declared("one.example", OWN, manager="ads.example"), declared("two.example", OWN, manager="ads.example")),
        False,
        "one account in two files that one manager keeps",
    ),
    ((declared("one.example", owner="lake.example"), declared("two.example", owner="lake.example")), True, "one owner"),
    ((declared("one.example", owner="two.example"),), True, "one names the other as its owner"),
    (
        (declared("one.example", OWN, owner="lake.example"), declared("two.example", OWN, owner="hill.example")),
        False,
        "two declared owners outweigh one account",
    ),
]


@pytest.mark.parametrize(("files", "found", "why"), FILES, ids=[row[2] for row in FILES])
def test_an_ads_txt_joins_sites_only_by_what_is_their_own(files: tuple[Declared, ...], found: bool, why: str) -> None:
    assert joined(*files) == ([TWO] if found else []), why


def test_an_ads_txt_speaks_for_the_parts_of_its_host() -> None:
    files = (declared("one.example", OWN), declared("two.example", OWN))
    assert joined(*files, sites=("news.one.example", "two.example")) == [("news.one.example", "two.example")]


def test_the_line_of_an_ads_txt_is_shown_with_the_file_that_it_stands_in() -> None:
    files = (declared("one.example", OWN), declared("two.example", OWN))
    pages = [page("one.example", BOTH[0]), page("two.example", BOTH[0])]
    found = networks.find(pages, networks.Options(tables=Tables(declared=files)))[0]
    lines = [each for each in found.evidence if each.rule == "networks.advertising.account"]
    assert {each.record for each in lines} == {"ads_one.example", "ads_two.example"}


def test_forty_sites_of_one_advertising_house_are_forty_sites() -> None:
    names = [f"site{number:02}.example" for number in range(40)]
    files = tuple(declared(name, "adhouse.example:own", f"google.com:pub-{name}", resold=HOUSE) for name in names)
    pages = [page(name, ("analytics", f"UA-55{number:02}")) for number, name in enumerate(names)]
    assert networks.find(pages, networks.Options(tables=Tables(declared=files))) == ()
