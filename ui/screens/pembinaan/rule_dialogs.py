"""Dialogs of the rule table: one rule, a group of goods, a kind of paper, and what turning the gate on would stop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from gallery_pos.documents import Condition, Holder, LegalityGroup, Need, PaperKind, PaperRule
from gallery_pos.formatting import format_count, format_date
from gallery_pos.language import tr
from gallery_pos.legality_numbers import is_pattern
from ui.app.names import HOLDERS, NEEDS, choices
from ui.widgets.dialog import Dialog
from ui.widgets.edits import DateEdit, QuantityEdit
from ui.widgets.form import Form
from ui.widgets.text import Label

if TYPE_CHECKING:
    from datetime import date

    from db.queries.legality import GateRow

_NONE = "none"
_ANIMAL = "animal"
_WIDTH = 560
_SHOWN = 6


class RuleDialog(Dialog):
    """What one group needs of one kind of paper; ``keep`` gets the rule, None where it says nothing about it."""

    def __init__(
        self,
        parent: QWidget,
        group: LegalityGroup,
        kind: PaperKind,
        rule: PaperRule | None,
        keep: Callable[[PaperRule | None], object],
    ) -> None:
        super().__init__(kind.name, parent.window(), hint=group.name)
        self.setMinimumWidth(_WIDTH)
        self._kind, self._keep = kind, keep
        self.need = QComboBox()
        self.need.addItem(tr("Tidak diatur"), _NONE)
        for value, words in choices(NEEDS):
            self.need.addItem(words, value)
        self.need.insertItem(2, tr("Wajib bila berbahan hewan"), _ANIMAL)
        self.since = DateEdit(rule.since if rule else None)
        self.need.setCurrentIndex(self.need.findData(_choice(rule)))
        self.form = Form()
        self.form.add("need", tr("Perlu"), self.need)
        hint = tr("Kosong berarti sudah berlaku. Sebelum tanggal ini dokumennya tidak wajib.")
        self.form.add("since", tr("Mulai"), self.since, hint=hint)
        self.body.addWidget(self.form)
        self.add_cancel()
        self.add_primary(tr("Simpan"), self._save)

    def _save(self) -> None:
        if self.form.check():
            self._keep(self.rule())
            self.accept()

    def rule(self) -> PaperRule | None:
        """Return the rule as it is chosen."""
        chosen, code, since = str(self.need.currentData()), self._kind.code, self.since.value()
        if chosen == _NONE:
            return None
        if chosen == _ANIMAL:
            animal = Condition.ANIMAL_MATERIAL
            return PaperRule(paper=code, need=Need.CONDITIONAL, since=since, condition=animal)
        return PaperRule(paper=code, need=Need(chosen), since=since)


def _choice(rule: PaperRule | None) -> str:
    if rule is None:
        return _NONE
    of_animals = rule.need is Need.CONDITIONAL and rule.condition is Condition.ANIMAL_MATERIAL
    return _ANIMAL if of_animals else rule.need.value


class GroupDialog(Dialog):
    """A group of goods: its name and the words by which categories belong to it."""

    def __init__(
        self,
        parent: QWidget,
        group: LegalityGroup | None,
        taken: Sequence[str],
        keep: Callable[[LegalityGroup], object],
    ) -> None:
        super().__init__(group.name if group else tr("Kelompok baru"), parent.window())
        self.setMinimumWidth(_WIDTH)
        self._group, self._keep, self._taken = group, keep, taken
        self.code = QLineEdit(group.code if group else "")
        self.code.setEnabled(group is None)
        self.name = QLineEdit(group.name if group else "")
        self.words = QLineEdit(", ".join(group.words) if group else "")
        self.words.setCursorPosition(0)
        self.exempt = QCheckBox(tr("Yang tertulis tidak halal bebas dari sertifikat halal"))
        self.exempt.setChecked(group.non_halal_exempt if group else False)
        self.form = Form()
        self.form.add("name", tr("Nama"), self.name, required=True)
        self.form.add("code", tr("Kode"), self.code, required=True, check=self._code_problem)
        hint = tr("Dipisah koma. Kategori yang memuat salah satunya masuk kelompok ini.")
        self.form.add("words", tr("Kata di kategori"), self.words, hint=hint)
        self.body.addWidget(self.form)
        self.body.addWidget(self.exempt)
        self.add_cancel()
        self.add_primary(tr("Simpan"), self._save)

    def _code_problem(self) -> str:
        is_new = self._group is None
        return tr("kode ini sudah dipakai") if is_new and self.code.text().strip() in self._taken else ""

    def _save(self) -> None:
        if not self.form.check():
            return
        words = (" ".join(word.split()) for word in self.words.text().split(","))
        self._keep(
            LegalityGroup(
                code=self.code.text().strip(),
                name=self.name.text().strip(),
                words=tuple(word for word in words if word),
                rules=self._group.rules if self._group else (),
                non_halal_exempt=self.exempt.isChecked(),
            )
        )
        self.accept()


class KindDialog(Dialog):
    """A kind of paper: whose it is, what its number looks like, for how long it usually holds."""

    def __init__(
        self, parent: QWidget, kind: PaperKind | None, taken: Sequence[str], keep: Callable[[PaperKind], object]
    ) -> None:
        super().__init__(kind.name if kind else tr("Jenis dokumen baru"), parent.window())
        self.setMinimumWidth(_WIDTH)
        self._kind, self._keep, self._taken = kind, keep, taken
        self.code = QLineEdit(kind.code if kind else "")
        self.name = QLineEdit(kind.name if kind else "")
        self.holder = QComboBox()
        for value, words in choices(HOLDERS):
            self.holder.addItem(words, Holder(value))
        self.holder.setCurrentIndex(self.holder.findData(kind.holder if kind else Holder.PRODUCT))
        for fixed in (self.code, self.holder):
            fixed.setEnabled(kind is None)
        self.pattern = QLineEdit(kind.pattern if kind else "")
        self.example = QLineEdit(kind.example if kind else "")
        self.years = QuantityEdit(kind.valid_years if kind else None, 1, 99)
        self.form = Form()
        self.form.add("name", tr("Nama"), self.name, required=True)
        self.form.add("code", tr("Kode"), self.code, required=True, check=self._code_problem)
        self.form.add("holder", tr("Milik"), self.holder)
        self.form.add("example", tr("Contoh nomor"), self.example)
        hint = tr("Untuk mengingatkan saja; pola regex, boleh kosong.")
        self.form.add("pattern", tr("Pola nomor"), self.pattern, hint=hint, check=self._pattern_problem)
        self.form.add("years", tr("Biasanya berlaku (tahun)"), self.years)
        self.body.addWidget(self.form)
        self.add_cancel()
        self.add_primary(tr("Simpan"), self._save)

    def _code_problem(self) -> str:
        is_new = self._kind is None
        return tr("kode ini sudah dipakai") if is_new and self.code.text().strip() in self._taken else ""

    def _pattern_problem(self) -> str:
        return "" if is_pattern(self.pattern.text()) else tr("pola ini tidak bisa dipakai")

    def _save(self) -> None:
        if self.form.check():
            self._keep(
                PaperKind(
                    code=self.code.text().strip(),
                    name=self.name.text().strip(),
                    holder=self.holder.currentData(),
                    pattern=self.pattern.text().strip(),
                    example=self.example.text().strip(),
                    valid_years=self.years.value(),
                )
            )
            self.accept()


class PreviewDialog(Dialog):
    """What the gate would stop on its first day, before anybody turns it on."""

    def __init__(self, parent: QWidget, day: date, stopped: Sequence[GateRow], then: Callable[[], object]) -> None:
        super().__init__(tr("Nyalakan gerbang mulai {day}?").format(day=format_date(day)), parent.window())
        self.setMinimumWidth(_WIDTH)
        self._then = then
        pieces = sum(row.on_hand for row in stopped)
        if stopped:
            told = tr("{count} produk dihentikan, {pieces} barang di rak:").format(
                count=format_count(len(stopped)), pieces=format_count(pieces)
            )
        else:
            told = tr("Tidak ada yang dihentikan: semua dokumen lengkap.")
        self.body.addWidget(Label(told, "strong", wrap=True))
        for row in sorted(stopped, key=lambda each: -each.on_hand)[:_SHOWN]:
            self.body.addWidget(Label(f"• {row.name} ({row.business_name}): {row.reasons}", wrap=True))
        if (more := len(stopped) - _SHOWN) > 0:
            self.body.addWidget(Label(tr("Dan {count} produk lain.").format(count=format_count(more)), "soft"))
        words = tr("Barang itu tidak bisa diterima dan dijual tanpa PIN dan alasan atasan, sampai dokumennya dicatat.")
        self.body.addWidget(Label(words, "soft", wrap=True))
        self.add_cancel()
        self.add_primary(tr("Nyalakan"), self._go)

    def _go(self) -> None:
        self.accept()
        self._then()
