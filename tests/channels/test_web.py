"""The web channel over real HTTP: what a browser, a retry, a stranger and a broken client get."""

from __future__ import annotations

import json
import logging
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from .web_app import FRIEND, ROOT, Running, serving, with_country  # isort: skip - Rasa's stand-ins come first

from steady.channels.web_page import LIST_PLACE, SHELL_PLACE, Filling, data_module, number_list, read_widget
from steady.content.files import ContentError
from steady.content.widget import load_widget_words

DAY = 24 * 60 * 60


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with serving() as running:
        yield running


@pytest.fixture
def web(server: Running) -> Iterator[httpx.Client]:
    """A client, with the pace of earlier tests forgotten."""
    server.channel.pace._times.clear()
    server.door.heard.clear()
    with httpx.Client(base_url=server.address, timeout=10) as client:
        yield client


def say(web: httpx.Client, headers: dict[str, str], **content: Any) -> httpx.Response:
    return web.post("/api/messages", json=content, headers=headers)


def texts(answer: httpx.Response) -> list[str]:
    return [reply["text"] for reply in answer.json()["replies"]]


# ---- a conversation


def test_a_message_is_answered_in_the_answer_to_it(web: httpx.Client, server: Running) -> None:
    answer = say(web, server.session(country="gb"), text="hello")
    assert answer.status_code == 200
    assert answer.json() == {"replies": [{"text": "You said: hello", "buttons": [], "custom": None}], "turn": 1}
    heard = server.door.heard[-1]
    assert (heard["channel"], heard["country"]) == ("web", "GB")
    assert re.fullmatch("[0-9a-f]{64}", heard["person"]), "the front door must get the person key, not the session's id"


def test_a_button_is_pressed_by_its_title_and_payloads_stay_here(web: httpx.Client, server: Running) -> None:
    headers = server.session()
    offer = say(web, headers, text="choose")
    assert offer.json()["replies"][0]["buttons"] == [{"title": "A short practice"}, {"title": "Just talk"}]
    assert texts(say(web, headers, button="A short practice")) == ["You chose: A"]


@pytest.mark.parametrize("text", ["", " ", "🌧️", "\ud83d", "/greet{}", "a\u0000b", "x" * 5000])
def test_odd_text_is_for_the_front_door_to_answer(web: httpx.Client, server: Running, text: str) -> None:
    body = json.dumps({"text": text})  # escapes half an emoji, as a careless client would
    headers = {**server.session(), "Content-Type": "application/json"}
    answer = web.post("/api/messages", content=body, headers=headers)
    assert answer.status_code == 200
    expected = "\ufffd" if text == "\ud83d" else text
    assert server.door.heard[-1]["text"] == expected


def test_the_country_of_a_message_counts_before_that_of_the_session(web: httpx.Client, server: Running) -> None:
    say(web, server.session(country="GB"), text="hello", country="de")
    assert server.door.heard[-1]["country"] == "DE"


def test_turns_of_one_session_keep_their_order(web: httpx.Client, server: Running) -> None:
    headers, turns = server.session(), {}

    def send(text: str) -> None:
        turns[text] = httpx.post(f"{server.address}/api/messages", json={"text": text}, headers=headers).json()["turn"]

    first = threading.Thread(target=send, args=("slow one",))
    first.start()
    time.sleep(0.1)
    send("quick two")
    first.join()
    assert turns == {"slow one": 1, "quick two": 2}
    assert [h["text"] for h in server.door.heard] == ["slow one", "quick two"]


def test_the_same_id_again_gets_the_same_replies_and_no_second_turn(web: httpx.Client, server: Running) -> None:
    headers = server.session()
    first, again = (say(web, headers, text="hello", id="m1").json() for _ in range(2))
    assert first == again
    assert len(server.door.heard) == 1
    assert say(web, headers, text="hello", id="m2").json()["turn"] == 2


def test_other_words_under_an_old_id_are_read(web: httpx.Client, server: Running) -> None:
    headers = server.session()
    say(web, headers, text="hello", id="m1")
    assert texts(say(web, headers, text="I want to die", id="m1")) == ["You said: I want to die"]


def test_a_retry_after_a_lost_connection_joins_the_turn_under_way(web: httpx.Client, server: Running) -> None:
    headers = server.session()
    with pytest.raises(httpx.ReadTimeout):
        web.post("/api/messages", json={"text": "slow one", "id": "m1"}, headers=headers, timeout=0.1)
    assert texts(say(web, headers, text="slow one", id="m1")) == ["You said: slow one"]
    assert len(server.door.heard) == 1


def test_an_id_whose_turn_failed_may_try_again(web: httpx.Client, server: Running) -> None:
    headers = server.session()
    assert [say(web, headers, text="boom", id="m1").status_code for _ in range(2)] == [500, 500]
    assert len(server.door.heard) == 2


# ---- who may speak


def test_sessions_are_unguessable_and_all_different(web: httpx.Client) -> None:
    tokens = {web.post("/api/session").json()["session"] for _ in range(5)}
    assert len(tokens) == 5
    assert min(map(len, tokens)) > 86, "32 random bytes and a 32-byte signature take more"


@pytest.mark.parametrize("forge", ["-", "x", "a.b", "{token}x", "{flipped}", "{other_use}"])
def test_a_forged_or_missing_token_is_refused_with_the_numbers(web: httpx.Client, server: Running, forge: str) -> None:
    token = server.session()["Authorization"].removeprefix("Bearer ")
    body, mark = token.split(".")
    values = {"token": token, "flipped": f"{body[:-2]}AA.{mark}", "other_use": server.keys.sign("telegram:1:1:")}
    answer = say(web, {"Authorization": f"Bearer {forge.format(**values)}"}, text="hello")
    assert say(web, {}, text="hello").status_code == 401
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "no_session"
    assert answer.json()["error"]["helplines"]["emergency"]
    assert server.door.heard == []


def test_a_token_lasts_a_day(web: httpx.Client, server: Running) -> None:
    headers, start = server.session(), server.now[0]
    try:
        server.now[0] = start + DAY - 1
        assert say(web, headers, text="still here").status_code == 200
        server.now[0] = start + DAY + 1
        assert say(web, headers, text="too late").status_code == 401
    finally:
        server.now[0] = start


def test_a_kept_session_goes_on_for_the_same_person_and_lasts_a_month(web: httpx.Client, server: Running) -> None:
    headers, start = server.session(country="GB"), server.now[0]
    person = person_of(web, server, headers)
    kept = web.post("/api/session", json={"keep": True}, headers=headers).json()["session"]
    mine = {"Authorization": f"Bearer {kept}"}
    try:
        server.now[0] = start + 29 * DAY
        assert person_of(web, server, mine) == person and server.door.heard[-1]["country"] == "GB"
        renewed = web.post("/api/session", json={"keep": True}, headers=mine).json()["session"]
        server.now[0] = start + 31 * DAY
        assert say(web, mine, text="too late").status_code == 401
        assert person_of(web, server, {"Authorization": f"Bearer {renewed}"}) == person
    finally:
        server.now[0] = start


@pytest.mark.parametrize("token", ["-", "x", "expired", "forged"])
def test_nobody_is_somebody_by_asking_to_be_kept(web: httpx.Client, server: Running, token: str) -> None:
    headers, start = server.session(), server.now[0]
    person, mine = person_of(web, server, headers), headers["Authorization"]
    if token == "expired":
        server.now[0] = start + DAY + 120
    sent = {"expired": mine, "forged": mine[:-3] + "AAA"}.get(token, f"Bearer {token}")
    answer = web.post("/api/session", json={"keep": True}, headers={"Authorization": sent})
    assert answer.status_code == 201
    other = person_of(web, server, {"Authorization": f"Bearer {answer.json()['session']}"})
    server.now[0] = start
    assert other != person


def test_without_the_wish_a_new_session_is_somebody_new(web: httpx.Client, server: Running) -> None:
    headers = server.session()
    again = web.post("/api/session", json={"keep": False}, headers=headers).json()["session"]
    assert person_of(web, server, {"Authorization": f"Bearer {again}"}) != person_of(web, server, headers)
    for odd in (1, "yes", [], 0):
        assert web.post("/api/session", json={"keep": odd}).json()["error"]["code"] == "not_text"


def test_another_session_is_another_person_and_hears_nothing_of_the_first(web: httpx.Client, server: Running) -> None:
    one, two = server.session(), server.session()
    say(web, one, text="hello", id="m1")
    assert say(web, two, text="hello", id="m1").json()["turn"] == 1
    first, second = (h["person"] for h in server.door.heard)
    assert first != second
    server.push(first, "for one only")
    assert "for one only" not in read_events(server, two, wait=0.3)


@pytest.mark.parametrize(
    ("origin", "status"),
    [(None, 201), ("{own}", 201), (FRIEND, 201), ("https://evil.example", 403), ("null", 403), (FRIEND + ".evil", 403)],
)
def test_only_known_sites_may_start(web: httpx.Client, server: Running, origin: str | None, status: int) -> None:
    headers = {"Origin": origin.format(own=server.address)} if origin else {}
    answer = web.post("/api/session", headers=headers)
    assert answer.status_code == status
    allowed = answer.headers.get("access-control-allow-origin")
    assert allowed == (FRIEND if origin == FRIEND else None)


def test_a_friendly_site_may_ask_first(web: httpx.Client) -> None:
    ask = {"Origin": FRIEND, "Access-Control-Request-Method": "POST"}
    answer = web.options("/api/messages", headers=ask)
    assert answer.status_code == 204
    assert "Authorization" in answer.headers["access-control-allow-headers"]
    assert web.options("/api/messages", headers={"Origin": "https://evil.example"}).status_code == 403


# ---- what cannot be used

JSON = {"Content-Type": "application/json"}
BAD = [
    ("no body", b"", JSON, 400, "bad_json"),
    ("cut off", b'{"text": "hel', JSON, 400, "bad_json"),
    ("a list", b"[]", JSON, 400, "bad_json"),
    ("a string", b'"hello"', JSON, 400, "bad_json"),
    ("no text", b"{}", JSON, 400, "empty"),
    ("null text", b'{"text": null}', JSON, 400, "empty"),
    ("a number", b'{"text": 5}', JSON, 400, "not_text"),
    ("an object", b'{"text": {"text": "hello"}}', JSON, 400, "not_text"),
    ("text and button", b'{"text": "a", "button": "b"}', JSON, 400, "not_text"),
    ("an id that is no text", b'{"text": "a", "id": 7}', JSON, 400, "not_text"),
    ("a long id", json.dumps({"text": "a", "id": "x" * 65}).encode(), JSON, 400, "not_text"),
    ("nested deep", b"[" * 30_000, JSON, 400, "bad_json"),
    ("a huge number", b'{"text": ' + b"9" * 10_000 + b"}", JSON, 400, "bad_json"),
    ("not UTF-8", b'{"text": "caf\xe9"}', JSON, 400, "not_utf8"),
    ("too big", json.dumps({"text": "x" * 70_000}).encode(), JSON, 413, "too_big"),
    ("much too big", b"x" * 1_500_000, JSON, 413, "too_big"),
    ("a form", b"text=hello", {"Content-Type": "application/x-www-form-urlencoded"}, 415, "bad_json"),
    ("no type", b'{"text": "hello"}', {}, 415, "bad_json"),
    ("unknown button", b'{"button": "nope"}', JSON, 409, "unknown_button"),
    ("too long a text", b'{"text": "long"}', JSON, 413, "too_long"),
    ("too fast a person", b'{"text": "fast"}', JSON, 429, "too_fast"),
    ("a fault of ours", b'{"text": "boom"}', JSON, 500, "last_chance"),
]


@pytest.mark.parametrize(("body", "headers", "status", "code"), [c[1:] for c in BAD], ids=[c[0] for c in BAD])
def test_what_cannot_be_used_is_answered_with_a_sentence_and_the_numbers(
    web: httpx.Client, server: Running, body: bytes, headers: dict[str, str], status: int, code: str
) -> None:
    headers = {**server.session(country="GB"), **headers}
    answer = web.post("/api/messages", content=body, headers=headers)
    assert answer.status_code == status
    error = answer.json()["error"]
    assert error["code"] == code
    assert error["message"]
    assert error["helplines"]["country"] == "GB"
    assert {"label": "emergency", "phone": "999"} in error["helplines"]["emergency"]
    assert "999" in error["text"]
    assert "Traceback" not in answer.text and "private words" not in answer.text


def test_what_the_front_door_says_with_a_refusal_is_passed_on(web: httpx.Client, server: Running) -> None:
    error = say(web, server.session(), button="nope").json()["error"]
    assert error["message"] == "No such button."
    assert error["replies"] == [{"text": "Here is what there is.", "buttons": [], "custom": None}]


def test_a_fault_is_logged_by_place_and_never_by_its_words(
    web: httpx.Client, server: Running, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, logger="steady"):
        say(web, server.session(), text="boom of mine")
    assert "RuntimeError while answering /api/messages" in caplog.text
    assert "of mine" not in caplog.text
    assert "RuntimeError: private words" not in caplog.text


def test_the_operators_country_is_used_where_the_person_named_none() -> None:
    with serving(with_country("IE")) as running:
        error = httpx.post(f"{running.address}/api/messages", json={"text": "hello"}).json()["error"]
    assert error["helplines"]["country"] == "IE"


def test_sixty_requests_in_ten_seconds_are_enough(web: httpx.Client, server: Running) -> None:
    statuses = [web.get("/api/countries").status_code for _ in range(61)]
    assert statuses[:60] == [200] * 60
    assert statuses[60] == 429
    answer = web.post("/api/session")
    assert answer.headers["retry-after"] == "10"
    assert answer.json()["error"]["helplines"]["emergency"]


def test_danger_is_answered_however_fast_an_address_is(web: httpx.Client, server: Running) -> None:
    one, flood = server.session(), server.session()
    for _ in range(60):
        web.get("/api/countries")
    assert say(web, one, text="hello").status_code == 429
    answer = say(web, one, text="hurt me")
    assert answer.status_code == 200 and "That sounds very hard" in texts(answer)[0]
    assert [h["text"] for h in server.door.heard] == ["hurt me"]
    # The reading itself is no way to keep the server busy, and one flood takes nothing from the next person.
    statuses = [say(web, flood, text="hurt me").status_code for _ in range(12)]
    assert statuses == [200] * 5 + [429] * 7
    assert say(web, flood, text="hurt me").json()["error"]["helplines"]["emergency"]
    assert say(web, one, text="hurt again").status_code == 200


def test_two_hundred_messages_a_second_are_refused_in_words(web: httpx.Client, server: Running) -> None:
    headers = server.session()
    answers = [say(web, headers, text="hello", id=str(n)) for n in range(200)]
    refused = [a for a in answers if a.status_code == 429]
    assert len(refused) >= 139 and {a.status_code for a in answers} == {200, 429}
    assert all(a.json()["error"]["message"] and a.json()["error"]["helplines"]["emergency"] for a in refused)
    assert len(server.door.heard) == 200 - len(refused)


@pytest.mark.parametrize(
    "request_line",
    ["GET /%ff%fe HTTP/1.1", "POST /api/messages HTTP/1.1\r\nContent-Length: abc", "NONSENSE", "GET / HTTP/9"],
)
def test_a_broken_request_gets_no_traceback(server: Running, request_line: str) -> None:
    import socket

    host, port = server.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as connection:
        connection.sendall(f"{request_line}\r\nHost: x\r\n\r\n".encode())
        answer = connection.recv(100_000)
    assert re.match(rb"HTTP/1.1 [45]\d\d ", answer)
    assert b'"code"' in answer
    assert b"Traceback" not in answer


# ---- the event stream


def read_events(server: Running, headers: dict[str, str], *, wait: float, query: str = "") -> str:
    """What the stream sends within `wait` seconds."""
    got, end = "", time.monotonic() + wait
    try:
        with httpx.stream("GET", f"{server.address}/api/events{query}", headers=headers, timeout=wait) as answer:
            assert answer.status_code == 200, answer.read()
            assert answer.headers["content-type"].startswith("text/event-stream")
            for part in answer.iter_text():
                got += part
                if time.monotonic() > end:
                    break
    except httpx.ReadTimeout:
        pass
    return got


def person_of(web: httpx.Client, server: Running, headers: dict[str, str]) -> str:
    assert say(web, headers, text="hello").status_code == 200
    return str(server.door.heard[-1]["person"])


def test_what_was_missed_is_sent_from_the_last_id_on(web: httpx.Client, server: Running) -> None:
    headers = server.session()
    person = person_of(web, server, headers)
    for text in ("one", "two", "three"):
        assert server.push(person, text) is False
    everything = read_events(server, headers, wait=0.4)
    assert re.findall(r'"text": "(\w+)"', everything) == ["one", "two", "three"]
    ids = re.findall(r"^id: (.+)$", everything, re.MULTILINE)
    resumed = read_events(server, {**headers, "Last-Event-ID": ids[1]}, wait=0.4)
    assert re.findall(r'"text": "(\w+)"', resumed) == ["three"]
    from_before_a_restart = read_events(server, {**headers, "Last-Event-ID": "0badc0de-3"}, wait=0.4)
    assert re.findall(r'"text": "(\w+)"', from_before_a_restart) == ["one", "two", "three"]


def test_what_is_said_later_arrives_at_once(web: httpx.Client, server: Running) -> None:
    headers = server.session()
    person = person_of(web, server, headers)
    delivered: list[bool] = []
    timer = threading.Timer(0.4, lambda: delivered.append(server.push(person, "later")))
    timer.start()
    assert '"text": "later"' in read_events(server, headers, wait=0.8)
    assert delivered == [True]
    # A browser that went away is no listener.
    deadline = time.monotonic() + 5
    while server.channel.rooms.of(person).events.streams and time.monotonic() < deadline:
        time.sleep(0.05)
    assert server.push(person, "nobody hears") is False


def test_only_the_last_fifty_are_kept(web: httpx.Client, server: Running) -> None:
    headers = server.session()
    person = person_of(web, server, headers)
    for number in range(53):
        server.push(person, f"n{number}")
    said = re.findall(r'"text": "(\w+)"', read_events(server, headers, wait=0.4))
    assert said == [f"n{number}" for number in range(3, 53)]


def test_a_quiet_stream_shows_that_it_lives(
    web: httpx.Client, server: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    from steady.channels import web_events

    stream = web_events.EventLog.stream
    monkeypatch.setattr(web_events.EventLog, "stream", lambda self, last: stream(self, last, heartbeat=0.1))
    assert read_events(server, server.session(), wait=0.5).count(": still here") >= 2


def test_a_plain_event_source_may_name_its_session_in_the_address(web: httpx.Client, server: Running) -> None:
    token = server.session()["Authorization"].removeprefix("Bearer ")
    assert "retry:" in read_events(server, {}, wait=0.3, query=f"?session={token}")
    assert web.get("/api/events?session=x").status_code == 401
    assert web.post(f"/api/messages?session={token}", json={"text": "hi"}).status_code == 401


def test_a_server_with_an_open_stream_stops_at_once() -> None:
    with serving() as running:
        headers = running.session()
        reader = threading.Thread(target=read_events, args=(running, headers), kwargs={"wait": 20})
        reader.start()
        time.sleep(0.4)
        start = time.monotonic()
    assert time.monotonic() - start < 3
    reader.join(3)
    assert not reader.is_alive()


# ---- the page, numbers, and how the server is


def test_the_page_lets_nothing_in_and_tells_nobody(web: httpx.Client) -> None:
    answer = web.get("/")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert policy.endswith(f"frame-ancestors 'self' {FRIEND}")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in answer.headers
    for address in re.findall(r'(?:src|href)="([^"]+)"', answer.text):
        links = ("/widget/", "#", "tel:", "sms:", "https://findahelpline.com", "https://www.wikipedia.org/")
        assert address.startswith(links), f"{address} would be asked of somebody else"


def test_every_country_has_its_numbers_before_any_script(web: httpx.Client, server: Running) -> None:
    page = web.get("/").text
    lists = "".join(re.findall(r'<ul class="all-numbers".*?</ul>', page, re.DOTALL))
    for code, card in server.app.ctx.all_numbers.items():
        assert f"<strong>{card['helplines']['country_name']}</strong>" in lists, code
    assert lists.count("<li>") == 28
    assert '<a href="tel:116123">' in lists
    assert "<noscript " in page


def test_scripts_have_the_numbers_with_them(web: httpx.Client) -> None:
    module = web.get("/widget/data.js").text
    told = {
        name: json.loads(value) for name, value in re.findall(r"^export const (\w+) = (.*);$", module, re.MULTILINE)
    }
    assert told["numbers"]["GB"]["emergency"][0]["phone"] == "999"
    assert told["leave"] == "https://www.wikipedia.org/" and told["words"]["help"] == "Get help now"
    assert told["shell"] in web.get("/").text, "the same markup, here and on other sites"


def test_what_is_named_in_the_numbers_is_no_markup(server: Running) -> None:
    hostile = {"GB": {**server.channel.numbers["GB"], "country_name": "</ul><b>"}}
    assert "<b>" not in number_list(hostile)
    assert data_module("", Filling({}, hostile)).count("\n") == 7


@pytest.mark.parametrize(
    ("file", "before", "after", "names"),
    [
        ("shell.html", LIST_PLACE, "", "exactly once"),
        ("index.html", SHELL_PLACE, "", "exactly once"),
        ("shell.html", "{{help}}", "{{nothing}}", "'nothing'"),
    ],
)
def test_a_template_without_a_place_or_word_is_refused(
    tmp_path: Path, file: str, before: str, after: str, names: str
) -> None:
    for path in (ROOT / "widget").glob("*.html"):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    broken = tmp_path / file
    broken.write_text(broken.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    with pytest.raises(ContentError, match=names):
        read_widget(tmp_path, Filling(load_widget_words(ROOT / "data" / "content"), {}))


def test_all_that_a_browser_fetches_is_small(server: Running) -> None:
    scripts = {name: len(file.packed) for name, file in server.channel.files.items() if name != "index.html"}
    assert sum(scripts.values()) < 40_000, scripts
    assert len(server.channel.files["index.html"].packed) < 10 * 1024


def test_files_go_packed_to_who_can_unpack(web: httpx.Client, server: Running) -> None:
    plain = web.get("/widget/talk.js", headers={"Accept-Encoding": "identity"})
    packed = web.get("/widget/talk.js", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert "Accept-Encoding" in packed.headers["vary"] and packed.text == plain.text
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"])


def test_a_friendly_site_may_load_the_scripts_and_no_other(web: httpx.Client) -> None:
    allowed = {
        origin: web.get("/widget/steady.js", headers={"Origin": origin}).headers.get("access-control-allow-origin")
        for origin in (FRIEND, "https://evil.example")
    }
    assert allowed == {FRIEND: FRIEND, "https://evil.example": None}


def test_widget_files_are_served_once(web: httpx.Client) -> None:
    answer = web.get("/widget/steady.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    again = web.get("/widget/steady.js", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path", ["../pyproject.toml", "%2e%2e%2fpyproject.toml", "..%2f.env", "index.html", "x.js", ""]
)
def test_nothing_else_is_served(server: Running, path: str) -> None:
    answer = httpx.get(f"{server.address}/widget/{path}")
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not_found"


def test_countries_and_their_numbers(web: httpx.Client) -> None:
    known = web.get("/api/countries").json()["countries"]
    assert len(known) == 28 and {"code": "GB", "name": "United Kingdom"} in known
    assert web.get("/api/helplines?country=gb").json()["helplines"]["country"] == "GB"
    for unknown in ("", "?country=ZZ", "?country=" + "x" * 99):
        answer = web.get(f"/api/helplines{unknown}")
        assert answer.status_code == 200 and answer.json()["helplines"]["emergency"]


def test_health_says_503_when_something_is_wrong(web: httpx.Client, server: Running) -> None:
    assert web.get("/health").status_code == 200
    server.healthy[0] = False
    try:
        assert web.get("/health").status_code == 503
    finally:
        server.healthy[0] = True


def test_metrics_are_for_this_machine_and_not_for_what_a_proxy_brings(web: httpx.Client) -> None:
    assert "python_info" in web.get("/metrics").text
    assert web.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 404


def test_the_interface_is_described_whole(server: Running) -> None:
    described = yaml.safe_load((ROOT / "docs" / "openapi.yml").read_text(encoding="utf-8"))
    assert described["openapi"].startswith("3.1")
    on_paper = {
        (method.upper(), path)
        for path, methods in described["paths"].items()
        for method in methods
        if method != "parameters"
    }
    running = {
        (method, re.sub(r"<(\w+)[^>]*>", r"{\1}", "/" + route.path.strip("/")))
        for route in server.app.router.routes
        for method in route.methods
    }
    assert on_paper == running


def test_scripts_lose_their_types_and_no_code(server: Running) -> None:
    """A cast that begins a line is code behind a comment: all that is not a comment of its own lines stays."""
    for path in Path("widget").glob("*.js"):
        served = server.channel.files[path.name].body.decode()
        code = re.sub(r"/\*\*(?:(?!\*/).)*\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        left = re.sub(r"/\*\*(?:(?!\*/).)*\*/", "", served, flags=re.DOTALL)
        assert re.sub(r"\s+", " ", code) == re.sub(r"\s+", " ", left), path.name
        assert "@typedef" not in served, path.name
