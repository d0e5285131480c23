"""The invented world: agencies, outlets, farms, office holders and stories, and the settings file that names them."""

from __future__ import annotations

from dataclasses import dataclass

from .nouns import Outlet

WEEK = ("2024-03-04", "2024-03-10")

# id, name, forms, domain, kind, country
AGENCIES = (
    ("cvn", "Corvane Newswire", ("CVN", "Corvane Newswire"), "corvane.example", "agency", "Corvane"),
    ("nmp", "Northmere Press", ("NMP", "Northmere Press"), "northmerepress.example", "agency", "Velmark"),
    ("lpa", "Lantern Press Agency", ("LPA", "Lantern Press Agency"), "lanternpress.example", "agency", "Marenga"),
    ("tsna", "Tarsova State News Agency", ("TSNA", "Tarsova State News Agency"), "tsna.example", "state", "Tarsova"),
)

# title, holder, country, first, last
OFFICES = (
    ("President", "Edda Corrin", "Corvane", "2019-11-10", "2024-11-30"),
    ("Governor of the Bank of Corvane", "Tomas Wexley", "Corvane", "2020-04-01", "2025-03-31"),
    ("President", "Orest Valchev", "Tarsova", "2012-06-02", None),
    ("Foreign Minister", "Jorun Haldane", "Velmark", "2022-09-15", "2024-12-20"),
    ("Health Minister", "Britte Solvang", "Velmark", "2021-10-04", "2024-06-11"),
    ("Premier", "Maeve Tarrant", "Ilmery", "2020-02-17", "2025-01-15"),
    ("President", "Rosaura Beltrán", "Marenga", "2019-08-01", "2024-07-31"),
)


def _outlets(owner: str | None, *rows: tuple[str, str, str, str]) -> tuple[Outlet, ...]:
    return tuple(Outlet(name, domain, owner, template, tag) for name, domain, template, tag in rows)


HONEST = (
    *_outlets(
        "Tidewater Media",
        ("Harbor Ledger", "harborledger.example", "jsonld", ""),
        ("Brannock Courier", "brannockcourier.example", "jsonld", ""),
        ("Selm Evening Post", "selmeveningpost.example", "jsonld", "modified"),
    ),
    *_outlets(
        "Kestrel Group",
        ("The Aldersund Standard", "aldersundstandard.example", "microdata", "dotted"),
        ("Velmark Daily Review", "velmarkreview.example", "opengraph", "modified"),
        ("Aldersunder Bote", "aldersunderbote.example", "bare", "windows-1252"),
    ),
    *_outlets(
        "Broadgate Holdings",
        ("Continental Dispatch", "continentaldispatch.example", "soup", "dash"),
        ("Fellmoor Mirror", "fellmoormirror.example", "opengraph", ""),
        ("The Gannet", "thegannet.example", "soup", ""),
    ),
    *_outlets(
        None,
        ("El Faro de Lirio", "elfarodelirio.example", "jsonld", "wrong-charset"),
        ("Lirio Today", "liriotoday.example", "soup", ""),
        ("Quill Bay Observer", "quillbayobserver.example", "bare", ""),
        ("Ilmery Islander", "ilmeryislander.example", "table", "undeclared"),
        ("Market Sextant", "marketsextant.example", "microdata", "slashed"),
        ("Drevnik Open Page", "drevnikopenpage.example", "bare", ""),
        ("Tarn Valley Times", "tarnvalleytimes.example", "table", "broken straight"),
        ("Wireglass", "wireglass.example", "opengraph", "digest"),
        ("Coastline Radio", "coastlineradio.example", "microdata", ""),
    ),
)

OWN_SITES = (
    *(Outlet(name, domain, None, "agency") for _, name, _, domain, kind, _ in AGENCIES if kind == "agency"),
    Outlet("Velmark Ministry of Health", "healthministry.example", None, "bare"),
)


@dataclass(frozen=True)
class Network:
    """One group of farm sites that share a template, its label words and a pool of recommended titles."""

    name: str
    template: str
    brands: tuple[str, ...]
    views: tuple[str | None, ...] = ()  # one for each brand
    reaction: str = ""
    lists: tuple[str, str, str] = ("", "", "")
    crumb: str = ""
    date_label: str = ""
    sections: tuple[str, ...] = ()


NETWORKS = (
    Network(
        "lattice",
        "A",
        ("FundLattice", "CoinMeadow", "StockOrchid", "QuillVest"),
        ("Ledgerbit View", "View", "Meadowfin View", "View"),
        "veryNice!",
        ("Related", "Ranking", "Recommendation"),
        "Current:Home > ",
        "Date:",
        ("Finance", "Markets", "Invest", "Stocks"),
    ),
    Network(
        "zeph",
        "A",
        ("Zephlo", "Burnto", "Kyrandex", "Ovalmint"),
        ("Zeph Reads", "Reads", "Kyran Reads", "Mintly Reads"),
        "bigClap!",
        ("See Also", "Hot Board", "Picked For You"),
        "Location:Index > ",
        "Posted:",
        ("Contact", "Encryption", "My", "Scams"),
    ),
    Network(
        "larch",
        "B",
        ("Capitol Larch", "Boughworth", "Trendquay", "Venturepond"),
        sections=("Finance", "Technology", "Lifestyle", "Forex"),
    ),
)


def farm_outlets() -> tuple[Outlet, ...]:
    """Every brand of every network as an outlet."""
    return tuple(
        Outlet(brand, f"{brand.lower().replace(' ', '')}.example", None, network.template, network=network.name)
        for network in NETWORKS
        for brand in network.brands
    )


def all_outlets() -> dict[str, Outlet]:
    """Outlets by name, farms and agencies' own sites with them."""
    return {outlet.name: outlet for outlet in (*HONEST, *OWN_SITES, *farm_outlets())}


# key, thread, name, happened, reporters (low, high), sources (low, high), look-alike of
STORIES = (
    ("strait-1", "kessar-strait", "Tarsova closes the Kessar Strait at night", "2024-03-04", (1, 1), (1, 5), None),
    ("strait-2", "kessar-strait", "Tarsova turns back three tankers", "2024-03-06", (2, 2), (3, 6), None),
    ("clinic", None, "Patient records copied in Velmark", "2024-03-05", (2, 2), (1, 1), None),
    ("bridge", None, "Guara bridge collapse in Marenga", "2024-03-06", (2, 3), (3, 9), None),
    ("quake-tallow", None, "Earthquake off Tallow, Ilmery", "2024-03-04", (1, 1), (2, 5), "quake-brannock"),
    ("quake-brannock", None, "Earthquake near Brannock, Corvane", "2024-03-09", (1, 1), (2, 5), "quake-tallow"),
    ("rate", None, "Bank of Corvane raises its rate", "2024-03-07", (1, 1), (1, 4), None),
    ("ballot", None, "Marenga court bars a challenger", "2024-03-05", (1, 1), (2, 6), None),
    ("altar", None, "Stolen altarpiece found in Aldersund", "2024-03-06", (1, 1), (2, 4), None),
    ("poultry", None, "Ilmery halts poultry exports", "2024-03-08", (1, 2), (2, 6), None),
    ("meters", None, "Port Selm meters charged on Sundays", "2024-03-08", (1, 1), (1, 3), None),
    ("organ", None, "Brannock choir sings outdoors", "2024-03-10", (1, 1), (1, 3), None),
    ("boat", None, "The library boat sails again", "2024-03-09", (1, 1), (1, 2), None),
)


def settings() -> str:
    """The text of firsthand.toml."""
    blocks = ["# The invented week: who signs as what, and who owns whom. Every name in this file is invented."]
    for key, name, forms, domain, kind, country in AGENCIES:
        signed = ", ".join(f'"{form}"' for form in forms)
        blocks.append(
            f'[[agency]]\nid = "{key}"\nname = "{name}"\nforms = [{signed}]\n'
            f'domains = ["{domain}"]\nkind = "{kind}"\ncountry = "{country}"'
        )
    for outlet in HONEST:
        owner = f'\nowner = "{outlet.owner}"' if outlet.owner else ""
        blocks.append(f'[[outlet]]\nname = "{outlet.name}"\ndomain = "{outlet.domain}"{owner}')
    for title, holder, country, first, last in OFFICES:
        end = f"\nlast = {last}" if last else ""
        blocks.append(
            f'[[office]]\ntitle = "{title}"\nholder = "{holder}"\ncountry = "{country}"\nfirst = {first}{end}'
        )
    return "\n\n".join(blocks) + "\n"
