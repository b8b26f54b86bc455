"""Files that come in: chosen, worked out and shown first, then taken in whole."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from gallery_pos.formatting import format_count
from gallery_pos.language import tr, tr_noop
from ui.app.page import primary_button
from ui.app.saving import ask_where, told_saved
from ui.books.imports import plan_file, take_in
from ui.widgets.card import Card
from ui.widgets.dialog import Dialog
from ui.widgets.form import Form
from ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gallery_pos.desk import Done
    from gallery_pos.errors import Problem
    from gallery_pos.ports import Posted
    from gallery_pos.services.importing import Plan, Question
    from ui.app.screen import Screen
    from ui.app.tasks import Progress

KINDS = {
    "handover": tr_noop("Daftar serah terima pengelola"),
    "consignors": tr_noop("Penitip", "banyak"),
    "products": tr_noop("Produk", "banyak"),
    "goods-in": tr_noop("Barang masuk"),
    "sales": tr_noop("Penjualan (pojok tanpa kasir, atau sistem lama)"),
    "visits": tr_noop("Kunjungan ke gerai tanpa penjaga"),
}
_MOST = 14


class IncomingFiles(QWidget):
    """Chooses the kind and the file."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        self.kind = QComboBox()
        for kind, text in KINDS.items():
            self.kind.addItem(tr(text), kind)
        form = Form()
        form.add("kind", tr("Isi berkas"), self.kind)
        card = Card(
            tr("Berkas masuk"),
            tr("CSV atau XLSX. Masuk seluruhnya atau tidak sama sekali; berkas yang sama tidak masuk dua kali."),
        )
        card.add(form)
        pick = primary_button(self, tr_noop("Pilih berkas…"), self._pick, "folder-open")
        card.body.addWidget(pick, 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def _pick(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Pilih berkas"), "", tr("Tabel (*.xlsx *.csv)"))
        if name:
            self.work_out(Path(name), {})

    def work_out(self, path: Path, decisions: Mapping[str, str]) -> None:
        """Read a file and show what taking it in would do."""
        desk, kind = self._screen.place.desk(), self.kind.currentData()

        def job(_progress: Progress) -> Plan:
            return plan_file(desk, kind, path, decisions)

        title = tr("Membaca {file}").format(file=path.name)
        self._screen.work(title, job, lambda plan: self._show(path, plan))

    def _show(self, path: Path, plan: Plan) -> None:
        if plan.questions and not plan.problems:
            QuestionsDialog(self, plan.questions, partial(self.work_out, path), plan.decisions).open()
        else:
            PlanDialog(self, path, plan).open()

    def take(self, plan: Plan) -> None:
        """Take a plan in, with progress; Cancel leaves everything as it was."""
        place = self._screen.place
        desk = place.desk()

        def job(progress: Progress) -> Done[list[Posted]]:
            return take_in(place.gallery, desk, plan, progress)

        def taken(done: Done[list[Posted]]) -> None:
            place.announce(done)
            said = tr("Berkas sudah masuk: {count} dokumen.").format(count=format_count(len(done.value)))
            self._screen.banner.say(said, "", "good")

        self._screen.work(tr("Memasukkan berkas"), job, taken)

    def keep_marked(self, problems: Sequence[Problem], path: Path) -> None:
        """Keep a copy of the file with its problems marked."""
        target = ask_where(self, f"{path.stem}-bermasalah", "xlsx")
        if target is None:
            return

        def write() -> Path:
            from receipts.spreadsheets.marking import marked_copy

            return marked_copy(problems, path, target)

        self._screen.read(write, lambda saved: told_saved(self._screen.place, saved))


class PlanDialog(Dialog):
    """Says in figures what would come in, or everything that keeps the file out."""

    def __init__(self, files: IncomingFiles, path: Path, plan: Plan) -> None:
        ready = plan.ready
        hint = tr("Belum ada yang masuk.")
        title = tr("Masukkan {file}?") if ready else tr("{file} belum bisa masuk")
        super().__init__(title.format(file=path.name), files.window(), hint=hint)
        self.setMinimumWidth(620)
        if ready:
            for sentence in plan.summary():
                self.body.addWidget(Label(f"• {sentence}", wrap=True))
            self._list(tr("Perhatikan"), plan.warnings)
        else:
            count = format_count(len(plan.problems))
            self._list(tr("{count} masalah").format(count=count), plan.problems)
        self.add_cancel(tr("Batal") if ready else tr("Tutup"))
        if ready:
            self.accepted.connect(partial(files.take, plan))
            self.add_primary(tr("Masukkan"), self.accept)
        else:
            keep = partial(files.keep_marked, plan.problems, path)
            self.add_button(tr("Simpan salinan bertanda…"), keep, icon_name="download-simple")

    def _list(self, title: str, problems: Sequence[Problem]) -> None:
        if not problems:
            return
        self.body.addWidget(Label(title, "strong"))
        for problem in problems[:_MOST]:
            row = tr("baris {row}, {column}").format(row=problem.row, column=problem.column) if problem.row else ""
            where = ", ".join(part for part in (problem.sheet, row) if part)
            value = f" “{problem.value[:40]}”" if problem.value else ""
            self.body.addWidget(Label(f"{where}{value}: {problem.reason}".lstrip(": "), "soft", wrap=True))
        if len(problems) > _MOST:
            rest = tr("… dan {count} lagi.").format(count=format_count(len(problems) - _MOST))
            self.body.addWidget(Label(rest, "soft"))


class QuestionsDialog(Dialog):
    """What only a person can decide, with its choices; the whole file waits for the answers."""

    def __init__(
        self,
        files: IncomingFiles,
        questions: Sequence[Question],
        answered: Callable[[Mapping[str, str]], object],
        before: Mapping[str, str],
    ) -> None:
        super().__init__(
            tr("{count} hal yang harus diputuskan").format(count=format_count(len(questions))),
            files.window(),
            hint=tr("Belum ada yang masuk. Jawab, lalu lanjutkan."),
        )
        self.setMinimumWidth(640)
        self._answered, self._before = answered, before
        self._choices: dict[str, QComboBox] = {}
        for question in questions[:_MOST]:
            self.body.addWidget(Label(question.text, wrap=True))
            choice = QComboBox()
            for each in question.choices:
                choice.addItem(each.text, each.key)
            row = QHBoxLayout()
            row.addWidget(choice, 1)
            self.body.addLayout(row)
            self._choices[question.key] = choice
        self.add_cancel()
        self.add_primary(tr("Lanjutkan"), self._go_on)

    def _go_on(self) -> None:
        answers = {key: str(choice.currentData()) for key, choice in self._choices.items()}
        self.accept()
        self._answered({**self._before, **answers})
