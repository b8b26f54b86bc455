"""Rule 7: rebuilding every read table gives the same rows. Copies are rebuilt beside the real ones and compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import MetaData, Select, Table, and_, bindparam, or_, select, text
from sqlalchemy.schema import CreateIndex, CreateTable

from db.applier import Applier
from db.tables.facts import journal
from db.tables.records import read
from db.verify.findings import REBUILD, Finding
from gallery_pos.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Connection, Dialect

_MOST = 50
"""So many differences are told for each table; who needs more rebuilds and looks again."""

_KEPT_INDEXES = {"ix_product_barcodes_product"}

_named = select(journal.c.number, journal.c.id, journal.c.business_date).where(journal.c.pos == bindparam("pos"))


class _Plan:
    """The tables of the copies and all statements over them, made once for each kind of database."""

    def __init__(self, dialect: Dialect) -> None:
        schema = "temp" if dialect.name == "sqlite" else "pg_temp"
        self.metadata = MetaData()
        self.tables: dict[str, Table] = {}
        for name, original in read.tables.items():
            # A name of its own: both databases look for temporary tables first, and would compare the copy with itself.
            copy = original.to_metadata(self.metadata, schema=schema, name=f"made_{name}")
            copy.indexes = {index for index in copy.indexes if index.name in _KEPT_INDEXES}
            self.tables[name] = copy
        self.making = [str(each.compile(dialect=dialect)) for each in self._to_be_made()]
        self.applier = Applier(self.tables, dialect)
        self.comparisons = {name: _compared(read.tables[name], self.tables[name]) for name in sorted(read.tables)}

    def _to_be_made(self) -> Iterator[CreateTable | CreateIndex]:
        for table in self.metadata.sorted_tables:
            yield CreateTable(table)
            yield from map(CreateIndex, table.indexes)


_plans: dict[str, _Plan] = {}


def _compared(stored: Table, made: Table) -> tuple[Select[Any], Select[Any]]:
    """Return two statements: rows that are missing or other than they should be, and rows that should not be."""
    keys = [column.name for column in stored.primary_key]
    same_row = and_(*(stored.c[key] == made.c[key] for key in keys))
    others = [column.name for column in stored.columns if column.name not in keys]
    missing = stored.c[keys[0]].is_(None)
    changed = or_(missing, *(stored.c[other].is_distinct_from(made.c[other]) for other in others))
    wrong = select(made.c.pos).select_from(made.outerjoin(stored, same_row)).where(changed)
    extra = select(stored.c.pos).select_from(stored.outerjoin(made, same_row)).where(made.c[keys[0]].is_(None))
    return wrong.limit(_MOST), extra.limit(_MOST)


class Copies:
    """Empty copies of all read tables, gone when the connection's transaction ends."""

    def __init__(self, connection: Connection) -> None:
        """Make them on ``connection``."""
        self._connection = connection
        dialect = connection.dialect
        plan = _plans.get(dialect.name)
        if plan is None:
            plan = _plans[dialect.name] = _Plan(dialect)
        for statement in plan.making:
            connection.exec_driver_sql(statement)
        self._comparisons = plan.comparisons
        self.tables, self.applier = plan.tables, plan.applier

    def differences(self) -> Iterator[Finding]:
        """Yield the rows that are not as a rebuild makes them, named after the document that they come from."""
        for name, (wrong, extra) in self._comparisons.items():
            for pos in self._connection.execute(wrong).scalars().all():
                yield self._finding(
                    pos,
                    tr("daftar bantu “{table}”: barisnya hilang atau diubah; jurnalnya yang benar").format(table=name),
                )
            for pos in self._connection.execute(extra).scalars().all():
                what = tr("daftar bantu “{table}”: ada baris yang tidak berasal dari jurnal").format(table=name)
                yield self._finding(pos, what)
        if self._connection.dialect.name == "sqlite":
            yield from self._of_search()

    def _finding(self, pos: int, what: str) -> Finding:
        row = self._connection.execute(_named, {"pos": pos}).first()
        if row is None:
            return Finding(REBUILD, "", None, what)
        return Finding(REBUILD, row.number, UUID(bytes=row.id), what, row.business_date)

    def _of_search(self) -> Iterator[Finding]:
        """The index for searching is not a table of its own: compare it with what it should hold."""
        for pos in self._connection.execute(_unfindable).scalars().all():
            yield self._finding(pos, tr("indeks pencarian produk tidak cocok"))


_unfindable = text(f"""
    SELECT p.pos FROM products p
    LEFT JOIN consignors c ON c.code = p.consignor
    LEFT JOIN product_search s ON s.rowid = p.pos
    WHERE s.name IS NOT p.name OR s.code IS NOT p.code OR s.barcodes IS NOT p.barcodes
        OR s.maker IS NOT coalesce(c.business_name, '')
    UNION ALL
    SELECT s.rowid FROM product_search s WHERE s.rowid NOT IN (SELECT pos FROM products)
    LIMIT {_MOST}
""")  # noqa: S608 -- a constant
