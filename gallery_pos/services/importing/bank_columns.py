"""What banks and QRIS providers call the columns of their files, as BCA, BRI, Mandiri, BJB, Nobu, GoPay and ShopeePay do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from gallery_pos.language import tr_noop
from gallery_pos.services.importing.columns import Column, Layout
from gallery_pos.services.importing.headers import header_at, title

if TYPE_CHECKING:
    from gallery_pos.services.importing.headers import Header
    from gallery_pos.sheets import Sheet

FIELDS = {
    "date": tr_noop("Tanggal"),
    "time": tr_noop("Jam"),
    "description": tr_noop("Keterangan"),
    "reference": tr_noop("Referensi"),
    "amount": tr_noop("Jumlah", "uang"),
    "direction": tr_noop("Debit/kredit"),
    "debit": tr_noop("Uang keluar (debit)"),
    "credit": tr_noop("Uang masuk (kredit)"),
    "fee": tr_noop("Biaya (MDR)"),
    "net": tr_noop("Jumlah bersih"),
}
"""What a column of a mutation file may say, and how it is offered to a person."""

_NAMES: dict[str, tuple[str, ...]] = {
    "date": (
        *("tanggal", "tgl", "date", "tanggal_transaksi", "tgl_transaksi", "tgl_tran", "transaction_date", "trx_date"),
        *("posting_date", "post_date", "tanggal_posting", "tgl_posting", "tanggal_efektif", "effective_date"),
        *("value_date", "settlement_date", "tanggal_settlement", "waktu_transaksi", "transaction_time", "date_time"),
        *("tanggal_waktu", "tanggal_dan_waktu", "created_at", "created_time", "tanggal_jam", "txn_date"),
    ),
    "time": ("jam", "waktu", "time", "pukul", "jam_transaksi", "jam_tran", "trx_time"),
    "description": (
        *("keterangan", "deskripsi", "description", "uraian", "uraian_transaksi", "keterangan_transaksi", "remark"),
        *("remarks", "desk_tran", "transaction_description", "berita", "narasi", "transaksi", "rincian_transaksi"),
        *("detail_transaksi", "details", "catatan", "note", "notes", "issuer", "penerbit", "nama_penerbit"),
    ),
    "reference": (
        *("referensi", "no_referensi", "nomor_referensi", "reference", "reference_no", "reference_number", "ref_no"),
        *("no_ref", "ref", "rrn", "id_transaksi", "transaction_id", "trx_id", "order_id", "no_transaksi"),
        *("nomor_transaksi", "invoice", "no_bukti", "seq", "bill_number", "merchant_ref", "nomor_struk"),
    ),
    "amount": (
        *("jumlah", "nominal", "amount", "mutasi", "nilai", "jumlah_transaksi", "nominal_transaksi", "gross_amount"),
        *("transaction_amount", "total_amount", "nilai_transaksi", "gross", "jumlah_kotor", "nominal_kotor"),
        *("amount_idr", "jumlah_rp", "total_pembayaran", "total"),
    ),
    "direction": (
        *("db_cr", "d_k", "dk", "db_kr", "dr_cr", "cr_db", "debit_kredit", "debet_kredit", "debit_credit", "jenis"),
        *("jenis_mutasi", "tipe", "type", "tipe_transaksi", "jenis_transaksi", "posisi", "d_c", "arah"),
    ),
    "debit": ("debit", "debet", "mutasi_debet", "mutasi_debit", "debit_amount", "uang_keluar", "keluar", "pengeluaran"),
    "credit": (
        *("kredit", "credit", "mutasi_kredit", "credit_amount", "uang_masuk", "masuk", "pemasukan", "penerimaan"),
    ),
    "fee": (
        *("mdr", "biaya", "fee", "biaya_mdr", "mdr_amount", "mdr_fee", "merchant_fee", "potongan", "biaya_layanan"),
        *("biaya_admin", "nominal_mdr", "total_mdr", "fee_amount", "biaya_transaksi"),
    ),
    "net": (
        *("net", "net_amount", "jumlah_bersih", "nominal_bersih", "nett", "nett_amount", "settlement_amount"),
        *("jumlah_diterima", "nilai_bersih", "dana_diterima", "nominal_settlement", "jumlah_dibayar"),
    ),
    "balance": ("saldo", "balance", "saldo_akhir", "running_balance", "sisa_saldo", "ending_balance", "saldo_rp"),
}
_NEEDS = (("date",), ("amount", "credit", "debit", "net"))
_GUESSED = Layout(
    tuple(Column(field, names) for field, names in _NAMES.items()),
    _NEEDS,
    frozenset({"amount", "debit", "credit", "fee", "net", "balance"}),
)
_HEADINGS = 3
MOST_SHOWN = 8
"""Rows under the header that a person is shown."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What a file seems to be: the sheet and its header; ``columns`` per field the title of its column.

    ``titles`` are all titles in the order of the file, ``rows`` the first rows as they stand there.
    """

    sheet: Sheet
    header: Header
    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def columns(self) -> dict[str, str]:
        """Return per field the title of the column that seems to say it."""
        return {field: name for field, name in self.header.titles.items() if field in FIELDS}


def guess(sheets: Sequence[Sheet], columns: Mapping[str, str] | None = None) -> Guess | None:
    """Return the first table that looks like mutations, by the titles that a person chose or by what they are called."""
    chosen = _layout(columns) if columns else _GUESSED
    best: tuple[Sheet, Header] | None = None
    for sheet in sheets:
        found: list[Header] = []
        for row, below in zip_longest(sheet.rows, sheet.rows[1:]):
            found.append(header_at(row, below, chosen))
            if len(found) >= _HEADINGS and not found[-_HEADINGS].missing:
                break
        first = next((at for at, header in enumerate(found) if not header.missing), None)
        if first is not None:
            # A heading over the table ("Mutasi Rekening") may pass for a part of its header; the fuller one is it.
            near = found[first : first + _HEADINGS]
            return _guessed(sheet, max(near, key=lambda header: (not header.missing, len(header.places))))
        for header in found:
            if len(header.places) > (len(best[1].places) if best else 1):
                best = (sheet, header)
    return _guessed(*best) if best else None


def _guessed(sheet: Sheet, header: Header) -> Guess:
    return Guess(sheet, header, _titles(sheet, header), _below(sheet, header))


def _layout(columns: Mapping[str, str]) -> Layout:
    return Layout(
        tuple(Column(field, (name,)) for field, name in columns.items()), tuple((field,) for field in columns)
    )


def _titles(sheet: Sheet, header: Header) -> tuple[str, ...]:
    known = {place: header.titles[field] for field, place in header.places.items()}
    row = next((row for row in sheet.rows if row.number == header.row), None)
    cells = row.cells if row else ()
    named = [known.get(at) or title(cell) for at, cell in enumerate(cells)]
    return tuple(dict.fromkeys(name for name in (*named, *known.values()) if name))


def _below(sheet: Sheet, header: Header) -> tuple[tuple[str, ...], ...]:
    rows = [row for row in sheet.rows if row.number > header.row][:MOST_SHOWN]
    return tuple(tuple("" if cell is None else str(cell) for cell in row.cells) for row in rows)
