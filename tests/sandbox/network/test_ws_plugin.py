from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from werkzeug.test import Client

from sdk_desktop.domain.access_point import (
    AccessPointRole,
    As4Message,
    TransportStatus,
    UserMessage,
    action_of,
)
from sdk_desktop.domain.acknowledgement import Acknowledgement
from sdk_desktop.domain.envelope import DocumentType
from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.exchange.key_files import read_key
from sdk_desktop.exchange.sealing import acknowledgement_of, envelope_of, seal_message
from sdk_desktop.formats.soap import domibus
from sdk_desktop.formats.soap.soap import SoapFault, SoapMessage, SoapStream, read_soap
from sdk_desktop.sandbox.network.access_points import PRACTICE_PASSWORD
from sdk_desktop.sandbox.network.ws_plugin import MOST_PENDING
from sdk_desktop.service.direct.access_point import AccessPoint, Account
from sdk_desktop.service.direct.pending_messages import PendingMessages
from tests.formats.soap.domibus_schema import breaches
from tests.kit.sandbox_network import NOON, PKI
from tests.sandbox.box import EKDALA, Box, message_to, practice
from tests.sandbox.direct import (
    HERE,
    Direct,
    DirectSandbox,
    acknowledgements,
    messages,
    reply_to,
)

AUTHORITY = "0203:ovningsmyndigheten.example.se"
LINDHAGA = "0203:lindhaga.example.se"
BISTAND = "sdk:bistand:0203:lindhaga.example.se"
ACCEPTS = practice("tar-emot")
PATH = f"/domibus/{EKDALA}/services/wsplugin"
USER = "ekdala.example.se"


@pytest.fixture
def sandbox() -> DirectSandbox:
    return DirectSandbox()


@pytest.fixture
def ours(sandbox: DirectSandbox) -> Direct:
    return sandbox.direct()


def sealed_for(recipient: str, sender: str = EKDALA) -> As4Message:
    message = message_to(recipient)
    envelope = envelope_of(message)
    key = PKI.key(envelope.recipient)
    header = UserMessage(
        original_sender=sender,
        final_recipient=envelope.recipient,
        action=action_of(DocumentType.MESSAGE),
        from_party="AP0001-SANDBOX",
    )
    return As4Message(header, seal_message(message, PKI.key(EKDALA), key.certificate))


def call(
    box: Box, written: SoapStream, auth: tuple[str, str] | None = (USER, PRACTICE_PASSWORD)
) -> tuple[int, SoapMessage]:
    """Ask as any SOAP client may."""
    answer = Client(box.application).post(
        PATH,
        data=b"".join(written),
        content_type=written.content_type,
        auth=auth,
    )
    return answer.status_code, read_soap(answer.data, answer.content_type)


def fault(box: Box, written: SoapStream, **auth: tuple[str, str] | None) -> SoapFault:
    status, soap = call(box, written, **auth)
    assert status == 500
    assert soap.fault is not None
    return soap.fault


def test_a_direct_client_and_a_message_service_write_to_each_other(
    sandbox: DirectSandbox, ours: Direct
) -> None:
    message = message_to(practice("svarar"), text="Kan ni hjälpa oss?")

    name = ours.send(message)
    sandbox.wait(minutes=1)
    arrived = ours.fetch()
    sandbox.wait(minutes=1)

    assert ours.access_point.status(name) is TransportStatus.ACKNOWLEDGED
    assert [one.message_id for one in acknowledgements(arrived)] == [message.message_id]
    (answer,) = messages(arrived)
    assert answer.ref_to_message_id == message.message_id
    authority = sandbox.box.application.federation.members[AUTHORITY]
    (sent,) = authority.outgoing.values()
    assert sent.status == "ACCEPTED"
    assert ours.fetch() == []


def test_a_client_of_a_message_service_and_a_direct_client_write_to_each_other(
    sandbox: DirectSandbox,
) -> None:
    theirs = sandbox.direct(LINDHAGA)
    message = message_to(BISTAND)

    sandbox.box.post(message)
    sandbox.wait(minutes=1)
    before = sandbox.box.attributes(message.message_id)["messageStatus"]
    (received,) = messages(theirs.fetch())
    theirs.send(reply_to(received))
    sandbox.wait(minutes=1)

    assert before == "WAITING_FOR_RECEIPT"
    assert sandbox.box.attributes(message.message_id)["messageStatus"] == "ACCEPTED"
    assert acknowledgements(theirs.fetch())[0].accepted
    waiting = sandbox.box.listed(messageStatus="NEW")
    assert message.message_id in [one["attributes"].get("refToMessageId") for one in waiting]


def test_two_direct_clients_write_to_each_other(sandbox: DirectSandbox, ours: Direct) -> None:
    theirs = sandbox.direct(LINDHAGA)

    ours.send(message_to(BISTAND))
    sandbox.wait(minutes=1)
    theirs.fetch()
    sandbox.wait(minutes=1)

    assert acknowledgements(ours.fetch())[0].accepted


def test_a_direct_client_that_never_answers_lets_the_sender_give_up(sandbox: DirectSandbox) -> None:
    sandbox.direct(LINDHAGA)

    attributes = sandbox.box.sent(message_to(BISTAND))

    assert "No message receipt received from 0203:lindhaga.example.se" in str(attributes)


@pytest.mark.parametrize(
    ("place", "cause", "code"),
    [("avvisar-filtyp", "BV", "not-supported"), ("avvisar-fel-signatur", "SIG", "security")],
)
def test_the_cast_rejects_what_a_direct_client_sends(
    sandbox: DirectSandbox, ours: Direct, place: str, cause: str, code: str
) -> None:
    ours.send(message_to(practice(place)))
    sandbox.wait(minutes=1)

    ((rejected,),) = (one.causes for one in acknowledgements(ours.fetch()))
    assert (rejected.cause, rejected.code) == (cause, code)


def test_a_function_that_nobody_has_is_rejected(sandbox: DirectSandbox, ours: Direct) -> None:
    message = message_to(ACCEPTS)
    recipient = message.recipient
    assert recipient.attention is not None
    nobody = replace(recipient.attention, function="sdk:ingen:0203:ovningsmyndigheten.example.se")

    ours.send(replace(message, recipient=replace(recipient, attention=nobody)))
    sandbox.wait(minutes=1)

    ((rejected,),) = (one.causes for one in acknowledgements(ours.fetch()))
    assert rejected.code == "not-found"


def test_who_never_answers_stays_silent(sandbox: DirectSandbox, ours: Direct) -> None:
    ours.send(message_to(practice("svarar-aldrig")))
    sandbox.wait(hours=1)

    assert ours.fetch() == []


def test_an_acknowledgement_of_somebody_else_is_not_heard(
    sandbox: DirectSandbox, ours: Direct
) -> None:
    message = message_to(practice("svarar-aldrig"), sender=BISTAND)
    federation = sandbox.box.application.federation
    sent = federation.submit(message.message_id, message)
    sandbox.wait(seconds=10)
    answered = replace(envelope_of(message), recipient=EKDALA)

    ours.acknowledge(
        acknowledgement_of(Acknowledgement(message.message_id), answered, NOON), answered
    )
    sandbox.wait(minutes=1)

    assert sent.status == "WAITING_FOR_RECEIPT"


@pytest.mark.parametrize("packed", [False, True])
def test_what_waits_stays_until_it_is_marked(sandbox: DirectSandbox, packed: bool) -> None:
    ours = sandbox.direct(faults=["packed"] * packed)
    ours.send(message_to(ACCEPTS))
    sandbox.wait(minutes=1)
    (name,) = ours.access_point.pending(EKDALA)

    first, second = (ours.access_point.retrieve(name) for _ in range(2))
    ours.access_point.mark_downloaded(name)
    ours.access_point.mark_downloaded(name)

    assert first == second
    assert first.header.original_sender == AUTHORITY
    assert first.header.final_recipient == EKDALA
    assert first.header.action == action_of(DocumentType.ACKNOWLEDGEMENT)
    assert first.header.timestamp is not None
    assert ours.access_point.pending(EKDALA) == ()
    receiving = AccessPointRole.RECEIVING
    assert ours.access_point.status(name, receiving) is TransportStatus.DOWNLOADED
    with pytest.raises(Refused, match="does not have"):
        ours.access_point.retrieve(name)


def test_who_retrieves_without_a_word_lets_go(sandbox: DirectSandbox, ours: Direct) -> None:
    ours.send(message_to(ACCEPTS))
    sandbox.wait(minutes=1)
    (name,) = ours.access_point.pending()
    asking = domibus.write_retrieve(name)
    older = replace(asking, before=asking.before.replace(b' markAsDownloaded="false"', b""))

    status, soap = call(sandbox.box, older)

    assert (status, soap.fault) == (200, None)
    assert ours.access_point.pending() == ()


def test_a_status_may_be_asked_without_a_side(sandbox: DirectSandbox, ours: Direct) -> None:
    name = ours.send(message_to(ACCEPTS))

    _, soap = call(sandbox.box, domibus.write_get_status(name, None))
    _, none = call(sandbox.box, domibus.write_get_status("nobody", None))

    assert domibus.read_status(soap) is TransportStatus.SEND_ENQUEUED
    assert domibus.read_status(none) is TransportStatus.NOT_FOUND


def test_a_message_to_oneself_has_two_sides(sandbox: DirectSandbox, ours: Direct) -> None:
    name = ours.send(message_to("sdk:reception:0203:ekdala.example.se"))
    sandbox.wait(minutes=1)

    assert ours.access_point.status(name) is TransportStatus.ACKNOWLEDGED
    assert ours.access_point.status(name, AccessPointRole.RECEIVING) is TransportStatus.RECEIVED
    assert fault(sandbox.box, domibus.write_get_status(name, None)).detail == "WS_PLUGIN:0007"


def test_a_list_is_cut_where_domibus_cuts_it(sandbox: DirectSandbox, ours: Direct) -> None:
    path = f"/practice/access-points/{EKDALA}/messages"
    names = [sandbox.web.post(path).json()["id"] for _ in range(MOST_PENDING + 1)]

    assert ours.access_point.pending() == tuple(names[:-1])


def test_a_list_may_be_asked_for_less(sandbox: DirectSandbox, ours: Direct) -> None:
    path = f"/practice/access-points/{EKDALA}/messages"
    sandbox.web.post(path, params={"sender": LINDHAGA, "conversation": "a"}, content=b"<a/>")
    name = sandbox.web.post(path, params={"conversation": "b"}, content=b"<a/>").json()["id"]
    asking = domibus.write_list_pending("0203:somebody.else.se")
    less = replace(
        asking,
        before=asking.before.replace(
            b"<finalRecipient>", b"<conversationId>b</conversationId><finalRecipient>"
        ),
    )

    _, soap = call(sandbox.box, less)

    assert domibus.read_pending(soap) == (name,)


def test_anything_may_come_in_at_an_access_point(sandbox: DirectSandbox, ours: Direct) -> None:
    path = f"/practice/access-points/{EKDALA}/messages"
    name = sandbox.web.post(
        path, params={"sender": LINDHAGA, "kind": "acknowledgement"}, content=b"rubbish"
    ).json()["id"]

    as4_message = ours.access_point.retrieve(name)

    assert as4_message.payload == b"rubbish"
    assert as4_message.header.original_sender == LINDHAGA
    assert as4_message.header.action == action_of(DocumentType.ACKNOWLEDGEMENT)
    assert sandbox.web.post(path, params={"kind": "letter"}).status_code == 400
    unknown = path.replace(EKDALA, "0203:x.se")
    assert sandbox.web.post(unknown, content=b"").status_code == 404


def test_what_comes_in_for_a_message_service_is_taken_at_once(sandbox: DirectSandbox) -> None:
    path = f"/practice/access-points/{AUTHORITY}/messages"

    answer = sandbox.web.post(path, content=sealed_for(ACCEPTS).payload)

    assert answer.status_code == 201
    assert len(sandbox.box.application.federation.members[AUTHORITY].incoming) == 1


def test_a_name_may_be_ours_and_only_once(sandbox: DirectSandbox, ours: Direct) -> None:
    as4_message = sealed_for(ACCEPTS)
    envelope = envelope_of(message_to(ACCEPTS))
    written = domibus.write_submit(
        replace(as4_message, header=replace(as4_message.header, message_id="our-own@example.se"))
    )

    _, soap = call(sandbox.box, written)
    again = fault(sandbox.box, written)

    assert domibus.read_submitted(soap) == "our-own@example.se"
    assert (again.detail, "already exists" in again.message) == ("EBMS:0004", True)
    name = ours.access_point.submit(as4_message.payload, envelope, message_id="our-own@example.se")
    assert name == "our-own@example.se"


def test_a_name_that_has_come_in_before_is_another_try_of_the_same(
    sandbox: DirectSandbox, ours: Direct
) -> None:
    theirs, others = sandbox.direct(LINDHAGA), sandbox.direct("0203:bjorkvike.example.se")
    registrar = "sdk:registrator:0203:bjorkvike.example.se"

    ours.send(message_to(BISTAND), name="the-same@example.se")
    others.send(message_to(BISTAND, sender=registrar), name="the-same@example.se")
    sandbox.wait(minutes=1)

    assert theirs.access_point.pending() == ("the-same@example.se",)


def changed(**header: Any) -> As4Message:  # noqa: ANN401 - fields of the header
    as4_message = sealed_for(ACCEPTS)
    return replace(as4_message, header=replace(as4_message.header, **header))


@pytest.mark.parametrize(
    ("as4_message", "code"),
    [
        (changed(original_sender=LINDHAGA), ""),
        (changed(from_party="AP9999-SANDBOX"), "EBMS:0003"),
        (changed(final_recipient="0203:okand.example.se"), "EBMS:0010"),
        (changed(final_recipient=LINDHAGA), "EBMS:0003"),
        (changed(action="anything"), "EBMS:0003"),
        (changed(action=action_of(DocumentType.ACKNOWLEDGEMENT)), "EBMS:0003"),
        (changed(service="other"), "EBMS:0010"),
        (replace(changed(), payload=b"no XML"), "EBMS:0003"),
        (replace(changed(), payload=b"<XHE/>"), "EBMS:0003"),
    ],
)
def test_what_an_access_point_may_not_carry_is_not_taken(
    sandbox: DirectSandbox, as4_message: As4Message, code: str
) -> None:
    assert fault(sandbox.box, domibus.write_submit(as4_message)).detail == code


def test_an_envelope_that_disagrees_on_arrival_is_deleted_and_its_sender_told(
    sandbox: DirectSandbox, ours: Direct
) -> None:
    link = sandbox.box.application.federation.access_points.link
    link.alter = lambda data: data.replace(b"0203:ovningsmyndigheten", b"0203:andramyndigheten")

    name = ours.send(message_to(ACCEPTS))
    sandbox.wait(minutes=1)

    assert ours.access_point.status(name) is TransportStatus.SEND_FAILURE
    (error,) = ours.access_point.errors(name)
    assert (error.code, error.detail) == ("EBMS_0004", "NOT_SERVICED")
    assert sandbox.box.application.federation.members[AUTHORITY].incoming == {}


@pytest.mark.parametrize(
    "auth", [None, (USER, "fel"), ("lindhaga.example.se", PRACTICE_PASSWORD), ("", "")]
)
def test_another_user_is_not_let_in(sandbox: DirectSandbox, auth: tuple[str, str] | None) -> None:
    assert "DOM_002" in fault(sandbox.box, domibus.write_list_pending(), auth=auth).reason


def test_another_user_is_told_so_by_our_client(sandbox: DirectSandbox) -> None:
    account = Account(USER, "fel")
    access_point = AccessPoint(sandbox.web, f"{HERE}{PATH}", "AP0001-SANDBOX", account)

    with pytest.raises(Unavailable, match="credentials"):
        access_point.pending()


def test_five_wrong_passwords_lock_the_user_for_an_hour(sandbox: DirectSandbox) -> None:
    sandbox.direct(faults=["locks-account"])
    asking = domibus.write_list_pending()
    for _ in range(4):
        call(sandbox.box, asking, auth=(USER, "fel"))
    four, _ = call(sandbox.box, asking)
    for _ in range(5):
        call(sandbox.box, asking, auth=(USER, "fel"))

    locked = fault(sandbox.box, asking)
    sandbox.wait(minutes=59)
    still, _ = call(sandbox.box, asking)
    sandbox.wait(minutes=2)
    after, _ = call(sandbox.box, asking)

    assert four == 200
    assert locked.reason == "[DOM_002]:Authentication exception"
    assert (still, after) == (500, 200)


def test_a_user_that_nobody_has_locks_no_other(sandbox: DirectSandbox) -> None:
    sandbox.direct(faults=["locks-account"])
    for _ in range(9):
        call(sandbox.box, domibus.write_list_pending(), auth=("ingen", "fel"))

    status, _ = call(sandbox.box, domibus.write_list_pending())

    assert status == 200


@pytest.mark.parametrize("auth", [None, ("ingen", "fel"), (USER, "fel")])
def test_an_access_point_may_let_anyone_in(
    sandbox: DirectSandbox, auth: tuple[str, str] | None
) -> None:
    sandbox.direct(faults=["lets-anyone-in"])

    status, _ = call(sandbox.box, domibus.write_list_pending(), auth=auth)

    assert status == 200


def test_a_recipient_that_is_not_registered_may_be_a_trouble_that_passes(
    sandbox: DirectSandbox,
) -> None:
    written = domibus.write_submit(stranger())

    refused = fault(sandbox.box, written).detail
    sandbox.direct(faults=["unknown-recipient-waits"])
    waits = fault(sandbox.box, written)

    assert refused == "EBMS:0010"
    assert (waits.detail, waits.message) == ("EBMS:0004", "Could not fetch metadata from SMP")


def stranger() -> As4Message:
    as4_message = sealed_for(ACCEPTS)
    return replace(as4_message, header=replace(as4_message.header, final_recipient="0203:okand.se"))


def test_a_property_that_the_p_mode_does_not_know_may_be_refused(sandbox: DirectSandbox) -> None:
    written = domibus.write_submit(sealed_for(ACCEPTS))
    extra = b'<eb:Property name="trackingIdentifier">x</eb:Property></eb:MessageProperties>'
    more = replace(written, before=written.before.replace(b"</eb:MessageProperties>", extra))

    taken, _ = call(sandbox.box, more)
    sandbox.direct(faults=["strict-profile"])
    said = fault(sandbox.box, more)

    assert taken == 200
    assert (said.detail, "[trackingIdentifier]" in said.message) == ("EBMS:0010", True)


def test_an_access_point_may_answer_in_parts_only(sandbox: DirectSandbox) -> None:
    ours = sandbox.direct(faults=["multipart"])
    posted = sandbox.web.post(f"/practice/access-points/{EKDALA}/messages", content=b"<a/>")
    name = posted.json()["id"]

    answer = Client(sandbox.box.application).post(
        PATH,
        data=b"".join(domibus.write_list_pending()),
        content_type="application/soap+xml",
        auth=(USER, PRACTICE_PASSWORD),
    )
    given = ours.access_point.retrieve(name)
    refused = fault(sandbox.box, domibus.write_retrieve("nobody"))

    assert answer.content_type.startswith("multipart/related")
    assert answer.data.startswith(b"\r\n--uuid:")
    assert ours.access_point.pending() == (name,)
    assert given.payload == b"<a/>"
    assert refused.detail == "WS_PLUGIN:0009"


def test_what_nobody_fetched_for_ten_days_may_be_erased(sandbox: DirectSandbox) -> None:
    ours = sandbox.direct(faults=["erases-unread"])
    path = f"/practice/access-points/{EKDALA}/messages"
    old = sandbox.web.post(path, content=b"<a/>").json()["id"]
    sandbox.wait(days=9)
    new = sandbox.web.post(path, content=b"<a/>").json()["id"]
    sandbox.wait(days=1, seconds=1)

    listed = ours.access_point.pending()
    statuses = [ours.access_point.status(one, AccessPointRole.RECEIVING) for one in listed]

    assert listed == (old, new)
    assert statuses == [TransportStatus.DELETED, TransportStatus.RECEIVED]


def test_the_time_of_a_message_may_be_that_at_which_it_is_given(sandbox: DirectSandbox) -> None:
    ours = sandbox.direct()
    path = f"/practice/access-points/{EKDALA}/messages"
    name = sandbox.web.post(path, content=b"<a/>").json()["id"]
    came = ours.access_point.retrieve(name).header.timestamp
    sandbox.wait(hours=3)
    kept = ours.access_point.retrieve(name).header.timestamp
    sandbox.direct(faults=["time-of-retrieval"])

    given = ours.access_point.retrieve(name).header.timestamp

    assert came is not None
    assert given is not None
    assert kept == came
    assert given > came


def test_a_list_may_be_short(sandbox: DirectSandbox) -> None:
    ours = sandbox.direct(faults=["short-lists"])
    path = f"/practice/access-points/{EKDALA}/messages"
    names = []
    for _ in range(5):
        names.append(sandbox.web.post(path, content=b"<a/>").json()["id"])
        sandbox.wait(minutes=1)

    pending = PendingMessages(sandbox.box.watch)
    first, second = (pending.names(ours.access_point, EKDALA) for _ in range(2))

    assert first == tuple(names[:3])
    assert set(second) == set(names)


def test_a_list_may_be_asked_for_by_time(sandbox: DirectSandbox, ours: Direct) -> None:
    path = f"/practice/access-points/{EKDALA}/messages"
    now = sandbox.box.watch.now
    name = sandbox.web.post(path, content=b"<a/>").json()["id"]
    before, after = now - timedelta(hours=1), now + timedelta(hours=1)

    assert ours.access_point.pending("", before, after) == (name,)
    assert ours.access_point.pending("", after) == ()
    assert ours.access_point.pending("", None, before) == ()
    assert ours.access_point.is_pending(name)
    assert not ours.access_point.is_pending("another")


def test_a_password_can_be_changed(sandbox: DirectSandbox) -> None:
    sandbox.practise("PUT", f"access-points/{EKDALA}", password="nytt")

    status, _ = call(sandbox.box, domibus.write_list_pending(), auth=(USER, "nytt"))

    assert status == 200


@pytest.mark.parametrize(
    "body", [{"direct": "yes"}, {"faults": "packed"}, {"faults": ["x"]}, {"password": None}, []]
)
def test_settings_that_make_no_sense_are_refused(body: object) -> None:
    path = f"/practice/access-points/{EKDALA}"

    assert Box().web.put(path, json=body).status_code == 400


def test_the_summary_says_whose_access_points_there_are(
    sandbox: DirectSandbox, ours: Direct
) -> None:
    ours.send(message_to(ACCEPTS))
    sandbox.wait(minutes=1)

    first, *others = sandbox.practise("GET", "access-points")

    assert first == {
        "participant": EKDALA,
        "party": "AP0001-SANDBOX",
        "path": PATH,
        "user": USER,
        "direct": True,
        "faults": [],
        "waiting": 1,
        "sent": ["ACKNOWLEDGED"],
    }
    assert AUTHORITY in [one["participant"] for one in others]


def test_the_key_of_an_organisation_can_be_had(sandbox: DirectSandbox) -> None:
    data = sandbox.web.get(f"/practice/keys/{EKDALA}").content

    assert read_key(data).certificate == PKI.key(EKDALA).certificate
    assert sandbox.web.get("/practice/keys/0203:x.se").status_code == 404


@pytest.mark.parametrize(
    ("content", "kind", "reason"),
    [
        (b"no XML", "application/soap+xml", "Error reading"),
        (b"<html/>", "text/html", "Error reading"),
        (b"{}", "application/json", "Error reading"),
    ],
)
def test_what_is_no_question_is_told_so(
    sandbox: DirectSandbox, content: bytes, kind: str, reason: str
) -> None:
    assert reason in fault(sandbox.box, SoapStream(kind, content)).reason


def test_a_question_of_another_version_is_told_so(sandbox: DirectSandbox) -> None:
    asking = domibus.write_list_pending()
    older = replace(asking, before=asking.before.replace(domibus.WS.encode(), b"urn:x"))
    empty = domibus.write_submit(replace(sealed_for(ACCEPTS), payload=b""))

    assert "not recognized" in fault(sandbox.box, older).reason
    assert "No Payload" in fault(sandbox.box, empty).reason


@pytest.mark.parametrize(
    "written",
    [
        domibus.write_retrieve(""),
        domibus.write_mark_downloaded("x" * 256),
        domibus.write_get_status("", None),
        domibus.write_get_errors("", AccessPointRole.SENDING),
    ],
)
def test_a_name_that_cannot_be_is_refused(sandbox: DirectSandbox, written: SoapStream) -> None:
    assert fault(sandbox.box, written).detail == "WS_PLUGIN:0007"


def test_errors_of_what_nobody_knows_are_refused(ours: Direct) -> None:
    with pytest.raises(Refused, match="does not have"):
        ours.access_point.errors("nobody")


def test_an_unknown_organisation_has_no_access_point(sandbox: DirectSandbox) -> None:
    access_point = AccessPoint(
        sandbox.web, f"{HERE}/domibus/0203:x.se/services/wsplugin", "AP", None
    )

    with pytest.raises(Unavailable, match="no access point at this address"):
        access_point.pending()


@pytest.mark.parametrize("packed", [False, True])
def test_answers_are_as_the_official_schema_says(
    sandbox: DirectSandbox, artefacts: Path, packed: bool
) -> None:
    specs = artefacts / "domibus-ws"
    ours = sandbox.direct(faults=["packed"] * packed)
    name = ours.send(message_to(ACCEPTS))
    sandbox.wait(minutes=1)
    (waiting,) = ours.access_point.pending()
    web = Client(sandbox.box.application)
    questions = [
        domibus.write_get_status(name, AccessPointRole.SENDING),
        domibus.write_get_errors(name, None),
        domibus.write_list_pending(),
        domibus.write_mark_downloaded(waiting),
        domibus.write_submit(sealed_for(ACCEPTS), packed=packed),
    ]

    answers = [
        web.post(
            PATH,
            data=b"".join(one),
            content_type=one.content_type,
            auth=(USER, PRACTICE_PASSWORD),
        ).data
        for one in questions
    ]

    assert [breaches(specs, answer) for answer in answers] == [[]] * 5


def test_a_large_envelope_goes_through(sandbox: DirectSandbox, ours: Direct) -> None:
    payload = bytes(range(256)) * 160_000
    path = f"/practice/access-points/{EKDALA}/messages"
    name = sandbox.web.post(path, content=payload).json()["id"]

    assert ours.access_point.retrieve(name).payload == payload


def test_a_question_larger_than_a_message_of_the_other_api_is_read(sandbox: DirectSandbox) -> None:
    as4_message = replace(changed(), payload=bytes(60_000_000))

    assert fault(sandbox.box, domibus.write_submit(as4_message)).detail == "EBMS:0003"


def test_only_posts_are_answered(sandbox: DirectSandbox) -> None:
    assert sandbox.web.get(PATH).status_code == httpx.codes.METHOD_NOT_ALLOWED


def test_an_administrators_account_sees_what_waits_for_others(
    sandbox: DirectSandbox, ours: Direct
) -> None:
    theirs = sandbox.direct(LINDHAGA)
    ours.send(message_to(BISTAND))
    sandbox.wait(minutes=1)
    (waiting,) = theirs.access_point.pending()
    before = ours.access_point.pending(EKDALA)
    sandbox.practise("PUT", f"access-points/{EKDALA}", faults=["sees-all"])

    after = ours.access_point.pending(EKDALA)
    as4_message = ours.access_point.retrieve(waiting)
    ours.access_point.mark_downloaded(waiting)

    assert (before, after) == ((), (waiting,))
    assert as4_message.header.final_recipient == LINDHAGA
    assert theirs.access_point.pending() == ()


def test_what_was_erased_unread_is_listed_until_it_is_marked(
    sandbox: DirectSandbox, ours: Direct
) -> None:
    theirs = sandbox.direct(LINDHAGA)
    ours.send(message_to(BISTAND))
    sandbox.wait(minutes=1)
    sandbox.practise("PUT", f"access-points/{LINDHAGA}", eraseWaiting=True)
    (name,) = theirs.access_point.pending()

    status = theirs.access_point.status(name, AccessPointRole.RECEIVING)
    header = theirs.access_point.header_of(name)
    theirs.access_point.mark_downloaded(name)

    assert status is TransportStatus.DELETED
    assert header is not None
    assert header.original_sender == EKDALA
    assert theirs.access_point.pending() == ()


@pytest.mark.parametrize("name", ["cid:probe", "cid:bilaga"])
def test_a_payload_that_the_p_mode_does_not_know_is_refused(
    sandbox: DirectSandbox, name: str
) -> None:
    written = domibus.write_submit(sealed_for(ACCEPTS), payload_id=name)

    said = fault(sandbox.box, written)

    assert said.detail == "EBMS:0010"
    assert f"CID: {name}" in said.message


def test_a_marked_message_is_given_until_it_is_erased(sandbox: DirectSandbox, ours: Direct) -> None:
    theirs = sandbox.direct(LINDHAGA, faults=["keeps-marked"])
    ours.send(message_to(BISTAND))
    sandbox.wait(minutes=1)
    (name,) = theirs.access_point.pending()
    theirs.access_point.mark_downloaded(name)

    listed = theirs.access_point.pending()
    as4_message = theirs.access_point.retrieve(name)
    marked = theirs.access_point.status(name, AccessPointRole.RECEIVING)
    sandbox.practise("PUT", f"access-points/{LINDHAGA}", faults=[])
    erased = theirs.access_point.status(name, AccessPointRole.RECEIVING)

    assert listed == ()
    assert as4_message.header.message_id == name
    assert (marked, erased) == (TransportStatus.DOWNLOADED, TransportStatus.DELETED)
    with pytest.raises(Refused):
        theirs.access_point.retrieve(name)
