"""Compares a document with its structure: what an XML Schema says, as tables in our own words.

Each kind of document has a `Grammar` in a module of its own; tests compare it with the official
schema. What a schema allows but SDK's profile does not is named by the rule that forbids it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
    found: list[Finding] = []
    _compare_element(root, grammar.kind, (None, root, 0), grammar, found)
    return tuple(found[:MOST])


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


_Place = tuple["_Place | None", Element, int]
"""An element in the place of another, and which of its equals it is; 0 where there is but one."""


def _compare_element(
    element: Element, kind: str, place: _Place, grammar: Grammar, found: list[Finding]
) -> None:
    rules = _rules(grammar, kind)
    if rules.is_opaque:
        return
    if attributes := element.items():
        found += islice(_attributes(attributes, rules.attributes, place), MOST)
    if rules.steps is not None:
        _compare_children(element, rules, place, grammar, found)
    elif len(element):
        found.append(_finding(_path(place), "Elements stand where only text may."))
    elif rules.check and (problem := rules.check(element.text or "")):
        found.append(_finding(_path(place), problem))


def _compare_children(
    element: Element, rules: _Rules, place: _Place, grammar: Grammar, found: list[Finding]
) -> None:
    children = list(element)
    if _holds_text(element, children):
        found.append(_finding(_path(place), "Text stands where only elements may."))
    tags = [child.tag for child in children]
    position = 0
    for tag, expected in rules.steps or ():
        first = position
        most = expected.most
        while position < len(tags) and tags[position] == tag and len(found) < MOST:
            number = position - first + 1
            if most is not None and number > most:
                break
            one = (place, children[position], 0 if most is not None else number)
            if expected.outside:
                text = "The profile does not allow the element."
                found.append(_finding(_path(one), text, expected.outside))
            _compare_element(children[position], expected.kind, one, grammar, found)
            position += 1
        if position - first < expected.least:
            missing = f"{_path(place)}/{expected.name.rpartition(':')[2]}"
            found.append(_finding(missing, "An element is missing or out of place."))
    if position < len(children):
        found += islice(_rest(children[position:], rules, place, grammar), MOST)


def _holds_text(element: Element, children: Sequence[Element]) -> bool:
    texts = [element.text, *[child.tail for child in children]]
    return any(texts) and any(text and text.strip(_SPACE) for text in texts)


def _attributes(
    attributes: Iterable[tuple[object, object]], allowed: Mapping[str, ValueCheck], place: _Place
) -> Iterator[Finding]:
    for name, value in attributes:
        if name in HINTS:
            continue
        if name not in allowed:
            yield _finding(_path(place), "An attribute stands where none may.")
        elif problem := allowed[str(name)](str(value)):
            yield _finding(f"{_path(place)}/@{name}", problem)


def _rest(
    children: Sequence[Element], rules: _Rules, place: _Place, grammar: Grammar
) -> Iterator[Finding]:
    own = grammar.tag(grammar.root).rpartition("}")[0] + "}"
    for child in children:
        is_foreign = str(child.tag).startswith("{") and not str(child.tag).startswith(own)
        if not rules.may_be_foreign or not is_foreign:
            yield _finding(_path(place), "An element stands where it may not.")


@dataclass(frozen=True, slots=True)
class _Rules:
    """What a grammar says of one kind of element."""

    steps: tuple[tuple[str, Child], ...] | None
    """What it holds, in order, each with its name with its namespace; None where it holds text."""
    check: ValueCheck | None
    attributes: Mapping[str, ValueCheck]
    is_opaque: bool
    may_be_foreign: bool


@cache
def _rules(grammar: Grammar, kind: str) -> _Rules:
    children = grammar.sequences.get(kind)
    return _Rules(
        steps=None if children is None else tuple((grammar.tag(c.name), c) for c in children),
        check=grammar.values.get(kind),
        attributes=grammar.attributes.get(kind, {}),
        is_opaque=kind in grammar.opaque,
        may_be_foreign=kind in grammar.foreign,
    )


def _path(place: _Place | None) -> str:
    steps = []
    while place is not None:
        place, element, number = place
        steps.append(local_name(element) + (f"[{number}]" if number else ""))
    return "/" + "/".join(reversed(steps))


def _finding(path: str, text: str, rule: str = SCHEMA) -> Finding:
    return Finding(rule=rule, cause="SV", code="structure", path=path, text=text)
