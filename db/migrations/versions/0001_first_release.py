"""The first release: journal, terminals, moves, postings and the working tables."""

from __future__ import annotations

from alembic import op

from db.migrations.first_release import GUARDS
from db.tables.facts import facts
from db.tables.working import working

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make everything in an empty database."""
    connection = op.get_bind()
    facts.create_all(connection)
    working.create_all(connection)
    for statement in GUARDS[connection.dialect.name]:
        connection.exec_driver_sql(statement)
