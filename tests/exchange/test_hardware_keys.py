"""A key on a smart card or security module does the same as one in a file."""

import ctypes
from datetime import UTC, datetime
from pathlib import Path

import pkcs11
import pytest
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP, PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from pkcs11 import exceptions as reasons

from sdk_desktop.domain.errors import Refused, Unavailable
from sdk_desktop.exchange import hardware_keys
from sdk_desktop.exchange.certificate_authority import Authority
from sdk_desktop.exchange.hardware_keys import HardwareKey, open_token, tokens_there
from sdk_desktop.exchange.key_places import open_key_ring
from sdk_desktop.exchange.keys import SoftwareKey
from tests.kit.computer.security_module import PIN, SecurityModule, security_module

OAEP_SHA1 = OAEP(mgf=MGF1(SHA1()), algorithm=SHA1(), label=None)  # noqa: S303 - the profile's


@pytest.fixture(scope="module")
def key() -> SoftwareKey:
    return Authority("Test CA", datetime.now(UTC)).issue("Testa kommun")


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SecurityModule:
    return security_module(tmp_path, monkeypatch)


@pytest.fixture
def filled(module: SecurityModule, key: SoftwareKey) -> SecurityModule:
    module.add_token("own")
    module.add_key("own", key)
    return module


def test_a_key_on_a_token_signs_as_one_in_a_file_does(
    filled: SecurityModule, key: SoftwareKey
) -> None:
    with open_token(filled.driver, PIN) as (on_token,):
        signature = on_token.sign(b"content")

    assert on_token.certificate == key.certificate
    assert signature == key.sign(b"content")
    key.private_key.public_key().verify(signature, b"content", PKCS1v15(), SHA256())


def test_a_key_on_a_token_decrypts(filled: SecurityModule, key: SoftwareKey) -> None:
    wrapped = key.private_key.public_key().encrypt(b"session key", OAEP_SHA1)

    with open_token(filled.driver, PIN, "own") as (on_token,):
        assert on_token.decrypt(wrapped) == b"session key"


@pytest.mark.parametrize("wrapped", [b"", b"x", bytes(256), b"\xff" * 256, b"\x01" * 257])
def test_what_cannot_be_decrypted_says_only_that(filled: SecurityModule, wrapped: bytes) -> None:
    with (
        open_token(filled.driver, PIN) as (on_token,),
        pytest.raises(ValueError, match=r"^$"),
    ):
        on_token.decrypt(wrapped)


def test_a_wrong_pin_is_said(filled: SecurityModule) -> None:
    with pytest.raises(Refused, match="PIN is wrong"), open_token(filled.driver, "000000"):
        pass


def test_a_wrong_pin_leaves_no_session_open(filled: SecurityModule) -> None:
    driver = ctypes.CDLL(str(filled.driver))
    for _ in range(3):
        with pytest.raises(Refused), open_token(filled.driver, "000000"):
            pass

    state = (ctypes.c_ulong * 4)()
    handles = map(ctypes.c_ulong, range(1, 100))
    assert not [one for one in handles if driver.C_GetSessionInfo(one, state) == 0]


def test_a_token_in_use_is_used_beside_that(filled: SecurityModule, key: SoftwareKey) -> None:
    with open_token(filled.driver, PIN) as (first,):
        with open_token(filled.driver, PIN) as (second,):
            assert second.certificate == key.certificate
            assert second.sign(b"content")
        assert first.sign(b"content")


def test_no_pin_is_proved_where_nobody_asks_for_it(filled: SecurityModule) -> None:
    with open_token(filled.driver, PIN) as (on_token,):
        with (
            pytest.raises(Unavailable, match="does not answer"),
            open_token(filled.driver, "000000", is_proof=True),
        ):
            pass
        assert on_token.sign(b"content")


def test_a_token_that_is_not_there_is_waited_for(module: SecurityModule) -> None:
    with pytest.raises(Unavailable, match="no such card"), open_token(module.driver, PIN):
        pass


def test_a_token_that_is_not_set_up_is_given_no_pin(filled: SecurityModule) -> None:
    with pytest.raises(Unavailable, match="no such card"), open_token(filled.driver, PIN, ""):
        pass


def test_among_several_tokens_one_must_be_named(filled: SecurityModule) -> None:
    filled.add_token("another")

    with pytest.raises(Refused, match="several cards"), open_token(filled.driver, PIN):
        pass
    with open_token(filled.driver, PIN, "own") as keys:
        assert len(keys) == 1


def test_of_two_tokens_with_one_label_the_serial_number_names_one(
    filled: SecurityModule, key: SoftwareKey
) -> None:
    (serial,) = tokens_there(filled.driver, "own")
    filled.add_token("own")
    named = f"pkcs11:token=own;serial={serial.decode()}?module-path={filled.driver}"

    with pytest.raises(Refused, match="several cards"), open_token(filled.driver, PIN, "own"):
        pass
    with open_key_ring(named, PIN.encode(), str) as keys:
        assert list(keys.certificates) == [key.certificate]


def test_a_token_without_a_key_is_no_help(module: SecurityModule) -> None:
    module.add_token("empty")

    with pytest.raises(Refused, match="no RSA key"), open_token(module.driver, PIN):
        pass


def test_a_certificate_without_its_key_is_passed_over(
    filled: SecurityModule, key: SoftwareKey
) -> None:
    other = Authority("Other CA", datetime.now(UTC)).certificate
    filled.add_certificate("own", other.public_bytes(Encoding.DER), number=7)

    with open_token(filled.driver, PIN) as keys:
        assert [found.certificate for found in keys] == [key.certificate]


def test_a_driver_that_is_none_is_named(tmp_path: Path) -> None:
    with (
        pytest.raises(Refused, match=r"missing\.so"),
        open_token(tmp_path / "missing.so", PIN),
    ):
        pass


def test_a_token_that_is_gone_is_told_from_what_cannot_be_decrypted(
    filled: SecurityModule, key: SoftwareKey
) -> None:
    wrapped = key.private_key.public_key().encrypt(b"session key", OAEP_SHA1)

    with open_token(filled.driver, PIN) as (on_token,):
        pass

    with pytest.raises(Unavailable):
        on_token.decrypt(wrapped)
    with pytest.raises(Unavailable):
        on_token.sign(b"content")


def test_a_card_that_is_taken_out_while_its_keys_are_looked_for_is_waited_for(
    filled: SecurityModule, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken_out(_session: pkcs11.Session) -> tuple[HardwareKey, ...]:
        raise reasons.DeviceRemoved

    monkeypatch.setattr(hardware_keys, "_keys", taken_out)

    with pytest.raises(Unavailable, match="does not answer"), open_token(filled.driver, PIN):
        pass


@pytest.mark.parametrize("error", [reasons.TokenNotRecognised, reasons.DeviceRemoved])
def test_a_bank_card_in_another_reader_hides_no_card(
    filled: SecurityModule, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    class OtherSlot:
        def get_token(self) -> pkcs11.Token:
            raise error

    class Library:
        def get_slots(self, *, token_present: bool) -> list[object]:
            return [OtherSlot(), *real.get_slots(token_present=token_present)]

    real = pkcs11.lib(str(filled.driver))
    monkeypatch.setattr(pkcs11, "lib", lambda _driver: Library())

    with open_token(filled.driver, PIN) as keys:
        assert len(keys) == 1
    assert len(tokens_there(filled.driver, "own")) == 1
