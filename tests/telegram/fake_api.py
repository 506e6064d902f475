"""A Bot API of our own: a small HTTP server that keeps updates as Telegram does, and misbehaves when told to.

`getUpdates` confirms what lies below `offset` and holds an empty answer back; everything that is
sent is checked against Telegram's limits and kept in `calls`. `fail`, `delay`, `repeat` and
`reorder` make it as bad as the network: https://core.telegram.org/bots/api.
"""

from __future__ import annotations

import itertools
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

BOT = 123456789
TOKEN = f"{BOT}:AAFakeFakeFakeFakeFakeFakeFakeFake00"
ME = {"id": BOT, "is_bot": True, "first_name": "Steady", "username": "steady_test_bot"}
MOST_TEXT, MOST_CAPTION, MOST_CALLBACK = 4096, 1024, 64
SENDS = ("sendMessage", "sendPhoto", "sendDocument")

# As Telegram's: an id never comes again, whatever server of the tests' gave it.
UPDATE_IDS = itertools.count(1000)
Params = dict[str, Any]


@dataclass
class Call:
    method: str
    params: Params
    at: float
    ok: bool = True

    @property
    def chat(self) -> int:
        return chat_of(self.params)

    @property
    def text(self) -> str:
        return str(self.params.get("text") or self.params.get("caption") or "")

    @property
    def keys(self) -> dict[str, str]:
        """Title -> id, of the keys under this message."""
        markup = json.loads(self.params.get("reply_markup") or "{}")
        return {key["text"]: key["callback_data"] for row in markup.get("inline_keyboard", []) for key in row}


def chat_of(params: Params) -> int:
    return int(params.get("chat_id", 0))


def flood(seconds: int) -> tuple[int, Params]:
    return 429, {"description": f"Too Many Requests: retry after {seconds}", "parameters": {"retry_after": seconds}}


CONFLICT = (409, {"description": "Conflict: terminated by other getUpdates request"})
BROKEN = (502, {"description": "Bad Gateway"})
BLOCKED = (403, {"description": "Forbidden: bot was blocked by the user"})


@dataclass
class Fault:
    """What happens to the next call of `method`: an answer instead of the right one, or a late one."""

    method: str
    answer: tuple[int, Params] | None = None
    seconds: float = 0.0
    chat: int | None = None


@dataclass
class FakeApi:
    """`address`: for STEADY_TELEGRAM_API. Times are of `time.monotonic`."""

    token: str = TOKEN
    address: str = ""
    calls: list[Call] = field(default_factory=list)
    pending: list[Params] = field(default_factory=list)
    confirmed: list[int] = field(default_factory=list)
    blocked: set[int] = field(default_factory=set)
    repeat: bool = False  # hands out what was confirmed once more
    reorder: bool = False  # hands out each batch backwards
    webhook: Params = field(default_factory=dict)
    _faults: list[Fault] = field(default_factory=list)
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _messages: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    _closed: bool = False

    # --- what a test does to it

    def fail(self, method: str, answer: tuple[int, Params], times: int = 1, chat: int | None = None) -> None:
        """The next `times` calls of `method` (into `chat` only, when given) get this answer."""
        self._faults += [Fault(method, answer, chat=chat) for _ in range(times)]

    def delay(self, method: str, seconds: float) -> None:
        """The next call of `method` is answered so much later."""
        self._faults.append(Fault(method, seconds=seconds))

    def heal(self) -> None:
        self._faults.clear()

    def put(self, update: Params, id: int | None = None) -> int:
        """A new update for whoever fetches. Returns its id."""
        number = next(UPDATE_IDS) if id is None else id
        with self._changed:
            self.pending.append({"update_id": number, **update})
            self._changed.notify_all()
        return number

    def write(self, chat: int, text: str, **more: Any) -> int:
        return self.put({"message": message(chat, text=text, **more)})

    def press(self, chat: int, title: str, call: Call | None = None) -> int:
        """A person presses the key with this title under the latest message that has one, or under `call`."""
        call = call or next(c for c in reversed(self.sent(chat)) if title in c.keys)
        return self.put(pressed(chat, call.keys[title], json.loads(call.params["reply_markup"])))

    # --- what a test looks at

    def sent(self, chat: int | None = None) -> list[Call]:
        """What arrived with the people, in order."""
        return [c for c in list(self.calls) if c.method in SENDS and c.ok and chat in (None, c.chat)]

    def texts(self, chat: int | None = None) -> list[str]:
        return [call.text for call in self.sent(chat)]

    def of(self, method: str) -> list[Call]:
        return [call for call in list(self.calls) if call.method == method]

    # --- the API

    def answer(self, method: str, params: Params) -> tuple[int, Params]:
        call = Call(method, params, time.monotonic())
        self.calls.append(call)
        status, content = self._answer(method, params)
        call.ok = status == 200
        return status, content

    def _answer(self, method: str, params: Params) -> tuple[int, Params]:
        fault = next((f for f in self._faults if f.method == method and f.chat in (None, chat_of(params))), None)
        if fault:
            self._faults.remove(fault)
            time.sleep(fault.seconds)
            if fault.answer:
                return fault.answer
        chat = chat_of(params)
        if method in SENDS:
            if chat in self.blocked:
                return BLOCKED
            if problem := _problem(method, params):
                return 400, {"description": f"Bad Request: {problem}"}
            return 200, {"result": {"message_id": next(self._messages), **_head(chat), "text": params.get("text", "")}}
        known: dict[str, Callable[[Params], Any]] = {
            "getMe": lambda p: ME,
            "getUpdates": self._updates,
            "setWebhook": self._set_webhook,
            "deleteWebhook": lambda p: self.webhook.clear() or True,
            "setMyCommands": lambda p: True,
            "answerCallbackQuery": lambda p: True,
            "editMessageReplyMarkup": lambda p: True,
            "leaveChat": lambda p: True,
        }
        if method not in known:
            return 404, {"description": "Not Found"}
        return 200, {"result": known[method](params)}

    def _set_webhook(self, params: Params) -> bool:
        self.webhook.update(params)
        return True

    def _updates(self, params: Params) -> list[Params]:
        offset, limit = int(params.get("offset") or 0), int(params.get("limit", 100))
        until = time.monotonic() + float(params.get("timeout", 0))
        with self._changed:
            self.confirmed += [u["update_id"] for u in self.pending if u["update_id"] < offset]
            before = [u for u in self.pending if u["update_id"] < offset]
            self.pending = [u for u in self.pending if u["update_id"] >= offset]
            while not self.pending and time.monotonic() < until and not self._closed:
                self._changed.wait(0.05)
            batch = sorted(self.pending, key=lambda u: u["update_id"])[:limit]
            if self.repeat:
                batch = [*before, *batch]
            return batch[::-1] if self.reorder else batch

    def close(self) -> None:
        self._closed = True
        with self._changed:
            self._changed.notify_all()


def _problem(method: str, params: Params) -> str:
    text, caption = str(params.get("text", "")), str(params.get("caption", ""))
    if method == "sendMessage" and not text.strip():
        return "message text is empty"
    if len(text.encode("utf-16-le")) // 2 > MOST_TEXT:
        return "message is too long"
    if len(caption.encode("utf-16-le")) // 2 > MOST_CAPTION:
        return "message caption is too long"
    markup = json.loads(params.get("reply_markup") or "{}")
    keys = [key for row in markup.get("inline_keyboard", []) for key in row]
    if any(not 0 < len(key["callback_data"].encode()) <= MOST_CALLBACK for key in keys):
        return "BUTTON_DATA_INVALID"
    return ""


def _head(chat: int) -> Params:
    return {"date": int(time.time()), "chat": {"id": chat, "type": "private", "first_name": "A"}, "from": ME}


# --- what people send

MESSAGE_IDS = itertools.count(50_000)


def message(chat: int, *, kind: str = "private", date: float | None = None, **parts: Any) -> Params:
    """A message of a person's. `kind`: of the chat. `parts`: text, caption, sticker, voice, photo …"""
    place = {"id": chat, "type": kind, **({"first_name": "A"} if kind == "private" else {"title": "G"})}
    sender = {"id": abs(chat), "is_bot": False, "first_name": "A", "language_code": "en"}
    when = int(time.time() if date is None else date)
    return {"message_id": next(MESSAGE_IDS), "date": when, "chat": place, "from": sender, **parts}


def pressed(chat: int, data: str, markup: Params | None = None) -> Params:
    shown = {**message(chat, text="…"), "from": ME, **({"reply_markup": markup} if markup else {})}
    sender = {"id": chat, "is_bot": False, "first_name": "A"}
    return {"callback_query": {"id": f"q{next(MESSAGE_IDS)}", "from": sender, "message": shown,
                               "chat_instance": "1", "data": data}}  # fmt: skip


def membership(chat: int, status: str, kind: str = "private") -> Params:
    place = {"id": chat, "type": kind, **({"first_name": "A"} if kind == "private" else {"title": "G"})}
    sender = {"id": abs(chat), "is_bot": False, "first_name": "A"}
    old = {"user": ME, "status": "member"}
    new = {"user": ME, "status": status, **({"until_date": 0} if status == "kicked" else {})}
    return {"my_chat_member": {"chat": place, "from": sender, "date": int(time.time()),
                               "old_chat_member": old, "new_chat_member": new}}  # fmt: skip


FILE = {"file_id": "f", "file_unique_id": "u"}
VOICE = {**FILE, "duration": 3}
PHOTO = [{**FILE, "width": 9, "height": 9}]
STICKER = {**FILE, "type": "regular", "width": 9, "height": 9, "is_animated": False, "is_video": False}


# --- the server


def _form(content_type: str, body: bytes) -> Params:
    if not content_type.startswith("multipart/"):
        return {name: values[0] for name, values in parse_qs(body.decode(), keep_blank_values=True).items()}
    whole = BytesParser().parsebytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body)
    params: Params = {}
    for part in whole.get_payload():  # type: ignore[union-attr]
        content = part.get_payload(decode=True)  # type: ignore[union-attr]
        file, name = part.get_filename(), part.get_param("name", header="content-disposition")  # type: ignore[union-attr]
        params[str(name)] = {"name": file, "bytes": content} if file else content.decode()
    return params


@contextmanager
def serving(token: str = TOKEN) -> Iterator[FakeApi]:
    """The server on a free loopback port, in threads of its own."""
    api = FakeApi(token)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            _, bot, method = self.path.split("/", 2)
            if bot != f"bot{api.token}":
                status, content = 401, {"description": "Unauthorized"}
            else:
                status, content = api.answer(method, _form(self.headers.get("Content-Type", ""), body))
            payload = json.dumps({"ok": status == 200, "error_code": status, **content}).encode()
            try:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(payload)))
                self.end_headers()
                self.wfile.write(payload)
            except OSError:
                pass  # whoever asked has gone away

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    api.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield api
    finally:
        api.close()
        server.shutdown()
        server.server_close()
