"""Fetching and backups while somebody works: made by themselves, and said when they fail."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.errors import Refused, SdkError, Unavailable
from sdk_desktop.domain.policy import BackupPlan
from sdk_desktop.domain.sharing import SharingLag
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.main_window import MainWindow
from sdk_desktop.ui.timers import (
    MAINTENANCE_EVERY,
    MAINTENANCE_FIRST,
    MAINTENANCE_GOES_ON,
    MaintenanceTimer,
    SyncTimer,
)
from sdk_desktop.ui.words import set_language
from sdk_desktop.usecases.backups import BackupState, MaintenanceResult
from sdk_desktop.usecases.workspace import SyncResult
from tests.ui.conftest import Client
from tests.ui.fake_workspace import FakeWorkspace
from tests.ui.screens import a_background, settle

AWAY = Unavailable("The backup folder {folder} is not there.", folder="X")


TROUBLE = Unavailable("The malware scanner does not answer.")


class FakeMaintenance:
    """Fails as it is told, round after round."""

    def __init__(self, *rounds: SdkError | None) -> None:
        self.rounds = list(rounds)
        self.unfinished: list[bool] = []

    def keep(self) -> MaintenanceResult:
        error = self.rounds.pop(0)
        if error:
            raise error
        unfinished = self.unfinished.pop(0) if self.unfinished else False
        return MaintenanceResult(checked=True, backup="", removed=0, unfinished=unfinished)


@pytest.fixture
def background() -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


def keeper(
    background: Background, parent: QObject, *rounds: SdkError | None
) -> tuple[MaintenanceTimer, list[SdkError]]:
    workspace = FakeWorkspace()
    workspace.maintenance = FakeMaintenance(*rounds)  # type: ignore[attr-defined] # as a Workspace has
    made = MaintenanceTimer(workspace.real, background, parent, practice=False)
    told: list[SdkError] = []
    made.failed.connect(told.append)
    return made, told


def rounds(made: MaintenanceTimer, qtbot: QtBot, count: int) -> None:
    for _ in range(count):
        with qtbot.waitSignal(made.rested):
            made.keep()


def test_it_begins_after_a_minute_and_goes_on_every_quarter_of_an_hour(
    background: Background, qtbot: QtBot
) -> None:
    parent = QObject()
    made, _ = keeper(background, parent, None)

    made.start()
    first = made._timer.isActive(), made._timer.interval()
    rounds(made, qtbot, 1)

    assert first == (True, MAINTENANCE_FIRST)
    assert (made._timer.isActive(), made._timer.interval()) == (True, MAINTENANCE_EVERY)


def test_a_check_that_is_not_finished_goes_on_after_a_minute(
    background: Background, qtbot: QtBot
) -> None:
    parent = QObject()
    made, _ = keeper(background, parent, None, None)
    made._workspace.maintenance.unfinished = [True, False]  # type: ignore[attr-defined] # it is played

    rounds(made, qtbot, 1)
    unfinished = made._timer.interval()
    rounds(made, qtbot, 1)

    assert (unfinished, made._timer.interval()) == (MAINTENANCE_GOES_ON, MAINTENANCE_EVERY)


def test_what_may_pass_by_itself_is_told_once(background: Background, qtbot: QtBot) -> None:
    parent = QObject()
    made, told = keeper(background, parent, AWAY, AWAY, None, AWAY)

    rounds(made, qtbot, 4)

    assert told == [AWAY, AWAY]


def test_what_somebody_must_see_to_is_told_each_time(background: Background, qtbot: QtBot) -> None:
    parent = QObject()
    damage = Refused("The message store is damaged.")
    made, told = keeper(background, parent, damage, damage)

    rounds(made, qtbot, 2)

    assert told == [damage, damage]


def shown(client: Client, plan: BackupPlan) -> MainWindow:
    client.app.settings = replace(client.app.settings, backup=plan)
    main = client.unlock()
    client.show()
    return main


def test_a_backup_is_made_while_somebody_works(client: Client, tmp_path: Path) -> None:
    main = shown(client, BackupPlan(folder=str(tmp_path)))
    told: list[SdkError] = []
    main.maintenance_timer.failed.connect(told.append)

    with client.qtbot.waitSignal(main.maintenance_timer.rested):
        main.maintenance_timer.keep()
    client.rest()

    assert len(list(tmp_path.glob("sdk-desktop-*Z"))) == 1
    assert "backup" not in main.status.text
    assert told == []


def test_a_share_that_is_away_is_told_and_stands_in_the_status_bar(
    client: Client, tmp_path: Path
) -> None:
    share = tmp_path / "share"
    main = shown(client, BackupPlan(folder=str(share)))
    rounds(main.maintenance_timer, client.qtbot, 1)
    client.rest()
    never = main.status.text
    share.mkdir()
    rounds(main.maintenance_timer, client.qtbot, 1)
    client.rest()
    made = main.status.text
    shutil.rmtree(share)
    client.watch.turn(hours=24)
    rounds(main.maintenance_timer, client.qtbot, 1)
    client.rest()

    assert "No backup yet" in never
    assert "o backup" not in made
    assert "No backup since 2026-03-02" in main.status.text
    assert f"The backup folder {share} is not there." in main.status.notice


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (TROUBLE, f"{TROUBLE.text} SDK Desktop keeps trying."),
        (Unavailable("Busy. Try again."), "Busy. Try again. SDK Desktop keeps trying."),
        (Refused("The settings are wrong."), "The settings are wrong."),
    ],
)
def test_somebody_who_has_sent_something_hears_that_it_is_tried_again(
    client: Client, error: SdkError, told: str
) -> None:
    main = shown(client, BackupPlan())

    main.sync_timer.failed.emit(error)

    assert main.status.notice == told


def test_the_status_bar_says_it_in_swedish(
    client: Client, background: Background, undressed: None
) -> None:
    main = shown(client, BackupPlan())
    state = BackupState(datetime(2026, 3, 1, 11, tzinfo=UTC), "", overdue=True, trouble=AWAY)
    lag = SharingLag(datetime(2026, 3, 1, 11, tzinfo=UTC), 2, out_of_touch=True)
    status = replace(client.shell._workspace.status(), backup=state, to_share=1200, sharing=lag)  # type: ignore[union-attr] # it is unlocked
    set_language(client.shell._qt, "sv")

    main.status.show_state(status)

    assert "Ingen säkerhetskopia sedan 2026-03-01" in main.status.text
    assert "1200 meddelanden kvar att dela" in main.status.text
    away = "Ingen kontakt med den delade brevlådan sedan 2026-03-01"
    assert away in main.status.text
    assert "2 ändringar väntar på de andra" in main.status.text
    main.status.show_state(replace(status, sharing=replace(lag, out_of_touch=False)))
    assert "Delad 11:00" in main.status.text
    main.status.show_state(replace(status, sharing=replace(lag, out_of_touch=False, too_old=True)))
    assert "Programmet är för gammalt för att ändra i delade brevlådor" in main.status.text
    main.status.show_state(replace(status, sharing=replace(lag, clock_differs=True)))
    assert "Datorns klocka går inte som den delade brevlådans" in main.status.text


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
    result = SyncResult(1, 0, 0, 0, trouble=TROUBLE)

    assert told(qtbot, result) == ([result], [TROUBLE], True)


def test_when_nothing_waits_nothing_is_told(qtbot: QtBot) -> None:
    result = SyncResult(1, 0, 0, 0)

    assert told(qtbot, result) == ([result], [], True)
