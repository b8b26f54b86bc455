"""A job is one piece of paper: whatever happens to printers, power and people, its state says what is known of it."""

from __future__ import annotations

import logging
import queue
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace

from gallery_pos.documents import now
from gallery_pos.errors import DeviceTrouble, StorageTrouble
from gallery_pos.printing import PrintJob, PrintState
from receipts.devices.common import PartlySent, out_of_paper, unreachable
from receipts.queue import PrintQueue

Behaviour = Callable[[bytes], None]


class Store:
    """Jobs in memory, as a database keeps them."""

    def __init__(self) -> None:
        self.jobs: dict[UUID, PrintJob] = {}
        self.history: list[tuple[UUID, PrintState]] = []
        self.broken = False
        self._lock = threading.Lock()

    def add(self, job: PrintJob) -> PrintJob:
        with self._lock:
            return self.jobs.setdefault(job.id, job)

    def find(self, id: UUID) -> PrintJob | None:  # noqa: A002 -- as the Protocol
        return self.jobs.get(id)

    def mark(self, id: UUID, state: PrintState, *, attempts: int, message: str = "") -> PrintJob:  # noqa: A002
        with self._lock:
            if self.broken:
                raise StorageTrouble("storage.full", "Disk penuh.")
            job = replace(self.jobs[id], state=state, attempts=attempts, message=message)
            self.jobs[id] = job
            self.history.append((id, state))
            return job

    def unfinished(self) -> list[PrintJob]:
        return [job for job in self.jobs.values() if job.state is not PrintState.SENT]

    def forget_sent(self, before: datetime) -> int:
        old = [
            job for job in self.jobs.values() if job.state is PrintState.SENT and job.queued_at < before and job.data
        ]
        self.jobs |= {job.id: replace(job, data=b"") for job in old}
        return len(old)


class Printers:
    """Printers by name; each does as its behaviour says and keeps what it printed."""

    def __init__(self) -> None:
        self.behaviours: dict[str, Behaviour] = {}
        self.printed: list[bytes] = []
        self.threads: set[str] = set()
        self.busy = threading.Lock()

    def __call__(self, name: str) -> Printers:
        if name == "hilang":
            raise unreachable(name)
        self._name = name
        return self

    def send(self, data: bytes, title: str) -> None:
        self.threads.add(threading.current_thread().name)
        if behaviour := self.behaviours.get(title):
            behaviour(data)
        self.printed.append(data)


class Bench:
    """A queue with its store and printers, and what it told about its jobs."""

    def __init__(self) -> None:
        self.store = Store()
        self.printers = Printers()
        self.told: queue.Queue[PrintJob] = queue.Queue()
        self.queue = self.new_queue()

    def new_queue(self) -> PrintQueue:
        return PrintQueue(self.store, self.printers, self.told.put, attempts=3, pause=0.01)

    def settled(self) -> PrintJob:
        """Wait until a job has reached a state that lasts."""
        while True:
            job = self.told.get(timeout=10)
            if job.state is not PrintState.QUEUED:
                return job


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    yield made
    assert made.queue.close()


def job(title: str = "Struk", *, printer: str = "Kasir", once: bool = False) -> PrintJob:
    return PrintJob(
        id=uuid4(),
        printer=printer,
        title=title,
        data=title.encode(),
        queued_at=datetime(2026, 10, 31, 7, tzinfo=UTC),
        once=once,
    )


def fails(times: int, trouble: DeviceTrouble) -> Behaviour:
    left = iter(range(times))

    def behave(_data: bytes) -> None:
        if next(left, None) is not None:
            raise trouble

    return behave


def test_a_job_is_sent_once_and_known_as_sent(bench: Bench) -> None:
    one = bench.queue.submit(job())
    done = bench.settled()
    assert (done.id, done.state, done.attempts, done.message) == (one.id, PrintState.SENT, 1, "")
    assert bench.printers.printed == [b"Struk"]


def test_before_the_first_byte_a_job_is_unknown_so_that_a_crash_leaves_it_so(bench: Bench) -> None:
    seen: list[PrintState] = []
    one = job()
    bench.printers.behaviours["Struk"] = lambda _data: seen.append(bench.store.jobs[one.id].state)
    bench.queue.submit(one)
    bench.settled()
    assert seen == [PrintState.UNKNOWN]
    assert [state for _, state in bench.store.history] == [PrintState.UNKNOWN, PrintState.SENT]


def test_the_same_job_twice_is_one_paper(bench: Bench) -> None:
    one = job()
    bench.queue.submit(one)
    assert bench.settled().state is PrintState.SENT
    assert bench.queue.submit(one).state is PrintState.SENT
    bench.queue.submit(job("Lain"))
    bench.settled()
    assert bench.printers.printed == [b"Struk", b"Lain"]


def test_a_printer_that_comes_back_prints_by_itself(bench: Bench) -> None:
    bench.printers.behaviours["Struk"] = fails(2, unreachable("Kasir"))
    bench.queue.submit(job())
    done = bench.settled()
    assert (done.state, done.attempts) == (PrintState.SENT, 3)
    assert bench.printers.printed == [b"Struk"]


def test_a_printer_that_stays_away_leaves_the_job_failed_with_a_sentence(bench: Bench) -> None:
    bench.printers.behaviours["Struk"] = fails(99, out_of_paper("Kasir", begun=False))
    bench.queue.submit(job())
    done = bench.settled()
    assert (done.state, done.attempts) == (PrintState.FAILED, 3)
    assert "Kertas printer Kasir habis." in done.message
    assert "Pasang kertas baru" in done.message


def test_a_printer_that_is_not_set_up_leaves_the_job_failed(bench: Bench) -> None:
    bench.queue.submit(job(printer="hilang"))
    assert bench.settled().state is PrintState.FAILED


def test_what_may_be_on_paper_is_never_tried_again_by_itself(bench: Bench) -> None:
    bench.printers.behaviours["Struk"] = fails(99, PartlySent("printer.broken", "Putus."))
    bench.queue.submit(job())
    done = bench.settled()
    assert (done.state, done.attempts, done.message) == (PrintState.UNKNOWN, 1, "Putus.")


def test_a_retry_is_the_same_job(bench: Bench) -> None:
    bench.printers.behaviours["Struk"] = fails(1, PartlySent("printer.broken", "Putus."))
    one = bench.queue.submit(job())
    assert bench.settled().state is PrintState.UNKNOWN
    bench.queue.retry(one.id)
    done = bench.settled()
    assert (done.id, done.state, done.attempts) == (one.id, PrintState.SENT, 2)
    assert len(bench.store.jobs) == 1


def test_a_sent_job_is_not_sent_again(bench: Bench) -> None:
    one = bench.queue.submit(job())
    bench.settled()
    assert bench.queue.retry(one.id).state is PrintState.SENT
    assert bench.queue.confirm(one.id).state is PrintState.SENT
    assert bench.printers.printed == [b"Struk"]


def test_who_saw_the_paper_can_say_so(bench: Bench) -> None:
    bench.printers.behaviours["Struk"] = fails(99, PartlySent("printer.broken", "Putus."))
    one = bench.queue.submit(job())
    bench.settled()
    assert bench.queue.confirm(one.id).state is PrintState.SENT
    assert bench.settled().state is PrintState.SENT
    assert bench.store.unfinished() == []


def test_the_drawer_is_opened_now_or_not_at_all(bench: Bench) -> None:
    bench.printers.behaviours["Laci"] = fails(1, unreachable("Kasir"))
    one = bench.queue.submit(job("Laci", once=True))
    done = bench.settled()
    assert (done.state, done.attempts) == (PrintState.FAILED, 1)
    assert bench.queue.retry(one.id).state is PrintState.FAILED
    assert bench.printers.printed == []


def test_a_dead_printer_does_not_hold_up_another(bench: Bench) -> None:
    stuck = threading.Event()

    def dead(_data: bytes) -> None:
        stuck.wait(10)

    bench.printers.behaviours["Mati"] = dead
    bench.queue.submit(job("Mati", printer="Dapur"))
    bench.queue.submit(job("Struk", printer="Kasir"))
    assert bench.settled().printer == "Kasir"
    stuck.set()
    assert bench.settled().printer == "Dapur"


def test_each_printer_has_one_owner_and_keeps_the_order(bench: Bench) -> None:
    titles = [f"Struk {number}" for number in range(20)]
    for title in titles:
        bench.queue.submit(job(title))
    for _ in titles:
        bench.settled()
    assert bench.printers.printed == [title.encode() for title in titles]
    assert bench.printers.threads == {"printer Kasir"}


def test_jobs_from_many_threads_are_each_one_paper(bench: Bench) -> None:
    jobs = [job(f"Struk {number}", printer=f"P{number % 3}") for number in range(30)]
    threads = [threading.Thread(target=lambda one=one: [bench.queue.submit(one) for _ in range(2)]) for one in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for _ in jobs:
        bench.settled()
    assert bench.queue.close()
    assert sorted(bench.printers.printed) == sorted(one.data for one in jobs)


def test_after_a_start_what_was_queued_is_sent_and_the_rest_is_shown(bench: Bench) -> None:
    waiting, pulse = job("Tunggu"), job("Laci", once=True)
    lost, failed = job("Hilang"), job("Gagal")
    for one, state in (
        (waiting, PrintState.QUEUED),
        (pulse, PrintState.QUEUED),
        (lost, PrintState.UNKNOWN),
        (failed, PrintState.FAILED),
    ):
        bench.store.add(replace(one, state=state))
    shown = {one.id: one.state for one in bench.queue.resume()}
    assert shown == {pulse.id: PrintState.FAILED, lost.id: PrintState.UNKNOWN, failed.id: PrintState.FAILED}
    assert bench.settled().id == waiting.id
    assert bench.printers.printed == [b"Tunggu"]


def test_closing_keeps_what_is_queued_for_the_next_start(bench: Bench) -> None:
    inside, go_on = threading.Event(), threading.Event()

    def slow(_data: bytes) -> None:
        inside.set()
        go_on.wait(10)

    bench.printers.behaviours["Pertama"] = slow
    first, second = bench.queue.submit(job("Pertama")), bench.queue.submit(job("Kedua"))
    assert inside.wait(10)
    assert not bench.queue.close(timeout=0.05)
    go_on.set()
    assert bench.queue.close()
    assert bench.store.jobs[first.id].state is PrintState.SENT
    assert bench.store.jobs[second.id].state is PrintState.QUEUED
    with pytest.raises(RuntimeError, match="closed"):
        bench.queue.submit(job("Ketiga"))
    bench.queue = bench.new_queue()
    bench.queue.resume()
    while bench.settled().id == first.id:
        pass
    assert bench.store.jobs[second.id].state is PrintState.SENT


def test_a_printer_away_at_closing_leaves_its_job_queued(bench: Bench) -> None:
    tried = threading.Event()

    def away(_data: bytes) -> None:
        tried.set()
        raise unreachable("Kasir")

    bench.printers.behaviours["Struk"] = away
    bench.queue = PrintQueue(bench.store, bench.printers, bench.told.put, attempts=99, pause=60)
    one = bench.queue.submit(job())
    assert tried.wait(10)
    assert bench.told.get(timeout=10).state is PrintState.QUEUED
    assert bench.queue.close()
    assert bench.store.jobs[one.id].state is PrintState.QUEUED


def test_an_unknown_job_is_a_bug_of_the_caller(bench: Bench) -> None:
    with pytest.raises(KeyError):
        bench.queue.retry(uuid4())


def test_a_bug_in_the_way_to_a_printer_does_not_end_its_thread(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    def bug(_data: bytes) -> None:
        raise ZeroDivisionError

    bench.printers.behaviours["Rusak"] = bug
    bench.queue.submit(job("Rusak"))
    assert bench.settled().state is PrintState.UNKNOWN
    bench.queue.submit(job("Struk"))
    assert bench.settled().state is PrintState.SENT
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


def test_a_store_that_cannot_write_does_not_end_the_thread(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    reached = threading.Event()
    mark = bench.store.mark

    def watched(id: UUID, state: PrintState, *, attempts: int, message: str = "") -> PrintJob:  # noqa: A002
        try:
            return mark(id, state, attempts=attempts, message=message)
        finally:
            reached.set()

    bench.store.mark = watched  # type: ignore[method-assign]
    bench.store.broken = True
    bench.queue.submit(job("Pertama"))
    assert reached.wait(10)
    bench.store.broken = False
    bench.queue.submit(job("Kedua"))
    assert bench.settled().title == "Kedua"
    assert "could not be written" in caplog.text


def test_a_start_forgets_the_bytes_of_what_was_sent_long_ago_and_nothing_else(bench: Bench) -> None:
    long_ago, lately = now() - timedelta(days=31), now() - timedelta(days=29)
    kept = [
        replace(job(), queued_at=long_ago, state=PrintState.SENT),
        replace(job(), queued_at=lately, state=PrintState.SENT),
        replace(job(), queued_at=long_ago, state=PrintState.FAILED),
    ]
    for each in kept:
        bench.store.add(each)
    assert bench.queue.resume() == [kept[2]]
    assert [bool(bench.store.jobs[each.id].data) for each in kept] == [False, True, True]


def test_two_thousand_slips_survive_a_printer_that_goes_away_in_the_middle(bench: Bench) -> None:
    """What is out is out, one may be, the rest is told soon; printed again later, no paper is lost or doubled."""
    jobs = [job(f"Struk {number}") for number in range(2_000)]
    tried: list[bytes] = []
    gone = threading.Event()

    def goes(data: bytes) -> None:
        tried.append(data)
        if data == b"Struk 700":
            gone.set()
            raise PartlySent("printer.broken", "Putus.")
        if gone.is_set():
            raise unreachable("Kasir")

    bench.printers.behaviours = {each.title: goes for each in jobs}
    for each in jobs:
        bench.queue.submit(each)
    states = {state.id: state.state for state in (bench.settled() for _ in jobs)}
    assert Counter(states.values()) == {PrintState.SENT: 700, PrintState.UNKNOWN: 1, PrintState.FAILED: 1_299}
    assert len(tried) < 2_100
    gone.clear()
    bench.printers.behaviours = {}
    bench.queue.confirm(jobs[700].id)
    for each in jobs[701:]:
        bench.queue.retry(each.id)
    while bench.store.unfinished():
        bench.told.get(timeout=10)
    assert bench.printers.printed == [each.data for each in (*jobs[:700], *jobs[701:])]
