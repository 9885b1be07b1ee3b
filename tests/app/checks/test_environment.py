"""Everything in the settings belongs to one environment of the federation, or that is said."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from sdk_desktop.app.checks.environment import EnvironmentClaims, check_environment
from sdk_desktop.domain.envelope import Environment, environment_of_party
from sdk_desktop.exchange.certificates import Certificate, certificate_fingerprint, common_name
from sdk_desktop.exchange.known_issuers import KNOWN_ISSUERS, IssuerUse, KnownIssuer
from sdk_desktop.exchange.trust_files import read_issuers
from tests.exchange.issuer import Issuer

FOLDERS = {"open-test": Environment.OPEN_TEST, "qa": Environment.QA, "prod": Environment.PRODUCTION}
USES = {
    "o2o": IssuerUse.KEYS,
    "smp": IssuerUse.DIRECTORY,
    "access-point": IssuerUse.ACCESS_POINTS,
    "mtls": IssuerUse.CONNECTIONS,
}


@dataclass(frozen=True)
class Known:
    """Issuers that stand for those of the federation, and the table that knows them."""

    live_keys: Certificate
    live_directory: Certificate
    test_keys: Certificate
    test_directory: Certificate
    unknown: Certificate
    public: dict[str, KnownIssuer]

    def claims(self, **changes: object) -> EnvironmentClaims:
        live = {IssuerUse.KEYS: [self.live_keys], IssuerUse.DIRECTORY: [self.live_directory]}
        federation = Environment.PRODUCTION.federation
        whole = EnvironmentClaims(Environment.PRODUCTION, "AP0040-SDK-PROD", federation, live)
        return replace(whole, **changes)  # type: ignore[arg-type]

    def check(self, **changes: object) -> tuple[bool, str]:
        """Return whether the check passes, and what it says."""
        found = check_environment(self.claims(**changes), self.public)
        return found.ok, f"{found.text} {found.advice}".format(**found.values)


@pytest.fixture(scope="module")
def known() -> Known:
    names = ("Keys live", "Directory live", "Keys test", "Directory test", "Somebody")
    made = [Issuer(name).certificate for name in names]
    live = frozenset({Environment.PRODUCTION})
    tests = frozenset({Environment.OPEN_TEST, Environment.QA})
    keys, directory = frozenset({IssuerUse.KEYS}), frozenset({IssuerUse.DIRECTORY})
    rows = [
        (live, keys),
        (live, directory),
        (tests, keys),
        (frozenset({Environment.QA}), directory),
    ]
    public = {
        certificate_fingerprint(one): KnownIssuer(common_name(one), environments, uses)
        for one, (environments, uses) in zip(made, rows, strict=False)
    }
    live_keys, live_directory, test_keys, test_directory, unknown = made
    return Known(live_keys, live_directory, test_keys, test_directory, unknown, public)


def test_what_belongs_together_is_named_with_the_end_of_each(known: Known) -> None:
    ok, said = known.check()

    assert ok
    ends = known.live_keys.not_valid_after_utc.date()
    assert said.startswith(
        f"All belongs to SDK-PROD. Issuers: Keys live ({ends}), Directory live ("
    )


def test_a_test_issuer_in_production_is_named(known: Known) -> None:
    mixed = {
        IssuerUse.KEYS: [known.live_keys, known.test_keys],
        IssuerUse.DIRECTORY: [known.live_directory],
    }

    ok, said = known.check(issuers=mixed)

    assert not ok
    assert said.startswith("Keys test is of OPEN-TEST, SDK-QA, but environment is of SDK-PROD.")


def test_an_access_point_of_another_environment_is_named(known: Known) -> None:
    ok, said = known.check(party="AP0007-SDK-QA")

    assert not ok
    assert said.startswith("AP0007-SDK-QA is of SDK-QA, but environment is of SDK-PROD.")


def test_a_mix_is_found_where_the_settings_name_no_environment(known: Known) -> None:
    mixed = {IssuerUse.KEYS: [known.live_keys], IssuerUse.DIRECTORY: [known.test_directory]}

    ok, said = known.check(chosen=None, party="sandbox", issuers=mixed)

    assert not ok
    assert said.startswith("Directory test is of SDK-QA, but Keys live is of SDK-PROD.")


def test_an_issuer_that_is_trusted_for_what_it_does_not_issue_is_named(known: Known) -> None:
    swapped = {IssuerUse.KEYS: [known.live_directory], IssuerUse.DIRECTORY: [known.live_keys]}

    ok, said = known.check(issuers=swapped)

    assert not ok
    assert said.startswith("Directory live does not issue organisations' keys")


def test_an_issuer_that_nobody_knows_is_said_and_does_not_fail(known: Known) -> None:
    both = {IssuerUse.KEYS: [known.live_keys, known.unknown], IssuerUse.DIRECTORY: []}

    ok, said = known.check(issuers=both)

    assert ok
    assert said.endswith("Not known to this program: Somebody. Ask whoever gave you them.")


def test_where_nothing_tells_the_environment_that_is_said(known: Known) -> None:
    strange = {IssuerUse.KEYS: [known.unknown], IssuerUse.DIRECTORY: [known.unknown]}

    ok, said = known.check(chosen=None, party="sandbox", issuers=strange)

    assert ok
    assert said.startswith("Nothing in the settings tells the environment.")


def test_the_open_test_has_a_federation_of_its_own(known: Known) -> None:
    test = {IssuerUse.KEYS: [known.test_keys], IssuerUse.DIRECTORY: []}

    ok, said = known.check(chosen=Environment.OPEN_TEST, party="AP0007-OPEN-TEST", issuers=test)

    assert not ok
    assert 'federation = "urn:fdc:digg.se:edelivery:federation:test"' in said


@pytest.mark.parametrize(
    ("party", "environment"),
    [
        ("AP0040-SDK-PROD", Environment.PRODUCTION),
        ("AP0001-SDK-QA", Environment.QA),
        ("AP0007-OPEN-TEST", Environment.OPEN_TEST),
        ("AP40-SDK-PROD", None),
        ("AP0040-SDK-PROD2", None),
        ("sandbox", None),
    ],
)
def test_an_access_points_name_tells_its_environment(
    party: str, environment: Environment | None
) -> None:
    assert environment_of_party(party) is environment


def test_every_published_issuer_is_known_with_its_environments_and_uses(artefacts: Path) -> None:
    published: dict[str, tuple[str, set[Environment], set[IssuerUse]]] = {}
    places = [(artefacts / "certs" / one / two, one, two) for one in FOLDERS for two in USES]
    for certificate, one, two in (
        (certificate, one, two)
        for place, one, two in places
        if place.is_dir()
        for certificate in read_issuers(place)
    ):
        key = certificate_fingerprint(certificate)
        _, environments, uses = published.setdefault(key, (common_name(certificate), set(), set()))
        environments.add(FOLDERS[one])
        uses.add(USES[two])

    assert len(published) == 17
    assert {
        key: KnownIssuer(name, frozenset(environments), frozenset(uses))
        for key, (name, environments, uses) in published.items()
    } == KNOWN_ISSUERS
