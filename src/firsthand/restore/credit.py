"""Who supplied the copy: agency tails, copyright lines, republishing notes, signatures; and photo credits.

Looked for where they stand: in the last lines of the body, and among the lines around it that are not body. A credit is
a line of its own, except for a signature in brackets or after a dash at the very end of the last paragraph, which is
split off. Photo credits become captions. Lines keep their places; the body's text loses them.
"""

import re

from firsthand.model import Credit, Evidence, Tables
from firsthand.restore import shapes, signing
from firsthand.restore.draft import Line, part

_TAIL = 8
"""Body lines from the end among which credits stand."""
_LONGEST = 90
"""Words of the longest credit line (a licence note)."""
_LONGEST_TEXT = 1_000
"""Characters of the longest."""
_RULE = re.compile(r"^[\W_]{2,40}$")
_CLOSING = re.compile(r"^(?:end ?item|ends|-?30-?|###|end|\(end\)|\(конец\)|\(끝\)|（完）|[(（]完[)）])\.?$", re.I)
_FOLLOW = re.compile(
    r"^(?:follow|read more|see|find|more)\b.{0,60}(?:['’]s?\s.{0,60}\bcoverage\b|\bcoverage\b.{0,40}https?:"
    r"|https?://\S*\bhub\b)"
    r"|^more\b.{1,40}:\s*https?://|^(?:full|more|complete) coverage\b.{0,60}https?:",
    re.I,
)
_COPYRIGHT = re.compile(
    r"^(?:©|\(c\)|&copy;|copyright\b|derechos reservados|alle rechte vorbehalten|tous droits)", re.I
)
_RIGHTS = re.compile(
    r"all rights reserved|may not be published, broadcast|distributed by\b|visit [\w. ]+ at https?:", re.I
)
_REPUBLISHED = re.compile(
    r"\b(?:this|the|esta?e?|cet(?:te)?|dieser?|quest[oa])\s(?:[\w-]+\s){0,2}(?:story|article|report|piece"
    r"|content|version|work"
    r"|dispatch|investigation|artículo|nota|historia|artikel|beitrag|text|article|articolo|artigo)\s.{0,60}?"
    r"(?:published|produced|reported|republished|provided|written|appeared|distributed|made available"
    r"|supported|publicad[oa]"
    r"|publié|erschien|veröffentlicht|pubblicat[oa])\b"
    r"|\b(?:is|was) (?:re)?published (?:here )?(?:with|under|from|in partnership|courtesy)|creative commons licen[sc]e"
    r"|^(?:re-?published|reprinted|originally published|first published)\b",
    re.I,
)
_LICENSED = re.compile(
    r"licen[sc]e|permission|https?://|\b(?:originally|first) (?:published|appeared|reported)|\brepublished\b", re.I
)
_REPORTING = re.compile(
    r"^[\[(（]?\s?(?:additional )?(?:reporting|editing|writing|written|edited|compiled|translat"
    r"|with (?:inputs|reporting|files|material)"
    r"|report(?:e|aje) de|reporte de|redacción|escrito por|editad[oa] por|traducid|reportage|rédigé|édité"
    r"|bericht|redaktion|mitarbeit"
    r"|con información|avec|mit material|reporting by|a reportagem|reportagem|edição)\b.{0,12}\b(?:by|from|de"
    r"|por|von|par|of)\b",
    re.I,
)
_CONTRIBUTED = re.compile(
    r"\b(?:contributed|contributed reporting) to (?:this|the) (?:report|story|article|dispatch)\.?$"
    r"|\bcontribu(?:yó|yeron|é|iu|íram) .{0,30}(?:informe|despacho|nota|reportaje|reportage|reportagem)\.?$"
    r"|contributed to this",
    re.I,
)
_SUPPLIED = re.compile(
    r"^(?:source|text|texte|texto|quelle|fuente|fonte|bron|źródło|источник|kaynak|sumber|来源|來源|出典|출처|المصدر|via|from"
    r"|von|with|mit|con|avec)"
    r"\s?[:：]?\s?(?P<who>.{2,60})$",
    re.I,
)
_INLINE = re.compile(
    r"(?<=[.!?。”\"’])\s*(?:[(\[（](?P<b>[^()\[\]（）]{2,30})[)\]）]\.?"
    r"|[—–-]{1,2}\s?(?P<d>[^\s—–.()][^—–.()]{1,24}))\s*$"
)
_PHOTO = re.compile(
    r"[(\[（][^()\[\]（）]{0,40}\b(?:photo|foto|photos|pic|pool photo|via ap|getty|handout|courtesy"
    r"|file)\b[^()\[\]（）]{0,60}[)\]）]$"
    r"|\b(?:photo|foto|photograph|image|picture|bild|fotografía|фото|credits?|crédit photo"
    r"|photo credit)\s?(?:by|:|/|de|von|par)\s?\S.{1,60}$"
    r"|\b(?:PHOTO|REUTERS|AFP|AP|EPA|Xinhua|PTI|ANI|Photo)/[A-ZÀ-Þ][\w. -]{2,40}[)\]]?$|[|/]\s?Getty Images$"
    r"|\bGetty Images[)\]]?$|^[\[(](?:photo|foto)\b",
    re.I,
)
_PICTURES = (
    "photo", "foto", "pic", "via ap", "getty", "handout", "courtesy", "file", "image", "bild", "фото", "credit", "/",
)  # fmt: skip
"""One of these stands in whatever `_PHOTO` finds; looking for them is faster."""
_FILE = re.compile(r"^(?:FILE|ARCHIVO|ARCHIV|DOSSIER)\s?[-–—:]+\s?\S")


def read(lines: list[Line], tables: Tables) -> tuple[list[Line], Credit | None]:
    """Return (lines, credit): credits and captions have left the body, an inline signature is split off."""
    _captions(lines)
    lines = _inline(lines, tables)
    body = [at for at, line in enumerate(lines) if line.role in ("paragraph", "item", "heading", "quote")]
    if not body:
        return lines, None
    found: list[Line] = []
    found += [line for line in lines if line.rule == "restore.credit.inline"]
    _tail(lines, body, tables, found)
    _around(lines, body, tables, found)
    if not found:
        return lines, None
    agency = next((one for line in found if (one := signing.named_in(line.text, tables))), None)
    evidence = tuple(Evidence(rule=line.rule, quote=line.text, locus="page", where=line.place) for line in found)
    return lines, Credit(text="\n".join(line.text for line in found), agency=agency, evidence=evidence)


def rule_of(text: str, tables: Tables) -> str | None:
    """Return the rule by which a line is a credit, None when it is none."""
    words = shapes.size(text)
    if words > _LONGEST or len(text) > _LONGEST_TEXT:
        return None
    if _FOLLOW.search(text) and words <= 40:
        return "restore.credit.follow"
    if _COPYRIGHT.match(text) or (_RIGHTS.search(text) and words <= 60 and signing.named_in(text, tables)):
        return "restore.credit.copyright"
    if _REPORTING.match(text) and words <= 60:
        return "restore.credit.reporting"
    if _CONTRIBUTED.search(text) and words <= 60:
        return "restore.credit.contributed"
    if _REPUBLISHED.search(text) and (signing.named_in(text, tables) or _LICENSED.search(text)):
        return "restore.credit.republished"
    if words <= 8 and (signing.agency_of(text, tables) or _only_signs(text, tables)):
        return "restore.credit.signature"
    supplied = _SUPPLIED.match(text)
    if supplied and words <= 8 and signing.agency_of(supplied["who"].partition(",")[0], tables):
        return "restore.credit.supplied"
    return None


def _only_signs(text: str, tables: Tables) -> bool:
    """Tell whether a short line is agency forms and marks, or them and a desk's initials (``dpa/ab``)."""
    bare = re.sub(r"\s[(（\[][^()（）\[\]]*[)）\]]\.?$", "", text)
    rest = signing.without_forms(bare, tables)
    if rest == bare:
        return False
    return not re.search(r"[^\W\d_]{4,}", rest) and len(re.findall(r"[^\W_]+", rest)) <= 2


def _tail(lines: list[Line], body: list[int], tables: Tables, found: list[Line]) -> None:
    """Take credits from the last body lines; a rule of dashes with little behind it takes what follows along."""
    low = body[-_TAIL] if len(body) >= _TAIL else body[min(1, len(body) - 1)]
    ruled = _ruled(lines, low, body[-1])
    for at in range(low, body[-1] + 1):
        line = lines[at]
        if line.role == "furniture" and not _RULE.match(line.text):
            continue
        rule = rule_of(line.text, tables)
        if rule is None and ruled is not None and at > ruled and shapes.size(line.text) <= 60:
            rule = "restore.credit.ruled_off"
        if rule:
            line.decide("credit", rule)
            found.append(line)
        elif _RULE.match(line.text) or _CLOSING.match(line.text):
            line.decide("furniture", "restore.credit.separator")


def _ruled(lines: list[Line], low: int, last: int) -> int | None:
    """Return the rule of dashes (``___``) near the end behind which at most three lines stand, one of them a credit."""
    for at in range(last, low - 1, -1):
        if not _RULE.match(lines[at].text) or not set(lines[at].text) & set("_*—–-=~"):
            continue
        behind = [line for line in lines[at + 1 : last + 1] if line.role != "furniture"]
        words = " ".join(line.text for line in behind)
        signed = re.search(r"https?://|\bcoverage\b|\bcontributed\b|\breport(?:ed|er|ers|ing)\b|\bwriters?\b|©", words)
        return at if 1 <= len(behind) <= 3 and signed else None
    return None


def _around(lines: list[Line], body: list[int], tables: Tables, found: list[Line]) -> None:
    """Take credits from the lines just before and behind the body that are not body."""
    before = range(max(0, body[0] - 8), body[0])
    behind = range(body[-1] + 1, min(len(lines), body[-1] + 5))
    for at in (*before, *behind):
        line = lines[at]
        if line.role not in (None, "furniture") or line.links > 0.9 or line.rule.startswith("restore.furniture."):
            continue
        rule = rule_of(line.text, tables)
        if rule in (None, "restore.credit.copyright") and not signing.named_in(line.text, tables):
            continue
        if rule:
            line.decide("credit", rule)
            found.append(line)


def _inline(lines: list[Line], tables: Tables) -> list[Line]:
    """Split ``… he said. (ANI)`` at the end of the last paragraph."""
    last = next((at for at in range(len(lines) - 1, -1, -1) if lines[at].role == "paragraph"), None)
    if last is None:
        return lines
    line = lines[last]
    match = _INLINE.search(line.text, max(0, len(line.text) - 48))
    if not match or not signing.agency_of(match.group("b") or match.group("d"), tables):
        return lines
    kept, tail = part(line, 0, match.start()), part(line, _first(line.text, match.start()), len(line.text))
    tail.decide("credit", "restore.credit.inline")
    return [*lines[:last], kept, tail, *lines[last + 1 :]]


def _first(text: str, at: int) -> int:
    while at < len(text) and text[at] == " ":
        at += 1
    return at


def _captions(lines: list[Line]) -> None:
    """Take photo credits and the captions that end in them out of the body."""
    for line in lines:
        if line.role not in ("paragraph", "heading", "item") or len(line.text) > 700:
            continue
        tail = line.text[-140:]
        folded = tail.lower()
        pictured = any(word in folded for word in _PICTURES) and _PHOTO.search(tail)
        if (pictured or _FILE.match(line.text)) and shapes.size(line.text) <= 70:
            line.decide("caption", "restore.caption.credit")
