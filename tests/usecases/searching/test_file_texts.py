"""Which files are read for the search, and which of them hold what was searched for."""

from dataclasses import replace

from sdk_desktop.domain.message import File
from sdk_desktop.usecases.searching.search_text import sought_words
from tests.kit.files.foreign_files import letter as paper
from tests.kit.files.foreign_files import picture
from tests.kit.sandbox_network import PersonClient
from tests.usecases.arrivals import arrived, letter


def test_files_that_may_hold_a_text_are_handed_out_others_without_their_content(
    kim: PersonClient,
) -> None:
    texts = kim.workspace.attached_texts
    document = paper(b"Hej")
    arrived(kim, letter(File("a.pdf", "application/pdf", document)))
    arrived(kim, letter(File("b.png", "image/png", picture("PNG"))))

    first = texts.next()
    assert first is not None
    texts.keep(first.key, "")
    second = texts.next()
    assert second is not None
    texts.keep(second.key, "Hej")

    assert (first.content, second.content) == (b"", document)
    assert texts.next() is None


def test_it_is_told_in_which_files_of_a_message_something_was_found(kim: PersonClient) -> None:
    texts = kim.workspace.attached_texts
    files = (File(name, "text/plain", b"x") for name in ("a.txt", "b.txt"))
    row = arrived(kim, letter(*files))
    keys = [one.key for one in kim.workspace.inbox.open(row).attachments]
    texts.keep(keys[0], "Inget här")
    texts.keep(keys[1], "En Vårdplan för Alva")

    sought = sought_words("vårdpl", kim.watch())

    assert texts.holding(row, sought) == {keys[1]: "Vårdplan"}
    assert kim.workspace.inbox.search("vårdplan").headlines[0].row == row


def test_the_organisation_may_have_no_files_read(kim: PersonClient) -> None:
    actor = kim.workspace.attached_texts._actor
    before = kim.workspace.attached_texts.wanted
    actor.policy = replace(actor.policy, search_files=False)

    assert (before, kim.workspace.attached_texts.wanted) == (True, False)
