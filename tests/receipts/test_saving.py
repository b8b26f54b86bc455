"""Files that leave the gallery: whole or not at all, and those about a person for their owner only."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from gallery_pos.errors import StorageTrouble
from receipts.files import save


def test_a_private_file_is_its_owners_from_its_first_byte(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        plain = save(tmp_path / "daftar.csv", b"1")
        private = save(tmp_path / "orang" / "data.json", b"2", private=True)
        save(plain, b"3", private=True)
    finally:
        os.umask(before)
    assert private.read_bytes() == b"2"
    assert plain.read_bytes() == b"3"
    if os.name == "posix":
        assert [stat.S_IMODE(path.stat().st_mode) for path in (plain, private)] == [0o600, 0o600]


@pytest.mark.parametrize("private", [False, True])
def test_where_it_cannot_be_saved_nothing_is_left_behind(tmp_path: Path, private: bool) -> None:
    (tmp_path / "ada.pdf").mkdir()
    with pytest.raises(StorageTrouble, match=r"ada\.pdf"):
        save(tmp_path / "ada.pdf", b"1", private=private)
    assert [path.name for path in tmp_path.iterdir()] == ["ada.pdf"]
