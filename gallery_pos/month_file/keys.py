"""Whose key signed: trusted on first use, remembered, and told where it is another one later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from gallery_pos.language import tr
from gallery_pos.month_file.findings import Aspect, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_pos.month_file.model import Manifest

Known: TypeAlias = Mapping[str, Mapping[str, str]]
"""Per gallery (its id) the public keys (hex) by terminal, as ``A.1`` for the first epoch of terminal A."""

_SHORT = 16
_GROUP = 4


def terminal(origin: str, epoch: int) -> str:
    """Return how a terminal's chain is called among the known keys."""
    return f"{origin}.{epoch}"


def fingerprint(public_key: str) -> str:
    """Return the beginning of a key as people compare it on the telephone: "3f9a 77c2 1b0d 55e1"."""
    return " ".join(public_key[start : start + _GROUP] for start in range(0, _SHORT, _GROUP))


def keys_in(manifest: Manifest) -> dict[str, str]:
    """Return the keys that a file vouches for, by terminal; the signer's own counts before what it lists."""
    listed = {terminal(chain.origin, chain.epoch): chain.public_key for chain in manifest.chains}
    signer = manifest.signer
    return listed | {terminal(signer.origin, signer.epoch): signer.public_key}


def is_first(manifest: Manifest, known: Known | None) -> bool:
    """Tell whether no key of this gallery was ever seen here."""
    return not (known or {}).get(manifest.gallery)


def judge(manifest: Manifest, known: Known | None) -> Iterator[Finding]:
    """Yield what is wrong with the keys; a terminal is new without a finding where a known one signed for it.

    ``known`` None leaves memory out of it.
    """
    signer = manifest.signer
    name = terminal(signer.origin, signer.epoch)
    own = [chain for chain in manifest.chains if (chain.origin, chain.epoch) == (signer.origin, signer.epoch)]
    if any(chain.public_key != signer.public_key for chain in own):
        yield _about(tr("kunci penandatangan bukan kunci komputer {name} di rantainya"), name, memory=False)
    seen = (known or {}).get(manifest.gallery)
    if not seen:
        return
    for chain_name, key in keys_in(manifest).items():
        before = seen.get(chain_name)
        if before is not None and before != key:
            yield _about(
                tr("komputer {name} memakai kunci lain daripada yang dikenal dari berkas sebelumnya"), chain_name
            )
    if name not in seen:
        yield _about(
            tr("ditandatangani komputer {name} yang belum pernah dilihat dari galeri ini; tanyakan sidik kuncinya"),
            name,
        )


def remembered(manifest: Manifest, known: Known) -> dict[str, dict[str, str]]:
    """Return the known keys with those of a file added; a key that is known already is never replaced."""
    everything = {gallery: dict(keys) for gallery, keys in known.items()}
    mine = everything.setdefault(manifest.gallery, {})
    everything[manifest.gallery] = keys_in(manifest) | mine
    return everything


def accepted(manifest: Manifest, known: Known) -> dict[str, dict[str, str]]:
    """Return the known keys with those of a file in the place of what was known: a person asked and said yes."""
    everything = {gallery: dict(keys) for gallery, keys in known.items()}
    everything[manifest.gallery] = everything.get(manifest.gallery, {}) | keys_in(manifest)
    return everything


def _about(what: str, name: str, *, memory: bool = True) -> Finding:
    return Finding(Aspect.KEY, "", what.format(name=name), about_memory=memory)
