"""Fees that makers owe: for their shelf month by month (iuran), for what was sold, for what QRIS cost."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from gallery_pos.desk import Desk
from gallery_pos.documents import GALLERY, AgreementRevised, FeeCharged, FeeType
from gallery_pos.fees import item_charge, qris_charge
from gallery_pos.language import tr
from gallery_pos.report_clock import month_of_day
from gallery_pos.statement import months_to_charge
from gallery_pos.terms import Bearer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date


def agreement_of(desk: Desk, consignor: str) -> AgreementRevised | None:
    """Return a consignor's own agreement, else the gallery's default."""
    return desk.book.agreement(consignor) or desk.book.agreement(GALLERY)


def fees_due(desk: Desk, consignor: str, until: date) -> Iterator[FeeCharged]:
    """Return the shelf fees of the months that are over by a day and not charged yet; nothing is written."""
    return fees_under(desk, agreement_of(desk, consignor), consignor, until)


def fees_under(desk: Desk, agreement: AgreementRevised | None, consignor: str, until: date) -> Iterator[FeeCharged]:
    """As :func:`fees_due`, where the agreement is known already.

    None in a month that is closed: what was not charged by then is charged with the next cut-off.
    """
    if agreement is None or not agreement.monthly_fee or desk.book.month_closed(desk.outlet, month_of_day(until)):
        return
    charged, active = desk.book.fee_periods(consignor), desk.book.first_active(consignor)
    for period in months_to_charge(agreement, charged, active, until):
        yield desk.write(
            FeeCharged,
            consignor=consignor,
            amount=agreement.monthly_fee,
            reason=tr("Iuran bulan {period}").format(period=period),
            period=period,
            business_date=until,
        )


def charge_before_change(desk: Desk, consignor: str) -> None:
    """Charge what fell due under the agreement as it stands, before it is changed; GALLERY: for all it holds for."""
    yesterday = desk.today() - timedelta(days=1)
    concerned = [consignor]
    if consignor == GALLERY:
        concerned = [one.code for one in desk.book.consignors() if desk.book.agreement(one.code) is None]
    for code in concerned:
        for fee in fees_due(desk, code, yesterday):
            desk.journal.append(fee)


class TradeFees:
    """Fees that come with a statement, for all that no statement has told yet: asked once for all makers or for some.

    They are charged when the statement is issued and stand on it, so that each piece and each payment is charged once.
    """

    def __init__(self, desk: Desk, until: date, consignors: Collection[str] | None = None) -> None:
        """Read what was agreed and what was sold up to a day; nothing is read where nobody agreed to such fees."""
        book = desk.book
        self._desk, self._until = desk, until
        self._versions = book.agreement_versions(None if consignors is None else {*consignors, GALLERY})
        every = [one for versions in self._versions.values() for one in versions]
        self._sold = book.pieces_sold(until, consignors) if any(one.item_fee for one in every) else {}
        bears = any(one.qris_bearer is not Bearer.GALLERY for one in every)
        self._paid = book.paid_by_qris(until, consignors) if bears else {}
        self._closed = book.month_closed(desk.outlet, month_of_day(until))

    def of(self, consignor: str) -> Iterator[FeeCharged]:
        """Return the fees of one maker; nothing is written.

        Where the month of the cut-off is closed they are charged today and stand on his next statement.
        """
        own, everybody = self._versions.get(consignor, []), self._versions.get(GALLERY, [])
        charges = (
            (FeeType.ITEM, item_charge(self._sold.get(consignor, ()), own, everybody)),
            (FeeType.QRIS, qris_charge(self._paid.get(consignor, ()), own, everybody)),
        )
        for kind, charge in charges:
            if charge is None:
                continue
            yield self._desk.write(
                FeeCharged,
                consignor=consignor,
                amount=charge.amount,
                reason=charge.reason,
                period=self._until.isoformat(),
                type=kind,
                business_date=self._desk.today() if self._closed else self._until,
            )
