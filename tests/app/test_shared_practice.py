"""Practising together: what one person does, the other sees."""

from contextlib import closing
from pathlib import Path

import httpx

from sdk_desktop.app.practice import WHO, PracticeApp
from sdk_desktop.app.shared_practice import PEOPLE, SHARED, prepare_together
from sdk_desktop.domain.mailbox import Folder
from sdk_desktop.domain.sharing import LedgerAddress
from sdk_desktop.sandbox.postgres import HOST
from sdk_desktop.sandbox.server import Application
from sdk_desktop.settings import Profile
from sdk_desktop.usecases.workspace import Workspace
from tests.kit.postgres import OWNER, PASSWORD, PostgresCluster
from tests.kit.town import ADDRESS, CHEAP, PKI, Watch


def unlocked(app: PracticeApp) -> Workspace:
    return app.unlock(app.people()[0], app.practice_proof(), lambda _changes: None)


def test_two_people_practise_on_one_mailbox(tmp_path: Path, postgres: PostgresCluster) -> None:
    sandbox = Application(Watch(), PKI)
    apps = [
        PracticeApp(
            Profile(tmp_path / str(number)),
            Watch(),
            derivation=CHEAP,
            client=httpx.Client(transport=httpx.WSGITransport(sandbox)),
        )
        for number in range(2)
    ]
    owner = LedgerAddress(HOST, postgres.create(), OWNER, port=postgres.port)

    prepare_together(apps, ADDRESS, owner, PASSWORD)
    with closing(unlocked(apps[0])) as kim, closing(unlocked(apps[1])) as bo:
        kim.synchronise()
        first = kim.inbox.page(SHARED[0].address, Folder.ALL).headlines[0]
        kim.handling.take(first.row)
        bo.synchronise()
        theirs = bo.inbox.page(SHARED[0].address, Folder.ALL).headlines

    assert [app.people() for app in apps] == [(WHO,), (PEOPLE[1],)]
    assert {one.handler for one in theirs} == {WHO, ""}
