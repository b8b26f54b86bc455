"""What becomes of the money: deposits, QRIS and cards paid out, commission taken, and what the QRIS provider's files say."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from gallery_pos.documents import (
    Document,
    Holding,
    Match,
    Method,
    MoneyMoved,
    MutationLine,
    MutationsImported,
    MutationsMatched,
    SaleCompleted,
    SaleRefunded,
    VisitRecorded,
)
from gallery_pos.matched import value_on
from gallery_pos.money import share
from gallery_pos.services.sample.days import HOUR
from gallery_pos.services.sample.stage import MANAGER
from gallery_pos.services.treasury import ACCOUNTS, move_money, own_money

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from gallery_pos.services.sample.settling import Settling
    from gallery_pos.services.sample.stage import Stage

    Agenda = list[tuple[float, Callable[[], object]]]

CAPITAL = 8_000_000
"""Rupiah that the gallery begins with: change for the drawers, and what it buys outright."""
_KEPT, _OWN_KEPT, _STEP = 2_500_000, 3_000_000, 100_000
"""Rupiah that stay in the safe, that stay of the gallery's own, and in whole steps of which money is moved."""
_COST = {Holding.QRIS: 30, Holding.CARD: 100}
"""What the provider keeps, in basis points."""
_MONDAY, _WEDNESDAY, _SATURDAY = 0, 2, 5
_FILE_ON, _TAKEN_ON = 3, 9
"""Days of the month on which the provider's file comes in, and on which last month's commission is taken out."""
_LOST_BEFORE = 12
"""So many days before the end of the story a payment by QRIS never arrived: the screen that was shown was of another day."""
_SURE = 98
_KINDS = tuple(kind.__name__ for kind in (SaleCompleted, SaleRefunded, VisitRecorded, MoneyMoved))


class _Told(NamedTuple):
    line: MutationLine
    document: UUID | None


class Banking:
    """The office's way to the bank; no holding ever goes below zero by it."""

    def __init__(self, stage: Stage, settling: Settling) -> None:
        """Work on ``stage`` and provide what ``settling`` pays."""
        self._stage = stage
        self._settling = settling
        self._lost: SaleCompleted | None = None
        self._read: dict[str, int] = {}

    def begin(self) -> None:
        """Put the first money into the safe."""
        desk = self._stage.at(MANAGER)
        note = "Modal awal: uang kembalian dan pembelian putus"
        move_money(desk, source=Holding.OWNER, target=Holding.SAFE, amount=CAPITAL, note=note)

    def on(self, day: date) -> Agenda:
        """Return what is done on a day: minutes since midnight, and what."""
        agenda: Agenda = [(13.1 * HOUR, self._provide)]
        if (self._stage.today - day).days == _LOST_BEFORE:
            agenda.append((17.95 * HOUR, self._lose))
        if day.weekday() < _SATURDAY:
            agenda.append((7.05 * HOUR, partial(self._paid_out, Holding.QRIS)))
        if day.weekday() == _WEDNESDAY:
            agenda.append((7.1 * HOUR, partial(self._paid_out, Holding.CARD)))
        if day.weekday() == _MONDAY:
            agenda.append((9.3 * HOUR, self._deposit))
        if day.day == _TAKEN_ON:
            agenda.append((15.1 * HOUR, self._take_commission))
        if day.day == _FILE_ON or (self._stage.today - day).days == 1:
            agenda.append((18.3 * HOUR, self._take_file_in))
        return agenda

    def _there(self, holding: Holding) -> int:
        return self._stage.desk.book.accounts().get(ACCOUNTS[holding], 0)

    def _move(self, source: Holding, target: Holding, amount: int, reference: str, note: str = "") -> None:
        if amount > 0:
            desk = self._stage.at(MANAGER)
            cost = share(amount, _COST.get(source, 0))
            said = f"{reference}{desk.today():%d%m%y}"
            move_money(desk, source=source, target=target, amount=amount, cost=cost, reference=said, note=note)

    def _paid_out(self, holding: Holding) -> None:
        """Let the provider pay out what was paid by yesterday; what never reached it stays."""
        lost = value_on(self._lost, holding) if self._lost is not None else 0
        self._move(holding, Holding.BANK, self._there(holding) - lost, "QR" if holding is Holding.QRIS else "EDC")

    def _deposit(self) -> None:
        spare = (self._there(Holding.SAFE) - _KEPT) // _STEP * _STEP
        self._move(Holding.SAFE, Holding.BANK, spare, "STR", "Setoran mingguan")

    def _provide(self) -> None:
        """See to it that bank and safe hold what makers are paid today."""
        cash, transfers = self._settling.needs()
        short = _steps(transfers - self._there(Holding.BANK))
        if short > 0:
            short = min(short, self._there(Holding.SAFE) - cash)
            self._move(Holding.SAFE, Holding.BANK, short, "STR", "Setoran untuk membayar penitip")
        short = _steps(cash - self._there(Holding.SAFE))
        if short > 0:
            short = min(short, self._there(Holding.BANK) - transfers)
            self._move(Holding.BANK, Holding.SAFE, short, "TRK", "Tarik tunai untuk membayar penitip")

    def _take_commission(self) -> None:
        own = own_money(self._stage.at(MANAGER)) - _OWN_KEPT
        amount = min(own, self._there(Holding.BANK)) // _STEP * _STEP
        self._move(Holding.BANK, Holding.OWNER, amount, "KMS", "Komisi dan iuran bulan lalu")

    # -- what the provider says

    def _lose(self) -> None:
        """Choose one of today's payments: it never arrives."""
        desk = self._stage.at(MANAGER)
        for _, sale in desk.book.written_since(self._read.get(desk.outlet, 0), desk.outlet, _KINDS):
            here = isinstance(sale, SaleCompleted) and sale.business_date == desk.today()
            if here and isinstance(sale, SaleCompleted) and [each.method for each in sale.tenders] == [Method.QRIS]:
                self._lost = sale
                return

    def _take_file_in(self) -> None:
        """Take in what the provider says since the last file, and match it; one buyer had paid twice."""
        desk = self._stage.at(MANAGER)
        told = sorted(self._told(), key=lambda one: (one.line.day, one.line.time, str(one.document)))
        if not told:
            return
        if (self._stage.today - desk.today()).days == 1:
            told.insert(1, _Told(told[0].line, None))
        name = f"qris-{desk.today():%Y-%m-%d}.csv"
        lines = tuple(one.line for one in told)
        known = sha256(repr(lines).encode()).hexdigest()
        file = desk.write(MutationsImported, account=Holding.QRIS, lines=lines, file=name, sha256=known)
        desk.journal.append(file)
        matches = tuple(
            Match(mutations=file.id, line=number, document=one.document, confidence=_SURE)
            for number, one in enumerate(told)
            if one.document is not None
        )
        desk.journal.append(desk.write(MutationsMatched, account=Holding.QRIS, matches=matches))

    def _told(self) -> list[_Told]:
        desk, told = self._stage.at(MANAGER), list[_Told]()
        for outlet in desk.book.outlets():
            for place, document in desk.book.written_since(self._read.get(outlet.code, 0), outlet.code, _KINDS):
                self._read[outlet.code] = place
                amount = value_on(document, Holding.QRIS)
                if amount and document is not self._lost and (self._lost is None or document.id != self._lost.id):
                    told.append(_Told(self._line(document, amount), document.id))
        return told

    def _line(self, document: Document, amount: int) -> MutationLine:
        local = document.posted_at.astimezone(self._stage.desk.timezone)
        out = isinstance(document, MoneyMoved)
        references = [each.reference for each in getattr(document, "tenders", ()) if each.method is Method.QRIS]
        return MutationLine(
            day=document.business_date,
            time=f"{local:%H:%M}",
            amount=amount,
            reference=getattr(document, "reference", "") or " ".join(references),
            description="Pencairan ke rekening" if out else "Pembayaran QRIS",
        )


def _steps(amount: int) -> int:
    """Return an amount rounded up to a whole step."""
    return -(-amount // _STEP) * _STEP
