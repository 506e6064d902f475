"""The errors of this room. Each message says what happened, where, and what to do."""

from __future__ import annotations

import re

from sqlalchemy import exc

#: (pattern in the driver's words, our sentence). The first match wins. Drivers
#: have no portable error codes for these, their wording has been stable for years.
_SENTENCES = (
    (
        r"database is locked|lock timeout|could not obtain lock",
        "The database {where} is locked by another program. Close what else is using it, or wait and try again.",
    ),
    (
        r"readonly database|read-only",
        "The database {where} can be read but not written. Give the user that runs Steady the right to write to it and its folder.",
    ),
    (
        r"disk is full|no space left|could not extend",
        "There is no room left on the disk for the database {where}. Free some space; Steady goes on by itself.",
    ),
    (
        r"no such table|no such column|relation .* does not exist|column .* does not exist",
        "The database {where} does not have Steady's current tables. Migrate it first.",
    ),
    (
        r"not a database|malformed",
        "The file {where} is not a database that can be read. Restore it from a backup, or move it away to begin anew.",
    ),
)
_OTHERWISE = "The database {where} did not answer ({kind}). See that it runs and that STEADY_DATABASE_URL is right."


class RecordsError(Exception):
    """Something could not be kept or read. `str()` is a sentence for the operator."""


class WrongKey(RecordsError):
    """The secret in use is not the one that the data were enciphered with."""


class BadToken(RecordsError):
    """A signed token was changed, or signed with another secret."""


class NoSuchPerson(RecordsError):
    """No person with this code is on record."""


def as_records_error(error: exc.SQLAlchemyError, where: str) -> RecordsError:
    """Turn a database error into a sentence. `where`: address without password.

    Never quotes the statement or its values: they may hold what a person said.
    """
    sentence = _known(error) or _OTHERWISE
    return RecordsError(sentence.format(where=where, kind=type(error).__name__))


def is_our_fault(error: exc.SQLAlchemyError) -> bool:
    """Whether the database was given something wrong, so that trying again is no use."""
    if isinstance(error, exc.ProgrammingError):
        return _known(error) is None  # Postgres calls a missing table this, too
    return isinstance(error, exc.IntegrityError | exc.DataError)


def _known(error: exc.SQLAlchemyError) -> str | None:
    cause = str(getattr(error, "orig", None) or error)
    for pattern, sentence in _SENTENCES:
        if re.search(pattern, cause, re.IGNORECASE):
            return sentence
    return None
