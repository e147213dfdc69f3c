const sqlite = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN)/
/**
 * By SQLSTATE class: 08 connection, 40 undone for another's sake, 53 no room left (connections, memory, disk), 57 stopped
 * or out of time, 58 the system under it; 25006: a standby that only reads; 55P03: a lock waited for too long.
 */
const postgres = /^(08|40|53|57|58)[0-9A-Z]{3}$|^(25006|55P03)$/
/** What the network says on the way to PostgreSQL. */
const network = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ENOENT)$/
/** What pg says of a connection without giving it a code. */
const lost =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** Whether the database itself is in trouble (full disk, lock, server away…): trying again later may succeed. */
export function isDatabaseUnavailable(error: unknown): boolean {
  const code = codeOf(error)
  if ([sqlite, postgres, network].some((trouble) => trouble.test(code))) return true
  return error instanceof Error && lost.test(error.message)
}

/**
 * Whether a transaction was undone because another ran beside it: a deadlock (40P01), no order in which both could have
 * run (40001), or a row that was not there when looked for and was when written (23505). Run again, it sees the other's.
 */
export const isClash = (error: unknown): boolean => ['40P01', '40001', '23505'].includes(codeOf(error))
