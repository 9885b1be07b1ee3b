import errno

import pytest
from sqlcipher3 import dbapi2

from sdk_desktop.domain.errors import Refused, SdkError, Unavailable
from sdk_desktop.store.errors import translate_engine_errors
from sdk_desktop.store.store_file import translate_file_errors


def said(name: str) -> Exception:
    error = dbapi2.OperationalError("what the engine says")
    error.sqlite_errorname = name
    assert isinstance(error, Exception)
    return error


@pytest.mark.parametrize(
    ("name", "kind", "text"),
    [
        ("SQLITE_BUSY_SNAPSHOT", Unavailable, "is busy"),
        ("SQLITE_FULL", Unavailable, "disk is full"),
        ("SQLITE_IOERR_WRITE", Unavailable, "does not answer"),
        ("SQLITE_READONLY_DIRECTORY", Refused, "may not be written"),
        ("SQLITE_CANTOPEN", Refused, "may not be written"),
        ("SQLITE_CORRUPT_INDEX", Refused, "is damaged"),
        ("SQLITE_NOTADB", Refused, "is damaged"),
    ],
)
def test_what_the_engine_says_is_said_in_plain_words(
    name: str, kind: type[SdkError], text: str
) -> None:
    with pytest.raises(kind, match=text), translate_engine_errors():
        raise said(name)


def test_what_is_not_expected_stays_a_bug() -> None:
    with pytest.raises(dbapi2.OperationalError), translate_engine_errors():
        raise said("SQLITE_CONSTRAINT_CHECK")


def test_what_the_engine_finds_no_memory_for_is_said() -> None:
    with pytest.raises(Refused, match="cannot be read"), translate_engine_errors():
        raise MemoryError


def test_a_full_disk_is_said_as_what_it_is() -> None:
    with pytest.raises(Unavailable, match="disk is full"), translate_file_errors():
        raise OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(Refused, match="Input/output error"), translate_file_errors():
        raise OSError(errno.EIO, "Input/output error")
