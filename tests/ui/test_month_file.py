"""The month file: packed the same each time, and whatever is changed in it is found, by the program and without it."""

from __future__ import annotations

import ast
import json
import struct
import sys
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from db.signing import Terminal
from gallery_pos.barcode import receipt_code
from gallery_pos.documents import MonthClosed
from gallery_pos.errors import BadInput, RuleBroken, StorageTrouble
from gallery_pos.formatting import format_receipt_code
from gallery_pos.month_file import container, model
from gallery_pos.month_file.findings import MOST_FINDINGS, Aspect
from gallery_pos.month_file.keys import remembered
from gallery_pos.month_file.spot import spot
from gallery_pos.reading import Unreadable
from month_files import (
    VERIFIER,
    Months,
    Row,
    Taken,
    a_gallery,
    body,
    chained,
    change_amount,
    closed_months,
    kind,
    look,
    said,
    trade,
    verifier,
)
from servers import ServerDatabase
from shop import OUTLET
from ui.inspecting.check import check_file
from ui.inspecting.keys import KeyMemory, Keys
from ui.papers.month_file import pack_month

STRANGER = Terminal.create("A")
DATA = Path(__file__).resolve().parents[1] / "data"
alone: Any = verifier()


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Months]:
    made = closed_months(tmp_path_factory.mktemp("bulan"))
    yield made
    made.gallery.close()


def checked(data: bytes, folder: Path, **more: Any) -> list[tuple[Aspect | None, str]]:
    """Return what the program finds in a file with these bytes; a file that it refuses is one finding."""
    path = folder / "diubah.galeri.zip"
    path.write_bytes(data)
    try:
        report = look(path, **more).report
    except BadInput as error:
        return [(None, error.what)]
    return [(finding.aspect, f"{finding.number} {finding.what}") for finding in report.findings]


def checked_alone(data: bytes) -> list[str]:
    """Return what the verifier that stands alone finds."""
    try:
        return list(alone.check(data)[1])
    except alone.NoMonthFile as error:
        return [str(error)]


# ------------------------------------------------------------------------------------------------- what holds


def test_a_closed_month_holds_in_every_aspect(months: Months) -> None:
    for path in (months.september, months.october):
        report = look(path).report
        assert report.findings == ()
        assert report.documents > 30
        assert report.lines > 20
        assert checked_alone(path.read_bytes()) == []


def test_october_goes_on_from_september(months: Months) -> None:
    report = look(months.october, previous=months.september).report
    assert report.findings == ()
    assert {one.aspect: one.looked for one in report.aspects}[Aspect.CONTINUITY]


def test_statements_that_settle_older_documents_are_summed_with_the_file_of_the_month_before(months: Months) -> None:
    words = "lebih lama dari berkas ini"
    assert any(words in note for note in look(months.october).report.notes)
    assert not any(words in note for note in look(months.october, previous=months.september).report.notes)


def test_what_is_no_month_file_at_all_is_told_as_the_one_of_the_month_before(months: Months, tmp_path: Path) -> None:
    (tmp_path / "foto.zip").write_bytes(b"foto")
    with pytest.raises(BadInput, match=r"Berkas bulan lalu \(foto\.zip\): Berkas ini bukan berkas bulan"):
        look(months.october, previous=tmp_path / "foto.zip")


def test_a_journal_that_was_cut_is_found_once_and_not_figure_by_figure(months: Months, tmp_path: Path) -> None:
    data = months.october.read_bytes()
    begins = [at for at in range(len(data)) if data.startswith(b"jurnal.jsonl", at)][1]
    (tmp_path / "potong.zip").write_bytes(data[: begins + 500])
    report = look(tmp_path / "potong.zip").report
    assert {finding.aspect for finding in report.findings} == {Aspect.FILE}
    assert not {one.aspect: one.looked for one in report.aspects}[Aspect.FIGURES]
    assert any("tidak bisa diperiksa" in note for note in report.notes)


def test_a_result_is_told_where_the_keys_cannot_be_kept(months: Months, tmp_path: Path) -> None:
    class Full(KeyMemory):
        def remember(self, manifest: model.Manifest, known: Keys) -> None:
            raise StorageTrouble("file.unwritable", "Cakram penuh.", safe="", todo="")

    report = check_file(months.october, Full(tmp_path)).report
    assert report.holds
    assert any("tidak bisa diingat" in note for note in report.notes)


def test_the_file_of_another_month_is_no_month_before(months: Months) -> None:
    found = look(months.october, previous=months.october).report.findings
    assert [finding.aspect for finding in found] == [Aspect.CONTINUITY]


def test_the_same_month_packs_to_the_same_bytes(months: Months, tmp_path: Path) -> None:
    again = pack_month(months.gallery, "2026-10", OUTLET, tmp_path)
    assert again.read_bytes() == months.october.read_bytes()
    assert again.name == "bulan-GALERI-2026-10.galeri.zip"


def test_books_on_a_server_pack_the_same_way(postgres_url: str, tmp_path: Path) -> None:
    with ServerDatabase() as url:
        made = closed_months(tmp_path, database=url)
        try:
            assert look(made.october, previous=made.september).report.findings == ()
            assert pack_month(made.gallery, "2026-10", OUTLET, tmp_path).read_bytes() == made.october.read_bytes()
        finally:
            made.gallery.close()


def test_any_program_opens_it_as_a_zip(months: Months) -> None:
    with zipfile.ZipFile(months.october) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        text = archive.read(model.GUIDE).decode()
        assert archive.read(model.VERIFIER) == VERIFIER.read_bytes()
        lines = archive.read(model.LINES).decode("utf-8-sig").splitlines()
    assert names[:2] == [model.MANIFEST, model.SIGNATURE]
    assert {model.JOURNAL, model.SUMMARY, model.REPORT, model.STATEMENTS} <= set(names)
    assert "Bulan ini sudah ditutup" in text
    assert lines[0].startswith("nomor;jenis;tanggal")
    assert len(lines) == look(months.october).report.lines + 1


def test_files_that_were_packed_long_ago_still_hold() -> None:
    old = DATA / "bulan-GALERI-2026-10.galeri.zip"
    assert look(old, previous=DATA / "bulan-GALERI-2026-09.galeri.zip").report.findings == ()
    assert checked_alone(old.read_bytes()) == []


def test_an_open_month_is_packed_as_a_draft_only(tmp_path: Path) -> None:
    from datetime import date

    gallery, shop = a_gallery(tmp_path / "data")
    try:
        trade(shop, date(2026, 10, 5), 2)
        with pytest.raises(RuleBroken, match="belum ditutup"):
            pack_month(gallery, "2026-10", OUTLET, tmp_path)
        with pytest.raises(RuleBroken, match="tidak ada catatan"):
            pack_month(gallery, "2031-01", OUTLET, tmp_path, draft=True)
        with pytest.raises(RuleBroken, match="tidak dikenal"):
            pack_month(gallery, "2026-10", "X", tmp_path)
        draft = pack_month(gallery, "2026-10", OUTLET, tmp_path, draft=True)
    finally:
        gallery.close()
    assert draft.name == "bulan-GALERI-2026-10-DRAF.galeri.zip"
    assert [finding.what for finding in look(draft).report.findings] == [
        "bulan ini belum ditutup: berkas ini hanya draf, bukan laporan"
    ]
    assert len(checked_alone(draft.read_bytes())) == 1


def test_progress_is_told_and_can_stop_it(months: Months, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    pack_month(months.gallery, "2026-10", OUTLET, tmp_path, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1]


# --------------------------------------------------------------------------------- what is altered is found

Alteration = Callable[[Random, bytes, Months], bytes]


def a_byte(dice: Random, data: bytes, months: Months) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + bytes([data[at] ^ dice.randrange(1, 256)]) + data[at + 1 :]


def a_byte_between_the_members(dice: Random, data: bytes, months: Months) -> bytes:
    """The headers and the directory of the ZIP: times, versions, attributes, names."""
    places = [at for at in range(len(data) - 1) if data[at : at + 2] == b"PK"]
    at = min(dice.choice(places) + dice.randrange(46), len(data) - 1)
    return data[:at] + bytes([data[at] ^ (1 << dice.randrange(8))]) + data[at + 1 :]


def a_cut(dice: Random, data: bytes, months: Months) -> bytes:
    return data[: dice.randrange(len(data))]


def something_added(dice: Random, data: bytes, months: Months) -> bytes:
    at = dice.choice([len(data), dice.randrange(len(data))])
    return data[:at] + dice.randbytes(dice.randint(1, 40)) + data[at:]


def _member(dice: Random, taken: Taken) -> str:
    return dice.choice(list(taken.members))


def a_member_resealed_without_the_key(dice: Random, data: bytes, months: Months) -> bytes:
    taken = Taken.of(data)
    name = _member(dice, taken)
    member = taken.members[name]
    at = dice.randrange(len(member))
    taken.members[name] = member[:at] + bytes([member[at] ^ dice.randrange(1, 256)]) + member[at + 1 :]
    return taken.bound(dice.choice([None, STRANGER.sign]))


def _rows(dice: Random, rows: list[Row]) -> list[Row]:
    """Swap, drop, double or change rows."""
    rows = list(rows)
    at = dice.randrange(len(rows) - 1)
    match dice.randrange(4):
        case 0:
            rows[at], rows[at + 1] = rows[at + 1], rows[at]
        case 1:
            del rows[at]
        case 2:
            rows.insert(at + 1, rows[at])
        case _:
            rows[at] = change_amount(_with_amounts(dice, rows), dice)
    return rows


def _with_amounts(dice: Random, rows: list[Row]) -> Row:
    return dice.choice([row for row in rows if kind(row) in {"SaleCompleted", "SaleRefunded", "StatementIssued"}])


def rows_by_somebody_with_the_key(dice: Random, data: bytes, months: Months) -> bytes:
    """The file is signed rightly, as if the books had been changed by hand before it was packed."""
    taken = Taken.of(data)
    taken.rows = _rows(dice, taken.rows)
    return taken.bound(months.sign)


def amounts_with_new_hashes(dice: Random, data: bytes, months: Months) -> bytes:
    """Hashes are worked out anew, signatures of documents are not."""
    taken = Taken.of(data)
    rows = taken.rows
    at = rows.index(_with_amounts(dice, rows))
    rows[at] = change_amount(rows[at], dice)
    taken.rows = chained(rows, taken.manifest["chains"][0]["before"])
    return taken.bound(months.sign)


def rows_dropped_with_new_hashes(dice: Random, data: bytes, months: Months) -> bytes:
    taken = Taken.of(data)
    rows = taken.rows
    del rows[dice.randrange(1, len(rows) - 1)]
    taken.rows = chained(rows, taken.manifest["chains"][0]["before"], months.sign, heads=True)
    return taken.bound(months.sign)


def another_key_in_the_manifest(dice: Random, data: bytes, months: Months) -> bytes:
    taken = Taken.of(data)
    taken.manifest["signer"]["public_key"] = STRANGER.public_key.hex()
    if dice.random() < 0.5:
        taken.manifest["chains"][0]["public_key"] = STRANGER.public_key.hex()
    taken.rows = _rows(dice, taken.rows)
    return taken.bound(STRANGER.sign)


def a_split_with_everything_signed(dice: Random, data: bytes, months: Months) -> bytes:
    """Whoever has the key writes the whole file anew and takes from the maker: only working it out again tells."""
    taken = Taken.of(data)
    rows = taken.rows
    at = rows.index(dice.choice([row for row in rows if kind(row) == "SaleCompleted"]))
    content = body(rows[at])
    part = dice.choice(dice.choice(content["lines"])["allocations"])
    more = dice.randint(3, 400)
    part["commission"] += more
    part["due"] -= more
    rows[at] = {**rows[at], "body": said(content)}
    taken.rows = chained(rows, taken.manifest["chains"][0]["before"], months.sign, heads=True)
    return taken.bound(months.sign)


def figures_with_everything_signed(dice: Random, data: bytes, months: Months) -> bytes:
    """The closing says another figure than its rows sum to."""
    taken = Taken.of(data)
    rows = taken.rows
    at = max(index for index, row in enumerate(rows) if kind(row) == "MonthClosed")
    content = body(rows[at])
    name = dice.choice(["sales", "gross", "commission", "due", "cash", "pieces"])
    content["figures"][name] = content["figures"].get(name, 0) + dice.choice([-1, 1, 5_000])
    rows[at] = {**rows[at], "body": said(content)}
    taken.rows = chained(rows, taken.manifest["chains"][0]["before"], months.sign)
    return taken.bound(months.sign)


ALTERATIONS: tuple[Alteration, ...] = (
    a_byte,
    a_byte_between_the_members,
    a_cut,
    something_added,
    a_member_resealed_without_the_key,
    rows_by_somebody_with_the_key,
    amounts_with_new_hashes,
    rows_dropped_with_new_hashes,
    another_key_in_the_manifest,
    a_split_with_everything_signed,
    figures_with_everything_signed,
)
TIMES = 100
"""Alterations of each of eleven kinds."""


@pytest.mark.slow
@pytest.mark.parametrize("alter", ALTERATIONS, ids=lambda alter: alter.__name__)
def test_every_alteration_is_found_by_the_program_and_by_the_verifier(
    alter: Alteration, months: Months, tmp_path: Path
) -> None:
    missed: list[tuple[int, bool, bool]] = []
    for seed in range(TIMES):
        dice = Random(f"{alter.__name__} {seed}")
        data = dice.choice([months.september, months.october]).read_bytes()
        altered = alter(dice, data, months)
        assert altered != data
        both = (bool(checked(altered, tmp_path)), bool(checked_alone(altered)))
        if both != (True, True):
            missed.append((seed, *both))
    assert missed == []


def test_everybody_who_has_the_key_is_told_by_the_file_of_the_month_before(months: Months, tmp_path: Path) -> None:
    """A sale of September taken out of both months' rows, signed and summed rightly: September's own file remembers."""
    taken = Taken.of(months.october.read_bytes())
    rows = taken.rows
    content = body(rows[0])
    content["note"] = "lain"
    rows[0] = {**rows[0], "body": said(content)}
    taken.rows = chained(rows, taken.manifest["chains"][0]["before"], months.sign, heads=True)
    altered = taken.bound(months.sign)
    found = checked(altered, tmp_path, previous=months.september)
    assert Aspect.CONTINUITY in {aspect for aspect, _ in found}


def test_a_file_forged_from_end_to_end_is_told_by_the_keys_that_were_seen(months: Months, tmp_path: Path) -> None:
    manifest = look(months.september).opened.manifest
    known = remembered(manifest, {})
    taken = Taken.of(months.october.read_bytes())
    for place in (taken.manifest["signer"], taken.manifest["chains"][0]):
        place["public_key"] = STRANGER.public_key.hex()
    taken.rows = chained(taken.rows, taken.manifest["chains"][0]["before"], STRANGER.sign)
    forged = taken.bound(STRANGER.sign)
    assert checked(forged, tmp_path) == []
    assert {aspect for aspect, _ in checked(forged, tmp_path, known=known)} == {Aspect.KEY}
    assert checked(months.october.read_bytes(), tmp_path, known=known) == []


def test_documents_of_a_newer_program_are_told_and_no_finding(months: Months, tmp_path: Path) -> None:
    taken = Taken.of(months.october.read_bytes())
    rows = taken.rows
    at = next(index for index, row in enumerate(rows) if kind(row) == "ShiftOpened")
    for named, newer in (('"kind":"ShiftOpened"', '"kind":"ShiftDreamt"'), ('"version":1}', '"version":9}')):
        changed = list(rows)
        changed[at] = {**rows[at], "head": rows[at]["head"].replace(named, newer)}
        number = json.loads(rows[at]["head"])["number"]
        taken.rows = chained(changed, taken.manifest["chains"][0]["before"], months.sign, heads=True)
        path = tmp_path / "baru.galeri.zip"
        path.write_bytes(taken.bound(months.sign))
        report = look(path).report
        assert not [finding for finding in report.findings if finding.number == number and "dibaca" in finding.what]
        assert any("lebih baru" in note for note in report.notes)


def test_findings_name_the_document(months: Months, tmp_path: Path) -> None:
    taken = Taken.of(months.october.read_bytes())
    rows = taken.rows
    at = [index for index, row in enumerate(rows) if kind(row) == "SaleCompleted"][3]
    number = json.loads(rows[at]["head"])["number"]
    rows[at] = change_amount(rows[at], Random(1))
    taken.rows = rows
    found = checked(taken.bound(months.sign), tmp_path)
    assert any(aspect is Aspect.CHAIN and text.startswith(number) for aspect, text in found)
    gone = [row for row in rows if json.loads(row["head"])["number"] != number]
    taken.rows = gone
    told = [text for aspect, text in checked(taken.bound(months.sign), tmp_path) if aspect is Aspect.NUMBERS]
    assert any(text.startswith(number) and "tidak ada" in text for text in told)


# ------------------------------------------------------------------------------------- what is no month file


def _zip(path: Path, members: dict[str, bytes]) -> bytes:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path.read_bytes()


def test_what_is_no_month_file_is_refused_in_words(months: Months, tmp_path: Path) -> None:
    data = months.october.read_bytes()
    twice = tmp_path / "dua.zip"
    with zipfile.ZipFile(twice, "w") as archive:
        archive.writestr("a", b"1")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a", b"2")
    cases = {
        b"": "kosong",
        b"Halo, ini bukan ZIP": "bukan ZIP",
        data[:20]: "terpotong",
        data[:400]: "terpotong",
        _zip(tmp_path / "lain.zip", {"foto.jpg": b"x"}): "bukan berkas bulan",
        _zip(tmp_path / "jalan.zip", {"../../etc/passwd": b"x"}): "folder",
        twice.read_bytes(): "dua kali",
        _zip(tmp_path / "ulang.zip", Taken.of(data).members | {model.MANIFEST: b"{}"}): "dibungkus ulang",
        _zip(tmp_path / "bom.zip", {"besar": bytes(300 << 20)}): "terlalu besar",
    }
    for content, word in cases.items():
        (told,) = checked(content, tmp_path)
        assert told[0] is None
        assert word in told[1]
        assert checked_alone(content)


def test_manifests_that_claim_too_much_are_refused_before_anything_is_unpacked(months: Months, tmp_path: Path) -> None:
    data = months.october.read_bytes()

    def claiming(change: Callable[[dict[str, Any]], None]) -> str:
        taken = Taken.of(data)
        change(taken.manifest)
        packed = [container.pack(name, member) for name, member in taken.members.items()]
        text = json.dumps(taken.manifest).encode()
        (told,) = checked(container.bind(text, "0" * 128, [piece for _, piece in packed]), tmp_path)
        assert told[0] is None
        return told[1]

    def entry(**fields: Any) -> Callable[[dict[str, Any]], None]:
        return lambda manifest: manifest["files"][0].update(fields)

    def foreign(manifest: dict[str, Any]) -> None:
        manifest.clear()
        manifest["format"] = "lain"

    assert "terlalu besar" in claiming(entry(size=10 << 30))
    assert "tidak boleh" in claiming(entry(name="../jurnal.jsonl"))
    assert "tidak boleh" in claiming(entry(name=model.MANIFEST))
    assert "dua kali" in claiming(entry(name="JURNAL.jsonl"))
    assert "lebih baru" in claiming(lambda manifest: manifest.update(version=2))
    assert "rusak" in claiming(lambda manifest: manifest.update(format="lain"))
    assert "bukan milik" in claiming(foreign)
    assert "rusak" in claiming(lambda manifest: manifest["signer"].update(public_key="zz"))
    assert "tidak ada di berkas" in claiming(lambda manifest: manifest["files"].pop())


def vars_of(entry: model.Entry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in entry.__struct_fields__}


def test_a_member_that_unpacks_to_more_than_it_says_is_not_unpacked_further(months: Months, tmp_path: Path) -> None:
    taken = Taken.of(months.october.read_bytes())
    packed = [container.pack(name, member) for name, member in taken.members.items()]
    bomb, piece = container.pack("zzz.txt", bytes(100 << 20))
    files = [vars_of(entry) for entry, _ in packed]
    files.append(vars_of(bomb) | {"size": 10})
    text = json.dumps({**taken.manifest, "files": files}).encode()
    found = checked(container.bind(text, "0" * 128, [*(each for _, each in packed), piece]), tmp_path)
    assert (Aspect.FILE, "zzz.txt bagian ini lebih besar dari yang tertulis; tidak dibuka lebih jauh") in found


def test_a_hostile_journal_gets_no_more_memory_than_its_findings(months: Months, tmp_path: Path) -> None:
    taken = Taken.of(months.october.read_bytes())
    taken.members[model.JOURNAL] = b"{}\n" * 500_000
    data = taken.bound(None)
    path = tmp_path / "jahat.galeri.zip"
    path.write_bytes(data)
    report = look(path).report
    assert len(report.findings) == MOST_FINDINGS
    assert report.documents < 30_000
    assert any("Hanya" in note for note in report.notes)
    assert len(checked_alone(data)) < 30_000
    taken.members[model.JOURNAL] = b'{"head":"' + b"x" * (17 << 20) + b'"}\n'
    assert any("baris 1 jurnal" in text for _, text in checked(taken.bound(None), tmp_path))
    taken.members[model.SUMMARY] = b"[" * (17 << 20)
    assert "terlalu besar" in checked(taken.bound(None), tmp_path)[0][1]


def test_brackets_without_end_are_no_bug(months: Months, tmp_path: Path) -> None:
    deep = "[" * 200_000
    taken = Taken.of(months.october.read_bytes())
    rows = taken.rows
    rows[3] = {**rows[3], "body": deep}
    rows[4] = {**rows[4], "head": deep}
    taken.rows = rows
    taken.members[model.SUMMARY] = deep.encode()
    data = taken.bound(None)
    assert {Aspect.CHAIN, Aspect.FIGURES} <= {aspect for aspect, _ in checked(data, tmp_path)}
    assert checked_alone(data)
    manifest = container.bind(deep.encode(), "0" * 128, [])
    assert checked(manifest, tmp_path)[0][0] is None
    assert checked_alone(manifest)


def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"tidak-ada\.zip tidak ada"):
        look(tmp_path / "tidak-ada.zip")
    with pytest.raises(BadInput, match="adalah folder"):
        look(tmp_path)
    large = tmp_path / "besar.zip"
    with large.open("wb") as file:
        file.truncate(container.MOST_BYTES + 1)
    with pytest.raises(BadInput, match="lebih besar"):
        look(large)


# ------------------------------------------------------------------------------------------------ spot check


def test_a_receipt_is_found_by_what_is_printed_on_it(months: Months) -> None:
    inspected = look(months.october)
    rows = Taken.of(months.october.read_bytes()).rows
    heads = [json.loads(row["head"]) for row in rows]
    at = next(
        index for index, head in enumerate(heads) if head["kind"] == "SaleCompleted" and "-10-" in head["business_date"]
    )
    digest = bytes.fromhex(rows[at]["hash"])
    code = receipt_code(digest)
    for asked in (
        code,
        format_receipt_code(code).lower(),
        heads[at]["number"],
        f"{heads[at]['number']} {digest.hex().upper()}",
    ):
        found = spot(inspected, asked)
        assert found.found
        assert found.number == heads[at]["number"]
        assert found.lines
        assert sum(line.net for line in found.lines) == found.total
        assert "dihitung dalam laporan" in found.says
        assert found.sealed.startswith("Z-")
    issued = next(index for index, head in enumerate(heads) if head["kind"] == "StatementIssued")
    paid = next(index for index, head in enumerate(heads) if head["kind"] == "PayoutMade")
    for index in (issued, paid):
        assert spot(inspected, receipt_code(bytes.fromhex(rows[index]["hash"]))).number == heads[index]["number"]


def test_what_is_not_in_the_file_says_what_that_means(months: Months) -> None:
    october, september = look(months.october), look(months.september)
    newest = max(number for number in _numbers(months.october) if number.startswith("JL-"))
    later = newest[:-6] + f"{int(newest[-6:]) + 5:06}"
    assert "bulan sesudahnya" in spot(october, later).says
    assert "bulan sesudahnya" in spot(september, newest).says
    oldest = min(number for number in _numbers(months.october) if number.startswith("JL-"))
    if int(oldest[-6:]) > 1:
        assert "bulan sebelumnya" in spot(october, oldest[:-6] + "000001").says
    assert "dokumen lain" in spot(october, "JL-LAIN-B-000001").says
    wrong = spot(october, f"{newest} {'0' * 64}")
    assert wrong.finding
    assert "isinya lain" in wrong.says
    rows = Taken.of(months.october.read_bytes()).rows
    sealed = next(row["hash"] for row in rows if json.loads(row["head"])["number"] == newest)
    other = spot(october, f"{oldest} {sealed.upper()}")
    assert (other.found, other.finding) == (True, True)
    assert f"segelnya milik {newest}" in other.says
    unknown = spot(october, receipt_code(bytes(32)))
    assert not unknown.found
    assert "tidak pernah dicatat" in unknown.says
    with pytest.raises(Unreadable):
        spot(october, "apa saja")


@cache
def _numbers(path: Path) -> list[str]:
    return [json.loads(row["head"])["number"] for row in Taken.of(path.read_bytes()).rows]


# ------------------------------------------------------------------------------------------------ the verifier


def test_the_verifier_is_short_and_imports_nothing_of_ours() -> None:
    source = VERIFIER.read_text(encoding="utf-8")
    assert source.count("\n") < 300
    imported: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").partition(".")[0])
    assert imported - set(sys.stdlib_module_names) == {"cryptography"}


def test_the_closing_is_what_the_file_ends_with(months: Months) -> None:
    closing = months.gallery.book.latest(MonthClosed, f"{OUTLET}/2026-10")
    assert closing is not None
    rows = Taken.of(months.october.read_bytes()).rows
    assert json.loads(rows[-1]["head"])["id"] == closing.id.hex
    assert struct.calcsize("<4s5H3I2H") == 30
