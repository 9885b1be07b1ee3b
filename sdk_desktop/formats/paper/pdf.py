"""Writes a document as PDF/A-2b: tagged, titled, in its language, with its own letters.

Only grey and colours of a known light are used (CalGray, CalRGB), so that no colour profile has to
come along. What is written depends on the document alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import count
from xml.sax.saxutils import escape

import pydyf

from sdk_desktop.domain.dossier.paper import Paper
from sdk_desktop.formats.paper.embedding import EmbeddedFont
from sdk_desktop.formats.paper.layout import (
    BOTTOM,
    LEFT,
    RIGHT,
    SMALL,
    Element,
    Layout,
    PlacedLine,
    PlacedPicture,
    PlacedRule,
    lay_out,
)
from sdk_desktop.formats.paper.lines import Fonts
from sdk_desktop.formats.paper.structure import WrittenPage, add_structure, added

_GREY = "<< /DefaultGray [/CalGray << /WhitePoint [0.9505 1 1.089] /Gamma 2.2 >>] >>"
_FOOT = BOTTOM - 32
_HAIR, _PALE = 0.5, 0.7
"""The lines of tables: how thick, and how light."""
_METADATA = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def write_paper(paper: Paper, fonts: Fonts) -> bytes:
    """Return a document as PDF/A-2b, the same bytes for the same document."""
    layout = lay_out(paper, fonts)
    pdf = pydyf.PDF()
    pages = _Pages(pdf, fonts)
    pages.add(layout, paper.numbered)
    add_structure(pdf, layout.root, pages.added, fonts)
    _describe(pdf, fonts.printable(paper.title, SMALL), paper.language)
    written = BytesIO()
    pdf.write(written, version=b"1.7", identifier=True)
    return written.getvalue()


class _Pages:
    """The pages that have been added."""

    def __init__(self, pdf: pydyf.PDF, fonts: Fonts) -> None:
        self.added: list[WrittenPage] = []
        self._pdf, self._fonts = pdf, fonts
        self._embedded = {
            False: EmbeddedFont("DejaVuSans", fonts.regular, 90),
            True: EmbeddedFont("DejaVuSans-Bold", fonts.bold, 150),
        }
        self._resources = added(pdf, pydyf.Dictionary({"ColorSpace": _GREY}))
        self._pictures: dict[str, str] = {}

    def add(self, layout: Layout, numbered: str) -> None:
        """Add all pages, and the fonts that they use."""
        for number in range(len(layout.pages)):
            foot = numbered.format(page=number + 1, pages=len(layout.pages))
            self._add(number, layout, foot)
        regular, bold = (self._embedded[weight].add_to(self._pdf) for weight in (False, True))
        self._resources["Font"] = f"<< /R {regular.decode()} /B {bold.decode()} >>"
        named = " ".join(f"/{name} {picture}" for name, picture in self._pictures.items())
        self._resources["XObject"] = f"<< {named} >>"

    def _add(self, number: int, layout: Layout, foot: str) -> None:
        elements: dict[Element, list[PlacedLine | PlacedPicture]] = {}
        besides: list[str] = []
        for part in layout.pages[number]:
            match part:
                case PlacedRule(y):
                    besides.append(_rule(y, layout.width))
                case PlacedLine(element=None):
                    besides.append(_besides(self._shown(part)))
                case PlacedPicture(element) | PlacedLine(element=Element() as element):
                    elements.setdefault(element, []).append(part)
        marked = map(self._marked, count(), elements, elements.values())
        content = [*marked, *besides, self._foot(foot)]
        stream = added(self._pdf, pydyf.Stream(["\n".join(content)], compress=True))
        page = pydyf.Dictionary(
            {
                "Type": "/Page",
                "Parent": self._pdf.pages.reference,
                "MediaBox": pydyf.Array([0, 0, layout.width, layout.height]),
                "Contents": stream.reference,
                "Resources": self._resources.reference,
                "StructParents": number,
                "Tabs": "/S",
            }
        )
        self._pdf.add_page(page)
        self.added.append(WrittenPage(page, elements))

    def _marked(
        self, place: int, element: Element, parts: Sequence[PlacedLine | PlacedPicture]
    ) -> str:
        text = "\n".join(map(self._shown, parts))
        return f"/{element.tag} << /MCID {place} >> BDC\n{text}\nEMC"

    def _foot(self, text: str) -> str:
        shown = self._fonts.printable(text, SMALL)
        return _besides(self._shown(PlacedLine(None, SMALL, LEFT, _FOOT, shown)))

    def _shown(self, part: PlacedLine | PlacedPicture) -> str:
        return self._line(part) if isinstance(part, PlacedLine) else self._picture(part)

    def _picture(self, part: PlacedPicture) -> str:
        name = f"I{len(self._pictures)}"
        self._pictures[name] = part.picture.add_to(self._pdf).decode()
        place = f"{part.width:.2f} 0 0 {part.height:.2f} {part.x:.2f} {part.y:.2f}"
        edge = f"{part.x:.2f} {part.y:.2f} {part.width:.2f} {part.height:.2f} re S"
        return f"q {place} cm /{name} Do Q\n{_HAIR} w {_PALE} G {edge}"

    def _line(self, line: PlacedLine) -> str:
        font = "B" if line.style.bold else "R"
        codes = self._embedded[line.style.bold].codes(line.text)
        place = f"{line.x:.2f} {line.y:.2f}"
        return f"BT /{font} {line.style.size} Tf 1 0 0 1 {place} Tm <{codes}> Tj ET"


def _rule(y: float, width: int) -> str:
    drawn = f"{_HAIR} w {_PALE} G {LEFT:.2f} {y:.2f} m {width - RIGHT:.2f} {y:.2f} l S"
    return f"/Artifact << /Type /Layout >> BDC\n{drawn}\nEMC"


def _besides(text: str) -> str:
    """Return what is shown on a page besides the document."""
    return f"/Artifact << /Type /Pagination >> BDC\n{text}\nEMC"


def _describe(pdf: pydyf.PDF, title: str, language: str) -> None:
    """Say what the document is, in both ways that readers look for."""
    said = _METADATA.format(title=escape(title), language=escape(language))
    extra = {"Type": "/Metadata", "Subtype": "/XML"}
    pdf.catalog["Metadata"] = added(pdf, pydyf.Stream([said.encode()], extra)).reference
    pdf.info["Title"] = pydyf.String(title)
    pdf.catalog["Lang"] = pydyf.String(language)
    pdf.catalog["MarkInfo"] = "<< /Marked true >>"
    pdf.catalog["ViewerPreferences"] = "<< /DisplayDocTitle true >>"
