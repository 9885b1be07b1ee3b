"""Where the profiles of a user lie; the first screen needs to know, so nothing else is here."""

from __future__ import annotations

from pathlib import Path

RUNNING = "running-*.json"
"""Where clients that run note how they are called (`app.running_client`), one on each desktop."""


def profile_folder(name: str) -> Path:
    """Return the folder of the profile of a name, in the user's data folder."""
    import platformdirs  # noqa: PLC0415 - whoever names a folder need not wait for it

    return platformdirs.user_data_path("sdk-desktop", appauthor=False) / name
