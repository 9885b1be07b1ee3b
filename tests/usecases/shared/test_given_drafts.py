"""A draft is handed over to a colleague at another computer, who goes on with it there."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.draft import Draft, DraftHandedOver
from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.domain.message import File
from tests.kit.ledger import LedgerTown
from tests.kit.sharing.office import (
    SharedOffice,
    before_next_append,
    cut_off_after,
    earlier,
    go_back,
    lost_answers,
    lost_requests,
    shared_office,
    sharing_of,
)
from tests.kit.town import SOCIAL, Town, TownClient

PLAN = File("plan.pdf", "application/pdf", b"%PDF-1.4 a plan")
TEXT = "Vi ses på torsdag."


@pytest.fixture
def office(tmp_path: Path, ledger_town: LedgerTown) -> Iterator[SharedOffice]:
    """Two computers; Anna's has heard of Bo, for he has taken a message."""
    with shared_office(Town(tmp_path), ledger_town) as office:
        office.bo.workspace.handling.take(office.bo.headlines()[0].row)
        office.anna.synchronise()
        yield office


@pytest.fixture
def draft(office: SharedOffice) -> Draft:
    """What Anna has written so far."""
    draft = office.anna.workspace.drafts.new(SOCIAL)
    draft = replace(draft, label="Mötet", text=TEXT, files=(PLAN,), confidential=False)
    office.anna.workspace.drafts.save(draft)
    return draft


def drafts(client: TownClient) -> list[tuple[str, str, str]]:
    """Return what a client's list shows of drafts: each subject, to and by whom it is given."""
    every = client.workspace.drafts.all(SOCIAL)
    return [(one.label, one.given_to, one.given_by) for one in every]


def pieces(ledger_town: LedgerTown) -> int:
    with ledger_town.cluster.superuser(ledger_town.database) as connection:
        found = connection.execute("SELECT count(*) FROM ledger.piece").fetchone()
    assert found is not None
    return int(found[0])


def test_a_draft_shows_at_the_colleagues_computer_as_theirs(
    office: SharedOffice, draft: Draft
) -> None:
    (bo,) = office.anna.workspace.drafts.takers(SOCIAL)
    office.anna.workspace.drafts.hand_over(draft.key, bo)
    office.bo.synchronise()

    assert drafts(office.bo) == [("Mötet", "", "Anna")]
    assert drafts(office.anna) == [("Mötet", "Bo", "")]
    (event, *_) = office.anna.workspace.audit_trail.page(kind=AuditKind.DRAFT_HANDED_OVER)
    assert event.event.detail == "Bo"


def test_until_it_is_taken_nobody_writes_in_it(office: SharedOffice, draft: Draft) -> None:
    office.anna.workspace.drafts.hand_over(draft.key, "Bo")

    with pytest.raises(DraftHandedOver, match="handed over to Bo"):
        office.anna.workspace.drafts.get(draft.key)
    with pytest.raises(DraftHandedOver):
        office.anna.workspace.drafts.save(replace(draft, text="more"))
    with pytest.raises(DraftHandedOver):
        office.anna.workspace.drafts.discard(draft.key)


def test_who_takes_it_has_all_of_it_and_it_is_gone_where_it_came_from(
    office: SharedOffice, draft: Draft, ledger_town: LedgerTown
) -> None:
    before = pieces(ledger_town)
    office.anna.workspace.drafts.hand_over(draft.key, "Bo")
    office.bo.synchronise()

    taken = office.bo.workspace.drafts.get(draft.key)
    office.anna.synchronise()

    assert (taken.label, taken.text, taken.files) == ("Mötet", TEXT, (PLAN,))
    assert drafts(office.bo) == [("Mötet", "", "")]
    assert drafts(office.anna) == []
    assert pieces(ledger_town) == before


def test_what_is_taken_back_is_gone_at_the_colleagues_computer(
    office: SharedOffice, draft: Draft
) -> None:
    office.anna.workspace.drafts.hand_over(draft.key, "Bo")
    office.bo.synchronise()

    back = office.anna.workspace.drafts.get(draft.key, over="Bo")
    office.anna.workspace.drafts.save(replace(back, text="Vi ses på fredag."))
    office.bo.synchronise()

    assert drafts(office.anna) == [("Mötet", "", "")]
    assert drafts(office.bo) == []


def test_a_draft_goes_to_and_fro(office: SharedOffice, draft: Draft) -> None:
    office.anna.workspace.drafts.hand_over(draft.key, "Bo")
    office.bo.synchronise()
    taken = office.bo.workspace.drafts.get(draft.key)
    office.bo.workspace.drafts.save(replace(taken, text="Vi ses på fredag."))
    office.anna.workspace.handling.take(office.anna.headlines()[1].row)
    office.bo.synchronise()
    office.bo.workspace.drafts.hand_over(draft.key, "Anna")
    office.anna.synchronise()

    assert office.anna.workspace.drafts.get(draft.key).text == "Vi ses på fredag."
    office.bo.synchronise()
    assert drafts(office.bo) == []


def test_who_takes_what_is_just_taken_back_is_told(
    office: SharedOffice, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.anna.workspace.drafts.hand_over(draft.key, "Bo")
    office.bo.synchronise()
    anna = office.anna.workspace.drafts
    before_next_append(monkeypatch, lambda: anna.get(draft.key, over="Bo"))

    with pytest.raises(Refused, match="Anna has taken the draft back"):
        office.bo.workspace.drafts.get(draft.key)

    assert drafts(office.bo) == []
    assert anna.get(draft.key).text == TEXT


def test_who_takes_back_what_is_just_taken_is_told(
    office: SharedOffice, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.anna.workspace.drafts.hand_over(draft.key, "Bo")
    office.bo.synchronise()
    before_next_append(monkeypatch, lambda: office.bo.workspace.drafts.get(draft.key))

    with pytest.raises(Refused, match="Bo goes on with the draft already"):
        office.anna.workspace.drafts.get(draft.key, over="Bo")

    assert drafts(office.anna) == []
    assert office.bo.workspace.drafts.get(draft.key).text == TEXT


def test_nothing_is_handed_over_while_the_ledger_is_away(
    office: SharedOffice, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    with cut_off_after(monkeypatch, 0), pytest.raises(Unavailable):
        office.anna.workspace.drafts.hand_over(draft.key, "Bo")

    assert drafts(office.anna) == [("Mötet", "", "")]


def test_a_hand_over_whose_request_is_lost_is_made_later(
    office: SharedOffice, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        lost_requests(monkeypatch),
        pytest.raises(Unavailable, match="not known yet whether the draft"),
    ):
        office.anna.workspace.drafts.hand_over(draft.key, "Bo")
    office.anna.synchronise()
    office.bo.synchronise()

    assert drafts(office.anna) == [("Mötet", "Bo", "")]
    assert office.bo.workspace.drafts.get(draft.key).files == (PLAN,)


def test_whoever_took_a_draft_without_an_answer_has_it(
    office: SharedOffice, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.anna.workspace.drafts.hand_over(draft.key, "Bo")
    office.bo.synchronise()
    with lost_answers(monkeypatch), pytest.raises(Unavailable):
        office.bo.workspace.drafts.get(draft.key)

    assert office.bo.workspace.drafts.get(draft.key).text == TEXT
    office.anna.synchronise()
    assert drafts(office.anna) == []


def test_an_answer_takes_its_message_with_it_and_back(office: SharedOffice) -> None:
    row = office.anna.headlines()[1].row
    answer = office.anna.workspace.drafts.answer(row)
    office.anna.workspace.drafts.save(answer)
    office.anna.workspace.drafts.hand_over(answer.key, "Bo")
    office.anna.synchronise()
    assert office.anna.headlines()[1].handler == "Bo"

    office.anna.workspace.drafts.get(answer.key, over="Bo")

    assert office.anna.headlines()[1].handler == "Anna"


def test_what_nobody_shares_any_longer_is_ones_own_again(
    office: SharedOffice, draft: Draft
) -> None:
    office.anna.workspace.drafts.hand_over(draft.key, "Bo")
    sharing_of(office.anna).shared.stop(SOCIAL)

    assert office.anna.workspace.drafts.get(draft.key, over="Bo").text == TEXT


def test_a_draft_whose_hand_over_the_ledger_lost_is_handed_over_again(
    office: SharedOffice, draft: Draft
) -> None:
    office.bo.synchronise()
    before = earlier(office)
    office.anna.workspace.drafts.hand_over(draft.key, "Bo")
    go_back(office, before)
    for client in office.clients * 3:
        client.wait(minutes=1)

    assert office.bo.workspace.drafts.get(draft.key).files == (PLAN,)
    office.anna.synchronise()
    assert drafts(office.anna) == []


def test_a_message_is_handed_over_to_a_colleague_elsewhere_who_sees_it_as_unread(
    office: SharedOffice,
) -> None:
    message = office.bo.headlines()[1]
    office.bo.workspace.inbox.record_reading(office.bo.workspace.inbox.open(message.row))
    office.anna.workspace.handling.hand_over(office.anna.headlines()[1].row, "Bo")
    office.bo.synchronise()

    handed_over = office.bo.headlines()[1]
    assert (handed_over.handler_id, handed_over.unread) == (office.bo.workspace.who_id, True)
