"""Fees that makers owe for their shelf, month by month (iuran)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from gallery_pos.desk import Desk
from gallery_pos.documents import GALLERY, AgreementRevised, FeeCharged
from gallery_pos.language import tr
from gallery_pos.report_clock import month_of_day
from gallery_pos.statement import months_to_charge

if TYPE_CHECKING:
    from collections.abc import Iterator
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
