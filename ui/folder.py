"""The data folder of a gallery: what lies where, and what this machine is in it.

Everything in it is readable by its owner only.
"""

from __future__ import annotations

import os
import tomllib
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import platformdirs
import tomli_w

from gallery_pos.errors import StorageTrouble
from gallery_pos.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

APP = "galeri-pos"


class Machine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What this machine is: ``origin`` signs, sells at ``outlet``; ``database`` is a URL, "" for the folder's own file.

    ``practice`` marks a folder whose documents are no real ones, on screen and on paper.
    """

    origin: str
    outlet: str
    database: str = ""
    practice: bool = False


def _take_away(folders: Iterable[Path]) -> None:
    """Remove empty folders, the innermost first."""
    for folder in folders:
        folder.rmdir()


@dataclass(frozen=True, slots=True)
class DataFolder:
    """A folder with one gallery's data; each property is a place in it."""

    path: Path

    @classmethod
    def default(cls) -> DataFolder:
        """Return the platform's own place for this program's data."""
        return cls(Path(platformdirs.user_data_dir(APP, appauthor=False)))

    @property
    def machine_file(self) -> Path:
        """Who this machine is."""
        return self.path / "mesin.toml"

    @property
    def database(self) -> Path:
        """The books, where no server has them."""
        return self.path / "galeri.db"

    @property
    def terminal_key(self) -> Path:
        """The key that signs."""
        return self.path / "terminal.key"

    @property
    def private_key(self) -> Path:
        """The key of personal data."""
        return self.path / "pribadi.key"

    @property
    def witness(self) -> Path:
        """Heads of closed shifts, written outside the books."""
        return self.path / "saksi.jsonl"

    @property
    def pictures(self) -> Path:
        """Pictures of products, named by their SHA-256."""
        return self.path / "gambar"

    @property
    def backups(self) -> Path:
        """Backups the program makes by itself."""
        return self.path / "cadangan"

    @property
    def logs(self) -> Path:
        """What went wrong, for whoever mends it."""
        return self.path / "log"

    def exists(self) -> bool:
        """Tell whether there is a gallery in it."""
        return self.machine_file.is_file()

    @contextmanager
    def founding(self) -> Iterator[None]:
        """Make the folder for a new gallery; where the block fails, whatever it put there is taken away again.

        Raises StorageTrouble (``folder.make``, ``folder.busy`` where another program makes one here, ``folder.taken``
        where it has).
        """
        from PySide6.QtCore import QLockFile  # knows a lock whose owner died

        ours = [place for place in (self.path, *self.path.parents) if not place.exists()]
        self._make_place(self.path)
        lock = QLockFile(str(self.path / ".sedang-dibuat"))
        if not lock.tryLock(0):
            if lock.error() is QLockFile.LockError.LockFailedError:
                raise self._busy()
            _take_away(ours)  # no permission, or no room for so small a file
            raise self._unmade()
        before = set(self.path.rglob("*"))
        try:
            self.refuse_taken()
            for place in (self.pictures, self.backups, self.logs):
                self._make_place(place)
            yield
        except BaseException as error:
            with suppress(OSError):  # the first error is the one to tell; a disk that is gone cannot be tidied
                for place in sorted(set(self.path.rglob("*")) - before, reverse=True):
                    place.rmdir() if place.is_dir() else place.unlink()
                lock.unlock()
                _take_away(ours)
            if isinstance(error, OSError):
                raise self._unmade() from error
            raise
        finally:
            lock.unlock()

    def refuse_taken(self) -> None:
        """Raise StorageTrouble (``folder.taken``) where there is a gallery already."""
        if self.exists():
            raise StorageTrouble(
                "folder.taken",
                tr("Di {folder} sudah ada galeri.").format(folder=self.path),
                safe=tr("Galeri itu tidak berubah."),
                todo=tr("Pilih folder lain dengan --data."),
            )

    def _busy(self) -> StorageTrouble:
        return StorageTrouble(
            "folder.busy",
            tr("Program lain sedang membuat galeri di {folder}.").format(folder=self.path),
            safe=tr("Belum ada yang berubah."),
            todo=tr("Tunggu sebentar lalu ulangi, atau pilih folder lain dengan --data."),
        )

    def _make_place(self, place: Path) -> None:
        try:
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise self._unmade() from error

    def _unmade(self) -> StorageTrouble:
        return StorageTrouble(
            "folder.make",
            tr("Folder data {folder} tidak bisa dibuat atau ditulisi.").format(folder=self.path),
            safe=tr("Belum ada yang berubah."),
            todo=tr("Pilih folder lain dengan --data, atau periksa izin dan ruang cakramnya."),
        )

    def machine(self) -> Machine:
        """Return what this machine is. Raises StorageTrouble where no gallery is here or the file is not ours."""
        try:
            return msgspec.convert(tomllib.loads(self.machine_file.read_text("utf-8")), Machine)
        except FileNotFoundError as error:
            raise StorageTrouble(
                "folder.empty",
                tr("Belum ada galeri di {folder}.").format(folder=self.path),
                todo=tr("Mulai dengan: gallery-pos init --name NAMA, atau pilih folder lain dengan --data."),
            ) from error
        except (OSError, ValueError) as error:
            raise self.unreadable() from error

    def unreadable(self) -> StorageTrouble:
        """Return the trouble of a file that does not say, or says wrongly, what this machine is."""
        return StorageTrouble(
            "folder.machine",
            tr("Berkas {file} tidak bisa dibaca atau bukan milik galeri ini.").format(file=self.machine_file),
            safe=tr("Buku galeri tidak berubah."),
            todo=tr("Kembalikan berkas itu dari cadangan."),
        )

    def save_machine(self, machine: Machine) -> None:
        """Write what this machine is, whole or not at all."""
        beside = self.machine_file.with_suffix(".baru")
        handle = os.open(beside, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(tomli_w.dumps(msgspec.to_builtins(machine)).encode())
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self.machine_file)
