"""Whose text is it: the agency that supplied it, or the outlet that wrote it.

In order of trust: the agency's own address; credit line and dateline; byline; a signature at the head or foot of the
text. A text without any sign of its own inherits from its copies (`settle`). Unknown stays unknown.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from firsthand.model import Agency, Article, Evidence, Origin, Span, Tables

_WEIGHTS = {"domain": 0.97, "credit": 0.95, "dateline": 0.95, "byline": 0.9, "outlet": 0.9, "signature": 0.8}
_HEAD, _TAIL = 160, 400


@lru_cache(maxsize=8)
def _signatures(agencies: tuple[Agency, ...]) -> tuple[dict[str, str], re.Pattern[str] | None]:
    """Return every form that an agency signs with, and a pattern for all of them as whole words."""
    forms = {form: agency.id for agency in agencies for form in (*agency.forms, agency.name) if form.strip()}
    if not forms:
        return {}, None
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    return forms, re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)")


def _known(name: str | None, tables: Tables) -> str | None:
    """Return the id of the agency that a name or id means; None when the table has none."""
    if not name:
        return None
    forms, _ = _signatures(tables.agencies)
    if name in forms:
        return forms[name]
    folded = name.casefold()
    for agency in tables.agencies:
        if folded == agency.id or folded in {form.casefold() for form in (*agency.forms, agency.name)}:
            return agency.id
    return None


def signs(article: Article, tables: Tables) -> tuple[tuple[str, Evidence], ...]:
    """Return the agency signs of one article as (agency, evidence), strongest first."""
    found: list[tuple[str, Evidence]] = []
    _domain(article, tables, found)
    if article.credit is not None and article.credit.agency is not None:
        where = article.credit.evidence[0] if article.credit.evidence else None
        place = where.where if where else None
        found.append(_sign(article, "credit", article.credit.agency, article.credit.text, "page", place))
    if article.dateline is not None and article.dateline.agency is not None:
        quote = article.dateline.where.of(article.text)
        found.append(_sign(article, "dateline", article.dateline.agency, quote, "text", article.dateline.where))
    for kind, value in (("credit", article.credit.text if article.credit else None), ("byline", article.byline)):
        agency = _named(value, tables)
        if value and agency is not None:
            found.append(_sign(article, kind, agency, value, "page", None))
    agency = _known(article.outlet, tables)
    if agency is not None and article.outlet:
        found.append(_sign(article, "outlet", agency, article.outlet, "page", None))
    _signature(article, tables, found)
    return tuple(sorted(found, key=lambda sign: (-sign[1].weight, sign[1].rule, sign[0])))


def _sign(article: Article, kind: str, agency: str, quote: str, locus: str, where: Span | None) -> tuple[str, Evidence]:
    evidence = Evidence(
        rule=f"copies.wire.{kind}",
        quote=quote[:200],
        record=article.record,
        locus="text" if locus == "text" else "url" if locus == "url" else "page",
        where=where,
        weight=_WEIGHTS[kind],
    )
    return agency, evidence


def _domain(article: Article, tables: Tables, found: list[tuple[str, Evidence]]) -> None:
    """Tell that the page stands on an agency's own host."""
    site = article.site
    if not site:
        return
    for agency in tables.agencies:
        if any(site == host or site.endswith("." + host) for host in agency.domains):
            found.append(_sign(article, "domain", agency.id, site, "url", None))


def _named(value: str | None, tables: Tables) -> str | None:
    """Return the agency that a byline or credit names."""
    _, pattern = _signatures(tables.agencies)
    match = pattern.search(value[:300]) if pattern is not None and value else None
    return _known(match.group(), tables) if match else None


def _signature(article: Article, tables: Tables, found: list[tuple[str, Evidence]]) -> None:
    """Find an agency form in brackets at head or foot, or after a dash or a copyright mark at the foot."""
    _, pattern = _signatures(tables.agencies)
    if pattern is None:
        return
    text = article.text
    tail = max(0, len(text) - _TAIL)
    for low, high in ((0, min(_HEAD, len(text))), (tail, len(text))):
        for match in pattern.finditer(text, low, high):
            before, after = text[max(0, match.start() - 14) : match.start()], text[match.end() : match.end() + 2]
            bracketed = before.endswith(("(", "[", "/")) and after[:1] in {")", "]", "/"}
            rights = re.search(r"(?:©|\(c\)|Copyright)\s*(?:\d{4}\s*)?(?:The\s*)?$", before, re.IGNORECASE)
            closing = (
                low == tail and before.rstrip().endswith(("—", "–", "--")) and not text[match.end() :].strip(" .\n")
            )
            if bracketed or rights or closing:
                agency = _known(match.group(), tables)
                if agency is not None:
                    where = Span(start=match.start(), end=match.end())
                    found.append(_sign(article, "signature", agency, match.group(), "text", where))


def own(article: Article, tables: Tables) -> Origin:
    """Return the origin of one text by its own signs."""
    found = signs(article, tables)
    if found:
        agency, first = found[0]
        agreeing = tuple(evidence for name, evidence in found if name == agency)
        miss = 1.0
        for kind in {evidence.rule: evidence.weight for evidence in agreeing}.values():
            miss *= 1 - kind
        certainty = max(first.weight, 1 - miss) if len(found) == len(agreeing) else first.weight * 0.8
        return Origin(kind="agency", name=agency, certainty=round(min(certainty, 0.99), 4), evidence=agreeing)
    return _outlet(article, tables)


def _outlet(article: Article, tables: Tables) -> Origin:
    """Return the outlet as origin where a byline, its own credit or the outlets table stands for it."""
    name = article.outlet or article.site
    reasons = []
    if name is not None:
        row = next((row for row in tables.outlets if row.domain == article.site), None)
        if row is not None:
            name = row.name
            reasons.append(_reason(article, "table", row.domain, 0.6, "table"))
        if article.byline:
            reasons.append(_reason(article, "own_byline", article.byline, 0.7, "page"))
        if article.credit is not None and article.credit.agency is None:
            reasons.append(_reason(article, "own_credit", article.credit.text, 0.6, "page"))
        farm = article.planted or article.furniture.reactions is not None or article.furniture.views is not None
        if not reasons and not farm:
            reasons.append(_reason(article, "site", name, 0.4, "url" if article.site else "page"))
    if not reasons or name is None:
        return Origin(kind="unknown", name=None, certainty=0.0)
    reasons.sort(key=lambda evidence: (-evidence.weight, evidence.rule))
    return Origin(kind="outlet", name=name, certainty=reasons[0].weight, evidence=tuple(reasons))


def _reason(article: Article, kind: str, quote: str, weight: float, locus: str) -> Evidence:
    return Evidence(
        rule=f"copies.wire.{kind}",
        quote=quote[:200],
        record=article.record,
        locus="table" if locus == "table" else "url" if locus == "url" else "page",
        weight=weight,
    )


def settle(witnesses: Sequence[Article], archetype: str | None, tables: Tables) -> Origin:
    """Return the origin of a text from what all its witnesses say.

    One agency sign is enough for all of them: farms drop credits, they do not invent them. Where two agencies sign,
    the one with more and stronger signs is held, with less certainty.
    """
    totals: dict[str, float] = defaultdict(float)
    evidence: dict[str, list[Evidence]] = defaultdict(list)
    for article in witnesses:
        best: dict[str, float] = {}
        for agency, sign in signs(article, tables):
            best[agency] = max(best.get(agency, 0.0), sign.weight)
            evidence[agency].append(sign)
        for agency, weight in best.items():
            totals[agency] += weight
    if totals:
        name = min(totals, key=lambda agency: (-totals[agency], agency))
        signs_of = sorted(evidence[name], key=lambda sign: (-sign.weight, sign.rule, sign.record or ""))
        certainty = min(0.99, signs_of[0].weight) * totals[name] / sum(totals.values())
        return Origin(kind="agency", name=name, certainty=round(certainty, 4), evidence=tuple(signs_of[:50]))
    if len(witnesses) == 1:
        return own(witnesses[0], tables)
    return _shared_outlet(witnesses, archetype, tables)


def _shared_outlet(witnesses: Sequence[Article], archetype: str | None, tables: Tables) -> Origin:
    """Return the outlet of the archetype, or the only one that all witnesses have."""
    for article in witnesses:
        if article.record == archetype:
            return own(article, tables)
    origins = [own(article, tables) for article in witnesses]
    if len({(origin.kind, origin.name) for origin in origins}) == 1:
        return origins[0]
    return Origin(kind="unknown", name=None, certainty=0.0)
