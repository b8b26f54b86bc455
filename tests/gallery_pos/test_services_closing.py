"""Days declared shut, months closed once and in their order, and reports on their way: on a real database."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from db.verify import verify
from files import sheet
from gallery_pos.documents import (
    DayDeclaredShut,
    MonthClosed,
    ProductRevised,
    ReportGiven,
    ReportReceived,
    ReportSent,
    Role,
    StatementIssued,
)
from gallery_pos.errors import BadInput
from gallery_pos.report_clock import ReportState
from gallery_pos.services.access import revise_user
from gallery_pos.services.calendar import declare_shut, open_again, outlets_seen
from gallery_pos.services.closing import close_month, review_month
from gallery_pos.services.importing import plan_import
from gallery_pos.services.outlets import revise_outlet
from gallery_pos.services.reporting import give_report, receive_report, send_report
from gallery_pos.services.settlement import issue_statements
from gallery_pos.services.shifts import close_shift, open_shift
from gallery_pos.terms import AgreedTerms
from house import OUTLET, House, refused

MONTH = "2026-09"
FIRST = date(2026, 9, 28)
NOTE = "menunggu bank"


@pytest.fixture
def goods(house: House) -> ProductRevised:
    """A gallery that began on 28 September: sold on that day, opened without a sale on the next, silent on the 30th."""
    house.now = datetime(2026, 9, 28, 3, tzinfo=UTC)
    keripik = house.keripik(20)
    house.shift()
    house.sell((keripik, 2))
    close_shift(house.desk(), counted=230_000)
    house.wait()
    house.shift(0)
    close_shift(house.desk(), counted=0)
    house.now = datetime(2026, 10, 3, 3, tzinfo=UTC)
    return keripik


def shut(house: House, *days: date, reason: str = "libur", user: str = "manager", **more: Any) -> Any:
    return declare_shut(house.desk(user), outlet=OUTLET, days=days, reason=reason, **more)


def close(house: House, month: str = MONTH, *, note: str = NOTE, outlet: str = OUTLET, **more: Any) -> MonthClosed:
    return house.written(MonthClosed, close_month(house.desk(), outlet=outlet, month=month, note=note, **more).value)


@pytest.fixture
def closed(house: House, goods: ProductRevised) -> MonthClosed:
    assert goods.code
    shut(house, date(2026, 9, 30))
    return close(house)


# ------------------------------------------------------------------------------------------------------------- days


def test_a_day_without_a_word_is_declared_shut_and_taken_back(house: House, goods: ProductRevised) -> None:
    silent = date(2026, 9, 30)
    assert goods.code
    (posted,) = shut(house, silent).value
    assert house.written(DayDeclaredShut, posted).reason == "libur"
    assert shut(house, silent).value == []
    assert len(shut(house, silent, reason="mati listrik").value) == 1
    assert not review_month(house.desk(), outlet=OUTLET, month=MONTH).blocking
    with refused("calendar.reason"):
        open_again(house.desk(), outlet=OUTLET, days=[silent], reason=" ")
    open_again(house.desk(), outlet=OUTLET, days=[silent], reason="ternyata buka")
    assert review_month(house.desk(), outlet=OUTLET, month=MONTH).blocking
    with refused("calendar.not_shut"):
        open_again(house.desk(), outlet=OUTLET, days=[silent], reason="lagi")


@pytest.mark.parametrize(
    ("days", "reason", "code"),
    [
        ([], "libur", "calendar.days"),
        ([date(2026, 9, 30)], "  ", "calendar.reason"),
        ([FIRST], "libur", "calendar.sold"),
        ([date(2026, 9, 29)], "libur", "calendar.opened"),
        ([date(2026, 9, 27)], "libur", "calendar.before"),
        ([date.fromordinal(FIRST.toordinal() + number) for number in range(400)], "libur", "calendar.days"),
    ],
)
def test_what_cannot_be_declared_shut(
    house: House, goods: ProductRevised, days: list[date], reason: str, code: str
) -> None:
    assert goods.code
    newest = house.book.newest()
    with refused(code):
        shut(house, *days, reason=reason)
    assert house.book.newest() == newest


def test_one_day_that_cannot_be_shut_keeps_all_out(house: House, goods: ProductRevised) -> None:
    assert goods.code
    newest = house.book.newest()
    with refused("calendar.sold"):
        shut(house, date(2026, 9, 30), FIRST)
    assert house.book.newest() == newest


def test_the_same_form_twice_is_one_declaration(house: House, goods: ProductRevised) -> None:
    assert goods.code
    form = house.new_id()
    shut(house, date(2026, 9, 30), date(2026, 10, 1), id=form)
    newest = house.book.newest()
    shut(house, date(2026, 9, 30), date(2026, 10, 1), id=form)
    assert house.book.newest() == newest


def test_a_holiday_to_come_may_be_declared(house: House, goods: ProductRevised) -> None:
    assert goods.code
    assert len(shut(house, date(2026, 12, 25), reason="Natal").value) == 1


# ---------------------------------------------------------------------------------------------------------- closing


def test_a_closed_month_keeps_its_figures_and_its_list(house: House, closed: MonthClosed) -> None:
    assert (closed.figures.sales, closed.figures.gross) == (1, 30_000)
    assert closed.figures == house.book.month_figures(OUTLET, MONTH)
    assert closed.heads == house.book.month_heads(OUTLET, MONTH)
    assert closed.previous is None
    checks = {check.code: check for check in closed.checks}
    assert checks["days"].passed
    assert not checks["matching"].passed
    assert checks["matching"].note.endswith(NOTE)
    assert verify(house.database, pinned=house.terminal.pinned) == []


def test_silent_days_and_open_shifts_are_named(house: House, goods: ProductRevised) -> None:
    assert goods.code
    house.now = datetime(2026, 9, 30, 3, tzinfo=UTC)
    opened = house.shift()
    house.now = datetime(2026, 10, 3, 3, tzinfo=UTC)
    with pytest.raises(BadInput) as refusal:
        close(house)
    said = {problem.column: problem.reason for problem in refusal.value.problems}
    assert set(said) == {"days", "shifts"}
    assert "30 Sep 2026" in said["days"]
    assert opened.number in said["shifts"]
    assert refusal.value.code == "month.open"


def test_what_is_not_in_order_needs_a_reason(house: House, goods: ProductRevised) -> None:
    assert goods.code
    shut(house, date(2026, 9, 30))
    with refused("month.note"):
        close(house, note=" ")


@pytest.mark.parametrize(
    ("month", "code"),
    [("2026-10", "month.not_over"), ("2027-01", "month.not_over"), ("2026-08", "month.before_first")],
)
def test_months_that_cannot_be_closed(house: House, goods: ProductRevised, month: str, code: str) -> None:
    assert goods.code
    with refused(code):
        close(house, month)


def test_a_month_is_closed_once(house: House, closed: MonthClosed) -> None:
    assert closed.month == MONTH
    with refused("month.closed"):
        close(house)


def test_months_are_closed_in_their_order(house: House, goods: ProductRevised) -> None:
    assert goods.code
    house.now = datetime(2026, 11, 2, 3, tzinfo=UTC)
    with refused("month.previous"):
        close(house, "2026-10")
    shut(house, date(2026, 9, 30))
    first = close(house)
    shut(house, *(date(2026, 10, number) for number in range(1, 32)))
    assert close(house, "2026-10").previous == first.id
    assert verify(house.database, pinned=house.terminal.pinned) == []


def test_an_unknown_outlet_and_one_that_never_began(house: House) -> None:
    with refused("outlet.unknown"):
        close(house, outlet="TIDAK-ADA")
    with refused("month.not_begun"):
        close(house)


def test_the_same_form_twice_closes_once(house: House, goods: ProductRevised) -> None:
    assert goods.code
    shut(house, date(2026, 9, 30))
    form = house.new_id()
    first = close(house, id=form)
    assert close(house, id=form) == first


def test_a_closed_month_takes_no_day_that_was_shut(house: House, closed: MonthClosed) -> None:
    assert closed.month == MONTH
    with refused("month.closed_already"):
        shut(house, date(2026, 9, 30), reason="lain")


def test_a_fee_that_was_not_charged_before_the_closing_is_charged_with_the_next_cut_off(house: House) -> None:
    house.now = datetime(2026, 9, 1, 3, tzinfo=UTC)
    maker = house.maker("Batik", model="iuran", monthly_fee=50_000, terms=AgreedTerms(commission_bp=0))
    batik = house.product(maker, "Kain", 100_000)
    house.receive(batik, 5)
    house.now = datetime(2026, 10, 2, 3, tzinfo=UTC)
    shut(house, *(date(2026, 9, number) for number in range(1, 31)))
    close(house)
    late = issue_statements(house.desk(), until=date(2026, 9, 30)).value[0].document
    house.now = datetime(2026, 11, 2, 3, tzinfo=UTC)
    after = issue_statements(house.desk(), until=date(2026, 10, 31)).value[0].document
    assert isinstance(late, StatementIssued)
    assert isinstance(after, StatementIssued)
    assert (late.figures.fees, after.figures.fees) == (0, 100_000)
    assert verify(house.database, pinned=house.terminal.pinned) == []


def test_files_with_rows_of_a_closed_month_name_each_row(
    house: House, goods: ProductRevised, closed: MonthClosed
) -> None:
    assert closed.month == MONTH
    sales = sheet(
        ["nomor", "waktu", "kode_produk", "jumlah", "harga_satuan"],
        ["A-1", "2026-09-29T10:00", goods.code, 1, 15_000],
        ["A-2", "2026-10-01T10:00", goods.code, 1, 15_000],
    )
    plan = plan_import(house.desk(), "sales", [sales])
    (problem,) = plan.problems
    assert (problem.row, problem.column) == (2, "waktu")
    assert "September 2026" in problem.reason
    assert "tanggal hari ini" in problem.reason
    arrived = sheet(
        ["tanggal", "kode_penitip", "kode_produk", "jumlah"], ["2026-09-29", goods.consignor, goods.code, 1]
    )
    (problem,) = plan_import(house.desk(), "goods-in", [arrived]).problems
    assert "sudah ditutup" in problem.reason


def test_a_file_that_came_in_before_the_month_was_closed_adds_nothing(house: House, goods: ProductRevised) -> None:
    from gallery_pos.services.importing import apply

    sales = sheet(
        ["nomor", "waktu", "kode_produk", "jumlah", "harga_satuan"],
        ["A-1", "2026-09-30T10:00", goods.code, 1, 15_000],
    )
    apply(house.desk(), plan_import(house.desk(), "sales", [sales]))
    close(house)
    again = plan_import(house.desk(), "sales", [sales])
    assert (again.problems, again.documents) == ((), ())


# ------------------------------------------------------------------------------------------------- who, and the way


def test_a_manager_closes_his_own_outlets_and_the_dinas_all(house: House) -> None:
    revise_outlet(house.desk("admin"), code="POJOK", name="Pojok")
    revise_user(house.desk("admin"), code="ani", name="Ani", role=Role.MANAGER, outlets=("POJOK",))
    assert outlets_seen(house.desk("dinas")) is None
    assert outlets_seen(house.desk("manager")) is None
    assert outlets_seen(house.desk("manager", outlet="POJOK")) == frozenset({"POJOK"})
    assert outlets_seen(house.desk("ani")) == frozenset({"POJOK"})
    with refused("month.not_yours"):
        declare_shut(house.desk("ani"), outlet=OUTLET, days=[FIRST], reason="libur")
    with refused("access.denied"):
        declare_shut(house.desk("cashier"), outlet=OUTLET, days=[FIRST], reason="libur")


def test_the_way_of_a_report(house: House, closed: MonthClosed) -> None:
    where: dict[str, Any] = {"outlet": OUTLET, "month": MONTH}
    with refused("report.not_sent"):
        receive_report(house.desk("dinas"), **where, by="Bu Leoni")
    with refused("report.way"):
        send_report(house.desk(), **where, way=" ")
    form = house.new_id()
    sent = house.written(
        ReportSent, send_report(house.desk(), **where, way="WhatsApp", sha256="ab" * 32, id=form).value
    )
    assert sent.closed == closed.id
    assert not send_report(house.desk(), **where, way="WhatsApp", id=form).changes
    with refused("access.denied"):
        receive_report(house.desk(), **where, by="Bu Leoni")
    with refused("report.other_file"):
        receive_report(house.desk("dinas"), **where, by="Bu Leoni", sha256="cd" * 32)
    with refused("report.findings"):
        receive_report(house.desk("dinas"), **where, by="Bu Leoni", findings=2)
    got = house.written(ReportReceived, receive_report(house.desk("dinas"), **where, by="Bu Leoni").value)
    assert got.sha256 == sent.sha256
    with refused("report.given"):
        give_report(house.desk(), **where, given=3, makers=2)
    told = house.written(ReportGiven, give_report(house.desk(), **where, given=1, makers=1).value)
    assert told.outlet == OUTLET
    state = house.book.month_state(OUTLET, MONTH, house.desk().today())
    assert state is not None
    assert (state.state, state.findings) == (ReportState.GIVEN, 0)


def test_a_report_goes_out_of_a_closed_month_only(house: House, goods: ProductRevised) -> None:
    assert goods.code
    with refused("month.not_closed"):
        send_report(house.desk(), outlet=OUTLET, month=MONTH, way="WhatsApp")
    with refused("month.not_closed"):
        give_report(house.desk(), outlet=OUTLET, month=MONTH, given=0, makers=0)


def test_sent_again_is_not_sent_later(house: House, closed: MonthClosed) -> None:
    assert closed.month == MONTH
    where: dict[str, Any] = {"outlet": OUTLET, "month": MONTH}
    send_report(house.desk(), **where, way="WhatsApp")
    house.wait(30)
    send_report(house.desk(), **where, way="Flashdisk")
    state = house.book.month_state(OUTLET, MONTH, house.desk().today())
    assert state is not None
    assert (state.sent_on, state.late_days) == (date(2026, 10, 3), 0)


def test_a_shift_is_still_opened_and_closed_while_last_month_is_closed(house: House, closed: MonthClosed) -> None:
    assert closed.month == MONTH
    open_shift(house.desk(), opening_float=0)
    close_shift(house.desk(), counted=0)
    assert verify(house.database, pinned=house.terminal.pinned) == []
