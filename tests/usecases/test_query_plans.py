"""What finds the statements that walk through a growing table finds them."""

from datetime import date
from pathlib import Path

import pytest

from tests.kit.query_plans import SMALL, STORE, WALKS, QueryPlans
from tests.kit.sandbox_network import PersonClient, SandboxNetwork


@pytest.fixture
def kim(tmp_path: Path) -> PersonClient:
    return SandboxNetwork(tmp_path).practice_control()


def test_a_walk_is_found_with_the_table_and_who_asks(
    kim: PersonClient, query_plans: QueryPlans
) -> None:
    query_plans.take()

    kim.workspace.figures.of_months(date(2026, 1, 1), date(2026, 1, 1))
    found = query_plans.take()

    assert found == {
        *("messages.figures.handled: message", "messages.figures.rejected: message"),
    }
    assert query_plans.take() == frozenset()


def test_what_is_small_or_looked_up_is_no_walk(kim: PersonClient, query_plans: QueryPlans) -> None:
    query_plans.take()

    kim.workspace.drafts.all()
    kim.headlines()

    assert query_plans.take() == frozenset()


@pytest.mark.parametrize("walk", sorted(WALKS))
def test_each_reason_is_for_a_function_that_is_there(walk: str) -> None:
    where, table = walk.split(": ")
    module, function = where.rsplit(".", 1)

    code = (STORE / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8")

    assert f"def {function}(" in code
    assert table not in SMALL
