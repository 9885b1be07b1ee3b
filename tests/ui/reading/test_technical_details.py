"""What support is given of a message."""

from sdk_desktop.domain.message import Attention, CodeSystem, Identifier, Party, Person, Reference
from sdk_desktop.ui.reading.technical_details import technical_lines
from tests.ui.fake_workspace import received

NUMBER = "201212120000"


def test_support_is_not_told_whom_a_message_is_about() -> None:
    person = Identifier(CodeSystem.PERSONAL_NUMBER, NUMBER)
    case = Reference(Identifier(CodeSystem.DIARY_NUMBER, "SOC 26/77"))
    about = Attention("f", "F", (Person("Alva", person),), (Reference(person), case))

    lines = "\n".join(technical_lines(received(sender=Party("0203:x.example.se", "X", about))))

    assert NUMBER not in lines
    assert "Alva" not in lines
    assert f"sender person: {CodeSystem.PERSONAL_NUMBER} …" in lines
    assert "SOC 26/77" in lines
