export const leftOpen = `
-- The workplace ended it by itself, and its agent does not know yet.
ALTER TABLE call ADD COLUMN is_ending_untold INTEGER NOT NULL DEFAULT 0;
`
