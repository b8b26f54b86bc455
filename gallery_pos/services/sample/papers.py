"""The sample's papers: nearly everybody has his, a few are missing, in process or running out, and the gate is on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from gallery_pos.documents import Holder, LegalityStatus
from gallery_pos.legality import given_papers
from gallery_pos.legality_defaults import COSMETIC, GROUPS, HALAL, NIB, PAPERS, PIRT
from gallery_pos.services.access import Approval
from gallery_pos.services.legality import assess_all, override_gate, revise_gate
from gallery_pos.services.papers import record_paper
from gallery_pos.services.sample.days import HOUR
from gallery_pos.services.sample.stage import DINAS, MANAGER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_pos.documents import ProductRevised
    from gallery_pos.services.sample.stage import Stage

KINDS = {
    "pangan-segera": ("P0025", "P0026", "P0027", "P0028", "P0029", "P0030", "P0065", "P0066", "P0087", "P0088"),
    "pangan-segar": ("P0043", "P0070", "P0071", "P0072"),
}
"""Goods whose category alone does not tell to which row of the rule table they belong."""
LEATHER = frozenset({"P0112", "P0113", "P0114"})
"""Goods of animals."""

_ENDS = {"P0031": 12, "P0062": 26, "P0093": 55, "P0076": -9}
"""Papers that end soon, or ended: the product and in how many days."""
_NIB_SINCE_FOUND = {"M011": "9999321502981"}
_NIB_IN_PROCESS = "M034"
_LET_PASS = "P0115"  # noqa: S105 -- a product
_LASTS = 5 * 365
_AT = 19.5 * HOUR


class _Given(NamedTuple):
    """A paper that somebody brings."""

    product: ProductRevised
    paper: str
    number: str


def group_of(code: str) -> str:
    """Return the group that somebody chose for a product, "" where its category tells it."""
    return next((group for group, codes in KINDS.items() if code in codes), "")


def collect(stage: Stage) -> None:
    """Record everybody's papers on the last evening, and turn the gate on for the next morning."""
    stage.set_time(stage.today - timedelta(days=1), _AT)
    desk, book = stage.at(MANAGER), stage.desk.book
    for position, given in enumerate(_brought(stage)):
        ends = _ends(stage, given, position)
        record_paper(
            desk,
            holder=Holder.PRODUCT,
            subjects=[given.product.code],
            paper=given.paper,
            number=_numbered(given, ends),
            issued=ends - timedelta(days=_LASTS) if ends else stage.today - timedelta(days=200 + position),
            expires=ends,
        )
    for consignor, number in _NIB_SINCE_FOUND.items():
        record_paper(desk, holder=Holder.CONSIGNOR, subjects=[consignor], paper=NIB, number=number)
    record_paper(desk, holder=Holder.CONSIGNOR, subjects=[_NIB_IN_PROCESS], paper=NIB, status=LegalityStatus.IN_PROCESS)
    revise_gate(stage.at(DINAS), since=stage.today, papers=PAPERS, groups=GROUPS)
    if assess_all(book, book.products({_LET_PASS}), stage.desk.today())[_LET_PASS].stopping:
        yes = Approval(by=MANAGER, reason="NIB sedang diurus di OSS, tanda terimanya sudah dilihat")
        override_gate(desk, product=_LET_PASS, until=stage.today + timedelta(days=20), approval=yes)


def _brought(stage: Stage) -> Iterator[_Given]:
    """Yield the papers that goods need and have; what stands in the data is brought on paper now."""
    for product in stage.desk.book.products(set(stage.goods)):
        held = given_papers(product)
        for paper in (PIRT, HALAL, COSMETIC):
            if number := held.get(paper) or _late(product, paper):
                yield _Given(product, paper, number)


def _late(product: ProductRevised, paper: str) -> str:
    """Return the number of a paper that a maker got after his data was written down; "" where he needs or has none."""
    group, serial = product.legality_group, int(product.code[1:])
    is_food = product.category in {"Makanan", "Minuman"}
    if paper == HALAL and (is_food or product.category == "Kosmetik" or product.animal_material):
        return f"ID3211{serial:09d}0626"
    if paper == PIRT and is_food and not group:
        return f"2063215{serial:04d}99-30"
    return f"NA182599{serial:05d}" if paper == COSMETIC and product.category == "Kosmetik" else ""


def _ends(stage: Stage, given: _Given, position: int) -> date | None:
    """Return the last day of a paper; halal certificates have none."""
    if given.paper == HALAL:
        return None
    days = _ENDS.get(given.product.code, 400 + 37 * position % 1_300)
    return stage.today + timedelta(days=days)


def _numbered(given: _Given, ends: date | None) -> str:
    """Return the number; that of a P-IRT ends in the year in which the paper does."""
    if given.paper != PIRT or ends is None:
        return given.number
    return f"{given.number[:-2]}{ends:%y}"
