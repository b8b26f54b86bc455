"""What is shown before statements are issued, and the papers after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.documents import StatementIssued
from gallery_pos.formatting import format_count, format_long_date, format_rupiah
from gallery_pos.language import tr
from ui.app.sheets import next_copy, note_printed
from ui.widgets.dialog import Dialog
from ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from gallery_pos.documents import StatementFigures
    from gallery_pos.ports import Posted
    from ui.app.screen import Screen
    from ui.papers.statements import Statement


def ask_issue(
    screen: Screen, until: date, found: Sequence[StatementFigures], then: Callable[[date, int], object]
) -> None:
    """Say what issuing would do, in figures; ``then`` is called where the person agrees."""
    if not found:
        screen.banner.say(tr("Tidak ada yang perlu dilaporkan sampai tanggal itu."))
        return
    dialog = Dialog(
        tr("Terbitkan {count} laporan?").format(count=format_count(len(found))),
        screen.window(),
        hint=tr(
            "Sampai dengan {day}. Laporan yang sudah terbit tidak bisa diubah; koreksi masuk ke laporan berikutnya."
        ).format(day=format_long_date(until)),
    )
    dialog.setMinimumWidth(520)
    for text, amount in (
        (tr("Penjualan bersih"), sum(one.gross - one.discount for one in found)),
        (tr("Komisi galeri"), sum(one.commission for one in found)),
        (tr("Iuran"), sum(one.fees for one in found)),
        (tr("Hak penitip seluruhnya"), sum(max(one.closing, 0) for one in found)),
    ):
        dialog.body.addWidget(Label(f"{text}: {format_rupiah(amount)}"))
    negative = [one.business_name for one in found if one.closing < 0]
    if negative:
        said = tr("Saldo kurang dari nol, dibawa ke laporan berikutnya: {names}.").format(names=", ".join(negative[:5]))
        dialog.body.addWidget(Label(said, "soft", wrap=True))

    def agreed() -> None:
        dialog.accept()
        then(until, len(found))

    dialog.add_cancel()
    dialog.add_primary(tr("Terbitkan"), agreed)
    dialog.open()


def show_statements(screen: Screen, title: str, statements: Sequence[Statement]) -> None:
    """Show statements as one PDF, made off the UI thread; printing what was just issued is noted."""
    from ui.dialogs.pdf import show_pdf

    gallery = screen.place.gallery

    def make() -> bytes:
        from receipts.pdf.statement import statements_pdf
        from ui.papers.statements import statement_paper

        return statements_pdf(statement_paper(gallery, statement) for statement in statements)

    def printed() -> None:
        for _figures, posted in statements:
            if posted is not None:
                note_printed(gallery, posted, posted.number, next_copy(gallery, posted.document.id))

    show_pdf(screen.place, screen, make, title=title, name=tr("laporan-penitip"), on_printed=printed)


def show_message(screen: Screen, posted: Posted) -> None:
    """Show a statement as text for WhatsApp."""
    from ui.dialogs.message import TextDialog
    from ui.papers.statements import statement_text

    issued = posted.document
    if isinstance(issued, StatementIssued):
        place = screen.place
        text = statement_text(place.gallery, (issued.figures, posted))
        title = tr("Kirim laporan kepada {name}").format(name=issued.figures.business_name)
        reason = tr("kirim laporan {number} lewat WhatsApp").format(number=posted.number)
        whose = issued.figures.consignor
        TextDialog(place, screen.window(), title=title, consignor=whose, text=text, reason=reason).open()
