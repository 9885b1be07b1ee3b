"""Which certificates end soon: told of an open client, from what it has opened itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from sdk_desktop.domain.certificate import (
    CertificateOwner,
    CertificateValidity,
    ExpiringCertificate,
)
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.exchange.key_files import write_key
from sdk_desktop.exchange.keys import SoftwareKey
from sdk_desktop.sandbox.cast.organisations import PRACTICE_MAILBOXES
from sdk_desktop.sandbox.network.pki import Issuer
from tests.exchange.issuer import Issuer as Stranger
from tests.exchange.issuer import Wish, rsa_key
from tests.kit.access_point_network import EKDALA, AccessPointNetwork, access_point_network
from tests.kit.sandbox_network import NOON, PersonClient

LAST = datetime(2026, 4, 30, 12, tzinfo=UTC)


@pytest.fixture
def network(tmp_path: Path) -> Iterator[AccessPointNetwork]:
    with access_point_network(tmp_path) as network:
        yield network


def client_until(network: AccessPointNetwork, until: datetime, **more: object) -> PersonClient:
    """A client whose organisation has a key that is published, and good until then."""
    keys = network.sandbox.registry.pki
    key = keys.authority(Issuer.ORGANISATIONS).issue(EKDALA, until=until)
    keys._keys[EKDALA] = (key,)
    return network.at_access_point("Kim Berg", EKDALA, PRACTICE_MAILBOXES, **more)


def test_the_organisations_certificate_is_told_in_time(network: AccessPointNetwork) -> None:
    kim = client_until(network, LAST)

    before = kim.workspace.certificates()
    kim.synchronise()

    assert before == ()  # nothing has been opened yet
    assert kim.workspace.certificates() == (
        ExpiringCertificate(CertificateOwner.ORGANISATION, date(2026, 4, 30), 59, ended=False),
    )


def test_one_that_is_good_for_long_is_not_told(network: AccessPointNetwork) -> None:
    kim = client_until(network, NOON + timedelta(days=61))
    kim.synchronise()
    early = kim.workspace.certificates()
    kim.watch.turn(days=1)
    (one,) = kim.workspace.certificates()

    assert early == ()
    assert (one.days_left, one.ended) == (60, False)


def test_one_that_has_ended_is_told_as_such(network: AccessPointNetwork) -> None:
    kim = client_until(network, LAST)
    kim.synchronise()
    kim.watch.now = LAST
    (on_its_last_day,) = kim.workspace.certificates()
    kim.watch.turn(days=1)
    (afterwards,) = kim.workspace.certificates()

    assert (on_its_last_day.days_left, on_its_last_day.ended) == (0, False)
    assert (afterwards.days_left, afterwards.ended) == (-1, True)


def test_the_clients_own_certificate_is_told_too(
    network: AccessPointNetwork, tmp_path: Path
) -> None:
    wish = Wish("klient", rsa_key(2), since=NOON - timedelta(days=9), until=LAST)
    own = tmp_path / "client.pem"
    own.write_bytes(write_key(SoftwareKey(Stranger().issue(wish), rsa_key(2))))
    kim = client_until(network, LAST, certificate_file=str(own), url="https://127.0.0.1:9/wsplugin")

    with pytest.raises(SdkError):
        kim.synchronise()

    owners = [one.owner for one in kim.workspace.certificates()]
    assert owners == [CertificateOwner.ORGANISATION, CertificateOwner.CLIENT]


def test_a_client_of_a_message_service_has_no_certificates(tmp_path: Path) -> None:
    from tests.kit.sandbox_network import SandboxNetwork

    kim = SandboxNetwork(tmp_path).practice_control()
    kim.synchronise()

    assert kim.workspace.certificates() == ()


def test_days_are_counted_by_the_calendar() -> None:
    term = CertificateValidity(CertificateOwner.CARD, datetime(2026, 12, 24, 1, tzinfo=UTC))

    assert term.days_left(datetime(2026, 11, 25, 23, tzinfo=UTC)) == 29
