"""When two messages of one id are the same."""

import pytest

from sdk_desktop.domain.identity import MessageIdentity, Recognition, recognise

CAME = MessageIdentity("id-1", "social", "0203:region.se", "aa")


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ([], Recognition.NEW),
        ([CAME], Recognition.REPEATED),
        ([MessageIdentity("ID-1", "SOCIAL", "0203:REGION.SE", "aa")], Recognition.REPEATED),
        ([MessageIdentity("id-1", "social", "0203:region.se", "bb")], Recognition.CONFLICTING),
        ([MessageIdentity("id-1", "skola", "0203:region.se", "aa")], Recognition.CONFLICTING),
        ([MessageIdentity("id-1", "social", "0203:annan.se", "aa")], Recognition.CONFLICTING),
        ([MessageIdentity("id-1", "skola", "0203:region.se", "cc"), CAME], Recognition.REPEATED),
        ([MessageIdentity("id-1", "social", "0203:region.se")], Recognition.REPEATED),
        ([MessageIdentity("id-1", "social", digest="aa")], Recognition.REPEATED),
        ([MessageIdentity("id-1", "social", digest="bb")], Recognition.CONFLICTING),
        ([MessageIdentity("id-1", "skola")], Recognition.CONFLICTING),
    ],
    ids=[
        *("nothing came", "the same", "in other letters", "other content", "another mailbox"),
        *("another sender", "one of several", "stored by an earlier version"),
        *("erased, the same", "erased, other content", "erased, another mailbox"),
    ],
)
def test_a_message_is_recognised_by_all_that_is_known(
    known: list[MessageIdentity], expected: Recognition
) -> None:
    assert recognise(CAME, known) is expected
