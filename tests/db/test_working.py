"""What is no document: drafts, print jobs, personal data, passwords and PINs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import msgspec
import pytest
from sqlalchemy import select

from db import marks
from db.credentials import FREE_TRIES, Credentials
from db.drafts import Draft, Drafts, DraftState
from db.engine import Database, open_database
from db.journal import SignedJournal
from db.keys import belongs, mark_of, name_key, pepper_of
from db.marks import put_mark
from db.prints import Prints
from db.private import Personal, PrivateAct, PrivateStore, private_key
from db.tables.facts import journal, terminals
from db.tables.working import credentials as pins, meta, personal
from gallery_pos.documents import ConsignorRevised, new_id
from gallery_pos.errors import RuleBroken, StorageTrouble
from gallery_pos.printing import PrintJob, PrintState
from making import MOMENT, write

KEY = bytes(range(32))


def test_a_draft_is_on_disk_until_it_is_deleted(database: Database, place: str | Path) -> None:
    drafts = Drafts(database, "A")
    cart = Draft(id=new_id(), kind="cart", body=b'{"lines":[]}')
    drafts.save(cart)
    drafts.save(msgspec.structs.replace(cart, body=b'{"lines":[1]}', label="Bu Enah"))
    other_process = open_database(place)
    (found,) = Drafts(other_process, "A").load_open("cart")
    other_process.close()
    assert (found.id, found.body, found.label, found.state) == (cart.id, b'{"lines":[1]}', "Bu Enah", DraftState.OPEN)
    assert found.updated_at.tzinfo is UTC
    drafts.delete(cart.id)
    assert drafts.get(cart.id) is None


def test_held_carts_are_kept_apart_by_kind_and_terminal(database: Database) -> None:
    here, there = Drafts(database, "A"), Drafts(database, "B")
    held = [Draft(id=new_id(), kind="cart", body=b"", state=DraftState.HELD, label=str(n)) for n in range(3)]
    for draft in held:
        here.save(draft)
    there.save(Draft(id=new_id(), kind="cart", body=b"", state=DraftState.HELD))
    here.save(Draft(id=new_id(), kind="intake", body=b""))
    assert [draft.label for draft in here.held("cart")] == ["0", "1", "2"]
    assert here.load_open("cart") == []
    assert len(here.load_open("intake")) == 1
    assert len(there.held("cart")) == 1


def test_a_draft_goes_with_its_document_or_stays_without(database: Database, journal: SignedJournal) -> None:
    drafts = Drafts(database, "A")
    draft = Draft(id=new_id(), kind="consignor", body=b"")
    drafts.save(draft)

    def fail() -> None:
        with journal.transaction():
            drafts.delete(draft.id)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert drafts.get(draft.id) is not None
    with journal.transaction():
        journal.append(write(ConsignorRevised, id=draft.id, code="M1", business_name="x"))
        drafts.delete(draft.id)
    assert drafts.get(draft.id) is None


def job(**fields: object) -> PrintJob:
    plain = {"id": uuid4(), "printer": "kasir", "title": "Struk", "data": b"\x1b@halo", "queued_at": MOMENT}
    return PrintJob(**{**plain, **fields})  # type: ignore[arg-type]


def test_a_print_job_is_kept_once_and_marked(database: Database) -> None:
    prints = Prints(database, "A")
    document = uuid4()
    one = job(document=document, copy=2, once=True)
    assert prints.add(one) == one
    assert prints.add(msgspec.structs.replace(one, data=b"lain")) == one
    assert prints.find(one.id) == one
    marked = prints.mark(one.id, PrintState.UNKNOWN, attempts=1, message="Kabel lepas")
    assert (marked.state, marked.attempts, marked.message) == (PrintState.UNKNOWN, 1, "Kabel lepas")
    assert list(prints.of_document(document)) == [marked]
    assert prints.find(uuid4()) is None
    with pytest.raises(KeyError):
        prints.mark(uuid4(), PrintState.SENT, attempts=1)


def test_unfinished_jobs_come_oldest_first_and_what_was_on_sent_ones_can_be_forgotten(database: Database) -> None:
    prints = Prints(database, "A")
    jobs = [job(queued_at=MOMENT + timedelta(seconds=n)) for n in range(4)]
    for one in reversed(jobs):
        prints.add(one)
    prints.mark(jobs[1].id, PrintState.SENT, attempts=1)
    prints.mark(jobs[2].id, PrintState.FAILED, attempts=3)
    assert [one.id for one in prints.unfinished()] == [jobs[0].id, jobs[2].id, jobs[3].id]
    assert prints.forget_sent(MOMENT) == 0
    assert prints.forget_sent(MOMENT + timedelta(hours=1)) == 1
    assert prints.forget_sent(MOMENT + timedelta(hours=1)) == 0
    assert prints.find(jobs[1].id) == msgspec.structs.replace(jobs[1], data=b"", state=PrintState.SENT, attempts=1), (
        "how often something was printed is never forgotten"
    )


def test_a_till_never_takes_up_the_jobs_of_another(database: Database) -> None:
    here, there = Prints(database, "A"), Prints(database, "B")
    document = new_id()
    mine, his = here.add(job(document=document)), there.add(job(document=document, copy=1))
    assert [one.id for one in here.unfinished()] == [mine.id]
    assert [one.id for one in there.unfinished()] == [his.id]
    assert len(here.of_document(document)) == 2, "but the next copy is the next one, whoever printed the last"


def test_copies_of_receipts_are_counted_by_terminal_and_from_a_moment_on(database: Database) -> None:
    prints = Prints(database, "A")
    sale, maker = uuid4(), uuid4()
    row = {"prev_hash": b"", "hash": b"", "signature": b"", "body": b"{}", "version": 1, "epoch": 1, "outlet": "G"}
    row |= {"business_date": "2026-10-07", "posted_at": "x", "user_code": "enah", "origin": "A"}
    with database.transaction() as connection:
        connection.execute(
            terminals.insert(), {"origin": "A", "epoch": 1, "public_key": b"", "since": "x", "signature": b""}
        )
        for pos, (document, kind) in enumerate(((sale, "SaleCompleted"), (maker, "ConsignorRevised")), start=1):
            more = {"pos": pos, "id": document.bytes, "seq": pos, "kind": kind, "number": str(pos)}
            connection.execute(journal.insert(), row | more)
    prints.add(job(document=sale))
    for minutes, document in ((-1, sale), (0, sale), (5, sale), (6, maker)):
        prints.add(job(document=document, copy=1, queued_at=MOMENT + timedelta(minutes=minutes)))
    failed = prints.add(job(document=sale, copy=3))
    prints.mark(failed.id, PrintState.FAILED, attempts=3)
    assert prints.receipt_copies("A", since=MOMENT) == 2
    assert prints.receipt_copies("B", since=MOMENT) == 0
    assert prints.receipt_copies("A", since=MOMENT + timedelta(hours=1)) == 0


PERSON = Personal(phone="+6281234567890", nik="3215012345670001", bank="BJB", account="0012345", address="Telukjambe")


def test_personal_data_is_sealed_and_every_look_is_written_down(database: Database) -> None:
    store = PrivateStore(database, KEY)
    assert store.look("M1", by="enah", reason="cek") == Personal()
    store.change("M1", PERSON, by="enah", reason="formulir")
    assert store.look("M1", by="leoni", reason="transfer") == PERSON
    store.erase("M1", by="leoni", reason="permintaan pemilik")
    assert store.look("M1", by="leoni", reason="cek") == Personal()
    told = [(view.act, view.user, view.reason) for view in store.views("M1")]
    assert told == [
        (PrivateAct.ERASED, "leoni", "permintaan pemilik"),
        (PrivateAct.LOOKED, "leoni", "transfer"),
        (PrivateAct.CHANGED, "enah", "formulir"),
    ]
    assert store.views("M2") == []


def test_without_the_key_or_under_another_name_personal_data_is_noise(database: Database) -> None:
    store = PrivateStore(database, KEY)
    store.change("M1", PERSON, by="enah")
    with database.reading() as connection:
        sealed = connection.execute(select(personal.c.sealed)).scalar_one()
    assert b"3215" not in sealed
    with pytest.raises(StorageTrouble) as trouble:
        PrivateStore(database, bytes(32)).look("M1", by="x", reason="x")
    assert trouble.value.code == "storage.private_sealed"
    with database.transaction() as connection:
        connection.execute(personal.update().values(consignor="M2"))
    with pytest.raises(StorageTrouble):
        store.look("M2", by="x", reason="x")


def test_equal_telephones_have_equal_marks_that_tell_nothing_and_nobody_looked(database: Database) -> None:
    store = PrivateStore(database, KEY)
    for code, phone in (("M1", "6281234567890"), ("M2", "6281234567890"), ("M3", "6281234567891"), ("M4", "")):
        store.change(code, Personal(phone=phone, nik="3215010101900001"), by="enah")
    name_key(database, bytes(32))
    PrivateStore(database, bytes(32)).change("M5", Personal(phone="6281234567890"), by="enah")
    found = store.phone_marks()
    assert set(found) == {"M1", "M2", "M3"}, "who has none, and who is sealed with another key, is left out"
    assert found["M1"] == found["M2"] != found["M3"]
    assert "81234567890" not in "".join(found.values())
    assert found != PrivateStore(database, bytes(range(1, 33))).phone_marks()
    assert {view.act for view in store.views()} == {PrivateAct.CHANGED}


def test_the_private_key_is_made_once_and_never_guessed(tmp_path: Path) -> None:
    path = tmp_path / "pribadi.key"
    with pytest.raises(StorageTrouble):
        private_key(path)
    key = private_key(path, create=True)
    assert private_key(path) == private_key(path, create=True) == key
    assert path.stat().st_mode & 0o077 == 0
    path.write_text("abc")
    with pytest.raises(StorageTrouble):
        private_key(path, create=True)


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 10, 7, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def credentials(database: Database, clock: Clock) -> Credentials:
    return Credentials(database, KEY, clock=clock)


def test_passwords_and_pins_are_checked_apart(credentials: Credentials, database: Database) -> None:
    assert not credentials.has_password("enah")
    assert not credentials.check_password("enah", "")
    credentials.set_password("enah", "rahasia sekali")
    credentials.set_pin("enah", "123456")
    assert credentials.has_password("enah")
    assert credentials.has_pin("enah")
    assert credentials.check_password("enah", "rahasia sekali")
    assert not credentials.check_password("enah", "123456")
    assert credentials.check_pin("enah", "123456")
    assert not credentials.check_pin("enah", "rahasia sekali")


def test_a_pin_mixed_with_another_key_cannot_be_checked_and_a_password_can(
    credentials: Credentials, database: Database
) -> None:
    credentials.set_password("enah", "rahasia sekali")
    credentials.set_pin("enah", "123456")
    for other in (Credentials(database, bytes(32)), Credentials(database, None)):
        assert not other.has_pin("enah")
        assert other.has_closed_pin("enah")
        assert not other.check_pin("enah", "123456")
        assert other.check_password("enah", "rahasia sekali")
    for _ in range(2 * FREE_TRIES):
        assert not Credentials(database, None).check_pin("enah", "123456"), "and no such try counts"
    with pytest.raises(StorageTrouble):
        Credentials(database, None).set_pin("enah", "123456")
    with database.transaction() as connection:
        put_mark(connection, marks.KEY, mark_of(bytes(32)))
    Credentials(database, bytes(32)).set_pin("enah", "654321")
    assert credentials.has_closed_pin("enah")
    assert not credentials.has_closed_pin("kiki")


def test_pins_from_before_they_were_marked_are_still_checked(credentials: Credentials, database: Database) -> None:
    credentials.set_pin("enah", "123456")
    with database.transaction() as connection:
        marked = connection.execute(select(pins.c.pin)).scalar_one()
        connection.execute(pins.update().values(pin=marked.partition(":")[2]))
    assert credentials.has_pin("enah")
    assert credentials.check_pin("enah", "123456")


def test_wrong_tries_lock_for_longer_and_longer_also_after_a_restart(
    credentials: Credentials, database: Database, clock: Clock
) -> None:
    credentials.set_pin("enah", "123456")

    def locked(check: Callable[[], bool]) -> bool:
        try:
            check()
        except RuleBroken as refused:
            return refused.code == "access.locked"
        return False

    for _ in range(FREE_TRIES):
        assert not credentials.check_pin("enah", "000000")
    restarted = Credentials(database, KEY, clock=clock)
    assert locked(lambda: restarted.check_pin("enah", "123456"))
    pauses = []
    for _ in range(7):
        before = clock.now
        while locked(lambda: restarted.check_pin("enah", "999999")):
            clock.now += timedelta(seconds=10)
        pauses.append(clock.now - before)
    assert pauses == sorted(pauses)
    assert pauses[0] == timedelta(seconds=30)
    assert pauses[-1] == timedelta(minutes=15)
    credentials.unlock("enah")
    assert credentials.check_pin("enah", "123456")


def test_books_keep_to_the_first_key_that_writes_personal_data(database: Database) -> None:
    PrivateStore(database, KEY).change("M1", PERSON, by="enah")
    assert belongs(database, KEY)
    other = bytes(32)
    assert not belongs(database, other)
    assert not belongs(database, None)
    attempts: tuple[Callable[[], object], ...] = (
        lambda: PrivateStore(database, other).change("M2", PERSON, by="enah"),
        lambda: Credentials(database, pepper_of(other)).set_pin("enah", "135790"),
    )
    for write_under_another in attempts:
        with pytest.raises(RuleBroken) as refused:
            write_under_another()
        assert refused.value.code == "key.foreign"
        assert "Pasang kunci" in refused.value.todo
    Credentials(database, pepper_of(KEY)).set_pin("enah", "135790")
    Credentials(database, pepper_of(other)).set_password("enah", "padi menguning 17")
    name_key(database, other)
    PrivateStore(database, other).change("M2", PERSON, by="enah")


def test_books_from_before_they_knew_their_key_take_the_one_that_opens_them(database: Database) -> None:
    PrivateStore(database, KEY).change("M1", PERSON, by="enah")
    with database.transaction() as connection:
        connection.execute(meta.delete().where(meta.c.name == marks.KEY))
    assert not belongs(database, bytes(32))
    with pytest.raises(RuleBroken):
        PrivateStore(database, bytes(32)).change("M2", PERSON, by="enah")
    PrivateStore(database, KEY).change("M2", PERSON, by="enah")


def test_a_look_at_a_scan_is_written_down_with_the_others(database: Database) -> None:
    store = PrivateStore(database, KEY)
    store.note_look("M1", by="leoni", reason="pindaian nib.pdf")
    assert [(view.act, view.user, view.reason) for view in store.views("M1")] == [
        (PrivateAct.LOOKED, "leoni", "pindaian nib.pdf")
    ]
