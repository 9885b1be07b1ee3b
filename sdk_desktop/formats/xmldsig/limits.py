"""Limits on what reading a document may cost, counted in its tags before it is parsed.

Canonical form costs the square of the namespaces in scope for every element, and the square of a
tag's attributes: without a bound, 20 kB take 20 seconds. Older versions of libxml2 also call
themselves for every level, until the stack ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sdk_desktop.domain.errors import Finding, InvalidMessage

LARGEST = 100_000_000
"""Bytes. A message may have 30 MB; what is larger is refused before it is looked at."""

MOST_TAGS = 100_000
"""Start and end tags, comments and the like; a tree of more takes more memory than it is worth."""

LONGEST_TAG = 65_536
"""Bytes of a start tag with its attributes."""

DEEPEST = 256
"""Levels of elements."""

MOST_WORK = 30_000_000
"""Squares of namespaces in scope and of attributes, summed over all elements: half a second."""

_OTHERS = ((b"<!--", b"-->"), (b"<![CDATA[", b"]]>"), (b"<?", b"?>"))
"""Beginnings and ends of comments, CDATA sections and processing instructions: no tags."""

_TAG = re.compile(rb"""<(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+""")


def check_size(data: bytes, largest: int = LARGEST) -> None:
    """Raise `InvalidMessage` for a document that is too large even to be looked at."""
    if len(data) > largest:
        raise unreadable_xml("size", "too-long", "The document is larger than allowed.")


def check_limits(data: bytes) -> None:
    """Raise `InvalidMessage` for a document in UTF-8 that costs more than any message needs.

    What is counted is right for every well-formed document, and for others up to their first fault.
    """
    if not _costs_little(data):
        _count(data)


def _costs_little(data: bytes) -> bool:
    """Return whether no limit can be passed, in whatever order the parts of a document stand.

    So it is of nearly all documents, and told a hundred times sooner.
    """
    elements = data.count(b"<") - data.count(b"</")
    work = elements * data.count(b"xmlns") ** 2 + data.count(b"=") ** 2
    return len(data) <= LONGEST_TAG and elements <= DEEPEST and work <= MOST_WORK


def _count(data: bytes) -> None:
    scopes = [0]
    work = 0
    for tag in _tags(data):
        if tag.startswith(b"</"):
            scopes[1:] = scopes[1:-1]
            continue
        scope = scopes[-1] + tag.count(b"xmlns")
        work += scope**2 + tag.count(b"=") ** 2
        if work > MOST_WORK:
            raise unreadable_xml(
                "size", "too-long", "The document has more namespaces than allowed."
            )
        if not tag.endswith(b"/"):
            scopes.append(scope)
        if len(scopes) > DEEPEST + 1:
            raise unreadable_xml(
                "depth", "structure", "The document is nested deeper than allowed."
            )


def unreadable_xml(rule: str, code: str, text: str) -> InvalidMessage:
    """Return the error for a document that is not even looked into."""
    finding = Finding(rule=rule, cause="SV", code=code, path="/", text=text)
    return InvalidMessage("The message is not a readable XML document.", (finding,))


def _tags(data: bytes) -> Iterator[bytes]:
    """Return the start and end tags, without the `>` at their end."""
    at = data.find(b"<")
    for _ in range(MOST_TAGS):
        if at < 0:
            return
        end = _end_of_other(data, at)
        if end is None:
            end = _end_of_tag(data, at)
            yield data[at:end]
        at = data.find(b"<", end)
    if at >= 0:
        raise unreadable_xml("size", "too-long", "The document has more elements than allowed.")


def _end_of_other(data: bytes, at: int) -> int | None:
    """Return the end of a comment and the like, None where a tag begins."""
    for begins, ends in _OTHERS:
        if data.startswith(begins, at):
            end = data.find(ends, at + len(begins))
            return len(data) if end < 0 else end
    return None


def _end_of_tag(data: bytes, at: int) -> int:
    match = _TAG.match(data, at)
    end = match.end() if match else at + 1
    if end - at > LONGEST_TAG:
        raise unreadable_xml("size", "too-long", "The document has a longer tag than allowed.")
    return end
