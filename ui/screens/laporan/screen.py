"""Today, the month, any span of days: figures, charts, tables, single sales, and the report as a file."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from db.queries.sales import SaleRow, list_sales
from gallery_pos.desk import Changes
from gallery_pos.language import tr, tr_noop
from gallery_pos.periods import month_of
from ui.app.actions import ActionSpec
from ui.app.saving import ask_where, told_saved
from ui.app.screen import Screen
from ui.app.tokens import GRID
from ui.reports import Report, report_of
from ui.screens.laporan.sections import Charts, Figures, Tables, sales_table, span_words
from ui.widgets.buttons import Button, Segments
from ui.widgets.card import Card, ScrollColumn
from ui.widgets.edits import DateEdit
from ui.widgets.text import Label

if TYPE_CHECKING:
    from ui.workplace import Workplace

_TODAY, _MONTH, _SPAN = "today", "month", "span"
_OVERVIEW, _TABLES, _SALES = "overview", "tables", "sales"


class ReportsScreen(Screen):
    """What the Dinas reads once a month and the gallery every evening."""

    kinds = Changes.SALES | Changes.SHIFTS | Changes.SETTLEMENT
    specs = (
        ActionSpec("reports.before", tr_noop("Sebelumnya"), "F5", "caret-left"),
        ActionSpec("reports.after", tr_noop("Sesudahnya"), "F6", "caret-right"),
        ActionSpec("reports.pdf", tr_noop("Laporan PDF"), "F12", "file-pdf"),
    )

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        today = place.desk().today()
        self.report: Report | None = None
        self._since, self._until = month_of(today).start, today
        self.span = Segments([(_MONTH, tr("Bulan")), (_TODAY, tr("Hari")), (_SPAN, tr("Rentang"))])
        self.outlet = QComboBox()
        self.outlet.addItem(tr("Semua gerai"), "")
        for outlet in place.gallery.book.outlets():
            self.outlet.addItem(outlet.name, outlet.code)
        self.since, self.until = DateEdit(self._since), DateEdit(self._until)
        self.view = Segments([(_OVERVIEW, tr("Ringkasan")), (_TABLES, tr("Tabel")), (_SALES, tr("Struk"))])
        self._title = Label("", "heading")
        self.body.addLayout(self._head())
        self.figures, self.charts, self.tables = Figures(), Charts(), Tables(place)
        self.sales = sales_table(place, self, self._open_sale)
        self.pages = QStackedWidget()
        for page in (self._overview(), _in_card(self.tables), _in_card(self.sales)):
            self.pages.addWidget(page)
        self.body.addWidget(self.pages, 1)
        self._connect()

    def _head(self) -> QVBoxLayout:
        first, second = QHBoxLayout(), QHBoxLayout()
        for widget in (self.span, self.since, self.until):
            first.addWidget(widget)
        first.addStretch(1)
        first.addWidget(self.outlet)
        second.addWidget(self._title)
        second.addStretch(1)
        second.addWidget(self.view)
        for edit in (self.since, self.until):
            edit.setFixedWidth(150)
            edit.setVisible(False)
        column = QVBoxLayout()
        column.setSpacing(GRID + 4)
        column.addLayout(first)
        column.addLayout(second)
        return column

    def _overview(self) -> QWidget:
        scroll = ScrollColumn()
        scroll.body.addWidget(self.figures)
        scroll.body.addWidget(self.charts)
        return scroll

    def _connect(self) -> None:
        self.span.chosen.connect(self._choose_span)
        self.outlet.currentIndexChanged.connect(lambda _at: self.refresh())
        self.view.chosen.connect(self._choose_view)
        self.since.editingFinished.connect(self._choose_days)
        self.until.editingFinished.connect(self._choose_days)
        self.tables.day_asked.connect(self._show_day)
        self.set_actions(
            {"reports.before": lambda: self._step(-1), "reports.after": lambda: self._step(1), "reports.pdf": self._pdf}
        )
        self.add_footer("reports.before")
        self.add_footer("reports.after")
        export = Button(tr("Ekspor"), icon_name="download-simple")
        menu = QMenu(export)
        for text, form in ((tr("Excel (semua tabel)"), "xlsx"), ("JSON", "json")):
            menu.addAction(text).triggered.connect(lambda _checked=False, form=form: self._export(form))
        export.set_menu(menu)
        self._footer.addWidget(export)
        self.add_footer("reports.pdf", primary=True)

    # -- which days

    def _choose_span(self, key: str) -> None:
        today = self.place.desk().today()
        custom = key == _SPAN
        for edit in (self.since, self.until):
            edit.setVisible(custom)
        if custom:
            self._choose_days()
        else:
            self._show_days(today if key == _TODAY else month_of(today).start, today)

    def _choose_days(self) -> None:
        since, until = self.since.value(), self.until.value()
        if since is None or until is None or until < since:
            self.banner.say(tr("Tanggal akhir harus sama dengan atau sesudah tanggal awal."))
            return
        self._show_days(since, until)

    def _show_days(self, since: date, until: date) -> None:
        self.banner.clear()
        self._since, self._until = since, until
        self.since.set_value(since)
        self.until.set_value(until)
        self.refresh()

    def _step(self, by: int) -> None:
        """Go one span back or on: whole months stay whole months."""
        if self._since == month_of(self._since).start and self._until >= self._since + timedelta(days=1):
            edge = self._since - timedelta(days=1) if by < 0 else month_of(self._since).end + timedelta(days=1)
            month = month_of(edge)
            since, until = month.start, month.end
        else:
            days = (self._until - self._since).days + 1
            since, until = self._since + timedelta(days=by * days), self._until + timedelta(days=by * days)
        today = self.place.desk().today()
        if since <= today:
            self._show_days(since, min(until, today))

    def _show_day(self, day: date) -> None:
        self.span.choose(_SPAN)
        self._choose_span(_SPAN)
        self._show_days(day, day)
        self.view.choose(_SALES)
        self._choose_view(_SALES)

    def _choose_view(self, key: str) -> None:
        self.pages.setCurrentIndex((_OVERVIEW, _TABLES, _SALES).index(key))

    # -- what is shown

    def refresh(self) -> None:
        """Read the report and the single sales off the UI thread."""
        database, since, until = self.place.gallery.database, self._since, self._until
        outlet, today = self.outlet.currentData() or None, self.place.desk().today()
        self._title.setText(span_words(since, until))

        def read() -> tuple[Report, list[SaleRow]]:
            found = list_sales(database, since=since, until=until, outlet=outlet)
            return report_of(database, since=since, until=until, today=today, outlet=outlet), found

        self.read(read, self._show)

    def _show(self, found: tuple[Report, list[SaleRow]]) -> None:
        self.report, sales = found
        self.figures.show_report(self.report)
        self.charts.show_report(self.report)
        self.tables.show_report(self.report)
        self.sales.show_rows(sales)

    def _open_sale(self, row: SaleRow) -> None:
        from ui.dialogs.document import show_document

        show_document(self.window(), self.place, row.id)

    # -- files

    def _name(self) -> str:
        return f"laporan-{self._since.isoformat()}-{self._until.isoformat()}"

    def _pdf(self) -> None:
        report = self.report
        if report is None:
            return
        place = self.place

        def make() -> bytes:
            from receipts.pdf.month import report_pdf
            from ui.papers import paper_of

            return report_pdf(paper_of(place.gallery, report, place.gallery.outlet()))

        def show(data: bytes) -> None:
            from ui.dialogs.pdf import PdfDialog

            PdfDialog(place, self.window(), tr("Laporan", "masa"), self._name(), data).open()

        self.read(make, show)

    def _export(self, form: str) -> None:
        report, path = self.report, ask_where(self, self._name(), form)
        if report is None or path is None:
            return
        gallery = self.place.gallery
        outlet = gallery.outlet()

        def write() -> Path:
            from ui.papers import write_report

            return write_report(gallery, report, outlet, folder=path.parent, stem=path.stem, form=form)[0]

        self.read(write, lambda written: told_saved(self.place, written))


def _in_card(widget: QWidget) -> Card:
    card = Card()
    card.set_tight()
    card.add(widget, 1)
    return card
