"""What an agreement means in rupiah, said beside its fields while they are written."""

from __future__ import annotations

from datetime import date

from gallery_pos.documents import PriceModel
from gallery_pos.formatting import format_date, format_rupiah
from gallery_pos.language import tr
from gallery_pos.terms import AgreedTerms, ItemTerms, Terms, resolve
from gallery_pos.terms_words import EXAMPLE, discount_sentence, losses_sentence, share_sentence
from ui.widgets.card import Card
from ui.widgets.text import Label

_NET = 80_000
"""The harga titip of the example of Rp100.000."""


class MeaningCard(Card):
    """Who gets what of a piece of Rp100.000, who bears what, what is charged, and from when on."""

    def __init__(self) -> None:
        super().__init__(tr("Artinya"), tr("Untuk barang seharga {amount}").format(amount=format_rupiah(EXAMPLE)))
        self.words = [Label("", role, wrap=True) for role in ("strong", "body", "body", "body", "soft")]
        for label in self.words:
            self.add(label)

    def say(
        self, model: PriceModel, agreed: AgreedTerms, default: AgreedTerms, *, fee: int, period: str, end: date | None
    ) -> None:
        """Say what these fields mean: ``fee`` in rupiah a month, ``period`` of its reports in words."""
        terms = example(model, agreed, default)
        said = (
            _shares(model, terms),
            "" if terms.outright else discount_sentence(terms),
            "" if terms.outright else losses_sentence(terms),
            tr("Iuran {amount} ditagihkan setiap akhir bulan.").format(amount=format_rupiah(fee)) if fee else "",
            _when(period, end),
        )
        for label, words in zip(self.words, said, strict=True):
            label.setText(words)
            label.setVisible(bool(words))


def example(model: PriceModel, agreed: AgreedTerms, default: AgreedTerms) -> Terms:
    """Return the terms of a piece of the example; under a fee alone the gallery takes no share."""
    item = ItemTerms()
    if model is PriceModel.FIXED_NET:
        item = ItemTerms(consignor_price=_NET)
    elif model is PriceModel.FEE and agreed.commission_bp is None:
        item = ItemTerms(commission_bp=0)
    return resolve(item, agreed, default, price=EXAMPLE, outright=model is PriceModel.OUTRIGHT)


def _shares(model: PriceModel, terms: Terms) -> str:
    if terms.outright:
        return tr("Galeri membayar {cost} saat barang diterima; sesudah itu barang milik galeri.").format(
            cost=format_rupiah(terms.consignor_price or 0)
        )
    sentence = share_sentence(terms)
    if model is PriceModel.FIXED_NET:
        return tr("Harga titip {net}. {sentence}").format(net=format_rupiah(_NET), sentence=sentence)
    return sentence


def _when(period: str, end: date | None) -> str:
    parts = [
        tr("Laporan {period}.").format(period=period.lower()),
        tr("Berakhir {day}.").format(day=format_date(end)) if end else tr("Berlaku sampai ada perjanjian baru."),
        tr("Berlaku untuk barang yang diterima mulai sekarang; barang yang sudah di rak tetap dengan syarat lamanya."),
    ]
    return " ".join(parts)
