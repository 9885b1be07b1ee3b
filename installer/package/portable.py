"""Packs a folder as it is: to be unpacked anywhere, and used without installing."""

from __future__ import annotations

import zipfile
from pathlib import Path

from installer.development.processes import must
from installer.package.deb import BEST, DATE

INSIDE = "SDK Desktop"
"""The folder that unpacking makes."""
_DATE = (2020, 1, 1, 0, 0, 0)
"""Of every file, so that packing again gives the same."""


def pack_folder(folder: Path, target: Path) -> None:
    """Write a zip archive of a folder's files; the same folder gives the same archive."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in files:
            name = f"{INSIDE}/{path.relative_to(folder).as_posix()}"
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, path.read_bytes())


def pack_archive(folder: Path, target: Path, level: int = BEST) -> None:
    """Write an archive for Linux; the same folder gives the same archive."""
    packing = ["tar", "--create", "--file", str(target), f"--use-compress-program=zstd -{level}"]
    packing += ["--sort=name", f"--mtime=@{DATE}", "--owner=0", "--group=0", "--numeric-owner"]
    packing += ["--mode=u+rwX,go+rX,go-w", "--directory", str(folder.parent), folder.name]
    must(packing, "packing")
