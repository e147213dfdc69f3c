import { basename } from 'node:path'

/** How deep a stack is kept: enough to find the place. */
const deepest = 12
/** The shapes that names and numbers of programs have, and nobody's words or tokens. */
const told: Record<string, RegExp> = {
  code: /^[A-Z][A-Z\d_]{1,40}$/,
  syscall: /^[a-z\d]{2,20}$/,
  status: /^\d{3}$/,
  traceId: /^[\da-f]{32}$/,
}
const errorName = /^([A-Z][A-Za-z]{0,30})?Error$/

/**
 * What can be kept of an error: what it is and where it was thrown. Its message never is: it may quote a row, an
 * address or a file of somebody's.
 */
export function causeOf(error: unknown): Record<string, unknown> | undefined {
  if (error === undefined) return undefined
  if (!(error instanceof Error)) return { name: typeof error }
  const facts = error as Error & Record<string, unknown>
  return {
    name: errorName.test(error.name) ? error.name : 'Error',
    ...Object.fromEntries(
      Object.entries(told).flatMap(([key, shape]) => (shape.test(String(facts[key])) ? [[key, facts[key]]] : [])),
    ),
    at: framesOf(error),
    ...(error.cause !== undefined && { cause: causeOf(error.cause) }),
  }
}

/** "startCourier (courier.ts:95:7)": functions and files by their last name, for a folder names its owner. */
function framesOf({ stack, message }: Error): string[] {
  return (stack ?? '')
    .replaceAll(message, '')
    .split('\n')
    .flatMap((line) => {
      const [, where, file, place] = /^\s+at (?:([^(]+) \()?(?:file:\/\/)?([^()]+?):(\d+:\d+)\)?$/.exec(line) ?? []
      if (!file || !place) return []
      const called = where && /^[\w.<>[\] #$-]{1,80}$/.test(where) ? where : 'anonymous'
      return [`${called} (${basename(file.replaceAll('\\', '/'))}:${place})`]
    })
    .slice(0, deepest)
}
