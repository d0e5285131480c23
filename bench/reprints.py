"""Makes reprints from honest texts, with known truth: who was copied from, how, and which pairs only look like copies.

Used by ``bench/copies.py`` and by tests that are marked ``shared``. All randomness comes from one seed.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from firsthand.model import Article
from firsthand.text.sentences import sentences

DATA = Path(__file__).resolve().parents[1].parent / "shared" / "data"
KINDS = ("light", "planted", "heavy", "truncated", "excerpt", "scattered", "passage", "rewrite")

# Rule-made synonyms: both directions are used. Words of news prose, chosen by hand.
_SYNONYMS = (
    "said stated|killed slain|people persons|officials authorities|announced declared|attack assault|near close to|"
    "about roughly|more than over|began started|ended finished|many numerous|several a number of|big large|"
    "government administration|police officers|wounded injured|country nation|president head of state|leader chief|"
    "meeting talks|help assist|show demonstrate|asked requested|told informed|report account|group organisation|"
    "after following|before prior to|while as|because since|however but|also additionally|although though|"
    "during throughout|plan scheme|deal agreement|vote ballot|election poll|won secured|lost forfeited|"
    "died perished|hospital clinic|school college|children youngsters|city town|area region|home residence|"
    "fire blaze|storm tempest|flood deluge|crash collision|car vehicle|plane aircraft|ship vessel|weapon arm|"
    "soldiers troops|army military|war conflict|peace calm|law legislation|court tribunal|judge magistrate|"
    "crime offence|arrested detained|charged accused|trial hearing|prison jail|money funds|company firm|"
    "business enterprise|market exchange|price cost|rise increase|fall drop|growth expansion|workers employees|"
    "union association|strike walkout|protest demonstration|crowd throng|support backing|oppose resist|"
    "agree consent|refuse decline|demand insist on|urge press|warn caution|hope expect|fear worry|believe think|"
    "found discovered|lost missing|made produced|took seized|gave handed|went travelled|came arrived|left departed|"
    "held conducted|led headed|built constructed|destroyed wrecked|damaged harmed|opened launched|closed shut|"
    "first initial|last final|new fresh|old former|young youthful|major significant|small minor|important key|"
    "strong robust|serious grave|quickly rapidly|nearly almost|today on this day|early in the first part of|"
    "must has to|can is able to|will is going to|would was going to|which that|who that|this the|these the|"
    "victims casualties|rescue save|search hunt|investigation inquiry|evidence proof|cause reason|result outcome|"
    "according to as stated by|said that noted that|including among them|between amid|against versus|within inside"
).split("|")
_QUOTE = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)")
_STATEMENT = re.compile(r"\bstatement\b|\brelease\b", re.IGNORECASE)
_LEADING = re.compile(r"^(On \w+day|In \w+|Last \w+|Earlier|However|Meanwhile),? (.+?)([.!?][\"”]?)$", re.DOTALL)
_TIME = re.compile(r"^(.{20,}?) (on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b(.*)$", re.DOTALL)
_SAID = re.compile(r"^(.{30,}?), ([A-Z][\w .]{2,40}?) said\.$", re.DOTALL)
_COMMA = re.compile(r"^([^,]{25,}), (and|but|while|as|after|when|which) ([^,]{20,}?)([.!?])$", re.DOTALL)


def _pairs() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for row in _SYNONYMS:
        one, _, two = row.partition(" ")
        table.setdefault(one, []).append(two)
        if " " not in two:
            table.setdefault(two, []).append(one)
    return table


SYNONYMS = _pairs()
BOILERPLATE = (
    "This report is made available free of charge by a newsroom that lives on the support of its readers. Sign up for "
    "the evening letter to have the day's five most important stories delivered to your inbox, and follow us on every "
    "platform where you read the news. All rights reserved. No part may be rewritten or redistributed.",
    "The regional desk corrects mistakes promptly and openly. Readers who find an error are asked to write to the "
    "standards editor, who will reply within two working days; the address stands at the foot of every page of the "
    "print edition and on the page that lists the members of the desk.",
    "Market data are delayed by at least fifteen minutes. The figures are supplied for information only and are not "
    "intended for trading purposes. The publisher takes no responsibility for losses that arise from their use, and "
    "past performance is no guide to future returns of any kind.",
)
QUOTATIONS = (
    "We have waited for this day for eleven years, and nobody who stood in that square will ever forget what it cost "
    "us. I ask every one of you to go home tonight, to lock no doors, and to come back in the morning with open hands",
    "There is no version of events in which this decision makes anybody safer. It was taken in a hurry, by people who "
    "had not read the report, and it will have to be paid for by families who were never asked about it",
    "I take full responsibility for what happened under my watch, and I will not hide behind committees or lawyers. "
    "The men and women who do this work deserve better than what we gave them, and so do the people whom they serve",
)
RELEASES = (
    "The foundation said in a statement that it would fund forty new clinics in rural districts over the next three "
    "years, that each of them would be staffed by at least two nurses and a midwife, and that the first of them would "
    "open before the end of the rainy season.",
    "According to a press release, the merger will create the third largest operator of inland ferries, with two "
    "hundred and six vessels and nine thousand employees, and will be completed as soon as the supervisory boards of "
    "both companies and the competition office have given their consent.",
)


@dataclass
class Corpus:
    """Articles with known truth."""

    articles: list[Article] = field(default_factory=list)
    kind: dict[tuple[str, str], str] = field(default_factory=dict)  # (left, right), left < right -> kind
    exemplar: dict[tuple[str, str], str] = field(default_factory=dict)
    family: dict[str, set[str]] = field(default_factory=dict)  # record -> families of base texts it carries
    traps: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, text: str, families: set[str], made_of: str | None = None, kind: str = "base") -> str:
        record = f"page_{len(self.articles):07}"
        self.articles.append(Article(record=record, text=text, blocks=(), language="en"))
        self.family[record] = families
        if made_of is not None:
            key = (min(record, made_of), max(record, made_of))
            self.kind[key], self.exemplar[key] = kind, made_of
        return record


def wikinews() -> list[str]:
    found = []
    for year in (2019, 2020):
        with (DATA / "wikinews" / f"wikinews_{year}.csv").open(encoding="utf-8", newline="") as lines:
            found += [row["text"] for row in csv.DictReader(lines)]
    return [re.sub(r"\s*\n\s*", "\n\n", re.sub(r"^\w+day, \w+ \d+, \d+\s*", "", text)).strip() for text in found]


def kcna() -> list[str]:
    with gzip.open(DATA / "kcna" / "kcna.json.gz", "rt", encoding="utf-8") as lines:
        return [row["story_text"].replace("\n", "\n\n") for row in json.load(lines) if row["story_text"]]


def polnear() -> list[str]:
    paths = sorted((DATA / "polnear").glob("*/text/*.txt"))
    return [re.sub(r"\n\s*", "\n\n", path.read_text(encoding="utf-8")).strip() for path in paths]


def semeval_all() -> list[tuple[str, str]]:
    """(text, language) of the left side of every pair; of an article that stands in several pairs one rendering.

    The set holds some articles twice, machine-translated in two ways, under one id: two of them would be copies.
    """
    csv.field_size_limit(sys.maxsize)
    with gzip.open(DATA / "semeval2022_task8" / "training_set.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    first = {row["pair_id"].split("_")[0]: (row["text1"], row["lang1"]) for row in reversed(rows)}
    return list(first.values())


def ecbplus() -> list[tuple[str, str, str]]:
    """(topic, ecb or ecbplus, text), each text once."""
    found = []
    for path in sorted((DATA / "ecbplus").glob("*/*.json")):
        topic = re.match(r"\d+", path.parent.name)
        row = json.loads(path.read_text(encoding="utf-8"))
        found.append((topic.group() if topic else "", path.parent.name.lstrip("0123456789"), row["text"] or ""))
    return found


def semeval() -> list[tuple[str, str, float]]:
    """English pairs with their overall score, 1 the same story to 4 another."""
    csv.field_size_limit(sys.maxsize)
    with gzip.open(DATA / "semeval2022_task8" / "training_set.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["lang1"] == row["lang2"] == "en"]
    return [(row["text1"], row["text2"], float(row["Overall"])) for row in rows]


def semeval_across() -> list[tuple[str, str, str, float]]:
    """Pairs in two languages: texts, languages, overall score."""
    csv.field_size_limit(sys.maxsize)
    with gzip.open(DATA / "semeval2022_task8" / "training_set.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["lang1"] != row["lang2"]]
    return [(row["text1"], row["text2"], f"{row['lang1']}-{row['lang2']}", float(row["Overall"])) for row in rows]


def parts(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


def joined(found: list[str]) -> str:
    """Paragraphs of three sentences."""
    return "\n\n".join(" ".join(found[at : at + 3]) for at in range(0, len(found), 3))


def _synonyms(sentence: str, rng: Random, rate: float, other: float, words: list[str]) -> str:
    out = []
    for word in sentence.split(" "):
        bare = word.strip(".,;:\"'“”()")
        if bare in SYNONYMS and rng.random() < rate:
            word = word.replace(bare, rng.choice(SYNONYMS[bare]))
        elif len(bare) > 4 and bare.islower() and rng.random() < other:
            word = word.replace(bare, rng.choice(words))
        elif bare in ("the", "a", "an", "that", "very", "also", "then") and rng.random() < rate / 2:
            word = rng.choice(("the", "a", "its", "this", ""))
        if word:
            out.append(word)
    return " ".join(out)


def _reorder(sentence: str, rng: Random) -> str:
    for pattern, rebuild in (
        (_SAID, lambda m: f"{m[2]} said {m[1][0].lower()}{m[1][1:]}."),
        (_LEADING, lambda m: f"{m[2][0].upper()}{m[2][1:]} {m[1][0].lower()}{m[1][1:]}{m[3]}"),
        (_TIME, lambda m: f"{m[2][0].upper()}{m[2][1:]}, {m[1][0].lower()}{m[1][1:]}{m[3]}"),
        (_COMMA, lambda m: f"{m[2].capitalize()} {m[3]}, {m[1][0].lower()}{m[1][1:]}{m[4]}"),
    ):
        match = pattern.match(sentence)
        if match and rng.random() < 0.8:
            return rebuild(match)
    return sentence


def _shuffled(sentence: str, rng: Random) -> str:
    """Two clauses exchanged, a word put in or left out every eight words or so."""
    clauses = sentence.rstrip(".").split(", ")
    if len(clauses) > 1 and rng.random() < 0.6:
        at = rng.randrange(len(clauses) - 1)
        clauses[at], clauses[at + 1] = clauses[at + 1], clauses[at]
    words = ", ".join(clauses).split(" ")
    for at in range(len(words) - 1, 0, -1):
        draw = rng.random()
        if draw < 0.05:
            words.insert(at, rng.choice(("now", "then", "also", "reportedly", "in fact", "later", "some")))
        elif draw < 0.1 and words[at].islower():
            del words[at]
    return " ".join(words) + "."


def light(text: str, rng: Random) -> str:
    text = text.replace("“", '"').replace("”", '"') if rng.random() < 0.5 else text.replace('"', "”")
    out = parts(text)
    for _ in range(max(1, len(out) // 8)):
        at = rng.randrange(len(out))
        out[at] = _synonyms(out[at], rng, 0.6, 0.02, ["matter"])
    numbers = [(i, m) for i, part in enumerate(out) for m in re.finditer(r"\b\d{1,3}\b", part)]
    if numbers:
        i, match = rng.choice(numbers)
        out[i] = out[i][: match.start()] + str(int(match.group()) + 1) + out[i][match.end() :]
    return joined(out)


def planted(text: str, rng: Random) -> str:
    brand = rng.choice(("Zandora", "QuillBit", "Marvexo"))
    places = [m.start() for m in re.finditer(r" (?=[a-z])", text)]
    for at in sorted(rng.sample(places, min(4, len(places))), reverse=True):
        text = text[:at] + rng.choice((f",{brand} ", f" {brand}", f"{brand} ")) + text[at + 1 :]
    return text


def heavy(text: str, rng: Random, words: list[str]) -> str:
    out = parts(text)
    for at in rng.sample(range(len(out)), max(1, len(out) // 3)):
        if rng.random() < 0.5:
            out[at] = _reorder(_synonyms(out[at], rng, 0.9, 0.45, words), rng)
        else:
            count = len(out[at].split())
            out[at] = " ".join(rng.choices(words, k=count)).capitalize() + "."
    if len(out) > 6:
        at = rng.randrange(len(out) - 2)
        out.insert(rng.randrange(len(out) - 1), out.pop(at))
    return joined(out)


def truncated(text: str, rng: Random) -> str:
    out = parts(text)
    return joined(out[: max(3, int(len(out) * rng.uniform(0.35, 0.7)))])


def excerpt(text: str, rng: Random) -> str:
    out = parts(text)
    count = max(3, round(len(out) * 0.3))
    at = rng.randrange(max(1, len(out) - count))
    return joined(out[at : at + count])


def scattered(text: str, host: str, rng: Random) -> str:
    out = parts(text)
    long = [at for at, part in enumerate(out) if len(part.split()) >= 8]
    chosen = sorted(rng.sample(long, min(len(long), max(4, round(len(out) * 0.3)))))
    taken = [out[at] for at in chosen]
    if rng.random() < 0.5:
        return joined(taken)
    body = parts(host)
    for part in taken:
        body.insert(rng.randrange(len(body) + 1), part)
    return joined(body)


def passage(text: str, host: str, rng: Random, least: int = 40) -> str:
    out, body = parts(text), parts(host)
    for at in rng.sample(range(len(out)), len(out)):
        taken: list[str] = []
        for part in out[at:]:
            taken.append(part)
            if sum(len(piece.split()) for piece in taken) >= least:
                spoken = sum(len(quote.split()) for quote in _QUOTE.findall(" ".join(taken)))
                if 2 * spoken > least or _STATEMENT.search(" ".join(taken)):
                    break  # a shared quotation is no copy: such a passage would have no truth
                place = rng.randrange(len(body) + 1)
                return joined(body[:place]) + "\n\n" + " ".join(taken) + "\n\n" + joined(body[place:])
    return joined(body) + "\n\n" + " ".join(out)


def rewrite(text: str, rng: Random, words: list[str]) -> str:
    out = [_shuffled(_reorder(_synonyms(part, rng, 0.95, 0.3, words), rng), rng) for part in parts(text)]
    for at in range(len(out) - 1, 0, -1):
        draw = rng.random()
        if draw < 0.08:
            out[at - 1], out[at] = out[at], out[at - 1]
        elif draw < 0.16 and len(out) > 5:
            del out[at]
    return joined(out)


def reprint(kind: str, base: str, host: str, rng: Random, vocabulary: list[str]) -> str:
    if kind in ("heavy", "rewrite"):
        return {"heavy": heavy, "rewrite": rewrite}[kind](base, rng, vocabulary)
    if kind in ("scattered", "passage"):
        return {"scattered": scattered, "passage": passage}[kind](base, host, rng)
    return {"light": light, "planted": planted, "truncated": truncated, "excerpt": excerpt}[kind](base, rng)


def make(bases: list[str], seed: int = 1, copies: int = 1, trap_pairs: int = 40) -> Corpus:
    """Reprints of every kind in turn, over honest texts; traps are unrelated texts that share a standing piece."""
    rng = Random(seed)
    corpus = Corpus()
    vocabulary = sorted({word for text in bases[:80] for word in text.split() if word.islower() and len(word) > 4})
    half = len(bases) * 2 // 3
    records = [corpus.add(text, {f"f{at}"}) for at, text in enumerate(bases[:half])]
    hosts = bases[half:]
    for turn in range(copies):
        for at, base in enumerate(bases[:half]):
            if len(parts(base)) < 8 or len(base.split()) < 120:
                continue
            kind = KINDS[(at + turn) % len(KINDS)]
            host_at = rng.randrange(len(hosts))
            families = {f"f{at}"}
            made = reprint(kind, base, hosts[host_at], rng, vocabulary)
            if kind in ("scattered", "passage"):
                families.add(f"h{host_at}")
            corpus.add(made, families, records[at], kind)
    _traps(corpus, hosts, rng, trap_pairs)
    return corpus


def _traps(corpus: Corpus, hosts: list[str], rng: Random, count: int) -> None:
    for number in range(count):
        kind = ("boilerplate", "quotation", "release")[number % 3]
        pool = {"boilerplate": BOILERPLATE, "quotation": QUOTATIONS, "release": RELEASES}[kind]
        piece = rng.choice(pool)
        made = []
        for side in range(2):
            host_at = rng.randrange(len(hosts))
            body = parts(hosts[host_at])
            if kind == "boilerplate":
                body.append(piece)
                text = joined(body[:-1]) + "\n\n" + piece
            else:
                marks = '"“”'
                quote = f"{marks[0]}{piece},{marks[0]}" if side else f"{marks[1]}{piece},{marks[2]}"
                said = rng.choice(("the speaker told the crowd.", "she said on the radio.", "he wrote."))
                body.insert(rng.randrange(len(body) + 1), f"{quote} {said}" if kind == "quotation" else piece)
                text = joined(body)
            made.append(corpus.add(text, {f"h{host_at}"}))
        if corpus.family[made[0]] != corpus.family[made[1]]:
            corpus.traps[made[0], made[1]] = kind
