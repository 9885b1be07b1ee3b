"""A SoftHSM2 token in a folder, filled by its own tool: a real security module for tests."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pkcs11
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pkcs11.util.x509 import decode_x509_certificate

from sdk_desktop.exchange.keys import SoftwareKey

PIN = "271828"
DRIVERS = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
    "/opt/homebrew/lib/softhsm/libsofthsm2.so",
)
"""Where Debian, Fedora and Homebrew put it."""


@dataclass(frozen=True)
class SecurityModule:
    """SoftHSM2 with a folder of its own for tokens."""

    driver: Path
    folder: Path

    def add_token(self, label: str) -> None:
        _softhsm("--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", PIN)
        pkcs11.lib(str(self.driver)).reinitialize()

    def add_key(self, label: str, key: SoftwareKey, number: int = 1) -> None:
        """Put a key and its certificate on a token."""
        path = self.folder / "key.pem"
        path.write_bytes(
            key.private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        )
        named = ("--token", label, "--label", "key", "--id", f"{number:02}", "--pin", PIN)
        _softhsm("--import", str(path), *named)
        path.unlink()
        self.add_certificate(label, key.certificate.public_bytes(Encoding.DER), number)

    def add_certificate(self, label: str, certificate: bytes, number: int) -> None:
        library = pkcs11.lib(str(self.driver))
        library.reinitialize()
        described = decode_x509_certificate(certificate)
        described |= {pkcs11.Attribute.ID: bytes([number]), pkcs11.Attribute.TOKEN: True}
        with library.get_token(token_label=label).open(rw=True, user_pin=PIN) as session:
            session.create_object(described)


def security_module(folder: Path, monkeypatch: pytest.MonkeyPatch) -> SecurityModule:
    """Begin with no token at all; skips the test where SoftHSM2 is not installed."""
    found = [Path(place) for place in DRIVERS if Path(place).exists()]
    if not found or shutil.which("softhsm2-util") is None:
        pytest.skip("SoftHSM2 is not installed (Debian: apt-get install softhsm2)")
    (folder / "tokens").mkdir()
    configuration = folder / "softhsm2.conf"
    configuration.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(configuration))
    pkcs11.lib(str(found[0])).reinitialize()
    return SecurityModule(found[0], folder)


def _softhsm(*arguments: str) -> None:
    tool = shutil.which("softhsm2-util")
    assert tool is not None
    subprocess.run([tool, *arguments], check=True, capture_output=True)
