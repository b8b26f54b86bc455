"""What is known of the papers of a product or a maker, put together for the screens. Touches no widget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.queries.legality import GateRow, gate_list
from db.queries.papers import PaperRow, list_papers
from gallery_pos.documents import GateOverridden, Holder, LegalityRecorded, LegalityStatus, Need, Scan
from gallery_pos.formatting import format_count, format_date
from gallery_pos.language import tr
from gallery_pos.legality import EXPIRY_DAYS, STOPPING, Fault, Paper, fault_of, group_for
from gallery_pos.services.legality import assess_all, covers, rules_of
from ui.app.names import PAPER_STATES
from ui.dialogs.telling.legality import need_words

if TYPE_CHECKING:
    from datetime import date

    from gallery_pos.documents import LegalityGroup, PaperKind, PaperRule
    from gallery_pos.legality import Assessment, Rules
    from ui.gallery import Gallery
    from ui.widgets.text import Tone


@dataclass(frozen=True, slots=True)
class Line:
    """A kind of paper of one holder: what is known of it, None where there is none, and whether goods need it."""

    kind: PaperKind
    holder: Holder
    subject: str
    needed: str
    required: bool
    paper: PaperRow | None
    fault: Fault | None
    on: date

    @property
    def state(self) -> str:
        """How it stands, in a word or two."""
        if self.paper is None:
            return tr("belum ada") if self.required else "–"
        if self.fault is Fault.EXPIRED:
            return tr("habis berlaku")
        if self.fault is Fault.EXPIRING and self.paper.expires is not None:
            return tr("{days} hari lagi").format(days=format_count((self.paper.expires - self.on).days))
        return tr(PAPER_STATES[LegalityStatus(self.paper.status)]).lower()

    @property
    def tone(self) -> Tone:
        """How urgent it is."""
        if self.fault in STOPPING:
            return "danger" if self.required else "neutral"
        return "good" if self.fault is None else "attention"


@dataclass(frozen=True, slots=True)
class PapersState:
    """Everything that the panel of one holder shows; ``goods`` are a maker's products with something wrong."""

    lines: tuple[Line, ...]
    group: LegalityGroup | None
    assessment: Assessment | None
    passed: GateOverridden | None
    goods: tuple[GateRow, ...]
    rules: Rules


def read_product(gallery: Gallery, code: str) -> PapersState | None:
    """Return the papers of a product and of its maker; None where the product is gone."""
    desk = gallery.desk()
    product = desk.book.product(code)
    if product is None:
        return None
    rules, today = rules_of(desk.book), desk.today()
    found = assess_all(desk.book, [product], today, rules)[code]
    known = [
        *list_papers(gallery.database, holder=Holder.PRODUCT, subject=code),
        *list_papers(gallery.database, holder=Holder.CONSIGNOR, subject=product.consignor),
    ]
    group = group_for(rules.groups, product.legality_group, product.category)
    subjects = {Holder.PRODUCT: code, Holder.CONSIGNOR: product.consignor}
    demanded = {finding.paper for finding in found.findings}
    lines = _lines(rules, group.rules if group else (), known, subjects, demanded, today)
    passed = desk.book.latest(GateOverridden, code)
    missing = {finding.paper for finding in found.stopping}
    let_pass = passed if passed is not None and missing and covers(passed, missing, today) else None
    return PapersState(lines, group, found, let_pass, (), rules)


def read_consignor(gallery: Gallery, code: str) -> PapersState:
    """Return the papers of a maker, and which of his products are stopped or soon will be."""
    desk = gallery.desk()
    rules, today = rules_of(desk.book), desk.today()
    goods = tuple(row for row in gate_list(gallery.database, on=today) if row.consignor == code)
    known = list_papers(gallery.database, holder=Holder.CONSIGNOR, subject=code)
    wanted = {rule.paper: rule for group in rules.groups for rule in group.rules if rule.need is Need.REQUIRED}
    demanded = {finding.paper for row in goods for finding in row.findings}
    subjects = {Holder.CONSIGNOR: code}
    lines = _lines(rules, tuple(wanted.values()), known, subjects, demanded, today)
    return PapersState(lines, None, None, None, goods, rules)


def _lines(  # noqa: PLR0917 -- put together in two places, from what each has at hand
    rules: Rules,
    needed: tuple[PaperRule, ...],
    known: list[PaperRow],
    subjects: dict[Holder, str],
    demanded: set[str],
    on: date,
) -> tuple[Line, ...]:
    """Return a line per kind of paper: those that are asked for in the order of the rules, then all others on record."""
    kinds = {kind.code: kind for kind in rules.papers}
    by_kind = {(Holder(row.holder), row.paper): row for row in known}
    order = [rule.paper for rule in needed if rule.need is not Need.NOT_ALLOWED]
    order += [row.paper for row in known if row.paper not in order]
    words = {rule.paper: need_words(rule) for rule in needed}
    lines = []
    for code in order:
        kind = kinds.get(code)
        if kind is None or kind.holder not in subjects:
            continue
        paper = by_kind.get((kind.holder, code))
        fault = fault_of(_as_paper(paper), on)
        lines.append(
            Line(kind, kind.holder, subjects[kind.holder], words.get(code, ""), code in demanded, paper, fault, on)
        )
    return tuple(lines)


def _as_paper(row: PaperRow | None) -> Paper | None:
    if row is None:
        return None
    return Paper(
        Holder(row.holder),
        row.subject,
        row.paper,
        row.number,
        row.issued,
        row.expires,
        LegalityStatus(row.status),
        row.recorded,
    )


def recorded(gallery: Gallery, holder: Holder, subject: str, paper: str) -> LegalityRecorded | None:
    """Return a paper as it was recorded last, None for a number that only stands in the data."""
    return gallery.book.latest(LegalityRecorded, f"{holder}/{subject}/{paper}")


def scans_of(gallery: Gallery, line: Line) -> tuple[Scan, ...]:
    """Return the scans of a line."""
    document = recorded(gallery, line.holder, line.subject, line.kind.code)
    return document.scans if document is not None else ()


def is_doubtful(row: PaperRow, on: date) -> bool:
    """Tell whether a paper's own number says that it ended before this year."""
    return row.number_until is not None and row.number_until < on.year


def ending_words(row: PaperRow, on: date) -> str:
    """Return when a paper ends, in words; where nobody wrote it down, what its number says."""
    if row.expires is None:
        if row.number_until is None:
            return ""
        words = tr("menurut nomor habis {year}") if is_doubtful(row, on) else tr("menurut nomor s.d. {year}")
        return words.format(year=row.number_until)
    days = (row.expires - on).days
    if days < 0:
        return tr("habis {day}").format(day=format_date(row.expires))
    return tr("{day}, {days} hari lagi").format(day=format_date(row.expires), days=format_count(days))


def ending_tone(row: PaperRow, on: date) -> Tone:
    """Return how urgent the end of a paper is: past, within 14 days, within 60 days."""
    if row.expires is None:
        return "attention" if is_doubtful(row, on) else "neutral"
    days = (row.expires - on).days
    return "danger" if days <= EXPIRY_DAYS[-1] else "attention" if days <= EXPIRY_DAYS[0] else "good"


def maker_of(gallery: Gallery, holder: Holder, subject: str) -> str:
    """Return the code of the maker whose papers these are, his own or those of a product of his."""
    if holder is Holder.CONSIGNOR:
        return subject
    product = gallery.book.product(subject)
    return product.consignor if product else subject
