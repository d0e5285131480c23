"""Measure `firsthand.restore` beside the peers: body, headline, byline, speed, and the worst pages.

    python bench/restore.py                      # WCXB articles and fundus, held out by site, beside trafilatura
    python bench/restore.py --peers all          # readability, newspaper4k and justext too
    python bench/restore.py --kinds all          # the seven WCXB page types
    python bench/restore.py --hostile            # generated hostile pages: seconds and answers
    python bench/restore.py --folds DIR          # models from scripts/train_restore.py --folds DIR

Figures for pages that the shipped model was trained on would flatter it. With ``--folds`` each page is scored by the
model that never saw its site; without, the figures are marked as in-sample.
"""

import argparse
import collections
import json
import sys
import time
import warnings
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

import restore_hostile
import restore_pages

from firsthand.model import Article, Record, Sighting
from firsthand.restore import restore, trees

OURS = "firsthand"


def ours(page, folds):
    """Return (answer, seconds) of our own stage for one page."""
    if folds:
        held_out = folds[restore_pages.fold_of(page.site)]
        trees.load = held_out.__getitem__  # a page is scored by the models that never saw its site
    record = Record(
        id="page_0",
        payload=page.html,
        media="html",
        encoding="utf-8",
        url=page.url or None,
        sighting=Sighting(file="page"),
    )
    start = time.process_time()
    found = restore(record)
    spent = time.process_time() - start
    if isinstance(found, Article):
        return {"text": found.text, "title": found.title, "author": found.byline, "sure": found.confidence}, spent
    return {"text": found.excerpt or "", "title": None, "author": None, "refused": found.reason}, spent


def trafilatura(html, url):
    import trafilatura as peer

    found = peer.bare_extraction(html, url=url or None, with_metadata=True, include_comments=False)
    return {"text": found.text or "", "title": found.title, "author": found.author} if found else {}


def readability(html, url):
    import lxml.html
    import readability as peer

    document = peer.Document(html)
    text = "\n".join(lxml.html.fromstring(document.summary()).itertext())
    return {"text": text, "title": document.short_title()}


def newspaper(html, url):
    import newspaper as peer

    article = peer.Article(url or "http://example.org/", fetch_images=False)
    article.download(input_html=html)
    article.parse()
    return {"text": article.text, "title": article.title, "author": " and ".join(article.authors)}


def justext(html, url):
    import justext as peer

    kept = [part.text for part in peer.justext(html, peer.get_stoplist("English")) if not part.is_boilerplate]
    return {"text": "\n".join(kept)}


PEERS = {"trafilatura": trafilatura, "readability": readability, "newspaper4k": newspaper, "justext": justext}


def run(pages, peers, folds):
    """Return, for each system, one row a page."""
    rows = collections.defaultdict(list)
    for page in pages:
        rows[OURS].append((page, *ours(page, folds)))
        html = page.html.decode("utf-8", "replace")
        for name in peers:
            start = time.process_time()
            try:
                found = PEERS[name](html, page.url)
            except Exception as error:  # a peer that fails on a page scores nothing there
                found = {"refused": type(error).__name__}
            rows[name].append((page, found, time.process_time() - start))
    return rows


def same(left, right):
    """Tell whether two titles or names are the same words."""
    return restore_pages.words(left or "") == restore_pages.words(right or "")


def same_names(left, right):
    """Tell whether two bylines hold the same words in any order, joining words left out."""
    drop = {"and", "by", "the"}
    return set(restore_pages.words(left or "")) - drop == set(restore_pages.words(right or "")) - drop


def summary(rows):
    """Return the figures of one system over its rows."""
    scores = np.array([restore_pages.word_f1(found.get("text") or "", page.text) for page, found, _ in rows])
    titled = [(page, found) for page, found, _ in rows if page.title]
    signed = [(page, found) for page, found, _ in rows if page.author]
    unsigned = [(page, found) for page, found, _ in rows if not page.author]
    return {
        "pages": len(rows),
        "f1": scores[:, 0].mean(),
        "precision": scores[:, 1].mean(),
        "recall": scores[:, 2].mean(),
        "title": np.mean([(found.get("title") or "").split() == page.title.split() for page, found in titled] or [0]),
        "title words": np.mean([same(found.get("title"), page.title) for page, found in titled] or [0]),
        "byline": np.mean([same_names(found.get("author"), page.author) for page, found in signed] or [0]),
        "invented": np.mean([bool(found.get("author")) for _, found in unsigned] or [0]),
        "ms": 1000 * np.mean([spent for *_, spent in rows]),
    }


def show(title, rows, worst):
    figures = {name: summary(part) for name, part in rows.items()}
    columns = list(next(iter(figures.values())))
    print(f"\n{title}\n{'':14}" + "".join(f"{name:>12}" for name in columns))
    for name, row in figures.items():
        print(
            f"{name:14}"
            + "".join(f"{row[key]:12.4f}" if key not in ("pages", "ms") else f"{row[key]:12.1f}" for key in columns)
        )
    refused = collections.Counter(found["refused"] for _, found, _ in rows[OURS] if "refused" in found)
    print("refused:", dict(refused))
    marked = [(restore_pages.word_f1(found.get("text") or "", page.text), page, found) for page, found, _ in rows[OURS]]
    for (f1, precision, recall), page, found in sorted(marked, key=lambda row: row[0][0])[:worst]:
        print(
            f"  {f1:.2f} p {precision:.2f} r {recall:.2f} sure {found.get('sure')} {page.name} "
            f"{page.url[:90]} {found.get('refused', '')}"
        )
    return figures


def calibration(rows):
    """Print the mean F1 of our pages by their confidence."""
    pairs = [
        (found["sure"], restore_pages.word_f1(found["text"], page.text)[0])
        for page, found, _ in rows
        if found.get("sure")
    ]
    for low, high in ((0, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 0.98), (0.98, 1.01)):
        inside = [f1 for sure, f1 in pairs if low <= sure < high]
        print(f"  confidence {low:.2f}-{min(high, 1):.2f}: {len(inside):4} pages, mean F1 {np.mean(inside or [0]):.3f}")


def load_folds(folder):
    """Return, for each fold, its models by name; those that the folder lacks are the shipped ones, in-sample."""
    folds = []
    for number in range(len(sorted(folder.glob("model?.npz")))):
        models = {name: trees.load(name) for name in ("model", "titles")}
        for name in models:
            if (file := folder / f"{name}{number}.npz").exists():
                with np.load(file) as data:
                    models[name] = trees.from_arrays(data)
        folds.append(models)
    return folds


def main():
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", default="trafilatura", help="comma-separated, none, or all")
    parser.add_argument("--kinds", default="article", help="WCXB page types, comma-separated, or all")
    parser.add_argument("--folds", type=Path, help="folder of held-out models")
    parser.add_argument("--limit", type=int, default=10_000)
    parser.add_argument("--worst", type=int, default=20)
    parser.add_argument("--hostile", action="store_true")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if options.hostile:
        restore_hostile.main()
        return
    peers = [name for name in (PEERS if options.peers == "all" else options.peers.split(",")) if name in PEERS]
    folds = load_folds(options.folds) if options.folds else None
    kinds = None if options.kinds == "all" else frozenset(options.kinds.split(","))
    held = "held out by site" if folds else "IN-SAMPLE: the shipped model saw these pages"
    report = {}
    for title, pages in (("WCXB " + options.kinds, restore_pages.wcxb(kinds)), ("fundus", restore_pages.fundus())):
        rows = run([page for page, _ in zip(pages, range(options.limit), strict=False)], peers, folds)
        report[title] = show(f"{title}, {held}", rows, options.worst)
        calibration(rows[OURS])
    if options.json:
        options.json.write_text(json.dumps(report, indent=1, default=float))


if __name__ == "__main__":
    main()
