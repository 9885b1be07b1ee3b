"""The structure of a document: what is a heading, a list, a picture or a link, for who hears it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pydyf

from sdk_desktop.formats.paper.layout import Element, PlacedLine, PlacedPicture
from sdk_desktop.formats.paper.lines import Fonts

_PRINTED = 4
"""What is said of a link that it is printed, too; archives ask for it."""


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A page and its elements, with what is placed of each, in the order of their numbers on it."""

    written: pydyf.Dictionary
    elements: Mapping[Element, Sequence[PlacedLine | PlacedPicture]]


def add_structure(
    pdf: pydyf.PDF, root: Element, pages: Sequence[WrittenPage], fonts: Fonts
) -> None:
    """Add the structure, which names the marked texts, and for each text its element."""
    _Structure(pdf, pages, fonts).add(root)


def added(pdf: pydyf.PDF, one: pydyf.Object) -> pydyf.Object:
    """Add something to a document and return it."""
    pdf.add_object(one)
    return one


class _Structure:
    """The elements that have been written, and what the tree must say of where they are."""

    def __init__(self, pdf: pydyf.PDF, pages: Sequence[WrittenPage], fonts: Fonts) -> None:
        self._pdf, self._pages, self._fonts = pdf, pages, fonts
        self._written: dict[Element, bytes] = {}
        self._marks: dict[Element, list[str]] = {}
        self._links: list[bytes] = []

    def add(self, root: Element) -> None:
        tree = added(self._pdf, pydyf.Dictionary({"Type": "/StructTreeRoot"}))
        for page in self._pages:
            for place, element in enumerate(page.elements):
                mark = f"<< /Type /MCR /Pg {page.written.reference.decode()} /MCID {place} >>"
                self._marks.setdefault(element, []).append(mark)
        tree["K"] = pydyf.Array([self._add(root, tree.reference)])
        numbers: list[object] = []
        for number, page in enumerate(self._pages):
            own = pydyf.Array([self._written[element] for element in page.elements])
            numbers += [number, added(self._pdf, own).reference]
        for number, link in enumerate(self._links, len(self._pages)):
            numbers += [number, link]
        parents = added(self._pdf, pydyf.Dictionary({"Nums": pydyf.Array(numbers)}))
        tree["ParentTree"] = parents.reference
        tree["ParentTreeNextKey"] = len(numbers) // 2
        self._pdf.catalog["StructTreeRoot"] = tree.reference

    def _add(self, element: Element, parent: bytes) -> bytes:
        known = {"Type": "/StructElem", "S": f"/{element.tag}", "P": parent}
        if element.scope:
            known["A"] = f"<< /O /Table /Scope /{element.scope} >>"
        if element.words:
            known["Alt"] = pydyf.String(element.words)
        own = added(self._pdf, pydyf.Dictionary(known))
        self._written[element] = own.reference
        kids = [self._add(kid, own.reference) for kid in element.kids]
        links = self._add_links(element, own.reference) if element.leads_to else []
        own["K"] = pydyf.Array([*kids, *self._marks.get(element, ()), *links])
        return bytes(own.reference)

    def _add_links(self, element: Element, own: bytes) -> list[str]:
        """Let each line of a link be pressed, and return how its element names that."""
        goal = self._place_of(element.leads_to)
        said = []
        for page in self._pages:
            for line in page.elements.get(element, ()):
                if isinstance(line, PlacedLine) and goal:
                    pressed = self._pressed(line, goal)
                    pressed["StructParent"] = len(self._pages) + len(self._links)
                    self._links.append(own)
                    page.written.setdefault("Annots", pydyf.Array()).append(pressed.reference)
                    where = page.written.reference.decode()
                    said.append(f"<< /Type /OBJR /Pg {where} /Obj {pressed.reference.decode()} >>")
        return said

    def _pressed(self, line: PlacedLine, goal: str) -> pydyf.Object:
        font = self._fonts.of(line.style)
        low = line.y + font.descent * line.style.size / 1000
        right = line.x + self._fonts.width(line.text, line.style)
        box = [f"{at:.2f}" for at in (line.x, low, right, low + line.style.leading)]
        return added(
            self._pdf,
            pydyf.Dictionary(
                {
                    "Type": "/Annot",
                    "Subtype": "/Link",
                    "Rect": pydyf.Array(box),
                    "Border": "[0 0 0]",
                    "F": _PRINTED,
                    "Contents": pydyf.String(line.text),
                    "Dest": goal,
                }
            ),
        )

    def _place_of(self, name: str) -> str:
        """Return where the heading of a name stands, "" if there is none."""
        for page in self._pages:
            for element, placed in page.elements.items():
                if element.name == name and isinstance(placed[0], PlacedLine):
                    top = placed[0].y + placed[0].style.leading
                    return f"[{page.written.reference.decode()} /XYZ null {top:.2f} null]"
        return ""
