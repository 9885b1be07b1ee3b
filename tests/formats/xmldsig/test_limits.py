"""The bounds that hold before anything is parsed, at their edges."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from sdk_desktop.domain.errors import InvalidMessage
from sdk_desktop.formats.xmldsig import limits
from sdk_desktop.formats.xmldsig.limits import DEEPEST, LONGEST_TAG, MOST_TAGS, check_limits
from sdk_desktop.formats.xmldsig.xml import parse


def declared(count: int) -> bytes:
    return b" ".join(b'xmlns:n%d="urn:n"' % number for number in range(count))


def attributes(count: int) -> bytes:
    return b" ".join(b'a%d=""' % number for number in range(count))


@pytest.mark.parametrize(
    "data",
    [
        b"<a>" * DEEPEST + b"</a>" * DEEPEST,
        b"<a>" + b"<b/>" * (MOST_TAGS - 2) + b"</a>",
        b"<a b='%s'/>" % (b"x" * (LONGEST_TAG - 10)),
        b"<a><![CDATA[%s]]></a>" % (b"<b " * MOST_TAGS),
        b"<a><!-- %s --></a>" % (b"<b>" * DEEPEST * 2),
        b"<a>%s</a>" % (b"= " * 1_000_000),
        b"<a>%s</a>" % (b'xmlns="urn:x" ' * 100_000),
        b"<a b='>' c=\"/>\">" + b"<d e='<'/>".replace(b"<'", b"&lt;'") * 1000 + b"</a>",
        b"<a %s>%s</a>" % (declared(30), b"<b/>" * 20_000),
        b"<a>" + b'<b xmlns="urn:b"/>' * 50_000 + b"</a>",
    ],
    ids=[
        *("depth", "elements", "value", "CDATA", "comment", "equals signs", "names in text"),
        *("quoted", "thirty prefixes", "declared everywhere"),
    ],
)
def test_what_messages_may_need_is_read(data: bytes) -> None:
    assert parse(data) is not None


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"<a>" * (DEEPEST + 1) + b"</a>" * (DEEPEST + 1), "depth"),
        (b"<a>" + b"<b/>" * (MOST_TAGS - 1) + b"</a>", "size"),
        (b"<a>" + b"<!---->" * MOST_TAGS + b"</a>", "size"),
        (b"<a>" + b"<?b?>" * MOST_TAGS + b"</a>", "size"),
        (b"<a b='%s'/>" % (b"x" * LONGEST_TAG), "size"),
        (b"<%s/>" % (b"a" * LONGEST_TAG), "size"),
        (b"<a %s/>" % attributes(6000), "size"),
        (b"<a>" + b"<b %s/>" % attributes(1000) * 40 + b"</a>", "size"),
        (b"<a %s>%s</a>" % (declared(1000), b"<b/>" * 1000), "size"),
        (b"<a %s>" % declared(40) * 200 + b"</a>" * 200, "size"),
        (b"<a '>" * (DEEPEST + 2), "depth"),
        (b"<" * MOST_TAGS * 2, "depth"),
    ],
    ids=[
        *("depth", "elements", "comments", "instructions", "value", "name", "attributes"),
        *("many attributes each", "namespaces", "nested namespaces", "open quote", "brackets"),
    ],
)
def test_what_no_message_needs_is_refused_before_it_is_parsed(data: bytes, rule: str) -> None:
    with pytest.raises(InvalidMessage) as refusal:
        check_limits(data)

    assert [finding.rule for finding in refusal.value.findings] == [rule]


PARTS = st.sampled_from(
    [
        *(b"<a>", b"</a>", b"<a", b"<", b">", b"/>", b" xmlns:b='c'", b" d='e'", b"=", b"xmlns"),
        *(b"'", b'"', b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?", b"?>", b"</", b"text"),
    ]
)


@example(b"<a xmlns:b='c' xmlns:d='e'>" + b"<a/>" * 5)
@given(st.lists(PARTS, max_size=40).map(b"".join))
def test_what_is_told_to_cost_little_passes_no_limit(data: bytes) -> None:
    """With limits so narrow that about half of these documents pass one."""
    with pytest.MonkeyPatch.context() as narrow:
        for limit, value in (("DEEPEST", 6), ("LONGEST_TAG", 100), ("MOST_WORK", 20)):
            narrow.setattr(limits, limit, value)
        assume(limits._costs_little(data))

        limits._count(data)


def test_what_costs_little_is_told_of_a_message_as_they_are() -> None:
    message = b"<m xmlns='urn:m' xmlns:n='urn:n'>%s</m>" % (b"<n:a b='c'>text</n:a>" * 200)

    assert limits._costs_little(message)
