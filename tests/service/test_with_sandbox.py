import time
from datetime import timedelta

import httpx
import pytest

from sdk_desktop.domain.delivery import Dispatch, Sent, Status
from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.domain.incoming import Received, Unreadable
from sdk_desktop.sandbox.cast.organisations import (
    PRACTICE_CLIENT_ID,
    PRACTICE_CLIENT_SECRET,
    functions,
    organisations,
)
from sdk_desktop.service.address_book import fetch_address_book
from sdk_desktop.service.rest import RestMessageService
from sdk_desktop.service.token import Credentials, TokenSource
from tests.kit.cuttable_connection import CuttableConnection
from tests.sandbox.box import SOCIAL, Box, message_to, practice

HERE = "http://127.0.0.1:8000"


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def line(box: Box) -> CuttableConnection:
    return CuttableConnection(httpx.WSGITransport(box.application))


@pytest.fixture
def service(box: Box, line: CuttableConnection) -> RestMessageService:
    return connected(box, line, PRACTICE_CLIENT_SECRET)


def connected(box: Box, line: CuttableConnection, secret: str) -> RestMessageService:
    client = httpx.Client(transport=line)
    credentials = Credentials(f"{HERE}/token", PRACTICE_CLIENT_ID, secret)
    return RestMessageService(client, f"{HERE}/v1", TokenSource(client, credentials, box.watch))


def test_a_message_is_sent_accepted_and_answered(service: RestMessageService, box: Box) -> None:
    message = message_to(practice("svarar"))
    before = {one.service_id for one in service.waiting(SOCIAL)}

    service.submit(Dispatch(message))
    box.watch.turn(hours=2)
    box.application.federation.tick()

    reports = service.statuses(
        SOCIAL, (Sent(message.message_id, message.created - timedelta(hours=1), message.created),)
    )
    assert [one.status for one in reports if one.message_id == message.message_id] == [
        Status.ACCEPTED
    ]
    (answer,) = (one for one in service.waiting(SOCIAL) if one.service_id not in before)
    incoming = service.fetch(answer)
    assert isinstance(incoming, Received)
    assert incoming.message.ref_to_message_id == message.message_id
    service.confirm(answer)
    assert {one.service_id for one in service.waiting(SOCIAL)} == before


def test_a_message_whose_answer_was_lost_is_found_and_may_be_sent_again(
    service: RestMessageService, line: CuttableConnection
) -> None:
    message = message_to(practice("tar-emot"))
    line.cut_after("POST", "/messages")

    with pytest.raises(Unavailable):
        service.submit(Dispatch(message))

    assert service.find(Dispatch(message))
    service.submit(Dispatch(message))
    assert service.find(Dispatch(message_to(practice("tar-emot")))) is None


def test_a_message_that_breaks_off_is_kept_and_stops_no_other(
    service: RestMessageService, box: Box
) -> None:
    identifier = box.put_in_mailbox(b"<broken")
    waiting = service.waiting(SOCIAL)

    (broken,) = (one for one in waiting if one.service_id == identifier)
    others = [service.fetch(one) for one in waiting if one != broken]

    with pytest.raises(Unavailable):  # it may have been cut short
        service.fetch(broken)
    assert isinstance(service.fetch(broken), Unreadable)
    assert {type(one) for one in others} == {Received}


def test_a_message_that_another_computer_took_is_refused_and_confirmed(
    service: RestMessageService,
) -> None:
    waiting = service.waiting(SOCIAL)[0]
    service.confirm(waiting)

    with pytest.raises(Refused):
        service.fetch(waiting)
    service.confirm(waiting)


def test_a_wrong_secret_waits_to_be_mended(box: Box, line: CuttableConnection) -> None:
    with pytest.raises(Unavailable, match=r"refused this client \(invalid_client\)"):
        connected(box, line, "fel").waiting(SOCIAL)


def test_the_address_book_is_that_of_the_cast(line: CuttableConnection) -> None:
    book = fetch_address_book(httpx.Client(transport=line), f"{HERE}/addressbook/api/", time.sleep)

    assert set(book.organisations) == set(organisations())
    assert {one.identifier for one in book.functions} == {one.identifier for one in functions()}
    assert {one.search_words for one in book.functions} == {one.search_words for one in functions()}
