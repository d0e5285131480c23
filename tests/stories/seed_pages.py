"""The two pages that firsthand began with, cut by hand to what these stages need."""

from pathlib import Path

from made_nouns import agency, article, dating, stemma

SEEDS = Path(__file__).parents[2].parent / "shared" / "data" / "seeds"


def seeds():
    """Return (articles, texts, datings) of the pages, earliest first."""
    pages = []
    for path in sorted(SEEDS.glob("*.txt")):
        lines = path.read_text("utf-8").split("\n")
        end = next(at for at, line in enumerate(lines) if line.startswith(("___", "veryGood")))
        first = next(at for at, line in enumerate(lines) if line.startswith("Date:")) + 1
        pages.append(article(path.stem, "\n\n".join(lines[first:end]), title=lines[1], language="en"))
    pages.sort(key=lambda page: "said Tuesday" not in page.text)
    days = ("2023-09-19", "2023-09-22")
    return (
        pages,
        [stemma(page.record, origin=agency("ap")) for page in pages],
        [dating(page.record, day) for page, day in zip(pages, days, strict=True)],
    )
