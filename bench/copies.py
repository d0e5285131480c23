"""Recall by kind of reprint, precision, direction and speed of ``firsthand.copies``.

    python bench/copies.py [--peers] [--whole]

Truth comes from ``reprints.py``. Pairs whose honest texts share fifteen words in a row are reuse by the honest outlets
themselves; they are counted apart, neither right nor wrong.
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
import subprocess
import sys
import time
from collections import Counter
from functools import cache
from itertools import combinations, islice
from pathlib import Path
from random import Random

import reprints
from rapidfuzz.distance import LCSseq
from reprints import KINDS, Corpus

import networks
from firsthand import copies, tables
from firsthand.copies.translation import skeleton
from firsthand.copies.witness import witnesses
from firsthand.model import Article


def bases(count: int) -> list[str]:
    """Honest texts: Wikinews, US political news, one side of SemEval pairs in all languages, one in seven from KCNA."""
    rng = Random(7)
    reports = reprints.kcna()
    found = reprints.wikinews() + reprints.polnear() + [text for text, _ in reprints.semeval_all()]
    found += rng.sample(reports, min(len(reports), max(400, count - len(found))))
    found = sorted({re.sub(r"\s+", " ", text): text for text in found if 60 <= len(text.split()) <= 3_000}.values())
    rng.shuffle(found)
    return found[:count]


@cache
def grams(text: str, size: int = 15) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)}


def score(corpus: Corpus, edges: dict[tuple[str, str], str | None], texts: dict[str, str]) -> dict[str, object]:
    """Recall by kind, precision, and how many false pairs are traps or honest reuse."""
    hits: Counter[str] = Counter(kind for pair, kind in corpus.kind.items() if pair in edges)
    all_of = Counter(corpus.kind.values())
    true = false = natural = 0
    wrong: list[tuple[str, str]] = []
    trapped: Counter[str] = Counter()
    for pair in edges:
        one, two = pair
        if corpus.family[one] & corpus.family[two]:
            true += 1
        elif pair not in corpus.traps and _reused(corpus, one, two, texts):
            natural += 1
        else:
            false += 1
            wrong.append(pair)
            trapped[corpus.traps.get(pair, "other")] += 1
    directed = [pair for pair in corpus.kind if edges.get(pair)]
    right = sum(edges[pair] == corpus.exemplar[pair] for pair in directed)
    return {
        "recall": {kind: round(hits[kind] / all_of[kind], 4) if all_of[kind] else None for kind in KINDS},
        "of": dict(all_of),
        "precision": round(true / max(true + false, 1), 4),
        "false": dict(trapped),
        "natural": natural,
        "direction": round(right / len(directed), 4) if directed else None,
        "decided": round(len(directed) / max(1, sum(hits.values())), 4),
        "wrong": wrong[:40],
    }


def _reused(corpus: Corpus, one: str, two: str, texts: dict[str, str]) -> bool:
    return any(
        grams(texts[first]) & grams(texts[second]) for first in corpus.family[one] for second in corpus.family[two]
    )


def firsthand(corpus: Corpus) -> dict[tuple[str, str], str | None]:
    found, _ = copies.trace(corpus.articles)
    return {(copy.left, copy.right): copy.exemplar for copy in found}


def datasketch(corpus: Corpus) -> dict[tuple[str, str], str | None]:
    library = importlib.import_module("datasketch")
    index = library.MinHashLSH(threshold=0.5, num_perm=128)
    made = {}
    for article in corpus.articles:
        words = re.findall(r"\w+", article.text.lower())
        sketch = library.MinHash(num_perm=128)
        sketch.update_batch([" ".join(words[at : at + 3]).encode() for at in range(max(1, len(words) - 2))])
        made[article.record] = sketch
        index.insert(article.record, sketch)
    return {(one, two): None for one, sketch in made.items() for two in index.query(sketch) if one < two}


def gaoya(corpus: Corpus) -> dict[tuple[str, str], str | None]:
    library = importlib.import_module("gaoya.minhash")
    index = library.MinHashStringIndex(
        hash_size=32,
        jaccard_threshold=0.5,
        num_bands=42,
        band_size=3,
        analyzer="word",
        ngram_range=(3, 3),
        lowercase=True,
    )
    for number, article in enumerate(corpus.articles):
        index.insert_document(number, article.text)
    records = [article.record for article in corpus.articles]
    found = (
        (one, records[number])
        for one, row in zip(records, corpus.articles, strict=True)
        for number in index.query(row.text)
    )
    return {(one, two): None for one, two in found if one < two}


def rensa(corpus: Corpus) -> dict[tuple[str, str], str | None]:
    library = importlib.import_module("rensa")
    index = library.RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
    made = []
    for number, article in enumerate(corpus.articles):
        words = re.findall(r"\w+", article.text.lower())
        sketch = library.RMinHash(num_perm=128, seed=42)
        sketch.update([" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2))])
        made.append(sketch)
        index.insert(number, sketch)
    records = [article.record for article in corpus.articles]
    found = (
        (records[one], records[two])
        for one, sketch in enumerate(made)
        for two in index.query(sketch)
        if sketch.jaccard(made[two]) >= 0.5
    )
    return {(one, two): None for one, two in found if one < two}


def lookalikes() -> dict[str, object]:
    """Edges between look-alike events of ECB+ and between unlike SemEval pairs: all of them should be none."""
    rows: dict[str, object] = {}
    topics: dict[str, dict[str, list[str]]] = {}
    for topic, event, text in reprints.ecbplus():
        topics.setdefault(topic, {}).setdefault(event, []).append(text)
    corpus = Corpus()
    for topic, events in topics.items():
        for event, texts in events.items():
            for text in texts:
                corpus.add(text, {f"{topic}/{event}"})
    edges = firsthand(corpus)
    across = [pair for pair in edges if not corpus.family[pair[0]] & corpus.family[pair[1]]]
    rows["ecb+ texts"], rows["ecb+ edges across events"] = len(corpus.articles), len(across)
    rows["ecb+ edges within an event"] = len(edges) - len(across)
    for low, high in ((1, 1.5), (1.5, 3), (3, 4.1)):
        pairs = [(one, two) for one, two, overall in reprints.semeval() if low <= overall < high]
        found = [copies.compare(one, two) for one, two in pairs]
        rows[f"semeval {low}-{high}"] = f"{sum(copy is not None for copy in found)} of {len(pairs)}"
    return rows


def translations() -> dict[str, object]:
    """Pairs of SemEval in two languages that are held for a text and its translation, by how alike people found them.

    None of them is marked as a translation; pairs up to 1.5 tell the same story, those over 3 another one.
    """
    pairs: dict[str, list[tuple[str, str]]] = {}
    for left, right, languages, overall in reprints.semeval_across():
        band = "same story" if overall <= 1.5 else "like" if overall <= 3 else "other story"
        pairs.setdefault(f"{band}, {languages}", []).append((left, right))
    rows: dict[str, object] = {}
    for band, texts in sorted(pairs.items()):
        found = [copies.compare(one, two) for one, two in texts]
        rows[band] = f"{sum(copy is not None for copy in found)} of {len(texts)}"
    return rows


def facts() -> dict[str, object]:
    """Names and figures in the same order: what rewrites without a shared phrase have, and independent reports too."""
    week = Path(__file__).parents[1] / "examples" / "week" / "truth.json"
    texts = {text["key"]: text for text in json.loads(week.read_text("utf-8"))["texts"]}
    rows: dict[str, object] = {}
    for key, text in texts.items():
        if text["rewrite_of"]:
            pair = ("\n\n".join(row["paragraphs"]) for row in (text, texts[text["rewrite_of"]]))
            rows[f"rewrite {key}"] = _facts_in_order(*pair)
    events: dict[tuple[str, str], list[str]] = {}
    for topic, event, text in reprints.ecbplus():
        events.setdefault((topic, event), []).append(text)
    found = [_facts_in_order(one, two) for texts in events.values() for one, two in islice(combinations(texts, 2), 40)]
    for least in (0.4, 0.5, 0.6):
        count = sum(share >= least and count >= 10 for share, count in found)
        rows[f"ecb+ within an event, {least}"] = f"{count} of {len(found)}"
    return rows


def pages(show: bool) -> dict[str, object]:
    """Edges among real pages of many sites, of which none is a known reprint; ``--wrong`` prints them to be read."""
    articles = networks.strangers()
    found, _ = copies.trace(articles, copies.Options(tables=tables.builtin()))
    by_record = {article.record: article for article in articles}
    rows: Counter[str] = Counter()
    for copy in found:
        left, right = by_record[copy.left], by_record[copy.right]
        rows["in one site" if left.site == right.site and left.site else "between sites"] += 1
        if show:
            longest = max(copy.shared, key=lambda pair: len(pair.left)).left.of(left.text)[:200]
            print(left.site, right.site, copy.relation, copy.left_share, copy.right_share, longest, file=sys.stderr)
    return {"pages": len(articles), "edges": len(found), **rows}


def _facts_in_order(left: str, right: str) -> tuple[float, int]:
    sides = witnesses([Article(record=side, text=side, blocks=()) for side in (left, right)])
    one, two = (skeleton(side).keys for side in sides)
    count = LCSseq.similarity(one, two)
    return round(count / max(1, min(len(one), len(two))), 2), count


def others(options: argparse.Namespace) -> dict[str, dict[str, object]]:
    """What was asked for besides the made reprints."""
    rows: dict[str, dict[str, object]] = {}
    for name, measured in (("lookalikes", lookalikes), ("translations", translations), ("facts", facts)):
        if getattr(options, name):
            rows[name] = measured()
    if options.pages:
        rows["real pages"] = pages(options.wrong)
    for part in ("origin", "lineage") if options.whole else ():
        script = str(Path(__file__).with_name(f"{part}.py"))
        command = [sys.executable, script, "--seed", str(options.seed), "--json"]
        rows[part] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--lookalikes", action="store_true")
    parser.add_argument("--translations", action="store_true")
    parser.add_argument("--facts", action="store_true")
    parser.add_argument("--whole", action="store_true", help="origin.py and lineage.py in the same run")
    parser.add_argument("--pages", action="store_true")
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    honest = bases(options.texts * 3 // 5)
    turns = max(1, round((options.texts - len(honest)) / (len(honest) * 0.5)))
    corpus = reprints.make(honest, seed=options.seed, copies=turns, trap_pairs=min(90, options.texts // 25))
    texts = {f"f{at}": text for at, text in enumerate(honest[: len(honest) * 2 // 3])}
    texts |= {f"h{at}": text for at, text in enumerate(honest[len(honest) * 2 // 3 :])}
    rows = {}
    for method in (firsthand, datasketch, gaoya, rensa) if options.peers else (firsthand,):
        start = time.process_time()
        edges = method(corpus)
        spent = time.process_time() - start
        rows[method.__name__] = score(corpus, edges, texts) | {
            "texts": len(corpus.articles),
            "edges": len(edges),
            "texts a CPU second": round(len(corpus.articles) / spent),
        }
    rows |= others(options)
    if not options.wrong:
        for row in rows.values():
            row.pop("wrong", None)
    if options.json:
        json.dump(rows, sys.stdout, indent=1)
        return
    for name, row in rows.items():
        print(name)
        for key, value in row.items():
            print(f"  {key:26} {value}")


if __name__ == "__main__":
    main()
