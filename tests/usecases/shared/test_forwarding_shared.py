"""What one computer has forwarded the others say of the message, too."""

from dataclasses import replace

from tests.kit.sandbox_network import recipient
from tests.kit.sharing.computers import SharedComputers, read, shown
from tests.usecases.arrivals import AKUTEN


def test_a_message_says_at_every_computer_to_whom_it_was_forwarded(
    computers: SharedComputers,
) -> None:
    message = computers.comes()
    computers.leads(computers.bo)
    computers.bo.synchronise()
    computers.anna.synchronise()
    original = shown(computers.bo, message)
    assert original is not None
    drafts = computers.bo.workspace.drafts
    begun = drafts.forward(original.row, lambda _: "Se nedan.")

    computers.bo.send(
        replace(begun, recipients=(recipient(AKUTEN),), persons=(), confidential=False)
    )
    computers.anna.synchronise()

    (here,) = read(computers.bo, message).forwarded
    (there,) = read(computers.anna, message).forwarded
    assert (here.handler, here.counterpart.function) == ("Bo", AKUTEN)
    assert (there.handler, there.counterpart.function) == ("Bo", AKUTEN)
