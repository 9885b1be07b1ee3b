"""A message says to whom it was forwarded, when and by whom."""

from dataclasses import replace

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.delivery import TAKE_BACK
from sdk_desktop.domain.draft import Draft
from tests.kit.sandbox_network import PersonClient, recipient
from tests.usecases.arrivals import AKUTEN, arrived, letter

BUP = "sdk:bup-ekdala:0203:regionekelund.example.se"


def begun(client: PersonClient, row: int, *functions: str) -> Draft:
    """Begin to forward a message, and save it as the window does."""
    draft = client.workspace.drafts.forward(row, lambda _: "Se nedan.")
    ready = replace(
        draft, recipients=tuple(map(recipient, functions)), persons=(), confidential=False
    )
    client.workspace.drafts.save(ready)
    return client.workspace.drafts.get(ready.key)


def told(client: PersonClient, row: int) -> list[str]:
    """Return to whom a message says that it was forwarded, newest first."""
    return [one.counterpart.function for one in client.workspace.inbox.open(row).forwarded]


def test_a_message_says_to_whom_it_was_forwarded_once_that_is_sent(kim: PersonClient) -> None:
    message, other = letter(confidential=False), letter(confidential=False)
    row, beside = arrived(kim, message), arrived(kim, other)
    draft = begun(kim, row, AKUTEN, BUP)
    before = told(kim, row)

    kim.workspace.outbox.send(draft)

    assert (before, told(kim, beside)) == ([], [])
    assert told(kim, row) == [BUP, AKUTEN]
    (newest, _) = kim.workspace.inbox.open(row).forwarded
    assert (newest.handler, newest.time) == (kim.workspace.who, kim.watch.now)
    recorded, _ = kim.workspace.audit_trail.page(kind=AuditKind.SENT_ON)
    assert recorded.event.message_id == message.message_id
    assert recorded.event.detail == newest.message_id


def test_what_was_taken_back_was_not_forwarded(kim: PersonClient) -> None:
    row = arrived(kim, letter(confidential=False))
    draft = begun(kim, row, AKUTEN)
    kim.workspace.outbox.send(draft, hold=TAKE_BACK)
    (waiting,) = kim.workspace.inbox.open(row).forwarded

    kim.workspace.outbox.take_back(draft.key)

    assert waiting.errand.leaving
    assert told(kim, row) == []


def test_a_draft_goes_on_knowing_what_it_forwards_when_it_is_sent_again_after_a_fault(
    kim: PersonClient,
) -> None:
    row = arrived(kim, letter(confidential=False))
    draft = begun(kim, row, AKUTEN)
    kim.workspace.outbox.send(draft, hold=TAKE_BACK)
    kim.workspace.outbox.take_back(draft.key)

    kim.workspace.outbox.send(kim.workspace.drafts.get(draft.key))

    assert told(kim, row) == [AKUTEN]


def test_what_is_erased_before_it_is_forwarded_says_nothing(kim: PersonClient) -> None:
    row = arrived(kim, letter(confidential=False))
    draft = replace(begun(kim, row, AKUTEN), forwards="gone")

    message_id = kim.send(draft)

    assert kim.sent(message_id).counterpart.function == AKUTEN
    assert told(kim, row) == []
