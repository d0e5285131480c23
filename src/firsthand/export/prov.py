"""PROV-JSON: pages as entities, outlets as agents, and who was copied from whom as derivations.

A lost witness that several pages go back to is an entity of its own. A pair whose direction nothing decides gives no
derivation.
"""

from collections.abc import Iterable
from typing import Any

from firsthand.export.page import NAMESPACE, Page, dump
from firsthand.model import Branch, make_id

Members = dict[str, dict[str, Any]]


def prov(pages: Iterable[Page]) -> str:
    """Return one PROV-JSON document."""
    entities: Members = {}
    agents: Members = {}
    derived: Members = {}
    attributed: Members = {}
    for page in pages:
        entities[f"fh:{page.id}"] = _entity(page)
        if page.outlet:
            agent = "fh:" + make_id("outlet", page.outlet)
            agents[agent] = {"prov:type": _name("prov:Organization"), "prov:label": page.outlet}
            attributed[f"_:a_{page.id}"] = {"prov:entity": f"fh:{page.id}", "prov:agent": agent}
        for branch in page.stemma.branches if page.stemma else ():
            if branch.witness == page.id:
                _derive(branch, entities, derived)
    parts = {"entity": entities, "agent": agents, "wasDerivedFrom": derived, "wasAttributedTo": attributed}
    return dump({"prefix": {"fh": NAMESPACE}} | {name: part for name, part in parts.items() if part})


def _entity(page: Page) -> dict[str, Any]:
    found = {
        "prov:type": "page", "prov:label": page.article.title, "fh:url": page.article.url, "fh:outlet": page.outlet,
        "fh:text": page.stemma.id if page.stemma else None, "fh:story": page.story.id if page.story else None,
        **{f"fh:{name}": value for name, value in page.dates.items()},
    }  # fmt: skip
    return {name: value for name, value in found.items() if value}


def _derive(branch: Branch, entities: Members, derived: Members) -> None:
    """Note the steps from a page to what it was copied from, by way of a lost witness where there is one."""
    way = [each for each in (branch.witness, branch.through, branch.exemplar) if each is not None]
    for new, old in zip(way, way[1:], strict=False):
        # what lies outside the exported pages is still named, so that no derivation points nowhere
        entities.setdefault(f"fh:{old}", {"prov:type": "lost witness" if old == branch.through else "page"})
        derived[f"_:d_{new}"] = {
            "prov:generatedEntity": f"fh:{new}", "prov:usedEntity": f"fh:{old}", "fh:score": branch.score,
        }  # fmt: skip


def _name(value: str) -> dict[str, str]:
    return {"$": value, "type": "prov:QUALIFIED_NAME"}
