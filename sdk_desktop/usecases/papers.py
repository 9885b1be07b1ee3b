"""Writes documents as PDF/A."""

from __future__ import annotations

from pathlib import Path

from sdk_desktop.domain.dossier.paper import Paper
from sdk_desktop.files import replacing


def printed(paper: Paper) -> bytes:
    """Return a document as PDF/A."""
    from sdk_desktop.formats.paper.layout import own_fonts  # noqa: PLC0415 - few print anything
    from sdk_desktop.formats.paper.pdf import write_paper  # noqa: PLC0415 - the same

    return write_paper(paper, own_fonts())


def save_paper(paper: Paper, path: Path) -> None:
    """Write a document into a PDF/A file; raise as `files.replacing` does."""
    with replacing(path) as file:
        file.write(printed(paper))
