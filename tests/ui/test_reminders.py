"""What the top bar reminds of, and whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.queries import expiry, legality, moving, papers, places, records, settlement
from gallery_pos.documents import Holder
from gallery_pos.services.intake import IntakeLine
from gallery_pos.services.papers import record_paper
from ui.app.reminders import Look, Reminder, ending_papers, read_reminders
from ui.app.top_status import TopStatus
from workroom import TODAY, Workroom, open_workroom, pump


@pytest.fixture
def room(qtbot: QtBot, themed: QApplication, tmp_path: Path) -> Iterator[Workroom]:
    room = open_workroom(tmp_path)
    yield room
    room.close()


def ends(room: Workroom, product: str, days: int) -> None:
    """Record a P-IRT that ends in so many days."""
    expires = TODAY + timedelta(days)
    record_paper(
        room.gallery.desk("ida"),
        holder=Holder.PRODUCT,
        subjects=[product],
        paper="P-IRT",
        number="1",
        expires=expires,
    )


def told(room: Workroom, user: str) -> list[Reminder]:
    return read_reminders(room.place(user))


@pytest.mark.parametrize(("days", "span"), [(60, 60), (31, 60), (30, 30), (14, 14), (0, 14)])
def test_a_paper_that_ends_is_told_by_the_narrowest_span(room: Workroom, days: int, span: int) -> None:
    ends(room, "P0001", days)
    reminder = ending_papers(Look(room.place()))
    assert reminder is not None
    assert reminder.count == 1
    assert f"dalam {span} hari" in reminder.text
    assert reminder.what == ("legality", ("papers", span))


def test_what_is_far_off_is_not_told_and_what_has_ended_is_red(room: Workroom) -> None:
    ends(room, "P0001", 61)
    assert told(room, "ida") == []
    ends(room, "P0002", -1)
    (reminder,) = told(room, "ida")
    assert (reminder.text, reminder.tone) == ("1 dokumen habis berlaku", "danger")


def test_nobody_is_reminded_of_what_he_cannot_see(room: Workroom) -> None:
    ends(room, "P0002", -1)
    assert told(room, "kiki") == []
    room.receive("M001", IntakeLine("P0001", 3, TODAY + timedelta(7)))
    assert [each.screen for each in told(room, "kiki")] == ["stock"]
    assert [each.screen for each in told(room, "dewi")] == ["stock", "guidance", "guidance"]


def test_the_top_bar_leads_there(room: Workroom, qtbot: QtBot) -> None:
    window = room.window("stock", "ida")
    qtbot.addWidget(window)
    status = TopStatus(room.rooms[-1], window)
    ends(room, "P0001", 20)
    status.show_now()
    pump()
    (action,) = window.top._menu.actions()
    action.trigger()
    screen: Any = window.current()
    page = screen.tab().papers
    assert page.span.choice() == "30"
    assert [row.subject for row in page.list.model.shown()] == ["P0001"]


def test_a_round_of_reminders_reads_each_list_once(room: Workroom, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Counter[str] = Counter()

    def counted(module: ModuleType, name: str) -> None:
        real = getattr(module, name)

        def read(*args: Any, **more: Any) -> Any:
            asked[f"{module.__name__}.{name}"] += 1
            return real(*args, **more)

        monkeypatch.setattr(module, name, read)

    lists = ((places, "list_places"), (moving, "count_open"), (papers, "papers_ending"), (expiry, "list_expiring"))
    for module, name in (*lists, (settlement, "owed"), (records, "list_consignors"), (legality, "gate_list")):
        counted(module, name)
    read_reminders(room.place("ida"))
    assert len(asked) == 7
    assert set(asked.values()) == {1}
    asked.clear()
    read_reminders(room.place("kiki"))
    assert set(asked) == {"db.queries.expiry.list_expiring", "db.queries.records.list_consignors"}, (
        "a cashier sees no more"
    )
