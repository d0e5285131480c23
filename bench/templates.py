"""Measure what many pages of one site tell that one page cannot: `firsthand.restore` alone and with templates.

    python bench/templates.py                    # honest sites, poured sites, farm dumps
    python bench/templates.py --folds DIR        # models from scripts/train_restore.py --folds DIR
    python bench/templates.py --sites 20         # fewer poured sites

Few sites have more than two pages in the development data, so most sites here are poured: the markup of one publisher's
page, into whose body the paragraphs of other publishers' articles are set, once for each page of the site. What stands
around them is the publisher's own. Beside them stand the same sites with one text reprinted on every page, of which
nothing may be lost. Farm dumps are invented: gold paragraphs between standing lines of our own.
"""

import argparse
import collections
import html
import json
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import restore_pages

from firsthand.model import Article, Record, Sighting
from firsthand.restore import Options, learn, learn_tails, matter, restore, trace, trees
from firsthand.text.encoding import sniff

PAGES = 8
"""Pages of a poured site."""
STANDING = (
    "Enjoying this story? Our morning letter brings five more of its kind to your desk, free of charge.",
    "This outlet is kept alive by its readers; a small sum each month pays for one reporter on the road.",
    "Reproduction of this report in any form is allowed only where it names the desk that made it.",
)
"""Standing lines of the invented farm, one above the body, one inside it, one below."""


def record(name, payload, media="html", url=None):
    encoding = sniff(payload, media)
    return Record(id=name, payload=payload, media=media, encoding=encoding, url=url, sighting=Sighting(file=name))


def paragraphs(page):
    return [part for part in page.text.split("\n\n") if len(part.split()) >= 12]


def places(page):
    """Return where the body's paragraphs stand in a page as found: (start, end) of lines that the gold text holds."""
    found = restore(record("page_0", page.html))
    if not isinstance(found, Article):
        return []
    gold = " ".join(page.text.split())
    hold = [b for b in found.blocks if len(b.text.split()) >= 6 and b.text in gold]
    return [(block.place.start, block.place.end) for block in hold]


def poured(shell, texts):
    """Yield (page, gold) of a site made of one page's markup: its paragraphs replaced by those of other articles."""
    page, spots = record("page_0", shell.html).page, places(shell)
    for number, text in enumerate(texts):
        parts, at = [], 0
        share = [text[place :: len(spots)] for place in range(len(spots))]
        gold, order = [], iter(text)
        for (start, end), some in zip(spots, share, strict=True):
            mine = [next(order) for _ in some]
            gold += mine
            # several paragraphs in one place: each an element of its own
            parts += [page[at:start], "</p><p>".join(html.escape(one, quote=False) for one in mine)]
            at = end
        made = "".join([*parts, page[at:]])
        yield record(f"page_{number}", made.encode(), url=f"https://{shell.site}/{number}.html"), "\n\n".join(gold)


def farm(texts, rng):
    """Yield (dump, gold) of invented dumps with standing lines above, inside and below the body."""
    for number, text in enumerate(texts):
        inside = rng.randrange(1, max(2, len(text)))
        body = [STANDING[0], *text[:inside], STANDING[1], *text[inside:], STANDING[2]]
        lines = [" ".join(text[0].split()[:9]), *body, "More news", "Another title about the harbour", "A third title"]
        yield record(f"page_{number}", "\n".join(lines).encode(), "text"), "\n\n".join(text)


def scores(pages, site=True):
    """Return one (alone, with template, taken) for each page of a site; alone and with are (F1, precision, recall)."""
    alone = [restore(one) for one, _ in pages]
    articles = [(one, found) for one, found in zip(pages, alone, strict=True) if isinstance(found, Article)]
    traces = [trace(found) for _, found in articles]
    known = dict((learn if site else learn_tails)(traces).lines)
    out = []
    for ((page, gold), found), left in zip(articles, traces, strict=True):
        template = matter(left, known)
        again = restore(page, Options(template=template)) if template.lines else found
        text = again.text if isinstance(again, Article) else ""
        out.append((restore_pages.word_f1(found.text, gold), restore_pages.word_f1(text, gold), text != found.text))
    return out


def honest():
    """Yield the pages of each site of the development data that has three or more."""
    sites = collections.defaultdict(list)
    for page in (*restore_pages.fundus(), *restore_pages.wcxb(frozenset(("article",)))):
        sites[page.site].append(page)
    for site, pages in sorted(sites.items()):
        if len(pages) >= 3:
            yield site, [(record(page.name, page.html, url=page.url), page.text) for page in pages]


def sites_poured(limit, seed=7):
    """Yield (site, pages of different texts, pages of one text) for publishers' pages."""
    pages = [page for page in restore_pages.fundus() if len(paragraphs(page)) >= 5]
    rng = random.Random(seed)
    shells = [page for page in pages if len(places(page)) >= 4]
    seen = set()
    for shell in shells:
        if shell.site in seen or len(seen) >= limit:
            continue
        seen.add(shell.site)
        others = [page for page in pages if page.site != shell.site]
        chosen = [paragraphs(page)[:30] for page in rng.sample(others, PAGES)]
        one = chosen[0]
        copies = [[*one[:place], *chosen[place][:1], *one[place + 1 :]] for place in range(min(PAGES, len(one)))]
        yield shell.site, list(poured(shell, chosen)), list(poured(shell, copies))


def row(name, found):
    if not found:
        return {"pages": name, "number": 0}
    mean = [[sum(one[side][k] for one in found) / len(found) for k in range(3)] for side in (0, 1)]
    worse = sum(one[1][0] < one[0][0] - 0.005 for one in found)
    better = sum(one[1][0] > one[0][0] + 0.005 for one in found)
    return {
        "pages": name, "number": len(found), "alone": mean[0], "templates": mean[1],
        "changed": sum(one[2] for one in found), "better": better, "worse": worse,
    }  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=Path)
    parser.add_argument("--sites", type=int, default=60)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    folds = {}
    if arguments.folds:
        import restore as bench

        folds = bench.load_folds(arguments.folds)
    rows = collections.defaultdict(list)

    def held_out(site):
        if folds:
            trees.load = folds[restore_pages.fold_of(site)].__getitem__

    for site, pages in honest():
        held_out(site)
        rows["honest sites, 3 pages and more"] += scores(pages)
    for site, different, same in sites_poured(arguments.sites):
        held_out(site)
        rows["poured sites, different texts"] += scores(different)
        rows["poured sites, one text reprinted"] += scores(same)
    rng = random.Random(11)
    texts = [paragraphs(page)[:30] for page in restore_pages.fundus() if len(paragraphs(page)) >= 5]
    rows["farm dumps, by brand"] += scores(list(farm(texts[:60], rng)))
    rows["farm dumps, archive's tails alone"] += scores(list(farm(texts[:60], rng)), site=False)
    table = [row(name, found) for name, found in rows.items()]
    if arguments.json:
        print(json.dumps(table, indent=1))
        return
    for one in table:
        print(f"{one['pages']:36} {one['number']:4}", end="")
        if one["number"]:
            cells = (" ".join(f"{value:.3f}" for value in one[side]) for side in ("alone", "templates"))
            print("  alone {}  templates {}".format(*cells), end="")
            print(f"  changed {one['changed']} better {one['better']} worse {one['worse']}", end="")
        print()


if __name__ == "__main__":
    main()
