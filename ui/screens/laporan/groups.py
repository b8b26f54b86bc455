"""The groups of tables, each a section of the screen, in the order in which a head of office asks."""

from __future__ import annotations

from collections.abc import Mapping

from gallery_pos.language import tr_noop

SALES, MONEY, OUTLETS_GROUP, WATCH, MAKERS = "sales", "money", "outlets", "watch", "makers"
GROUPS: Mapping[str, str] = {
    SALES: tr_noop("Penjualan"),
    MONEY: tr_noop("Uang"),
    OUTLETS_GROUP: tr_noop("Gerai", "banyak"),
    WATCH: tr_noop("Sorotan"),
    MAKERS: tr_noop("UMKM"),
}
"""The groups of tables, each a section of the screen."""
