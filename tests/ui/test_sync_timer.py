"""A round that went well is no failure, even when something still waits."""

from dataclasses import dataclass, field

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.errors import SdkError, Unavailable
from sdk_desktop.ui.timers import SyncTimer
from sdk_desktop.usecases.workspace import SyncResult
from tests.ui.screens import a_background, settle

TROUBLE = Unavailable("The malware scanner does not answer.")


@dataclass
class Round:
    """A workspace whose next round brings this."""

    result: SyncResult
    rounds: list[SyncResult] = field(default_factory=list)

    def synchronise(self) -> SyncResult:
        self.rounds.append(self.result)
        return self.result


def told(qtbot: QtBot, result: SyncResult) -> tuple[list[object], list[SdkError], bool]:
    """Return what a round said, and whether the next one comes as soon as ever."""
    done: list[object] = []
    failed: list[SdkError] = []
    owner = QObject()
    with a_background() as background:
        sync_timer = SyncTimer(Round(result), background, 60_000, owner)  # type: ignore[arg-type] # all that is asked of it
        sync_timer.done.connect(done.append)
        sync_timer.failed.connect(failed.append)
        sync_timer.now()
        settle(qtbot, background)
        return done, failed, sync_timer._pause == 60_000


def test_what_waits_is_told_beside_what_came(qtbot: QtBot) -> None:
    result = SyncResult(1, 0, 0, 0, TROUBLE)

    assert told(qtbot, result) == ([result], [TROUBLE], True)


def test_when_nothing_waits_nothing_is_told(qtbot: QtBot) -> None:
    result = SyncResult(1, 0, 0, 0)

    assert told(qtbot, result) == ([result], [], True)
