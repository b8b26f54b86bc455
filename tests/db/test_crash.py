"""kill -9 at any moment: what was acknowledged is there, nothing is half, and trying again doubles nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest

from db.book import SqlBook
from db.engine import open_database
from db.journal import SignedJournal
from db.signing import Terminal
from db.verify import verify
from shop import Shop

KILLS = int(os.environ.get("GALLERY_TEST_KILLS", "200" if os.environ.get("CI") else "40"))
SUPPORT = Path(__file__).parents[1] / "support"

TILL = """
import os, random, signal, sys, time
from pathlib import Path
from uuid import UUID
folder = Path(sys.argv[1])
sys.path[:0] = sys.argv[2:4]
from shop import Shop
from db.book import SqlBook
from db.engine import open_database
from db.journal import SignedJournal
from db.signing import Terminal


def sell(names, tell):
    terminal = Terminal.load(folder / "terminal.key")
    database = open_database(folder / "galeri.db")
    shop = Shop(SignedJournal(database, terminal), SqlBook(database, terminal))
    shop.shift = shop.book.open_shift("GALERI", "A").opened.id
    for name in names:
        posted = shop.journal.append(shop.sale(shop.line("P1", 1), shop.line("P3", 1), id=UUID(name)))
        tell(f"{name} {posted.number}")
"""

KILLER = """
# Each till is a fork that opens the database itself, so that starting one takes milliseconds.
chance = random.Random(7)
waiting = [str(UUID(int=chance.getrandbits(128))) for _ in range(int(sys.argv[4]) * 6)]
for _ in range(int(sys.argv[4])):
    # The same ids again as long as no number came back for them: the cashier presses the key once more.
    mine = waiting[:6]
    reader, writer = os.pipe()
    till = os.fork()
    if till == 0:
        sell(mine, lambda line: os.write(writer, f"{line}\\n".encode()))
        time.sleep(60)
    os.close(writer)
    answers = os.fdopen(reader)
    heard = [answers.readline()] + [answers.readline() for _ in range(chance.randrange(3))]
    time.sleep(chance.random() * 0.006)
    os.kill(till, signal.SIGKILL)
    os.waitpid(till, 0)
    heard += answers.readlines()
    for line in heard:
        print(line, end="")
        waiting.remove(line.split()[0])
"""

FULL = """
import resource
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limit = int(sys.argv[4])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
sell([str(UUID(int=number + 1)) for number in range(200)], lambda line: print(line, flush=True))
"""


@pytest.fixture
def till(tmp_path: Path, prepared_file: Path) -> Path:
    """A gallery with an open shift and its key, in a folder."""
    shutil.copy(prepared_file, tmp_path / "galeri.db")
    terminal = Terminal.create("A")
    terminal.save(tmp_path / "terminal.key")
    database = open_database(tmp_path / "galeri.db")
    shop = Shop(SignedJournal(database, terminal), SqlBook(database, terminal))
    shop.open()
    shop.receive("P1", 1_000)
    shop.start()
    database.close()
    return tmp_path


def run(script: str, folder: Path, argument: int) -> subprocess.CompletedProcess[str]:
    root = SUPPORT.parents[1]
    arguments = [str(folder), str(SUPPORT), str(root), str(argument)]
    command = [sys.executable, "-c", TILL + script, *arguments]
    return subprocess.run(command, capture_output=True, check=False, text=True)


def check(folder: Path, acknowledged: dict[UUID, str]) -> None:
    """Everything that was acknowledged stands under its number, and the whole gallery adds up."""
    terminal = Terminal.load(folder / "terminal.key")
    database = open_database(folder / "galeri.db")
    book = SqlBook(database, terminal)
    for sale, number in acknowledged.items():
        posted = book.document(sale)
        assert posted is not None
        assert posted.number == number
    assert verify(database, pinned=terminal.pinned) == []
    with database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
    database.close()


def told(output: str) -> dict[UUID, str]:
    return {UUID(line.split()[0]): line.split()[1] for line in output.splitlines()}


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="a till that dies is a fork here")
def test_no_kill_loses_halves_or_doubles_a_sale(till: Path) -> None:
    done = run(KILLER, till, KILLS)
    assert done.stderr == ""
    acknowledged = told(done.stdout)
    assert len(acknowledged) >= KILLS
    check(till, acknowledged)


def test_where_files_may_grow_no_more_a_sale_is_refused_and_the_rest_is_safe(till: Path) -> None:
    done = run(FULL, till, (till / "galeri.db").stat().st_size + 40_000)
    assert "StorageTrouble" in done.stderr
    acknowledged = told(done.stdout)
    assert 0 < len(acknowledged) < 200
    check(till, acknowledged)
