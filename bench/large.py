"""A sale in a file with a million sales, against a sale in an empty one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from bench.books import gallery, month_of_sales
from bench.sale import seller
from bench.timing import Result, Scale, in_turn
from db.tables import facts, money
from ui.gallery import open_gallery

if TYPE_CHECKING:
    from sqlalchemy import Table

    from ui.gallery import Gallery

_SALES, _PRODUCTS, _CONSIGNORS = 1_000_000, 1_000, 40
_PATTERN = 1_000
"""Sales that are made by the program; all others are copies of them under other names, a day later each time."""
_WARM_UP = 50

_OTHER = {
    "pos": f"pos + b * {_PATTERN}",
    "seq": f"seq + b * {_PATTERN}",
    "id": "unhex(printf('%012x', 0x019000000000 + b) || substr(hex(id), 13))",
    "number": f"printf('JL-GALERI-A-%06d', substr(number, 13) + b * {_PATTERN})",
    "business_date": "date(business_date, '+' || b || ' days')",
    "posted_at": "date(business_date, '+' || b || ' days') || substr(posted_at, 11)",
    "hash": "randomblob(32)",
    "code": "hex(randomblob(5))",
}
"""What differs in a copy. Nobody verifies this file: its hashes are noise of the right length."""
_FIRST_DAY = date(2023, 1, 1)


def measure(folder: Path, scale: Scale) -> list[Result]:
    """Return the ratio of both, each sale in turn."""
    sales, times = scale.of(_SALES, least=10_000), scale.of(3_000, least=300)
    large, empty = (gallery(folder / name, products=_PRODUCTS, consignors=_CONSIGNORS) for name in ("large", "empty"))
    try:
        large = grown(large, sales, consignors=_CONSIGNORS, products=_PRODUCTS)
        runs = [seller(made, _PRODUCTS, times + _WARM_UP) for made in (large, empty)]
        ours, one = in_turn(runs, times, warm_up=_WARM_UP)
        size = large.folder.database.stat().st_size / 2**30
    finally:
        large.close()
        empty.close()
    ratio = ours.p99 / one.p99
    told = (
        f"{ours.p99:.1f} ms, in an empty file {one.p99:.1f} ms: {ratio:.2f} times (p50 {ours.p50 / one.p50:.2f} times)"
    )
    what = f"a sale's p99 with {sales:,} sales in the file ({size:.1f} GB)"
    return [Result(what, told, "at most 1.5 times", ratio <= 1.5)]


def grown(made: Gallery, sales: int, *, products: int, consignors: int, first: date = _FIRST_DAY) -> Gallery:
    """Return the gallery, opened anew, with so many sales of three lines, a thousand each day from ``first`` on."""
    desk = made.desk()
    pattern = month_of_sales(desk, lines=3 * _PATTERN, products=products, consignors=consignors, days=[first])
    posted = made.journal.append_many(pattern)
    made.close()
    since = posted[0].seq
    connection = dbapi2.connect(str(made.folder.database), isolation_level=None)
    try:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000;")
        _copy(connection, since, sales // _PATTERN - 1)
    finally:
        connection.close()
    return open_gallery(made.folder)


def _copy(connection: dbapi2.Connection, first: int, times: int) -> None:
    connection.execute("CREATE TEMP TABLE block (b INTEGER PRIMARY KEY)")
    connection.executemany("INSERT INTO block VALUES (?)", [(b,) for b in range(1, times + 1)])
    for table in (facts.stock_moves, facts.postings, facts.journal, money.sales, money.lines):
        found = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL",
            (table.name,),
        ).fetchall()
        for name, _ in found:
            connection.execute(f"DROP INDEX {name}")
        _copy_rows(connection, table, first)
        for _, make in found:
            connection.execute(make)
    connection.executescript(
        """DELETE FROM days; DELETE FROM balances; DELETE FROM takings; DELETE FROM ledger_days;
        INSERT INTO days (consignor, business_date, outlet, pos, pieces, gross, discount, commission, amount, credited)
            SELECT consignor, business_date, outlet, max(pos), sum(quantity), sum(gross), sum(discount), sum(commission),
                sum(amount), sum(amount) FROM lines GROUP BY 1, 2, 3;
        INSERT INTO takings (business_date, outlet, taken, buyer, pos, sales, pieces, gross, discount, commission, total,
                tunai, qris, transfer, kartu)
            SELECT business_date, outlet, CASE WHEN shift IS NOT NULL THEN 'till' WHEN reference = '' THEN 'visit' ELSE 'list' END,
                buyer, max(pos), count(*), sum(pieces), sum(gross), sum(discount),
                (SELECT sum(commission) FROM days d WHERE d.business_date = s.business_date AND d.outlet = s.outlet),
                sum(total), sum(tunai), sum(qris), sum(transfer), sum(kartu) FROM sales s GROUP BY 1, 2, 3, 4;
        INSERT INTO ledger_days (business_date, outlet, account, pos, debit, credit)
            SELECT j.business_date, j.outlet, p.account, max(p.pos), sum(max(p.amount, 0)), sum(max(-p.amount, 0))
            FROM postings p JOIN journal j USING (pos) GROUP BY 1, 2, 3;
        INSERT INTO balances (account, party, pos, amount)
            SELECT account, party, max(pos), sum(amount) FROM postings GROUP BY 1, 2;
        UPDATE numbering SET last = (SELECT count(*) FROM sales) WHERE kind = 'SaleCompleted';
        ANALYZE;"""
    )


def _copy_rows(connection: dbapi2.Connection, table: Table, first: int) -> None:
    names = [str(column.name) for column in table.columns]
    made = ", ".join(_OTHER.get(name, name) for name in names)
    connection.execute(f"CREATE TEMP TABLE pattern AS SELECT * FROM main.{table.name} WHERE pos >= {first}")  # noqa: S608 -- our own names
    copy = f"INSERT INTO {table.name} ({', '.join(names)}) SELECT {made} FROM block CROSS JOIN pattern"  # noqa: S608
    connection.execute(copy)
    connection.execute("DROP TABLE pattern")
