"""Every key of the counter, page by page: what is scanned, the payment, and what happened."""

from __future__ import annotations

from gallery_pos.language import tr_noop
from ui.app.actions import ActionSpec

SELL: tuple[ActionSpec, ...] = (
    ActionSpec("till.help", tr_noop("Bantuan"), icon="question"),
    ActionSpec("till.find", tr_noop("Cari"), "F2", "magnifying-glass", tip=tr_noop("Cari nama, kode, atau penitip")),
    ActionSpec(
        "till.quantity", tr_noop("Jumlah"), "F3", "hash", tip=tr_noop("Jumlah; juga 3* sebelum pindai, + dan −")
    ),
    ActionSpec("till.discount", tr_noop("Potongan"), "F4", "percent", tip=tr_noop("Potongan baris atau keranjang")),
    ActionSpec("till.price", tr_noop("Harga"), "F5", "tag", tip=tr_noop("Harga lain dari label, dengan izin")),
    ActionSpec("till.hold", tr_noop("Tahan"), "F6", "pause", tip=tr_noop("Tahan keranjang")),
    ActionSpec("till.recall", tr_noop("Ambil"), "F7", "play", tip=tr_noop("Ambil keranjang yang ditahan")),
    ActionSpec("till.refund", tr_noop("Retur"), "F8", "arrow-u-up-left", tip=tr_noop("Pengembalian dengan struk")),
    ActionSpec("till.drawer", tr_noop("Laci"), "F9", "tray", tip=tr_noop("Buka laci, dengan alasan")),
    ActionSpec("till.buyer", tr_noop("Pembeli"), "F10", "user", tip=tr_noop("Umum, ASN/OPD, atau perusahaan")),
    ActionSpec("till.full_screen", tr_noop("Layar"), "F11", "corners-out", tip=tr_noop("Layar penuh")),
    ActionSpec("till.pay", tr_noop("Bayar"), "F12", "money", tip=tr_noop("Terima pembayaran")),
)
"""While goods are gathered. F1 is the window's own."""

PAY: tuple[ActionSpec, ...] = (
    ActionSpec("pay.back", tr_noop("Kembali"), "Esc", "arrow-left", tip=tr_noop("Kembali ke keranjang")),
    ActionSpec("pay.cash", tr_noop("Tunai"), "F2", "money"),
    ActionSpec("pay.qris", tr_noop("QRIS"), "F3", "qr-code"),
    ActionSpec("pay.transfer", tr_noop("Transfer"), "F4", "bank"),
    ActionSpec("pay.card", tr_noop("Kartu"), "F5", "credit-card"),
    *(
        ActionSpec(f"pay.quick{n}", tr_noop("Uang pas") if n == 0 else tr_noop("Uang kertas"), f"F{6 + n}")
        for n in range(5)
    ),
    ActionSpec("pay.full_screen", tr_noop("Layar"), "F11", "corners-out", tip=tr_noop("Layar penuh")),
    ActionSpec("pay.finish", tr_noop("Terima uang"), "F12", "check"),
)
"""While money is taken. F12 is the only key that posts."""

DONE: tuple[ActionSpec, ...] = (
    ActionSpec("done.again", tr_noop("Cetak lagi"), "F6", "printer", tip=tr_noop("Cetak struk lagi, bertanda SALINAN")),
    ActionSpec("done.show", tr_noop("Lihat struk"), "F7", "receipt"),
    ActionSpec("done.copy", tr_noop("Salin teks"), "F8", "whatsapp-logo", tip=tr_noop("Salin struk untuk WhatsApp")),
    ActionSpec("done.full_screen", tr_noop("Layar"), "F11", "corners-out", tip=tr_noop("Layar penuh")),
    ActionSpec("done.next", tr_noop("Pembeli berikutnya"), "F12", "arrow-right"),
)
"""After a sale."""
