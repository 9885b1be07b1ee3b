"""The chain of checks on receipt, row by row (transport.md §8), and what is answered."""

from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given
from hypothesis import strategies as st
from pybase64 import b64encode

from sdk_desktop.domain.acknowledgement import AcknowledgementDocument
from sdk_desktop.domain.envelope import Envelope
from sdk_desktop.domain.errors import Refused, Unavailable, Untrusted
from sdk_desktop.domain.message import File, Message
from sdk_desktop.exchange.certificates import CertificateCheck
from sdk_desktop.exchange.keys import KeyRing
from sdk_desktop.exchange.sealing import acknowledgement_of, envelope_of, seal_acknowledgement
from sdk_desktop.exchange.validation import MALWARE_MARK, Receiver
from tests.exchange.parties import (
    ANNA,
    AUTHORITY,
    BERTIL,
    FUNCTION,
    KEYS,
    NOW,
    RECEPTION,
    Watched,
    acknowledgement,
    changed,
    message,
    opened,
    outcome,
    sealed,
    sealed_payload,
    signed_again,
)


def renewed_certificate(certificate: x509.Certificate, key: RSAPrivateKey) -> x509.Certificate:
    return (
        x509.CertificateBuilder()
        .subject_name(certificate.subject)
        .issuer_name(certificate.issuer)
        .public_key(key.public_key())
        .serial_number(4711)
        .not_valid_before(certificate.not_valid_before_utc)
        .not_valid_after(certificate.not_valid_after_utc)
        .sign(key, SHA256())
    )


SIGNATURE = rb"<ds:Signature .*</ds:Signature>"


@given(
    text=st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1),
    content=st.binary(min_size=1, max_size=200_000).filter(lambda data: MALWARE_MARK not in data),
)
def test_what_is_sealed_opens_as_it_was(text: str, content: bytes) -> None:
    sent = message(File("bilaga.pdf", "application/pdf", content), text=f"x{text}")

    result = opened(sealed(sent))

    assert result.content == sent
    assert result.answer is not None
    assert result.answer.accepted
    assert result.problem is None
    assert result.envelope == envelope_of(sent)


def test_an_acknowledgement_opens_and_is_never_answered() -> None:
    result = opened(acknowledgement())

    assert isinstance(result.content, AcknowledgementDocument)
    assert result.answer is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not XML",
        sealed()[:-1],
        changed(sealed(), rb"<XHEVersionID>1.0", b"<XHEVersionID>2.0"),
        changed(sealed(), rb"<xha:ToParty>.*?</xha:ToParty>", b""),
        changed(sealed(), rb"(messagePayload)##3.0", rb"\1##9.9"),
        changed(sealed(), rb"0203:bertil.example.se</ID>", b"0203:cecilia.example.se</ID>"),
        changed(sealed(), rb"federation:sdk", b"federation:test"),
    ],
    ids=[
        *("nothing", "no XML", "cut off", "wrong version", "no recipient"),
        *("unknown document", "for others", "another federation"),
    ],
)
def test_an_envelope_that_is_none_or_not_for_us_is_met_with_silence(data: bytes) -> None:
    result = opened(data)

    assert (result.content, result.answer) == (None, None)
    assert result.problem is not None


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
@pytest.mark.parametrize("declaration", ["", "<?xml version='1.0' encoding='UTF-16'?>"])
def test_an_envelope_in_utf_16_is_opened(encoding: str, declaration: str) -> None:
    sent = message(File("bilaga.pdf", "application/pdf", b"x" * 300_000))
    mark = "\ufeff" if encoding == "utf-16-be" else ""

    result = opened(f"{mark}{declaration}{sealed(sent).decode()}".encode(encoding))

    assert result.content == sent
    assert outcome(acknowledgement().decode().encode("utf-16")) == "acknowledgement"


def test_a_message_in_utf_16_is_taken_as_it_came() -> None:
    def in_utf_16(data: bytes) -> bytes:
        return data.decode().encode("utf-16")

    result = opened(sealed_payload(in_utf_16))

    assert isinstance(result.content, Message)
    assert result.content.label == "Fråga"
    assert result.payload.startswith(b"\xff\xfe")


@pytest.mark.parametrize("instruction", ["<?a b?>", "<?xml-stylesheet href='x'?>"])
def test_instructions_in_a_message_mean_nothing(instruction: str) -> None:
    def instructed(data: bytes) -> bytes:
        text = (
            data.decode().replace("<message>", f"<message>{instruction}").replace("Hej!", "H{}ej!")
        )
        return f"{instruction}{text}{instruction}".replace("H{}", f"H{instruction}").encode()

    result = opened(sealed_payload(instructed))

    assert isinstance(result.content, Message)
    assert result.content.documents[0].texts == ("Hej!",)


ANNA_PEM, BERTIL_PEM, CA_PEM = (
    b64encode(certificate.public_bytes(Encoding.DER))
    for certificate in (KEYS[ANNA].certificate, KEYS[BERTIL].certificate, AUTHORITY.certificate)
)


def holding(*data: bytes) -> bytes:
    return b"".join(b"<ds:X509Data>%s</ds:X509Data>" % one for one in data)


def certificate(*encoded: bytes) -> bytes:
    return b"".join(b"<ds:X509Certificate>%s</ds:X509Certificate>" % one for one in encoded)


CHAINS = {
    "leaf first": holding(certificate(ANNA_PEM, CA_PEM)),
    "leaf last": holding(certificate(CA_PEM, ANNA_PEM)),
    "each by itself": holding(certificate(CA_PEM), certificate(ANNA_PEM)),
    "twice": holding(certificate(ANNA_PEM, ANNA_PEM)),
    "others beside it": b"<ds:KeyName>Anna</ds:KeyName>"
    + holding(b"<ds:X509SubjectName>CN=Anna</ds:X509SubjectName>" + certificate(CA_PEM, ANNA_PEM)),
    "one that nobody can read": holding(certificate(b"AAAA", ANNA_PEM)),
    "another participant's": holding(certificate(BERTIL_PEM, ANNA_PEM)),
}
SIGNERS = rb"(?s)(<ds:Signature .*<ds:KeyInfo>).*(</ds:KeyInfo></ds:Signature>)"
RECIPIENTS = rb"(?s)(<xenc:EncryptedKey>.*<ds:KeyInfo>).*?(</ds:KeyInfo>)"


@pytest.mark.parametrize("chain", CHAINS)
def test_of_a_chain_the_published_certificate_that_has_signed_counts(chain: str) -> None:
    data = changed(sealed(), SIGNERS, rb"\1" + CHAINS[chain] + rb"\2")

    assert outcome(data) == "taken"


def test_a_certificate_that_was_renewed_for_the_same_key_is_found_in_a_chain() -> None:
    key = KEYS[ANNA].private_key
    renewed = renewed_certificate(KEYS[ANNA].certificate, key)
    older = b64encode(renewed.public_bytes(Encoding.DER))
    chain = holding(certificate(older, CA_PEM, ANNA_PEM))

    assert outcome(changed(sealed(), SIGNERS, rb"\1" + chain + rb"\2")) == "taken"


@pytest.mark.parametrize(
    "chain",
    [
        holding(certificate(BERTIL_PEM, ANNA_PEM)),
        holding(certificate(ANNA_PEM, BERTIL_PEM)),
        holding(certificate(*[ANNA_PEM] * 11)),
        holding(),
        holding(certificate(b"AAAA", b"")),
    ],
    ids=["stranger first", "stranger last", "very many", "none", "none that can be read"],
)
def test_a_published_certificate_beside_it_does_not_help_anothers_signature(chain: bytes) -> None:
    data = changed(signed_again(sealed(), KEYS[BERTIL]), SIGNERS, rb"\1" + chain + rb"\2")

    assert outcome(data) == "SIG security"


@pytest.mark.parametrize("chain", CHAINS)
def test_of_a_chain_our_own_certificate_says_which_key_decrypts(chain: str) -> None:
    named = CHAINS[chain].replace(BERTIL_PEM, b"AAAA").replace(ANNA_PEM, BERTIL_PEM)
    data = changed(sealed(), RECIPIENTS, rb"\1" + named + rb"\2")

    assert outcome(signed_again(data)) == "taken"


DOCUMENT_TYPE = rb"(<DocumentTypeCode>)[^<]*"


@pytest.mark.parametrize(
    ("pattern", "becomes"),
    [
        (DOCUMENT_TYPE, rb"\1Q{urn:riv:infrastructure:messaging:MessageWithAttachments:2}Message"),
        (DOCUMENT_TYPE, rb"\1messagePayload"),
        (rb"(<ContentTypeCode>)[^<]*", rb"\1text/xml"),
        (rb"(<xha:PayloadContent>)", rb"\1text"),
    ],
    ids=["another version", "no namespace", "media type", "text beside"],
)
def test_what_an_envelope_says_wrongly_of_its_payload_is_answered(
    pattern: bytes, becomes: bytes
) -> None:
    data = changed(sealed(), pattern, becomes)

    assert outcome(signed_again(data)) == "SV structure"
    assert outcome(data) == "SIG security"


def test_every_cause_is_answered_whether_the_envelopes_or_the_messages() -> None:
    data = changed(sealed(message(label="å" * 256)), DOCUMENT_TYPE, rb"\1x")

    result = opened(signed_again(data), receiver=Receiver(functions=set()))

    assert result.content is None
    assert result.answer is not None
    paths = [cause.path for cause in result.answer.causes]
    assert paths[0] == "/XHE/Payloads/Payload/DocumentTypeCode"
    assert [cause.code for cause in result.answer.causes] == ["structure", "not-found"]


def test_an_acknowledgement_in_an_envelope_that_says_otherwise_changes_nothing() -> None:
    data = signed_again(changed(acknowledgement(), DOCUMENT_TYPE, rb"\1x"))

    assert outcome(data) == "silence"
    assert opened(data).problem is not None


def test_a_payload_that_is_no_xml_is_not_encrypted() -> None:
    data = changed(sealed(), rb"<xenc:EncryptedData.*</xenc:EncryptedData>", b"UklGRg==")
    data = changed(data, rb"Indicator>true", b"Indicator>false")

    assert outcome(signed_again(data)) == "SIG security"


def test_a_value_of_an_envelope_is_as_long_as_one_needs() -> None:
    data = changed(sealed(), rb"(<HandlingServiceID>)[^<]*", rb"\1" + b"x" * 1001)

    assert outcome(signed_again(data)) == "silence"


def test_an_envelope_without_a_signature_is_refused() -> None:
    assert outcome(changed(sealed(), SIGNATURE, b"")) == "SIG security"


def test_a_sender_outside_the_federation_is_met_with_silence() -> None:
    def nobody(_participant: str, _certificate: x509.Certificate) -> None:
        raise Refused("The sender is not in the federation.")

    assert outcome(sealed(), check_published=nobody) == "silence"


def test_nothing_is_decided_while_nobody_can_tell_about_the_sender() -> None:
    def silent(_participant: str, _certificate: x509.Certificate) -> None:
        raise Unavailable("The certificate publisher does not answer.")

    with pytest.raises(Unavailable):
        opened(sealed(), check_published=silent)


def test_a_certificate_out_of_date_is_refused() -> None:
    late = CertificateCheck(lambda: NOW + timedelta(days=9999), [AUTHORITY.certificate], None)

    assert outcome(sealed(), check_certificate=late.for_signing) == "SIG security"


def test_a_revoked_certificate_is_refused() -> None:
    def revoked(_certificate: x509.Certificate) -> None:
        raise Untrusted("The certificate has been revoked by its issuer.")

    assert outcome(sealed(), check_certificate=revoked) == "SIG security"


def test_nothing_is_decided_while_nobody_can_tell_about_revocation() -> None:
    def silent(_certificate: x509.Certificate) -> None:
        raise Unavailable("Silence.")

    with pytest.raises(Unavailable):
        opened(sealed(), check_certificate=silent)


def test_another_certificate_than_the_published_one_is_refused() -> None:
    assert outcome(sealed(key=KEYS[BERTIL])) == "SIG security"


@pytest.mark.parametrize(
    "data",
    [
        changed(sealed(), rb"<CreationDateTime>2026", b"<CreationDateTime>2027"),
        changed(sealed(), rb"<SignatureValue>|<ds:SignatureValue>....", b"<ds:SignatureValue>AAAA"),
        changed(sealed(), SIGNATURE, b""),
    ],
    ids=["header", "value", "none"],
)
def test_nothing_is_decrypted_before_the_signature_is_verified(data: bytes) -> None:
    key = Watched()

    assert outcome(data, keys=KeyRing([key])) == "SIG security"
    assert key.decrypted == []


def test_a_good_signature_lets_the_message_be_decrypted_once() -> None:
    key = Watched()

    assert outcome(sealed(), keys=KeyRing([key])) == "taken"
    assert len(key.decrypted) == 1


def test_a_message_in_clear_is_refused() -> None:
    data = sealed()
    plain = b'<messagePayload xmlns="urn:riv:infrastructure:messaging:MessageWithAttachments:3"/>'
    data = changed(data, rb"<xenc:EncryptedData.*</xenc:EncryptedData>", plain)
    data = changed(data, rb"Indicator>true", b"Indicator>false")

    assert outcome(signed_again(data)) == "SIG security"
    assert "encrypted" in str(opened(signed_again(data)).answer)


@pytest.mark.parametrize(
    "data",
    [
        signed_again(changed(sealed(), rb"(.*<xenc:CipherValue>)....", rb"\1AAAA")),
        signed_again(changed(sealed(), rb"aes256-cbc", b"aes128-cbc")),
        signed_again(changed(sealed(), rb"rsa-oaep-mgf1p", b"rsa-1_5")),
        signed_again(changed(sealed(), rb"(.*<xenc:CipherValue>)[^<]*", rb"\1")),
        signed_again(changed(sealed(), rb"(.*<xenc:CipherValue>)[^<]*", rb"\1!!!!")),
    ],
    ids=["changed", "another algorithm", "RSA 1.5", "nothing", "no Base64"],
)
def test_what_cannot_be_decrypted_is_met_with_silence(data: bytes) -> None:
    assert outcome(data) == "silence"


def test_a_message_encrypted_for_a_key_that_we_do_not_have_is_met_with_silence() -> None:
    assert outcome(sealed(), keys=KeyRing([KEYS[ANNA]])) == "silence"


def test_a_key_that_is_older_still_opens_what_was_encrypted_for_it() -> None:
    newer = AUTHORITY.issue(BERTIL)

    assert outcome(sealed(), keys=KeyRing([newer, KEYS[BERTIL]])) == "taken"


@pytest.mark.parametrize(
    ("pattern", "becomes", "answer"),
    [
        (rb"</messagePayload>", b"", "silence"),
        (rb"<confidentiality>true", b"<confidentiality>maybe", "SV structure"),
        (rb"(<senderID><root>)[^<]+", rb"\1other", "BV invariant"),
        (rb"(<messageId>)[^<]+", rb"\g<1>00000000-0000-4000-8000-000000000000", "BV invariant"),
        (rb"(<senderID>.*?)0203:anna", rb"\g<1>0203:eva", "BV security"),
        (rb"(<recipientID>.*?)0203:bertil", rb"\g<1>0203:eva", "BV security"),
        (rb"sdk:reception:", b"sdk:elsewhere:", "BV security, BV not-found"),
    ],
)
def test_a_payload_is_checked_after_it_was_decrypted(
    pattern: bytes, becomes: bytes, answer: str
) -> None:
    assert outcome(sealed_payload(lambda data: changed(data, pattern, becomes))) == answer


def test_another_root_than_the_envelope_names_is_refused() -> None:
    assert outcome(sealed_payload(lambda _: b"<other/>")) == "SV structure"


@pytest.mark.parametrize(
    ("receiver", "answer"),
    [
        ({"size_limit": 100}, "BV too-long"),
        ({"functions": set()}, "BV not-found"),
        ({"file_types": {"image/png"}}, "BV not-supported"),
    ],
)
def test_what_the_receiver_cannot_take_is_refused(receiver: dict[str, object], answer: str) -> None:
    content = message(File("a.docx", "application/msword", b"x"))

    knows = replace(RECEPTION.receiver, **receiver)  # type: ignore[arg-type]

    assert outcome(sealed(content), receiver=knows) == answer


def test_the_same_message_twice_is_a_duplicate() -> None:
    content = message()

    assert outcome(sealed(content), receiver=Receiver({FUNCTION}, seen={content.message_id})) == (
        "BV duplicate"
    )


@pytest.mark.parametrize(("refused", "answer"), [(True, "BV not-supported"), (False, "taken")])
def test_what_refers_to_a_refused_message_is_refused(refused: bool, answer: str) -> None:
    earlier = message().message_id
    content = replace(message(), ref_to_message_id=earlier)
    receiver = Receiver({FUNCTION}, refused={earlier} if refused else ())

    assert outcome(sealed(content), receiver=receiver) == answer


def test_malware_is_refused() -> None:
    virus = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"

    assert outcome(sealed(message(File("v.pdf", "application/pdf", virus)))) == "BV forbidden"


@pytest.mark.parametrize(
    "data",
    [
        changed(acknowledgement(), SIGNATURE, b""),
        changed(acknowledgement(), rb"ACCEPTED", b"REJECTED"),
        signed_again(changed(acknowledgement(), rb"ACCEPTED", b"MAYBE")),
        signed_again(changed(acknowledgement(), rb"ACCEPTED", b"REJECTED")),
        signed_again(
            changed(acknowledgement(), rb"(<cac:SenderParty>.*?)0203:anna", rb"\g<1>0203:eva")
        ),
        signed_again(
            changed(acknowledgement(), rb"(<cac:ReceiverParty>.*?)0203:bertil", rb"\g<1>0203:eva")
        ),
    ],
    ids=["unsigned", "changed", "no code", "no cause", "another sender", "another recipient"],
)
def test_an_acknowledgement_that_breaks_a_rule_changes_nothing_and_is_not_answered(
    data: bytes,
) -> None:
    result = opened(data)

    assert (result.content, result.answer) == (None, None)
    assert result.problem is not None


def test_the_answer_to_an_answer_goes_nowhere_but_back() -> None:
    answered = envelope_of(message())
    result = opened(sealed())
    assert result.answer is not None

    document = acknowledgement_of(result.answer, answered, NOW)
    back = opened(
        seal_acknowledgement(document, answered, KEYS[BERTIL]),
        participant=ANNA,
        keys=KeyRing([KEYS[ANNA]]),
    )

    assert (document.sender, document.recipient) == (BERTIL, ANNA)
    assert back.content == document
    assert back.envelope is not None
    assert back.envelope.function == answered.function
    assert isinstance(back.envelope, Envelope)


def test_without_a_participant_whatever_the_keys_open_is_opened() -> None:
    assert outcome(sealed(), participant=None) == "taken"


def test_the_payload_is_given_byte_for_byte() -> None:
    result = opened(sealed_payload(lambda data: changed(data, rb"<label>", b"<label >")))

    assert isinstance(result.content, Message)
    assert b"<label >" in result.payload
