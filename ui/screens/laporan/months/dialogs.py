"""What is asked when days are declared shut, a month is closed, and its report goes on its way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from gallery_pos.documents import MonthFigures, new_id
from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.month_words import found_words, month_words, title_of
from gallery_pos.services.calendar import declare_shut, open_again
from gallery_pos.services.closing import close_month
from gallery_pos.services.reporting import give_report, receive_report, send_report
from ui.widgets.dialog import Dialog
from ui.widgets.edits import DateEdit, QuantityEdit
from ui.widgets.form import Form
from ui.widgets.text import Label

if TYPE_CHECKING:
    from gallery_pos.desk import Desk, Done
    from gallery_pos.report_clock import MonthState
    from gallery_pos.services.closing import Review
    from ui.workplace import Workplace

_REASONS = (
    tr_noop("Libur nasional"),
    tr_noop("Akhir pekan"),
    tr_noop("Cuti bersama"),
    tr_noop("Stok opname"),
    tr_noop("Perbaikan tempat"),
    tr_noop("Petugas tidak ada"),
)
_WAYS = (tr_noop("WhatsApp"), tr_noop("Flashdisk"), tr_noop("Surel"), tr_noop("Diantar, dicetak"))
_MOST_LETTERS = 300
_WIDTH = 560
_MOST_MAKERS = 100_000


class _Asking(Dialog):
    """A dialog that does one thing and tells what came of it.

    Signals:
        kept(): it was done and stands in the books.
    """

    kept = Signal()

    def __init__(self, place: Workplace, parent: QWidget, title: str, hint: str) -> None:
        super().__init__(title, parent.window(), hint=hint)
        self.setMinimumWidth(_WIDTH)
        self.place = place
        self.id = new_id()
        self.form = Form()

    def finish(self, words: str, act: Callable[[Desk], Done[Any]]) -> None:
        """Do it, announce it, say ``words`` and go; what fails is said here."""
        self.banner.clear()
        if not self.form.check():
            return
        with self.place.feedback.guard(self):
            result = act(self.place.desk())
            self.place.announce(result, self)
            self.accept()
            self.place.feedback.toast(words)
            self.kept.emit()


class ShutDialog(_Asking):
    """From when to when an outlet did not open, and why; or that this is taken back."""

    def __init__(self, place: Workplace, parent: QWidget, *, outlet: str, days: Sequence[date], again: bool) -> None:
        """``days`` are those that are taken in the calendar; ``again`` takes back that they were shut."""
        title = tr("Batalkan tutup") if again else tr("Nyatakan tutup")
        hint = (
            tr("Hari-hari ini kembali tanpa kabar.")
            if again
            else tr("Gerai tidak buka pada hari-hari ini; alasannya ikut di laporan.")
        )
        super().__init__(place, parent, title, hint)
        self._outlet, self._again = outlet, again
        self.since, self.until = DateEdit(days[0]), DateEdit(days[-1])
        self.reason = QComboBox()
        self.reason.setEditable(True)
        self.reason.addItems([] if again else [tr(each) for each in _REASONS])
        self.reason.setCurrentText("")
        line = self.reason.lineEdit()
        if line is not None:
            line.setMaxLength(_MOST_LETTERS)
        self.form.add("since", tr("Dari tanggal"), self.since, required=True)
        self.form.add("until", tr("Sampai tanggal"), self.until, required=True, check=self._order)
        self.form.add("reason", tr("Alasan"), self.reason, required=True)
        self.body.addWidget(self.form)
        self.add_cancel()
        self.add_primary(title, self._save)
        self.reason.setFocus()

    def _order(self) -> str:
        since, until = self.since.value(), self.until.value()
        return tr("mendahului tanggal awalnya") if since and until and until < since else ""

    def _save(self) -> None:
        since, until = self.since.value(), self.until.value()
        if since is None or until is None or until < since:
            self.form.check()
            return
        days = [since + timedelta(number) for number in range((until - since).days + 1)]
        reason, act = self.reason.currentText(), open_again if self._again else declare_shut
        words = tr("{count} hari tersimpan").format(count=format_count(len(days)))
        self.finish(words, lambda desk: act(desk, outlet=self._outlet, days=days, reason=reason, id=self.id))


class CloseDialog(_Asking):
    """What the month comes to, and why what is not in order is left so."""

    def __init__(self, place: Workplace, parent: QWidget, review: Review, figures: MonthFigures) -> None:
        facts = review.facts
        super().__init__(
            place,
            parent,
            tr("Tutup {month}").format(month=month_words(facts.month)),
            tr("{name}. Sesudah ditutup tidak ada yang bisa ditambah ke bulan ini.").format(name=facts.name),
        )
        self._facts = facts
        self.body.addWidget(Label(figures_words(figures), "strong", wrap=True))
        self.note = QPlainTextEdit()
        self.note.setFixedHeight(84)
        self.note.setTabChangesFocus(True)
        if review.remarks:
            listed = "\n".join(f"•  {title_of(check.code)}: {found_words(check)}" for check in review.remarks)
            self.body.addWidget(Label(listed, wrap=True))
        needed = bool(review.remarks)
        hint = tr("Ikut di laporan, di bawah yang belum beres.") if needed else ""
        self.form.add("note", tr("Alasan") if needed else tr("Catatan"), self.note, required=needed, hint=hint)
        self.body.addWidget(self.form)
        self.add_cancel()
        self.add_primary(tr("Tutup bulan"), self._save)
        self.note.setFocus()

    def _save(self) -> None:
        month, outlet, note = self._facts.month, self._facts.outlet, self.note.toPlainText()
        self.finish(
            tr("{month} ditutup").format(month=month_words(month)),
            lambda desk: close_month(desk, outlet=outlet, month=month, note=note, id=self.id),
        )


def figures_words(figures: MonthFigures) -> str:
    """Return the main figures of a month on one line."""
    return tr("{count} penjualan · bersih {net} · komisi {commission} · hak penitip {due}").format(
        count=format_count(figures.sales),
        net=format_rupiah(figures.gross - figures.discount),
        commission=format_rupiah(figures.commission),
        due=format_rupiah(figures.due),
    )


class SendDialog(_Asking):
    """How the report of a month went to the Dinas; ``sha256`` is that of the file, "" for paper."""

    def __init__(self, place: Workplace, parent: QWidget, state: MonthState, *, sha256: str = "") -> None:
        hint = tr("Catat sesudah laporannya benar-benar disampaikan.")
        super().__init__(place, parent, _about(tr("Laporan {month} disampaikan"), state), hint)
        self._state, self._sha256 = state, sha256
        self.way = QComboBox()
        self.way.setEditable(True)
        self.way.addItems([tr(each) for each in _WAYS])
        self.to, self.note = QLineEdit(state.to), QLineEdit()
        self.form.add("way", tr("Lewat"), self.way, required=True)
        self.form.add("to", tr("Kepada"), self.to, hint=tr("Kantor yang menerima; bawaannya dari Pengaturan, Gerai."))
        self.form.add("note", tr("Catatan"), self.note)
        self.body.addWidget(self.form)
        self.add_cancel()
        self.add_primary(tr("Sudah disampaikan"), self._save)
        self.way.setFocus()

    def _save(self) -> None:
        state = self._state
        said = {"way": self.way.currentText(), "to": self.to.text(), "note": self.note.text(), "sha256": self._sha256}
        self.finish(
            tr("Tercatat: laporan disampaikan"),
            lambda desk: send_report(desk, outlet=state.outlet, month=state.month, **said, id=self.id),
        )


class ReceiveDialog(_Asking):
    """Who received the report at the Dinas, and what did not hold when it was checked.

    ``sha256`` is that of the file that was checked, "" for paper; ``findings`` how many things the check found.
    """

    def __init__(
        self, place: Workplace, parent: QWidget, state: MonthState, *, sha256: str = "", findings: int = 0
    ) -> None:
        hint = tr("Periksa dulu berkasnya; temuan ditulis di sini.")
        super().__init__(place, parent, _about(tr("Laporan {month} diterima"), state), hint)
        self._state, self._sha256 = state, sha256
        self.by, self.note = QLineEdit(place.user.name), QLineEdit()
        self.findings = QuantityEdit(findings, least=0)
        self.form.add("by", tr("Diterima oleh"), self.by, required=True)
        self.form.add("findings", tr("Temuan"), self.findings, required=True, hint=tr("0 bila semuanya cocok."))
        self.form.add("note", tr("Isi temuan"), self.note, check=self._told)
        self.body.addWidget(self.form)
        self.add_cancel()
        self.add_primary(tr("Terima laporan"), self._save)
        self.by.setFocus()

    def _told(self) -> str:
        return tr("tulis temuannya") if self.findings.value() and not self.note.text().strip() else ""

    def _save(self) -> None:
        state, seen = self._state, self._sha256
        by, note, found = self.by.text(), self.note.text(), self.findings.value() or 0
        self.finish(
            tr("Tercatat: laporan diterima"),
            lambda desk: receive_report(
                desk, outlet=state.outlet, month=state.month, by=by, sha256=seen, findings=found, note=note, id=self.id
            ),
        )


class GiveDialog(_Asking):
    """How many of the makers have their statements of the month."""

    def __init__(self, place: Workplace, parent: QWidget, state: MonthState, makers: int) -> None:
        hint = tr("Laporan penitip bulan ini, di kertas atau lewat WhatsApp.")
        super().__init__(place, parent, _about(tr("Laporan {month} dibagikan"), state), hint)
        self._state = state
        self.given = QuantityEdit(makers, least=0, most=_MOST_MAKERS)
        self.makers = QuantityEdit(makers, least=0, most=_MOST_MAKERS)
        self.note = QLineEdit()
        self.form.add("given", tr("Sudah menerima"), self.given, required=True, check=self._order)
        self.form.add("makers", tr("Dari penitip"), self.makers, required=True)
        self.form.add("note", tr("Catatan"), self.note)
        self.body.addWidget(self.form)
        self.add_cancel()
        self.add_primary(tr("Sudah dibagikan"), self._save)
        self.given.setFocus()

    def _order(self) -> str:
        return tr("lebih banyak dari penitipnya") if (self.given.value() or 0) > (self.makers.value() or 0) else ""

    def _save(self) -> None:
        state, note = self._state, self.note.text()
        given, makers = self.given.value() or 0, self.makers.value() or 0
        self.finish(
            tr("Tercatat: laporan dibagikan"),
            lambda desk: give_report(
                desk, outlet=state.outlet, month=state.month, given=given, makers=makers, note=note, id=self.id
            ),
        )


def _about(title: str, state: MonthState) -> str:
    return f"{title.format(month=month_words(state.month))} · {state.name}"
