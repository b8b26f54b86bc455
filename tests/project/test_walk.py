"""The walk through everything a gallery does, small; ``python -m tools.walk`` takes the long way."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.walk.__main__ import STEPS, main, walk
from tools.walk.year import walk_a_year


def test_a_small_walk_is_proved(tmp_path: Path) -> None:
    walked = walk(tmp_path / "walk.db", documents=400, seed=4)
    assert walked.findings == []
    assert sum(walked.kinds.values()) >= 400
    trade = {"SaleCompleted", "SaleRefunded", "GoodsReceived", "GoodsReturned", "GoodsWrittenOff", "PayoutMade"}
    places = {"GoodsSent", "GoodsArrived", "VisitRecorded", "PartCounted", "StocktakePosted", "StatementIssued"}
    assert trade | places <= walked.kinds.keys()


def test_the_same_dice_walk_the_same_way(tmp_path: Path) -> None:
    first, second = (walk(tmp_path / name, documents=120, seed=5) for name in ("one.db", "two.db"))
    assert first == second


def test_two_months_are_lived_closed_and_proved(tmp_path: Path) -> None:
    year = walk_a_year(tmp_path / "year.db", STEPS, seed=1, months=2)
    assert (year.findings, year.sums, year.months) == ([], [], [])
    assert year.files == {"holds": 6}
    money = {"PayoutMade", "PayoutBatchPrepared", "PayoutAcknowledged", "MoneyMoved", "MutationsMatched", "FeeCharged"}
    months = {"DayDeclaredShut", "MonthClosed", "ReportSent", "ReportReceived", "DisputeAnswered", "DifferencePosted"}
    assert money | months <= year.kinds.keys()


def test_the_command_tells_what_it_wrote(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--documents", "60", "--seed", "1"]) == 0
    told = capsys.readouterr().out
    assert "SaleCompleted" in told
    assert "0 findings" in told
