"""Markdown plans in words, the same on the list, in the form and where a document is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.documents import MarkdownBasis
from gallery_pos.formatting import format_count, format_date, format_percent
from gallery_pos.language import tr, tr_noop

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gallery_pos.documents import MarkdownPlanRevised

BASES: Mapping[MarkdownBasis, str] = {
    MarkdownBasis.EXPIRY: tr_noop("Menjelang kedaluwarsa"),
    MarkdownBasis.AGE: tr_noop("Lama di rak"),
}


def steps_words(plan: MarkdownPlanRevised) -> str:
    """Return when how much is off: "14 hari sebelum kedaluwarsa 10 %, 3 hari 30 %"."""
    if plan.basis is MarkdownBasis.EXPIRY:
        steps = sorted(plan.steps, key=lambda step: -step.days)
        told = tr("{days} hari sebelum kedaluwarsa {percent}")
    else:
        steps = sorted(plan.steps, key=lambda step: step.days)
        told = tr("sesudah {days} hari di rak {percent}")
    parts = [
        (tr("{days} hari {percent}") if at else told).format(
            days=format_count(step.days), percent=format_percent(step.basis_points)
        )
        for at, step in enumerate(steps)
    ]
    return ", ".join(parts)


def covers_words(
    plan: MarkdownPlanRevised,
    maker: Callable[[str], str],
    outlet: Callable[[str], str],
    product: Callable[[str], str],
) -> str:
    """Return for what a plan counts: whose goods or which, and where. The functions give names for codes."""
    if len(plan.products) == 1:
        what = product(plan.products[0])
    elif plan.products:
        what = tr("{count} barang").format(count=format_count(len(plan.products)))
    else:
        what = maker(plan.consignor) if plan.consignor else tr("Semua barang")
    return f"{what} · {outlet(plan.at)}" if plan.at else what


def period_words(plan: MarkdownPlanRevised) -> str:
    """Return from when to when a plan counts, "" where it always does."""
    if plan.start and plan.end:
        return tr("{start} sampai {end}").format(start=format_date(plan.start), end=format_date(plan.end))
    if plan.start:
        return tr("sejak {day}").format(day=format_date(plan.start))
    return tr("sampai {day}").format(day=format_date(plan.end)) if plan.end else ""
