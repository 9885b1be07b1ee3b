-- What the ledger asks itself at every question, for every format of it: who asks, and may it?
--
-- These say what the functions of 1.sql say, in a language whose plans a connection keeps; SQL's
-- are planned at each call. Run after each upgrade; nobody need wait for it.

SET LOCAL ROLE sdk_ledger;

CREATE OR REPLACE FUNCTION ledger.own_device() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (SELECT d.id FROM ledger.device d WHERE d.login = session_user);
END $$;

CREATE OR REPLACE FUNCTION ledger.own_mailboxes() RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY
    SELECT DISTINCT m.mailbox FROM ledger.may m JOIN ledger.device d ON d.id = m.device
     WHERE d.login = session_user;
END $$;

CREATE OR REPLACE FUNCTION ledger.allowed(box uuid, managing boolean, writing boolean)
RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM ledger.may m JOIN ledger.device d ON d.id = m.device
     WHERE m.mailbox = box AND d.login = session_user
       AND CASE WHEN managing THEN m.role = 'manager' WHEN writing THEN m.role <> 'reader'
                ELSE true END);
END $$;
