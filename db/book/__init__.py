"""The look-ups that rules need, over the read tables: the port :class:`gallery_pos.ports.Book`."""

from db.book.whole import SqlBook

__all__ = ["SqlBook"]
