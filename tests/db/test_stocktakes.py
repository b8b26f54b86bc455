"""Counts as lists, on both databases."""

from __future__ import annotations

from uuid import UUID

import pytest

from db import read_model
from db.drafts import Draft, Drafts
from db.engine import Database
from db.queries.stocktakes import State, count_open, list_stocktakes
from db.queries.variances import Bearer, list_variances
from gallery_pos.documents import (
    CountedLine,
    FoundLine,
    LossReason,
    PartCounted,
    StocktakeCancelled,
    StocktakePosted,
    StocktakeStarted,
)
from shop import OUTLET, Shop


@pytest.fixture
def counted(shop: Shop) -> UUID:
    """Three counts: one ended with a piece lost, one given up, one under way; return the last."""
    shop.receive("P1", 10)
    shop.receive("P3", 4)
    begun = [
        shop.post(StocktakeStarted, lines=(), scope=words, parts=("Depan", "Gudang")).document.id
        for words in ("Semua", "Keliru", "Berjalan")
    ]
    shop.post(
        PartCounted,
        stocktake=begun[2],
        part="Depan",
        lines=(FoundLine(product="P1", name="x", counted=8),),
        counted_by="enah",
    )
    line = CountedLine(
        lot="L1",
        product="P1",
        name="Kopi",
        consignor="M1",
        expected=10,
        counted=8,
        compensation=12_000,
        reason=LossReason.DAMAGED,
        gallery_bp=5_000,
    )
    found = CountedLine(lot="", product="P2", name="Sambal", consignor="M1", expected=0, counted=1)
    explained = CountedLine(lot="L2", product="P3", name="Syal", consignor="M2", expected=4, counted=3)
    sold = CountedLine(lot="", product="P3", name="Syal", consignor="M2", expected=-1, counted=0)
    shop.post(
        StocktakePosted, lines=(line, found, explained, sold), counted_by=("enah",), stocktake=begun[0], scope="Semua"
    )
    shop.post(StocktakeCancelled, stocktake=begun[1], reason="salah")
    return begun[2]


def test_counts_say_how_far_they_are(shop: Shop, database: Database, counted: UUID) -> None:
    for _ in range(2):
        rows = list_stocktakes(database, outlet=OUTLET)
        assert [(row.scope, row.state) for row in rows] == [
            ("Berjalan", State.OPEN),
            ("Keliru", State.CANCELLED),
            ("Semua", State.POSTED),
        ]
        assert (rows[0].id, rows[0].parts, rows[0].counted_parts) == (counted, 2, 1)
        assert (rows[2].short, rows[2].over, rows[2].compensation) == (2, 1, 12_000)
        assert shop.book.latest(StocktakePosted, rows[2].id.hex) is not None
        read_model.rebuild(database)
    assert list_stocktakes(database, outlet="POJOK") == []
    assert (count_open(database, outlet=OUTLET), count_open(database, outlet="POJOK")) == (1, 0)


def test_differences_have_their_price_and_their_bearer(database: Database, counted: UUID) -> None:
    lost, found = list_variances(database)
    assert (lost.difference, lost.value, lost.bearer, lost.compensation) == (-2, -2 * lost.price, Bearer.SHARED, 12_000)
    assert (found.difference, found.bearer, found.gallery_bp, found.reason) == (1, Bearer.NOBODY, None, "")
    assert found.value == found.price > 0
    assert list_variances(database, since=lost.business_date, until=lost.business_date) == [lost, found]
    assert list_variances(database, outlet="POJOK") == []


def test_parts_that_are_being_counted_are_seen_at_every_terminal(database: Database) -> None:
    for number, origin in enumerate("AB"):
        Drafts(database, origin).save(Draft(id=UUID(int=number + 1), kind="count_part", body=b"{}", label=origin))
    assert [draft.label for draft in Drafts(database, "A").everywhere("count_part")] == ["A", "B"]
    assert [draft.label for draft in Drafts(database, "A").load_open("count_part")] == ["A"]
