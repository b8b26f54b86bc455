"""What a test writes need not outlive a power cut: SQLite waits for no disk, as the server of the tests does not.

Importing this is enough. Programs that a test starts are as careful as ever, and so is whoever sets :data:`waits`.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, event

waits = False
"""Whether a commit waits for the disk all the same."""


@event.listens_for(Engine, "engine_connect")
def _hurry(connection: Connection) -> None:
    driver: Any = connection.connection.driver_connection
    if not waits and connection.dialect.name == "sqlite":
        driver.execute("PRAGMA synchronous = OFF")
