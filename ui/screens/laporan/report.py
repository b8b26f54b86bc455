"""Today, the month, any span of days: figures, charts, tables, single sales, and the report as a file."""

from __future__ import annotations

from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QWidget

from db.queries.books import document_by_number
from db.queries.reports import By
from db.queries.sales import SaleRow
from gallery_pos.language import tr, tr_noop
from gallery_pos.periods import Period
from gallery_pos.scorecard import Measure
from ui.app.actions import ActionSpec
from ui.app.page import Page
from ui.app.screens import SCREENS
from ui.app.table_view import TableView
from ui.app.tokens import GRID
from ui.papers.glance import Glance, glance_of
from ui.screens.laporan.days import Days
from ui.screens.laporan.groups import GROUPS
from ui.screens.laporan.sections import Charts, Figures, Words
from ui.widgets.buttons import Button, Segments
from ui.widgets.card import Card, ScrollColumn
from ui.widgets.stack import PageStack

if TYPE_CHECKING:
    from uuid import UUID

    from db.queries.scoring import ScoreRow
    from ui.app.screen import Screen
    from ui.papers.reports import Report
    from ui.screens.laporan.reading import Found
    from ui.screens.laporan.tables import Tables

_ONWARD = {By.CONSIGNOR: ("consignors", tr_noop("Buka penitip")), By.PRODUCT: ("products", tr_noop("Buka produk"))}
"""The screens that lines of trade lead on to."""
_OVERVIEW, _RECEIPTS = "overview", "receipts"


_SPECS = (
    ActionSpec("reports.before", tr_noop("Sebelumnya"), "F5", "caret-left"),
    ActionSpec("reports.after", tr_noop("Sesudahnya"), "F7", "caret-right"),
    ActionSpec("reports.pdf", tr_noop("Laporan PDF"), "F12", "file-pdf"),
)


class ReportTab(Page):
    """What the Dinas reads once a month and the gallery every evening."""

    def __init__(self, host: Screen) -> None:
        super().__init__(host)
        place = self.place
        self.report: Report | None = None
        self.days = Days(lambda: place.desk().today())
        self.outlet = QComboBox()
        self.outlet.addItem(tr("Semua gerai"), "")
        for outlet in place.gallery.book.outlets():
            self.outlet.addItem(outlet.name, outlet.code)
        self.view = Segments(list(self._sections().items()))
        self.section = QComboBox()
        self.section.setAccessibleName(tr("Bagian laporan"))
        for key, words in self._sections().items():
            self.section.addItem(words, key)
        self.body.addLayout(self._head())
        self.figures, self.words, self.charts = Figures(), Words(), Charts()
        self._turn = 0
        self._cards = (_tight_card(), _tight_card())
        self.pages = PageStack()
        for page in (self._overview(), *self._cards):
            self.pages.addWidget(page)
        self.body.addWidget(self.pages, 1)
        self._connect()

    @staticmethod
    def _sections() -> dict[str, str]:
        """Return the sections in the order in which a head of office asks."""
        groups = {key: tr(words) for key, words in GROUPS.items()}
        return {_OVERVIEW: tr("Ringkasan"), **groups, _RECEIPTS: tr("Struk")}

    def _head(self) -> QHBoxLayout:
        """Return one row: which days, what is shown, which outlet."""
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.days)
        row.addStretch(1)
        row.addWidget(self.view)
        row.addWidget(self.section)
        row.addStretch(1)
        row.addWidget(self.outlet)
        self.outlet.setMaximumWidth(150)
        self.outlet.setAccessibleName(tr("Gerai"))
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Offer the sections side by side where there is room for them, else in a list that opens."""
        outlet = min(self.outlet.sizeHint().width(), self.outlet.maximumWidth())
        needed = self.days.sizeHint().width() + outlet + self.view.sizeHint().width() + 3 * GRID
        wide = needed <= self.width()
        self.view.setVisible(wide)
        self.section.setVisible(not wide)

    def _overview(self) -> QWidget:
        scroll = ScrollColumn()
        scroll.body.addWidget(self.figures)
        scroll.body.addWidget(self.words)
        scroll.body.addWidget(self.charts)
        return scroll

    @cached_property
    def tables(self) -> Tables:
        """The tables, made when they are first wanted: after the first figures were painted."""
        from ui.screens.laporan.tables import Tables

        tables = Tables(self.place)
        self._cards[0].add(tables, 1)
        tables.day_asked.connect(self._show_day)
        tables.maker_asked.connect(partial(self.host.open_screen, "consignors"))
        tables.outlet_asked.connect(self._open_outlet)
        tables.lines_asked.connect(self._open_lines)
        tables.method_asked.connect(self._open_method)
        tables.buyer_asked.connect(self._open_buyer)
        tables.document_asked.connect(self._open_number)
        tables.product_asked.connect(self._open_product)
        tables.month_asked.connect(self._open_month)
        tables.score_asked.connect(self._open_scores)
        tables.report_asked.connect(lambda _row: self.host.receive("months"))
        return tables

    @cached_property
    def sales(self) -> TableView[SaleRow]:
        """The list of single receipts, made when it is first wanted."""
        from ui.screens.laporan.receipts import sales_table

        made = sales_table(self.place, self, self._open_sale)
        self._cards[1].add(made, 1)
        return made

    def _connect(self) -> None:
        self.days.chosen.connect(self._show_days)
        self.days.refused.connect(self.host.banner.say)
        self.outlet.currentIndexChanged.connect(lambda _at: self.refresh())
        self.view.chosen.connect(self._choose_view)
        self.section.activated.connect(lambda _at: self._show_view(str(self.section.currentData())))
        self.figures.asked.connect(self.open_figure)
        self.charts.day_asked.connect(self._show_day)
        self.charts.month_asked.connect(self.days.show_month)
        self.charts.row_asked.connect(self._open_bar)
        self.equip(
            _SPECS,
            {
                "reports.before": lambda: self.days.step(-1),
                "reports.after": lambda: self.days.step(1),
                "reports.pdf": self._pdf,
            },
        )
        self.add_footer("reports.before")
        self.add_footer("reports.after")
        export = Button(tr("Ekspor"), icon_name="download-simple")
        menu = QMenu(export)
        for text, form in ((tr("Excel (semua tabel)"), "xlsx"), ("JSON", "json")):
            menu.addAction(text).triggered.connect(lambda _checked=False, form=form: self._export(form))
        export.set_menu(menu)
        self.add_button(export)
        self.add_footer("reports.pdf", primary=True)

    # -- which days, which section

    def _show_days(self, _span: Period) -> None:
        self.host.banner.clear()
        self.refresh()

    def _show_day(self, day: date, outlet: str = "") -> None:
        if outlet:
            self._choose_outlet(outlet)
        self.days.show_day(day)
        self.sales.search_box.clear()
        self._show_view(_RECEIPTS)

    def _choose_view(self, key: str) -> None:
        self.section.setCurrentIndex(max(self.section.findData(key), 0))
        if key in GROUPS:
            self.tables.show_group(key)
        self.pages.setCurrentIndex(0 if key == _OVERVIEW else 2 if key == _RECEIPTS else 1)

    def _show_view(self, key: str) -> None:
        self.view.choose(key)
        self._choose_view(key)

    def _show_table(self, table: TableView[Any]) -> None:
        self._show_view(self.tables.show_table(table))
        table.table.setFocus()

    # -- the way down

    def open_figure(self, name: str) -> None:
        """Show the table that a figure is the sum of."""
        self._show_table(self.tables.of_figure(name))

    def _open_measure(self, outlet: str, measure: Measure) -> None:
        """Show the documents that a figure of an outlet's scorecard is worked out of."""
        self._choose_outlet(outlet)
        table = self.tables.of_measure(measure)
        if table is not None:
            self._show_table(table)
        else:
            self.host.open_screen("settlement", "payouts")

    def _open_outlet(self, code: str) -> None:
        """Make this outlet the one of the report, and show its days."""
        self._choose_outlet(code)
        self._show_table(self.tables.days)

    def _open_month(self, month: str, outlet: str) -> None:
        """Show the days of a month, of an outlet where one is named."""
        if outlet:
            self._choose_outlet(outlet)
        self.days.show_month(month)
        self._show_table(self.tables.days)

    def _open_product(self, code: str) -> None:
        """Show a product; who has no list of products sees where it stands."""
        if self._may_open("products"):
            self.host.open_screen("products", code)
        else:
            self.host.open_screen("stock", ("product", code))

    def _open_bar(self, name: str, key: str) -> None:
        """Open what the row of a table by this, shown as a bar, is made of."""
        table: TableView[Any] = getattr(self.tables, name)
        if table.select(key):
            table.activated.emit(table.current())

    def _may_open(self, screen: str) -> bool:
        return any(spec.id == screen and self.place.user.role in spec.roles for spec in SCREENS)

    def _choose_outlet(self, code: str) -> None:
        self.outlet.setCurrentIndex(max(self.outlet.findData(code), 0))

    def _open_lines(self, by: By, key: str, title: str) -> None:
        from ui.screens.laporan.behind import show_lines

        if self.report is None:
            return
        screen, words = _ONWARD.get(by, ("", ""))
        onward = (tr(words), partial(self.host.open_screen, screen, key)) if self._may_open(screen) else None
        show_lines(self.place, self, self.report, by=by, key=key, title=title, onward=onward)

    def _open_method(self, method: str) -> None:
        from ui.screens.laporan.behind import show_method

        if self.report is not None:
            show_method(self.place, self, self.report, self.sales.model.rows(), method)

    def _open_buyer(self, buyer: str) -> None:
        from ui.screens.laporan.behind import show_buyer

        if self.report is not None:
            show_buyer(self.place, self, self.report, self.sales.model.rows(), buyer)

    def _open_scores(self, row: ScoreRow) -> None:
        from ui.screens.laporan.scores import show_scores

        show_scores(self, row, self._open_measure)

    def _open_number(self, number: str) -> None:
        posted = document_by_number(self.place.gallery.database, number)
        if posted is not None:
            self._open_document(posted.document.id)

    def _open_document(self, id: UUID) -> None:  # noqa: A002 -- the journal's word
        from ui.dialogs.document import show_document

        show_document(self.window(), self.place, id)

    # -- what is shown

    def refresh(self) -> None:
        """Read what is seen first off the UI thread, then everything else; who asks again meanwhile gets the later."""
        database, span = self.place.gallery.database, self.days.span
        outlet, today = self.outlet.currentData() or None, self.place.desk().today()
        self._arrange()
        self._turn += 1
        turn = self._turn

        def glanced(glance: Glance) -> None:
            if turn == self._turn:
                self.figures.show_glance(glance)
                self.charts.show_glance(glance)
                self.host.read(everything, found)

        def everything() -> Found:
            from ui.screens.laporan.reading import read

            return read(database, span, today=today, outlet=outlet)

        def found(whole: Found) -> None:
            if turn == self._turn:
                self._show(whole)

        self.host.read(
            lambda: glance_of(database, since=span.start, until=span.end, today=today, outlet=outlet), glanced
        )

    def entered(self) -> None:
        """Begin where the days are chosen."""
        self.days.setFocus()

    def _show(self, found: Found) -> None:
        self.report = found.report
        self.figures.show_found(found)
        self.words.show_sentences(found.sentences)
        self.charts.show_report(found.report)
        self.tables.show_found(found)
        self.sales.show_rows(found.sales)

    def _open_sale(self, row: SaleRow) -> None:
        self._open_document(row.id)

    # -- files

    def _pdf(self) -> None:
        from ui.screens.laporan.files import show_report

        if self.report is not None:
            show_report(self.place, self, self.report)

    def _export(self, form: str) -> None:
        from ui.screens.laporan.files import export_report

        if self.report is not None:
            export_report(self.host, self, self.report, form)


def _tight_card() -> Card:
    card = Card()
    card.set_tight()
    return card
