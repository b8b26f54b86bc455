"""Places away from the gallery: corners that nobody attends, filled by the van and visited every week, and a bazaar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from gallery_pos.documents import GoodsSent, LossReason
from gallery_pos.fees import Sharing
from gallery_pos.lots import is_expired
from gallery_pos.services.count_posting import count_at_once
from gallery_pos.services.event_fees import charge_event
from gallery_pos.services.events import close_event, plan_event
from gallery_pos.services.moving import Arriving, receive_transfer, write_off_transit
from gallery_pos.services.sample.days import HOUR, Habits, is_open, moments
from gallery_pos.services.sample.stage import CASHIER, DINAS, FILLED_BY_VAN, MANAGER, UNATTENDED
from gallery_pos.services.sending import pick, send_goods
from gallery_pos.services.stock import Loss
from gallery_pos.services.taking_part import outsiders
from gallery_pos.services.visits import Seen, Visit, expected_at, preview_visit, record_visit

if TYPE_CHECKING:
    from gallery_pos.desk import Desk
    from gallery_pos.ports import Posted
    from gallery_pos.services.sample.stage import Stage
    from gallery_pos.services.sample.tills import Tills

    Agenda = list[tuple[float, Callable[[], object]]]

VAN_EVERY = 14
"""Days between two trips of the van."""
BAZAAR_FROM = 50
"""The bazaar is on the first Saturday and Sunday from this day of the story on."""
BAZAAR = Habits(sales=16, opens=9 * HOUR, closes=16 * HOUR, weekends=True, civil_servants=20)

_FRIDAY, _SATURDAY = 4, 5
_KINDS, _PIECES = 9, 4
_BAZAAR_KINDS, _BAZAAR_PIECES = 26, 4
_VISITORS = {UNATTENDED: "Tatang Sopandi", "POJOK-KLARI": "Euis Kartika", "POJOK-RENGAS": "Euis Kartika"}
_CHECKS = ("Label harga terpasang", "Rak bersih dan rapi", "Kotak uang terkunci", "QRIS terbaca")


class Corners:
    """Everything that happens at outlets without an attendant, and at the bazaar."""

    def __init__(self, stage: Stage, tills: Tills, seed: int) -> None:
        """Play on ``stage``; chance of its own leaves the rest of the story as it is."""
        self._stage, self._tills = stage, tills
        self._random = Random(f"corners {seed}")
        self._on_its_way: list[GoodsSent] = []
        self._bazaar = next(
            (stage.day(number) for number in range(BAZAAR_FROM, BAZAAR_FROM + 7) if self._is_saturday(number)), None
        )
        self._event = ""

    def _is_saturday(self, number: int) -> bool:
        """Tell whether a day is a Saturday with the Sunday and the Monday after it still in the story."""
        day = self._stage.day(number)
        return day.weekday() == _SATURDAY and day + timedelta(days=3) < self._stage.today

    def on(self, number: int) -> Agenda:
        """Return what happens on the ``number``-th day."""
        day = self._stage.day(number)
        agenda: Agenda = []
        if number % VAN_EVERY == 1:
            agenda += [
                (7.2 * HOUR + 9 * at, partial(self._send, outlet, _KINDS, _PIECES))
                for at, outlet in enumerate(FILLED_BY_VAN)
            ]
            agenda.append((8.2 * HOUR, self._receive))
        if day.weekday() == _FRIDAY:
            places = (*FILLED_BY_VAN, UNATTENDED)
            agenda += [(15.2 * HOUR + 20 * at, partial(self._visit, outlet)) for at, outlet in enumerate(places)]
        if day + timedelta(days=1) == self._stage.today:
            agenda.append((17.8 * HOUR, partial(self._send, FILLED_BY_VAN[0], 4, 3)))  # arrives tomorrow
        return agenda + self._of_bazaar(day)

    # -- the van

    def _send(self, outlet: str, kinds: int, pieces: int) -> None:
        """Take some of what the gallery has most of; small things that keep."""
        desk = self._stage.at(MANAGER)
        there = {row.product for row in expected_at(desk, outlet=outlet) if row.pieces >= pieces}
        rows = [row for row in expected_at(desk, outlet=self._stage.main) if row.pieces > pieces + 1]
        keep = {goods.code for goods in self._stage.assortment(self._stage.main) if not goods.fresh}
        small = [row for row in rows if row.product in keep and row.product not in there and row.price <= 100_000]
        wanted = [row for row in small if not outsiders(desk.book, outlet, [row.consignor])]
        chosen = self._random.sample(wanted, min(kinds, len(wanted)))
        if chosen:
            lines = pick(desk, {row.product: pieces for row in sorted(chosen, key=lambda row: row.product)})
            sent = send_goods(desk, to=outlet, lines=lines, carried_by="Asep Supriatna", id=desk.make_id()).value
            self._remember(sent)

    def _remember(self, sent: Posted) -> None:
        if isinstance(sent.document, GoodsSent):
            self._on_its_way.append(sent.document)

    def _receive(self) -> None:
        """Unload: now and then a piece is missing, which is found later, or written off."""
        for sent in self._on_its_way:
            desk = self._stage.at(MANAGER, sent.to)
            short = 1 if self._random.random() < 0.4 and sent.lines[0].quantity > 1 else 0
            came = [Arriving(line.lot, line.quantity - (short if at == 0 else 0)) for at, line in enumerate(sent.lines)]
            receive_transfer(desk, sent=sent.id, lines=came, received_by="Euis Kartika", id=desk.make_id())
            if short and self._random.random() < 0.5:
                loss = Loss(sent.lines[0].lot, short, LossReason.DAMAGED)
                write_off_transit(
                    self._stage.at(DINAS), sent=sent.id, lines=[loss], note="Pecah di jalan", id=desk.make_id()
                )
        self._on_its_way.clear()

    # -- visits

    def _visit(self, outlet: str) -> None:
        """Count what is left and the money; it agrees most of the time."""
        desk = self._stage.at(MANAGER)
        day = desk.today()
        seen: list[Seen] = []
        for row in expected_at(desk, outlet=outlet):
            pieces = max(row.pieces, 0)
            gone_off = sum(lot.on_hand for lot in desk.book.lots(outlet, [row.product]) if is_expired(lot, day))
            sold = sum(self._random.random() < 0.22 for _ in range(pieces - min(gone_off, pieces)))
            seen.append(Seen(row.product, pieces - sold - min(gone_off, pieces), min(gone_off, pieces)))
        if not seen:
            return
        checks = {check: self._random.random() < 0.85 for check in _CHECKS}
        visit = Visit(outlet, day, tuple(seen), cash=0, visited_by=_VISITORS[outlet], checklist=checks, missing={})
        cash, qris = self._money(desk, visit)
        told = replace(visit, cash=cash, qris=qris, missing=None)
        record_visit(desk, told, id=desk.make_id())

    def _money(self, desk: Desk, visit: Visit) -> tuple[int, int]:
        """Return what cash box and QRIS hold: the price of what is gone, or of one thing less, or nearly that."""
        found, sums = preview_visit(desk, visit)
        worth = sums.gone
        taken = [each for each in found if each.gone > 0]
        chance = self._random.random()
        if taken and chance < 0.18:
            worth -= self._random.choice(taken).runs[-1].price
        elif chance < 0.40:
            worth = max(0, worth + self._random.choice((-2_000, -1_000, -1_000, 500, 1_000)))
        qris = worth * self._random.choice((0, 2, 3, 4)) // 10 // 1_000 * 1_000
        return worth - qris, qris

    # -- the bazaar

    def _of_bazaar(self, day: date) -> Agenda:
        if self._bazaar is None:
            return []
        number = (day - self._bazaar).days
        agenda: Agenda = []
        if number == -2:
            agenda.append((16.5 * HOUR, self._plan))
        if number == -1:
            agenda += [(7.6 * HOUR, self._load), (8.4 * HOUR, self._receive)]
        if number in {0, 1} and is_open(BAZAAR, day):
            agenda.append((BAZAAR.opens - 6, lambda: self._tills.open(CASHIER, self._event)))
            times = moments(self._random, BAZAAR, self._random.randint(12, 19))
            agenda += [(at + 0.2, lambda: self._tills.serve(CASHIER, self._event, BAZAAR)) for at in times]
            agenda.append((BAZAAR.closes + 9, lambda: self._tills.close(CASHIER, self._event)))
        if number == 2:
            agenda += [
                (7.4 * HOUR, self._bring_back),
                (8.5 * HOUR, self._receive_back),
                (8.7 * HOUR, self._share_stand),
            ]
        return agenda

    def _plan(self) -> None:
        if self._bazaar is None:
            return
        desk = self._stage.at(MANAGER)
        makers = [maker.code for maker in self._stage.makers.values() if maker.code not in self._stage.absent]
        self._event = plan_event(
            desk,
            name="Bazar Alun-alun",
            starts=self._bazaar,
            ends=self._bazaar + timedelta(days=1),
            host="Pemkab Karawang (contoh)",
            address="Alun-alun Karawang",
            stand_fee=150_000,
            participants=makers[::3],
        ).value.code

    def _load(self) -> None:
        self._send(self._event, _BAZAAR_KINDS, _BAZAAR_PIECES)

    def _bring_back(self) -> None:
        """Count what is left, put it back on the van."""
        desk = self._stage.at(MANAGER, self._event)
        rows = expected_at(desk, outlet=self._event)
        counted = {row.product: max(row.pieces, 0) for row in rows}
        count_at_once(desk, counted=counted, scope="Sisa bazar", id=desk.make_id())
        left = {code: pieces for code, pieces in counted.items() if pieces}
        if left:
            sent = send_goods(
                desk, to=self._stage.main, lines=pick(desk, left), carried_by="Asep Supriatna", id=desk.make_id()
            )
            self._remember(sent.value)

    def _receive_back(self) -> None:
        for sent in self._on_its_way:
            desk = self._stage.at(MANAGER)
            came = [Arriving(line.lot, line.quantity) for line in sent.lines]
            receive_transfer(desk, sent=sent.id, lines=came, received_by="Euis Kartika", id=desk.make_id())
        self._on_its_way.clear()
        close_event(self._stage.at(MANAGER), code=self._event)

    def _share_stand(self) -> None:
        """Whoever sold more at the bazaar bears more of its stand."""
        charge_event(self._stage.at(MANAGER), event=self._event, sharing=Sharing.SALES)
