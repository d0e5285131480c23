"""schema.org as JSON-LD: every page a NewsArticle, what it reports others to say as Quotation and Claim.

``datePublished`` is the day that the evidence gives. The interval and the day that the page claims have names of our
own (``fh:``), since schema.org has none for them.
"""

from collections.abc import Iterable
from typing import Any

from firsthand.export.page import NAMESPACE, Page, dump, known
from firsthand.model import Claim

_KINDS = {
    "person": "Person", "organisation": "Organization", "agency": "Organization", "state medium": "Organization",
    "outlet": "Organization",
}  # fmt: skip
"""schema.org's type of each kind of party; groups, anonymous and unknown parties get none."""


def jsonld(pages: Iterable[Page]) -> str:
    """Return one JSON-LD graph."""
    context = ["https://schema.org", {"fh": NAMESPACE}]
    return dump({"@context": context, "@graph": [_article(page) for page in pages]})


def _article(page: Page) -> dict[str, Any]:
    article, dating = page.article, page.dating
    found = known(
        _type="NewsArticle", _id=NAMESPACE + page.id, identifier=page.id, headline=article.title, url=article.url,
        inLanguage=article.language, articleBody=article.text,
        author=_named("Person", article.byline), publisher=_named("Organization", page.outlet),
        datePublished=str(page.day) if page.day else None,
        isBasedOn={"@id": NAMESPACE + page.exemplar} if page.exemplar else None,
        hasPart=[_claim(page, claim) for claim in page.claims],
    )  # fmt: skip
    if page.story:
        found["isPartOf"] = {"@type": "Collection", "@id": NAMESPACE + page.story.id, "name": page.story.name}
    own = {f"fh:date{name.removeprefix('date_').capitalize()}": value for name, value in page.dates.items()}
    return found | own | ({"fh:dateVerdict": dating.verdict} if dating is not None else {})


def _claim(page: Page, claim: Claim) -> dict[str, Any]:
    said = " … ".join(span.of(page.article.text) for span in claim.content)
    name = claim.party.name if claim.party else claim.source.of(page.article.text) if claim.source else None
    speaker = _named(_KINDS.get(claim.party.kind) if claim.party else None, name)
    if claim.kind == "indirect":
        teller = _named("Organization", page.outlet)
        found = known(_type="Claim", _id=NAMESPACE + claim.id, text=said, claimInterpreter=teller, author=speaker)
    else:
        found = known(_type="Quotation", _id=NAMESPACE + claim.id, text=said, spokenByCharacter=speaker)
    return found | _ours(page, claim)


def _ours(page: Page, claim: Claim) -> dict[str, Any]:
    """Return what schema.org has no names for: the cue and what it does, hedge, polarity, chain, who says the same."""
    text = page.article.text
    group = page.groups.get(claim.id)
    own = known(
        cue=claim.cue.of(text) if claim.cue else None, cueClass=claim.cue_class, kind=claim.kind,
        negated=claim.negated or None, hedge=claim.hedge.of(text) if claim.hedge else None,
        partyKind=claim.party.kind if claim.party else None, party=claim.party.id if claim.party else None,
        through=[_named(_KINDS.get(each.kind), each.name) for each in claim.through],
        sameClaims=NAMESPACE + group[0] if group else None, samePoint=NAMESPACE + group[1] if group else None,
    )  # fmt: skip
    return {f"fh:{name}": value for name, value in own.items()}


def _named(kind: str | None, name: str | None) -> dict[str, str] | None:
    return known(_type=kind, name=name) if name else None
