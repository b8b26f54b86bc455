"""What was changed of a closed month by hand is named with number and date, in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection

from month_files import closed_months
from shop import OUTLET
from ui.books.months import changes_behind


def a_sale_line(connection: Connection) -> None:
    connection.exec_driver_sql(
        "UPDATE journal SET body = CAST(replace(body, '333', '334') AS BLOB) WHERE number = 'JL-GALERI-A-000003'"
    )


def a_statement(connection: Connection) -> None:
    connection.exec_driver_sql(
        "UPDATE journal SET body = CAST(replace(body, '\"closing\":', '\"closing\":1') AS BLOB) "
        "WHERE number = 'LP-GALERI-A-000001'"
    )


def a_document_gone(connection: Connection) -> None:
    connection.exec_driver_sql("DELETE FROM journal WHERE number = 'JL-GALERI-A-000004'")


def another_head(connection: Connection) -> None:
    """The last document before the end of the month, with a hash that nobody saw when it was closed."""
    connection.exec_driver_sql(
        "UPDATE journal SET hash = zeroblob(32) WHERE pos = "
        "(SELECT max(pos) FROM journal WHERE substr(business_date, 1, 7) = '2026-09')"
    )


def the_closing_gone(connection: Connection) -> None:
    connection.exec_driver_sql("DELETE FROM journal WHERE number = 'BL-GALERI-A-000001'")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (a_sale_line, r"JL-GALERI-A-000003 \(21 Sep 2026\): isinya tidak sama dengan yang disegel"),
        (a_statement, r"LP-GALERI-A-000001 \(\d+ Sep 2026\): isinya tidak sama dengan yang disegel"),
        (a_document_gone, r"JL-GALERI-A-000004: catatan dengan nomor ini hilang"),
        (a_document_gone, r"1 catatan hilang tepat sebelum \S+ \(\d+ Sep 2026\)"),
        (another_head, r"\S+ \(\d+ Sep 2026\): bukan catatan yang disegel waktu bulan ini ditutup"),
        (the_closing_gone, r"BL-GALERI-A-000001: penutupan bulan dengan nomor ini pernah ada, tetapi hilang"),
    ],
)
def test_what_was_changed_is_named(change: Callable[[Connection], None], told: str, tmp_path: Path) -> None:
    gallery = closed_months(tmp_path).gallery
    try:
        assert changes_behind(gallery, OUTLET, "2026-09") == []
        with gallery.database.engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("PRAGMA foreign_keys = OFF")
            connection.execution_options(writes=True)
            for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
            change(connection)
            connection.commit()
            connection.invalidate()
        found = changes_behind(gallery, OUTLET, "2026-09")
        assert any(re.fullmatch(rf"{told}.*", words) for words in found), found
    finally:
        gallery.close()
