"""What gallery and consignor agree, with the amounts that follow from it beside the fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gallery_pos.documents import GALLERY, AgreementRevised, PriceModel, SettlementPeriod
from gallery_pos.formatting import format_percent
from gallery_pos.language import tr
from gallery_pos.services.access import Act
from gallery_pos.services.consignors import revise_agreement
from gallery_pos.terms import AgreedTerms, Bearer, ItemTerms, Terms, resolve
from ui.app.names import BEARERS, MODELS, PERIODS, choices
from ui.app.tokens import GRID
from ui.register.agreement_fields import MoreFields, TierFields
from ui.screens.penitip.agreement_meaning import MeaningCard
from ui.screens.penitip.agreement_paper import PaperCard
from ui.widgets.banner import Banner
from ui.widgets.buttons import Segments
from ui.widgets.card import Card, ScrollColumn
from ui.widgets.edits import DateEdit, RupiahEdit
from ui.widgets.form import Form
from ui.widgets.text import Label
from ui.widgets.typed import PercentEdit

if TYPE_CHECKING:
    from gallery_pos.desk import Done
    from gallery_pos.documents import ConsignorRevised
    from ui.workplace import Workplace


class AgreementTab(QWidget):
    """The form at the left, what it means at the right, both at once.

    Signals:
        edited(): something is typed.
        signed(Done): both sides signed on the screen.
    """

    edited = Signal()
    signed = Signal(object)

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._book = place.gallery.book
        self._code = ""
        self._held: AgreementRevised | None = None
        self.banner = Banner()
        self.paper = PaperCard(place)
        self._make_fields()
        self.meaning = MeaningCard()
        self._lay_out()
        self._connect()
        if not place.may(Act.EDIT_AGREEMENT):
            self.form.setEnabled(False)

    def _make_fields(self) -> None:
        self.model = Segments(choices(MODELS))
        self.commission = PercentEdit()
        self.fee = RupiahEdit()
        self.bearer = QComboBox()
        self.bearer.addItem(tr("Seperti biasanya"), None)
        for value, words in choices(BEARERS):
            self.bearer.addItem(words, value)
        self.loss, self.damage, self.expiry = PercentEdit(), PercentEdit(), PercentEdit()
        self.settlement = QComboBox()
        for value, words in choices(PERIODS):
            self.settlement.addItem(words, value)
        self.start, self.end = DateEdit(), DateEdit()
        self.end.setPlaceholderText(tr("tanpa batas"))
        self.note = QLineEdit()
        self.tiers, self.more = TierFields(), MoreFields()
        losses = QHBoxLayout()
        losses.setSpacing(GRID)
        for title, field in ((tr("hilang"), self.loss), (tr("rusak"), self.damage), (tr("kedaluwarsa"), self.expiry)):
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(Label(title, "small"))
            column.addWidget(field)
            field.setAccessibleName(title)
            losses.addLayout(column)
        losses.addStretch(1)
        losses.setContentsMargins(0, 0, 0, 0)
        self._losses = QWidget()
        self._losses.setLayout(losses)
        self.form = Form(stacked=True)
        self._add_shares()
        self._add_rest()

    def _add_shares(self) -> None:
        self.form.add("model", tr("Cara berbagi"), self.model)
        self.form.add("commission", tr("Bagian galeri"), self.commission, check=self._commission_problem)
        self.form.add(
            "tiers",
            tr("Bagian menurut harga"),
            self.tiers,
            hint=tr("Untuk barang mahal; kosongkan bila sama untuk semua harga."),
            check=self.tiers.problem,
        )
        self.form.add("fee", tr("Iuran bulanan"), self.fee, check=self._fee_problem)
        self.form.add(
            "item_fee",
            tr("Iuran per barang terjual"),
            self.more.item_fee,
            hint=tr("Tercetak di laporan: 12 potong × Rp500."),
        )
        self.form.add(
            "qris",
            tr("Biaya QRIS"),
            self.more.qris,
            hint=tr("Tidak pernah ditambahkan kepada pembeli; tarifnya diisi di Pengaturan, bagian Gerai."),
        )
        self.form.add("bearer", tr("Potongan harga"), self.bearer)
        self.form.add("losses", tr("Ditanggung galeri"), self._losses, check=self._losses_problem)

    def _add_rest(self) -> None:
        self.form.add("settlement", tr("Masa laporan"), self.settlement)
        self.form.add("start", tr("Berlaku sejak"), self.start)
        self.form.add("end", tr("Berakhir"), self.end, check=self._end_problem)
        self.form.add(
            "grace", tr("Masa tenggang"), self.more.grace, hint=tr("Barang masih diterima sesudah perjanjian berakhir.")
        )
        self.form.add(
            "minimum",
            tr("Pembayaran paling sedikit"),
            self.more.minimum,
            hint=tr("Yang kurang dari itu dibawa ke depan."),
        )
        self.form.add("dispute", tr("Masa sanggah"), self.more.dispute, hint=tr("Sejak laporannya terbit."))
        self.form.add("clauses", tr("Syarat tambahan"), self.more.clauses)
        self.form.add("note", tr("Catatan"), self.note)

    def _lay_out(self) -> None:
        fields = Card()
        fields.add(self.form)
        fields.body.addStretch(1)
        left, right = ScrollColumn(), ScrollColumn()
        left.body.addWidget(fields, 1)
        right.body.addWidget(self.meaning)
        right.body.addWidget(self.paper)
        right.body.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addWidget(left, 1)
        row.addWidget(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.banner)
        layout.addLayout(row, 1)

    def _connect(self) -> None:
        for parsed in (self.commission, self.fee, self.loss, self.damage, self.expiry, self.start, self.end):
            parsed.value_changed.connect(self._on_edited)
            parsed.problem_changed.connect(self._on_edited)
        for box in (self.bearer, self.settlement):
            box.activated.connect(self._on_edited)
        self.model.chosen.connect(self._on_edited)
        self.note.textEdited.connect(self._on_edited)
        self.tiers.edited.connect(self._on_edited)
        self.more.edited.connect(self._on_edited)
        self.paper.signed.connect(self.signed)

    # -- what is shown

    def show_consignor(self, maker: ConsignorRevised) -> None:
        """Show the agreement with a consignor; without one, the gallery's own stands in the empty fields."""
        self._code = maker.code
        self._held = self._book.agreement(maker.code)
        self.banner.clear()
        self.form.show_problems({})
        held = self._held or AgreementRevised(
            id=maker.id,
            outlet="",
            business_date=maker.business_date,
            posted_at=maker.posted_at,
            user="",
            consignor=maker.code,
            settlement=self._default().settlement,
            minimum_payout=self._default().minimum_payout,
            dispute_days=self._default().dispute_days,
            item_fee=self._default().item_fee,
            qris_bearer=self._default().qris_bearer,
        )
        default = self._default_terms()
        self.model.choose(held.model.value)
        self._show_percents(held.terms, default)
        self.fee.set_value(held.monthly_fee or None)
        bearer = held.terms.discount_bearer
        self.bearer.setCurrentIndex(max(self.bearer.findData(bearer.value if bearer else None), 0))
        self.settlement.setCurrentIndex(self.settlement.findData(held.settlement.value))
        self.start.set_value(held.start if self._held else self._place.desk().today())
        self.end.set_value(held.end)
        self.note.setText(held.note)
        self.tiers.show_tiers(held.terms.tiers)
        self.more.show_agreement(held)
        self.paper.show_agreement(maker, self._held)
        self._say()

    def refresh(self) -> None:
        """Nothing here is read from lists."""

    def _show_percents(self, terms: AgreedTerms, default: Terms) -> None:
        for field, value, usual in (
            (self.commission, terms.commission_bp, default.commission_bp),
            (self.loss, terms.loss_bp, default.loss_bp),
            (self.damage, terms.damage_bp, default.damage_bp),
            (self.expiry, terms.expiry_bp, default.expiry_bp),
        ):
            field.set_value(value)
            field.setPlaceholderText(format_percent(usual))

    def _default(self) -> AgreementRevised:
        found = self._book.agreement(GALLERY)
        if found is None:
            message = "every gallery is made with an agreement for all"
            raise RuntimeError(message)
        return found

    def _default_terms(self) -> Terms:
        return resolve(ItemTerms(), AgreedTerms(), self._default().terms)

    def _agreed(self) -> AgreedTerms:
        bearer = self.bearer.currentData()
        return AgreedTerms(
            commission_bp=self.commission.value(),
            discount_bearer=Bearer(bearer) if bearer else None,
            loss_bp=self.loss.value(),
            damage_bp=self.damage.value(),
            expiry_bp=self.expiry.value(),
            tiers=self.tiers.tiers(),
        )

    def _model(self) -> PriceModel:
        return PriceModel(self.model.choice())

    def _say(self) -> None:
        self.commission.setToolTip(
            tr("Untuk barang tanpa harga titip") if self._model() is PriceModel.FIXED_NET else ""
        )
        self.meaning.say(
            self._model(),
            self._agreed(),
            self._default().terms,
            fee=self.fee.value() or 0,
            period=self.settlement.currentText(),
            end=self.end.value(),
        )

    def _on_edited(self) -> None:
        self._say()
        self.edited.emit()

    # -- what is wrong

    def _commission_problem(self) -> str:
        return self.commission.problem()

    def _fee_problem(self) -> str:
        if self._model() is PriceModel.FEE and not self.fee.value():
            return tr("isi iuran bulanannya")
        return ""

    def _losses_problem(self) -> str:
        return next((field.problem() for field in (self.loss, self.damage, self.expiry) if field.problem()), "")

    def _end_problem(self) -> str:
        start, end = self.start.value(), self.end.value()
        return tr("lebih awal dari tanggal mulainya") if start and end and end < start else ""

    # -- saving

    def changes(self) -> dict[str, Any]:
        """Return the fields that differ from the agreement in force."""
        now: dict[str, Any] = {
            "model": self._model(),
            "terms": self._agreed(),
            "monthly_fee": self.fee.value() or 0,
            "settlement": SettlementPeriod(str(self.settlement.currentData())),
            "start": self.start.value(),
            "end": self.end.value(),
            "note": self.note.text().strip(),
            **self.more.changes(),
        }
        if self._held is None:
            usual = {
                "model": PriceModel.PERCENTAGE,
                "terms": AgreedTerms(),
                "monthly_fee": 0,
                "settlement": self._default().settlement,
                "end": None,
                "note": "",
                "grace_days": 0,
                "clauses": (),
                "minimum_payout": self._default().minimum_payout,
                "dispute_days": self._default().dispute_days,
                "item_fee": self._default().item_fee,
                "qris_bearer": self._default().qris_bearer,
            }
            return now if any(now[name] != value for name, value in usual.items()) else {}
        return {name: value for name, value in now.items() if getattr(self._held, name) != value}

    def is_dirty(self) -> bool:
        """Tell whether something would be lost by leaving."""
        return bool(self._code) and self._place.may(Act.EDIT_AGREEMENT) and bool(self.changes())

    def save(self) -> Done[AgreementRevised] | None:
        """Write what is typed; None where something cannot be taken, which is said by then."""
        if not self.form.check():
            return None
        return revise_agreement(self._place.desk(), consignor=self._code, **self.changes())
