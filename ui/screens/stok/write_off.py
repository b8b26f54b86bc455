"""Lots that are lost, damaged or expired: how many pieces, why, and who bears what, in rupiah, before it is posted."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from gallery_pos.documents import LossReason, new_id
from gallery_pos.formatting import format_count, format_date, format_percent, format_rupiah
from gallery_pos.language import tr
from gallery_pos.money import FULL
from gallery_pos.services.stock import Loss, bearer_bp, lot_on_hand, write_off
from gallery_pos.terms import compensation, split
from ui.app.approval import with_approval
from ui.app.names import LOSS_REASONS, choices
from ui.app.tokens import GRID
from ui.widgets.buttons import Segments
from ui.widgets.dialog import Dialog
from ui.widgets.edits import QuantityEdit
from ui.widgets.field_grid import FieldGrid
from ui.widgets.form import titled
from ui.widgets.text import RIGHT, Label
from ui.widgets.typed import PercentEdit

if TYPE_CHECKING:
    from datetime import date

    from gallery_pos.documents import ProductRevised
    from gallery_pos.ports import Lot
    from gallery_pos.services.access import Approval
    from ui.workplace import Workplace

_TERMS, _GALLERY, _MAKER, _SHARED = "terms", "gallery", "maker", "shared"
_WIDTH = 920
_AT_ONCE, _EACH_TURN = 12, 2


@dataclass(frozen=True, slots=True)
class Worth:
    """What pieces of a lot are worth to their maker, and what of it the gallery makes good; rupiah, ``share`` in bp."""

    pieces: int
    due: int
    owed: int
    share: int


class LossLine:
    """The fields of one lot. Goods past their date are suggested whole, of others one piece."""

    def __init__(self, lot: Lot, product: ProductRevised, today: date) -> None:
        self.lot, self.product = lot, product
        past = lot.best_before is not None and lot.best_before < today
        self.quantity = QuantityEdit(lot.on_hand if past else 1, most=lot.on_hand)
        self.quantity.setFixedWidth(96)
        self.reason = _reasons()
        self.choose(LossReason.EXPIRED if past else LossReason.DAMAGED)
        self.owed = Label("", align=RIGHT)
        self.owed.setMinimumWidth(140)

    def why(self) -> LossReason:
        """Return the reason that is chosen."""
        return LossReason(str(self.reason.currentData()))

    def choose(self, reason: LossReason) -> None:
        """Choose a reason."""
        self.reason.setCurrentIndex(self.reason.findData(reason.value))

    def worth(self, gallery_bp: int | None) -> Worth:
        """Return what is typed in rupiah; ``gallery_bp`` None leaves to the terms of the lot who bears it."""
        lot, pieces = self.lot, self.quantity.value() or 0
        share = bearer_bp(lot.terms, self.why()) if gallery_bp is None else gallery_bp
        due = split(lot.terms, quantity=pieces, gross=pieces * lot.price).due
        return Worth(pieces, due, compensation(lot.terms, quantity=pieces, price=lot.price, gallery_bp=share), share)


class WriteOffDialog(Dialog):
    """Writes off pieces of lots of this outlet in one document.

    Signals:
        posted(Posted): it is in the books.
    """

    posted = Signal(object)

    def __init__(self, place: Workplace, parent: QWidget, lots: Sequence[str]) -> None:
        """Raises RuleBroken (``stock.unknown_lot``) where the first lot has nothing at this outlet."""
        _, product = lot_on_hand(place.desk(), lots[0], 1)
        super().__init__(
            _title(len(lots), product), parent.window(), hint=tr("Yang ditanggung galeri menjadi utang kepada penitip.")
        )
        self._place = place
        self.lines: list[LossLine] = []
        self._id, self._several = new_id(), len(lots) > 1
        titles = (tr("Barang"), tr("Jumlah"), tr("Sebab"), tr("Galeri mengganti"))
        self._grid = FieldGrid(titles, right=frozenset({1, 3}))
        self._make_common()
        self.says = Label("", "strong", wrap=True)
        self.body.addWidget(self._grid, 1)
        self.body.addLayout(self._common())
        self.body.addWidget(titled(tr("Catatan"), self.note))
        self.body.addWidget(self.says)
        self.add_cancel()
        self.go = self.add_primary(tr("Hapus dari stok"), self._post, kind="danger")
        self._waiting = deque(lots)
        self._add_lines(_AT_ONCE)
        self.body.setAlignment(Qt.AlignmentFlag(0))
        self.spread(_WIDTH, self.sizeHint().height())
        self.lines[0].quantity.setFocus()

    def _add_lines(self, count: int) -> None:
        """Make the fields of so many lots, the rest in the next turns: two hundred at once would hold the window up."""
        desk, today, common = self._place.desk(), self._place.desk().today(), self.reason.currentData()
        for _ in range(min(count, len(self._waiting))):
            line = LossLine(*lot_on_hand(desk, self._waiting.popleft(), 1), today)
            if common is not None:
                line.choose(LossReason(str(common)))
            self.lines.append(line)
            self._grid.add(line.product.name, _about(self._place, line.lot), line.quantity, line.reason, line.owed)
            line.quantity.value_changed.connect(self._say)
            line.reason.activated.connect(self._on_reason)
        self.go.action.setEnabled(not self._waiting)
        if self._waiting:
            QTimer.singleShot(0, self, self._add_more)
        self._say()

    def _add_more(self) -> None:
        with self._place.feedback.guard(self):
            self._add_lines(_EACH_TURN)

    def _make_common(self) -> None:
        """Make the fields that hold for all lines."""
        self.reason = _reasons(tr("Masing-masing"))
        self.reason.setCurrentIndex(0)
        self.bearer = Segments(
            [
                (_TERMS, tr("Perjanjian")),
                (_GALLERY, tr("Galeri")),
                (_MAKER, tr("Penitip")),
                (_SHARED, tr("Berbagi")),
            ]
        )
        self.share = PercentEdit(FULL // 2)
        self.note = QLineEdit()
        self.note.setPlaceholderText(tr("boleh kosong"))
        self.reason.activated.connect(self._on_common_reason)
        self.bearer.chosen.connect(self._say)
        self.share.value_changed.connect(self._say)

    def _common(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        common = titled(tr("Sebab untuk semua"), self.reason)
        common.setVisible(self._several)
        self._share_field = titled(tr("Bagian galeri"), self.share)
        for field in (common, titled(tr("Ditanggung"), self.bearer), self._share_field):
            row.addWidget(field)
        row.addStretch(1)
        return row

    def gallery_bp(self) -> int | None:
        """Return the gallery's part in basis points; None leaves it to the terms of each lot."""
        return {_TERMS: None, _GALLERY: FULL, _MAKER: 0, _SHARED: self.share.value() or 0}[self.bearer.choice()]

    def _on_common_reason(self) -> None:
        chosen = self.reason.currentData()
        if chosen is not None:
            for line in self.lines:
                line.choose(LossReason(str(chosen)))
        self._say()

    def _on_reason(self) -> None:
        """One line with a reason of its own: there is none for all any more."""
        self.reason.setCurrentIndex(0)
        self._say()

    def _say(self) -> None:
        self._share_field.setVisible(self.bearer.choice() == _SHARED)
        worths = [line.worth(self.gallery_bp()) for line in self.lines]
        for line, worth in zip(self.lines, worths, strict=True):
            line.owed.setText(f"{format_rupiah(worth.owed)} ({format_percent(worth.share)})")
        due, owed = sum(worth.due for worth in worths), sum(worth.owed for worth in worths)
        words = tr(
            "{count} barang hilang dari stok, hak penitip {due}. Galeri mengganti {owed}, penitip menanggung {rest}."
        )
        self.says.setText(
            words.format(
                count=format_count(sum(worth.pieces for worth in worths)),
                due=format_rupiah(due),
                owed=format_rupiah(owed),
                rest=format_rupiah(due - owed),
            )
        )

    def _wrong(self) -> QuantityEdit | PercentEdit | None:
        """Return the first field that cannot be taken, having said why."""
        for line in self.lines:
            if line.quantity.value() is None:
                line.quantity.tidy()
                reason = line.quantity.problem() or tr("harus diisi")
                self.banner.say(f"{line.product.name}: {reason}", tone="attention")
                return line.quantity
        if self.bearer.choice() == _SHARED and self.share.value() is None:
            self.banner.say(tr("Tulis bagian galeri antara 0 dan 100 persen."), tone="attention")
            return self.share
        return None

    def _post(self) -> None:
        wrong = self._wrong()
        if wrong is not None:
            wrong.setFocus()
            return
        bp = self.gallery_bp()
        losses = [Loss(line.lot.lot, line.quantity.value() or 0, line.why(), bp) for line in self.lines]
        note = self.note.text().strip()

        def act(approval: Approval | None) -> None:
            done = write_off(self._place.desk(), lines=losses, note=note, approval=approval, id=self._id)
            self._place.announce(done)
            self.accept()
            self.posted.emit(done.value)

        with_approval(self._place, self, act)


def _title(count: int, first: ProductRevised) -> str:
    if count == 1:
        return tr("Hapus barang: {name}").format(name=first.name)
    return tr("Hapus barang dari {count} lot").format(count=format_count(count))


def _about(place: Workplace, lot: Lot) -> str:
    """Return whose a lot is, what is there of it, and until when it keeps."""
    maker = place.gallery.book.consignor(lot.consignor)
    said = tr("{maker} · ada {count} · {price}").format(
        maker=maker.business_name if maker else lot.consignor,
        count=format_count(lot.on_hand),
        price=format_rupiah(lot.price),
    )
    if lot.best_before:
        said += " · " + tr("kedaluwarsa {day}").format(day=format_date(lot.best_before))
    return said


def _reasons(first: str = "") -> QComboBox:
    box = QComboBox()
    if first:
        box.addItem(first, None)
    for value, words in choices(LOSS_REASONS):
        box.addItem(words, value)
    return box
