"""What cannot be used gets a sentence: what, where, what to do. Nothing is lost and nobody sees a traceback."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from steady.operating.benchmark import free_port
from steady.serving.models import STAMP
from tests.e2e.conftest import SECRET, call
from tests.talking import Talk

pytestmark = pytest.mark.model

# ---- what a person may send: body, status, and what the answer holds

TEXT = "application/json"
SENT: dict[str, tuple[bytes, int, str]] = {
    "malformed JSON": (b'{"text": "hel', 400, "bad_json"),
    "one megabyte": (json.dumps({"text": "x" * 1_000_000}).encode(), 413, "too_big"),
    "binary": (bytes(range(256)) * 4, 400, "not_utf8"),
    "invalid UTF-8": (b'{"text": "caf\xe9 \xff"}', 400, "not_utf8"),
    "a line of 20,000 characters": (json.dumps({"text": "he left " * 2_500}).encode(), 413, "too_long"),
    "an unknown button": (b'{"button": "No such button"}', 409, "unknown_button"),
    "emoji only": ('{"text": "😶‍🌫️🫠"}'.encode(), 200, ""),
    "empty": (b'{"text": ""}', 200, ""),
    "blank": (b'{"text": " \\n\\t "}', 200, ""),
    "right to left": ('{"text": "هو لا يرد على رسائلي وأنا خائفة"}'.encode(), 200, ""),
    "direction marks": ('{"text": "\u202ehe left me on read\u202c"}'.encode(), 200, ""),
    "control characters": (b'{"text": "he \\u0000\\u0007 left me on read"}', 200, ""),
    "half an emoji": (b'{"text": "\\ud83d why"}', 200, ""),
}


def post(address: str, body: bytes, token: str) -> tuple[int, bytes]:
    """By hand, since what is sent is no proper message."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    for _ in range(60):
        connection.request("POST", "/api/messages", body, {"Content-Type": TEXT, "Authorization": f"Bearer {token}"})
        answer = connection.getresponse()
        content = answer.read()
        if answer.status != 429:
            break
        time.sleep(0.5)
    connection.close()
    return answer.status, content


@pytest.mark.parametrize("what", SENT)
def test_what_a_person_sends_is_answered_and_the_talk_goes_on(server: str, what: str) -> None:
    body, status, code = SENT[what]
    token = call(f"{server}/api/session", {"country": "GB"})["session"]
    call(f"{server}/api/messages", {"text": "hello"}, token)
    got, content = post(server, body, token)
    answer = json.loads(content)
    assert got == status
    assert b"Traceback" not in content and b".py" not in content
    if code:
        assert answer["error"]["code"] == code
        assert answer["error"]["message"].endswith((".", "?")) and "999" in answer["error"]["text"]
    else:
        assert answer["replies"] and all(reply["text"].strip() for reply in answer["replies"])
    after = call(f"{server}/api/messages", {"text": "I feel anxious about us all the time"}, token)
    assert "computer program" not in after["replies"][0]["text"], "the conversation was not begun anew"
    assert after["replies"][0]["text"]


# ---- what an operator may get wrong: each ends in one sentence that names the place and the way out


@contextmanager
def changed(file: Path, text: str) -> Iterator[None]:
    file.write_text(text, encoding="utf-8")
    yield


def a_copy(root: Path, folder: Path) -> Path:
    """The project's data in a folder of its own, so that it can be broken."""
    copy = folder / "installation"
    copy.mkdir()
    for name in ("data", "config.yml", "domain.yml", "endpoints.yml", "credentials.yml", "pyproject.toml", "actions"):
        (shutil.copytree if (root / name).is_dir() else shutil.copy)(root / name, copy / name)
    (copy / "models").mkdir()
    newest = max((root / "models").glob("*.tar.gz"), key=lambda file: file.stat().st_mtime)
    shutil.copy(newest, copy / "models" / newest.name)
    shutil.copy(root / "models" / STAMP, copy / "models" / STAMP)
    for name in ("widget", "steady"):  # the program too: what a model was trained from counts it
        (copy / name).symlink_to(root / name)
    return copy


def steady(copy: Path, *command: str, given: str = "hello\n", **environment: str) -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "steady", *command], cwd=copy, input=given, capture_output=True, text=True, timeout=300,
        env={**os.environ, "STEADY_ROOT": str(copy), "STEADY_SECRET": SECRET,
             "STEADY_DATABASE_URL": f"sqlite:///{copy / 'var' / 'steady.db'}", **environment},
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def no_yaml(copy: Path) -> dict[str, str]:
    (copy / "data/content/helplines.yml").write_text("checked_on: [\n", encoding="utf-8")
    return {}


def a_helpline_without_a_name(copy: Path) -> dict[str, str]:
    file = copy / "data/content/helplines.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("name:", "nmae:", 1), encoding="utf-8")
    return {}


def a_broken_practice(copy: Path) -> dict[str, str]:
    file = copy / "data/content/practices/longer-out-breath.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("steps:", "stesp:"), encoding="utf-8")
    return {}


def a_broken_risk_rule(copy: Path) -> dict[str, str]:
    file = copy / "data/risk/suicide.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("level: crisis", "level: crysis", 1), encoding="utf-8")
    return {}


OPERATOR: dict[str, tuple[Callable[[Path], dict[str, str]], tuple[str, ...]]] = {
    "no secret": (lambda copy: {"STEADY_SECRET": ""}, ("STEADY_SECRET", "missing", ".env", "steady run")),
    "a weak secret": (lambda copy: {"STEADY_SECRET": "abc"}, ("STEADY_SECRET", "32", ".env")),
    "a content file that is no YAML": (no_yaml, ("helplines.yml", "line")),
    "a field misspelt": (a_helpline_without_a_name, ("helplines.yml", "name", "missing")),
    "a practice without steps": (a_broken_practice, ("longer-out-breath.yml", "step")),
    "a risk rule with an unknown level": (a_broken_risk_rule, ("suicide.yml", "crysis")),
    "a database that is no file": (lambda copy: {"STEADY_DATABASE_URL": "sqlite:////proc/x/y.db"}, ("/proc/x", "write")),
    "an address that is none": (lambda copy: {"STEADY_DATABASE_URL": "what"}, ("STEADY_DATABASE_URL", "sqlite:///")),
}  # fmt: skip


@pytest.mark.parametrize("what", OPERATOR)
def test_what_an_operator_gets_wrong_is_named(tmp_path: Path, root: Path, what: str) -> None:
    break_it, named = OPERATOR[what]
    copy = a_copy(root, tmp_path)
    code, out, said = steady(copy, "chat", "--json", **break_it(copy))
    assert code == 1 and out == ""
    assert "Traceback" not in said
    assert all(word in said for word in named), said


def test_another_secret_is_noticed_and_nothing_is_lost(tmp_path: Path, root: Path) -> None:
    copy = a_copy(root, tmp_path)
    talk = "hello\nI am so anxious about us\nyes\nyes\n"
    assert steady(copy, "chat", "--json", "--person", "ann", given=talk)[0] == 0
    code, _, said = steady(copy, "chat", "--json", "--person", "ann", STEADY_SECRET="another-" + SECRET)
    assert code == 1 and "STEADY_SECRET" in said and "Traceback" not in said
    code, out, _ = steady(copy, "sessions", "--json", given="")
    assert code == 0 and json.loads(out)


# ---- what a machine may do while people talk


def locked(file: Path) -> Callable[[], None]:
    lock = sqlite3.connect(file, isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    return lock.close


def read_only(house: object) -> Callable[[], None]:
    return _pragma(house, "PRAGMA query_only = ON", "PRAGMA query_only = OFF")


def full(house: object) -> Callable[[], None]:
    """SQLite's own "database or disk is full", which is what it says of a disk without room."""
    return _pragma(house, "PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1073741823")


def _pragma(house: object, on: str, off: str) -> Callable[[], None]:
    from sqlalchemy import event

    def apply(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute(on)

    def undo() -> None:
        event.remove(house.database.engine, "checkout", apply)
        with house.database.engine.connect() as connection:
            connection.exec_driver_sql(off)
        house.database.engine.dispose()

    event.listen(house.database.engine, "checkout", apply)
    return undo


MACHINE: dict[str, Callable[[Talk], Callable[[], None]]] = {
    "locked": lambda talk: locked(Path(talk.house.settings.database_url.removeprefix("sqlite:///"))),
    "read only": lambda talk: read_only(talk.house),
    "disk full": lambda talk: full(talk.house),
}


@pytest.mark.parametrize("what", MACHINE)
async def test_a_database_that_fails_does_not_stop_the_talk(talk: Talk, what: str) -> None:
    await talk.grown_up(consent=True)
    assert talk.house.session_log.flush(10)
    undo = MACHINE[what](talk)
    try:
        await talk.say("he left me on read and I can't sleep")
        assert "utter_share_no_reply" in talk.names
        await talk.say("I want to kill myself")
        assert "116 123" in talk.text
        await talk.say("no, that was a figure of speech")
        assert talk.text
    finally:
        undo()
    await talk.say("what is attachment theory")
    assert "utter_faq/attachment_theory" in talk.names


# ---- and it stops when told to


def test_ctrl_c_leaves_no_process(tmp_path: Path, root: Path) -> None:
    copy = a_copy(root, tmp_path)
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "steady", "run", "--port", str(port)], cwd=copy, start_new_session=True,
        env={**os.environ, "STEADY_ROOT": str(copy), "STEADY_SECRET": SECRET,
             "STEADY_DATABASE_URL": f"sqlite:///{tmp_path / 'steady.db'}"},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    group = os.getpgid(process.pid)
    for _ in range(600):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", "/health")
            if connection.getresponse().status == 200:
                break
        except OSError:
            time.sleep(0.1)
    else:
        pytest.fail("steady run did not get ready in a minute")
    os.killpg(group, signal.SIGINT)  # what a terminal sends to all of them
    assert process.wait(20) == 0
    with pytest.raises(ProcessLookupError):
        os.killpg(group, 0)
    assert b"Traceback" not in process.stdout.read()  # type: ignore[union-attr]
