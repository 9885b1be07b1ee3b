"""The house rules about the shape of the code, checked on every module of the project."""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pytest

MODULE_LINES = 400
FUNCTION_LINES = 50
CLASS_METHODS = 20
PARAMETERS = 6
NESTING = 3
FOLDER_FILES = 30

NAMES_THAT_SAY_NOTHING = {"utils", "helpers", "common", "manager", "models"}
THREADS = {"threading", "_thread", "concurrent", "multiprocessing", "asyncio"}
QT_THREADS = {"QThread", "QThreadPool", "QRunnable"}
THREADS_LIVE_IN = "sdk_desktop/ui/background.py"
EVERYTHING_MAY_BE_CAUGHT_IN = (
    THREADS_LIVE_IN,
    "sdk_desktop/service/errors.py",
    "sdk_desktop/store/",
    "sdk_desktop/usecases/faults.py",
)
LOCAL_TIMES_COME_FROM = "sdk_desktop/domain/clock.py"
DRAWN_ICON = re.compile(r"return QIcon\(_\w+\(")
UNFINISHED = re.compile(r"#.*\b(?:[T]ODO|[F]IXME|[X]XX)\b")

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
Function = ast.FunctionDef | ast.AsyncFunctionDef
STATEMENTS = (ast.stmt, ast.ExceptHandler, ast.match_case)
"""What may have a block in it: no expression has."""
BLOCKS = (
    *(ast.If, ast.For, ast.AsyncFor, ast.While, ast.Match),
    *(ast.Try, ast.TryStar, ast.With, ast.AsyncWith),
)


@dataclass(frozen=True)
class Module:
    """A module's text and its path in the project folder, with forward slashes."""

    path: str
    source: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source, self.path)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(self.tree))

    @cached_property
    def functions(self) -> list[Function]:
        return [node for node in self.nodes if isinstance(node, FUNCTIONS)]

    @cached_property
    def imports(self) -> list[str]:
        return [name for node in self.nodes for name in imported(node)]

    @property
    def of_the_client(self) -> bool:
        return self.path.startswith("sdk_desktop/")


Check = Callable[[Module], Iterator[str]]


def modules_longer_than_allowed(module: Module) -> Iterator[str]:
    if len(module.source.splitlines()) > MODULE_LINES:
        yield f"is longer than {MODULE_LINES} lines"


def functions_longer_than_allowed(module: Module) -> Iterator[str]:
    for function in module.functions:
        if lines_of(function) > FUNCTION_LINES:
            yield f"{function.name} has {lines_of(function)} lines"


def functions_with_too_many_parameters(module: Module) -> Iterator[str]:
    for function in module.functions:
        if len(parameters(function)) > PARAMETERS:
            yield f"{function.name} has {len(parameters(function))} parameters"


def functions_nested_too_deep(module: Module) -> Iterator[str]:
    for function in module.functions:
        if depth_of(function) > NESTING:
            yield f"{function.name} is nested {depth_of(function)} deep"


def classes_with_too_many_methods(module: Module) -> Iterator[str]:
    for node in module.nodes:
        if isinstance(node, ast.ClassDef):
            methods = [child for child in node.body if isinstance(child, FUNCTIONS)]
            if len(methods) > CLASS_METHODS:
                yield f"{node.name} has {len(methods)} methods"


def names_that_say_nothing(module: Module) -> Iterator[str]:
    parts = module.path.removesuffix(".py").split("/")
    yield from (f"is called {part}" for part in parts if part in NAMES_THAT_SAY_NOTHING)


def mocks(module: Module) -> Iterator[str]:
    for name in module.imports if "mock" in module.source else ():
        if name.startswith("unittest.mock") or name.split(".")[0] == "mock":
            yield f"imports {name}"


def errors_swallowed(module: Module) -> Iterator[str]:
    if not module.of_the_client or module.path.startswith(EVERYTHING_MAY_BE_CAUGHT_IN):
        return
    for node in module.nodes:
        if isinstance(node, ast.ExceptHandler) and catches_everything(node):
            yield f"catches everything in line {node.lineno}"


def threads_outside_background(module: Module) -> Iterator[str]:
    if not module.of_the_client or module.path == THREADS_LIVE_IN:
        return
    for name in module.imports:
        if name.split(".")[0] in THREADS or name.split(".")[-1] in QT_THREADS:
            yield f"imports {name}"


def printing(module: Module) -> Iterator[str]:
    if not module.of_the_client or module.path.startswith("sdk_desktop/cli/"):
        return
    for node in module.nodes:
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print":
            yield f"prints in line {node.lineno}"


def unfinished_work(module: Module) -> Iterator[str]:
    for number, line in enumerate(module.source.splitlines(), start=1):
        if UNFINISHED.search(line):
            yield f"is unfinished in line {number}"


def local_times_that_may_fail(module: Module) -> Iterator[str]:
    """Find conversions that raise for moments that a message may hold."""
    if module.of_the_client and module.path != LOCAL_TIMES_COME_FROM:
        for number, line in enumerate(module.source.splitlines(), start=1):
            if ".astimezone()" in line:
                yield f"makes a local time of its own in line {number}"


def icons_that_are_given_up(module: Module) -> Iterator[str]:
    """Find icons with an engine of Python's that do not stay: it is freed twice, now and then."""
    for function in module.functions if module.of_the_client else ():
        stays = any(ast.unparse(one) == "functools.cache" for one in function.decorator_list)
        if DRAWN_ICON.search(ast.unparse(function)) and not stays:
            yield f"{function.name} gives up an icon"


def missing_docstrings(module: Module) -> Iterator[str]:
    if not module.of_the_client:
        return
    if not ast.get_docstring(module.tree):
        yield "has no docstring"
    for name, node in public(module.tree):
        if not ast.get_docstring(node):
            yield f"{name} has no docstring"


def lines_of(function: Function) -> int:
    """Count from `def` to the end, without the docstring."""
    lines = (function.end_lineno or 0) - function.lineno + 1
    if ast.get_docstring(function) is None:
        return lines
    return lines - ((function.body[0].end_lineno or 0) - function.body[0].lineno + 1)


def parameters(function: Function) -> list[str]:
    given = function.args
    every = [*given.posonlyargs, *given.args, given.vararg, *given.kwonlyargs, given.kwarg]
    return [one.arg for one in every if one is not None and one.arg not in {"self", "cls"}]


def depth_of(node: ast.AST) -> int:
    """Count the blocks inside each other; an `elif` is no deeper than its `if`."""
    inside = [child for child in ast.iter_child_nodes(node) if isinstance(child, STATEMENTS)]
    inside = [child for child in inside if not isinstance(child, FUNCTIONS)]
    return max((depth_of(child) + deeper(node, child) for child in inside), default=0)


def deeper(parent: ast.AST, child: ast.AST) -> bool:
    is_elif = (
        isinstance(parent, ast.If)
        and isinstance(child, ast.If)
        and parent.orelse == [child]
        and parent.col_offset == child.col_offset
    )
    return isinstance(child, BLOCKS) and not is_elif


def imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def catches_everything(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    caught = {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)}
    return not caught.isdisjoint({"Exception", "BaseException"})


def public(
    parent: ast.Module | ast.ClassDef, prefix: str = ""
) -> Iterator[tuple[str, ast.ClassDef | Function]]:
    """Return the public names that need a docstring; Qt's overrides are known by their capitals."""
    for node in parent.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield prefix + node.name, node
            yield from public(node, f"{prefix}{node.name}.")
        elif isinstance(node, FUNCTIONS) and needs_a_docstring(node):
            yield prefix + node.name, node


def needs_a_docstring(function: Function) -> bool:
    decorators = {ast.unparse(decorator).split(".")[-1] for decorator in function.decorator_list}
    return (
        function.name.islower()
        and not function.name.startswith("_")
        and decorators.isdisjoint({"setter", "overload"})
    )


CHECKS = [
    modules_longer_than_allowed,
    functions_longer_than_allowed,
    functions_with_too_many_parameters,
    functions_nested_too_deep,
    classes_with_too_many_methods,
    names_that_say_nothing,
    mocks,
    errors_swallowed,
    threads_outside_background,
    printing,
    unfinished_work,
    local_times_that_may_fail,
    icons_that_are_given_up,
    missing_docstrings,
]

BAD = [
    (modules_longer_than_allowed, "sdk_desktop/long.py", "x = 1\n" * 401),
    (functions_longer_than_allowed, "installer/a.py", "def f():\n" + "    x = 1\n" * 50),
    (functions_with_too_many_parameters, "sdk_desktop/a.py", "def f(a, b, c, *, d, e, f, g): ..."),
    (
        functions_nested_too_deep,
        "sdk_desktop/a.py",
        "def f():\n if a:\n  for b in a:\n   with b:\n    while b:\n     b()",
    ),
    (
        classes_with_too_many_methods,
        "sdk_desktop/a.py",
        "class C:\n" + "".join(f"    def m{n}(self): ...\n" for n in range(21)),
    ),
    (names_that_say_nothing, "sdk_desktop/ui/utils.py", ""),
    (names_that_say_nothing, "sdk_desktop/models/letter.py", ""),
    (mocks, "tests/test_a.py", "from unittest import mock"),
    (mocks, "tests/test_a.py", "import unittest.mock"),
    (errors_swallowed, "sdk_desktop/a.py", "try:\n    f()\nexcept (OSError, Exception): ..."),
    (errors_swallowed, "sdk_desktop/a.py", "try:\n    f()\nexcept: ..."),
    (threads_outside_background, "sdk_desktop/a.py", "from concurrent.futures import Future"),
    (threads_outside_background, "sdk_desktop/ui/a.py", "from PySide6.QtCore import QThread"),
    (printing, "sdk_desktop/a.py", "print('hej')"),
    (unfinished_work, "sdk_desktop/a.py", "x = 1  # TO" + "DO: two"),
    (local_times_that_may_fail, "sdk_desktop/a.py", "x = now.astimezone().date()"),
    (icons_that_are_given_up, "sdk_desktop/ui/a.py", "def icon():\n    return QIcon(_Line())"),
    (missing_docstrings, "sdk_desktop/a.py", '"""A."""\nclass C:\n    def _m(self): ...'),
    (missing_docstrings, "sdk_desktop/a.py", "x = 1"),
]

GOOD = '''"""A module."""


class Rows:
    """The rows of a list."""

    def rowCount(self): ...

    def first(self, a, b, c, d, e, f):
        """Return the first row."""
        try:
            if a:
                with b:
                    return c
            elif d:
                return e
            elif f:
                return f
        except OSError:
            return None
'''


def every_module(project: Path, *folders: str) -> list[Module]:
    return [one for folder in folders for one in modules_in(project / folder, project)]


@cache
def modules_in(folder: Path, project: Path) -> list[Module]:
    """Return the modules below a folder, read and parsed once for all rules."""
    return [
        Module(path.relative_to(project).as_posix(), path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.py"))
    ]


@pytest.mark.parametrize("check", CHECKS)
def test_no_module_breaks_the_rule(project: Path, check: Check) -> None:
    modules = every_module(project, "sdk_desktop", "installer")

    assert [f"{one.path}: {breach}" for one in modules for breach in check(one)] == []


def test_no_folder_holds_more_files_than_one_can_survey(project: Path) -> None:
    modules = every_module(project, "sdk_desktop", "installer", "tests")

    files = Counter(one.path.rpartition("/")[0] for one in modules if "__init__" not in one.path)

    assert {folder: count for folder, count in files.items() if count > FOLDER_FILES} == {}


def test_no_public_class_or_function_has_the_name_of_another(project: Path) -> None:
    modules = every_module(project, "sdk_desktop")

    names = Counter(name for one in modules for name, _ in public(one.tree) if "." not in name)

    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("check", [names_that_say_nothing, mocks, unfinished_work])
def test_no_test_breaks_the_rule(project: Path, check: Check) -> None:
    modules = every_module(project, "tests")

    assert [f"{one.path}: {breach}" for one in modules for breach in check(one)] == []


@pytest.mark.parametrize(("check", "path", "source"), BAD)
def test_the_rule_finds_code_that_breaks_it(check: Check, path: str, source: str) -> None:
    assert list(check(Module(path, source)))


@pytest.mark.parametrize("check", CHECKS)
def test_the_rule_accepts_ordinary_code(check: Check) -> None:
    assert list(check(Module("sdk_desktop/ui/messages/message_list_model.py", GOOD))) == []


def test_every_rule_has_code_that_breaks_it() -> None:
    assert {check for check, _, _ in BAD} == set(CHECKS)


def test_qt_is_pinned_below_the_version_that_aborts(project: Path) -> None:
    described = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    locked = (project / "installer/requirements/run.txt").read_text(encoding="utf-8")

    qt = [one for one in described["project"]["dependencies"] if one.startswith("PySide6")]

    assert qt == ["PySide6-Essentials>=6.11,<6.12"]
    assert re.findall(r"^(pyside6\S*)==6\.11\.", locked, re.MULTILINE) == ["pyside6-essentials"]
