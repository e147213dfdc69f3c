export const returnedCalls = `
-- 'offered' again: who took it and gave it back, not having received it.
ALTER TABLE given_call ADD COLUMN returned_by TEXT;
ALTER TABLE given_call ADD COLUMN returned_at TEXT;

-- Each agent of this workplace asks for themselves: the service alone says who has a call.
CREATE TABLE own_taking (
  handover_id TEXT NOT NULL,
  agent_id TEXT NOT NULL REFERENCES agent (id),
  id TEXT NOT NULL,
  -- Its agent gives it back, and the service may not know yet.
  is_going_back INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (handover_id, agent_id)
) STRICT;
INSERT INTO own_taking (handover_id, agent_id, id) SELECT handover_id, agent_id, id FROM taking;
DROP TABLE taking;
ALTER TABLE own_taking RENAME TO taking;
`
