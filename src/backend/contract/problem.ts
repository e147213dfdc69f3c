import { type Problem, type ProblemCode, problems } from '#shared/contracts/problem.ts'

export interface ProblemDetails {
  /** In French, for whoever asked. */
  detail?: string
  fields?: { path: string; message: string }[]
  changes?: Problem['changes']
  retryAfterSeconds?: number
}

/** Ends a request with a problem, as if nothing had happened: what its transaction wrote is undone. */
export class ProblemError extends Error {
  readonly code: ProblemCode
  readonly details: ProblemDetails
  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(code)
    this.code = code
    this.details = details
  }
}

/** Ends a request with a problem and keeps what its transaction wrote: a try that counts, an audited refusal. */
export class Refused<C extends ProblemCode = ProblemCode> {
  readonly code: C
  readonly details: ProblemDetails
  constructor(code: C, details: ProblemDetails = {}) {
    this.code = code
    this.details = details
  }
}

/** The RFC 9457 body of a problem. */
export function problemBody(code: ProblemCode, { detail, fields, changes }: ProblemDetails = {}): Problem {
  return {
    type: `https://numi.support/problems/${code}`,
    title: problems[code].title,
    status: problems[code].status,
    code,
    ...(detail !== undefined && { detail }),
    ...(fields !== undefined && { fields }),
    ...(changes !== undefined && { changes }),
  }
}

/** A field that is well formed but wrong here. */
export const invalidField = (path: string, message: string): ProblemError =>
  new ProblemError('invalid-input', { fields: [{ path, message }] })

/** What somebody else changed is not written over unseen. @param what with its article: "ce modèle" */
export const changedMeanwhile = (by: string, what: string): ProblemError =>
  new ProblemError('conflict', {
    detail: `${by} a modifié ${what}. Rien n’a été enregistré de votre côté : relisez, puis recommencez.`,
  })
