"""The keys and certificates of a sandbox, made once in a process: making one takes a while."""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from functools import cache
from threading import Lock

from cryptography.hazmat.primitives.asymmetric import rsa

from sdk_desktop.sandbox.cast.organisations import organisations
from sdk_desktop.sandbox.network.pki import Issuer, SandboxPki
from tests.kit.sandbox_network import NOON

ADDRESS = "https://sandbox.example.se"
EXPONENT = 65_537

_generate = rsa.generate_private_key
_ONE_AT_A_TIME = Lock()


def prepared_pki(address: str = ADDRESS) -> SandboxPki:
    """Return keys for everybody, of which a test may revoke and renew what it likes.

    The certificates say that the sandbox is at `address`.
    """
    return deepcopy(_prepared(address))


@cache
def _prepared(address: str) -> SandboxPki:
    pki = SandboxPki(NOON, address)
    for organisation in organisations():
        pki.keys(organisation.participant)
    pki.other_key(Issuer.PUBLISHER, "SMP0001-SANDBOX")
    pki.other_key(Issuer.ACCESS_POINTS, "AP0001-SANDBOX")
    return pki


def generate_quickly(
    public_exponent: int, key_size: int, backend: object = None
) -> rsa.RSAPrivateKey:
    """Return a new key as `rsa.generate_private_key` does, of primes that other keys have, too.

    Finding primes is what takes long: six are found for fifteen keys.
    """
    assert public_exponent == EXPONENT
    with _ONE_AT_A_TIME:
        p, q = next(_pairs(key_size))
    d = pow(EXPONENT, -1, (p - 1) * (q - 1))
    more = rsa.rsa_crt_dmp1(d, p), rsa.rsa_crt_dmq1(d, q), rsa.rsa_crt_iqmp(p, q)
    numbers = rsa.RSAPrivateNumbers(p, q, d, *more, rsa.RSAPublicNumbers(EXPONENT, p * q))
    return numbers.private_key(unsafe_skip_rsa_key_validation=True)


@cache
def _pairs(bits: int) -> Iterator[tuple[int, int]]:
    """Return all pairs of primes; each is yielded once in a process, for each size of key."""
    return combined(_primes(bits))


def _primes(bits: int) -> Iterator[int]:
    while True:
        numbers = _generate(EXPONENT, bits).private_numbers()
        yield from (numbers.p, numbers.q)


def combined(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield each pair of numbers once; none is asked for before all pairs of the others came."""
    known: list[int] = []
    for number in numbers:
        yield from ((number, older) for older in known)
        known.append(number)
