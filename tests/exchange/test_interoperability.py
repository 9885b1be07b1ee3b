"""What we seal, others open; what others seal, we open. The other is Debian's `xmlsec1`."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from sdk_desktop.domain.message import File
from sdk_desktop.exchange.sealing import envelope_of
from sdk_desktop.formats.envelope import write_envelope
from sdk_desktop.formats.message import write_message
from tests.exchange.parties import (
    ANNA,
    BERTIL,
    KEYS,
    acknowledgement,
    message,
    opened,
    outcome,
    sealed,
)
from tests.exchange.signing import (
    ENVELOPED,
    EXCLUSIVE,
    INCLUSIVE,
    INCLUSIVE_11,
    certificate_pem,
    private_pem,
    template,
    with_template,
)
from tests.kit.project import installed

XENC = "http://www.w3.org/2001/04/xmlenc#"
DIGEST = '<ds:DigestMethod Algorithm="http://www.w3.org/2000/09/xmldsig#sha1"/>'
FILE = File("bilaga.pdf", "application/pdf", b"%PDF-1.7 innehall")


@dataclass(frozen=True)
class XmlSec:
    """The program, in a folder with both organisations' keys."""

    program: str
    folder: Path

    def run(self, *arguments: str, document: bytes) -> bytes:
        (self.folder / "in.xml").write_bytes(document)
        command = [self.program, *arguments, "--output", "out.xml", "in.xml"]
        subprocess.run(command, check=True, cwd=self.folder, capture_output=True)
        out = self.folder / "out.xml"
        return out.read_bytes() if out.exists() else b""

    def verify(self, document: bytes) -> None:
        """Verify with the certificate in the document; raises when the signature is wrong."""
        self.run("--verify", "--insecure", document=document)

    def decrypt(self, document: bytes) -> bytes:
        return self.run("--decrypt", "--privkey-pem", "bertil.pem", document=document)

    def sign(self, document: bytes) -> bytes:
        return self.run("--sign", "--privkey-pem", "anna.pem,anna.crt", document=document)

    def encrypt(self, payload: bytes, template: str) -> bytes:
        (self.folder / "data.xml").write_bytes(payload)
        how = ("--pubkey-cert-pem", "bertil.crt", "--session-key", "aes-256")
        return self.run("--encrypt", *how, "--xml-data", "data.xml", document=template.encode())


@pytest.fixture
def xmlsec1(tmp_path: Path) -> XmlSec:
    program = installed("xmlsec1")
    for name, key in (("anna", KEYS[ANNA]), ("bertil", KEYS[BERTIL])):
        (tmp_path / f"{name}.pem").write_bytes(private_pem(key))
        (tmp_path / f"{name}.crt").write_bytes(certificate_pem(key))
    return XmlSec(program, tmp_path)


@pytest.mark.parametrize("data", [sealed(), acknowledgement()], ids=["message", "acknowledgement"])
def test_others_verify_what_we_sign(xmlsec1: XmlSec, data: bytes) -> None:
    xmlsec1.verify(data)

    with pytest.raises(subprocess.CalledProcessError):
        xmlsec1.verify(data.replace(b">1.0<", b">1.1<", 1))


def test_others_decrypt_what_we_encrypt(xmlsec1: XmlSec) -> None:
    sent = message(FILE)

    root = etree.fromstring(xmlsec1.decrypt(sealed(sent)))
    (payload,) = root.iterfind(".//{*}PayloadContent/*")

    expected = etree.fromstring(write_message(sent))
    assert etree.tostring(payload, method="c14n", exclusive=True) == etree.tostring(
        expected, method="c14n", exclusive=True
    )


def encrypted_template(*, prefix: str, digest: str) -> str:
    p = f"{prefix}:" if prefix else ""
    declared = f"xmlns:{prefix}" if prefix else "xmlns"
    return (
        f'<{p}EncryptedData {declared}="{XENC}" Type="{XENC}Element">'
        f'<{p}EncryptionMethod Algorithm="{XENC}aes256-cbc"/>'
        '<ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">'
        f'<{p}EncryptedKey><{p}EncryptionMethod Algorithm="{XENC}rsa-oaep-mgf1p">{digest}'
        f"</{p}EncryptionMethod><ds:KeyInfo><ds:X509Data><ds:X509Certificate/></ds:X509Data>"
        f"</ds:KeyInfo><{p}CipherData><{p}CipherValue/></{p}CipherData></{p}EncryptedKey>"
        f"</ds:KeyInfo><{p}CipherData><{p}CipherValue/></{p}CipherData></{p}EncryptedData>"
    )


@pytest.mark.parametrize("prefix", ["ds", "dsig", ""])
@pytest.mark.parametrize("form", [INCLUSIVE, INCLUSIVE_11, EXCLUSIVE])
@pytest.mark.parametrize(
    "transforms",
    [
        (ENVELOPED,),
        (ENVELOPED, INCLUSIVE),
        (ENVELOPED, INCLUSIVE_11),
        (ENVELOPED, EXCLUSIVE),
    ],
    ids=["one transform", "inclusive", "inclusive 1.1", "exclusive"],
)
def test_we_verify_what_others_sign(
    xmlsec1: XmlSec, prefix: str, form: str, transforms: tuple[str, ...]
) -> None:
    sent = message()
    bare = re.sub(rb"<ds:Signature .*</ds:Signature>", b"", sealed(sent))
    signature = template(prefix=prefix, form=form, transforms=transforms)

    assert opened(xmlsec1.sign(with_template(bare, signature))).content == sent


PLACES = {
    "before": (b"<x:XHE ", b"<?a b?><x:XHE "),
    "after": (b"</x:XHE>", b"</x:XHE><?a b?>"),
    "in a value": (b"<XHEVersionID>1.0", b"<XHEVersionID>1<?a b?>.0"),
    "between": (b"<xha:Header>", b"<xha:Header><?a b?>"),
    "before the long text": (b"<xenc:CipherValue>", b"<xenc:CipherValue><?a b?>"),
    "in the signature": (b"<ds:SignedInfo>", b"<ds:SignedInfo><?a b?>"),
}


@pytest.mark.parametrize("form", [INCLUSIVE, EXCLUSIVE])
@pytest.mark.parametrize("place", PLACES)
def test_processing_instructions_are_signed_and_mean_nothing(
    xmlsec1: XmlSec, place: str, form: str
) -> None:
    sent = message(FILE)
    bare = re.sub(rb"<ds:Signature .*</ds:Signature>", b"", sealed(sent))
    data = with_template(bare, template(form=form)).replace(*PLACES[place])

    signed = xmlsec1.sign(data)

    assert b"<?a b?>" in signed
    assert opened(signed).content == sent
    assert outcome(signed.replace(b"<?a b?>", b"<?a c?>")) == "SIG security"
    assert outcome(signed.replace(b"<?a b?>", b"")) == "SIG security"


@pytest.mark.parametrize("prefix", ["xenc", ""])
@pytest.mark.parametrize("digest", [DIGEST, ""], ids=["digest named", "digest left out"])
def test_we_decrypt_what_others_encrypt(xmlsec1: XmlSec, prefix: str, digest: str) -> None:
    sent = message(FILE)
    frame = write_envelope(envelope_of(sent))
    encrypted = xmlsec1.encrypt(
        write_message(sent), encrypted_template(prefix=prefix, digest=digest)
    )
    data = etree.tostring(etree.fromstring(encrypted))
    bare = frame.before_payload + data + frame.after_payload + frame.after_signature

    assert opened(xmlsec1.sign(with_template(bare, template()))).content == sent
