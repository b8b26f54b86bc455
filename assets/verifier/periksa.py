"""Memeriksa berkas bulan Galeri POS tanpa Galeri POS: ``python periksa.py BERKAS``.

Checks a month file with nothing but Python 3.11 and ``cryptography``: the ZIP byte by byte, the chain of documents, its
signatures and numbers; every split, every statement and the month's figures are worked out anew. docs/month-file.md
describes the format. Exit code 0 all holds, 1 findings, 2 no month file. It trusts no key: compare the one it prints.
"""

from __future__ import annotations

import json
import struct
import sys
import zlib
from collections import Counter
from hashlib import sha256
from io import BytesIO
from itertools import takewhile
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FORMAT, VERSION, FULL, ROUNDING, ENOUGH = "galeri-pos-bulan", 1, 10_000, 2, 20_000
MOST_BYTES, MOST_UNPACKED, MOST_MANIFEST = 64 << 20, 256 << 20, 1 << 20
SIGNED = {"ShiftClosed", "StatementIssued", "MonthClosed"}
METHODS = {"tunai": "cash", "qris": "qris", "transfer": "transfer", "kartu": "card"}
PAYS = (("commission_bp", 0), ("consignor_price", None), ("discount_bearer", "shared"), ("outright", False))
DUE = ("quantity", "gross", "discount", "commission", "due")


class NoMonthFile(Exception):
    """The file is no month file, or one of a newer program."""


def signed(key: str, signature: str, digest: bytes) -> bool:
    """Tell whether the holder of a public key signed a digest."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), digest)
    except (InvalidSignature, ValueError):
        return False
    return bytes.fromhex(signature).hex() == signature


def local(name: str, method: int, crc: int, packed: int, size: int) -> bytes:
    """Return the only header that a member may have in front of it."""
    return struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, method, 0, 0x21, crc, packed, size, len(name), 0) + name.encode()


def central(place: tuple[str, int, int, int, int, int]) -> bytes:
    """Return the only line that a member may have in the directory at the end."""
    name, method, crc, packed, size, offset = place
    head = struct.pack("<4s6H3I", b"PK\1\2", 0x0314, 20, 0, method, 0, 0x21, crc, packed, size)
    return head + struct.pack("<5H2I", len(name), 0, 0, 0, 0, 0o100644 << 16, offset) + name.encode()


def manifest_of(data: bytes) -> tuple[bytes, dict[str, Any]]:
    """Return the manifest, as it stands in the file and read. Raises NoMonthFile."""
    if data[:4] != b"PK\3\4" or data[30:43] != b"MANIFEST.json":
        raise NoMonthFile("bukan berkas bulan")
    text = data[43 : 43 + min(struct.unpack_from("<I", data, 22)[0], MOST_MANIFEST)]
    manifest = json.loads(text)
    if not isinstance(manifest, dict) or (manifest.get("format"), manifest.get("version")) != (FORMAT, VERSION):
        raise NoMonthFile("bukan berkas bulan Galeri POS, atau dari program yang lebih baru")
    names = {each["name"] for each in manifest["files"]}
    if len(names) < len(manifest["files"]) or sum(each["size"] for each in manifest["files"]) > MOST_UNPACKED:
        raise NoMonthFile("isinya terlalu besar atau bernama kembar; tidak dibuka")
    return text, manifest


def opened(data: bytes, found: list[str]) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return the manifest and the members; what is not as the manifest says is added to ``found``."""
    text, manifest = manifest_of(data)
    at = 43 + len(text)
    sign = data[at + 42 : at + 170]
    if not signed(manifest["signer"]["public_key"], sign.decode("ascii", "replace"), sha256(text).digest()):
        found.append("tanda tangan berkas tidak sah")
    expected = [local("MANIFEST.json", 0, zlib.crc32(text), len(text), len(text)), text]
    expected += [local("MANIFEST.sig", 0, zlib.crc32(sign), 128, 128), sign]
    places = [("MANIFEST.json", 0, zlib.crc32(text), len(text), len(text), 0)]
    places.append(("MANIFEST.sig", 0, zlib.crc32(sign), 128, 128, at))
    at += 170
    members: dict[str, bytes] = {}
    for each in manifest["files"]:
        name, offset = each["name"], at
        at += 30 + len(name)
        packed = data[at : at + each["packed"]]
        at += each["packed"]
        try:
            member = zlib.decompressobj(-15).decompress(packed, each["size"] + 1)  # never more than it may have
        except zlib.error:
            member = b""
        if sha256(packed).hexdigest() != each["packed_sha256"] or sha256(member).hexdigest() != each["sha256"]:
            found.append(f"{name}: isinya diubah atau terpotong")
        members[name] = member
        places.append((name, 8, zlib.crc32(member), each["packed"], each["size"], offset))
        expected += [local(*places[-1][:5]), packed]
    directory = b"".join(central(place) for place in places)
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, len(places), len(places), len(directory), at, 0)
    if b"".join(expected) + directory + end != data:
        found.append("bungkus ZIP-nya diubah, terpotong, atau ditambahi")
    return manifest, members


def half_up(numerator: int, denominator: int) -> int:
    """Return the quotient rounded half away from zero."""
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    return int(sign * ((2 * abs(numerator) + abs(denominator)) // (2 * abs(denominator))))


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
    order = sorted(range(len(weights)), key=lambda at: -(amount * weights[at] % whole))
    for at in order[: amount - sum(parts)]:
        parts[at] += 1
    return parts


def recomputed(line: dict[str, Any]) -> list[list[int]]:
    """Return gross, discount, commission and due of each part of a sale line, worked out from its terms."""
    groups: dict[tuple[Any, ...], list[int]] = {}
    parts = line["allocations"]
    for at, part in enumerate(parts):
        terms = tuple(part["terms"].get(name, plain) for name, plain in PAYS)
        groups.setdefault(terms, []).append(at)
    pieces = [sum(parts[at]["quantity"] for at in group) for group in groups.values()]
    made: dict[int, list[int]] = {}
    for group, count, cut in zip(groups.values(), pieces, spread(line.get("discount", 0), pieces), strict=True):
        kept = commission_of(parts[group[0]]["terms"], count, count * line["unit_price"], cut)
        done = 0
        for at in group:
            more, gross = parts[at]["quantity"], parts[at]["quantity"] * line["unit_price"]
            off, keep = (half_up(sum_ * (done + more), count) - half_up(sum_ * done, count) for sum_ in (cut, kept))
            made[at] = [gross, off, keep, gross - off - keep]
            done += more
    return [made[at] for at in range(len(parts))]


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
        self.last: dict[tuple[Any, ...], int] = {}
        self.trade: dict[str, dict[str, Counter[str]]] = {}
        self.figures: Counter[str] = Counter()
        self.closing: dict[str, Any] = {}

    def row(self, row: dict[str, Any]) -> None:
        """Check one row: its place in the chain, its number, its sums."""
        head, body = json.loads(row["head"]), json.loads(row["body"])
        key, number = (head["origin"], head["epoch"]), head["number"]
        seq, before = self.at.get(key, (None, ""))
        if seq is None or head["seq"] != seq + 1:
            self.found.append(f"{number}: catatan hilang, disisipkan, atau bertukar tempat sebelum ini")
        if sha256(bytes.fromhex(before) + row["head"].encode() + row["body"].encode()).hexdigest() != row["hash"]:
            self.found.append(f"{number}: isinya diubah, atau tidak menyambung ke catatan sebelumnya")
        chain = self.chains.get(key, {"last": head["seq"], "public_key": "", "first": 0})
        must = head["seq"] == chain["last"] or head["kind"] in SIGNED
        if must and not signed(chain["public_key"], row.get("signature", ""), bytes.fromhex(row["hash"])):
            self.found.append(f"{number}: tanda tangannya tidak sah")
        self.at[key] = (head["seq"], row["hash"])
        self.number(head, first=chain["first"] == 1)
        makers = self.trade.setdefault(head["id"], {})
        match head["kind"]:
            case "SaleCompleted" | "SaleRefunded":
                self.sold(head, body, 1 if head["kind"] == "SaleCompleted" else -1, makers)
            case "StatementIssued":
                self.statement(number, body)
            case "MonthClosed" if number == self.manifest["closed"]:
                self.closing = body

    def number(self, head: dict[str, Any], *, first: bool) -> None:
        """Numbers of one kind, outlet and terminal have no gap."""
        key = (head["outlet"], head["origin"], head["epoch"], head["kind"])
        count = int(head["number"].rpartition("-")[2])
        if count != self.last.get(key, 0 if first else count - 1) + 1:
            self.found.append(f"{head['number']}: nomornya tidak berurutan")
        self.last[key] = count

    def sold(self, head: dict[str, Any], body: dict[str, Any], sign: int, makers: dict[str, Counter[str]]) -> None:
        """Work a sale or a refund out anew and add it to the month and to its makers."""
        mine = head["outlet"] == self.manifest["outlet"] and head["business_date"][:7] == self.manifest["month"]
        month: Counter[str] = Counter({"sales" if sign > 0 else "refunds": 1})
        for line in body["lines"]:
            told = [[part[name] for name in DUE[1:]] for part in line["allocations"]]
            if any(gross - off != keep + due for gross, off, keep, due in told):
                self.found.append(f"{head['number']}: {line['name']}: pembagiannya tidak sama dengan harganya")
            if far_off(line) if sign < 0 else told != recomputed(line):
                self.found.append(f"{head['number']}: {line['name']}: komisi tidak sama dengan hitungan ulang")
            sums = Counter({name: sign * sum(part[name] for part in line["allocations"]) for name in DUE})
            month.update(sums)
            makers.setdefault(line["consignor"], Counter()).update(sums)
        month["tax"] += sign * body.get("tax", 0)
        month["rounding"] += sign * body.get("rounding", 0)
        paid = sum(tender["amount"] for tender in body["tenders"]) - body.get("change", 0)
        if not body["total"] == paid == sign * sum(month[name] for name in ("commission", "due", "tax", "rounding")):
            self.found.append(f"{head['number']}: total tidak sama dengan baris dan pembayarannya")
        for tender in body["tenders"]:
            month[METHODS[tender["method"]]] += sign * tender["amount"]
        month["cash"] -= body.get("change", 0)
        month["pieces"] = month.pop("quantity", 0)
        if mine:
            self.figures.update(month)

    def statement(self, number: str, body: dict[str, Any]) -> None:
        """Sum a statement: its lines, what it settles, and its balance."""
        told = body["figures"]
        settled = [self.trade.get(each.replace("-", "")) for each in body["documents"]]
        for name in DUE[1:]:
            made = sum(makers[told["consignor"]][name] for makers in settled if makers and told["consignor"] in makers)
            if told[name] != sum(product[name] for product in told["products"]):
                self.found.append(f"{number}: jumlah laporan tidak sama dengan baris produknya")
            if None not in settled and told[name] != made:
                self.found.append(f"{number}: jumlah laporan tidak sama dengan penjualan yang dilaporkan")
        if told["closing"] != told["opening"] + told["due"] - told["fees"] + told["adjustments"] - told["paid"]:
            self.found.append(f"{number}: saldo akhir tidak sama dengan rinciannya")
        if told["adjustments"] - told["fees"] - told["paid"] != sum(each["amount"] for each in told["entries"]):
            self.found.append(f"{number}: iuran, koreksi, dan pembayaran tidak sama dengan rinciannya")

    def end(self) -> None:
        """Compare the end of each chain and the figures of the closing with what was summed."""
        for key, chain in self.chains.items():
            if self.at[key][0] != chain["last"]:
                self.found.append(f"rantai {key[0]}.{key[1]} tidak lengkap")
        if not self.closing:
            self.found.append(
                "bulan ini belum ditutup: berkas ini draf" if self.manifest["draft"] else "tanpa penutupan"
            )
            return
        for name in ("sales", "refunds", "pieces", *DUE[1:], "tax", "rounding", *METHODS.values()):
            told = self.closing["figures"].get(name, 0)
            if told != self.figures[name]:
                closed = self.manifest["closed"]
                self.found.append(f"{closed}: {name} ditutup {told}, jumlah catatannya {self.figures[name]}")


def check(data: bytes) -> tuple[dict[str, Any], list[str], Books]:
    """Return manifest, findings and sums of a month file. Raises NoMonthFile."""
    found: list[str] = []
    try:
        manifest, members = opened(data, found)
        books = Books(manifest, found)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, struct.error, RecursionError) as error:
        raise NoMonthFile("daftar isinya rusak") from error
    lines = takewhile(lambda _line: len(found) < ENOUGH, BytesIO(members.get("jurnal.jsonl", b"")))
    for at, line in enumerate(lines, start=1):
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
    print(f"{len(books.trade)} catatan, {len(found)} temuan")
    print("".join(f"- {each}\n" for each in found) or "Semua cocok: berkas, rantai, nomor, pembagian, dan jumlahnya.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
