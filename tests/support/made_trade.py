"""Files as galleries send them, made up by dice: makers of every kind of agreement, their goods, months of trade."""

from __future__ import annotations

import random
from datetime import date, timedelta

from csv_model import Row

OTHER = "Pojok Cikampek"
"""A second place to sell at, beside the gallery itself."""


def makers() -> list[Row]:
    """One of each kind of agreement."""
    told = (
        ("M1", "persen", "20", ""),
        ("M2", "persen", "12.5", ""),
        ("M3", "harga_titip", "", ""),
        ("M4", "iuran", "", "50000"),
        ("M5", "persen", "10", "25000"),
        ("M6", "", "", ""),
    )
    return [
        {"kode": code, "nama_usaha": f"Usaha {code}", "model": model, "komisi_persen": share, "iuran_bulanan": fee}
        for code, model, share, fee in told
    ]


CATEGORIES = ("Makanan", "Kerajinan", "")


def goods(dice: random.Random) -> list[Row]:
    """Three products of each maker: some with a harga titip, some with a percentage of their own, some with both."""
    rows = []
    for maker in range(1, 7):
        for at in range(3):
            price = dice.choice([500, 3_350, 9_999, 15_000, 33_333, 185_000])
            titip = price * dice.randint(60, 100) // 100 if maker == 3 or (at == 2 and maker != 6) else ""
            share = dice.choice(["", "15", "7.5"]) if at == 1 or (maker == 3 and at == 2) else ""
            rows.append(
                {
                    "kode": f"P{maker}{at}",
                    "nama": f"Barang {maker}{at}",
                    "kode_penitip": f"M{maker}",
                    "kategori": CATEGORIES[at],
                    "harga_jual": price,
                    "harga_titip": titip,
                    "komisi_persen": share,
                }
            )
    return rows


def deliveries(dice: random.Random, products: list[Row], month: date) -> list[Row]:
    """Goods for two places; each product's batches of a place differ in their dates, so that their order is clear."""
    rows = []
    for product in products:
        for outlet in ("", OTHER):
            days = sorted(dice.sample(range(20), dice.randint(0, 2)))
            for at, day in enumerate(days):
                came = month + timedelta(days=day)
                best = came + timedelta(days=10 * (at + 1) + day) if dice.random() < 0.4 else None
                rows.append(
                    {
                        "tanggal": came.isoformat(),
                        "gerai": outlet,
                        "kode_penitip": product["kode_penitip"],
                        "kode_produk": product["kode"],
                        "jumlah": dice.randint(1, 12),
                        "kedaluwarsa": best.isoformat() if best else "",
                    }
                )
    return rows


def trade(dice: random.Random, products: list[Row], month: date, receipts: int, refunds: float) -> list[Row]:
    """Receipts of one to four lines, some going back, some both ways, at any time of the month."""
    rows = []
    for number in range(receipts):
        day, hour, minute = dice.randint(1, 28), dice.randint(8, 20), dice.randint(0, 59)
        at = f"{month:%Y-%m}-{day:02}T{hour:02}:{minute:02}:{number % 60:02}"
        outlet = dice.choice(["", "", OTHER])
        back = dice.random() < refunds
        for product in dice.sample(products, dice.randint(1, 4)):
            price = product["harga_jual"] + dice.choice([0, 0, 0, 500, -100])
            count = dice.choice([1, 1, 2, 3, 7]) * (-1 if back and dice.random() < 0.8 else 1)
            cut = dice.randint(0, abs(count) * price) if dice.random() < 0.3 else ""
            rows.append(
                {
                    "nomor": f"{month:%m}{number:03}",
                    "waktu": at,
                    "gerai": outlet,
                    "kode_produk": product["kode"],
                    "jumlah": count,
                    "harga_satuan": price,
                    "diskon": cut,
                    "metode": dice.choice(["tunai", "qris", "transfer", "kartu", ""]),
                }
            )
    return rows
