"""Alembic's folder. A new version: `steady.records.migrate.new_migration(url, "what changes")`."""
