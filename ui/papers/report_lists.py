"""The lists of a report as tables: money by where it is, what was counted, what wants to be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from gallery_pos.language import tr
from receipts.tables import Kind, Table
from ui.app.names import LOSS_REASONS
from ui.papers.listed import listed
from ui.papers.report_words import CORRECTIONS, MONEY, OVERRIDES, UNDONE, called, corrected, correction_reason

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from db.queries.corrections import CorrectionRow
    from db.queries.held import HeldRow
    from db.queries.moving import VisitRow
    from db.queries.shifts import ShiftRow
    from db.queries.variances import VarianceRow
    from db.queries.watched import CopiesRow, OverrideRow, UndoneRow
    from receipts.tables import Value


def money_table(rows: Sequence[HeldRow]) -> Table:
    """Return money by where it is, with what files of bank and QRIS say beside it."""
    return listed(
        tr("Uang menurut tempatnya"),
        (
            (tr("Tempat"), Kind.TEXT),
            (tr("Awal"), Kind.RUPIAH),
            (tr("Dari penjualan"), Kind.RUPIAH),
            (tr("Lainnya"), Kind.RUPIAH),
            (tr("Akhir"), Kind.RUPIAH),
            (tr("Masuk menurut berkas"), Kind.RUPIAH),
            (tr("Keluar menurut berkas"), Kind.RUPIAH),
            (tr("Belum cocok"), Kind.COUNT),
        ),
        [
            (
                called(MONEY, row.account),
                row.opening,
                row.sold,
                row.other,
                row.closing,
                row.told_in,
                row.told_out,
                row.waiting,
            )
            for row in rows
        ],
        empty=tr("Belum ada uang yang tercatat."),
        sums=".xxxx..x",
    )


def shifts_table(rows: Sequence[ShiftRow]) -> Table:
    """Return every closed drawer: what should have been in it and what was counted."""
    return listed(
        tr("Hitungan sif"),
        (
            (tr("Tanggal"), Kind.DATE),
            (tr("Gerai"), Kind.TEXT),
            (tr("Nomor"), Kind.CODE),
            (tr("Penjualan"), Kind.RUPIAH),
            (tr("Seharusnya"), Kind.RUPIAH),
            (tr("Dihitung"), Kind.RUPIAH),
            (tr("Selisih"), Kind.RUPIAH),
        ),
        [
            (
                row.business_date,
                row.outlet,
                row.closed_number or row.number,
                row.sales,
                row.expected,
                row.counted,
                row.difference,
            )
            for row in rows
        ],
        empty=tr("Tidak ada selisih sif."),
    )


def visits_table(rows: Sequence[VisitRow]) -> Table:
    """Return the visits to outlets without an attendant."""
    return listed(
        tr("Kunjungan", "banyak"),
        (
            (tr("Tanggal"), Kind.DATE),
            (tr("Gerai"), Kind.TEXT),
            (tr("Nomor"), Kind.CODE),
            (tr("Terjual"), Kind.COUNT),
            (tr("Hilang"), Kind.COUNT),
            (tr("Nilai terjual"), Kind.RUPIAH),
            (tr("Uang"), Kind.RUPIAH),
            (tr("Selisih"), Kind.RUPIAH),
        ),
        [
            (
                row.business_date,
                row.outlet_name,
                row.number,
                row.sold,
                row.missing,
                row.value,
                row.cash + row.qris,
                row.difference,
            )
            for row in rows
        ],
        empty=tr("Tidak ada kunjungan."),
    )


def variances_table(rows: Sequence[VarianceRow]) -> Table:
    """Return every line where shelf and books differed."""
    return listed(
        tr("Selisih stok"),
        (
            (tr("Tanggal"), Kind.DATE),
            (tr("Gerai"), Kind.TEXT),
            (tr("Barang"), Kind.TEXT),
            (tr("Penitip"), Kind.TEXT),
            (tr("Selisih"), Kind.COUNT),
            (tr("Nilai jual"), Kind.RUPIAH),
            (tr("Sebab"), Kind.TEXT),
            (tr("Ganti rugi"), Kind.RUPIAH),
        ),
        [
            (
                row.business_date,
                row.outlet,
                row.name,
                row.business_name,
                row.difference,
                row.value,
                called(LOSS_REASONS, row.reason) if row.reason else "",
                row.compensation,
            )
            for row in rows
        ],
        empty=tr("Tidak ada selisih stok."),
    )


def overrides_table(rows: Sequence[OverrideRow]) -> Table:
    """Return decisions against the rule."""
    return _decided(
        tr("Keputusan di luar aturan"),
        ((tr("Barang"), Kind.TEXT),),
        [(row, called(OVERRIDES, row.kind), (row.goods,), row.amount, row.reason) for row in rows],
    )


def undone_table(rows: Sequence[UndoneRow]) -> Table:
    """Return sales taken back."""
    return _decided(
        tr("Batal dan retur"),
        ((tr("Struk asal"), Kind.CODE), (tr("Potong"), Kind.COUNT)),
        [(row, called(UNDONE, row.kind), (row.sale, row.pieces), row.total, row.reason) for row in rows],
    )


def corrections_table(rows: Sequence[CorrectionRow]) -> Table:
    """Return what was changed by hand."""
    return _decided(
        tr("Koreksi"),
        ((tr("Tentang"), Kind.TEXT),),
        [(row, called(CORRECTIONS, row.kind), (corrected(row),), row.amount, correction_reason(row)) for row in rows],
    )


class _Decided(Protocol):
    """What a person decided, and which document says so."""

    @property
    def business_date(self) -> date: ...
    @property
    def number(self) -> str: ...
    @property
    def user(self) -> str: ...
    @property
    def approver(self) -> str: ...


def _decided(
    title: str,
    more: Sequence[tuple[str, Kind]],
    rows: Sequence[tuple[_Decided, str, tuple[Value, ...], int, str]],
) -> Table:
    """Return what people decided: the row, what it is called, the cells of the columns ``more``, rupiah and the reason."""
    return listed(
        title,
        (
            (tr("Tanggal"), Kind.DATE),
            (tr("Apa"), Kind.TEXT),
            (tr("Nomor"), Kind.CODE),
            *more,
            (tr("Rupiah"), Kind.RUPIAH),
            (tr("Oleh"), Kind.TEXT),
            (tr("Disetujui oleh"), Kind.TEXT),
            (tr("Alasan"), Kind.TEXT),
        ),
        [
            (row.business_date, what, row.number, *cells, amount, row.user, row.approver, reason)
            for row, what, cells, amount, reason in rows
        ],
        empty=tr("Tidak ada."),
    )


def copies_table(rows: Sequence[CopiesRow]) -> Table:
    """Return receipts printed again and drawers opened without a sale."""
    return listed(
        tr("Salinan struk dan laci dibuka"),
        (
            (tr("Tanggal"), Kind.DATE),
            (tr("Gerai"), Kind.TEXT),
            (tr("Nomor"), Kind.CODE),
            (tr("Kasir"), Kind.TEXT),
            (tr("Salinan"), Kind.COUNT),
            (tr("Laci dibuka"), Kind.COUNT),
        ),
        [(row.business_date, row.outlet, row.number, row.user, row.copies, row.drawer_opened) for row in rows],
        empty=tr("Tidak ada."),
    )
