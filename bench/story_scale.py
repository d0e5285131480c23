"""Stories, counts and timelines at scale: ``python bench/story_scale.py [--texts 1000 10000] [--json]``.

Made reports (``made_events.py``) of look-alike incidents, each lengthened by some 200 words of ``made_news.py``, so
that a report has the length of a short article; over a period that grows with their number, as archives do. Each size
runs in a process of its own: CPU seconds of each stage, the peak of memory (the reports themselves included), and the
time for each report.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

SIZES = (1_000, 10_000)


def run(texts):
    """Return the figures of one size."""
    from made_events import Events
    from made_news import News

    from firsthand import corroboration, stories, timeline
    from firsthand.account import by_page
    from stories import scored

    news = News()
    made = Events(2, texts, days=max(30, texts // 25), filler=lambda at: news.base(at)[:1_500])
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    start = time.process_time()
    told = stories.group(made.pages, made.stemmata, made.datings, by_page(made.claims))
    grouped = time.process_time()
    home = {record: at for at, story in enumerate(told) for record in story.records}
    b3, pair = scored([home[page.record] for page in made.pages], [made.truth[page.record] for page in made.pages])
    articles = {page.record: page for page in made.pages}
    by_id = {text.id: text for text in made.stemmata}
    days = {each.record: each for each in made.datings}
    said = {claim.record: claim for claim in made.claims}
    counting = time.process_time()
    counts = [
        corroboration.count(story, articles, by_id, (), (), [said[r] for r in story.records if r in said])
        for story in told
    ]
    counted = time.process_time()
    entries = [
        timeline.entries(story, articles, by_id, days, [said[r] for r in story.records if r in said]) for story in told
    ]
    done = time.process_time()
    return {
        "reports": len(made.pages),
        "words": sum(len(page.text.split()) for page in made.pages) // len(made.pages),
        "stories": len(told),
        "pair F1": round(pair, 3),
        "B3 F1": round(b3, 3),
        "stories s": round(grouped - start, 1),
        "counts s": round(counted - counting, 1),
        "timelines s": round(done - counted, 1),
        "ms a report": round(1000 * (grouped - start + done - counting) / len(made.pages), 2),
        "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "reports alone MB": held,
        "entries": sum(map(len, entries)),
        "sure": sum(count.reporters.low for count in counts),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--json", action="store_true", help="print figures as JSON")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        print(json.dumps(run(args.one)))
        return
    found = []
    for size in args.texts:
        command = [sys.executable, str(Path(__file__)), "--one", str(size)]
        found.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
        if not args.json:
            print(" · ".join(f"{name} {value}" for name, value in found[-1].items()), flush=True)
    if args.json:
        print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
