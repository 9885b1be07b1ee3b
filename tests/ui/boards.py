"""The lines of a distribution list's board, for the tests of screens."""

from dataclasses import replace
from datetime import timedelta

from sdk_desktop.domain.delivery import Arrival, Delivery, DeliveryEvent, Status
from sdk_desktop.domain.mailbox import BoardLine, Direction
from sdk_desktop.domain.message import Attention, Party
from tests.ui.fake_workspace import NOON, headline

LATER = NOON + timedelta(minutes=2)
NOT_KNOWN = (
    DeliveryEvent("MESSAGE_EXCHANGE_ERROR", LATER, "Message REJECTED by receiver"),
    DeliveryEvent("BV", LATER, "not-found", "The function is not known."),
)
LOST = (DeliveryEvent("MESSAGE_EXCHANGE_ERROR", LATER, "Not acknowledged in time"),)


def line(row: int, who: str, status: Status, *events: DeliveryEvent, **more: object) -> BoardLine:
    """Return the line of a recipient; `more` are fields of the line."""
    delivery = Delivery(f"m-{row}", status, events or (DeliveryEvent(status, LATER),))
    party = Party("0203:region.example.se", "Region Ekelund", Attention(f"sdk.{row}", who))
    sent = headline(
        row,
        message_id=f"m-{row}",
        direction=Direction.OUT,
        counterpart=party,
        subject="Inbjudan till samverkansmöte 24 mars",
        status=delivery.shown,
        rejected=delivery.rejected,
    )
    arrival = Arrival.of(delivery.shown, rejected=delivery.rejected)
    return replace(BoardLine(sent, delivery, arrival), **more)  # type: ignore[arg-type] # real


def board_of_six() -> tuple[BoardLine, ...]:
    """Return a board on which one was rejected, one is lost, one waits, and one has answered."""
    answer = headline(20, subject="Sv: Inbjudan", time=NOON + timedelta(hours=1))
    return (
        line(1, "BUP Solby", Status.MESSAGE_EXCHANGE_ERROR, *NOT_KNOWN),
        line(2, "Vårdcentralen Ek", Status.MESSAGE_EXCHANGE_ERROR, *LOST),
        line(3, "Elevhälsan", Status.WAITING_FOR_RECEIPT),
        line(4, "BUP Ekdala", Status.ACCEPTED, answer=answer),
        line(5, "Habiliteringen", Status.ACCEPTED),
        line(6, "Assistansersättning", Status.ACCEPTED),
    )
