"""The client hears when the smart card is taken out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Event
from typing import cast

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from sdk_desktop.domain.clearance import Way
from sdk_desktop.domain.errors import Unavailable
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.security.auto_lock import CARD_EVERY, CARD_PATIENCE, CardWatch
from sdk_desktop.usecases.workspace import Workspace
from tests.kit.fixtures import PATIENCE
from tests.ui.screens import a_background


@dataclass
class CardUser:
    """An unlocked client of somebody with a card, as much of it as a CardWatch asks."""

    own: tuple[Way, ...] = (Way.PASSPHRASE, Way.CARD)
    there: list[bool] = field(default_factory=lambda: [True, True, True, False])
    asked: int = 0
    failures: int = 0
    hangs: Event | None = None

    def ways(self) -> tuple[Way, ...]:
        return self.own

    def card_is_there(self) -> bool:
        if self.failures:
            self.failures -= 1
            raise Unavailable("The reader does not answer.")
        if self.hangs is not None:
            self.hangs.wait(PATIENCE)
        self.asked += 1
        return self.there.pop(0)


@pytest.fixture
def background() -> Iterator[Background]:
    with a_background() as background:
        yield background


@pytest.fixture
def owner(qapp: object) -> Iterator[QObject]:
    owner = QObject()
    yield owner
    owner.deleteLater()


def watching(
    user: CardUser,
    background: Background,
    owner: QObject,
    every: int = 1,
    patience: int = CARD_PATIENCE,
) -> CardWatch:
    workspace = cast("Workspace", user)
    return CardWatch(workspace, background, owner, every=every, patience=patience)


def test_it_asks_until_the_card_is_gone(
    qtbot: QtBot, background: Background, owner: QObject
) -> None:
    user = CardUser()
    watch = watching(user, background, owner)

    with qtbot.waitSignal(watch.removed):
        watch.start()

    assert user.asked == 4
    assert not watch._timer.isActive()


def test_it_asks_on_after_a_question_that_failed(
    qtbot: QtBot, background: Background, owner: QObject
) -> None:
    user = CardUser(failures=2)
    watch = watching(user, background, owner)

    with qtbot.waitSignal(watch.removed):
        watch.start()

    assert user.failures == 0


def test_it_asks_nothing_of_a_person_without_a_card(
    qtbot: QtBot, background: Background, owner: QObject
) -> None:
    user = CardUser(own=(Way.PASSPHRASE, Way.LOGIN))
    watch = watching(user, background, owner)

    watch.start()
    qtbot.waitUntil(lambda: background.idle)

    assert user.asked == 0
    assert not watch._timer.isActive()


def test_it_asks_again_two_seconds_after_an_answer_and_not_before(
    qtbot: QtBot, background: Background, owner: QObject
) -> None:
    user = CardUser()
    watch = watching(user, background, owner, every=CARD_EVERY)
    timer = watch._timer

    watch.start()
    qtbot.waitUntil(lambda: user.asked == 1 and background.idle)

    assert (timer.isActive(), timer.isSingleShot(), timer.interval()) == (True, True, 2000)


def test_it_tells_nothing_after_it_has_stopped(
    qtbot: QtBot, background: Background, owner: QObject
) -> None:
    user = CardUser(there=[False])
    watch = watching(user, background, owner)
    told: list[None] = []
    watch.removed.connect(lambda: told.append(None))

    watch.start()
    watch.stop()
    qtbot.waitUntil(lambda: background.idle)

    assert told == []
    assert not watch._timer.isActive()


def test_a_driver_that_answers_no_longer_does_not_keep_the_client_open(
    qtbot: QtBot, background: Background, owner: QObject
) -> None:
    answers = Event()
    user = CardUser(there=[True, False], hangs=answers)
    watch = watching(user, background, owner, patience=1)

    with qtbot.waitSignal(watch.silent):
        watch.start()
    with qtbot.waitSignal(watch.removed):
        answers.set()

    assert not watch._patience.isActive()
