"""A month file has its own month whole, and of others only that they are there; refunds are checked to the rupiah."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from db.queries.month_rows import month_span
from gallery_pos.barcode import receipt_code
from gallery_pos.documents import Method, SaleCompleted, SaleRefunded, Tender
from gallery_pos.errors import BadInput
from gallery_pos.month_file import model
from gallery_pos.month_file.findings import Aspect
from gallery_pos.month_file.spot import spot
from gallery_pos.periods import month_range
from gallery_pos.ports import Posted, SoldLine
from gallery_pos.services.refunds import refunded_line
from month_files import Months, Row, Taken, a_gallery, body, chained, close_month, look, said, trade, verifier
from shop import OUTLET, Shop
from ui.papers.month_file import pack_month

alone: Any = verifier()


@pytest.fixture(scope="module")
def late(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Months]:
    """Both months are closed when the second one is over, as after an import of old sales."""
    folder = tmp_path_factory.mktemp("berbarengan")
    gallery, shop = a_gallery(folder / "data")
    trade(shop, date(2026, 9, 21), 6)
    shop.start()
    shop.receive("P1", 20)
    sold = shop.journal.append(shop.sale(shop.line("P1", 7, 1_001)))
    _give_back(shop, sold, 2)
    shop.close()
    trade(shop, date(2026, 10, 5), 6)
    shop.start()
    _give_back(shop, sold, 3, before=2)
    shop.close()
    shop.settle("M1")
    september = close_month(gallery, shop, "2026-09", date(2026, 11, 2), None)
    close_month(gallery, shop, "2026-10", date(2026, 11, 2), september)
    files = [pack_month(gallery, month, OUTLET, folder / "berkas") for month in ("2026-09", "2026-10")]
    yield Months(gallery, *files)
    gallery.close()


def _give_back(shop: Shop, sale: Posted, pieces: int, *, before: int = 0) -> None:
    """Take pieces of a sale back, of whose amount no two pieces get the same rupiah."""
    sold = sale.document
    assert isinstance(sold, SaleCompleted)
    done = SoldLine(0, before, {sold.lines[0].allocations[0].lot: before}) if before else None
    line = refunded_line(sold.lines[0], 0, pieces, done)
    tenders = (Tender(method=Method.CASH, amount=line.net),)
    shop.post(
        SaleRefunded, sale=sold.id, shift=shop.shift, lines=(line,), tenders=tenders, total=line.net, reason="Rusak"
    )


def _heads(path: Path) -> list[tuple[dict[str, Any], Row]]:
    return [(json.loads(row["head"]), row) for row in Taken.of(path.read_bytes()).rows]


def checked(data: bytes, folder: Path, **more: Any) -> set[Aspect]:
    path = folder / "diubah.galeri.zip"
    path.write_bytes(data)
    try:
        return {finding.aspect for finding in look(path, **more).report.findings}
    except BadInput:
        return {Aspect.FILE}


def test_what_was_written_later_stands_in_the_file_without_its_content(late: Months) -> None:
    september = _heads(late.september)
    later = [row for head, row in september if head["business_date"] > "2026-09-30" and head["kind"] != "MonthClosed"]
    assert len(later) > 20
    assert sum("body" in row for row in later) == 0
    assert all("body" in row for head, row in september if head["business_date"] <= "2026-09-30")
    for path, more in ((late.september, {}), (late.october, {"previous": late.september})):
        report = look(path, **more).report
        assert report.findings == ()
        assert alone.check(path.read_bytes())[1] == []


def test_statements_of_the_month_that_were_issued_later_keep_their_content(late: Months) -> None:
    issued = [
        body(row)["figures"]["until"][:7]
        for head, row in _heads(late.october)
        if head["kind"] == "StatementIssued" and "body" in row
    ]
    assert set(issued) == {"2026-10"}
    assert look(late.october).report.aspects[5].count == len(issued)


def test_a_sale_of_the_month_itself_may_not_stand_without_its_content(late: Months, tmp_path: Path) -> None:
    taken = Taken.of(late.september.read_bytes())
    rows = taken.rows
    at = next(index for index, row in enumerate(rows) if '"kind":"SaleCompleted"' in row["head"])
    number = json.loads(rows[at]["head"])["number"]
    del rows[at]["body"]
    taken.rows = rows
    data = taken.bound(late.sign)
    assert {Aspect.CHAIN, Aspect.FIGURES} <= checked(data, tmp_path)
    found = alone.check(data)[1]
    assert any(number in each and "isinya tidak ada" in each for each in found)


def test_a_sale_that_hides_as_one_of_the_next_month_is_found(late: Months, tmp_path: Path) -> None:
    taken = Taken.of(late.september.read_bytes())
    rows = taken.rows
    at = next(index for index, row in enumerate(rows) if '"kind":"SaleCompleted"' in row["head"])
    number, day = (json.loads(rows[at]["head"])[name] for name in ("number", "business_date"))
    rows[at]["head"] = rows[at]["head"].replace(day, "2026-10-01")
    del rows[at]["body"]
    taken.rows = rows
    data = taken.bound(late.sign)
    path = tmp_path / "bersembunyi.galeri.zip"
    path.write_bytes(data)
    told = [each for each in look(path).report.findings if each.aspect is Aspect.CHAIN and each.number == number]
    assert [each.what.partition(", ")[0] for each in told] == ["isinya tidak ada di berkas"]
    assert any(number in each and "isinya tidak ada" in each for each in alone.check(data)[1])


def test_a_row_without_content_that_is_another_one_is_told_by_the_file_of_its_month(
    late: Months, tmp_path: Path
) -> None:
    taken = Taken.of(late.september.read_bytes())
    rows = taken.rows
    bare = [index for index, row in enumerate(rows) if "body" not in row]
    rows[bare[3]]["hash"] = "ab" * 32
    taken.rows = rows
    (tmp_path / "september.zip").write_bytes(taken.bound(late.sign))
    found = look(late.october, previous=tmp_path / "september.zip").report.findings
    assert Aspect.CONTINUITY in {finding.aspect for finding in found}
    last = Taken.of(late.september.read_bytes())
    rows = last.rows
    rows[bare[-1]]["hash"] = "ab" * 32
    last.rows = rows
    data = last.bound(late.sign)
    assert Aspect.CHAIN in checked(data, tmp_path)
    assert alone.check(data)[1]


def test_a_paper_of_another_month_is_found_and_its_own_file_named(late: Months) -> None:
    _head, row = next(
        (head, row)
        for head, row in _heads(late.september)
        if head["kind"] == "SaleCompleted" and head["business_date"][:7] == "2026-10"
    )
    found = spot(look(late.september), receipt_code(bytes.fromhex(row["hash"])))
    assert (found.found, found.lines, found.finding) == (True, (), False)
    assert "berkas Oktober 2026" in found.says


def test_the_sale_that_a_refund_takes_back_comes_along_from_the_earlier_file(late: Months, tmp_path: Path) -> None:
    taken = Taken.of(late.october.read_bytes())
    origins = [json.loads(line) for line in taken.members[model.ORIGINS].splitlines()]
    assert [json.loads(row["head"])["kind"] for row in origins] == ["SaleCompleted", "SaleRefunded"]
    assert model.ORIGINS not in Taken.of(late.september.read_bytes()).members
    for change in ({"head": origins[0]["head"].replace("2026-09", "2026-08")}, {"before": "00" * 32}):
        taken.members[model.ORIGINS] = json.dumps(origins[0] | change).encode() + b"\n"
        assert Aspect.CHAIN in checked(taken.bound(late.sign), tmp_path)


def test_a_refund_that_is_one_rupiah_off_is_found_with_everything_signed(late: Months, tmp_path: Path) -> None:
    taken = Taken.of(late.october.read_bytes())
    rows = taken.rows
    at = max(index for index, row in enumerate(rows) if '"kind":"SaleRefunded"' in row["head"])
    content = body(rows[at])
    content["lines"][0]["allocations"][0]["commission"] += 1
    content["lines"][0]["allocations"][0]["due"] -= 1
    rows[at] = {**rows[at], "body": said(content)}
    taken.rows = chained(rows, taken.manifest["chains"][0]["before"], late.sign, heads=True)
    assert Aspect.SPLITS in checked(taken.bound(late.sign), tmp_path)


def test_where_a_month_begins_is_read_and_not_searched(late: Months) -> None:
    database = late.gallery.database
    span = month_span(database, month_range("2026-10"), closing=None, previous=None, outlet=None)
    assert span is not None
    with database.reading() as connection:
        days = connection.exec_driver_sql("SELECT pos, business_date FROM journal ORDER BY pos").fetchall()
        plan = connection.exec_driver_sql("EXPLAIN QUERY PLAN SELECT minus_first FROM months WHERE month = '2026-10'")
        steps = [row[-1] for row in plan.fetchall()]
    assert span.start == min(pos for pos, day in days if day.startswith("2026-10"))
    assert all("SEARCH" in step for step in steps)
    assert month_span(database, month_range("2031-01"), closing=None, previous=None, outlet=None) is None


def test_whatever_is_changed_in_a_file_with_rows_of_other_months_is_found(late: Months, tmp_path: Path) -> None:
    data = late.september.read_bytes()
    for seed in range(20):
        dice = Random(seed)
        at = dice.randrange(len(data))
        altered = data[:at] + bytes([data[at] ^ dice.randrange(1, 256)]) + data[at + 1 :]
        assert checked(altered, tmp_path)
