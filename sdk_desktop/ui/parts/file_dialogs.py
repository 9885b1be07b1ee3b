"""Dialogs that ask for files and folders, beginning where the person was last for that use."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from sdk_desktop.domain.configuration import FolderUse
from sdk_desktop.domain.errors import Locked, SdkError
from sdk_desktop.ui.background import Background

if TYPE_CHECKING:
    from sdk_desktop.usecases.files.chosen_folders import ChosenFolders


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that is to be written: what is asked, the proposed name, and the kind in Qt's words.

    `use` is what its folder is remembered for.
    """

    title: str
    name: str
    kind: str
    use: FolderUse = FolderUse.EXPORT


class FileDialogs:
    """Asks over a window, and gives what was chosen to `then`, unless the window is gone by then.

    It may go while the dialog is open: the client is locked. Whoever asks twice before the dialog
    has come is asked once.
    """

    def __init__(self, folders: ChosenFolders, background: Background) -> None:
        self._folders, self._background = folders, background
        self._over: QWidget | None = None
        _keep_no_history()

    def ask_for_new(self, new: NewFile, over: QWidget, then: Callable[[Path], None]) -> None:
        """Ask where a file is to be written."""

        def ask(begin: Path) -> list[Path]:
            place = str(begin / new.name)
            chosen, _ = QFileDialog.getSaveFileName(over, new.title, place, new.kind)
            return [Path(chosen)] if chosen else []

        def go_on(chosen: Sequence[Path]) -> None:
            self._keep(new.use, chosen[0].parent, over)
            then(chosen[0])

        self._ask(new.use, over, ask, go_on)

    def ask_for_files(
        self, title: str, over: QWidget, then: Callable[[Sequence[Path]], None]
    ) -> None:
        """Ask which files are to be attached."""

        def ask(begin: Path) -> list[Path]:
            chosen, _ = QFileDialog.getOpenFileNames(over, title, str(begin))
            return list(map(Path, chosen))

        def go_on(chosen: Sequence[Path]) -> None:
            self._keep(FolderUse.ATTACH, chosen[0].parent, over)
            then(chosen)

        self._ask(FolderUse.ATTACH, over, ask, go_on)

    def ask_for_folder(self, title: str, over: QWidget, then: Callable[[Path], None]) -> None:
        """Ask in which folder attachments are to be saved."""

        def ask(begin: Path) -> list[Path]:
            chosen = QFileDialog.getExistingDirectory(over, title, str(begin))
            return [Path(chosen)] if chosen else []

        def go_on(chosen: Sequence[Path]) -> None:
            self._keep(FolderUse.SAVE, chosen[0], over)
            then(chosen[0])

        self._ask(FolderUse.SAVE, over, ask, go_on)

    def _ask(
        self,
        use: FolderUse,
        over: QWidget,
        ask: Callable[[Path], list[Path]],
        then: Callable[[Sequence[Path]], None],
    ) -> None:
        """Find out where to begin, behind the scenes: a share may take long to answer."""

        def begin(last: Path | None) -> None:
            try:
                chosen = ask(last or usual_folder(use))
            finally:
                self._over = None
            if chosen and shiboken6.isValid(over):
                then(chosen)

        def fail(error: SdkError) -> None:
            if isinstance(error, Locked):
                self._over = None
            else:
                begin(None)

        if self._over is not None and shiboken6.isValid(self._over):
            return
        self._over = over
        self._background.run(over, partial(self._folders.last, use), begin, fail)

    def _keep(self, use: FolderUse, folder: Path, over: QWidget) -> None:
        self._background.run(over, partial(self._folders.keep, use, folder), _nothing, _nothing)


def usual_folder(use: FolderUse) -> Path:
    """Return where a person begins who has chosen no folder for a use yet."""
    place = QStandardPaths.StandardLocation
    where = place.DownloadLocation if use is FolderUse.SAVE else place.DocumentsLocation
    usual = Path(QStandardPaths.writableLocation(where))
    return usual if usual.is_dir() else Path.home()


def _keep_no_history() -> None:
    """Let Qt's own dialog, where the system has none, write nowhere which folders it was in.

    Their names may say something of people.
    """
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)


def _nothing(_result: SdkError | None) -> None:
    """Go on: nobody waits for a folder to be remembered."""
