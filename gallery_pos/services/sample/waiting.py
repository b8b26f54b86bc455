"""The sample's queue to the shelf: some new goods apply, one round is held, makers take turns on three shelves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from gallery_pos.documents import Criterion, EntryState, Shelf
from gallery_pos.services.catalogue import revise_product
from gallery_pos.services.curation import decide_by_points, revise_round, score_candidate
from gallery_pos.services.entry import apply_for_display, decide_entry
from gallery_pos.services.sample.days import HOUR
from gallery_pos.services.sample.stage import DINAS, MANAGER
from gallery_pos.services.turns import plan_turn, revise_shelves

if TYPE_CHECKING:
    from gallery_pos.services.sample.stage import Stage

ROUND = "K01"
LENGTH = 45
"""Days before the end on which this part of the story begins; a shorter story goes without it."""

SHELVES = (
    Shelf(code="A", name="Rak depan", slots=3),
    Shelf(code="B", name="Meja tengah", slots=2),
    Shelf(code="C", name="Rak makanan"),
)
PANEL = ("Leoni Sari", "Dadang Hidayat", "Tatang Sopandi")
CRITERIA = (
    Criterion(code="mutu", name="Mutu dan rasa", weight=3),
    Criterion(code="kemasan", name="Kemasan dan label", weight=2),
    Criterion(code="daerah", name="Keunggulan daerah", weight=2),
    Criterion(code="kapasitas", name="Kapasitas produksi", weight=2),
    Criterion(code="harga", name="Harga", weight=1),
)


class Applicant(NamedTuple):
    """New goods of a maker; they look like ``like``. ``points`` are what the panel gives on the average."""

    code: str
    name: str
    like: str
    price: int
    points: int = 0


FIRST = (
    Applicant("P0121", "Tas Rajut Goyang", "P0013", 145_000, 84),
    Applicant("P0122", "Tempat Pensil Bambu", "P0020", 35_000, 76),
    Applicant("P0123", "Asbak Gerabah Polos", "P0034", 25_000, 31),
    Applicant("P0124", "Jam Dinding Kayu Jati", "P0050", 165_000, 68),
)
"""They applied for the round that was held."""
LATER = (
    Applicant("P0125", "Topi Kanvas Wiragati", "P0053", 75_000),
    Applicant("P0126", "Keripik Pisang Keju 200 g", "P0005", 22_000),
    Applicant("P0127", "Lampu Tidur Bambu", "P0105", 135_000),
)


class Waiting:
    """What happens on the way to the shelf, by the days before the end."""

    def __init__(self, stage: Stage) -> None:
        """Let it happen on ``stage``."""
        self._stage = stage
        self._by_day: dict[int, list[Callable[[], object]]] = {
            45: [self._put_up_shelves],
            44: [partial(self._turn, *turn) for turn in (("A", "M004", 28), ("A", "M016", 45), ("B", "M027", 56))],
            42: [partial(self._apply, one) for one in FIRST[:2]],
            40: [partial(self._apply, one) for one in FIRST[2:]],
            37: [partial(self._check, one) for one in FIRST],
            30: [self._hold_round],
            15: [partial(self._turn, "A", "M010", 35), partial(self._turn, "B", "M004", 35)],
            9: [partial(self._apply, LATER[0]), partial(self._apply, LATER[1])],
            6: [partial(self._step, LATER[0], EntryState.CHECKING, ""), self._refer],
            2: [partial(self._apply, LATER[2]), partial(self._step, LATER[0], EntryState.CURATION, "dokumen lengkap")],
        }

    def on(self, number: int) -> list[tuple[float, Callable[[], object]]]:
        """Return what happens on the ``number``-th day: minutes since midnight, and what."""
        left = (self._stage.today - self._stage.day(number)).days
        if (self._stage.today - self._stage.start).days < LENGTH:
            return []
        return [(8.4 * HOUR + 3 * position, act) for position, act in enumerate(self._by_day.get(left, []))]

    def _put_up_shelves(self) -> None:
        revise_shelves(self._stage.at(MANAGER), shelves=SHELVES)

    def _turn(self, shelf: str, consignor: str, days: int) -> None:
        desk = self._stage.at(MANAGER)
        today = desk.today()
        plan_turn(desk, shelf=shelf, consignor=consignor, since=today, until=today + timedelta(days - 1))

    def _apply(self, one: Applicant) -> None:
        desk = self._stage.at(MANAGER)
        like = desk.book.product(one.like)
        if like is None:
            raise KeyError(one.like)
        revise_product(
            desk,
            code=one.code,
            name=one.name,
            consignor=like.consignor,
            price=one.price,
            category=like.category,
            picture=like.picture,
            legality_group=like.legality_group,
        )
        apply_for_display(desk, product=one.code)

    def _step(self, one: Applicant, state: EntryState, reason: str) -> None:
        decide_entry(self._stage.at(MANAGER), product=one.code, state=state, reason=reason)

    def _check(self, one: Applicant) -> None:
        self._step(one, EntryState.CHECKING, "")
        self._step(one, EntryState.CURATION, "dokumen lengkap")

    def _refer(self) -> None:
        self._step(LATER[1], EntryState.CHECKING, "")
        self._step(LATER[1], EntryState.REFERRED, "P-IRT untuk rasa baru belum diurus")

    def _hold_round(self) -> None:
        """Hold the round: each curator is a little milder or stricter than the next."""
        desk = self._stage.at(DINAS)
        revise_round(
            desk,
            code=ROUND,
            name="Kurasi kriya",
            on=desk.today(),
            venue="Aula Dinas Koperasi dan UKM (contoh)",
            panel=PANEL,
            quota=2,
            criteria=CRITERIA,
            products=tuple(one.code for one in FIRST),
        )
        for one in FIRST:
            for chair, curator in enumerate(PANEL):
                points = {
                    each.code: one.points + 4 * (chair - 1) + (3 * place + chair) % 5 - 2
                    for place, each in enumerate(CRITERIA)
                }
                score_candidate(desk, round_code=ROUND, product=one.code, curator=curator, points=points)
        revise_round(desk, code=ROUND, closed=True)
        decide_by_points(desk, round_code=ROUND)
