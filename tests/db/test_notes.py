"""Notes as a list, the note that a lot came with, and when goods were last sold."""

from __future__ import annotations

from db.engine import Database
from db.queries.notes import list_notes, note_of_lot
from db.queries.sold import last_sold
from db.queries.stock import list_lots
from gallery_pos.documents import GoodsReceived, GoodsReturned
from making import DAY
from shop import OUTLET, Shop, tell_everything


def test_every_note_stands_in_the_list_once_the_newest_first(shop: Shop, database: Database) -> None:
    tell_everything(shop)
    notes = list_notes(database)
    assert {note.kind for note in notes} == {"GoodsReceived", "GoodsReturned"}
    for note in notes:
        posted = shop.book.document(note.id)
        assert posted is not None
        assert isinstance(posted.document, GoodsReceived | GoodsReturned)
        assert note.pieces == sum(line.quantity for line in posted.document.lines)
        assert note.lines == len(posted.document.lines)
        assert (note.number, note.consignor) == (posted.number, posted.document.consignor)
    assert len({note.id for note in notes}) == len(notes)
    assert [note.posted_at for note in notes] == sorted((note.posted_at for note in notes), reverse=True)


def test_notes_of_one_outlet_or_consignor(shop: Shop, database: Database) -> None:
    tell_everything(shop)
    everything = list_notes(database)
    assert list_notes(database, outlet="NOWHERE") == []
    assert list_notes(database, outlet=OUTLET) == [note for note in everything if note.outlet == OUTLET]
    assert list_notes(database, consignor="M1") == [note for note in everything if note.consignor == "M1"]
    assert list_notes(database, limit=1) == everything[:1]


def test_each_lot_leads_to_its_note(shop: Shop, database: Database) -> None:
    for lot in list_lots(database):
        note = note_of_lot(database, lot.lot)
        assert note is not None
        posted = shop.book.document(note)
        assert posted is not None
        assert isinstance(posted.document, GoodsReceived)
        assert lot.lot in {line.lot for line in posted.document.lines}
    assert note_of_lot(database, "NOWHERE") is None


def test_the_last_sale_of_each_product(shop: Shop, database: Database) -> None:
    assert last_sold(database) == {}
    shop.start()
    shop.sell("P1")
    assert last_sold(database) == {"P1": DAY}
    assert last_sold(database, outlet=OUTLET) == {"P1": DAY}
    assert last_sold(database, outlet="NOWHERE") == {}
