"""What users of such clients complain of most, and the test that shows that it is not so here."""

import ast
import re

import pytest

from tests.docs.pages import SPECIFICATION
from tests.kit.project import PROJECT

SHOWN_BY = {
    1: "ui/reading/test_timeline.py::test_it_says_who_waits_for_whom",
    2: "test_two_handlers.py::test_one_message_gets_one_answer",
    3: "usecases/test_recipient_guards.py::test_who_is_written_to_for_the_first_time_and_has_the"
    "_name_of_a_usual_one_is_asked_about",
    4: "test_forty_five_keys.py::test_ten_new_messages_are_read_taken_and_registered_in_forty_five"
    "_keys",
    5: "usecases/test_purging.py::test_nothing_is_erased_without_a_decision",
    6: "usecases/test_maintenance.py::test_the_first_round_checks_and_backs_up_and_both_is"
    "_recorded",
    7: "store/messages/test_search.py::test_a_message_is_found_by",
    8: "ui/test_screens_accessible.py::test_everything_that_takes_the_focus_has_a_name",
    9: "ui/security/test_locking.py::test_a_draft_that_is_being_written_survives_locking",
    10: "usecases/drafts/test_draft_rules.py::test_the_name_of_a_person_concerned_is_noticed",
    11: "usecases/dossier/test_dossiers.py::test_a_conversation_is_taken_out_whole_oldest_first",
    12: "ui/words/test_type_names.py::test_every_code_system_has_a_word_that_is_no_oid",
    13: "ui/compose/test_compose.py::test_the_meter_counts_the_whole_message",
}
"""By the number that a complaint has in `duties.md`."""


def test_every_complaint_has_its_test() -> None:
    said = (SPECIFICATION / "duties.md").read_text(encoding="utf-8")
    complaints = [int(number) for number in re.findall(r"^(\d+)\. ", said, re.MULTILINE)]

    assert complaints == list(SHOWN_BY)


@pytest.mark.parametrize("shown_by", SHOWN_BY.values(), ids=map(str, SHOWN_BY))
def test_the_test_of_a_complaint_is_there(shown_by: str) -> None:
    path, name = shown_by.split("::")
    module = ast.parse((PROJECT / "tests" / path).read_text(encoding="utf-8"))

    assert name in {one.name for one in module.body if isinstance(one, ast.FunctionDef)}
