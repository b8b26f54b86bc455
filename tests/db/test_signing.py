"""The key that signs: whose it is, where it lies, what a restore does to it."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from db.signing import Terminal, signed_by
from gallery_pos.errors import StorageTrouble


def test_a_key_file_comes_back_as_it_was_and_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "terminal.key"
    terminal = Terminal.create("KASIR-1").next_epoch().next_epoch(at_least=7)
    terminal.save(path)
    again = Terminal.load(path)
    assert (again.origin, again.epoch, again.public_key) == ("KASIR-1", 7, terminal.public_key)
    assert again.pinned == terminal.pinned
    assert set(again.pinned) == {("KASIR-1", 1), ("KASIR-1", 2), ("KASIR-1", 7)}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]
    again.save(path)
    assert Terminal.load(path).public_key == terminal.public_key


@pytest.mark.parametrize("content", [None, b"", b"{}", b'{"origin":"A","epoch":1,"private":"AAAA"}', b"\xff"])
def test_a_missing_or_broken_key_is_told(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "terminal.key"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StorageTrouble) as trouble:
        Terminal.load(path)
    assert trouble.value.code == "storage.key"
    assert "terminal.key" in trouble.value.what


def test_only_the_right_key_over_the_right_words_counts() -> None:
    terminal, other = Terminal.create("A"), Terminal.create("A")
    signature = terminal.sign(b"x" * 32)
    assert signed_by(terminal.public_key, signature, b"x" * 32)
    assert not signed_by(other.public_key, signature, b"x" * 32)
    assert not signed_by(terminal.public_key, signature, b"y" * 32)
    assert not signed_by(terminal.public_key, signature[:-1], b"x" * 32)
    assert not signed_by(b"", signature, b"x" * 32)
