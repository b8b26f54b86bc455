"""How money is named: places, and what makes the gallery's own money more or less."""

from __future__ import annotations

from gallery_pos.language import tr_noop

PLACES = {
    "bank": tr_noop("Rekening bank"),
    "qris": tr_noop("QRIS belum cair"),
    "card": tr_noop("Kartu belum cair"),
    "safe": tr_noop("Brankas"),
    "cash": tr_noop("Laci yang terbuka"),
}
CAUSES = {
    "commission": tr_noop("Komisi dari penjualan"),
    "fees": tr_noop("Iuran dan potongan"),
    "rounding": tr_noop("Pembulatan"),
    "other_income": tr_noop("Uang masuk lain dan bunga"),
    "tax": tr_noop("Pajak yang dipungut"),
    "expenses": tr_noop("Belanja dari kas"),
    "over_short": tr_noop("Selisih kas dan uang tak sampai"),
    "losses": tr_noop("Ganti rugi barang"),
    "corrections": tr_noop("Koreksi saldo penitip"),
    "purchases": tr_noop("Barang yang dibeli putus"),
    "channel_costs": tr_noop("Biaya bank, QRIS dan kartu"),
    "owner": tr_noop("Diambil atau disetor pengelola"),
}
"""The accounts whose sum is the gallery's own money."""
