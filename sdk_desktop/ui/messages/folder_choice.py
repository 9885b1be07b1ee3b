"""The folder that is shown."""

from __future__ import annotations

from dataclasses import dataclass

from sdk_desktop.domain.mailbox import Folder


@dataclass(frozen=True, slots=True)
class FolderChoice:
    """A folder of a mailbox: `mailbox` empty for all of them, `folder` None for the drafts."""

    mailbox: str = ""
    folder: Folder | None = Folder.ALL

    @property
    def messages(self) -> Folder:
        """Where messages are sought from here: there are none among the drafts."""
        return self.folder or Folder.ALL
