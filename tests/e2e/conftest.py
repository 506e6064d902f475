"""A real server in a process of its own, and an environment for `steady` commands, on a database of the tests'."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from steady.operating.benchmark import free_port
from tests.e2e.conversations import Step

SECRET = "test-secret-0123456789-abcdefghijklmnopqrstuvwxyz"


@pytest.fixture(scope="session")
def terminal_environment(tmp_path_factory: pytest.TempPathFactory, root: Path) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("records")
    return {**os.environ, "STEADY_ROOT": str(root), "STEADY_SECRET": SECRET,
            "STEADY_DATABASE_URL": f"sqlite:///{folder / 'steady.db'}"}  # fmt: skip


@pytest.fixture(scope="session")
def server(terminal_environment: dict[str, str], root: Path) -> Iterator[str]:
    """The address of `steady run`, started as a person would start it."""
    port = free_port()
    process = start_server(root, terminal_environment, port)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(20)


def start_server(root: Path, environment: dict[str, str], port: int) -> subprocess.Popen[bytes]:
    """`steady run`, ready to answer."""
    command = [sys.executable, "-m", "steady", "run", "--port", str(port)]
    process = subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    for _ in range(1800):  # a busy machine
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2)
            return process
        except OSError:
            if process.poll() is not None:
                pytest.fail(f"steady run ended: {process.stdout.read()[-2000:]}")  # type: ignore[union-attr]
            time.sleep(0.1)
    process.kill()
    pytest.fail("steady run did not get ready in three minutes")


def call(address: str, body: Any, token: str | None = None) -> dict[str, Any]:
    headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
    request = urllib.request.Request(address, json.dumps(body).encode(), headers)
    for _ in range(60):
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            if error.code != 429:
                return json.load(error)
            time.sleep(0.5)  # the tests ask faster than people do
    raise AssertionError("the server kept answering 429")


@pytest.fixture
def http_session(server: str) -> Callable[[str | None], Callable[[Step], list[str]]]:
    """`http_session(country)` starts a session and gives a function that sends one step."""

    def start(country: str | None) -> Callable[[Step], list[str]]:
        token = call(f"{server}/api/session", {"country": country} if country else {})["session"]

        def send(step: Step) -> list[str]:
            body = {"button": step.press} if step.press else {"text": step.say}
            answer = call(f"{server}/api/messages", body, token)
            assert "replies" in answer, answer
            return [reply["text"] for reply in answer["replies"]]

        return send

    return start
