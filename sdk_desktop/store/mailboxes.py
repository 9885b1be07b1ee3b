"""The function addresses that this client represents."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import sqlalchemy as sa

from sdk_desktop.domain.changes import TableFamily
from sdk_desktop.domain.mailbox import Mailbox
from sdk_desktop.store.changes import WrittenFamilies
from sdk_desktop.store.schema.tables import mailbox

_RENEW = sa.update(mailbox).where(mailbox.c.address == sa.bindparam("known"))


@dataclass(frozen=True, slots=True)
class Mailboxes:
    """The mailboxes of the store, within one transaction."""

    connection: sa.Connection
    written: WrittenFamilies

    def put(self, given: Mailbox) -> None:
        """Store a mailbox, new or renamed."""
        self.written.note(TableFamily.MESSAGES)
        values = asdict(given)
        del values["answer_days"]  # which the settings say
        if not self.connection.execute(_RENEW, {"known": given.address, **values}).rowcount:
            self.connection.execute(sa.insert(mailbox), values)

    def all(self) -> tuple[Mailbox, ...]:
        """Return the mailboxes in the order in which they were first stored."""
        columns = (mailbox.c.address, mailbox.c.name, mailbox.c.organisation)
        wanted = sa.select(*columns, mailbox.c.organisation_name).order_by(mailbox.c.id)
        return tuple(Mailbox(*row) for row in self.connection.execute(wanted))
