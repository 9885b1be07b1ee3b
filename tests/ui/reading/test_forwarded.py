"""A message says to whom it was forwarded, and leads there."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from sdk_desktop.domain.errand import Errand, Reason
from sdk_desktop.domain.mailbox import Direction, Headline
from sdk_desktop.ui.parts.wrapping_button import WrappingButton
from sdk_desktop.ui.reading.forwardings import Forwardings
from sdk_desktop.ui.reading.message_view import MessageView, OpenedMessage
from tests.kit.sandbox_network import recipient
from tests.ui.conftest import Client
from tests.ui.fake_workspace import headline, received
from tests.ui.screens import shown_words
from tests.usecases.arrivals import AKUTEN

NOTHING = Errand()


def forwarding(row: int, errand: Errand = NOTHING, handler: str = "Kim Övning") -> Headline:
    return headline(row, direction=Direction.OUT, errand=errand, handler=handler)


def shown(qtbot: QtBot, *forwarded: Headline) -> MessageView:
    reading = replace(received(), forwarded=forwarded)
    view = MessageView(OpenedMessage(reading, (reading.headline,)), None, None)  # type: ignore[arg-type] # no window around
    qtbot.addWidget(view)
    view.resize(900, 700)
    view.show()
    return view


def ways(view: MessageView) -> list[WrappingButton]:
    return [one for one in view.findChildren(WrappingButton) if type(one) is WrappingButton]


def test_to_whom_and_when_stands_over_the_text_and_a_press_leads_there(qtbot: QtBot) -> None:
    view = shown(qtbot, forwarding(7))

    (way,) = ways(view)
    with qtbot.waitSignal(view.opened) as asked:
        way.click()

    words = "Forwarded to BUP mottagning · Region Norrstrand 2026-05-12 12:00 by Kim Övning"
    assert way.accessibleName() == words
    assert asked.args == [7]


def test_what_has_not_left_and_what_did_not_arrive_says_so(qtbot: QtBot) -> None:
    waiting = forwarding(7, Errand(leaving=True))
    rejected = forwarding(8, Errand(reason=Reason.REJECTED), handler="")

    view = shown(qtbot, waiting, rejected)

    assert [one.accessibleName() for one in ways(view)] == [
        "Waits to be forwarded to BUP mottagning · Region Norrstrand",
        "Forwarded to BUP mottagning · Region Norrstrand 2026-05-12 12:00 – Rejected",
    ]


def test_of_many_the_newest_are_shown(qtbot: QtBot) -> None:
    view = shown(qtbot, *map(forwarding, range(2, 7)))

    assert len(ways(view)) == 3
    assert "Forwarded 2 times before that" in shown_words(view)


def test_what_nobody_has_forwarded_says_nothing_of_it(qtbot: QtBot) -> None:
    assert ways(shown(qtbot)) == []


def test_the_open_message_says_at_once_that_it_was_forwarded(client: Client) -> None:
    main = client.unlock()
    client.show()
    table = main.messages.list.table
    table.choose(0)
    main.messages.open(main.messages.list.current)
    client.rest()
    headline = main.messages.list.current
    assert isinstance(headline, Headline)
    begun = main._workspace.drafts.forward(headline.row, lambda _: "Hej")
    before = main.messages.reading.findChildren(Forwardings)

    ready = replace(begun, recipients=(recipient(AKUTEN),), confidential=False, persons=())
    main._workspace.outbox.send(ready)

    pane = main.messages.reading
    client.qtbot.waitUntil(lambda: len(pane.findChildren(Forwardings)) == 1)
    assert before == []
