"""How large, how fast, how hungry. Each figure is measured in a process of its own, from outside."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

LINES = 600
TURNS = 40
SAYINGS = (
    "he hasn't replied since lunch and I keep looking at my phone",
    "is it normal to need this much reassurance",
    "what is attachment theory",
    "we had a fight last night about nothing",
)
Figures = dict[str, float]


def measure_steady(root: Path) -> Figures:
    """MB, s, ms. Needs the environment of `make run`; trains anew."""
    python = [sys.executable, "-m", "steady"]
    environment = {**os.environ, "STEADY_ROOT": str(root), "STEADY_PORT": str(free_port())}
    figures = {"installed MB": folder_mb(Path(sys.prefix))}
    figures["train s"] = timed([*python, "train", "--force"], root, environment)
    lines = "".join(json.dumps({"text": SAYINGS[i % len(SAYINGS)]}) + "\n" for i in range(LINES))
    figures[f"parse {LINES} lines s"] = timed([*python, "parse"], root, environment, lines.encode())
    with serving([*python, "run"], root, environment, "/health") as (process, address, ready):
        figures["start to ready s"] = ready
        turns = [_steady_turn(address, i) for i in range(TURNS)]
        figures |= {"turn median ms": statistics.median(turns), "turn worst ms": max(turns)}
        figures["memory MB"] = resident_mb(process.pid)
    return figures


def measure_stock(folder: Path) -> Figures:
    """An untouched `rasa init` in `folder`, with stock Rasa in an environment of its own."""
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "CUDA_VISIBLE_DEVICES": "-1"}
    environment.pop("VIRTUAL_ENV", None)
    rasa = _stock_rasa(folder)
    bot = folder / "bot"
    if not bot.exists():
        subprocess.run([rasa, "init", "--no-prompt", "--init-dir", str(bot)], check=True, env=environment,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    figures = {"installed MB": folder_mb(folder / "venv")}
    figures["train s"] = timed([rasa, "train", "--force"], bot, environment)
    port = free_port()
    command = [rasa, "run", "--port", str(port), "-i", "127.0.0.1", "--enable-api"]
    with serving(command, bot, environment, "/status", port) as (process, address, ready):
        figures["start to ready s"] = ready
        turns = [_stock_turn(address, i) for i in range(TURNS)]
        figures |= {"turn median ms": statistics.median(turns), "turn worst ms": max(turns)}
        figures["memory MB"] = resident_mb(process.pid)
    return figures


def table(figures: Mapping[str, Figures]) -> str:
    """A column for each thing measured; rows in the order of the first."""
    rows = list(next(iter(figures.values())))
    head = f"{'':24}" + "".join(f"{name:>18}" for name in figures)
    body = [
        f"{row:24}" + "".join(f"{one[row]:>18.1f}" if row in one else f"{'–':>18}" for one in figures.values())
        for row in rows
    ]
    return "\n".join([head, *body])


def timed(command: list[str], folder: Path, environment: Mapping[str, str], given: bytes = b"") -> float:
    began = time.monotonic()
    subprocess.run(command, cwd=folder, env=dict(environment), input=given, check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
    return time.monotonic() - began


@contextlib.contextmanager
def serving(
    command: list[str], folder: Path, environment: Mapping[str, str], path: str, port: int | None = None
) -> Iterator[tuple[subprocess.Popen[bytes], str, float]]:
    """Starts a server, waits until `path` answers 200, yields it with its address and seconds to ready."""
    address = f"http://127.0.0.1:{port or environment['STEADY_PORT']}"
    began = time.monotonic()
    process = subprocess.Popen(
        command, cwd=folder, env=dict(environment), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while True:
            if process.poll() is not None or time.monotonic() - began > 300:
                raise RuntimeError(f"{command[0]} did not get ready; run it by hand to see why")
            with contextlib.suppress(OSError):
                if urllib.request.urlopen(address + path, timeout=5).status == 200:
                    break
            time.sleep(0.1)
        yield process, address, time.monotonic() - began
    finally:
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(15)
        process.kill()


def _post(address: str, body: Any, token: str | None = None) -> Any:
    headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
    request = urllib.request.Request(address, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def _steady_turn(address: str, i: int) -> float:
    time.sleep(0.4)  # the server takes 60 calls in ten seconds from one address
    token = _post(f"{address}/api/session", {})["session"]
    began = time.perf_counter()
    _post(f"{address}/api/messages", {"text": SAYINGS[i % len(SAYINGS)]}, token)
    return (time.perf_counter() - began) * 1000


def _stock_turn(address: str, i: int) -> float:
    began = time.perf_counter()
    _post(f"{address}/webhooks/rest/webhook", {"sender": f"bench-{i}", "message": "I am sad"})
    return (time.perf_counter() - began) * 1000


def _stock_rasa(folder: Path) -> str:
    """Stock Rasa 3.6.21; what its markers skip on this Python is named, as in pyproject.toml."""
    rasa = folder / "venv" / "bin" / "rasa"
    if not rasa.exists():
        uv = shutil.which("uv") or str(Path(".tools/bin/uv").absolute())
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "overrides.txt").write_text("matplotlib>=3.7,<3.9\n", encoding="utf-8")
        subprocess.run([uv, "venv", "-q", str(folder / "venv"), "--python", sys.executable], check=True)
        subprocess.run(
            [uv, "pip", "install", "-q", "--python", str(folder / "venv/bin/python"), "--overrides", str(folder / "overrides.txt"),
             "rasa==3.6.21", "numpy>=1.23,<1.24", "scipy>=1.10,<1.11", "scikit-learn>=1.1,<1.2", "dask==2022.10.2",
             "setuptools==70.3.0", "tensorflow==2.12.0", "tensorflow-text==2.12.0"],
            check=True,
        )  # fmt: skip
    return str(rasa)


def folder_mb(folder: Path) -> float:
    """Bytes of the files, hard links counted once, in millions."""
    seen: set[tuple[int, int]] = set()
    total = 0
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            about = path.stat()
            if (about.st_dev, about.st_ino) not in seen:
                seen.add((about.st_dev, about.st_ino))
                total += about.st_size
    return total / 1e6


def resident_mb(pid: int) -> float:
    """Resident memory now, of Linux's /proc; 0 elsewhere."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0.0
    line = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1000


def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
