"""Goods between outlets, and visits to those without an attendant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.documents import GoodsArrived, GoodsSent, OperatorHandedOver, VisitRecorded
from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr
from gallery_pos.services.operators import ACCOUNTS
from ui.app.tables import Kind
from ui.dialogs.telling.base import teller

if TYPE_CHECKING:
    from ui.dialogs.telling.base import Names, Told


@teller(GoodsSent)
def _sent(names: Names, told: Told, document: GoodsSent) -> None:
    pieces = sum(line.quantity for line in document.lines)
    told.summary = tr("{count} barang dikirim dari {source} ke {target}.").format(
        count=format_count(pieces), source=names.outlet(document.outlet), target=names.outlet(document.to)
    )
    told.fact(tr("Dibawa oleh"), document.carried_by)
    told.fact(tr("Disetujui oleh"), names.user(document.approved_by) if document.approved_by else "")
    told.fact(tr("Catatan"), document.note)
    told.table(
        tr("Barang"),
        (
            (tr("Barang"), Kind.TEXT),
            (tr("Penitip"), Kind.TEXT),
            (tr("Dikirim"), Kind.NUMBER),
            (tr("Lot"), Kind.TEXT),
        ),
        [(line.name, names.consignor(line.consignor), line.quantity, line.lot) for line in document.lines],
        (tr("Jumlah", "total"), "", pieces, ""),
    )


@teller(GoodsArrived)
def _arrived(names: Names, told: Told, document: GoodsArrived) -> None:
    sent, came = sum(line.sent for line in document.lines), sum(line.arrived for line in document.lines)
    said = (
        tr("{count} barang dari {source} datang di {target}.")
        if came == sent
        else tr("{count} dari {sent} barang dari {source} datang di {target}; sisanya masih di jalan.")
    )
    told.summary = said.format(
        count=format_count(came),
        sent=format_count(sent),
        source=names.outlet(document.source),
        target=names.outlet(document.outlet),
    )
    told.fact(tr("Kiriman"), names.number(document.sent), document.sent)
    told.fact(tr("Diterima oleh"), document.received_by)
    told.fact(tr("Catatan"), document.note)
    told.table(
        tr("Barang"),
        (
            (tr("Barang"), Kind.TEXT),
            (tr("Penitip"), Kind.TEXT),
            (tr("Di jalan"), Kind.NUMBER),
            (tr("Datang"), Kind.NUMBER),
            (tr("Belum datang"), Kind.NUMBER),
            (tr("Catatan"), Kind.TEXT),
            (tr("Lot"), Kind.TEXT),
        ),
        [
            (
                line.name,
                names.consignor(line.consignor),
                line.sent,
                line.arrived,
                line.sent - line.arrived,
                line.note,
                line.lot,
            )
            for line in document.lines
        ],
        (tr("Jumlah", "total"), "", sent, came, sent - came, "", ""),
    )


@teller(VisitRecorded)
def _visited(names: Names, told: Told, document: VisitRecorded) -> None:
    sold, value = sum(line.sold for line in document.lines), sum(line.value for line in document.lines)
    told.summary = tr("{count} barang terjual di {outlet}, {value}; uang yang ditemukan {money}.").format(
        count=format_count(sold),
        outlet=names.outlet(document.outlet),
        value=format_rupiah(value),
        money=format_rupiah(document.cash + document.qris),
    )
    told.fact(tr("Dikunjungi oleh"), document.visited_by)
    told.fact(tr("Uang di kotak"), format_rupiah(document.cash))
    told.fact(tr("QRIS"), format_rupiah(document.qris) if document.qris else "")
    off = sum(line.markdown for line in document.lines)
    told.fact(tr("Potongan rencana harga"), format_rupiah(off) if off else "")
    told.fact(tr("Selisih uang"), format_rupiah(document.difference))
    for id_ in document.documents:
        told.fact(tr("Dicatat sebagai"), names.number(id_), id_)
    photos = len(document.pictures)
    told.fact(tr("Foto"), tr("{count} foto").format(count=format_count(photos)) if photos else "")
    for question, answer in document.checklist.items():
        told.fact(question, tr("ya") if answer else tr("tidak"))
    told.fact(tr("Catatan"), document.note)
    told.table(
        tr("Barang"),
        (
            (tr("Barang"), Kind.TEXT),
            (tr("Penitip"), Kind.TEXT),
            (tr("Di buku"), Kind.NUMBER),
            (tr("Sisa"), Kind.NUMBER),
            (tr("Retur"), Kind.NUMBER),
            (tr("Terjual"), Kind.NUMBER),
            (tr("Hilang"), Kind.NUMBER),
            (tr("Nilai terjual"), Kind.MONEY),
        ),
        [
            (
                line.name,
                names.consignor(line.consignor),
                line.expected,
                line.left,
                line.returned,
                line.sold,
                line.missing,
                line.value,
            )
            for line in document.lines
        ],
        (
            tr("Jumlah", "total"),
            "",
            *(
                sum(getattr(line, name) for line in document.lines)
                for name in ("expected", "left", "returned", "sold", "missing")
            ),
            value,
        ),
    )


@teller(OperatorHandedOver)
def _handed_over(names: Names, told: Told, document: OperatorHandedOver) -> None:
    told.summary = tr("{giver} menyerahkan {outlet} kepada {taker}.").format(
        giver=document.giver, outlet=names.outlet(document.outlet), taker=document.taker
    )
    told.fact(tr("Saksi"), document.witness)
    told.fact(tr("Sebab"), document.reason)
    told.fact(tr("Barang"), f"{format_count(document.pieces)} · {format_rupiah(document.value)}")
    told.fact(tr("Stok opname"), names.number(document.stocktake), document.stocktake)
    told.fact(tr("Segel jurnal"), document.head)
    told.fact(tr("Pertanyaan"), "; ".join(document.questions))
    told.fact(tr("Dokumen"), "; ".join(document.papers))
    told.fact(tr("Catatan"), document.note)
    told.table(
        tr("Uang"),
        ((tr("Tempat"), Kind.TEXT), (tr("Jumlah"), Kind.MONEY)),
        [(tr(ACCOUNTS[name]), amount) for name, amount in document.money.items()],
    )
    told.table(
        tr("Utang kepada penitip"),
        ((tr("Penitip"), Kind.TEXT), (tr("Sejak"), Kind.DATE), (tr("Terutang"), Kind.MONEY)),
        [(debt.business_name, debt.since, debt.amount) for debt in document.debts],
        (tr("Jumlah", "total"), None, sum(debt.amount for debt in document.debts)),
    )
    told.table(
        tr("Perjanjian yang berlaku"),
        ((tr("Penitip"), Kind.TEXT), (tr("Isinya"), Kind.TEXT), (tr("Sampai"), Kind.DATE)),
        [(one.business_name, one.words, one.end) for one in document.agreements],
    )
