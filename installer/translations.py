"""Keep the catalogues: `python installer/translations.py [FILE.json …]`.

Finds every text that the program shows, takes Swedish for it from the catalogue and from the
files given (`{"English": "svenska"}`, plurals as a list; English plurals in `en.json`), and writes
`resources/i18n/*.ts` and, by Qt's lrelease, `*.qm`. Fails and names them while texts lack
a translation.
"""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

import PySide6

PROJECT = Path(__file__).resolve().parent.parent
CATALOGUES = PROJECT / "resources" / "i18n"

SHOWN = {"tr", "mark", "Check", "words_of", "to_say"}
CASES = {"case", "incoming", "answering", "outgoing", "not_run", "temporary_fault"}
"""Calls that make a case of a conformance run; the first argument says what is done."""
SAID_BY_CONNECTIONS = {"HttpConnection"}
"""Calls whose second argument is what is said when the other side is silent."""
ERRORS = {"Locked", "ProofNeeded", "Unavailable", "Refused", "Untrusted", "InvalidMessage"}
"""Errors with a sentence, also where their classes are not among what is read."""
REASONS = (
    *("sdk_desktop/formats/", "sdk_desktop/exchange/opening.py"),
    *("sdk_desktop/usecases/intake.py", "sdk_desktop/usecases/keeping.py"),
    "sdk_desktop/usecases/recognising.py",
    *("sdk_desktop/service/direct/access_point_errors.py", "sdk_desktop/service/newest_version.py"),
    *("sdk_desktop/auth/login/login_service.py", "sdk_desktop/store/salvage/salvage.py"),
)
"""Modules whose sentences have names, or go through findings: why a message cannot be read."""
CHECKS = "sdk_desktop/app/checks/"
"""Modules whose sentences go into `Check` by way of names and of these calls."""
CHECKED = {"tried", "works", "fails", "ErrorAdvice"}

LOOKED_AT = (ast.Call, ast.Assign, ast.keyword, ast.ClassDef, ast.Constant, ast.Expr)

NUMBER = "%n"
Catalogue = Mapping[str, Sequence[str]]


def sources(project: Path = PROJECT) -> dict[str, None]:
    """Return every text that the program shows, in the order of the code."""
    found: dict[str, None] = {}
    modules = {
        path.relative_to(project).as_posix(): list(_nodes(path.read_text(encoding="utf-8")))
        for path in sorted((project / "sdk_desktop").rglob("*.py"))
    }
    shown = SHOWN | CASES | _errors(modules.values())
    for module, nodes in modules.items():
        named = module.startswith(CHECKS)
        for node in nodes:
            found |= dict.fromkeys(_texts(node, shown, named=named))
            found |= dict.fromkeys(_own_sentences(node, shown))
        if module.startswith((*REASONS, CHECKS)):
            found |= dict.fromkeys(_sentences(nodes))
    return found


def read_catalogue(path: Path) -> dict[str, tuple[str, ...]]:
    """Return the translations of a `.ts` file."""
    if not path.exists():
        return {}
    found = {}
    for message in ET.parse(path).iter("message"):
        translation = message.find("translation")
        if translation is not None and translation.get("type") != "unfinished":
            forms = [form.text or "" for form in translation.iter("numerusform")]
            found[message.findtext("source", "")] = tuple(forms or [translation.text or ""])
    return found


def write_catalogue(path: Path, language: str, texts: Sequence[str], known: Catalogue) -> None:
    """Write a `.ts` file with these texts and what is known of them."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name")
    for text in texts:
        _add(context, text, known.get(text, ()))
    ET.indent(root, " ")
    body = ET.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', "utf-8")


def compile_catalogue(source: Path, target: Path) -> None:
    """Make the `.qm` file that the program reads."""
    lrelease = shutil.which("lrelease", path=str(Path(PySide6.__file__).parent))
    subprocess.run([lrelease or "lrelease", "-silent", source, "-qm", target], check=True)


def main(files: Sequence[str]) -> int:
    """Bring the catalogues up to date; what others than Swedish lack is shown in English."""
    texts = list(sources())
    numbers = [text for text in texts if NUMBER in text]
    missing = {}
    others = sorted({path.stem for path in CATALOGUES.glob("*.ts")} - {"sv", "en"})
    for language, wanted in (("sv", texts), ("en", numbers), *((one, texts) for one in others)):
        known = read_catalogue(CATALOGUES / f"{language}.ts")
        for file in files:
            if _language(file) == language:
                known |= _given(json.loads(Path(file).read_text(encoding="utf-8")))
        write_catalogue(CATALOGUES / f"{language}.ts", language, wanted, known)
        compile_catalogue(CATALOGUES / f"{language}.ts", CATALOGUES / f"{language}.qm")
        if language not in others:
            missing[language] = [text for text in wanted if text not in known]
    for language, lacking in missing.items():
        print(language, json.dumps(dict.fromkeys(lacking, ""), ensure_ascii=False, indent=1))
    return 1 if any(missing.values()) else 0


def _nodes(code: str) -> Iterator[ast.AST]:
    """Return the parts of a module in which there may be a text, or a class of errors."""
    return (node for node in ast.walk(ast.parse(code)) if isinstance(node, LOOKED_AT))


def _errors(modules: Iterable[Sequence[ast.AST]]) -> set[str]:
    """Return the names of all errors whose first argument is a sentence: `SdkError`'s family."""
    bases = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for nodes in modules
        for node in nodes
        if isinstance(node, ast.ClassDef)
    }
    family = {"SdkError"}
    while more := {name for name, of in bases.items() if of & family} - family:
        family |= more
    return family | ERRORS


def _own_sentences(error: ast.AST, shown: set[str]) -> Iterator[str]:
    """Return what an error says of itself, as it tells the class that it is a kind of."""
    is_shown = isinstance(error, ast.ClassDef) and error.name in shown
    for node in ast.walk(error) if is_shown else ():
        match node:
            case ast.Call(
                func=ast.Attribute(attr="__init__", value=ast.Call(func=ast.Name(id="super"))),
                args=[first, *_],
            ):
                yield from _constants(first)


def _texts(node: ast.AST, shown: set[str], *, named: bool) -> Iterator[str]:
    match node:
        case ast.Call(func=ast.Name(id=name), args=[first, *_]) if name in shown:
            yield from _constants(first)
        case ast.Call(func=ast.Name(id=name), args=[_, second, *_]) if name in SAID_BY_CONNECTIONS:
            yield from _constants(second)
        case ast.Call(func=ast.Name(id=name), args=said, keywords=more) if name in CHECKED:
            for one in (*said, *(keyword.value for keyword in more)):
                yield from _constants(one)
        case ast.Assign(targets=[ast.Name(id="text" | "advice")], value=value) if named:
            yield from _values(value)
        case ast.Assign(targets=[ast.Name(id="reason" | "_OLD")], value=value):
            yield from _values(value)
        case ast.keyword(arg="text" | "advice", value=value) if named:
            yield from _constants(value)
        case _:
            return


def _sentences(nodes: Sequence[ast.AST]) -> Iterator[str]:
    """Return every text that is a whole sentence, except docstrings."""
    docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            whole = node.value[:1].isupper() and " " in node.value and node.value.endswith(".")
            if whole and id(node) not in docstrings:
                yield node.value


def _values(node: ast.expr) -> Iterator[str]:
    parts = node.values if isinstance(node, ast.Dict) else [node]
    yield from (text for part in parts for text in _constants(part))


def _constants(node: ast.expr) -> Iterator[str]:
    """Return the texts that an expression may be: a constant, or one of two."""
    match node:
        case ast.Constant(value=str(text)) if text:
            yield text
        case ast.IfExp(body=one, orelse=other):
            yield from _constants(one)
            yield from _constants(other)
        case _:
            return


def _add(context: ET.Element, text: str, translations: Sequence[str]) -> None:
    message = ET.SubElement(context, "message", {"numerus": "yes"} if NUMBER in text else {})
    ET.SubElement(message, "source").text = text
    unfinished = {} if translations else {"type": "unfinished"}
    translation = ET.SubElement(message, "translation", unfinished)
    if NUMBER not in text:
        translation.text = "".join(translations[:1])
        return
    for form in translations:
        ET.SubElement(translation, "numerusform").text = form


def _language(file: str) -> str:
    return "en" if Path(file).stem == "en" else "sv"


def _given(content: Mapping[str, str | list[str]]) -> dict[str, tuple[str, ...]]:
    return {
        text: (forms,) if isinstance(forms, str) else tuple(forms)
        for text, forms in content.items()
        if forms
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
