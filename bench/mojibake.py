"""Measure the repair of mojibake: honest pages must stay as they are, damaged ones must read as before.

    python bench/mojibake.py                 # 1,622 honest pages; fundus pages of every country damaged in six ways

A damaged page counts as whole again when its article's text is that of the honest page; the share of characters beyond
ASCII that came back is given too.
"""

import argparse
import collections
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import restore_pages

from firsthand.model.record import python_name
from firsthand.text import mojibake
from firsthand.text.encoding import sniff


def wrongly(text, codec):
    """Return a text as it reads when its UTF-8 is taken for another encoding; undefined bytes become C1 controls."""
    out = []
    for byte in text.encode("utf-8"):
        try:
            out.append(bytes([byte]).decode(codec))
        except UnicodeDecodeError:
            out.append(chr(byte))
    return "".join(out)


def partly(text):
    """Return a text of which every second paragraph is damaged."""
    lines = text.split("\n")
    return "\n".join(wrongly(line, "cp1252") if number % 4 == 2 else line for number, line in enumerate(lines))


DAMAGES = {
    "UTF-8 as windows-1252": lambda text: wrongly(text, "cp1252"),
    "UTF-8 as Latin-1": lambda text: wrongly(text, "latin-1"),
    "UTF-8 as windows-1252, twice": lambda text: wrongly(wrongly(text, "cp1252"), "cp1252"),
    "UTF-8 as windows-1251": lambda text: wrongly(text, "cp1251"),
    "UTF-8 as windows-1250": lambda text: wrongly(text, "cp1250"),
    "every second paragraph": partly,
}


def mended(text, spots):
    parts, at = [], 0
    for spot in spots:
        parts += [text[at : spot.start], spot.text]
        at = spot.end
    return "".join([*parts, text[at:]])


def beyond(text):
    return collections.Counter(char for char in text if char > "\x7f" and not char.isspace())


def main():
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    spent = touched = number = 0
    sample = {}
    for page in (*restore_pages.fundus(), *restore_pages.wcxb()):
        encoding = sniff(page.html, "html")
        text = page.html.decode(python_name(encoding), "replace")
        start = time.process_time()
        found = mojibake.find(text, page.html, encoding)
        spent += time.process_time() - start
        number += 1
        if found:
            touched += 1
            print(f"  {page.name}: {len(found)} stretches, first {text[found[0].start : found[0].end]!r}")
        if page.kind == "fundus" and encoding == "utf-8" and not found:
            sample.setdefault(page.name.split("/")[1], []).append(page.text)
    print(f"honest pages: {touched} of {number} touched, listed above; {1000 * spent / number:.1f} ms a page")
    for name, damage in DAMAGES.items():
        whole = total = back = lost = 0
        countries = collections.Counter()
        for country, texts in sorted(sample.items()):
            for text in texts:
                bad = damage(text)
                if bad == text:
                    continue
                good = mended(bad, mojibake.find(bad))
                want, have = beyond(text), beyond(good)
                total += 1
                whole += good.split() == text.split()
                countries[country] += good.split() != text.split()
                back += sum((want & have).values())
                lost += sum(want.values())
        worst = ", ".join(f"{c} {n}" for c, n in countries.most_common(5) if n)
        print(f"{name:32} whole again {whole}/{total}, characters {back / max(1, lost):.4f}; not whole: {worst}")


if __name__ == "__main__":
    main()
