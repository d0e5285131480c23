"""Incidents with thousands of look-alikes, told apart: ``python bench/lookalikes.py [--texts 3000] [--json]``.

Made reports (``made_events.py``) of quakes, fires, crashes, floods, strikes and shootings in a few months: half of the
incidents happen where others of their kind did, and the same officials speak there. Stories as the stage makes them,
with no weight fitted on this, beside TF-IDF with average linkage, whose threshold is fitted on other made reports. The
makers of the rules also made the reports.
"""

import argparse
import json
import time

import numpy as np
from made_events import Events
from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import TfidfVectorizer

from firsthand import stories
from firsthand.account import by_page
from stories import scored


def grouped(made):
    """Return (predicted, gold) of the stage."""
    told = stories.group(made.pages, made.stemmata, made.datings, by_page(made.claims))
    home = {record: at for at, story in enumerate(told) for record in story.records}
    return [home[page.record] for page in made.pages], [made.truth[page.record] for page in made.pages]


def tfidf(made, threshold):
    """Return (predicted, gold) of TF-IDF with average linkage."""
    texts = [f"{page.title or ''} {page.text}" for page in made.pages]
    vectors = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform(texts)
    far = np.asarray(1 - (vectors @ vectors.T).todense(), np.float32).clip(0, None)
    model = AgglomerativeClustering(None, metric="precomputed", linkage="average", distance_threshold=threshold)
    return list(model.fit_predict(far)), [made.truth[page.record] for page in made.pages]


def measure(texts):
    """Return B3 and pair F1 of both."""
    train = Events(1, max(600, texts // 2))
    best = max((t / 100 for t in range(40, 95, 3)), key=lambda t: sum(scored(*tfidf(train, t))))
    made = Events(2, texts)
    start = time.process_time()
    mine = scored(*grouped(made))
    seconds = time.process_time() - start
    undated = Events(2, texts)
    undated.datings = []
    return {
        "texts": len(made.pages),
        "incidents": len(set(made.truth.values())),
        "firsthand": {"b3": mine[0], "pair": mine[1], "seconds": round(seconds, 1)},
        "firsthand, no day of writing known": dict(zip(("b3", "pair"), scored(*grouped(undated)), strict=True)),
        f"TF-IDF, average linkage at {best}": dict(zip(("b3", "pair"), scored(*tfidf(made, best)), strict=True)),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=3000)
    parser.add_argument("--json", action="store_true", help="print figures as JSON")
    args = parser.parse_args()
    figures = measure(args.texts)
    if args.json:
        print(json.dumps(figures, indent=1))
        return
    print(figures.pop("texts"), "reports of", figures.pop("incidents"), "incidents")
    for name, values in figures.items():
        print(f"{name:38} B3 F1 {values['b3']:.3f}  pair F1 {values['pair']:.3f}  {values.get('seconds', '')}")


if __name__ == "__main__":
    main()
