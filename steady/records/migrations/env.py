"""Run by Alembic. The connection is handed in by `steady.records.migrate`; no ini file, no logging."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context

from steady.records.models import Base, UtcTime


def as_plain_type(kind: str, item: Any, _autogen: object) -> str | Literal[False]:
    """Migrations name database types only: ours may change, what has been run may not."""
    return "sa.DateTime()" if kind == "type" and isinstance(item, UtcTime) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite cannot change a column in place
    render_item=as_plain_type,
)
with context.begin_transaction():
    context.run_migrations()
