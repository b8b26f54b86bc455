"""What was written once is read for ever: the form of documents on disk, under their hash."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

import msgspec
import pytest
from hypothesis import given, settings, strategies as st

from gallery_pos.documents import (
    KINDS,
    UPCASTERS,
    Document,
    FeeCharged,
    ProductRevised,
    ShiftOpened,
    body,
    new_id,
    read,
)
from gallery_pos.terms import ItemTerms
from making import DAY, MOMENT, anything, structs_within, write

GOLDEN = Path(__file__).parent / "golden"
HEADER: dict[str, Any] = {
    "id": UUID(int=1),
    "outlet": "G",
    "business_date": DAY,
    "posted_at": MOMENT,
    "user": "enah",
}


def header_of(document: Document) -> dict[str, Any]:
    return {name: getattr(document, name) for name in HEADER}


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=25)
@given(data=st.data())
def test_every_kind_comes_back_as_it_was_written(kind: str, data: st.DataObject) -> None:
    document: Document = data.draw(anything(KINDS[kind]))
    stored = body(document)
    again = read(kind, document.version, header_of(document), stored)
    assert again == document
    assert type(again) is KINDS[kind]
    assert body(again) == stored


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=25)
@given(data=st.data())
def test_bodies_are_canonical_json_of_integers_and_text(kind: str, data: st.DataObject) -> None:
    stored = body(data.draw(anything(KINDS[kind])))

    def no_float(text: str) -> None:
        raise AssertionError(f"a float in a body: {text}")

    fields = json.loads(stored, parse_float=no_float, parse_constant=no_float)
    plain = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert stored == plain.encode()
    assert not HEADER.keys() & fields.keys(), "the header stands in the columns"


def test_a_header_from_text_columns_reads_the_same() -> None:
    fee = write(FeeCharged, consignor="M1", amount=25_000, reason="Iuran")
    as_text = {name: str(value) for name, value in header_of(fee).items()} | {"posted_at": MOMENT.isoformat()}
    assert read("FeeCharged", 1, as_text, body(fee)) == fee


def golden_bodies() -> list[dict[str, Any]]:
    lines = (GOLDEN / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


# These bodies should probably not be modified: they stand for what galleries have on disk, under hash and signature.
# A test that fails here says that old journals would be read otherwise than they were written. A new kind, or a new
# version of one, gets a line of its own; the old lines stay.
@pytest.mark.parametrize("golden", golden_bodies(), ids=lambda golden: f"{golden['kind']}-{golden['version']}")
def test_old_bodies_read_and_write_as_on_the_first_day(golden: dict[str, Any]) -> None:
    stored = golden["body"].encode()
    document = read(golden["kind"], golden["version"], HEADER, stored)
    if golden["version"] == document.version:
        assert body(document) == stored


def test_every_kind_and_version_has_its_golden_body() -> None:
    kept = {(golden["kind"], golden["version"]) for golden in golden_bodies()}
    assert kept >= {(kind, version) for kind, cls in KINDS.items() for version in range(1, cls.version + 1)}


def defaults() -> Iterator[tuple[str, str, object]]:
    for struct in sorted(structs_within(tuple(KINDS.values())), key=lambda one: one.__name__):
        for field in msgspec.structs.fields(struct):
            if field.default is not msgspec.NODEFAULT:
                yield struct.__name__, field.name, msgspec.to_builtins(field.default)


def test_what_is_left_out_of_a_body_keeps_its_meaning() -> None:
    """A default is not written down, so changing one would change what every old document says."""
    kept = json.loads((GOLDEN / "defaults.json").read_text(encoding="utf-8"))
    now = json.loads(json.dumps({f"{struct}.{name}": value for struct, name, value in defaults()}))
    assert {name: now.get(name, "gone") for name in kept} == kept
    new = {name: value for name, value in now.items() if name not in kept}
    assert not new, "a new default is written down in golden/defaults.json, once and for ever"


def test_the_smallest_body_says_only_what_is_not_usual() -> None:
    shift = write(ShiftOpened, opening_float=0)
    assert body(shift) == b'{"opening_float":0}'
    product = write(ProductRevised, code="P1", name="Kopi “Sanggabuana”", consignor="M1", price=35_000)
    assert body(product).decode() == '{"code":"P1","consignor":"M1","name":"Kopi “Sanggabuana”","price":35000}'


class Weighed(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A kind that was written in three versions: ``kilo`` became ``gram`` became ``quantity`` with a ``unit``."""

    version: ClassVar[int] = 3

    quantity: int
    unit: str
    terms: ItemTerms = ItemTerms()


@pytest.fixture
def weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, "Weighed", Weighed)
    monkeypatch.setitem(UPCASTERS, ("Weighed", 1), lambda old: {"gram": old["kilo"] * 1_000})
    monkeypatch.setitem(UPCASTERS, ("Weighed", 2), lambda old: {"quantity": old["gram"], "unit": "gram"})


@pytest.mark.usefixtures("weighed")
@pytest.mark.parametrize(
    ("version", "stored"), [(1, b'{"kilo":2}'), (2, b'{"gram":2000}'), (3, b'{"quantity":2000,"unit":"gram"}')]
)
def test_every_version_that_was_ever_written_is_read(version: int, stored: bytes) -> None:
    assert read("Weighed", version, HEADER, stored) == Weighed(**HEADER, quantity=2_000, unit="gram")


@pytest.mark.usefixtures("weighed")
def test_what_a_newer_program_wrote_is_not_guessed_at() -> None:
    with pytest.raises(KeyError, match="Weighed"):
        read("Weighed", 4, HEADER, b'{"quantity":2000,"unit":"gram"}')
    with pytest.raises(KeyError):
        read("Weighed", 0, HEADER, b'{"stone":1}')
    with pytest.raises(KeyError):
        read("Levitated", 1, HEADER, b"{}")


def test_a_body_that_is_not_of_its_kind_is_refused() -> None:
    for stored in (b"{}", b'{"opening_float":"1"}', b'{"opening_float":1.5}', b'{"opening_float":null}'):
        with pytest.raises(msgspec.ValidationError):
            read("ShiftOpened", 1, HEADER, stored)


def test_ids_are_uuid_version_7_and_tell_their_time() -> None:
    first = new_id()
    assert (first.version, first.variant) == (7, "specified in RFC 4122")
    ids = {new_id() for _ in range(2_000)}
    assert len(ids) == 2_000
    assert all(0 <= (later.int >> 80) - (first.int >> 80) < 60_000 for later in ids)
