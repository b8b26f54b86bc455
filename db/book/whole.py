"""The whole book, put together from its parts."""

from __future__ import annotations

from db.book.counter import Counter
from db.book.goods import Goods
from db.book.legality import Papers
from db.book.months import Months
from db.book.moving import Moving
from db.book.paying import Paying
from db.book.settlement import Settlement
from db.book.trade import Trade


class SqlBook(Trade, Goods, Moving, Papers, Counter, Settlement, Paying, Months):
    """Implements :class:`gallery_pos.ports.Book` for one terminal."""
