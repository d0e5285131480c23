"""STIX 2.1: a bundle of objects for threat-intelligence platforms.

Every page is a ``note`` with its text, about the identity that published it and its address; a copy is
``derived-from`` what it was copied from; a story is a ``grouping``; who is quoted by name is an ``identity``, and what
they say a ``note`` about them and the page. STIX has no field for a day of writing, so the columns about dates stand in
an extension of our own. ``created`` is when the archive was given the pages: STIX asks for it, and it is no date of
theirs.
"""

import datetime as dt
import json
import uuid
from collections.abc import Iterable
from typing import Any

from firsthand.export.page import NAMESPACE, Page, dump, known
from firsthand.export.warc import stamp
from firsthand.model import Claim, Party

Objects = dict[str, dict[str, Any]]

_OURS = uuid.uuid5(uuid.NAMESPACE_URL, NAMESPACE)
_OBSERVABLES = uuid.UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")
"""The namespace that STIX 2.1 (section 2.9) gives for ids of observables."""

_KINDS = {"person": "individual", "group": "group", "organisation": "organization", "agency": "organization",
          "state medium": "organization", "outlet": "organization"}  # fmt: skip
"""STIX's identity class of each kind of party."""


def stix(pages: Iterable[Page], made: dt.datetime) -> str:
    """Return one STIX bundle.

    Args:
        pages: any.
        made: the time that stands as ``created`` and ``modified`` of every object.
    """
    objects: Objects = {}
    when = stamp(made).replace("Z", ".000Z")
    us = _add(objects, when, "identity", "firsthand", name="firsthand", identity_class="system")
    extension = _id("extension-definition", "dates")
    objects[extension] = {
        "type": "extension-definition", "spec_version": "2.1", "id": extension, "created_by_ref": us, "created": when,
        "modified": when, "name": "Dates of a page", "schema": NAMESPACE + "dates", "version": "1.0.0",
        "description": "When a text was written as the evidence gives it (earliest, latest, EDTF, basis, certainty),"
        " and the day that the page claims.", "extension_types": ["property-extension"],
    }  # fmt: skip
    stories: dict[str, tuple[str, list[str]]] = {}
    held = list(pages)
    known_pages = {page.id for page in held}
    for page in held:
        note = _page(objects, when, page, extension)
        for claim in page.claims:
            _claim(objects, when, page, claim, note)
        if page.exemplar in known_pages:
            _add(objects, when, "relationship", f"{page.id} {page.exemplar}", relationship_type="derived-from",
                 source_ref=note, target_ref=_id("note", str(page.exemplar)))  # fmt: skip
        if page.story:
            stories.setdefault(page.story.id, (page.story.name, []))[1].append(note)
    for key, (name, notes) in sorted(stories.items()):
        _add(objects, when, "grouping", key, name=name, context="unspecified", object_refs=notes)
    found = sorted(objects.values(), key=lambda each: (each["type"], each["id"]))
    return dump({"type": "bundle", "id": _id("bundle", " ".join(each["id"] for each in found)), "objects": found})


def _page(objects: Objects, when: str, page: Page, extension: str) -> str:
    article = page.article
    about = [_outlet(objects, when, page.outlet)] if page.outlet else []
    if article.url:
        about.append(_url(objects, article.url))
    place = known(source_name=page.outlet or "page", url=article.url, external_id=page.id)
    dates = {extension: {"extension_type": "property-extension", **page.dates}}
    return _add(
        objects, when, "note", page.id, abstract=article.title, content=article.text or "(no text)",
        authors=[article.byline] if article.byline else None, lang=article.language,
        object_refs=about or [_id("identity", "firsthand")], external_references=[place],
        extensions=dates if page.dates else None,
    )  # fmt: skip


def _claim(objects: Objects, when: str, page: Page, claim: Claim, note: str) -> None:
    if claim.party is None or not claim.party.named:
        return
    said = " … ".join(span.of(page.article.text) for span in claim.content)
    who = _party(objects, when, claim.party)
    _add(objects, when, "note", claim.id, abstract=f"{claim.party.name} {claim.cue_class}",
         content=said or "(no words)", authors=[claim.party.name], object_refs=[who, note])  # fmt: skip


def _party(objects: Objects, when: str, party: Party) -> str:
    kind = _KINDS.get(party.kind, "unknown")
    return _add(objects, when, "identity", "party " + party.id, name=party.name, identity_class=kind)


def _outlet(objects: Objects, when: str, name: str) -> str:
    return _add(objects, when, "identity", "outlet " + name, name=name, identity_class="organization")


def _url(objects: Objects, address: str) -> str:
    value = json.dumps({"value": address}, separators=(",", ":"), ensure_ascii=False)
    key = f"url--{uuid.uuid5(_OBSERVABLES, value)}"
    objects[key] = {"type": "url", "spec_version": "2.1", "id": key, "value": address}
    return key


def _add(objects: Objects, when: str, kind: str, key_of: str, /, **fields: Any) -> str:
    """Add an object unless it is there, and return its id."""
    key = _id(kind, key_of)
    made = {"type": kind, "spec_version": "2.1", "id": key, "created": when, "modified": when}
    objects.setdefault(key, made | known(**fields))
    return key


def _id(kind: str, name: str) -> str:
    return f"{kind}--{uuid.uuid5(_OURS, f'{kind} {name}')}"
