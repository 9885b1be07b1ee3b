"""The counterpart of a conformance run: each malformed document has one fault, the right one."""

import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from lxml import etree
from werkzeug.test import Client, TestResponse

from sdk_desktop.domain.access_point import As4Message
from sdk_desktop.domain.acknowledgement import Acknowledgement
from sdk_desktop.domain.errors import Finding, Untrusted
from sdk_desktop.domain.message import SIZE_LIMIT, Message, new_id
from sdk_desktop.exchange.keys import KeyRing
from sdk_desktop.exchange.sealing import acknowledgement_of
from sdk_desktop.formats.envelope import clear_payload, encrypted_payload
from sdk_desktop.formats.message import message_findings
from sdk_desktop.formats.rules.acknowledgement_rules import acknowledgement_findings
from sdk_desktop.formats.rules.envelope_rules import envelope_findings
from sdk_desktop.formats.xmldsig.document import read_document
from sdk_desktop.formats.xmldsig.encryption import CIPHER_VALUE, decrypt_payload
from sdk_desktop.formats.xmldsig.signature import read_signature, verify_signature
from sdk_desktop.sandbox.conformance.acknowledgements import ACKNOWLEDGEMENTS
from sdk_desktop.sandbox.conformance.control import MALFORMED_DOCUMENTS
from sdk_desktop.sandbox.conformance.envelopes import ENVELOPES
from tests.kit.access_point_network import EKELUND
from tests.kit.sandbox_network import NOON, PKI
from tests.sandbox.box import EKDALA, SOCIAL, Box, message_to, practice
from tests.sandbox.direct import DirectSandbox, acknowledgements

CONFORMANCE = f"/practice/conformance/{EKDALA}"
AKUTEN = "sdk:akuten:0203:regionekelund.example.se"


@dataclass
class CounterpartSetup:
    """The sandbox's setup, and Ekdala's access point, where what it sends can be looked at."""

    box: Box = field(default_factory=Box)

    def __post_init__(self) -> None:
        self.access_point = self.box.application.federation.access_points.access_points[EKDALA]
        self.access_point.direct = True

    @property
    def web(self) -> Client:
        return self.box.web

    def ask(self, name: str, **body: object) -> TestResponse:
        return self.web.post(f"{CONFORMANCE}/{name}", json={"sender": EKELUND, **body})

    def sends(self, name: str, **body: object) -> As4Message:
        """Order an envelope; gives it as it came in."""
        answer = self.ask(name, **body)
        assert answer.status_code == 201, answer.text
        as4_message = list(self.access_point.pending())[-1]
        self.access_point.mark_downloaded(as4_message.header.message_id)
        return as4_message

    def fault(self, name: str) -> TestResponse:
        return self.web.put("/practice/conformance", json={"faults": [name]})

    def answers(self) -> list[dict[str, Any]]:
        return list(self.web.get(CONFORMANCE).get_json()["acknowledgements"])

    def heard(self, sent: str = "") -> dict[str, object]:
        return dict(self.web.get(CONFORMANCE, query_string={"sent": sent}).get_json())


@pytest.fixture
def setup() -> CounterpartSetup:
    return CounterpartSetup()


def opened(as4_message: As4Message) -> bytes:
    document = read_document(as4_message.payload, CIPHER_VALUE)
    encrypted = encrypted_payload(document.root)
    assert encrypted is not None
    return decrypt_payload(document, encrypted, KeyRing([PKI.key(EKDALA)]).unwrap)


def envelope_rules(data: bytes) -> set[str]:
    return {finding.rule for finding in envelope_findings(etree.fromstring(data))}


def message_rules(data: bytes) -> set[tuple[str, str]]:
    findings = message_findings(read_document(data))
    return {(finding.cause, finding.code) for finding in findings}


def check_signature(as4_message: As4Message) -> None:
    document = read_document(as4_message.payload, CIPHER_VALUE)
    verify_signature(document, read_signature(document))


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("wrong-order", {"xsd"}),
        ("forbidden-element", {"R1-XHE"}),
        ("unlisted-element", {"SDK-profile"}),
        ("empty-element", {"R2-XHE"}),
        ("empty-attribute", {"SDK-empty-attribute", "SDK-profile"}),
        ("other-customization", {"R3-XHE"}),
        ("without-documentid", {"R4-XHE"}),
        ("without-documentid-scheme", {"R5-XHE"}),
        ("without-processid", {"R6-XHE"}),
        ("without-processid-scheme", {"R7-XHE"}),
        ("without-federationid", {"R8-XHE"}),
        ("criterion-twice", {"SDK-scope"}),
        ("other-version", {"R9-XHE"}),
        ("other-sender-scheme", {"R10-XHE"}),
        ("other-recipient-scheme", {"R11-XHE"}),
        ("said-encrypted", {"R12-XHE"}),
        ("said-clear", {"R13-XHE"}),
        ("two-payloads", {"R14-XHE"}),
        ("without-content-type", {"R14-XHE"}),
        ("identifier-no-uuid", {"SDK-identifier"}),
        ("without-zone", {"SDK-time-zone"}),
        ("unknown-document", {"SDK-document-type"}),
        ("other-type-code", {"SDK-document-type"}),
        ("other-process", {"SDK-scope"}),
    ],
)
def test_an_envelope_breaks_that_rule_only_and_is_well_signed(
    setup: CounterpartSetup, name: str, rules: set[str]
) -> None:
    as4_message = setup.sends(name)

    assert envelope_rules(as4_message.payload) == rules
    check_signature(as4_message)


@pytest.mark.parametrize(
    "name",
    [
        *("for-others", "other-federation", "without-function", "clear"),
        *("for-another-key", "damaged-cipher", "anothers-key", "anothers-name"),
        *("payload-cut-off", "payload-document-type", "other-original-sender"),
    ],
)
def test_an_envelope_of_good_form_is_well_signed(setup: CounterpartSetup, name: str) -> None:
    as4_message = setup.sends(name)

    assert envelope_rules(as4_message.payload) == set()
    check_signature(as4_message)


@pytest.mark.parametrize(
    "name",
    ["changed-header", "changed-payload", "changed-signature", "signed-twice", "wrapped"],
)
def test_a_signature_that_is_wrong_is_well_formed(setup: CounterpartSetup, name: str) -> None:
    as4_message = setup.sends(name)

    etree.fromstring(as4_message.payload)
    with pytest.raises(Untrusted):
        check_signature(as4_message)


def test_an_envelope_without_a_signature_has_none(setup: CounterpartSetup) -> None:
    assert b"ds:Signature>" not in setup.sends("unsigned").payload


@pytest.mark.parametrize("name", ["cut-off", "document-type"])
def test_an_envelope_that_no_parser_takes(setup: CounterpartSetup, name: str) -> None:
    payload = setup.sends(name).payload

    assert payload.endswith(b"</x:XHE>") == (name == "document-type")
    assert payload.startswith(b"<!DOCTYPE") == (name == "document-type")


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        *((name, set()) for name in ("sound", "minimal", "maximal", "pdf", "odd-file", "malware")),
        *(
            (name, {("SV", "structure")})
            for name in (
                *("other-root", "time-in-words", "without-confidentiality"),
                *("odd-confidentiality", "turned-round", "unknown-element", "tf-2.4.1"),
                *("long-organisation", "long-person", "long-function"),
            )
        ),
        ("long-label", {("BV", "structure")}),
        *(
            (name, {("BV", "invariant")})
            for name in (
                *("time-with-zone", "conversation-no-uuid", "reference-no-uuid"),
                *("sender-root", "function-root", "empty-label"),
            )
        ),
    ],
)
def test_a_message_breaks_rules_of_that_kind_only(
    setup: CounterpartSetup, name: str, codes: set[tuple[str, str]]
) -> None:
    as4_message = setup.sends(name)

    assert message_rules(opened(as4_message)) == codes
    assert envelope_rules(as4_message.payload) == set()


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [
        ("largest", SIZE_LIMIT - 3, SIZE_LIMIT),
        ("too-large", SIZE_LIMIT + 1, SIZE_LIMIT + 4),
    ],
)
def test_a_message_has_the_size_that_is_wanted(
    setup: CounterpartSetup, name: str, least: int, most: int
) -> None:
    assert least <= len(opened(setup.sends(name))) <= most


def test_a_huge_envelope_has_more_than_70_mb(setup: CounterpartSetup) -> None:
    assert 70_000_000 < len(setup.sends("huge").payload) < 80_000_000


def test_a_maximal_message_says_all_that_a_message_can_say(setup: CounterpartSetup) -> None:
    written = opened(setup.sends("maximal")).decode()

    named = set(re.findall(r"<(\w+)>", written))
    assert {
        *("refToMessageId", "generatingSystem", "person", "personId", "reference", "label"),
        *("documentName", "index", "ContentFiles", "ContentText"),
    } <= named


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        *((name, set()) for name in ("accepts", "rejects", "rejects-oddly", "rejects-barely")),
        *((name, set()) for name in ("accepts-as-another", "accepts-to-another")),
        ("accepts-without-time", {"xsd"}),
        ("accepts-with-cause", {"R7-APP"}),
        ("rejects-without-cause", {"R8-APP"}),
        ("rejects-by-unknown-cause", {"R6-APP"}),
    ],
)
def test_an_acknowledgement_breaks_that_rule_only(
    setup: CounterpartSetup, name: str, rules: set[str]
) -> None:
    as4_message = setup.sends(name, of=new_id())

    document = read_document(clear_payload(etree.fromstring(as4_message.payload)))
    assert {finding.rule for finding in acknowledgement_findings(document.root)} == rules
    assert envelope_rules(as4_message.payload) == set()
    check_signature(as4_message)


@pytest.mark.parametrize(
    ("name", "rules"),
    [("accepts-said-encrypted", {"R12-XHE"}), ("accepts-encrypted", {"SDK-encryption"})],
)
def test_an_acknowledgement_is_encrypted_or_said_to_be(
    setup: CounterpartSetup, name: str, rules: set[str]
) -> None:
    assert envelope_rules(setup.sends(name, of=new_id()).payload) == rules


@pytest.mark.parametrize("name", ["accepts-unsigned", "accepts-changed"])
def test_an_acknowledgement_is_not_well_signed(setup: CounterpartSetup, name: str) -> None:
    with pytest.raises(Untrusted):
        check_signature(setup.sends(name, of=new_id()))


@pytest.mark.parametrize("name", ["accepts-by-anothers-key", "accepts-in-anothers-name"])
def test_an_acknowledgement_is_well_signed_by_the_wrong_one(
    setup: CounterpartSetup, name: str
) -> None:
    as4_message = setup.sends(name, of=new_id())

    check_signature(as4_message)
    signer = read_signature(read_document(as4_message.payload)).certificate
    sender = re.findall(r"<xha:FromParty>.*?>(0203:[^<]*)<", as4_message.payload.decode())[0]
    assert signer != PKI.key(sender).certificate


def test_every_misfit_and_acknowledgement_can_be_ordered(setup: CounterpartSetup) -> None:
    quick = MALFORMED_DOCUMENTS.keys() - {"largest", "too-large", "huge"}
    answers = [setup.ask(name).status_code for name in sorted(quick)]
    more = [setup.ask(name, of=new_id()).status_code for name in sorted(ACKNOWLEDGEMENTS)]

    assert set(answers + more) == {201}
    assert ENVELOPES.keys() < MALFORMED_DOCUMENTS.keys()


# What came back


@pytest.fixture
def sandbox(setup: CounterpartSetup) -> DirectSandbox:
    return DirectSandbox(setup.box)


def test_what_came_back_is_told_until_it_is_tidied(
    setup: CounterpartSetup, sandbox: DirectSandbox
) -> None:
    ekdala = sandbox.direct()
    identifier = setup.ask("sound", function=SOCIAL).get_json()["identifier"]
    ekdala.fetch()
    sandbox.wait(seconds=5)

    (answer,) = setup.answers()
    assert answer["message"] == identifier
    assert (answer["sound"], answer["causes"], answer["repeats"]) == (True, [], False)
    assert setup.web.delete(CONFORMANCE).status_code == 204
    assert setup.answers() == []


def test_an_acknowledgement_that_repeats_content_is_told(
    setup: CounterpartSetup, sandbox: DirectSandbox
) -> None:
    ekdala = sandbox.direct()
    setup.ask("sound", function=SOCIAL)
    (received,) = ekdala.fetch()
    assert received.envelope is not None
    assert isinstance(received.content, Message)
    cause = Finding("label", "BV", "structure", "/a", f"Too long: {received.content.label}")
    answer = Acknowledgement(received.envelope.identifier, (cause,))
    ekdala.acknowledge(acknowledgement_of(answer, received.envelope, NOON), received.envelope)
    sandbox.wait(seconds=5)

    assert [(one["causes"], one["repeats"]) for one in setup.answers()] == [
        ([], False),
        (["BV structure"], True),
    ]


def test_how_a_message_left_and_arrived_is_told(
    setup: CounterpartSetup, sandbox: DirectSandbox
) -> None:
    ekdala = sandbox.direct()
    message = message_to(AKUTEN)
    sandbox.order("duplicate")
    ekdala.send(message, name=message.message_id)
    sandbox.wait(seconds=5)

    heard = setup.heard(message.message_id)
    assert (heard["attempts"], heard["versions"], heard["arrived"]) == (1, 1, 2)


def test_what_another_organisation_says_is_not_ours(
    setup: CounterpartSetup, sandbox: DirectSandbox
) -> None:
    ekelund = sandbox.direct(EKELUND)
    message = message_to(SOCIAL, sender=AKUTEN)
    ekelund.send(message, name=message.message_id)
    sandbox.wait(seconds=5)

    assert setup.heard(message.message_id)["arrived"] == 0


def test_what_waits_is_counted_and_tidied_away(setup: CounterpartSetup) -> None:
    setup.ask("sound")
    setup.ask("again")

    assert setup.heard()["waiting"] == 2
    assert setup.web.delete(CONFORMANCE).status_code == 204
    assert setup.heard()["waiting"] == 0


# Faults


def test_a_counterpart_that_spoils_nothing_sends_what_is_sound(setup: CounterpartSetup) -> None:
    assert setup.fault("nothing-spoiled").status_code == 204
    message, answer = setup.sends("changed-header"), setup.sends("accepts-changed", of=new_id())

    check_signature(message)
    check_signature(answer)
    assert message_rules(opened(message)) == set()


def test_a_counterpart_that_refuses_nothing_accepts(
    setup: CounterpartSetup, sandbox: DirectSandbox
) -> None:
    setup.fault("nothing-refused")
    ekdala = sandbox.direct()
    ekdala.send(message_to(practice("avvisar-filtyp")))
    sandbox.wait(seconds=5)

    (answer,) = acknowledgements(ekdala.fetch())
    assert answer.accepted


@pytest.mark.parametrize("body", [{}, {"faults": "x"}, {"faults": ["x"]}, []])
def test_a_fault_that_makes_no_sense_is_refused(setup: CounterpartSetup, body: object) -> None:
    assert setup.web.put("/practice/conformance", json=body).status_code == 400


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("0203:nobody.example.se/sound", {"sender": EKELUND}, 404),
        (f"{EKDALA}/nonsense", {"sender": EKELUND}, 404),
        (f"{EKDALA}/sound", {"sender": "0203:nobody.example.se"}, 404),
        (f"{EKDALA}/sound", {}, 400),
        (f"{EKDALA}/accepts", {"sender": EKELUND}, 400),
        (f"{EKDALA}/again", {}, 400),
        (f"{EKDALA}/sound", [], 400),
    ],
)
def test_an_order_that_makes_no_sense_is_refused(
    setup: CounterpartSetup, path: str, body: object, status: int
) -> None:
    assert setup.web.post(f"/practice/conformance/{path}", json=body).status_code == status
    assert setup.web.post(f"{CONFORMANCE}/sound", data=b"{").status_code == 400
