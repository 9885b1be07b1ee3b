"""Figures per mailbox and month: counted from times and causes, nothing that a message says."""

import csv
import gc
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from sdk_desktop.domain.delivery import DeliveryEvent, RejectionCause, Status
from sdk_desktop.domain.dossier.figures import HandledMessage, MonthFigures
from sdk_desktop.domain.errors import Refused
from sdk_desktop.domain.roles import Role
from sdk_desktop.store.messages.figures import FigureSources
from tests.kit.sandbox_network import SOCIAL, PersonClient, colleague_of
from tests.usecases.arrivals import AKUTEN, arrived, letter

MARCH = date(2026, 3, 17)


def of_march(client: PersonClient) -> MonthFigures:
    (found,) = client.workspace.figures.of_months(MARCH, MARCH)
    return found


def test_what_came_and_went_is_counted_by_mailbox_and_month(kim: PersonClient) -> None:
    arrived(kim, letter())
    arrived(kim, letter(), kim.watch.now + timedelta(days=31))
    kim.send(kim.draft_to(AKUTEN))

    march, april = kim.workspace.figures.of_months(date(2026, 3, 1), date(2026, 4, 30))

    assert (march.mailbox, march.month, march.received, march.sent) == (
        SOCIAL,
        date(2026, 3, 1),
        1,
        1,
    )
    assert (april.month, april.received, april.sent) == (date(2026, 4, 1), 1, 0)


def test_the_messages_of_a_period_are_counted_and_not_collected(
    kim: PersonClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    alive = []

    def handled(_stored: FigureSources, since: datetime, _until: datetime) -> Iterator[object]:
        for _ in range(50):
            yield HandledMessage(SOCIAL, since, incoming=True)
        alive.append(sum(isinstance(one, HandledMessage) for one in gc.get_objects()))

    monkeypatch.setattr(FigureSources, "handled", handled)

    assert of_march(kim).received == 50
    assert alive[0] <= 2


def test_how_long_answers_and_registering_take_is_the_median(kim: PersonClient) -> None:
    rows = [arrived(kim, letter()) for _ in range(3)]
    for row in rows:
        kim.watch.turn(hours=1)
        with kim.workspace._store.begin() as stored:
            stored.errands.answered(row, kim.workspace.who_id, kim.watch.now)
        kim.workspace.handling.register(row, f"SOC {row}")
        kim.watch.turn(hours=1)

    figures = of_march(kim)

    assert figures.to_answer == timedelta(hours=3)
    assert figures.to_keep == timedelta(hours=3)
    assert figures.late == 0


def test_what_is_answered_or_kept_too_late_is_counted_also_while_it_still_waits(
    kim: PersonClient,
) -> None:
    waits, kept_late, in_time, answer_late = (arrived(kim, letter()) for _ in range(4))
    for row in (in_time, answer_late):
        kim.workspace.handling.register(row, "SOC 1")
    kim.workspace.handling.answer_by(answer_late, kim.watch.now + timedelta(days=1))
    kim.watch.turn(days=5)
    kim.workspace.handling.register(kept_late, "SOC 2")

    assert of_march(kim).late == len({waits, kept_late, answer_late})


def test_what_was_rejected_is_counted_by_cause(kim: PersonClient) -> None:
    sent = kim.send(kim.draft_to(AKUTEN))
    cause = DeliveryEvent("BV", kim.watch.now, "not-found")
    with kim.workspace._store.begin() as stored:
        delivery = stored.deliveries.get(sent)
        rejected = delivery.refused(kim.watch.now, "")
        stored.deliveries.put(
            type(rejected)(sent, Status.REJECTED, (*rejected.events, cause, cause))
        )

    assert of_march(kim).rejected == {
        RejectionCause.SCHEMA: 0,
        RejectionCause.RULE: 1,
        RejectionCause.SIGNATURE: 0,
    }


def test_the_table_has_no_content(kim: PersonClient, tmp_path: Path) -> None:
    arrived(kim, letter(text="Hemligt", label="Ämnet"))
    path = tmp_path / "figures.csv"

    count = kim.workspace.figures.export(path, MARCH, MARCH)

    text = path.read_text(encoding="utf-8-sig")
    (row,) = csv.DictReader(text.splitlines(), delimiter=";")
    assert count == 1
    assert (row["mailbox"], row["month"], row["received"]) == (SOCIAL, "2026-03", "1")
    assert (row["hours_to_answer"], row["rejected_BV"]) == ("", "0")
    assert not {"Hemligt", "Ämnet", "Akuten", "Dr Ros"} & set(text.replace(";", " ").split())


def test_a_handler_is_told_whom_to_ask(kim: PersonClient) -> None:
    bo = colleague_of(kim, "Bo Ek")
    kim.workspace.people.give_role("Bo Ek", Role.HANDLER)

    with pytest.raises(Refused, match="registrar"):
        bo.figures.of_months(MARCH, MARCH)

    bo.close()
