"""Kurasi: every round, and the one that is open in front of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from db.queries.curation import RoundRow, list_rounds
from gallery_pos.documents import CurationRoundRevised
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.access import Act
from ui.app.actions import OFFICE, ActionSpec
from ui.app.list_page import ListPage
from ui.app.pages import Pages, RowsPage
from ui.app.tables import Column, Kind
from ui.screens.pembinaan.round_dialog import RoundDialog
from ui.screens.pembinaan.round_page import RoundPage
from ui.widgets.buttons import Segments
from ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from ui.app.screen import Screen
    from ui.workplace import Workplace

_ALL, _OPEN, _CLOSED = "all", "open", "closed"


def state_of_round(row: RoundRow) -> tuple[str, str]:
    """Return how far a round is, and in which tone that is said."""
    if not row.closed:
        words = tr("{given} dari {wanted} lembar").format(given=row.sheets, wanted=row.wanted)
        return (words if row.sheets else tr("direncanakan")), "info"
    left = row.candidates - row.decided
    return (tr("{count} belum diputuskan").format(count=left), "attention") if left else (tr("selesai"), "good")


COLUMNS: tuple[Column[RoundRow], ...] = (
    Column(tr_noop("Tanggal"), lambda row: row.on, Kind.DATE, width=114),
    Column(tr_noop("Putaran"), lambda row: row.name, stretch=True, tip=lambda row: f"{row.name}\n{row.code}"),
    Column(tr_noop("Tempat"), lambda row: row.venue, width=200, room=1_000),
    Column(tr_noop("Kurator"), lambda row: ", ".join(row.panel), width=200),
    Column(tr_noop("Peserta"), lambda row: row.candidates, Kind.NUMBER),
    Column(tr_noop("Lulus"), lambda row: row.passed, Kind.NUMBER),
    Column(tr_noop("Perbaiki"), lambda row: row.revised, Kind.NUMBER),
    Column(tr_noop("Tidak lulus"), lambda row: row.failed, Kind.NUMBER, width=104),
    Column(
        tr_noop("Keadaan"),
        lambda row: state_of_round(row)[0],
        Kind.BADGE,
        tone=lambda row: state_of_round(row)[1],
        width=150,
    ),
)


class RoundList(ListPage[RoundRow]):
    """Every round, the latest first."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(
            place,
            COLUMNS,
            lambda row: row.code,
            EmptyState(tr("Belum ada putaran kurasi"), tr("Rencanakan dengan F12: kurator, kriteria, dan pesertanya.")),
            name=tr("putaran-kurasi"),
            search=tr("Cari putaran, tempat, kurator"),
        )
        self.which = Segments([(_ALL, tr("Semua")), (_OPEN, tr("Menilai")), (_CLOSED, tr("Ditutup"))])
        self.add_filters(self.which)

    def read_rows(self) -> list[RoundRow]:
        """Return every round."""
        return list_rounds(self.place.gallery.database)

    def keeper(self) -> Callable[[RoundRow], bool]:
        """Return whether a round is open, closed, or either."""
        which = self.which.choice()
        return lambda row: which == _ALL or row.closed == (which == _CLOSED)


class _ListPage(RowsPage[RoundRow]):
    """The list with what can be done about it."""

    def __init__(self, host: Screen, open_round: Callable[[str], object]) -> None:
        super().__init__(host, RoundList(host.place), tr("Pilih putarannya dulu."))
        self._open = open_round
        self.list.opened.connect(lambda row: self._open(row.code))
        acts = self.equip(
            (
                ActionSpec("rounds.open", tr_noop("Buka putaran"), "F8", "arrow-right"),
                ActionSpec("rounds.new", tr_noop("Putaran baru"), "F12", "plus", OFFICE),
            ),
            {"rounds.open": self._open_current, "rounds.new": self.plan},
        )
        self.add_footer("rounds.open")
        self.add_footer("rounds.new", primary=True)
        acts["rounds.new"].setVisible(self.place.may(Act.CURATE))

    def _open_current(self) -> None:
        if (row := self.current()) is not None:
            self._open(row.code)

    def plan(self) -> None:
        """Plan a round; panel and criteria are those of the last one."""
        before = list(self.place.gallery.book.latest_of_all(CurationRoundRevised))
        dialog = RoundDialog(self.place, self, like=before[-1] if before else None)
        dialog.planned.connect(self._on_planned)
        dialog.open()

    def _on_planned(self, made: CurationRoundRevised) -> None:
        self.host.refresh_for(self.host.kinds)
        self._open(made.code)


class CurationTab(Pages):
    """``receive`` takes the code of a round."""

    def __init__(self, host: Screen) -> None:
        self.all, self.round = _ListPage(host, self.open_round), RoundPage(host)
        super().__init__(host, self.all, self.round)
        self.round.left.connect(self.back)

    def open_round(self, code: str) -> None:
        """Bring a round to the front."""
        self.bring(self.round)
        self.round.show_round(code)

    def receive(self, what: object) -> None:
        """Open a round."""
        self.open_round(str(what))
