"""What the parser takes and refuses, and how what was parsed is written."""

import pytest

from sdk_desktop.formats.xmldsig.xml import (
    canonical_form,
    parse,
    parse_whole,
    qualified,
    serialised,
)

AMPERSANDS = (
    b'<a xmlns="urn:x?a&amp;b" xmlns:q="urn:&amp;q&amp;" xmlns:r="urn:r"><b c="&amp;">'
    b'xmlns="urn:&amp;q"</b><?pi <a xmlns="urn:&q"?></a>'
)


def test_an_ampersand_in_the_name_of_a_namespace_is_written_as_a_reference() -> None:
    root = parse_whole(AMPERSANDS)

    assert canonical_form(root, exclusive=False, prefixes=()) == AMPERSANDS
    assert parse(serialised(root)).nsmap == root.nsmap
    assert parse(serialised(root[0])).nsmap == root.nsmap


def test_it_is_in_exclusive_form_too() -> None:
    root = parse(b'<q:a xmlns:q="urn:&amp;q"><b/></q:a>')

    form = canonical_form(root, exclusive=True, prefixes=())
    assert form == b'<q:a xmlns:q="urn:&amp;q"><b></b></q:a>'


@pytest.mark.parametrize(
    "written",
    [
        b'<a xmlns:q="urn:&q" b="&amp;">&lt;a xmlns:q="urn:&amp;q"</a>',
        b'<a xmlns:q="urn:&amp;q" b="&amp;">&lt;a xmlns:q="urn:&amp;q"</a>',
    ],
    ids=["libxml2 before 2.14", "since"],
)
def test_what_older_and_newer_libraries_write_is_the_same(
    written: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = parse(b"<a/>")
    monkeypatch.setattr("lxml.etree.tostring", lambda *_, **__: written)

    form = b'<a xmlns:q="urn:&amp;q" b="&amp;">&lt;a xmlns:q="urn:&amp;q"</a>'
    assert serialised(root) == form


def test_a_path_without_prefixes_finds_what_the_prefixes_name() -> None:
    root = parse(b'<a xmlns="urn:one:x" xmlns:q="urn:two"><b><q:c>found</q:c><c>other</c></b></a>')
    namespaces = {"o": "urn:one:x", "t": "urn:two"}

    path = qualified(".//o:b/t:c", namespaces)

    assert path == ".//{urn:one:x}b/{urn:two}c"
    assert root.findtext(path) == root.findtext(".//o:b/t:c", None, namespaces) == "found"
