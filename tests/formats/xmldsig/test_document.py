import base64

import pytest
from lxml import etree

from sdk_desktop.domain.errors import InvalidMessage
from sdk_desktop.formats.xmldsig.document import LONG, read_document

C = "{urn:x}c"
FILE = base64.b64encode(bytes(range(256)) * 1024)


def around(text: bytes) -> bytes:
    return b'<a xmlns="urn:x"><b>&gt;&amp;</b><c k="v">' + text + b"</c><d></d></a>"


@pytest.mark.parametrize("text", [FILE, FILE[:LONG], b"\n" + FILE + b"\n\t ", b"QUJD"])
def test_the_canonical_form_is_that_of_the_whole_document(text: bytes) -> None:
    document = read_document(around(text), C)

    expected = etree.tostring(etree.fromstring(around(text)), method="c14n")
    assert b"".join(document.canonical()) == expected


def test_a_long_text_stays_out_of_the_tree_and_is_given_when_asked_for() -> None:
    document = read_document(around(FILE), C)

    holder = document.root[1]
    assert len(holder.text or "") < LONG
    assert bytes(document.text(holder)) == FILE
    assert document.length(holder) == len(FILE)


def test_a_short_text_is_given_as_well() -> None:
    document = read_document(around("åäö".encode()), C)

    assert bytes(document.text(document.root[1])) == "åäö".encode()


@pytest.mark.parametrize(
    "text",
    [
        FILE.replace(b"AAEC", b"AA\r\nC", 1),
        FILE + b"&gt;",
        FILE + b"<!-- a comment -->" + FILE,
        b"<![CDATA[" + FILE + b"]]>" + FILE,
        b"<!-- >" + FILE + b"<i> -->",
        FILE + b"<e/>" + FILE,
        "å".encode() + FILE,
    ],
    ids=[
        "carriage return",
        "entity",
        "comment",
        "half in CDATA",
        "in a comment",
        "mixed",
        "other text",
    ],
)
def test_what_is_not_plain_base64_is_canonicalised_like_everything_else(text: bytes) -> None:
    document = read_document(around(text), C)

    parser = etree.XMLParser(remove_comments=True, huge_tree=True)
    expected = etree.tostring(etree.fromstring(around(text), parser), method="c14n")
    assert b"".join(document.canonical()) == expected


def test_several_long_texts_come_back_in_their_places() -> None:
    first, second = FILE, FILE[4:] + b"QUJD"
    data = b"<a><b>" + first + b"</b><b>text</b><b>" + second + b"</b></a>"

    document = read_document(data, "b")

    assert b"".join(document.canonical()) == data
    assert [bytes(document.text(e)) for e in document.root] == [first, b"text", second]


@pytest.mark.parametrize("data", [b"<a>" + FILE, FILE, b"<a><b>" + FILE + b"</c></a>"])
def test_a_long_text_does_not_hide_that_the_document_is_not_well_formed(data: bytes) -> None:
    with pytest.raises(InvalidMessage):
        read_document(data, "b")


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b"<?b c?><a>1<?b c?>2</a><?b?>", b"<?b c?>\n<a>1<?b c?>2</a>\n<?b?>"),
        (b"<a>12<c><?x?></c></a>", b"<a>12<c><?x?></c></a>"),
    ],
)
def test_what_is_read_has_no_processing_instructions_what_is_signed_has(
    data: bytes, form: bytes
) -> None:
    document = read_document(data)

    assert document.root.text == "12"
    assert b"".join(document.canonical()) == form


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declaration", ["", "<?xml version='1.0' encoding='UTF-16'?>\n"])
def test_utf_16_is_read_by_its_mark(encoding: str, declaration: str) -> None:
    text = f"{declaration}<a>å\N{GRINNING FACE}<c>{FILE.decode()}</c></a>"
    mark = "" if encoding == "utf-16" else "\ufeff"

    document = read_document(f"{mark}{text}".encode(encoding), "c")

    assert document.root.text == "å\N{GRINNING FACE}"
    assert b"".join(document.canonical()) == text.removeprefix(declaration).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"<?xml version='1.0' encoding='UTF-16'?><a/>",
        "\ufeff<?xml version='1.0' encoding='UTF-8'?><a/>".encode("utf-16-le"),
        "\ufeff<a>".encode("utf-16-le") + b"\x00\xd8<\x00",
        b"\xff\xfe<",
        "<?xml version='1.0' encoding='ISO-8859-1'?><a>å</a>".encode("latin-1"),
    ],
    ids=["declared only", "declared otherwise", "half a character", "half a unit", "Latin"],
)
def test_other_encodings_are_refused(data: bytes) -> None:
    with pytest.raises(InvalidMessage) as refusal:
        read_document(data)

    assert [finding.rule for finding in refusal.value.findings] == ["encoding"]


def test_exclusive_form_leaves_out_what_is_not_used() -> None:
    document = read_document(b'<a xmlns:p="urn:p" xmlns:q="urn:q"><b/></a>')

    assert b"".join(document.canonical(exclusive=True)) == b"<a><b></b></a>"
    with_prefix = b"".join(document.canonical(exclusive=True, prefixes=("q",)))
    assert with_prefix == b'<a xmlns:q="urn:q"><b></b></a>'


@pytest.mark.parametrize("holders", [(), ("{urn:x}d",)])
def test_a_long_text_where_none_belongs_is_part_of_the_tree(holders: tuple[str, ...]) -> None:
    document = read_document(around(FILE), *holders)

    assert (document.root[1].text or "").encode() == FILE
