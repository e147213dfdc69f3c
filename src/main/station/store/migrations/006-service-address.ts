export const serviceAddress = `
-- One row: the service's address as somebody changed it here, and the installation's that it was put in place of.
CREATE TABLE service_address (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  address TEXT NOT NULL,
  instead_of TEXT NOT NULL
) STRICT;
`
