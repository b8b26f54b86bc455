"""Two records side by side, which of them stays, what will move, and why: then they are one maker."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QLineEdit, QWidget

from gallery_pos.documents import new_id
from gallery_pos.errors import GalleryError
from gallery_pos.formatting import format_count, format_date, format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.merge_plan import Merging, plan_merge
from gallery_pos.services.merging import tell_apart
from ui.app.names import SIZES, TYPES
from ui.app.tables import Column
from ui.register.merging import merge_makers
from ui.widgets.buttons import Segments
from ui.widgets.dialog import Dialog
from ui.widgets.form import Form
from ui.widgets.small_table import SmallTable
from ui.widgets.text import Label

if TYPE_CHECKING:
    from db.queries.records import ConsignorRow
    from gallery_pos.documents import ConsignorRevised
    from ui.workplace import Workplace

_WIDTH, _HEIGHT = 860, 700
_HIGH, _ROWS, _FEW_ROWS = 740, 8, 4
_LONGEST_NAME = 34


@dataclass(frozen=True, slots=True)
class Side:
    """One thing about both makers."""

    about: str
    one: str
    other: str
    tells: bool = False
    """Whether it tells people apart: codes and figures differ by nature."""

    @property
    def differs(self) -> bool:
        """Whether the two say something else; what only one of them says is no contradiction."""
        return self.tells and bool(self.one and self.other) and self.one.casefold() != self.other.casefold()


def side_by_side(one: ConsignorRevised, other: ConsignorRevised, rows: dict[str, ConsignorRow]) -> list[Side]:
    """Return what is known of both makers, line by line; what nobody knows is left out."""

    def told(maker: ConsignorRevised) -> list[tuple[str, str, bool]]:
        row = rows.get(maker.code)
        goods = tr("{products} produk, {pieces} di rak, {sold} terjual")
        shown = [format_count(number) for number in (row.products, row.on_hand, row.sold)] if row else []
        return [
            (tr("Kode"), maker.code, False),
            (tr("Pemilik"), maker.owner, True),
            (tr("NIB"), maker.nib, True),
            (tr("Kecamatan"), maker.district, True),
            (tr("Barang"), goods.format(products=shown[0], pieces=shown[1], sold=shown[2]) if shown else "", False),
            (tr("Saldo"), format_rupiah(row.owed) if row else "", False),
            (tr("Menitip sejak"), format_date(maker.since) if maker.since else "", False),
            (tr("Bentuk"), tr(TYPES[maker.type]), True),
            (tr("Kelas usaha"), tr(SIZES[maker.size_class]) if maker.size_class else "", True),
            (tr("Catatan"), maker.note, False),
        ]

    both = zip(told(one), told(other), strict=True)
    return [Side(about, mine, theirs, tells) for (about, mine, tells), (_, theirs, _) in both if mine or theirs]


def what_moves(merging: Merging) -> str:
    """Return what merging would move, in one paragraph."""
    parts = []
    if merging.products:
        parts.append(tr("{count} produk").format(count=format_count(len(merging.products))))
    if merging.pieces:
        words = tr("{count} barang di {outlets} gerai, dengan harga dan syarat yang sama")
        parts.append(words.format(count=format_count(merging.pieces), outlets=len(merging.shelves)))
    if merging.balance:
        parts.append(tr("saldo {amount}").format(amount=format_rupiah(merging.balance)))
    if merging.papers:
        parts.append(tr("{count} dokumen legalitas").format(count=format_count(len(merging.papers))))
    if merging.takes_agreement:
        parts.append(tr("perjanjiannya, karena {name} belum punya").format(name=merging.into.business_name))
    if not parts:
        return tr("Tidak ada barang atau uang yang pindah.")
    return tr("Pindah ke {name}: {parts}.").format(name=merging.into.business_name, parts=", ".join(parts))


class MergeDialog(Dialog):
    """Merges two makers.

    Signals:
        merged(str): the code of the one who stays.
        apart(): the two are two makers.
    """

    merged = Signal(str)
    apart = Signal()

    def __init__(
        self, place: Workplace, parent: QWidget, one: ConsignorRevised, other: ConsignorRevised, reasons: str = ""
    ) -> None:
        hint = tr("Riwayat keduanya tetap bisa dibaca; kode yang ditutup menunjuk ke yang tetap.")
        super().__init__(tr("Gabungkan dua penitip"), parent.window(), hint=hint)
        self.spread(_WIDTH, _HEIGHT)
        self._place = place
        self._id = new_id()
        self._makers = (one, other)
        from db.queries.records import list_consignors

        database = place.gallery.database
        rows = {row.code: row for maker in self._makers for row in list_consignors(database, code=maker.code)}
        columns: tuple[Column[Side], ...] = (
            Column(tr_noop("Perihal"), lambda row: row.about),
            Column(one.business_name, lambda row: row.one, tone=_tone, stretch=True),
            Column(other.business_name, lambda row: row.other, tone=_tone),
        )
        most = _ROWS if parent.window().height() >= _HIGH else _FEW_ROWS
        self.table: SmallTable[Side] = SmallTable(
            columns, lambda row: row.about, side_by_side(one, other, rows), most=most
        )
        self.table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.stays = Segments([(maker.code, _named(maker)) for maker in self._ordered(rows)])
        self.moves = Label("", wrap=True)
        self.reason = QLineEdit(reasons)
        self.form = Form(stacked=True)
        self.form.add("stays", tr("Yang tetap dipakai"), self.stays)
        self.form.add("reason", tr("Mengapa keduanya sama"), self.reason, required=True)
        for widget in (self.table, self.form, self.moves):
            self.body.addWidget(widget)
        self.add_button(tr("Bukan sama"), self._tell_apart, kind="quiet")
        self.add_cancel()
        self._go = self.add_primary(tr("Gabungkan"), self._merge)
        self.stays.chosen.connect(self._say)
        self._say()

    def _ordered(self, rows: dict[str, ConsignorRow]) -> list[ConsignorRevised]:
        """Return the makers, the one with more behind him first: he is the one to keep."""

        def weight(maker: ConsignorRevised) -> tuple[bool, int]:
            row = rows.get(maker.code)
            return maker.active, (row.sold + row.on_hand + row.products if row else 0)

        return sorted(self._makers, key=weight, reverse=True)

    def _codes(self) -> tuple[str, str]:
        into = self.stays.choice()
        return next(maker.code for maker in self._makers if maker.code != into), into

    def _say(self) -> None:
        self.banner.clear()
        duplicate, into = self._codes()
        try:
            self.moves.setText(what_moves(plan_merge(self._place.desk(), duplicate=duplicate, into=into)))
        except GalleryError as error:
            self.moves.setText("")
            self.banner.say(error.what, error.todo, "attention", closable=False)
        self._go.setEnabled(bool(self.moves.text()))

    def _tell_apart(self) -> None:
        one, other = (maker.code for maker in self._makers)
        place = self._place
        with place.feedback.guard(self):
            place.announce(tell_apart(place.desk(), one=one, other=other))
            self.accept()
            self.apart.emit()
            place.feedback.toast(tr("{one} dan {other} tidak ditanyakan lagi").format(one=one, other=other))

    def _merge(self) -> None:
        if not self.form.check():
            return
        duplicate, into = self._codes()
        place, gallery = self._place, self._place.gallery
        with place.feedback.guard(self):
            done, left = merge_makers(
                gallery, place.desk(), duplicate=duplicate, into=into, reason=self.reason.text().strip(), id=self._id
            )
            place.announce(done)
            self.accept()
            self.merged.emit(into)
            place.feedback.toast(tr("{code} digabung ke {into}").format(code=duplicate, into=into))
            if left:
                words = tr("Data pribadi {code} tertinggal di kode lamanya: kuncinya tidak ada di komputer ini.")
                place.feedback.toast(words.format(code=duplicate), tone="attention")


def _named(maker: ConsignorRevised) -> str:
    return f"{shorten(maker.business_name, _LONGEST_NAME, placeholder='…')} ({maker.code})"


def _tone(row: Side) -> str:
    return "attention" if row.differs else ""
