from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from gallery_pos.formatting import format_date, format_long_date, format_month
from gallery_pos.periods import month_of
from gallery_pos.reading import Unreadable, read_best_before, read_date, read_moment

JAKARTA = ZoneInfo("Asia/Jakarta")
days = st.dates(date(1990, 1, 1), date(2100, 12, 31))
nearly = st.text(st.sampled_from("0123456789./- :TJanFebMeiuliPX,"), max_size=16)
FOURTH_OF_JULY = date(2023, 7, 4)


@pytest.mark.parametrize(
    "written",
    [
        "2023-07-04",
        "2023-7-4",
        "2023/07/04",
        "2023-07-04 00:00:00",
        "2023-07-04T10:15",
        "04/07/2023",
        "4/7/2023",
        "04-07-2023",
        "4.7.2023",
        "04/07/2023 10.15",
        "04/07/23",
        "4-7-23",
        "4 Juli 2023",
        "04 JULI 2023",
        "4 Jul 2023",
        "4 Jul. 2023",
        "4-Jul-2023",
        "4-Jul-23",
        "4 July 2023",
        " 4  juli\u00a02023 ",
        FOURTH_OF_JULY,
        datetime(2023, 7, 4, 23, 59, tzinfo=UTC),
        45_111,
        45_111.0,
        45_111.75,
    ],
)
def test_every_habit_is_understood(written: object) -> None:
    assert read_date(written) == FOURTH_OF_JULY


@pytest.mark.parametrize(
    ("written", "last_day"),
    [
        ("Pebruari 2024", date(2024, 2, 29)),
        ("Februari 2023", date(2023, 2, 28)),
        ("Feb 2024", date(2024, 2, 29)),
        ("02/2024", date(2024, 2, 29)),
        ("2-2024", date(2024, 2, 29)),
        ("2024-02", date(2024, 2, 29)),
        ("Nopember 2024", date(2024, 11, 30)),
        ("MEI 2024", date(2024, 5, 31)),
        ("Agt 2024", date(2024, 8, 31)),
        ("Agustus-2024", date(2024, 8, 31)),
        ("Des. 2024", date(2024, 12, 31)),
    ],
)
def test_a_month_alone_is_its_last_day(written: str, last_day: date) -> None:
    assert read_date(written) == last_day


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("Januari", 1),
        ("Peb", 2),
        ("Maret", 3),
        ("Mrt", 3),
        ("April", 4),
        ("Juni", 6),
        ("Agu", 8),
        ("Ags", 8),
        ("Sept", 9),
        ("Okt", 10),
        ("October", 10),
        ("Nov", 11),
        ("Nop", 11),
        ("Desember", 12),
        ("Dec", 12),
    ],
)
def test_months_are_known_in_old_and_new_spelling(name: str, month: int) -> None:
    assert read_date(f"9 {name} 2023") == date(2023, month, 9)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("03/13/2023", "hari atau bulan ini tidak ada"),
        ("03/13/23", "hari atau bulan ini tidak ada"),
        ("31/02/2024", "hari atau bulan ini tidak ada"),
        ("29 Februari 2023", "hari atau bulan ini tidak ada"),
        ("13/2024", "hari atau bulan ini tidak ada"),
        ("2023-13-01", "hari atau bulan ini tidak ada"),
        ("00/07/2023", "hari atau bulan ini tidak ada"),
        ("04/07/1023", "tidak masuk akal"),
        ("04/07/9999", "tidak masuk akal"),
        (date(1899, 12, 31), "tidak masuk akal"),
        ("4 Juli", "bukan tanggal"),
        ("Juli", "bukan tanggal"),
        ("04/07", "bukan tanggal"),
        ("Jul 23", "bukan tanggal"),
        ("4 Sya'ban 2023", "bukan tanggal"),
        ("4 Foo 2023", "bukan tanggal"),
        ("04/07-2023", "bukan tanggal"),
        ("2024", "bukan tanggal"),
        ("45111", "bukan tanggal"),
        ("6 bulan", "bukan tanggal"),
        (2024, "bukan tanggal"),
        (0, "bukan tanggal"),
        (20_230_704, "bukan tanggal"),
        (float("nan"), "bukan tanggal"),
        (float("inf"), "bukan tanggal"),
        ("=TODAY()", "rumus"),
        ("", "kosong"),
        ("-", "kosong"),
        (None, "kosong"),
        (True, "tidak dikenal"),
        (time(10, 15), "tidak dikenal"),
    ],
)
def test_what_is_unclear_is_never_guessed(written: object, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read_date(written)


@given(days)
def test_what_is_shown_can_be_typed_in_again(day: date) -> None:
    written = (
        format_date(day),
        format_long_date(day),
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        (day - date(1899, 12, 30)).days,
    )
    assert [read_date(text) for text in written] == [day] * len(written)
    assert read_date(format_month(day)) == month_of(day).end


@given(st.text() | nearly | st.floats() | st.integers() | st.booleans() | st.none() | st.dates() | st.datetimes())
def test_anything_is_a_date_or_unreadable(written: object) -> None:
    with suppress(Unreadable):
        day = read_date(written)
        assert type(day) is date
        assert 1990 <= day.year <= 2100


@pytest.mark.parametrize("written", [None, "", "  ", "-", "\u2014", "tidak ada", "Tidak Ada", "tanpa", "n/a"])
def test_goods_may_have_no_best_before_date(written: object) -> None:
    assert read_best_before(written) is None


@pytest.mark.parametrize(
    "written", ["EXP 12/2024", "exp. Desember 2024", "ED: 31/12/2024", "2024-12-31", date(2024, 12, 31)]
)
def test_a_best_before_date_may_say_what_it_is(written: object) -> None:
    assert read_best_before(written) == date(2024, 12, 31)


@pytest.mark.parametrize("written", ["exp", "exp 13/2024", "setahun", "=A1", 12, "edisi 2024"])
def test_a_best_before_date_is_not_guessed(written: object) -> None:
    with pytest.raises(Unreadable):
        read_best_before(written)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2023-07-04T10:15:00+07:00", datetime(2023, 7, 4, 3, 15, tzinfo=UTC)),
        ("2023-07-04T03:15:00Z", datetime(2023, 7, 4, 3, 15, tzinfo=UTC)),
        ("2023-07-04 10:15", datetime(2023, 7, 4, 3, 15, tzinfo=UTC)),
        ("2023-07-04T10:15:30", datetime(2023, 7, 4, 3, 15, 30, tzinfo=UTC)),
        ("04/07/2023 10:15", datetime(2023, 7, 4, 3, 15, tzinfo=UTC)),
        ("4 Juli 2023 10.15", datetime(2023, 7, 4, 3, 15, tzinfo=UTC)),
        ("4 Juli 2023 pukul 10.15 WIB", datetime(2023, 7, 4, 3, 15, tzinfo=UTC)),
        ("2023-07-04", datetime(2023, 7, 3, 17, tzinfo=UTC)),
        ("4 Juli 2023", datetime(2023, 7, 3, 17, tzinfo=UTC)),
        (date(2023, 7, 4), datetime(2023, 7, 3, 17, tzinfo=UTC)),
        (datetime(2023, 7, 4, 10, 15), datetime(2023, 7, 4, 3, 15, tzinfo=UTC)),  # noqa: DTZ001 -- as spreadsheets have it
        (45_111.427_083_333_3, datetime(2023, 7, 4, 3, 15, tzinfo=UTC)),
    ],
)
def test_moments_are_local_unless_they_say_otherwise(written: object, moment: datetime) -> None:
    assert read_moment(written, JAKARTA) == moment


@pytest.mark.parametrize(
    "written", ["", "10:15", "2023-07-04 25:00", "04/07/2023 10.75", "kemarin", "0001-01-01T00:00+14:00", 5]
)
def test_what_is_no_moment_is_said_so(written: object) -> None:
    with pytest.raises(Unreadable):
        read_moment(written, JAKARTA)


@given(st.datetimes(datetime(1990, 1, 2), datetime(2100, 12, 30), timezones=st.just(JAKARTA)))  # noqa: DTZ001 -- bounds
def test_iso_moments_are_read_exactly(moment: datetime) -> None:
    assert read_moment(moment.isoformat(), UTC) == moment
    assert read_moment(moment.replace(tzinfo=None).isoformat(sep=" "), JAKARTA) == moment


@given(st.text() | nearly | st.floats() | st.integers() | st.none() | st.dates() | st.datetimes())
def test_anything_is_a_moment_or_unreadable(written: object) -> None:
    with suppress(Unreadable):
        assert read_moment(written, JAKARTA).tzinfo is UTC
