"""The lists of a report as tables: money by where it is, what wants to be looked at, makers and goods, outlets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gallery_pos.formatting import format_month
from gallery_pos.language import tr
from gallery_pos.periods import month_range
from gallery_pos.scorecard import RULES, Measure
from receipts.tables import Column, Kind, Table
from ui.app.names import LOSS_REASONS, SIZES
from ui.papers.report_words import MONEY, OVERRIDES, STATES, UNDONE, called

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from db.queries.compared import MonthRow
    from db.queries.held import HeldRow
    from db.queries.moving import VisitRow
    from db.queries.scoring import ScoreRow
    from db.queries.shifts import ShiftRow
    from db.queries.sold_by import ReachRow
    from db.queries.standing import IdleRow, StillRow
    from db.queries.variances import VarianceRow
    from db.queries.watched import CopiesRow, OverrideRow, UndoneRow
    from receipts.tables import Value
    from ui.papers.reports import LateRow

_TEXT, _DATE, _COUNT, _RUPIAH = Kind.TEXT, Kind.DATE, Kind.COUNT, Kind.RUPIAH


def _table(
    title: str, columns: Sequence[tuple[str, Kind]], rows: Sequence[tuple[Value, ...]], *, empty: str, sums: str = ""
) -> Table:
    """Return a table; ``sums`` has a letter for each column: "x" for those that are added up."""
    totals: list[Value] = []
    if sums and rows:
        added = [[value for value in column if isinstance(value, int)] for column in zip(*rows, strict=True)]
        totals = [sum(column) if mark == "x" else None for column, mark in zip(added, sums, strict=True)]
        totals[0] = tr("Jumlah", "total")
    return Table(
        title=title,
        columns=tuple(Column(name, kind, 3 if kind is _TEXT else 1) for name, kind in columns),
        rows=tuple(rows),
        totals=tuple(totals),
        empty=empty,
    )


def money_table(rows: Sequence[HeldRow]) -> Table:
    """Return money by where it is, with what files of bank and QRIS say beside it."""
    return _table(
        tr("Uang menurut tempatnya"),
        (
            (tr("Tempat"), _TEXT),
            (tr("Awal"), _RUPIAH),
            (tr("Dari penjualan"), _RUPIAH),
            (tr("Lainnya"), _RUPIAH),
            (tr("Akhir"), _RUPIAH),
            (tr("Masuk menurut berkas"), _RUPIAH),
            (tr("Keluar menurut berkas"), _RUPIAH),
            (tr("Belum cocok"), _COUNT),
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
    return _table(
        tr("Hitungan sif"),
        (
            (tr("Tanggal"), _DATE),
            (tr("Gerai"), _TEXT),
            (tr("Nomor"), Kind.CODE),
            (tr("Penjualan"), _RUPIAH),
            (tr("Seharusnya"), _RUPIAH),
            (tr("Dihitung"), _RUPIAH),
            (tr("Selisih"), _RUPIAH),
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
    return _table(
        tr("Kunjungan", "banyak"),
        (
            (tr("Tanggal"), _DATE),
            (tr("Gerai"), _TEXT),
            (tr("Nomor"), Kind.CODE),
            (tr("Terjual"), _COUNT),
            (tr("Hilang"), _COUNT),
            (tr("Nilai terjual"), _RUPIAH),
            (tr("Uang"), _RUPIAH),
            (tr("Selisih"), _RUPIAH),
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
    return _table(
        tr("Selisih stok"),
        (
            (tr("Tanggal"), _DATE),
            (tr("Gerai"), _TEXT),
            (tr("Barang"), _TEXT),
            (tr("Penitip"), _TEXT),
            (tr("Selisih"), _COUNT),
            (tr("Nilai jual"), _RUPIAH),
            (tr("Sebab"), _TEXT),
            (tr("Ganti rugi"), _RUPIAH),
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
    return _table(
        tr("Keputusan di luar aturan"),
        (
            (tr("Tanggal"), _DATE),
            (tr("Apa"), _TEXT),
            (tr("Nomor"), Kind.CODE),
            (tr("Barang"), _TEXT),
            (tr("Rupiah"), _RUPIAH),
            (tr("Oleh"), _TEXT),
            (tr("Disetujui oleh"), _TEXT),
            (tr("Alasan"), _TEXT),
        ),
        [
            (
                row.business_date,
                called(OVERRIDES, row.kind),
                row.number,
                row.goods,
                row.amount,
                row.user,
                row.approver,
                row.reason,
            )
            for row in rows
        ],
        empty=tr("Tidak ada."),
    )


def undone_table(rows: Sequence[UndoneRow]) -> Table:
    """Return sales taken back."""
    return _table(
        tr("Batal dan retur"),
        (
            (tr("Tanggal"), _DATE),
            (tr("Apa"), _TEXT),
            (tr("Nomor"), Kind.CODE),
            (tr("Struk asal"), Kind.CODE),
            (tr("Potong"), _COUNT),
            (tr("Rupiah"), _RUPIAH),
            (tr("Oleh"), _TEXT),
            (tr("Disetujui oleh"), _TEXT),
            (tr("Alasan"), _TEXT),
        ),
        [
            (
                row.business_date,
                called(UNDONE, row.kind),
                row.number,
                row.sale,
                row.pieces,
                row.total,
                row.user,
                row.approver,
                row.reason,
            )
            for row in rows
        ],
        empty=tr("Tidak ada."),
    )


def copies_table(rows: Sequence[CopiesRow]) -> Table:
    """Return receipts printed again and drawers opened without a sale."""
    return _table(
        tr("Salinan struk dan laci dibuka"),
        (
            (tr("Tanggal"), _DATE),
            (tr("Gerai"), _TEXT),
            (tr("Nomor"), Kind.CODE),
            (tr("Kasir"), _TEXT),
            (tr("Salinan"), _COUNT),
            (tr("Laci dibuka"), _COUNT),
        ),
        [(row.business_date, row.outlet, row.number, row.user, row.copies, row.drawer_opened) for row in rows],
        empty=tr("Tidak ada."),
    )


def reach_table(title: str, by: str, rows: Sequence[ReachRow], names: Mapping[Any, str] | None = None) -> Table:
    """Return whom trade reached, by class or district."""
    return _table(
        title,
        (
            (by, _TEXT),
            (tr("Penitip"), _COUNT),
            (tr("Barang di rak"), _COUNT),
            (tr("Terjual"), _COUNT),
            (tr("Bersih"), _RUPIAH),
            (tr("Hak penitip"), _RUPIAH),
        ),
        [
            (
                (called(names, row.key) if names else row.key) or tr("(tidak diisi)"),
                row.makers,
                row.on_shelf,
                row.sold,
                row.net,
                row.due,
            )
            for row in rows
        ],
        empty=tr("Belum ada penitip."),
        sums=".xxxxx",
    )


def idle_table(rows: Sequence[IdleRow]) -> Table:
    """Return makers with goods on a shelf who sold nothing."""
    return _table(
        tr("Penitip tanpa penjualan"),
        (
            (tr("Penitip"), _TEXT),
            (tr("Kecamatan"), _TEXT),
            (tr("Kelas"), _TEXT),
            (tr("Produk"), _COUNT),
            (tr("Di rak"), _COUNT),
            (tr("Nilai jual"), _RUPIAH),
            (tr("Terakhir terjual"), _DATE),
        ),
        [
            (
                row.business_name,
                row.district,
                called(SIZES, row.size_class) if row.size_class else "",
                row.products,
                row.on_hand,
                row.value,
                row.last_sale,
            )
            for row in rows
        ],
        empty=tr("Semua penitip dengan barang di rak ada penjualannya."),
    )


def still_table(rows: Sequence[StillRow]) -> Table:
    """Return goods of which nothing sold."""
    return _table(
        tr("Barang yang tidak bergerak"),
        (
            (tr("Gerai"), _TEXT),
            (tr("Barang"), _TEXT),
            (tr("Penitip"), _TEXT),
            (tr("Di rak sejak"), _DATE),
            (tr("Di rak"), _COUNT),
            (tr("Nilai jual"), _RUPIAH),
        ),
        [(row.outlet, row.name, row.business_name, row.since, row.on_hand, row.value) for row in rows],
        empty=tr("Semua barang bergerak."),
    )


def late_table(rows: Sequence[LateRow]) -> Table:
    """Return how far the reports of the outlets are."""
    return _table(
        tr("Laporan gerai"),
        (
            (tr("Gerai"), _TEXT),
            (tr("Bulan"), _TEXT),
            (tr("Keadaan"), _TEXT),
            (tr("Jatuh tempo"), _DATE),
            (tr("Disampaikan"), _DATE),
            (tr("Hari terlambat"), _COUNT),
        ),
        [
            (
                row.name,
                format_month(month_range(row.month).start),
                called(STATES, row.state),
                row.due,
                row.sent_on,
                row.late_days,
            )
            for row in rows
        ],
        empty=tr("Belum ada bulan yang harus dilaporkan."),
    )


def scores_table(rows: Sequence[ScoreRow]) -> Table:
    """Return the scorecard of each outlet."""
    return Table(
        title=tr("Rapor gerai"),
        columns=(
            Column(tr("Gerai"), share=3),
            *(
                Column(tr(RULES[measure].title), Kind.TENTHS if measure is Measure.DAYS_TO_PAY else Kind.PERCENT)
                for measure in Measure
            ),
        ),
        rows=tuple((row.name, *(score.value for score in row.scores)) for row in rows),
        empty=tr("Belum ada yang bisa dinilai."),
    )


def months_table(rows: Sequence[MonthRow]) -> Table:
    """Return months beside each other, outlet by outlet."""
    return _table(
        tr("Bulan demi bulan"),
        (
            (tr("Bulan"), _DATE),
            (tr("Gerai"), _TEXT),
            (tr("Struk"), _COUNT),
            (tr("Potong"), _COUNT),
            (tr("Kotor"), _RUPIAH),
            (tr("Bersih"), _RUPIAH),
            (tr("Komisi"), _RUPIAH),
            (tr("Hak penitip"), _RUPIAH),
        ),
        [
            (
                month_range(row.month).start,
                row.name,
                row.receipts,
                row.pieces,
                row.gross,
                row.net,
                row.commission,
                row.due,
            )
            for row in rows
        ],
        empty=tr("Tidak ada penjualan."),
    )
