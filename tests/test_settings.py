"""Settings: checked once, at the start, with a sentence that says what to do."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from steady.settings import SettingsError, find_root, load_settings, settings_from, write_env

SECRET = "a-test-secret-0123456789-abcdefghijklmnop"


def read(tmp_path: Path, **values: str):
    return settings_from({"STEADY_SECRET": SECRET, **values}, tmp_path)


def test_a_secret_alone_is_enough(tmp_path: Path) -> None:
    settings = read(tmp_path)
    assert (settings.host, settings.port, settings.country, settings.keep_text) == ("127.0.0.1", 5005, None, False)
    assert settings.database_url == f"sqlite:///{tmp_path}/var/steady.db"
    assert settings.action_server is None and settings.referral.name == "" and settings.retention_days == 365
    assert (settings.models, settings.data) == (tmp_path / "models", tmp_path / "data")


def test_what_is_set_is_taken(tmp_path: Path) -> None:
    settings = read(
        tmp_path,
        STEADY_COUNTRY="gb",
        STEADY_KEEP_TEXT="TRUE",
        STEADY_ALLOWED_ORIGINS=" https://a.org/ ,, https://b.org",
        STEADY_REFERRAL_NAME="Clinic",
        STEADY_REFERRAL_LINK="https://c.org",
        STEADY_REFERRAL_PHONE="1",
        STEADY_REFERRAL_NOTE="free",
        STEADY_LOG_LEVEL="debug",
    )
    assert (settings.country, settings.keep_text, settings.log_level) == ("GB", True, "DEBUG")
    assert settings.allowed_origins == ("https://a.org", "https://b.org")
    referral = settings.referral
    assert (referral.name, referral.link, referral.phone, referral.note) == ("Clinic", "https://c.org", "1", "free")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("STEADY_PORT", "0"),
        ("STEADY_PORT", "65536"),
        ("STEADY_PORT", "-1"),
        ("STEADY_PORT", "80.5"),
        ("STEADY_PORT", "²"),
        ("STEADY_RETENTION_DAYS", "0"),
        ("STEADY_RETENTION_DAYS", "3651"),
        ("STEADY_KEEP_TEXT", "yes"),
        ("STEADY_COUNTRY", "GBR"),
        ("STEADY_COUNTRY", "1A"),
        ("STEADY_SECRET", ""),
        ("STEADY_SECRET", "x7Kq"),
        ("STEADY_SECRET", "ab" * 40),
        ("STEADY_TELEGRAM_TOKEN", "AAF3-without-its-number-0123456789"),
        ("STEADY_TELEGRAM_TOKEN", "123456:short"),
        ("STEADY_TELEGRAM_WEBHOOK", "http://coach.example"),
        ("STEADY_TELEGRAM_API", "localhost:8081"),
    ],
)
def test_a_wrong_value_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        read(tmp_path, **{name: value})


@pytest.mark.parametrize(("name", "value"), [("STEADY_PORT", "1"), ("STEADY_PORT", "65535")])
def test_the_ends_of_a_range_belong_to_it(tmp_path: Path, name: str, value: str) -> None:
    assert read(tmp_path, **{name: value}).port == int(value)


def test_the_secret_is_never_part_of_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        read(tmp_path, STEADY_SECRET="short-and-mine")
    assert "short-and-mine" not in str(caught.value)


def test_a_bots_token_is_taken_and_shown_nowhere(tmp_path: Path) -> None:
    token = "123456789:AAFakeFakeFakeFakeFakeFakeFakeFake00"
    settings = read(tmp_path, STEADY_TELEGRAM_TOKEN=f" {token} ", STEADY_TELEGRAM_WEBHOOK="https://coach.example/")
    assert settings.telegram.token == token and settings.telegram.webhook == "https://coach.example"
    assert token not in repr(settings)
    assert read(tmp_path).telegram.token == "" and read(tmp_path).telegram.api == "https://api.telegram.org"
    with pytest.raises(SettingsError) as caught:
        read(tmp_path, STEADY_TELEGRAM_TOKEN=f"{token} and more")
    assert token not in str(caught.value)


def test_the_environment_overrules_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text(f"STEADY_SECRET={SECRET}\nSTEADY_PORT=6000\nSTEADY_HOST=10.0.0.1\n")
    monkeypatch.setenv("STEADY_PORT", "7000")
    settings = load_settings(tmp_path)
    assert (settings.port, settings.host, settings.secret) == (7000, "10.0.0.1", SECRET)


def test_env_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    (tmp_path / ".env.example").write_text("STEADY_SECRET=\nSTEADY_PORT=6001\n")
    assert write_env(tmp_path / ".env") is True
    first = (tmp_path / ".env").read_text()
    assert stat.S_IMODE((tmp_path / ".env").stat().st_mode) == 0o600
    assert load_settings(tmp_path).port == 6001
    assert write_env(tmp_path / ".env") is False and (tmp_path / ".env").read_text() == first


def test_the_advice_to_empty_a_weak_secret_works(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("STEADY_SECRET=\n")
    write_env(tmp_path / ".env")
    assert len(load_settings(tmp_path).secret) >= 32


def test_every_example_setting_is_read_without_a_fault(root: Path, tmp_path: Path) -> None:
    (tmp_path / ".env.example").write_text((root / ".env.example").read_text())
    write_env(tmp_path / ".env")
    assert load_settings(tmp_path).port == 5005


def test_the_root_is_found_from_a_folder_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "data" / "deep"
    inside.mkdir(parents=True)
    (tmp_path / "config.yml").touch()
    monkeypatch.delenv("STEADY_ROOT")
    monkeypatch.chdir(inside)
    assert find_root() == tmp_path


def test_a_root_that_is_none_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEADY_ROOT", str(tmp_path))
    with pytest.raises(SettingsError, match="config.yml"):
        find_root()
