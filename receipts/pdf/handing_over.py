"""Berita acara serah terima: everything that one operator hands to the next, on one paper with three signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from gallery_pos.formatting import format_count, format_date, format_long_date, format_rupiah
from gallery_pos.language import tr
from gallery_pos.services.operators import ACCOUNTS
from receipts.pdf.agreement import Signer, signed
from receipts.pdf.blocks import Col, gap, heading, table, text
from receipts.pdf.fonts import BOLD
from receipts.pdf.sheet import CONTENT, GREEN, Letterhead, Sheet, bind
from receipts.proof import check_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.platypus import Flowable

    from gallery_pos.documents import OperatorHandedOver

_COPIES = 3


class HandOverPaper(Struct, frozen=True, kw_only=True):
    """``drawn`` are PNGs of signatures by the name of who signed; ``stocktake`` the number of the count."""

    letterhead: Letterhead
    number: str
    outlet_name: str
    place: str
    document: OperatorHandedOver
    stocktake: str = ""
    drawn: dict[str, bytes] = {}
    document_hash: bytes = b""
    practice: bool = False


def handing_over_pdf(paper: HandOverPaper) -> bytes:
    """Return the record in three copies: for who gives, who takes, and the witness."""
    title = tr("Berita acara serah terima pengelola")
    sheet = Sheet(
        title=f"{title}: {paper.outlet_name}",
        letterhead=paper.letterhead,
        story=tuple(_story(paper, title)),
        reference=paper.number,
        check=check_code(paper.document_hash) if paper.document_hash else "",
        mark=tr("LATIHAN") if paper.practice else "",
    )
    return bind([sheet] * _COPIES, f"{title} {paper.number}")


def _story(paper: HandOverPaper, title: str) -> Iterator[Flowable]:
    said = paper.document
    yield text(title, font=BOLD, size=16, colour=GREEN)
    yield gap(6)
    yield text(
        tr("Pada {day}, {giver} menyerahkan pengelolaan {outlet} kepada {taker}, disaksikan {witness}.").format(
            day=format_long_date(said.business_date),
            giver=said.giver,
            outlet=paper.outlet_name,
            taker=said.taker,
            witness=said.witness,
        ),
        size=10,
    )
    if said.reason:
        yield text(tr("Sebab: {reason}").format(reason=said.reason), size=10)
    yield gap(6)
    yield heading(tr("Barang titipan"))
    yield text(_goods(paper), size=9.5)
    yield from _money(said)
    yield from _debts(said)
    yield from _agreements(said)
    yield from _listed(tr("Pertanyaan yang belum terjawab"), said.questions)
    yield from _listed(tr("Dokumen dan kunci yang diserahkan"), said.papers)
    if said.note:
        yield gap(6)
        yield text(tr("Catatan: {text}").format(text=said.note))
    yield gap(8)
    sealed = tr("Segel jurnal saat diserahkan: {head}. Riwayat sebelum dan sesudahnya tetap satu jurnal.")
    yield text(sealed.format(head=said.head), size=8)
    yield gap(8)
    yield text(f"{paper.place}, {format_long_date(said.business_date)}".removeprefix(", "), size=10)
    roles = ((tr("Yang menyerahkan"), said.giver), (tr("Yang menerima"), said.taker), (tr("Saksi"), said.witness))
    yield signed(tuple(Signer(role=role, name=name, picture=paper.drawn.get(name, b"")) for role, name in roles))


def _goods(paper: HandOverPaper) -> str:
    said = paper.document
    counted = (
        tr("menurut stok opname {number}").format(number=paper.stocktake)
        if paper.stocktake
        else tr("menurut buku, tanpa stok opname")
    )
    return tr("{pieces} barang senilai {value} dengan harga jual, {counted}.").format(
        pieces=format_count(said.pieces), value=format_rupiah(said.value), counted=counted
    )


def _money(said: OperatorHandedOver) -> Iterator[Flowable]:
    yield heading(tr("Uang"))
    rows = [[tr(ACCOUNTS[name]), format_rupiah(said.money[name])] for name in said.money]
    if not rows:
        yield text(tr("Tidak ada uang di laci, brankas, bank, dan QRIS menurut buku."))
        return
    total = ["", format_rupiah(sum(said.money.values()))]
    yield table([Col(tr("Tempat"), 240), Col(tr("Jumlah"), 120, right=True)], rows, total)


def _debts(said: OperatorHandedOver) -> Iterator[Flowable]:
    yield gap(4)
    yield heading(tr("Utang kepada penitip"))
    if not said.debts:
        yield text(tr("Tidak ada."))
        return
    columns = [
        Col(tr("Kode"), 60),
        Col(tr("Penitip"), CONTENT - 60 - 110 - 110),
        Col(tr("Sejak"), 110),
        Col(tr("Terutang"), 110, right=True),
    ]
    rows = [
        [debt.consignor, debt.business_name, format_date(debt.since) if debt.since else "", format_rupiah(debt.amount)]
        for debt in said.debts
    ]
    total = [tr("Jumlah", "total"), "", "", format_rupiah(sum(debt.amount for debt in said.debts))]
    yield table(columns, rows, total)


def _agreements(said: OperatorHandedOver) -> Iterator[Flowable]:
    yield gap(4)
    yield heading(tr("Perjanjian yang berlaku"))
    if not said.agreements:
        yield text(tr("Tidak ada."))
        return
    columns = [Col(tr("Penitip"), 150), Col(tr("Isinya"), CONTENT - 150 - 80), Col(tr("Sampai"), 80)]
    rows = [[one.business_name, one.words, format_date(one.end) if one.end else ""] for one in said.agreements]
    yield table(columns, rows)


def _listed(title: str, lines: tuple[str, ...]) -> Iterator[Flowable]:
    if lines:
        yield gap(4)
        yield heading(title)
        for index, line in enumerate(lines, start=1):
            yield text(f"{index}. {line}", size=9.5)
