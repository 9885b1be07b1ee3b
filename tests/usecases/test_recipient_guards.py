"""Whom a draft is for, looked at once more: gone, easily taken for another, not who asked."""

from dataclasses import replace

import pytest

from sdk_desktop.domain.address import Function, Organisation
from sdk_desktop.domain.draft import Draft, DraftRecipient, Problem, ProblemKind
from sdk_desktop.domain.mailbox import Folder
from sdk_desktop.domain.message import File
from tests.kit.sandbox_network import PersonClient, SandboxNetwork
from tests.usecases.arrivals import arrived, letter

REGION = Organisation("r", "Region Ekelund", "0203:regionekelund.example.se")
KOMMUN = Organisation("k", "Lindhaga kommun", "0203:lindhaga.example.se")


def function(name: str, organisation: Organisation = REGION) -> Function:
    identifier = f"sdk:{name.lower().replace(' ', '-')}:{organisation.participant}"
    return Function(identifier, identifier, name, organisation)


EKDALA = function("BUP Ekdala")
BJORKVIKE = function("BUP Björkvike")
SURGERY = function("Kirurgen")
RECEPTION = function("Reception")
THEIR_RECEPTION = function("Reception", KOMMUN)
EVERY = (EKDALA, BJORKVIKE, SURGERY, RECEPTION, THEIR_RECEPTION)


@pytest.fixture
def book(kim: PersonClient) -> PersonClient:
    """A client whose address book has two places of child psychiatry, and two receptions."""
    write_book(kim, *EVERY)
    return kim


def write_book(client: PersonClient, *functions: Function) -> None:
    with client.workspace._store.begin() as stored:
        stored.addresses.replace((REGION, KOMMUN), functions, client.watch.now)


def has_written_to(client: PersonClient, *functions: Function) -> None:
    with client.workspace._store.begin() as stored:
        for one in functions:
            stored.addresses.used(one.identifier, client.watch.now)


def to(*functions: Function) -> Draft:
    recipients = tuple(map(DraftRecipient.of_function, functions))
    mailbox = "sdk:socialkontoret:0203:ekdala.example.se"
    return Draft("k", mailbox, recipients=recipients, label="Fråga", confidential=False, text="Hej")


def looked_at(client: PersonClient, draft: Draft) -> list[tuple[ProblemKind, str, str]]:
    """Return what is said of a draft's recipients: what, of whom, and who may be meant instead."""
    found = client.workspace.outbox.check(draft).problems
    assert not any(problem.blocking for problem in found)
    return [(one.kind, one.detail, offered(one)) for one in found]


def offered(problem: Problem) -> str:
    return problem.offer.function_label if problem.offer else ""


def test_what_may_have_replaced_a_function_is_found_in_the_address_book(book: PersonClient) -> None:
    addresses = book.workspace.address_book
    addresses.favourite(SURGERY.identifier, True)
    write_book(book, EKDALA, RECEPTION, function("Kirurgen Ekelund"))
    (gone,) = (hit for hit in addresses.search("Kirurgen") if hit.gone)

    found = addresses.successor(gone)

    assert found is not None
    assert found.hit.function.name == "Kirurgen Ekelund"


def test_nothing_is_guessed_where_no_function_is_alike(book: PersonClient) -> None:
    addresses = book.workspace.address_book
    addresses.favourite(SURGERY.identifier, True)
    write_book(book, EKDALA, BJORKVIKE)
    (gone,) = addresses.search("Kirurgen")

    assert addresses.successor(gone) is None


def test_who_is_written_to_for_the_first_time_and_has_the_name_of_a_usual_one_is_asked_about(
    book: PersonClient,
) -> None:
    has_written_to(book, EKDALA, SURGERY)

    assert looked_at(book, to(BJORKVIKE)) == [
        (ProblemKind.UNUSUAL_RECIPIENT, "BUP Björkvike", "BUP Ekdala")
    ]


@pytest.mark.parametrize(
    ("used", "now"),
    [
        ((EKDALA, BJORKVIKE), BJORKVIKE),
        ((EKDALA,), EKDALA),
        ((EKDALA,), SURGERY),
        ((RECEPTION,), THEIR_RECEPTION),
        ((), BJORKVIKE),
    ],
    ids=["usual too", "the usual one", "not alike", "same name elsewhere", "nobody usual"],
)
def test_others_are_not_asked_about(
    book: PersonClient, used: tuple[Function, ...], now: Function
) -> None:
    has_written_to(book, *used)

    assert looked_at(book, to(now)) == []


def test_a_favourite_is_usual(book: PersonClient) -> None:
    has_written_to(book, EKDALA)
    book.workspace.address_book.favourite(BJORKVIKE.identifier, True)

    assert looked_at(book, to(BJORKVIKE)) == []


def test_an_answer_to_another_than_who_asked_is_asked_about(book: PersonClient) -> None:
    row = arrived(book, letter())
    answer = book.workspace.drafts.answer(row)
    elsewhere = replace(to(BJORKVIKE), ref_to_message_id=answer.ref_to_message_id, act=answer.act)

    assert (ProblemKind.OTHER_THAN_ASKED, "BUP Björkvike", "Akuten") in looked_at(book, elsewhere)


def test_an_answer_to_who_asked_is_not_asked_about(book: PersonClient) -> None:
    write_book(book, function("Akuten"), *EVERY)
    answer = book.workspace.drafts.answer(arrived(book, letter()))
    draft = replace(to(function("Akuten")), ref_to_message_id=answer.ref_to_message_id)

    assert looked_at(book, replace(draft, act=answer.act)) == []


def test_what_has_gone_is_named_with_what_probably_replaces_it(book: PersonClient) -> None:
    has_written_to(book, BJORKVIKE)
    write_book(book, EKDALA, SURGERY)

    assert looked_at(book, to(BJORKVIKE)) == [
        (ProblemKind.RECIPIENT_GONE, "BUP Björkvike", "BUP Ekdala")
    ]


def test_the_line_of_one_who_lacks_a_list_and_is_gone_offers_what_replaces_it(
    network: SandboxNetwork, book: PersonClient
) -> None:
    network.refuse_next()
    book.workspace.outbox.send(to(SURGERY, EKDALA))
    book.synchronise()
    write_book(book, function("Kirurgen Ekelund"))

    lacking, waiting = book.workspace.inbox.board(book.headlines(Folder.SENT)[0].row)
    draft = book.workspace.drafts.resend(lacking.headline.row, to=lacking.offer)

    assert [one.function_label for one in draft.recipients] == ["Kirurgen Ekelund"]
    assert draft.replaced_by(draft.recipients[0]) == lacking.headline.message_id
    assert waiting.offer is None


def test_the_line_of_one_who_lacks_a_list_and_is_still_there_offers_nobody_else(
    network: SandboxNetwork, book: PersonClient
) -> None:
    network.refuse_next()
    book.workspace.outbox.send(to(SURGERY, EKDALA))
    book.synchronise()

    lacking, _ = book.workspace.inbox.board(book.headlines(Folder.SENT)[0].row)

    assert lacking.offer is None


def test_where_nothing_is_alike_nothing_is_guessed(book: PersonClient) -> None:
    has_written_to(book, BJORKVIKE)
    write_book(book, SURGERY)

    assert looked_at(book, to(BJORKVIKE)) == [(ProblemKind.RECIPIENT_GONE, "BUP Björkvike", "")]


def test_a_recipient_without_a_name_is_named_by_its_address(book: PersonClient) -> None:
    nameless = DraftRecipient(KOMMUN.participant, KOMMUN.name, "sdk:borta", "")

    (found,) = looked_at(book, replace(to(), recipients=(nameless,)))

    assert found == (ProblemKind.RECIPIENT_GONE, "sdk:borta", "")


def test_drafts_and_favourites_follow_a_function_to_what_has_replaced_it(
    book: PersonClient,
) -> None:
    addresses, drafts = book.workspace.address_book, book.workspace.drafts
    addresses.favourite(SURGERY.identifier, True)
    mine = replace(to(SURGERY, EKDALA), files=(File("a.txt", "text/plain", b"a"),))
    drafts.save(mine)
    new = function("Kirurgen Ekelund")
    write_book(book, EKDALA, new)
    (gone,) = (hit for hit in addresses.search("Kirurgen") if hit.gone)
    found = addresses.successor(gone)
    assert found is not None

    addresses.change(gone, found.hit)

    moved = drafts.get(mine.key)
    assert found.drafts == 1
    assert moved.recipients == to(new, EKDALA).recipients
    assert moved.files == mine.files
    assert [hit.function for hit in addresses.search("") if hit.favourite] == [new]
