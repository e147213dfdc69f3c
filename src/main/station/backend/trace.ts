import { randomBytes } from 'node:crypto'
import { validate as isUuid } from 'uuid'
import { writeTraceparent } from '#shared/contracts/trace.ts'

/** What a request is found by from here to the backend's log and the email that came of it. */
export interface Trace {
  id: string
  /** The header of the same name (W3C Trace Context). */
  traceparent: string
}

/** @param key the request's Idempotency-Key: every try of one write is one trace, named after it */
export function startTrace(key?: string): Trace {
  const id = key !== undefined && isUuid(key) ? traceOfKey(key) : randomBytes(16).toString('hex')
  return { id, traceparent: writeTraceparent(id, randomBytes(8).toString('hex')) }
}

/** The trace of all requests made under a key. */
export const traceOfKey = (key: string): string => key.replaceAll('-', '').toLowerCase()
