"""Price labels of goods: what stands on them, and the sheet they are printed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gallery_pos.documents import GoodsReceived, ProductRevised
    from receipts.label_profiles import LabelProfile
    from receipts.labels import Label
    from ui.app.settings import LabelSettings
    from ui.gallery import Gallery


def label_of(
    gallery: Gallery, product: ProductRevised, *, price: int, count: int, best_before: date | None = None
) -> Label:
    """Return the label of a product; its first barcode is what the bars say, its code where it has none."""
    from receipts.labels import Label

    maker = gallery.book.consignor(product.consignor)
    return Label(
        name=product.name,
        price=price,
        code=product.barcodes[0] if product.barcodes else product.code,
        maker=maker.business_name if maker else "",
        best_before=best_before,
        count=count,
    )


def labels_of(gallery: Gallery, goods: GoodsReceived) -> list[Label]:
    """Return a label for each piece that came in."""
    products = {product.code: product for product in gallery.book.products({line.product for line in goods.lines})}
    return [
        label_of(gallery, products[line.product], price=line.price, count=line.quantity, best_before=line.best_before)
        for line in goods.lines
        if line.product in products
    ]


def label_profiles() -> list[tuple[str, str]]:
    """Return the label papers as pairs of code and name."""
    from receipts.label_profiles import LABEL_PROFILES

    return [(profile.code, profile.name) for profile in LABEL_PROFILES.values()]


def _profile(code: str) -> LabelProfile:
    from receipts.label_profiles import LABEL_PROFILES

    return LABEL_PROFILES.get(code) or next(iter(LABEL_PROFILES.values()))


def sheets_of(count: int, profile: str, *, start: int = 1) -> int:
    """Return how many sheets so many labels take, beginning at a label of the first."""
    return -(-(count + start - 1) // _profile(profile).per_sheet) if count else 0


def labels_sheet(labels: Sequence[Label], settings: LabelSettings, *, start: int = 1) -> bytes:
    """Return labels as PDF on this machine's label paper. Raises BadInput for codes that are too long for it."""
    from receipts.labels import labels_pdf

    return labels_pdf(
        labels, _profile(settings.profile), start=start, shift_x=settings.shift_x, shift_y=settings.shift_y
    )
