"""What belongs to this machine and to nothing else: printer, theme, language, window, camera, scanner.

One TOML file in the platform's config folder. Every option is declared here with its type, default and bounds; keys
that are not, and values that do not fit, are reported and otherwise ignored: a wrong setting must never keep a shop from
opening. What belongs to the gallery is a document, not a setting.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct, field
from platformdirs import user_config_path

from gallery_pos.errors import StorageTrouble
from gallery_pos.language import tr
from receipts.label_profiles import LabelProfile

FILE_NAME = "mesin.toml"
_S = TypeVar("_S", bound=Struct)

Scale = Annotated[int, Meta(ge=100, le=200)]
Port = Annotated[int, Meta(ge=1, le=65_535)]


class PrinterSettings(Struct, frozen=True):
    """The receipt printer of this machine; ``address`` is a queue, a host, a device or a file, as ``kind`` says."""

    kind: Literal["none", "system", "network", "usb", "serial", "file"] = "none"
    address: str = ""
    port: Port = 9100
    paper: Literal[58, 80] = 58
    drawer: bool = False
    cut: bool = True
    copies: Annotated[int, Meta(ge=1, le=3)] = 1


class LookSettings(Struct, frozen=True):
    """How the application looks here; ``scale`` is a percentage on top of the system's."""

    theme: Literal["light", "dark"] = "light"
    language: Literal["id", "en"] = "id"
    scale: Scale = 100


class WindowSettings(Struct, frozen=True):
    """How the window stood when it was last closed."""

    width: Annotated[int, Meta(ge=640, le=16_384)] = 1366
    height: Annotated[int, Meta(ge=480, le=16_384)] = 768
    maximized: bool = True


class ScannerSettings(Struct, frozen=True):
    """``gap_ms`` is the longest pause between two characters of one scan; wireless scanners need more."""

    gap_ms: Annotated[int, Meta(ge=10, le=120)] = 35
    sound: bool = True


class CameraSettings(Struct, frozen=True):
    """The camera to scan with, by the name the system gives it; "" is the system's first."""

    enabled: bool = False
    device: str = ""


class LabelShift(Struct, frozen=True):
    """By how many millimetres a printer is out on one label paper: everything moves right and down by so much."""

    x: Annotated[float, Meta(ge=-20, le=20)] = 0.0
    y: Annotated[float, Meta(ge=-20, le=20)] = 0.0


class LabelSettings(Struct, frozen=True):
    """The paper that price labels are printed on, as it was chosen last, and the label of its sheet that comes next.

    ``profile`` is a code of ``profiles``, this machine's own papers, or of :mod:`receipts.label_profiles`; ``shifts``
    are by that code.
    """

    profile: str = "TJ-107"
    start: Annotated[int, Meta(ge=1, le=2_500)] = 1
    shifts: dict[str, LabelShift] = {}
    profiles: tuple[LabelProfile, ...] = ()


class MachineSettings(Struct, frozen=True):
    """Everything, by section of the file."""

    look: LookSettings = field(default_factory=LookSettings)
    printer: PrinterSettings = field(default_factory=PrinterSettings)
    window: WindowSettings = field(default_factory=WindowSettings)
    scanner: ScannerSettings = field(default_factory=ScannerSettings)
    camera: CameraSettings = field(default_factory=CameraSettings)
    labels: LabelSettings = field(default_factory=LabelSettings)


class SettingsStore:
    """The settings and their file. ``warnings`` tells what in the file could not be used, in words for people."""

    def __init__(self, folder: Path | None = None) -> None:
        """Read the file in ``folder``, by default the platform's config folder; a missing file is all defaults."""
        self.path = (folder or user_config_path("galeri-pos", appauthor=False)) / FILE_NAME
        self.warnings: list[str] = []
        self._listeners: list[Callable[[MachineSettings], object]] = []
        self.current = self._read()

    def change(self, **sections: Struct) -> MachineSettings:
        """Replace whole sections (``look=…``), write the file and tell the listeners.

        Raises StorageTrouble (``settings.write``) where the file cannot be written; the new values are used all the
        same until the program ends. Raises ValueError for values outside their bounds.
        """
        changed = msgspec.structs.replace(self.current, **sections)
        try:
            self.current = msgspec.convert(msgspec.to_builtins(changed), MachineSettings)
        except msgspec.ValidationError as error:
            raise ValueError(str(error)) from error
        for listener in self._listeners:
            listener(self.current)
        self._write()
        return self.current

    def listen(self, listener: Callable[[MachineSettings], object]) -> None:
        """Call ``listener`` with the settings after each change."""
        self._listeners.append(listener)

    def _read(self) -> MachineSettings:
        try:
            text = self.path.read_bytes()
        except FileNotFoundError:
            return MachineSettings()
        except OSError as error:
            self.warnings.append(tr("Pengaturan tidak dapat dibaca: {reason}.").format(reason=error.strerror))
            return MachineSettings()
        try:
            found = msgspec.toml.decode(text, type=dict[str, Any])
        except (msgspec.DecodeError, UnicodeDecodeError):
            self.warnings.append(tr("Berkas pengaturan rusak; pengaturan bawaan dipakai."))
            return MachineSettings()
        return self._sections(found)

    def _sections(self, found: dict[str, Any]) -> MachineSettings:
        sections: dict[str, Struct] = {}
        for declared in msgspec.structs.fields(MachineSettings):
            values = found.pop(declared.name, {})
            if isinstance(values, dict):
                sections[declared.name] = self._section(declared.type, declared.name, values)
            else:
                self._unusable(declared.name)
        for name in found:
            self._unknown(name)
        return MachineSettings(**sections)  # type: ignore[arg-type]  # each is of the type declared under its name

    def _section(self, kind: type[_S], name: str, values: dict[str, Any]) -> _S:
        """Take value by value, so that one that does not fit costs only itself."""
        declared = {each.name: each for each in msgspec.structs.fields(kind)}
        usable: dict[str, Any] = {}
        for key, value in values.items():
            if key not in declared:
                self._unknown(f"{name}.{key}")
                continue
            try:
                usable[key] = msgspec.convert(value, declared[key].type)
            except msgspec.ValidationError:
                self._unusable(f"{name}.{key}")
        return kind(**usable)

    def _unknown(self, key: str) -> None:
        self.warnings.append(tr("Pengaturan “{key}” tidak dikenal dan diabaikan.").format(key=key))

    def _unusable(self, key: str) -> None:
        self.warnings.append(tr("Isi pengaturan “{key}” tidak dapat dipakai; nilai bawaannya dipakai.").format(key=key))

    def _write(self) -> None:
        """Write beside the file and put it in its place in one step; only its owner may read it."""
        text = msgspec.toml.encode(self.current)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=FILE_NAME)  # mkstemp makes it 0600
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(text)
                    file.flush()
                    os.fsync(file.fileno())
                Path(name).replace(self.path)
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise
        except OSError as error:
            raise StorageTrouble(
                "settings.write",
                tr("Pengaturan komputer ini tidak dapat disimpan."),
                safe=tr("Data galeri tidak tersentuh; pengaturan baru berlaku sampai program ditutup."),
                todo=tr("Periksa apakah disk penuh atau terkunci."),
            ) from error
