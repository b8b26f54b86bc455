"""Alembic's migrations of the facts. Read tables are never migrated: they are made again from the journal."""
