"""A disk that gets full while the file is written anew: the store stays, and that is said."""

from collections.abc import Callable

import pytest

from sdk_desktop.domain.errors import Unavailable
from sdk_desktop.store import rekeying, rewriting
from sdk_desktop.store.rewriting import _Connection
from sdk_desktop.store.store import Store
from tests.store.letters import letter, query, received

MANY = [letter(text=f"{number} " + "Ett ord. " * 20_000) for number in range(4)]
OTHER = bytes(range(32))


def _nothing(_given: object) -> None:
    """Take whatever there is, and do nothing."""


@pytest.mark.parametrize("pages", [2, 5, 20, 60, 100])
@pytest.mark.parametrize("anew", ["rewritten", "renewed"])
def test_a_store_for_which_there_is_no_room_stays_as_it_is(
    store: Store, monkeypatch: pytest.MonkeyPatch, pages: int, anew: str
) -> None:
    received(store, *MANY)
    real = rewriting.export

    def export(source: _Connection, goes_on: Callable[[], bool]) -> None:
        source.execute(f"PRAGMA built.max_page_count = {pages}").fetchall()
        real(source, goes_on)

    monkeypatch.setattr(rewriting, "export", export)
    monkeypatch.setattr(rekeying, "export", export)
    with pytest.raises(Unavailable, match="The disk is full"):
        store.rewrite() if anew == "rewritten" else store.renew_key(OTHER, _nothing, _nothing)
    monkeypatch.undo()

    with store.read() as stored:
        assert stored.messages.page(query()).total == len(MANY)
    store.rewrite()
