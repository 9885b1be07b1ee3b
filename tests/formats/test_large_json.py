import json
from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdk_desktop.formats.json_fields import read_json
from sdk_desktop.formats.large_json import LONG, MOST_MEMBERS, PIECE, ContentMarks, read_large_json

LARGE = b64encode(bytes(range(256)) * 256).decode()
BROKEN = [
    b'{"content": "' + b"A" * LONG,
    b'{"content": ' + b"A" * LONG + b'"}',
    b'{"a": "b"content": "' + b"A" * LONG + b'"}',
    b'"content',
    b'{"content"',
    b'{"content"  :  ',
]
VALUES = st.recursive(
    st.none() | st.integers() | st.sampled_from((LARGE, LARGE[4:], '"content":"x', "a\\", "å")),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(("content", "a", '"content', "b\\")), inner, max_size=3)
    ),
    max_leaves=8,
)


def plain(value: object) -> object:
    """Return a document with texts where it was left in place."""
    match value:
        case memoryview():
            return bytes(value).decode()
        case dict():
            return {name: plain(inner) for name, inner in value.items()}
        case list():
            return [plain(inner) for inner in value]
        case _:
            return value


@given(VALUES, st.booleans(), st.sampled_from((None, 1)))
def test_a_document_says_the_same_as_when_it_is_read_whole(
    document: object, ascii_only: bool, indent: int | None
) -> None:
    data = json.dumps(document, ensure_ascii=ascii_only, indent=indent).encode()

    assert plain(read_large_json(data)) == read_json(data) == document


def test_a_long_content_stays_where_it_is() -> None:
    data = json.dumps({"files": [{"content": LARGE}, {"content": "c2hvcnQ="}]}).encode()

    first, second = read_large_json(data)["files"]

    assert first["content"].obj is data
    assert second["content"] == "c2hvcnQ="


def test_a_content_with_escapes_is_read_as_any_text() -> None:
    data = json.dumps({"content": f"/{LARGE}"}).replace("/", "\\/").encode()

    assert read_large_json(data) == {"content": f"/{LARGE}"}


@pytest.mark.parametrize("data", BROKEN)
def test_what_is_no_json_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"Expecting|Unterminated|delimiter|double quotes"):
        read_large_json(data)


def test_names_without_number_are_read_as_any_document() -> None:
    names = ["content"] * (MOST_MEMBERS + 1)
    data = json.dumps({"a": names, "content": LARGE}).encode()

    assert read_large_json(data) == {"a": names, "content": LARGE}


@pytest.mark.parametrize("size", [0, 1, 2, 3, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE + 2])
def test_a_document_is_written_in_pieces_as_often_as_it_is_asked_for(size: int) -> None:
    marks, file = ContentMarks(), bytes(size)
    body = marks.body({"å": marks.mark(file), "b": marks.mark(b"x")})

    written = b"".join(body)

    assert json.loads(written) == {"å": b64encode(file).decode(), "b": "eA=="}
    assert (body.size, b"".join(body)) == (len(written), written)
