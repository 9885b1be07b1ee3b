"""Writes a cabinet: smaller than those of wixl, whose compression forgets what it has seen.

[MS-CAB], with MSZIP: blocks of 32 KB, each compressed with the one before as its dictionary.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

_BLOCK = 32_768
_HEADER = "<4sIIIIIBBHHHHH"
_FOLDER = "<IHH"
_FILE = "<IIHHHH"
_DATA = "<IHH"
_MSZIP = 1
_ARCHIVE = 0x20
_MOST = 9
"""zlib's hardest work."""
_DATE, _TIME = (2020 - 1980) << 9 | 1 << 5 | 1, 0
"""1 January 2020, for every file, so that building again gives the same."""


def write_cabinet(files: Mapping[str, Path], target: Path) -> None:
    """Write files, each under a name, in this order."""
    content = b"".join(path.read_bytes() for path in files.values())
    blocks = list(_compressed(content))
    entries, offset = b"", 0
    for name, path in files.items():
        size = path.stat().st_size
        entries += struct.pack(_FILE, size, offset, 0, _DATE, _TIME, _ARCHIVE)
        entries += name.encode("ascii") + b"\0"
        offset += size
    first_entry = struct.calcsize(_HEADER) + struct.calcsize(_FOLDER)
    first_block = first_entry + len(entries)
    whole = first_block + sum(map(len, blocks))
    header = (b"MSCF", 0, whole, 0, first_entry, 0, 3, 1, 1, len(files), 0, 0, 0)
    folder = struct.pack(_FOLDER, first_block, len(blocks), _MSZIP)
    target.write_bytes(b"".join([struct.pack(_HEADER, *header), folder, entries, *blocks]))


def _compressed(content: bytes) -> Iterator[bytes]:
    """Yield the content's blocks; a check sum of 0 says that there is none."""
    for start in range(0, len(content), _BLOCK):
        block = content[start : start + _BLOCK]
        before = content[max(start - _BLOCK, 0) : start]
        packer = zlib.compressobj(_MOST, zlib.DEFLATED, -zlib.MAX_WBITS, 9, zdict=before)
        packed = b"CK" + packer.compress(block) + packer.flush()
        yield struct.pack(_DATA, 0, len(packed), len(block)) + packed
