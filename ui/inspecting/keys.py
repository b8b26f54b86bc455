"""The keys of galleries that this machine has seen, kept for the person who checks, outside any gallery's folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import platformdirs

from gallery_pos.errors import StorageTrouble
from gallery_pos.language import tr
from gallery_pos.month_file.keys import accepted, is_first, keys_in, remembered
from receipts.files import save
from ui.folder import APP

if TYPE_CHECKING:
    from gallery_pos.month_file.model import Manifest

Keys = dict[str, dict[str, str]]


def keys_file() -> Path:
    """Return where the keys are kept."""
    return platformdirs.user_config_path(APP, appauthor=False) / "kunci-galeri.json"


def known_keys() -> Keys:
    """Return the keys that were seen here. Raises StorageTrouble (``keys.unreadable``)."""
    try:
        return msgspec.json.decode(keys_file().read_bytes(), type=Keys)
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.DecodeError) as error:
        raise StorageTrouble(
            "keys.unreadable",
            tr("Daftar kunci galeri yang dikenal ({file}) tidak bisa dibaca.").format(file=keys_file()),
            safe=tr("Berkas yang diperiksa tidak berubah."),
            todo=tr("Kembalikan berkas itu dari cadangan, atau hapus: semua kunci lalu dilihat sebagai yang pertama."),
        ) from error


def remember(manifest: Manifest, known: Keys) -> bool:
    """Keep the keys of a file that holds; tell whether this gallery was never seen before."""
    after = remembered(manifest, known)
    if after != known:
        _write(after)
    return is_first(manifest, known)


def accept(manifest: Manifest) -> dict[str, str]:
    """Keep the keys of a file because a person asked the gallery and said yes; return them."""
    _write(accepted(manifest, known_keys()))
    return keys_in(manifest)


def _write(keys: Keys) -> None:
    save(keys_file(), msgspec.json.format(msgspec.json.encode(keys, order="sorted"), indent=2), private=True)
