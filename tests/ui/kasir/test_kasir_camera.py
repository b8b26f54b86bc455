"""The computer's camera as a scanner, and one sentence where there is none."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage

from counter import OPAK, Counter
from gallery_pos.errors import DeviceTrouble
from ui.app.camera import CameraScanner


def test_no_camera_is_one_plain_sentence(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_camera: CameraScanner, _device: str) -> None:
        raise DeviceTrouble("camera.absent", "Tidak ada kamera.", todo="Pakai pemindai.")

    monkeypatch.setattr(CameraScanner, "start", none)
    counter.screen.browse.camera.click()
    assert counter.screen.browse.banner.text() == "Tidak ada kamera. Pakai pemindai."
    assert counter.screen.browse.camera_panel.isHidden()
    assert counter.place.feedback.dialogs == []
    counter.scan(OPAK)
    assert counter.lines == [("Opak Ketan", 1)]


def test_the_camera_scans_until_it_is_switched_off(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    running = {"on": False}
    monkeypatch.setattr(CameraScanner, "start", lambda _camera, _device: running.update(on=True))
    monkeypatch.setattr(CameraScanner, "stop", lambda _camera: running.update(on=False))
    monkeypatch.setattr(CameraScanner, "running", property(lambda _camera: running["on"]))
    panel = counter.screen.browse.camera_panel
    counter.screen.browse.camera.click()
    assert panel.isVisible()
    panel._camera.pictured.emit(QImage(320, 240, QImage.Format.Format_Grayscale8))
    panel._camera.scanned.emit(OPAK)
    assert counter.lines == [("Opak Ketan", 1)]
    panel._camera.failed.emit(DeviceTrouble("camera.failed", "Kamera berhenti."))
    assert panel.isHidden()
    assert "Kamera berhenti" in counter.screen.browse.banner.text()
    counter.screen.browse.camera.click()
    counter.screen.browse.camera.click()
    assert not running["on"]


def test_leaving_the_counter_switches_the_camera_off(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    running = {"on": True}
    monkeypatch.setattr(CameraScanner, "stop", lambda _camera: running.update(on=False))
    monkeypatch.setattr(CameraScanner, "running", property(lambda _camera: running["on"]))
    counter.window.hide()
    assert not running["on"]
