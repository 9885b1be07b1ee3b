"""The commands `check` and `acknowledgement`; nothing of a message's content is printed."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from sdk_desktop.cli.client import Commands
from sdk_desktop.cli.printing import (
    RULES_BROKEN,
    SUCCESS,
    UNREADABLE,
    Result,
    add_file_command,
    finding_line,
    finding_lines,
    findings_of,
    show_json,
    show_lines,
    show_result,
)
from sdk_desktop.cli.words import chosen_language, error_words, named_path, to_say
from sdk_desktop.domain.acknowledgement import AcknowledgementDocument
from sdk_desktop.domain.errors import SdkError
from sdk_desktop.exchange.checking import check_document, find_acknowledgement
from sdk_desktop.files import LARGEST_DOCUMENT, read_file


def add_documents(commands: Commands) -> None:
    """Add the commands `check` and `acknowledgement`."""
    checking = add_file_command(
        commands, "check", to_say("name every rule that documents break"), check
    )
    checking.add_argument("files", nargs="+", type=named_path, metavar="FILE")
    text = to_say("say in plain words what was answered")
    explaining = add_file_command(commands, "acknowledgement", text, explain)
    explaining.add_argument("file", type=named_path, metavar="FILE")


def check(given: Namespace) -> int:
    """Print every rule that documents break; return the highest exit code."""
    results = [_checked(path) for path in given.files]
    if given.json:
        show_json([result.facts for result in results])
    for path, result in zip(given.files, results, strict=True):
        place = f"{path}: " if len(results) > 1 else ""
        show_lines(() if given.json else (f"{place}{line}" for line in result.lines))
    return max(result.code for result in results)


def explain(given: Namespace) -> int:
    """Print what an acknowledgement means, in plain words and in codes."""
    from sdk_desktop.ui.words.reports import acknowledgement_report

    document = find_acknowledgement(read_file(given.file, LARGEST_DOCUMENT))
    return show_result(
        Result(
            SUCCESS, _facts(document), tuple(acknowledgement_report(document, chosen_language()))
        ),
        as_json=given.json,
    )


def _checked(path: Path) -> Result:
    try:
        checked = check_document(read_file(path, LARGEST_DOCUMENT))
    except SdkError as error:
        facts: dict[str, object] = {
            "file": path,
            "kind": None,
            "problem": str(error),
            "findings": findings_of(error),
        }
        return Result(UNREADABLE, facts, (error_words(error), *finding_lines(error)))
    kind = checked.kind.name.lower()
    findings = [asdict(finding) for finding in checked.findings]
    lines = tuple(map(finding_line, checked.findings))
    facts = {"file": path, "kind": kind, "findings": findings}
    return Result(RULES_BROKEN if lines else SUCCESS, facts, lines)


def _facts(document: AcknowledgementDocument) -> dict[str, object]:
    answer = document.acknowledgement
    return {
        "acknowledgement": document.identifier,
        "issued": document.issued,
        "sender": document.sender,
        "recipient": document.recipient,
        "message": answer.message_id,
        "response": "ACCEPTED" if answer.accepted else "REJECTED",
        "causes": [asdict(cause) for cause in answer.causes],
    }
