"""What was sent from a shared mailbox is taken back at every computer, or has left for all."""

from dataclasses import replace

import pytest

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.delivery import TAKE_BACK, Status
from sdk_desktop.domain.draft import Draft
from sdk_desktop.domain.errand import ErrandState
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.mailbox import Folder
from tests.kit.sharing.office import SharedOffice, deliveries_of, shown
from tests.kit.town import TownClient
from tests.usecases.arrivals import AKUTEN


def sent(client: TownClient, draft: Draft) -> None:
    client.workspace.drafts.save(draft)
    client.workspace.outbox.send(draft, hold=TAKE_BACK)


def test_what_anna_takes_back_is_forgotten_by_bo_and_never_leaves(office: SharedOffice) -> None:
    draft = office.anna.draft_to(AKUTEN)
    sent(office.anna, draft)
    office.leads(office.bo)
    office.bo.synchronise()
    there = len(office.bo.headlines(Folder.SENT))

    office.anna.workspace.outbox.take_back(draft.key)
    office.rest()
    office.bo.synchronise()

    assert (there, office.submitted()) == (1, 0)
    assert (office.anna.headlines(Folder.SENT), office.bo.headlines(Folder.SENT)) == ((), ())
    assert office.anna.workspace.drafts.get(draft.key).text == draft.text
    (event,) = office.bo.workspace.audit_trail.page(kind=AuditKind.TAKEN_BACK)
    assert event.event.who == "system"


def test_the_ledgers_clock_says_when_it_leaves_whatever_bos_clock_says(
    office: SharedOffice,
) -> None:
    sent(office.anna, office.anna.draft_to(AKUTEN))
    office.leads(office.bo)
    early = office.bo.wait(minutes=5).handed_over
    office.rest()
    office.leads(office.bo)

    assert (early, office.bo.synchronise().handed_over) == (0, 1)


def test_what_bo_has_begun_to_hand_over_anna_cannot_take_back(office: SharedOffice) -> None:
    draft = office.anna.draft_to(AKUTEN)
    sent(office.anna, draft)
    office.rest()
    office.leads(office.bo)
    office.bo.workspace._fetched_here()
    next(deliveries_of(office.bo).begun(office.town.watch()))

    with pytest.raises(Refused, match="no longer"):
        office.anna.workspace.outbox.take_back(draft.key)

    assert office.anna.workspace.drafts.all() == ()
    assert len(office.anna.headlines(Folder.SENT)) == 1


def test_an_answer_that_is_taken_back_is_no_answer_at_bos_either(office: SharedOffice) -> None:
    message = office.comes()
    office.anna.synchronise()
    office.bo.synchronise()
    asked = shown(office.anna, message)
    assert asked is not None
    begun = office.anna.workspace.drafts.answer(asked.row)
    draft = replace(begun, text="Vi kommer", confidential=False, persons=())
    sent(office.anna, draft)
    office.bo.synchronise()
    meanwhile = shown(office.bo, message)

    office.anna.workspace.outbox.take_back(draft.key)
    office.bo.synchronise()

    now = shown(office.bo, message)
    assert meanwhile is not None
    assert now is not None
    assert meanwhile.errand.state is ErrandState.ANSWERED
    assert (now.errand.answered, now.handler) == (None, "Anna")


def test_locking_lets_what_waits_leave(office: SharedOffice) -> None:
    office.leads(office.anna)
    sent(office.anna, office.anna.draft_to(AKUTEN))

    office.anna.lock_and_unlock()
    office.bo.synchronise()

    (seen,) = office.bo.headlines(Folder.SENT)
    assert (office.submitted(), seen.status) == (1, Status.SCHEDULED)
