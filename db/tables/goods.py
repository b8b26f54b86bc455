"""Goods as they stand: what came in as which lot, and where how much of it is."""

from __future__ import annotations

from sqlalchemy import Index

from db.tables.columns import blob, maybe_number, maybe_text, number, table, text, whole
from db.tables.records import read

lots = table(
    "lots",
    read,
    text("lot", primary_key=True),
    number("pos"),
    text("product"),
    text("consignor"),
    text("outlet"),
    text("received_on"),
    maybe_text("best_before"),
    number("price"),
    whole("commission_bp"),
    maybe_number("consignor_price"),
    text("terms"),
    whole("expiry_bp"),
    text("condition", server_default=""),
)
"""A line of a consignment note, with price and terms (JSON) frozen at intake.

``expiry_bp`` is the part of what expires that the gallery bears, all of what it bought.
"""
Index("ix_lots_product", lots.c.product)
Index(
    "ix_lots_best_before",
    lots.c.best_before,
    lots.c.product,
    lots.c.consignor,
    lots.c.price,
    lots.c.expiry_bp,
    sqlite_where=lots.c.best_before.is_not(None),
)
"""Everything that the list of what expires says of a lot: thousands of lots are not looked up one by one."""

stock = table(
    "stock",
    read,
    text("outlet", primary_key=True),
    text("product", primary_key=True),
    text("lot", primary_key=True),
    text("consignor", primary_key=True),
    number("pos"),
    whole("on_hand"),
    whole("received"),
    whole("sold"),
    whole("refunded"),
    whole("returned"),
    whole("written_off"),
    whole("transferred"),
    whole("variance"),
)
"""Pieces of a lot at an outlet and how they came about; the lot ``""`` is what was sold without one.

``on_hand = received - sold + refunded - returned - written_off + transferred + variance``. What was sent and is lost on
the way counts at the outlet that wrote it off: as transferred back and written off.
"""
Index("ix_stock_lot", stock.c.lot)
Index("ix_stock_consignor", stock.c.consignor)

transit = table(
    "transit",
    read,
    blob("sent", primary_key=True),
    text("lot", primary_key=True),
    number("pos"),
    text("product"),
    text("consignor"),
    text("source"),
    text("target"),
    text("sent_on"),
    whole("quantity"),
    whole("arrived"),
    whole("lost"),
)
"""Pieces of a lot that the transfer ``sent`` took along; ``quantity - arrived - lost`` of them are still on their way.

Per lot what all outlets have transferred and what is on its way sum to zero.
"""
Index("ix_transit_lot", transit.c.lot)
_on_the_way = transit.c.quantity > transit.c.arrived + transit.c.lost
Index("ix_transit_open", transit.c.sent, sqlite_where=_on_the_way)
