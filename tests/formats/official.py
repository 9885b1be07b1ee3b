"""The official schemas and Schematron rules, evaluated by libxml2 and by Saxon."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import etree
from saxonche import PySaxonProcessor, PyXsltExecutable

SCH = "{http://purl.oclc.org/dsdl/schematron}"
XSL = "http://www.w3.org/1999/XSL/Transform"
FILES = {
    "message": (
        "message/infrastructure_messaging_MessageWithAttachments_3.0.xsd",
        "message/MessageConstraints.xml",
    ),
    "envelope": ("xhe/XHE-1.0.xsd", "xhe/schematron/DIGG-XHE-Business-Rules.scmt"),
    "acknowledgement": (
        "receipt/schema/DIGG UBL-ApplicationResponse-2.1.xsd",
        "receipt/schematron/DIGG-AppRes-Business-Rules.scmt",
    ),
}


@dataclass(frozen=True)
class Official:
    """What the official artefacts say of one kind of document."""

    schema: etree.XMLSchema
    saxon: PySaxonProcessor
    rules: PyXsltExecutable

    def accepts(self, data: bytes) -> bool:
        """Whether the schema accepts a document."""
        return bool(self.schema.validate(etree.fromstring(data, etree.XMLParser(huge_tree=True))))

    def broken(self, data: bytes) -> set[str]:
        """The ids of the Schematron rules that a document breaks."""
        node = self.saxon.parse_xml(xml_text=data.decode("utf-8-sig"))
        return set(self.rules.transform_to_string(xdm_node=node).split())


@cache
def official(specs: Path, kind: str) -> Official:
    """Load the official artefacts of a kind of document, once in a process."""
    schema, rules = (specs / name for name in FILES[kind])
    saxon = PySaxonProcessor(license=False)
    compiler = saxon.new_xslt30_processor()
    return Official(
        etree.XMLSchema(etree.parse(schema)),
        saxon,
        compiler.compile_stylesheet(stylesheet_text=stylesheet(etree.parse(rules).getroot())),
    )


def stylesheet(schema: etree._Element) -> str:
    """Turn Schematron into XSLT as its standard says: a mode a pattern, a template a rule."""
    spaces = "".join(
        f' xmlns:{ns.get("prefix")}="{ns.get("uri")}"' for ns in schema.iter(f"{SCH}ns")
    )
    abstract = {p.get("id"): p for p in schema.iter(f"{SCH}pattern") if p.get("abstract")}
    modes, templates = [], []
    concrete = [p for p in schema.iter(f"{SCH}pattern") if not p.get("abstract")]
    for number, pattern in enumerate(concrete):
        given = {str(p.get("name")): str(p.get("value")) for p in pattern.iter(f"{SCH}param")}
        source = abstract[pattern.get("is-a")] if pattern.get("is-a") else pattern
        modes.append(f'<xsl:apply-templates select="/" mode="p{number}"/>')
        templates.append(f'<xsl:mode name="p{number}" on-no-match="shallow-skip"/>')
        for order, rule in enumerate(source.iter(f"{SCH}rule")):
            templates.append(template(rule, (number, order), str(pattern.get("id")), given))
    return (
        f'<xsl:stylesheet version="3.0" xmlns:xsl="{XSL}"{spaces}><xsl:output method="text"/>'
        f'<xsl:template match="/">{"".join(modes)}</xsl:template>{"".join(templates)}'
        "</xsl:stylesheet>"
    )


def template(
    rule: etree._Element, place: tuple[int, int], pattern: str, given: dict[str, str]
) -> str:
    """Write a rule; the first of a pattern's rules that matches a node is the one that counts."""

    def filled(text: str) -> str:
        for name in sorted(given, key=len, reverse=True):
            text = text.replace(f"${name}", given[name])
        return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")

    number, order = place
    tests = "".join(
        f'<xsl:if test="not({filled(str(one.get("test")))})">'
        f"<xsl:text>{one.get('id') or pattern} </xsl:text></xsl:if>"
        for one in rule.iter(f"{SCH}assert")
    )
    context = filled(str(rule.get("context")))
    return (
        f'<xsl:template match="{context}" mode="p{number}" priority="{100 - order}">{tests}'
        f'<xsl:apply-templates mode="p{number}"/></xsl:template>'
    )
