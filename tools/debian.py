"""What the machine itself must have, and how Debian and Ubuntu get it.

Runs on a bare Python, before anything is installed: standard library only.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys

# Shared library: Debian package. Without these no window opens, not even off screen.
FOR_WINDOWS = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
# With these: a window under X, the camera and its decoder, the system's printers.
FOR_COMFORT = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libpulse.so.0": "libpulse0",
    "libXrandr.so.2": "libxrandr2",
    "libXext.so.6": "libxext6",
    "libdrm.so.2": "libdrm2",
    "libcups.so.2": "libcups2",
    "libzbar.so.0": "libzbar0",
}


def missing(libraries: dict[str, str]) -> dict[str, str]:
    """Return those of ``libraries`` that the loader cannot find; other systems than Linux bring their own."""
    return {} if sys.platform != "linux" else {name: deb for name, deb in libraries.items() if not _loads(name)}


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install(packages: list[str], *, why: str) -> bool:
    """Install Debian ``packages`` as root or through sudo, saying ``why``; False where that is not possible.

    sudo asks for a password only where a person sits at the terminal.
    """
    prefix = _root_prefix()
    if prefix is None or shutil.which("apt-get") is None:
        return False
    say(f"Memasang {why} / installing: {' '.join(packages)}")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    for step in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run([*apt, *step], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if done.returncode != 0:
            say(done.stdout.decode(errors="replace"))
            return False
    return True


def _root_prefix() -> list[str] | None:
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo is None:
        return None
    if subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    return [sudo] if sys.stdin.isatty() else None


def how_to(packages: list[str]) -> str:
    """Return the command a person types where we may not install ``packages`` ourselves."""
    return f"sudo apt-get install {' '.join(packages)}"


def say(sentence: str) -> None:
    """Print ``sentence`` at once, so that it stands before what it announces."""
    print(sentence, flush=True)
