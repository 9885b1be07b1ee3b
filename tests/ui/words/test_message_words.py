"""What the details of a message are called, and what is said of one that is passed on."""

from dataclasses import replace

from sdk_desktop.ui.words.dates_and_sizes import date_and_time
from sdk_desktop.ui.words.message_words import forwarded_text
from tests.ui.fake_workspace import NOON, received


def test_what_is_passed_on_says_who_wrote_it_and_nothing_of_our_own_notes() -> None:
    reading = received()
    noted = replace(reading.headline, handler="Åsa Öberg", diary_number="SOC 26/17", hold="Tvist")
    assert reading.message is not None
    document = replace(reading.message.documents[0], texts=("Ett", "Två"))
    message = replace(reading.message, documents=(document,))
    reading = replace(reading, headline=noted, message=message)

    assert forwarded_text(reading).splitlines() == [
        "Forwarded message",
        "From: BUP mottagning · Region Norrstrand",
        "To: Socialkontoret · Sandvikens kommun",
        f"Written: {date_and_time(NOON)}",
        f"Received: {date_and_time(NOON)}",
        "Person at the sender: Karin Öst · HSA-id SE2321000000-1A2B",
        "The sender's reference: Personal number 20150401-2384 · Barnet",
        "The recipient's reference: Diary number 12/26",
        "Subject: Kallelse till SIP-möte",
        "",
        "Ett",
        "",
        "Två",
    ]
