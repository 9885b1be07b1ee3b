"""The line in the main window that asks for new certificates."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple, cast

import pytest
from pytestqt.qtbot import QtBot

from sdk_desktop.app import App
from sdk_desktop.app.replaced import InstalledProgram
from sdk_desktop.domain.certificate import CertificateOwner, ExpiringCertificate
from sdk_desktop.domain.configuration import Updates
from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.settings import Settings
from sdk_desktop.ui.background import Background
from sdk_desktop.ui.main_window import MainWindow
from sdk_desktop.ui.notices import ExpiryNotice, FetchNotice, VersionNotice
from sdk_desktop.usecases.workspace import Workspace
from tests.kit.sandbox_network import NOON
from tests.ui.conftest import Client
from tests.ui.screens import a_background, settle

SOON = ExpiringCertificate(CertificateOwner.ORGANISATION, date(2026, 12, 24), 29, ended=False)
ENDED = ExpiringCertificate(CertificateOwner.CLIENT, date(2026, 11, 20), -5, ended=True)


@dataclass
class Certificates:
    """A workspace of which only the certificates are asked for."""

    expiring: tuple[ExpiringCertificate, ...] = (SOON,)
    asked: int = 0

    def certificates(self) -> tuple[ExpiringCertificate, ...]:
        self.asked += 1
        return self.expiring


@dataclass
class Shown:
    notice: ExpiryNotice
    workspace: Certificates
    background: Background
    qtbot: QtBot

    def look(self, *expiring: ExpiringCertificate) -> str:
        """Let these end soon, and give what is to be seen."""
        self.workspace.expiring = expiring
        self.notice.look_up()
        settle(self.qtbot, self.background)
        return "" if self.notice.isHidden() else self.notice.text.text()


def notice(qtbot: QtBot, background: Background, *, silent: bool = False) -> Shown:
    workspace = Certificates()
    made = ExpiryNotice(
        cast("Workspace", workspace),
        background,
        None,  # type: ignore[arg-type] # a window of its own
        silent=silent,
    )
    qtbot.addWidget(made)
    return Shown(made, workspace, background, qtbot)


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Shown]:
    with a_background() as background:
        yield notice(qtbot, background)


def test_nothing_is_said_while_nothing_ends(shown: Shown) -> None:
    assert shown.look() == ""


def test_a_certificate_that_ends_soon_is_told_calmly(shown: Shown) -> None:
    assert shown.look(SOON) == (
        "Your organisation's certificate ends on 2026-12-24 (in 29 days). Order a new one."
    )
    assert shown.notice.text.property("role") == "warning"


def test_each_certificate_has_its_line(shown: Shown) -> None:
    card = ExpiringCertificate(CertificateOwner.CARD, date(2026, 12, 1), 6, ended=False)

    organisations, clients, cards = shown.look(SOON, ENDED, card).splitlines()

    assert organisations.startswith("Your organisation's certificate ends on 2026-12-24")
    assert clients.startswith("This client's certificate for the access point ended on 2026-11-20.")
    assert cards == "The certificate on your card ends on 2026-12-01 (in 6 days). Get a new card."
    assert shown.notice.text.property("role") == "danger"


@pytest.mark.parametrize("owner", CertificateOwner)
def test_what_has_ended_is_told_for_every_owner(shown: Shown, owner: CertificateOwner) -> None:
    said = shown.look(replace(ENDED, owner=owner))

    assert "ended on 2026-11-20" in said


def test_what_was_closed_is_told_again_the_next_day(shown: Shown) -> None:
    shown.look(SOON)
    shown.notice.seen.click()
    the_same_day = shown.look(SOON)
    the_next_day = shown.look(replace(SOON, days_left=28))

    assert the_same_day == ""
    assert "(in 28 days)" in the_next_day


def test_what_was_renewed_is_no_longer_told(shown: Shown) -> None:
    shown.look(SOON)

    assert shown.look() == ""


class Days(NamedTuple):
    """So much of a workspace's state as the notice looks at."""

    last_fetch: datetime | None
    days_unfetched: int


def after(notice: FetchNotice, days: int, last: datetime | None = NOON) -> str:
    """Give what is to be seen after so many days without a fetch."""
    notice.take_state(Days(last, days))  # type: ignore[arg-type] # it looks at nothing else
    return "" if notice.isHidden() else notice.text.text()


@pytest.fixture
def fetches(qtbot: QtBot) -> FetchNotice:
    made = FetchNotice(None, silent=False)  # type: ignore[arg-type] # a window of its own
    qtbot.addWidget(made)
    return made


def test_some_days_without_a_fetch_need_no_notice(fetches: FetchNotice) -> None:
    assert (after(fetches, 4), after(fetches, 0, None)) == ("", "")


@pytest.mark.parametrize(("days", "role"), [(5, "warning"), (9, "warning"), (10, "danger")])
def test_what_was_not_fetched_for_days_may_be_erased(
    fetches: FetchNotice, days: int, role: str
) -> None:
    assert after(fetches, days).startswith(f"Nothing was fetched after 2026-03-02, for {days} days")
    assert fetches.text.property("role") == role


def test_the_notice_of_days_without_a_fetch_outlives_the_fetch(fetches: FetchNotice) -> None:
    told = after(fetches, 12)

    assert after(fetches, 0) == told


def test_what_was_closed_is_told_when_there_are_more_days(fetches: FetchNotice) -> None:
    after(fetches, 6)
    fetches.seen.click()

    assert after(fetches, 6) == ""
    assert "for 7 days" in after(fetches, 7)


def test_practice_waits_as_long_as_it_likes(qtbot: QtBot) -> None:
    made = FetchNotice(None, silent=True)  # type: ignore[arg-type] # a window of its own
    qtbot.addWidget(made)

    assert after(made, 99) == ""


def test_the_main_window_says_at_once_what_was_not_fetched(client: Client) -> None:
    client.show()  # the bar tells its state where there is room
    main = client.unlock()
    client.rest()
    client.watch.turn(days=6)
    main.fetch_notice._silent = False
    main.status.refresh()
    client.rest()

    assert "for 6 days" in main.fetch_notice.text.text()
    assert "Updated 2026-03-02" in main.status.text


def test_practice_is_not_disturbed(qtbot: QtBot) -> None:
    with a_background() as background:
        shown = notice(qtbot, background, silent=True)

        assert shown.look(SOON) == ""
        assert shown.workspace.asked == 0


def test_swedish_counts_a_day(client: Client, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QApplication

    from sdk_desktop.ui.words import set_language

    app = QApplication.instance()
    assert app
    set_language(app, "sv")
    shown = notice(qtbot, client.background)

    assert shown.look(replace(SOON, days_left=1)) == (
        "Organisationens certifikat går ut 2026-12-24 (om 1 dag). Beställ ett nytt."
    )
    assert shown.look(SOON).endswith("(om 29 dagar). Beställ ett nytt.")


def test_the_main_window_looks_after_each_round(client: Client) -> None:
    main = client.unlock()
    workspace = Certificates()
    main.expiry_notice._workspace = cast("Workspace", workspace)
    main.expiry_notice._silent = False

    main.sync_timer.now()
    client.qtbot.waitUntil(lambda: not main.expiry_notice.isHidden())
    main.expiry_notice.seen.click()
    client.line.cut_before(times=99)
    workspace.expiring = (ENDED,)
    main.sync_timer.now()
    client.qtbot.waitUntil(lambda: not main.expiry_notice.isHidden())
    client.rest()

    assert "ended on 2026-11-20" in main.expiry_notice.text.text()


class Versions:
    """An app of which only the newest version is asked for; None is nobody's answer."""

    practice = False
    settings = Settings(updates=Updates("https://it.example.se/sdk.json", "RW"))
    newer: str | None = None

    def newer_version(self) -> str:
        if self.newer is None:
            raise Unavailable("Nobody says which version is the newest.")
        return self.newer


@pytest.mark.parametrize(
    ("answers", "hidden"),
    [
        (["0.2.0"], [False]),
        (["0.2.0", "0.2.0", "0.3.0"], [False, True, False]),
        (["", None], [True, True]),
    ],
)
def test_each_newer_version_is_told_once_and_no_error_is(
    qtbot: QtBot, answers: list[str | None], hidden: list[bool]
) -> None:
    app = Versions()
    with a_background() as background:
        told = VersionNotice(cast("App", app), background, None)  # type: ignore[arg-type]
        qtbot.addWidget(told)

        def hides(answer: str | None) -> bool:
            told.seen.click()
            app.newer = answer
            told.look_up()
            settle(qtbot, background)
            return told.isHidden()

        assert [hides(answer) for answer in answers] == hidden


def test_the_main_window_asks_when_it_rests(client: Client) -> None:
    main = client.unlock()
    app = Versions()
    app.newer = "0.2.0"
    main.version_notice._app = cast("App", app)

    main.maintenance_timer.rested.emit()
    client.qtbot.waitUntil(lambda: not main.version_notice.isHidden())

    assert main.version_notice.text.text().startswith("Version 0.2.0 of SDK Desktop is there.")


def test_a_program_that_was_replaced_is_told_once_and_unlocks_no_more(
    client: Client, tmp_path: Path
) -> None:
    place = tmp_path / "__init__.py"
    place.write_text("0.1.0")
    main = client.unlock()
    client.app.program = InstalledProgram(place)

    before = looked(main)
    place.unlink()  # while the new version is being installed
    meanwhile = looked(main)
    place.write_text("0.2.0")
    after = looked(main)
    main.version_notice.seen.click()

    assert (before, meanwhile, looked(main)) == ("", "", "")
    assert after.startswith("SDK Desktop has been updated.")
    with pytest.raises(Refused, match="has been updated"):
        client.unlock()


def looked(main: MainWindow) -> str:
    """Return what is said after a round."""
    main.version_notice.look_at_program()
    return "" if main.version_notice.isHidden() else main.version_notice.text.text()
