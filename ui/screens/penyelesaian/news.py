"""Kabar: makers are told one after another with one key each; who was told is remembered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QPlainTextEdit, QVBoxLayout

from gallery_pos.documents import MessageKind, MessageWay
from gallery_pos.formatting import format_count, format_period
from gallery_pos.language import tr, tr_noop
from gallery_pos.message_texts import default_text, wording
from gallery_pos.services.access import Act
from gallery_pos.services.telling import take_back, tell_maker, tell_makers
from ui.app.actions import ActionSpec
from ui.app.names import MESSAGES
from ui.app.page import Page
from ui.app.roles import TELLERS, WORDERS
from ui.app.tokens import GRID
from ui.news.item import News, usual_day, week_of
from ui.news.paper import calls_pdf, news_pdf, news_slips
from ui.news.sending import Opener, no_whatsapp
from ui.news.ways import ways_menu
from ui.screens.penyelesaian.news_list import NewsList
from ui.widgets.buttons import ActionButton
from ui.widgets.card import Card
from ui.widgets.text import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from db.queries.telling import ToldRow
    from ui.app.screen import Screen

_WEEKS = 6
_WIDE, _PANEL, _NARROW_PANEL = 1_000, 380, 270


class NewsTab(Page):
    """The list at the left, the text of whoever the cursor is on at the right; Enter sends and goes on."""

    def __init__(self, host: Screen) -> None:
        super().__init__(host)
        self.list = NewsList(self.place)
        self._opener = Opener(self.place)
        self._words = ""
        self.kind = QComboBox()
        self.kind.setAccessibleName(tr("Tentang apa"))
        for message, words in MESSAGES.items():
            self.kind.addItem(tr(words), message.value)
        self.week = QComboBox()
        self.week.setAccessibleName(tr("Pekan"))
        self._offer_weeks()
        self.says = Label("", "strong", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self.kind)
        head.addWidget(self.week)
        head.addWidget(self.says, 1)
        self._head = head
        self.body.addLayout(head)
        columns = QHBoxLayout()
        columns.setSpacing(2 * GRID)
        columns.addWidget(self.list, 1)
        columns.addWidget(self._panel())
        self.body.addLayout(columns, 1)
        self._equip()
        self.kind.activated.connect(lambda _at: self._chosen())
        self.week.activated.connect(lambda _at: self._chosen())
        self.list.list.selected.connect(self._show_text)
        self.list.opened.connect(lambda _row: self.send())
        self._chosen(read=False)

    def _panel(self) -> Card:
        self.card = Card()
        self.card.setFixedWidth(_PANEL)
        self.whose = Label("", "heading", wrap=True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr("Teks kabar"))
        column = QVBoxLayout()
        column.addWidget(self.whose)
        column.addWidget(self.text, 1)
        self.card.body.addLayout(column, 1)
        return self.card

    def _equip(self) -> None:
        acts = self.equip(
            (
                ActionSpec("news.copy", tr_noop("Salin teks"), "F4", "copy"),
                ActionSpec("news.back", tr_noop("Belum", "dikabari"), "F7", "arrow-u-up-left", TELLERS),
                ActionSpec("news.other", tr_noop("Cara lain…"), "F8", "phone", TELLERS),
                ActionSpec("news.print", tr_noop("Cetak…"), "F9", "printer", TELLERS),
                ActionSpec("news.words", tr_noop("Naskah…"), "F10", "note-pencil", WORDERS),
                ActionSpec("news.send", tr_noop("Buka WhatsApp"), "F12", "whatsapp-logo", TELLERS),
            ),
            {
                "news.copy": self.copy,
                "news.back": self.untell,
                "news.other": self._ask_way,
                "news.print": self.ask_paper,
                "news.words": self.reword,
                "news.send": self.send,
            },
        )
        for name in ("copy", "back", "other", "print"):
            self.add_footer(f"news.{name}")
        self._head.addWidget(ActionButton(acts["news.words"]))
        self.add_footer("news.send", primary=True)

    def _offer_weeks(self) -> None:
        last = usual_day(MessageKind.SOLD, self.place.desk().today())
        for back in range(-1, _WEEKS):
            week = week_of(last - timedelta(days=7 * back))
            self.week.addItem(format_period(week.start, week.end), week.end.isoformat())
        self.week.setCurrentIndex(1)

    # -- what is shown

    def message(self) -> MessageKind:
        """Return what makers are told about."""
        return MessageKind(self.kind.currentData())

    def show_kind(self, kind: MessageKind) -> None:
        """Show the list of a kind of message."""
        self.kind.setCurrentIndex(self.kind.findData(kind.value))
        self._chosen()

    def _chosen(self, *, read: bool = True) -> None:
        kind = self.message()
        self.week.setVisible(kind is MessageKind.SOLD)
        self.list.kind = kind
        self.list.until = date.fromisoformat(self.week.currentData()) if kind is MessageKind.SOLD else None
        self.host.banner.clear()
        if read:
            self.refresh()

    def refresh(self) -> None:
        """Read again who is to be told."""
        self._words = wording(self.place.gallery.book, self.message())
        self.place.runner.run(self, self.list.read_rows, self._show)

    def _show(self, rows: list[News]) -> None:
        if rows and rows[0].subject.message is not self.message():
            return  # another kind was chosen while these were read
        before = self.list.list.current()
        self.list.show_rows(rows)
        if before is None or not self.list.list.select(before.subject.record):
            self.list.list.table.selectRow(0)
        self._said()

    def _said(self) -> None:
        self.says.setText(self.list.said())
        self._show_text(self.list.list.current())

    def _show_text(self, row: News | None) -> None:
        self.card.setVisible(row is not None)
        self.whose.setText(row.business_name if row else "")
        self.text.setPlainText(row.text(self._words) if row else "")

    def entered(self) -> None:
        """Enter at once sends to the first."""
        self.list.list.table.setFocus()

    def receive(self, what: object) -> None:
        """Take the name of a kind of message."""
        self.show_kind(MessageKind(str(what)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the list keeps its room."""
        super().resizeEvent(event)
        self.card.setFixedWidth(_PANEL if self.width() >= _WIDE else _NARROW_PANEL)

    # -- telling

    def _current(self) -> News | None:
        self.host.banner.clear()
        row = self.list.list.current()
        if row is None:
            self.host.banner.say(tr("Pilih penitipnya dulu."), tone="attention")
        return row

    def send(self) -> None:
        """Open WhatsApp with the text of whoever is chosen, remember that he was told, and go on to the next."""
        row = self._current()
        if row is None:
            return
        with self.place.feedback.guard(self.host):
            if not row.mobile:
                raise no_whatsapp(row.business_name)
            reason = tr("kabar: {kind}").format(kind=tr(MESSAGES[row.subject.message]).casefold())
            self._opener.open(row.subject.consignor, row.business_name, row.text(self._words), reason)
            self._tell(row, MessageWay.WHATSAPP)

    def _tell(self, row: News, way: MessageWay) -> None:
        following = self.list.next_after(row.subject.record)
        done = tell_maker(self.place.desk(), subject=row.subject, way=way)
        self.place.announce(done, self.host)
        self._again((row,), following)

    def _again(self, rows: tuple[News, ...], following: str | None) -> None:
        """Show anew whether these were told, without reading the whole list."""
        from db.queries.telling import told

        known: dict[str, ToldRow] = told(self.place.gallery.database, (row.subject.record for row in rows))
        changed = {row.subject.record for row in rows}
        made = [
            replace(row, told=known.get(row.subject.record)) if row.subject.record in changed else row
            for row in self.list.list.model.rows()
        ]
        self.list.show_rows(made)
        if following is None or not self.list.list.select(following):
            self.list.list.table.selectRow(0)
        self._said()

    def untell(self) -> None:
        """Remember that whoever is chosen was not told after all."""
        row = self._current()
        if row is not None:
            with self.place.feedback.guard(self.host):
                self.place.announce(take_back(self.place.desk(), subject=row.subject), self.host)
                self._again((row,), row.subject.record)

    def tell_by(self, way: MessageWay) -> None:
        """Remember that whoever is chosen was told in another way."""
        row = self._current()
        if row is not None:
            with self.place.feedback.guard(self.host):
                self._tell(row, way)

    def _ask_way(self) -> None:
        if self._current() is None:
            return
        self._above(ways_menu(self, self.tell_by))

    def _above(self, menu: QMenu) -> None:
        menu.popup(self.list.mapToGlobal(self.list.rect().bottomLeft() - QPoint(0, menu.sizeHint().height())))

    def copy(self) -> None:
        """Copy the text of whoever is chosen."""
        if self._current() is not None:
            QGuiApplication.clipboard().setText(self.text.toPlainText())
            self.place.feedback.toast(tr("Teks tersalin"))

    # -- paper and words

    def ask_paper(self) -> None:
        """Offer papers for those without WhatsApp, else for whoever is chosen: to hand over, or to call them by."""
        rows = tuple(self.list.without_whatsapp())
        row = self.list.list.current()
        if not rows and row is not None:
            rows = (row,)
        if not rows:
            self.host.banner.say(tr("Tidak ada yang perlu dicetak."), tone="attention")
            return
        menu, count = QMenu(self), format_count(len(rows))
        offers: tuple[tuple[str, Callable[[tuple[News, ...]], None], bool], ...] = (
            (tr("Kertas A4 untuk dipotong ({count})…"), self.print_sheet, True),
            (tr("Struk kabar di printer struk ({count})"), self.print_slips, self.place.printing.is_set_up()),
            (tr("Daftar telepon ({count})…"), self.print_calls, True),
        )
        for words, act, enabled in offers:
            choice = menu.addAction(words.format(count=count))
            choice.setEnabled(enabled)
            choice.triggered.connect(lambda _checked=False, act=act: act(rows))
        self._above(menu)

    def print_sheet(self, rows: tuple[News, ...]) -> None:
        """Show the texts as a paper to be cut apart; printed, they count as told by paper."""
        gallery, notes = self.place.gallery, self._notes(rows)
        title = tr("Kabar untuk {count} penitip").format(count=format_count(len(rows)))
        self._show_paper(lambda: news_pdf(gallery, title, notes), title, lambda: self._printed(rows))

    def print_slips(self, rows: tuple[News, ...]) -> None:
        """Print the texts on the receipt printer, each a job of its own: where the printer goes away none is lost or doubled.

        They count as told by paper.
        """
        for note in self._notes(rows):
            self.place.printing.print_paper(news_slips(self.place.gallery, [note]))
        self._printed(rows)

    def print_calls(self, rows: tuple[News, ...]) -> None:
        """Show whom to call under which number as a paper; each call is noted by itself."""
        gallery, by = self.place.gallery, self.place.user.code
        title = tr("Daftar telepon: {kind}").format(kind=tr(MESSAGES[self.message()]))
        self._show_paper(lambda: calls_pdf(gallery, title, rows, by=by), title)

    def _notes(self, rows: tuple[News, ...]) -> list[tuple[str, str, str]]:
        return [(each.business_name, each.subject.consignor, each.text(self._words)) for each in rows]

    def _show_paper(
        self, make: Callable[[], bytes], title: str, on_printed: Callable[[], object] | None = None
    ) -> None:
        from ui.dialogs.pdf import show_pdf

        show_pdf(self.place, self.host, make, title=title, name=tr("kabar"), on_printed=on_printed)

    def _printed(self, rows: tuple[News, ...]) -> None:
        if not self.place.may(Act.TELL):
            return
        with self.place.feedback.guard(self.host):
            subjects = [row.subject for row in rows]
            self.place.announce(tell_makers(self.place.desk(), subjects=subjects, way=MessageWay.PAPER), self.host)
            self._again(rows, None)

    def reword(self) -> None:
        """Word this kind of message anew."""
        from ui.news.wording import WordingDialog

        kind = self.message()
        dialog = WordingDialog(self.place, self, kind, default_text(kind))
        dialog.accepted.connect(self.refresh)
        dialog.open()
