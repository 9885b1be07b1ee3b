"""A distribution list: sent as one, watched on one board, sent again to those alone who lack it."""

from dataclasses import replace

from sdk_desktop.domain.delivery import Arrival, ListState
from sdk_desktop.domain.draft import Draft, DraftRecipient, EarlierMessage
from sdk_desktop.domain.mailbox import BoardLine, Folder
from tests.kit.sandbox_network import PersonClient, SandboxNetwork, recipient
from tests.usecases.arrivals import AKUTEN

BUP = "sdk:bup-ekdala:0203:regionekelund.example.se"
SCHOOL = DraftRecipient("0203:skola.example.se", "Skolan", "sdk:elevhalsan", "Elevhälsan")


def list_to(client: PersonClient, *functions: str) -> Draft:
    draft = client.draft_to(AKUTEN, recipients=tuple(map(recipient, functions)))
    client.workspace.drafts.save(draft)
    return draft


def lines(client: PersonClient) -> tuple[BoardLine, ...]:
    (row,) = client.headlines(Folder.SENT)
    return client.workspace.inbox.board(row.row)


def boards(client: PersonClient) -> list[tuple[BoardLine, ...]]:
    return [client.workspace.inbox.board(one.row) for one in client.headlines(Folder.SENT)]


def functions(found: tuple[BoardLine, ...]) -> list[tuple[Arrival, str]]:
    return [(one.arrival, one.headline.counterpart.function) for one in found]


def test_who_lacks_a_list_gets_it_again_and_nobody_else(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    network.refuse_next()
    kim.workspace.outbox.send(list_to(kim, AKUTEN, BUP))
    kim.synchronise()
    before = lines(kim)
    failed = [one.headline.row for one in before if one.arrival is Arrival.UNDELIVERED]

    draft = kim.workspace.drafts.resend(*failed)
    kim.send(draft)

    assert functions(before) == [(Arrival.UNDELIVERED, AKUTEN), (Arrival.WAITING, BUP)]
    assert [to.function for to in draft.recipients] == [AKUTEN]
    assert functions(lines(kim)) == [(Arrival.WAITING, BUP), (Arrival.WAITING, AKUTEN)]
    assert kim.headlines(Folder.SENT)[0].list_state == ListState(((Arrival.WAITING, 2),))


def test_what_several_lack_is_one_draft_each_in_their_own_conversation(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    network.refuse_next()
    network.refuse_next()
    first = kim.workspace.outbox.send(list_to(kim, AKUTEN, BUP))
    kim.synchronise()

    draft = kim.workspace.drafts.resend(*(one.headline.row for one in lines(kim)))
    again = kim.workspace.outbox.check(draft).messages

    assert [one.conversation_id for one in again] == list(first)
    assert draft.conversation_id is None


def test_a_list_that_is_kept_as_a_draft_knows_what_it_sends_again(
    network: SandboxNetwork, kim: PersonClient
) -> None:
    network.refuse_next()
    kim.workspace.outbox.send(list_to(kim, AKUTEN, BUP))
    kim.synchronise()

    draft = kim.workspace.drafts.resend(lines(kim)[0].headline.row)
    kim.workspace.drafts.save(draft)
    kept = kim.workspace.drafts.get(draft.key)

    assert (kept.replaces, kept.list_id) == (draft.replaces, draft.list_id)
    assert [one.function for one in kept.replaces] == [AKUTEN]


def test_whoever_is_put_in_place_of_one_who_lacks_it_takes_that_ones_line() -> None:
    lacking = EarlierMessage("m-1", "c-1", AKUTEN), EarlierMessage("m-2", "c-2", BUP)
    draft = Draft("k", "box", recipients=(SCHOOL, recipient(BUP)), replaces=lacking, list_id="l")
    more = replace(draft, recipients=(*draft.recipients, recipient(AKUTEN)))

    assert [draft.replaced_by(to) for to in draft.recipients] == ["m-1", "m-2"]
    assert [more.replaced_by(to) for to in more.recipients] == ["", "m-2", "m-1"]
    assert (draft.sent_list, replace(draft, list_id="").sent_list) == ("l", "k")


def test_a_list_is_complemented_for_each_in_their_own_conversation(kim: PersonClient) -> None:
    first = kim.workspace.outbox.send(list_to(kim, AKUTEN, BUP))
    rows = [one.headline.row for one in lines(kim)]

    draft = replace(kim.workspace.drafts.complement(*rows), text="Svara gärna.")
    kim.workspace.drafts.save(draft)
    kept = kim.workspace.drafts.get(draft.key)
    sent = kim.workspace.outbox.check(kept).messages
    kim.workspace.outbox.send(kept)
    again = kim.workspace.drafts.resend(*(one.headline.row for one in boards(kim)[0]))
    resent = kim.workspace.outbox.check(again).messages

    told = [(one.conversation_id, one.ref_to_message_id) for one in sent]
    assert sorted(told) == sorted((one, one) for one in first)
    assert sorted((one.conversation_id, one.ref_to_message_id) for one in resent) == sorted(told)
    assert [len(one) for one in boards(kim)] == [2, 2]


def test_only_a_reminder_to_a_single_one_is_part_of_no_list(kim: PersonClient) -> None:
    kim.workspace.outbox.send(list_to(kim, AKUTEN, BUP))

    draft = kim.workspace.drafts.complement(lines(kim)[0].headline.row)

    assert (draft.sent_list, draft.complements) == ("", ())
    assert draft.conversation_id == draft.ref_to_message_id
