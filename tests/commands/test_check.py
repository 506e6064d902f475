"""`steady check`: one sentence for each fault, none for a sound installation."""

from __future__ import annotations

import argparse
import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from steady.commands import check
from steady.records.crypto import Keys
from steady.records.database import open_database
from steady.records.migrate import migrate
from steady.records.models import Person
from steady.serving.models import STAMP, source_hash
from tests.content.broken import change
from tests.telegram.fake_api import TOKEN, serving

SECRET = "a-test-secret-0123456789-abcdefghijklmnop"
Break = Callable[[Path], object]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database with one person in it; made once, as migrating takes its time."""
    file = tmp_path_factory.mktemp("database") / "steady.db"
    migrate(f"sqlite:///{file}")
    opened = open_database(f"sqlite:///{file}")
    keys, now = Keys.from_secret(SECRET), dt.datetime.now(dt.UTC)
    person = keys.person("test", "somebody")
    with opened.session() as session:
        session.add(Person(key=person, code=keys.code(person), consent_at=now, created_at=now, last_seen_at=now))
    opened.close()
    return file


@pytest.fixture
def sound(root: Path, tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project's data without a fault: a stamped model, a migrated database, GB."""
    shutil.copytree(root / "data", tmp_path / "data")
    shutil.copy(root / "config.yml", tmp_path)
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "m.tar.gz").touch()
    (tmp_path / "models" / STAMP).write_text(source_hash(tmp_path))
    (tmp_path / ".env").write_text(f"STEADY_SECRET={SECRET}\nSTEADY_COUNTRY=GB\n")
    (tmp_path / ".env").chmod(0o600)
    (tmp_path / "var").mkdir()
    shutil.copy(database, tmp_path / "var" / "steady.db")
    monkeypatch.setenv("STEADY_ROOT", str(tmp_path))
    for name in ("STEADY_SECRET", "STEADY_COUNTRY", "STEADY_HOST", "STEADY_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def today(library) -> dt.date:
    return library.helplines.checked_on


def setting(line: str) -> Break:
    return lambda project: (project / ".env").write_text((project / ".env").read_text() + line + "\n")


def broken(file: str, old: str, new: str) -> Break:
    """Breaks a file; the model is stamped anew, as if it had been trained since."""

    def both(project: Path) -> None:
        change(project / "data" / file, old, new)
        (project / "models" / STAMP).write_text(source_hash(project))

    return both


def test_a_sound_installation_has_no_fault(sound: Path, today: dt.date) -> None:
    assert list(check.faults_of(today)) == []


@pytest.mark.parametrize(
    ("break_it", "says"),
    [
        (lambda project: (project / ".env").unlink(), "STEADY_SECRET is missing"),
        (lambda project: (project / "config.yml").unlink(), "STEADY_ROOT"),
        (lambda project: (project / ".env").chmod(0o640), "chmod 600"),
        (setting("STEADY_HOST=0.0.0.0"), "STEADY_HOST is 0.0.0.0"),
        (setting("STEADY_COUNTRY=XX"), "STEADY_COUNTRY is XX"),
        (setting("STEADY_PORT=x"), "STEADY_PORT"),
        (setting("STEADY_SECRET=another-secret-9876543210-zyxwvutsrqponm"), "STEADY_SECRET"),
        (lambda project: (project / "models" / "m.tar.gz").unlink(), "no model"),
        (lambda project: (project / "domain.yml").touch(), "older than"),
        (lambda project: (project / "var" / "steady.db").unlink(), "not migrated"),
        (lambda project: (project / "data/content/answers.yml").unlink(), "answers.yml"),
        (broken("content/ui.yml", "next:", "[next"), "ui.yml"),
        pytest.param(broken("content/therapy.yml", "kind: public", "kind: publik"), "therapy.yml"),
        pytest.param(broken("content/front.yml", "last_chance:", "last:"), "front.yml"),
        pytest.param(broken("responses/crisis.yml", "utter_crisis_suicide:", "utter_x:"), "utter_crisis_suicide"),
        pytest.param(broken("risk/suicide.yml", "\n", "\n[\n"), "suicide.yml"),
    ],
)  # fmt: skip
def test_each_fault_is_one_sentence(sound: Path, today: dt.date, break_it: Break, says: str) -> None:
    break_it(sound)
    faults = list(check.faults_of(today))
    assert len(faults) == 1 and says in faults[0], faults


def test_helplines_grow_stale(sound: Path, library, today: dt.date) -> None:
    faults = list(check.faults_of(today + dt.timedelta(days=library.helplines.stale_after_days + 1)))
    faults = [fault for fault in faults if "helplines.yml" in fault]
    assert len(faults) == 1 and str(today) in faults[0]


def test_ways_to_a_therapist_grow_stale(sound: Path, library, today: dt.date) -> None:
    january = [fault for fault in check.faults_of(dt.date(today.year + 1, 1, 2)) if "therapy.yml" in fault]
    assert len(january) == 1 and "8 ways" in january[0] and str(today) in january[0], january
    later = today + dt.timedelta(days=library.therapy.stale_after_days + 1)
    found = [fault for fault in check.faults_of(later) if "therapy.yml" in fault]
    shown = sum(route.may_show for route in library.therapy.routes)
    assert len(found) == 1 and f"{shown} ways" in found[0], found


@pytest.mark.parametrize(("country", "faults"), [("DK", 1), ("GB", 0), ("", 1)])
def test_a_country_without_a_confirmed_line_is_named(sound: Path, today: dt.date, country: str, faults: int) -> None:
    file = sound / "data" / "content" / "helplines.yml"
    head, lines = file.read_text(encoding="utf-8").split("\nlines:\n")
    kept = [part for part in lines.split("  - country: ")[1:] if not part.startswith('"DK"')]
    file.write_text(f"{head}\nlines:\n" + "".join(f"  - country: {part}" for part in kept), encoding="utf-8")
    setting(f"STEADY_COUNTRY={country}")(sound)
    found = list(check.faults_of(today))
    assert len(found) == faults and all("crisis line for DK" in fault for fault in found)


def test_the_exit_code_and_the_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], today: dt.date
) -> None:
    asked: list[dt.date] = []
    options = argparse.Namespace(today=today)
    monkeypatch.setattr(check, "remarks", lambda: ["a remark"])
    monkeypatch.setattr(check, "faults_of", lambda day: asked.append(day) or ["a fault", "another"])
    assert check.run(options) == 1 and capsys.readouterr().out == "✗ a fault\n✗ another\n· a remark\n"
    monkeypatch.setattr(check, "faults_of", lambda day: [])
    assert check.run(options) == 0 and capsys.readouterr().out.startswith("✓") and asked == [today]


def test_what_nobody_has_reviewed_is_named(sound: Path) -> None:
    assert "11 of 11 practices" in next(iter(check.remarks()))
    for file in (sound / "data" / "content" / "practices").glob("*.yml"):
        change(file, "reviewed_on: null", "reviewed_on: 2026-11-01")
    assert list(check.remarks()) == []


def test_a_bots_token_is_tried(sound: Path, today: dt.date) -> None:
    with serving() as api:
        setting(f"STEADY_TELEGRAM_TOKEN={TOKEN}\nSTEADY_TELEGRAM_API={api.address}")(sound)
        assert list(check.faults_of(today)) == []
        api.token = "1:another"
        [refused] = check.faults_of(today)
    [away] = check.faults_of(today)
    assert "STEADY_TELEGRAM_TOKEN is refused" in refused and "cannot be reached" in away
    assert TOKEN not in refused + away
