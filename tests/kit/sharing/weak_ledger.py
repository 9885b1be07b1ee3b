"""A ledger that lacks one of its checks: what the check is for must go wrong then."""

import re

from sdk_desktop.resources import resource
from tests.kit.sharing.ledger import LedgerDatabase

CHECKS = {
    "client": "client < (SELECT m.least_client FROM ledger.meta m)",
    "role": "NOT ledger.allowed(box, as_manager, as_writer)",
    "chain": "known_number IS DISTINCT FROM 0 AND known_digest IS DISTINCT FROM\n"
    "     (SELECT e.digest FROM ledger.event e WHERE e.mailbox = box AND e.number = known_number)",
    "done": "  IF FOUND THEN\n"
    "    outcome := CASE WHEN past.withdrawn THEN 'withdrawn' ELSE 'again' END;",
    "term": "lease_term IS NOT NULL AND NOT EXISTS (\n"
    "    SELECT FROM ledger.lease l WHERE l.mailbox = box AND l.holder = own"
    " AND l.term = lease_term\n       FOR SHARE\n  )",
    "withdrawn": "    IF FOUND THEN\n"
    "      outcome := CASE WHEN past.withdrawn THEN 'withdrawn' ELSE 'done' END; RETURN;",
    "tombstone of the withdrawn": "  IF withdraws IS NOT NULL THEN\n    INSERT",
    "epoch": "key_epoch <> head.epoch AND NOT"
    " (cardinality(wraps) > 0 AND key_epoch = head.epoch + 1)",
    "version": "coalesce(r.version, 0) <> w.version",
    "incarnation": "of_incarnation IS DISTINCT FROM head.incarnation",
    "healing": "head.healing AND NOT offers",
    "lease": "(SELECT b.healing FROM ledger.mailbox b WHERE b.id = NEW.mailbox)",
    "late": "EXISTS (SELECT FROM ledger.past_incarnation p\n"
    "              WHERE p.mailbox = box AND p.incarnation = known_incarnation)",
    "all": "EXISTS (SELECT FROM ledger.awaited(box))",
    "giving up": "NOT ledger.allowed(box, cardinality(given_up) > 0, true)",
    "standby": "current_setting('synchronous_commit') IN ('off', 'local')",
    "kind": "EXISTS (\n    SELECT FROM unnest(ids, kinds) w (id, kind)\n"
    "      JOIN ledger.record r ON r.mailbox = box AND r.id = w.id WHERE r.kind <> w.kind\n  )",
}
"""Each condition, as it stands in a function of `resources/ledger`."""
_NEVER = {
    "done": "  IF false THEN\n    outcome := 'again';",
    "withdrawn": "    IF FOUND THEN outcome := 'withdrawn'; RETURN;",
    "tombstone of the withdrawn": "  IF false THEN\n    INSERT",
}


def weaken(network: LedgerDatabase, check: str) -> None:
    """Take one check out of the function that makes it."""
    first, second = (
        resource("ledger", name).read_text(encoding="utf-8") for name in ("1.sql", "2.sql")
    )
    written = first.replace("ledger.append(", "ledger.write_change(") + second
    functions = re.findall(r"CREATE FUNCTION .*?\n(?:END )?\$\$;", written, re.DOTALL)
    (whole,) = (one for one in functions if CHECKS[check] in one)
    whole = whole.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
    weak = whole.replace(CHECKS[check], _NEVER.get(check, "false"))
    with network.administration() as administration, administration.connection.transaction():
        administration.connection.execute("SET LOCAL ROLE sdk_ledger")
        administration.connection.execute(weak)
