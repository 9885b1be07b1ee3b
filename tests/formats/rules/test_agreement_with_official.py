"""Our own words for structure and rules say what the official schemas and Schematron say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from sdk_desktop.domain.errors import Finding
from sdk_desktop.formats.message import message_findings
from sdk_desktop.formats.rules import acknowledgement_rules, envelope_rules
from sdk_desktop.formats.rules.acknowledgement_structure import ACKNOWLEDGEMENT_GRAMMAR
from sdk_desktop.formats.rules.envelope_structure import ENVELOPE_GRAMMAR
from sdk_desktop.formats.rules.structure import SCHEMA, Grammar
from sdk_desktop.formats.xmldsig.document import XmlDocument
from sdk_desktop.formats.xmldsig.xml import Element
from tests.formats.official import Official, official
from tests.formats.rules.mutations import mutations
from tests.formats.xmldsig import vectors

EACH = 60
"""Mutations of each example; there are fifteen examples."""

ONLY_OFFICIAL = {"R11-XHE"}
"""It looks at the sender by mistake; ours looks at the recipient."""


@dataclass(frozen=True)
class Ours:
    findings: Callable[[Element], tuple[Finding, ...]]
    own_rules: frozenset[str]
    grammar: Grammar | None = None


OURS = {
    "message": Ours(
        lambda root: message_findings(XmlDocument(root, {}, root)), frozenset({"content"})
    ),
    "envelope": Ours(envelope_rules.envelope_findings, envelope_rules.OWN_RULES, ENVELOPE_GRAMMAR),
    "acknowledgement": Ours(
        acknowledgement_rules.acknowledgement_findings,
        acknowledgement_rules.OWN_RULES,
        ACKNOWLEDGEMENT_GRAMMAR,
    ),
}
ENVELOPES = (
    *(*vectors.GOLDEN, *vectors.CHANGED),
    *("xhe/examples/XHE-tm-base.xml", "xhe/examples/XHE-NonXML-tm-base.xml"),
)
ACKNOWLEDGEMENTS = tuple(
    f"receipt/examples/Kvittens_{name}.xml"
    for name in ("AP-Accepterat", "RE-AnnatFel", "RE-SCHFel", "RE-SIG", "RE-XSDFel")
)
MESSAGES = tuple(
    f"message/examples/{name}.xml" for name in ("min", "TF2.4.2", "messageWithAttachments3")
)
EXAMPLES = (
    *(("envelope", name) for name in ENVELOPES),
    *(("acknowledgement", name) for name in ACKNOWLEDGEMENTS),
    *(("message", name) for name in MESSAGES),
)


def example(artefacts: Path, name: str) -> bytes:
    if "/" in name:
        return (artefacts / name).read_bytes()
    return vectors.envelope(artefacts, name)


def tags(grammar: Grammar | None) -> tuple[str, ...]:
    sequences = grammar.sequences.values() if grammar else ()
    return tuple(
        sorted({grammar.tag(child.name) for each in sequences for child in each if grammar})
    )


def our_rules(data: bytes, ours: Ours) -> set[str]:
    parser = etree.XMLParser(remove_comments=True)
    return {one.rule for one in ours.findings(etree.fromstring(data, parser))}


def disagreement(data: bytes, theirs: Official, ours: Ours) -> str:
    found = our_rules(data, ours)
    if not theirs.accepts(data):
        return "" if SCHEMA in found else f"xsd refuses: {theirs.schema.error_log.last_error}"
    broken = theirs.broken(data) - ONLY_OFFICIAL
    own = ours.own_rules | ONLY_OFFICIAL
    return "" if broken == found - own else f"{sorted(broken)} is not {sorted(found - own)}"


@pytest.mark.parametrize(("kind", "name"), EXAMPLES)
def test_every_mutation_is_judged_alike(artefacts: Path, kind: str, name: str) -> None:
    theirs, ours = official(artefacts, kind), OURS[kind]

    seed = EXAMPLES.index((kind, name))
    made = mutations(example(artefacts, name), tags(ours.grammar), seed, EACH)
    disagreements = [said for data in made if (said := disagreement(data, theirs, ours))]

    assert disagreements == []


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("digg", {"SDK-document-type"}),
        ("encrypted", set()),
        ("clear", set()),
        ("encrypted_payload", set()),
        ("unencrypted_payload", set()),
        ("xhe/examples/XHE-tm-base.xml", {"SDK-document-type"}),
        (
            "xhe/examples/XHE-NonXML-tm-base.xml",
            {"SDK-content", "SDK-document-type", "SDK-scope"},
        ),
    ],
)
def test_the_official_envelopes_break_no_official_rule(
    artefacts: Path, name: str, own: set[str]
) -> None:
    data = example(artefacts, name)

    assert official(artefacts, "envelope").accepts(data)
    assert official(artefacts, "envelope").broken(data) == set()
    assert our_rules(data, OURS["envelope"]) == own


@pytest.mark.parametrize("name", ACKNOWLEDGEMENTS)
def test_the_official_acknowledgements_break_no_rule(artefacts: Path, name: str) -> None:
    data = example(artefacts, name)

    assert official(artefacts, "acknowledgement").accepts(data)
    assert official(artefacts, "acknowledgement").broken(data) == set()
    assert our_rules(data, OURS["acknowledgement"]) == set()


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("min", set()),
        ("messageWithAttachments3", set()),
        ("TF2.4.1", {SCHEMA}),
        ("TF2.4.2", {"senderIdvalue"}),
    ],
)
def test_the_official_messages_are_judged_as_stated(
    artefacts: Path, name: str, rules: set[str]
) -> None:
    data = example(artefacts, f"message/examples/{name}.xml")

    assert official(artefacts, "message").accepts(data) == (SCHEMA not in rules)
    assert our_rules(data, OURS["message"]) == rules
