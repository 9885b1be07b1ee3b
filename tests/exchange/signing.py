"""Signing by python-xmlsec, which is not our code, in every form that SDK allows, and others."""

import xmlsec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from lxml import etree

from sdk_desktop.exchange.keys import SoftwareKey

INCLUSIVE = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
INCLUSIVE_11 = "http://www.w3.org/2006/12/xml-c14n11"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"


def template(
    *,
    prefix: str = "ds",
    form: str = INCLUSIVE,
    transforms: tuple[str, ...] = (ENVELOPED,),
    method: str = RSA_SHA256,
    digest: str = SHA256,
    uri: str = "",
) -> str:
    """Write an empty signature, to be filled by whoever signs."""
    p = f"{prefix}:" if prefix else ""
    declared = f"xmlns:{prefix}" if prefix else "xmlns"
    listed = "".join(f'<{p}Transform Algorithm="{one}"/>' for one in transforms)
    return (
        f'<{p}Signature {declared}="http://www.w3.org/2000/09/xmldsig#"><{p}SignedInfo>'
        f'<{p}CanonicalizationMethod Algorithm="{form}"/><{p}SignatureMethod Algorithm="{method}"/>'
        f'<{p}Reference URI="{uri}"><{p}Transforms>{listed}</{p}Transforms>'
        f'<{p}DigestMethod Algorithm="{digest}"/><{p}DigestValue/></{p}Reference></{p}SignedInfo>'
        f"<{p}SignatureValue/><{p}KeyInfo><{p}X509Data><{p}X509Certificate/></{p}X509Data>"
        f"</{p}KeyInfo></{p}Signature>"
    )


def sign(envelope: bytes, key: SoftwareKey, signature: str | None = None) -> bytes:
    """Put a signature at the end of an envelope that has none."""
    root = etree.fromstring(with_template(envelope, signature or template()))
    context = xmlsec.SignatureContext()
    context.key = xmlsec.Key.from_memory(private_pem(key), xmlsec.constants.KeyDataFormatPem)
    context.key.load_cert_from_memory(certificate_pem(key), xmlsec.constants.KeyDataFormatCertPem)
    context.sign(root[-1])
    return etree.tostring(root)


def with_template(envelope: bytes, signature: str) -> bytes:
    """Put an empty signature at the end of an envelope."""
    end = envelope.rindex(b"</")
    return envelope[:end] + signature.encode() + envelope[end:]


def private_pem(key: SoftwareKey) -> bytes:
    return key.private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def certificate_pem(key: SoftwareKey) -> bytes:
    return key.certificate.public_bytes(Encoding.PEM)
