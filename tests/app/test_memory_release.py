"""Clearing freed memory; tests/test_memory.py searches the memory of a whole client."""

import weakref

from sdk_desktop.app.memory_release import MemoryRelease


class Ring:
    """Something that refers to itself."""

    def __init__(self) -> None:
        self.self = self


def test_what_refers_to_itself_only_is_freed() -> None:
    ring = Ring()
    seen = weakref.ref(ring)
    del ring

    MemoryRelease().forget()

    assert seen() is None


def test_what_is_still_needed_stays_as_it_is() -> None:
    kept = [f"Meddelande {number}" for number in range(1000)]

    MemoryRelease().forget()

    assert kept[::333] == ["Meddelande 0", "Meddelande 333", "Meddelande 666", "Meddelande 999"]
