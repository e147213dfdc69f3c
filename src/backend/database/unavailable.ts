const passing = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN)/

/** Whether the database itself is in trouble (full disk, lock…): trying again later may succeed. */
export const isDatabaseUnavailable = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && passing.test(error.code)
