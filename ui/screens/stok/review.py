"""What a count comes to: every difference with what it costs, before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gallery_pos.documents import CountedLine
from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.stock import Held, spread_count
from gallery_pos.terms import compensation
from ui.app.saving import exporter
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.app.tokens import GRID
from ui.screens.stok import count_form as forms
from ui.screens.stok.count_form import CountForm, Variance
from ui.widgets.banner import Banner
from ui.widgets.buttons import Segments
from ui.widgets.card import Card, TotalCard
from ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from ui.workplace import Workplace

_DIFFERENT, _ALL = "different", "all"

COLUMNS: tuple[Column[Variance], ...] = (
    Column(tr_noop("Barang"), lambda row: row.line.name, stretch=True),
    Column(tr_noop("Penitip"), lambda row: row.maker, width=180),
    Column(tr_noop("Lot"), lambda row: row.line.lot or tr("tanpa lot"), width=140),
    Column(tr_noop("Di buku"), lambda row: row.line.expected, Kind.NUMBER),
    Column(tr_noop("Dihitung"), lambda row: row.line.counted, Kind.NUMBER, width=84),
    Column(
        tr_noop("Selisih"),
        lambda row: row.difference,
        Kind.NUMBER,
        text=lambda row: f"{row.difference:+d}" if row.difference else "0",
        tone=lambda row: "danger" if row.difference < 0 else "good" if row.difference > 0 else "",
    ),
    Column(tr_noop("Ganti rugi"), lambda row: row.line.compensation, Kind.MONEY),
)


class ReviewPage(QWidget):
    """The differences of a count.

    Signals:
        changed(): other products are taken in.
    """

    changed = Signal()

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self.form = CountForm()
        self.banner = Banner()
        self.short = TotalCard(tr("Kurang"))
        self.over = TotalCard(tr("Lebih"))
        self.owed = TotalCard(tr("Galeri mengganti"))
        self.rest_is_gone = QCheckBox("")
        self.note = QLineEdit()
        self.note.setPlaceholderText(tr("Catatan untuk berita acara"))
        self.note.setAccessibleName(tr("Catatan"))
        self.which = Segments([(_DIFFERENT, tr("Yang berselisih")), (_ALL, tr("Semua"))])
        self.list: TableView[Variance] = TableView(
            COLUMNS,
            lambda row: (row.line.product, row.line.lot),
            EmptyState(tr("Semua cocok"), tr("Tidak ada selisih antara rak dan buku.")),
            name=tr("selisih-opname"),
            search=tr("Cari"),
            on_export=exporter(place, self),
        )
        self.list.add_tool(self.which)
        self._lay_out()
        self.rest_is_gone.toggled.connect(self._work_out)
        self.which.chosen.connect(self._arrange)
        self._arrange()

    def _lay_out(self) -> None:
        totals = QHBoxLayout()
        totals.setSpacing(GRID)
        for total in (self.short, self.over, self.owed):
            total.body.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
            total.body.setSpacing(0)
            totals.addWidget(total, 1)
        goods = Card()
        goods.set_tight()
        goods.setMinimumHeight(140)
        goods.add(self.list, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.banner)
        layout.addLayout(totals)
        layout.addWidget(self.rest_is_gone)
        layout.addWidget(goods, 1)
        layout.addWidget(self.note)

    def show_form(self, form: CountForm) -> None:
        """Work out what a count comes to."""
        self.form = form
        self.banner.clear()
        self.note.setText(form.note)
        left = len(self._open())
        self.rest_is_gone.setChecked(False)
        self.rest_is_gone.setVisible(left > 0)
        words = tr(
            "{count} produk belum dihitung: anggap tidak ada di rak (0). Tanpa centang, yang itu tidak disentuh."
        )
        self.rest_is_gone.setText(words.format(count=format_count(left)))
        self._work_out()

    def counted(self) -> dict[str, int]:
        """Return the pieces by product that posting would write."""
        rest = dict.fromkeys(self._open(), 0) if self.rest_is_gone.isChecked() else {}
        return rest | self.form.counted

    def _open(self) -> list[str]:
        return [item.product for item in forms.items(self._place.gallery, self.form) if item.counted is None]

    def _work_out(self) -> None:
        desk = self._place.desk()
        makers = {maker.code: maker.business_name for maker in desk.book.consignors()}
        with self._place.feedback.guard(self):
            lines = [_line(held) for held in spread_count(desk, self.counted())]
            rows = [Variance(line, makers.get(line.consignor, line.consignor)) for line in lines]
            self.list.show_rows(rows)
            differing = [row for row in rows if row.difference]
            short = sum(-row.difference for row in differing if row.difference < 0)
            over = sum(row.difference for row in differing if row.difference > 0)
            self.short.show_amount(tr("{count} barang").format(count=format_count(short)))
            self.over.show_amount(tr("{count} barang").format(count=format_count(over)))
            owed = sum(row.line.compensation for row in rows)
            self.owed.show_amount(format_rupiah(owed), tr("kepada penitip, menurut perjanjian") if owed else "")
        self.changed.emit()

    def _arrange(self) -> None:
        only = self.which.choice() == _DIFFERENT
        self.list.set_filter((lambda row: row.difference != 0) if only else None)


def _line(held: Held) -> CountedLine:
    owed = 0
    if held.lot is not None:
        terms = held.lot.terms
        owed = compensation(terms, quantity=held.unexplained, price=held.lot.price, gallery_bp=terms.loss_bp)
    return CountedLine(
        lot=held.lot.lot if held.lot else "",
        product=held.product.code,
        name=held.product.name,
        consignor=held.product.consignor,
        expected=held.expected,
        counted=held.counted,
        compensation=owed,
    )
