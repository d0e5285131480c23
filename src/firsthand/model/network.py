"""A network: sites that share one template."""

from firsthand.model.noun import Noun
from firsthand.model.span import Evidence


class Network(Noun, frozen=True, kw_only=True):
    """Sites that look like one operation, with the signals that say so and those that speak against it."""

    id: str
    """``network_`` and 16 hex digits of the sorted record ids."""
    name: str
    """Made from its brands or sites: ``VisionFunds, StockSource``."""
    sites: tuple[str, ...]
    """Hosts, sorted; a page without an address goes by its brand."""
    brands: tuple[str, ...]
    """Names printed on the pages, sorted."""
    records: tuple[str, ...]
    """Ids of the pages, sorted."""
    score: float
    """0 to 1: how sure it is that they share a template that unrelated sites would not."""
    evidence: tuple[Evidence, ...]
    """Signals with their weights, strongest first."""
    against: tuple[Evidence, ...] = ()
    """Counter-evidence, such as a theme that unrelated sites share."""


class Declared(Noun, frozen=True, kw_only=True):
    """What one site says of itself in its ``ads.txt``."""

    site: str
    """Its host, without ``www.``."""
    said: tuple[Evidence, ...]
    """One for each line that counts; rules ``restore.ads.direct``, ``restore.ads.reseller`` (``system:account``),
    ``restore.ads.owner`` and ``restore.ads.manager`` (a domain)."""
