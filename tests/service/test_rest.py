import json
import logging
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from sdk_desktop.domain.delivery import DeliveryEvent, Dispatch, Sent, Status, StatusReport
from sdk_desktop.domain.errors import Refused, SdkError, Unavailable, Untrusted
from sdk_desktop.domain.incoming import Received, Unreadable, Waiting
from sdk_desktop.domain.message import File, Message
from sdk_desktop.formats.message_api import (
    write_attributes,
    write_problem,
    write_report,
    write_resource,
)
from sdk_desktop.service import rest
from sdk_desktop.service.message_service import MessageService
from sdk_desktop.service.rest import RestMessageService
from sdk_desktop.service.token import Credentials, TokenSource
from tests.kit.cuttable_connection import CuttableConnection
from tests.kit.messages import message_between, party
from tests.kit.openapi import Official
from tests.kit.processes.plain_http import plain_client

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ID = "7bc5576a-3f87-4cf5-a0c5-277da06fcacb"
OURS, THEIRS = "sdk:soc:0203:habo.example.se", "sdk:vc:0203:region.example.se"
SECRET_WORDS = ("Kallelse", "Hemlig text", "journal.pdf", OURS, THEIRS)
MESSAGE = message_between(
    party("0203:habo.example.se", OURS),
    party("0203:region.example.se", THEIRS),
    File("journal.pdf", "application/pdf", b"%PDF"),
    text="Hemlig text",
    message_id=ID,
    conversation_id=ID,
    label="Kallelse",
    confidential=True,
)
WAITING = Waiting("service-1", ID, THEIRS, NOON)
HEADER = "/messagePayload/message/messageHeader"
PATH = "/v1/sdk/messages"
TAKEN = {"Location": f"{PATH}/service-1"}
Answer = Callable[[httpx.Request], httpx.Response]


@dataclass
class Service:
    """The other side: gives each question the answer it was told to give."""

    answers: dict[str, Answer] = field(default_factory=dict)
    tokens: int = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/token":
            self.tokens += 1
            return httpx.Response(200, json={"access_token": f"t{self.tokens}", "expires_in": 300})
        return self.answers[request.method](request)

    def says(self, method: str, status: int, **body: Any) -> None:  # noqa: ANN401 - httpx's own arguments
        self.answers[method] = lambda _: httpx.Response(status, **body)


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def line(service: Service) -> CuttableConnection:
    return CuttableConnection(httpx.MockTransport(service))


@pytest.fixture
def messages(line: CuttableConnection) -> RestMessageService:
    client = httpx.Client(transport=line)
    credentials = Credentials("https://mt.example.se/token", "klient", secret="s")
    token = TokenSource(client, credentials, lambda: NOON)
    return RestMessageService(client, "https://mt.example.se/v1/", token)


def sent(line: CuttableConnection, method: str) -> httpx.Request:
    return next(one for one in line.requests if one.method == method and one.url.path != "/token")


def listed(**changes: object) -> dict[str, object]:
    attributes = write_attributes(MESSAGE, content=False) | {"messageStatus": "NEW"}
    return write_resource("service-1", attributes | changes)


def whole(message: Message = MESSAGE) -> dict[str, object]:
    attributes = write_attributes(message) | {"messageStatus": "NEW"}
    return {"data": write_resource("service-1", attributes)}


def test_it_is_a_message_service(messages: RestMessageService) -> None:
    one: MessageService = messages
    one.close()


def test_a_message_is_handed_over_as_the_official_description_says(
    messages: RestMessageService, service: Service, line: CuttableConnection, artefacts: Path
) -> None:
    service.says("POST", 201, headers=TAKEN)

    messages.submit(Dispatch(MESSAGE))

    request = next(one for one in line.requests if one.url.path == PATH)
    body = json.loads(request.content)
    assert Official.read(artefacts).faults("createMessage", body) == []
    assert (body["data"]["id"], body["data"]["attributes"]["messageId"]) == (ID, ID)
    assert request.headers["content-type"] == "application/json"
    assert request.headers["authorization"] == "Bearer t1"


def exists(code: str, title: str) -> httpx.Response:
    return httpx.Response(400, json=write_problem(400, title, (DeliveryEvent(code, None),)))


NOT_ITS_OWN_WORD = [
    httpx.Response(200),
    httpx.Response(204),
    httpx.Response(201),
    httpx.Response(202, json={"status": "ok"}),
    httpx.Response(200, json={"data": {"id": "another"}}),
    httpx.Response(409),
    exists("MESSAGE_EXCHANGE_ERROR", "The messageId already exists"),
    exists("DUPLICATE", "Bad Request"),
]


@pytest.mark.parametrize("answer", NOT_ITS_OWN_WORD)
def test_a_message_that_the_service_lists_is_handed_over(
    messages: RestMessageService, service: Service, answer: httpx.Response
) -> None:
    service.answers["POST"] = lambda _: answer
    service.says("GET", 200, json={"data": [listed(messageStatus="SCHEDULED")]})

    messages.submit(Dispatch(MESSAGE))


@pytest.mark.parametrize("answer", NOT_ITS_OWN_WORD)
def test_a_message_that_the_service_does_not_list_is_not_handed_over(
    messages: RestMessageService, service: Service, answer: httpx.Response
) -> None:
    service.answers["POST"] = lambda _: answer
    service.says("GET", 200, json={"data": []})

    with pytest.raises(Unavailable, match="not confirmed"):
        messages.submit(Dispatch(MESSAGE))


def test_an_answer_that_names_the_message_is_enough(
    messages: RestMessageService, service: Service
) -> None:
    service.says("POST", 200, json=whole())

    messages.submit(Dispatch(MESSAGE))


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(403),
        httpx.Response(404, text="default backend - 404"),
        httpx.Response(403, json=write_problem(403, "Forbidden", ())),
        httpx.Response(405),
        httpx.Response(400, json={"message": "no Route matched"}),
        httpx.Response(413),
        httpx.Response(422, json={}),
    ],
)
def test_what_is_not_the_services_word_about_the_message_postpones_it(
    messages: RestMessageService, service: Service, answer: httpx.Response
) -> None:
    service.answers["POST"] = lambda _: answer

    with pytest.raises(Unavailable):
        messages.submit(Dispatch(MESSAGE))


def test_a_refusal_says_its_codes_and_never_its_details(
    messages: RestMessageService, service: Service
) -> None:
    issue = DeliveryEvent("BV", None, "not-found", "Hemlig text", "/a")
    service.says("POST", 400, json=write_problem(400, "Bad Request", (issue,)))

    with pytest.raises(Refused) as raised:
        messages.submit(Dispatch(MESSAGE))

    assert str(raised.value) == "The message service refused this (BV, not-found)."


EVERY = ("submit", "find", "statuses", "waiting", "fetch", "confirm")


def calls(messages: RestMessageService) -> dict[str, Callable[[], object]]:
    return {
        "submit": lambda: messages.submit(Dispatch(MESSAGE)),
        "find": lambda: messages.find(Dispatch(MESSAGE)),
        "statuses": lambda: messages.statuses(OURS, (Sent(ID, NOON, NOON),)),
        "waiting": lambda: messages.waiting(THEIRS),
        "fetch": lambda: messages.fetch(WAITING),
        "confirm": lambda: messages.confirm(WAITING),
    }


BAD = [
    (httpx.Response(500), Unavailable),
    (httpx.Response(503, html="<html>"), Unavailable),
    (httpx.Response(429), Unavailable),
    (httpx.Response(408), Unavailable),
    (httpx.Response(407), Unavailable),
    (httpx.Response(302, headers={"location": "https://proxy/"}), Unavailable),
    (httpx.Response(200, html="<html>Logga in</html>"), Unavailable),
    (httpx.Response(200, content=b"  <html>Logga in</html>"), Unavailable),
    (httpx.Response(403, html="<html>Blocked</html>"), Unavailable),
    (httpx.Response(401), Unavailable),
    (httpx.Response(403), Refused),
    (httpx.Response(400), Refused),
    (httpx.Response(400, json=[1]), Refused),
    (httpx.Response(413), Refused),
    (httpx.Response(418, content=b"{"), Refused),
]


@pytest.mark.parametrize("call", EVERY)
@pytest.mark.parametrize(("answer", "family"), BAD)
def test_each_bad_answer_belongs_to_a_family(
    messages: RestMessageService,
    service: Service,
    call: str,
    answer: httpx.Response,
    family: type[SdkError],
) -> None:
    service.answers = dict.fromkeys(("POST", "GET", "DELETE"), lambda _: answer)

    expected = Unavailable if call == "submit" else family

    with pytest.raises(expected):
        calls(messages)[call]()


def distrust(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("tls") from ssl.SSLCertVerificationError("self-signed")


def cut_off(request: httpx.Request) -> httpx.Response:
    raise httpx.ReadError("eof") from ssl.SSLEOFError("eof")


def garbled(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, headers={"content-encoding": "gzip"}, stream=Raw())


class Raw(httpx.SyncByteStream):
    def __iter__(self) -> Iterator[bytes]:
        yield b"no gzip"


@pytest.mark.parametrize(
    ("answer", "family"), [(distrust, Untrusted), (cut_off, Unavailable), (garbled, Unavailable)]
)
def test_each_failure_of_the_line_belongs_to_a_family(
    messages: RestMessageService, service: Service, answer: Answer, family: type[SdkError]
) -> None:
    service.answers["GET"] = answer

    with pytest.raises(family):
        messages.waiting(THEIRS)


@pytest.mark.parametrize(
    "fault", [CuttableConnection.cut_before, CuttableConnection.cut_after, CuttableConnection.slow]
)
def test_a_line_that_fails_is_tried_again_later(
    messages: RestMessageService,
    service: Service,
    line: CuttableConnection,
    fault: Callable[[CuttableConnection, str], None],
) -> None:
    service.says("POST", 201, headers=TAKEN)
    fault(line, "POST")

    with pytest.raises(Unavailable, match="does not answer"):
        messages.submit(Dispatch(MESSAGE))


@pytest.mark.parametrize("url", ["", "mt.example.se", "https://\0/", "file:///etc/passwd"])
def test_an_address_that_is_none_waits_to_be_mended(url: str) -> None:
    with plain_client() as client:
        token = TokenSource(client, Credentials(url, "klient", secret="s"), lambda: NOON)
        with pytest.raises(Unavailable, match="address"):
            RestMessageService(client, url, token).waiting(THEIRS)


def test_a_token_that_is_not_accepted_is_renewed_once(
    messages: RestMessageService, service: Service, line: CuttableConnection
) -> None:
    service.says("DELETE", 202)
    line.answer(401, "DELETE")

    messages.confirm(WAITING)

    tokens = [one.headers["authorization"] for one in line.requests if one.method == "DELETE"]
    assert tokens == ["Bearer t1", "Bearer t2"]


def test_what_waits_is_asked_for_by_mailbox(
    messages: RestMessageService, service: Service, line: CuttableConnection, artefacts: Path
) -> None:
    other = {"subOrganization": {"extension": "another"}}
    answer = {"data": [listed(), listed(), listed(messageStatus="ERROR"), 3, {}]}
    answer["data"].append(listed(recipientAttention=other) | {"id": "service-2"})
    service.says("GET", 200, json=answer)

    assert messages.waiting(THEIRS) == (WAITING,)
    assert dict(sent(line, "GET").url.params) == {
        "filter[messageStatus]": "NEW",
        "filter[recipientAttention.subOrganization.extension]": THEIRS,
    }
    assert Official.read(artefacts).faults("outputArrayData", {"data": [listed()]}) == []


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(404),
        httpx.Response(204),
        httpx.Response(404, text="default backend - 404"),
        httpx.Response(404, json={"message": "no Route matched with those values"}),
        httpx.Response(200, json={"data": None}),
    ],
)
def test_only_a_list_says_that_nothing_waits(
    messages: RestMessageService, service: Service, answer: httpx.Response
) -> None:
    service.answers["GET"] = lambda _: answer

    with pytest.raises(Unavailable):
        messages.waiting(THEIRS)


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"{}", b'{"error": "no"}', b'\xff{"data": []}', b"[" * 100_000, b"1" * 9999],
)
def test_a_malformed_list_is_no_empty_list(
    messages: RestMessageService, service: Service, body: bytes
) -> None:
    service.says("GET", 200, content=body)

    with pytest.raises(Unavailable):
        messages.waiting(THEIRS)


def paged(request: httpx.Request) -> httpx.Response:
    page = int(request.url.params.get("page", "1"))
    resource = listed() | {"id": f"service-{page}"}
    links = {1: f"{PATH}?page=2", 2: {"href": "https://mt.example.se/v1/sdk/messages?page=3"}}
    return httpx.Response(200, json={"data": [resource], "links": {"next": links.get(page)}})


def test_every_page_of_a_list_is_read(messages: RestMessageService, service: Service) -> None:
    service.answers["GET"] = paged

    found = messages.waiting(THEIRS)

    assert [one.service_id for one in found] == ["service-1", "service-2", "service-3"]


@pytest.mark.parametrize(
    "link",
    [
        "https://evil.example.se/v1/sdk/messages?page=2",
        "http://mt.example.se/v1/sdk/messages?page=2",
        "https://a:b@mt.example.se/v1/sdk/messages?page=2",
        "https://mt.example.se:99999999/",
        "https://\0/",
    ],
)
def test_a_list_never_leads_to_another_server(
    messages: RestMessageService, service: Service, line: CuttableConnection, link: str
) -> None:
    service.says("GET", 200, json={"data": [listed()], "links": {"next": link}})

    assert messages.waiting(THEIRS) == (WAITING,)
    asked = {(url.scheme, url.netloc) for url in (one.url for one in line.requests)}
    assert asked == {("https", b"mt.example.se")}


def test_a_list_that_goes_in_a_circle_ends(
    messages: RestMessageService, service: Service, line: CuttableConnection
) -> None:
    service.says("GET", 200, json={"data": [listed()], "links": {"next": f"{PATH}?page=2"}})

    assert messages.waiting(THEIRS) == (WAITING,)
    assert line.count("GET") == 2


REPORT = StatusReport(ID, Status.ACCEPTED, (DeliveryEvent("ACCEPTED", NOON),))


def test_statuses_are_asked_for_by_sender_and_time(
    messages: RestMessageService, service: Service, line: CuttableConnection, artefacts: Path
) -> None:
    theirs = {"senderAttention": {"subOrganization": {"extension": "another"}}}
    data = [listed(**write_report(REPORT)), listed(), {}]
    data.append(listed(**write_report(replace(REPORT, message_id="x")), **theirs))
    service.says("GET", 200, json={"data": data})

    assert messages.statuses(OURS, (Sent(ID, NOON, NOON),)) == (REPORT,)
    assert dict(sent(line, "GET").url.params) == {
        "filter[senderAttention.subOrganization.extension]": OURS,
        "filter[creationDateTimeStart]": "2026-03-02T11:59:00.000Z",
    }
    assert Official.read(artefacts).faults("outputArrayData", {"data": data[:1]}) == []


def test_a_message_is_found_by_its_own_id_whatever_the_service_calls_it(
    messages: RestMessageService, service: Service, line: CuttableConnection
) -> None:
    attributes = {"messageId": ID.upper()} | write_report(REPORT)
    service.says("GET", 200, json={"data": [listed(**attributes)]})

    assert messages.find(Dispatch(MESSAGE)) == replace(REPORT, message_id=ID.upper())
    assert messages.find(Dispatch(replace(MESSAGE, message_id="another"))) is None
    params = sent(line, "GET").url.params
    window = [params[f"filter[creationDateTime{end}]"] for end in ("Start", "Stop")]
    assert window == ["2026-03-02T11:50:00.000Z", "2026-03-02T12:10:00.000Z"]


def test_a_status_is_of_the_message_that_was_sent_however_its_id_is_written(
    messages: RestMessageService, service: Service
) -> None:
    attributes = {"messageId": ID.upper()} | write_report(REPORT)
    service.says("GET", 200, json={"data": [listed(**attributes)]})

    assert messages.statuses(OURS, (Sent(ID, NOON, NOON),)) == (REPORT,)


def test_a_message_is_taken_in_whole(
    messages: RestMessageService, service: Service, line: CuttableConnection, artefacts: Path
) -> None:
    service.says("GET", 200, json=whole())

    assert messages.fetch(WAITING) == Received(WAITING, MESSAGE, b"")
    assert sent(line, "GET").url.path == f"{PATH}/service-1"
    assert Official.read(artefacts).faults("outputData", whole()) == []


@pytest.mark.parametrize("name", ["a/../b", "a?b#c", "å ä", "%2e%2e"])
def test_a_strange_id_never_leads_elsewhere(
    messages: RestMessageService, service: Service, line: CuttableConnection, name: str
) -> None:
    service.says("DELETE", 202)

    messages.confirm(replace(WAITING, service_id=name))

    assert sent(line, "DELETE").url.path == f"{PATH}/{name}"
    assert sent(line, "DELETE").url.raw_path.count(b"/") == 4


def damaged(change: Callable[[Any], None]) -> bytes:
    document = whole()
    change(document["data"])
    return json.dumps(document).encode()


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b'{"error": "x"}', "A required field is missing.\nJSON /data/attributes"),
        (
            damaged(lambda data: data["attributes"].pop("sender")),
            "A required field is missing.\nJSON /data/attributes/sender",
        ),
        (
            damaged(lambda data: data["attributes"].update(label="a\0b")),
            "A text holds a character that is not allowed.\nJSON /data/attributes/label",
        ),
        (
            damaged(lambda data: data["attributes"].update(messageId=f"{ID[:-1]}0")),
            "The service gave another message than the one asked for.",
        ),
        (
            damaged(lambda data: data["attributes"].update(conversationId="no uuid")),
            f"The value is not a UUID.\nconversationId {HEADER}/conversationId",
        ),
    ],
)
def test_a_message_that_cannot_be_read_is_kept_as_it_came(
    messages: RestMessageService, service: Service, body: bytes, reason: str
) -> None:
    service.says("GET", 200, content=body, headers={"content-type": "application/json"})

    assert messages.fetch(WAITING) == Unreadable(WAITING, reason, body)


@pytest.mark.parametrize(
    "body",
    [b"{", b'{"data": "\xff"}', b'{"a":' * 100_000, b'{"data": {"id": ' + b"1" * 9999 + b"}}"],
)
def test_what_is_no_json_is_kept_once_it_came_so_twice(
    messages: RestMessageService, service: Service, body: bytes
) -> None:
    service.says("GET", 200, content=body, headers={"content-type": "application/json"})

    with pytest.raises(Unavailable, match="cannot be read"):
        messages.fetch(WAITING)

    assert messages.fetch(WAITING) == Unreadable(WAITING, "The message is not valid JSON.", body)


@pytest.mark.parametrize("length", [1, 100, 300])
def test_an_answer_that_was_cut_short_is_asked_for_again(
    messages: RestMessageService, service: Service, length: int
) -> None:
    body = json.dumps(whole()).encode()
    for cut in (body[:length], body[: length + 1]):
        service.says("GET", 200, content=cut, headers={"content-type": "application/json"})
        with pytest.raises(Unavailable, match="cannot be read"):
            messages.fetch(WAITING)
    service.says("GET", 200, content=body, headers={"content-type": "application/json"})

    assert isinstance(messages.fetch(WAITING), Received)


def test_an_answer_cut_short_is_forgotten_once_the_message_has_come_whole(
    messages: RestMessageService, service: Service
) -> None:
    cut, kind = json.dumps(whole()).encode()[:100], {"content-type": "application/json"}
    service.says("GET", 200, content=cut, headers=kind)
    with pytest.raises(Unavailable, match="cannot be read"):
        messages.fetch(WAITING)
    service.says("GET", 200, json=whole())
    messages.fetch(WAITING)
    service.says("GET", 200, content=cut, headers=kind)

    with pytest.raises(Unavailable, match="cannot be read"):
        messages.fetch(WAITING)


def test_the_mailbox_is_the_one_that_the_service_put_the_message_in(
    messages: RestMessageService, service: Service
) -> None:
    service.says("GET", 200, json=whole())
    waiting = replace(WAITING, mailbox="another")

    assert messages.fetch(waiting) == Received(waiting, MESSAGE, b"")


def test_a_text_that_is_no_json_is_not_from_the_service(
    messages: RestMessageService, service: Service
) -> None:
    service.says("GET", 200, text="try again")

    with pytest.raises(Unavailable):
        messages.fetch(WAITING)


def test_nothing_at_all_is_no_message(messages: RestMessageService, service: Service) -> None:
    service.says("GET", 200, content=b" ", headers={"content-type": "application/json"})

    with pytest.raises(Unavailable, match="cannot be read"):
        messages.fetch(WAITING)


def test_a_message_that_is_too_large_is_not_taken_in(
    messages: RestMessageService, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rest, "MESSAGE_LIMIT", 50)
    service.says("GET", 200, json=whole())

    incoming = messages.fetch(WAITING)

    assert isinstance(incoming, Unreadable)
    assert incoming.reason == "The message is larger than this client accepts."
    assert json.loads(incoming.raw)["attributes"]["messageId"] == ID


@pytest.mark.parametrize(
    "answer",
    [
        *(httpx.Response(status) for status in (202, 200, 204)),
        *(httpx.Response(n, json=write_problem(n, "Not Found", ())) for n in (404, 410)),
    ],
)
def test_a_message_that_is_gone_is_confirmed(
    messages: RestMessageService, service: Service, answer: httpx.Response
) -> None:
    service.answers["DELETE"] = lambda _: answer

    messages.confirm(WAITING)


def test_the_log_names_messages_and_durations_only(
    messages: RestMessageService, service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    service.says("POST", 201, headers=TAKEN)
    service.says("GET", 200, json={"data": [listed()]})
    service.says("DELETE", 202)

    with caplog.at_level(logging.DEBUG, logger="sdk_desktop"):
        messages.submit(Dispatch(MESSAGE))
        messages.waiting(THEIRS)
        messages.statuses(OURS, (Sent(ID, NOON - timedelta(days=1), NOON),))
        messages.confirm(WAITING)

    assert f"submit {ID}: 201 in" in caplog.text
    assert [word for word in (*SECRET_WORDS, "t1") if word in caplog.text] == []
