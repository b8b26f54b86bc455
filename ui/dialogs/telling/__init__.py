"""A document of the journal in words and tables, for anybody who opens a number to see where it comes from."""

from ui.dialogs.telling import (  # noqa: F401 -- each adds its kinds to tell
    counter,
    counts,
    entry,
    goods,
    legality,
    master,
    money,
    moving,
    payouts,
    reporting,
    treasury,
)
from ui.dialogs.telling.base import Fact, Table, Told, tell

__all__ = ["Fact", "Table", "Told", "tell"]
