"""Rewrite `examples/week`: the invented news week and its truth. Same code, same bytes.

python scripts/make_week.py            # into examples/week
python scripts/make_week.py FOLDER     # somewhere else
"""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent))

from week.farm import farm_page
from week.honest import honest_page
from week.nouns import Page
from week.pack import write_pages
from week.plan import FARM_PLAN, HONEST_PLAN, entries
from week.refused import refused_pages
from week.texts import read_texts
from week.truth import truth
from week.world import all_outlets, settings

TARGET = Path(__file__).parents[1] / "examples" / "week"
CONTAINERS = {"htm", "gz", "txt", "jsonl", "warc"}


def make_pages() -> list[Page]:
    """Every page of the week; each draws its chances from its own name, so that one more page changes no other."""
    texts, outlets = read_texts(), all_outlets()
    pages = []
    for plan, draw in ((HONEST_PLAN, honest_page), (FARM_PLAN, farm_page)):
        for name, key, options in entries(plan):
            container = next(iter(options & CONTAINERS), "html")
            page = draw(outlets[name], texts[key], container, options - CONTAINERS, Random(f"{name}/{key}"))
            pages.append(_with_visible_url(page))
    return pages + refused_pages(outlets, Random("refused"))


def _with_visible_url(page: Page) -> Page:
    """A page in a file of its own has only the address that it states."""
    stated = page.url and page.url.encode() in page.content
    return page if stated or page.container in ("jsonl", "warc") else replace(page, url=None)


def make_week(folder: Path) -> None:
    """Empty `folder` and write the week into it."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    pages = make_pages()
    references = write_pages(pages, folder)
    (folder / "firsthand.toml").write_text(settings(), encoding="utf-8")
    whole = json.dumps(truth(read_texts(), pages, references), ensure_ascii=False, indent=1)
    (folder / "truth.json").write_text(whole + "\n", encoding="utf-8")


if __name__ == "__main__":
    make_week(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
