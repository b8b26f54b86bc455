from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gallery_pos.errors import RuleBroken
from ui.app.tasks import Cancelled, InlineRunner, Progress, Runner, Step, Task, TaskRunner, time_left
from ui.widgets.progress import ProgressDialog, ProgressStrip


class Heard:
    def __init__(self) -> None:
        self.results: list[object] = []
        self.errors: list[BaseException] = []
        self.steps: list[Step] = []
        self.ended = 0
        self.cancelled = 0

    def on_error(self, error: BaseException, owner: QObject) -> None:
        self.errors.append(error)

    def on_cancelled(self) -> None:
        self.cancelled += 1

    def on_ended(self) -> None:
        self.ended += 1


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def runner(qapp: QApplication, heard: Heard) -> Iterator[TaskRunner]:
    runner = TaskRunner(heard.on_error)
    yield runner
    runner.close()


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    owner = QWidget()
    qtbot.addWidget(owner)
    return owner


def test_results_come_back_on_the_ui_thread_in_order(
    qtbot: QtBot, runner: TaskRunner, owner: QWidget, heard: Heard
) -> None:
    threads: list[object] = []

    def done(result: int) -> None:
        threads.append(QThread.currentThread())
        heard.results.append(result)

    workers: list[int] = []

    def job(number: int) -> int:
        workers.append(threading.get_ident())
        return number

    for number in range(20):
        runner.run(owner, lambda number=number: job(number), done)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(heard.results) == 20)
    assert heard.results == list(range(20))
    assert set(threads) == {owner.thread()}
    assert len(set(workers)) == 1
    assert threading.get_ident() not in workers


def test_a_failure_is_presented_unless_the_caller_takes_it(
    qtbot: QtBot, runner: TaskRunner, owner: QWidget, heard: Heard
) -> None:
    def job() -> None:
        raise RuleBroken("x", "Tidak boleh")

    taken: list[BaseException] = []
    runner.run(owner, job, heard.results.append, taken.append)
    runner.run(owner, job, heard.results.append)
    qtbot.waitUntil(lambda: bool(heard.errors))
    assert [type(error) for error in (*taken, *heard.errors)] == [RuleBroken, RuleBroken]
    assert heard.results == []


def test_the_result_for_a_widget_that_is_gone_is_dropped(qtbot: QtBot, runner: TaskRunner, heard: Heard) -> None:
    gate = threading.Event()
    owner = QWidget()
    task = runner.run(owner, gate.wait, heard.results.append)
    task.ended.connect(heard.on_ended)
    owner.deleteLater()
    with qtbot.waitSignal(owner.destroyed):
        pass
    gate.set()
    qtbot.waitUntil(lambda: heard.ended == 1)
    assert heard.results == []
    assert heard.errors == []


def test_a_long_job_reports_and_can_be_cancelled(
    qtbot: QtBot, runner: TaskRunner, owner: QWidget, heard: Heard
) -> None:
    reached = threading.Event()
    go_on = threading.Event()

    def job(progress: Progress) -> str:
        progress(1, 10, "pertama")
        reached.set()
        go_on.wait(10)
        progress(2, 10)
        return "finished"

    task = runner.run_long(owner, job, heard.results.append, cancelled=heard.on_cancelled)
    task.progressed.connect(heard.steps.append)
    task.ended.connect(heard.on_ended)
    assert reached.wait(10)
    qtbot.waitUntil(lambda: bool(heard.steps))
    task.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: heard.ended == 1)
    assert heard.steps[0] == Step(1, 10, "pertama")
    assert (heard.results, heard.cancelled, heard.errors) == ([], 1, [])


def test_a_job_cancelled_before_its_turn_never_starts(
    qtbot: QtBot, runner: TaskRunner, owner: QWidget, heard: Heard
) -> None:
    gate = threading.Event()
    runner.run(owner, gate.wait, lambda _: None)
    second = runner.run(owner, lambda: heard.steps.append(Step(0, 0)), heard.results.append)
    second.ended.connect(heard.on_ended)
    second.cancel()
    gate.set()
    qtbot.waitUntil(lambda: heard.ended == 1)
    assert heard.steps == []


def test_closing_waits_for_the_job_that_runs_and_drops_the_rest(qapp: QApplication, heard: Heard) -> None:
    runner = TaskRunner(heard.on_error)
    owner = QObject()
    started = threading.Event()
    finished: list[int] = []

    def job(number: int) -> None:
        started.set()
        finished.append(number)

    runner.run(owner, lambda: job(1), heard.results.append)
    assert started.wait(10)
    runner.close()
    assert finished == [1]


def test_time_left_is_told_once_it_is_more_than_a_guess() -> None:
    assert time_left(0.5, 10, 100) is None
    assert time_left(10, 0, 100) is None
    assert time_left(10, 5, 0) is None
    assert time_left(10, 25, 100) == 30
    assert time_left(10, 100, 100) == 0


def test_the_inline_runner_does_it_all_at_once(owner: QWidget, heard: Heard) -> None:
    runner: Runner = InlineRunner(heard.on_error)
    runner.run(owner, lambda: 7, heard.results.append)
    assert heard.results == [7]

    def stop(progress: Progress) -> None:
        raise Cancelled

    task = runner.run_long(owner, stop, heard.results.append, cancelled=heard.on_cancelled)
    assert task.over
    assert heard.cancelled == 1
    runner.run(owner, lambda: 1 // 0, heard.results.append)
    assert [type(error) for error in heard.errors] == [ZeroDivisionError]


def test_the_strip_shows_words_and_time_and_cancels(qtbot: QtBot, dressed: QApplication, owner: QWidget) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    task = Task()
    strip.follow(task, "Mengimpor")
    assert not strip.isHidden()
    task.progressed.emit(Step(1_500, 3_000, "titipan.csv", 130))
    texts = " ".join(label.text() for label in strip.findChildren(type(strip._title)))
    assert "titipan.csv  1.500 dari 3.000" in texts
    assert "sekitar 2 menit lagi" in texts
    strip.cancel_button.click()
    assert task.cancel_asked
    assert not strip.cancel_button.isEnabled()
    task.ended.emit()
    assert strip.isHidden()


def test_the_dialog_stays_away_from_quick_work(qtbot: QtBot, dressed: QApplication, owner: QWidget) -> None:
    owner.show()
    task = Task()
    dialog = ProgressDialog(task, "Menerbitkan", owner)
    task.over = True
    task.ended.emit()
    qtbot.wait(450)
    assert not owner.findChildren(ProgressDialog) or not dialog.isVisible()


def test_closing_the_dialog_asks_for_a_cancel_and_waits(qtbot: QtBot, dressed: QApplication, owner: QWidget) -> None:
    owner.show()
    task = Task()
    dialog = ProgressDialog(task, "Menerbitkan", owner)
    qtbot.waitUntil(dialog.isVisible)
    dialog.close()
    assert dialog.isVisible()
    assert task.cancel_asked
    task.over = True
    with qtbot.waitSignal(dialog.destroyed):
        task.ended.emit()
