from datetime import UTC, datetime

from sdk_desktop.domain.message import Document, File, Message, Party, new_id
from tests.kit.messages import message_between

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NOBODY = Party("0203:example.se")


def message(*documents: Document) -> Message:
    return message_between(NOBODY, NOBODY, documents=documents)


def order(*indices: str | None) -> list[str]:
    documents = (
        Document(str(place), index=index, texts=(str(place),))
        for place, index in enumerate(indices)
    )
    return list(message(*documents).texts)


def test_documents_come_by_their_index_as_numbers() -> None:
    assert order("10", "9", "1") == ["2", "1", "0"]


def test_documents_without_an_index_keep_their_place_at_the_end() -> None:
    assert order(None, "2", "", "1", "x", "²") == ["3", "1", "0", "2", "4", "5"]


def test_an_index_of_any_length_is_no_trouble() -> None:
    assert order("9" * 10_000, "1", None) == ["1", "0", "2"]


def test_files_come_in_the_order_of_the_documents() -> None:
    first, second = File("a", "x/y", b"1"), File("b", "x/y", b"2")

    both = message(Document("d", index="2", files=(second,)), Document("e", "", "1", (first,)))

    assert both.files == (first, second)


def test_a_message_without_content_keeps_the_names() -> None:
    bare = message(Document("d", files=(File("a", "x/y", b"1"),))).without_content()

    assert bare.files == (File("a", "x/y", b""),)


def test_content_is_never_shown_by_accident() -> None:
    assert "hemligt" not in repr(File("a", "x/y", b"hemligt"))


def test_a_party_without_a_function_has_nothing() -> None:
    assert (NOBODY.function, NOBODY.references, NOBODY.persons) == ("", (), ())


def test_identifiers_are_never_the_same() -> None:
    assert new_id() != new_id()
