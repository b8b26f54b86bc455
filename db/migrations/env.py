"""Where Alembic starts; :mod:`db.migrate` hands over the connection."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"], transaction_per_migration=False)
context.run_migrations()
