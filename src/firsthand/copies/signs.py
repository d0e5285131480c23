"""The signs by which an agency can be told from one page: host, credit, dateline, byline, outlet, signature.

An agency that prints for readers itself signs nothing at home, pictures sign nothing, and a call sign in a dateline is
a local station.
"""

import re

from firsthand.copies.known import names
from firsthand.model import Article, Evidence, Span, Tables

_WEIGHTS = {"domain": 0.97, "credit": 0.95, "dateline": 0.95, "byline": 0.9, "outlet": 0.9, "signature": 0.8}
_HEAD, _TAIL = 160, 400
_BRACKETED = re.compile(r"[(\[（【]([^()\[\]（）【】\n]{2,60})[)\]）】]|(?<!\w)/([^/\s][^/\n]{1,30})/")
_SOURCED = re.compile(r"^(?:source|quelle|fuente|fonte|with|mit|by)\s?:?\s+", re.IGNORECASE)
_PARTS = re.compile(r"\s?[/,;+&]\s?|\s(?:and|und|et|y|e)\s")
_RIGHTS = re.compile(r"(?:©|\(c\)|Copyright)\s*(?:\d{4}\s*)?(?:The\s*)?$", re.IGNORECASE)
_CLOSING = re.compile(r"©|\(c\)|Copyright|—|–|--", re.IGNORECASE)
_BEFORE = 14
"""Characters before a name at the foot in which a dash or copyright mark stands."""
_PICTURED = re.compile(
    r"(?i:\b(?:photos?|foto|picture|image|bild|getty|epa|handout|video)\b)"
    r"|^[\w.\- ]{0,24}/\s?[A-ZÀ-Þ][\w.\-]+ [A-ZÀ-Þ]|[A-ZÀ-Þ][\w.\-]+ [A-ZÀ-Þ][\w.\-]+\s?/\s?\w+"
)
_SPOKEN = re.compile(r"\b(?:report|contribut|edit|writ|publish|rights|infocom|material|input|source)", re.IGNORECASE)
_TIPPED = re.compile(r"\W{0,3}(?:h/t|hat tip|see also|read more|photo)\b", re.IGNORECASE)
_SURNAME = re.compile(
    r"(?:^|[,;&|/(]\s?|\b(?:[Bb]y|and)\s)(?!(?:The|By|From)\s)[A-ZÀ-Þ][^\W\d_]+\s$"
)  # Yousef Saba is a person
_STATION = re.compile(r"^[KWCX][A-Z]{2,3}(?:[- ](?:TV|FM|AM|DT))?$")


def at_home(article: Article, agency: str | None, tables: Tables) -> bool:
    """Tell whether an article is the agency's own page."""
    row = names(tables).rows.get(agency)
    if row is None:
        return article.outlet is not None and article.outlet == agency
    site = article.site or ""
    if any(site == host or site.endswith("." + host) for host in row.domains):
        return True
    return (article.outlet or "").casefold() in {form.casefold() for form in (*row.forms, row.name)}


def signs(article: Article, tables: Tables) -> tuple[tuple[str, Evidence], ...]:
    """Return the agency signs of one article as (agency, evidence), strongest first.

    An agency that prints for readers itself signs nothing on its own pages: they are its own reporting. A page of an
    agency that says that the text is another's is the other's.
    """
    found: list[tuple[str, Evidence]] = []
    _credited(article, tables, found)
    if article.dateline is not None and article.dateline.agency is not None and not own_mark(article, tables):
        quote = article.dateline.where.of(article.text)
        found.append(_sign(article, "dateline", article.dateline.agency, quote, "text", article.dateline.where))
    agency = _signed(article.byline, tables)
    if article.byline and agency is not None:
        found.append(_sign(article, "byline", agency, article.byline, "page", None))
    _signature(article, tables, found)
    found = [sign for sign in found if not _publishes(article, sign[0], tables)]
    if not any(not at_home(article, agency, tables) for agency, _ in found):
        _home(article, tables, found)
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


def _credited(article: Article, tables: Tables, found: list[tuple[str, Evidence]]) -> None:
    """Take the agency that a line of the credit names: an agency before a syndicate, no picture, no hat tip."""
    if article.credit is None:
        return
    lines = [
        line
        for line in article.credit.text.splitlines()
        if not pictured(line) and not _TIPPED.match(line) and not line.rstrip().endswith(":")
    ]
    named = [(agency, line) for line in lines if (agency := _named(line, tables)) is not None]
    if not named and lines and article.credit.agency is not None:
        named = [(article.credit.agency, article.credit.text)]
    rows = names(tables).rows
    for agency, line in sorted(named, key=lambda pair: pair[0] in rows and rows[pair[0]].kind == "syndicate")[:1]:
        place = next((each.where for each in article.credit.evidence if each.quote == line), None)
        found.append(_sign(article, "credit", agency, line, "page", place))


def _home(article: Article, tables: Tables, found: list[tuple[str, Evidence]]) -> None:
    """Tell that the page stands on an agency's own host, or that the agency goes by the outlet's name."""
    site = article.site or ""
    for agency in names(tables).at(site):
        if not agency.publisher:
            found.append(_sign(article, "domain", agency.id, site, "url", None))
    named = names(tables).rows.get(names(tables).id_of(article.outlet))
    if named is not None and article.outlet and not named.publisher:
        found.append(_sign(article, "outlet", named.id, article.outlet, "page", None))


def _publishes(article: Article, agency: str, tables: Tables) -> bool:
    """Tell whether the agency is a publisher on its own page."""
    row = names(tables).rows.get(agency)
    return row is not None and row.publisher and at_home(article, agency, tables)


def own_mark(article: Article, tables: Tables) -> bool:
    """Tell whether a dateline names a local station or the outlet itself: ``DENVER (KDVR) —``."""
    printed = article.dateline.agency if article.dateline else None
    if printed is None or names(tables).rows.get(printed) is not None:
        return False
    bare = "".join(filter(str.isalnum, printed.casefold()))
    near = "".join(filter(str.isalnum, f"{article.site or ''} {article.outlet or ''}".casefold()))
    return bool(_STATION.match(printed)) or len(bare) > 2 and bare in near


def pictured(credit: str) -> bool:
    """Tell whether every line of a credit is one of a picture: ``APA/Georg Hochmuth``, ``Copyright AP Photo``."""
    lines = [line for line in credit.splitlines() if line.strip()]
    return bool(lines) and all(
        len(line.split()) <= 12 and _PICTURED.search(line) is not None and _SPOKEN.search(line) is None
        for line in lines
    )


def _named(value: str | None, tables: Tables) -> str | None:
    """Return the agency that a byline or credit names."""
    pattern = names(tables).pattern
    match = pattern.search(value[:300]) if pattern is not None and value else None
    return names(tables).id_of(match.group()) if match else None


def _signed(byline: str | None, tables: Tables) -> str | None:
    """Return the agency that a byline names; initials count only where a part of the line begins or ends with them."""
    pattern = names(tables).pattern
    if pattern is None or not byline:
        return None
    for match in pattern.finditer(byline[:300]):
        behind, before = byline[match.end() :], byline[: match.start()]
        if not match.group().isupper() and _SURNAME.search(before):
            continue
        whole = not re.match(r"\s[A-ZÀ-Þ]", behind) or re.search(r"[,/|(–—-]\s?$", before) is not None
        if len(match.group()) > 3 or whole:
            return names(tables).id_of(match.group())
    return None


def _signature(article: Article, tables: Tables, found: list[tuple[str, Evidence]]) -> None:
    """Find an agency form in brackets at head or foot, or after a dash or a copyright mark at the foot."""
    pattern = names(tables).pattern
    if pattern is None:
        return
    text = article.text
    tail = max(0, len(text) - _TAIL)
    for low, high in ((0, min(_HEAD, len(text))), (tail, len(text))):
        for bracket in _BRACKETED.finditer(text, low, high):
            inside = 1 if bracket.group(1) else 2
            agency = _alone(bracket.group(inside), tables)
            if agency is not None and _stands(text, bracket.start(), bracket.end(), head=low < tail):
                where = Span(start=bracket.start(inside), end=bracket.end(inside))
                found.append(_sign(article, "signature", agency, bracket.group(inside), "text", where))
    if _CLOSING.search(text, max(0, tail - _BEFORE)) is None:
        return
    for match in pattern.finditer(text, tail):
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        closing = before.rstrip().endswith(("—", "–", "--")) and not text[match.end() :].strip(" .\n")
        agency = names(tables).id_of(match.group()) if closing or _RIGHTS.search(before) else None
        if agency is not None:
            where = Span(start=match.start(), end=match.end())
            found.append(_sign(article, "signature", agency, match.group(), "text", where))


def _alone(inside: str, tables: Tables) -> str | None:
    """Return the first agency of a bracket that holds agencies and nothing else: ``Quelle: APA/dpa``, ``dpa/ab``."""
    parts = _PARTS.split(_SOURCED.sub("", inside.strip()))
    known = [names(tables).id_of(part.strip()) for part in parts]
    if known[0] is None or any(agency is None and len(part) > 4 for agency, part in zip(known, parts, strict=True)):
        return None
    return known[0]


def _stands(text: str, start: int, end: int, *, head: bool) -> bool:
    """Tell whether a bracket stands where an agency signs: in a dateline at the head, or closing a paragraph."""
    if not head:
        return text[end : end + 3].strip(" .") == "" or text[end : end + 3].lstrip(" .").startswith("\n")
    behind = text[end : end + 6].lstrip()
    return not text[:start].strip() or behind[:1] in {"-", "–", "—", ":", ".", "\n"} or behind[:1] == ""
