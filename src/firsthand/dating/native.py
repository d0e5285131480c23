"""Offices in Korean, Japanese and Chinese script, where the title follows the name: ``岸田首相``, ``윤석열 대통령``."""

import re

from firsthand.dating.holders import EAST_ASIAN, Holders
from firsthand.model import Article, Clue, Evidence, Span

_CAP = 400_000
_TITLES = {
    "President": r"\s?(?:전\s)?대통령|大統領|国家主席|國家主席|主席|总统|總統",
    "Prime Minister": r"\s?총리|首相|总理|總理",
    "Premier": r"\s?총리|首相|总理|總理",
    "Chancellor": r"\s?총리|首相|总理|總理",
    "Foreign Minister": r"\s?(?:외교부\s)?장관|\s?외무상|外相|外务大臣|外長|外长",
    "Defense Minister": r"\s?(?:국방부\s)?장관|\s?국방상|防衛相|国防相|防长|防長",
    "Leader": r"\s?(?:국무위원장|총비서|위원장)|総書記|总书记|總書記|国务委员长",
    "Secretary-General": r"\s?(?:유엔\s)?사무총장|事務総長|秘书长|秘書長",
}
_FORMER = re.compile(r"前|元|전\s|故")
_WEIGHT = 2.6
"""As for titles in English that stand with no verb that tells."""


def native_clues(article: Article, index: Holders) -> list[Clue]:
    """Return the bounds that holders' names in their own script give; rule ``dating.office.native``."""
    text = article.text[:_CAP]
    if text.isascii() or not EAST_ASIAN.search(text):
        return []
    found = []
    for name, rows in sorted(index.native.items()):
        at = text.find(name)
        match = None
        while at >= 0 and match is None:
            for row in rows:
                match = re.compile(_TITLES.get(row.title, "(?!)")).match(text, at + len(name))
                if match is not None:
                    break
            else:
                at = text.find(name, at + len(name))
        if match is None or _FORMER.search(text[match.start() : match.end() + 1]):
            continue
        if _FORMER.search(text[max(0, at - 2) : at]):
            continue
        same = [one for one in rows if one.title == row.title]
        first, ends = min(one.first for one in same), [one.last for one in same]
        last = None if None in ends else max(end for end in ends if end is not None)
        span = Span(start=at, end=match.end())
        note = f"{name}, {row.country or row.title}: in office from {first} {f'to {last}' if last else 'on'}"
        evidence = Evidence(
            rule="dating.office.native", quote=span.of(article.text), record=article.record, where=span,
            weight=_WEIGHT, note=note,
        )  # fmt: skip
        found.append(Clue(kind="around", earliest=first, latest=last, evidence=evidence))
    return found
