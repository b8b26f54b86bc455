"""Files of a bank and of a QRIS provider as they would look for a gallery's own books, with lines that fit nothing."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from db.queries.match_items import ItemRow, list_items
from gallery_pos.documents import Holding

if TYPE_CHECKING:
    from db.engine import Database

LINES, STRANGE = 200, 12
"""Lines of the bank's file, and how many of them are in no book."""

_EVER = date(2000, 1, 1)
_STRANGERS = (
    ("BIAYA ADM", -15_000),
    ("BUNGA", 1_237),
    ("PAJAK BUNGA", -247),
    ("TRSF E-BANKING CR BUDI SANTOSO", 777_333),
    ("TRSF E-BANKING DB SALAH KIRIM", -123_457),
    ("SETORAN TUNAI", 3_456_789),
    ("BIAYA TRANSFER BI-FAST", -2_501),
    ("KR OTOMATIS TANPA NAMA", 88_887),
    ("TARIKAN ATM", -1_250_001),
    ("CR PENGEMBALIAN DANA", 41_999),
    ("BIAYA KARTU", -7_501),
    ("TRSF E-BANKING CR DUA KALI", 999_991),
)


def bank_lines(database: Database) -> list[tuple[date, str, int]]:
    """Return two hundred lines of a bank: what the books of three months tell of, and twelve that they do not."""
    lines = [
        (row.day, f"TRSF E-BANKING {row.number}" if row.amount < 0 else "TRSF E-BANKING CR", row.amount)
        for row in list_items(database, Holding.BANK, since=_EVER)
    ]
    for holding, word, rate in ((Holding.CARD, "SETTLEMENT EDC", 100), (Holding.QRIS, "SETTLEMENT QRIS", 30)):
        for day, whole in sorted(_by_day(list_items(database, holding, since=_EVER)).items()):
            if whole > 0:
                lines.append((day + timedelta(days=1), f"{word} {day:%d/%m}", whole - whole * rate // 10_000))
    lines = lines[: LINES - STRANGE]
    first = min(day for day, _, _ in lines)
    strange = [(first + timedelta(days=5 * number), words, amount) for number, (words, amount) in enumerate(_STRANGERS)]
    return sorted(lines + strange)


def _by_day(rows: list[ItemRow]) -> dict[date, int]:
    sums: dict[date, int] = defaultdict(int)
    for row in rows:
        sums[row.day] += row.amount
    return sums


def write_bank_file(database: Database, path: Path) -> Path:
    """Write the bank's file as BCA does: marks DB and CR behind the figures, balances and totals around the table."""
    lines = bank_lines(database)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["No. Rekening", ":", "1234567890"])
        writer.writerow(["Tanggal Transaksi", "Keterangan", "Cabang", "Jumlah", "", "Saldo"])
        for day, words, amount in lines:
            mark = "DB" if amount < 0 else "CR"
            writer.writerow([f"{day:%d/%m/%Y}", words, "0000", f"{abs(amount):,}.00 {mark}", "", "0.00"])
        writer.writerow(["Saldo Akhir", ":", "1,234,567.00"])
    return path
