"""Markdown plans: goods get cheaper by their age on the shelf, or as their best-before date comes near."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from gallery_pos.documents import MarkdownBasis
from gallery_pos.lots import is_expired
from gallery_pos.money import share
from gallery_pos.terms import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from gallery_pos.documents import MarkdownPlanRevised
    from gallery_pos.ports import Lot
    from gallery_pos.terms import Bearer


class Markdown(NamedTuple):
    """What a plan takes off one piece: ``amount`` in rupiah, and who bears it."""

    plan: str
    amount: int
    bearer: Bearer


class Touched(NamedTuple):
    """A lot that a plan makes cheaper today: rupiah per piece, with what its maker and the gallery then get less."""

    lot: Lot
    outlet: str
    plan: str
    before: int
    after: int
    consignor_bears: int
    gallery_bears: int


def markdown_for(plans: Iterable[MarkdownPlanRevised], lot: Lot, outlet: str, on: date) -> Markdown | None:
    """Return the markdown of a piece of a lot on a day; None where no plan has one for it.

    The plan that names the product counts before one for its maker, and that before one for the whole gallery; among
    equals the one that takes off most. What is expired is not sold, so it has none; nor has what the gallery bought.
    """
    if is_expired(lot, on) or lot.terms.outright:
        return None
    found = [
        (bool(plan.products), bool(plan.consignor), share(lot.price, basis_points), plan)
        for plan in plans
        if _covers(plan, lot, outlet, on) and (basis_points := reached(plan, lot, on))
    ]
    if not found:
        return None
    *_, amount, plan = max(found, key=lambda one: one[:3])
    return Markdown(plan.code, amount, plan.bearer) if amount else None


def markdown_by(plans: Iterable[MarkdownPlanRevised], lot: Lot, outlet: str, on: date) -> Markdown | None:
    """Return the markdown of a piece that was sold by a day, nobody knows when: of a lot past its date that of its last day."""
    return markdown_for(plans, lot, outlet, min(on, lot.best_before or on))


def _covers(plan: MarkdownPlanRevised, lot: Lot, outlet: str, on: date) -> bool:
    return (
        plan.active
        and plan.at in {"", outlet}
        and plan.consignor in {"", lot.consignor}
        and (not plan.products or lot.product in plan.products)
        and (plan.start is None or plan.start <= on)
        and (plan.end is None or on <= plan.end)
    )


def touched(plans: Sequence[MarkdownPlanRevised], lots: Iterable[Lot], outlet: str, on: date) -> Iterator[Touched]:
    """Yield the lots of an outlet that are cheaper on a day, with prices before and after and who bears what a piece."""
    for lot in lots:
        off = markdown_for(plans, lot, outlet, on)
        if off is not None:
            full = split(lot.terms, quantity=1, gross=lot.price)
            borne = replace(lot.terms, discount_bearer=off.bearer)
            less = split(borne, quantity=1, gross=lot.price, discount=off.amount)
            yield Touched(
                lot,
                outlet,
                off.plan,
                lot.price,
                lot.price - off.amount,
                full.due - less.due,
                full.commission - less.commission,
            )


def reached(plan: MarkdownPlanRevised, lot: Lot, on: date) -> int:
    """Return the largest share in basis points that a plan's steps give a lot on a day, 0 before the first of them."""
    if plan.basis is MarkdownBasis.AGE:
        age = (on - lot.received).days
        steps = [step.basis_points for step in plan.steps if step.days <= age]
    elif lot.best_before is not None:
        left = (lot.best_before - on).days
        steps = [step.basis_points for step in plan.steps if left <= step.days]
    else:
        steps = []
    return max(steps, default=0)
