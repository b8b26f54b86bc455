"""Processes for which the world is narrower: a disk that ends, folders that may only be read."""

from __future__ import annotations

import ctypes
import os
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

PR_CAPBSET_DROP = 24
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2


def full_disk(size: int) -> Callable[[], None]:
    """Return what fills a process's disk before it starts: no file may grow beyond so many bytes."""
    return partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size))


def bound_by_permissions() -> None:
    """Take the right to write everywhere from a process before it starts: root has it too, in a container above all."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
            if libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "prctl")


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Let a folder and all in it only be read for the length of a block."""
    before = {path: path.stat().st_mode for path in (folder, *folder.rglob("*"))}
    try:
        for path, mode in before.items():
            path.chmod(mode & ~0o222)
        yield
    finally:
        for path, mode in before.items():
            path.chmod(mode)
