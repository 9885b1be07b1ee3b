"""The table of EN 301 549 says what its data says: each clause, and the tests that show it."""

import tomllib

from installer.accessibility import CLAUSES, PAGE, page_with_table

TEXT = CLAUSES.read_text(encoding="utf-8")


def test_the_page_has_the_table_that_the_clauses_give() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert page == page_with_table(page, TEXT)


def test_each_clause_that_is_met_names_a_test_or_says_what_shows_it() -> None:
    clauses = tomllib.loads(TEXT)["clause"]

    assert len(clauses) > 20
    assert [one["name"] for one in clauses if not (one.get("tests") or one.get("besides"))] == []


def test_a_clause_that_is_changed_changes_the_table_and_nothing_else() -> None:
    page = PAGE.read_text(encoding="utf-8")
    changed = page_with_table(page, TEXT.replace("yes, 28 pixels", "no"))

    before, after = page.splitlines(), changed.splitlines()
    different = [new for old, new in zip(before, after, strict=True) if old != new]
    assert [line.split(" | ")[1] for line in different] == ["no"]
