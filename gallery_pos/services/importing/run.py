"""The two steps of an import: what would happen, and making it happen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from gallery_pos.desk import Changes, Done
from gallery_pos.errors import BadInput
from gallery_pos.language import tr
from gallery_pos.services.access import Act, require
from gallery_pos.services.importing.consignors import plan_consignors
from gallery_pos.services.importing.districts import plan_districts
from gallery_pos.services.importing.draft import Draft
from gallery_pos.services.importing.goods_in import plan_goods_in
from gallery_pos.services.importing.handover import plan_handover
from gallery_pos.services.importing.products import plan_products
from gallery_pos.services.importing.sales import plan_sales
from gallery_pos.services.importing.visits import plan_visits

if TYPE_CHECKING:
    from gallery_pos.desk import Desk
    from gallery_pos.documents import Document
    from gallery_pos.ports import Posted
    from gallery_pos.services.importing.plan import Plan
    from gallery_pos.sheets import Sheet

    Progress = Callable[[int, int], object]
    """Called with how many documents are written of how many; raises to stop, nothing is kept then."""

    Remember = Callable[[str, Mapping[str, str]], object]
    """Called with a consignor's code and his ``phone`` and ``address``, as far as the file tells them."""

KINDS: Mapping[str, Callable[[Draft, Sequence[Sheet]], None]] = MappingProxyType(
    {
        "consignors": plan_consignors,
        "products": plan_products,
        "goods-in": plan_goods_in,
        "sales": plan_sales,
        "visits": plan_visits,
        "districts": plan_districts,
        "handover": plan_handover,
    }
)
"""How each kind of file becomes a plan."""

_NO_DECISIONS: Mapping[str, str] = MappingProxyType({})


def _forget(_consignor: str, _told: Mapping[str, str]) -> None:
    """Keep no personal data, where there is no private store."""


def plan_import(
    desk: Desk, kind: str, sheets: Sequence[Sheet], *, decisions: Mapping[str, str] = _NO_DECISIONS
) -> Plan:
    """Return what importing the sheets of a file as ``kind`` would do; nothing is written.

    ``decisions`` answer the questions of an earlier plan of the same file, by their keys. Whatever is wrong with the
    file is in the plan, all of it. Raises BadInput (``import.kind``) for an unknown kind, RuleBroken
    (``access.denied``).
    """
    require(desk, Act.EDIT_CATALOGUE)
    if kind not in KINDS:
        raise BadInput(
            "import.kind",
            tr("Jenis berkas {kind} tidak dikenal.").format(kind=kind),
            todo=tr("Pilih salah satu: {kinds}.").format(kinds=", ".join(KINDS)),
        )
    head = desk.book.head()
    draft = Draft(desk, sheets, decisions)
    KINDS[kind](draft, sheets)
    return draft.plan(kind, head)


def apply(
    desk: Desk, plan: Plan, *, remember: Remember = _forget, progress: Progress | None = None
) -> Done[Sequence[Posted]]:
    """Post everything of a plan in one transaction, whole or not at all.

    Where the journal moved on since the plan was made, the plan is made again first: what was taken in meanwhile is
    not taken in twice, and a code that was given meanwhile is not given again. That is done before the books are locked,
    which keeps every till waiting, and once more inside only where they moved on in that very moment. ``remember`` is called in the same
    transaction with what belongs into the private store. Raises BadInput (``import.problems``, ``import.questions``)
    where the file cannot come in, StorageTrouble.
    """
    plan = _as_of_now(desk, plan)
    plan.check()
    with desk.journal.transaction():
        plan = _as_of_now(desk, plan)
        plan.check()
        posted = desk.journal.append_many(_told(plan.documents, progress))
        for consignor, told in plan.private.items():
            remember(consignor, told)
    return Done(posted, Changes.ALL if posted else Changes.NONE)


def _as_of_now(desk: Desk, plan: Plan) -> Plan:
    """Return the plan, made again where the journal moved on since."""
    if desk.book.head() == plan.head:
        return plan
    return plan_import(desk, plan.kind, plan.sheets, decisions=plan.decisions)


def _told(documents: Sequence[Document], progress: Progress | None) -> Iterator[Document]:
    for done, document in enumerate(documents):
        if progress is not None:
            progress(done, len(documents))
        yield document
