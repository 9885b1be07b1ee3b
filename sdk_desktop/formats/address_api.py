"""SDK Adressbok in JSON:API (sdk-addressbook 1.1, B1.3.6; address-book.md §API).

The full list of attributes is not public: what is known is read, the rest is ignored, and an entry
without its name or its address is left out instead of stopping the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sdk_desktop.domain.address import Function, Organisation
from sdk_desktop.formats.json_fields import LONGEST_SHOWN, as_mapping, displayable

_CODE_LISTS = ("codes", "values", "searchCodes")
_PARTICIPANT = re.compile(r"[0-9]{4}:[a-z0-9-]+(?:\.[a-z0-9-]+)+$", re.IGNORECASE)
"""A participant identifier (`0203:domain`) at the end of a function address."""

_MOST_WORDS = 1_000
"""Search words or categories of one function."""

_SEARCH_CODES = ("searchCodes", "codes", "searchWords")


def write_list(
    resources: Sequence[Mapping[str, object]], *, self_url: str, first_url: str, next_url: str = ""
) -> dict[str, object]:
    """Write one page; without `next_url` it is the last."""
    links = {"self": self_url, "first": first_url} | ({"next": next_url} if next_url else {})
    return {"meta": {"count": len(resources)}, "links": links, "data": list(resources)}


def write_organisation(organisation: Organisation) -> dict[str, object]:
    """Write an organisation as a resource."""
    attributes = {
        "participantIdentifier": organisation.participant,
        "organizationNumber": organisation.number,
        "name": organisation.name,
        "alternateName": organisation.alternate_name,
        "description": organisation.description,
        "countryCode": organisation.country,
        "type": organisation.kind,
    }
    return _resource("organizations", organisation.key, attributes, organisation.parent)


def write_function(function: Function, codes: Mapping[str, str]) -> dict[str, object]:
    """Write a function as a resource; `codes` gives each search word's code."""
    attributes = {
        "identifier": function.identifier,
        "name": function.name,
        "description": function.description,
        "categories": list(function.categories),
        "searchCodes": [codes[word] for word in function.search_words],
    }
    return _resource("addresses", function.key, attributes, function.organisation.key)


def write_code_system(key: str, name: str, codes: Mapping[str, str]) -> dict[str, object]:
    """Write a code system as a resource; `codes` gives each search word's code."""
    listed = [{"code": code, "name": word} for word, code in codes.items()]
    return _resource("codesystems", key, {"name": name, "codes": listed}, None)


def number_words(words: Iterable[str]) -> dict[str, str]:
    """Return each search word a code (`S001`, …), the same for the same words."""
    return {word: f"S{number:03}" for number, word in enumerate(sorted(set(words)), start=1)}


def read_organisations(resources: Iterable[object]) -> dict[str, Organisation]:
    """Read organisations by their key; a unit without a participant of its own has its parent's."""
    read = (_read_organisation(as_mapping(resource)) for resource in resources)
    known = {organisation.key: organisation for organisation in read if organisation}
    return {key: replace(one, participant=_participant(one, known)) for key, one in known.items()}


def read_words(resources: Iterable[object]) -> dict[str, str]:
    """Read code systems: each search code's word."""
    words: dict[str, str] = {}
    for resource in resources:
        attributes = as_mapping(as_mapping(resource).get("attributes"))
        entries = (one for name in _CODE_LISTS for one in _listed(attributes.get(name)))
        for entry in map(as_mapping, entries):
            word = _first(entry, "name", "displayName", "label", "description")
            words[_first(entry, "code", "id", "value")] = word
    return {code: word for code, word in words.items() if code and word}


def read_functions(
    resources: Iterable[object],
    organisations: Mapping[str, Organisation],
    words: Mapping[str, str],
) -> tuple[Function, ...]:
    """Read functions; a code without a word is its own word.

    One whose organisation is not among those that are known is kept: its address names the
    participant, by which it is found, or else known by that alone.
    """
    read = (_read_function(as_mapping(one), organisations, words) for one in resources)
    return tuple(function for function in read if function)


def _resource(
    kind: str, key: str, attributes: Mapping[str, object], parent: str | None
) -> dict[str, object]:
    given = {name: value for name, value in attributes.items() if value not in ("", [])}
    resource: dict[str, object] = {"id": key, "type": kind, "attributes": given}
    if parent is not None:
        owner = {"type": "organizations", "id": parent}
        resource["relationships"] = {"parent": {"data": owner}}
    return resource


def _read_organisation(resource: Mapping[str, object]) -> Organisation | None:
    key, attributes = _word(resource.get("id")), as_mapping(resource.get("attributes"))
    participant = _first(attributes, "participantIdentifier")
    name = _first(attributes, "name", "alternateName") or participant
    if not key or not name:
        return None
    return Organisation(
        key=key,
        name=name,
        participant=participant,
        number=_first(attributes, "organizationNumber"),
        alternate_name=_first(attributes, "alternateName"),
        description=_first(attributes, "description"),
        country=_first(attributes, "countryCode") or "SE",
        kind=_first(attributes, "type") or "o",
        parent=_parent(resource) or None,
    )


def _participant(organisation: Organisation, known: Mapping[str, Organisation]) -> str:
    seen: set[str] = set()
    one: Organisation | None = organisation
    while one is not None and not one.participant and one.key not in seen:
        seen.add(one.key)
        one = known.get(one.parent or "")
    return one.participant if one else ""


def _read_function(
    resource: Mapping[str, object],
    organisations: Mapping[str, Organisation],
    words: Mapping[str, str],
) -> Function | None:
    attributes = as_mapping(resource.get("attributes"))
    identifier = _first(attributes, "identifier")
    if not identifier:
        return None
    codes = [code for name in _SEARCH_CODES for code in _words(attributes.get(name), "code")]
    return Function(
        key=_word(resource.get("id")) or identifier,
        identifier=identifier,
        name=_first(attributes, "name") or identifier,
        organisation=_owner(_parent(resource), identifier, organisations),
        description=_first(attributes, "description"),
        categories=_words(attributes.get("categories"), "name"),
        search_words=tuple(dict.fromkeys(words.get(code, code) for code in codes)),
    )


def _owner(key: str, identifier: str, organisations: Mapping[str, Organisation]) -> Organisation:
    if key in organisations:
        return organisations[key]
    named = _PARTICIPANT.search(identifier)
    participant = named[0] if named else ""
    same = (one for one in organisations.values() if participant and not one.parent)
    found = next((one for one in same if one.participant == participant), None)
    name = participant or key or identifier
    return found or Organisation(key=f"?{name}", name=name, participant=participant)


def _parent(resource: Mapping[str, object]) -> str:
    parent = as_mapping(as_mapping(resource.get("relationships")).get("parent"))
    return _word(as_mapping(parent.get("data")).get("id"))


def _words(value: object, name: str) -> tuple[str, ...]:
    """Read a list of words, which may be objects that name them or texts with commas."""
    if isinstance(value, str):
        found = [displayable(part) for part in value[:LONGEST_SHOWN].split(",")]
    else:
        found = [
            _first(one, name, "name", "id") if isinstance(one, Mapping) else _word(one)
            for one in _listed(value)[:_MOST_WORDS]
        ]
    return tuple(dict.fromkeys(word for word in found if word))


def _first(mapping: Mapping[str, object], *names: str) -> str:
    return next((word for name in names if (word := _word(mapping.get(name)))), "")


def _word(value: object) -> str:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return str(value) if whole else displayable(value)


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()
