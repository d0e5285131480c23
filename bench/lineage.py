"""Direction of copies, lost ancestors, and where errors entered: ``python bench/lineage.py``.

    python bench/lineage.py [--trees 150] [--seed 1] [--json] [--wrong]

Copy trees of three to eight witnesses over honest texts. On each step one or two errors are planted (a number, name,
place or quotation changed), and what copying leaves behind, each by chance: a lost space, a typing error, a weekday
turned into a date, plain quotation marks, a cut end, a dropped hedge, a credit taken off, another headline. Two thirds
of the pages state a day that is later than their exemplar's, one in ten a wrong one; one inner page in six is taken out
afterwards. Nothing is restored here: what is measured is what follows from the texts.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from random import Random

import reprints

from firsthand import copies
from firsthand.model import Agency, Article, Credit, Evidence, Stated, Stemma, Tables

AGENCY = Agency(id="qnx", name="Quillnorth Exchange", forms=("QNX", "Quillnorth Exchange"))
NAMES = ("Halvorsen", "Okonedo", "Brightwater", "Castellane", "Duvernay", "Ekström", "Farrukh", "Godolphin")
PLACES = ("Westmark", "Orrinvale", "Port Selby", "Kestrel Bay", "Norrington", "Aldermere")
WORDS = ("terrible", "wonderful", "careful", "sudden", "bitter", "quiet")
HIGH = 0.9
BANDS = (0.95, 0.9, 0.8, 0.7, 0.5)  # of certainty, each up to the one before


@dataclass
class Node:
    """One page of a tree with its truth."""

    record: str
    text: str
    parent: int | None
    title: str
    day: dt.date | None
    captured: dt.date
    credit: bool
    hidden: bool = False


@dataclass
class Error:
    """A planted error: its step, its kind, and the words that stand there now."""

    node: int
    kind: str
    after: str
    holders: set[int] = field(default_factory=set)


def number(text: str, rng: Random) -> tuple[str, str] | None:
    found = list(re.finditer(r"(?<![\w.,/-])[2-9]\d{0,2}(?![\w,/-]|\.\d)", text))
    if not found:
        return None
    match = rng.choice(found)
    made = str(int(match.group()) + rng.choice((1, 2, 10, 30)))
    return text[: match.start()] + made + text[match.end() :], made


def name(text: str, rng: Random) -> tuple[str, str] | None:
    found = list(re.finditer(r"(?<=[a-z] )[A-Z][a-z]{2,} ([A-Z][a-z]{3,})(?= (?:said|told|was|has|had|is)\b)", text))
    if not found:
        return None
    match, made = rng.choice(found), rng.choice(NAMES)
    return text[: match.start(1)] + made + text[match.end(1) :], made


def place(text: str, rng: Random) -> tuple[str, str] | None:
    found = list(re.finditer(r"(?<= in )[A-Z][a-z]{3,}(?=[ ,.][a-z \n])", text))
    if not found:
        return None
    match, made = rng.choice(found), rng.choice(PLACES)
    return text[: match.start()] + made + text[match.end() :], made


def quotation(text: str, rng: Random) -> tuple[str, str] | None:
    found = [m for quote in re.finditer(r"[“\"][^”\"\n]{30,300}[”\"]", text)
             for m in re.finditer(r"(?<= )[a-z]{5,}(?= )", quote.group()) if True
             for m in [(quote.start() + m.start(), quote.start() + m.end())]]  # fmt: skip
    if not found:
        return None
    (start, end), made = rng.choice(found), rng.choice(WORDS)
    return text[:start] + made + text[end:], made


PLANT = {"number": number, "name": name, "place": place, "quotation": quotation}


def worn(text: str, rng: Random) -> str:
    """What copying leaves behind."""
    if rng.random() < 0.2:
        at = rng.choice([m.start() for m in re.finditer(r"(?<=[a-z.,]) (?=[a-zA-Z])", text)])
        text = text[:at] + text[at + 1 :]
    if rng.random() < 0.25:
        match = rng.choice(list(re.finditer(r"\b[a-z]{6,}\b", text)))
        at = rng.randrange(1, len(match.group()) - 2) + match.start()
        text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if rng.random() < 0.2:
        text = re.sub(r"\bon (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", "on 2021-05-04", text, count=1)
    if rng.random() < 0.25:
        text = text.translate(str.maketrans({"“": '"', "”": '"', "’": "'", "–": "-", "—": "-"}))
    if rng.random() < 0.2:
        text = re.sub(r",? (?:according to [A-Z][\w ]{3,30}|reportedly|allegedly)(?=[,. ])", "", text, count=1)
    if rng.random() < 0.2 and text.count("\n\n") > 4:
        text = "\n\n".join(text.split("\n\n")[: rng.randint(-2, -1)])
    return text


def tree(base: str, number_of: int, rng: Random) -> tuple[list[Node], list[Error]]:
    """One copy tree and its planted errors."""
    first = dt.date(2021, 5, 1) + dt.timedelta(days=rng.randrange(200))
    title = " ".join(re.findall(r"[\w’']+", base)[2:11]).capitalize()
    nodes = [Node("", base, None, title, first if rng.random() < 0.67 else None, first + dt.timedelta(5),
                  rng.random() < 0.4)]  # fmt: skip
    errors: list[Error] = []
    used: set[str] = set()
    for at in range(1, rng.randint(3, 8)):
        above = rng.randrange(len(nodes))
        parent = nodes[above]
        text = worn(parent.text, rng)
        for kind in rng.sample(sorted(PLANT), rng.choice((1, 1, 2))):
            made = PLANT[kind](text, rng)
            if made is not None and made[1] not in text and made[1] not in used:
                used.add(made[1])  # the same change made twice in one tree cannot be told from one that was copied
                text = made[0]
                errors.append(Error(at, kind, made[1]))
        late = (parent.day or first) + dt.timedelta(days=rng.randint(1, 40))
        if rng.random() < 0.1:
            late = (parent.day or first) - dt.timedelta(days=rng.randint(1, 40))
        named = parent.title if rng.random() < 0.6 else parent.title + " — what we know"
        nodes.append(Node("", text, above, named, late if rng.random() < 0.67 else None,
                          parent.captured + dt.timedelta(days=rng.randint(-3, 30)),
                          parent.credit and rng.random() < 0.6))  # fmt: skip
    inner = {node.parent for node in nodes}
    for at, node in enumerate(nodes):
        node.record = f"page_{number_of:04}{rng.randrange(16**6):06x}{at}"
        node.hidden = at > 0 and at in inner and rng.random() < 1 / 6
    for error in errors:
        error.holders = {
            at for at, node in enumerate(nodes) if _descends(nodes, at, error.node) and error.after in node.text
        }
    return nodes, errors


def _descends(nodes: list[Node], at: int, above: int) -> bool:
    here: int | None = at
    while here is not None and here != above:
        here = nodes[here].parent
    return here == above


def article(node: Node) -> Article:
    def day(kind: str, when: dt.date) -> Stated:
        return Stated(kind=kind, earliest=when, latest=when, evidence=Evidence(rule="bench.day", quote=str(when)))

    stated = (day("captured", node.captured), *((day("published", node.day),) if node.day else ()))
    credit = Credit(text="QNX", agency="qnx", evidence=()) if node.credit else None
    return Article(record=node.record, text=node.text, blocks=(), title=node.title, stated=stated, credit=credit)


def directions(
    nodes: list[Node], found: dict[tuple[str, str], copies.Copy], counts: Counter[str], wrong: list[str]
) -> None:
    at = {node.record: number for number, node in enumerate(nodes)}
    for (left, right), copy in found.items():
        if left not in at or right not in at:
            continue
        one, two = at[left], at[right]
        if not (_descends(nodes, one, two) or _descends(nodes, two, one)):
            counts["siblings"] += 1
            counts["siblings decided"] += copy.exemplar is not None
            continue
        true = left if _descends(nodes, two, one) else right
        counts["pairs"] += 1
        if copy.exemplar is None or copy.certainty is None:
            continue
        right_way = copy.exemplar == true
        band = next(low for low in BANDS if copy.certainty >= low)
        counts[f"band {band}"] += 1
        counts[f"band {band} right"] += right_way
        counts["decided"] += 1
        counts["right"] += right_way
        if copy.certainty >= HIGH:
            counts["high"] += 1
            counts["high right"] += right_way
        if not right_way:
            rules = [(each.rule[17:], each.weight) for each in copy.evidence if "direction" in each.rule]
            wrong.append(f"direction {copy.certainty} {true == left} {rules}")


def localised(
    nodes: list[Node], errors: list[Error], stemma: Stemma | None, counts: Counter[str], wrong: list[str]
) -> None:
    held = [node for node in nodes if not node.hidden]
    planted = set()
    for error in errors:
        holders = {nodes[at].record for at in error.holders if not nodes[at].hidden}
        if not holders or len(holders) == len(held):
            continue
        counts["errors"] += 1
        mine = [each for each in stemma.variants if error.after in each.after] if stemma else []
        planted.add(error.after)
        first = nodes[error.node]
        whole = any(set(each.witnesses) == holders for each in mine)
        counts["holders right"] += whole
        pinned = any(set(each.witnesses) == holders and
                     (each.first == first.record if not first.hidden else each.first not in {n.record for n in held})
                     for each in mine)  # fmt: skip
        top = [at for at in sorted(error.holders) if not nodes[at].hidden and not any(
            above in error.holders and not nodes[above].hidden and above != at and _descends(nodes, at, above)
            for above in range(len(nodes)))]  # fmt: skip
        if first.hidden and len(top) == 1:  # all that is held goes through one page, which is then the first
            pinned = any(set(each.witnesses) == holders and each.first == nodes[top[0]].record for each in mine)
        counts["pinned"] += pinned
        if not pinned:
            said = [(each.first[-1], len(each.witnesses)) for each in mine]
            wrong.append(f"error {error.kind} {error.after} hidden={first.hidden} said={said} true={len(holders)}")
    for each in stemma.variants if stemma else ():
        if each.kind in PLANT:
            counts["said"] += 1
            counts["said right"] += any(word in each.after for word in planted)


def steps(nodes: list[Node], stemma: Stemma | None, counts: Counter[str]) -> None:
    at = {node.record: number for number, node in enumerate(nodes)}
    for branch in stemma.branches if stemma else ():
        if branch.witness not in at:
            continue  # two honest texts that are one already
        here = nodes[at[branch.witness]].parent
        while here is not None and nodes[here].hidden:
            here = nodes[here].parent
        counts["steps"] += 1
        counts["steps right"] += (nodes[here].record if here is not None else None) == branch.exemplar


def main() -> None:
    """Print the shares; ``--wrong`` lists what went wrong on standard error."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trees", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args()
    rng = Random(options.seed)
    texts = sorted({text for text in reprints.wikinews() if 200 <= len(text.split()) <= 700})
    rng.shuffle(texts)
    trees = [tree(text, at, rng) for at, text in enumerate(texts[: options.trees])]
    articles = [article(node) for nodes, _ in trees for node in nodes if not node.hidden]
    edges, stemmata = copies.trace(articles, copies.Options(tables=Tables(agencies=(AGENCY,))))
    found = {(copy.left, copy.right): copy for copy in edges}
    of = {record: stemma for stemma in stemmata for record in stemma.witnesses}
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for nodes, errors in trees:
        directions(nodes, found, counts, wrong)
        stemma = of.get(next(node.record for node in nodes if not node.hidden))
        localised(nodes, errors, stemma, counts, wrong)
        steps(nodes, stemma, counts)
    if options.wrong:
        print("\n".join(wrong), file=sys.stderr)

    def share(part: str, whole: str) -> str:
        return f"{counts[part] / max(1, counts[whole]):.3f} of {counts[whole]}"

    rows = {
        "pages": len(articles),
        "direction decided": share("decided", "pairs"),
        "direction right where decided": share("right", "decided"),
        "direction right at certainty 0.9 and more": share("high right", "high"),
        **{f"  at certainty {band} and more": share(f"band {band} right", f"band {band}") for band in BANDS},
        "copies of one page, direction claimed": share("siblings decided", "siblings"),
        "steps of the tree right": share("steps right", "steps"),
        "errors: all holders right": share("holders right", "errors"),
        "errors: pinned to the first witness": share("pinned", "errors"),
        "readings shown that were planted": share("said right", "said"),
    }
    if options.json:
        json.dump(rows, sys.stdout, indent=1)
        return
    for label, value in rows.items():
        print(f"{label:44} {value}")


if __name__ == "__main__":
    main()
