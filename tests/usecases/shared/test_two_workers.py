"""Two workers of one computer bring the same changes: what one settles, the other hears of."""

from collections.abc import Callable

import pytest

from sdk_desktop.domain.delivery import Status
from sdk_desktop.domain.errors import Refused
from sdk_desktop.usecases.shared.copy import Settled, Sharing
from sdk_desktop.usecases.shared.following import Files
from sdk_desktop.usecases.shared.ledgers import SharedLedgers
from tests.kit.sandbox_network import SOCIAL, PersonClient
from tests.kit.sharing.computers import SharedComputers, sharing_of, shown
from tests.usecases.arrivals import AKUTEN
from tests.usecases.direct.port import delivery_of


def settle_before(
    monkeypatch: pytest.MonkeyPatch,
    client: PersonClient,
    meanwhile: Callable[[], object] = lambda: None,
) -> None:
    """Let another worker, which was hinted, bring the next change before whoever has made it."""
    real = SharedLedgers.push

    def late(
        ledgers: SharedLedgers, sharing: Sharing, files: Files | None = None
    ) -> tuple[Settled, ...]:
        monkeypatch.setattr(SharedLedgers, "push", real)
        meanwhile()
        sharing_of(client).exchange(SOCIAL)
        return real(ledgers, sharing, files)

    monkeypatch.setattr(SharedLedgers, "push", late)


def test_what_another_worker_has_brought_is_sent(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = computers.anna.draft_to(AKUTEN)
    computers.anna.workspace.drafts.save(draft)
    settle_before(monkeypatch, computers.anna)

    (sent,) = computers.anna.workspace.outbox.send(draft)

    assert delivery_of(computers.anna, sent).status is Status.QUEUED


def test_who_was_refused_by_way_of_another_worker_is_told(
    computers: SharedComputers, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = computers.comes()
    computers.anna.synchronise()
    computers.bo.synchronise()
    ours, theirs = shown(computers.anna, message), shown(computers.bo, message)
    assert ours is not None
    assert theirs is not None
    bo_takes, row = computers.bo.workspace.handling.take, theirs.row
    settle_before(monkeypatch, computers.anna, lambda: bo_takes(row))

    with pytest.raises(Refused, match="was first"):
        computers.anna.workspace.handling.take(ours.row)

    now = shown(computers.anna, message)
    assert now is not None
    assert now.handler == "Bo"
