"""Print jobs say which terminal asked for them: on a shared server a till must not print another one's receipts.

A job from before belongs to the terminal that wrote its document; a pulse for the drawer, which has none, to the first.
"""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table of print jobs again with the column, and put the jobs back."""
    connection = op.get_bind()
    script = Path(__file__).with_name(f"{revision}.{connection.dialect.name}.sql")
    _comment, *statements = script.read_text(encoding="utf-8").strip().split("\n\n")
    for statement in statements:
        connection.exec_driver_sql(statement)
