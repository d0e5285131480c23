"""W3C Web Annotations: every claim as an annotation of the article's text.

Positions count characters (code points) of the restored text, which is the target's source; the quote with what stands
before and after it finds the same place in the page itself.
"""

from collections.abc import Iterable
from typing import Any

from firsthand.export.page import NAMESPACE, Page, dump, known
from firsthand.model import Claim, Span

_AROUND = 32
"""Characters before and after a quote, as annotation tools commonly keep."""


def annotations(pages: Iterable[Page]) -> str:
    """Return an AnnotationCollection with one page, all claims in it."""
    items = [_annotation(page, claim) for page in pages for claim in page.claims]
    first = {"id": NAMESPACE + "claims:1", "type": "AnnotationPage", "startIndex": 0, "items": items}
    return dump({
        "@context": ["http://www.w3.org/ns/anno.jsonld", {"fh": NAMESPACE}], "id": NAMESPACE + "claims",
        "type": "AnnotationCollection", "label": "Who says what", "total": len(items), "first": first,
    })  # fmt: skip


def _annotation(page: Page, claim: Claim) -> dict[str, Any]:
    text = page.article.text
    source = claim.source.of(text) if claim.source else None
    party = claim.party.name if claim.party else source
    says = f"{party or 'Somebody'} {claim.cue_class}{' (negated)' if claim.negated else ''}"
    bodies: list[dict[str, str]] = [
        {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": says},
        {"type": "TextualBody", "purpose": "classifying", "format": "text/plain", "value": claim.kind},
    ]
    if claim.hedge is not None:
        bodies.append(_tag("tagging", f"hedge: {claim.hedge.of(text)}"))
    if claim.through:
        bodies.append(_tag("describing", "through " + ", then ".join(each.name for each in claim.through)))
    if claim.id in page.groups:
        group, point = page.groups[claim.id]
        bodies += [_tag("linking", NAMESPACE + each) for each in (group, point)]
    targets = [_target(page, span) for span in claim.content]
    return known(id=NAMESPACE + claim.id, type="Annotation", motivation="describing", body=bodies, target=targets)


def _tag(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def _target(page: Page, span: Span) -> dict[str, Any]:
    text = page.article.text
    quote = known(
        type="TextQuoteSelector", exact=span.of(text), prefix=text[max(0, span.start - _AROUND) : span.start],
        suffix=text[span.end : span.end + _AROUND],
    )  # fmt: skip
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    found = {"source": f"{NAMESPACE}{page.id}", "selector": [position, quote]}
    dates = {f"fh:{name}": value for name, value in page.dates.items()}
    return found | ({"scope": page.article.url} if page.article.url else {}) | dates
