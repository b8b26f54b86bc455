"""Paying many makers at once: whom, how much and who is left out stands there before anything is done."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from gallery_pos.documents import Method, new_id
from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.payables import Due, Paid, Why, dues, pay_dues
from gallery_pos.services.payout_batches import Prepared, batch_dues, prepare_batch
from gallery_pos.services.treasury import safe_warning
from ui.app.saving import exporter
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.app.tokens import GRID
from ui.widgets.buttons import Segments
from ui.widgets.card import Card
from ui.widgets.dialog import Dialog
from ui.widgets.edits import DateEdit
from ui.widgets.empty import EmptyState
from ui.widgets.form import titled
from ui.widgets.text import Label

if TYPE_CHECKING:
    from datetime import date

    from gallery_pos.desk import Done
    from ui.app.screen import Screen
    from ui.app.tasks import Progress

_FILE, _DRAWER, _SAFE, _DONE = "file", "drawer", "safe", "done"
_WIDTH, _HEIGHT = 940, 640
_WHY = {
    Why.OWES: tr_noop("kelebihan dibayar"),
    Why.MINIMUM: tr_noop("di bawah minimum"),
    Why.IN_BATCH: tr_noop("menunggu bank"),
    Why.NO_ACCOUNT: tr_noop("tanpa rekening"),
}
_TONES = {Why.OWES: "danger"}


def _state(due: Due) -> str:
    return tr(_WHY[due.why]) if due.why else tr("dibayar")


def _tone(due: Due) -> str:
    return _TONES.get(due.why, "attention") if due.why else "good"


_COLUMNS: tuple[Column[Due], ...] = (
    Column(tr_noop("Kode"), lambda due: due.consignor, width=70, firm=True),
    Column(tr_noop("Penitip"), lambda due: due.name, stretch=True),
    Column(tr_noop("Laporan", "penitip"), lambda due: due.number or tr("belum dilaporkan"), Kind.CODE, width=190),
    Column(tr_noop("Saldo"), lambda due: due.balance, Kind.MONEY, width=120),
    Column(tr_noop("Dibayar sekarang"), lambda due: 0 if due.why else due.amount, Kind.MONEY, width=140),
    Column(
        tr_noop("Keterangan"),
        _state,
        Kind.BADGE,
        tone=_tone,
        sort_key=lambda due: (due.why is None, due.why),
        width=140,
    ),
)


class PayManyDialog(Dialog):
    """Asks up to which day and how; ``consignors`` None means all. ``paid`` is called once payouts are made.

    It begins with the day ``until``: that of the statements that wait.

    Signals:
        prepared(UUID): a file for the bank was prepared.
    """

    prepared = Signal(object)

    def __init__(
        self, host: Screen, consignors: Collection[str] | None, until: date, paid: Callable[[], object]
    ) -> None:
        super().__init__(
            tr("Bayar penitip"),
            host.window(),
            hint=tr(
                "Yang dibayar adalah yang tertulis di laporan sampai tanggal itu, paling banyak sebesar saldo hari ini."
            ),
        )
        self.spread(_WIDTH, _HEIGHT)
        self._host, self._place, self._consignors, self._id = host, host.place, consignors, new_id()
        self._paid = paid
        self._dues: Sequence[Due] = ()
        self.method = Segments(
            [
                (_FILE, tr("Berkas transfer")),
                (_DRAWER, tr("Tunai dari laci")),
                (_SAFE, tr("Tunai dari brankas")),
                (_DONE, tr("Sudah ditransfer")),
            ]
        )
        self.until = DateEdit(until)
        self.until.setFixedWidth(150)
        self.reference = QLineEdit()
        self.reference.setPlaceholderText(tr("dari bukti transfer bank"))
        self._reference = titled(tr("Nomor referensi transfer"), self.reference)
        self.list: TableView[Due] = TableView(
            _COLUMNS,
            lambda due: due.consignor,
            EmptyState(tr("Tidak ada yang terutang"), tr("Sampai tanggal itu semua sudah dibayar.")),
            name=tr("pembayaran"),
            search=tr("Cari penitip"),
            on_export=exporter(self._place, self),
        )
        self.says = Label("", "strong", wrap=True)
        self.warning = Label("", "warning", wrap=True)
        self.left = Label("", "soft", wrap=True)
        self._build()
        self.method.chosen.connect(lambda _key: self.read())
        self.until.editingFinished.connect(self.read)
        self.read()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addWidget(self.method, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        row.addWidget(self._reference)
        row.addWidget(titled(tr("Sampai tanggal"), self.until))
        self.body.setAlignment(Qt.AlignmentFlag(0))
        self.body.addLayout(row)
        card = Card()
        card.set_tight()
        card.add(self.list, 1)
        self.body.addWidget(card, 1)
        self.body.addWidget(self.says)
        self.body.addWidget(self.warning)
        self.body.addWidget(self.left)
        self.add_cancel()
        self.go = self.add_primary(tr("Bayar"), self._go)

    def read(self) -> None:
        """Work out whom that pays; nothing is written."""
        self.banner.clear()
        self._reference.setVisible(self.method.choice() == _DONE)
        if problem := self.until.problem():
            self.banner.say(tr("Tanggal batas: {problem}.").format(problem=problem))
            return
        until, desk, personal = self._until(), self._place.desk(), self._place.gallery.personal
        by_file, chosen = self.method.choice() == _FILE, self._consignors

        def job() -> list[Due]:
            if by_file:
                return batch_dues(desk, until=until, with_account=personal.with_account(), consignors=chosen)
            return dues(desk, until=until, consignors=chosen)

        self._place.runner.run(self, job, self._show)

    def _until(self) -> date:
        return self.until.value() or self._place.desk().today()

    def _show(self, found: Sequence[Due]) -> None:
        self._dues = found
        self.list.show_rows(found)
        to_pay = [due for due in found if due.why is None]
        amount = sum(due.amount for due in to_pay)
        words = {"count": format_count(len(to_pay)), "amount": format_rupiah(amount)}
        from_safe = self.method.choice() == _SAFE and amount
        self.warning.setText(safe_warning(self._place.desk(), amount=amount) if from_safe else "")
        self.warning.setVisible(bool(self.warning.text()))
        self.says.setText(tr("{count} penitip, seluruhnya {amount}.").format(**words))
        self.left.setText("\n".join(_told_left(found)))
        self.left.setVisible(bool(self.left.text()))
        by_file = self.method.choice() == _FILE
        texts = tr("Buat berkas {count} transfer") if by_file else tr("Bayar {count} penitip")
        self.go.setEnabled(bool(to_pay))
        for action in self.actions():
            if action.shortcut().toString() == "F12":
                action.setText(texts.format(**words))
                action.setEnabled(bool(to_pay))

    # -- doing it

    def _go(self) -> None:
        if self.until.problem():
            return
        how = self.method.choice()
        if how == _FILE:
            self._prepare()
        elif how == _DONE and not self.reference.text().strip():
            self.banner.say(tr("Isi nomor referensi transfernya dulu."))
            self.reference.setFocus()
        else:
            self._pay(Method.TRANSFER if how == _DONE else Method.CASH, from_drawer=how == _DRAWER)

    def _prepare(self) -> None:
        with self._place.feedback.guard(self):
            done: Done[Prepared] = prepare_batch(
                self._place.desk(),
                until=self._until(),
                with_account=self._place.gallery.personal.with_account(),
                consignors=self._consignors,
                id=self._id,
            )
            self._place.announce(done)
            self.prepared.emit(done.value.posted.document.id)
            self.accept()

    def _pay(self, method: Method, *, from_drawer: bool) -> None:
        desk, until, chosen, reference = self._place.desk(), self._until(), self._consignors, self.reference.text()

        def job(progress: Progress) -> Done[Paid]:
            return pay_dues(
                desk,
                until=until,
                method=method,
                consignors=chosen,
                reference=reference,
                from_drawer=from_drawer,
                progress=progress,
            )

        count = format_count(sum(1 for due in self._dues if due.why is None))
        host, paid = self._host, self._paid  # the dialog is gone by the time that the last one is paid
        host.work(tr("Membayar {count} penitip").format(count=count), job, lambda done: _tell(host, done, paid))
        self.accept()


def _tell(host: Screen, done: Done[Paid], paid: Callable[[], object]) -> None:
    from ui.screens.penyelesaian.paid import tell_paid

    host.place.announce(done)
    paid()
    tell_paid(host, done.value)


def _told_left(found: Sequence[Due]) -> list[str]:
    """Return one sentence for each reason why somebody is left out, with the first names."""
    words = {
        Why.NO_ACCOUNT: tr("{count} belum punya rekening dan tidak ikut: {names}. Haknya tetap; bayar tunai."),
        Why.MINIMUM: tr("{count} kurang dari jumlah terkecilnya dan dibawa ke periode berikutnya: {names}."),
        Why.IN_BATCH: tr("{count} masih menunggu bank: {names}."),
        Why.OWES: tr("{count} kelebihan dibayar, diperhitungkan dari penjualan berikutnya: {names}."),
    }
    told = []
    for why, sentence in words.items():
        names = [due.name for due in found if due.why is why]
        if names:
            some = ", ".join(names[:_NAMES])
            if len(names) > _NAMES:
                some = tr("{names} dan lainnya").format(names=some)
            told.append(sentence.format(count=format_count(len(names)), names=some))
    return told


_NAMES = 3
