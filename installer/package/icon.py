"""Draws the program's icon, as Windows and macOS want it."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
SIZES_OF_MACOS = (32, 64, 128, 256, 512, 1024)


def write_icon(drawing: Path, icon: Path) -> None:
    """Write the icon in all sizes from an SVG, each drawn for itself; its name says which kind."""
    if icon.suffix == ".icns":
        drawn = [_drawn(drawing, size) for size in SIZES_OF_MACOS]
        drawn[-1].save(icon, format="ICNS", append_images=drawn)
        return
    largest, *others = (_drawn(drawing, size) for size in reversed(SIZES))
    sizes = [(size, size) for size in SIZES]
    largest.save(icon, format="ICO", sizes=sizes, append_images=others)


def _drawn(drawing: Path, size: int) -> Image.Image:
    image = QImage(size, size, QImage.Format.Format_RGBA8888)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(drawing)).render(painter)
    painter.end()
    return Image.frombytes("RGBA", (size, size), bytes(image.constBits()))
