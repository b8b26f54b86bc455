"""The list before a month is closed in words: what is looked at, what was found, what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gallery_pos.formatting import format_count, format_date, format_month, format_period
from gallery_pos.language import tr, tr_noop
from gallery_pos.months import Check
from gallery_pos.periods import month_range

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from gallery_pos.months import Checked, Named

_SHOWN = 4
_ONE = 1


class Words(NamedTuple):
    """What a line of the list says: its title, what holds, what was found (with ``count``), what to do."""

    title: str
    passed: str
    found: str
    todo: str


CHECKS: dict[Check, Words] = {
    Check.DAYS: Words(
        tr_noop("Hari"),
        tr_noop("Setiap hari tercatat: berjualan, tanpa penjualan, atau tutup."),
        tr_noop("{count} hari tanpa kabar"),
        tr_noop("Catat penjualannya, atau nyatakan tutup dengan alasannya."),
    ),
    Check.SHIFTS: Words(
        tr_noop("Sif"),
        tr_noop("Semua sif sudah ditutup."),
        tr_noop("{count} sif masih terbuka"),
        tr_noop("Hitung uangnya dan tutup sif itu."),
    ),
    Check.COUNTS: Words(
        tr_noop("Stok opname berjalan"),
        tr_noop("Tidak ada stok opname yang menggantung."),
        tr_noop("{count} stok opname belum selesai"),
        tr_noop("Selesaikan atau batalkan stok opname itu."),
    ),
    Check.STOCKTAKE: Words(
        tr_noop("Stok opname bulan ini"),
        tr_noop("Barang sudah dihitung bulan ini."),
        tr_noop("Barang belum dihitung bulan ini"),
        tr_noop("Hitung barang di layar Stok."),
    ),
    Check.TRANSIT: Words(
        tr_noop("Kiriman"),
        tr_noop("Tidak ada barang yang lama di jalan."),
        tr_noop("{count} kiriman lebih dari seminggu di jalan"),
        tr_noop("Terima kirimannya, atau catat yang hilang."),
    ),
    Check.STATEMENTS: Words(
        tr_noop("Laporan penitip"),
        tr_noop("Semua penjualan sudah ada di laporan penitip."),
        tr_noop("{count} penitip belum mendapat laporan"),
        tr_noop("Terbitkan laporan sampai akhir bulan di Penyelesaian."),
    ),
    Check.PAYOUTS: Words(
        tr_noop("Pembayaran"),
        tr_noop("Semua laporan sampai akhir bulan sudah dibayar."),
        tr_noop("{count} penitip belum dibayar"),
        tr_noop("Bayar di Penyelesaian, atau tulis alasannya."),
    ),
    Check.ACKNOWLEDGED: Words(
        tr_noop("Tanda terima"),
        tr_noop("Semua pembayaran sudah diakui penitip."),
        tr_noop("{count} pembayaran belum diakui penitip"),
        tr_noop("Minta tanda terima atau kodenya."),
    ),
    Check.DISPUTES: Words(
        tr_noop("Sanggahan"),
        tr_noop("Tidak ada sanggahan yang belum dijawab."),
        tr_noop("{count} sanggahan belum dijawab"),
        tr_noop("Jawab sanggahan itu di Penyelesaian."),
    ),
    Check.MATCHING: Words(
        tr_noop("Pencocokan QRIS"),
        tr_noop("Semua uang QRIS sudah dicocokkan."),
        tr_noop("{count} pembayaran QRIS belum dicocokkan"),
        tr_noop("Impor mutasi dan cocokkan di Kas & Sif."),
    ),
    Check.DEPOSITS: Words(
        tr_noop("Setoran"),
        tr_noop("Uang tunai bulan ini sudah disetor."),
        tr_noop("Belum ada setoran tunai bulan ini"),
        tr_noop("Setor uang titipan, lalu catat setorannya."),
    ),
    Check.OVERRIDES: Words(
        tr_noop("Izin tanpa dokumen"),
        tr_noop("Tidak ada barang yang diterima tanpa dokumen."),
        tr_noop("{count} izin tanpa dokumen; tercantum di laporan"),
        tr_noop("Periksa alasannya di Pembinaan."),
    ),
}

FIGURES: dict[str, str] = {
    "sales": tr_noop("jumlah struk"),
    "refunds": tr_noop("jumlah retur"),
    "pieces": tr_noop("jumlah barang"),
    "gross": tr_noop("penjualan kotor"),
    "discount": tr_noop("potongan", "angka"),
    "commission": tr_noop("komisi"),
    "due": tr_noop("hak penitip"),
    "tax": tr_noop("pajak"),
    "rounding": tr_noop("pembulatan"),
    "cash": tr_noop("tunai", "angka"),
    "qris": tr_noop("QRIS"),
    "transfer": tr_noop("transfer", "angka"),
    "card": tr_noop("kartu", "angka"),
    "paid": tr_noop("dibayarkan kepada penitip"),
    "fees": tr_noop("iuran"),
    "owed": tr_noop("utang kepada penitip"),
    "over_short": tr_noop("selisih kas"),
}
"""What people call the figures of a month."""


def title_of(code: str) -> str:
    """Return what a line of the list is called; a code of another version stands for itself."""
    return tr(CHECKS[Check(code)].title) if code in set(Check) else code


def found_words(checked: Checked) -> str:
    """Return what a line of the list found, with the days or numbers it is about; what holds where it found nothing."""
    words = CHECKS[checked.code]
    if not checked.found:
        return tr(words.passed)
    sentence = tr(words.found).format(count=format_count(checked.found))
    about = _spans(checked.days) if checked.days else _numbers(checked.named)
    return tr("{found}: {about}.").format(found=sentence, about=about) if about else f"{sentence}."


def todo_words(checked: Checked) -> str:
    """Return what to do about a line, "" where it holds."""
    return "" if checked.passed else tr(CHECKS[checked.code].todo)


def open_words(checks: Iterable[Checked]) -> list[str]:
    """Return what keeps a month from being closed and what to do about it, a line each."""
    return [
        f"{tr(CHECKS[one.code].title)}: {found_words(one)} {todo_words(one)}".strip() for one in checks if one.blocks
    ]


def month_words(month: str) -> str:
    """Return a month as people write it: "Oktober 2026"."""
    return format_month(month_range(month).start)


def _spans(days: Sequence[date]) -> str:
    """Return days as spans: "3 Okt 2026, 10–11 Okt 2026"."""
    spans: list[list[date]] = []
    for day in days:
        if spans and (day - spans[-1][-1]).days == _ONE:
            spans[-1][1:] = [day]
        else:
            spans.append([day])
    return _some([format_period(span[0], span[-1]) for span in spans])


def _numbers(named: Sequence[Named]) -> str:
    return _some([f"{one.number} ({format_date(one.day)})" for one in named])


def _some(texts: Sequence[str]) -> str:
    shown = ", ".join(texts[:_SHOWN])
    if len(texts) <= _SHOWN:
        return shown
    return tr("{shown} dan {count} lagi").format(shown=shown, count=format_count(len(texts) - _SHOWN))
