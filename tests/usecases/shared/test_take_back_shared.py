"""What was sent from a shared mailbox is taken back at every computer, or has left for all."""

from dataclasses import replace

import pytest

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.delivery import TAKE_BACK, Status
from sdk_desktop.domain.draft import Draft
from sdk_desktop.domain.errand import ErrandState
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.mailbox import Folder
from tests.kit.sandbox_network import PersonClient
from tests.kit.sharing.computers import SharedComputers, deliveries_of, shown
from tests.usecases.arrivals import AKUTEN


def sent(client: PersonClient, draft: Draft) -> None:
    client.workspace.drafts.save(draft)
    client.workspace.outbox.send(draft, hold=TAKE_BACK)


def test_what_anna_takes_back_is_forgotten_by_bo_and_never_leaves(
    computers: SharedComputers,
) -> None:
    draft = computers.anna.draft_to(AKUTEN)
    sent(computers.anna, draft)
    computers.leads(computers.bo)
    computers.bo.synchronise()
    there = len(computers.bo.headlines(Folder.SENT))

    computers.anna.workspace.outbox.take_back(draft.key)
    computers.rest()
    computers.bo.synchronise()

    assert (there, computers.submitted()) == (1, 0)
    assert (computers.anna.headlines(Folder.SENT), computers.bo.headlines(Folder.SENT)) == ((), ())
    assert computers.anna.workspace.drafts.get(draft.key).text == draft.text
    (event,) = computers.bo.workspace.audit_trail.page(kind=AuditKind.TAKEN_BACK)
    assert event.event.who == "system"


def test_what_another_window_has_sent_is_not_sent_once_more(computers: SharedComputers) -> None:
    draft = computers.anna.draft_to(AKUTEN)
    sent(computers.anna, draft)

    with pytest.raises(Refused, match="sent in another window"):
        sent(computers.anna, draft)

    assert len(computers.anna.headlines(Folder.SENT)) == 1


def test_the_ledgers_clock_says_when_it_leaves_whatever_bos_clock_says(
    computers: SharedComputers,
) -> None:
    sent(computers.anna, computers.anna.draft_to(AKUTEN))
    computers.leads(computers.bo)
    early = computers.bo.wait(minutes=5).handed_over
    computers.rest()
    computers.leads(computers.bo)

    assert (early, computers.bo.synchronise().handed_over) == (0, 1)


def test_what_bo_has_begun_to_hand_over_anna_cannot_take_back(computers: SharedComputers) -> None:
    draft = computers.anna.draft_to(AKUTEN)
    sent(computers.anna, draft)
    computers.rest()
    computers.leads(computers.bo)
    computers.bo.workspace._fetched_here()
    next(deliveries_of(computers.bo).begun(computers.network.watch()))

    with pytest.raises(Refused, match="no longer"):
        computers.anna.workspace.outbox.take_back(draft.key)

    assert computers.anna.workspace.drafts.all() == ()
    assert len(computers.anna.headlines(Folder.SENT)) == 1


def test_an_answer_that_is_taken_back_is_no_answer_at_bos_either(
    computers: SharedComputers,
) -> None:
    message = computers.comes()
    computers.anna.synchronise()
    computers.bo.synchronise()
    asked = shown(computers.anna, message)
    assert asked is not None
    begun = computers.anna.workspace.drafts.answer(asked.row)
    draft = replace(begun, text="Vi kommer", confidential=False, persons=())
    sent(computers.anna, draft)
    computers.bo.synchronise()
    meanwhile = shown(computers.bo, message)

    computers.anna.workspace.outbox.take_back(draft.key)
    computers.bo.synchronise()

    now = shown(computers.bo, message)
    assert meanwhile is not None
    assert now is not None
    assert meanwhile.errand.state is ErrandState.ANSWERED
    assert (now.errand.answered, now.handler) == (None, "Anna")


def test_locking_lets_what_waits_leave(computers: SharedComputers) -> None:
    computers.leads(computers.anna)
    sent(computers.anna, computers.anna.draft_to(AKUTEN))

    computers.anna.lock_and_unlock()
    computers.bo.synchronise()

    (seen,) = computers.bo.headlines(Folder.SENT)  # Bo leads at once, and asked what became of it
    assert (computers.submitted(), seen.status) == (1, Status.ACCEPTED)
