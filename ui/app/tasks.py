"""The one place where work leaves the UI thread.

A job gets values and returns a value; it must touch no widget. One worker thread serves the database, so jobs run one
after another in the order in which they were asked for. What comes back is delivered on the UI thread, and dropped where
the widget that asked is gone by then. Tests use :class:`InlineRunner`, which does it all at once.
"""

from __future__ import annotations

import time
from abc import abstractmethod
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

_T = TypeVar("_T")

_STEPS_A_SECOND = 20
_SURE_AFTER = 1.5
"""Seconds before the first guess of the time left: earlier guesses jump about."""


class Cancelled(Exception):
    """The person pressed Cancel; raised inside the job by its :class:`Progress`, never shown as an error."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far a job has come: ``done`` of ``total`` (0 where unknown), what it is at, seconds left where known."""

    done: int
    total: int
    what: str = ""
    seconds_left: float | None = None


class Task(QObject):
    """One job on its way.

    Signals (on the UI thread):
        progressed(Step): at most 20 times a second.
        ended(): delivered, failed, cancelled or dropped; always the last.
    """

    progressed = Signal(object)
    ended = Signal()
    _stepped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.cancel_asked = False
        self.over = False
        self._stepped.connect(self._on_stepped, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the job to stop at its next report of progress; a job that has not started never does."""
        self.cancel_asked = True

    def _on_stepped(self, step: Step) -> None:
        self.progressed.emit(step)


class Progress:
    """Given to a long job, which calls it with how far it has come; safe to call from any thread, as often as wanted."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._began = time.monotonic()
        self._told = 0.0

    def __call__(self, done: int, total: int, what: str = "") -> None:
        """Report ``done`` of ``total``. Raises Cancelled where the person asked to stop."""
        if self._task.cancel_asked:
            raise Cancelled
        now = time.monotonic()
        if now - self._told >= 1 / _STEPS_A_SECOND or done == total:
            self._told = now
            self._task._stepped.emit(Step(done, total, what, time_left(now - self._began, done, total)))  # noqa: SLF001 -- its other half


def time_left(elapsed: float, done: int, total: int) -> float | None:
    """Return the seconds that the rest will take at the speed so far, or None while that is a mere guess."""
    if done <= 0 or total <= 0 or elapsed < _SURE_AFTER:
        return None
    return elapsed * (total - done) / done


class Runner(QObject):
    """Runs jobs and hands over what they return. ``on_error(error, owner)`` presents what no one else takes care of."""

    def __init__(self, on_error: Callable[[BaseException, QObject], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_error = on_error

    def run(
        self,
        owner: QObject,
        job: Callable[[], _T],
        done: Callable[[_T], object],
        failed: Callable[[BaseException], object] | None = None,
    ) -> Task:
        """Do ``job`` off the UI thread, then call ``done`` with its result, on the UI thread, if ``owner`` still lives."""
        return self.run_long(owner, lambda _progress: job(), done, failed)

    def run_long(
        self,
        owner: QObject,
        job: Callable[[Progress], _T],
        done: Callable[[_T], object],
        failed: Callable[[BaseException], object] | None = None,
        cancelled: Callable[[], object] | None = None,
    ) -> Task:
        """As :meth:`run`, for a job that reports its progress and can be cancelled; show the task with ProgressDialog."""
        task = Task()
        order = _Order(owner, task, done, failed, cancelled)
        self._start(order, lambda: _work(task, job))
        return task

    @abstractmethod
    def _start(self, order: _Order, work: Callable[[], Any]) -> None:
        raise NotImplementedError

    def close(self) -> None:
        """Let no job begin any more and wait for the one that runs."""

    def _deliver(self, order: _Order, future: Future[Any]) -> None:
        """Hand over on the UI thread; a failure inside ``done`` is not the job's failure and goes its own way."""
        try:
            if not isValid(order.owner) or future.cancelled():
                return
            error = future.exception()
            if error is None:
                order.done(future.result())
            elif isinstance(error, Cancelled):
                if order.cancelled is not None:
                    order.cancelled()
            elif order.failed is not None:
                order.failed(error)
            else:
                self._on_error(error, order.owner)
        finally:
            order.task.over = True
            order.task.ended.emit()


@dataclass(frozen=True, slots=True, eq=False)
class _Order:
    """Who asked for a job and who takes what becomes of it."""

    owner: QObject
    task: Task
    done: Callable[[Any], object]
    failed: Callable[[BaseException], object] | None
    cancelled: Callable[[], object] | None


def _work(task: Task, job: Callable[[Progress], _T]) -> _T:
    if task.cancel_asked:
        raise Cancelled
    return job(Progress(task))


class TaskRunner(Runner):
    """The runner of the application: one worker thread."""

    _arrived = Signal(object, object)

    def __init__(self, on_error: Callable[[BaseException, QObject], None], parent: QObject | None = None) -> None:
        super().__init__(on_error, parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="db")
        self._orders: set[_Order] = set()
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    @property
    def idle(self) -> bool:
        """Whether everything that was asked for has been handed over."""
        return not self._orders

    def _start(self, order: _Order, work: Callable[[], Any]) -> None:
        self._orders.add(order)
        future = self._pool.submit(work)
        future.add_done_callback(lambda finished: self._arrived.emit(order, finished))

    def _on_arrived(self, order: _Order, future: Future[Any]) -> None:
        self._orders.discard(order)
        self._deliver(order, future)

    def close(self) -> None:
        for order in self._orders:
            order.task.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)


class InlineRunner(Runner):
    """Runs every job at once on the thread that asks: deterministic tests, the command line's demo."""

    def _start(self, order: _Order, work: Callable[[], Any]) -> None:
        future: Future[Any] = Future()
        try:
            future.set_result(work())
        except BaseException as error:  # noqa: BLE001 -- exactly what an executor does
            future.set_exception(error)
        self._deliver(order, future)
