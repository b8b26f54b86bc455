"""A gallery that does anything in any order, on the real database and in the naive model beside it.

:class:`Gallery` holds both and compares them after every step; :mod:`steps` has what can happen.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis.stateful import RuleBasedStateMachine, invariant
from sqlalchemy import select

from db.canonical import document_of
from db.tables.facts import journal
from db.verify import verify
from gallery_pos.desk import Desk, Done
from gallery_pos.documents import ChannelRate, Document, FeeCharged, FeeType, MarkdownPlanRevised, ProductRevised
from gallery_pos.errors import RuleBroken
from gallery_pos.ports import Posted
from gallery_pos.services.outlets import revise_outlet
from gallery_pos.terms import AgreedTerms, Bearer, ItemTerms, Terms
from house import OUTLET, Galleries, House
from naive import Owed, Shelves, Sold
from purse import Purse

CORNER = "POJOK"
UNATTENDED = "SUDUT"
TILLS = "AB"
QRIS_COST = 70
"""What QRIS costs at the gallery, in basis points; elsewhere nothing."""
EACH_STEP = bool(os.environ.get("GALLERY_MACHINE_VERIFY"))
"""Whether the whole journal is proved after each step, or only now and then."""


class Gallery(RuleBasedStateMachine):
    """The gallery, its model, and what must always hold."""

    galleries: Galleries

    def __init__(self) -> None:
        """Open an empty gallery with two tills at two outlets, and a corner without an attendant."""
        super().__init__()
        self.house: House = self.galleries.new(TILLS)
        rates = (ChannelRate(since=date(2026, 1, 1), basis_points=QRIS_COST),)
        revise_outlet(self.house.desk("admin"), code=OUTLET, qris_rates=rates)
        self.rates = {OUTLET: QRIS_COST}
        revise_outlet(self.house.desk("admin"), code=CORNER, name="Pojok Klari")
        revise_outlet(self.house.desk("admin"), code=UNATTENDED, name="Sudut Kecamatan", attended=False)
        self.shelves, self.owed, self.purse = Shelves(), Owed(), Purse()
        self.drawers: dict[tuple[str, str], int] = {}
        self.sold: list[Sold] = []
        self.plans: dict[str, MarkdownPlanRevised] = {}
        self.products: dict[str, ProductRevised] = {}
        self.agreed: dict[str, AgreedTerms] = {}
        self.kinds: dict[bytes, str] = {}
        self.statements: dict[str, tuple[date, int]] = {}
        self.told_pieces: dict[str, Counter[str]] = {}
        self.fees: set[tuple[str, str]] = set()
        self.fee_papers: dict[UUID, FeeCharged] = {}
        self.at_bank: dict[str, tuple[UUID, int]] = {}
        self.sent: list[tuple[Callable[[], Done[Posted]], str]] = []
        self.perpetual: dict[str, tuple[int, int, int]] = dict.fromkeys(TILLS, (0, 0, 0))
        self._pos, self._steps = 0, 0
        self.written()

    def teardown(self) -> None:
        """Close the month and prove the whole journal, unless something went wrong before."""
        try:
            if sys.exc_info()[0] is None:
                self.end_of_the_month()
                self.shelves_are_as_in_the_model()
                self.makers_are_owed_what_the_model_says()
                self.drawers_hold_what_the_model_says()
                self.prove()
        finally:
            self.house.close()

    def end_of_the_month(self) -> None:
        """Do what ends every run; :mod:`steps_back_office` says what."""
        raise NotImplementedError

    def makers_and_goods(self) -> None:
        """Register three makers under different agreements; few products, so that much happens to each."""
        house = self.house
        agreements: list[dict[str, Any]] = [
            {"terms": AgreedTerms(commission_bp=2_000, expiry_bp=5_000), "item_fee": 250},
            {"model": "harga_titip", "terms": AgreedTerms(commission_bp=1_250, discount_bearer=Bearer.CONSIGNOR)},
            {"model": "iuran", "monthly_fee": 50_000, "terms": AgreedTerms(commission_bp=0)},
        ]
        goods = [[(15_000, ItemTerms()), (3_350, ItemTerms(commission_bp=1_750))]]
        goods += [[(99_950, ItemTerms(consignor_price=80_000))], [(7_777, ItemTerms())]]
        names = ("Dapur Bu Enah", "Batik Rengganis", "Kebun Pak Ujang")
        bearers = (Bearer.SHARED, Bearer.CONSIGNOR, Bearer.GALLERY)
        for name, agreement, leaves, bearer in zip(names, agreements, goods, bearers, strict=True):
            maker = house.maker(name, **agreement, qris_bearer=bearer)
            self.agreed[maker.code] = agreement["terms"]
            for price, item in leaves:
                product = house.product(maker, f"Barang {name}", price)
                self.products[product.code] = house.revise(product, terms=item)
        self.written()

    # ------------------------------------------------------------------------------------------- what steps use

    def desk(self, user: str = "admin", outlet: str = OUTLET, till: str = "A") -> Desk:
        """Return a desk; by default of somebody who may do everything."""
        return self.house.desk(user, outlet, till)

    @property
    def today(self) -> date:
        """The day it is."""
        return self.desk().today()

    def written(self, *kinds: type[Document]) -> list[Any]:
        """Return the documents since the last call; they are of these kinds, in this order, fees left out."""
        with self.house.database.reading() as connection:
            found = connection.execute(select(journal).where(journal.c.pos > self._pos).order_by(journal.c.pos))
            rows = [dict(row) for row in found.mappings()]
        self._pos += len(rows)
        documents = [document_of(row) for row in rows]
        for document in documents:
            self.kinds[document.id.bytes] = document.kind
            self.purse.follow(document)
            if isinstance(document, FeeCharged):
                self._charged(document)
        if kinds:
            others = [one for one in documents if not isinstance(one, FeeCharged) or FeeCharged in kinds]
            assert [type(one) for one in others] == list(kinds)
            return others
        return documents

    def _charged(self, fee: FeeCharged) -> None:
        period = fee.period if fee.type is FeeType.SHELF else f"{fee.type} {fee.event or fee.period}"
        assert (fee.consignor, period) not in self.fees, "each month once"
        assert fee.business_date <= self.today
        if fee.period:
            self.fees.add((fee.consignor, period))
        if fee.period and fee.type is FeeType.SHELF:
            over = date.fromisoformat(f"{fee.period}-01") + timedelta(days=31)
            assert not fee.reason.startswith("Iuran bulan") or over.replace(day=1) <= fee.business_date + timedelta(1)
        self.fee_papers[fee.id] = fee
        self.owed.add(fee.consignor, fee, -fee.amount)

    def refused(self, step: Callable[[], Done[Any]], *codes: str) -> None:
        """Expect that a rule says no under one of these codes and that nothing is written."""
        with pytest.raises(RuleBroken) as refusal:
            step()
        assert refusal.value.code in codes, refusal.value.message
        assert self.written() == []

    def submit(self, step: Callable[[], Done[Posted]]) -> None:
        """Do something and remember how, to do it once more later."""
        posted = step().value
        assert posted.fresh
        self.sent.append((step, posted.number))

    def terms_now(self, code: str) -> Terms:
        """Return the terms under which goods of a product come in today, as a person would work them out."""
        product, own = self.products[code], self.agreed[self.products[code].consignor]
        item = product.terms
        commission = own.commission_bp or 0
        if item.consignor_price is not None:
            commission = 0
        if item.commission_bp is not None:
            commission = item.commission_bp
        usual = Bearer.SHARED if item.consignor_price is None else Bearer.GALLERY
        return Terms(
            commission_bp=commission,
            consignor_price=item.consignor_price,
            discount_bearer=own.discount_bearer or usual,
            loss_bp=10_000 if own.loss_bp is None else own.loss_bp,
            damage_bp=10_000 if own.damage_bp is None else own.damage_bp,
            expiry_bp=own.expiry_bp or 0,
        )

    # ------------------------------------------------------------------------------------------ what always holds

    def prove(self) -> None:
        """Check every rule over the whole journal."""
        pinned = {key: public for till in self.house.terminals.values() for key, public in till.pinned.items()}
        assert verify(self.house.database, pinned=pinned) == []

    @invariant()
    def the_journal_is_proved(self) -> None:
        """After each step where asked for, else now and then."""
        self._steps += 1
        if EACH_STEP or self._steps % 25 == 0:
            self.prove()

    @invariant()
    def shelves_are_as_in_the_model(self) -> None:
        """Rule 3: per lot and outlet, and what no lot accounts for."""
        book = self.house.book
        for outlet in (OUTLET, CORNER, UNATTENDED):
            assert {lot.lot: lot.on_hand for lot in book.lots(outlet)} == self.shelves.on_hand(outlet)
            assert book.loose(outlet) == self.shelves.unaccounted(outlet)

    @invariant()
    def makers_are_owed_what_the_model_says(self) -> None:
        """Rule 2: now, and as it was a week ago."""
        for maker in self.agreed:
            assert self.house.book.balance(maker) == self.owed.balance(maker)
            before = self.today - timedelta(days=7)
            assert self.house.book.balance(maker, before) == self.owed.balance(maker, before)

    @invariant()
    def drawers_hold_what_the_model_says(self) -> None:
        """Rule 4."""
        for outlet in (OUTLET, CORNER):
            for till in TILLS:
                drawer = self.desk(outlet=outlet, till=till).book.open_shift(outlet, till)
                assert (drawer.expected if drawer else None) == self.drawers.get((outlet, till))

    @invariant()
    def perpetual_totals_never_fall(self) -> None:
        """Rule 8."""
        for till in TILLS:
            now = self.house.book.perpetual(till)
            told = (now.sales, now.refunds, now.shifts)
            assert all(after >= before for after, before in zip(told, self.perpetual[till], strict=True))
            self.perpetual[till] = told
