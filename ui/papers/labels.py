"""Price labels of goods: what stands on them, and the paper they are printed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr
from receipts.label_profiles import LABEL_PROFILES
from ui.app.settings import LabelShift

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gallery_pos.documents import GoodsReceived, ProductRevised
    from receipts.label_drawing import Label
    from receipts.label_profiles import LabelProfile
    from ui.app.settings import LabelSettings
    from ui.gallery import Gallery

NOT_HALAL = "TIDAK HALAL"
"""What the law wants to be read on goods that are not halal, in the language of the law whatever the screen speaks."""


def label_of(
    gallery: Gallery,
    product: ProductRevised,
    *,
    price: int,
    count: int,
    best_before: date | None = None,
    lot: str = "",
) -> Label:
    """Return the label of a product; its first barcode is what the bars say, its code where it has none."""
    from receipts.label_drawing import Label

    maker = gallery.book.consignor(product.consignor)
    return Label(
        name=product.name,
        price=price,
        code=product.barcodes[0] if product.barcodes else product.code,
        maker=maker.business_name if maker else "",
        best_before=best_before,
        count=count,
        lot=lot,
        notice=NOT_HALAL if product.non_halal else "",
    )


def labels_of(gallery: Gallery, goods: GoodsReceived) -> list[Label]:
    """Return a label for each piece that came in, with the price, the date and the name of its lot."""
    products = {product.code: product for product in gallery.book.products({line.product for line in goods.lines})}
    return [
        label_of(
            gallery,
            products[line.product],
            price=line.price,
            count=line.quantity,
            best_before=line.best_before,
            lot=line.lot,
        )
        for line in goods.lines
        if line.product in products
    ]


def label_profiles(settings: LabelSettings) -> dict[str, LabelProfile]:
    """Return the label papers by code: those of the shops, and this machine's own, which may replace them."""
    return LABEL_PROFILES | {profile.code: profile for profile in settings.profiles}


def profile_of(settings: LabelSettings, code: str = "") -> LabelProfile:
    """Return the paper with a code, "" for the one chosen last. Raises RuleBroken (``label.unknown``)."""
    papers = label_profiles(settings)
    if not code:
        return papers.get(settings.profile) or next(iter(papers.values()))
    found = {paper.code.casefold(): paper for paper in papers.values()}.get(code.strip().casefold())
    if found is None:
        raise RuleBroken(
            "label.unknown",
            tr("Kertas label {code} tidak dikenal.").format(code=code),
            safe=tr("Belum ada yang dicetak."),
            todo=tr("Pilih salah satu: {codes}.").format(codes=", ".join(papers)),
        )
    return found


def shift_of(settings: LabelSettings, code: str) -> LabelShift:
    """Return by how much this machine's printer is out on a paper."""
    return settings.shifts.get(code, LabelShift())


def sheets_of(count: int, profile: LabelProfile, *, start: int = 1) -> int:
    """Return how many sheets so many labels take, beginning at a label of the first."""
    return -(-(count + start - 1) // max(profile.per_sheet, 1)) if count else 0


def next_start(count: int, profile: LabelProfile, *, start: int = 1) -> int:
    """Return the label of a sheet that is the first free one after so many labels."""
    return (start - 1 + count) % max(profile.per_sheet, 1) + 1


def labels_sheet(
    labels: Sequence[Label], settings: LabelSettings, *, start: int = 1, profile: LabelProfile | None = None
) -> bytes:
    """Return labels as PDF on a label paper, by default the one chosen last, shifted as this machine's printer needs.

    Raises BadInput for codes that are too long for it, for a paper that its labels are too large for, and for a start
    that is on no sheet.
    """
    from receipts.labels import labels_pdf

    paper = profile or profile_of(settings)
    shift = shift_of(settings, paper.code)
    return labels_pdf(labels, paper, start=start, shift_x=shift.x, shift_y=shift.y)
