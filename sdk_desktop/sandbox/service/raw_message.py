"""Unchecked JSON of a message that breaks the rules, as from a careless message service."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass(slots=True)
class Node:
    """An element, its name in lower case without prefix."""

    name: str
    text: str = ""
    children: list[Node] = field(default_factory=list)

    def first(self, *path: str) -> Node | None:
        """Return the first element under this one at a path."""
        node: Node | None = self
        for name in path:
            node = next((c for c in node.children if c.name == name), None) if node else None
        return node

    def each(self, name: str) -> list[Node]:
        """Return the elements of a name under this one."""
        return [child for child in self.children if child.name == name]

    def text_at(self, *path: str) -> str | None:
        """Return the text at a path, None where there is nothing."""
        node = self.first(*path)
        return node.text.strip() if node else None


def loose_attributes(data: bytes) -> dict[str, object]:
    """Return the `attributes` of a message as they stand in its XML, right or wrong."""
    reader = _Reader()
    reader.feed(data.decode("utf-8", "replace"))
    reader.close()
    message = reader.root.first("messagepayload", "message") or Node("message")
    header = message.first("messageheader") or Node("messageheader")
    body = message.first("messagebody") or Node("messagebody")
    confidential = header.text_at("confidentiality")
    return _given(
        creationDateTime=header.text_at("creationdatetime"),
        messageId=header.text_at("messageid"),
        conversationId=header.text_at("conversationid"),
        refToMessageId=header.text_at("reftomessageid"),
        label=header.text_at("label"),
        confidentiality={"true": True, "false": False}.get(confidential or "", confidential),
        sender=header.text_at("sender", "senderid", "extension"),
        recipient=header.text_at("recipient", "recipientid", "extension"),
        senderAttention=_attention(header.first("sender", "attention")),
        recipientAttention=_attention(header.first("recipient", "attention")),
        digitalDocument=[_document(document) for document in body.each("documents")],
    )


class _Reader(HTMLParser):
    """Builds nodes from anything that has tags; resolves no entity and loads nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Node("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs  # a message has none that mean anything
        node = Node(_local(tag))
        self._open[-1].children.append(node)
        self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if self._open[-1].name == _local(tag) and len(self._open) > 1:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].text += data


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _given(**fields: object) -> dict[str, object]:
    return {name: value for name, value in fields.items() if value is not None}


def _attention(attention: Node | None) -> dict[str, object] | None:
    if attention is None:
        return None
    unit = attention.first("suborganization") or Node("suborganization")
    return _given(
        subOrganization=_identified(unit, "organizationid"),
        attentionPerson=[_identified(p, "personid") for p in attention.each("person")],
        referenceId=[_identified(r, "referenceid") for r in attention.each("reference")],
    )


def _identified(node: Node, identifier: str) -> dict[str, object]:
    return _given(
        root=node.text_at(identifier, "root"),
        extension=node.text_at(identifier, "extension"),
        label=node.text_at("label"),
    )


def _document(document: Node) -> dict[str, object]:
    return _given(
        documentId=document.text_at("documentid"),
        documentName=document.text_at("documentname"),
        index=document.text_at("index"),
        contentTextBody=[
            text.text_at("charactersequence") for text in document.each("contenttext")
        ],
        contentFiles=[
            _given(
                fileName=file.text_at("filename"),
                contentType=file.text_at("contenttype"),
                content=file.text_at("content"),
            )
            for file in document.each("contentfiles")
        ],
    )
