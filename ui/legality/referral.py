"""What a maker is asked to bring, as a paper for the legality desk and as a text for WhatsApp."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from db.queries.papers import papers_ending
from gallery_pos.language import tr
from gallery_pos.services.legality import rules_of
from ui.dialogs.pdf import show_pdf
from ui.news.dialog import NewsDialog
from ui.news.shelf import papers_news, signature

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from db.queries.legality import GateRow
    from ui.gallery import Gallery
    from ui.news.item import News
    from ui.workplace import Workplace


def referral(gallery: Gallery, consignor: str, goods: Iterable[GateRow], user: str, number: str = "") -> bytes:
    """Return the referral of a maker with what his goods lack, as a PDF. Touches no widget."""
    from receipts.pdf.referral import Referral, Referred, referral_pdf
    from receipts.pdf.sheet import letterhead_of

    maker, outlet = gallery.book.consignor(consignor), gallery.book.main_outlet() or gallery.outlet()
    staff = gallery.book.user(user)
    return referral_pdf(
        Referral(
            letterhead=letterhead_of(outlet, gallery.logo(outlet), gallery.notice(outlet)),
            consignor=consignor,
            business_name=maker.business_name if maker else consignor,
            owner=maker.owner if maker else "",
            district=maker.district if maker else "",
            day=gallery.desk().today(),
            products=tuple(Referred(row.name, row.product, row.group, lacks(row)) for row in goods),
            staff=staff.name if staff else "",
            number=number,
            practice=gallery.machine.practice,
        )
    )


def lacks(row: GateRow) -> tuple[str, ...]:
    """Return what a product lacks or soon will, each in a few words."""
    return tuple(finding.sentence for finding in row.findings)


def show_referral(place: Workplace, near: QWidget, consignor: str, goods: Iterable[GateRow]) -> None:
    """Make the referral and open it."""
    gallery, user, rows = place.gallery, place.user.code, tuple(goods)
    show_pdf(
        place,
        near,
        lambda: referral(gallery, consignor, rows, user),
        title=tr("Surat rujukan legalitas"),
        name=f"rujukan-{consignor}",
    )


def papers_of(gallery: Gallery, consignor: str, goods: Iterable[GateRow]) -> News:
    """Return what the maker is told: what his goods lack and what ends soon."""
    maker, today = gallery.book.consignor(consignor), gallery.desk().today()
    kinds = {kind.code: kind.name for kind in rules_of(gallery.book).papers}
    ending = [row for row in papers_ending(gallery.database, on=today) if row.consignor == consignor]
    name = maker.business_name if maker else consignor
    return papers_news(consignor, name, ending, today, signature(gallery), kinds=kinds, goods=goods)


def show_message(place: Workplace, near: QWidget, consignor: str, goods: Iterable[GateRow]) -> None:
    """Show the text for a maker, ready to be sent."""
    with place.feedback.guard(near):
        news = papers_of(place.gallery, consignor, goods)
        NewsDialog(place, near.window(), news, title=tr("Pesan tentang dokumen")).open()
