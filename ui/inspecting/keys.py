"""The keys of galleries that this machine has seen, kept for the person who checks, outside any gallery's folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import platformdirs

from gallery_pos.errors import StorageTrouble
from gallery_pos.language import tr
from gallery_pos.month_file.keys import accepted, remembered
from receipts.files import save
from ui.folder import APP

if TYPE_CHECKING:
    from gallery_pos.month_file.model import Manifest

Keys = dict[str, dict[str, str]]


class KeyMemory:
    """The keys that were seen, in a small file that people may read; ``folder`` is the person's own unless one is given."""

    def __init__(self, folder: Path | None = None) -> None:
        place = folder or platformdirs.user_config_path(APP, appauthor=False)
        self._file = place / "kunci-galeri.json"

    def known(self) -> Keys:
        """Return the keys that were seen here. Raises StorageTrouble (``keys.unreadable``)."""
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=Keys)
        except FileNotFoundError:
            return {}
        except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
            words = tr("Daftar kunci galeri yang dikenal ({file}) tidak bisa dibaca.")
            raise StorageTrouble(
                "keys.unreadable",
                words.format(file=self._file),
                safe=tr("Berkas yang diperiksa tidak berubah."),
                todo=tr(
                    "Kembalikan berkas itu dari cadangan, atau hapus: semua kunci lalu dilihat sebagai yang pertama."
                ),
            ) from error

    def remember(self, manifest: Manifest, known: Keys) -> None:
        """Keep the keys of a file that holds."""
        after = remembered(manifest, known)
        if after != known:
            self._write(after)

    def accept(self, manifest: Manifest) -> None:
        """Keep the keys of a file because a person asked the gallery and said yes."""
        self._write(accepted(manifest, self.known()))

    def _write(self, keys: Keys) -> None:
        save(self._file, msgspec.json.format(msgspec.json.encode(keys, order="sorted"), indent=2), private=True)
