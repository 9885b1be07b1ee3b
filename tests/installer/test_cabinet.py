"""The cabinet of the Windows installer."""

import struct
import zlib
from pathlib import Path

import pytest

from installer.package.cabinet import write_cabinet

CONTENTS = {
    "empty": b"",
    "small": b"SDK",
    "words": b"meddelande " * 9_000,
    "noise": bytes((n * n * 31 + n // 7) % 251 for n in range(70_000)),
}


def unpacked(cabinet: bytes) -> dict[str, bytes]:
    """Read a cabinet as [MS-CAB] says: one folder, MSZIP."""
    first_entry, files = (
        struct.unpack_from("<I", cabinet, 16)[0],
        struct.unpack_from("<H", cabinet, 28)[0],
    )
    first_block, blocks = struct.unpack_from("<IH", cabinet, 36)
    content, place = b"", first_block
    for _ in range(blocks):
        packed, size = struct.unpack_from("<HH", cabinet, place + 4)
        data = cabinet[place + 8 : place + 8 + packed]
        assert data[:2] == b"CK"
        block = zlib.decompressobj(-15, zdict=content[-32_768:]).decompress(data[2:])
        assert len(block) == size
        content, place = content + block, place + 8 + packed
    assert place == len(cabinet) == struct.unpack_from("<I", cabinet, 8)[0]
    found, place = {}, first_entry
    for _ in range(files):
        size, start = struct.unpack_from("<II", cabinet, place)
        end = cabinet.index(b"\0", place + 16)
        found[cabinet[place + 16 : end].decode()] = content[start : start + size]
        place = end + 1
    return found


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    for name, content in CONTENTS.items():
        (tmp_path / name).write_bytes(content)
    return {name: tmp_path / name for name in CONTENTS}


def test_every_file_comes_out_as_it_went_in(files: dict[str, Path], tmp_path: Path) -> None:
    write_cabinet(files, tmp_path / "a.cab")

    assert unpacked((tmp_path / "a.cab").read_bytes()) == CONTENTS


def test_what_was_seen_before_need_not_be_said_again(tmp_path: Path) -> None:
    noise = tmp_path / "noise"
    noise.write_bytes(zlib.compress(bytes(range(256)) * 9, 9) + CONTENTS["noise"][:20_000])
    write_cabinet({"a": noise}, tmp_path / "once.cab")
    write_cabinet({"a": noise, "b": noise}, tmp_path / "twice.cab")

    once, twice = (tmp_path / name for name in ("once.cab", "twice.cab"))
    assert twice.stat().st_size < 1.1 * once.stat().st_size
