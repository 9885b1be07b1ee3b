"""The tables of the first version; frozen, as files with them exist."""

FIRST = (
    """CREATE TABLE audit (
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    time BIGINT NOT NULL,
    who TEXT NOT NULL,
    computer TEXT NOT NULL,
    mailbox TEXT NOT NULL,
    message_id TEXT NOT NULL,
    person TEXT NOT NULL,
    detail TEXT NOT NULL,
    words TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (number)
)""",
    "CREATE INDEX audit_kind ON audit (kind, number)",
    """CREATE TABLE audit_end (
    id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (id)
)""",
    """CREATE TABLE delivery (
    id INTEGER NOT NULL,
    message_id TEXT NOT NULL,
    status TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    due BIGINT,
    claimed BIGINT,
    PRIMARY KEY (id),
    UNIQUE (message_id)
)""",
    "CREATE INDEX delivery_status ON delivery (status)",
    """CREATE TABLE draft (
    id INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    mailbox TEXT NOT NULL,
    changed BIGINT,
    content TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE ("key")
)""",
    """CREATE TABLE fetch (
    what TEXT NOT NULL,
    time BIGINT NOT NULL,
    PRIMARY KEY (what)
)""",
    """CREATE TABLE function (
    id INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    identifier TEXT NOT NULL,
    name TEXT NOT NULL,
    organisation TEXT NOT NULL,
    description TEXT NOT NULL,
    categories TEXT NOT NULL,
    search_words TEXT NOT NULL,
    gone BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (identifier)
)""",
    "CREATE INDEX function_organisation ON function (organisation)",
    """CREATE TABLE function_use (
    identifier TEXT NOT NULL,
    favourite BOOLEAN NOT NULL,
    last_used BIGINT,
    PRIMARY KEY (identifier)
)""",
    """CREATE TABLE function_word (
    word TEXT NOT NULL,
    PRIMARY KEY (word)
)""",
    """CREATE TABLE mailbox (
    id INTEGER NOT NULL,
    address TEXT NOT NULL,
    name TEXT NOT NULL,
    organisation TEXT NOT NULL,
    organisation_name TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (address)
)""",
    """CREATE TABLE message (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    direction TEXT NOT NULL,
    mailbox TEXT NOT NULL,
    message_id TEXT NOT NULL,
    service_id TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    ref_to_message_id TEXT,
    label TEXT,
    counterpart TEXT NOT NULL,
    case_references TEXT NOT NULL,
    confidential BOOLEAN NOT NULL,
    created BIGINT NOT NULL,
    received BIGINT NOT NULL,
    unread BOOLEAN NOT NULL,
    attachments INTEGER NOT NULL,
    handler TEXT NOT NULL,
    unassigned BOOLEAN NOT NULL,
    diary_number TEXT NOT NULL,
    status TEXT NOT NULL,
    rejected BOOLEAN NOT NULL,
    duty TEXT NOT NULL,
    unreadable TEXT NOT NULL
)""",
    "CREATE INDEX message_conversation ON message (conversation_id)",
    "CREATE INDEX message_duty ON message (mailbox, id, duty, received) WHERE duty != ''",
    "CREATE INDEX message_handler ON message (handler, mailbox, id) WHERE handler != ''",
    "CREATE INDEX message_mailbox ON message (mailbox, id)",
    """CREATE UNIQUE INDEX message_message ON message (message_id, direction)
WHERE unreadable = ''""",
    "CREATE INDEX message_new ON message (mailbox, id) WHERE unread = 1",
    "CREATE INDEX message_sent ON message (mailbox, id) WHERE direction = 'out'",
    "CREATE INDEX message_service ON message (service_id)",
    "CREATE INDEX message_unassigned ON message (mailbox, id) WHERE unassigned = 1",
    """CREATE TABLE organisation (
    id INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    name TEXT NOT NULL,
    participant TEXT NOT NULL,
    number TEXT NOT NULL,
    alternate_name TEXT NOT NULL,
    description TEXT NOT NULL,
    country TEXT NOT NULL,
    kind TEXT NOT NULL,
    parent TEXT,
    gone BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    UNIQUE ("key")
)""",
    """CREATE TABLE body (
    message INTEGER NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (message),
    FOREIGN KEY(message) REFERENCES message (id) ON DELETE CASCADE
)""",
    """CREATE TABLE delivery_event (
    id INTEGER NOT NULL,
    delivery INTEGER NOT NULL,
    code TEXT NOT NULL,
    time BIGINT,
    title TEXT NOT NULL,
    detail TEXT NOT NULL,
    place TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(delivery) REFERENCES delivery (id) ON DELETE CASCADE
)""",
    "CREATE INDEX delivery_event_delivery ON delivery_event (delivery)",
    """CREATE TABLE draft_file (
    id INTEGER NOT NULL,
    draft INTEGER NOT NULL,
    name TEXT NOT NULL,
    content_type TEXT NOT NULL,
    digest TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(draft) REFERENCES draft (id) ON DELETE CASCADE
)""",
    "CREATE INDEX draft_file_draft ON draft_file (draft)",
    """CREATE TABLE file (
    id INTEGER NOT NULL,
    message INTEGER NOT NULL,
    document INTEGER NOT NULL,
    name TEXT NOT NULL,
    content_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(message) REFERENCES message (id) ON DELETE CASCADE
)""",
    "CREATE INDEX file_message ON file (message)",
    """CREATE TABLE raw (
    message INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (message),
    FOREIGN KEY(message) REFERENCES message (id) ON DELETE CASCADE
)""",
    """CREATE VIRTUAL TABLE message_search USING fts5(
    words, flat, starts, flat_starts, content='', contentless_delete=1,
    tokenize='unicode61 remove_diacritics 0'
)""",
    """CREATE VIRTUAL TABLE function_search USING fts5(
    names, more, flat, content='', contentless_delete=1, prefix='1 2 3 4 5 6 7 8',
    tokenize='unicode61 remove_diacritics 0'
)""",
)
