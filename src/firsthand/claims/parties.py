"""Parties: what a source phrase means, taken alone: an agency, a person, an organisation, unnamed people."""

import re
from dataclasses import dataclass

from firsthand.claims.cast import Cast, Name, kind_of
from firsthand.claims.lexicon import DETERMINERS, PREPOSITIONS
from firsthand.claims.roles import COMPASS, COUNTRIES, ORGANISATIONS, OUTLETS, PRODUCTS, TITLES, UNNAMED
from firsthand.model import Party, PartyKind
from firsthand.text.normalise import fold

_CUT = re.compile(r",|\s+(?:who|whose|which|that)\s|\s*\(")
_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+(?:[-’'][^\W_]+)*|&")
_DRESS = frozenset(
    "the official state state-run state-owned state-controlled government-run news agency new latest media "
    "newspaper its s".split()
)
"""Words around an agency's name that are not a party of their own."""
_TRADES = ("ers", "ors", "ists", "ants", "ents", "ians", "men", "women")
"""Plural endings of people who do something."""
_QUANTITIES = frozenset("some many most several all other few more than dozen dozens hundreds".split())
_PAPERS = frozenset("accounts figures rules papers minutes notes filings emails letters documents".split())
LONGEST_NAME = 120


@dataclass(frozen=True)
class Phrase:
    """A source phrase taken apart."""

    core: str
    """Without relative clauses and appositions."""
    extra: str | None
    """The apposition: ``a spokeswoman for the port``."""
    words: tuple[str, ...]
    """Folded words of the core, possessive endings off."""
    names: tuple[Name, ...]
    """Names of the cast inside the core."""


def phrase(text: str, start: int, cast: Cast, names: list[Name]) -> Phrase:
    """Take a source phrase apart; ``names`` are the cast's names that stand inside it."""
    text = text.strip(" ,")
    cut = _CUT.search(text)
    core, extra = (text, None) if cut is None else (text[: cut.start()], text[cut.start() :])
    if cut is not None and cut.group() == "," and re.match(r",\s*(?:[\w. ]+,)*\s*(?:[\w. ]+)?\band\b", extra or ""):
        core, extra = text, None  # a list of parties
    named = next((name for name in names if cut is not None and name.kind == "person"), None)
    if named is not None and extra is not None and not any(name.start < start + len(core) for name in names):
        at = named.start - start
        if text[len(core) : at].strip(" ,") == "":  # ``the port's spokeswoman, Ana Ruiz``
            core, extra, start = text[at : at + len(named.text)], core, named.start
    words = tuple(re.sub(r"['’]s?$", "", fold(match.group())) for match in _WORD.finditer(core))
    inside = tuple(name for name in names if name.start < start + len(core))
    tidy = extra.strip(" ,()") if extra else None
    return Phrase(core.strip(), tidy or None, tuple(word for word in words if word), inside)


def identify(parts: Phrase, cast: Cast) -> Party | None:
    """Return the party that a phrase means by itself; None when only its context can tell."""
    if not parts.words:
        return None
    agency = _agency(parts, cast)
    if agency is not None:
        return agency
    several = _several(parts)
    if several is not None:
        return several
    person = _person(parts, cast)
    if person is not None:
        return person
    return _organisation(parts, cast) or _unnamed(parts)


def key_of(words: tuple[str, ...]) -> str:
    """Return a party's id: its folded words without determiners in front."""
    kept = list(words)
    while len(kept) > 1 and kept[0] in DETERMINERS and kept[0] not in ("no", "one", "another", "other"):
        kept.pop(0)
    return " ".join(kept)[:LONGEST_NAME]


def _agency(parts: Phrase, cast: Cast) -> Party | None:
    """Recognise an agency of the table, dressed or not: ``the official Larch News Agency``, ``the new LNA report``."""
    core = tuple(word for token in parts.words for word in token.split("-"))
    for length in range(min(6, len(core)), 0, -1):
        for at in range(len(core) - length + 1):
            form = " ".join(core[at : at + length])
            agency = cast.agencies.get(form) or cast.agencies.get(" ".join(w for w in form.split() if w != "the"))
            if agency is None or not _signs(parts, form, length):
                continue
            rest = core[:at] + core[at + length :]
            if all(word in _DRESS or word in PRODUCTS or word in COUNTRIES or word in COMPASS or word.endswith("n")
                   for word in rest if word not in DETERMINERS):  # fmt: skip
                kind: PartyKind = "state medium" if agency.kind == "state" else "agency"
                extra = " ".join(word for word in rest if word not in DETERMINERS and word not in PRODUCTS)
                return Party(id=agency.id, name=agency.name, kind=kind, named=True, description=extra or None)
    return None


def _signs(parts: Phrase, form: str, length: int) -> bool:
    """Tell whether a form stands as a name: short ones only in capitals."""
    if length > 1:
        return any(character.isupper() for character in parts.core)
    return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", parts.core) is None and len(form) > 2


def _several(parts: Phrase) -> Party | None:
    """Recognise several named parties that speak as one: ``The U.S., South Korea and their partners``."""
    if "and" not in parts.words or not parts.names:
        return None
    last = parts.words[-1]
    names = [name for name in parts.names if name.kind != "person" or name.words]
    if last in UNNAMED or (len(names) < 2 and not {"their", "its"} & set(parts.words)):
        return None
    if len(names) == 1 and " and " in names[0].text:
        return None
    return Party(id=key_of(parts.words), name=parts.core, kind="group", named=True, description=parts.extra)


def _person(parts: Phrase, cast: Cast) -> Party | None:
    """Recognise a person by title, by a fuller form in the article, or by the shape of the phrase's last name."""
    if not parts.names:
        return None
    name = parts.names[-1]
    if not parts.core.rstrip("’'s ").endswith(name.text.rstrip("’'s ")):
        return None
    full = cast.fullest(name.words)
    kind = name.kind
    before = parts.words[: -len(name.words)] if len(parts.words) > len(name.words) else ()
    if kind == "unknown" and full is None and before and before[-1] in TITLES | UNNAMED:
        kind = "person"
    if full is None and kind != "person":
        return None
    if kind in ("organisation", "country"):
        return None
    best = full or name
    titles = " ".join(parts.core.split()) if len(parts.core) > len(best.text) and not _sentence(parts) else best.text
    extra = parts.extra if parts.extra and any(character.isalpha() for character in parts.extra) else None
    description = extra or _description(best, name)
    printed = titles if best.words == name.words else best.text
    for determiner in ("The ", "the ", "A ", "a ", "an ", "An "):
        printed = printed.removeprefix(determiner)
    return Party(id=best.key, name=printed[:LONGEST_NAME], kind="person", named=True, description=description)


def _sentence(parts: Phrase) -> bool:
    return len(parts.words) > 9


def _description(best: Name, name: Name) -> str | None:
    titles = best.titles or name.titles
    return " ".join(titles) or None


def _organisation(parts: Phrase, cast: Cast) -> Party | None:
    """Recognise a named organisation, state or outlet; a phrase with a small-lettered head is left to its context."""
    if not parts.names:
        return None
    words, name = parts.words, parts.names[0]
    if len(words) == 1 and words[0].endswith(_TRADES) and cast.opens_sentence(name.start):
        return None  # ``Brokers said``: a capital that only the sentence gives
    heads = ORGANISATIONS - UNNAMED
    if (words[-1] in UNNAMED and not (parts.core[:1].isupper() and heads & set(words[:2]) and "of" in words)) or (
        words[-1] in TITLES and words[-1] not in parts.names[-1].words
    ):
        return None
    own = words[1:] if words[0] in ("the", "a", "an") else words
    if _hangs_on_small_head(parts, own):
        return None
    plain = " ".join(own)
    if plain in cast.outlets or (own and own[-1] in OUTLETS and parts.core.split()[-1][:1].isupper()):
        return Party(id=key_of(words), name=article_off(parts.core), kind="outlet", named=True, description=parts.extra)
    full = cast.acronyms.get("".join(own)) if len(own) == 1 else None
    if full is not None:
        return Party(id=key_of(full.words), name=full.text, kind="organisation", named=True, description=parts.extra)
    capital = parts.core.split()[-1][:1].isupper() or own[-1] in ORGANISATIONS or own[-1] in PRODUCTS
    if not capital:
        return None
    kind: PartyKind = "unknown"
    if (
        kind_of(own, ()) in ("organisation", "country")
        or _is_acronym(name.text)
        or any(word in ORGANISATIONS for word in own)
    ):
        kind = "organisation"
    elif own[-1] in PRODUCTS:
        kind = "organisation"
        own = tuple(word for word in own if word not in PRODUCTS) or own
    return Party(id=key_of(own), name=article_off(parts.core), kind=kind, named=True, description=parts.extra)


def _hangs_on_small_head(parts: Phrase, own: tuple[str, ...]) -> bool:
    """Tell ``a clerk in the Port Office`` from ``the Port Office``: a small-lettered head before a preposition.

    ``A register of the Port Office`` is the office's own word.
    """
    for at, word in enumerate(own):
        if word in ("of", "in", "at", "for", "from", "with", "on", "to", "near", "inside"):
            printed = [match.group() for match in _WORD.finditer(parts.core)]
            head = printed[at - 1 + len(parts.words) - len(own)] if at else "A"
            return head[:1].islower() and own[at - 1] not in PRODUCTS | ORGANISATIONS | {"register"}
    return False


def _is_acronym(name: str) -> bool:
    return name.isupper() and len(name) > 2


def _unnamed(parts: Phrase) -> Party | None:
    """Recognise people whom the text does not name: the phrase itself is all there is to know."""
    last = next((at for at, word in enumerate(parts.words) if at and word in PREPOSITIONS), len(parts.words)) - 1
    if last and parts.words[last] in ORGANISATIONS - UNNAMED:
        return None  # ``the doctors' association`` is a body, though doctors are people
    if parts.words[-1] in PRODUCTS | _PAPERS:
        return None  # papers speak for somebody, and are nobody themselves
    head = next((word for word in parts.words if word in UNNAMED and word not in ("some", "many", "most")), None)
    if head is None:
        quantity = parts.words[0] in ("some", "many", "most", "several", "others")
        hangs = parts.words[0] in ("a", "an", "one", "another") and bool({"in", "at", "for", "of"} & set(parts.words))
        if (
            not quantity
            and not hangs
            and not (parts.words[-1].endswith("s") and (len(parts.words) > 1 or parts.words[0].endswith(_TRADES)))
        ):
            return None
        quantity = quantity or hangs
        if not quantity:
            return Party(id=key_of(parts.words), name=parts.core, kind="group", named=False, description=parts.core)
    description = parts.core if parts.extra is None else f"{parts.core}, {parts.extra}"
    return Party(
        id=key_of(_plain_group(parts.words)),
        name=article_off(parts.core),
        kind="anonymous",
        named=False,
        description=description,
    )


def _plain_group(words: tuple[str, ...]) -> tuple[str, ...]:
    """Leave quantities out: ``many experts`` and ``experts`` are the same people as far as anyone can tell."""
    kept = tuple(word for word in words if word not in _QUANTITIES)
    return kept or words


def article_off(text: str) -> str:
    """Return a phrase without the article in front."""
    for determiner in ("The ", "the ", "A ", "a ", "An ", "an "):
        if text.startswith(determiner) and len(text) > len(determiner):
            return text[len(determiner) :]
    return text
