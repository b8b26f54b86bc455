"""Memeriksa berkas bulan Galeri POS tanpa Galeri POS: ``python periksa.py BERKAS``.

Checks a month file with nothing but Python 3.11 and ``cryptography``: the ZIP byte by byte, the chain of documents, its
signatures and numbers; every split, statement and figure is worked out anew (docs/month-file.md has the format). Exit
code 0 all holds, 1 findings, 2 no month file. It trusts no key: compare the one it prints.
"""

from __future__ import annotations

import json
import struct
import sys
import zlib
from collections import Counter
from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FORMAT, VERSION, FULL, ROUNDING, ENOUGH = "galeri-pos-bulan", 1, 10_000, 2, 20_000
MOST_BYTES, MOST_UNPACKED, MOST_MANIFEST = 64 << 20, 256 << 20, 1 << 20
SIGNED, TRADE = {"ShiftClosed", "StatementIssued", "MonthClosed"}, {"SaleCompleted", "SaleRefunded", "ShiftClosed"}
METHODS = {"tunai": "cash", "qris": "qris", "transfer": "transfer", "kartu": "card"}
WORDS = {"sales": "jumlah struk", "refunds": "jumlah retur", "pieces": "jumlah barang", "gross": "penjualan kotor"}
WORDS |= {"discount": "potongan", "commission": "komisi", "due": "hak penitip", "tax": "pajak"}
WORDS |= {"rounding": "pembulatan", "cash": "tunai", "qris": "QRIS", "transfer": "transfer", "card": "kartu"}
PAYS = (("commission_bp", 0), ("consignor_price", None), ("discount_bearer", "shared"), ("outright", False))
DUE = ("quantity", "gross", "discount", "commission", "due")


class NoMonthFile(Exception):
    """The file is no month file, or one of a newer program."""


def signed(key: str, signature: str, digest: bytes) -> bool:
    """Tell whether the holder of a public key signed a digest."""
    with suppress(InvalidSignature, ValueError):
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), digest)
        return bytes.fromhex(signature).hex() == signature
    return False


def zipped(parts: list[tuple[str, int, int, bytes, int]]) -> bytes:
    """Return the only bytes that a ZIP with these members may have: name, method, CRC, packed bytes and size of each."""
    body, directory = bytearray(), bytearray()
    for name, method, crc, packed, size in parts:
        common = struct.pack("<5H3I2H", 20, 0, method, 0, 0x21, crc, len(packed), size, len(name), 0)
        where = struct.pack("<3H2I", 0, 0, 0, 0o100644 << 16, len(body))
        directory += b"PK\1\2" + struct.pack("<H", 0x0314) + common + where + name.encode()
        body += b"PK\3\4" + common + name.encode() + packed
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, len(parts), len(parts), len(directory), len(body), 0)
    return bytes(body + directory + end)


def opened(data: bytes, found: list[str]) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return manifest and members; what is not as the manifest says is added to ``found``. Raises NoMonthFile."""
    if data[:4] != b"PK\3\4" or data[30:43] != b"MANIFEST.json":
        raise NoMonthFile("bukan berkas bulan")
    at = 43 + min(struct.unpack_from("<I", data, 22)[0], MOST_MANIFEST)
    text, sign = data[43:at], data[at + 42 : at + 170]
    manifest = json.loads(text)
    if not isinstance(manifest, dict) or (manifest.get("format"), manifest.get("version")) != (FORMAT, VERSION):
        raise NoMonthFile("bukan berkas bulan Galeri POS, atau dari program yang lebih baru")
    names = {each["name"] for each in manifest["files"]}
    if len(names) < len(manifest["files"]) or sum(each["size"] for each in manifest["files"]) > MOST_UNPACKED:
        raise NoMonthFile("isinya terlalu besar atau bernama kembar; tidak dibuka")
    if not signed(manifest["signer"]["public_key"], sign.decode("ascii", "replace"), sha256(text).digest()):
        found.append("tanda tangan berkas tidak sah")
    parts = [("MANIFEST.json", 0, zlib.crc32(text), text, len(text)), ("MANIFEST.sig", 0, zlib.crc32(sign), sign, 128)]
    at += 170
    members: dict[str, bytes] = {}
    for each in manifest["files"]:
        start = at + 30 + len(each["name"])
        at = start + each["packed"]
        packed, member = data[start:at], b""
        with suppress(zlib.error):
            member = zlib.decompressobj(-15).decompress(packed, each["size"] + 1)  # never more than it may have
        if sha256(packed).hexdigest() != each["packed_sha256"] or sha256(member).hexdigest() != each["sha256"]:
            found.append(f"{each['name']}: isinya diubah atau terpotong")
        members[each["name"]] = member
        parts.append((each["name"], 8, zlib.crc32(member), packed, each["size"]))
    if zipped(parts) != data:
        found.append("bungkus ZIP-nya diubah, terpotong, atau ditambahi")
    return manifest, members


def half_up(numerator: int, denominator: int) -> int:
    """Return the quotient by what is above 0, rounded half away from zero."""
    return (2 * abs(numerator) + denominator) // (2 * denominator) * (-1 if numerator < 0 else 1)


def commission_of(terms: dict[str, Any], pieces: int, gross: int, discount: int) -> int:
    """Return what the gallery keeps of a line; the maker gets ``gross - discount`` less it."""
    net, rate, price = gross - discount, terms.get("commission_bp", 0), terms.get("consignor_price")
    bearer = terms.get("discount_bearer", "shared")
    if terms.get("outright"):
        return net
    if price is None and bearer == "shared":
        return half_up(net * rate, FULL)
    base = gross if price is None else price * pieces
    kept = gross - base + half_up(base * rate, FULL)
    if bearer == "gallery":
        return int(kept - discount)
    return half_up(kept * net, gross) if bearer == "shared" and gross else int(kept)


def spread(amount: int, weights: list[int]) -> list[int]:
    """Split an amount by weights; what is left over goes to the largest remainders."""
    whole = sum(weights)
    parts = [amount * weight // whole for weight in weights]
    for at in sorted(range(len(weights)), key=lambda at: -(amount * weights[at] % whole))[: amount - sum(parts)]:
        parts[at] += 1
    return parts


def recomputed(line: dict[str, Any]) -> list[list[int]]:
    """Return gross, discount, commission and due of each part of a sale line, worked out from its terms."""
    groups: dict[tuple[Any, ...], list[int]] = {}
    parts = line["allocations"]
    for at, part in enumerate(parts):
        groups.setdefault(tuple(part["terms"].get(name, plain) for name, plain in PAYS), []).append(at)
    pieces = [sum(parts[at]["quantity"] for at in group) for group in groups.values()]
    made: list[list[int]] = [[] for _part in parts]
    for group, count, cut in zip(groups.values(), pieces, spread(line.get("discount", 0), pieces), strict=True):
        kept = commission_of(parts[group[0]]["terms"], count, count * line["unit_price"], cut)
        done = 0
        for at in group:
            more, gross = parts[at]["quantity"], parts[at]["quantity"] * line["unit_price"]
            off, keep = (half_up(sum_ * (done + more), count) - half_up(sum_ * done, count) for sum_ in (cut, kept))
            made[at] = [gross, off, keep, gross - off - keep]
            done += more
    return made


def far_off(line: dict[str, Any]) -> bool:
    """Tell whether a part that came back is split otherwise than its terms say; its line was rounded as a whole."""
    parts = [(part, part["terms"], part["quantity"], part["gross"], part["discount"]) for part in line["allocations"]]
    return any(abs(commission_of(*given) - part["commission"]) > ROUNDING for part, *given in parts)


class Books:
    """Goes through the journal row by row and sums what it says; findings are added to ``found``."""

    def __init__(self, manifest: dict[str, Any], found: list[str]) -> None:
        self.manifest, self.found = manifest, found
        self.chains = {(one["origin"], one["epoch"]): one for one in manifest["chains"]}
        self.at = {key: (one["first"] - 1, one["before"]) for key, one in self.chains.items()}
        self.hashes = {(*key, seq): before for key, (seq, before) in self.at.items()}
        self.last: dict[tuple[Any, ...], int] = {}
        self.trade: dict[str, dict[str, Counter[str]]] = {}
        self.figures: Counter[str] = Counter()
        self.closing: dict[str, Any] = {}
        self.aside: list[dict[str, Any]] = []
        signer = manifest["signer"]
        if self.chains.get((signer["origin"], signer["epoch"]), signer)["public_key"] != signer["public_key"]:
            found.append("kunci yang menandatangani berkas bukan kunci komputer itu di rantainya")

    def say(self, head: dict[str, Any], what: str) -> None:
        """Add a finding about a document: its number, its date, and what is wrong."""
        self.found.append(f"{head['number']} ({head['business_date']}): {what}")

    def row(self, row: dict[str, Any]) -> None:
        """Check one row: its place in the chain, its number, its sums."""
        head, of = json.loads(row["head"]), self.manifest
        key = (head["origin"], head["epoch"])
        seq, before = self.at.get(key, (None, ""))
        if seq is None or head["seq"] != seq + 1:
            self.say(head, "catatan hilang, disisipkan, atau bertukar tempat sebelum ini")
        bare, here = not row.get("body"), of["whole"] or head["outlet"] == of["outlet"]
        later = here and head["business_date"][:7] > of["month"]
        if bare and (head["kind"] == "MonthClosed" or (here and not later)):
            self.say(head, "isinya tidak ada di berkas, padahal dihitung dalam bulan ini")
        if not bare and sha256(bytes.fromhex(before) + (row["head"] + row["body"]).encode()).hexdigest() != row["hash"]:
            self.say(head, "isinya diubah, atau tidak menyambung ke catatan sebelumnya")
        self.aside += [head] if bare and later else []  # nobody can tell whether it is that: no trade may follow it
        self.mine = (head["outlet"], head["business_date"][:7]) == (of["outlet"], of["month"])
        while self.aside and self.mine and not bare and head["kind"] in TRADE:
            self.say(self.aside.pop(), f"isinya tidak ada di berkas, padahal ditulis sebelum {head['number']}")
        chain = self.chains.get(key, {"last": head["seq"], "public_key": "", "first": 0})
        must = head["seq"] == chain["last"] or (head["kind"] in SIGNED and not bare)
        if must and not signed(chain["public_key"], row.get("signature", ""), bytes.fromhex(row["hash"])):
            self.say(head, "tanda tangannya tidak sah")
        self.at[key], self.hashes[*key, head["seq"]] = (head["seq"], row["hash"]), row["hash"]
        place = (*key, head["outlet"], head["kind"])
        stem, _, digits = head["number"].rpartition("-")
        wanted = self.last.get(place, 0 if chain["first"] == 1 else int(digits) - 1) + 1
        if int(digits) != wanted:
            self.say(head, f"nomornya tidak berurutan: {stem}-{wanted:06} seharusnya di sini")
        self.last[place] = int(digits)
        if not bare:
            self.document(head, json.loads(row["body"]))

    def document(self, head: dict[str, Any], body: dict[str, Any]) -> None:
        """Sum a document."""
        makers = self.trade.setdefault(head["id"], {})
        if head["kind"] in {"SaleCompleted", "SaleRefunded"}:
            self.sold(head, body, 1 if head["kind"] == "SaleCompleted" else -1, makers)
        elif head["kind"] == "StatementIssued":
            self.statement(head, body)
        elif head["kind"] == "MonthClosed":
            self.closing = body if head["number"] == self.manifest["closed"] else self.closing
            for one in body["heads"]:
                if self.hashes.get((one["origin"], one["epoch"], one["seq"]), one["hash"]) != one["hash"]:
                    self.say(head, "bulan ditutup dengan catatan {origin}.{epoch}/{seq} yang lain".format(**one))

    def sold(self, head: dict[str, Any], body: dict[str, Any], sign: int, makers: dict[str, Counter[str]]) -> None:
        """Work a sale or a refund out anew and add it to the month and to its makers."""
        month: Counter[str] = Counter({"sales" if sign > 0 else "refunds": 1})
        for line in body["lines"]:
            told = [[part[name] for name in DUE[1:]] for part in line["allocations"]]
            if any(gross - off != keep + due for gross, off, keep, due in told):
                self.say(head, f"{line['name']}: pembagiannya tidak sama dengan harganya")
            if far_off(line) if sign < 0 else told != recomputed(line):
                self.say(head, f"{line['name']}: komisi atau hak penitip tidak sama dengan hitungan ulang")
            sums = Counter({name: sign * sum(part[name] for part in line["allocations"]) for name in DUE})
            month.update(sums)
            makers.setdefault(line["consignor"], Counter()).update(sums)
        month["tax"] += sign * body.get("tax", 0)
        month["rounding"] += sign * body.get("rounding", 0)
        paid = sum(tender["amount"] for tender in body["tenders"]) - body.get("change", 0)
        if not body["total"] == paid == sign * sum(month[name] for name in ("commission", "due", "tax", "rounding")):
            self.say(head, "total tidak sama dengan baris dan pembayarannya")
        for tender in body["tenders"]:
            month[METHODS[tender["method"]]] += sign * tender["amount"]
        month["cash"] -= body.get("change", 0)
        month["pieces"] = month.pop("quantity", 0)
        self.figures.update(month if self.mine else {})

    def statement(self, head: dict[str, Any], body: dict[str, Any]) -> None:
        """Sum a statement: its lines, what it settles, and its balance."""
        told = body["figures"]
        settled = [self.trade.get(each.replace("-", "")) for each in body["documents"]]
        for name in DUE[1:]:
            made = sum(makers[told["consignor"]][name] for makers in settled if makers and told["consignor"] in makers)
            if told[name] != sum(product[name] for product in told["products"]):
                self.say(head, f"{WORDS[name]} tidak sama dengan jumlah baris produknya")
            if None not in settled and told[name] != made:
                self.say(head, f"{WORDS[name]} tidak sama dengan penjualan yang dilaporkan")
        if told["closing"] != told["opening"] + told["due"] - told["fees"] + told["adjustments"] - told["paid"]:
            self.say(head, "saldo akhir tidak sama dengan rinciannya")
        if told["adjustments"] - told["fees"] - told["paid"] != sum(each["amount"] for each in told["entries"]):
            self.say(head, "iuran, koreksi, dan pembayaran tidak sama dengan rinciannya")

    def end(self) -> None:
        """Compare the end of each chain and the figures of the closing with what was summed."""
        for key, chain in self.chains.items():
            if self.at[key][0] != chain["last"]:
                self.found.append(f"rantai {key[0]}.{key[1]} tidak lengkap")
        if not self.closing:
            self.found.append("belum ditutup: berkas ini draf" if self.manifest["draft"] else "tanpa penutupan bulan")
            return
        for name, words in WORDS.items():
            told, made = self.closing["figures"].get(name, 0), self.figures[name]
            if told != made:
                self.found.append(f"{self.manifest['closed']}: {words} ditutup {told}, jumlah catatannya {made}")


def check(data: bytes) -> tuple[dict[str, Any], list[str], Books]:
    """Return manifest, findings and sums of a month file. Raises NoMonthFile."""
    found: list[str] = []
    try:
        manifest, members = opened(data, found)
        books = Books(manifest, found)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, struct.error, RecursionError) as error:
        raise NoMonthFile("daftar isinya rusak") from error
    for at, line in enumerate(BytesIO(members.get("jurnal.jsonl", b"")), start=1):
        if len(found) > ENOUGH:
            break
        try:
            books.row(json.loads(line))
        except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
            found.append(f"baris {at} jurnal tidak bisa dibaca: {error!r}")
    books.end()
    return manifest, found, books


def main() -> int:
    """Check the file that is named and say in plain words what holds."""
    path = Path(sys.argv[-1])
    try:
        if len(sys.argv) != 2 or path.stat().st_size > MOST_BYTES:
            raise NoMonthFile("cara pakai: python periksa.py BERKAS (paling besar 64 MB)")
        manifest, found, books = check(path.read_bytes())
    except (OSError, NoMonthFile) as error:
        print(f"{path.name} tidak bisa diperiksa: {error}")
        return 2
    print(f"{manifest['outlet_name']}, bulan {manifest['month']}, ditutup {manifest['closed'] or '-'}")
    print("Kunci komputer {origin}.{epoch}: {public_key}".format(**manifest["signer"]))
    print(f"{len(books.hashes) - len(books.chains)} catatan, {len(found)} temuan")
    print("".join(f"- {each}\n" for each in found) or "Semua cocok: berkas, rantai, nomor, pembagian, dan jumlahnya.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
