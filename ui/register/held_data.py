"""Everything that is held about one maker, for him who asks: as a file for machines and as a paper to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from db.queries.history import revisions
from db.queries.papers import list_papers
from db.queries.records import list_products
from db.queries.settlement import account, list_payouts, list_statements
from db.queries.stock import list_lots
from gallery_pos.documents import AgreementRevised, ConsignorRevised, ConsignorsMerged
from gallery_pos.errors import RuleBroken
from gallery_pos.formatting import format_count, format_date, format_phone, format_rupiah
from gallery_pos.language import tr
from gallery_pos.services.access import Act, require
from receipts.pdf.consent import HeldData, Part
from receipts.pdf.sheet import letterhead_of
from ui.app.names import SIZES, TYPES, movement_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from db.private import Personal, PrivateView
    from db.queries.papers import PaperRow
    from db.queries.records import ProductRow
    from db.queries.settlement import AccountRow, PayoutRow, StatementRow
    from db.queries.stock import LotRow
    from gallery_pos.desk import Desk
    from gallery_pos.ports import Book, Posted
    from ui.gallery import Gallery


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What is held; ``opened`` is the record of who looked at the personal data, this time included."""

    maker: ConsignorRevised
    day: date
    personal: Personal
    opened: list[PrivateView]
    history: list[Posted]
    agreements: list[Posted]
    products: list[ProductRow]
    lots: list[LotRow]
    account: list[AccountRow]
    statements: list[StatementRow]
    payouts: list[PayoutRow]
    papers: list[PaperRow]
    merges: list[Posted]


def collect(gallery: Gallery, desk: Desk, code: str, *, reason: str) -> Held:
    """Put together everything that is held about a maker; the look at his personal data is recorded.

    Touches no widget. Raises RuleBroken (``consignor.unknown``), StorageTrouble where the private store stays closed.
    """
    require(desk, Act.SEE_PRIVATE)
    maker = gallery.book.consignor(code)
    if maker is None:
        raise RuleBroken("consignor.unknown", tr("Penitip {code} tidak dikenal.").format(code=code))
    database = gallery.database
    return Held(
        maker=maker,
        day=desk.today(),
        personal=gallery.personal.look(code, by=desk.user, reason=reason),
        opened=gallery.personal.views(code),
        history=revisions(database, kind=ConsignorRevised.__name__, code=code),
        agreements=revisions(database, kind=AgreementRevised.__name__, code=code),
        products=list_products(database, consignor=code),
        lots=list_lots(database, consignor=code),
        account=account(database, consignor=code, limit=None),
        statements=list_statements(database, consignor=code),
        payouts=list_payouts(database, consignor=code),
        papers=[row for row in list_papers(database) if row.consignor == code],
        merges=list(_merges(gallery, code)),
    )


def _merges(gallery: Gallery, code: str) -> Iterator[Posted]:
    """Yield the merges that a maker was part of."""
    for merged in gallery.book.latest_of_all(ConsignorsMerged):
        posted = gallery.book.document(merged.id) if code in {merged.duplicate, merged.into} else None
        if posted is not None:
            yield posted


def as_json(held: Held) -> bytes:
    """Return it for machines: amounts in rupiah, dates ISO 8601, keys in English; documents with their numbers."""
    told: dict[str, Any] = {
        "profile": _document(held.maker),
        "collected_on": held.day,
        "personal": held.personal,
        "personal_opened": held.opened,
        "profile_history": [_posted(each) for each in held.history],
        "agreements": [_posted(each) for each in held.agreements],
        "products": held.products,
        "lots": held.lots,
        "account": held.account,
        "statements": held.statements,
        "payouts": held.payouts,
        "papers": held.papers,
        "merges": [_posted(each) for each in held.merges],
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=2)


def _document(document: ConsignorRevised) -> dict[str, Any]:
    return {name: getattr(document, name) for name in document.__struct_fields__}


def _posted(posted: Posted) -> dict[str, Any]:
    document = posted.document
    return {"number": posted.number} | {name: getattr(document, name) for name in document.__struct_fields__}


def as_paper(gallery: Gallery, held: Held) -> HeldData:
    """Return it as a paper to read."""
    outlet = gallery.book.main_outlet() or gallery.outlet()
    return HeldData(
        letterhead=letterhead_of(outlet, gallery.logo(outlet), gallery.notice(outlet)),
        name=held.maker.business_name,
        about=_about(gallery.book, held.maker),
        personal=_personal(held.personal),
        parts=tuple(
            part(held) for part in (_products, _papers, _agreed, _account, _statements, _payouts, _merged, _opened)
        ),
        day=held.day,
        practice=gallery.machine.practice,
    )


def _filled(*pairs: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((label, text) for label, text in pairs if text)


def _about(book: Book, maker: ConsignorRevised) -> tuple[tuple[str, str], ...]:
    organizations = {each.organization: book.consignor(each.organization) for each in maker.memberships}
    names = (found.business_name if found else code for code, found in organizations.items())
    return _filled(
        (tr("Kode penitip"), maker.code),
        (tr("Nama usaha"), maker.business_name),
        (tr("Pemilik"), maker.owner),
        (tr("Bentuk"), tr(TYPES[maker.type])),
        (tr("Kecamatan"), maker.district),
        (tr("NIB"), maker.nib),
        (tr("Kelas usaha"), tr(SIZES[maker.size_class]) if maker.size_class else ""),
        (tr("Penjualan setahun"), format_rupiah(maker.yearly_sales) if maker.yearly_sales is not None else ""),
        (tr("Modal usaha"), format_rupiah(maker.capital) if maker.capital is not None else ""),
        (tr("Sektor"), maker.sector),
        (tr("Komoditas"), maker.commodity),
        (tr("Menitip sejak"), format_date(maker.since) if maker.since else ""),
        (tr("Keanggotaan"), ", ".join(names)),
        (tr("Catatan"), maker.note),
        (tr("Persetujuan"), format_date(maker.consent_on) if maker.consent_on else ""),
    )


def _personal(known: Personal) -> tuple[tuple[str, str], ...]:
    return _filled(
        (tr("Telepon"), format_phone(known.phone) if known.phone else ""),
        (tr("Surel"), known.email),
        (tr("NIK"), known.nik),
        (tr("NPWP"), known.npwp),
        (tr("Rekening"), " ".join(part for part in (known.bank, known.account, known.account_name) if part)),
        (tr("Alamat"), known.address),
    )


def _products(held: Held) -> Part:
    rows = tuple(
        (row.name, row.code, format_rupiah(row.price), format_count(row.on_hand), format_count(row.sold))
        for row in held.products
    )
    columns = (
        (tr("Produk"), 46, False),
        (tr("Kode"), 14, False),
        (tr("Harga"), 18, True),
        (tr("Di rak"), 11, True),
        (tr("Terjual"), 11, True),
    )
    return Part(tr("Produk dan barang di rak"), columns, rows)


def _papers(held: Held) -> Part:
    rows = tuple(
        (row.paper, row.name, row.number, format_date(row.expires) if row.expires else "") for row in held.papers
    )
    columns = (
        (tr("Dokumen"), 18, False),
        (tr("Milik"), 34, False),
        (tr("Nomor"), 30, False),
        (tr("Berlaku sampai"), 18, False),
    )
    return Part(tr("Dokumen legalitas"), columns, rows)


def _merged(held: Held) -> Part:
    rows = tuple((format_date(each.document.business_date), each.number) for each in held.merges)
    return Part(tr("Penggabungan penitip"), ((tr("Tanggal"), 20, False), (tr("Nomor"), 80, False)), rows)


def _agreed(held: Held) -> Part:
    rows = tuple((format_date(each.document.business_date), each.number) for each in held.agreements)
    return Part(tr("Perjanjian"), ((tr("Tanggal"), 20, False), (tr("Nomor"), 80, False)), rows)


def _account(held: Held) -> Part:
    rows = tuple(
        (
            format_date(row.business_date),
            movement_name(row.movement),
            row.name,
            format_count(row.quantity) if row.quantity else "",
            format_rupiah(row.amount) if row.amount else "",
            row.number,
        )
        for row in held.account
    )
    columns = (
        (tr("Tanggal"), 13, False),
        (tr("Peristiwa"), 15, False),
        (tr("Barang"), 27, False),
        (tr("Jumlah"), 8, True),
        (tr("Untuk penitip"), 14, True),
        (tr("Nomor"), 23, False),
    )
    return Part(tr("Barang dan uang"), columns, rows)


def _statements(held: Held) -> Part:
    rows = tuple(
        (row.number, format_date(row.since), format_date(row.until), format_rupiah(row.due), format_rupiah(row.closing))
        for row in held.statements
    )
    columns = (
        (tr("Nomor"), 32, False),
        (tr("Dari"), 16, False),
        (tr("Sampai"), 16, False),
        (tr("Hak penitip"), 18, True),
        (tr("Saldo akhir"), 18, True),
    )
    return Part(tr("Laporan"), columns, rows)


def _payouts(held: Held) -> Part:
    rows = tuple(
        (row.number, format_date(row.business_date), row.received_by, format_rupiah(row.amount)) for row in held.payouts
    )
    columns = (
        (tr("Nomor"), 32, False),
        (tr("Tanggal"), 18, False),
        (tr("Diterima oleh"), 30, False),
        (tr("Jumlah"), 20, True),
    )
    return Part(tr("Pembayaran"), columns, rows)


def _opened(held: Held) -> Part:
    rows = tuple((format_date(row.at.date()), row.user, row.reason) for row in held.opened)
    columns = ((tr("Tanggal"), 18, False), (tr("Oleh"), 22, False), (tr("Alasan"), 60, False))
    return Part(tr("Siapa membuka data pribadi"), columns, rows)
