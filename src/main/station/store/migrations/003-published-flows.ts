export const publishedFlows = `
-- What the service last said that calls start with, of each script; none: the one that came with the application.
CREATE TABLE published_flow (
  flow_id TEXT PRIMARY KEY,
  hash TEXT NOT NULL REFERENCES flow (hash)
) STRICT;
`
