"""Acknowledgements as written and read."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sdk_desktop.domain.acknowledgement import Acknowledgement, AcknowledgementDocument
from sdk_desktop.domain.errors import Finding, InvalidMessage
from sdk_desktop.formats.acknowledgement import read_acknowledgement, write_acknowledgement

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
words = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)
moments = st.integers(0, 3_000_000_000).map(lambda n: EPOCH + timedelta(seconds=n))
domains = st.from_regex(r"0203:[a-z]{1,20}\.example\.se", fullmatch=True)


@st.composite
def causes(draw: st.DrawFn) -> Finding:
    code = draw(st.just("") | words)
    return Finding(code, draw(st.sampled_from(["SV", "BV", "SIG"])), code, draw(words), draw(words))


documents = st.builds(
    AcknowledgementDocument,
    identifier=st.uuids(version=4).map(str),
    issued=moments,
    sender=domains,
    recipient=domains,
    acknowledgement=st.builds(
        Acknowledgement, st.uuids(version=4).map(str), st.lists(causes(), max_size=4).map(tuple)
    ),
)
SAMPLE = AcknowledgementDocument(
    identifier="00000000-0000-4000-8000-000000000001",
    issued=datetime(2026, 5, 4, 12, tzinfo=UTC),
    sender="0203:a.example.se",
    recipient="0203:b.example.se",
    acknowledgement=Acknowledgement("00000000-0000-4000-8000-000000000002"),
)


@given(documents)
def test_what_is_written_is_read_again(document: AcknowledgementDocument) -> None:
    assert read_acknowledgement(write_acknowledgement(document)) == document


@given(documents)
def test_what_is_written_is_its_own_canonical_form(document: AcknowledgementDocument) -> None:
    data = write_acknowledgement(document)

    assert etree.tostring(etree.fromstring(data), method="c14n") == data


@pytest.mark.parametrize(
    "cause",
    [
        Finding("x", "XX", "x", "NA", "text"),
        Finding("x", "BV", "x", "NA", ""),
        Finding("x", "BV", "x", "NA", " "),
    ],
    ids=["no cause", "no text", "blank"],
)
def test_what_breaks_a_rule_is_never_written(cause: Finding) -> None:
    with pytest.raises(InvalidMessage):
        write_acknowledgement(replace(SAMPLE, acknowledgement=Acknowledgement("m", (cause,))))


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("AP-Accepterat", []),
        ("RE-XSDFel", ["SV"]),
        ("RE-SCHFel", ["BV", "BV"]),
        ("RE-AnnatFel", ["BV", "BV"]),
        ("RE-SIG", ["SIG"]),
    ],
)
def test_the_official_examples_are_read(artefacts: Path, name: str, codes: list[str]) -> None:
    path = artefacts / "receipt" / "examples" / f"Kvittens_{name}.xml"

    read = read_acknowledgement(path.read_bytes())

    assert [cause.cause for cause in read.acknowledgement.causes] == codes
    assert read.acknowledgement.accepted is (not codes)
