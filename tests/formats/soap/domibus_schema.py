"""The official schemas of the WS plugin, for whole SOAP messages."""

from functools import cache
from pathlib import Path

from lxml import etree

SOAP = "http://www.w3.org/2003/05/soap-envelope"
NAMESPACES = {
    "envelope.xsd": SOAP,
    "webservicePlugin-body.xsd": "http://eu.domibus.wsplugin/",
    "webservicePlugin-header.xsd": (
        "http://docs.oasis-open.org/ebxml-msg/ebms/v3.0/ns/core/200704/"
    ),
    "xmlmime.xsd": "http://www.w3.org/2005/05/xmlmime",
    "xml.xsd": "http://www.w3.org/XML/1998/namespace",
}


@cache
def schema(specs: Path) -> etree.XMLSchema:
    imports = "".join(
        f'<xs:import namespace="{space}" schemaLocation="{(specs / name).as_uri()}"/>'
        for name, space in NAMESPACES.items()
    )
    text = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>'
    return etree.XMLSchema(etree.fromstring(text))


def breaches(specs: Path, message: bytes) -> list[str]:
    """What the schemas say against a SOAP message.

    Each block is looked at by itself, too: within an envelope an unknown one would be passed over.
    """
    root = etree.fromstring(message)
    assert root.tag == f"{{{SOAP}}}Envelope"
    wholes = [root, *(etree.fromstring(etree.tostring(block)) for part in root for block in part)]
    return [str(error) for whole in wholes for error in errors_of(specs, whole)]


def fault_breaches(specs: Path, message: bytes) -> list[str]:
    """The same of a fault; the schema of the envelope has no place for one, but declares it."""
    fault = etree.fromstring(message).find(f"{{{SOAP}}}Body/{{{SOAP}}}Fault")
    assert fault is not None
    details = fault.find(f"{{{SOAP}}}Detail")
    inside = list(details) if details is not None else []
    wholes = [etree.fromstring(etree.tostring(one)) for one in (fault, *inside)]
    return [str(error) for whole in wholes for error in errors_of(specs, whole)]


def errors_of(specs: Path, whole: etree._Element) -> list[str]:
    validator = schema(specs)
    validator.validate(whole)
    return [str(error) for error in validator.error_log]
