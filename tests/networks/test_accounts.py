"""Accounts of analytics and advertising: read from a page's source, and what sharing one means."""

from firsthand import networks
from firsthand.model import Article, Evidence, Outlet, Span, Tables
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
