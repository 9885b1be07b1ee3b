"""What several computers that serve a mailbox share: a ledger of sealed records in PostgreSQL.

The server orders and keeps what the devices write and can read none of it. `ledger` speaks with
it, `records`, `events` and `keys` seal and open, `members` says who belongs to a mailbox. The SQL
is in `resources/ledger`. Imports domain, resources, psycopg and cryptography; the store it does
not know.
"""
