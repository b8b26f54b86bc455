"""A question of a maker on a line of his statement, and the gallery's answer with its correction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit

from db.queries.settlement import AccountRow, StatementRow, account, list_statements
from gallery_pos.documents import DisputeOutcome, StatementIssued, new_id
from gallery_pos.formatting import format_date, format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.disputes import answer_dispute, last_day, open_dispute
from ui.app.approval import with_approval
from ui.app.finding import consignor_choices
from ui.app.names import movement_name
from ui.app.saving import exporter
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.app.tokens import GRID
from ui.dialogs.picture_taking import PictureTaker
from ui.widgets.buttons import Button, Segments
from ui.widgets.card import Card
from ui.widgets.dialog import Dialog
from ui.widgets.edits import RupiahEdit
from ui.widgets.empty import EmptyState
from ui.widgets.form import Form, titled
from ui.widgets.picker import Choice, Picker
from ui.widgets.text import Label
from ui.widgets.thumbs import PictureView

if TYPE_CHECKING:
    from uuid import UUID

    from PySide6.QtWidgets import QWidget

    from db.queries.disputes import DisputeRow
    from gallery_pos.services.access import Approval
    from ui.workplace import Workplace

_WIDTH, _HEIGHT = 940, 660
_MOST = 24
"""Statements of a maker that are offered: two years of months."""
_SIDE = 40

_LINES: tuple[Column[AccountRow], ...] = (
    Column(tr_noop("Tanggal"), lambda row: row.business_date, Kind.DATE),
    Column(tr_noop("Nomor"), lambda row: row.number, Kind.CODE, width=180),
    Column(tr_noop("Perihal"), lambda row: movement_name(row.movement), width=110),
    Column(tr_noop("Barang"), lambda row: row.name if row.product else "", stretch=True),
    Column(tr_noop("Jumlah"), lambda row: row.quantity or None, Kind.NUMBER, width=80),
    Column(tr_noop("Hak penitip"), lambda row: row.amount, Kind.MONEY, width=120),
)


class _Proof(PictureTaker):
    """What the maker shows: a photo of his own notes, in one row."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place, size="small")
        self.name = ""
        self._view = PictureView(self.folder, _SIDE)
        self._drop = Button(tr("Hapus gambar"), lambda: self.take(""), kind="quiet", size="small", icon_name="x")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self._view)
        row.addWidget(Label(tr("Foto catatannya, bila ada"), "small"))
        for button in (*self.adding, self._drop):
            row.addWidget(button)
        self.take("")

    def take(self, name: str) -> None:
        """Show a picture, "" for none."""
        self.name = name
        self._view.show_picture(name)
        self._view.setVisible(bool(name))
        self._drop.setVisible(bool(name))


class AskDialog(Dialog):
    """Choose the maker, his statement, the line; what he says about it.

    Signals:
        written(Posted): the question is in the books.
    """

    written = Signal(object)

    def __init__(self, place: Workplace, parent: QWidget, consignor: str = "") -> None:
        super().__init__(tr("Catat sanggahan"), parent.window())
        self.spread(_WIDTH, _HEIGHT)
        self._place, self._id = place, new_id()
        self._statements: list[StatementRow] = []
        self.maker = Picker(self._find, tr("Ketik nama penitip"))
        self.statement = QComboBox()
        self.until = Label("", "small", wrap=True)
        self.lines: TableView[tuple[int, AccountRow]] = TableView(
            tuple(_numbered(column) for column in _LINES),
            lambda row: row[0],
            EmptyState(tr("Pilih penitip dan laporannya")),
            name=tr("baris-laporan"),
            search=tr("Cari barang, nomor"),
            on_export=exporter(place, self),
        )
        self.reason, self.amount = QLineEdit(), RupiahEdit()
        self.picture = _Proof(place)
        self._build()
        self.maker.picked.connect(lambda code: self.show_maker(str(code)))
        self.statement.activated.connect(lambda _at: self._read_lines())
        if consignor:
            self.show_maker(consignor)
        self.maker.setFocus()

    def _build(self) -> None:
        whose = QHBoxLayout()
        whose.setSpacing(2 * GRID)
        whose.addWidget(titled(tr("Penitip"), self.maker), 3)
        whose.addWidget(titled(tr("Laporan", "penitip"), self.statement), 2)
        said = QHBoxLayout()
        said.setSpacing(2 * GRID)
        self.reason.setPlaceholderText(tr("mis. terjual tiga, di laporan dua"))
        said.addWidget(titled(tr("Apa yang tidak sesuai"), self.reason), 3)
        said.addWidget(titled(tr("Menurut penitip kurang"), self.amount), 1)
        self.body.setAlignment(Qt.AlignmentFlag(0))
        self.body.addLayout(whose)
        seen = QHBoxLayout()
        seen.addWidget(self.until, 1)
        seen.addWidget(self.picture)
        self.body.addLayout(seen)
        card = Card()
        card.set_tight()
        card.add(self.lines, 1)
        self.body.addWidget(card, 1)
        self.body.addLayout(said)
        self.add_cancel()
        self.add_primary(tr("Catat sanggahan"), self._ask)

    def _find(self, words: str) -> list[Choice]:
        return consignor_choices(self._place.gallery.book.consignors(), words, may_make=False)

    def show_maker(self, code: str) -> None:
        """Offer a maker's statements, the last one chosen."""
        self.banner.clear()
        maker = self._place.gallery.book.consignor(code)
        self.maker.show_picked(code, maker.business_name if maker else code)
        self._statements = list_statements(self._place.gallery.database, consignor=code)[:_MOST]
        self.statement.clear()
        for row in self._statements:
            self.statement.addItem(tr("{number}, sampai {day}").format(number=row.number, day=format_date(row.until)))
        if not self._statements:
            self.banner.say(tr("Penitip ini belum pernah mendapat laporan."), tone="attention")
        self._read_lines()

    def _chosen(self) -> StatementRow | None:
        at = self.statement.currentIndex()
        return self._statements[at] if 0 <= at < len(self._statements) else None

    def _read_lines(self) -> None:
        row = self._chosen()
        if row is None:
            self.lines.show_rows(())
            self.until.setText("")
            return
        posted = self._place.gallery.book.document(row.id)
        told = posted.document if posted else None
        if isinstance(told, StatementIssued):
            self._say_until(told)
        database = self._place.gallery.database
        self._place.runner.run(
            self,
            lambda: list(enumerate(account(database, statement=row.id, limit=None))),
            self.lines.show_rows,
        )

    def _say_until(self, told: StatementIssued) -> None:
        until = last_day(self._place.gallery.book, told)
        left = (until - self._place.desk().today()).days
        if left < 0:
            said = tr("Masa sanggahnya lewat sejak {day}; atasan masih boleh menerimanya, dengan alasan.")
        else:
            said = tr("Bisa disanggah sampai {day}. Pilih barisnya, atau biarkan untuk seluruh laporan.")
        self.until.setText(said.format(day=format_date(until)))

    def _ask(self) -> None:
        self.banner.clear()
        row = self._chosen()
        if row is None:
            self.banner.say(tr("Pilih penitip dan laporannya dulu."), tone="attention")
            self.maker.setFocus()
        elif not self.reason.text().strip():
            self.banner.say(tr("Tulis apa yang menurut penitip tidak sesuai."), tone="attention")
            self.reason.setFocus()
        elif problem := self.amount.problem():
            self.banner.say(tr("Jumlah: {problem}.").format(problem=problem), tone="attention")
        else:
            with_approval(self._place, self, lambda approval: self._act(row.id, approval))

    def _act(self, statement: UUID, approval: Approval | None) -> None:
        line = self.lines.current()
        done = open_dispute(
            self._place.desk(),
            statement=statement,
            reason=self.reason.text(),
            document=line[1].id if line else None,
            product=line[1].product if line else "",
            amount=self.amount.value() or 0,
            picture=self.picture.name,
            approval=approval,
            id=self._id,
        )
        self._place.announce(done)
        self.written.emit(done.value)
        self.accept()


def _numbered(column: Column[AccountRow]) -> Column[tuple[int, AccountRow]]:
    """Return a column over rows with their place: one document may be on several lines."""
    return Column(
        column.title,
        lambda row: column.value(row[1]),
        column.kind,
        width=column.width,
        stretch=column.stretch,
    )


class AnswerDialog(Dialog):
    """What the gallery found, and what it corrects; both stand on the maker's next statement.

    Signals:
        written(Posted): the answer is in the books.
    """

    written = Signal(object)

    def __init__(self, place: Workplace, parent: QWidget, row: DisputeRow) -> None:
        hint = tr("{name}, laporan {statement}: {reason}").format(
            name=row.business_name, statement=row.statement, reason=row.reason
        )
        super().__init__(tr("Jawab sanggahan {number}").format(number=row.number), parent.window(), hint=hint)
        self.setMinimumWidth(600)
        self._place, self._row, self._id = place, row, new_id()
        self.outcome = Segments(
            [
                (DisputeOutcome.UPHELD.value, tr("Diterima")),
                (DisputeOutcome.PARTLY.value, tr("Diterima sebagian")),
                (DisputeOutcome.REJECTED.value, tr("Ditolak")),
            ]
        )
        self.answer, self.correction = QLineEdit(), RupiahEdit(row.amount or None)
        self.says = Label("", "strong", wrap=True)
        self._form = Form(stacked=True)
        self._form.add("answer", tr("Jawaban untuk penitip"), self.answer, required=True)
        self._form.add(
            "correction", tr("Koreksi yang menambah haknya"), self.correction, hint=tr("Kosong bila tidak ada uang.")
        )
        self.body.addWidget(self.outcome)
        self.body.addWidget(self._form)
        self.body.addWidget(self.says)
        self.add_cancel()
        self.add_primary(tr("Jawab"), self._answer)
        self.outcome.chosen.connect(lambda _key: self._chosen())
        self.correction.textChanged.connect(lambda _text: self._say())
        self._say()
        self.answer.setFocus()

    def _chosen(self) -> None:
        self._say()
        self.answer.setFocus()

    def _amount(self) -> int:
        rejected = self.outcome.choice() == DisputeOutcome.REJECTED.value
        return 0 if rejected else self.correction.value() or 0

    def _say(self) -> None:
        self._form["correction"].set_visible(self.outcome.choice() != DisputeOutcome.REJECTED.value)
        amount = self._amount()
        if amount:
            said = tr("{amount} ditambahkan ke saldo {name}; tercetak di laporannya yang berikut.")
        else:
            said = tr("Saldo {name} tidak berubah; jawabannya tercetak di laporannya yang berikut.")
        self.says.setText(said.format(amount=format_rupiah(amount), name=self._row.business_name))

    def _answer(self) -> None:
        if self._form.check():
            with_approval(self._place, self, self._act)

    def _act(self, approval: Approval | None) -> None:
        done = answer_dispute(
            self._place.desk(),
            dispute=self._row.id,
            outcome=DisputeOutcome(self.outcome.choice()),
            answer=self.answer.text(),
            correction=self._amount(),
            approval=approval,
            id=self._id,
        )
        self._place.announce(done)
        self.written.emit(done.value)
        self.accept()
