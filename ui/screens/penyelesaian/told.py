"""What is shown before statements are issued, and the papers after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.documents import StatementIssued
from gallery_pos.formatting import format_count, format_long_date, format_rupiah
from gallery_pos.language import tr
from ui.app.sheets import next_copy
from ui.widgets.buttons import Segments
from ui.widgets.dialog import Dialog
from ui.widgets.text import Label

TICKED, DUE, ALL = "ticked", "due", "all"
_SUMS = 4

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from gallery_pos.documents import StatementFigures
    from gallery_pos.ports import Posted
    from ui.app.screen import Screen
    from ui.app.tasks import Progress
    from ui.gallery import Gallery
    from ui.papers.statements import Statement


class IssueDialog(Dialog):
    """Says what issuing would do, in figures, for those who are due, those who are ticked, or all."""

    def __init__(
        self,
        screen: Screen,
        until: date,
        found: Sequence[StatementFigures],
        due: frozenset[str],
        ticked: frozenset[str],
        *,
        then: Callable[[date, frozenset[str]], object],
    ) -> None:
        super().__init__(
            tr("Terbitkan laporan"),
            screen.window(),
            hint=tr(
                "Sampai dengan {day}. Laporan yang sudah terbit tidak bisa diubah; koreksi masuk ke laporan berikutnya."
            ).format(day=format_long_date(until)),
        )
        self.setMinimumWidth(560)
        self._until, self._found, self._then = until, found, then
        every = frozenset(one.consignor for one in found)
        offered = (
            (TICKED, tr("Yang dipilih ({count})"), every & ticked),
            (DUE, tr("Jatuh tempo ({count})"), every & due),
            (ALL, tr("Semua ({count})"), every),
        )
        self._codes = {key: codes for key, _, codes in offered if codes}
        self.who = Segments(
            [(key, text.format(count=format_count(len(codes)))) for key, text, codes in offered if codes]
        )
        self.says = [Label("") for _ in range(_SUMS)]
        self.negative = Label("", "soft", wrap=True)
        self.body.addWidget(self.who)
        for label in (*self.says, self.negative):
            self.body.addWidget(label)
        self.add_cancel()
        self.primary = self.add_primary(tr("Terbitkan"), self._agreed)
        self.who.chosen.connect(lambda _key: self._say())
        self._say()

    def _chosen(self) -> frozenset[str]:
        return self._codes[self.who.choice()]

    def _say(self) -> None:
        chosen = [one for one in self._found if one.consignor in self._chosen()]
        figures = (
            (tr("Penjualan bersih"), sum(one.gross - one.discount for one in chosen)),
            (tr("Komisi galeri"), sum(one.commission for one in chosen)),
            (tr("Iuran dan biaya"), sum(one.fees for one in chosen)),
            (tr("Hak penitip seluruhnya"), sum(max(one.closing, 0) for one in chosen)),
        )
        for label, (text, amount) in zip(self.says, figures, strict=True):
            label.setText(f"{text}: {format_rupiah(amount)}")
        owing = [one.business_name for one in chosen if one.closing < 0]
        said = tr("Saldo kurang dari nol, dibawa ke laporan berikutnya: {names}.").format(names=", ".join(owing[:5]))
        self.negative.setText(said if owing else "")
        self.negative.setVisible(bool(owing))
        self.primary.setText(tr("Terbitkan {count} laporan").format(count=format_count(len(chosen))))

    def _agreed(self) -> None:
        self.accept()
        self._then(self._until, self._chosen())


def show_statements(screen: Screen, title: str, statements: Sequence[Statement]) -> None:
    """Show statements as one PDF, made off the UI thread behind progress and Cancel; printing them is noted.

    Those that were printed before say SALINAN.
    """
    from ui.dialogs.pdf import open_pdf
    from ui.papers.statement_batch import StatementBatch

    place = screen.place

    def job(progress: Progress) -> tuple[StatementBatch, bytes]:
        batch = StatementBatch(place.gallery, statements)
        return batch, batch.pdf(progress)

    def show(made: tuple[StatementBatch, bytes]) -> None:
        batch, data = made
        open_pdf(place, screen, data, title=title, name=tr("laporan-penitip"), on_printed=batch.note_printed)

    screen.work(tr("Menyiapkan {count} laporan").format(count=format_count(len(statements))), job, show)


def last_of(gallery: Gallery, consignors: Sequence[str]) -> list[Statement]:
    """Return the last statement of each of these makers who ever got one."""
    from db.queries.settlement import list_statements

    rows = [row for code in consignors for row in list_statements(gallery.database, consignor=code)[:1]]
    posted = [gallery.book.document(row.id) for row in rows]
    return [(one.document.figures, one) for one in posted if one and isinstance(one.document, StatementIssued)]


def show_message(screen: Screen, posted: Posted) -> None:
    """Show a statement as text for WhatsApp: all that its paper says, else what a link has room for.

    Where it was printed or sent before, the text says SALINAN.
    """
    from db.queries.telling import told
    from gallery_pos.message_texts import LINK_ROOM, link_length
    from ui.news.collecting import statement_news
    from ui.news.dialog import NewsDialog
    from ui.news.shelf import signature
    from ui.papers.statements import beside_of, statement_text

    issued, gallery = posted.document, screen.place.gallery
    if isinstance(issued, StatementIssued):
        statement = issued.figures, posted
        news = statement_news(posted, issued, signature(gallery), beside_of(gallery, statement))
        sent = bool(told(gallery.database, [news.subject.record]))
        text = statement_text(gallery, statement, copy=max(next_copy(gallery, issued.id), int(sent)))
        title = tr("Kirim laporan kepada {name}").format(name=issued.figures.business_name)
        fits = link_length(text) <= LINK_ROOM
        NewsDialog(screen.place, screen.window(), news, title=title, text=text if fits else "").open()
