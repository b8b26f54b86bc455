"""Goods come back from a buyer, against the receipt they were sold with."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

import msgspec

from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import Allocation, Method, RefundedLine, SaleCompleted, SaleRefunded, Tender
from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr
from gallery_pos.money import portion, round_cash
from gallery_pos.services.access import Act, Approval, approved, noted
from gallery_pos.services.checkout import outlet_of
from gallery_pos.services.merging import follow_merges
from gallery_pos.services.shifts import open_drawer_of, require_cash

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gallery_pos.documents import SaleLine
    from gallery_pos.ports import Posted, SoldLine


class SaleFound(NamedTuple):
    """A sale that goods come back from: ``given_back`` are the pieces per line that came back before."""

    posted: Posted
    sale: SaleCompleted
    given_back: dict[int, SoldLine]

    def left(self, line: int) -> int:
        """Return the pieces of a line that can still come back."""
        before = self.given_back.get(line)
        return self.sale.lines[line].quantity - (before.refunded if before else 0)


def find_sale(desk: Desk, number_or_code: str) -> SaleFound:
    """Return the sale with this number or receipt code. Raises RuleBroken (``refund.unknown``)."""
    posted = desk.book.sale(number_or_code.strip())
    if posted is None or not isinstance(posted.document, SaleCompleted):
        raise RuleBroken(
            "refund.unknown",
            tr("Struk {code} tidak ditemukan.").format(code=number_or_code.strip()),
            todo=tr("Periksa kode di bagian bawah struk, atau pindai QR-nya."),
        )
    before = {line.line: line for line in desk.book.refunded(posted.document.id)}
    return SaleFound(posted, posted.document, before)


class ToRefund(NamedTuple):
    """What a refund pays out, in rupiah."""

    lines: tuple[RefundedLine, ...]
    tax: int
    rounding: int

    @property
    def total(self) -> int:
        """What the buyer gets."""
        return sum(line.net for line in self.lines) + self.tax + self.rounding


def work_out(desk: Desk, found: SaleFound, pieces: Mapping[int, int], method: Method) -> ToRefund:
    """Return what giving back ``pieces`` (by line) pays out; nothing is written.

    Amounts, tax and cash rounding are differences of running totals, so that refunds in any steps sum to the sale.
    Raises RuleBroken (``refund.nothing``, ``refund.too_many``).
    """
    chosen = {line: quantity for line, quantity in pieces.items() if quantity}
    if not chosen:
        raise RuleBroken("refund.nothing", tr("Pilih barang yang dikembalikan lebih dulu."))
    for line, quantity in chosen.items():
        _check_left(found, line, quantity)
    lines = tuple(
        refunded_line(found.sale.lines[line], line, quantity, found.given_back.get(line))
        for line, quantity in sorted(chosen.items())
    )
    net, before = sum(line.net for line in lines), _net_before(found)
    tax_before, tax_after = _tax(found.sale, before), _tax(found.sale, before + net)
    rounding = 0
    if method is Method.CASH:
        outlet = outlet_of(desk)
        rounding_before, rounding_after = (
            round_cash(exact, outlet.rounding_step, down=outlet.rounding_down) - exact
            for exact in (before + tax_before, before + net + tax_after)
        )
        rounding = rounding_after - rounding_before
    return ToRefund(lines, tax_after - tax_before, rounding)


def _check_left(found: SaleFound, line: int, quantity: int) -> None:
    lines = found.sale.lines
    known = 0 <= line < len(lines)
    left = found.left(line) if known else 0
    if not 0 < quantity <= left:
        raise RuleBroken(
            "refund.too_many",
            tr("{name}: hanya {left} yang masih bisa dikembalikan.").format(
                name=lines[line].name if known else tr("Baris {line}").format(line=line + 1), left=left
            ),
            safe=tr("Belum ada yang berubah."),
        )


def _net_before(found: SaleFound) -> int:
    """Return what the pieces that came back before were sold for; they were taken in the same order as now."""
    return sum(
        refunded_line(found.sale.lines[index], index, done.refunded, None).net
        for index, done in found.given_back.items()
    )


def _tax(sale: SaleCompleted, net: int) -> int:
    """Return the part of a sale's tax that belongs to lines worth ``net``."""
    whole = sum(line.net for line in sale.lines)
    return portion(sale.tax, net, whole) if whole else 0


def refunded_line(line: SaleLine, index: int, quantity: int, before: SoldLine | None) -> RefundedLine:
    """Return ``quantity`` more pieces of a sale line going back into the lots they came from."""
    by_lot = dict(before.by_lot) if before else {}
    back: list[Allocation] = []
    left = quantity
    for part in line.allocations:
        done = min(by_lot.get(part.lot, 0), part.quantity)
        by_lot[part.lot] = by_lot.get(part.lot, 0) - done
        pieces = min(part.quantity - done, left)
        if pieces:
            back.append(_part_back(part, done, pieces))
            left -= pieces
    return RefundedLine(
        line=index,
        product=line.product,
        name=line.name,
        consignor=line.consignor,
        maker=line.maker,
        quantity=quantity,
        unit_price=line.unit_price,
        discount=sum(part.discount for part in back),
        allocations=tuple(back),
    )


def _part_back(part: Allocation, done: int, pieces: int) -> Allocation:
    def more(amount: int) -> int:
        return portion(amount, done + pieces, part.quantity) - portion(amount, done, part.quantity)

    gross, discount, commission = more(part.gross), more(part.discount), more(part.commission)
    return msgspec.structs.replace(
        part,
        quantity=pieces,
        gross=gross,
        discount=discount,
        commission=commission,
        due=gross - discount - commission,
    )


def refund_sale(
    desk: Desk,
    *,
    id: UUID,  # noqa: A002 -- the document's own word
    sale: str,
    pieces: Mapping[int, int],
    method: Method,
    reason: str,
    reference: str = "",
    approval: Approval | None = None,
) -> Done[Posted]:
    """Give ``pieces`` (by line of the sale) back; ``id`` was made when the form was opened.

    A line that is on a statement already becomes a deduction on the next one by itself. Raises RuleBroken
    (``refund.*``, ``shift.*``) and NeedsApproval (``access.approval``).
    """
    if not reason.strip():
        raise RuleBroken("refund.reason", tr("Tulis alasan pengembaliannya."))
    with desk.journal.transaction():
        chosen = {line: quantity for line, quantity in pieces.items() if quantity}
        if before := desk.submitted(
            id, SaleRefunded, lambda refund: {line.line: line.quantity for line in refund.lines} == chosen
        ):
            return Done(before, Changes.NONE)
        by = approved(desk, Act.REFUND, approval, tr("Pengembalian perlu persetujuan."))
        found = find_sale(desk, sale)
        to_refund = work_out(desk, found, pieces, method)
        drawer = open_drawer_of(desk)
        if method is Method.CASH:
            require_cash(drawer, to_refund.total)
        refund = desk.write(
            SaleRefunded,
            id=id,
            sale=found.sale.id,
            shift=drawer.opened.id,
            lines=to_refund.lines,
            tenders=_tenders(method, to_refund.total, reference),
            total=to_refund.total,
            tax=to_refund.tax,
            rounding=to_refund.rounding,
            reason=noted(reason, approval),
            approved_by=by,
        )
        posted = desk.journal.append(refund)
        follow_merges(desk, {line.consignor for line in refund.lines})
        return Done(posted, Changes.SALES | Changes.STOCK | Changes.SHIFTS | Changes.SETTLEMENT)


def _tenders(method: Method, total: int, reference: str) -> tuple[Tender, ...]:
    return (Tender(method=method, amount=total, reference=reference),) if total else ()
