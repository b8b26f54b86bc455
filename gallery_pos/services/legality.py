"""The gate: the rule table, goods that it stops, and those that a superior lets pass without some of their papers.

Imports of what happened elsewhere never ask here: they are facts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import (
    GateOverridden,
    GateRevised,
    Holder,
    LegalityGroup,
    PaperKind,
)
from gallery_pos.errors import RuleBroken
from gallery_pos.formatting import format_date
from gallery_pos.language import tr
from gallery_pos.legality import Assessment, Paper, Rules, RuleTable, assess, is_on
from gallery_pos.legality_numbers import is_pattern
from gallery_pos.services.access import Act, Approval, approved_all, require

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from gallery_pos.documents import ProductRevised
    from gallery_pos.ports import Book

MOST_DAYS = 92
"""An override holds for no longer than a quarter of a year: what never ends is no exception."""
_NAMED = 3


def rules_of(book: Book) -> Rules:
    """Return the gallery's rule table, the one it starts with where it never changed it."""
    return book.latest(GateRevised) or RuleTable()


def assess_all(
    book: Book, products: Iterable[ProductRevised], day: date, rules: Rules | None = None
) -> dict[str, Assessment]:
    """Return what the rules say of each product on a day, by its code, whether the gate is on or not."""
    wanted = list(products)
    table = rules or rules_of(book)
    held: dict[tuple[Holder, str], list[Paper]] = {}
    subjects = {product.code for product in wanted} | {product.consignor for product in wanted}
    for paper in book.papers(subjects):
        held.setdefault((paper.holder, paper.subject), []).append(paper)
    return {
        product.code: assess(
            table,
            product,
            (
                *held.get((Holder.PRODUCT, product.code), ()),
                *held.get((Holder.CONSIGNOR, product.consignor), ()),
            ),
            day,
        )
        for product in wanted
    }


@dataclass(frozen=True, slots=True)
class Stopped:
    """A product that may not be taken in or sold today, and why."""

    product: str
    name: str
    assessment: Assessment

    @property
    def sentence(self) -> str:
        """The product with everything that keeps it back."""
        return f"{self.name}: {self.assessment.reasons}"


def stopped(book: Book, products: Iterable[ProductRevised], day: date) -> list[Stopped]:
    """Return which products the gate stops on a day: nothing while it is off, nor what a superior let pass."""
    rules = book.latest(GateRevised)
    if rules is None or not is_on(rules, day):
        return []
    wanted = list(products)
    found = assess_all(book, wanted, day, rules)
    return [
        Stopped(product.code, product.name, found[product.code])
        for product in wanted
        if found[product.code].stopping and not _is_overridden(book, product.code, found[product.code], day)
    ]


def _is_overridden(book: Book, product: str, found: Assessment, day: date) -> bool:
    passed = book.latest(GateOverridden, product)
    return passed is not None and covers(passed, {finding.paper for finding in found.stopping}, day)


def covers(passed: GateOverridden, missing: Collection[str], day: date) -> bool:
    """Tell whether a superior's yes holds on a day for all these papers; one more that is missing was not meant."""
    return passed.business_date <= day <= passed.until and set(missing) <= set(passed.missing)


def gate_question(stopping: Sequence[Stopped], what: str = "") -> str:
    """Return what a superior is asked where goods are stopped, "" where none are; ``what`` names ``{products}``."""
    if not stopping:
        return ""
    named = "; ".join(one.sentence for one in stopping[:_NAMED])
    more = len(stopping) - _NAMED
    what = (what or tr("Belum boleh dijual karena dokumennya: {products}.")).format(products=named)
    others = tr("Dan {count} produk lain.").format(count=more)
    return what if more <= 0 else f"{what} {others}"


def approved_gate(
    desk: Desk, stopping: Sequence[Stopped], approval: Approval | None, others: Mapping[Act, str]
) -> None:
    """Raise NeedsApproval (``access.approval``) where goods that come in are stopped and no superior said yes.

    ``others`` are questions about the same goods that need his yes as well.
    """
    gate = gate_question(stopping, tr("Belum boleh diterima karena dokumennya: {products}."))
    questions = ({Act.OPEN_GATE: gate} if stopping else {}) | dict(others)
    approved_all(desk, questions, approval, aloud=questions)


def write_passed(desk: Desk, stopping: Iterable[Stopped], approval: Approval | None, until: date) -> None:
    """Write that a superior let goods pass; inside the transaction of what he let them pass for."""
    if approval is not None:
        for one in stopping:
            desk.journal.append(_passed(desk, one.product, one.assessment, approval, until))


def _passed(desk: Desk, product: str, found: Assessment, approval: Approval, until: date) -> GateOverridden:
    return desk.write(
        GateOverridden,
        product=product,
        missing=tuple(finding.paper for finding in found.stopping),
        reason=approval.reason.strip(),
        until=until,
        approved_by=approval.by,
    )


def override_gate(desk: Desk, *, product: str, until: date, approval: Approval | None = None) -> Done[GateOverridden]:
    """Let a product pass without the papers that stop it today, until a day (included).

    Always asks aloud: whoever may must give his PIN and his reason (NeedsApproval). Raises RuleBroken (``gate.nothing``,
    ``gate.until``, ``product.unknown``).
    """
    today = desk.today()
    with desk.journal.transaction():
        goods = desk.book.product(product)
        if goods is None:
            raise RuleBroken("product.unknown", tr("Produk {code} tidak dikenal.").format(code=product))
        found = assess_all(desk.book, [goods], today)[product]
        if not found.stopping:
            raise RuleBroken(
                "gate.nothing",
                tr("Dokumen {product} lengkap, tidak ada yang perlu diizinkan.").format(product=goods.name),
            )
        if not today <= until <= today + timedelta(MOST_DAYS):
            raise RuleBroken(
                "gate.until",
                tr("Izin tanpa dokumen berlaku paling lama {days} hari, sampai {day}.").format(
                    days=MOST_DAYS, day=format_date(today + timedelta(MOST_DAYS))
                ),
                safe=tr("Belum ada yang berubah."),
                todo=tr("Pilih tanggal yang lebih dekat."),
            )
        one = Stopped(product, goods.name, found)
        approved_all(desk, {Act.OPEN_GATE: gate_question([one])}, approval, aloud=(Act.OPEN_GATE,))
        if approval is None:
            raise TypeError(product)
        passed = _passed(desk, product, found, approval, until)
        desk.journal.append(passed)
    return Done(passed, Changes.LEGALITY)


def revise_gate(
    desk: Desk,
    *,
    since: date | None,
    papers: Sequence[PaperKind],
    groups: Sequence[LegalityGroup],
) -> Done[GateRevised]:
    """Change the rule table, or turn the gate on (``since`` a day) or off (None). Raises RuleBroken (``gate.*``)."""
    require(desk, Act.EDIT_LEGALITY)
    _check_table(papers, groups)
    revised = desk.write(GateRevised, since=since, papers=tuple(papers), groups=tuple(groups))
    with desk.journal.transaction():
        desk.journal.append(revised)
    return Done(revised, Changes.LEGALITY)


def _check_table(papers: Sequence[PaperKind], groups: Sequence[LegalityGroup]) -> None:
    def refuse(code: str, what: str) -> RuleBroken:
        return RuleBroken(code, what, safe=tr("Syarat legalitas tidak berubah."))

    kinds = {kind.code for kind in papers}
    if not groups or not papers:
        raise refuse("gate.empty", tr("Tabel syarat tidak boleh kosong."))
    if len(kinds) != len(papers) or len({group.code for group in groups}) != len(groups):
        raise refuse("gate.twice", tr("Ada kode yang dipakai dua kali."))
    named = [(kind.code, kind.name) for kind in papers] + [(group.code, group.name) for group in groups]
    if not all(code.strip() and name.strip() for code, name in named):
        raise refuse("gate.name", tr("Kode dan nama harus diisi."))
    for group in groups:
        for rule in group.rules:
            if rule.paper not in kinds:
                raise refuse("gate.paper", tr("Jenis dokumen {code} tidak dikenal.").format(code=rule.paper))
    for kind in papers:
        if not is_pattern(kind.pattern):
            raise refuse("gate.pattern", tr("Pola nomor {paper} tidak bisa dipakai.").format(paper=kind.name))
