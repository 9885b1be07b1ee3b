"""Signatures of files; what is taken here was signed by minisign 0.11 itself."""

import pytest

from sdk_desktop.domain.errors import Untrusted
from sdk_desktop.formats.minisign import verify_minisign

KEY = "RWT5Ul7W+B9Jh40FN6bQGj4k6DnF/0RZK7LRVm6RNtuKuggl9Pjh1qta"
DOCUMENT = b'{"version": "0.2.0", "until": "2026-12-31"}\n'
SIGNATURE = b"""untrusted comment: signature from minisign secret key
RUT5Ul7W+B9Jh2cRgx/oh2qzHJRMBrBrXUfMbP/tDfq+KzVJCtpIgfFA42nk/k2qrB95Wv3imWYRGs4DTGg0HRw7tTQ3Ki4z0AY=
trusted comment: SDK Desktop
LZ8ZKSSd7dgMWpwDNohw0lpnZ3Cw0TNgaW9cF4fPoCyAjoU54Qv1GVsoRzQeo5fGqavFUZqABhBMS184Se6aCg==
"""


def test_what_minisign_has_signed_is_taken() -> None:
    verify_minisign(DOCUMENT, SIGNATURE, KEY)
    verify_minisign(DOCUMENT, SIGNATURE.replace(b"\n", b"\r\n"), KEY)


@pytest.mark.parametrize(
    ("document", "signature", "key"),
    [
        (DOCUMENT.replace(b"0.2", b"0.3"), SIGNATURE, KEY),
        (DOCUMENT, SIGNATURE.replace(b"SDK Desktop", b"another"), KEY),
        (DOCUMENT, SIGNATURE.replace(b"\nRUT5", b"\nRWT5"), KEY),  # of the document, not its hash
        (DOCUMENT, SIGNATURE.replace(b"\nRUT5U", b"\nRUT6U"), KEY),  # says another pair of keys
        (DOCUMENT, SIGNATURE.replace(b"trusted comment: SDK", b"comment: SDK"), KEY),
        (DOCUMENT, SIGNATURE.partition(b"trusted comment: ")[0], KEY),
        (DOCUMENT, SIGNATURE.replace(b"2cRg", b"2cR\xff"), KEY),
        (DOCUMENT, b"", KEY),
        (DOCUMENT, SIGNATURE, KEY.replace("40FN", "40FM")),
        (DOCUMENT, SIGNATURE, KEY.replace("RWT5", "RUT5")),
        (DOCUMENT, SIGNATURE, KEY[:-4]),
        (DOCUMENT, SIGNATURE, "nyckel åäö"),
        (DOCUMENT, SIGNATURE, ""),
    ],
)
def test_anything_else_is_refused(document: bytes, signature: bytes, key: str) -> None:
    with pytest.raises(Untrusted):
        verify_minisign(document, signature, key)
