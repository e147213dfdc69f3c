export const drafts = `
-- What an agent is writing on a screen other than a call's, and has not sent.
CREATE TABLE draft (
  agent_id TEXT NOT NULL REFERENCES agent (id),
  key TEXT NOT NULL,
  sealed_text BLOB NOT NULL,
  -- Milliseconds since the epoch.
  touched_at INTEGER NOT NULL,
  PRIMARY KEY (agent_id, key)
) STRICT;
`
