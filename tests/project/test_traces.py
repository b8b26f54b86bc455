"""What is committed holds on any machine: no package registry by its host, no folder of somebody's computer."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# One letter of each stands in brackets, so that this file is clean by its own rule.
TRACES = re.compile(
    rb"py[p]i\.org|python[h]osted|np[m]js|crates\.i[o]|index[-_]ur[l]|find[-_]link[s]|trusted[-_]hos[t]"
    rb"|(?<![\w.])/(?:wor[k]|roo[t]|Use[r]s|hom[e]/\w+|tm[p]|op[t]/(?:py|whee))/"
)


def test_no_committed_file_names_a_registry_or_a_machines_folder() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
    found = [
        f"{name}: {match.group().decode()}"
        for name in listed.decode().split("\0")
        if name and (ROOT / name).is_file()
        for match in TRACES.finditer((ROOT / name).read_bytes())
    ]
    assert found == []
