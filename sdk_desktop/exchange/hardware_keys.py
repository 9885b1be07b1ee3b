"""Keys that never leave their smart card or hardware security module, by way of PKCS#11.

Some tokens do OAEP with SHA-1 only, which is what SDK prescribes (transport.md §3.2).
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import pkcs11
from cryptography import x509
from pkcs11 import MGF, Attribute, KeyType, Mechanism, ObjectClass, TokenFlag
from pkcs11 import exceptions as reasons
from pkcs11.types import DecryptMixin, SignMixin

from sdk_desktop.domain.errors import Refused, SdkError, Unavailable

_DIGESTS = {"sha1": Mechanism.SHA_1, "sha256": Mechanism.SHA256}
_GONE = (
    reasons.DeviceError,
    reasons.DeviceRemoved,
    reasons.SessionClosed,
    reasons.SessionHandleInvalid,
    reasons.TokenNotPresent,
    reasons.UserNotLoggedIn,
)


_NOT_OURS = (reasons.TokenNotRecognised, reasons.TokenNotPresent, reasons.DeviceRemoved)
"""What a slot says of a bank card, or of one that was taken out at this moment."""


_CLOSE_ALL_SESSIONS = 14
"""The place of `C_CloseAllSessions` in the list of functions that PKCS#11 has a driver give."""


class PinRefused(Refused):
    """A card or module does not take the PIN; trying the same again may block it."""


@dataclass(frozen=True, slots=True)
class HardwareKey:
    """A key on an open token; its certificate lies beside it."""

    certificate: x509.Certificate
    private_key: pkcs11.PrivateKey = field(repr=False)

    @property
    def may_decrypt(self) -> bool:
        """Return whether the token lets the key decrypt."""
        return isinstance(self.private_key, DecryptMixin)

    def sign(self, data: bytes) -> bytes:
        """Sign with RSASSA-PKCS1-v1_5 and SHA-256; raise `Unavailable` when the token fails."""
        if not isinstance(self.private_key, SignMixin):
            raise Refused("The key on the token may not sign.")
        try:
            return bytes(self.private_key.sign(data, mechanism=Mechanism.SHA256_RSA_PKCS))
        except reasons.PKCS11Error:
            raise _silent() from None

    def decrypt(self, wrapped: bytes, digest: str = "sha1") -> bytes:
        """Decrypt with RSA-OAEP; `ValueError` for what cannot be, `Unavailable` without token."""
        if not isinstance(self.private_key, DecryptMixin):
            raise Refused("The key on the token may not decrypt.")
        oaep = (_DIGESTS[digest], MGF.SHA1, None)
        way = Mechanism.RSA_PKCS_OAEP
        try:
            plain = self.private_key.decrypt(wrapped, mechanism=way, mechanism_param=oaep)
            return cast("bytes", plain)
        except _GONE:
            raise _silent() from None
        except reasons.PKCS11Error:
            raise ValueError from None


@contextmanager
def open_token(
    driver: Path,
    pin: str,
    label: str | None = None,
    *,
    serial: str | None = None,
    is_proof: bool = False,
) -> Iterator[tuple[HardwareKey, ...]]:
    """Log in to a token and yield its RSA keys that have certificates, until the block ends.

    `driver` is the PKCS#11 library of the card's or module's maker; a `label` or a `serial` number
    tells the token from others that are there. A program logs in to a token
    once: where it uses the token already, nobody asks for the PIN again, which will not do where
    that `is_proof` of who somebody is. Raises `Refused` for a wrong PIN and whatever else must be
    mended first, `Unavailable` when there is no token.
    """
    try:
        token = _choose(_tokens(driver), label, serial)
    except reasons.PKCS11Error:
        raise _silent() from None
    session = _log_in(driver, token, pin, is_proof=is_proof)
    try:
        yield _keys_on(session)
    finally:
        _close(session)


def tokens_there(driver: Path, label: str | None = None) -> frozenset[bytes]:
    """Return the serial numbers of the tokens that are there, or of those with a label."""
    try:
        tokens = _tokens(driver)
    except (Refused, reasons.PKCS11Error):
        return frozenset()
    return frozenset(bytes(token.serial) for token in tokens if label in {None, token.label})


def count_tokens(driver: Path) -> int:
    """Load a driver and count the tokens that it sees; raise `Refused` and `Unavailable`."""
    try:
        return len(_tokens(driver))
    except reasons.PKCS11Error:
        raise _silent() from None


def _log_in(driver: Path, token: pkcs11.Token, pin: str, *, is_proof: bool) -> pkcs11.Session:
    try:
        return token.open(user_pin=pin)
    except reasons.UserAlreadyLoggedIn:
        if is_proof:
            raise _silent() from None
        return _beside(token)
    except reasons.PKCS11Error as error:
        _close_all(driver, token.slot.slot_id)
        raise _of_login(error, _flags(token)) from None


def _beside(token: pkcs11.Token) -> pkcs11.Session:
    """Open another session on a token that this program has logged in to."""
    try:
        return token.open()
    except reasons.PKCS11Error:
        raise _silent() from None


def _close_all(driver: Path, slot: int) -> None:
    """Close the session of a login that failed, which python-pkcs11 opens and forgets.

    There is no other one of this program: it would have been logged in.
    """
    with suppress(OSError, AttributeError, ValueError):
        library, functions = ctypes.CDLL(str(driver)), ctypes.POINTER(_Functions)()
        if library.C_GetFunctionList(ctypes.byref(functions)) == 0:
            close = functions.contents.entries[_CLOSE_ALL_SESSIONS]
            ctypes.CFUNCTYPE(ctypes.c_ulong, ctypes.c_ulong)(close)(slot)


class _Functions(ctypes.Structure):
    """The beginning of a driver's list of functions; on Windows without gaps."""

    _pack_ = 1 if sys.platform == "win32" else ctypes.sizeof(ctypes.c_void_p)
    _fields_ = (
        ("version", ctypes.c_ubyte * 2),
        ("entries", ctypes.c_void_p * (_CLOSE_ALL_SESSIONS + 1)),
    )


def _tokens(driver: Path) -> list[pkcs11.Token]:
    try:
        library = pkcs11.lib(str(driver))
    except (RuntimeError, OSError):  # PKCS11Error is a RuntimeError, and so is a missing library
        raise Refused("The token's driver cannot be loaded: {driver}", driver=driver.name) from None
    return list(_readable(library.get_slots(token_present=True)))


def _readable(slots: Iterable[pkcs11.Slot]) -> Iterator[pkcs11.Token]:
    """Yield the tokens in slots; a card of another kind beside one's own is passed over."""
    for slot in slots:
        with suppress(*_NOT_OURS):
            yield slot.get_token()


def _choose(tokens: list[pkcs11.Token], label: str | None, serial: str | None) -> pkcs11.Token:
    ready = [token for token in tokens if token.flags & TokenFlag.TOKEN_INITIALIZED]
    named = [token for token in ready if label in {None, token.label}]
    found = [token for token in named if serial in {None, _serial(token)}]
    if not found:
        raise Unavailable("There is no such card or module. Put it in, then try again.")
    if len(found) > 1:
        raise Refused(
            "There are several cards or modules. Say which one by its label, or take the others"
            " out."
        )
    return found[0]


def _serial(token: pkcs11.Token) -> str:
    """Return a token's serial number, which PKCS#11 fills up with blanks."""
    return bytes(token.serial).decode("utf-8", errors="replace").rstrip(" \0")


def _flags(token: pkcs11.Token) -> TokenFlag:
    """Ask the token anew: what it knows of wrong PINs has changed."""
    try:
        return TokenFlag(token.slot.get_token().flags)
    except reasons.PKCS11Error:
        return TokenFlag(0)


def _of_login(error: reasons.PKCS11Error, flags: TokenFlag) -> SdkError:
    """Return why a token refused the login; PKCS#11 says that few tries are left, not how many."""
    match error:
        case reasons.PinIncorrect() | reasons.PinLenRange() | reasons.PinInvalid():
            return _of_wrong_pin(flags)
        case reasons.PinLocked():
            return PinRefused("The PIN has been wrong too often: the card or module is blocked.")
        case reasons.PinExpired():
            return Refused("The PIN must be changed before it can be used.")
        case _:
            return _silent()


def _of_wrong_pin(flags: TokenFlag) -> SdkError:
    if TokenFlag.USER_PIN_LOCKED & flags:
        return PinRefused("The PIN has been wrong too often: the card or module is blocked.")
    if TokenFlag.USER_PIN_FINAL_TRY & flags:
        return PinRefused("The PIN is wrong. One try is left before the card is blocked.")
    if TokenFlag.USER_PIN_COUNT_LOW & flags:
        return PinRefused("The PIN is wrong. Few tries are left before the card is blocked.")
    return PinRefused("The PIN is wrong.")


def _keys_on(session: pkcs11.Session) -> tuple[HardwareKey, ...]:
    try:
        keys = tuple(_keys(session))
    except reasons.PKCS11Error:  # the card was taken out since
        raise _silent() from None
    if not keys:
        raise Refused("The token has no RSA key with a certificate.")
    return keys


def _keys(session: pkcs11.Session) -> Iterator[HardwareKey]:
    certificates = session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})
    for entry in list(certificates):
        try:
            certificate = x509.load_der_x509_certificate(bytes(entry[Attribute.VALUE]))
        except (ValueError, x509.InvalidVersion):
            continue
        key = _key_of(session, entry[Attribute.ID])
        if key is not None and key.key_type is KeyType.RSA:
            yield HardwareKey(certificate, key)


def _key_of(session: pkcs11.Session, identifier: bytes) -> pkcs11.PrivateKey | None:
    wanted = {Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.ID: identifier}
    found = [key for key in session.get_objects(wanted) if isinstance(key, pkcs11.PrivateKey)]
    return found[0] if found else None


def _close(session: pkcs11.Session) -> None:
    try:
        session.close()
    except reasons.PKCS11Error:
        return  # the card was taken out: nothing is open any longer


def _silent() -> Unavailable:
    return Unavailable("The card or module does not answer.")
