"""What the commands on records share: settings, database, keys."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from steady.records.crypto import Keys
from steady.records.database import Database, open_database
from steady.records.migrate import migrate
from steady.settings import Settings, load_settings


@contextmanager
def records() -> Iterator[tuple[Settings, Database, Keys]]:
    """Raises SettingsError or RecordsError with a sentence."""
    settings = load_settings()
    migrate(settings.database_url)
    database = open_database(settings.database_url)
    try:
        yield settings, database, Keys.from_secret(settings.secret)
    finally:
        database.close()
