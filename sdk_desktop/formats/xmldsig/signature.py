"""The signature of an envelope or of published metadata: XML Signature, over the whole document.

Source: transport.md §3.1, §3.4. What is written is the profile's; what is read may also carry a
second transform and any of the three canonical forms that XML Signature makes mandatory.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree
from pybase64 import b64decode, b64encode

from sdk_desktop.domain.errors import InvalidMessage, Untrusted
from sdk_desktop.formats.xmldsig.document import XmlDocument
from sdk_desktop.formats.xmldsig.xml import Element, canonical_form, parse_whole, serialised

DS = "http://www.w3.org/2000/09/xmldsig#"
SHA256_URI = "http://www.w3.org/2001/04/xmlenc#sha256"

_ENVELOPED = f"{DS}enveloped-signature"
_RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
_INCLUSIVE = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
_INCLUSIVE_11 = "http://www.w3.org/2006/12/xml-c14n11"
_EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
_SIGNATURE = f"{{{DS}}}Signature"
_SIGNED_INFO = f"{{{DS}}}SignedInfo"
_XML = "{http://www.w3.org/XML/1998/namespace}"
SHORTEST_KEY = 2048
"""Bits of the shortest RSA key that may protect anything."""

_KEY_BITS = range(SHORTEST_KEY, 8193)
_MOST_PREFIXES = 50
_MOST_CERTIFICATES = 10
_LONGEST_CERTIFICATE = 20_000
"""Characters of a certificate in Base64; those of the field have about 3 000."""


@dataclass(frozen=True, slots=True)
class CanonicalForm:
    """A canonical form; `prefixes` are those that the exclusive one treats as inclusive."""

    exclusive: bool = False
    prefixes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """What a signature claims; trust nothing of it before `verify_signature`.

    `certificates` are those that come with it and whose key has made it: more than one where a
    certificate was renewed for the same key. Where no key has made it, it is the first of them.
    """

    certificates: tuple[x509.Certificate, ...]
    form: CanonicalForm
    digest: bytes
    value: bytes
    signed_info: bytes
    """SignedInfo in its canonical form, the bytes that the key has signed."""

    @property
    def certificate(self) -> x509.Certificate:
        """The certificate of the signer, so far as the signature itself tells."""
        return self.certificates[0]


def has_signature(root: Element) -> bool:
    """Return whether there is any signature, wherever it stands."""
    return next(root.iter(_SIGNATURE), None) is not None


def read_signature(document: XmlDocument, *, others_within: bool = False) -> Signature:
    """Read the signature of a document; raise `Untrusted` unless it has SDK's form.

    It is the last child of the root and the only one in the document. With `others_within` there
    may be more, deeper down, which are then part of what is signed, and nothing else.
    """
    signature = _last_signature(document.root)
    if not others_within and sum(1 for _ in document.root.iter(_SIGNATURE)) > 1:
        raise _misplaced()
    try:
        return _read(signature, _signatures(document.whole)[0])
    except (ValueError, etree.LxmlError, InvalidMessage) as error:
        raise Untrusted("The signature does not have the form that SDK prescribes.") from error


def verify_signature(document: XmlDocument, signature: Signature) -> None:
    """Check a document against its signature, and take the signature out of the tree.

    What is left in the tree is then exactly what was signed. Raises `Untrusted`. Whether the
    certificate is the right one is for the caller to say.
    """
    _detach(_last_signature(document.root))
    for same in _signatures(document.whole):  # the one that is left where there are two trees
        _detach(same)
    digest = hashlib.sha256()
    try:
        for piece in document.canonical(
            exclusive=signature.form.exclusive, prefixes=signature.form.prefixes
        ):
            digest.update(piece)
        _verify_value(signature, signature.certificate)
    except (InvalidSignature, etree.LxmlError) as error:
        raise Untrusted("The signature is wrong.") from error
    if not hmac.compare_digest(digest.digest(), signature.digest):
        raise Untrusted("The document was changed after it was signed.")


def write_signature(
    digest: bytes, scope: str, certificate: x509.Certificate, sign: Callable[[bytes], bytes]
) -> str:
    """Write the signature of a document in canonical form.

    `digest` is the SHA-256 of the document without it, `scope` the namespace declarations of its
    root in canonical order, `sign` gives the RSA signature (PKCS#1 v1.5, SHA-256) of bytes.
    """
    info = (
        f'<ds:CanonicalizationMethod Algorithm="{_INCLUSIVE}"></ds:CanonicalizationMethod>'
        f'<ds:SignatureMethod Algorithm="{_RSA_SHA256}"></ds:SignatureMethod>'
        f'<ds:Reference URI=""><ds:Transforms>'
        f'<ds:Transform Algorithm="{_ENVELOPED}"></ds:Transform></ds:Transforms>'
        f'<ds:DigestMethod Algorithm="{SHA256_URI}"></ds:DigestMethod>'
        f"<ds:DigestValue>{b64encode(digest).decode()}</ds:DigestValue></ds:Reference>"
        "</ds:SignedInfo>"
    )
    default, _, prefixed = scope.partition(" ")
    value = sign(f'<ds:SignedInfo {default} xmlns:ds="{DS}" {prefixed}>{info}'.encode())
    return (
        f'<ds:Signature xmlns:ds="{DS}"><ds:SignedInfo>{info}'
        f"<ds:SignatureValue>{b64encode(value).decode()}</ds:SignatureValue>"
        f"{write_key_info(certificate)}</ds:Signature>"
    )


def write_key_info(certificate: x509.Certificate) -> str:
    """Write the KeyInfo that holds a certificate; the prefix `ds` must be declared around it."""
    encoded = b64encode(certificate.public_bytes(Encoding.DER)).decode()
    return (
        f"<ds:KeyInfo><ds:X509Data><ds:X509Certificate>{encoded}</ds:X509Certificate>"
        "</ds:X509Data></ds:KeyInfo>"
    )


def read_key_info(key_info: Element) -> tuple[x509.Certificate, ...]:
    """Read the certificates of a KeyInfo, each once, as they come: often a chain, in any order.

    Raises `ValueError` when there is none that can be read, or very many.
    """
    elements = [
        certificate
        for data in key_info.iterchildren(f"{{{DS}}}X509Data")
        for certificate in data.iterchildren(f"{{{DS}}}X509Certificate")
    ]
    if len(elements) > _MOST_CERTIFICATES:
        raise ValueError
    certificates: dict[x509.Certificate, None] = {}
    for element in elements:
        with suppress(ValueError):
            certificates[certificate_of(element)] = None
    if not certificates:
        raise ValueError
    return tuple(certificates)


def certificate_of(element: Element) -> x509.Certificate:
    """Read the certificate that is an element's text; raise `ValueError` for anything else."""
    data = base64_of(element, most=_LONGEST_CERTIFICATE)
    try:
        return x509.load_der_x509_certificate(data)
    except x509.InvalidVersion:
        raise ValueError from None


def public_rsa_key(certificate: x509.Certificate) -> RSAPublicKey:
    """Return a certificate's key; raise `Untrusted` for one that SDK does not allow."""
    try:
        key = certificate.public_key()
    except (UnsupportedAlgorithm, ValueError):  # it is read only now
        key = None
    if not isinstance(key, RSAPublicKey) or key.key_size not in _KEY_BITS:
        raise Untrusted("The certificate's key is not one that SDK allows.")
    return key


def base64_of(element: Element, *, most: int = 4096) -> bytes:
    """Decode a short Base64 text; raise `ValueError` when it is none, or longer than `most`."""
    text = (element.text or "") if not len(element) else ""
    if not 0 < len(text) <= most:
        raise ValueError
    return b64decode("".join(text.split()), validate=True)


def sequence(element: Element, *names: str) -> list[Element]:
    """Return the children of an element; raise `ValueError` unless they are these, in order.

    A name ending in `?` may be missing; it is then left out of the list.
    """
    children = list(element)
    given = [child.tag for child in children]
    expected = [name.rstrip("?") for name in names if not name.endswith("?") or name[:-1] in given]
    if given != expected:
        raise ValueError
    return children


def _signatures(root: Element) -> list[Element]:
    return list(root.iterchildren(_SIGNATURE))


def _last_signature(root: Element) -> Element:
    signatures = _signatures(root)
    if len(signatures) != 1 or signatures[0] is not root[-1]:
        raise _misplaced()
    return signatures[0]


def _misplaced() -> Untrusted:
    return Untrusted("There must be one signature, as the last element of the document.")


def _read(element: Element, whole: Element) -> Signature:
    """Read a signature; in `whole` it has the processing instructions that may be in it."""
    for holder in (element, *element.iterancestors()):
        if any(name.startswith(_XML) for name in holder.attrib):
            raise Untrusted("The document has attributes that SDK does not allow.")
    info, value, key_info = sequence(
        element, _SIGNED_INFO, f"{{{DS}}}SignatureValue", f"{{{DS}}}KeyInfo"
    )
    canonicalization, method, reference = sequence(
        info,
        f"{{{DS}}}CanonicalizationMethod",
        f"{{{DS}}}SignatureMethod",
        f"{{{DS}}}Reference",
    )
    if method.get("Algorithm") != _RSA_SHA256 or len(method):
        raise Untrusted("The signature uses an algorithm that SDK does not allow.")
    form, digest = _read_reference(reference)
    signature = Signature(
        certificates=read_key_info(key_info),
        form=form,
        digest=digest,
        value=base64_of(value),
        signed_info=_canonical(next(whole.iterchildren(_SIGNED_INFO)), _form(canonicalization)),
    )
    return replace(signature, certificates=_signers(signature))


def _signers(signature: Signature) -> tuple[x509.Certificate, ...]:
    """Return the certificates whose key has made a signature, or the first one."""
    if len(signature.certificates) == 1:
        public_rsa_key(signature.certificate)
        return signature.certificates
    signers = []
    for certificate in signature.certificates:
        with suppress(InvalidSignature, Untrusted):
            _verify_value(signature, certificate)
            signers.append(certificate)
    return tuple(signers) or signature.certificates[:1]


def _verify_value(signature: Signature, certificate: x509.Certificate) -> None:
    public_rsa_key(certificate).verify(signature.value, signature.signed_info, PKCS1v15(), SHA256())


def _read_reference(reference: Element) -> tuple[CanonicalForm, bytes]:
    if reference.get("URI") != "":
        raise Untrusted("The signature does not cover the whole document.")
    transforms, method, value = sequence(
        reference, f"{{{DS}}}Transforms", f"{{{DS}}}DigestMethod", f"{{{DS}}}DigestValue"
    )
    enveloped, *more = sequence(transforms, *(f"{{{DS}}}Transform" for _ in transforms))
    if enveloped.get("Algorithm") != _ENVELOPED or len(enveloped) or len(more) > 1:
        raise Untrusted("The signature uses a transform that SDK does not allow.")
    if method.get("Algorithm") != SHA256_URI or len(method):
        raise Untrusted("The signature uses an algorithm that SDK does not allow.")
    return (_form(more[0]) if more else CanonicalForm()), base64_of(value)


def _form(element: Element) -> CanonicalForm:
    """Return the form that an element names; inclusive 1.0 and 1.1 are one for whole documents."""
    algorithm = element.get("Algorithm")
    if algorithm in {_INCLUSIVE, _INCLUSIVE_11} and not len(element):
        return CanonicalForm()
    if algorithm != _EXCLUSIVE:
        raise Untrusted("The signature uses a canonical form that SDK does not allow.")
    lists = sequence(element, f"{{{_EXCLUSIVE}}}InclusiveNamespaces?")
    prefixes = lists[0].get("PrefixList", "").split() if lists else ()
    if len(prefixes) > _MOST_PREFIXES:
        raise ValueError
    return CanonicalForm(exclusive=True, prefixes=tuple(prefixes))


def _canonical(info: Element, form: CanonicalForm) -> bytes:
    """Return the canonical form of a part.

    It is serialised and parsed first: in place, lxml would put an empty default namespace on the
    children where the signature uses a default namespace. What would be inherited otherwise, and
    is the only thing in which 1.0 and 1.1 differ, are attributes of the XML namespace.
    """
    alone = parse_whole(serialised(info))
    return canonical_form(alone, exclusive=form.exclusive, prefixes=form.prefixes)


def _detach(element: Element) -> None:
    """Take an element out of its tree and leave the text after it where it is."""
    parent = element.getparent()
    if parent is None:
        raise ValueError
    before = element.getprevious()
    tail = element.tail or ""
    if before is None:
        parent.text = (parent.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail
    element.tail = None
    parent.remove(element)
