export const handovers = `
-- A call that its agent gives to a colleague; under this id at the service too.
CREATE TABLE given_call (
  id TEXT PRIMARY KEY,
  call_id TEXT NOT NULL REFERENCES call (id),
  agent_id TEXT NOT NULL REFERENCES agent (id),
  -- NULL: whoever takes it first.
  to_id TEXT,
  to_name TEXT NOT NULL,
  -- 'sending': the service may not know of it yet.
  state TEXT NOT NULL CHECK (state IN ('sending', 'offered', 'taken')),
  taken_by TEXT,
  sealed_client_name BLOB NOT NULL,
  given_at TEXT NOT NULL
) STRICT;
CREATE INDEX given_call_by_call ON given_call (call_id, agent_id);

-- A call that this workplace takes, until it has it; its id tells the service which workplace asks.
CREATE TABLE taking (
  handover_id TEXT PRIMARY KEY,
  agent_id TEXT NOT NULL REFERENCES agent (id),
  id TEXT NOT NULL
) STRICT;
`
