"""Every error that comes to be shown is spoken: whoever turns one into words also says it."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

WORDS = {"sentence", "viewer_problem_words"}
"""What turns an error into words."""
SPEAKS = {"announce", "complain"}
"""What a screen reader speaks at once."""
TELLS = {
    *("show_result", "show_error", "show_notice", "show_refusal", "show_text"),
    *("refuse", "tell", "fail"),
}
"""What shows what is wrong: each function of such a name speaks, or leads to one that does."""
SIGNALS = "emit of words"
"""A signal that carries the words to whoever shows them."""
SILENT = {
    "addresses/address_head.py: _show_notice": "how the last fetch went, when the page is opened",
    "audit/audit_model.py: _in_words": "a cell of a table",
    "compose/answered_message.py: _fail": "hidden where nothing stands beside the answer",
    "crash.py: failure_box": "the desktop speaks a box that opens",
    "desktop_notices.py: tell": "the desktop speaks its notices",
    "parts/file_dialogs.py: fail": "shows none",
    "parts/permission.py: add_refusal": "there with the screen",
    "parts/permission.py: limit": "what is disabled says why on itself",
    "proof/proof_dialog.py: __init__": "the first words of a dialog, which are spoken",
    "purging/purge_page.py: _enable": "what is disabled says why on itself",
    "reading/message_view.py: _explain": "there with the message",
    "viewing/pdf_copy.py: _take": "told at the attachments of what is written",
    "viewing/pdf_copy.py: _fail": "told at the attachments of what is written",
}
"""Whatever else shows one, with the reason."""


def test_whoever_puts_an_error_into_words_has_it_spoken(project: Path) -> None:
    silent = {
        f"{module}: {name}"
        for module, functions in modules(project)
        for name, called in functions.items()
        if (called & WORDS or name in TELLS) and not leads_to_speech(called, functions)
    }

    assert silent == set(SILENT)


def modules(project: Path) -> Iterator[tuple[str, dict[str, set[str]]]]:
    """Yield the modules of the window's that show something: what each function of theirs calls."""
    folder = project / "sdk_desktop" / "ui"
    for path in sorted(folder.rglob("*.py")):
        name = path.relative_to(folder).as_posix()
        nodes = ast.walk(ast.parse(path.read_text("utf-8")))
        defined = (node for node in nodes if isinstance(node, ast.FunctionDef))
        yield name, {} if name.startswith("words/") else {one.name: calls(one) for one in defined}


def calls(function: ast.FunctionDef) -> set[str]:
    """Return the names of what a function calls."""
    return {name_of(node) for node in ast.walk(function) if isinstance(node, ast.Call)}


def name_of(call: ast.Call) -> str:
    """Return the name of what is called; a signal is worth one only where it carries words."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)
    words = "sentence(" in " ".join(map(ast.unparse, call.args))
    return SIGNALS if name == "emit" and words else name


def leads_to_speech(called: set[str], functions: Mapping[str, set[str]]) -> bool:
    """Return whether what is called speaks, itself or by another function of its module."""
    near = called.union(*(functions.get(one, set()) for one in called))
    return bool(near & {*SPEAKS, *TELLS, SIGNALS})
