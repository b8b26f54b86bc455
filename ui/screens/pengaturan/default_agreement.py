"""The agreement with every maker who has none of his own: shares, fees, the least that is paid, days for questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from gallery_pos.documents import GALLERY, SettlementPeriod
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.access import Act
from gallery_pos.services.consignors import revise_agreement
from gallery_pos.terms import AgreedTerms, Bearer, ItemTerms, resolve
from ui.app.names import BEARERS, PERIODS, choices
from ui.app.page import primary_button
from ui.register.agreement_fields import MoreFields, TierFields
from ui.widgets.card import Card
from ui.widgets.edits import RupiahEdit
from ui.widgets.form import Form
from ui.widgets.text import Label
from ui.widgets.typed import PercentEdit

if TYPE_CHECKING:
    from uuid import UUID

    from gallery_pos.documents import AgreementRevised
    from ui.app.screen import Screen


class DefaultAgreement(QWidget):
    """A change is a document, and counts for goods that come in from then on; agreements of one's own stay as they are."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen = screen
        self._shown: UUID | None = None
        self.commission, self.fee = PercentEdit(), RupiahEdit()
        self.loss, self.damage, self.expiry = PercentEdit(), PercentEdit(), PercentEdit()
        self.bearer, self.settlement = QComboBox(), QComboBox()
        for box, named in ((self.bearer, choices(BEARERS)), (self.settlement, choices(PERIODS))):
            for value, words in named:
                box.addItem(words, value)
        self.tiers, self.more = TierFields(), MoreFields()
        self._form = Form()
        self._add_shares()
        self._add_money()
        self._form.add("clauses", tr("Syarat tambahan"), self.more.clauses)
        card = Card(
            tr("Perjanjian bawaan"),
            tr("Untuk setiap penitip tanpa perjanjian sendiri, dan isi awal perjanjian yang baru."),
        )
        card.add(self._form)
        note = tr(
            "Bagian dan ganti rugi berlaku untuk barang yang masuk sesudahnya; iuran dan biaya QRIS sejak hari diubah;"
            " pembayaran paling sedikit dan masa sanggah sejak laporan berikutnya."
            " Perjanjian yang dibuat sendiri tidak berubah."
        )
        card.add(Label(note, "soft", wrap=True))
        self.save = primary_button(
            self,
            tr_noop("Simpan perjanjian bawaan"),
            self._save,
            "floppy-disk",
            enabled=screen.place.may(Act.EDIT_AGREEMENT),
        )
        card.body.addWidget(self.save, 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def _add_shares(self) -> None:
        add = self._form.add
        add("commission", tr("Bagian galeri"), self.commission, required=True, check=self.commission.problem)
        hint = tr("Untuk barang mahal; kosongkan bila sama untuk semua harga.")
        add("tiers", tr("Bagian menurut harga"), self.tiers, hint=hint, check=self.tiers.problem)
        add("bearer", tr("Potongan harga"), self.bearer)
        add("loss", tr("Barang hilang"), self.loss, hint=tr("Bagian ganti rugi yang ditanggung galeri."), required=True)
        add("damage", tr("Barang rusak"), self.damage, required=True)
        add("expiry", tr("Barang kedaluwarsa"), self.expiry, required=True)

    def _add_money(self) -> None:
        add, more = self._form.add, self.more
        add("fee", tr("Iuran bulanan"), self.fee)
        hint = tr("Tercetak di laporan: 12 potong × Rp500.")
        add("item_fee", tr("Iuran per barang terjual"), more.item_fee, hint=hint)
        hint = tr("Tidak pernah ditambahkan kepada pembeli; tarifnya diisi di Pengaturan, bagian Gerai.")
        add("qris", tr("Biaya QRIS"), more.qris, hint=hint)
        add("settlement", tr("Masa laporan"), self.settlement)
        add("minimum", tr("Pembayaran paling sedikit"), more.minimum, hint=tr("Yang kurang dari itu dibawa ke depan."))
        add("dispute", tr("Masa sanggah"), more.dispute, hint=tr("Sejak laporannya terbit."))
        hint = tr("Barang masih diterima sesudah perjanjian berakhir.")
        add("grace", tr("Masa tenggang"), more.grace, hint=hint)

    def show_agreement(self) -> None:
        """Show the agreement as it is now; what is being typed stays while nobody agreed on another one."""
        held = self._held()
        if held.id == self._shown:
            return
        self._shown, terms = held.id, _in_force(held)
        for field, value in (
            (self.commission, terms.commission_bp),
            (self.loss, terms.loss_bp),
            (self.damage, terms.damage_bp),
            (self.expiry, terms.expiry_bp),
        ):
            field.set_value(value)
        self.bearer.setCurrentIndex(self.bearer.findData((terms.discount_bearer or Bearer.SHARED).value))
        self.fee.set_value(held.monthly_fee or None)
        self.settlement.setCurrentIndex(self.settlement.findData(held.settlement.value))
        self.tiers.show_tiers(terms.tiers)
        self.more.show_agreement(held)

    def changes(self) -> dict[str, Any]:
        """Return the fields that differ from the agreement in force."""
        held = self._held()
        typed = AgreedTerms(
            commission_bp=self.commission.value(),
            discount_bearer=Bearer(str(self.bearer.currentData())),
            loss_bp=self.loss.value(),
            damage_bp=self.damage.value(),
            expiry_bp=self.expiry.value(),
            tiers=self.tiers.tiers(),
        )
        now: dict[str, Any] = {
            "terms": held.terms if typed == _in_force(held) else typed,
            "monthly_fee": self.fee.value() or 0,
            "settlement": SettlementPeriod(str(self.settlement.currentData())),
            **self.more.changes(),
        }
        return {name: value for name, value in now.items() if getattr(held, name) != value}

    def _held(self) -> AgreementRevised:
        found = self._screen.place.gallery.book.agreement(GALLERY)
        if found is None:
            message = "every gallery is made with an agreement for all"
            raise RuntimeError(message)
        return found

    def _save(self) -> None:
        place = self._screen.place
        if not self._form.check():
            return
        changes = self.changes()
        if not changes:
            place.feedback.toast(tr("Tidak ada yang berubah"))
            return
        with place.feedback.guard(self):
            place.announce(revise_agreement(place.desk(), **changes))
            place.feedback.toast(tr("Perjanjian bawaan tersimpan"))


def _in_force(held: AgreementRevised) -> AgreedTerms:
    """Return the terms of the agreement with what counts where it says nothing."""
    terms = resolve(ItemTerms(), AgreedTerms(), held.terms)
    return AgreedTerms(
        commission_bp=terms.commission_bp,
        discount_bearer=terms.discount_bearer,
        loss_bp=terms.loss_bp,
        damage_bp=terms.damage_bp,
        expiry_bp=terms.expiry_bp,
        tiers=held.terms.tiers,
    )
