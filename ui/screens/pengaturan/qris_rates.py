"""What QRIS costs an outlet: the rate from a day on, and what a payment may come to for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gallery_pos.documents import ChannelRate
from gallery_pos.formatting import format_date, format_percent, format_rupiah
from gallery_pos.language import tr
from ui.app.tokens import GRID
from ui.widgets.edits import DateEdit, RupiahEdit
from ui.widgets.text import Label
from ui.widgets.typed import PercentEdit

if TYPE_CHECKING:
    from datetime import date


class QrisRates(QWidget):
    """The rates that hold and will hold, and fields for the next one; earlier ones stay as they were."""

    def __init__(self) -> None:
        super().__init__()
        self._rates: tuple[ChannelRate, ...] = ()
        self.rate, self.free, self.since = PercentEdit(), RupiahEdit(), DateEdit()
        self.rate.setAccessibleName(tr("Tarif QRIS"))
        self.free.setAccessibleName(tr("Gratis sampai pembayaran"))
        self.since.setAccessibleName(tr("Berlaku sejak"))
        self.free.setPlaceholderText(tr("gratis sampai Rp"))
        self.since.setPlaceholderText(tr("sejak tanggal"))
        self.known = Label("", "soft", wrap=True)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        for field in (self.rate, self.free, self.since):
            line.addWidget(field, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addLayout(line)
        column.addWidget(self.known)

    def show_rates(self, rates: tuple[ChannelRate, ...]) -> None:
        """Show the rates of an outlet; the fields are empty for another one."""
        self._rates = tuple(sorted(rates, key=lambda one: one.since))
        for field in (self.rate, self.free, self.since):
            field.clear()
        self.known.setText("\n".join(map(_words, self._rates)) or tr("Belum ada tarif: QRIS tidak dihitung biayanya."))

    def problem(self) -> str:
        """Return what is wrong with the rate that is typed, or ""."""
        for field in (self.rate, self.free, self.since):
            if problem := field.problem():
                return problem
        if self._empty():
            return ""
        return "" if self.since.value() and self.rate.value() is not None else tr("isi tarif dan tanggal mulainya")

    def rates(self) -> tuple[ChannelRate, ...]:
        """Return the rates with the one that is typed; one of the same day takes the place of the one before."""
        since: date | None = self.since.value()
        rate = self.rate.value()
        if since is None or rate is None:
            return self._rates
        new = ChannelRate(since=since, basis_points=rate, free_up_to=self.free.value() or 0)
        kept = [one for one in self._rates if one.since != since]
        return tuple(sorted([*kept, new], key=lambda one: one.since))

    def _empty(self) -> bool:
        return not any(field.text().strip() for field in (self.rate, self.free, self.since))


def _words(rate: ChannelRate) -> str:
    since = tr("Sejak {day}: {rate}").format(day=format_date(rate.since), rate=format_percent(rate.basis_points))
    if not rate.free_up_to:
        return since
    return tr("{rate}, gratis sampai {amount}").format(rate=since, amount=format_rupiah(rate.free_up_to))
