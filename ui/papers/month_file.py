"""The month file of an outlet: packed from the books of a closed month, signed by this terminal."""

from __future__ import annotations

from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING
from uuid import UUID

from db.canonical import stamp
from db.queries.month_rows import gallery_id, last_trade, month_rows, month_span, rows_of_sale
from db.queries.months import month_figures
from gallery_pos.documents import MonthClosed, SaleRefunded, StatementIssued
from gallery_pos.entries import consequences
from gallery_pos.errors import RuleBroken
from gallery_pos.formatting import format_month
from gallery_pos.language import tr
from gallery_pos.month_file import model
from gallery_pos.month_file.container import ENDING, bind, pack
from gallery_pos.month_file.model import Manifest, Signer
from gallery_pos.month_file.month import Month, month_before
from gallery_pos.month_file.rows import Line, Scope, document_of
from gallery_pos.periods import month_range
from gallery_pos.report_clock import month_of_day
from receipts.files import make_folder, save
from ui.papers.month_papers import guide_text, report_of_month, statements_of_month

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from db.queries.month_rows import Span
    from gallery_pos.documents import OutletRevised
    from gallery_pos.month_file.model import Head, Row
    from gallery_pos.ports import Posted
    from ui.gallery import Gallery

_EVERY = 200


def pack_month(
    gallery: Gallery,
    month: str,
    outlet: str,
    folder: Path,
    *,
    draft: bool = False,
    progress: Callable[[int, int], object] | None = None,
) -> Path:
    """Write the signed file of a month ("2026-10") of an outlet into a folder and return its path.

    A closed month gives the same bytes each time. Raises what :func:`month_bytes` does, and StorageTrouble. Touches no
    widget.
    """
    name, data = month_bytes(gallery, month, outlet, draft=draft, progress=progress)
    make_folder(folder)
    return save(folder / name, data)


def month_bytes(
    gallery: Gallery,
    month: str,
    outlet: str,
    *,
    draft: bool = False,
    progress: Callable[[int, int], object] | None = None,
) -> tuple[str, bytes]:
    """Return the name and the bytes of a month's file.

    Raises Unreadable for no month, RuleBroken (``outlet.unknown``, ``month_file.open`` for a month that is not closed
    unless a ``draft`` is asked for, ``month_file.empty``) and what ``progress`` raises.
    """
    period = month_range(month)
    place = gallery.book.outlet(outlet)
    if place is None:
        raise RuleBroken("outlet.unknown", tr("Gerai {code} tidak dikenal.").format(code=outlet))
    closing = _closing(gallery, outlet, month)
    if closing is None and not draft:
        raise RuleBroken(
            "month_file.open",
            tr("Bulan {month} di {outlet} belum ditutup.").format(month=format_month(period.start), outlet=place.name),
            safe=tr("Belum ada berkas yang dibuat."),
            todo=tr("Tutup bulannya dulu, atau minta drafnya dengan --draft."),
        )
    document = closing.document if closing and isinstance(closing.document, MonthClosed) else None
    span = month_span(
        gallery.database,
        period,
        closing=document.id if document else None,
        previous=_before(gallery, outlet, month, document),
        outlet=None if place.main else outlet,
    )
    if span is None or not span.chains:
        words = tr("Di {outlet} tidak ada catatan pada {month}.")
        raise RuleBroken("month_file.empty", words.format(month=format_month(period.start), outlet=place.name))
    name = f"{model.stem_of(outlet, month, draft=closing is None)}{ENDING}"
    return name, _packed(gallery, month, place, closing, span, progress=progress)


def _closing(gallery: Gallery, outlet: str, month: str) -> Posted | None:
    document = gallery.book.latest(MonthClosed, f"{outlet}/{month}")
    return gallery.book.document(document.id) if document else None


def _before(gallery: Gallery, outlet: str, month: str, closing: MonthClosed | None) -> UUID | None:
    """Return the closing of the month before: the one that the closing names, for a draft the one that there is."""
    if closing is not None:
        return closing.previous
    earlier = gallery.book.latest(MonthClosed, f"{outlet}/{month_before(month)}")
    return earlier.id if earlier else None


class _Rows:
    """The journal of the file, with the month summed while it is written. ``origins`` are rows of sales of earlier files."""

    def __init__(
        self,
        gallery: Gallery,
        month: str,
        place: OutletRevised,
        span: Span,
        sums: Month,
        *,
        progress: Callable[[int, int], object] | None,
    ) -> None:
        self.statements: list[tuple[str, str, StatementIssued]] = []
        self._scope = Scope(place.code, month, place.main)
        self._trade = last_trade(gallery.database, span, month_range(month), place.code)
        self._ends = {(chain.origin, chain.epoch, chain.last) for chain in span.chains}
        made, came_back = BytesIO(), dict[UUID, None]()
        for at, row in enumerate(month_rows(gallery.database, span), start=1):
            line = self._line(row, model.read_head(row.head))
            made.write(model.write_row(line.row))
            document = line.document
            if document is not None:
                sums.row(line, consequences(document))
            if isinstance(document, StatementIssued):
                self.statements.append((line.number, row.hash, document))
            elif isinstance(document, SaleRefunded) and document.sale and place.main:
                came_back[document.sale] = None
            if (line.head.origin, line.head.epoch, line.head.seq) == self._trade:
                self._trade = None
            if progress is not None and at % _EVERY == 0:
                progress(at, span.rows)
        self.journal = made.getvalue()
        earlier = (each for sale in came_back for each in rows_of_sale(gallery.database, sale, span))
        self.origins = b"".join(map(model.write_row, earlier))

    def _line(self, row: Row, head: Head) -> Line:
        """Return a row; what is of another file is left without its body, so that this one stays small.

        Not while trade of this month is still to come: nobody could tell a row from a sale of it that hides.
        """
        scope = self._scope
        if not (scope.is_elsewhere(head) or (scope.is_later(head) and self._trade is None)):
            return Line(row, head, document_of(row, head))
        if scope.whole and head.kind == StatementIssued.__name__:
            document = document_of(row, head)
            if isinstance(document, StatementIssued) and month_of_day(document.figures.until) == scope.month:
                return Line(row, head, document)
        signed = (head.origin, head.epoch, head.seq) in self._ends
        return Line(model.Row(head=row.head, hash=row.hash, signature=row.signature if signed else ""), head, None)


def _packed(
    gallery: Gallery,
    month: str,
    place: OutletRevised,
    closing: Posted | None,
    span: Span,
    *,
    progress: Callable[[int, int], object] | None,
) -> bytes:
    number = closing.number if closing else ""
    founding = all(chain.first == 1 for chain in span.chains)
    sums = Month(place.code, month, whole=place.main, founding=founding, closed=number)
    rows = _Rows(gallery, month, place, span, sums, progress=progress)
    closed = sums.closing
    owed = closed.figures.owed if closed else month_figures(gallery.database, place.code, month).owed
    summary = sums.summary(closed.figures if closed else sums.figures(owed))
    members = {
        model.JOURNAL: rows.journal,
        model.SUMMARY: model.pretty(summary),
        model.LINES: sums.table(),
        model.REPORT: report_of_month(gallery, place, summary, closing),
        model.GUIDE: guide_text(place, month, draft=closing is None).encode(),
        model.VERIFIER: files("assets").joinpath("verifier", model.VERIFIER).read_bytes(),
    }
    if rows.origins:
        members[model.ORIGINS] = rows.origins
    statements = statements_of_month(gallery, rows.statements, month) if place.main else None
    if statements:
        members[model.STATEMENTS] = statements
    packed = [pack(name, data) for name, data in sorted(members.items())]
    terminal = gallery.terminal
    main = gallery.book.main_outlet()
    manifest = model.pretty(
        Manifest(
            format=model.FORMAT,
            version=model.VERSION,
            gallery=gallery_id(gallery.database),
            gallery_name=main.name if main else place.name,
            outlet=place.code,
            outlet_name=place.name,
            month=month,
            closed=number,
            draft=closing is None,
            practice=gallery.machine.practice,
            whole=place.main,
            made_at=stamp(closed.posted_at if closed else gallery.clock()),
            program=version("gallery-pos"),
            signer=Signer(origin=terminal.origin, epoch=terminal.epoch, public_key=terminal.public_key.hex()),
            chains=span.chains,
            files=tuple(entry for entry, _ in packed),
        )
    )
    signature = terminal.sign(sha256(manifest).digest()).hex()
    if progress is not None:
        progress(span.rows, span.rows)
    return bind(manifest, signature, [piece for _, piece in packed])
