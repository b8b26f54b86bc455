"""Which document a paper is of, by the short code under its QR, as somebody reads it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, union

from db.journal import posted_of
from db.tables.facts import journal
from db.tables.money import payouts, sales, statements
from gallery_pos.barcode import code_range, receipt_code

if TYPE_CHECKING:
    from db.engine import Database
    from gallery_pos.ports import Posted

_within = (journal.c.hash >= bindparam("low"), journal.c.hash < bindparam("high"))
_few = union(
    select(statements.c.pos), select(payouts.c.pos), select(sales.c.pos).where(sales.c.code == bindparam("code"))
)
_likely = select(journal).where(journal.c.pos.in_(_few), *_within).order_by(journal.c.pos)
_any = select(journal).where(*_within).order_by(journal.c.pos)


def documents_by_code(database: Database, code: str) -> list[Posted]:
    """Return the documents with a code (as :func:`gallery_pos.barcode.read_receipt_code` returns it), mostly one.

    Statements, payouts and sales are found at once; for any other paper the whole journal is gone through.
    """
    low, high = code_range(code)
    values = {"low": low, "high": high, "code": code}
    with database.reading() as connection:
        rows = [dict(row) for row in connection.execute(_likely, values).mappings()]
        if not rows:
            rows = [dict(row) for row in connection.execute(_any, values).mappings()]
    found = [posted_of(row, fresh=False) for row in rows]
    return [posted for posted in found if receipt_code(posted.hash) == code]
