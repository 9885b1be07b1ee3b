"""The results of the connection's checks as lines of text."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from sdk_desktop.domain.configuration import Check
from sdk_desktop.ui.words import set_language, tr


def check_text(check: Check) -> str:
    """Return a check's result in the chosen language."""
    text = tr(check.text)
    return text.format(**check.values) if check.values else text


def check_report(checks: Iterable[Check], language: str) -> list[str]:
    """Return the lines of a report in a language, for the command line."""
    app = QCoreApplication.instance() or QCoreApplication([])
    set_language(app, language)
    lines: list[str] = []
    for check in checks:
        state = tr("Works") if check.ok else tr("Fails")
        lines.append(f"{state}  {tr(check.name)}: {check_text(check)}")
        if check.advice:
            lines.append(f"        {tr(check.advice)}")
    return lines
