"""A transfer put together: where from, where to, and what, by scanner and keyboard."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.sending import pick, send_goods
from ui.app.actions import KEEPERS, ActionSpec
from ui.app.approval import with_approval
from ui.app.finding import has_words
from ui.app.page import Page
from ui.app.tables import Column, Kind
from ui.app.tokens import GRID
from ui.screens.gerai import send_form as forms
from ui.screens.gerai.outlets import OutletBox, open_outlets
from ui.screens.gerai.send_form import SendForm
from ui.screens.gerai.send_goods import SendRow, goods_at
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState
from ui.widgets.form import titled
from ui.widgets.picker import Choice, Picker
from ui.widgets.text import Label
from ui.widgets.typed_table import TypedTable

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from gallery_pos.ports import Posted
    from gallery_pos.services.access import Approval
    from ui.app.screen import Screen

_SENT = "sent"
_MOST = 30


def _columns(title: str) -> tuple[Column[SendRow], ...]:
    return (
        Column(tr_noop("Barang"), lambda row: row.name, stretch=True, tip=lambda row: f"{row.name}\n{row.product}"),
        Column(tr_noop("Penitip"), lambda row: row.maker),
        Column(tr_noop("Harga"), lambda row: row.price, Kind.MONEY),
        Column(tr_noop("Kedaluwarsa"), lambda row: row.best_before, Kind.DATE),
        Column(tr_noop("Ada di sini"), lambda row: row.here, Kind.NUMBER),
        Column(title, lambda _row: None, Kind.NUMBER),
    )


class SendPage(Page):
    """The form of one transfer.

    Signals:
        left(): back to the list.
        posted(Posted): the goods are on their way.
    """

    left = Signal()
    posted = Signal(object)

    def __init__(self, host: Screen) -> None:
        super().__init__(host)
        self._here: dict[str, SendRow] = {}
        self._early: list[str] | None = None
        self.form = SendForm()
        self.source, self.to = OutletBox(tr("Dari gerai")), OutletBox(tr("Ke gerai"))
        self.carried_by, self.note = QLineEdit(), QLineEdit()
        for field in (self.carried_by, self.note):
            field.setPlaceholderText(tr("boleh kosong"))
        self.product = Picker(self._find, tr("Pindai barcode, atau ketik nama barang"))
        title = tr_noop("Dikirim", "jumlah")
        self.table: TypedTable[SendRow] = TypedTable(_columns(title), lambda row: row.product, {title: _SENT})
        self._empty = EmptyState(tr("Belum ada barang"), tr("Pindai barang yang dikirim, satu per satu."))
        self._totals = Label("", "strong")
        self._lay_out()
        self.equip(
            (
                ActionSpec("send.search", tr_noop("Cari barang"), "F2", "magnifying-glass", KEEPERS),
                ActionSpec("send.clear", tr_noop("Kosongkan"), "Ctrl+Delete", "eraser", KEEPERS),
                ActionSpec("send.back", tr_noop("Kembali ke daftar"), "Escape", "arrow-left"),
                ActionSpec("send.go", tr_noop("Kirim dan cetak"), "F12", "truck", KEEPERS),
            ),
            {
                "send.search": self.product.setFocus,
                "send.clear": self._clear,
                "send.back": self.left.emit,
                "send.go": self._post,
            },
        )
        for name in ("send.back", "send.clear"):
            self.add_footer(name)
        self.add_footer("send.go", primary=True)
        self._connect()
        self.show_form(forms.restore(self.place.gallery.drafts) or SendForm())

    def _lay_out(self) -> None:
        where = Card()
        where.body.setSpacing(GRID)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        fields: tuple[tuple[str, QWidget, int], ...] = (
            (tr("Dari gerai"), self.source, 3),
            (tr("Ke gerai"), self.to, 3),
            (tr("Dibawa oleh"), self.carried_by, 2),
            (tr("Catatan"), self.note, 2),
        )
        for title, field, share in fields:
            row.addWidget(titled(title, field), share)
        where.body.addLayout(row)
        where.add(self.product)
        goods = Card()
        goods.set_tight()
        goods.add(self._empty, 1)
        goods.add(self.table, 1)
        self.body.addWidget(where)
        self.body.addWidget(goods, 1)
        self.body.addWidget(self._totals)

    def _connect(self) -> None:
        self.source.activated.connect(self._on_where)
        self.to.activated.connect(self._on_where)
        self.product.picked.connect(self._on_picked)
        self.table.rows.typed.connect(self._on_typed)
        for field in (self.carried_by, self.note):
            field.editingFinished.connect(self._keep)

    # -- the form

    def show_form(self, form: SendForm) -> None:
        """Show another form: a new one, or the one that was left half filled in."""
        self.form = form
        self.carried_by.setText(form.carried_by)
        self.note.setText(form.note)
        self._offer()
        self._read_goods(self._show_lines)

    def begin(self, to: str) -> None:
        """Send to this outlet; a form with goods for another stays as it is."""
        if not self.form.pieces or self.form.to in {"", to}:
            if self.source.code() == to:
                other = next((outlet.code for outlet in open_outlets(self.place) if outlet.code != to), "")
                self.source.choose(other)
            self.to.choose(to)
            self._on_where()

    def begin_back(self, source: str) -> None:
        """Take everything that an outlet has back to the gallery; a form with goods stays as it is."""
        main = self.place.gallery.book.main_outlet()
        if self.form.pieces or main is None:
            return
        self.source.choose(source)
        self.to.choose(main.code)
        self.host.banner.clear()
        self._read_goods(
            lambda: self._change(forms.changed(self.form, pieces={code: row.here for code, row in self._here.items()}))
        )

    def refresh(self) -> None:
        """Read outlets and goods again."""
        self._offer()
        self._read_goods(self._show_lines)

    def entered(self) -> None:
        """Go on with the goods."""
        self.product.setFocus()

    def _offer(self) -> None:
        outlets = open_outlets(self.place)
        for box in (self.source, self.to):
            box.offer(outlets)
        source = self.form.source or self.place.gallery.machine.outlet
        self.source.choose(source)
        to = self.form.to or next((outlet.code for outlet in outlets if outlet.code != source), "")
        self.to.choose(to)

    def _read_goods(self, then: Callable[[], object]) -> None:
        """Read what the outlet that goods are sent from has of each product; what is scanned meanwhile waits."""
        book, source = self.place.gallery.book, self.source.code()
        self._early = [] if self._early is None else self._early

        def take(here: dict[str, SendRow]) -> None:
            if source != self.source.code():
                return  # another outlet was chosen meanwhile, and is being read
            self._here = here
            then()
            early, self._early = self._early or [], None
            for code in early:
                self.on_scan(code)

        self.host.read(lambda: goods_at(book, source), take)

    def _show_lines(self) -> None:
        rows = [self._here[code] for code in self.form.pieces if code in self._here]
        self.table.show_rows(rows)
        for row in rows:
            self.table.rows.set_value(row, _SENT, self.form.pieces[row.product])
        self._empty.setVisible(not rows)
        self.table.setVisible(bool(rows))
        self._say()

    def _say(self) -> None:
        pieces = self.form.total
        worth = sum(self._here[code].price * count for code, count in self.form.pieces.items() if code in self._here)
        said = tr("{lines} jenis, {pieces} barang, nilai jual {value}")
        self._totals.setText(
            said.format(
                lines=format_count(len(self.form.pieces)), pieces=format_count(pieces), value=format_rupiah(worth)
            )
            if pieces
            else ""
        )
        if self.acts is not None:
            text = tr("Kirim dan cetak")
            full = tr("{text} ({count} barang)").format(text=text, count=format_count(pieces))
            self.acts["send.go"].setText(full if pieces else text)

    def _keep(self) -> None:
        self.form = forms.changed(
            self.form,
            source=self.source.code(),
            to=self.to.code(),
            carried_by=self.carried_by.text(),
            note=self.note.text(),
        )
        with self.place.feedback.guard(self.host):
            forms.keep(self.place.gallery.drafts, self.form)

    def _change(self, form: SendForm) -> None:
        self.form = form
        self._keep()
        self._show_lines()

    def _on_where(self) -> None:
        self.host.banner.clear()
        self._keep()
        self._read_goods(self._drop_gone)

    def _drop_gone(self) -> None:
        """Say which goods the other outlet has none of, and take them off."""
        gone = [code for code in self.form.pieces if code not in self._here]
        if gone:
            self.host.banner.say(
                tr("{count} jenis barang tidak ada di gerai asal yang baru.").format(count=format_count(len(gone))),
                tr("Barisnya dihapus dari daftar ini."),
                "attention",
            )
            pieces = {code: count for code, count in self.form.pieces.items() if code in self._here}
            self.form = forms.changed(self.form, pieces=pieces)
            self._keep()
        self._show_lines()

    # -- goods

    def _find(self, words: str) -> Sequence[Choice]:
        hits = [row for row in self._here.values() if has_words(words, row.name, row.maker, row.product)]
        return [
            Choice(row.product, row.name, row.maker, tr("ada {count}").format(count=format_count(row.here)))
            for row in sorted(hits, key=lambda row: row.name.casefold())[:_MOST]
        ]

    def _on_picked(self, key: object) -> None:
        self.product.show_picked(None)
        self.add(str(key))
        self.table.begin(str(key), _SENT)

    def add(self, product: str) -> None:
        """Send one piece more of a product, as many as there are at most."""
        row = self._here.get(product)
        if row is None:
            return
        before = self.form.pieces.get(product, 0)
        if before >= row.here:
            said = tr("{name}: hanya ada {left}.").format(name=row.name, left=format_count(row.here))
            self.host.banner.say(said, tone="attention")
        self._change(forms.with_pieces(self.form, product, min(before + 1, row.here)))

    def on_scan(self, code: str) -> bool:
        """Send one piece more of what was scanned."""
        if self._early is not None:
            self._early.append(code)
            return True
        self.table.finish()
        found = self.place.gallery.book.product_by_barcode(code)
        self.host.banner.clear()
        if found is None:
            self.host.banner.say(tr("Belum ada produk dengan barcode {code}.").format(code=code), tone="attention")
        elif found.code not in self._here:
            said = tr("{name} tidak ada di {outlet}.").format(name=found.name, outlet=self.source.currentText())
            self.host.banner.say(said, tone="attention")
        else:
            self.add(found.code)
        return True

    def _on_typed(self, key: Hashable, _name: str) -> None:
        code = str(key)
        row = self._here[code]
        typed = self.table.rows.value(row, _SENT)
        self.form = forms.with_pieces(self.form, code, typed or None)
        self._keep()
        if typed is not None and typed > row.here:
            said = tr("{name}: hanya ada {left}.").format(name=row.name, left=format_count(row.here))
            self.host.banner.say(said, tone="attention")
        else:
            self.host.banner.clear()
        if typed:
            self._say()
        else:
            self._show_lines()

    def _clear(self) -> None:
        self.place.gallery.drafts.delete(self.form.id)
        self.show_form(SendForm(source=self.source.code(), to=self.to.code()))
        self.entered()

    # -- doing it

    def _post(self) -> None:
        self.table.finish()
        self._keep()
        form = self.form
        self.host.banner.clear()

        def send(approval: Approval | None) -> None:
            desk = replace(self.place.desk(), outlet=self.source.code())
            done = send_goods(
                desk,
                to=self.to.code(),
                lines=pick(desk, form.pieces),
                carried_by=form.carried_by,
                note=form.note,
                approval=approval,
                id=form.id,
            )
            self.place.announce(done)
            self._sent(done.value)

        with_approval(self.place, self, send)

    def _sent(self, posted: Posted) -> None:
        self.place.gallery.drafts.delete(self.form.id)
        self.show_form(SendForm(source=self.source.code()))
        self.posted.emit(posted)
