"""Lines of text for the command line: of checks, and of an acknowledgement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, qInstallMessageHandler

from sdk_desktop.domain.acknowledgement import AcknowledgementDocument
from sdk_desktop.domain.configuration import Check
from sdk_desktop.domain.dossier.package import CheckedPackage
from sdk_desktop.domain.errors import Finding
from sdk_desktop.ui.words import set_language, tr
from sdk_desktop.ui.words.dates_and_sizes import date_and_time
from sdk_desktop.ui.words.dossier_words import package_lines
from sdk_desktop.ui.words.reject_causes import reason_for, remedy_text


def check_text(check: Check) -> str:
    """Return a check's result in the chosen language."""
    return _filled(check.text, check)


def advice_text(check: Check) -> str:
    """Return what to do about a check's result, in the chosen language."""
    return _filled(check.advice, check)


def check_report(checks: Iterable[Check], language: str) -> list[str]:
    """Return the lines of a report in a language, for the command line."""
    lines: list[str] = []
    with in_language(language):
        for check in checks:
            state = tr("Works") if check.ok else tr("Fails")
            lines.append(f"{state}  {tr(check.name)}: {check_text(check)}")
            if check.advice:
                lines.append(f"        {advice_text(check)}")
    return lines


def _filled(text: str, check: Check) -> str:
    words = tr(text)
    return words.format(**check.values) if check.values else words


def acknowledgement_report(document: AcknowledgementDocument, language: str) -> list[str]:
    """Return lines with the parties, the outcome, its causes, who must act and what to do."""
    with in_language(language):
        return list(_lines(document))


def package_report(checked: CheckedPackage, language: str) -> list[str]:
    """Return lines with what was found in a package that was taken out."""
    with in_language(language):
        return list(package_lines(checked))


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Show texts in a language within the block, where no window does that."""
    app = speak(language)
    yield
    del app


def speak(language: str) -> QCoreApplication:
    """Show texts in a language for as long as what is returned is there, or for good in a window.

    Qt wants UTF-8 of the system and warns on the error stream where a timer has none; we write
    UTF-8 in any case.
    """
    kept = qInstallMessageHandler(_ignore)
    app = QCoreApplication.instance() or QCoreApplication([])
    qInstallMessageHandler(kept)
    set_language(app, language)
    return app


def _ignore(_kind: object, _where: object, _text: object) -> None:
    """Say nothing."""


def _lines(document: AcknowledgementDocument) -> Iterator[str]:
    answer = document.acknowledgement
    if answer.accepted:
        yield tr("Accepted: the message has reached the recipient's message system.")
        yield tr("That does not mean that anybody has read it.")
    else:
        yield tr("Rejected: the message has not reached the recipient.")
    yield ""
    for name, value in (
        (tr("Message"), answer.message_id),
        (tr("Answered by"), document.sender),
        (tr("Answer to"), document.recipient),
        (tr("Answered"), date_and_time(document.issued)),
        (tr("Number of the answer"), document.identifier),
    ):
        yield f"{name}: {value}"
    for cause in answer.causes:
        yield ""
        yield from _cause(cause)


def _cause(cause: Finding) -> Iterator[str]:
    reason = reason_for(cause)
    yield tr(reason.happened)
    yield tr(reason.act)
    yield tr("In the program: {action}").format(action=remedy_text(reason.remedy))
    yield f"{cause.cause} {cause.code or 'NA'}  {cause.path}  {cause.text}"
