"""Ways to spoil a login, and what is then said."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from sdk_desktop.domain.errors import SdkError
from tests.auth.login.issuer import Issuer

Spoil = Callable[[Issuer], object]
BUSY = "The login service is busy or has a fault. Try again later."
UNREADABLE = "The login service gave an answer that cannot be read."
NO_CLIENT = "The login service does not know this client. Check the settings."
WEAK = "You logged in in a way that is not strong enough here. Choose a stronger one."


def refusal(issuer: Issuer, **given: Any) -> SdkError:  # noqa: ANN401 - whatever a login takes
    with pytest.raises(SdkError) as raised:
        issuer.log_in(**given)
    return raised.value


def not_trusted(what: str) -> str:
    return f"The login service's answer cannot be trusted ({what})."


def says(**claims: object) -> Spoil:
    return lambda issuer: issuer.claims.update(claims)


def signs(algorithm: str, key: Any, **header: object) -> Spoil:  # noqa: ANN401 - any key at all
    def spoil(issuer: Issuer) -> None:
        issuer.algorithm, issuer.key = algorithm, key
        issuer.header = {"kid": "one"} | header

    return spoil


def publishes(*keys: dict[str, object]) -> Spoil:
    return lambda issuer: setattr(issuer, "keys", list(keys))


def pays(payload: bytes) -> Spoil:
    return lambda issuer: setattr(issuer, "payload", payload)


def gives(**fields: object) -> Spoil:
    return lambda issuer: issuer.answers.update(
        token=httpx.Response(200, content=json.dumps(fields))
    )


def both(*spoils: Spoil) -> Spoil:
    return lambda issuer: [spoil(issuer) for spoil in spoils]


def brings(**query: str | None) -> Spoil:
    return lambda issuer: issuer.brought.update(query)
