"""Tunes the encoder's six layers on intents and risk together. Needs torch, in an environment of its own:

    python -m venv /tmp/tune && /tmp/tune/bin/pip install torch "transformers<5" pyyaml safetensors
    /tmp/tune/bin/python scripts/tune_encoder.py --weights <folder with model.safetensors> --epochs 6

Writes steady/understanding/weights/tuned-layers.safetensors (half precision, the layers only: the
embeddings stay the pinned package's) and prints its sha256 for steady/understanding/encoder.py.
Afterwards: python -m steady.understanding.risk.fit, and steady train.

Method: cross-entropy over the intents (data/nlu) and over kinds and levels of danger (data/risk/examples),
a batch of each a step, with cosine logits and class means as the starting heads (thrown away afterwards).
A third of the examples get neutral chatter before or behind them, some lose a word or their punctuation,
long ones are cropped; sentences of harmless messages, and forum headings made of them, count as harmless.
No evaluation text is read. The weights kept here were tuned in six rounds as the writers' examples came in,
each from the round before (--start): 5, 2, 1.5 and 0.9 epochs over everything, then one over writers 15 to 19
(--epochs 1 --frozen 2 --new writer_15 ...) and 1.3 over writers 20 to 24 (--frozen 2 --replay 3000 --seed 6).
5 epochs take about 20 minutes on two cores that know bfloat16, and several times that on others.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
import yaml
from safetensors.torch import load_file, save_file
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

ROOT = Path(__file__).resolve().parents[1]
OUTPUT = ROOT / "steady" / "understanding" / "weights" / "tuned-layers.safetensors"
BATCH, MOST_TOKENS, FRAGMENTS = 32, 128, 6000
EACH_FOR_MEANS = 150  # examples of a label whose mean starts its head
HAS_BFLOAT16 = any(name in Path("/proc/cpuinfo").read_text() for name in ("avx512_bf16", "amx_bf16"))
DANGEROUS = {"crisis_suicide", "crisis_self_harm", "crisis_harm_to_others", "crisis_medical", "disclose_abuse"}
Pairs = list[tuple[str, str]]


def intents() -> Pairs:
    pairs = []
    for file in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            lines = (line[2:] for line in block["examples"].splitlines() if line.startswith("- "))
            pairs += [(line, block["intent"]) for line in lines]
    return pairs


def dangers(writers: Sequence[str] = ("",)) -> Pairs:
    """The examples of the files whose names begin so."""
    pairs = []
    for file in sorted((ROOT / "data" / "risk" / "examples").glob("*.jsonl")):
        if file.stem.startswith(tuple(writers)):
            for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
                pairs.append((row["text"], "none" if row["level"] == "none" else f"{row['kind']}/{row['level']}"))
    return pairs


def rambled(text: str, chatter: list[str]) -> str:
    """The example as somebody in a hurry, or with more to tell, would write it."""
    if len(text.split()) >= 4 and random.random() < 0.3:
        before, behind = random.choice(chatter), random.choice(chatter)
        text = random.choice([f"{before} {text}", f"{text} {behind}", f"{before} {text} {behind}"])
    chance, words = random.random(), text.split()
    if chance > 0.85 and len(words) > 25:
        kept = max(15, int(len(words) * random.uniform(0.6, 0.95)))
        start = random.randrange(len(words) - kept + 1)
        return " ".join(words[start : start + kept])
    if chance < 0.12:
        return text.lower().translate(str.maketrans("", "", ".,'"))
    if chance < 0.2 and len(words) > 5:
        words.pop(random.randrange(len(words)))
        return " ".join(words)
    return text


def headed(text: str) -> str:
    """As the heading of a post in a forum: ages in brackets, an update, a thought that trails off."""
    words, age = text.split(), f"[{random.randint(16, 58)}{random.choice('MFmf')}]"
    if random.random() < 0.5 and len(words) > 3:
        words.insert(random.randrange(1, min(len(words), 6)), age)
        return " ".join(words)
    return random.choice([f"UPDATE: {text}", f"Help: {text}", text.rstrip(".?! ") + "...", f"Me {age}. {text}"])


def harmless(taught: Pairs) -> Pairs:
    """Sentences of the coaching examples, and headings made of them."""
    whole = [text for text, intent in taught if intent not in DANGEROUS]
    pieces = [piece.strip() for text in whole for piece in re.split(r"(?<=[.!?;])\s+|, ", text)]
    pieces = [piece for piece in pieces if 2 <= len(piece.split()) <= 22]
    headings = [headed(text) for text in random.sample(whole, min(len(whole), FRAGMENTS // 3))]
    return [(text, "none") for text in random.sample(pieces, min(len(pieces), FRAGMENTS)) + headings]


def sample(pairs: Pairs, most: int) -> Pairs:
    return random.sample(pairs, min(len(pairs), most))


def lessons(new: Sequence[str] | None, replay: int) -> tuple[Pairs, Pairs]:
    """Examples of intents and of danger: all there are, or what new writers wrote and some of the rest,
    so that what was learned before is not lost."""
    taught, told = intents(), dangers()
    still = harmless(taught)
    if new is None:
        return taught, told + still
    fresh = dangers(new)
    known = set(fresh)
    old = [pair for pair in told if pair not in known]
    return sample(taught, replay), fresh + sample(old, replay) + sample(still, replay // 2)


def batches(pairs: Pairs) -> Iterator[Pairs]:
    """Shuffled batches of like lengths, for ever: few shapes, little padding."""
    while True:
        pool = random.sample(pairs, len(pairs))
        chunks = [sorted(pool[i : i + BATCH * 20], key=lambda p: len(p[0])) for i in range(0, len(pool), BATCH * 20)]
        listed = [chunk[i : i + BATCH] for chunk in chunks for i in range(0, len(chunk) - BATCH + 1, BATCH)]
        random.shuffle(listed)
        yield from listed


class Tuner:
    def __init__(self, folder: str, start: str | None, frozen: int) -> None:
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self.model = AutoModel.from_pretrained(folder)
        if start:
            self.model.load_state_dict({n: t.float() for n, t in load_file(start).items()}, strict=False)
        for part in (self.model.embeddings, *self.model.encoder.layer[:frozen]):
            part.requires_grad_(False)

    def encode(self, texts: list[str]) -> torch.Tensor:
        batch = self.tokenizer(texts, padding=True, truncation=True, max_length=MOST_TOKENS,
                               pad_to_multiple_of=32, return_tensors="pt")  # fmt: skip
        # Several times faster where the processor has it, and several times slower where it must be played.
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HAS_BFLOAT16):
            hidden = self.model(**batch).last_hidden_state
        mask = batch["attention_mask"].unsqueeze(-1).float()
        return functional.normalize((hidden.float() * mask).sum(1) / mask.sum(1), dim=1)

    def head(self, pairs: Pairs) -> Head:
        self.model.eval()
        names = sorted({label for _, label in pairs})
        some = [pair for name in names for pair in sample([p for p in pairs if p[1] == name], EACH_FOR_MEANS)]
        ordered = sorted(some, key=lambda pair: len(pair[0]))
        with torch.no_grad():
            texts = [[text for text, _ in ordered[i : i + 64]] for i in range(0, len(ordered), 64)]
            vectors = torch.cat([self.encode(listed) for listed in texts])
        self.model.train()
        truth = torch.tensor([names.index(label) for _, label in ordered])
        return Head(names, torch.stack([vectors[truth == i].mean(0) for i in range(len(names))]))

    def tune(self, taught: Pairs, told: Pairs, epochs: float, chatter: list[str]) -> None:
        tasks = [(self.head(taught), batches(taught)), (self.head(told), batches(told))]
        layers = [p for p in self.model.parameters() if p.requires_grad]
        heads = [p for head, _ in tasks for p in head.parameters()]
        optimizer = torch.optim.AdamW(
            [{"params": layers, "lr": 8e-5}, {"params": heads, "lr": 2e-3}], weight_decay=0.01
        )
        steps = int(epochs * max(len(taught), len(told)) / BATCH)
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimizer, lambda step: min(1, (step + 1) / (0.1 * steps)) * max(0.02, 1 - step / steps)
        )
        for step in range(steps):
            losses = [head.loss(self, next(listed), chatter) for head, listed in tasks]
            loss = torch.stack(losses).sum()
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(layers + heads, 1.0)
            optimizer.step()
            schedule.step()
            if step % 50 == 0:
                print(f"step {step} of {steps}: loss {loss.item():.3f}", flush=True)

    def save(self) -> str:
        layers = {
            n: t.half().contiguous() for n, t in self.model.state_dict().items() if n.startswith("encoder.layer.")
        }
        OUTPUT.parent.mkdir(exist_ok=True)
        save_file(layers, str(OUTPUT))
        return hashlib.sha256(OUTPUT.read_bytes()).hexdigest()


class Head(torch.nn.Module):
    def __init__(self, names: list[str], means: torch.Tensor) -> None:
        super().__init__()
        self.names = names
        self.weight = torch.nn.Parameter(functional.normalize(means, dim=1))
        self.bias = torch.nn.Parameter(torch.zeros(len(names)))
        self.scale = torch.nn.Parameter(torch.tensor(12.0))

    def loss(self, tuner: Tuner, pairs: Pairs, chatter: list[str]) -> torch.Tensor:
        vectors = functional.dropout(tuner.encode([rambled(text, chatter) for text, _ in pairs]), 0.1)
        logits = functional.normalize(vectors, dim=1) @ functional.normalize(self.weight, dim=1).T
        truth = torch.tensor([self.names.index(label) for _, label in pairs])
        return functional.cross_entropy(logits * self.scale + self.bias, truth, label_smoothing=0.05)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--start", help="tuned layers to go on from")
    parser.add_argument("--epochs", type=float, default=6)
    parser.add_argument("--frozen", type=int, default=0, help="so many of the lowest layers stay as they are")
    parser.add_argument("--new", nargs="+", help="files of data/risk/examples to learn beside a replay of the rest")
    parser.add_argument("--replay", type=int, default=5000, help="how many of the rest, with --new")
    parser.add_argument("--seed", type=int, default=2)
    options = parser.parse_args()
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    chatter = (ROOT / "scripts" / "chatter.txt").read_text(encoding="utf-8").splitlines()
    tuner = Tuner(options.weights, options.start, options.frozen)
    tuner.tune(*lessons(options.new, options.replay), options.epochs, [line for line in chatter if line.strip()])
    print("sha256", tuner.save())


if __name__ == "__main__":
    main()
