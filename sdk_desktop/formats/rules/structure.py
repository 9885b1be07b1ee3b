"""Compares a document with its structure: what an XML Schema says, as tables in our own words.

Each kind of document has a `Grammar` in a module of its own; tests compare it with the official
schema. What a schema allows but SDK's profile does not is named by the rule that forbids it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from sdk_desktop.domain.errors import Finding
from sdk_desktop.formats.xmldsig.xml import Element

MOST = 100
"""Findings that are named; a hostile document may have a million."""

SCHEMA = "xsd"
"""The rule of everything that an official schema forbids."""

_INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"
HINTS = frozenset({f"{_INSTANCE}schemaLocation", f"{_INSTANCE}noNamespaceSchemaLocation"})
"""Attributes that say where a schema is; every element may have them, and nobody follows them."""

_SPACE = " \t\r\n"


@dataclass(frozen=True, slots=True)
class Child:
    """An element that may stand in another: its name, its kind and how many of it.

    The name has a prefix of its grammar. `outside` is the rule by which the profile forbids what
    the schema allows.
    """

    name: str
    kind: str
    least: int = 1
    most: int | None = 1
    outside: str = ""


def optional(name: str, kind: str) -> Child:
    """Return a child that may be missing."""
    return Child(name, kind, least=0)


def several(name: str, kind: str, least: int = 0) -> Child:
    """Return a child of which there may be many."""
    return Child(name, kind, least=least, most=None)


def forbidden(name: str, kind: str, rule: str, most: int | None = 1) -> Child:
    """Return a child that the schema allows, and a rule forbids."""
    return Child(name, kind, least=0, most=most, outside=rule)


ValueCheck = Callable[[str], str]
"""Gives what is wrong with a value as a sentence, or nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """The structure of one kind of document.

    `sequences` says what each kind of element holds, in order; `values` checks those that hold
    text; `attributes` says which ones each kind may have, and checks their values; of the kinds
    in `foreign`, elements of other namespaces may follow; what is in `opaque` is not looked into.
    """

    root: str
    kind: str
    namespaces: Mapping[str, str]
    sequences: Mapping[str, tuple[Child, ...]]
    values: Mapping[str, ValueCheck] = field(default_factory=dict)
    attributes: Mapping[str, Mapping[str, ValueCheck]] = field(default_factory=dict)
    foreign: frozenset[str] = frozenset()
    opaque: frozenset[str] = frozenset()

    def tag(self, name: str) -> str:
        """Return an element's name with its namespace."""
        prefix, _, local_name = name.rpartition(":")
        return f"{{{self.namespaces[prefix]}}}{local_name}"


def structure_findings(root: Element, grammar: Grammar) -> tuple[Finding, ...]:
    """Return every place where a document departs from its structure (`SV`/`structure`)."""
    if root.tag != grammar.tag(grammar.root):
        return (_finding("/", "The root element is not that of the document's kind."),)
    path = f"/{local_name(root)}"
    return tuple(islice(_element(root, grammar.kind, path, grammar), MOST))


def local_name(element: Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def xpath_of(element: Element) -> str:
    """Return an element's place as an XPath without prefixes; `[n]` where it has equal siblings."""
    steps = []
    node: Element | None = element
    while node is not None:
        before = sum(1 for _ in node.itersiblings(str(node.tag), preceding=True))
        alone = not before and next(node.itersiblings(str(node.tag)), None) is None
        steps.append(local_name(node) if alone else f"{local_name(node)}[{before + 1}]")
        node = node.getparent()
    return "/" + "/".join(reversed(steps))


def _element(element: Element, kind: str, path: str, grammar: Grammar) -> Iterator[Finding]:
    if kind in grammar.opaque:
        return
    if attributes := element.items():
        yield from _attributes(attributes, grammar.attributes.get(kind, {}), path)
    if kind in grammar.sequences:
        yield from _sequence(element, kind, path, grammar)
    elif len(element):
        yield _finding(path, "Elements stand where only text may.")
    elif kind in grammar.values and (problem := grammar.values[kind](element.text or "")):
        yield _finding(path, problem)


def _attributes(
    attributes: Iterable[tuple[object, object]], allowed: Mapping[str, ValueCheck], path: str
) -> Iterator[Finding]:
    for name, value in attributes:
        if name in HINTS:
            continue
        if name not in allowed:
            yield _finding(path, "An attribute stands where none may.")
        elif problem := allowed[str(name)](str(value)):
            yield _finding(f"{path}/@{name}", problem)


def _sequence(element: Element, kind: str, path: str, grammar: Grammar) -> Iterator[Finding]:
    children = list(element)
    texts = [element.text, *[child.tail for child in children]]
    if any(text and text.strip(_SPACE) for text in texts):
        yield _finding(path, "Text stands where only elements may.")
    tags = [child.tag for child in children]
    position = 0
    for tag, expected in _steps(grammar, kind):
        found = 0
        while position < len(tags) and tags[position] == tag:
            found += 1
            if expected.most is not None and found > expected.most:
                break
            yield from _child(children[position], expected, (path, found), grammar)
            position += 1
        if found < expected.least:
            missing = f"{path}/{expected.name.rpartition(':')[2]}"
            yield _finding(missing, "An element is missing or out of place.")
    yield from _rest(children[position:], kind, path, grammar)


@cache
def _steps(grammar: Grammar, kind: str) -> tuple[tuple[str, Child], ...]:
    """Return what a kind of element holds, in order, each with its name with its namespace."""
    return tuple((grammar.tag(child.name), child) for child in grammar.sequences[kind])


def _child(
    child: Element, expected: Child, place: tuple[str, int], grammar: Grammar
) -> Iterator[Finding]:
    path, number = place
    path = f"{path}/{local_name(child)}" + (f"[{number}]" if expected.most is None else "")
    if expected.outside:
        yield _finding(path, "The profile does not allow the element.", expected.outside)
    yield from _element(child, expected.kind, path, grammar)


def _rest(children: list[Element], kind: str, path: str, grammar: Grammar) -> Iterator[Finding]:
    own = grammar.tag(grammar.root).rpartition("}")[0] + "}"
    for child in children:
        is_foreign = str(child.tag).startswith("{") and not str(child.tag).startswith(own)
        if kind not in grammar.foreign or not is_foreign:
            yield _finding(path, "An element stands where it may not.")


def _finding(path: str, text: str, rule: str = SCHEMA) -> Finding:
    return Finding(rule=rule, cause="SV", code="structure", path=path, text=text)
