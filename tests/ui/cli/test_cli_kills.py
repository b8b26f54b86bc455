"""kill -9 in the middle of a command: nothing is half done, nothing that was told is lost, and asking again finishes it.

One program of its own makes forks that each run a command on their own copy of the gallery; starting one takes no time.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from commands import SALES, Place, answer_of, program, write_csv
from till import desk_in

SUPPORT = Path(__file__).parents[2] / "support"
ROUNDS = 4
MANY = 150

KILLER = """
import os, signal, sys, time
from pathlib import Path
from ui.cli.app import run_command
import db.backup, db.read_model, db.verify, ui.books.imports, ui.papers.statement_batch, ui.books.restoring

os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
folder, *rounds = sys.argv[1].split("|")


def started(data):
    child = os.fork()
    if not child:
        os._exit(run_command(["--data", data, *(word.replace("DATA", data) for word in sys.argv[2:])]))
    return child


before = time.monotonic()
_, status = os.waitpid(started(folder), 0)
took = time.monotonic() - before
assert status == 0, status
for at, data in enumerate(rounds):
    child = started(data)
    time.sleep(took * (at + 0.5) / len(rounds))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    print("killed" if os.WIFSIGNALED(status) else "done", file=sys.stderr)
"""

TILL = """
import os, random, signal, sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from till import desk_in, sell

data, chance = Path(sys.argv[2]), random.Random(5)
for _ in range(int(sys.argv[3])):
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        with desk_in(data) as desk:
            while True:
                os.write(writer, f"{sell(desk, 'P1').number}\\n".encode())
    os.close(writer)
    with os.fdopen(reader) as answers:
        heard = [answers.readline() for _ in range(chance.randrange(1, 5))]
        time.sleep(chance.random() * 0.02)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        print("".join(heard) + answers.read(), end="")
"""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a command that dies is a fork here")


def killed(model: Place, folder: Path, *words: object) -> tuple[Place, list[Place]]:
    """Run a command to its end on one copy and kill it at ever later moments on others; return all of them."""
    whole, *cut = [model.copy(folder / f"galeri-{at}") for at in range(ROUNDS + 1)]
    places = "|".join(str(place.data) for place in (whole, *cut))
    answer = answer_of(program(places, *words, script=KILLER))
    assert answer.code == 0, answer.err
    assert answer.err.split().count("killed") >= ROUNDS // 2, answer.err
    return whole, cut


def told(place: Place) -> list[tuple[object, ...]]:
    """What happened, without what differs from one run to the next."""
    return place.sql("SELECT kind, business_date FROM journal ORDER BY kind, business_date")


def test_an_import_is_there_whole_or_not_at_all(small_model: Place, tmp_path: Path) -> None:
    sales = write_csv(tmp_path / "a.csv", [SALES[0] | {"nomor": f"A{number}"} for number in range(MANY)])
    before = told(small_model)
    whole, cut = killed(small_model, tmp_path, "import", "sales", sales)
    assert len(told(whole)) == len(before) + MANY
    for place in cut:
        assert place.ok("verify").code == 0
        assert told(place) in (before, told(whole))
        place.ok("import", "sales", sales)
        assert told(place) == told(whole)
        assert place.rows("stock") == whole.rows("stock")
        assert place.ok("verify").code == 0


def test_statements_that_were_cut_short_are_finished_and_none_is_doubled(small_model: Place, tmp_path: Path) -> None:
    words = ("settle", "--until", "2024-05-31", "--format", "json", "--out")
    whole, cut = killed(small_model, tmp_path, *words, "DATA/hasil")
    for place in cut:
        assert place.ok("verify").code == 0
        place.ok(*words, place.data / "hasil")
        assert told(place) == told(whole)
        made = (place.data / "hasil" / "statements.json").read_text("utf-8")
        assert made == (whole.data / "hasil" / "statements.json").read_text("utf-8")
        assert place.ok("verify").code == 0


@pytest.mark.parametrize("words", [("rebuild",), ("backup", "DATA/cadangan/a.db"), ("restore", "DATA/../a.db")])
def test_what_looks_after_the_books_harms_none(small_model: Place, tmp_path: Path, words: tuple[str, ...]) -> None:
    small_model.ok("backup", tmp_path / "a.db")
    whole, cut = killed(small_model, tmp_path, *words)
    for place in cut:
        assert place.ok("verify").code == 0
        assert told(place) == told(small_model)
        place.ok(*(word.replace("DATA", str(place.data)) for word in words))
        assert place.rows("stock") == whole.rows("stock")
        assert place.ok("verify").code == 0
        assert list(place.data.rglob("*.belum-selesai")) == []


def test_a_backup_that_was_cut_short_is_cleared_away_a_day_later(small: Place, tmp_path: Path) -> None:
    new, old = (small.data / f"cadangan-{name}" for name in ("baru", "lama"))
    for left in (new, old):
        left.mkdir()
        (left / "salinan.db").write_bytes(b"x")
    yesterday = time.time() - 25 * 60 * 60
    os.utime(old, (yesterday, yesterday))
    small.ok("backup", tmp_path / "a.db")
    assert (new.exists(), old.exists()) == (True, False)


def test_no_sale_that_was_told_is_lost(small: Place) -> None:
    from gallery_pos.services.shifts import close_shift, open_shift

    with desk_in(small.data) as desk:
        open_shift(desk, opening_float=0)
    kills = 12
    done = answer_of(program(SUPPORT, small.data, kills, script=TILL))
    assert (done.code, done.err) == (0, "")
    acknowledged = done.out.split()
    assert len(acknowledged) >= kills
    assert small.ok("verify").code == 0
    sold = {row["number"] for row in small.rows("sales")}
    assert set(acknowledged) <= sold
    assert len(sold) <= len(acknowledged) + kills + 2, "at most the sale that was just written is unheard"
    with desk_in(small.data) as desk:
        closed = close_shift(desk, counted=0).value
    assert small.ok("verify", "--head", closed.hash.hex()).code == 0
