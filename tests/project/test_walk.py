"""The walk through everything a gallery does, small; ``python -m tools.walk`` takes the long way."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.walk.__main__ import main, walk


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


def test_the_command_tells_what_it_wrote(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--documents", "60", "--seed", "1"]) == 0
    told = capsys.readouterr().out
    assert "SaleCompleted" in told
    assert "0 findings" in told
