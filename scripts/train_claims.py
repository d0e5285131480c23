"""Train the claims tagger and linker: one command, one seed, from development data that is not in the repository.

    OMP_NUM_THREADS=1 nice -n 10 python scripts/train_claims.py

Needs torch (any CPU build of 2.x), the folder ``../shared/data``, and GloVe's vectors of 100 numbers a word (6B tokens;
Pennington, Socher and Manning 2014; public domain) as a text file. More word vectors come from counting neighbours in
news text; the tagger (dilated gated convolutions, a gated scan in both directions and a CRF) and the linker come from
PolNeAR's training part; its dev part is only looked at. Writes ``src/firsthand/claims/model.npz``. What came out:
``docs/models/claims.md``.
"""

import argparse
import csv
import gzip
import io
import json
import random
import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from torch import nn

REPOSITORY = Path(__file__).resolve().parents[1]
DATA = REPOSITORY.parent / "shared" / "data"
sys.path[:0] = [str(REPOSITORY / "src"), str(REPOSITORY / "bench")]

import polnear  # noqa: E402

from firsthand.claims import features, linker  # noqa: E402
from firsthand.claims.prose import paragraphs  # noqa: E402
from firsthand.claims.tagger import ABOUT, DILATIONS, SCAN_BEFORE, TAGS, WIDTH, Tagger  # noqa: E402

SEED = 20231122
VECTOR = 64
GIVEN = ABOUT
WORDS = 44_000
LEARNED = 64
AFFIX = 24
BATCH = 2_600  # tokens


def corpus_words():
    """Yield lists of normal-form words: unlabelled news text for the word vectors."""
    texts = [document.text for document in polnear.documents("train")]
    for path in sorted((DATA / "wcxb/ground-truth").glob("*.json")):
        texts.append(json.loads(path.read_text("utf-8"))["ground_truth"].get("main_content") or "")
    reports = json.loads(gzip.decompress((DATA / "kcna/kcna.json.gz").read_bytes()))
    texts += [row["story_text"] or "" for row in reports]
    csv.field_size_limit(10**7)
    for path in sorted((DATA / "wikinews").glob("*.csv")):
        texts += [row["text"] for row in csv.DictReader(io.StringIO(path.read_text("utf-8")))]
    for path in sorted((DATA / "ecbplus").glob("*/*")):
        try:
            texts.append(json.loads(path.read_text("utf-8"))["text"])
        except (ValueError, KeyError, TypeError, IsADirectoryError):
            continue
    for text in texts:
        for part in paragraphs(text[:60_000]):
            yield [features.normal(word) for word in part.words]


def vectors(lines, learned, glove):
    """Return words and their vectors, those that get a learned embedding as well first.

    A vector is that of GloVe, then our own: neighbour counts at four positions, weighted (PPMI), reduced by SVD. GloVe
    tells what a word is about, neighbours so near tell what part it has in a sentence.
    """
    counts = Counter(word for line in lines for word in line)
    own = {word for word, count in counts.most_common(26_000) if count >= 4} | learned
    own = sorted(own, key=lambda word: (word not in learned, -counts[word], word))
    given = read_vectors(glove)
    place = {}
    for at, word in enumerate(given[0]):
        place.setdefault(features.normal(word), at)
    known = frozenset(own)
    words = (own + [word for word in place if word not in known])[:WORDS]
    table = np.zeros((len(words) + 1, GIVEN + VECTOR), dtype=np.float32)
    for at, word in enumerate(words, 1):
        if word in place:
            table[at, :GIVEN] = given[1][place[word]]
    table[:, :GIVEN] /= table[1:, :GIVEN].std()
    table[: len(own) + 1, GIVEN:] = neighbours(lines, own)[: len(words) + 1]
    return words, whole_numbers(table)


def whole_numbers(table):
    """Return the table as it comes out of the file: 8-bit numbers, one scale a column."""
    scale = np.abs(table).max(0) / 127
    return (np.round(table / scale) * scale).astype(np.float32)


def read_vectors(path):
    """Return the words of a file of word vectors, the most frequent first, and a row of numbers for each."""
    words, rows = [], []
    with path.open(encoding="utf-8") as file:
        for line in file:
            word, *numbers = line.rstrip("\n").split(" ")
            words.append(word)
            rows.append(np.array(numbers, dtype=np.float16))
    return words, np.array(rows, dtype=np.float32)


def neighbours(lines, words):
    """Return the vectors that neighbour counts give, a row a word, row 0 for any other."""
    number = {word: place + 1 for place, word in enumerate(words)}
    contexts, total = 1_000, len(words) + 1
    matrix = np.zeros((total, 4 * contexts), dtype=np.float32)
    for line in lines:
        row = np.array([number.get(word, 0) for word in line])
        for block, step in enumerate((-2, -1, 1, 2)):
            if len(row) <= abs(step):
                continue
            here, there = (row[-step:], row[:step]) if step < 0 else (row[:-step], row[step:])
            kept = (there > 0) & (there <= contexts)
            np.add.at(matrix, (here[kept], block * contexts + there[kept] - 1), 1)
    rows, columns = matrix.sum(1, keepdims=True), matrix.sum(0, keepdims=True) ** 0.75
    expected = rows * columns / columns.sum()
    matrix = np.log(np.maximum(matrix, 1e-9) / np.maximum(expected, 1e-9))
    matrix = torch.from_numpy(np.maximum(matrix, 0))
    left, values, _ = torch.svd_lowrank(matrix, q=VECTOR, niter=3)
    found = (left * values.sqrt()).numpy()
    found[0] = 0
    return (found / found[1:].std()).astype(np.float32)


def examples(part, vocabulary):
    """Return (feature table, tags) for each paragraph with tokens."""
    found = []
    for document in polnear.documents(part):
        for paragraph in paragraphs(document.text):
            if not paragraph.words:
                continue
            found.append((vocabulary.table(paragraph), gold_tags(document, paragraph)))
    return found


def gold_tags(document, paragraph):
    """Return the tag number of each token."""
    tags = [0] * len(paragraph.words)
    for claim in document.claims:
        for role, pieces in enumerate((claim.source, claim.cue, claim.content)):
            for low, high in pieces:
                inside = [
                    at for at, (start, end) in enumerate(paragraph.spans) if start < high and low < end
                ] if low < paragraph.end and paragraph.start < high else []  # fmt: skip
                for place, at in enumerate(inside):
                    tags[at] = 2 * role + (1 if place == 0 else 2)
    return np.array(tags, dtype=np.int64)


class Net(nn.Module):
    """Embeddings, a projection, dilated gated convolutions with residuals, one score for each tag, a CRF."""

    def __init__(self, table, learned):
        super().__init__()
        self.learned = learned
        self.vector = nn.Embedding.from_pretrained(torch.from_numpy(table), freeze=True)
        self.word = nn.Embedding(learned + 1, LEARNED)
        self.affix = nn.ModuleList(nn.Embedding(features.AFFIXES, AFFIX) for _ in range(3))
        self.shape = nn.Embedding(features.SHAPES * features.WORD_CLASSES, 32)
        self.place = nn.Embedding(features.PLACES, 8)
        self.enter = nn.Linear(GIVEN + VECTOR + LEARNED + 3 * AFFIX + 32 + 8, WIDTH)
        self.layers = nn.ModuleList(nn.Conv1d(WIDTH, 2 * WIDTH, 3, padding=step, dilation=step) for step in DILATIONS)
        self.leave = nn.Linear(WIDTH, len(TAGS))
        self.move = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.begin = nn.Parameter(torch.zeros(len(TAGS)))
        self.finish = nn.Parameter(torch.zeros(len(TAGS)))
        nn.init.normal_(self.word.weight, std=0.1)
        self.scan = nn.Linear(WIDTH, 3 * WIDTH)
        self.drop = nn.Dropout(0.4)

    def scores(self, rows, mask):
        word = rows[..., 0]
        if self.training:  # word dropout: rare words must be read by their form and their neighbours
            word = word * (torch.rand(word.shape) > 0.06)
        learned = word * (word <= self.learned)
        if self.training:
            learned = learned * (torch.rand(word.shape) > 0.25)
        parts = [
            self.vector(word),
            self.word(learned),
            *(layer(rows[..., at + 1]) for at, layer in enumerate(self.affix)),
        ]
        state = torch.relu(
            self.enter(self.drop(torch.cat([*parts, self.shape(rows[..., 4]), self.place(rows[..., 5])], -1)))
        )
        state = state * mask.unsqueeze(-1)
        for number, layer in enumerate(self.layers):
            if number == SCAN_BEFORE:
                state = self.scanned(state, mask)
            gate = layer(self.drop(state).transpose(1, 2)).transpose(1, 2)
            value, gate = gate.chunk(2, -1)
            state = (state + value * torch.sigmoid(gate)) * mask.unsqueeze(-1)
        return self.leave(self.drop(state))

    def scanned(self, state, mask):
        """Carry what was read along the paragraph, in both directions."""
        value, keep, out = self.scan(self.drop(state)).chunk(3, -1)
        value, keep, out = torch.tanh(value), torch.sigmoid(keep), torch.sigmoid(out)
        fresh = (1 - keep) * value * mask.unsqueeze(-1)
        keep = keep * mask.unsqueeze(-1)
        half = WIDTH // 2
        ahead, back = [], []
        held = torch.zeros(state.shape[0], half)
        for at in range(state.shape[1]):
            held = keep[:, at, :half] * held + fresh[:, at, :half]
            ahead.append(held)
        held = torch.zeros(state.shape[0], half)
        for at in range(state.shape[1] - 1, -1, -1):
            held = keep[:, at, half:] * held + fresh[:, at, half:]
            back.append(held)
        both = torch.cat([torch.stack(ahead, 1), torch.stack(back[::-1], 1)], -1)
        return (state + out * both) * mask.unsqueeze(-1)

    def loss(self, rows, mask, tags):
        scores = self.scores(rows, mask)
        batch, length, _ = scores.shape
        picked = scores.gather(2, tags.unsqueeze(2)).squeeze(2)
        gold = (picked * mask).sum(1) + self.begin[tags[:, 0]]
        gold = gold + (self.move[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]).sum(1)
        last = mask.sum(1).long() - 1
        gold = gold + self.finish[tags[torch.arange(batch), last]]
        alpha = self.begin + scores[:, 0]
        for at in range(1, length):
            following = torch.logsumexp(alpha.unsqueeze(2) + self.move, 1) + scores[:, at]
            keep = mask[:, at].unsqueeze(1)
            alpha = keep * following + (1 - keep) * alpha
        return (torch.logsumexp(alpha + self.finish, 1) - gold).sum()


def batches(data, shuffle):
    """Yield padded batches of paragraphs of similar length."""
    order = sorted(range(len(data)), key=lambda at: len(data[at][1]) + shuffle.uniform(-3, 3))
    groups, group, longest = [], [], 0
    for at in order:
        longest = max(longest, len(data[at][1]))
        if group and longest * (len(group) + 1) > BATCH:
            groups.append(group)
            group, longest = [], len(data[at][1])
        group.append(at)
    groups.append(group)
    shuffle.shuffle(groups)
    for group in groups:
        length = max(len(data[at][1]) for at in group)
        rows = np.zeros((len(group), length, features.COLUMNS), dtype=np.int64)
        tags = np.zeros((len(group), length), dtype=np.int64)
        mask = np.zeros((len(group), length), dtype=np.float32)
        for place, at in enumerate(group):
            size = len(data[at][1])
            rows[place, :size], tags[place, :size], mask[place, :size] = data[at][0], data[at][1], 1
        yield torch.from_numpy(rows), torch.from_numpy(mask), torch.from_numpy(tags)


def train(data, dev, table, epochs, save, learned):
    torch.manual_seed(SEED)
    shuffle = random.Random(SEED)
    data = [(rows[:320], tags[:320]) for rows, tags in data]
    net = Net(table, learned)
    steps = epochs * sum(1 for _ in batches(data, random.Random(0)))
    chosen = [p for p in net.parameters() if p.requires_grad]
    adam = torch.optim.AdamW(chosen, lr=2e-3, weight_decay=0.01)
    plan = torch.optim.lr_scheduler.OneCycleLR(adam, max_lr=2.5e-3, total_steps=steps + 40, pct_start=0.15)
    mean = {name: value.detach().clone() for name, value in net.state_dict().items()}
    step = 0
    for epoch in range(epochs):
        begun, total, tokens = time.process_time(), 0.0, 0
        net.train()
        for rows, mask, tags in batches(data, shuffle):
            adam.zero_grad()
            loss = net.loss(rows, mask, tags)
            (loss / mask.sum()).backward()
            nn.utils.clip_grad_norm_(chosen, 1.0)
            adam.step()
            plan.step()
            step += 1
            total, tokens = total + loss.item(), tokens + int(mask.sum())
            keep = min(0.998, step / (step + 20))
            for name, value in net.state_dict().items():
                if value.dtype.is_floating_point and not name.startswith("vector"):
                    mean[name].mul_(keep).add_(value.detach(), alpha=1 - keep)
        tagger = save(mean)
        spent = time.process_time() - begun
        print(f"epoch {epoch + 1}: loss {total / tokens:.4f}, {spent:.0f} CPU s, dev {judge(tagger, dev)}", flush=True)
    return tagger


def judge(tagger, dev):
    """Return token F1 of source, cue and content on dev, by the code that ships."""
    hit, said, true = Counter(), Counter(), Counter()
    for rows, tags in dev:
        found = tagger.tags([rows])[0]
        for guess, gold in zip(found, tags, strict=True):
            guess, gold = (int(guess) + 1) // 2, (int(gold) + 1) // 2
            said[guess] += 1
            true[gold] += 1
            hit[guess] += guess == gold
    return " ".join(
        f"{name} {200 * hit[n] / (said[n] + true[n]):.1f}" for n, name in ((1, "source"), (2, "cue"), (3, "content"))
    )


def weights(state, words, classes):
    """Return the arrays that the reading side needs, rounded to 16 bits."""
    layers = [state[f"layers.{n}.weight"].permute(2, 1, 0) for n in range(len(DILATIONS))]
    arrays = {
        "words": np.frombuffer("\n".join(words).encode(), dtype=np.uint8),
        "classes": np.frombuffer("\n".join(f"{w}\t{n}" for w, n in classes.items()).encode(), dtype=np.uint8),
        **packed(state["vector.weight"].numpy()), "word": state["word.weight"],
        "affix": torch.stack([state[f"affix.{n}.weight"] for n in range(3)]),
        "shape": state["shape.weight"], "place": state["place.weight"],
        "enter": state["enter.weight"].T, "enter_bias": state["enter.bias"],
        "layers": torch.stack([layer.reshape(3 * WIDTH, 2 * WIDTH) for layer in layers]),
        "layers_bias": torch.stack([state[f"layers.{n}.bias"] for n in range(len(DILATIONS))]),
        "scan": state["scan.weight"].T, "scan_bias": state["scan.bias"],
        "leave": state["leave.weight"].T, "leave_bias": state["leave.bias"],
        "move": state["move"], "begin": state["begin"], "finish": state["finish"],
    }  # fmt: skip
    return {
        name: value if isinstance(value, np.ndarray) else np.ascontiguousarray(value.numpy()).astype(np.float16)
        for name, value in arrays.items()
    }


def packed(table):
    """Return the word vectors as 8-bit numbers with a scale for each column."""
    scale = (np.abs(table).max(0) / 127).astype(np.float32)
    return {"vector": np.round(table / scale).astype(np.int8), "vector_scale": scale}


def train_linker(documents):
    """Return the linker's arrays: two small networks on pairs of spans, fitted to gold spans."""
    torch.manual_seed(SEED)
    arrays = {}
    pairs = {"source": ([], []), "content": ([], [])}
    for document in documents:
        for paragraph in paragraphs(document.text):
            spans, owner = gold_spans(document, paragraph)
            view = linker.View(paragraph, spans)
            for kind in pairs:
                for cue, other in view.pairs(kind):
                    pairs[kind][0].append(view.row(cue, other))
                    pairs[kind][1].append(float(owner.get((cue.low, "cue")) in owner.get((other.low, kind), ())))
    for kind, (rows, labels) in pairs.items():
        x, y = torch.tensor(np.array(rows), dtype=torch.float32), torch.tensor(labels)
        middle, spread = x.mean(0), x.std(0) + 1e-3
        net = nn.Sequential(nn.Linear(x.shape[1], 48), nn.ReLU(), nn.Linear(48, 24), nn.ReLU(), nn.Linear(24, 1))
        adam = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=0.01)
        plan = torch.optim.lr_scheduler.CosineAnnealingLR(adam, 12)
        for _ in range(12):
            order = torch.randperm(len(x))
            for low in range(0, len(x), 512):
                pick = order[low : low + 512]
                loss = nn.functional.binary_cross_entropy_with_logits(
                    net((x[pick] - middle) / spread).squeeze(1), y[pick]
                )
                adam.zero_grad()
                loss.backward()
                adam.step()
            plan.step()
        right = ((net((x - middle) / spread).squeeze(1) > 0) == (y > 0.5)).float().mean().item()
        print(f"linker {kind}: {len(x)} pairs, {100 * right:.2f} % right on train", flush=True)
        arrays |= {f"{kind}_middle": middle, f"{kind}_spread": spread}
        for n in (0, 2, 4):
            arrays |= {f"{kind}_{n}": net[n].weight.detach().T, f"{kind}_{n}_bias": net[n].bias.detach()}
    return {f"link_{name}": np.ascontiguousarray(value.numpy()).astype(np.float32) for name, value in arrays.items()}


def gold_spans(document, paragraph):
    """Return the spans of a paragraph as the tagger would give them, and which claims each belongs to."""
    spans, owner = [], {}
    for number, claim in enumerate(document.claims):
        for kind, pieces in (("source", claim.source), ("cue", claim.cue), ("content", claim.content)):
            for low, high in pieces:
                if not (low < paragraph.end and paragraph.start < high):
                    continue
                first, last = paragraph.first(low), paragraph.first(high)
                if last <= first:
                    continue
                if (first, kind) not in owner:
                    spans.append(linker.Piece(kind, first, last))
                if kind == "cue":
                    owner[first, kind] = number
                else:
                    owner.setdefault((first, kind), set()).add(number)
    return sorted(spans, key=lambda piece: (piece.low, piece.kind)), owner


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("--epochs", type=int, default=7)
    asked.add_argument("--out", type=Path, default=REPOSITORY / "src/firsthand/claims/model.npz")
    asked.add_argument(
        "--vectors", type=Path, default=DATA / "glove/glove.6B.100d.txt", help="a word and its numbers a line"
    )
    asked.add_argument("--linker-only", action="store_true")
    given = asked.parse_args()
    torch.set_num_threads(1)
    if given.linker_only:
        kept = {name: value for name, value in np.load(given.out).items() if not name.startswith("link_")}
        np.savez(given.out, **kept, **train_linker(polnear.documents("train")))
        return
    lines = list(corpus_words())
    labelled = {
        w
        for w, n in Counter(
            features.normal(w) for d in polnear.documents("train") for p in paragraphs(d.text) for w in p.words
        ).items()
        if n >= 3
    }
    torch.manual_seed(SEED)
    learned = labelled & {word for line in lines for word in line}
    words, table = vectors(lines, learned, given.vectors)
    print(f"{sum(map(len, lines))} tokens, {len(words)} words, {time.process_time():.0f} CPU s", flush=True)
    classes = features.word_classes()
    vocabulary = features.Vocabulary({word: at + 1 for at, word in enumerate(words)}, classes)
    data, dev = examples("train", vocabulary), examples("dev", vocabulary)
    links = train_linker(polnear.documents("train"))
    print(f"{len(data)} paragraphs, {time.process_time():.0f} CPU s", flush=True)

    def save(state):
        np.savez(given.out, **weights(state, words, classes), **links)
        return Tagger.load(given.out)

    train(data, dev, table, given.epochs, save, len(learned))
    print(f"{given.out.stat().st_size / 1e6:.1f} MB, {time.process_time():.0f} CPU s in all")


if __name__ == "__main__":
    main()
