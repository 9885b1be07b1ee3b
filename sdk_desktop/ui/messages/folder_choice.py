"""The folder that is shown."""

from __future__ import annotations

from dataclasses import dataclass

from sdk_desktop.domain.mailbox import Folder


@dataclass(frozen=True, slots=True)
class FolderChoice:
    """A folder of a mailbox: `mailbox` empty for all of them, `folder` None for the drafts."""

    mailbox: str = ""
    folder: Folder | None = Folder.ALL
