"""kill -9 at any moment: what was acknowledged is there, nothing is half, and trying again doubles nothing."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from uuid import UUID

import pytest

from db.book import SqlBook
from db.engine import open_database
from db.journal import SignedJournal
from db.signing import Terminal
from db.verify import verify
from shop import Shop

KILLS = int(os.environ.get("GALLERY_TEST_KILLS", "200" if os.environ.get("CI") else "20"))
SUPPORT = Path(__file__).parents[1] / "support"

TILL = """
import sys
from pathlib import Path
from uuid import UUID
sys.path[:0] = [sys.argv[3], sys.argv[4]]
from shop import Shop
from db.book import SqlBook
from db.engine import open_database
from db.journal import SignedJournal
from db.signing import Terminal

terminal = Terminal.load(Path(sys.argv[2]))
database = open_database(sys.argv[1])
shop = Shop(SignedJournal(database, terminal), SqlBook(database, terminal))
shop.shift = shop.book.open_shift("GALERI", "A").opened.id
print("ready", flush=True)
for name in sys.stdin:
    sale = shop.sale(shop.line("P1", 1), shop.line("P3", 1), id=UUID(name.strip()))
    posted = shop.journal.append(sale)
    print(posted.number, flush=True)
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


def start(folder: Path) -> subprocess.Popen[str]:
    root = SUPPORT.parents[1]
    arguments = [str(folder / "galeri.db"), str(folder / "terminal.key"), str(SUPPORT), str(root)]
    process = subprocess.Popen(
        [sys.executable, "-c", TILL, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


@pytest.mark.slow
def test_no_kill_loses_halves_or_doubles_a_sale(till: Path) -> None:
    chance = random.Random(7)
    waiting = [UUID(int=chance.getrandbits(128)) for _ in range(KILLS * 3)]
    acknowledged: dict[UUID, str] = {}
    for _ in range(KILLS):
        process = start(till)
        assert process.stdin is not None
        assert process.stdout is not None
        # The same ids again as long as no number came back for them: the cashier presses the key once more.
        process.stdin.write("".join(f"{sale}\n" for sale in waiting[:4]))
        process.stdin.flush()
        for _ in range(chance.randrange(4)):
            acknowledged[waiting.pop(0)] = process.stdout.readline().strip()
        time.sleep(chance.random() * 0.004)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdin.close()
        process.stdout.close()
    database = open_database(till / "galeri.db")
    terminal = Terminal.load(till / "terminal.key")
    book = SqlBook(database, terminal)
    for sale, number in acknowledged.items():
        posted = book.document(sale)
        assert posted is not None
        assert posted.number == number
    assert verify(database, pinned=terminal.pinned) == []
    with database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
    database.close()


FULL = """
import resource, sys, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limit = int(sys.argv[5])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
"""


def test_where_files_may_grow_no_more_a_sale_is_refused_and_the_rest_is_safe(till: Path) -> None:
    assert resource.RLIMIT_FSIZE is not None
    limit = (till / "galeri.db").stat().st_size + 40_000
    arguments = [str(till / "galeri.db"), str(till / "terminal.key"), str(SUPPORT), str(SUPPORT.parents[1]), str(limit)]
    sales = [UUID(int=number + 1) for number in range(200)]
    done = subprocess.run(
        [sys.executable, "-c", FULL + TILL, *arguments],
        input="".join(f"{sale}\n" for sale in sales),
        capture_output=True,
        check=False,
        text=True,
    )
    assert "StorageTrouble" in done.stderr
    numbers = done.stdout.split()[1:]
    assert 0 < len(numbers) < len(sales)
    database = open_database(till / "galeri.db")
    terminal = Terminal.load(till / "terminal.key")
    book = SqlBook(database, terminal)
    kept = [sale for sale in sales if book.document(sale)]
    assert kept == sales[: len(numbers)]
    assert verify(database) == []
    database.close()
