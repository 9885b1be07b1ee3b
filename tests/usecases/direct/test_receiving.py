"""What comes in at an access point: taken in, or kept with its reason, and answered as it must."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sdk_desktop.domain.access_point import As4Message, UserMessage, action_of
from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.delivery import Status
from sdk_desktop.domain.envelope import DocumentType
from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.domain.mailbox import Direction, Headline
from sdk_desktop.domain.message import File, Message, Party, new_id
from sdk_desktop.exchange.sealing import envelope_of, seal_message, seal_payload
from sdk_desktop.formats.message import write_message
from sdk_desktop.formats.soap.domibus_plugin import write_fault_response
from sdk_desktop.formats.soap.soap import SOAP_TYPE, SoapFault
from sdk_desktop.sandbox.network.faulty_link import corrupted
from sdk_desktop.sandbox.network.registry import LookupFault
from sdk_desktop.service.direct.direct_message_service import DirectMessageService
from sdk_desktop.service.direct.message_system import MessageSystem
from sdk_desktop.usecases.receiving import PATIENCE
from tests.exchange.parties import signed_again
from tests.formats.soap.domibus_answers import retrieved
from tests.kit.access_point_network import EKDALA, EKELUND, AccessPointNetwork
from tests.kit.cuttable_connection import Act
from tests.kit.cuttable_connection import Fault as LineFault
from tests.kit.sandbox_network import SOCIAL, PersonClient, mailboxes
from tests.usecases.arrivals import AKUTEN, letter
from tests.usecases.direct.port import (
    NOT_FOUND,
    acknowledge,
    acknowledgement_to,
    come,
    details,
    handed_over,
    in_swedish,
    key,
    order,
    payloads,
    sealed,
)

LINDHAGA = "0203:lindhaga.example.se"
UNKNOWN = "sdk:finns-inte:0203:ekdala.example.se"
RETRIEVE = ("POST", "#retrieveMessage")
TOLD = "The sender is told that it was not taken in, and why."
RULES = "Meddelandet följer inte reglerna för ett SDK-meddelande."
Comes = Callable[[AccessPointNetwork, Message], None]


def to(message: Message, **changes: object) -> Message:
    """Address a message to another function or organisation."""
    party = replace(message.recipient, **changes)  # type: ignore[arg-type] # fields of a party
    return replace(message, recipient=party)


def is_no_xml(network: AccessPointNetwork, _message: Message) -> None:
    network.put(b"<messagePayload", EKELUND)


def is_for_an_unknown_function(network: AccessPointNetwork, message: Message) -> None:
    attention = message.recipient.attention
    assert attention is not None
    come(network, to(message, attention=replace(attention, function=UNKNOWN)))


def was_changed_on_its_way(network: AccessPointNetwork, message: Message) -> None:
    network.put(corrupted(sealed(network, message)), EKELUND)


def is_of_nobody_in_the_federation(network: AccessPointNetwork, message: Message) -> None:
    network.practise("PUT", f"faults/{EKELUND}", faults=[LookupFault.NOT_REGISTERED])
    come(network, message)


def is_signed_by_somebody_else(network: AccessPointNetwork, message: Message) -> None:
    come(network, message, by=key(network, LINDHAGA))


def is_signed_with_a_revoked_key(network: AccessPointNetwork, message: Message) -> None:
    network.practise("POST", f"certificates/{EKELUND}", action="revoke")
    come(network, message)


def is_encrypted_for_another(network: AccessPointNetwork, message: Message) -> None:
    network.put(
        seal_message(message, key(network, EKELUND), key(network, LINDHAGA).certificate), EKELUND
    )


def came_from_another_than_it_says(network: AccessPointNetwork, message: Message) -> None:
    network.put(sealed(network, message), LINDHAGA)


def has_another_sender_inside(network: AccessPointNetwork, message: Message) -> None:
    theirs = replace(message, sender=Party(LINDHAGA, attention=message.sender.attention))
    ours, their = key(network, EKDALA).certificate, key(network, EKELUND)
    inside = write_message(theirs)
    network.put(seal_payload([inside], envelope_of(message), their, ours), EKELUND)


def is_cut_short_inside(network: AccessPointNetwork, message: Message) -> None:
    inside = write_message(message)[:-20]
    ours, their = key(network, EKDALA).certificate, key(network, EKELUND)
    network.put(seal_payload([inside], envelope_of(message), their, ours), EKELUND)


def breaks_the_schema(network: AccessPointNetwork, message: Message) -> None:
    inside = write_message(message).replace(b"<confidentiality>false", b"<confidentiality>kanske")
    ours, their = key(network, EKDALA).certificate, key(network, EKELUND)
    network.put(seal_payload([inside], envelope_of(message), their, ours), EKELUND)


def is_too_large(network: AccessPointNetwork, message: Message) -> None:
    file = File("stor.pdf", "application/pdf", bytes(23_000_000))
    document = replace(message.documents[0], files=(file,))
    inside = write_message(replace(message, documents=(document,)))
    ours, their = key(network, EKDALA).certificate, key(network, EKELUND)
    network.put(seal_payload([inside], envelope_of(message), their, ours), EKELUND)


BAD = [
    (is_no_xml, "silence", "Meddelandet går inte att läsa."),
    (
        is_for_an_unknown_function,
        "BV not-found",
        "Meddelandet är till en funktion som inte hör till våra brevlådor.",
    ),
    (was_changed_on_its_way, "SIG security", "Underskriften är fel."),
    (is_of_nobody_in_the_federation, "silence", "Organisationen finns inte i federationen."),
    (is_signed_by_somebody_else, "SIG security", "annat certifikat än avsändarens"),
    (is_signed_with_a_revoked_key, "SIG security", "spärrat"),
    (is_encrypted_for_another, "silence", "kan inte dekrypteras"),
    (
        came_from_another_than_it_says,
        "BV security",
        "Meddelandets avsändare eller mottagare är inte de som anges på kuvertet.",
    ),
    (
        has_another_sender_inside,
        "BV security",
        "Meddelandets avsändare eller mottagare är inte de som anges på kuvertet.",
    ),
    (is_cut_short_inside, "silence", RULES),
    (breaks_the_schema, "SV structure", RULES),
    (is_too_large, "BV too-long", "Meddelandet är större än SDK tillåter."),
]


def unreadable(client: PersonClient) -> Headline:
    return client.headline(lambda one: bool(one.unreadable))


@pytest.mark.parametrize(
    ("comes", "answer", "said"), BAD, ids=[comes.__name__ for comes, *_ in BAD]
)
def test_what_is_wrong_is_kept_said_answered_recorded_and_holds_nothing_up(
    network: AccessPointNetwork,
    kim: PersonClient,
    project: Path,
    comes: Comes,
    answer: str,
    said: str,
) -> None:
    bad = letter()
    comes(network, bad)
    result = kim.synchronise()

    assert (result.received, result.unreadable) == (0, 1)
    assert acknowledgement_to(network, bad.message_id) == answer
    kept = unreadable(kim)
    lines = kept.unreadable.splitlines()
    assert said in in_swedish(project, lines[0])
    assert (TOLD in lines) is (answer != "silence")
    assert details(kim, AuditKind.UNREADABLE) == [kept.unreadable]
    assert details(kim, AuditKind.INCIDENT) == []
    assert network.waiting() == 0
    assert kim.synchronise().unreadable == 0


def test_a_message_in_clear_is_refused(network: AccessPointNetwork, kim: PersonClient) -> None:
    bad = letter()
    data = sealed(network, bad)
    start, end = data.index(b"<xenc:EncryptedData"), data.index(b"</xenc:EncryptedData>") + 21
    clear = data[:start] + write_message(bad) + data[end:]
    clear = clear.replace(b"Indicator>true", b"Indicator>false")
    network.put(signed_again(clear, key(network, EKELUND)), EKELUND)
    kim.synchronise()

    assert acknowledgement_to(network, bad.message_id) == "SIG security"
    assert unreadable(kim).unreadable.startswith("The message in the envelope is not encrypted.")


def test_a_sender_sees_that_its_message_was_for_a_function_that_is_not_there(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    robin = network.at_access_point("Robin", EKELUND, mailboxes(AKUTEN))
    (to_kim,) = robin.draft_to(SOCIAL).recipients
    nobody = replace(to_kim, function=UNKNOWN)
    sent = robin.send(robin.draft_to(SOCIAL, recipients=(nobody,)))
    robin.synchronise()
    kim.wait(seconds=1)
    robin.wait(seconds=1)

    assert robin.sent(sent).rejected
    assert unreadable(kim).mailbox == kim.workspace.mailboxes[0].address


def test_what_cannot_be_read_names_its_sender_and_lies_where_its_envelope_says(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    last = kim.workspace.mailboxes[-1].address
    bad = letter()
    attention = bad.recipient.attention
    assert attention is not None
    is_encrypted_for_another(network, to(bad, attention=replace(attention, function=last)))
    kim.synchronise()

    assert unreadable(kim).mailbox == last != kim.workspace.mailboxes[0].address
    assert unreadable(kim).counterpart.organisation == EKELUND


def test_an_answer_to_a_message_of_ours_that_failed_is_rejected(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    order(network, "lose", kind="acknowledgement", sender=EKELUND)
    sent = kim.send(kim.draft_to(AKUTEN))
    kim.synchronise()
    acknowledge(network, sent, NOT_FOUND)
    kim.wait(seconds=1)
    reply = letter(ref_to_message_id=sent)
    come(network, reply)
    kim.synchronise()

    assert acknowledgement_to(network, reply.message_id) == "BV not-supported"
    assert unreadable(kim).unreadable.startswith("The message answers one of ours that counts as")


def test_an_answer_to_what_was_accepted_or_is_not_known_is_taken_in(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    sent = kim.send(kim.draft_to(AKUTEN))
    kim.synchronise()
    kim.wait(seconds=1)
    kim.wait(seconds=1)
    replies = [letter(ref_to_message_id=one) for one in (sent, new_id())]
    for reply in replies:
        come(network, reply)
    result = kim.synchronise()

    assert kim.sent(sent).status is Status.ACCEPTED
    assert result.received == 2
    assert [acknowledgement_to(network, reply.message_id) for reply in replies] == ["ACCEPTED"] * 2


def test_a_message_to_ourselves_is_sent_taken_in_and_accepted(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    ours = kim.workspace.mailboxes[-1].address
    sent = kim.send(kim.draft_to(ours))
    kim.synchronise()
    kim.wait(seconds=1)
    kim.wait(seconds=1)
    kim.wait(seconds=1)

    assert kim.sent(sent).status is Status.ACCEPTED
    assert kim.received("Fråga om samverkan").mailbox == ours
    assert details(kim, AuditKind.STRAY) == []


# What nobody can judge just now.


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (LookupFault.PUBLISHER_FAILS, "busy or has a fault"),
        (LookupFault.WRONG_SIGNATURE, "is not signed as it must be"),
        (LookupFault.NAMES_FAIL, "The name service does not answer"),
    ],
)
def test_what_nobody_can_judge_now_waits_while_the_others_go_on(
    network: AccessPointNetwork, kim: PersonClient, fault: LookupFault, said: str
) -> None:
    network.practise("PUT", f"faults/{EKELUND}", faults=[fault])
    waits = come(network)
    theirs = letter()
    ours = replace(theirs, sender=Party(LINDHAGA, attention=theirs.sender.attention))
    network.put(
        seal_message(ours, key(network, LINDHAGA), key(network, EKDALA).certificate), LINDHAGA
    )
    first = kim.synchronise()
    network.practise("PUT", f"faults/{EKELUND}", faults=[])
    second = kim.wait(seconds=30)

    assert (first.received, first.unreadable, second.received) == (1, 0, 1)
    assert first.trouble is not None
    assert said in first.trouble.text
    assert second.trouble is None
    assert acknowledgement_to(network, waits.message_id) == "ACCEPTED"
    assert network.waiting() == 0


def test_many_that_nobody_can_judge_keep_nothing_else_from_coming(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    network.practise("PUT", f"faults/{EKELUND}", faults=[LookupFault.PUBLISHER_FAILS])
    for _ in range(5):
        come(network)
    theirs = letter()
    ours = replace(theirs, sender=Party(LINDHAGA, attention=theirs.sender.attention))
    network.put(
        seal_message(ours, key(network, LINDHAGA), key(network, EKDALA).certificate), LINDHAGA
    )
    result = kim.synchronise()

    assert result.received == 1
    assert network.waiting() == 5


def test_what_can_never_be_judged_is_tried_less_and_less_and_fills_no_log(
    network: AccessPointNetwork, kim: PersonClient, caplog: pytest.LogCaptureFixture
) -> None:
    network.practise("PUT", f"faults/{EKELUND}", faults=[LookupFault.PUBLISHER_FAILS])
    come(network)
    before = network.line.count(*RETRIEVE)
    with caplog.at_level("INFO", "sdk_desktop.usecases"):
        for _ in range(120):
            kim.wait(minutes=1)

    assert network.line.count(*RETRIEVE) - before == 8
    assert caplog.text.count(" waits: ") == 8
    assert details(kim, AuditKind.UNREADABLE) == []


def test_whether_a_certificate_is_revoked_must_be_known(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    come(network)
    network.line.answer(503, "POST", "/pki/o2o/ocsp")
    network.line.answer(503, "GET", "/pki/o2o/ca.crl")
    first = kim.synchronise()
    second = kim.wait(seconds=30)

    assert (first.received, second.received) == (0, 1)
    assert first.trouble is not None
    assert "revoked cannot be found out now" in first.trouble.text


# What the access point gives.


def message_system_of(client: PersonClient) -> MessageSystem | None:
    service = client.workspace._service
    assert isinstance(service, DirectMessageService)
    return service._message_system._opened


def fault(code: str, reason: str = "no") -> tuple[int, bytes, str]:
    written = write_fault_response(SoapFault("Receiver", reason, code, reason))
    return 500, b"".join(written), written.content_type


@pytest.mark.parametrize(
    ("status", "content", "content_type"),
    [
        (500, b"<html><body>Bad gateway</body></html>", "text/html"),
        (200, b"<html><body>Sign in</body></html>", "text/html"),
        (200, b"<soap:Envelope", "application/soap+xml"),
        (200, b"--x\r\n\r\n", 'multipart/related; boundary="x"'),
        fault("EBMS:0004"),
        fault("EBMS:0003"),
    ],
    ids=["proxy", "sign-in page", "cut", "half of MTOM", "fault", "refusal"],
)
def test_an_envelope_that_is_not_given_now_waits_while_the_next_one_comes(
    network: AccessPointNetwork, kim: PersonClient, status: int, content: bytes, content_type: str
) -> None:
    waits, comes = come(network), come(network)
    network.line.add(LineFault(Act.ANSWER, *RETRIEVE, status, content, content_type))
    first = kim.synchronise()
    second = kim.wait(seconds=30)

    assert (first.received, second.received) == (1, 1)
    assert {acknowledgement_to(network, one.message_id) for one in (waits, comes)} == {"ACCEPTED"}


@pytest.mark.parametrize("code", ["EBMS:0004", "EBMS:0003"], ids=["fault", "refusal"])
def test_envelopes_that_the_access_point_does_not_give_keep_no_other_waiting(
    network: AccessPointNetwork, kim: PersonClient, code: str
) -> None:
    kim.synchronise()
    held = [come(network) for _ in range(PATIENCE + 1)]
    status, content, content_type = fault(code)
    refusal = LineFault(Act.ANSWER, *RETRIEVE, status, content, content_type)
    network.line.add(refusal, PATIENCE)
    opened = message_system_of(kim)

    result = kim.synchronise()

    assert result.received == len(held) - PATIENCE
    assert message_system_of(kim) is opened, "the keys were opened anew"


def test_an_envelope_that_another_client_took_meanwhile_is_no_trouble(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    come(network)
    gone = fault("WS_PLUGIN:0009", "No message with id [x] found")
    network.line.add(LineFault(Act.ANSWER, *RETRIEVE, gone[0], gone[1], gone[2]))

    result = kim.synchronise()

    assert (result.received, result.unreadable, result.trouble) == (0, 0, None)


def test_a_message_of_the_access_point_without_an_envelope_is_recorded_and_let_go(
    network: AccessPointNetwork, kim: PersonClient, project: Path
) -> None:
    come(network)
    network.line.add(LineFault(Act.ANSWER, *RETRIEVE, 200, retrieved(), SOAP_TYPE))
    result = kim.synchronise()

    assert result.unreadable == 1
    said = in_swedish(project, unreadable(kim).unreadable)
    assert said == "Accesspunkten har ett meddelande utan kuvert."
    assert details(kim, AuditKind.UNREADABLE) == [unreadable(kim).unreadable]
    assert network.waiting() == 0


def test_an_envelope_beyond_all_bounds_is_told_of_once_and_left_to_whoever_can_take_it(
    network: AccessPointNetwork, kim: PersonClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sdk_desktop.service.direct.access_point.ENVELOPE_LIMIT", 1000)
    come(network)
    results = [kim.wait(hours=1).unreadable for _ in range(3)]

    assert results == [1, 0, 0]
    assert "larger than this client accepts" in unreadable(kim).unreadable
    assert network.line.count(*RETRIEVE) == 1
    assert network.waiting() == 1


def test_what_cannot_be_marked_is_neither_recorded_nor_answered_again(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    message = letter()
    envelope = sealed(network, message)
    network.put(envelope, EKELUND)
    kim.synchronise()
    network.put(envelope, EKELUND)
    acknowledge(network, message.message_id)
    network.line.answer(503, *network.LET_GO, times=6)
    answers = [len(payloads(network, DocumentType.ACKNOWLEDGEMENT))]
    for _ in range(4):
        kim.wait(minutes=1)
        answers.append(len(payloads(network, DocumentType.ACKNOWLEDGEMENT)))

    assert answers == [1, 2, 2, 2, 2]
    assert len(details(kim, AuditKind.STRAY)) == 1
    assert network.waiting() == 0


def test_an_access_point_that_is_silent_is_not_asked_for_every_envelope(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    for _ in range(5):
        come(network)
    network.line.cut_before(*RETRIEVE, times=5)
    with pytest.raises(Unavailable, match="The access point does not answer"):
        kim.synchronise()
    tried = network.line.count(*RETRIEVE)
    network.line.mend()
    result = kim.wait(seconds=30)

    assert tried == 3
    assert result.received == 5
    assert [one.direction for one in kim.headlines()] == [Direction.IN] * 5


def test_a_message_as_large_as_sdk_allows_comes_through_whole(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    file = File("stor.pdf", "application/pdf", bytes(21_900_000))
    message = come(network, letter(file))
    kim.synchronise()

    reading = kim.workspace.inbox.open(kim.received("Fråga").row)
    assert kim.workspace.inbox.file(reading.headline.row, reading.attachments[0].key) == file
    assert acknowledgement_to(network, message.message_id) == "ACCEPTED"


# Whose it is, and whether we have it


OTHERS = "The access point shows this client messages of other organisations."


def test_other_organisations_messages_are_left_as_they_are_and_said(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    access_points = network.sandbox.federation.access_points
    network.practise("PUT", f"access-points/{LINDHAGA}", direct=True)
    network.practise("PUT", f"access-points/{EKDALA}", faults=["sees-all"])
    theirs = replace(letter(), recipient=Party(LINDHAGA, attention=letter().recipient.attention))
    data = seal_message(theirs, key(network, EKELUND), key(network, LINDHAGA).certificate)
    header = UserMessage(EKELUND, LINDHAGA, action_of(DocumentType.MESSAGE), from_party="")
    name = access_points.put(access_points.access_points[LINDHAGA], As4Message(header, data))
    ours = come(network)
    first, again = kim.synchronise(), kim.synchronise()

    assert (first.received, first.unreadable) == (1, 0)
    assert [one.message_id for one in kim.headlines()] == [ours.message_id]
    assert OTHERS in str(first.trouble)
    assert OTHERS in str(again.trouble)
    assert network.line.count(*RETRIEVE) == 2
    assert access_points.access_points[LINDHAGA].given(name) is not None
    assert [one.header.message_id for one in access_points.access_points[LINDHAGA].pending()] == [
        name
    ]
    assert details(kim, AuditKind.STRAY) == []


def test_an_envelope_for_another_organisation_is_left_whatever_its_header_says(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    theirs = replace(letter(), recipient=Party(LINDHAGA, attention=letter().recipient.attention))
    network.put(
        seal_message(theirs, key(network, EKELUND), key(network, EKDALA).certificate), EKELUND
    )
    result = kim.synchronise()

    assert kim.headlines() == ()
    assert network.waiting() == 1
    assert OTHERS in str(result.trouble)


def test_what_another_computer_marked_meanwhile_is_not_taken_in_twice(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    network.practise("PUT", f"access-points/{EKDALA}", faults=["keeps-marked"])
    robin = network.at_access_point("Robin", EKDALA, tuple(kim.workspace.mailboxes))
    message = come(network)
    (listed,) = robin.workspace._service.waiting(SOCIAL)
    kim.synchronise()

    with pytest.raises(Refused, match="does not have what was asked for"):
        robin.workspace._service.fetch(listed)

    assert acknowledgement_to(network, message.message_id) == "ACCEPTED"


def test_two_computers_answer_an_envelope_under_the_same_name(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    robin = network.at_access_point("Robin", EKDALA, tuple(kim.workspace.mailboxes))
    come(network)
    (listed,) = robin.workspace._service.waiting(SOCIAL)
    fetched = robin.workspace._service.fetch(listed)
    kim.synchronise()
    robin.workspace._receiving._intake.keep(fetched)
    robin.workspace._acknowledging.flush()

    answers = [one.header.message_id for one in handed_over(network)]
    access_point = network.sandbox.federation.access_points.access_points[EKDALA]
    assert len(answers) == 2
    assert list(access_point.sent) == [answers[0]] == [answers[1]]


def test_another_message_with_a_known_id_is_rejected_and_kept_apart(
    network: AccessPointNetwork, kim: PersonClient
) -> None:
    first = come(network)
    kim.synchronise()
    second = replace(first, documents=(replace(first.documents[0], texts=("Något annat",)),))
    come(network, second)
    result = kim.synchronise()

    assert (result.received, result.unreadable) == (0, 1)
    assert acknowledgement_to(network, first.message_id) == "BV duplicate"
    assert unreadable(kim).unreadable.splitlines() == [
        "Another message with the same number has come before. This one is kept apart.",
        TOLD,
    ]
    assert network.waiting() == 0
