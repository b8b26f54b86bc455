"""What superiors let pass without papers stands in the month's report, on screen and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gallery_pos.language import tr
from gallery_pos.legality_defaults import GROUPS, PAPERS
from gallery_pos.services.access import Approval
from gallery_pos.services.legality import override_gate, revise_gate
from ui.papers.report_files import write_month
from ui.papers.report_tables import tables_of
from ui.papers.reports import report_of
from ui.screens.laporan.tables import Tables
from workroom import TODAY, Workroom, open_workroom, pump


@pytest.fixture
def room(qtbot: QtBot, themed: QApplication, tmp_path: Path) -> Iterator[Workroom]:
    room = open_workroom(tmp_path)
    desk = room.gallery.desk("ida")
    revise_gate(desk, since=TODAY, papers=PAPERS, groups=GROUPS)
    yes = Approval(by="ida", reason="pameran kabupaten")
    override_gate(desk, product="P0001", until=TODAY + timedelta(3), approval=yes)
    yield room
    room.close()


def test_the_report_has_them_in_its_month_and_in_no_other(room: Workroom) -> None:
    first = TODAY.replace(day=1)
    report = report_of(room.gallery.database, since=first, until=TODAY, today=TODAY)
    (row,) = report.passed_without_papers
    assert (row.name, row.missing, row.approver) == ("Opak Ketan", ("NIB", "P-IRT"), "Ida")
    section = next(table for table in tables_of(report).values() if table.title == tr("Izin tanpa dokumen"))
    assert section.rows == (
        (TODAY, "Opak Ketan", "Dapur Nyi Imas", "NIB, P-IRT", "pameran kabupaten", TODAY + timedelta(3), "Ida"),
    )
    before = report_of(room.gallery.database, since=first - timedelta(30), until=first - timedelta(1), today=TODAY)
    assert before.passed_without_papers == []
    other = report_of(room.gallery.database, since=first, until=TODAY, today=TODAY, outlet="POJOK")
    assert other.passed_without_papers == []


def test_its_files_have_them(room: Workroom, tmp_path: Path) -> None:
    (file,) = write_month(room.gallery, f"{TODAY:%Y-%m}", tmp_path, "json")
    told = msgspec.json.decode(file.read_bytes())["passed_without_papers"]
    assert [row["product"] for row in told] == ["P0001"]
    files = write_month(room.gallery, f"{TODAY:%Y-%m}", tmp_path, "csv")
    csv = next(path for path in files if path.name.endswith("izin-tanpa-dokumen.csv"))
    assert "pameran kabupaten" in csv.read_text(encoding="utf-8-sig")


def test_the_screen_shows_them_and_opens_the_document(room: Workroom, qtbot: QtBot) -> None:
    window = room.window("reports", "ida")
    qtbot.addWidget(window)
    pump()
    (tables,) = window.findChildren(Tables)
    rows: Any = tables.passed.model.rows()
    assert [row.product for row in rows] == ["P0001"]
    asked: list[str] = []
    tables.document_asked.connect(asked.append)
    tables.passed.activated.emit(rows[0])
    assert asked == [rows[0].number]
