"""Stories and counts, measured: ``python bench/stories.py [--fit] [--json]``.

Same story or not on ECB+ (``../shared/data/ecbplus``), whose sub-topics are look-alike events: folds by topic, weights
and thresholds fitted on the other folds, beside TF-IDF with average linkage. And made stories with known sourcing: how
often the truth lies inside the bounds, and how wide they are. ``--fit`` prints weights fitted on all topics.
"""

import argparse
import json
import random
import re
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
from made_stories import corroborated, measure
from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from firsthand import stories
from firsthand.model import Article, Origin, Stemma
from firsthand.spread import here
from firsthand.stories import pairs
from firsthand.stories.cluster import cluster
from firsthand.stories.score import WEIGHTS, by_hand

ECB = Path(__file__).parents[2] / "shared" / "data" / "ecbplus"
FOLDS = 5
COUNTED = ("numbers", "counts_agree", "counts_differ")
"""Features that the stage works out only where they can matter."""
LEASTS = (0.36, 0.38, 0.40, 0.42, 0.44, 0.46, 0.48, 0.5, 0.52)
"""Means from which groups may grow."""
TINY = 12
"""Archives of two to five texts that each topic gives."""
SEEDS = 4
"""Thinned-out copies of the training topics: stories of one to six texts are as common as those of twenty."""


def load():
    """Return (article, topic, sub-topic) of every text."""
    found = []
    for path in sorted(ECB.glob("*/*.json")):
        data = json.loads(path.read_text("utf-8"))
        page = Article(record=path.stem, title=data["title"] or None, text=data["text"] or "", blocks=())
        found.append((page, int(re.match(r"\d+", path.parent.name).group()), path.parent.name))
    return found


def table(docs):
    """Return features, labels, log-odds by hand, and pairs of some texts, as the stage computes them."""
    pages = {page.record: page for page, _, _ in docs}
    unknown = Origin(kind="unknown", name=None, certainty=0.0)
    texts = [Stemma(id=record, witnesses=(record,), archetype=record, origin=unknown) for record in sorted(pages)]
    profiles, rarity = stories._profiles(texts, pages, {}, {}, here)
    found, _ = pairs.table(profiles, rarity)
    gold = {page.record: sub for page, _, sub in docs}
    rows, labels, extra, places = [], [], [], []
    for at, pair in enumerate(found):
        left, right = profiles[pair[0]].sketch, profiles[pair[1]].sketch
        counted = dict(zip(COUNTED, pairs.counted(profiles, pair, rarity), strict=True))
        rows.append([counted[name] if name in counted else float(found.columns[name][at]) for name in WEIGHTS])
        labels.append(gold[left.record] == gold[right.record])
        extra.append(by_hand(left, right, float(found.columns["matter"][at])))
        places.append(pair)
    return np.array(rows), np.array(labels), np.array(extra), places, [gold[text.id] for text in texts]


def thinned(docs, seed):
    """Return the texts with each sub-topic cut to a random size."""
    rng = random.Random(seed)
    groups = defaultdict(list)
    for doc in docs:
        groups[doc[2]].append(doc)
    kept = []
    for _, group in sorted(groups.items()):
        rng.shuffle(group)
        kept.extend(group[: rng.choice([0, 1, 1, 2, 2, 3, 4, 6, 20])])
    return kept


def tiny(docs, seed):
    """Return archives of two to five texts of one topic, and of two texts of any: nothing else is around them."""
    rng = random.Random(seed)
    topics = defaultdict(list)
    for doc in docs:
        topics[doc[1]].append(doc)
    made = [rng.sample(group, rng.randint(2, 5)) for _, group in sorted(topics.items()) for _ in range(TINY)]
    made += [rng.sample(docs, 2) for _ in range(TINY * len(topics))]
    return made


def fit(docs):
    """Return the logistic model of some texts: whole, thinned, and in tiny archives."""
    tables = [table(docs), *(table(thinned(docs, seed)) for seed in range(SEEDS))]
    tables += [made for archive in tiny(docs, 0) if len((made := table(archive))[1])]
    return LogisticRegression(max_iter=5000).fit(
        np.vstack([rows for rows, *_ in tables]), np.concatenate([labels for _, labels, *_ in tables])
    )


def scores_of(model, docs):
    """Return (scores of pairs, gold) of some texts under a model."""
    rows, _, extra, places, gold = table(docs)
    odds = rows @ model.coef_[0] + model.intercept_[0] + extra if len(rows) else extra
    return dict(zip(places, (1 / (1 + np.exp(-odds))).tolist(), strict=True)), gold


def clustered(found, least):
    """Return (predicted, gold) of scored pairs when groups grow from a mean on."""
    scores, gold = found
    groups = cluster(len(gold), scores, least=least)
    home = {place: at for at, members in enumerate(groups) for place in members}
    return [home[place] for place in range(len(gold))], gold


def together(parts):
    """Return (predicted, gold) of several archives as one list, so that nothing is the same across them."""
    predicted, gold = [], []
    for at, (mine, true) in parts:
        predicted.extend((at, each) for each in mine)
        gold.extend((at, each) for each in true)
    return predicted, gold


def tfidf(docs, threshold):
    """Return (predicted, gold) of TF-IDF with average linkage."""
    texts = [f"{page.title or ''} {page.text}" for page, _, _ in docs]
    vectors = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform(texts).toarray()
    model = AgglomerativeClustering(None, metric="cosine", linkage="average", distance_threshold=threshold)
    return list(model.fit_predict(vectors)), [sub for _, _, sub in docs]


def scored(predicted, gold):
    """Return B3 F1 and pair F1."""
    clusters, classes = defaultdict(set), defaultdict(set)
    for at, (mine, true) in enumerate(zip(predicted, gold, strict=True)):
        clusters[mine].add(at)
        classes[true].add(at)
    both = [
        (len(clusters[m] & classes[t]), len(clusters[m]), len(classes[t])) for m, t in zip(predicted, gold, strict=True)
    ]
    precision = sum(shared / size for shared, size, _ in both) / len(both)
    recall = sum(shared / size for shared, _, size in both) / len(both)
    hits = sum(shared - 1 for shared, _, _ in both)
    linked = sum(size - 1 for _, size, _ in both), sum(size - 1 for _, _, size in both)
    return 2 * precision * recall / (precision + recall), 2 * hits / (sum(linked) or 1)


def folds(docs):
    """Return the B3 and pair F1 of both methods over all held-out topics.

    The mean from which groups grow is chosen for each fold on what the other folds' models gave on theirs: never on the
    topics that are scored.
    """
    topics = sorted({topic for _, topic, _ in docs})
    found = {name: defaultdict(list) for name in ("firsthand", "firsthand, thinned", "firsthand, tiny")}
    plain = []
    for fold in range(FOLDS):
        held = set(topics[fold::FOLDS])
        train, test = [d for d in docs if d[1] not in held], [d for d in docs if d[1] in held]
        model = fit(train)
        found["firsthand"][fold].append(scores_of(model, test))
        found["firsthand, thinned"][fold].extend(scores_of(model, thinned(test, 100 + seed)) for seed in range(3))
        found["firsthand, tiny"][fold].extend(scores_of(model, archive) for archive in tiny(test, 100))
        best = max((t / 100 for t in range(80, 98, 3)), key=lambda t: sum(scored(*tfidf(train, t))))
        plain.append((fold, tfidf(test, best)))
    grown = {
        (fold, least): [
            clustered(each, least) for name in ("firsthand", "firsthand, thinned") for each in found[name][fold]
        ]
        for fold in range(FOLDS)
        for least in LEASTS
    }
    made = {name: [] for name in found}
    for fold in range(FOLDS):

        def value(least, fold=fold):
            others = [each for other in range(FOLDS) if other != fold for each in grown[other, least]]
            return sum(scored(*together(enumerate(others))))

        least = max(LEASTS, key=value)
        for name, parts in found.items():
            made[name].extend(((fold, at), clustered(each, least)) for at, each in enumerate(parts[fold]))
    made["TF-IDF, average linkage"] = plain
    return {name: scored(*together(parts)) for name, parts in made.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true", help="print weights fitted on all topics and stop")
    parser.add_argument("--json", action="store_true", help="print figures as JSON")
    args = parser.parse_args()
    figures = {}
    if ECB.exists():
        docs = load()
        if args.fit:
            model = fit(docs)
            print({name: round(float(w), 2) for name, w in zip(WEIGHTS, model.coef_[0], strict=True)})
            print("intercept", round(float(model.intercept_[0]), 2))
            return
        start = time.process_time()
        figures["ecbplus"] = {name: {"b3": b3, "pair": pair} for name, (b3, pair) in folds(docs).items()}
        figures["ecbplus seconds"] = time.process_time() - start
    else:
        print(f"{ECB} is not there: ECB+ is not measured")
    figures["made stories"] = measure()
    figures["called corroborated"] = corroborated()
    if args.json:
        print(json.dumps(figures, indent=1))
        return
    for name, values in figures.get("ecbplus", {}).items():
        print(f"{name:28} B3 F1 {values['b3']:.3f}  pair F1 {values['pair']:.3f}")
    for name, values in figures["made stories"].items():
        print(
            f"{name:28} truth inside {values['inside']:.3f}  mean width {values['width']:.2f}  of {values['stories']}"
        )
    for name in ("firsthand", "labels"):
        found, every = figures["called corroborated"][name], figures["called corroborated"]["stories"]
        print(
            f"called corroborated, {name:12} {found['called corroborated']} of {every}"
            f", rest on one newsroom: {found['share that rests on one']:.3f}"
        )


if __name__ == "__main__":
    main()
