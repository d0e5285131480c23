"""List the pronouns and short forms that stand as the source of a claim in ``examples``, for a person to check.

    .venv/bin/python scripts/list_short_forms.py > cases.tsv

One line for each, once however many pages copy the sentence: the file, the words in which it stands, the mention, and
an empty column in which the reader writes whom it means. The lists as read: ``tests/claims/coreference.tsv``.
"""

import csv
import sys
from pathlib import Path

import firsthand
from firsthand.model import Refusal
from firsthand.text.normalise import words
from firsthand.text.sentences import sentences

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
PRONOUNS = frozenset("he she they it who".split())
DEFINITE = frozenset("the this that his her its their".split())
AFTER = 5
"""Words behind a mention that are printed with it, so that it can be found again."""


def texts() -> list[tuple[str, str]]:
    """Return (file, text) for each example in a file of its own, sorted by file."""
    found = []
    for path in sorted([*(EXAMPLES / "week").rglob("*"), *(EXAMPLES / "voices").glob("*.txt")]):
        if path.suffix not in (".html", ".htm", ".txt") or "dump" in path.parts:
            continue
        payload = path.read_bytes()
        if path.parent.name == "voices":
            found.append((str(path.relative_to(EXAMPLES)), payload.decode()))
            continue
        article = firsthand.restore(payload)
        if not isinstance(article, Refusal) and article.language in (None, "en"):
            found.append((str(path.relative_to(EXAMPLES)), article.text))
    return found


def main() -> None:
    """Print the table."""
    out = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
    out.writerow(("file", "words", "mention", "meant"))
    seen: set[tuple[str, str]] = set()
    for file, text in texts():
        for claim in sorted(firsthand.claims(text), key=lambda each: each.content[0].start):
            if claim.source is None or not is_short(claim.source.of(text)):
                continue
            home = next((s for s in sentences(text) if s.start <= claim.source.start < s.end), None)
            if home is None:
                continue
            key = " ".join(word for word, _, _ in words(home.of(text))), claim.source.of(text).lower()
            if key not in seen:
                seen.add(key)
                out.writerow((file, around(text, claim.source.start), claim.source.of(text), ""))


def is_short(mention: str) -> bool:
    """Tell whether a mention is a pronoun, a phrase of up to three words with an article, or a single name."""
    found = [word for word, _, _ in words(mention)]
    if not found or len(found) > 3:
        return False
    return found[0] in PRONOUNS | DEFINITE or (len(found) == 1 and mention[0].isupper() and not mention.endswith("s"))


def around(text: str, start: int) -> str:
    """Return a mention with the words behind it, on one line, as they stand."""
    behind = [end for _, low, end in words(text[start : start + 120])][: AFTER + 1]
    return " ".join(text[start : start + behind[-1]].split())


if __name__ == "__main__":
    main()
