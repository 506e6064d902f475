"""Is this installation fit to meet people? Exit code 1 and a sentence for each fault."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import stat
from collections.abc import Iterator

from steady.content.files import ContentError
from steady.content.front import load_front_words
from steady.content.library import load_library
from steady.content.practices import load_practices
from steady.content.telegram import load_telegram_words
from steady.content.widget import load_widget_words
from steady.records.errors import RecordsError
from steady.settings import Settings, SettingsError, find_root, load_settings
from steady.understanding.risk import RiskDataError, Screen

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--today", type=dt.date.fromisoformat, default=None, help="check as of this date (ISO)")


def run(options: argparse.Namespace) -> int:
    faults = list(faults_of(options.today or dt.datetime.now(dt.UTC).date()))
    for fault in faults:
        print(f"✗ {fault}")
    if not faults:
        print("✓ fit to meet people: secrets, content, helplines, model, database")
    for remark in remarks():
        print(f"· {remark}")
    return 1 if faults else 0


def faults_of(today: dt.date) -> Iterator[str]:
    """One sentence a fault: what, where, what to do."""
    try:
        settings = load_settings(find_root())
    except SettingsError as error:
        yield str(error)
        return
    env = settings.root / ".env"
    if env.exists() and stat.S_IMODE(env.stat().st_mode) & 0o077:
        yield f"{env} can be read by others. Run: chmod 600 {env}"
    if settings.host not in LOOPBACK:
        yield f"STEADY_HOST is {settings.host}: open to the network without TLS. Put a proxy before it and use 127.0.0.1."
    yield from _content(settings, today)
    yield from _model(settings)
    yield from _database(settings)
    yield from _telegram(settings)


def remarks() -> Iterator[str]:
    """What is no fault, and still good to know: content that no person has reviewed yet."""
    try:
        practices = load_practices(load_settings(find_root()).data / "content" / "practices")
    except (SettingsError, ContentError):
        return  # said among the faults
    waiting = [practice.title for practice in practices.values() if practice.reviewed_on is None]
    if waiting:
        yield (f"{len(waiting)} of {len(practices)} practices have not been reviewed by a person who knows about them: "
               f"{', '.join(waiting)}. After a review set reviewed_on in data/content/practices.")  # fmt: skip


def _content(settings: Settings, today: dt.date) -> Iterator[str]:
    try:
        library = load_library(settings.data / "content")
        helplines = library.helplines
        load_front_words(settings.data)
        load_telegram_words(settings.data / "content")
        load_widget_words(settings.data / "content")
        Screen.load(settings.data / "risk")
    except (ContentError, RiskDataError) as error:
        yield str(error)
        return
    if helplines.stale(today):
        yield (f"data/content/helplines.yml was checked on {helplines.checked_on}, more than "
               f"{helplines.stale_after_days} days ago. Check each number and set checked_on.")  # fmt: skip
    stale = library.therapy.stale(today)
    if stale:
        yield (f"data/content/therapy.yml: {len(stale)} ways to a therapist are due for a look, first {stale[0].name!r} "
               f"({stale[0].countries[0]}), checked on {stale[0].checked_on}. Open each page and set checked_on.")  # fmt: skip
    countries = [settings.country] if settings.country else [c for c in helplines.names if helplines.known(c)]
    for code in countries:
        if helplines.known(code) is None:
            yield f"STEADY_COUNTRY is {code}: there are no numbers for it in data/content/helplines.yml. Add them."
        elif not helplines.for_need(code, "suicide"):
            yield f"data/content/helplines.yml has no confirmed crisis line for {code}. Add one."


def _model(settings: Settings) -> Iterator[str]:
    from steady.serving.models import is_fresh, newest_model

    if newest_model(settings.models) is None:
        yield "There is no model in models/. Run: steady train"
    elif not is_fresh(settings.root):
        yield "The model is older than what it was trained from. Run: steady train"


def _database(settings: Settings) -> Iterator[str]:
    from steady.records.crypto import Keys
    from steady.records.database import open_database
    from steady.records.migrate import is_current
    from steady.records.privacy import check_keys

    os.chdir(settings.root)
    try:
        if not is_current(settings.database_url):
            yield "The database is not migrated. Start Steady once (steady run), or run `steady sessions`."
            return
        database = open_database(settings.database_url)
        with database.session() as session:
            check_keys(session, Keys.from_secret(settings.secret))
        database.close()
    except RecordsError as error:
        yield str(error)


def _telegram(settings: Settings) -> Iterator[str]:
    if settings.telegram.token:
        from steady.serving.telegram import token_fault

        if fault := token_fault(settings.telegram):
            yield fault
