-- The ledger of shared mailboxes, format 1, for PostgreSQL 15 or later.
--
-- It orders what the members' devices write and hands it on. What it holds is sealed: it knows
-- which mailbox, record, kind of record, device and time, never what, whom or from whom.
-- The role sdk_ledger owns it and nobody logs in as that; whoever runs this file is let into it
-- and must own the database and be allowed to make roles. Devices read their own mailboxes (row-level security)
-- and write through functions only, all of a mailbox's records through `append`.

DO $$
BEGIN
  IF current_setting('server_version_num')::int < 150000 THEN
    RAISE EXCEPTION 'The ledger needs PostgreSQL 15 or later.';
  END IF;
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'sdk_device') THEN
    CREATE ROLE sdk_device NOLOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'sdk_ledger') THEN
    CREATE ROLE sdk_ledger NOLOGIN;
  END IF;
  EXECUTE format('GRANT sdk_ledger TO %I', current_user);
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO sdk_device', current_database());
END $$;

CREATE SCHEMA ledger AUTHORIZATION sdk_ledger;
SET LOCAL ROLE sdk_ledger;
REVOKE ALL ON SCHEMA ledger FROM PUBLIC;
GRANT USAGE ON SCHEMA ledger TO sdk_device;

-- `incarnation` tells this ledger from every other; `least_client` is the oldest format of
-- records that a client must know to write.
CREATE TABLE ledger.meta (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  format int NOT NULL,
  least_client int NOT NULL,
  incarnation uuid NOT NULL DEFAULT gen_random_uuid()
);

-- The head of a mailbox: lock, position of the newest record, end of the audit chain, epoch of
-- the key for what comes. Its id is a digest of the founder's key and means nothing elsewhere.
CREATE TABLE ledger.mailbox (
  id uuid PRIMARY KEY,
  position bigint NOT NULL DEFAULT 0,
  number bigint NOT NULL DEFAULT 0,
  digest bytea NOT NULL DEFAULT '',
  epoch int NOT NULL DEFAULT 0
);

-- A profile on a computer: its login and its public keys, of which its id is a digest.
CREATE TABLE ledger.device (
  id uuid PRIMARY KEY,
  login name NOT NULL UNIQUE,
  signing bytea NOT NULL CHECK (octet_length(signing) = 32),
  opening bytea NOT NULL CHECK (octet_length(opening) BETWEEN 32 AND 2048),
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE ledger.may (
  mailbox uuid NOT NULL REFERENCES ledger.mailbox,
  device uuid NOT NULL REFERENCES ledger.device,
  role text NOT NULL CHECK (role IN ('reader', 'handler', 'registrar', 'manager')),
  PRIMARY KEY (mailbox, device, role)
);

-- A device that asks to be let into a mailbox; whoever manages it compares words first.
CREATE TABLE ledger.applicant (
  mailbox uuid NOT NULL REFERENCES ledger.mailbox,
  device uuid NOT NULL REFERENCES ledger.device ON DELETE CASCADE,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (mailbox, device)
);

-- The newest state of one thing; NULL where it has been purged. `number` is the change that wrote
-- it, `at` when. `compartment` is NULL for what every member may read.
CREATE TABLE ledger.record (
  mailbox uuid NOT NULL REFERENCES ledger.mailbox,
  id uuid NOT NULL,
  kind smallint NOT NULL,
  version int NOT NULL,
  position bigint NOT NULL,
  number bigint NOT NULL,
  at timestamptz NOT NULL,
  epoch int NOT NULL,
  compartment uuid,
  sealed bytea CHECK (octet_length(sealed) <= 4194304),
  PRIMARY KEY (mailbox, id)
) WITH (fillfactor = 90);
ALTER TABLE ledger.record ALTER sealed SET STORAGE EXTERNAL; -- it is compressed already
CREATE UNIQUE INDEX record_position ON ledger.record (mailbox, position);

-- Attachments, in pieces that are fetched when somebody opens them.
CREATE TABLE ledger.piece (
  mailbox uuid NOT NULL REFERENCES ledger.mailbox,
  file uuid NOT NULL,
  number int NOT NULL CHECK (number BETWEEN 0 AND 9999),
  epoch int NOT NULL,
  sealed bytea NOT NULL CHECK (octet_length(sealed) <= 1114112),
  PRIMARY KEY (mailbox, file, number)
);
ALTER TABLE ledger.piece ALTER sealed SET STORAGE EXTERNAL;

-- The audit chain: one signed event for each change.
CREATE TABLE ledger.event (
  mailbox uuid NOT NULL REFERENCES ledger.mailbox,
  number bigint NOT NULL,
  change uuid NOT NULL,
  device uuid NOT NULL,
  at timestamptz NOT NULL,
  position bigint NOT NULL,
  epoch int NOT NULL,
  sealed bytea NOT NULL CHECK (octet_length(sealed) <= 4194304),
  signature bytea NOT NULL CHECK (octet_length(signature) = 64),
  digest bytea NOT NULL,
  PRIMARY KEY (mailbox, number)
);

-- How each change ended, so that a lost answer can be asked for. `number` is the event's.
CREATE TABLE ledger.done (
  mailbox uuid NOT NULL REFERENCES ledger.mailbox,
  change uuid NOT NULL,
  number bigint NOT NULL,
  position bigint NOT NULL,
  at timestamptz NOT NULL,
  withdrawn boolean NOT NULL DEFAULT false,
  PRIMARY KEY (mailbox, change)
);

-- Who talks with the message service for a mailbox, until when by this server's clock.
CREATE TABLE ledger.lease (
  mailbox uuid PRIMARY KEY REFERENCES ledger.mailbox,
  holder uuid NOT NULL REFERENCES ledger.device,
  term bigint NOT NULL,
  until timestamptz NOT NULL
);

-- Who is writing about what just now; nothing rests on it, and a restart forgets it.
CREATE UNLOGGED TABLE ledger.presence (
  mailbox uuid NOT NULL,
  record uuid NOT NULL,
  device uuid NOT NULL,
  epoch int NOT NULL,
  sealed bytea NOT NULL CHECK (octet_length(sealed) <= 4096),
  until timestamptz NOT NULL,
  PRIMARY KEY (mailbox, record, device)
);

-- The mailbox's keys, wrapped for one device or a recovery paper.
CREATE TABLE ledger.keywrap (
  mailbox uuid NOT NULL REFERENCES ledger.mailbox,
  recipient uuid NOT NULL,
  compartment uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
  epoch int NOT NULL,
  wrapped bytea NOT NULL CHECK (octet_length(wrapped) <= 1048576),
  PRIMARY KEY (mailbox, recipient, compartment)
);

-- ---------------------------------------------------------------------------------------------
-- Who may read

CREATE FUNCTION ledger.own_device() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT id FROM ledger.device WHERE login = session_user
$$;

CREATE FUNCTION ledger.own_mailboxes() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT m.mailbox FROM ledger.may m JOIN ledger.device d ON d.id = m.device
   WHERE d.login = session_user
$$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['may', 'applicant', 'record', 'piece', 'event', 'done', 'lease', 'presence', 'keywrap']
  LOOP
    EXECUTE format('ALTER TABLE ledger.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY members ON ledger.%I FOR SELECT TO sdk_device
                    USING (mailbox IN (SELECT ledger.own_mailboxes()))', t);
    EXECUTE format('GRANT SELECT ON ledger.%I TO sdk_device', t);
  END LOOP;
END $$;
ALTER TABLE ledger.mailbox ENABLE ROW LEVEL SECURITY;
CREATE POLICY members ON ledger.mailbox FOR SELECT TO sdk_device
  USING (id IN (SELECT ledger.own_mailboxes()));
ALTER TABLE ledger.device ENABLE ROW LEVEL SECURITY;
CREATE POLICY everybody ON ledger.device FOR SELECT TO sdk_device USING (true);
GRANT SELECT ON ledger.mailbox, ledger.device, ledger.meta TO sdk_device;

-- Whether the caller may manage a mailbox, write to it, or be there at all.
CREATE FUNCTION ledger.allowed(box uuid, managing boolean, writing boolean) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM ledger.may m JOIN ledger.device d ON d.id = m.device
     WHERE m.mailbox = box AND d.login = session_user
       AND CASE WHEN managing THEN m.role = 'manager' WHEN writing THEN m.role <> 'reader'
                ELSE true END)
$$;

-- ---------------------------------------------------------------------------------------------
-- The one writer

-- Write one change of a mailbox whole, or nothing.
--
-- `records` are (ids, kinds, versions seen, compartments, seals), a NULL seal leaves a tombstone.
-- `known_number` and `known_digest` are the newest end of the chain that the caller has met.
-- `lease_term` is given by who acts as the leader. `withdraws` is another change that must not
-- be done any longer. `roles` sets devices' roles, as [{"device": …, "roles": [...]}]; `wraps`
-- are for `wrapped_for`, and replace all wraps when `key_epoch` is a new one.
--
-- Outcomes: ok · again (this change is done already) · withdrawn (it was taken back before) ·
-- behind (a version or the epoch is not the newest) · deposed · forked (the caller has met a
-- chain that is not this one) · done (what was to be withdrawn is done) · old client · refused.
CREATE FUNCTION ledger.append(
  client int, box uuid, change_id uuid, known_number bigint, known_digest bytea,
  key_epoch int, event_sealed bytea, event_signature bytea,
  ids uuid[] DEFAULT '{}', kinds smallint[] DEFAULT '{}', seen int[] DEFAULT '{}',
  compartments uuid[] DEFAULT '{}', seals bytea[] DEFAULT '{}',
  lease_term bigint DEFAULT NULL, withdraws uuid DEFAULT NULL, erased_files uuid[] DEFAULT '{}',
  roles jsonb DEFAULT '[]', wrapped_for uuid[] DEFAULT '{}', wraps bytea[] DEFAULT '{}',
  OUT outcome text, OUT head_position bigint, OUT head_number bigint, OUT head_digest bytea,
  OUT head_epoch int, OUT written timestamptz
) LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s' AS $$
#variable_conflict use_column
DECLARE
  own uuid := ledger.own_device();
  head ledger.mailbox%ROWTYPE;
  past ledger.done%ROWTYPE;
  as_manager boolean := roles <> '[]'::jsonb OR cardinality(wraps) > 0 OR 1 = ANY (kinds);
  as_writer boolean := cardinality(ids) > 0 OR cardinality(erased_files) > 0;
BEGIN
  written := clock_timestamp();
  -- 1. Who is it, and may it do this?
  IF client < (SELECT m.least_client FROM ledger.meta m) THEN outcome := 'old client'; RETURN; END IF;
  IF NOT ledger.allowed(box, as_manager, as_writer) THEN outcome := 'refused'; RETURN; END IF;
  SELECT * INTO STRICT head FROM ledger.mailbox b WHERE b.id = box FOR UPDATE;
  IF NOT ledger.allowed(box, as_manager, as_writer) THEN outcome := 'refused'; RETURN; END IF;
  written := clock_timestamp();
  head_position := head.position; head_number := head.number;
  head_digest := head.digest; head_epoch := head.epoch;
  -- 2. Is this the chain that the caller has met?
  IF known_number IS DISTINCT FROM 0 AND known_digest IS DISTINCT FROM
     (SELECT e.digest FROM ledger.event e WHERE e.mailbox = box AND e.number = known_number)
  THEN outcome := 'forked'; RETURN; END IF;
  -- 3. Has this change been answered before?
  SELECT * INTO past FROM ledger.done d WHERE d.mailbox = box AND d.change = change_id;
  IF FOUND THEN
    outcome := CASE WHEN past.withdrawn THEN 'withdrawn' ELSE 'again' END;
    written := past.at; RETURN;
  END IF;
  -- 4. Is the caller still the leader, if it acts as one?
  IF lease_term IS NOT NULL AND NOT EXISTS (
    SELECT FROM ledger.lease l WHERE l.mailbox = box AND l.holder = own AND l.term = lease_term
       FOR SHARE
  ) THEN outcome := 'deposed'; RETURN; END IF;
  -- 5. Is everything as the caller has seen it?
  IF withdraws IS NOT NULL THEN
    SELECT * INTO past FROM ledger.done d WHERE d.mailbox = box AND d.change = withdraws;
    IF FOUND THEN
      outcome := CASE WHEN past.withdrawn THEN 'withdrawn' ELSE 'done' END; RETURN;
    END IF;
  END IF;
  IF EXISTS (
    SELECT FROM unnest(ids, kinds) w (id, kind)
      JOIN ledger.record r ON r.mailbox = box AND r.id = w.id WHERE r.kind <> w.kind
  ) THEN outcome := 'refused'; RETURN; END IF;
  IF key_epoch <> head.epoch AND NOT (cardinality(wraps) > 0 AND key_epoch = head.epoch + 1)
     OR EXISTS (
       SELECT FROM unnest(ids, seen) w (id, version)
         LEFT JOIN ledger.record r ON r.mailbox = box AND r.id = w.id
        WHERE coalesce(r.version, 0) <> w.version)
  THEN outcome := 'behind'; RETURN; END IF;

  -- Write.
  head_number := head.number + 1;
  head_position := head.position + cardinality(ids);
  head_epoch := key_epoch;
  head_digest := sha256(head.digest || int8send(head_number) || uuid_send(change_id)
                        || event_sealed || event_signature);
  INSERT INTO ledger.record
    SELECT box, w.id, w.kind, w.version + 1, head.position + w.nth, head_number, written,
           key_epoch, w.compartment, w.sealed
      FROM unnest(ids, kinds, seen, compartments, seals)
           WITH ORDINALITY w (id, kind, version, compartment, sealed, nth)
    ON CONFLICT (mailbox, id) DO UPDATE SET version = excluded.version, number = excluded.number,
       position = excluded.position, at = excluded.at, epoch = excluded.epoch,
       compartment = excluded.compartment, sealed = excluded.sealed;
  DELETE FROM ledger.piece p WHERE p.mailbox = box AND p.file = ANY (erased_files);
  INSERT INTO ledger.event VALUES (box, head_number, change_id, own, written, head_position,
                                   key_epoch, event_sealed, event_signature, head_digest);
  INSERT INTO ledger.done VALUES (box, change_id, head_number, head_position, written);
  IF withdraws IS NOT NULL THEN
    INSERT INTO ledger.done VALUES (box, withdraws, head_number, head_position, written, true);
  END IF;
  UPDATE ledger.mailbox b SET position = head_position, number = head_number,
         digest = head_digest, epoch = head_epoch WHERE b.id = box;
  IF as_manager THEN
    PERFORM ledger.let_in(box, head.epoch, key_epoch, roles, wrapped_for, wraps);
  END IF;
  outcome := 'ok';
END $$;

-- Set devices' roles and keep wraps, as a part of `append`.
CREATE FUNCTION ledger.let_in(
  box uuid, old_epoch int, new_epoch int, roles jsonb, wrapped_for uuid[], wraps bytea[]
) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE one jsonb;
BEGIN
  FOR one IN SELECT * FROM jsonb_array_elements(roles) LOOP
    DELETE FROM ledger.may m WHERE m.mailbox = box AND m.device = (one->>'device')::uuid;
    DELETE FROM ledger.applicant a WHERE a.mailbox = box AND a.device = (one->>'device')::uuid;
    INSERT INTO ledger.may (mailbox, device, role)
      SELECT box, (one->>'device')::uuid, r FROM jsonb_array_elements_text(one->'roles') r;
    IF one->'roles' = '[]'::jsonb THEN
      DELETE FROM ledger.keywrap k WHERE k.mailbox = box AND k.recipient = (one->>'device')::uuid;
      DELETE FROM ledger.lease l WHERE l.mailbox = box AND l.holder = (one->>'device')::uuid;
      DELETE FROM ledger.presence p WHERE p.mailbox = box AND p.device = (one->>'device')::uuid;
    END IF;
  END LOOP;
  IF new_epoch > old_epoch THEN
    DELETE FROM ledger.keywrap k WHERE k.mailbox = box;
  END IF;
  INSERT INTO ledger.keywrap AS k (mailbox, recipient, epoch, wrapped)
    SELECT box, w.recipient, new_epoch, w.wrapped FROM unnest(wrapped_for, wraps) w (recipient, wrapped)
    ON CONFLICT (mailbox, recipient, compartment)
    DO UPDATE SET epoch = excluded.epoch, wrapped = excluded.wrapped;
END $$;

-- ---------------------------------------------------------------------------------------------
-- What else a device may do

-- Make the caller's public keys known. They stay once it is a member of a mailbox.
CREATE FUNCTION ledger.introduce(device_id uuid, signing_key bytea, opening_key bytea)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM ledger.device d WHERE d.login = session_user AND d.id = device_id) THEN
    RETURN true;
  END IF;
  IF EXISTS (SELECT FROM ledger.may m JOIN ledger.device d ON d.id = m.device
              WHERE d.login = session_user) THEN
    RETURN false;
  END IF;
  DELETE FROM ledger.device d WHERE d.login = session_user;
  INSERT INTO ledger.device (id, login, signing, opening)
    VALUES (device_id, session_user, signing_key, opening_key) ON CONFLICT DO NOTHING;
  RETURN FOUND;
END $$;

-- Ask to be let into a mailbox; false where there is none of that id.
CREATE FUNCTION ledger.apply_for(box uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM ledger.mailbox b WHERE b.id = box) THEN RETURN false; END IF;
  INSERT INTO ledger.applicant (mailbox, device) VALUES (box, ledger.own_device())
    ON CONFLICT DO NOTHING;
  RETURN true;
END $$;

-- Take or renew the lease of a mailbox; without a row somebody else holds it. A holder whose
-- lease has run out gets a new term even when nobody took it meanwhile.
CREATE FUNCTION ledger.hold(box uuid, seconds int)
RETURNS TABLE (term bigint, until timestamptz)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s' AS $$
#variable_conflict use_column
DECLARE own uuid := ledger.own_device();
BEGIN
  IF NOT ledger.allowed(box, false, true) THEN
    RAISE EXCEPTION 'not a handler of this mailbox' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY
    INSERT INTO ledger.lease AS l VALUES
      (box, own, 1, clock_timestamp() + make_interval(secs => least(seconds, 300)))
    ON CONFLICT (mailbox) DO UPDATE SET
      term = CASE WHEN l.holder = own AND l.until > clock_timestamp() THEN l.term ELSE l.term + 1 END,
      holder = own, until = excluded.until
    WHERE l.holder = own OR l.until < clock_timestamp()
    RETURNING l.term, l.until;
END $$;

-- Give the lease back before its time, so that another need not wait.
CREATE FUNCTION ledger.give_back(box uuid, held_term bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE ledger.lease SET until = clock_timestamp()
   WHERE mailbox = box AND holder = ledger.own_device() AND term = held_term
     AND until > clock_timestamp()
$$;

-- Say for some seconds that the caller is writing about a record; 0 ends it.
CREATE FUNCTION ledger.announce(box uuid, about uuid, key_epoch int, who bytea, seconds int)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE own uuid := ledger.own_device();
BEGIN
  IF NOT ledger.allowed(box, false, false) THEN
    RAISE EXCEPTION 'not a member of this mailbox' USING ERRCODE = 'insufficient_privilege';
  END IF;
  DELETE FROM ledger.presence p
   WHERE p.mailbox = box AND (p.until < clock_timestamp() OR p.record = about AND p.device = own);
  IF seconds > 0 THEN
    INSERT INTO ledger.presence VALUES (box, about, own, key_epoch, who,
      clock_timestamp() + make_interval(secs => least(seconds, 300)))
    ON CONFLICT DO NOTHING;
  END IF;
END $$;

-- Keep one piece of an attachment; the first stays, for another is the same under the same id.
CREATE FUNCTION ledger.put_piece(box uuid, file_id uuid, nth int, key_epoch int, bytes bytea)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT ledger.allowed(box, false, true) THEN
    RAISE EXCEPTION 'not a handler of this mailbox' USING ERRCODE = 'insufficient_privilege';
  END IF;
  INSERT INTO ledger.piece VALUES (box, file_id, nth, key_epoch, bytes) ON CONFLICT DO NOTHING;
END $$;

-- ---------------------------------------------------------------------------------------------
-- For the administrator alone

-- Make a mailbox, and let the device that founds it manage it.
CREATE FUNCTION ledger.found(box uuid, founder uuid) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO ledger.mailbox (id) VALUES (box);
  INSERT INTO ledger.may (mailbox, device, role)
    VALUES (box, founder, 'manager'), (box, founder, 'handler');
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ledger FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.own_device, ledger.own_mailboxes, ledger.append,
  ledger.introduce, ledger.apply_for, ledger.hold, ledger.give_back, ledger.announce, ledger.put_piece TO sdk_device;
INSERT INTO ledger.meta (format, least_client) VALUES (1, 1);
