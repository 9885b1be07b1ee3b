"""Links that open the client."""

import pytest

from sdk_desktop.app.links import LONGEST, MessageLink, WriteLink, read_link
from sdk_desktop.domain.errors import Refused


@pytest.mark.parametrize(
    ("link", "wanted"),
    [
        ("sdk:inkorg:0203:example.se", WriteLink("sdk:inkorg:0203:example.se")),
        ("SDK:inkorg:0203:example.se", WriteLink("sdk:inkorg:0203:example.se")),
        ("sdk:v%C3%A5rd:0203:example.se", WriteLink("sdk:vård:0203:example.se")),
        ("sdk:/write/sdk%3Aa%2Fb%3A0203%3Aexample.se", WriteLink("sdk:a/b:0203:example.se")),
        ("sdk:/write/SE0203-1", WriteLink("SE0203-1")),
        ("sdk:/message/1a2b", MessageLink("1a2b")),
        ("sdk:/message/" + "%41" * 256, MessageLink("A" * 256)),
    ],
)
def test_a_link_names_a_message_or_a_function_address(
    link: str, wanted: MessageLink | WriteLink
) -> None:
    assert read_link(link) == wanted


@pytest.mark.parametrize(
    "link",
    [
        *("", "sdk:", "sdk:/", "sdk:/message", "sdk:/message/", "sdk:/message/1/2", "sdk:a/b"),
        *("sdk:/delete/1", "sdk://write/a", "http://example.se", "mailto:a", "sdk:/send/a"),
        *("sdk:/message/%FF", "sdk:/message/a%0Ab", "sdk:/write/a%00", "sdk:a\u202eb"),
        *("sdk:/message/" + "a" * 257, "sdk:/write/" + "%41" * LONGEST),
    ],
)
def test_nothing_else_is_a_link(link: str) -> None:
    with pytest.raises(Refused, match="no link"):
        read_link(link)
