"""Counts that last while everything else goes on, for :mod:`machine`."""

from __future__ import annotations

from collections import Counter as Tally
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from sqlalchemy import func, select

from db.canonical import document_of
from db.tables.facts import journal
from gallery_pos.desk import Done
from gallery_pos.documents import (
    Covers,
    Document,
    GoodsArrived,
    GoodsReceived,
    GoodsReturned,
    GoodsSent,
    GoodsWrittenOff,
    LossReason,
    PartCounted,
    SaleCompleted,
    SaleRefunded,
    StocktakeCancelled,
    StocktakePosted,
    StocktakeStarted,
)
from gallery_pos.ports import Posted
from gallery_pos.services.count_posting import post_stocktake
from gallery_pos.services.count_review import by_terms, review
from gallery_pos.services.count_start import start_stocktake
from gallery_pos.services.counting import Found, cancel_stocktake, submit_part
from naive import count
from steps_back_office import BackOffice
from steps_counter import outlets, picks

PARTS = ("Depan", "Gudang")


@dataclass
class Session:
    """A count that is under way: pieces of a product stand in one part only, with the place in the journal then."""

    id: UUID
    outlet: str
    day: date
    products: list[str]
    counted: dict[str, dict[str, tuple[int, int]]] = field(default_factory=dict)
    papers: dict[str, UUID] = field(default_factory=dict)

    def of(self, part: str) -> list[str]:
        """Return the products that stand in a part."""
        return self.products[PARTS.index(part) :: len(PARTS)]


def carried(document: Document, outlet: str, since: date) -> Tally[str]:
    """Return the pieces that a document brought to the shelf of an outlet (or took from it), by product."""
    pieces: Tally[str] = Tally()
    if document.outlet != outlet or document.business_date < since:
        return pieces
    match document:
        case GoodsReceived() | SaleRefunded():
            for came in document.lines:
                pieces[came.product] += came.quantity
        case GoodsReturned() | GoodsSent() | SaleCompleted():
            for went in document.lines:
                pieces[went.product] -= went.quantity
        case GoodsWrittenOff(sent=None):
            for gone in document.lines:
                pieces[gone.product] -= gone.quantity if gone.reason is not LossReason.LOST else 0
        case GoodsArrived():
            for line in document.lines:
                pieces[line.product] += line.arrived
        case _:
            pass
    return pieces


class Counting(BackOffice):
    """Counts over a while, two parts each; what is sold, brought and lost meanwhile makes no difference."""

    session: Session | None = None

    def end_of_the_month(self) -> None:
        """End the count that is under way, then the month."""
        if self.session is not None:
            for part in PARTS:
                self.count_a_part(0, [-1], PARTS.index(part))
            self.post_the_count()
        super().end_of_the_month()

    def _books(self, outlet: str, product: str) -> int:
        lots = sum(lot.left[outlet] for lot in self.shelves.lots.values() if lot.product == product)
        return lots + self.shelves.loose[outlet, product]

    def _place(self) -> int:
        with self.house.database.reading() as connection:
            return int(connection.execute(select(func.max(journal.c.pos))).scalar_one())

    def _carried_since(self, session: Session, product: str, place: int) -> int:
        with self.house.database.reading() as connection:
            rows = connection.execute(select(journal).where(journal.c.pos > place)).mappings()
            documents = [document_of(dict(row)) for row in rows]
        return sum(carried(document, session.outlet, session.day)[product] for document in documents)

    @precondition(lambda self: self.session is None and self.products)
    @rule(outlet=outlets, some=st.lists(picks, min_size=2, max_size=5))
    def begin_a_count(self, outlet: str, some: list[int]) -> None:
        """Begin to count some products in two parts."""
        codes = sorted(self.products)
        chosen = sorted({codes[pick % len(codes)] for pick in some})
        id_ = self.house.new_id()
        self.submit(
            lambda: start_stocktake(
                self.desk("cashier", outlet), covers=Covers.PRODUCTS, products=chosen, parts=PARTS, id=id_
            )
        )
        begun: StocktakeStarted = self.written(StocktakeStarted)[0]
        frozen: Tally[str] = Tally()
        for line in begun.lines:
            frozen[line.product] += line.expected
        assert {code: frozen[code] for code in chosen} == {code: self._books(outlet, code) for code in chosen}
        self.session = Session(id_, outlet, begun.business_date, chosen)

    @precondition(lambda self: self.session is not None)
    @rule(till=picks, more=st.lists(st.integers(-3, 2), min_size=1, max_size=4), part=st.integers(0, 1))
    def count_a_part(self, till: int, more: list[int], part: int) -> None:
        """Count a part, or once more: as the books say, or more, or less."""
        session, name, id_ = self.session, PARTS[part], self.house.new_id()
        assert session is not None
        mark, place = self.house.book.newest(), self._place()
        here = session.of(name)
        pieces = {
            code: max(self._books(session.outlet, code) + more[at % len(more)], 0) for at, code in enumerate(here)
        }
        found = [Found(code, count_, mark, mark) for code, count_ in pieces.items()]
        before = session.papers.get(name)
        if before is not None:
            again = self.house.new_id()
            desk = self.desk("manager", session.outlet)
            self.refused(
                lambda: submit_part(desk, stocktake=session.id, part=name, found=found, id=again), "count.taken"
            )
        self.submit(
            lambda: submit_part(
                self.desk("cashier", session.outlet, "AB"[till % 2]),
                stocktake=session.id,
                part=name,
                found=found,
                replaces=before,
                id=id_,
            )
        )
        self.written(PartCounted)
        session.papers[name] = id_
        session.counted[name] = {code: (count_, place) for code, count_ in pieces.items()}

    @precondition(lambda self: self.session is not None)
    @rule()
    def post_the_count(self) -> None:
        """Post it, where all parts are in; the shelves are then what was found, moved by what happened since."""
        session, id_ = self.session, self.house.new_id()
        assert session is not None
        desk = self.desk("manager", session.outlet)
        borne = by_terms(review(desk, session.id))

        def step() -> Done[Posted]:
            return post_stocktake(
                self.desk("manager", session.outlet), stocktake=session.id, borne=borne, absent_gone=True, id=id_
            )

        if len(session.papers) < len(PARTS):
            self.refused(step, "count.parts_open")
            return
        there = {
            code: max(pieces + self._carried_since(session, code, place), 0)
            for part in session.counted.values()
            for code, (pieces, place) in part.items()
        }
        self.submit(step)
        posted: StocktakePosted = self.written(StocktakePosted)[0]
        owed = count(self.shelves, session.outlet, there, self.today, posted)
        moved: dict[str, Tally[str]] = {}
        for line in posted.lines:
            if line.counted != line.expected:
                moved.setdefault(line.consignor, Tally())[line.product] += line.counted - line.expected
        for maker in owed.keys() | moved.keys():
            self.owed.add(maker, posted, owed.get(maker, 0), dict(moved.get(maker, {})))
        self.session = None

    @precondition(lambda self: self.session is not None)
    @rule(sure=st.sampled_from([False, False, False, True]))
    def give_the_count_up(self, sure: bool) -> None:
        """Now and then a count comes to nothing."""
        session, id_ = self.session, self.house.new_id()
        assert session is not None
        if not sure:
            self.refused(
                lambda: cancel_stocktake(self.desk("manager", session.outlet), stocktake=session.id, reason=" "),
                "count.reason",
            )
            return
        self.submit(
            lambda: cancel_stocktake(
                self.desk("manager", session.outlet), stocktake=session.id, reason="listrik padam", id=id_
            )
        )
        self.written(StocktakeCancelled)
        self.session = None
