import pytest

from sdk_desktop.sandbox.server import LARGEST_BODY
from tests.sandbox.box import RECEPTION, SOCIAL, Box, message_to, practice


def test_the_summary_says_what_is_where() -> None:
    box = Box(speed=2)
    box.sent(message_to(practice("tar-emot")))

    summary = box.web.get("/practice").get_json()

    assert summary["time"] == "2026-03-02T16:00:00.000Z"
    assert summary["waiting"][SOCIAL] == 7
    assert summary["waiting"][RECEPTION] == 2
    assert summary["sent"] == {"ACCEPTED": 1}
    assert practice("svarar") in summary["functions"]


def test_time_can_be_skipped() -> None:
    box = Box()
    message = message_to(practice("svarar-aldrig"))
    box.post(message)

    answers = [box.web.post("/practice/clock", json={"seconds": 2000}) for _ in range(2)]

    assert answers[-1].get_json() == {"time": "2026-03-02T13:06:40.000Z"}
    assert box.attributes(message.message_id)["messageStatus"] == "MESSAGE_EXCHANGE_ERROR"


def test_time_that_was_stopped_passes_only_where_it_is_skipped() -> None:
    box = Box()

    box.web.delete("/practice/clock")
    box.watch.turn(minutes=5)
    answer = box.web.post("/practice/clock", json={"seconds": 1})

    assert answer.get_json() == {"time": "2026-03-02T12:00:01.000Z"}


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"seconds": -1}', b'{"seconds": "x"}'])
def test_time_cannot_be_turned_back(body: bytes) -> None:
    assert Box().web.post("/practice/clock", data=body).status_code == 400


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"client_id": "x", "functions": []},
        {"client_id": "x", "functions": ["okänd"]},
        {"client_id": "x", "functions": [SOCIAL, practice("svarar")]},
        {"functions": [SOCIAL]},
    ],
)
def test_a_client_must_act_for_one_organisation(body: dict[str, object]) -> None:
    assert Box().web.post("/practice/clients", json=body).status_code == 400


def test_a_line_leads_to_a_function() -> None:
    assert Box().web.post("/practice/mailboxes/okänd", data=b"<a/>").status_code == 404


def test_a_body_beyond_all_bounds_is_refused() -> None:
    too_much = bytes(LARGEST_BODY + 1)

    assert Box().web.post(f"/practice/mailboxes/{SOCIAL}", data=too_much).status_code == 413


def test_an_unknown_path_is_not_found() -> None:
    assert Box().web.get("/").status_code == 404
