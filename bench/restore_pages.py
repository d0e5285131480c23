"""Development pages with what a person found in them: WCXB and fundus, with the site that each comes from."""

import collections
import dataclasses
import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
from rapidfuzz.distance import LCSseq

SHARED = Path(__file__).resolve().parents[1].parent / "shared" / "data"
_WORD = re.compile(r"\w+")


@dataclasses.dataclass(frozen=True, slots=True)
class Page:
    name: str
    kind: str  # WCXB page type, or "fundus"
    url: str
    site: str
    html: bytes
    title: str | None
    author: str | None
    date: str | None
    text: str


def wcxb(kinds: frozenset[str] | None = None) -> Iterator[Page]:
    """Yield the WCXB pages of these types (all when None), in file order."""
    for file in sorted((SHARED / "wcxb" / "ground-truth").glob("*.json")):
        data = json.loads(file.read_bytes())
        kind = data["_internal"]["page_type"]["primary"]
        if kinds is not None and kind not in kinds:
            continue
        gold = data["ground_truth"]
        html = gzip.decompress((SHARED / "wcxb" / "html" / f"{file.stem}.html.gz").read_bytes())
        yield Page(
            f"wcxb/{file.stem}", kind, data.get("url") or "", site(data.get("url") or "") or file.stem, html,
            gold.get("title"), gold.get("author"),
            gold.get("publish_date"), gold.get("main_content") or "",
        )  # fmt: skip


def fundus() -> Iterator[Page]:
    """Yield the publishers' pages whose hand-made body can be told apart; the version is the one the page holds."""
    for info in sorted((SHARED / "fundus").glob("*/meta.info")):
        for name, entry in sorted(json.loads(info.read_bytes()).items()):
            file = info.parent / name
            gold_file = info.parent / (re.sub(r"_\d{4}_\d\d_\d\d\.html\.gz$", "", name) + ".json")
            if not file.exists() or not gold_file.exists():
                continue
            html = gzip.decompress(file.read_bytes())
            shown = set(_WORD.findall(html.decode("utf-8", "replace").lower()))
            best = max(
                (_fundus_gold(gold) for gold in json.loads(gold_file.read_bytes()).values()),
                key=lambda gold: _share(gold[2], shown) + _share(gold[0] or "", shown),
                default=None,
            )
            if best is None or len(best[2]) < 300 or _share(best[2], shown) < 0.9:
                continue
            url = entry["url"]
            yield Page(f"fundus/{info.parent.name}/{name[:-8]}", "fundus", url, site(url), html, *best[:2], best[3],
                       best[2])  # fmt: skip


def _fundus_gold(gold: dict) -> tuple[str | None, str | None, str, str | None]:
    body = gold.get("body") or {}
    parts = [*body.get("summary", ())]
    for section in body.get("sections", ()):
        parts += [*section["headline"], *section["paragraphs"]]
    authors = gold.get("authors") or []
    return gold.get("title"), " and ".join(authors) or None, "\n\n".join(parts), (gold.get("publishing_date") or None)


def _share(text: str, shown: set[str]) -> float:
    words = set(_WORD.findall(text.lower()))
    return len(words & shown) / len(words) if words else 0.0


def site(url: str) -> str:
    """Return the host without ``www.``."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def words(text: str) -> list[str]:
    """Return the lower-case words of a text."""
    return _WORD.findall(text.lower())


_MARKS = {
    **dict.fromkeys(map(ord, "‘’‚‹›´`"), "'"),
    **dict.fromkeys(map(ord, "“”„«»"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―"), "-"),
    0xAD: None,
}


def straight(title: str | None) -> str:
    """Return a headline with straight quotes, plain dashes and single spaces, for comparing."""
    return " ".join((title or "").translate(_MARKS).replace("…", "...").split())


def fold_of(site_name: str, folds: int = 5) -> int:
    """Return the fold of a site, the same in every run."""
    return hashlib.blake2b(site_name.encode()).digest()[0] % folds


def word_f1(found: str, gold: str) -> tuple[float, float, float]:
    """Return (F1, precision, recall) of bags of lower-case words, as WCXB counts them."""
    left, right = (collections.Counter(_WORD.findall(text.lower())) for text in (found, gold))
    if not left or not right:
        return (1.0, 1.0, 1.0) if not left and not right else (0.0, 0.0, 0.0)
    shared = sum((left & right).values())
    if not shared:
        return 0.0, 0.0, 0.0
    precision, recall = shared / sum(left.values()), shared / sum(right.values())
    return 2 * precision * recall / (precision + recall), precision, recall


def shares(texts: list[str], gold: str) -> tuple[np.ndarray, np.ndarray]:
    """Return, for each line, (words, share of them that an alignment with the true text matches)."""
    ids: dict[str, int] = {}
    wanted = [ids.setdefault(word, len(ids)) for word in words(gold)]
    shown, owner = [], []
    for number, text in enumerate(texts):
        for word in words(text):
            shown.append(ids.get(word, -1 - len(owner)))
            owner.append(number)
    total = np.bincount(owner, minlength=len(texts)).astype(float) if owner else np.zeros(len(texts))
    hit = np.zeros(len(texts))
    for step in LCSseq.opcodes(shown, wanted):
        if step.tag == "equal":
            for at in range(step.src_start, step.src_end):
                hit[owner[at]] += 1
    return total, np.divide(hit, total, out=np.zeros_like(hit), where=total > 0)
