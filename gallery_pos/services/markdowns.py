"""Markdown plans as a manager makes them: when goods get cheaper, by how much, and who bears it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import MarkdownBasis, MarkdownPlanRevised
from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr
from gallery_pos.markdowns import Touched, touched
from gallery_pos.money import FULL
from gallery_pos.services.access import Act, require
from gallery_pos.services.consignors import consignor_of, fields_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

MOST_STEPS = 10
MOST_DAYS = 3_650


def revise_plan(desk: Desk, *, code: str = "", **changes: Any) -> Done[MarkdownPlanRevised]:
    """Make a plan (an empty code is given one) or change some fields of MarkdownPlanRevised.

    It counts for what is scanned from now on, never for what is sold. Raises RuleBroken (``plan.*``).
    """
    require(desk, Act.EDIT_AGREEMENT)
    with desk.journal.transaction():
        plans = desk.book.latest_of_all(MarkdownPlanRevised)
        code = code.strip() or _free_code(plans)
        before = next((plan for plan in plans if plan.code == code), None)
        plan = desk.write(MarkdownPlanRevised, **({"code": code} | fields_of(before) | changes))
        _check(desk, plan)
        desk.journal.append(plan)
    return Done(plan, Changes.PRODUCTS)


def preview(desk: Desk, plan: MarkdownPlanRevised) -> list[Touched]:
    """Return what a plan, kept or not, makes cheaper today at its outlets; what another plan has before it is left out.

    Outlets without an attendant are among them: the next visit expects the lower price there.
    """
    plans = [*(each for each in desk.book.latest_of_all(MarkdownPlanRevised) if each.code != plan.code), plan]
    today = desk.today()
    outlets = [one.code for one in desk.book.outlets() if one.active and plan.at in {"", one.code}]
    return [
        one
        for outlet in outlets
        for one in touched(plans, desk.book.lots(outlet, plan.products or None), outlet, today)
        if one.plan == plan.code
    ]


def prices_today(desk: Desk, outlet: str, lots: Collection[str]) -> dict[str, int]:
    """Return what a buyer pays today for a piece of each of these lots of an outlet, after the plans."""
    plans = desk.book.latest_of_all(MarkdownPlanRevised)
    held = [lot for lot in (desk.book.lot(lot, outlet) for lot in lots) if lot is not None]
    return {lot.lot: lot.price for lot in held} | {
        one.lot.lot: one.after for one in touched(plans, held, outlet, desk.today())
    }


def _free_code(plans: Sequence[MarkdownPlanRevised]) -> str:
    taken = {plan.code for plan in plans}
    return next(code for code in (f"RP{number:02d}" for number in range(1, len(taken) + 2)) if code not in taken)


def _check(desk: Desk, plan: MarkdownPlanRevised) -> None:
    def refuse(code: str, what: str) -> RuleBroken:
        return RuleBroken(code, what, safe=tr("Rencana tidak berubah."))

    if not plan.name.strip():
        raise refuse("plan.name", tr("Beri nama rencananya."))
    if not 0 < len(plan.steps) <= MOST_STEPS:
        raise refuse("plan.steps", tr("Isi satu sampai {most} tahap.").format(most=MOST_STEPS))
    if any(not 0 <= step.days <= MOST_DAYS or not 0 < step.basis_points <= FULL for step in plan.steps):
        raise refuse("plan.step", tr("Tiap tahap berisi jumlah hari dan potongan antara 0 dan 100 %."))
    by_days = sorted(plan.steps, key=lambda step: step.days, reverse=plan.basis is MarkdownBasis.EXPIRY)
    if [step.basis_points for step in by_days] != sorted({step.basis_points for step in plan.steps}):
        raise refuse("plan.order", tr("Makin lama di rak atau makin dekat kedaluwarsa, potongannya harus makin besar."))
    if plan.start and plan.end and plan.end < plan.start:
        raise refuse("plan.period", tr("Tanggal akhir rencana lebih awal dari tanggal mulainya."))
    if plan.at and desk.book.outlet(plan.at) is None:
        raise refuse("plan.outlet", tr("Gerai {code} tidak dikenal.").format(code=plan.at))
    if plan.consignor:
        consignor_of(desk, plan.consignor)
    known = {product.code for product in desk.book.products(plan.products)} if plan.products else set()
    if missing := [code for code in plan.products if code not in known]:
        raise refuse("plan.product", tr("Produk {code} tidak dikenal.").format(code=missing[0]))
