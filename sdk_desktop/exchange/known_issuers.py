"""The issuers of certificates that are public in the federation's environments.

Source: transport.md §7.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sdk_desktop.domain.envelope import Environment


class IssuerUse(StrEnum):
    """What an issuer's certificates are for (transport.md §7.1)."""

    KEYS = "keys"
    DIRECTORY = "directory"
    ACCESS_POINTS = "access points"
    CONNECTIONS = "connections"


@dataclass(frozen=True, slots=True)
class KnownIssuer:
    """An issuer that the federation has published; `uses` and `environments` are all of its own."""

    name: str
    environments: frozenset[Environment]
    uses: frozenset[IssuerUse]


_TESTS = frozenset({Environment.OPEN_TEST, Environment.QA})
_LIVE = frozenset({Environment.PRODUCTION})
_OPEN = frozenset({Environment.OPEN_TEST})
_QA = frozenset({Environment.QA})
_KEYS = frozenset({IssuerUse.KEYS})
_KEYS_AND_CONNECTIONS = frozenset({IssuerUse.KEYS, IssuerUse.CONNECTIONS})
_DIRECTORY = frozenset({IssuerUse.DIRECTORY})
_ACCESS_POINTS = frozenset({IssuerUse.ACCESS_POINTS})

KNOWN_ISSUERS: Final[Mapping[str, KnownIssuer]] = {
    "fd8e5f0864e0a8ccaf7b2f3a53858411e63c3d9dff044893e73bef593ee94efb": KnownIssuer(
        "Accesspunkt CA-OPEN-TEST", _OPEN, _ACCESS_POINTS
    ),
    "e005631c678a2303a15409b1be93b54316023892dd68886063977e8aea65cf51": KnownIssuer(
        "Accesspunkt CA-SDK-PROD", _LIVE, _ACCESS_POINTS
    ),
    "e00c280409aecf513f0c2986625c71cb305d5b1b9b8899bbfac8e6d0142d6d40": KnownIssuer(
        "Accesspunkt CA-SDK-QA", _QA, _ACCESS_POINTS
    ),
    "db5b25488cbd041fac9b2f35e4b96259bbb2c09aa460139efbd84ba9ac49ce98": KnownIssuer(
        "Rot CA eDelivery Accesspunkt - QA", _QA, _ACCESS_POINTS
    ),
    "f0761a63779a07313a939435dcd11250b7c692464a55a68e5e2f454bf0702b48": KnownIssuer(
        "Rot CA eDelivery Accesspunkt-PROD", _LIVE, _ACCESS_POINTS
    ),
    "7d59abdf8e9bb610c2d166ac794a7607661d6075d9969198b5df8ea60778dce0": KnownIssuer(
        "Rot CA eDelivery Accesspunkt-TEST", _OPEN, _ACCESS_POINTS
    ),
    "e388fc9ca3b63ea6c06f82856676f698eeaa25b7dbfc9670f2f7bb7ff100b8e4": KnownIssuer(
        "SITHS e-id Function CA v1", _LIVE, _KEYS_AND_CONNECTIONS
    ),
    "8767260ac829d833c30af23857cbf8a2304bfda445303dfce5043afa73e584c1": KnownIssuer(
        "SITHS e-id Root CA v2", _LIVE, _KEYS_AND_CONNECTIONS
    ),
    "9205bce83ecd2c466e69dfb94545ba19defca809bbbfe436a753fa58e669a55e": KnownIssuer(
        "TEST SITHS e-id Function CA v1", _TESTS, _KEYS_AND_CONNECTIONS
    ),
    "217ee0fab01427c86988758e3a6b2297b18320d00e1fb7c75e52c41988755307": KnownIssuer(
        "TEST SITHS e-id Root CA v2", _TESTS, _KEYS_AND_CONNECTIONS
    ),
    "05f82249ec8f1273eeddd99df30bbb698a55c2d6dfc52f0622241d1f5a237dc8": KnownIssuer(
        "ExpiTrust EID CA v4", _LIVE, _KEYS
    ),
    "dd43bb65b3468cb26ade681f18bf7b0bea23a4be84ef66a2f33f9394f3ed3fdf": KnownIssuer(
        "ExpiTrust Test CA v8", _TESTS, _KEYS
    ),
    "9e33f71149b4e8e17df3d909db47afcb57830e7d56b3317a214295f1779b3ae0": KnownIssuer(
        "Swedish Public Sector Function CA v3", _LIVE, _KEYS
    ),
    "5e22ee888439a2ac889bac1e27ef595ec0a41b984aba1200c90140ff343354eb": KnownIssuer(
        "Swedish Public Sector Function CA v3 SAT", _TESTS, _KEYS
    ),
    "562b274703ea29ce2d3aa284124148bf89118b1f11b49874d1ad5196b9a3ee2c": KnownIssuer(
        "Rot CA eDelivery SMP-PROD", _LIVE, _DIRECTORY
    ),
    "a908f5eec6feaaa09dc2e1429c84f26b7ae687e2d01d572a7717f5be9f776608": KnownIssuer(
        "Rot CA eDelivery SMP-QA", _QA, _DIRECTORY
    ),
    "8149724c8683d7d0b28a906be41eb2e01b28adfbffc23dd6a6dd3e535e1d0b52": KnownIssuer(
        "Rot CA eDelivery SMP-TEST", _OPEN, _DIRECTORY
    ),
}
"""By the fingerprint (SHA-256, hexadecimal) of their certificates."""
