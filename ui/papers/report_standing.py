"""How makers, goods and outlets stand, as tables of a report: whom trade reached, what stood still, reports and scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gallery_pos.formatting import format_month
from gallery_pos.language import tr
from gallery_pos.periods import month_range
from gallery_pos.scorecard import RULES, Measure
from receipts.tables import Column, Kind, Table
from ui.app.names import REPORT_STATES, SIZES
from ui.papers.listed import listed
from ui.papers.report_words import called

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from db.queries.compared import MonthRow
    from db.queries.scoring import ScoreRow
    from db.queries.sold_by import ReachRow
    from db.queries.standing import IdleRow, StillRow
    from ui.papers.reports import LateRow


def reach_table(title: str, by: str, rows: Sequence[ReachRow], names: Mapping[Any, str] | None = None) -> Table:
    """Return whom trade reached, by class or district."""
    return listed(
        title,
        (
            (by, Kind.TEXT),
            (tr("Penitip"), Kind.COUNT),
            (tr("Barang di rak"), Kind.COUNT),
            (tr("Terjual"), Kind.COUNT),
            (tr("Bersih"), Kind.RUPIAH),
            (tr("Hak penitip"), Kind.RUPIAH),
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
    return listed(
        tr("Penitip tanpa penjualan"),
        (
            (tr("Penitip"), Kind.TEXT),
            (tr("Kecamatan"), Kind.TEXT),
            (tr("Kelas"), Kind.TEXT),
            (tr("Produk"), Kind.COUNT),
            (tr("Di rak"), Kind.COUNT),
            (tr("Nilai jual"), Kind.RUPIAH),
            (tr("Terakhir terjual"), Kind.DATE),
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
    return listed(
        tr("Barang yang tidak bergerak"),
        (
            (tr("Gerai"), Kind.TEXT),
            (tr("Barang"), Kind.TEXT),
            (tr("Penitip"), Kind.TEXT),
            (tr("Di rak sejak"), Kind.DATE),
            (tr("Di rak"), Kind.COUNT),
            (tr("Nilai jual"), Kind.RUPIAH),
        ),
        [(row.outlet, row.name, row.business_name, row.since, row.on_hand, row.value) for row in rows],
        empty=tr("Semua barang bergerak."),
    )


def late_table(rows: Sequence[LateRow]) -> Table:
    """Return how far the reports of the outlets are."""
    return listed(
        tr("Laporan gerai"),
        (
            (tr("Gerai"), Kind.TEXT),
            (tr("Bulan"), Kind.TEXT),
            (tr("Keadaan"), Kind.TEXT),
            (tr("Jatuh tempo"), Kind.DATE),
            (tr("Disampaikan"), Kind.DATE),
            (tr("Hari terlambat"), Kind.COUNT),
        ),
        [
            (
                row.name,
                format_month(month_range(row.month).start),
                called(REPORT_STATES, row.state),
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
    return listed(
        tr("Bulan demi bulan"),
        (
            (tr("Bulan"), Kind.DATE),
            (tr("Gerai"), Kind.TEXT),
            (tr("Struk"), Kind.COUNT),
            (tr("Potong"), Kind.COUNT),
            (tr("Kotor"), Kind.RUPIAH),
            (tr("Bersih"), Kind.RUPIAH),
            (tr("Komisi"), Kind.RUPIAH),
            (tr("Hak penitip"), Kind.RUPIAH),
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
