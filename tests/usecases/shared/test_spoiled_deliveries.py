"""A delivery of which another computer wrote what nobody can read goes on, and is made once."""

import json

from sdk_desktop.domain.delivery import REWRITTEN, Delivery, Status
from sdk_desktop.sharing.values import RecordKind
from sdk_desktop.usecases.shared.rows import delivery_id
from tests.kit.sandbox_network import SOCIAL, PersonClient
from tests.kit.sharing.computers import SharedComputers, sharing_of
from tests.kit.sharing.faulty import Faulty
from tests.usecases.arrivals import AKUTEN
from tests.usecases.direct.port import delivery_of

WRONG = {"mailbox": SOCIAL, "message": 7}


def queued_by(client: PersonClient) -> str:
    """Let somebody send what has not left when that is spoilt; give the message's id."""
    draft = client.draft_to(AKUTEN)
    client.workspace.drafts.save(draft)
    (sent,) = client.workspace.outbox.send(draft)
    return sent


def spoil(faulty: Faulty, message_id: str) -> None:
    identity = delivery_id(faulty.mailbox.keyring.naming, message_id)
    faulty.writes_over(identity, RecordKind.DELIVERY, WRONG)


def codes(delivery: Delivery) -> list[str]:
    return [event.code for event in delivery.events]


def test_it_rests_as_a_claim_does_and_leaves_once_then(
    computers: SharedComputers, faulty: Faulty
) -> None:
    sent = queued_by(computers.anna)
    spoil(faulty, sent)
    computers.leads(computers.anna)
    computers.anna.wait(minutes=1)
    early = computers.submitted()
    computers.rest()
    computers.leads(computers.anna)
    computers.anna.wait(minutes=1)
    computers.bo.synchronise()

    assert early == 0
    assert computers.submitted() == 1
    assert delivery_of(computers.bo, sent).status is not Status.QUEUED
    assert REWRITTEN in codes(delivery_of(computers.bo, sent))
    assert unread(computers.anna) == unread(computers.bo) == 0


def test_what_had_been_handed_over_before_it_was_spoilt_is_not_handed_over_again(
    computers: SharedComputers, faulty: Faulty
) -> None:
    """Bo's computer has heard of no attempt: the message service is asked."""
    sent = queued_by(computers.anna)
    computers.bo.synchronise()
    known = delivery_of(computers.bo, sent).status
    computers.leads(computers.anna)
    computers.anna.workspace.synchronise()
    spoil(faulty, sent)
    computers.rest()
    computers.leads(computers.bo)
    computers.bo.wait(minutes=1)
    computers.bo.wait(minutes=1)

    assert known is Status.QUEUED
    assert computers.submitted() == 1
    assert delivery_of(computers.bo, sent).status is not Status.QUEUED


def test_what_nobody_could_ever_read_leaves_from_a_computer_that_leads(
    computers: SharedComputers, faulty: Faulty
) -> None:
    """Bo's has the message alone."""
    sent = queued_by(computers.anna)
    spoil(faulty, sent)
    computers.bo.synchronise()
    before = computers.bo.workspace.inbox.open(computers.bo.sent(sent).row).delivery
    computers.rest()
    computers.leads(computers.bo)
    computers.bo.wait(minutes=1)
    computers.anna.synchronise()

    assert before is None
    assert computers.submitted() == 1
    assert delivery_of(computers.anna, sent).status is not Status.QUEUED


def test_at_an_access_point_nothing_rests(
    direct_computers: SharedComputers,
) -> None:
    """It refuses a second copy itself."""
    computers = direct_computers
    sent = queued_by(computers.anna)
    with sharing_of(computers.bo).using(SOCIAL) as sharing:
        sharing.pull()
        spoil(Faulty(sharing.mailbox), sent)
    computers.leads(computers.anna)
    computers.anna.wait(minutes=1)

    assert computers.submitted() == 1
    assert unread(computers.anna) == 0


def test_what_cannot_be_read_is_counted_for_whoever_watches(
    computers: SharedComputers, faulty: Faulty
) -> None:
    spoil(faulty, queued_by(computers.anna))
    computers.anna.synchronise()

    note = json.loads(computers.anna.app.profile.note.read_text())
    assert note["unread"] == {f"{SOCIAL} {faulty.mailbox.keys.id}": 1}
    assert "unread" in computers.anna.app.status().problems


def unread(client: PersonClient) -> int:
    lag = client.workspace.status().sharing
    assert lag is not None
    return sum(one.count for one in lag.unread)
