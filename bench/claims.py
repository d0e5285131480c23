"""Measure claims on PolNeAR's dev part: rules alone, and the model with its guard rules.

    .venv/bin/python bench/claims.py [--json] [--part dev] [--limit N]

The corpus is development data beside the repository, not in it. How spans are compared: ``bench/polnear.py``.
"""

import argparse
import json
import re
import sys
import time
from collections import Counter

import polnear

from firsthand import tables
from firsthand.claims import Options, of_text
from firsthand.model import Claim

SPEECH = re.compile(
    r"\b(said|says?|saying|told|tells?|telling|according to|add(ed|s|ing)|wrote|writes?|writing|ask(ed|s|ing)?|"
    r"not(ed|es|ing)|announc(ed|es|ing)|argu(ed|es|ing)|explain(ed|s|ing)|declar(ed|es|ing)|insist(ed|s|ing)|"
    r"repl(ied|ies|ying)|respond(ed|s|ing)|stat(ed|es|ing)|tweet(ed|s|ing)|warn(ed|s|ing)?|den(ied|ies|ying)|"
    r"claim(ed|s|ing)?|report(ed|s|ing)?|acknowledg(ed|es|ing)|continued|recall(ed|s|ing)|suggest(ed|s|ing)?|"
    r"conclud(ed|es|ing)|conced(ed|es|ing)|admit(ted|s|ting)?|assert(ed|s|ing)|testif(ied|ies|ying))\b|^:$",
    re.IGNORECASE,
)
QUOTE = re.compile(r"^[\"“‘'].*[\"”’']?$", re.DOTALL)


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--json", action="store_true")
    asked.add_argument("--part", default="dev", choices=("dev", "train"))
    asked.add_argument("--limit", type=int)
    given = asked.parse_args()
    documents = polnear.documents(given.part)[: given.limit]
    builtin = tables.builtin()
    of_text(documents[0].text)  # read the model before the clock runs
    rows = {}
    for name, model in (("rules", False), ("model and guards", True)):
        options = Options(tables=builtin, model=model)
        begun = time.process_time()
        found = [of_text(document.text, options) for document in documents]
        spent = time.process_time() - begun
        rows[name] = score(documents, found) | {"articles a CPU second": len(documents) / spent}
    if given.json:
        print(json.dumps(rows, indent=1))
        return
    print(f"PolNeAR {given.part}: {len(documents)} articles; F1 in per cent")
    for measure in next(iter(rows.values())):
        print(f"{measure:28}" + "".join(f"{row[measure]:20.1f}" for row in rows.values()))
    print(" " * 28 + "".join(f"{name:>20}" for name in rows), file=sys.stderr)


def score(documents: list[polnear.Document], found: list[tuple[Claim, ...]]) -> dict[str, float]:
    """Return every measure."""
    tally: dict[str, Counter[str]] = {}
    for document, said in zip(documents, found, strict=True):
        words = polnear.Words(document.text)
        gold = [Triple(words, document.text, g.source, g.cue, g.content) for g in document.claims if g.content]
        guess = [
            Triple(words, document.text, *(_spans(part) for part in (claim.source, claim.cue, claim.content)))
            for claim in said
        ]
        _tokens(tally, gold, guess)
        for name, roles in (("source, part", (0,)), ("cue, part", (1,)), ("content, part", (2,)),
                            ("who and what, part", (0, 2)), ("whole claim, part", (0, 1, 2))):  # fmt: skip
            _matches(tally, name, gold, guess, roles)
        speech_gold, speech_guess = [t for t in gold if t.speech], [t for t in guess if t.speech]
        counts = tally.setdefault("whole claim, speech", Counter())
        counts["gold"] += len(speech_gold)
        counts["said"] += len(speech_guess)
        counts["hit_gold"] += _one_to_one(speech_gold, guess, (0, 1, 2))
        counts["hit_said"] += _one_to_one(gold, speech_guess, (0, 1, 2))
    return {name: _f1(counts) for name, counts in tally.items()} | _precision(tally)


class Triple:
    """A claim as three word sets."""

    def __init__(self, words: polnear.Words, text: str, source, cue, content) -> None:
        self.roles = tuple(words.of(spans) for spans in (source, cue, content))
        cue_text = " ".join(text[low:high] for low, high in cue)
        first = text[content[0][0] : content[0][1]].strip()
        self.speech = bool(SPEECH.search(cue_text)) or (first[:1] in '"“' and first[-1:] in '"”')


def _spans(part) -> tuple[tuple[int, int], ...]:
    if part is None:
        return ()
    pieces = part if isinstance(part, tuple) else (part,)
    return tuple((span.start, span.end) for span in pieces)


def _tokens(tally, gold, guess) -> None:
    for role, name in enumerate(("source, tokens", "cue, tokens", "content, tokens")):
        true = frozenset().union(*(t.roles[role] for t in gold)) if gold else frozenset()
        said = frozenset().union(*(t.roles[role] for t in guess)) if guess else frozenset()
        counts = tally.setdefault(name, Counter())
        counts["gold"] += len(true)
        counts["said"] += len(said)
        counts["hit_gold"] += len(true & said)
        counts["hit_said"] += len(true & said)


def _part(left: frozenset[int], right: frozenset[int]) -> bool:
    if not left and not right:
        return True
    return 2 * len(left & right) >= max(len(left), len(right)) and bool(left & right)


def _one_to_one(gold, guess, roles) -> int:
    free = list(guess)
    hits = 0
    for triple in gold:
        fits = [other for other in free if all(_part(triple.roles[role], other.roles[role]) for role in roles)]
        if fits:
            best = max(fits, key=lambda other: sum(len(triple.roles[role] & other.roles[role]) for role in roles))
            free.remove(best)
            hits += 1
    return hits


def _matches(tally, name, gold, guess, roles) -> None:
    counts = tally.setdefault(name, Counter())
    if roles in ((0,), (1,)):  # claims without the role are not counted for it alone
        gold, guess = [t for t in gold if t.roles[roles[0]]], [t for t in guess if t.roles[roles[0]]]
    hits = _one_to_one(gold, guess, roles)
    counts["gold"] += len(gold)
    counts["said"] += len(guess)
    counts["hit_gold"] += hits
    counts["hit_said"] += hits


def _f1(counts: Counter[str]) -> float:
    precision = counts["hit_said"] / max(1, counts["said"])
    recall = counts["hit_gold"] / max(1, counts["gold"])
    return 200 * precision * recall / max(1e-9, precision + recall)


def _precision(tally) -> dict[str, float]:
    counts = tally["whole claim, part"]
    return {
        "whole claim, precision": 100 * counts["hit_said"] / max(1, counts["said"]),
        "whole claim, recall": 100 * counts["hit_gold"] / max(1, counts["gold"]),
    }


if __name__ == "__main__":
    main()
