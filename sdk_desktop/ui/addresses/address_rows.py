"""What the rows of a list of functions say, and in which groups they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sdk_desktop.domain.address import AddressHit, Organisation
from sdk_desktop.ui.words import tr
from sdk_desktop.ui.words.plain_text import one_line

_DESCRIBED = 300


@dataclass(frozen=True, slots=True)
class AddressRow:
    """A function as a row; `group` is the heading over the first of several, else empty."""

    hit: AddressHit
    more: str
    group: str = ""

    @property
    def title(self) -> str:
        """The function's name."""
        return function_title(self.hit)

    @property
    def spoken(self) -> str:
        """All of it in one line, for a screen reader."""
        marks = (
            tr("No longer in the address book") if self.hit.gone else "",
            tr("Favourite") if self.hit.favourite or self.hit.mailboxes else "",
            one_line(self.hit.function.description, _DESCRIBED),
        )
        said = " · ".join(filter(None, marks))
        return f"{self.title} · {organisation_title(self.hit)}. {said}"


def plain_rows(hits: Sequence[AddressHit]) -> tuple[AddressRow, ...]:
    """Return hits in their order, each with its organisation."""
    return tuple(AddressRow(hit, _named_more(hit)) for hit in hits)


def grouped_rows(
    hits: Sequence[AddressHit], own: Collection[str], names: Mapping[str, str]
) -> tuple[AddressRow, ...]:
    """Return hits by organisation, one's own first, those alone in theirs last.

    `own` are one's own participants, `names` the organisations' names by participant. The order
    within a group, and of the groups, is that of their first hits.
    """
    of: defaultdict[str, list[AddressHit]] = defaultdict(list)
    for hit in hits:
        of[hit.function.organisation.participant].append(hit)
    if len(of) == len(hits) and not own & of.keys():
        return plain_rows(hits)
    ours = [participant for participant in of if participant in own]
    several = [one for one in of if one not in own and len(of[one]) > 1]
    rows: list[AddressRow] = []
    for participant in (*ours, *several):
        first = of[participant][0].function.organisation
        name = one_line(names.get(participant) or first.name or participant)
        is_own = participant in own
        heading = tr("{name} · your own organisation").format(name=name) if is_own else name
        rows += _headed(heading, (AddressRow(hit, _more(hit, name)) for hit in of[participant]))
    alone = [hit for one in of if one not in {*ours, *several} for hit in of[one]]
    return (*rows, *_headed(tr("Others") if rows else "", plain_rows(alone)))


def preferred_rows(hits: Sequence[AddressHit], mailbox: str) -> tuple[AddressRow, ...]:
    """Return hits in their order for whoever writes from a mailbox: what is used goes first.

    That are one's own favourites, those of the mailbox, and whom one has written to.
    """
    groups: dict[str, list[AddressHit]] = {
        tr("Your favourites"): [one for one in hits if one.favourite],
        tr("Favourites of the mailbox"): [one for one in hits if _is_shared(one, mailbox)],
        tr("Written to before"): [one for one in hits if _is_recent(one, mailbox)],
    }
    known = [one for group in groups.values() for one in group]
    if not known:
        return plain_rows(hits)
    groups[tr("Address book")] = [one for one in hits if one not in known]
    headed = (_headed(name, plain_rows(group)) for name, group in groups.items())
    return tuple(row for group in headed for row in group)


def participant_names(organisations: Sequence[Organisation]) -> dict[str, str]:
    """Return what participants are called, by the organisations that have no other above them."""
    return {one.participant: one.name for one in organisations if one.parent is None}


def function_title(hit: AddressHit) -> str:
    """Return the function's name."""
    return one_line(hit.function.name or hit.function.identifier)


def organisation_title(hit: AddressHit) -> str:
    """Return the organisation's name, with its other name if it has one."""
    of = hit.function.organisation
    other = f" ({of.alternate_name})" if of.alternate_name else ""
    return one_line(f"{of.name or of.participant}{other}")


def _is_shared(hit: AddressHit, mailbox: str) -> bool:
    return mailbox in hit.mailboxes and not hit.favourite


def _is_recent(hit: AddressHit, mailbox: str) -> bool:
    return hit.last_used is not None and not hit.favourite and mailbox not in hit.mailboxes


def _headed(heading: str, rows: Iterable[AddressRow]) -> Iterator[AddressRow]:
    for row in rows:
        yield AddressRow(row.hit, row.more, heading)
        heading = ""


def _more(hit: AddressHit, heading: str) -> str:
    """Return a row's second line under a heading: its unit, if it has one, and what it does."""
    unit = one_line(hit.function.organisation.name)
    parts = (unit if unit != heading else "", one_line(hit.function.description, _DESCRIBED))
    return " · ".join(filter(None, parts))


def _named_more(hit: AddressHit) -> str:
    parts = (organisation_title(hit), one_line(hit.function.description, _DESCRIBED))
    return " · ".join(filter(None, parts))
