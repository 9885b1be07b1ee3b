from pathlib import Path

import pytest

from sdk_desktop.domain.errors import Untrusted
from sdk_desktop.formats.xmldsig.document import read_document
from sdk_desktop.formats.xmldsig.signature import read_signature, verify_signature
from tests.formats.xmldsig import vectors


@pytest.mark.parametrize(
    ("name", "signer"),
    [
        ("digg", "CN=SendOrg2,O=Sender Organisation AB,C=SE"),
        ("encrypted", "testb.e2e.inera.se"),
        ("clear", "testb.e2e.inera.se"),
    ],
)
def test_the_official_envelopes_verify(artefacts: Path, name: str, signer: str) -> None:
    document = read_document(vectors.envelope(artefacts, name))

    signature = read_signature(document)
    verify_signature(document, signature)

    assert signer in signature.certificate.subject.rfc4514_string()


@pytest.mark.parametrize("name", vectors.CHANGED)
def test_envelopes_that_were_indented_after_signing_are_refused(artefacts: Path, name: str) -> None:
    document = read_document(vectors.envelope(artefacts, name))

    with pytest.raises(Untrusted):
        verify_signature(document, read_signature(document))


@pytest.mark.parametrize("name", vectors.GOLDEN)
def test_one_changed_letter_is_seen(artefacts: Path, name: str) -> None:
    data = vectors.envelope(artefacts, name)
    changed = data.replace(b"<XHEVersionID>1.0", b"<XHEVersionID>1.1", 1)
    assert changed != data
    document = read_document(changed)

    with pytest.raises(Untrusted, match="changed after it was signed"):
        verify_signature(document, read_signature(document))
