"""Documents with one or two faults each, made from official examples in an order of chance."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator

from lxml import etree

from sdk_desktop.formats.xmldsig.xml import Element

VALUES = (
    *("", " ", "x", "0", "1", "true", "false", " true ", "NA", "1.0", " 1.0\n", "å" * 257),
    *("2026-03-02", "2026-02-30", "2026-03-02T12:00:00", "2026-03-02T12:00:00Z"),
    *("2026-03-02T12:00:00.123Z", "12:00:00", "12:00:00Z", "25:00:00", "3 Sept. 2019"),
    *("0203:a.example.se", "iso6523-actorid-upis", "ACCEPTED", "REJECTED", "SV", "BV", " SIG "),
    *("862693f7-53d4-4d96-b35c-470055710092", "DOCUMENTID", "FEDERATIONID", "PROCESSID"),
    *("urn:fdc:digg.se:edelivery:xhe:1", "bdx:noprocess"),
)
ATTRIBUTES = ("schemeID", "schemeName", "languageID", "listID", "name", "Id", "x")
FOREIGN = "{urn:example:foreign}element"
SIGNATURE = "{http://www.w3.org/2000/09/xmldsig#}Signature"
OPAQUE = (
    SIGNATURE,
    "{http://docs.oasis-open.org/bdxr/ns/XHE/1/AggregateComponents}PayloadContent",
    "{http://docs.oasis-open.org/bdxr/ns/XHE/1/ExtensionComponents}XHEExtensions",
)
"""What the tables do not look into: signature and payload have readers and tests of their own."""


def mutations(example: bytes, names: tuple[str, ...], seed: int, count: int) -> Iterator[bytes]:
    """Make faulty documents; `names` are tags that may be put in, beside those of the example."""
    chance = random.Random(seed)  # noqa: S311 - the same documents on every run
    for _ in range(count):
        root = etree.fromstring(example, etree.XMLParser(remove_comments=True))
        present = {str(e.tag) for e in open_elements(root)}
        tags = (*sorted({*names, *present} - {*OPAQUE}), FOREIGN)
        for _ in range(chance.choice((1, 1, 1, 2))):
            chance.choice(CHANGES)(chance.choice(open_elements(root)), chance, tags)
        yield etree.tostring(root, encoding="UTF-8")


def open_elements(root: Element) -> list[Element]:
    """The elements that may be changed: nothing inside an opaque one."""
    return [
        element
        for element in root.iter()
        if not any(ancestor.tag in OPAQUE for ancestor in element.iterancestors())
    ]


Chance = random.Random
Tags = tuple[str, ...]


def drop(element: Element, chance: Chance, tags: Tags) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def repeat(element: Element, chance: Chance, tags: Tags) -> None:
    if element.getparent() is not None:
        element.addnext(copy.deepcopy(element))


def move(element: Element, chance: Chance, tags: Tags) -> None:
    following = element.getnext()
    if following is not None:
        following.addnext(element)


def rename(element: Element, chance: Chance, tags: Tags) -> None:
    element.tag = chance.choice(tags)


def put_in(element: Element, chance: Chance, tags: Tags) -> None:
    if element.tag not in OPAQUE:
        new = etree.SubElement(element, chance.choice(tags))
        new.text = chance.choice(VALUES)
        element.insert(chance.randrange(len(element)), new)


def write(element: Element, chance: Chance, tags: Tags) -> None:
    if element.tag not in OPAQUE:
        element.text = chance.choice(VALUES)


def empty(element: Element, chance: Chance, tags: Tags) -> None:
    if element.tag == SIGNATURE:
        return
    for child in list(element):
        element.remove(child)
    element.text = None


def mark(element: Element, chance: Chance, tags: Tags) -> None:
    if element.tag not in OPAQUE:
        element.set(chance.choice(ATTRIBUTES), chance.choice(("", "sv", "not a language", "x")))


def unmark(element: Element, chance: Chance, tags: Tags) -> None:
    if element.tag not in OPAQUE:
        element.attrib.clear()


def flag(element: Element, chance: Chance, tags: Tags) -> None:
    if element.text and not len(element):
        element.text = chance.choice(("true", "false", "1", "0", "ACCEPTED", "REJECTED"))


CHANGES: tuple[Callable[[Element, Chance, Tags], None], ...] = (
    *(drop, repeat, move, rename, put_in, put_in, write, write, empty, mark, unmark, flag),
)
