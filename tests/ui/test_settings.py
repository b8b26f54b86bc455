from __future__ import annotations

import stat
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, strategies as st

from gallery_pos.errors import StorageTrouble
from ui.app.settings import (
    FILE_NAME,
    CameraSettings,
    LookSettings,
    MachineSettings,
    PrinterSettings,
    ScannerSettings,
    SettingsStore,
)


def test_a_missing_file_is_all_defaults(tmp_path: Path) -> None:
    store = SettingsStore(tmp_path)
    assert store.current == MachineSettings()
    assert store.warnings == []
    assert not store.path.exists()


def test_what_is_changed_is_there_next_time(tmp_path: Path) -> None:
    store = SettingsStore(tmp_path / "baru")
    heard: list[MachineSettings] = []
    store.listen(heard.append)
    store.change(look=LookSettings(theme="dark", language="en", scale=150), camera=CameraSettings(True, "Kamera “1”"))
    assert heard == [store.current]
    again = SettingsStore(tmp_path / "baru")
    assert again.current == store.current
    assert again.warnings == []


def test_only_the_owner_may_read_it_and_nothing_else_is_left(tmp_path: Path) -> None:
    store = SettingsStore(tmp_path)
    store.change(printer=PrinterSettings(kind="network", address="192.0.2.7"))
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_what_does_not_fit_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(
        """
colour = "green"
scanner = 7
[look]
theme = "purple"
scale = 125
shape = "round"
[printer]
port = 70000
paper = 80
""",
        encoding="utf-8",
    )
    store = SettingsStore(tmp_path)
    assert store.current == MachineSettings(look=LookSettings(scale=125), printer=PrinterSettings(paper=80))
    for key in ("colour", "scanner", "look.theme", "look.shape", "printer.port"):
        assert sum(f"“{key}”" in warning for warning in store.warnings) == 1, key


@pytest.mark.parametrize("text", [b"[look\ntheme", b"\xff\xfe\x00", b"look = [1, 2"])
def test_a_broken_file_keeps_no_shop_from_opening(tmp_path: Path, text: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(text)
    store = SettingsStore(tmp_path)
    assert store.current == MachineSettings()
    assert len(store.warnings) == 1


def test_a_file_that_cannot_be_read_keeps_no_shop_from_opening(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    store = SettingsStore(tmp_path)
    assert store.current == MachineSettings()
    assert len(store.warnings) == 1


def test_a_value_out_of_bounds_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    store = SettingsStore(tmp_path)
    with pytest.raises(ValueError, match="gap_ms"):
        store.change(scanner=ScannerSettings(gap_ms=5_000))
    assert store.current == MachineSettings()


def test_a_full_disk_is_trouble_and_the_old_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = SettingsStore(tmp_path)
    store.change(look=LookSettings(scale=125))
    before = store.path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StorageTrouble) as caught:
        store.change(look=LookSettings(scale=200))
    assert caught.value.safe
    assert caught.value.todo
    assert store.path.read_bytes() == before
    assert store.current.look.scale == 200, "in use until the program ends"
    assert len(list(tmp_path.iterdir())) == 1


@given(st.text(max_size=30), st.integers(1, 65_535), st.sampled_from([58, 80]))
def test_every_text_survives_the_file(address: str, port: int, paper: int) -> None:
    settings = MachineSettings(printer=PrinterSettings("usb", address, port, paper))  # type: ignore[arg-type]
    assert msgspec.toml.decode(msgspec.toml.encode(settings), type=MachineSettings) == settings
