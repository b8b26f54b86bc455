"""Whoever changes the books behind the program's back: ``verify`` ends with 1 and names the document.

The gallery was made by commands and a day at the till; the attacker has the files, plain SQL, and no triggers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Column, LargeBinary, Table, Text
from sqlcipher3 import dbapi2

from commands import Place
from db.canonical import GENESIS, chain_hash
from db.journal import terminal_row
from db.signing import Terminal
from db.tables.facts import journal, postings, stock_moves, terminals
from db.tables.records import read
from gallery_pos.formatting import format_iso_date
from gallery_pos.ports import Posted
from receipts.proof import check_text, head_short, head_text
from till import work_a_day

FACTS = (journal, postings, stock_moves, terminals)
Row = dict[str, Any]


@pytest.fixture(scope="session")
def closed(small_model: Place, tmp_path_factory: pytest.TempPathFactory) -> tuple[Place, Posted]:
    """The small gallery with its statements of May and a shift of June, and the closing of that shift."""
    folder = tmp_path_factory.mktemp("tutup")
    place = small_model.copy(folder / "data")
    place.ok("settle", "--until", "2024-05-31", "--out", folder)
    slip = work_a_day(place.data, ["P1", "P2"])
    place.ok("settle", "--until", "2024-06-03", "--out", folder, "--consignor", "M1")
    return place, slip


@pytest.fixture
def place(closed: tuple[Place, Posted], tmp_path: Path) -> Place:
    return closed[0].copy(tmp_path / "data")


@pytest.fixture
def slip(closed: tuple[Place, Posted]) -> Posted:
    """The closing whose head is printed on the Z slip."""
    return closed[1]


class Attacker:
    """A connection to the books that knows no rule."""

    def __init__(self, books: Path) -> None:
        self._connection = dbapi2.connect(str(books))
        self._connection.isolation_level = None
        for (name,) in self("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            self(f'DROP TRIGGER "{name}"')
        self("PRAGMA foreign_keys = OFF")
        self("PRAGMA ignore_check_constraints = ON")

    def __call__(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = self._connection.execute(statement, values).fetchall()
        return found

    def rows(self, table: Table) -> list[Row]:
        names = [column.name for column in table.columns]
        keys = ", ".join(column.name for column in table.primary_key)
        return [
            dict(zip(names, row, strict=True))
            for row in self(f"SELECT {', '.join(names)} FROM {table} ORDER BY {keys}")
        ]

    def replace(self, table: Table, old: Row | None, new: Row | None) -> None:
        """Put one row in the place of another; None for none."""
        if old is not None:
            keys = [column.name for column in table.primary_key]
            self(f"DELETE FROM {table} WHERE {' AND '.join(f'{key} = ?' for key in keys)}", [old[key] for key in keys])
        if new is not None:
            self(f"INSERT INTO {table} ({', '.join(new)}) VALUES ({', '.join('?' for _ in new)})", [*new.values()])

    def cut_behind(self, pos: int) -> None:
        for table in (journal, postings, stock_moves):
            self(f"DELETE FROM {table} WHERE pos > ?", (pos,))

    def close(self) -> None:
        self._connection.close()


@pytest.fixture
def attacker(place: Place) -> Iterator[Attacker]:
    made = Attacker(place.data / "galeri.db")
    yield made
    made.close()


def other(column: Column[Any], value: Any) -> Any:
    """Another value that the column can hold."""
    if isinstance(column.type, LargeBinary):
        return bytes([*value[:-1], value[-1] ^ 1])
    return f"{value}x" if isinstance(column.type, Text) else value + 1_000


def some(rows: list[Row]) -> list[Row]:
    """The first, the last, one between."""
    return [rows[at] for at in sorted({0, len(rows) // 2, len(rows) - 1})]


def found(place: Place, *heads: str) -> list[Row]:
    """Return what ``verify`` finds, after a look at how it says so."""
    answer = place("verify", "--json", *(word for head in heads for word in ("--head", head)))
    assert answer.err == ""
    assert list(answer.json) == ["documents", "findings"]
    findings: list[Row] = answer.json["findings"]
    for one in findings:
        assert list(one) == ["rule", "number", "document_id", "what", "day"]
        assert one["rule"] in range(1, 9)
        assert one["what"]
        assert one["document_id"] is None or UUID(one["document_id"])
    assert answer.code == (1 if findings else 0)
    return findings


def named(findings: list[Row], document: Row) -> bool:
    """Tell whether a document is named, by what people call it or by its id."""
    wanted = {document["number"], str(UUID(bytes=document["id"]))}
    return any({one["number"], one["document_id"]} & wanted for one in findings)


def documents(attacker: Attacker) -> dict[int, Row]:
    return {row["pos"]: row for row in attacker.rows(journal)}


def test_books_that_nobody_touched_are_whole(place: Place, slip: Posted) -> None:
    assert found(place) == []
    assert found(place, head_text(slip), head_short(slip.hash), slip.hash.hex()[:8].upper()) == []
    witnessed = [json.loads(line) for line in (place.data / "saksi.jsonl").read_text("utf-8").splitlines()]
    assert [head["number"].split("-")[0] for head in witnessed] == ["LP", "LP", "Z", "LP"]
    assert slip.hash.hex() in {head["hash"] for head in witnessed}


@pytest.mark.parametrize("table", FACTS, ids=str)
def test_who_means_no_harm_is_stopped(place: Place, table: Table) -> None:
    last = [*table.columns][-1].name
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {last} = {last}"):
        with pytest.raises(dbapi2.IntegrityError, match="append only"):
            place.sql(statement)
    assert found(place) == []


@pytest.mark.parametrize("column", [column for table in FACTS for column in table.columns], ids=str)
def test_a_changed_value_is_found(place: Place, attacker: Attacker, column: Column[Any]) -> None:
    table, by_position = column.table, documents(attacker)
    for row in some(attacker.rows(table)):
        changed = row | {column.name: other(column, row[column.name])}
        attacker.replace(table, row, changed)
        assert named(found(place), by_position[row.get("pos", 1)]), row
        attacker.replace(table, changed, row)
    assert found(place) == []


@pytest.mark.parametrize("table", FACTS, ids=str)
def test_a_deleted_row_is_found(place: Place, attacker: Attacker, table: Table) -> None:
    by_position, rows = documents(attacker), attacker.rows(table)
    for row in rows if table is journal else some(rows):
        attacker.replace(table, row, None)
        assert named(found(place), by_position[row.get("pos", 1)]), row
        attacker.replace(table, None, row)
    assert found(place) == []


def test_an_inserted_row_is_found(place: Place, attacker: Attacker) -> None:
    *_, last = attacker.rows(journal)
    for table, values in (
        (postings, {"n": 90, "amount": -5_000}),
        (stock_moves, {"n": 90}),
        (journal, {"pos": last["pos"] + 1, "id": bytes(16), "seq": last["seq"] + 1, "number": "LP-GALERI-A-000099"}),
    ):
        *_, model = attacker.rows(table)
        forged = model | values
        attacker.replace(table, None, forged)
        document = forged if table is journal else documents(attacker)[forged["pos"]]
        assert named(found(place), document), table
        attacker.replace(table, forged, None)
    lonely = attacker.rows(postings)[-1] | {"pos": 900}
    attacker.replace(postings, None, lonely)
    assert any("900" in one["what"] for one in found(place))


def test_people_are_told_which_documents_in_indonesian(place: Place, attacker: Attacker) -> None:
    row = next(row for row in attacker.rows(journal) if row["kind"] == "SaleCompleted" and b"15000" in row["body"])
    attacker.replace(journal, row, row | {"body": row["body"].replace(b"15000", b"14000")})
    answer = place("verify")
    assert answer.code == 1
    assert answer.err == ""
    *told, summary = answer.out.splitlines()
    assert f"{row['number']} ({format_iso_date(row['business_date'])}): isinya tidak sama dengan yang disegel" in told
    assert summary == f"{len(told)} temuan dalam {len(documents(attacker))} dokumen."


def test_a_list_that_was_emptied_is_found_and_made_again(place: Place, attacker: Attacker) -> None:
    filled = [table for table in read.sorted_tables if attacker.rows(table)]
    assert len(filled) > 15
    for table in filled:
        attacker(f"DELETE FROM {table}")
        assert found(place), table
        place.ok("rebuild")
        assert found(place) == [], table


def test_a_cut_tail_is_found_by_what_the_witness_and_the_slip_remember(
    place: Place, attacker: Attacker, slip: Posted
) -> None:
    attacker.cut_behind(slip.seq - 1)
    place.ok("rebuild")  # so that nothing in the books themselves tells of it
    assert {one["number"] for one in found(place)} == {slip.number, "LP-GALERI-A-000003"}
    witness = place.data / "saksi.jsonl"
    witness.write_bytes(b"".join(witness.read_bytes().splitlines(keepends=True)[:2]))
    assert found(place) == []
    for printed in (head_text(slip), head_short(slip.hash), slip.hash.hex()):
        (finding,) = found(place, printed)
        assert finding["rule"] == 6
        assert slip.number in finding["number"] or slip.hash.hex().startswith(finding["what"].split()[1])
    paper = place.ok("list", "journal", "--json").json[-1]
    assert found(place, check_text(paper["number"], bytes.fromhex(paper["hash"]))) == []


def forge(attacker: Attacker, forger: Terminal, change: Callable[[Row], Row]) -> None:
    """Write the whole journal again, changed, hashed and signed as it should be, but by another hand."""
    (known,) = attacker.rows(terminals)
    attacker.replace(terminals, known, terminal_row(forger, known["since"]))
    before = GENESIS
    for row in attacker.rows(journal):
        new = change(dict(row)) | {"prev_hash": before}
        new["hash"] = before = chain_hash(new)
        attacker.replace(journal, row, new | {"signature": forger.sign(before)})


def test_a_chain_made_again_with_another_key_is_found(place: Place, attacker: Attacker, slip: Posted) -> None:
    forger = Terminal.create("A")
    first = documents(attacker)[1]
    forge(attacker, forger, lambda row: row | {"user_code": "lain"} if row["kind"] == "SaleCompleted" else row)
    place.ok("rebuild")
    assert named(found(place), first)

    forger.save(place.data / "terminal.key")  # who has the machine has its key: the witness and the paper are left
    assert slip.number in {one["number"] for one in found(place)}
    (place.data / "saksi.jsonl").unlink()
    assert slip.number in {one["number"] for one in found(place, head_text(slip))}
    assert any(slip.hash.hex() in one["what"] for one in found(place, slip.hash.hex()))


def _other_hash(lines: list[Row]) -> list[Row]:
    return [line | {"hash": "ab" * 32} for line in lines]


def _of_other_books(lines: list[Row]) -> list[Row]:
    return [line | {"seq": line["seq"] + 100, "hash": "cd" * 32} for line in lines]


@pytest.mark.parametrize("replaced", [_other_hash, _of_other_books])
def test_a_witness_that_says_something_else_is_a_finding(
    place: Place, slip: Posted, replaced: Callable[[list[Row]], list[Row]]
) -> None:
    witness = place.data / "saksi.jsonl"
    lines = [json.loads(line) for line in witness.read_text("utf-8").splitlines()]
    witness.write_text("".join(json.dumps(line) + "\n" for line in replaced(lines)), "utf-8")
    assert {one["number"] for one in found(place)} >= {line["number"] for line in lines}


def test_a_witness_that_is_gone_or_spoiled_is_a_finding(place: Place) -> None:
    witness = place.data / "saksi.jsonl"
    whole = witness.read_bytes()
    for content, said in (
        (None, "berkas saksi saksi.jsonl hilang atau dikosongkan"),
        (b"", "berkas saksi saksi.jsonl hilang atau dikosongkan"),
        (b"\0" * 40 + b"\n" + whole, "baris 1 di berkas saksi saksi.jsonl tidak bisa dibaca"),
        (whole.replace(b'"hash"', b'"cash"', 1), "baris 1 di berkas saksi saksi.jsonl tidak bisa dibaca"),
    ):
        witness.unlink() if content is None else witness.write_bytes(content)
        assert [one["what"] for one in found(place)] == [said]
    witness.write_bytes(whole[:-30])  # a power cut while the last line was written is no finding
    assert found(place) == []
