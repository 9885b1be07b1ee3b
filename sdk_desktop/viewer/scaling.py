"""How large a page or a picture is drawn."""

from __future__ import annotations

import math

from sdk_desktop.viewer.frames import LONGEST_SIDE, PIXELS, Draw

_ROOM = PIXELS - 2 * LONGEST_SIDE
_SIDE = LONGEST_SIDE - 1
"""Less than the bounds, as sides are rounded up."""


def scale_for(wanted: Draw, width: float, height: float) -> float:
    """Return the pixels per unit at which something of this size, in units, is drawn.

    `width` and `height` are those after the turns that are wanted.
    """
    wide, high = max(width, 1e-6), max(height, 1e-6)
    bounds = [
        wanted.scale,
        math.sqrt(_ROOM / (wide * high)),
        min(wanted.width or _SIDE, _SIDE) / wide,
        min(wanted.height or _SIDE, _SIDE) / high,
    ]
    return max(min(bounds), 1e-6)


def pixels_of(size: float, scale: float) -> int:
    """Return how many pixels a side has, at least one."""
    return min(max(int(size * scale), 1), LONGEST_SIDE)
