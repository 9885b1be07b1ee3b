"""Lets `python -m sdk_desktop` do what `sdk-desktop` does."""

from __future__ import annotations

import sys

from sdk_desktop.cli import main

if __name__ == "__main__":
    sys.exit(main())
