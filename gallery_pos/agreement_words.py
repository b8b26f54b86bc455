"""An agreement in plain words, the same on screen, on its paper and at a hand-over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.agreements import terms_under
from gallery_pos.documents import GALLERY, AgreementRevised, PriceModel, SettlementPeriod
from gallery_pos.formatting import format_count, format_long_date, format_percent, format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.terms import Bearer
from gallery_pos.terms_words import losses_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_pos.ports import Book
    from gallery_pos.terms import Terms, Tier

_PAID = {
    SettlementPeriod.WEEKLY: tr_noop("Laporan dan pembayaran setiap minggu."),
    SettlementPeriod.FORTNIGHTLY: tr_noop("Laporan dan pembayaran setiap dua minggu."),
    SettlementPeriod.MONTHLY: tr_noop("Laporan dan pembayaran setiap bulan."),
    SettlementPeriod.BY_DATE: tr_noop("Laporan dan pembayaran pada tanggal yang disepakati."),
}
_BEARS = {
    Bearer.SHARED: tr_noop("Potongan harga ditanggung bersama, menurut bagian masing-masing."),
    Bearer.CONSIGNOR: tr_noop("Potongan harga ditanggung penitip."),
    Bearer.GALLERY: tr_noop("Potongan harga ditanggung galeri."),
}

_QRIS = {
    Bearer.GALLERY: tr_noop("Biaya QRIS ditanggung galeri, tidak pernah ditambahkan kepada pembeli."),
    Bearer.SHARED: tr_noop("Biaya QRIS ditanggung bersama, masing-masing setengah, tidak pernah oleh pembeli."),
    Bearer.CONSIGNOR: tr_noop("Biaya QRIS dari penjualannya ditanggung penitip, tidak pernah oleh pembeli."),
}


def agreement_in_force(book: Book, consignor: str) -> AgreementRevised | None:
    """Return a maker's own agreement, else the gallery's default."""
    return book.agreement(consignor) or book.agreement(GALLERY)


def terms_of(book: Book, consignor: str) -> Terms:
    """Return the terms of goods without terms of their own, that a consignor leaves today."""
    return terms_under(book.agreement(consignor), book.agreement(GALLERY))


def agreement_words(book: Book, consignor: str) -> str:
    """Return the agreement in two or three sentences: who gets what, what becomes of losses, when it is paid."""
    agreement, terms = agreement_in_force(book, consignor), terms_of(book, consignor)
    sentences = [*_shares(agreement, terms), losses_sentence(terms)]
    if agreement is not None:
        sentences.append(tr(_PAID[agreement.settlement]))
    return " ".join(sentences)


def agreement_sentences(book: Book, consignor: str) -> tuple[str, ...]:
    """Return everything that was agreed, a sentence each, as its paper says it; for how long says :func:`period_sentence`."""
    agreement, terms = agreement_in_force(book, consignor), terms_of(book, consignor)
    return (*_shares(agreement, terms), *_rest(agreement, terms))


def _shares(agreement: AgreementRevised | None, terms: Terms) -> Iterator[str]:
    model = agreement.model if agreement else PriceModel.PERCENTAGE
    if model is PriceModel.OUTRIGHT:
        yield tr("Beli putus: galeri membeli barang saat diterima, dengan harga titip barang itu.")
    elif model is PriceModel.FIXED_NET:
        yield tr("Harga titip: penitip menerima harga titipnya, selisihnya untuk galeri.")
    else:
        yield tr("Galeri mengambil {share} dari yang terjual.").format(share=format_percent(terms.commission_bp))
    if agreement is not None:
        for tier in sorted(agreement.terms.tiers, key=lambda tier: tier.from_price):
            yield tier_sentence(tier)
        if agreement.monthly_fee:
            yield tr("Iuran {amount} sebulan.").format(amount=format_rupiah(agreement.monthly_fee))
        if agreement.item_fee:
            yield tr("Iuran {amount} untuk setiap barang yang terjual.").format(
                amount=format_rupiah(agreement.item_fee)
            )


def tier_sentence(tier: Tier) -> str:
    """Return what a tier by price says."""
    return tr("Untuk barang seharga {price} ke atas: {share}.").format(
        price=format_rupiah(tier.from_price), share=format_percent(tier.commission_bp)
    )


def _rest(agreement: AgreementRevised | None, terms: Terms) -> Iterator[str]:
    if terms.outright:
        yield tr("Barang yang sudah dibeli menjadi milik galeri dan tidak dikembalikan.")
    else:
        yield tr(_BEARS[terms.discount_bearer])
        yield losses_sentence(terms)
    if agreement is None:
        return
    yield tr(_PAID[agreement.settlement])
    if agreement.minimum_payout:
        least = format_rupiah(agreement.minimum_payout)
        yield tr("Yang kurang dari {least} dibayarkan bersama periode berikutnya.").format(least=least)
    if agreement.dispute_days:
        days = format_count(agreement.dispute_days)
        yield tr("Laporan boleh disanggah sampai {days} hari sejak terbit, dan dijawab selama itu juga.").format(
            days=days
        )
    if agreement.end and agreement.grace_days:
        yield tr("Barang masih diterima sampai {days} hari sesudahnya.").format(days=format_count(agreement.grace_days))


def period_sentence(agreement: AgreementRevised) -> str:
    """Return from when until when an agreement holds."""
    if agreement.start and agreement.end:
        return tr("Berlaku {start} sampai {end}.").format(
            start=format_long_date(agreement.start), end=format_long_date(agreement.end)
        )
    if agreement.start:
        return tr("Berlaku sejak {start} sampai ada perjanjian baru.").format(start=format_long_date(agreement.start))
    return tr("Berlaku sampai ada perjanjian baru.")
