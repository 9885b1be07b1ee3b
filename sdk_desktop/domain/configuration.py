"""What can be set, and what a check of it found."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import urlsplit

from sdk_desktop.domain.clearance import Level
from sdk_desktop.domain.clock import local
from sdk_desktop.domain.envelope import FEDERATION, Environment
from sdk_desktop.domain.errors import Refused

ORGANISATION_ONLY: Mapping[str, bool] = {"organisation_only": True}
"""The metadata of a field that is accepted in the organisation's file and nowhere else."""
IN_FORM = "client_secret_post"
SECRET_METHODS = ("client_secret_basic", IN_FORM)
"""Where a client's secret stands in what it sends: in the header or in the form."""

ALGORITHMS = (
    *("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512", "EdDSA"),
)
"""With which a client may sign what proves who it is."""
LEVEL_CLAIMS = frozenset({"acr", "acrs"})
LANGUAGES = {"sv": "Svenska", "en": "English"}
"""The languages by their codes; each has a catalogue in `resources/i18n`."""
MOST_PERCENT = 500

_ZONE = re.compile(
    r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{1,63}\.?", re.IGNORECASE | re.ASCII
)
_LONGEST_ZONE = 170
"""Characters; a participant's label and scheme stand before it in a name of at most 253."""

_NAME_SERVER = re.compile(r"(?:\[(?P<six>[^\]]+)\]|(?P<four>[^:\[\]]+))(?::(?P<port>[0-9]{1,5}))?")
_DNS_PORT = 53
_LAST_PORT = 65_535
_PROXIES = frozenset({"http", "https", "socks5", "socks5h"})
_THIS_COMPUTER = frozenset({"127.0.0.1", "::1", "localhost"})


class FolderUse(StrEnum):
    """What a folder is chosen for."""

    ATTACH = "attach"
    SAVE = "save"
    """To save an attachment in."""
    CASE = "case"
    """To take messages and receipts out to."""
    EXPORT = "export"
    """For tables, pictures and certificates."""


@dataclass(frozen=True, slots=True)
class Connection:
    """How to reach the organisation's message service and the address book.

    The client proves itself with the private key in `private_key_file` (PKCS#12 or PEM,
    `private_key_jwt`) or, without one, with the secret in `secret_file`, or else with its
    certificate alone. `trusted_file` has issuers (PEM) that are trusted beside those of the
    computer; `certificate_file` is a client certificate with its key (PKCS#12 or PEM) for TLS.

    What the sign-in wants to see can be set: `algorithm` (RFC 7518 §3.1), the usual one of the
    key's kind if ""; `key_id`, the key's name there (`kid`); `audience`, the issuer or another
    text, `token_url` if ""; `scopes`, separated by spaces, those of the API if "";
    `secret_method`, where the secret stands: one of `SECRET_METHODS` (RFC 6749 §2.3.1), in the
    header if "". With an empty `token_url` it is read in the sign-in's metadata at
    `metadata_url`, where it may have an alias for clients with a certificate (RFC 8705 §5); the
    issuer there is the audience then. Raises `Refused` for another algorithm or method.
    """

    service_url: str
    token_url: str
    client_id: str
    address_book_url: str
    secret_file: str = ""
    private_key_file: str = ""
    trusted_file: str = ""
    certificate_file: str = ""
    certificate_password_file: str = ""
    private_key_password_file: str = ""
    algorithm: str = ""
    key_id: str = ""
    audience: str = ""
    scopes: str = ""
    secret_method: str = ""
    metadata_url: str = ""

    def __post_init__(self) -> None:
        """Look at what is given."""
        if self.secret_method and self.secret_method not in SECRET_METHODS:
            raise Refused(
                "The secret_method in the settings must be one of {known}.",
                known=", ".join(SECRET_METHODS),
            )
        if self.algorithm and self.algorithm not in ALGORITHMS:
            raise Refused(
                "The algorithm of the client's key in the settings must be one of {known}.",
                known=", ".join(ALGORITHMS),
            )


@dataclass(frozen=True, slots=True)
class CardReader:
    """How to reach smart cards: the PKCS#11 library of the card's maker, and the card's label.

    Without a label the only card that is there is used.
    """

    driver: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Login:
    """The organisation's login service (OpenID Connect), where the client is a public client.

    `acr_2` to `acr_4` are the names (`acr` values) that the service gives the levels of
    assurance, several separated by spaces, "" for those that it does not know. Raises `Refused`
    when the settings cannot be meant.

    The organisation alone decides the rest. `level_claim` is the claim that carries the names:
    `acr`, or `acrs` of Entra ID. Where the service names none that the settings know, its word is
    worth `issuer_level`, 0 for nothing. With `single_sign_on` the browser's session lets a person
    in without being asked again.
    """

    issuer: str
    client_id: str
    acr_2: str = ""
    acr_3: str = ""
    acr_4: str = ""
    level_claim: str = field(default="acr", metadata=ORGANISATION_ONLY)
    issuer_level: int = field(default=0, metadata=ORGANISATION_ONLY)
    single_sign_on: bool = field(default=False, metadata=ORGANISATION_ONLY)

    def __post_init__(self) -> None:
        """Check the values."""
        if not is_safe(self.issuer) or not {"?", "#"}.isdisjoint(self.issuer):
            raise Refused("The login service's address in the settings must begin with https://.")
        if not self.client_id.strip():
            raise Refused("The settings do not say the client_id at the login service.")
        names = f"{self.acr_2} {self.acr_3} {self.acr_4}".split()
        if len(set(names)) < len(names):
            raise Refused("Each level of the login service needs names of its own in the settings.")
        if self.level_claim not in LEVEL_CLAIMS or not 0 <= self.issuer_level <= Level.HIGHEST:
            raise Refused(
                "The login service's levels in the settings need the claim acr or acrs, and a level"
                " from 1 to 4."
            )

    @property
    def levels(self) -> Mapping[str, Level]:
        """The levels by the names that the login service gives them, the lowest first."""
        named = {Level.MEDIUM: self.acr_2, Level.HIGH: self.acr_3, Level.HIGHEST: self.acr_4}
        return {name: level for level, names in named.items() for name in names.split()}

    @property
    def otherwise(self) -> Level:
        """The level of a login for which the service names none that the settings know."""
        return Level(self.issuer_level or Level.LOW)

    def names(self, level: Level) -> tuple[str, ...]:
        """Return the names that the login service gives a level and those above it."""
        return tuple(name for name, one in self.levels.items() if one >= level)


@dataclass(frozen=True, slots=True)
class Discovery:
    """How other organisations' certificates are found: by DNS, at the publishers of metadata.

    `zone` is that of the federation's environment. `smp_issuers` is a file or folder with the
    certificates of those who issue publishers' certificates, Digg's "Rot CA eDelivery SMP-…".
    `dns_servers` are addresses with or without a port, separated by spaces, such as
    `192.0.2.1 192.0.2.2:5353 [2001:db8::1]:53`; without any, those of the network are asked.
    `environment` is OPEN-TEST, SDK-QA or SDK-PROD, "" where the settings do not say.
    Raises `Refused` when the settings cannot be meant.
    """

    zone: str
    smp_issuers: str
    dns_servers: str = ""
    environment: str = ""

    def __post_init__(self) -> None:
        """Check the values."""
        if not _ZONE.fullmatch(self.zone) or len(self.zone) > _LONGEST_ZONE:
            raise Refused("The federation's zone in the settings is not a name of DNS.")
        if not self.smp_issuers.strip():
            raise Refused("The settings do not say where the publishers' issuers are.")
        _ = self.servers
        if self.environment and self.chosen is None:
            known = ", ".join(Environment)
            raise Refused("The environment in the settings must be one of {known}.", known=known)

    @property
    def chosen(self) -> Environment | None:
        """The environment, if the settings say which."""
        return next((one for one in Environment if one.value == self.environment), None)

    @property
    def servers(self) -> tuple[tuple[str, int], ...]:
        """The name servers to ask, each by its address and port."""
        return tuple(map(_name_server, self.dns_servers.split()))


@dataclass(frozen=True, slots=True)
class AccessPointConnection:
    """How to reach the organisation's access point, where it has no message service.

    `url` is that of the WS plugin (Domibus, Harmony) and `party` the access point's own name, such
    as `AP0040-SDK-PROD`; the client proves itself by `user` and the password in `password_file`, or
    by `certificate_file` (PKCS#12 or PEM), or both. `trusted_file` has the issuers (PEM) of the
    access point's own certificate, if the computer does not know them.

    `key` is the organisation's key (O2O): a file, or `pkcs11:token=LABEL?module-path=DRIVER`; its
    password or PIN is in `key_password_file`. `issuers` is a folder with the certificates of those
    who issue other organisations' keys. While an issuer cannot be asked whether a certificate is
    revoked messages wait; with `revocation_soft_fail` it counts as not revoked. `scanner` is the
    socket or `host:port` of ClamAV's clamd; while it is down messages wait if they `must_scan`.
    """

    url: str
    party: str
    key: str
    issuers: str
    address_book_url: str
    key_password_file: str = ""
    user: str = ""
    password_file: str = ""
    certificate_file: str = ""
    certificate_password_file: str = ""
    trusted_file: str = ""
    revocation_soft_fail: bool = False
    scanner: str = ""
    must_scan: bool = True
    federation: str = FEDERATION


_HOURS = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d-(?:[01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person may choose; `language` is `sv` or `en`, `idle_minutes` locks the window.

    With `dense_rows` a message takes one line in the list instead of two. With `notices` the
    system tells what is new, but not in the `quiet_hours` of the day, such as `17:00-07:30`.
    Raises `ValueError` for another language, a text that no screen could show, or other hours.
    """

    language: str = "sv"
    text_percent: int = 100
    idle_minutes: int = 10
    dense_rows: bool = False
    notices: bool = True
    quiet_hours: str = ""

    def __post_init__(self) -> None:
        """Check the values."""
        if self.quiet_hours and not _HOURS.fullmatch(self.quiet_hours):
            raise ValueError("These are no hours.")
        if self.language not in LANGUAGES or not 0 < self.text_percent <= MOST_PERCENT:
            raise ValueError("Nobody can have chosen this.")

    def are_told(self, now: datetime) -> bool:
        """Return whether the system is to tell now what is new."""
        if not self.quiet_hours:
            return self.notices
        begin, _, end = self.quiet_hours.partition("-")
        time = f"{local(now):%H:%M}"
        quiet = begin <= time < end if begin <= end else not end <= time < begin
        return self.notices and not quiet


@dataclass(frozen=True, slots=True)
class Network:
    """By which proxy other systems are reached, where the computer's own settings are not to count.

    `proxy` is an address such as `http://proxy.example.se:8080` or `socks5://…`, "" for what the
    computer's settings say. `without_proxy` are hosts, with spaces between them, that are reached
    without it, and so is all below them. Raises `Refused` when they cannot be meant.
    """

    proxy: str = ""
    without_proxy: str = ""

    def __post_init__(self) -> None:
        """Check the values."""
        try:
            parts = urlsplit(self.proxy)
            is_whole = bool(parts.scheme in _PROXIES and parts.hostname and parts.port)
        except ValueError:
            is_whole = False
        if self.proxy and not is_whole:
            raise Refused(
                "The proxy in the settings must be written as http://proxy.example.se:8080."
            )

    @property
    def direct_hosts(self) -> tuple[str, ...]:
        """The hosts that are reached without the proxy."""
        return tuple(name.strip(".").lower() for name in self.without_proxy.split())

    def reaches_directly(self, host: str) -> bool:
        """Return whether a host is reached without the proxy."""
        return any(f".{host.lower()}".endswith(f".{one}") for one in self.direct_hosts)


@dataclass(frozen=True, slots=True)
class Updates:
    """Where the organisation says which version of the client is the newest that it installs.

    `url` is a small file, and `url` with `.minisig` its signature; `key` is the public key that
    must have made it, as minisign prints it. The organisation alone decides both. Raises `Refused`
    when they cannot be meant.
    """

    url: str = field(metadata=ORGANISATION_ONLY)
    key: str = field(metadata=ORGANISATION_ONLY)

    def __post_init__(self) -> None:
        """Check the values."""
        if not is_safe(self.url):
            raise Refused("The address of updates in the settings must begin with https://.")


@dataclass(frozen=True, slots=True)
class Check:
    """One result of a check: what was tried, whether it works, what was seen, what to do.

    `values` fill the `{names}` in `text`, as an error's do.
    """

    name: str
    ok: bool
    text: str
    advice: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


def _name_server(text: str) -> tuple[str, int]:
    parts = _NAME_SERVER.fullmatch(text)
    try:
        address = str(ip_address(parts["six"] or parts["four"])) if parts else ""
    except ValueError:
        address = ""
    port = int((parts and parts["port"]) or _DNS_PORT)
    if not address or not 0 < port <= _LAST_PORT:
        raise Refused("A name server in the settings is not an address: {server}", server=text)
    return address, port


def is_this_computer(host: str) -> bool:
    """Return whether a host is the computer itself."""
    return host in _THIS_COMPUTER


def is_safe(address: str) -> bool:
    """Return whether nobody can listen on the way to an address: https, or this computer itself."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    if not host or "@" in parts.netloc or not address.isprintable() or " " in address:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and host in _THIS_COMPUTER)
