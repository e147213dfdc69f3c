/** W3C Trace Context: `00-<trace id>-<parent id>-<flags>`; a later version may say more after it. */
const traceparent =
  /^(?:00(?=.{53}$)|(?!00|ff)[0-9a-f]{2})-((?!0{32})[0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?$/

/** The header of a request: what it is part of, and itself; 32 and 16 lower-case hexadecimal digits. */
export const writeTraceparent = (traceId: string, requestId: string): string => `00-${traceId}-${requestId}-01`

/** The trace that a `traceparent` header names; null when it is none, or not as the standard says. */
export const readTraceparent = (header: string | undefined): string | null =>
  traceparent.exec(header ?? '')?.[1] ?? null
