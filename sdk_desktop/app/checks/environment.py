"""A check that everything in the settings belongs to one environment of the federation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sdk_desktop.app.checks.attempt import fails, works
from sdk_desktop.domain.clock import local
from sdk_desktop.domain.configuration import Check
from sdk_desktop.domain.envelope import Environment, environment_of_party
from sdk_desktop.exchange.certificates import (
    Certificate,
    certificate_fingerprint,
    common_name,
)
from sdk_desktop.exchange.known_issuers import KNOWN_ISSUERS, IssuerUse, KnownIssuer

_PUBLIC: Mapping[str, KnownIssuer] = KNOWN_ISSUERS


@dataclass(frozen=True, slots=True)
class EnvironmentClaims:
    """What the settings say of the environment.

    `chosen` is the one named there, if any; `issuers` are by what they are trusted for.
    """

    chosen: Environment | None
    party: str
    federation: str
    issuers: Mapping[IssuerUse, Sequence[Certificate]]


def check_environment(
    claims: EnvironmentClaims, public: Mapping[str, KnownIssuer] = _PUBLIC
) -> Check:
    """Check that the access point, the federation and all known issuers are of one environment.

    `public` are the issuers that are known, by their fingerprints.
    """
    misused = next(_misused(claims, public), None)
    if misused is not None:
        return misused
    environment, fault = _agreed(dict(_claimed(claims, public)))
    if fault is not None:
        return fault
    unknown = ", ".join(_unknown(claims, public))
    advice = "Not known to this program: {unknown}. Ask whoever gave you them." if unknown else ""
    if environment is None:
        return works("Nothing in the settings tells the environment.", advice, unknown=unknown)
    if claims.federation != environment.federation:
        return fails(
            "The federation in the settings is not that of {environment}.",
            'Write federation = "{federation}" in the settings.',
            environment=environment.value,
            federation=environment.federation,
        )
    known = ", ".join(_described(claims, public)) or "–"
    text = "All belongs to {environment}. Issuers: {known}"
    return works(text, advice, environment=environment.value, known=known, unknown=unknown)


def _issuers(
    claims: EnvironmentClaims, public: Mapping[str, KnownIssuer]
) -> Iterator[tuple[IssuerUse, Certificate, KnownIssuer | None]]:
    """Return each issuer with what it is trusted for, and what is known of it."""
    for use, certificates in claims.issuers.items():
        for certificate in certificates:
            yield use, certificate, public.get(certificate_fingerprint(certificate))


def _misused(claims: EnvironmentClaims, public: Mapping[str, KnownIssuer]) -> Iterator[Check]:
    for use, _, known in _issuers(claims, public):
        if known is not None and use not in known.uses:
            text = (
                "{name} does not issue organisations' keys, but is trusted for them."
                if use is IssuerUse.KEYS
                else "{name} does not sign for directories, but is trusted for it."
            )
            yield fails(text, _TAKE_OUT, name=known.name)


def _claimed(
    claims: EnvironmentClaims, public: Mapping[str, KnownIssuer]
) -> Iterator[tuple[str, frozenset[Environment]]]:
    """Return what tells an environment, and which ones that may be."""
    if claims.chosen is not None:
        yield "environment", frozenset({claims.chosen})
    named = environment_of_party(claims.party)
    if named is not None:
        yield claims.party, frozenset({named})
    for _, _, known in _issuers(claims, public):
        if known is not None:
            yield known.name, known.environments


def _agreed(
    claimed: Mapping[str, frozenset[Environment]],
) -> tuple[Environment | None, Check | None]:
    """Return the one environment that all claims allow, or the check that fails."""
    allowed, first = frozenset(Environment), ""
    for name, environments in claimed.items():
        if not allowed & environments:
            return None, fails(
                "{name} is of {other}, but {first} is of {environment}.",
                _TAKE_OUT,
                name=name,
                first=first,
                other=_names(environments),
                environment=_names(allowed),
            )
        if not allowed <= environments:
            allowed, first = allowed & environments, name
    return (next(iter(allowed)) if len(allowed) == 1 else None), None


def _unknown(claims: EnvironmentClaims, public: Mapping[str, KnownIssuer]) -> Iterator[str]:
    for _, certificate, known in _issuers(claims, public):
        if known is None:
            yield common_name(certificate)


def _described(claims: EnvironmentClaims, public: Mapping[str, KnownIssuer]) -> Iterator[str]:
    for _, certificate, known in _issuers(claims, public):
        if known is not None:
            yield f"{known.name} ({local(certificate.not_valid_after_utc).date()})"


def _names(environments: frozenset[Environment]) -> str:
    return ", ".join(one.value for one in Environment if one in environments)


_TAKE_OUT = "Take it out of the settings, or fetch what belongs to your environment."
