from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from sdk_desktop.domain.errors import Refused
from sdk_desktop.exchange.certificate_authority import Authority
from sdk_desktop.exchange.trust_files import LARGEST, read_issuers

ONE, TWO, THREE = (
    Authority(name, datetime.now(UTC)).certificate for name in ("One", "Two", "Three")
)


def test_a_file_may_hold_several_issuers(tmp_path: Path) -> None:
    file = tmp_path / "issuers.pem"
    file.write_bytes(ONE.public_bytes(Encoding.PEM) + TWO.public_bytes(Encoding.PEM))

    assert read_issuers(file) == (ONE, TWO)


def test_every_certificate_of_a_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.cer").write_bytes(ONE.public_bytes(Encoding.DER))
    both = TWO.public_bytes(Encoding.PEM) + THREE.public_bytes(Encoding.PEM)
    (tmp_path / "b.PEM").write_bytes(both)
    (tmp_path / "readme.txt").write_bytes(b"not a certificate")

    assert read_issuers(tmp_path) == (ONE, TWO, THREE)


@pytest.mark.parametrize("content", [b"", b"rubbish", b"-----BEGIN CERTIFICATE-----"])
@pytest.mark.parametrize("given", ["a.pem", "."])
def test_a_file_that_is_no_certificate_is_named(tmp_path: Path, content: bytes, given: str) -> None:
    (tmp_path / "a.pem").write_bytes(content)

    with pytest.raises(Refused, match=r"a\.pem has no certificate"):
        read_issuers(tmp_path / given)


def test_a_folder_without_certificates_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="has no certificates"):
        read_issuers(tmp_path)


def test_a_place_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="missing cannot be read"):
        read_issuers(tmp_path / "missing")


def test_a_place_that_the_system_cannot_look_at_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        read_issuers(tmp_path / ("longer than any name" * 20))


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.pem").write_bytes(b"x" * (LARGEST + 1))

    with pytest.raises(Refused, match="too large"):
        read_issuers(tmp_path)
