"""Made-up goods for the pictures of the desktop: names of every length, empty shelves, negative balances."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ui.app.tables import Column, Kind

GOODS = (
    ("Keripik Singkong Pedas", "Dapur Bu Imas", 15_000),
    ("Batik Karawang Motif Padi Lereng Dodot Khas Rengasdengklok Selendang", "Batik Taruma", 1_250_000_000),
    ("Dodol Cilamaya", "Sari Manis", 22_500),
    ("Kopi Robusta Loji 200 g", "Kopi Sanggabuana", 45_000),
    ("Tas Eceng Gondok", "Anyam Walahar", 185_000),
    ("Opak Ketan", "Opak Ciampel", 12_000),
)


@dataclass(frozen=True)
class Row:
    """A made-up product on the shelf."""

    code: str
    name: str
    consignor: str
    price: int
    stock: int
    until: date | None
    balance: int


def rows(count: int) -> list[Row]:
    """Return ``count`` made-up rows, some of them long, empty or negative."""
    made = []
    for index in range(count):
        name, consignor, price = GOODS[index % len(GOODS)]
        until = None if index % 4 == 0 else date(2026, 10, 28) + timedelta(days=3 * index)
        made.append(Row(f"P{index + 1}", name, consignor, price, (index * 7) % 40, until, (index - 3) * 12_500))
    return made


STATES = (("Habis", "danger"), ("Menipis", "attention"), ("Cukup", "good"))

COLUMNS = (
    Column[Row]("Kode", lambda row: row.code, width=72),
    Column[Row]("Produk", lambda row: row.name, stretch=True),
    Column[Row]("Penitip", lambda row: row.consignor),
    Column[Row]("Harga", lambda row: row.price, Kind.MONEY),
    Column[Row]("Stok", lambda row: row.stock, Kind.NUMBER, width=72),
    Column[Row]("Baik sampai", lambda row: row.until, Kind.DATE),
    Column[Row](
        "Keadaan",
        lambda row: STATES[min(row.stock // 4, 2)][0],
        Kind.BADGE,
        tone=lambda row: STATES[min(row.stock // 4, 2)][1],
    ),
    Column[Row]("Saldo", lambda row: row.balance, Kind.MONEY),
)
