"""Bringing a database's tables up to date, from within the program."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import exc

from steady.records.database import Database, open_database, sqlite_file
from steady.records.errors import as_records_error

#: Any number does, if it is always the same: it keeps two migrating processes apart.
_POSTGRES_LOCK = 7_367_281


def migrate(url: str) -> None:
    """Make or update all tables; does nothing when they are current. Raises RecordsError."""
    _upgrade(open_database(url))


def is_current(url: str) -> bool:
    """Whether the tables are those of this version. Makes no file. Raises RecordsError."""
    path = sqlite_file(url)
    if path is not None and not path.exists():
        return False
    database = open_database(url)
    try:
        with database.engine.connect() as connection:
            present = MigrationContext.configure(connection).get_current_heads()
    except exc.SQLAlchemyError as error:
        raise as_records_error(error, database.where) from error
    finally:
        database.close()
    return set(present) == set(ScriptDirectory.from_config(_config()).get_heads())


def new_migration(url: str, message: str) -> None:
    """For developers: write a migration from the database at `url` to the models as they are."""
    database = open_database(url)
    with database.engine.connect() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.revision(config, message, autogenerate=True)
    database.close()


def _upgrade(database: Database) -> None:
    config = _config()
    try:
        with database.engine.connect() as connection:
            # Locked first, so that of two processes starting together one waits
            # and then finds nothing to do; and so that it is all or nothing.
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_POSTGRES_LOCK})")
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            connection.commit()
    except exc.SQLAlchemyError as error:
        raise as_records_error(error, database.where) from error
    finally:
        database.close()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config
