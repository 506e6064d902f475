"""Training into `models/`, quietly, and not at all when nothing changed."""

from __future__ import annotations

import contextlib
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from steady.framework import domain_file
from steady.framework.stand_ins import install
from steady.serving.models import STAMP, is_fresh, newest_model, source_hash

KEPT_MODELS = 2


class TrainingError(RuntimeError):
    """The model could not be trained; the message says why and where the log lies."""


def train(root: Path, *, force: bool = False) -> Path:
    """Trains when needed and returns the model's path.

    Raises TrainingError naming the log file. Progress goes to standard error: a counting
    line on a terminal, two plain lines elsewhere.
    """
    model = newest_model(root / "models")
    if model is not None and not force and is_fresh(root):
        return model
    sources = source_hash(root)  # as they are when training begins: what changes meanwhile makes it stale
    log = root / "var" / "train.log"
    log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _progress("Training the model"), _output_to(log):
        trained = _train(root)
    if trained is None:
        raise TrainingError(f"Training failed. The reason stands at the end of {log}.")
    (root / "models" / STAMP).write_text(sources, encoding="utf-8")
    for old in sorted((root / "models").glob("*.tar.gz"), key=lambda p: p.stat().st_mtime)[:-KEPT_MODELS]:
        old.unlink()
    return trained


def train_apart(root: Path) -> int:
    """Trains when needed, in a process of its own, and returns that process's exit code (0: a fresh model is there).

    Training takes twice the memory of serving, and a process keeps what it once took: the one that
    goes on to serve must not be the one that trained.
    """
    if newest_model(root / "models") is not None and is_fresh(root):
        return 0
    command = [sys.executable, "-m", "steady", "train"]
    environment = {**os.environ, "STEADY_ROOT": str(root)}
    return subprocess.run(command, cwd=root, env=environment, stdout=subprocess.DEVNULL).returncode


def _train(root: Path) -> Path | None:
    install()
    os.chdir(root)
    from rasa.model_training import train as rasa_train

    domain_file.install()
    try:
        result = rasa_train(
            domain="domain.yml",
            config="config.yml",
            # Only Rasa's own files: data/content and data/risk are Steady's.
            training_files=[f"data/{part}" for part in ("nlu", "rules", "stories", "responses")],
            output="models",
            # Rasa's cache knows a component by its own class only: a change in a module that it
            # calls would go unseen, and this is called only when something changed.
            force_training=True,
        )
    except Exception:
        logging.getLogger(__name__).exception("training failed")
        return None
    return Path(result.model) if result.model and result.code == 0 else None


@contextlib.contextmanager
def _output_to(path: Path) -> Iterator[None]:
    """Rasa's progress bars and logs, and those of the libraries below it, into a file."""
    sys.stdout.flush()
    sys.stderr.flush()
    kept = os.dup(1), os.dup(2)
    handler = logging.StreamHandler()
    with open(path, "ab") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
        logging.getLogger().addHandler(handler)
        try:
            yield
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            logging.getLogger().removeHandler(handler)
            for descriptor, original in zip((1, 2), kept, strict=True):
                os.dup2(original, descriptor)
                os.close(original)


@contextlib.contextmanager
def _progress(what: str) -> Iterator[None]:
    """Seconds so far, on a terminal's own line; quiet lines elsewhere."""
    out = os.fdopen(os.dup(2), "w", encoding="utf-8")
    terminal = out.isatty()
    done = threading.Event()
    began = time.monotonic()

    def tick() -> None:
        while not done.wait(1.0):
            out.write(f"\r{what} … {time.monotonic() - began:.0f} s (about a minute)")
            out.flush()

    thread = threading.Thread(target=tick, daemon=True)
    if terminal:
        thread.start()
    else:
        out.write(f"{what} …\n")
        out.flush()
    try:
        yield
    finally:
        done.set()
        if terminal:
            thread.join()
        out.write(f"\r{what}: {time.monotonic() - began:.0f} s.            \n")
        out.close()
