"""Statuses, events and problem documents in the JSON of the MT-MK API (RFC 7807 with issues)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from sdk_desktop.domain.delivery import DeliveryEvent, RejectionCause, Status, StatusReport
from sdk_desktop.formats.json_fields import as_mapping, displayable, read_json_time
from sdk_desktop.formats.values import write_time

_INCOMING = frozenset({"NEW", "RETRIEVED", "RECEIPT_SENT"})
_OURS = frozenset({Status.QUEUED, Status.UNKNOWN})
_CAUSES = frozenset(RejectionCause)
_NOTHING = "NA"
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")

MOST_EVENTS = 200
"""Events of a message, or issues of a problem, that are read; usual are five."""


@dataclass(frozen=True, slots=True)
class ServiceProblem:
    """Why a message service said no; `codes` and `titles` are those of its issues."""

    title: str
    codes: tuple[str, ...]
    titles: tuple[str, ...]
    details: tuple[str, ...]

    @property
    def said(self) -> bool:
        """Return whether the message service itself said no: a gateway writes no such document."""
        return bool(self.title or self.codes or self.titles)


def write_report(report: StatusReport) -> dict[str, object]:
    """Write `messageStatus` and `events`, newest first, each with the causes that belong to it."""
    newest_first = [event for group in reversed(_groups(report.events)) for event in group]
    events = {
        "type": "urn:problem-type:sdk:message",
        "title": str(report.status),
        "detail": str(report.status),
        "instance": instance_of(report.message_id),
        "eventIssues": [_issue(event) for event in newest_first],
    }
    return {"messageStatus": str(report.status), "events": events}


def read_report(data: Mapping[str, object]) -> StatusReport | None:
    """Read what a service says of an outgoing message (one `data` member).

    None when it names no message or is about an incoming one. A status that no specification
    names becomes an event of its own, so that its word can be shown.
    """
    attributes = as_mapping(data.get("attributes"))
    message_id = displayable(attributes.get("messageId")) or displayable(data.get("id"))
    word = displayable(attributes.get("messageStatus"))
    if not message_id or word.upper() in _INCOMING:
        return None
    status = Status.read(word.upper())
    status = Status.UNKNOWN if status in _OURS else status
    events = _read_events(attributes)
    if status is Status.UNKNOWN and word and word not in {event.code for event in events}:
        events = (*events, DeliveryEvent(word, None))
    return StatusReport(message_id, status, events)


def write_problem(status: int, title: str, issues: Sequence[DeliveryEvent]) -> dict[str, object]:
    """Write an HTTP error's problem document (`application/problem+json`)."""
    return {
        "type": "urn:problem-type:sdk:message",
        "title": title,
        "status": status,
        "eventIssues": [_issue(issue) for issue in issues],
    }


def instance_of(name: str) -> str:
    """Return what a problem is about as a URI (RFC 7807 §3.1), as the official document wants it.

    The document's own examples are bare UUIDs, which are none.
    """
    return f"urn:uuid:{name}" if _UUID.fullmatch(name) else f"urn:sdk:{quote(name, safe='')}"


def read_problem(document: object) -> ServiceProblem:
    """Read a problem document, as far as it is one."""
    problem = as_mapping(document)
    issues = [_read_issue(issue) for issue in _issues(problem)]
    return ServiceProblem(
        title=displayable(problem.get("title")),
        codes=tuple(issue.code for issue in issues if issue.code),
        titles=tuple(issue.title for issue in issues if issue.title),
        details=(
            displayable(problem.get("detail")),
            *(issue.detail for issue in issues if issue.detail),
        ),
    )


def _groups(events: Iterable[DeliveryEvent]) -> list[list[DeliveryEvent]]:
    """Put each cause with the event before it: a rejection is followed by its causes."""
    groups: list[list[DeliveryEvent]] = []
    for event in events:
        if event.is_cause and groups:
            groups[-1].append(event)
        else:
            groups.append([event])
    return groups


def _issue(event: DeliveryEvent) -> dict[str, object]:
    issue: dict[str, object] = {
        "typeCode": str(event.code),
        "title": event.title or str(event.code),
        "detail": event.detail or _NOTHING,
        "in": event.where or _NOTHING,
    }
    return issue | ({"dateTime": write_time(event.time)} if event.time else {})


def _read_events(attributes: Mapping[str, object]) -> tuple[DeliveryEvent, ...]:
    """Services write `events` or `event`, as one object or as a list of them."""
    given = attributes.get("events") or attributes.get("event")
    documents = given if isinstance(given, list) else [given]
    issues = [issue for one in documents[:MOST_EVENTS] for issue in _issues(as_mapping(one))]
    groups = _groups(_timed(_read_issue(issue) for issue in issues[:MOST_EVENTS]))
    return tuple(event for group in reversed(groups) for event in group)


def _issues(document: Mapping[str, object]) -> list[Mapping[str, object]]:
    """Find the issues; a problem document without any is its own issue."""
    given = document.get("eventIssues", document.get("eventsIssue"))
    if given is None:
        return [document] if document.get("title") or document.get("typeCode") else []
    listed = given if isinstance(given, list) else [given]
    return [issue for issue in listed[:MOST_EVENTS] if isinstance(issue, Mapping)]


def _read_issue(issue: Mapping[str, object]) -> DeliveryEvent:
    kind = displayable(issue.get("type")).rpartition(":")[2]
    code = displayable(issue.get("typeCode")) or kind or displayable(issue.get("title"))
    title = _said(issue.get("title"))
    return DeliveryEvent(
        code=code.upper() if code.upper() in _CAUSES else code,
        time=read_json_time(issue.get("dateTime")),
        title="" if title == code else title,
        detail=_said(issue.get("detail")),
        where=_said(issue.get("in")),
    )


def _said(value: object) -> str:
    text = displayable(value)
    return "" if text == _NOTHING else text


def _timed(events: Iterable[DeliveryEvent]) -> Iterable[DeliveryEvent]:
    """Return a cause without a time that of the event it belongs to."""
    time = None
    for event in events:
        if not event.is_cause:
            time = event.time
        yield replace(event, time=time) if event.time is None and event.is_cause else event
