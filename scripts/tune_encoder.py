"""Tunes the encoder's six layers on the training examples. Needs torch, in an environment of its own:

    python -m venv /tmp/tune && /tmp/tune/bin/pip install torch "transformers<5" pyyaml safetensors
    /tmp/tune/bin/python scripts/tune_encoder.py --weights <folder with model.safetensors> --epochs 6

Writes steady/understanding/weights/tuned-layers.safetensors (half precision, the layers only: the
embeddings stay the pinned package's) and prints its sha256 for steady/understanding/encoder.py.

Method: cross-entropy over the intents, with cosine logits and class means as the starting head
(thrown away afterwards: Rasa's training fits its own). A third of the examples get neutral chatter
before or behind them, some lose a word or their punctuation, long ones are cropped: people ramble.
No evaluation text is read. About 17 minutes on two cores.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from pathlib import Path

import torch
import yaml
from safetensors.torch import save_file
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

ROOT = Path(__file__).resolve().parents[1]
OUTPUT = ROOT / "steady" / "understanding" / "weights" / "tuned-layers.safetensors"
BATCH, MOST_TOKENS = 24, 128


def examples() -> tuple[list[str], list[str]]:
    texts, labels = [], []
    for file in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            for line in block["examples"].splitlines():
                if line.startswith("- "):
                    texts.append(line[2:])
                    labels.append(block["intent"])
    return texts, labels


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


class Tuner:
    def __init__(self, folder: str) -> None:
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self.model = AutoModel.from_pretrained(folder)
        for parameter in self.model.embeddings.parameters():
            parameter.requires_grad = False

    def encode(self, texts: list[str]) -> torch.Tensor:
        batch = self.tokenizer(texts, padding=True, truncation=True, max_length=MOST_TOKENS, return_tensors="pt")
        hidden = self.model(**batch).last_hidden_state
        mask = batch["attention_mask"].unsqueeze(-1).float()
        return functional.normalize((hidden * mask).sum(1) / mask.sum(1), dim=1)

    def means(self, texts: list[str], truth: torch.Tensor, count: int) -> torch.Tensor:
        self.model.eval()
        with torch.no_grad():
            vectors = torch.cat([self.encode(texts[i : i + 64]) for i in range(0, len(texts), 64)])
        self.model.train()
        return functional.normalize(torch.stack([vectors[truth == i].mean(0) for i in range(count)]), dim=1)

    def tune(self, texts: list[str], labels: list[str], chatter: list[str], epochs: float) -> None:
        names = sorted(set(labels))
        truth = torch.tensor([names.index(label) for label in labels])
        head = torch.nn.Parameter(self.means(texts, truth, len(names)))
        bias, scale = torch.nn.Parameter(torch.zeros(len(names))), torch.nn.Parameter(torch.tensor(12.0))
        layers = [p for p in self.model.parameters() if p.requires_grad]
        groups = [{"params": layers, "lr": 8e-5}, {"params": [head, bias], "lr": 2e-3}, {"params": [scale], "lr": 1e-2}]
        optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
        steps = int(epochs * len(texts) / BATCH)
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimizer, lambda step: min(1, (step + 1) / (0.1 * steps)) * max(0.02, 1 - step / steps)
        )
        for step in range(steps):
            chosen = random.sample(range(len(texts)), BATCH)
            vectors = functional.dropout(self.encode([rambled(texts[i], chatter) for i in chosen]), 0.1)
            logits = functional.normalize(vectors, dim=1) @ functional.normalize(head, dim=1).T * scale + bias
            loss = functional.cross_entropy(logits, truth[chosen], label_smoothing=0.05)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(layers + [head, bias, scale], 1.0)
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--epochs", type=float, default=6)
    parser.add_argument("--seed", type=int, default=2)
    options = parser.parse_args()
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    chatter = (ROOT / "scripts" / "chatter.txt").read_text(encoding="utf-8").splitlines()
    tuner = Tuner(options.weights)
    tuner.tune(*examples(), [line for line in chatter if line.strip()], options.epochs)
    print("sha256", tuner.save())


if __name__ == "__main__":
    main()
