"""What is committed holds on any machine: no package registry by its host, no folder of somebody's computer."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# One letter of each stands in brackets, so that this file is clean by its own rule.
TRACES = re.compile(
    rb"py[p]i\.org|python[h]osted|np[m]js|crates\.i[o]|index[-_]ur[l]|find[-_]link[s]|trusted[-_]hos[t]"
    rb"|(?<![\w.:])/(?:wor[k]|roo[t]|Use[r]s|hom[e]/\w+|tm[p]|op[t]/(?:py|whee))/"
)


def committed() -> list[Path]:
    """Return what git holds; in an unpacked archive, all but what .gitignore names."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        command = [git, "-c", "safe.directory=*", "ls-files", "-z"]
        listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout.decode().split("\0")
        return [ROOT / name for name in listed if name and (ROOT / name).is_file()]
    ignored = {line.rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()}
    return [path for path in ROOT.rglob("*") if path.is_file() and ignored.isdisjoint(path.relative_to(ROOT).parts)]


def test_no_committed_file_names_a_registry_or_a_machines_folder() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group().decode()}"
        for path in committed()
        for match in TRACES.finditer(path.read_bytes())
    ]
    assert found == []
