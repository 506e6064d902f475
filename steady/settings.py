"""Steady's settings: one reader for the environment and `.env`.

Everything else is handed a `Settings`; nothing reads `os.environ` by itself.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dotenv import dotenv_values

LEAST_SECRET = 32
#: As @BotFather gives them: the bot's number, a colon, a secret.
BOT_TOKEN = re.compile(r"\d{3,}:[\w-]{20,}", re.ASCII)
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
PLACEHOLDERS = {"changeme", "change-me", "secret", "placeholder"}


class SettingsError(ValueError):
    """A setting is missing or wrong; the message says which, where and what to do."""


@dataclass(frozen=True)
class Referral:
    """The operator's own place to find help, shown before all others. Empty name: none."""

    name: str = ""
    link: str = ""
    phone: str = ""
    note: str = ""


@dataclass(frozen=True)
class Telegram:
    """A bot of Telegram's. No token: the channel is off. No webhook: long polling."""

    token: str = field(default="", repr=False)
    webhook: str = ""  # the public https address of this server
    api: str = "https://api.telegram.org"


@dataclass(frozen=True)
class Page:
    """How the operator's own page looks, and where "Leave this page" leads: somewhere that tells nothing."""

    name: str = "Steady"
    colour: str = ""  # as #2c665f; empty: Steady's own
    leave_to: str = "https://www.wikipedia.org/"


@dataclass(frozen=True)
class Settings:
    root: Path
    secret: str
    database_url: str
    host: str = "127.0.0.1"
    port: int = 5005
    country: str | None = None
    keep_text: bool = False
    allowed_origins: tuple[str, ...] = ()
    referral: Referral = Referral()
    retention_days: int = 365
    action_server: str | None = None
    telegram: Telegram = Telegram()
    page: Page = Page()
    log_level: str = "WARNING"

    @property
    def models(self) -> Path:
        return self.root / "models"

    @property
    def data(self) -> Path:
        return self.root / "data"


def find_root() -> Path:
    """The folder with config.yml: $STEADY_ROOT, or the nearest at or above the working folder,
    or the checkout that this module lies in. Raises SettingsError when there is none."""
    named = os.environ.get("STEADY_ROOT")
    here = Path.cwd()
    candidates = [Path(named)] if named else [here, *here.parents, Path(__file__).resolve().parents[1]]
    for folder in candidates:
        if (folder / "config.yml").is_file() and (folder / "data").is_dir():
            return folder
    raise SettingsError("No Steady project found: run this in the folder that holds config.yml, or set STEADY_ROOT.")


def write_env(path: Path) -> bool:
    """Makes `.env` with a fresh secret, readable by its owner only; False when there is one already.

    Raises SettingsError when the folder cannot be written.
    """
    if path.exists():
        return _fill_secret(path)
    example = path.with_name(".env.example")
    text = example.read_text(encoding="utf-8") if example.is_file() else "STEADY_SECRET=\n"
    text = text.replace("STEADY_SECRET=\n", f"STEADY_SECRET={secrets.token_urlsafe(48)}\n")
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise SettingsError(f"{path} could not be written ({error.strerror}). Check the folder's rights.") from error
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    return True


def _fill_secret(path: Path) -> bool:
    """Gives an emptied STEADY_SECRET a fresh value; True when it did."""
    text = path.read_text(encoding="utf-8")
    if "STEADY_SECRET=\n" not in text:
        return False
    path.write_text(text.replace("STEADY_SECRET=\n", f"STEADY_SECRET={secrets.token_urlsafe(48)}\n"), encoding="utf-8")
    path.chmod(0o600)
    return True


def _whole_number(values: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    raw = values.get(name) or str(default)
    if not (raw.isascii() and raw.isdigit()) or not low <= int(raw) <= high:
        raise SettingsError(f"{name} in .env is {raw!r}: it must be a whole number from {low} to {high}.")
    return int(raw)


def _secret(values: Mapping[str, str]) -> str:
    secret = values.get("STEADY_SECRET", "")
    if not secret:
        raise SettingsError("STEADY_SECRET is missing in .env. Run `make run` once, or `steady run`, to have one made.")
    if len(secret) < LEAST_SECRET or secret.lower() in PLACEHOLDERS or len(set(secret)) < 10:
        raise SettingsError(
            f"STEADY_SECRET in .env is too weak: it needs {LEAST_SECRET} random characters. "
            "Empty it and run `steady run` to have one made; if people's data was stored with another secret, "
            "put that one back."
        )
    return secret


def _telegram(values: Mapping[str, str]) -> Telegram:
    token = (values.get("STEADY_TELEGRAM_TOKEN") or "").strip()
    if token and not BOT_TOKEN.fullmatch(token):
        raise SettingsError(
            "STEADY_TELEGRAM_TOKEN in .env is no token of a bot: those look like 123456789:AAF3…. "
            "Copy it whole from @BotFather, or empty it to leave Telegram out."
        )
    webhook = (values.get("STEADY_TELEGRAM_WEBHOOK") or "").strip().rstrip("/")
    if webhook and not webhook.startswith("https://"):
        raise SettingsError(
            f"STEADY_TELEGRAM_WEBHOOK in .env is {webhook!r}: it must be this server's public https:// address, or empty."
        )
    api = (values.get("STEADY_TELEGRAM_API") or "").strip().rstrip("/") or Telegram.api
    if not api.startswith(("https://", "http://")):
        raise SettingsError(f"STEADY_TELEGRAM_API in .env is {api!r}: it must be an https:// address, or empty.")
    return Telegram(token, webhook, api)


def _page(values: Mapping[str, str]) -> Page:
    colour = (values.get("STEADY_PAGE_COLOUR") or "").strip()
    if colour and not COLOUR.fullmatch(colour):
        raise SettingsError(f"STEADY_PAGE_COLOUR in .env is {colour!r}: it must look like #2c665f, or be empty.")
    leave_to = (values.get("STEADY_LEAVE_TO") or "").strip() or Page.leave_to
    if not leave_to.startswith(("https://", "http://")):
        raise SettingsError(f"STEADY_LEAVE_TO in .env is {leave_to!r}: it must be an https:// address, or empty.")
    return Page((values.get("STEADY_PAGE_NAME") or "").strip() or Page.name, colour, leave_to)


def settings_from(values: Mapping[str, str], root: Path) -> Settings:
    """A checked `Settings` from plain strings. Raises SettingsError naming the setting."""
    flag = (values.get("STEADY_KEEP_TEXT") or "false").lower()
    if flag not in {"true", "false"}:
        raise SettingsError(f"STEADY_KEEP_TEXT in .env is {flag!r}: it must be true or false.")
    country = (values.get("STEADY_COUNTRY") or "").upper() or None
    if country is not None and not (len(country) == 2 and country.isalpha()):
        raise SettingsError(
            f"STEADY_COUNTRY in .env is {country!r}: it must be a two-letter code such as GB, or empty."
        )
    origins = tuple(o.strip().rstrip("/") for o in (values.get("STEADY_ALLOWED_ORIGINS") or "").split(",") if o.strip())
    return Settings(
        root=root,
        secret=_secret(values),
        database_url=values.get("STEADY_DATABASE_URL") or f"sqlite:///{root / 'var' / 'steady.db'}",
        host=values.get("STEADY_HOST") or "127.0.0.1",
        port=_whole_number(values, "STEADY_PORT", 5005, 1, 65535),
        country=country,
        keep_text=flag == "true",
        allowed_origins=origins,
        referral=Referral(*(values.get(f"STEADY_REFERRAL_{part}") or "" for part in ("NAME", "LINK", "PHONE", "NOTE"))),
        retention_days=_whole_number(values, "STEADY_RETENTION_DAYS", 365, 1, 3650),
        action_server=values.get("STEADY_ACTION_SERVER") or None,
        telegram=_telegram(values),
        page=_page(values),
        log_level=(values.get("STEADY_LOG_LEVEL") or "WARNING").upper(),
    )


def load_settings(root: Path | None = None) -> Settings:
    """Settings of the project at `root` (found when not given): `.env`, overruled by the environment."""
    root = root or find_root()
    values = {k: v for k, v in dotenv_values(root / ".env").items() if v is not None}
    values.update({k: v for k, v in os.environ.items() if k.startswith("STEADY_")})
    return settings_from(values, root)
