"""A whole gallery on a real database, for tests of the services: its people, its makers, its clock.

The database is SQLite in a folder, or a PostgreSQL server; each gallery gets a copy of one that was prepared once.
"""

from __future__ import annotations

import itertools
import shutil
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from db.book import SqlBook
from db.engine import Database, open_database
from db.journal import SignedJournal
from db.migrate import prepare
from db.signing import Terminal
from gallery_pos.cart import Cart, add
from gallery_pos.desk import Desk
from gallery_pos.documents import (
    ConsignorRevised,
    Document,
    GoodsReceived,
    Method,
    PayoutMade,
    ProductRevised,
    Role,
    SaleCompleted,
    SaleRefunded,
    StatementIssued,
    Tender,
)
from gallery_pos.errors import RuleBroken
from gallery_pos.services.access import SYSTEM, revise_user
from gallery_pos.services.catalogue import revise_product
from gallery_pos.services.checkout import complete_sale
from gallery_pos.services.consignors import revise_agreement, revise_consignor
from gallery_pos.services.intake import IntakeLine, receive_goods
from gallery_pos.services.outlets import revise_outlet
from gallery_pos.services.payouts import pay
from gallery_pos.services.refunds import refund_sale
from gallery_pos.services.settlement import issue_statements
from gallery_pos.services.shifts import open_shift
from gallery_pos.terms import AgreedTerms, ItemTerms

if TYPE_CHECKING:
    from collections.abc import Callable

    from gallery_pos.ports import Drawer, Posted
    from gallery_pos.services.access import Approval

_D = TypeVar("_D", bound=Document)

OPENING = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)
"""Monday morning at nine in Karawang."""

OUTLET = "GALERI"


@contextmanager
def refused(code: str) -> Iterator[None]:
    """Expect that a rule says no, under this code."""
    with pytest.raises(RuleBroken) as refusal:
        yield
    assert refusal.value.code == code, refusal.value.message


class Galleries:
    """Makes new galleries: ``place`` is a folder for SQLite, or the URL of a PostgreSQL server."""

    def __init__(self, place: Path | str) -> None:
        """Prepare one empty database to copy."""
        self._place = place
        self._made: list[str] = []
        self._model = self._name() if isinstance(place, str) else place / "model.db"
        if isinstance(place, str):
            self._on_server(f'CREATE DATABASE "{self._model}"')
        with closing(open_database(self._url(self._model))) as database:
            prepare(database)

    def _url(self, name: Path | str) -> Path | str:
        if isinstance(name, Path):
            return name
        return make_url(str(self._place)).set(database=name).render_as_string(hide_password=False)

    def _name(self) -> str:
        self._made.append(f"gallery_{uuid.uuid4().hex}")
        return self._made[-1]

    def _on_server(self, statement: str) -> None:
        engine = create_engine(str(self._place), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)
        engine.dispose()

    def new(self, tills: str = "A") -> House:
        """Return an empty gallery on a database of its own."""
        if isinstance(self._model, Path):
            path = self._model.with_name(f"{uuid.uuid4().hex}.db")
            shutil.copyfile(self._model, path)
            return House(path, tills)
        name = self._name()
        self._on_server(f'CREATE DATABASE "{name}" TEMPLATE "{self._model}"')
        return House(self._url(name), tills)

    def close(self) -> None:
        """Take the server's databases away again; a folder is its owner's."""
        for name in self._made:
            self._on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


class House:
    """One gallery: ``now`` is its clock and moves only when told, each document a second later."""

    database: Database
    journal: SignedJournal
    book: SqlBook

    def __init__(self, place: Path | str, tills: str = "A") -> None:
        """Open the database at ``place`` and make the outlet and one user of each role.

        ``tills`` are the terminals that share it, a letter each; what is not told otherwise happens at A.
        """
        self.place = place
        self.now = OPENING
        self._ids = itertools.count(1)
        self.terminals = {origin: Terminal.create(origin) for origin in tills}
        self.terminal = self.terminals["A"]
        self.reopen()
        revise_outlet(self.desk(SYSTEM), code=OUTLET, name="Galeri UMKM Karawang", main=True)
        for role in Role:
            revise_user(self.desk(SYSTEM), code=role.value, name=role.value.title(), role=role)

    def reopen(self) -> None:
        """Close the program and start it again."""
        if hasattr(self, "database"):
            self.database.close()
        self.database = open_database(self.place)
        prepare(self.database)
        self._journals = {origin: SignedJournal(self.database, till) for origin, till in self.terminals.items()}
        self._books = {origin: SqlBook(self.database, till) for origin, till in self.terminals.items()}
        self.journal, self.book = self._journals["A"], self._books["A"]

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    def _tick(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now

    def new_id(self) -> UUID:
        """Return the next id: a UUIDv7 of this gallery's time that is the same in every run of a test."""
        moment = int(self.now.timestamp() * 1_000)
        return UUID(int=moment << 80 | 0x7 << 76 | 0x2 << 62 | next(self._ids))

    def desk(self, user: str = "manager", outlet: str = OUTLET, till: str = "A") -> Desk:
        """Return the desk of a user, by default the manager's."""
        return Desk(
            journal=self._journals[till],
            book=self._books[till],
            outlet=outlet,
            origin=till,
            user=user,
            clock=self._tick,
            make_id=self.new_id,
        )

    def wait(self, days: int = 1) -> date:
        """Let days pass; return the new day."""
        self.now += timedelta(days=days)
        return self.desk().today()

    def maker(self, name: str = "Dapur Bu Enah", /, **agreement: Any) -> ConsignorRevised:
        """Register a consignor; with keywords also his agreement (fields of AgreementRevised)."""
        consignor = revise_consignor(self.desk(), business_name=name).value
        if agreement:
            revise_agreement(self.desk(), consignor=consignor.code, **agreement)
        return consignor

    def product(
        self, consignor: ConsignorRevised, name: str = "Keripik Singkong", price: int = 15_000, **item: Any
    ) -> ProductRevised:
        """Make a product; keywords are fields of ItemTerms."""
        made = revise_product(self.desk(), name=name, consignor=consignor.code, price=price, terms=ItemTerms(**item))
        return made.value

    def revise(self, product: ProductRevised, **changes: Any) -> ProductRevised:
        """Change a product."""
        return revise_product(self.desk(), code=product.code, **changes).value

    def receive(self, product: ProductRevised, quantity: int, best_before: date | None = None) -> str:
        """Take pieces in; return the lot."""
        line = IntakeLine(product.code, quantity, best_before)
        done = receive_goods(self.desk(), consignor=product.consignor, lines=[line])
        return self.written(GoodsReceived, done.value).lines[0].lot

    def keripik(self, pieces: int = 10, **terms: Any) -> ProductRevised:
        """Let Bu Enah leave bags at 15,000 under terms of hers (fields of AgreedTerms; 20 % unless told)."""
        agreed = AgreedTerms(**({"commission_bp": 2_000} | terms))
        product = self.product(self.maker(terms=agreed))
        self.receive(product, pieces)
        return product

    def shift(self, opening_float: int = 200_000) -> Posted:
        """Open the drawer."""
        return open_shift(self.desk("cashier"), opening_float=opening_float).value

    def drawer(self) -> Drawer:
        """Return the open drawer as the books see it."""
        drawer = self.book.open_shift(OUTLET, self.terminal.origin)
        assert drawer is not None
        return drawer

    def cart(self, *goods: tuple[ProductRevised, int]) -> Cart:
        """Scan goods at their labels' prices."""
        cart = Cart(id=self.new_id())
        for product, quantity in goods:
            lots = self.book.lots(OUTLET, [product.code])
            cart = add(cart, product, maker="", lots=lots, on=self.desk().today(), quantity=quantity)
        return cart

    def sell(
        self,
        *goods: tuple[ProductRevised, int],
        change: Callable[[Cart], Cart] = lambda cart: cart,
        tenders: list[Tender] | None = None,
        approval: Approval | None = None,
        user: str = "manager",
    ) -> SaleCompleted:
        """Sell goods, by default for the exact sum by QRIS; ``change`` may do more to the cart first."""
        cart = change(self.cart(*goods))
        if tenders is None:
            tenders = [Tender(method=Method.QRIS, amount=cart.net)] if cart.net else []
        done = complete_sale(self.desk(user), cart=cart, tenders=tenders, approval=approval)
        return self.written(SaleCompleted, done.value)

    def refund(self, sale: SaleCompleted, pieces: dict[int, int], method: Method = Method.QRIS) -> SaleRefunded:
        """Give pieces of a sale back."""
        done = refund_sale(
            self.desk(), id=self.new_id(), sale=self.number(sale), pieces=pieces, method=method, reason="salah beli"
        )
        return self.written(SaleRefunded, done.value)

    def number(self, document: Document) -> str:
        """Return the number under which a document stands in the journal."""
        posted = self.book.document(document.id)
        assert posted is not None
        return posted.number

    def statement(self, consignor: str, until: date | None = None) -> StatementIssued:
        """Issue the statement of one consignor up to a day, by default today."""
        done = issue_statements(self.desk(), until=until or self.desk().today(), consignors=[consignor])
        (posted,) = done.value
        return self.written(StatementIssued, posted)

    def pay(self, consignor: str, amount: int) -> PayoutMade:
        """Pay a consignor by transfer."""
        done = pay(self.desk(), consignor=consignor, amount=amount, method=Method.TRANSFER)
        return self.written(PayoutMade, done.value)

    def on_hand(self, product: ProductRevised, outlet: str = OUTLET) -> int:
        """Return the pieces on the shelf by the books, with those that were sold without a lot."""
        lots = sum(lot.on_hand for lot in self.book.lots(outlet, [product.code]))
        return lots + self.book.loose(outlet, [product.code]).get(product.code, 0)

    @staticmethod
    def written(kind: type[_D], posted: Posted) -> _D:
        """Return the document that was written, as what it is."""
        assert isinstance(posted.document, kind)
        return posted.document
