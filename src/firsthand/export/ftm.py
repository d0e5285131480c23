"""FollowTheMoney: entities as JSON Lines, for Aleph and its kin.

Every page is an ``Article``; who is quoted by name is a ``Person``, ``Organization`` or ``LegalEntity``, joined to the
page by a ``Documentation`` with what they say; a copy is joined to what it was copied from by an ``UnknownLink``. Ids
have dashes where ours have underscores, which FollowTheMoney does not take.
FollowTheMoney's dates are days or wider units, so an interval has no place in them: ``publishedAt`` is the day that the
evidence gives, and the columns about dates stand in ``notes``.
"""

import json
from collections.abc import Iterable
from typing import Any

from firsthand.export.page import Page
from firsthand.model import Claim, make_id

_SCHEMATA = {"person": "Person", "organisation": "Organization", "agency": "Organization",
             "state medium": "Organization", "outlet": "Organization"}  # fmt: skip

_LANGUAGES = dict(
    pair.split(":") for pair in
    "af:afr am:amh ar:ara az:aze be:bel bg:bul bn:ben bs:bos ca:cat cs:ces cy:cym da:dan de:deu el:ell en:eng"
    " eo:epo es:spa et:est eu:eus fa:fas fi:fin fr:fra ga:gle gl:glg gu:guj he:heb hi:hin hr:hrv hu:hun hy:hye"
    " id:ind is:isl it:ita ja:jpn ka:kat kk:kaz km:khm kn:kan ko:kor ky:kir lo:lao lt:lit lv:lav mk:mkd ml:mal"
    " mn:mon mr:mar ms:msa mt:mlt my:mya ne:nep nl:nld no:nor pa:pan pl:pol ps:pus pt:por ro:ron ru:rus sd:snd"
    " si:sin sk:slk sl:slv so:som sq:sqi sr:srp sv:swe sw:swa ta:tam te:tel tg:tgk th:tha tk:tuk tl:tgl tr:tur"
    " ug:uig uk:ukr ur:urd uz:uzb vi:vie yi:yid zh:zho".split()
)  # fmt: skip
"""ISO 639-1 to 639-3, which FollowTheMoney asks for."""


def ftm(pages: Iterable[Page]) -> str:
    """Return one entity a line."""
    found: dict[str, dict[str, Any]] = {}
    held = list(pages)
    there = {page.id for page in held}
    for page in held:
        _add(found, page.id, "Article", _article(page))
        if page.exemplar in there:
            link = {"subject": _id(page.id), "object": _id(page.exemplar), "role": "copied from"}
            _add(found, make_id("link", page.id, page.exemplar), "UnknownLink", link)
        for claim in page.claims:
            _claim(found, page, claim)
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in found.values())


def _article(page: Page) -> dict[str, Any]:
    article = page.article
    return {
        "title": article.title, "author": article.byline, "publisher": page.outlet, "sourceUrl": article.url,
        "language": _LANGUAGES.get(article.language or ""), "bodyText": article.text,
        "publishedAt": str(page.day) if page.day else None,
        "locationMentioned": article.dateline.place if article.dateline else None,
        "keywords": page.story.name if page.story else None,
        "notes": [f"{name}: {value}" for name, value in page.dates.items()],
    }  # fmt: skip


def _claim(found: dict[str, dict[str, Any]], page: Page, claim: Claim) -> None:
    if claim.party is None or not claim.party.named or not claim.party.name.strip():
        return
    who = make_id("party", claim.party.id)
    _add(found, who, _SCHEMATA.get(claim.party.kind, "LegalEntity"), {"name": claim.party.name})
    said = " … ".join(span.of(page.article.text) for span in claim.content)
    about = {"document": _id(page.id), "entity": _id(who), "role": claim.cue_class, "summary": said}
    _add(found, claim.id, "Documentation", about)


def _add(found: dict[str, dict[str, Any]], key: str, schema: str, fields: dict[str, Any]) -> None:
    """Add an entity unless it is there; every property is a list of texts, and an empty one is left out."""
    lists = {name: value if isinstance(value, list) else [value] for name, value in fields.items() if value}
    found.setdefault(key, {"id": _id(key), "schema": schema, "properties": lists})


def _id(key: str) -> str:
    """Return an id of ours as FollowTheMoney takes it: letters, digits, dots and dashes."""
    return key.replace("_", "-")
