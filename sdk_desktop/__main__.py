"""Lets `python -m sdk_desktop` do what `sdk-desktop` does, and be the process that draws files."""

from __future__ import annotations

import sys

from sdk_desktop.viewer import CHILD


def _main() -> int:
    if sys.argv[1:] == [CHILD]:  # imports as little as it can: no keys, no network
        from sdk_desktop.viewer.limits import forbid_network

        forbid_network()
        from sdk_desktop.viewer.child import run_child

        return run_child()
    from sdk_desktop.cli import main

    return main()


if __name__ == "__main__":
    sys.exit(_main())
