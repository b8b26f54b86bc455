"""Rows of the shelf's life for the command line: markdown plans, and what should leave the shelf."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from gallery_pos.documents import MarkdownBasis, MarkdownPlanRevised
from gallery_pos.services.markdowns import preview
from gallery_pos.terms import Bearer

if TYPE_CHECKING:
    from ui.gallery import Gallery


class PlanListed(msgspec.Struct, frozen=True):
    """A markdown plan; ``off`` are its steps in words, ``pieces`` what it makes cheaper today."""

    code: str
    name: str
    basis: MarkdownBasis
    off: str
    bearer: Bearer
    outlet: str
    consignor: str
    products: tuple[str, ...]
    start: date | None
    end: date | None
    active: bool
    pieces: int


class PullListed(msgspec.Struct, frozen=True):
    """A lot on this outlet's shelf that should go back to its maker, and why."""

    lot: str
    product: str
    name: str
    consignor: str
    business_name: str
    outlet: str
    received_on: date
    best_before: date | None
    on_hand: int
    reason: str
    note: str


def list_plans(gallery: Gallery) -> list[PlanListed]:
    """Return all plans, in the order they were made."""
    from ui.app.plan_words import steps_words

    desk = gallery.desk()
    return [
        PlanListed(
            code=plan.code,
            name=plan.name,
            basis=plan.basis,
            off=steps_words(plan),
            bearer=plan.bearer,
            outlet=plan.at,
            consignor=plan.consignor,
            products=plan.products,
            start=plan.start,
            end=plan.end,
            active=plan.active,
            pieces=sum(one.lot.on_hand for one in preview(desk, plan)),
        )
        for plan in desk.book.latest_of_all(MarkdownPlanRevised)
    ]


def list_pull(gallery: Gallery) -> list[PullListed]:
    """Return what should leave the shelf of this machine's outlet, what is most urgent first."""
    from ui.pulling import REASONS, pull_list

    return [
        PullListed(
            lot=row.lot.lot,
            product=row.lot.product,
            name=row.lot.name,
            consignor=row.lot.consignor,
            business_name=row.lot.business_name,
            outlet=row.lot.outlet,
            received_on=row.lot.received_on,
            best_before=row.lot.best_before,
            on_hand=row.lot.on_hand,
            reason=REASONS[row.why].value,
            note=row.detail,
        )
        for row in pull_list(gallery, gallery.desk().today())
        if row.why
    ]
