"""Answering, complementing and sending again, by message.md §Acts on messages."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sdk_desktop.domain.audit import AuditKind
from sdk_desktop.domain.clearance import PassphraseProof
from sdk_desktop.domain.delivery import Status
from sdk_desktop.domain.draft import Act, DraftRecipient
from sdk_desktop.domain.errors import ProofNeeded, Refused
from sdk_desktop.domain.incoming import Unreadable, Waiting
from sdk_desktop.domain.message import LABEL_LIMIT, File, Message, Person
from sdk_desktop.domain.roles import Role
from tests.kit.sandbox_network import PASSPHRASE, SOCIAL, PersonClient, colleague_of
from tests.usecases.arrivals import AKUTEN, DOCTOR, OURS, THEIRS, arrived, letter


def sent(client: PersonClient, message_id: str) -> tuple[int, Message]:
    """Return a message that we sent, and its row."""
    with client.workspace._store.read() as stored:
        row = stored.messages.row_of(message_id)
        assert row is not None
        return row, stored.messages.whole(message_id)


def test_an_answer_keeps_the_conversation_and_each_side_its_references(kim: PersonClient) -> None:
    message = letter(conversation_id="aaaaaaaa-0000-4000-8000-000000000000")

    draft = kim.workspace.drafts.answer(arrived(kim, message))

    assert draft.act is Act.ANSWER
    assert draft.mailbox == SOCIAL
    assert (draft.own_references, draft.their_references) == ((OURS,), (THEIRS,))
    assert draft.persons == (DOCTOR,)
    assert draft.conversation_id == message.conversation_id
    assert draft.ref_to_message_id == message.message_id
    assert draft.recipients == (
        DraftRecipient("0203:regionekelund.example.se", "Region Ekelund", AKUTEN, "Akuten"),
    )
    assert (draft.text, draft.files) == ("", ())


def test_an_answer_that_is_begun_is_gone_on_with(kim: PersonClient) -> None:
    drafts, row = kim.workspace.drafts, arrived(kim, letter())
    pdf = File("beslut.pdf", "application/pdf", b"%PDF-")
    begun = replace(drafts.answer(row), text="Vi kommer", files=(pdf,))
    drafts.save(begun)

    again = drafts.answer(row)
    drafts.discard(begun.key)
    anew = drafts.answer(row)

    assert (again.key, again.text, again.files) == (begun.key, "Vi kommer", (pdf,))
    assert (anew.text, anew.files) == ("", ())
    assert anew.key != begun.key


def test_an_answer_that_is_sent_says_all_that(kim: PersonClient) -> None:
    message = letter()
    draft = kim.workspace.drafts.answer(arrived(kim, message))

    _, answer = sent(kim, kim.send(replace(draft, text="Ja.", confidential=False)))

    assert answer.sender.references == (OURS,)
    assert answer.recipient.references == (THEIRS,)
    assert answer.recipient.persons == (DOCTOR,)
    assert answer.conversation_id == message.conversation_id
    assert answer.ref_to_message_id == message.message_id
    assert answer.message_id not in {message.message_id, message.conversation_id}


@pytest.mark.parametrize(
    ("label", "answered"),
    [
        ("Fråga", "Sv: Fråga"),
        ("Sv: Fråga", "Sv: Fråga"),
        ("SV: Fråga", "SV: Fråga"),
        ("sv:Fråga", "sv:Fråga"),
        ("Svar på fråga", "Sv: Svar på fråga"),
        ("ö" * LABEL_LIMIT, "Sv: " + "ö" * (LABEL_LIMIT - 4)),
        ("Sv: " + "ö" * (LABEL_LIMIT - 4), "Sv: " + "ö" * (LABEL_LIMIT - 4)),
        (None, "Sv: "),
    ],
)
def test_a_subject_is_answered_once_within_its_limit(
    kim: PersonClient, label: str | None, answered: str
) -> None:
    assert kim.workspace.drafts.answer(arrived(kim, letter(label=label))).label == answered


@pytest.mark.parametrize(("theirs", "ours"), [(True, True), (False, None)])
def test_an_answer_to_something_confidential_is_confidential(
    kim: PersonClient, *, theirs: bool, ours: bool | None
) -> None:
    row = arrived(kim, letter(confidential=theirs))

    assert kim.workspace.drafts.answer(row).confidential is ours


def test_something_confidential_is_answered_by_who_has_proved_who_they_are(
    kim: PersonClient,
) -> None:
    row = arrived(kim, letter(confidential=True))
    kim.watch.turn(hours=4)

    with pytest.raises(ProofNeeded):
        kim.workspace.drafts.answer(row)


def test_a_complement_refers_to_the_first_message_however_often(kim: PersonClient) -> None:
    drafts = kim.workspace.drafts
    first = kim.send(kim.draft_to(AKUTEN, own_references=(OURS,), their_references=(THEIRS,)))
    second = kim.send(replace(drafts.complement(sent(kim, first)[0]), text="Mer"))
    third = kim.send(replace(drafts.complement(sent(kim, second)[0]), text="Ännu mer"))

    _, message = sent(kim, third)

    assert message.ref_to_message_id == first
    assert message.conversation_id == first
    assert message.sender.references == (OURS,)
    assert message.recipient.references == (THEIRS,)
    assert message.label == "Fråga om samverkan"
    assert drafts.complement(sent(kim, first)[0]).act is Act.COMPLEMENT


def test_a_complement_to_an_answer_refers_to_the_answer(kim: PersonClient) -> None:
    row = arrived(kim, letter())
    answer = kim.send(replace(kim.workspace.drafts.answer(row), text="Ja.", confidential=False))

    complement = kim.workspace.drafts.complement(sent(kim, answer)[0])

    assert complement.ref_to_message_id == answer
    assert (complement.text, complement.files) == ("", ())


def test_a_message_is_passed_on_as_a_new_one_that_says_who_wrote_what(kim: PersonClient) -> None:
    file = File("a.pdf", "application/pdf", b"1")
    asked = letter(file, text="Kan ni ta detta?", label="Fråga", confidential=True)
    row = arrived(kim, asked)
    kim.workspace.handling.register(row, "SOC 2026/40")

    draft = kim.workspace.drafts.forward(row, lambda reading: f"från {reading.headline.row}")

    assert (draft.act, draft.conversation_id, draft.ref_to_message_id) == (Act.NEW, None, None)
    assert (draft.recipients, draft.mailbox) == ((), SOCIAL)
    assert (draft.label, draft.confidential, draft.files) == ("Vb: Fråga", True, (file,))
    assert draft.text == f"\n\nfrån {row}"
    assert [one.identifier.extension for one in draft.own_references] == [
        "SOC 2026/17",
        "SOC 2026/40",
    ]
    assert draft.their_references == ()


def test_what_we_sent_is_passed_on_with_our_references_once(kim: PersonClient) -> None:
    ours = kim.send(kim.draft_to(AKUTEN, own_references=(OURS,), their_references=(THEIRS,)))
    row, _ = sent(kim, ours)
    kim.workspace.handling.register(row, OURS.identifier.extension)

    draft = kim.workspace.drafts.forward(row, lambda _: "")

    assert draft.own_references == (OURS,)


def test_passing_a_message_on_is_recorded_on_it_and_what_nobody_can_read_is_not(
    kim: PersonClient,
) -> None:
    message = letter()
    row = arrived(kim, message)
    with kim.workspace._store.begin() as stored:
        unreadable = Unreadable(Waiting("s", "", SOCIAL), "It is no XML.", b"<")
        other = stored.messages.add_unreadable(unreadable, kim.watch.now)

    kim.workspace.drafts.forward(row, lambda _: "")
    with pytest.raises(Refused, match="cannot be forwarded"):
        kim.workspace.drafts.forward(other, lambda _: "")

    (found,) = kim.workspace.audit_trail.page(kind=AuditKind.FORWARDED)
    assert found.event.message_id == message.message_id


def test_sending_again_makes_a_new_message_with_text_and_files(kim: PersonClient) -> None:
    file = File("a.pdf", "application/pdf", b"1")
    first = kim.send(
        kim.draft_to(AKUTEN, files=(file,), persons=(Person("Dr Ros"),), text="Hej\n\nhopp")
    )
    row, _ = sent(kim, first)

    draft = kim.workspace.drafts.resend(row)
    _, again = sent(kim, kim.send(draft))

    assert draft.act is Act.NEW
    assert again.message_id != first
    assert (again.texts, again.files) == (("Hej\n\nhopp",), (file,))
    assert again.recipient.persons == (Person("Dr Ros"),)
    assert again.conversation_id == first
    assert again.ref_to_message_id is None


def test_an_answer_and_a_complement_stay_that_when_sent_again(kim: PersonClient) -> None:
    drafts = kim.workspace.drafts
    asked = letter()
    answer = kim.send(replace(drafts.answer(arrived(kim, asked)), text="Ja.", confidential=False))
    complement = kim.send(replace(drafts.complement(sent(kim, answer)[0]), text="Mer"))

    answer_again = drafts.resend(sent(kim, answer)[0])
    complement_again = drafts.resend(sent(kim, complement)[0])

    assert (answer_again.act, answer_again.ref_to_message_id) == (Act.ANSWER, asked.message_id)
    assert (complement_again.act, complement_again.ref_to_message_id) == (Act.COMPLEMENT, answer)


def test_what_was_received_is_not_complemented_and_what_was_sent_not_answered(
    kim: PersonClient,
) -> None:
    drafts = kim.workspace.drafts
    received = arrived(kim, letter())
    ours, _ = sent(kim, kim.send(kim.draft_to(AKUTEN)))

    with pytest.raises(Refused, match="cannot be answered"):
        drafts.complement(received)
    with pytest.raises(Refused, match="cannot be answered"):
        drafts.resend(received)
    with pytest.raises(Refused, match="cannot be answered"):
        drafts.answer(ours)


def test_what_cannot_be_read_is_not_answered(kim: PersonClient) -> None:
    unreadable = Unreadable(Waiting("s", "", SOCIAL), "It is no XML.", b"<")
    with kim.workspace._store.begin() as stored:
        row = stored.messages.add_unreadable(unreadable, kim.watch.now)

    with pytest.raises(Refused, match="cannot be answered"):
        kim.workspace.drafts.answer(row)


def test_a_draft_survives_locking_whole(kim: PersonClient) -> None:
    draft = kim.draft_to(AKUTEN, files=(File("a", "x/y", b"1"),), own_references=(OURS,))
    kim.workspace.drafts.save(draft)
    kim.lock_and_unlock()

    saved = kim.workspace.drafts.get(draft.key)

    assert replace(saved, changed=None) == draft
    assert saved.changed == kim.watch.now - timedelta(seconds=30)


def test_drafts_come_newest_first_without_content_and_go_when_thrown_away(
    kim: PersonClient,
) -> None:
    drafts = kim.workspace.drafts
    first = kim.draft_to(AKUTEN, files=(File("a", "x/y", b"1"),))
    second = kim.draft_to(AKUTEN)
    drafts.save(first)
    kim.watch.turn(seconds=1)
    drafts.save(second)

    assert [one.key for one in drafts.all()] == [second.key, first.key]
    assert drafts.all(SOCIAL)[1].files == (File("a", "x/y", b""),)
    assert drafts.all("another mailbox") == ()
    drafts.discard(first.key)
    assert [one.key for one in drafts.all()] == [second.key]
    with pytest.raises(Refused, match="not in the store"):
        drafts.get(first.key)


def test_a_draft_that_is_sent_is_no_draft_any_more(kim: PersonClient) -> None:
    draft = kim.draft_to(AKUTEN)
    kim.workspace.drafts.save(draft)

    message_id = kim.send(draft)

    assert kim.workspace.drafts.all() == ()
    assert kim.sent(message_id).status is Status.QUEUED


@pytest.mark.parametrize("confidential", [True, None])
def test_a_draft_that_may_be_confidential_needs_a_fresh_proof(
    kim: PersonClient, *, confidential: bool | None
) -> None:
    drafts = kim.workspace.drafts
    draft = replace(drafts.new(SOCIAL), text="Hej", confidential=confidential)
    drafts.save(draft)
    kim.watch.turn(hours=4)

    with pytest.raises(ProofNeeded):
        drafts.get(draft.key)

    kim.workspace.prove(PassphraseProof(PASSPHRASE, kim.code()))
    assert drafts.get(draft.key).text == "Hej"


def test_a_list_covers_what_a_draft_says_that_may_be_confidential(kim: PersonClient) -> None:
    kinds = {"Hemligt": True, "Inte valt": None, "Öppet": False}
    drafts = kim.workspace.drafts
    for label, confidential in kinds.items():
        drafts.save(kim.draft_to(AKUTEN, label=label, confidential=confidential, text="Hej"))
    kim.watch.turn(hours=4)

    listed = drafts.all()

    assert {(one.label, one.text, one.covered) for one in listed} == {
        ("", "", True),
        ("Öppet", "Hej", False),
    }
    assert all(one.recipients for one in listed)


def test_an_open_draft_needs_no_fresh_proof(kim: PersonClient) -> None:
    drafts = kim.workspace.drafts
    draft = replace(drafts.new(SOCIAL), text="Hej", confidential=False)
    drafts.save(draft)
    kim.watch.turn(hours=4)

    assert drafts.get(draft.key).text == "Hej"


def test_a_save_that_was_overtaken_does_not_undo_the_newer_one(kim: PersonClient) -> None:
    drafts = kim.workspace.drafts
    draft = drafts.new(kim.workspace.mailboxes[0].address)
    drafts.save(replace(draft, text="nyare"))

    drafts.save(replace(draft, text="äldre"), lambda: False)

    assert [one.text for one in drafts.all()] == ["nyare"]


def test_half_a_letter_does_not_hinder_saving(kim: PersonClient) -> None:
    drafts = kim.workspace.drafts
    draft = replace(drafts.new(kim.workspace.mailboxes[0].address), text="a\ud83d b")

    drafts.save(draft)

    assert [one.text for one in drafts.all()] == ["a\ud83d b"]


def test_a_name_that_cannot_be_stored_is_refused(kim: PersonClient) -> None:
    drafts = kim.workspace.drafts
    file = File("utredn\udce4ng.pdf", "application/pdf", b"%PDF-")
    draft = replace(drafts.new(kim.workspace.mailboxes[0].address), files=(file,))

    with pytest.raises(Refused, match="cannot be stored"):
        drafts.save(draft)


def test_templates_are_a_persons_own_or_the_mailboxs(kim: PersonClient) -> None:
    drafts, sara = kim.workspace.drafts, colleague_of(kim, "Sara Lind")
    drafts.keep_template("Hälsning", "Med vänlig hälsning\nKim")
    drafts.keep_template("Kallelse", "Välkommen", SOCIAL)
    drafts.keep_template("Kallelse", "Välkomna", SOCIAL)

    assert [(one.name, one.text) for one in sara.drafts.templates(SOCIAL)] == [
        ("Kallelse", "Välkomna")
    ]
    assert [one.name for one in drafts.templates(SOCIAL)] == ["Hälsning", "Kallelse"]
    assert [one.name for one in drafts.templates("another")] == ["Hälsning"]
    own = drafts.templates("another")[0].key
    sara.drafts.drop_template(own, SOCIAL)
    assert len(drafts.templates("another")) == 1
    drafts.drop_template(own, SOCIAL)
    assert drafts.templates("another") == ()
    sara.close()


def test_what_a_person_ends_messages_with_stands_in_each_that_they_begin(kim: PersonClient) -> None:
    drafts, closing = kim.workspace.drafts, "Med vänlig hälsning\nKim Ödman"
    row = arrived(kim, letter())
    sent_before, _ = sent(kim, kim.send(kim.draft_to(AKUTEN)))
    drafts.keep_closing("Hälsningar")
    drafts.keep_closing(f"{closing}\n")
    sara = colleague_of(kim, "Sara Lind")

    begun = [drafts.new(SOCIAL), drafts.answer(row), drafts.complement(sent_before)]

    assert [one.text for one in begun] == [f"\n\n{closing}"] * 3
    assert (drafts.resend(sent_before).text, sara.drafts.new(SOCIAL).text) == ("Hej", "")
    (kept,) = drafts.templates(SOCIAL)
    drafts.drop_template(kept.key, SOCIAL)
    assert drafts.new(SOCIAL).text == ""
    with pytest.raises(Refused, match="end with"):
        drafts.keep_closing(" ")
    sara.close()


def test_a_template_needs_a_name_and_a_text(kim: PersonClient) -> None:
    with pytest.raises(Refused, match="needs a name"):
        kim.workspace.drafts.keep_template("  ", "Hej")
    with pytest.raises(Refused, match="needs a name"):
        kim.workspace.drafts.keep_template("Hälsning", " ")


def test_a_draft_is_not_handed_over_to_who_may_only_read(kim: PersonClient) -> None:
    sara = colleague_of(kim, "Sara Lind")
    kim.workspace.people.give_role("Sara Lind", Role.READER)
    draft = kim.draft_to(AKUTEN)
    kim.workspace.drafts.save(draft)

    with pytest.raises(Refused, match="may only read"):
        kim.workspace.drafts.hand_over(draft.key, "Sara Lind")

    assert [one.key for one in kim.workspace.drafts.all()] == [draft.key]
    assert sara.drafts.all() == ()
    sara.close()
