"""Why a page holds no article: each no has a name and says what was found."""

import re

from firsthand.model import Record, Refusal
from firsthand.restore import shapes
from firsthand.restore.compose import BODY
from firsthand.restore.draft import Line
from firsthand.restore.features import words
from firsthand.restore.metadata import Meta, first

_ERROR = re.compile(
    r"^(?:(?:error|http)\W{0,3})?(?:40[0-9]|410|429|451|50[0-9])\b|\b(?:page|article|content|site|document) "
    r"(?:not found|cannot be found|could not be found|no longer (?:available|exists)|unavailable|does not exist)|"
    r"\b(?:access denied|forbidden|bad gateway|service unavailable|internal server error|too many requests|"
    r"are you (?:a )?(?:human|robot)|verify(?:ing)? (?:that )?you are (?:a )?human|checking your browser|"
    r"just a moment)\b|"
    r"\b(?:seite|page|página|pagina|strona|страница) (?:nicht gefunden|introuvable|no encontrada|"
    r"não encontrada|non trovata|nie znaleziona|не найдена)",
    re.I,
)  # fmt: skip
_CONSENT = re.compile(
    r"\b(?:cookies?|consent|privacy|gdpr|datenschutz\w*|einwilligung\w*|consentement|consentimiento|consenso|privacidad"
    r"|personal data|personenbezogene\w*|données personnelles|datos personales|dati personali"
    r"|legitimate interests?|berechtigte\w* interesse\w*|intérêts? légitimes?|interés legítimo"
    r"|our (?:\d[\d,.]* )?partners|unsere\w* (?:\d+ )?partner|nos (?:\d+ )?partenaires|nuestros (?:\d+ )?socios"
    r"|before you continue|identifiers|store and(?:/or)? access"
    r"|(?:accept|reject|refuse|agree to|decline) all|manage (?:options|preferences|choices|settings)"
    r"|alle (?:akzeptieren|ablehnen)|tout (?:accepter|refuser)|aceptar tod[oa]s?|rechazar tod[oa]s?"
    r"|accetta tutt[oi])\b",
    re.I,
)
_PAYWALL = re.compile(
    r"\b(?:subscribe|subscription|sign in|log ?in|register|already a (?:subscriber|member)|"
    r"to (?:continue|keep) reading|"
    r"continue reading|unlock|for subscribers|abonn\w+|suscr[ií]b\w+|abbonat\w*|assin\w+|プレミアム|会員限定|有料)\b",
    re.I,
)  # fmt: skip
_WALL = re.compile(
    r"\b(?:subscribe (?:now )?to (?:keep|continue|read)|(?:keep|continue) reading (?:with|by)"
    r"|to (?:keep|continue) reading"
    r"|(?:is|are) (?:only )?(?:for|available to|reserved for) (?:paying )?(?:subscribers|members)"
    r"|already a (?:subscriber|member)|see our offers|(?:exclusive|content) for (?:subscribers|members)"
    r"|um weiterzulesen|nur für abonnenten|bereits abonnent|réservé aux abonnés|déjà abonné|pour lire la suite"
    r"|exclusivo para (?:suscriptores|assinantes)|ya (?:eres|soy) suscriptor|para seguir leyendo|per gli abbonati"
    r"|sei già abbonato|voor abonnees|al abonnee|только для подписчиков)\b",
    re.I,
)
"""What a wall says and an article's own text does not."""
_ODD = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
_FREE = re.compile(r"^(?:false|no|0)$", re.I)


_TEXT = frozenset(("paragraph", "item", "quote", "table", "code", "entry"))


def refusal(record: Record, reason: str, detail: str, excerpt: str | None = None) -> Refusal:
    """Return a refusal of this record by the restore stage."""
    return Refusal(
        id=record.id, record=record.id, sighting=record.sighting, stage="restore", reason=reason, detail=detail,
        excerpt=excerpt,
    )  # fmt: skip


def html_reason(meta: Meta, lines: list[Line], page: str) -> tuple[str, str, str | None] | None:
    """Return (reason, detail, excerpt) of a page that holds no article; None when it holds one."""
    body = [line for line in lines if line.role in _TEXT or (line.role == "heading" and shapes.is_prose(line))]
    text = "\n\n".join(line.text for line in body)
    count = words(text)
    shown = sum(words(line.text) for line in lines)
    title = (meta.title or "") + " \n " + (next((line.text for line in lines if line.tag == "h1"), ""))
    if count < 200 and (found := _ERROR.search(title) or (count < 80 and _ERROR.search(text[:400]))):
        return "error_page", f"The page says “{found.group()[:60]}” and has {count} words of text.", None
    if shown < 25:
        if len(page) > 1_000 or (shown < 8 and "<script" in page.lower()):
            return "script_shell", f"It shows {_some(shown)} in {len(page):,} characters of markup and scripts.", None
        return "no_article", f"The page shows {_some(shown)}.", None
    told = len(_CONSENT.findall(text)) if 0 < count < 400 else 0
    about = sum(words(line.text) for line in body if _CONSENT.search(line.text)) if told >= 3 else 0
    if told >= 3 and told * 25 > count and 2 * about > count:
        return "consent_wall", f"The {count} words of text are about consent.", None
    everything = " \n ".join((title, *(line.text for line in lines))) if shown < 300 else ""
    told = len(_CONSENT.findall(everything))
    about = sum(words(line.text) for line in lines if _CONSENT.search(line.text)) if told >= 5 else 0
    if told >= 5 and told * 20 > shown and 3 * about > shown:
        return "consent_wall", f"{told} of the {shown} words that are shown speak of consent.", None
    if (stub := _stub(meta, lines, count)) is not None:
        text = "\n\n".join(line.text for line in body if not _WALL.search(line.text))
        return "paywall_stub", stub, text[:2_000] or None
    if count < 25:
        return _without_text(lines, count, shown)
    return _front(meta, lines, count, shown)


def _some(count: int) -> str:
    return "1 word" if count == 1 else f"{count} words"


_STUB = 400
"""Words of text from which on a page is no stub, even where a wall's own words are among them."""


def _stub(meta: Meta, lines: list[Line], count: int) -> str | None:
    free = meta.json.article.get("isAccessibleForFree")
    locked = (isinstance(free, bool) and not free) or (isinstance(free, str) and _FREE.match(free))
    locked = bool(locked) or (first(meta, "article:content_tier") or "").lower() in ("locked", "metered")
    if count >= _STUB:
        return None
    walls = [line for line in lines if len(line.text) < 300 and _WALL.search(line.text)]
    count -= sum(words(line.text) for line in walls if line.role in BODY)
    if count >= 160:
        return None
    if len(walls) >= 2 and count < 120:
        return f"The page shows {_some(max(count, 0))} and then: “{walls[0].text[:60]}”."
    last = max((n for n, line in enumerate(lines) if line.role == "paragraph"), default=-1)
    after = [line for line in lines[last + 1 : last + 8] if _PAYWALL.search(line.text)]
    if locked or (count >= 12 and last >= 0 and len(after) >= 2):
        return f"The page shows {_some(count)} and then asks to subscribe or sign in."
    return None


def _without_text(lines: list[Line], count: int, shown: int) -> tuple[str, str, str | None]:
    linked = sum(words(line.text) for line in lines if line.links > 0.5)
    if linked > 0.6 * shown and shown > 150:
        return "section_front", f"{linked} of {shown} words are links and {count} are running text.", None
    return "no_article", f"{count} of {shown} words are running text.", None


def _front(meta: Meta, lines: list[Line], count: int, shown: int) -> tuple[str, str, str | None] | None:
    """Return the refusal of a page that is a list of other pages; None when it is an article."""
    linked = [line for line in lines if line.links > _LINKED and words(line.text) >= _TITLED]
    amount = sum(words(line.text) for line in linked)
    stated = bool(meta.json.article) or (first(meta, "og:type") or "").lower() == "article"
    paragraphs = [line for line in lines if line.role == "paragraph" and words(line.text) >= 25]
    crowded = len(linked) >= 15 and amount > 2 * count and len(paragraphs) < 4
    if not stated and crowded and not _told(lines, count):
        return "section_front", f"{len(linked)} linked titles hold {amount} words, running text {count}.", None
    return None


_LINKED = 0.6
"""Share of a line in links from which on, with `_TITLED` words, it is the headline of another page."""
_TITLED = 4


def _told(lines: list[Line], count: int) -> bool:
    """Tell whether running text stands in one piece, however much else is linked: a front has blurbs here and there.

    A piece is the body between two linked titles: 100 words with a paragraph of 40 are an article, and so are 40 that
    make most of the body and follow a headline of four words closely.
    """
    best = run = longest = between = 0
    headed = follows = False
    for line in lines:
        size = words(line.text)
        if line.role == "title":
            headed, between = size >= _TITLED, 0
        elif line.role in ("paragraph", "quote", "item", "heading") and line.links < 0.5:
            longest = max(longest, size)
            run += size if size >= 8 else 0
            follows = follows or (headed and size >= 15 and between <= 3)
        elif line.links > _LINKED and size >= _TITLED:
            run = 0
            between += 1
        best = max(best, run)
    return (best >= 100 and longest >= 40) or (follows and best >= 40 and best >= 0.6 * count)


def not_text(page: str) -> str | None:
    """Return why a page is not text: control characters or undecodable bytes in number; None when it is."""
    sample = page[:20_000]
    if not sample:
        return None
    odd = len(_ODD.findall(sample))
    if odd * 10 > len(sample):
        return f"{odd:,} of the first {len(sample):,} characters are control characters or could not be decoded."
    return None


def text_reason(lines: list[Line], count: int) -> tuple[str, str, str | None] | None:
    """Return (reason, detail, excerpt) of a dump that holds no article; None when it holds one."""
    shown = sum(words(line.text) for line in lines)
    head = " \n ".join(line.text for line in lines[:5])[:400]
    if shown < 200 and (found := _ERROR.search(head)):
        return "error_page", f"The page says “{found.group()[:60]}” and has {shown} words.", None
    text = " ".join(line.text for line in lines)
    if shown < 400 and len(_CONSENT.findall(text)) >= 3 and len(_CONSENT.findall(text)) * 25 > shown:
        return "consent_wall", f"The {shown} words of text are about consent.", None
    if count < 25:
        return "no_article", f"{count} of {shown} words are running text.", None
    return None
