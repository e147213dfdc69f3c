export const first = `
-- Columns named sealed_… hold what is personal, sealed under the workplace's key (seal.ts).
CREATE TABLE seal (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  -- Nothing at all, sealed: opens under the workplace's key and no other.
  proof BLOB NOT NULL
) STRICT;

CREATE TABLE agent (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  user TEXT NOT NULL,
  salt BLOB NOT NULL,
  verifier BLOB NOT NULL,
  -- The workplace's key, sealed under the agent's password.
  locked_key BLOB NOT NULL,
  online_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL
) STRICT;

CREATE TABLE flow (
  hash TEXT PRIMARY KEY,
  flow_id TEXT NOT NULL,
  definition TEXT NOT NULL
) STRICT;

CREATE TABLE call (
  id TEXT PRIMARY KEY,
  agent_id TEXT NOT NULL REFERENCES agent (id),
  flow_id TEXT NOT NULL,
  flow_hash TEXT NOT NULL REFERENCES flow (hash),
  channel TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  closing TEXT,
  parked_at TEXT
) STRICT;
CREATE INDEX call_open ON call (agent_id, id) WHERE ended_at IS NULL;

CREATE TABLE journal (
  call_id TEXT NOT NULL REFERENCES call (id),
  seq INTEGER NOT NULL,
  event_id TEXT NOT NULL UNIQUE,
  record TEXT NOT NULL,
  PRIMARY KEY (call_id, seq)
) STRICT;

-- Beside the journal and never in it: erasable without changing what it folds to.
CREATE TABLE value (
  call_id TEXT NOT NULL REFERENCES call (id),
  key TEXT NOT NULL,
  seq INTEGER NOT NULL,
  sealed_value BLOB NOT NULL,
  PRIMARY KEY (call_id, key, seq)
) STRICT, WITHOUT ROWID;

-- What proves the caller's identity; the station alone reads it.
CREATE TABLE identity_evidence (
  call_id TEXT PRIMARY KEY REFERENCES call (id),
  account_id TEXT NOT NULL,
  evidence_id TEXT NOT NULL
) STRICT;

CREATE TABLE attachment (
  sha256 TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sealed_content BLOB NOT NULL
) STRICT;

CREATE TABLE call_attachment (
  call_id TEXT NOT NULL REFERENCES call (id),
  sha256 TEXT NOT NULL REFERENCES attachment (sha256),
  sealed_name BLOB NOT NULL,
  added_at TEXT NOT NULL,
  PRIMARY KEY (call_id, sha256)
) STRICT;

CREATE TABLE outbox (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  agent_id TEXT NOT NULL REFERENCES agent (id),
  kind TEXT NOT NULL,
  call_id TEXT REFERENCES call (id),
  -- NULL for a call record until it is first sent: it is built from the journal then.
  sealed_body BLOB,
  idempotency_key TEXT NOT NULL,
  waits_for TEXT REFERENCES outbox (id),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'refused')),
  created_at TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  -- Milliseconds since the epoch; held_until is what the backend asked for (Retry-After).
  due_at INTEGER NOT NULL DEFAULT 0,
  held_until INTEGER NOT NULL DEFAULT 0,
  -- The contract's own words: they name fields, never what was typed in them.
  refusal TEXT,
  -- Milliseconds since the epoch; NULL until it is sent. What is kept is counted from it.
  sent_at INTEGER
) STRICT;
CREATE INDEX outbox_waiting ON outbox (position) WHERE state = 'waiting';
CREATE INDEX outbox_due ON outbox (due_at) WHERE state = 'waiting';
CREATE INDEX outbox_call ON outbox (call_id, kind);
CREATE INDEX outbox_agent ON outbox (agent_id, state);

CREATE TABLE outbox_attachment (
  outbox_id TEXT NOT NULL REFERENCES outbox (id),
  sha256 TEXT NOT NULL REFERENCES attachment (sha256),
  is_sent INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (outbox_id, sha256)
) STRICT;

-- What a ticket's outbox row does not say.
CREATE TABLE ticket (
  id TEXT PRIMARY KEY REFERENCES outbox (id),
  sealed_client_name BLOB NOT NULL,
  number TEXT
) STRICT;

-- One row: the last status heard.
CREATE TABLE status (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  status TEXT NOT NULL,
  heard_at INTEGER NOT NULL
) STRICT;

-- One row, until somebody has read it: this database took a damaged one's place.
CREATE TABLE damage (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  set_aside_as TEXT NOT NULL,
  recovered INTEGER NOT NULL,
  lost INTEGER NOT NULL
) STRICT;

CREATE TABLE setting (
  agent_id TEXT NOT NULL REFERENCES agent (id),
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (agent_id, key)
) STRICT, WITHOUT ROWID;
`
