"""Master data as it is now: each record is its latest document, found through its row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Select, bindparam, func, select, union_all

from db.book.base import Reader
from db.tables.columns import at_most
from db.tables.facts import journal
from db.tables.records import (
    agreements,
    consignors,
    outlets,
    product_barcodes,
    products,
    revisions,
    sequences,
    users,
)
from gallery_pos.barcode import sku
from gallery_pos.documents import (
    AgreementRevised,
    ConsignorRevised,
    Document,
    OutletRevised,
    ProductRevised,
    UserRevised,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import Table

_D = TypeVar("_D", bound=Document)


def _latest(table: Table) -> Select[Any]:
    return select(journal).join(table, table.c.pos == journal.c.pos)


_outlet = _latest(outlets).where(outlets.c.code == bindparam("code"))
_main = at_most(_latest(outlets).where(outlets.c.main == 1).order_by(outlets.c.pos.desc()), 1)
_outlets = _latest(outlets).order_by(outlets.c.code)
_consignor = _latest(consignors).where(consignors.c.code == bindparam("code"))
_consignor_alike = at_most(
    _latest(consignors).where(consignors.c.code_key == bindparam("key")).order_by(consignors.c.code), 1
)
_consignors = _latest(consignors).order_by(consignors.c.code)
_agreement = _latest(agreements).where(agreements.c.consignor == bindparam("consignor"))
_agreements = _latest(agreements)
_product = _latest(products).where(products.c.code == bindparam("code"))
_product_alike = at_most(
    _latest(products)
    .where(products.c.code_key == bindparam("key"))
    .order_by(products.c.active.desc(), products.c.code),
    1,
)
_products = _latest(products).order_by(products.c.code)
_these_products = _products.where(products.c.code.in_(bindparam("codes", expanding=True)))
_scanned = union_all(
    select(product_barcodes.c.product.label("code")).where(product_barcodes.c.barcode == bindparam("barcode")),
    select(products.c.code).where(products.c.code == bindparam("barcode")),
).subquery()
_by_barcode = at_most(
    _latest(products)
    .where(products.c.code.in_(select(_scanned.c.code)), products.c.active == 1)
    .order_by(products.c.code),
    1,
)
_user = _latest(users).where(users.c.code == bindparam("code"))
_users = _latest(users).order_by(users.c.code)
_last = select(func.max(sequences.c.last)).where(sequences.c.kind == bindparam("kind"))
_newest = (
    select(func.max(revisions.c.pos).label("pos"))
    .where(revisions.c.kind == bindparam("kind"))
    .group_by(revisions.c.code)
    .subquery()
)
_record = at_most(
    select(journal)
    .join(revisions, revisions.c.pos == journal.c.pos)
    .where(revisions.c.kind == bindparam("kind"), revisions.c.code == bindparam("code"))
    .order_by(revisions.c.pos.desc()),
    1,
)
_every_record = select(journal).join(_newest, _newest.c.pos == journal.c.pos).order_by(journal.c.pos)


class Records(Reader):
    """Outlets, consignors, agreements, products, users."""

    def outlet(self, code: str) -> OutletRevised | None:
        """Return the outlet as it is now."""
        return self._record(OutletRevised, _outlet, code=code)

    def main_outlet(self) -> OutletRevised | None:
        """Return the gallery's own outlet."""
        return self._record(OutletRevised, _main)

    def outlets(self) -> Sequence[OutletRevised]:
        """Return all outlets, by code."""
        return self._records(OutletRevised, _outlets)

    def consignor(self, code: str) -> ConsignorRevised | None:
        """Return the consignor as he is now."""
        return self._record(ConsignorRevised, _consignor, code=code)

    def consignor_alike(self, code: str) -> ConsignorRevised | None:
        """Return the consignor whose code differs from this one by case, spaces and the like at most."""
        return self._record(ConsignorRevised, _consignor_alike, key=sku(code))

    def consignors(self) -> Sequence[ConsignorRevised]:
        """Return all consignors, by code."""
        return self._records(ConsignorRevised, _consignors)

    def agreement(self, consignor: str) -> AgreementRevised | None:
        """Return the agreement as it is now."""
        return self._record(AgreementRevised, _agreement, consignor=consignor)

    def agreements(self) -> dict[str, AgreementRevised]:
        """Return all agreements as they are now, by consignor."""
        return {one.consignor: one for one in self._records(AgreementRevised, _agreements)}

    def product(self, code: str) -> ProductRevised | None:
        """Return the product by its code."""
        return self._record(ProductRevised, _product, code=code)

    def product_alike(self, code: str) -> ProductRevised | None:
        """Return the product whose code differs from this one by case, spaces and the like at most."""
        return self._record(ProductRevised, _product_alike, key=sku(code))

    def product_by_barcode(self, barcode: str) -> ProductRevised | None:
        """Return the active product by one of its barcodes (or by its code, also where it is typed in other letters)."""
        found = self._record(ProductRevised, _by_barcode, barcode=barcode)
        if found is None and (alike := self.product_alike(barcode)) is not None and alike.active:
            return alike
        return found

    def products(self, codes: Collection[str] | None = None) -> Sequence[ProductRevised]:
        """Return these products, or all, by code."""
        if codes is None:
            return self._records(ProductRevised, _products)
        return self._records_among(ProductRevised, _these_products, "codes", codes)

    def user(self, code: str) -> UserRevised | None:
        """Return the user as he is now."""
        return self._record(UserRevised, _user, code=code)

    def users(self) -> Sequence[UserRevised]:
        """Return all users, by code."""
        return self._records(UserRevised, _users)

    def latest(self, kind: type[_D], code: str = "") -> _D | None:
        """Return the latest document of one record."""
        return self._record(kind, _record, kind=kind.__name__, code=code)

    def latest_of_all(self, kind: type[_D]) -> Sequence[_D]:
        """Return the latest document of every record of a kind, in the order they were written."""
        return self._records(kind, _every_record, kind=kind.__name__)

    def next_code(self, kind: str) -> int:
        """Return a number no ``kind`` was numbered with yet."""
        return (self._value(_last, kind=kind) or 0) + 1
