"""Every cause that an acknowledgement can give, in words (transport.md §4.3)."""

import pytest

from sdk_desktop.domain.errors import Finding
from sdk_desktop.ui.words.reject_causes import UNKNOWN, Remedy, is_known, reason_for

HEADER = "/messagePayload/message/messageHeader"
SENDER = f"{HEADER}/sender/senderID"
FUNCTION = f"{HEADER}/recipient/attention/subOrganization/organizationId/extension"
UNSUPPORTED = "/messagePayload/message/messageBody/documents/ContentFiles/contentType"

ROWS = [
    ("2", "SV", "structure", f"{HEADER}/creationDateTime", "", "built in a wrong way"),
    ("2, no code", "SV", "NA", "NA", "", "built in a wrong way"),
    ("3", "BV", "forbidden", "NA", "", "harmful code"),
    ("4", "BV", "too-long", "/messagePayload", "Message size to large.", "too large"),
    ("5", "BV", "invariant", "/messagePayload", "", "breaks a rule"),
    ("5, number", "BV", "invariant", f"{HEADER}/refToMessageId", "", "the message's number"),
    ("5, case", "BV", "invariant", "NA", "conversationId must be set", "the message's number"),
    ("5, time", "BV", "invariant", f"{HEADER}/creationDateTime", "", "a time in the message"),
    ("6", "BV", "duplicate", f"{HEADER}/messageId", "", "already has"),
    ("6, other word", "BV", "multiple-matches", "NA", "", "already has"),
    ("8", "BV", "Not-supported", UNSUPPORTED, "", "type of file"),
    ("9", "BV", "not-found", "NA", "Wrong or unknown xha:HandlingServiceID", "not know the func"),
    ("9, payload", "BV", "not-found", FUNCTION, "", "does not know the function"),
    ("11", "BV", "not-supported", f"{HEADER}/refToMessageId", "", "counts as failed"),
    ("12", "SIG", "security", "NA", "Sender signature not validated", "signature"),
    ("12, no code", "SIG", "", "NA", "", "signature"),
    ("13", "BV", "security", "NA", "originalSender does not match", "as the sender"),
    ("14", "SIG", "security", "NA", "The message is not encrypted.", "was not encrypted"),
    ("recipient", "BV", "security", f"{HEADER}/recipient/recipientID", "", "do not match"),
    ("sender", "BV", "invariant", "NA", "Wrong or unknown sender-id", "as the sender"),
    ("sender, path", "BV", "security", SENDER, "", "as the sender"),
    ("function", "BV", "security", FUNCTION, "", "different functions"),
    ("name", "SV", "structure", f"{HEADER}/sender/label", "cvc-maxLength-valid", "name that is"),
    ("subject", "BV", "structure", f"{HEADER}/label", "", "subject or a name too long"),
    ("subject, schema", "SV", "structure", f"{HEADER}/label", "", "subject or a name too long"),
]


def cause(kind: str, code: str, path: str = "NA", text: str = "") -> Finding:
    return Finding(code, kind, code, path, text)


@pytest.mark.parametrize(
    ("kind", "code", "path", "text", "happened"),
    [row[1:] for row in ROWS],
    ids=[row[0] for row in ROWS],
)
def test_every_event_of_the_specification_has_its_words(
    kind: str, code: str, path: str, text: str, happened: str
) -> None:
    known = cause(kind, code, path, text)

    assert happened in reason_for(known).happened
    assert is_known(known)


@pytest.mark.parametrize(
    "path",
    [
        "/*:messagePayload[1]/*:message[1]/*:messageHeader[1]/*:refToMessageId[1]",
        "/ns:messagePayload/ns:message/ns:messageHeader/ns:refToMessageId",
        "//*[local-name()='refToMessageId']",
        "reftomessageid",
    ],
)
def test_a_place_is_found_however_it_is_written(path: str) -> None:
    assert reason_for(cause("BV", "not-supported", path)).remedy is Remedy.EDIT


@pytest.mark.parametrize("code", ["NOT-SUPPORTED", " not-supported ", "not_supported"])
def test_a_code_is_known_however_it_is_written(code: str) -> None:
    assert reason_for(cause("BV", code)).remedy is Remedy.CONVERT
    assert is_known(cause("BV", code))


@pytest.mark.parametrize(
    ("kind", "code"), [("BV", "brand-new"), ("BV", ""), ("XX", "structure"), ("", "")]
)
def test_what_nobody_knows_is_called_unknown(kind: str, code: str) -> None:
    assert reason_for(cause(kind, code)) is UNKNOWN
    assert not is_known(cause(kind, code))


@pytest.mark.parametrize("kind", ["SV", "SIG"])
def test_a_new_code_of_a_known_cause_has_words_and_is_told_as_well(kind: str) -> None:
    new = cause(kind, "brand-new")

    assert reason_for(new) is not UNKNOWN
    assert not is_known(new)
