"""Where a SQLite file may live: on a disk of this machine, never on a network share or in a synced folder.

WAL needs shared memory between processes of one machine, and a sync client copies the file and its journal at
different moments; both end in a damaged database (https://www.sqlite.org/howtocorrupt.html).
"""

from __future__ import annotations

import re
from pathlib import Path, PurePath, PureWindowsPath

from gallery_pos.errors import StorageTrouble
from gallery_pos.language import tr

_NETWORK = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smbfs", "smb2", "smb3", "afs", "ncpfs", "9p", "ceph", "glusterfs", "davfs", "webdav"),
        *("lustre", "gpfs", "beegfs", "fuse.sshfs", "fuse.rclone", "fuse.davfs", "fuse.gvfsd-fuse", "fuse.glusterfs"),
        *("fuse.google-drive-ocamlfuse", "fuse.onedriver", "fuse.s3fs", "fuse.dropbox", "afpfs", "coda"),
    }
)
_SYNCED = re.compile(
    r"onedrive( .*)?|dropbox( .*)?|google ?drive( .*)?|my drive|googledrive.*|icloud ?drive.*|com~apple~clouddocs"
    r"|nextcloud|owncloud|box sync|mega(sync)?|pcloud ?drive|syncthing|sync",
    re.IGNORECASE,
)
_MOUNTS = Path("/proc/mounts")
_WINDOWS_NETWORK_DRIVE = 4


def refuse_unsafe_place(path: Path) -> None:
    """Raise StorageTrouble where ``path`` is on a network share or in a folder that a sync client watches."""
    synced = synced_folder(path)
    if synced:
        raise StorageTrouble(
            "storage.synced",
            tr("Folder data tidak boleh berada di folder sinkronisasi ({folder}).").format(folder=synced),
            safe=tr("Data belum dibuka, jadi tidak ada yang rusak."),
            todo=tr("Pindahkan folder data ke cakram komputer ini; untuk salinan pakai menu Cadangan."),
        )
    if is_network(path):
        raise StorageTrouble(
            "storage.network",
            tr("Folder data tidak boleh berada di folder jaringan."),
            safe=tr("Data belum dibuka, jadi tidak ada yang rusak."),
            todo=tr("Pindahkan ke cakram komputer ini. Untuk beberapa kasir sekaligus, pakai server PostgreSQL."),
        )


def synced_folder(path: PurePath) -> str | None:
    """Return the name of the synced folder that ``path`` is in, None where it is in none."""
    return next((part for part in path.parts if _SYNCED.fullmatch(part)), None)


def is_network(path: Path) -> bool:
    """Tell whether ``path`` is on another machine's disk."""
    if str(path).startswith(("\\\\", "//")) and PureWindowsPath(path).drive.startswith("\\\\"):
        return True
    if _MOUNTS.exists():
        return file_system(path, _MOUNTS.read_text(encoding="utf-8", errors="replace")) in _NETWORK
    return _is_windows_network_drive(path)


def file_system(path: Path, mounts: str) -> str:
    """Return the type of the file system that holds ``path``, from the text of ``/proc/mounts``."""
    existing = next(folder for folder in (path, *path.parents) if folder.exists()).resolve()
    best, kind = -1, ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        point = Path(re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), fields[1]))
        if existing.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), fields[2]
    return kind


def _is_windows_network_drive(path: Path) -> bool:
    import ctypes

    windows = getattr(ctypes, "windll", None)
    if windows is None or not path.drive:
        return False
    return bool(windows.kernel32.GetDriveTypeW(f"{path.drive}\\") == _WINDOWS_NETWORK_DRIVE)
