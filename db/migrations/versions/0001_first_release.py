"""The first release: journal, terminals, moves, postings and the working tables, with the guards on the facts.

The guards are triggers that refuse what the program must never do to its facts; they stop our bugs, the signed chain
stops people. Moves and postings of a document are written before its header: with the header the database checks
that they balance, after it they are sealed.
"""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make everything in an empty database."""
    connection = op.get_bind()
    script = Path(__file__).with_name(f"{revision}.{connection.dialect.name}.sql")
    _comment, *statements = script.read_text(encoding="utf-8").strip().split("\n\n")
    for statement in statements:
        connection.exec_driver_sql(statement)
