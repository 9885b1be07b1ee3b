-- The ledger of shared mailboxes, format 2: a mailbox whose ledger has lost something is healed.
--
-- A standby that takes over without all that was acknowledged, or a backup, goes back behind what
-- devices have met. Whoever notices it says so. From then on nobody leads or writes, until every
-- device that may write has offered what it has, or a manager goes on without it.

SET LOCAL ROLE sdk_ledger;

-- `incarnation` changes with each healing: what was made for the history before is refused.
ALTER TABLE ledger.mailbox
  ADD incarnation uuid NOT NULL DEFAULT gen_random_uuid(),
  ADD healing boolean NOT NULL DEFAULT false;

-- The incarnations that a mailbox had. Who knows one of these is only late; who knows another one
-- has met a history that is lost.
CREATE TABLE ledger.past_incarnation (
  mailbox uuid NOT NULL REFERENCES ledger.mailbox,
  incarnation uuid NOT NULL,
  PRIMARY KEY (mailbox, incarnation)
);

-- The devices that have offered what they have in this incarnation, or that are not waited for.
CREATE TABLE ledger.offer (
  mailbox uuid NOT NULL REFERENCES ledger.mailbox,
  device uuid NOT NULL REFERENCES ledger.device,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (mailbox, device)
);
ALTER TABLE ledger.past_incarnation ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger.offer ENABLE ROW LEVEL SECURITY;
CREATE POLICY members ON ledger.offer FOR SELECT TO sdk_device
  USING (mailbox IN (SELECT ledger.own_mailboxes()));
GRANT SELECT ON ledger.offer TO sdk_device;

-- ---------------------------------------------------------------------------------------------
-- The one writer

ALTER FUNCTION ledger.append RENAME TO write_change;
REVOKE ALL ON FUNCTION ledger.write_change FROM sdk_device;

-- Write one change of a mailbox whole, or nothing, as `write_change` does.
--
-- `of_incarnation` is the one that the caller has met; another one is forked, too. While the
-- mailbox is healed only `offers` are written; the outcome of anything else is healing.
-- The commit waits for the disk and for a synchronous standby, whatever the server's default is.
CREATE FUNCTION ledger.append(
  client int, box uuid, change_id uuid, known_number bigint, known_digest bytea,
  key_epoch int, event_sealed bytea, event_signature bytea,
  ids uuid[] DEFAULT '{}', kinds smallint[] DEFAULT '{}', seen int[] DEFAULT '{}',
  compartments uuid[] DEFAULT '{}', seals bytea[] DEFAULT '{}',
  lease_term bigint DEFAULT NULL, withdraws uuid DEFAULT NULL, erased_files uuid[] DEFAULT '{}',
  roles jsonb DEFAULT '[]', wrapped_for uuid[] DEFAULT '{}', wraps bytea[] DEFAULT '{}',
  of_incarnation uuid DEFAULT NULL, offers boolean DEFAULT false,
  OUT outcome text, OUT head_position bigint, OUT head_number bigint, OUT head_digest bytea,
  OUT head_epoch int, OUT written timestamptz
) LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s' AS $$
DECLARE
  head ledger.mailbox%ROWTYPE;
BEGIN
  IF current_setting('synchronous_commit') IN ('off', 'local') THEN
    PERFORM set_config('synchronous_commit', 'on', true);
  END IF;
  IF ledger.allowed(box, false, false) THEN
    SELECT * INTO STRICT head FROM ledger.mailbox b WHERE b.id = box FOR UPDATE;
    written := clock_timestamp();
    IF of_incarnation IS DISTINCT FROM head.incarnation THEN outcome := 'forked'; RETURN; END IF;
    IF head.healing AND NOT offers THEN outcome := 'healing'; RETURN; END IF;
  END IF;
  SELECT * INTO outcome, head_position, head_number, head_digest, head_epoch, written
    FROM ledger.write_change(client, box, change_id, known_number, known_digest, key_epoch,
      event_sealed, event_signature, ids, kinds, seen, compartments, seals, lease_term, withdraws,
      erased_files, roles, wrapped_for, wraps);
END $$;

-- ---------------------------------------------------------------------------------------------
-- Healing

-- Nobody leads a mailbox that is healed.
CREATE FUNCTION ledger.refuse_lease() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN CASE WHEN (SELECT b.healing FROM ledger.mailbox b WHERE b.id = NEW.mailbox)
              THEN NULL ELSE NEW END;
END $$;
CREATE TRIGGER while_healing BEFORE INSERT OR UPDATE ON ledger.lease
  FOR EACH ROW EXECUTE FUNCTION ledger.refuse_lease();

-- Say which place in the chain the caller has met; a ledger that has lost it is healed from now
-- on. Return the incarnation that holds, the one that the caller knows where nothing is lost.
CREATE FUNCTION ledger.notice_loss(
  box uuid, known_incarnation uuid, known_number bigint, known_digest bytea
) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s' AS $$
DECLARE
  head ledger.mailbox%ROWTYPE;
  new_one uuid := gen_random_uuid();
BEGIN
  IF NOT ledger.allowed(box, false, true) THEN
    RAISE EXCEPTION 'not a handler of this mailbox' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT * INTO STRICT head FROM ledger.mailbox b WHERE b.id = box FOR UPDATE;
  IF EXISTS (SELECT FROM ledger.past_incarnation p
              WHERE p.mailbox = box AND p.incarnation = known_incarnation)
     OR coalesce(known_incarnation, head.incarnation) = head.incarnation
        AND (known_number = 0 OR EXISTS (
          SELECT FROM ledger.event e WHERE e.mailbox = box AND e.number = known_number
             AND e.digest = known_digest))
  THEN RETURN head.incarnation; END IF;
  INSERT INTO ledger.past_incarnation VALUES (box, head.incarnation);
  UPDATE ledger.mailbox b SET incarnation = new_one, healing = true WHERE b.id = box;
  DELETE FROM ledger.offer o WHERE o.mailbox = box;
  DELETE FROM ledger.lease l WHERE l.mailbox = box;
  RETURN new_one;
END $$;

-- Note that the caller has offered all that it has, and that others are not waited for; that is
-- for a manager to say. The mailbox is whole when nobody is waited for any longer.
CREATE FUNCTION ledger.offered(box uuid, of_incarnation uuid, given_up uuid[] DEFAULT '{}')
RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s' AS $$
DECLARE own uuid := ledger.own_device();
BEGIN
  IF NOT ledger.allowed(box, cardinality(given_up) > 0, true) THEN
    RAISE EXCEPTION 'not a manager of this mailbox' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM FROM ledger.mailbox b WHERE b.id = box AND b.healing
     AND b.incarnation = of_incarnation FOR UPDATE;
  IF NOT FOUND THEN RETURN; END IF;
  INSERT INTO ledger.offer (mailbox, device)
    SELECT box, m.device FROM ledger.may m
     WHERE m.mailbox = box AND (m.device = ANY (given_up) OR m.device = own AND given_up = '{}')
  ON CONFLICT DO NOTHING;
  UPDATE ledger.mailbox b SET healing = false
   WHERE b.id = box AND NOT EXISTS (SELECT FROM ledger.awaited(box));
END $$;

-- The devices that have not offered what they have; those that only read can offer nothing.
CREATE FUNCTION ledger.awaited(box uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT m.device FROM ledger.may m
   WHERE m.mailbox = box AND m.role <> 'reader' AND NOT EXISTS (
     SELECT FROM ledger.offer o WHERE o.mailbox = box AND o.device = m.device)
$$;

REVOKE ALL ON FUNCTION ledger.write_change, ledger.append, ledger.refuse_lease, ledger.notice_loss,
  ledger.offered, ledger.awaited FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.append, ledger.notice_loss, ledger.offered, ledger.awaited
  TO sdk_device;
UPDATE ledger.meta SET format = 2;
