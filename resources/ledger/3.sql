-- The ledger of shared mailboxes, format 3: a computer may show a ticket when it asks to be let in.
--
-- `ticket` says which; `proof` is the signature of the computer's keys that only whoever has the
-- ticket's secret can make. The ledger cannot check it, nor use it for another computer.

SET LOCAL ROLE sdk_ledger;

ALTER TABLE ledger.applicant
  ADD ticket uuid,
  ADD proof bytea CHECK (octet_length(proof) = 64),
  ADD CHECK ((ticket IS NULL) = (proof IS NULL));

-- Ask to be let into a mailbox, with a ticket or without; false where there is none of that id.
-- A member need not ask: it may have done so twice because an answer was lost.
DROP FUNCTION ledger.apply_for(uuid);
CREATE FUNCTION ledger.apply_for(box uuid, shown_ticket uuid DEFAULT NULL, proof bytea DEFAULT NULL)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM ledger.mailbox b WHERE b.id = box) THEN RETURN false; END IF;
  INSERT INTO ledger.applicant (mailbox, device, ticket, proof)
    SELECT box, ledger.own_device(), shown_ticket, apply_for.proof
     WHERE NOT ledger.allowed(box, false, false)
    ON CONFLICT (mailbox, device) DO UPDATE SET ticket = excluded.ticket, proof = excluded.proof;
  RETURN true;
END $$;

REVOKE ALL ON FUNCTION ledger.apply_for FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.apply_for TO sdk_device;
UPDATE ledger.meta SET format = 3;
